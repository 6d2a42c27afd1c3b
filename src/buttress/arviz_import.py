"""ArviZ, imported where it is used."""

from __future__ import annotations

import warnings
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch


def import_arviz() -> Any:
    """ArviZ, without the notice of its next version that it gives once a day.

    It remembers the day in the user's cache folder; a folder that can't be written would stop the import.
    """
    with (
        warnings.catch_warnings(),
        TemporaryDirectory() as folder,
        patch("platformdirs.user_cache_dir", return_value=folder),
    ):
        warnings.simplefilter("ignore")
        import arviz
    return arviz

"""Linear algebra in one thread: on small matrices more of them only wait for each other, and may move a last digit."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any


def one_thread() -> AbstractContextManager[Any]:
    """As `threadpool_limits(1)`, which looks for the libraries at every call; here only after modules were loaded."""
    return _libraries(len(sys.modules)).limit(limits=1)


@lru_cache(maxsize=1)
def _libraries(modules: int) -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()

"""The invented brief as a fixture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from buttress.brief.content import BriefData
from tests.brief.invented import make


@pytest.fixture
def data() -> BriefData:
    """The invented brief with 26 claims."""
    return make()


@pytest.fixture
def brief_with() -> Callable[..., BriefData]:
    """A maker of invented briefs: `brief_with(claims=30, title=...)`."""

    def build(claims: int = 26, **changes: object) -> BriefData:
        return replace(make(claims), **changes)

    return build

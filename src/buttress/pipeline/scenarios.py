"""The scenarios that a call names: all must be the case's."""

from __future__ import annotations

from collections.abc import Iterable

from buttress.case import Case
from buttress.case.message import nearest
from buttress.experiment import BASELINE


class PipelineError(ValueError):
    """A call that can't be answered as asked; the text says what to ask instead."""


def require_scenarios(case: Case, scenarios: Iterable[str]) -> None:
    """Raise PipelineError, before anything long begins, for a name that is no scenario of the case."""
    for name in scenarios:
        if name != BASELINE and name not in case.scenarios:
            raise PipelineError(f"the case has no scenario {name!r}{nearest(name, case.scenarios)}")

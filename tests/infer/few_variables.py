"""A small export, for tests that write one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arviz import InferenceData


def of_few_variables(data: InferenceData) -> InferenceData:
    """Every group, with three of the unknowns: a file of all takes its writer ten seconds."""
    few = data.copy()
    for group in ("posterior", "prior"):
        setattr(few, group, data[group][["detention_rate", "bias", "people_out"]])
    return few

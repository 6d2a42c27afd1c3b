"""One row of the registry of measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from buttress.experiment.measures.framed_result import FramedResult


@dataclass(frozen=True)
class Measure:
    """A number of each run: `of` gives (runs,) in `unit`.

    `interval` says what a level's 95 % interval spans: `predictive`, the runs, or `share`, what more runs could make of
    the share of runs (for a 0/1 outcome, where neither the runs' nor the draws' own points say anything). `headline`
    measures are those that every answer prints. `label` is the meaning in as few words as a narrow table has room for.
    `reach` is the number of days after the fork that it needs, None for all up to the horizon. `needs` names the parts
    of a case without which it is not asked. `subject` and `when` are what a sentence on it is about, and as of which
    day: "the chance of being in office", "after 90 days".
    """

    name: str
    unit: str
    meaning: str
    of: Callable[[FramedResult], np.ndarray]
    interval: Literal["predictive", "share"] = "predictive"
    headline: bool = False
    label: str = ""
    reach: int | None = None
    needs: tuple[str, ...] = ()
    subject: str = ""
    when: str = ""

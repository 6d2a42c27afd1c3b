"""The results that a brief is made of, and how to read numbers off them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from buttress.brief.content import IntervalEstimate
from buttress.experiment import BASELINE
from buttress.experiment.measures import BY_NAME
from buttress.findings.measure_unit import measure_unit
from buttress.findings.subjects import headline_scenario, subject_of

if TYPE_CHECKING:
    import pandas as pd

    from buttress.case import Case, Claim
    from buttress.experiment import Comparison, Ensemble, Verdict
    from buttress.explore.discovery import WhatIf
    from buttress.explore.value.worth import Worth
    from buttress.infer.posterior import Posterior

WEEK = 7
"""Days."""


@dataclass(frozen=True)
class Results:
    """A case, its comparison, the verdicts on its claims and its posterior; `responsive` is the second reading, if run,
    `prior` the lead scenario on draws that have seen no report, if run, `corners` where the leading claim
    crosses its line, and `worth` what would be worth finding out for it.

    `folder` is the case as the user named it, for the commands that a brief prints.
    """

    case: Case
    folder: str
    answer: Comparison
    verdicts: Sequence[Verdict]
    posterior: Posterior
    responsive: Comparison | None = None
    prior: Comparison | None = None
    corners: WhatIf | None = None
    worth: Worth | None = None

    @property
    def baseline(self) -> Ensemble:
        """The ensemble without a scenario."""
        return self.answer.baseline

    @property
    def main_kind(self) -> str:
        """The calendar's main occasion."""
        return self.baseline.frame.main

    @property
    def main_name(self) -> str:
        """The main occasion's name in the case."""
        return self.kind_name(self.main_kind)

    def kind_name(self, kind: str) -> str:
        """An occasion's name in the case."""
        return next(calling.name for calling in self.case.facts.calendar if calling.id == kind)

    @property
    def lead(self) -> str:
        """The scenario of which the headline speaks; never a what-if on policing."""
        names = [name for name in self.answer.scenarios if not self.case.scenarios[name].policing]
        return headline_scenario({name: self.case.scenarios[name] for name in names}, self.case.as_of)

    @property
    def leading_claim(self) -> str | None:
        """The id of the first claim on what the lead scenario does to time in office."""
        measure = f"tenure_{self.tenure_days}"
        asked = (claim for claim in self.case.claims if claim.measure == measure and is_difference(claim, self.lead))
        return next((claim.id for claim in asked), None)

    def subject(self, name: str) -> str:
        """What a scenario takes away, for a sentence; empty where it does something else."""
        return subject_of(self.case.scenarios[name], self.case.as_of)

    @property
    def tenure_days(self) -> int:
        """The horizon at which time in office is compared: 90 days, or less where runs are shorter."""
        return next((days for days in (90, 30) if days <= self.case.facts.horizon_days), 30)

    @property
    def foreign(self) -> str:
        """Millions of the foreign currency."""
        return f"{self.case.facts.foreign} m"

    @property
    def domestic(self) -> str:
        """Millions of the state's own currency."""
        purse = self.case.facts.purse
        return "" if purse is None else f"{purse.domestic_currency} m"

    def level(self, measure: str, scenario: str = BASELINE, cap: float | None = None) -> IntervalEstimate | None:
        """A measure's mean and 95 % interval; None where the runs do not reach it."""
        return self.level_of(self.answer.ensemble(scenario), measure, cap)

    @staticmethod
    def level_of(ensemble: Ensemble, measure: str, cap: float | None = None) -> IntervalEstimate | None:
        """A measure's mean and 95 % interval in an ensemble; None where its runs do not reach it or it is not asked."""
        if set(BY_NAME[measure].needs) & set(ensemble.frame.off):
            return None
        mean, (low, high) = ensemble.level(measure)
        if not np.isfinite([mean, low, high]).all():
            return None
        return IntervalEstimate(float(mean), float(low), float(high), measure_unit(measure), cap=cap)

    def explain(self, day: date, place: str = "") -> str:
        """The command that says why a day's turnout is what it is."""
        where = f" --place {place}" if place else ""
        return f"buttress explain {self.folder} --on {day.isoformat()}{where}"

    def occasions(self, place: str, quantity: str, kind: str | None = None) -> pd.DataFrame:
        """The baseline's occasions of one place ("" nationwide), in order of days."""
        table = self.baseline.occasions
        chosen = (table["place"] == place) & (table["quantity"] == quantity)
        if kind is not None:
            chosen &= table["kind"] == kind
        return table[chosen].reset_index(drop=True)

    def daily(self, series: str, member: str = "", scenario: str = BASELINE) -> pd.DataFrame:
        """One daily series, in order of days."""
        table = self.answer.ensemble(scenario).daily
        return table[(table["series"] == series) & (table["member"] == member)].reset_index(drop=True)

    def week_ahead(self, column: str, place: str | None = None) -> NDArray[np.float64]:
        """Per run: people of the first week after the fork, in a place or in all, (runs,)."""
        table = self.baseline.weekly
        rows = table[table["week"] == 0]
        if place is not None:
            rows = rows[rows["place"] == place]
        return rows.groupby("run", sort=True)[column].sum().to_numpy(dtype=float)


def is_difference(claim: Claim, scenario: str) -> bool:
    """Is the claim about the difference of a scenario to the baseline?"""
    weights = {name: weight for name, weight in claim.contrast.items() if weight}
    return set(weights) == {BASELINE, scenario} and sum(weights.values()) == 0.0

"""The coming weeks: how many will march and be detained, and what each reporter will say of it.

*Truth* is what happens; a *report* is what a named reporter prints of it, with that reporter's bias, coverage and noise
by posterior draw. The two are kept apart. A report is printed only of a contest that still goes on, so that samples of
a day are runs weighted by S_t, the chance of being in office at its start;
truth is given the same way, with the mean of the path had he stayed beside it.

Intervals are predictive: they hold the spread of parameters, of the days' shocks, of counts, and for reports of the
reporter. Only what is modelled widens them.

A forecast is as simulated until it is given the level of the reporters' own series (`at_series_level`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.case import Case
from buttress.engine import run
from buttress.experiment.progress import Progress, silent
from buttress.forecasting import tables
from buttress.forecasting.belief import Belief, PriorOnly
from buttress.forecasting.casualties import CasualtyForecast, casualties
from buttress.forecasting.coming_occasion import WEEK, coming_occasions, is_within
from buttress.forecasting.notebook import forecast_html, forecast_picture
from buttress.forecasting.question import check_question
from buttress.forecasting.reporter_models import ReporterModels
from buttress.forecasting.row_use import RowUse, row_use
from buttress.forecasting.runs import ForecastRuns
from buttress.forecasting.series_levels import series_levels
from buttress.picture import Picture
from buttress.world import build

if TYPE_CHECKING:
    import pandas as pd

STAGE = "coming weeks"
RUNS = 1000
#: Seeds a draw: as many draws as there are, and two seeds to tell chance from parameters.
SEEDS = 2
#: Runs computed at a time.
BLOCK = 200


@dataclass(frozen=True, eq=False)
class Forecast(ForecastRuns):
    """Runs of the coming weeks with their tables, data frames; `from_reports` is false where priors alone speak."""

    from_reports: bool = True

    def at_series_level(self, seed: int | None = None) -> Forecast:
        """The same runs at the level of the reporters' own series; the case's seed if none is given."""
        return replace(self, levels=series_levels(self, self.case.facts.seed if seed is None else seed))

    @cached_property
    def row_use(self) -> RowUse:
        """How many rows of events.csv the forecast rests on, and why it doesn't on the others."""
        return row_use(self.case)

    @cached_property
    def truth(self) -> pd.DataFrame:
        """A row an occasion, place ("" nationwide) and quantity: mean, percentage points, `mean_had_he_stayed`."""
        return tables.truth(self)

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """A row a week and quantity, nationwide: the largest turnout, all detained on occasions."""
        return tables.weekly(self)

    @cached_property
    def office(self) -> pd.DataFrame:
        """A row a week: P(in office) at its end, with intervals of the parameters' spread."""
        return tables.office(self)

    @cached_property
    def reports(self) -> pd.DataFrame:
        """A row an occasion, reporter, quantity and scope of which the reporter has given a number before."""
        return tables.reports(self)

    @cached_property
    def casualties(self) -> list[CasualtyForecast]:
        """A row a reporter who has counted people killed or injured: what it counted, and a week to come."""
        return casualties(self.case)

    def _repr_html_(self) -> str:
        """What a notebook shows: the coming weeks as a table."""
        return forecast_html(self)

    def plot(self) -> Picture:
        """Crowds and detained by week, with 50 and 95 % intervals."""
        return forecast_picture(self)

    def to_json(self) -> dict[str, Any]:
        """The tables, in JSON types, with days in ISO form."""
        return {
            "case": self.case.facts.id,
            "as_of": self.as_of.isoformat(),
            "weeks": self.weeks,
            "runs": self.runs,
            "in_office": tables.records(self.office),
            "weekly": tables.records(self.weekly),
            "truth": tables.records(self.truth),
            "reports": tables.records(self.reports),
            "casualties": [row.as_dict() for row in self.casualties],
            "rows": self.row_use.as_dict() if self.from_reports else None,
        }


def forecast(
    case: Case,
    belief: Belief,
    weeks: int,
    *,
    runs: int = RUNS,
    seed: int | None = None,
    progress: Progress = silent,
) -> Forecast:
    """Run the coming weeks from `as_of` on. A pure function of case, belief, weeks, runs, seed and code.

    `belief` is a posterior, or `PriorOnly`. Run k uses draw k // 2 (fewer seeds a draw where there are fewer runs than
    draws). Raises ForecastError.
    """
    check_question(case, weeks)
    world = build(case)
    seeds = max(SEEDS, -(-runs // len(belief.draws))) if runs > len(belief.draws) else 1
    draws = replace(belief.draws, seeds_per_draw=seeds)
    seed = case.facts.seed if seed is None else seed
    ids = np.arange(runs, dtype=np.int64)
    chosen = [index for index, occasion in enumerate(world.occasions) if is_within(world, occasion, weeks)]
    parts: list[tuple[Ints, Ints, Floats]] = []
    progress(STAGE, 0, runs)
    for block in np.split(ids, np.arange(BLOCK, runs, BLOCK)):
        result = run(world, draws, block, seed=seed, stop=world.fork + WEEK * weeks)
        survival = result.survival[:, : WEEK * weeks + 1].copy()
        parts.append((result.turnout[:, chosen], result.detained[:, chosen], survival))
        progress(STAGE, int(block[-1]) + 1, runs)
    turnout, detained, survival = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Forecast(
        case=case,
        as_of=case.as_of,
        weeks=weeks,
        places=world.places,
        occasions=coming_occasions(world, weeks),
        main_kind=world.kinds[world.structure["main_kind"]],
        turnout=turnout,
        detained=detained,
        survival=survival,
        seeds_per_draw=seeds,
        reporter_models=ReporterModels(case, belief, ids, seed, seeds),
        from_reports=not isinstance(belief, PriorOnly),
    )

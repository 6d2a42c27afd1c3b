"""Which uncertainties carry the spread of a level or of a paired effect, by date."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from buttress.brief.figures.shares import ShareCurve, shares_by_date
from buttress.case import Case
from buttress.experiment.arm import BASELINE
from buttress.experiment.claims.shares import first_of
from buttress.experiment.mean_field import MeanField
from buttress.experiment.measures import measure_of
from buttress.experiment.progress import Progress, silent
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.explore.answer import Answer
from buttress.explore.error import ExploreError
from buttress.explore.groups import groups_of
from buttress.explore.measure_table import measure_table, weeks_after
from buttress.explore.refused import measure_named, refuse_scenario
from buttress.explore.sensitivity.on_priors import sensitivity_on_priors
from buttress.explore.sensitivity.sensitivity import Sensitivity, sensitivity_of_draws
from buttress.infer.prior import JointPrior, prior_draws
from buttress.pipeline.kept_mean_field import KeptMeanField
from buttress.pipeline.posterior import DRAWS, posterior_for
from buttress.pipeline.workers import cores
from buttress.store.file import write_whole
from buttress.world.parameters import parameters_of

STAGE = "what carries the spread"
PANELS = 6
"""Groups of the chart, the largest."""


def sensitivity(
    case: Case,
    measure: str,
    *,
    scenario: str = BASELINE,
    by_date: bool = False,
    prior: bool = False,
    seed: int | None = None,
    workers: int | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
) -> Sensitivity:
    """What carries the spread of a measure's level, or with a `scenario` of its difference to the baseline.

    From the draws of the posterior, or with `prior` by a design on the priors. `by_date`: at the end of each week after
    the fork. With `out`, a folder for sensitivity.json and, by date, the chart sensitivity.svg. Raises ExploreError for
    what is not explored, unknown or without a number by date, CaseError for an unknown scenario.
    """
    asked = measure_named(case, measure)
    refuse_scenario(case, scenario)
    answer = Answer(asked.name, scenario, titles=case.titles)
    if by_date and not answer.has_days:
        raise ExploreError(f"{measure} is one number of all days to come, without one by date: leave out --by date")
    report, seed = progress or silent, case.facts.seed if seed is None else seed
    field = KeptMeanField(case, workers or cores())
    days = _days(field, measure, by_date)
    shocks = prior_draws(case, 1).shock_names
    groups = groups_of(parameters_of(case.facts), shocks)
    unit = f"{asked.unit}, on a log scale" if answer.people else asked.unit
    if prior:
        report(STAGE, 0, 1)
        found = sensitivity_on_priors(field, answer, groups, days, unit, seed)
    else:
        draws = first_of(posterior_for(case, workers=workers, progress=progress).draws, DRAWS)
        report(STAGE, 0, 1)
        dated = [day for day in days.values() if day is not None]
        table = measure_table(field, WeightedDraws.equal(draws), JointPrior.of(case), [answer], dated)
        found = sensitivity_of_draws(table, answer, groups, days, unit, seed)
    report(STAGE, 1, 1)
    if out is not None:
        _write(found, Path(out))
    return found


def _days(field: MeanField, measure: str, by_date: bool) -> dict[date, int | None]:
    """Days after the fork by date: of each week's end, or None at the measure's own day."""
    frame = field.frame
    if by_date:
        return {frame.date(frame.fork + day - 1): day for day in weeks_after(field)}
    reach = measure_of(measure).reach
    last = frame.days if reach is None else min(frame.fork + reach, frame.days)
    return {frame.date(last - 1): None}


def _write(found: Sensitivity, folder: Path) -> None:
    """The rows as JSON and, where there are several dates, the chart."""
    write_whole(folder / "sensitivity.json", (json.dumps(found.to_json(), indent=1) + "\n").encode())
    if len(found.dates) > 1:
        write_whole(folder / "sensitivity.svg", chart(found).encode())


def chart(found: Sensitivity) -> str:
    """The shares of the largest groups by date, as SVG with its words inside. By first-order shares where a group has
    no total.
    """
    curves, dates = [], found.dates
    for group in found.groups:
        rows = found.of(group.name)
        total = [rows.get((day, "total"), rows[day, "first"]) for day in dates]
        curve = ShareCurve(
            words=group.words,
            total=tuple(row.index for row in total),
            low=tuple(row.interval_95[0] for row in total),
            high=tuple(row.interval_95[1] for row in total),
            alone=tuple(rows[day, "first"].index for day in dates),
        )
        if found.told(group.name):
            curves.append(curve)
    largest = sorted(curves, key=lambda curve: -max(curve.total))[:PANELS]
    if not largest:
        raise ExploreError("no group's share can be told from nothing on any date: there is no chart to draw")
    return shares_by_date(f"What carries the spread of {found.words}", dates, largest).svg

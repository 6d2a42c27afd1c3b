"""The checks of a prior, and what it predicts, as tables and figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case
from buttress.infer.prior import JointPrior
from buttress.world import Draws, World, build
from studies.prior_prediction import prediction as prior
from studies.prior_prediction.base_rates import DETAINED, PEAK_QUANTILES, WON_LATER
from studies.prior_prediction.checks import Check, checks, marks
from studies.prior_prediction.elasticity import PriorElasticity, elasticity
from studies.prior_prediction.figures import figures
from studies.results import StudyResults, StudyTable

#: The mechanism of the wave's ebb.
EBB = "wave"
CAUSES = ("collapse", "palace coup", "negotiated exit")
WIDE = (0.025, 0.25, 0.5, 0.75, 0.975)
NARROW = (0.05, 0.25, 0.5, 0.75, 0.95)


def report(case: Case, world: World, draws: Draws) -> tuple[StudyResults, dict[str, str]]:
    """The tables, and the figures as SVG by file name."""
    seed = int(case.facts.seed)
    population = float(sum(place.population.value for place in case.facts.places))
    answer = elasticity(world, draws, seed)
    predicted = prior.predict(world, draws, seed, population)
    level = prior.predict(build(case, off=frozenset([EBB])), draws, seed, population)
    without = prior.in_office_without(case, draws, seed, prior.RESOLUTION_SWITCHES)
    intro = (
        f"What the model says of {case.facts.title} before it has seen a report: {len(draws):,} draws of the prior, "
        f"one run each, from the trigger to the horizon (priors {prior.digest(JointPrior.of(case))})."
    )
    tables = [
        _checks(checks(answer, predicted, level)),
        _elasticity(answer),
        _shares(predicted, level),
        _causes(predicted),
        _switches(without),
        _peaks(predicted),
        _detained(predicted),
    ]
    made_by = f"python -m studies.prior_prediction cases/{case.facts.id}"
    results = StudyResults("Prior prediction: the tables", made_by, [intro], tables)
    return results, figures(answer, predicted, level, WON_LATER, DETAINED)


def _checks(found: Sequence[Check]) -> StudyTable:
    rows = [
        [
            check.name,
            check.bar,
            check.found,
            "pass" if check.passed else "**fail**",
            ", ".join(f"`{name}` {value:+.2f}" for name, value in check.drivers),
        ]
        for check in found
    ]
    columns = ["check", "bar", "prior", "result", "moved most by (rank correlation)"]
    return StudyTable("checks", "The checks", columns, rows)


def _elasticity(found: PriorElasticity) -> StudyTable:
    rows = [[str(later), *_quantiles(echo, ".2f")] for later, echo in enumerate(found.echo.T, 1)]
    note = (
        "Counted waves hold both, a crowd's answer and what persists: .1 to .6 as the reports stand; with their noise "
        "taken out .67 by a model of each series (34 episodes) and about .9 by the ratio of two autocovariances, which "
        "is the cruder. At the priors' centres an answer of .21 and a persistence of .5 make "
        "(.21 + .5) / (1 + .21 x .5) = .64."
    )
    columns = ["elasticity, marches later", *_percents(WIDE)]
    return StudyTable("elasticity", "Elasticity of later marches", columns, rows, note)


def _shares(predicted: prior.Prediction, level: prior.Prediction) -> StudyTable:
    first, end = predicted.first_share, predicted.end_share
    middling = (first >= 0.005) & (first <= 0.05)
    fallen = float((end[middling] < prior.FEW_OF_ADULTS).mean()) if middling.any() else float("nan")
    rows = [
        ["first march", *_quantiles(first)],
        ["last march of the horizon", *_quantiles(end)],
        ["the same with the ebb off", *_quantiles(level.end_share)],
    ]
    note = (
        f"{100 * float((first < prior.FEW_OF_ADULTS).mean()):.1f} % of paths are below {100 * prior.FEW_OF_ADULTS} % "
        f"of adults at the first march already. Of those that begin between .5 and 5 % of adults, {100 * fallen:.0f} % "
        f"end below {100 * prior.FEW_OF_ADULTS} %."
    )
    return StudyTable("share", "Share of adults at the main march", ["share of adults", *_percents(WIDE)], rows, note)


def _causes(predicted: prior.Prediction) -> StudyTable:
    """Each cause, its share of the mean summed hazard, and the median of its share by draw."""
    mean = (predicted.cause * predicted.weight[:, None]).mean(axis=0)
    median = np.median(predicted.cause / predicted.cause.sum(axis=1, keepdims=True), axis=0)
    pairs = zip(CAUSES, mean / mean.sum(), median, strict=True)
    rows = [[cause, f"{share:.2f}", f"{middle:.2f}"] for cause, share, middle in pairs]
    note = "Where a mean is far above its median, a few draws with huge hazards carry it."
    columns = ["cause", "share of the summed hazard, mean", "median of draws"]
    return StudyTable("causes", "Causes of an end", columns, rows, note)


def _switches(without: dict[str, float]) -> StudyTable:
    """`without` by mechanism; "" is all on."""
    all_on = without[""]
    rows = [["none", f"{all_on:.3f}", ""]]
    rows += [[name, f"{value:.3f}", f"{value - all_on:+.3f}"] for name, value in without.items() if name]
    columns = ["mechanism off, crowds by expectation", "P(in office)", "against all on"]
    return StudyTable("switches", "P(in office) with a mechanism off", columns, rows)


def _peaks(predicted: prior.Prediction) -> StudyTable:
    rows = [
        ["prior", *_quantiles(100 * predicted.peak_share, ".2g", NARROW)],
        ["NAVCO 1.2", *(f"{100 * value:.2g}" for value in PEAK_QUANTILES)],
    ]
    return StudyTable("peaks", "Peaks", ["peak, percent of people", *_percents(NARROW)], rows)


def _detained(predicted: prior.Prediction) -> StudyTable:
    weeks = (predicted.days >= predicted.fork) & (predicted.days < predicted.fork + 56)
    rows = [
        ["detained per participant", *_quantiles(predicted.detained_share)],
        ["people detained, sum", *_quantiles(predicted.detained[:, weeks].sum(axis=1), ".0f")],
    ]
    note = (
        f"Counted elsewhere, on days with detentions: medians {DETAINED[0]} (France 2018, ministry, 4 reports) and "
        f"{DETAINED[1]} (Paris police, 1 report): an order of magnitude."
    )
    columns = ["main marches of the 8 weeks from the fork on", *_percents(WIDE)]
    return StudyTable("detained", "Detentions", columns, rows, note)


def _quantiles(values: Floats, form: str = ".2g", at: Sequence[float] = WIDE) -> list[str]:
    return [format(float(value), form) for value in marks(values, at)]


def _percents(at: Sequence[float]) -> list[str]:
    return [f"{100 * point:g} %" for point in at]

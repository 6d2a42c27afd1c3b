"""The tables of a calibration: what was run, and the tests of the ranks."""

from __future__ import annotations

from buttress.arrays import Ints
from studies.calibration.ranks import Ranks
from studies.calibration.trial import RANKED
from studies.calibration.uniformity import UniformityTest, spread
from studies.results import StudyResults, StudyTable

WORST = 8


def summary(verdict: UniformityTest) -> str:
    """The verdict in two lines."""
    worst = min(verdict.chances, key=lambda name: verdict.chances[name])
    return (
        f"{verdict.trials} trials, {len(verdict.chances)} quantities: least chance of ranks as uneven "
        f"{verdict.chances[worst]:.2g} ({worst}), {verdict.chance:.2g} for the least of so many\n"
        f"spread of ranks {verdict.spread:.3f} +- {verdict.spread_error:.3f} (1 = right, above = posteriors too "
        f"narrow), chance of one as far off {verdict.spread_chance:.2g}"
    )


def results(ranks: Ranks, verdict: UniformityTest) -> StudyResults:
    """What was run, the tests, the spread of ranks by group and the least even quantities."""
    effort = ranks.about["effort"]
    low = sum(chance < 0.05 for chance in verdict.chances.values())
    intro = (
        f"A trial draws a truth from the prior that survives to the fork, has the reporters of {ranks.about['case']} "
        f"(as of {ranks.about['as_of']}) say of it what they would have said, row by row and in the form of the case's "
        f"rows, and fits that at the shipped size ({effort['particles']} particles, {effort['sweeps']} sweeps a "
        f"temperature; {effort['chains']} chains, {effort['settling_sweeps']} and {effort['final_sweeps']} sweeps). "
        f"The truth's rank among {RANKED} of the fit's draws is uniform if the fit is right."
    )
    tests = [
        ["trials", str(verdict.trials)],
        ["quantities ranked", str(len(verdict.chances))],
        ["of these below a chance of 0.05", f"{low} ({0.05 * len(verdict.chances):.0f} expected)"],
        ["least chance, times their number", f"{verdict.chance:.2g}"],
        ["spread of ranks, 1 = right", f"{verdict.spread:.3f} ± {verdict.spread_error:.3f}"],
        ["chance of a spread as far from 1", f"{verdict.spread_chance:.2g}"],
    ]
    by_group = [_group(name, table) for name, table in groups(ranks).items()]
    return StudyResults(
        "Calibration of the fit: the tables",
        "make calibration",
        [intro],
        [
            StudyTable("tests", "Tests of the ranks", ["what", "result"], tests),
            StudyTable(
                "groups",
                "Spread of ranks by group",
                ["group", "quantities", "spread", "standard error"],
                by_group,
                "Above 1: posteriors too narrow; below: too wide.",
            ),
            StudyTable(
                "worst",
                "The least even quantities",
                ["quantity", "chance", f"mean rank / {RANKED}"],
                _worst(ranks, verdict),
                "The chance is that of each quantity by itself.",
            ),
        ],
    )


def groups(ranks: Ranks) -> dict[str, Ints]:
    """Ranks of the model's parameters, of reporters' unknowns, of shocks, and of what derives from them."""
    table = ranks.table()
    shocks = [name.startswith("shock ") for name in ranks.names]
    first, last = shocks.index(True), len(shocks) - shocks[::-1].index(True)
    families = ("bias_", "noise_", "coverage_", "growth_")
    reporters = next((j for j, name in enumerate(ranks.names) if name.startswith(families)), first)
    cuts = {"model": (0, reporters), "reporters": (reporters, first), "shocks": (first, last)}
    cuts["derived"] = (last, len(ranks.names))
    return {name: table[:, a:b] for name, (a, b) in cuts.items() if b > a}


def _group(name: str, table: Ints) -> list[str]:
    middle, error, _ = spread(table)
    return [name, str(table.shape[1]), f"{middle:.3f}", f"{error:.3f}"]


def _worst(ranks: Ranks, verdict: UniformityTest) -> list[list[str]]:
    means = dict(zip(ranks.names, ranks.table().mean(axis=0) / RANKED, strict=True))
    names = sorted(verdict.chances, key=lambda name: verdict.chances[name])[:WORST]
    return [[name, f"{verdict.chances[name]:.2g}", f"{means[name]:.2f}"] for name in names]

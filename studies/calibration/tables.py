"""The tables of a calibration: what was run, and the tests of the ranks."""

from __future__ import annotations

from collections.abc import Sequence

from buttress.arrays import Ints
from studies.calibration.dependence import expected_spread
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
        f"spread of ranks {verdict.spread:.3f} +- {verdict.spread_error:.3f} (right, with draws as dependent: "
        f"{verdict.expected:.3f} +- {verdict.expected_error:.3f}; above = posteriors too narrow), chance of one as far "
        f"off {verdict.spread_chance:.2g}"
    )


def results(ranks: Ranks, verdict: UniformityTest, of_draws: Ints) -> StudyResults:
    """What was run, the tests, the spread of ranks by group and the least even quantities.

    `of_draws`: ranks (fits, draws, quantities) of other fits' draws.
    """
    effort = ranks.about["effort"]
    low = sum(chance < 0.05 for chance in verdict.chances.values())
    intro = (
        f"A trial draws a truth from the prior that survives to the fork, has the reporters of {ranks.about['case']} "
        f"(as of {ranks.about['as_of']}) say of it what they would have said, row by row and in the form of the case's "
        f"rows, and fits that at the shipped size ({effort['particles']} particles, {effort['sweeps']} sweeps a "
        f"temperature; {effort['chains']} chains, {effort['settling_sweeps']} and {effort['final_sweeps']} sweeps). "
        f"The truth's rank among {RANKED} of the fit's draws is uniform if the fit is right and its draws independent, "
        f"which they are not: draws of {len(of_draws)} fits of the case's own reports, ranked among those of each "
        "other, show how far ranks spread by that alone."
    )
    tests = [
        ["trials", str(verdict.trials)],
        ["quantities ranked", str(len(verdict.chances))],
        ["of these below a chance of 0.05", f"{low} ({0.05 * len(verdict.chances):.0f} expected)"],
        ["least chance, times their number", f"{verdict.chance:.2g}"],
        ["spread of ranks, 1 = right and independent", f"{verdict.spread:.3f} ± {verdict.spread_error:.3f}"],
        ["spread of a right fit's, with draws as dependent", f"{verdict.expected:.3f} ± {verdict.expected_error:.3f}"],
        ["chance of a spread as far from that", f"{verdict.spread_chance:.2g}"],
    ]
    by_group = [_group(name, ranks.table()[:, at], of_draws[:, :, at]) for name, at in groups(ranks.names).items()]
    return StudyResults(
        "Calibration of the fit: the tables",
        "make calibration",
        [intro],
        [
            StudyTable("tests", "Tests of the ranks", ["what", "result"], tests),
            StudyTable(
                "groups",
                "Spread of ranks by group",
                ["group", "quantities", "spread", "of a right fit"],
                by_group,
                "Above that of a right fit with draws as dependent: posteriors too narrow; below: too wide.",
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


def groups(names: Sequence[str]) -> dict[str, slice]:
    """Columns of the model's parameters, of reporters' unknowns, of shocks, and of what derives from them."""
    shocks = [name.startswith("shock ") for name in names]
    first, last = shocks.index(True), len(shocks) - shocks[::-1].index(True)
    families = ("bias_", "noise_", "coverage_", "growth_")
    reporters = next((j for j, name in enumerate(names) if name.startswith(families)), first)
    cuts = {"model": (0, reporters), "reporters": (reporters, first), "shocks": (first, last)}
    cuts["derived"] = (last, len(names))
    return {name: slice(a, b) for name, (a, b) in cuts.items() if b > a}


def _group(name: str, table: Ints, of_draws: Ints) -> list[str]:
    cells = ["{:.3f} ± {:.3f}".format(*found) for found in (spread(table), expected_spread(of_draws))]
    return [name, str(table.shape[1]), *cells]


def _worst(ranks: Ranks, verdict: UniformityTest) -> list[list[str]]:
    means = dict(zip(ranks.names, ranks.table().mean(axis=0) / RANKED, strict=True))
    names = sorted(verdict.chances, key=lambda name: verdict.chances[name])[:WORST]
    return [[name, f"{verdict.chances[name]:.2g}", f"{means[name]:.2f}"] for name in names]

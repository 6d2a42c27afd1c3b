"""Lohmann 1994 on Leipzig 1989: a weekly crowd tells everyone how many think alike. Data, and a cascade of our own.

The paper explains the Monday demonstrations as an informational cascade and describes the series; we know of no
simulated number in it. So what stands as published here is data: the turnout as reporters printed it. Ours is the
simplest cascade with that mechanism, in the form of our turnout rule's crowd term:

    logit(next share) = a + b log(last share)

a and b follow from the first three Mondays; the next three are foretold, each from the last one *foretold*.
S. Lohmann 1994, "The dynamics of informational cascades: the Monday demonstrations in Leipzig, East Germany, 1989-91",
World Politics 47(1), 42-101, doi 10.2307/2950679.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from buttress.classics.figure import Figure
from buttress.rules.rates import logistic
from buttress.rules.turnout.terms import crowd_term

QUESTION = "Do the first Mondays of Leipzig 1989 foretell the next ones, if a crowd grows by being seen?"

REPORTS = {
    "25 September": (1_000, 5_000, 6_000, 8_000),
    "2 October": (8_000, 15_000, 20_000),
    "9 October": (50_000, 70_000),
    "16 October": (120_000, 150_000),
    "23 October": (200_000, 300_000, 320_000),
    "30 October": (300_000,),
}
"""Data: turnout as printed by encyclopaedias, broadcasters and picture agencies, one number a reporter."""
FITTED = 3
"""Mondays that fix the cascade's two numbers."""
PEOPLE = 530_000
"""Inhabitants of Leipzig in 1989, rounded: the most who could march. Assumed; half of it mends 23 October alone."""


def middle(reports: tuple[int, ...]) -> float:
    """Geometric mean of the lowest and the highest report: reporters differ by factors."""
    return math.sqrt(min(reports) * max(reports))


def cascade(first: float, second: float, third: float, people: float, weeks: int) -> list[float]:
    """Turnout foretold for the weeks after the third, from the two steps before it."""
    steps = [_log_odds(second / people), _log_odds(third / people)]
    feedback = (steps[1] - steps[0]) / math.log(second / first)
    base = steps[0]  # next week's log-odds after a crowd like the first
    crowds, last = [], third
    for _ in range(weeks):
        # The rule counts a vanished crowd as one person; against crowds of thousands the one more is without effect.
        last = people * logistic(base + crowd_term(feedback, last, first))
        crowds.append(last)
    return crowds


def foretold(people: float = PEOPLE) -> dict[str, float]:
    """The Mondays after the fitted ones, from the middles of the reports before."""
    first, second, third = (middle(reports) for reports in list(REPORTS.values())[:FITTED])
    names = list(REPORTS)[FITTED:]
    return dict(zip(names, cascade(first, second, third, people, len(names)), strict=True))


def figures(seed: int) -> Iterator[Figure]:
    """The three Mondays foretold, beside what reporters printed; nothing is drawn."""
    for day, crowd in foretold().items():
        reports = REPORTS[day]
        centre, half = 0.5 * (min(reports) + max(reports)), 0.5 * (max(reports) - min(reports))
        yield Figure(
            "lohmann", f"data, {day} 1989: people in Leipzig, foretold from the first three Mondays", "printed",
            "turnout as printed by reporters (encyclopaedias, broadcasters); no figure of Lohmann 1994",
            centre, crowd, max(half, 0.2 * centre), "the reporters' range, at least a fifth of the figure",
        )  # fmt: skip


def _log_odds(share: float) -> float:
    return math.log(share / (1.0 - share))

"""What obedience costs, and how much of the pay may stay unpaid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from buttress.classics.drawing import ACCENT, INK, THIRD
from buttress.classics.efficiency_wage import BASE, arrears_borne, deterring_wage, least_wage


def draw(figure: Any, seed: int) -> str:
    """The deterring wage against the chance of a coup, and arrears borne against the wage."""
    left, right = figure.subplots(1, 2)
    _wage(left)
    _arrears(right)
    return (
        "Left: the wage that deters a coup rises in a straight line with the chance that one succeeds, the steeper the "
        "richer military rule; dots, found without the formula, lie on the lines. Right: up to the deterring wage no "
        "arrears are borne at all; above it the share that may go unpaid rises and flattens."
    )


def _wage(axes: Any) -> None:
    chances = np.linspace(0.0, 1.0, 50)
    for rule, colour in ((2.0, THIRD), (3.0, INK), (4.0, ACCENT)):
        contract = replace(BASE, rule=rule)
        wages = [deterring_wage(replace(contract, chance=float(chance))) for chance in chances]
        axes.plot(chances, wages, color=colour, linewidth=1.3, label=f"pay under military rule {rule:g}")
        dots = np.linspace(0.1, 0.9, 5)
        axes.plot(
            dots, [least_wage(replace(contract, chance=float(dot))) for dot in dots], "o", color=colour, markersize=3
        )
    axes.set(xlabel="chance that a coup succeeds", ylabel="deterring wage", ylim=(0, 4))
    axes.set_title("What obedience costs (b .9, a 1)")
    axes.legend(loc="upper left")


def _arrears(axes: Any) -> None:
    wages = np.linspace(0.5, 5.0, 200)
    for chance, colour in ((0.2, THIRD), (0.5, INK), (0.8, ACCENT)):
        contract = replace(BASE, chance=chance)
        borne = [100.0 * arrears_borne(contract, float(wage)) for wage in wages]
        axes.plot(wages, borne, color=colour, linewidth=1.3, label=f"coup succeeds with {chance:g}")
    axes.set(xlabel="wage promised", ylabel="percent that may go unpaid", ylim=(0, 100))
    axes.set_title("Arrears borne before a coup pays (m 3)")
    axes.legend(loc="upper left")

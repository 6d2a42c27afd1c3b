"""The numbers that the package takes from this study, as the text of `world/history.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.world.history import SelectionBias
from studies.history.choices import Choices
from studies.history.first_acts import days_to_end
from studies.history.posterior import Coefficients
from studies.history.risk import SIDES, RiskRows
from studies.history.selection import KINDS, Selected

TRANSPORT_SD = 0.3
BIAS = {"support": SelectionBias(form="normal", sd=0.4), "withdrawal": SelectionBias(form="minus_half_normal", sd=0.4)}
"""Assumed. Help goes to the endangered and to the safe: either sign. Backers leave those who are falling: the learned
effect of withdrawal is too large, if anything."""
SOURCE = (
    "studies/history: acts of backers in a panel of contests, 1953 to 2024, read from public texts, and NAVCO 1.2 "
    "(Chenoweth and Shay, doi 10.7910/DVN/0UZOTX)"
)


@dataclass(frozen=True)
class SideNumbers:
    """Of one side: mean and sd of its effect and of each kind's deviation; acts and contests in all and by kind."""

    name: str
    effect: tuple[float, float]
    deviations: dict[str, tuple[float, float]]
    counts: tuple[int, int]
    by_kind: dict[str, tuple[int, int]]

    def prior(self, bias_factor: float = 1.0) -> tuple[float, float]:
        """Mean and sd in a new contest, with the bias's sd times a factor."""
        shift, variance = BIAS[self.name].moments(bias_factor)
        return self.effect[0] + shift, (self.effect[1] ** 2 + variance + TRANSPORT_SD**2) ** 0.5


def side_numbers(draws: Coefficients, selected: Selected, side: str) -> SideNumbers:
    """The numbers of a side, rounded to three digits."""
    acts = [act for act in selected.acts if act.side == side]
    kinds = {kind: [act for act in acts if act.kind == kind] for kind in KINDS}
    return SideNumbers(
        side,
        _moments(draws, side),
        {kind: _moments(draws, f"{side}_{kind}") for kind in KINDS},
        (len(acts), len({act.contest for act in acts})),
        {kind: (len(held), len({act.contest for act in held})) for kind, held in kinds.items()},
    )


def shipped(draws: Coefficients, selected: Selected, rows: RiskRows, choices: Choices) -> str:
    """The file's text."""
    lines = [
        "# What other contests say of a backer's acts. Written by studies/history; its results.json holds the same.",
        f'source: "{SOURCE}"',
        f"contests: {len(selected.spans)}",
        f"falls: {int(rows.fell.sum())}",
        f"half_life_days: {choices.half_life_days:g}",
    ]
    for side in SIDES:
        numbers = side_numbers(draws, selected, side)
        mean, sd = numbers.prior()
        fell, stayed = days_to_end(selected, side)
        lines += [
            f"{side}:",
            f"  mean: {numbers.effect[0]:.3f}",
            f"  error: {numbers.effect[1]:.3f}",
            f"  acts: {numbers.counts[0]}",
            f"  contests: {numbers.counts[1]}",
            f"  bias: {{form: {BIAS[side].form}, sd: {BIAS[side].sd:g}}}",
            f"  transport_sd: {TRANSPORT_SD:g}",
            f"  prior: {{mean: {mean:.3f}, sd: {sd:.3f}}}",
            "  deviations:",
            *(f"    {kind}: {{mean: {m:.3f}, sd: {s:.3f}}}" for kind, (m, s) in numbers.deviations.items()),
            f"  fell_after_days: {fell}",
            f"  stayed_days: {stayed}",
        ]
    return "\n".join(lines) + "\n"


def _moments(draws: Coefficients, name: str) -> tuple[float, float]:
    values = draws.of(name)
    return round(float(values.mean()), 3), round(float(values.std()), 3)

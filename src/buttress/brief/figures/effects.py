"""Paired effects: one row a scenario, one column an outcome (reserves, tenure, turnout), with both errors."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from buttress.brief import formats, phrases
from buttress.brief.content import Effect, Paired
from buttress.brief.figures.canvas import FULL, HALF, Drawing, in_lines, name_rows, sheet, svg
from buttress.brief.outcome import RESERVES, TURNOUT, Outcome
from buttress.brief.palette import GRID, INK, NOTHING, OTHER, PAPER, QUIET, Stroke

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.ticker import Formatter, Locator

Heads = Mapping[Outcome, str]
"""Title of each column by its outcome."""
TITLE = "What scenarios change, against the baseline"
_NAMES = 1.68  # inches of the scenarios' names
_ROW, _TALL_ROW = 0.24, 0.36  # inches
_LINE = 0.1  # inches of each further line of a name
_NAME_SIZE = 6.6
FACTORS = (1.01, 1.02, 1.05, 1.1, 1.25, 1.5, 2.0, 4.0, 10.0, 100.0)
WITHIN = 0.85
"""Of an axis' reach: the furthest tick, whose label then ends on its panel."""


def draw(effects: Sequence[Effect], strokes: Mapping[str, Stroke], heads: Heads, of_draws: str) -> Drawing:
    """The forest, wide for paper and screen and narrow for a phone. The sentence `of_draws` ends its caption."""
    return Drawing(
        "effects",
        TITLE,
        _wide(effects, strokes, heads),
        f"{_caption(effects)} {of_draws}",
        _alt(effects, heads),
        narrow=_narrow(effects, strokes, heads),
    )


def _wide(effects: Sequence[Effect], strokes: Mapping[str, Stroke], heads: Heads) -> str:
    names = [in_lines(effect.title, _NAME_SIZE, _NAMES - 0.1) for effect in effects]
    row_height = max(_ROW, _LINE * (1 + max(name.count("\n") for name in names)) + 0.04)
    height = 0.42 + row_height * len(effects)
    with sheet(FULL, height) as figure:
        bottom, top = 0.2 / height, 1 - 0.2 / height
        share = (FULL - _NAMES) / max(len(heads), 1)
        for index, (outcome, head) in enumerate(heads.items()):
            left = (_NAMES + 0.06 + index * share) / FULL
            axes = figure.add_axes((left, bottom, (share - 1.16) / FULL, top - bottom))
            _panel(axes, effects, outcome, strokes, values_right=True)
            axes.set_title(head, fontsize=6.6, pad=5, loc="left")
            if index == 0:
                name_rows(axes, names, [_ink(effect, strokes) for effect in effects], size=_NAME_SIZE, gap=6)
        return svg(figure)


def _narrow(effects: Sequence[Effect], strokes: Mapping[str, Stroke], heads: Heads) -> str:
    names = [in_lines(effect.title, 6.4, 0.55 * HALF) for effect in effects]
    row_height = _TALL_ROW + _LINE * max(name.count("\n") for name in names)
    panel = 0.42 + row_height * len(effects)
    height = len(heads) * panel + 0.1
    with sheet(HALF, height) as figure:
        for index, (outcome, head) in enumerate(heads.items()):
            bottom = height - (index + 1) * panel + 0.2
            axes = figure.add_axes((0.04, bottom / height, 0.92, (panel - 0.42) / height))
            _panel(axes, effects, outcome, strokes, values_right=False)
            axes.set_title(head, fontsize=6.6, pad=3)
            for row, (effect, name) in enumerate(zip(effects, names, strict=True)):
                axes.annotate(
                    name,
                    (0, row - 0.3),
                    xycoords=("axes fraction", "data"),
                    ha="left",
                    va="center",
                    fontsize=6.4,
                    linespacing=1.0,
                    color=_ink(effect, strokes),
                )
                axes.annotate(
                    _value(effect, outcome),
                    (1, row - 0.3),
                    xycoords=("axes fraction", "data"),
                    ha="right",
                    va="center",
                    fontsize=6.2,
                )
        return svg(figure)


def _panel(
    axes: Axes, effects: Sequence[Effect], outcome: Outcome, strokes: Mapping[str, Stroke], values_right: bool
) -> None:
    scale = 1.0 if outcome is RESERVES else 100.0
    pairs = [_paired(effect, outcome) for effect in effects]
    reach = max((max(abs(p.difference.low), abs(p.difference.high), p.nothing) for p in pairs), default=0.0) or 1.0
    nothing = max((pair.nothing for pair in pairs), default=0.0)
    axes.set_ylim(len(effects) - 0.5, -0.5 if values_right else -0.65)
    axes.set_xlim(-1.06 * scale * reach, 1.06 * scale * reach)
    axes.axvspan(-scale * nothing, scale * nothing, color=NOTHING, linewidth=0, zorder=0)
    axes.axvline(0, color=QUIET, linewidth=0.7, zorder=1)
    for row in range(1, len(effects)):
        axes.axhline(row - (0.5 if values_right else 0.58), color=GRID, linewidth=0.4, zorder=0)
    for row, (effect, pair) in enumerate(zip(effects, pairs, strict=True)):
        _bars(axes, row + (0 if values_right else 0.12), effect, pair, scale, strokes[effect.scenario])
        if values_right:
            _beside(axes, row, 3.2, _value(effect, outcome), 6.0, INK)
            _beside(axes, row, -3.6, _word(effect, outcome), 5.0, QUIET)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_locator(_factors(reach) if outcome is TURNOUT else _few_ticks())
    axes.xaxis.set_major_formatter(_tick_words(outcome))


def _beside(axes: Axes, row: float, lift: float, text: str, size: float, colour: str) -> None:
    axes.annotate(
        text,
        (1, row),
        xycoords=("axes fraction", "data"),
        xytext=(5, lift),
        textcoords="offset points",
        va="center",
        ha="left",
        fontsize=size,
        color=colour,
    )


def _bars(axes: Axes, row: float, effect: Effect, pair: Paired, scale: float, stroke: Stroke) -> None:
    colour = QUIET if stroke is OTHER else stroke.colour
    mean, half = scale * pair.difference.mean, scale * 1.96 * pair.mc_se
    axes.plot([scale * pair.difference.low, scale * pair.difference.high], [row, row], color=colour, linewidth=0.9)
    axes.plot([mean - half, mean + half], [row, row], color=colour, linewidth=3.4, solid_capstyle="butt", alpha=0.75)
    axes.plot(
        [mean],
        [row],
        marker="o",
        markersize=3.6,
        color=colour if effect.fired else PAPER,
        markeredgecolor=colour,
        markeredgewidth=0.9,
        zorder=5,
    )


def _paired(effect: Effect, outcome: Outcome) -> Paired:
    paired = outcome.paired(effect)
    assert paired is not None, f"a column of {outcome.name} is asked for by a case that has it"
    return paired


def _value(effect: Effect, outcome: Outcome) -> str:
    if not effect.fired:
        return phrases.NOT_FIRED
    return formats.estimate(_paired(effect, outcome).difference, unit=False)


def _word(effect: Effect, outcome: Outcome) -> str:
    return outcome.word(effect) if effect.fired else ""


def _ink(effect: Effect, strokes: Mapping[str, Stroke]) -> str:
    stroke = strokes[effect.scenario]
    return INK if stroke is OTHER else stroke.colour


def _few_ticks() -> Locator:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=2, symmetric=True, steps=[1, 2, 5, 10])


def _factors(reach: float) -> Locator:
    """Ticks of an axis of log ratios, times 100: nothing, and the widest round factor up and down that fits."""
    from matplotlib.ticker import FixedLocator

    fits = [factor for factor in FACTORS if math.log(factor) <= WITHIN * reach] or FACTORS[:1]
    edge = 100.0 * math.log(fits[-1])
    return FixedLocator([-edge, 0.0, edge])


def _tick_words(outcome: Outcome) -> Formatter:
    from matplotlib.ticker import FuncFormatter

    def plainly(value: float, _position: int) -> str:
        text = f"{abs(value):g}"
        return f"{formats.MINUS}{text}" if value < 0 else text

    def change(value: float, _position: int) -> str:
        percent = 100.0 * math.expm1(value / 100.0)  # the axis is in log ratios, times 100
        return formats.plain(percent, 0, signed=True)

    return FuncFormatter(change if outcome is TURNOUT else plainly)


def _caption(effects: Sequence[Effect]) -> str:
    few = sorted({effect.runs for effect in effects})
    runs = f" Pairs of runs: {few[0]:,}." if len(few) == 1 else ""
    if len(few) > 1:
        less = ", ".join(effect.title for effect in effects if effect.runs < few[-1])
        runs = f" Pairs of runs: {few[-1]:,}; fewer ({few[0]:,}) for {less}."
    hollow = f" Hollow mark: the change {phrases.NOT_FIRED}." if any(not effect.fired for effect in effects) else ""
    return (
        "Scenario minus baseline, same draws and same chance. Thick bar: Monte-Carlo error (95 %); thin bar: with "
        "parameter uncertainty (95 %); grey band: practically nothing. Wholly outside the band: higher or lower; "
        f"wholly inside it: {phrases.NO_EFFECT}; else it {phrases.CANNOT_TELL}.{hollow} Zero in the middle.{runs}"
    )


def _alt(effects: Sequence[Effect], heads: Heads) -> str:
    rows = "; ".join(f"{effect.title}: {_said(effect, heads)}" for effect in effects)
    return f"Forest plot of paired differences against the baseline, {len(effects)} rows. {rows}."


def _said(effect: Effect, heads: Heads) -> str:
    if not effect.fired:
        return phrases.NOT_FIRED
    return ", ".join(f"{outcome.name} {formats.estimate(_paired(effect, outcome).difference)}" for outcome in heads)

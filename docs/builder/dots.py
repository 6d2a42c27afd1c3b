"""The picture of the page on history: contests as dots on lines, and the learned effects, from the study's results."""

from __future__ import annotations

import math
from html import escape

from docs.builder.results import rows_of

WIDTH, LEFT, STEP, ROW = 760, 190, 11, 30
SCALE = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Ticks of the hazard ratio, each twice the one before."""
HIDDEN, NEUTRAL = "acts of the last 14 days hidden", "the backer's neutral acts beside"
"""Readings of the study's table of sensitivity that stand beside the effects."""
NAMES = {"no backer": "no patron", "no dated act": "patron, no dated act"}

Effect = tuple[str, float, float]
"""A name, and mean and sd of a log hazard ratio."""


def picture(_: str = "") -> str:
    """Two parts in one drawing: how contests ended by what the patron did; the hazard ratios with 80 and 95 %."""
    ends = [(NAMES.get(row[0], row[0]), int(row[2]), int(row[3])) for row in rows_of("history.ends")]
    shown = effects()
    top = _contests(ends)
    start = 58 + ROW * len(ends)
    parts = [*top, *_effects(shown, start)]
    height = start + 88 + ROW * len(shown)
    return (
        f'<svg class="dots" role="img" viewBox="0 0 {WIDTH} {height}" aria-label="{escape(words(ends, shown))}">'
        f"{''.join(parts)}</svg>\n"
    )


def effects() -> list[Effect]:
    """Support and withdrawal as learned, and what tells how much of withdrawal may be selection."""
    learned = [(row[0], float(row[1]), float(row[2])) for row in rows_of("history.learned")]
    readings = {row[0]: row for row in rows_of("history.sensitivity")}
    hidden = _mean_sd(readings[HIDDEN][5])
    neutral = _mean_sd(readings[NEUTRAL][6])
    return [*learned, ("withdrawal, 14 days hidden", *hidden), ("acts for neither side", *neutral)]


def words(ends: list[tuple[str, int, int]], shown: list[Effect]) -> str:
    """What the picture shows."""
    told = "; ".join(f"{name}: {fell} fell, {stayed} stayed" for name, fell, stayed in ends)
    ratios = "; ".join(f"{name} {_range(mean, sd)}" for name, mean, sd in shown)
    return f"Contests by what the patron did. {told}. Ratio of the weekly hazard of a fall just after an act: {ratios}."


def _contests(ends: list[tuple[str, int, int]]) -> list[str]:
    """A line of dots a conduct: full for a fall, open for an incumbent who stayed."""
    contests = sum(fell + stayed for _, fell, stayed in ends)
    title = f"How {contests} contests ended; no effect can be read from it (full dot: he fell, open: he stayed)"
    parts = [_text(0, 16, title, weight=True)]
    for number, (name, fell, stayed) in enumerate(ends):
        y = 42 + ROW * number
        parts.append(_text(LEFT - 14, y + 4, name, anchor="end"))
        for place in range(fell + stayed):
            fill = "currentColor" if place < fell else "var(--md-default-bg-color, #fff)"
            parts.append(
                f'<circle cx="{LEFT + STEP * place}" cy="{y}" r="4" fill="{fill}" stroke="currentColor" '
                'stroke-width="1.3"/>'
            )
        parts.append(_text(LEFT + STEP * (fell + stayed) + 4, y + 4, f"{fell} of {fell + stayed} fell"))
    return parts


def _effects(shown: list[Effect], start: int) -> list[str]:
    """A dot an effect on a log scale, with bars of 80 and 95 % and the number."""
    bottom = start + 26 + ROW * len(shown)
    title = "Hazard of a fall just after such an act, against no recent act (thick 80 %, thin 95 %)"
    parts = [_text(0, start, title, weight=True)]
    for tick in SCALE:
        x = _place(tick)
        opacity = ".7" if tick == 1.0 else ".2"
        parts.append(
            f'<line x1="{x:.0f}" y1="{start + 14}" x2="{x:.0f}" y2="{bottom}" stroke="currentColor" '
            f'opacity="{opacity}"/>'
        )
        parts.append(_text(round(x), bottom + 16, f"×{tick:g}", anchor="middle"))
    one = round(_place(1.0))
    parts.append(_text(one - 14, bottom + 34, "← falls later", anchor="end"))
    parts.append(_text(one, bottom + 34, "|", anchor="middle"))
    parts.append(_text(one + 14, bottom + 34, "falls sooner → (each line doubles the hazard)"))
    for number, (name, mean, sd) in enumerate(shown):
        y = start + 34 + ROW * number
        parts.append(_text(LEFT - 14, y + 4, name, anchor="end"))
        for z, width in ((1.96, 1.3), (1.2816, 4)):
            low, high = (_clipped(math.exp(mean + side * z * sd)) for side in (-1, 1))
            parts.append(
                f'<line x1="{low:.0f}" y1="{y}" x2="{high:.0f}" y2="{y}" stroke="currentColor" stroke-width="{width}"/>'
            )
        parts.append(f'<circle cx="{_place(math.exp(mean)):.0f}" cy="{y}" r="5.5" fill="currentColor"/>')
        parts.append(_text(round(_clipped(math.exp(mean + 1.96 * sd))) + 8, y + 4, f"×{_range(mean, sd)}"))
    return parts


def _mean_sd(cell: str) -> tuple[float, float]:
    """A cell of the study, mean ± sd."""
    mean, sd = cell.split(" ± ")
    return float(mean), float(sd)


def _place(ratio: float) -> float:
    """Where a ratio stands, in pixels."""
    share = (math.log(ratio) - math.log(SCALE[0])) / (math.log(SCALE[-1]) - math.log(SCALE[0]))
    return LEFT + share * (WIDTH - 130 - LEFT)


def _clipped(ratio: float) -> float:
    return _place(min(max(ratio, SCALE[0]), SCALE[-1]))


def _range(mean: float, sd: float) -> str:
    return f"{_ratio(mean)} ({_ratio(mean - 1.96 * sd)} to {_ratio(mean + 1.96 * sd)})"


def _ratio(log_ratio: float) -> str:
    return f"{math.exp(log_ratio):.2g}"


def _text(x: float, y: float, words: str, anchor: str = "start", weight: bool = False) -> str:
    bold = ' font-weight="600"' if weight else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="currentColor"{bold}>{escape(words)}</text>'

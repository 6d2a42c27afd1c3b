"""The picture of the page on history: contests as dots on lines, and the learned effects, from the study's results."""

from __future__ import annotations

import math
from html import escape

from docs.builder.results import rows_of

WIDTH, LEFT, STEP, ROW = 700, 190, 11, 30
SCALE = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Ticks of the hazard ratio."""


def picture(_: str = "") -> str:
    """Two parts in one drawing: how contests ended by what the backer did; the hazard ratios with 80 and 95 %."""
    ends = [(row[0], int(row[2]), int(row[3])) for row in rows_of("history.ends")]
    effects = [(row[0], float(row[1]), float(row[2])) for row in rows_of("history.learned")]
    top = _contests(ends)
    start = 52 + ROW * len(ends)
    parts = [*top, *_effects(effects, start)]
    height = start + 70 + ROW * len(effects)
    return (
        f'<svg class="dots" role="img" viewBox="0 0 {WIDTH} {height}" aria-label="{escape(words(ends, effects))}">'
        f"{''.join(parts)}</svg>\n"
    )


def words(ends: list[tuple[str, int, int]], effects: list[tuple[str, float, float]]) -> str:
    """What the picture shows."""
    told = "; ".join(f"{name}: {fell} fell, {stayed} stayed" for name, fell, stayed in ends)
    ratios = "; ".join(f"{name} {_ratio(mean)} ({_ratio(mean - 1.96 * sd)} to {_ratio(mean + 1.96 * sd)})"
                       for name, mean, sd in effects)  # fmt: skip
    return f"Contests by what the backer did. {told}. Ratio of the weekly hazard of a fall just after an act: {ratios}."


def _contests(ends: list[tuple[str, int, int]]) -> list[str]:
    """A line of dots a conduct: full for a fall, open for an incumbent who stayed."""
    parts = [_text(0, 16, "Each dot is a contest: full, the incumbent fell; open, he stayed", weight=True)]
    for number, (name, fell, stayed) in enumerate(ends):
        y = 42 + ROW * number
        parts.append(_text(LEFT - 14, y + 4, name, anchor="end"))
        parts.append(f'<line x1="{LEFT - 6}" y1="{y}" x2="{WIDTH - 10}" y2="{y}" stroke="currentColor" opacity=".2"/>')
        parts.append(_text(WIDTH - 8, y - 5, f"{fell} of {fell + stayed} fell", anchor="end"))
        for place in range(fell + stayed):
            fill = "currentColor" if place < fell else "var(--md-default-bg-color, #fff)"
            parts.append(
                f'<circle cx="{LEFT + STEP * place}" cy="{y}" r="4" fill="{fill}" stroke="currentColor" '
                'stroke-width="1.3"/>'
            )
    return parts


def _effects(effects: list[tuple[str, float, float]], start: int) -> list[str]:
    """A dot an effect on a log scale, with bars of 80 and 95 %."""
    bottom = start + 26 + ROW * len(effects)
    title = "Hazard of a fall just after an act, against none (thick line 80 %, thin line 95 %)"
    parts = [_text(0, start, title, weight=True)]
    for tick in SCALE:
        x = _place(tick)
        opacity = ".7" if tick == 1.0 else ".2"
        parts.append(
            f'<line x1="{x:.0f}" y1="{start + 14}" x2="{x:.0f}" y2="{bottom}" stroke="currentColor" '
            f'opacity="{opacity}"/>'
        )
        parts.append(_text(round(x), bottom + 16, f"×{tick:g}", anchor="middle"))
    for number, (name, mean, sd) in enumerate(effects):
        y = start + 34 + ROW * number
        parts.append(_text(LEFT - 14, y + 4, name, anchor="end"))
        for z, width in ((1.96, 1.3), (1.2816, 4)):
            low, high = (_clipped(math.exp(mean + side * z * sd)) for side in (-1, 1))
            parts.append(
                f'<line x1="{low:.0f}" y1="{y}" x2="{high:.0f}" y2="{y}" stroke="currentColor" stroke-width="{width}"/>'
            )
        parts.append(f'<circle cx="{_place(math.exp(mean)):.0f}" cy="{y}" r="5.5" fill="currentColor"/>')
    return parts


def _place(ratio: float) -> float:
    """Where a ratio stands, in pixels."""
    share = (math.log(ratio) - math.log(SCALE[0])) / (math.log(SCALE[-1]) - math.log(SCALE[0]))
    return LEFT + share * (WIDTH - 30 - LEFT)


def _clipped(ratio: float) -> float:
    return _place(min(max(ratio, SCALE[0]), SCALE[-1]))


def _ratio(log_ratio: float) -> str:
    return f"{math.exp(log_ratio):.2g}"


def _text(x: float, y: float, words: str, anchor: str = "start", weight: bool = False) -> str:
    bold = ' font-weight="600"' if weight else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="currentColor"{bold}>{escape(words)}</text>'

"""Outbursts under four readings of one rule, and where each stands against the two printed numbers."""

from __future__ import annotations

from typing import Any

from buttress.classics.drawing import ACCENT, FAINT, FOURTH, INK, QUIET, THIRD
from buttress.classics.epstein import authority as model
from buttress.classics.epstein.outbursts import THRESHOLD, outbursts
from buttress.classics.epstein.rows import named

SHOWN = 500
COLOURS = (INK, THIRD, FOURTH, QUIET)


def draw(figure: Any, seed: int) -> str:
    """Left: actives by cycle of Run 2 under each reading. Right: its mean wait and activation beside the printed."""
    figure.set_size_inches(7.4, 4.2)
    grid = figure.add_gridspec(len(model.READINGS), 2, width_ratios=(1.35, 1.0))
    beside = figure.add_subplot(grid[:, 1])
    for place, (reading, colour) in enumerate(zip(model.READINGS, COLOURS, strict=True)):
        paths = model.runs_of(model.RUN_2, reading, model.CYCLES, seed, 3)
        series = figure.add_subplot(grid[place, 0])
        series.axhline(THRESHOLD, color=FAINT, linewidth=0.6)
        series.plot(paths[0].active[:SHOWN], color=colour, linewidth=0.8)
        series.set(ylim=(0, 360), yticks=(0, 150, 300), xlim=(0, SHOWN))
        series.set_title(named(reading), pad=2)
        if place < len(model.READINGS) - 1:
            series.set_xticklabels([])
        series = [outbursts(path.active) for path in paths]
        beside.plot(
            [f.waits.mean() for f in series], [f.activation.mean() for f in series], "o", color=colour, ms=4,
            label=named(reading),
        )  # fmt: skip
    series.set_xlabel("cycle")
    figure.supylabel("people in open rebellion", fontsize=7.5)
    beside.axvline(60, color=ACCENT, linewidth=0.7)
    beside.axhline(708, color=ACCENT, linewidth=0.7)
    beside.plot([60], [708], "D", color=ACCENT, ms=6, label="printed: 60 and 708")
    beside.set(title="Run 2: one point a run of 3,000 cycles", xlabel="mean wait between outbursts (cycles)",
               ylabel="mean total activation (person-cycles)", xlim=(0, 118), ylim=(0, 1200))  # fmt: skip
    beside.legend(loc="upper right")
    return (
        "Left: actives over 500 cycles. With the ratio cut to a whole number calm ends in frequent outbursts of about "
        "300 people; rounded, they are smaller, and rarer where people act before they move. Right: the printed mean "
        "wait, 60 cycles, is met only by the reading round, act_move, and the printed activation, 708, is neared only "
        "by floor; no reading comes near both."
    )

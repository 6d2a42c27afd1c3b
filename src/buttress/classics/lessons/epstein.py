"""Epstein's country: calm that breaks into outbursts, by how legitimate the authority is and how far people see.

The paper's police and terms of jail stay as they are in its Run 2: they are no sliders here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from buttress.classics.drawing import FAINT, INK, QUIET
from buttress.classics.epstein import authority as model
from buttress.classics.epstein.outbursts import THRESHOLD, outbursts
from buttress.classics.epstein.rows import named
from buttress.classics.epstein.run import play
from buttress.classics.lesson import Slider

SLIDERS = (
    Slider("legitimacy", "Legitimacy of the authority", 0.5, 0.95, 0.01, 0.82),
    Slider("vision", "How far people see, in sites", 1.0, 10.0, 0.5, 7.0),
    Slider("threshold", "What it takes to act: grievance beyond the risk", 0.0, 0.5, 0.01, 0.1),
)
CYCLES, RUNS = 500, 3


def draw(figure: Any, values: Mapping[str, float], seed: int) -> str:
    """People in open rebellion by cycle: one run in ink, the others behind it."""
    inputs = replace(
        model.RUN_2, legitimacy=values["legitimacy"], vision=values["vision"], threshold=values["threshold"]
    )
    axes = figure.subplots()
    paths = [play(inputs, model.NETLOGO, CYCLES, seed, run) for run in range(RUNS)]
    for path in reversed(paths):
        axes.plot(path.active, color=INK if path is paths[0] else FAINT, linewidth=1.0 if path is paths[0] else 0.5)
    axes.axhline(THRESHOLD, color=QUIET, linewidth=0.6, linestyle=":")
    title = f"People in open rebellion, {named(model.NETLOGO)}; dotted: where an outburst begins"
    axes.set(title=title, xlabel="cycle", ylabel="people", xlim=(0, CYCLES))
    count = sorted(len(outbursts(path.active).begin) for path in paths)
    peak = sorted(int(path.active.max()) for path in paths)
    people = round(inputs.density * inputs.side**2)
    return (
        f"{RUNS} runs of {CYCLES} cycles with {people:,} people. With legitimacy {inputs.legitimacy:g}, vision "
        f"{inputs.vision:g} and threshold {inputs.threshold:g}, a run has {_range(count)} outbursts, and at most "
        f"{_range(peak)} people act at once. Police and terms of jail are those of the paper's Run 2."
    )


def _range(numbers: list[int]) -> str:
    return f"{numbers[0]}" if numbers[0] == numbers[-1] else f"{numbers[0]} to {numbers[-1]}"

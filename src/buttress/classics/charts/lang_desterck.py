"""The four regions by visibility and police capacity, and a crowd's fate in each."""

from __future__ import annotations

from typing import Any

import numpy as np

from buttress.classics import lang_desterck as model
from buttress.classics.drawing import ACCENT, FAINT, FOURTH, INK, THIRD

COLOURS = {
    "stable police state": INK, "meta-stable police state": THIRD, "unstable police state": ACCENT,
    "failed state": FAINT,
}  # fmt: skip
EXAMPLES = {
    "stable police state": (0.6, 0.2, 0.7), "meta-stable police state": (0.2, 0.2, 0.3),
    "unstable police state": (0.2, 0.6, 0.3), "failed state": (0.6, 0.6, 0.45),
}  # fmt: skip


def draw(figure: Any, seed: int) -> str:
    """Left: region of each (alpha, 1 - beta) at c1 = c2, by the dynamics. Right: a crowd in each region."""
    left, right = figure.subplots(1, 2)
    steps = np.arange(0.0125, 1.0, 0.025)
    names = list(COLOURS)
    codes = [[names.index(model.region(a, 1.0 - b, 1.0, 1.0)) for a in steps] for b in steps - 0.0001]
    from matplotlib.colors import ListedColormap

    left.imshow(codes, origin="lower", extent=(0, 1, 0, 1), cmap=ListedColormap(list(COLOURS.values())), alpha=0.6,
                vmin=-0.5, vmax=3.5, aspect="auto")  # fmt: skip
    for name, (a, b, _) in EXAMPLES.items():
        left.plot([a], [1.0 - b], "o", color="white", mec=FOURTH, ms=5)
        left.annotate(name.replace(" police", "\npolice"), (a, 1.0 - b), xytext=(6, 0), textcoords="offset points",
                      va="center", fontsize=6.4)  # fmt: skip
    left.set(title="Regions at c1 = c2, found by running", xlabel="alpha: crowd that is seen",
             ylabel="1 - beta: crowd beyond the police")  # fmt: skip
    times = np.linspace(0.0, 6.0, 121)
    for name, (a, b, start) in EXAMPLES.items():
        right.plot(times, [model.protesters(start, a, b, 1.0, 1.0, time) for time in times], color=COLOURS[name],
                   label=name)  # fmt: skip
    right.axhline(0.5, color=FOURTH, linestyle=":", linewidth=0.8, label="c* = c1 / (c1 + c2)")
    right.set(
        title="A crowd between the two thresholds", xlabel="time", ylabel="share of protesters", ylim=(-0.02, 1.02)
    )
    right.legend(loc="lower right", fontsize=6)
    return (
        "Left: map of the four regions by the crowd that is seen and the crowd beyond the police, at equal rates, with "
        "an example in each. Right: the example's crowd falls to nothing, settles at one half, grows to everyone, or "
        "stays as it is."
    )

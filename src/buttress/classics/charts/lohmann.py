"""Leipzig's Mondays as reported, and as the cascade foretells them."""

from __future__ import annotations

from typing import Any

from buttress.classics import lohmann as model
from buttress.classics.drawing import ACCENT, FAINT, INK, THIRD


def draw(figure: Any, seed: int) -> str:
    """Turnout by Monday on a log scale: reports, the cascade from three Mondays, and from each Monday to the next."""
    figure.set_size_inches(6.2, 3.0)
    axes = figure.subplots()
    days = list(model.REPORTS)
    for place, reports in enumerate(model.REPORTS.values()):
        axes.plot([place] * len(reports), reports, "_", color=ACCENT, ms=11, mew=1.6,
                  label="data: reports" if place == 0 else None)  # fmt: skip
    foretold = model.foretold()
    path = [model.middle(model.REPORTS[day]) for day in days[: model.FITTED]] + list(foretold.values())
    axes.plot(range(len(path)), path, color=INK, marker="o", ms=3.5, label="cascade: fixed by three, three foretold")
    half = list(model.foretold(model.PEOPLE / 2).values())
    axes.plot(range(model.FITTED - 1, len(days)), [path[model.FITTED - 1], *half], color=THIRD, linestyle="--",
              marker=".", label="the same, half as many people to draw on")  # fmt: skip
    axes.axvline(model.FITTED - 0.5, color=FAINT)
    axes.set(yscale="log", xticks=range(len(days)), xticklabels=days, ylabel="people (log scale)",
             title="Leipzig 1989: the cascade overshoots")  # fmt: skip
    axes.legend(loc="lower right")
    return (
        "Reported turnout by Monday on a log scale, from thousands on 25 September to about 300,000 on 30 October, and "
        "the cascade: it passes through the first three Mondays and then runs ahead of every report."
    )

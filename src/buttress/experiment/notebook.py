"""A comparison in a notebook: its headline measures as a table, the paired differences as a picture."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from buttress.experiment.measures import Measure, measures_of
from buttress.picture import INK, Picture, digits, drawn, interval, table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from buttress.experiment.comparison import Comparison

HEADINGS = ["scenario", "measure", "baseline", "with the scenario", "difference", "95 %"]
MOST_IN_A_ROW = 3


def comparison_html(answer: Comparison) -> str:
    """The table: levels and paired differences with their 95 % intervals, under the scripted reading."""
    rows = []
    for scenario in answer.scenarios:
        for measure in _shown(answer):
            found = answer.difference(scenario, measure.name)
            rows.append([
                scenario,
                f"{measure.label or measure.meaning}, {measure.unit}",
                _level(answer, "baseline", measure),
                _level(answer, scenario, measure),
                digits(found.mean),
                interval(*found.interval_95),
            ])  # fmt: skip
    return table(f"{answer.case}: {answer.runs:,} pairs of runs", HEADINGS, rows)


def comparison_picture(answer: Comparison) -> Picture:
    """A panel a headline measure: a dot and its 95 % interval a scenario."""
    measures = list(_shown(answer))
    across = min(MOST_IN_A_ROW, len(measures))
    down = -(-len(measures) // across)

    def draw(figure: Figure) -> str:
        panels = figure.subplots(down, across, squeeze=False, sharey=True).ravel()
        for panel in panels[len(measures) :]:
            panel.set_visible(False)
        for panel, measure in zip(panels, measures, strict=False):
            for row, scenario in enumerate(answer.scenarios):
                found = answer.difference(scenario, measure.name)
                panel.plot(found.interval_95, [row, row], color=INK)
                panel.plot([found.mean], [row], "o", color=INK)
            panel.axvline(0.0, color="#b9c0c8", linewidth=0.8)
            panel.set_yticks(range(len(answer.scenarios)), answer.scenarios)
            panel.set_title(f"{measure.label or measure.name} ({measure.unit})", fontsize=9)
        panels[0].invert_yaxis()
        return "Scenario minus baseline, with 95 % intervals. " + "; ".join(
            f"{scenario}, {measure.name}: {digits(found.mean)} ({interval(*found.interval_95)})"
            for scenario in answer.scenarios
            for measure in measures
            for found in [answer.difference(scenario, measure.name)]
        )

    return drawn(3.2 * across + 1.0, down * (0.9 + 0.35 * len(answer.scenarios)), draw)


def _shown(answer: Comparison) -> Iterator[Measure]:
    """The headline measures that the runs reach."""
    for measure in measures_of(answer.baseline.frame.off):
        if measure.headline and math.isfinite(answer.baseline.level(measure.name)[0]):
            yield measure


def _level(answer: Comparison, scenario: str, measure: Measure) -> str:
    mean, ends = answer.ensemble(scenario).level(measure.name)
    return f"{digits(mean)} ({interval(*ends)})"

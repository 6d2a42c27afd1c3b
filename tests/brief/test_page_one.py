"""What page one shows: the lead scenario and those that may matter, and names that are whole."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from buttress.brief import palette
from buttress.brief.content import BriefData, Effect, IntervalEstimate, Unit
from buttress.brief.figures import fan
from buttress.brief.figures.canvas import in_lines, text_width
from buttress.brief.others import other_scenarios
from buttress.brief.outcome import in_front
from buttress.brief.pages import make_pages
from buttress.brief.pdf import pdf
from tests.brief.printed import words


def test_names_in_figures_are_whole(data: BriefData) -> None:
    name = "Committee of relatives of those detained at the harbour, abroad"
    for size, width in ((5.6, 1.5), (6.2, 1.1), (6.6, 1.58)):
        lines = in_lines(name, size, width).split("\n")
        assert " ".join(lines) == name
        assert all(text_width(line, size) <= width for line in lines)
    assert in_lines("Unterwasserschifffahrtsgesellschaft", 6.6, 1.0).replace("\n", "").startswith("Unterwasserschiff")
    assert in_lines("word " * 200, 6.6, 1.0).endswith("…")


def test_a_long_name_widens_no_key_and_covers_no_mark(data: BriefData, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text of the fan's key ends inside the sheet and above the axis."""
    name = "Committee of relatives of those detained at the harbour, abroad"
    reports = tuple(dataclasses.replace(report, reporter=name) for report in data.fan.reports[:1])
    seen: list[Any] = []
    monkeypatch.setattr(fan, "svg", lambda figure: seen.append(figure) or "<svg></svg>")
    fan.draw(
        dataclasses.replace(data.fan, reports=(*reports, *data.fan.reports[1:])),
        palette.STROKES[0],
        palette.shapes([name, *(report.reporter for report in data.fan.reports)]),
        data.as_of,
    )
    figure = seen[0]
    key = figure.axes[0].get_legend().get_window_extent(FigureCanvasAgg(figure).get_renderer())
    assert figure.axes[0].get_legend().get_texts()[0].get_text().replace("\n", " ") == name
    assert key.x0 >= 0
    assert key.x1 <= figure.bbox.x1
    assert key.y1 <= figure.bbox.y1


def _still(effect: Effect) -> Effect:
    """The same scenario with next to nothing changed."""
    tiny = IntervalEstimate(0.0, -0.001, 0.001, Unit.POINTS)
    none = dataclasses.replace(tiny, unit=Unit.LOG_RATIO)
    weeks = dataclasses.replace(tiny, unit=Unit.WEEKS)
    return dataclasses.replace(
        effect,
        fired=True,
        tenure=dataclasses.replace(effect.tenure, difference=tiny),
        turnout=dataclasses.replace(effect.turnout, difference=none),
        reserves=dataclasses.replace(effect.reserves, difference=weeks),
    )


@pytest.mark.usefixtures("drawn_once")
def test_page_one_shows_the_lead_and_what_may_matter_and_counts_the_others(data: BriefData) -> None:
    lead, *rest = [_still(effect) for effect in data.effects if not effect.fixed][:6]
    quick = dataclasses.replace(
        rest[0], tenure=dataclasses.replace(rest[0].tenure, difference=IntervalEstimate(0.05, 0.03, 0.07, Unit.POINTS))
    )
    likely = dataclasses.replace(
        rest[1],
        turnout=dataclasses.replace(rest[1].turnout, difference=IntervalEstimate(0.2, -0.3, 0.7, Unit.LOG_RATIO)),
    )
    open_ = dataclasses.replace(
        rest[2], tenure=dataclasses.replace(rest[2].tenure, difference=IntervalEstimate(0.01, -0.1, 0.1, Unit.POINTS))
    )
    silent = dataclasses.replace(rest[3], fired=False)
    shown = dataclasses.replace(data, effects=(rest[4], open_, likely, quick, silent, lead))
    shown = dataclasses.replace(shown, curves=data.curves[:1])
    pages = make_pages(shown)
    assert [effect.scenario for effect in in_front(shown.effects, shown.lead)] == [
        lead.scenario,
        likely.scenario,
        quick.scenario,
    ]
    assert pages.others is not None
    assert pages.others.scenarios == (rest[4].scenario, open_.scenario, silent.scenario)
    assert pages.others.sentence == (
        "Not shown here: 3 other scenarios. By best estimate they change neither the chance to be in office by 2 "
        "points nor the crowd by 10 %; for 1 a change of that size is ruled out, for 1 it cannot be told of one or "
        "both, for 1 what would change never came up."
    )
    first, second = words(pdf(pages, data.as_of))
    assert open_.title not in first
    assert open_.title in second
    assert "The other scenarios, against the baseline" in second
    assert other_scenarios(dataclasses.replace(shown, effects=(lead, quick))) is None
    roomy, _ = words(pdf(make_pages(dataclasses.replace(shown, corner=None)), data.as_of))
    assert "Next seven days, by place" in roomy

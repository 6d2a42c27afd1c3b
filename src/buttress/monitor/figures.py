"""The figures of the page: the weeks so far as marks with the next ones as a fan, and next week by city as dots."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from buttress.brief.figures.canvas import FULL, HALF, Drawing, day_number, sheet, svg
from buttress.brief.palette import INK, QUIET, STROKES
from buttress.monitor.content import Course, MonitorContent, PlaceRow
from buttress.monitor.language import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAST_WEEKS = 26
"""Weeks so far that are drawn."""
ROOM = 1.25
"""The axis ends so far above the largest number, or above the fan of four weeks in five."""
MOST_PLACES = 12
BANDS = ((0.22, "most"), (0.34, "half"))
NAME_LETTERS = 22


def draw_courses(content: MonitorContent, language: Language) -> Drawing:
    """The headline's course, and beside it the crowd's."""
    courses = [content.headline, *([content.crowd] if content.crowd else [])]
    with sheet(FULL, 1.95) as figure:
        for at, course in enumerate(courses):
            axes = figure.add_subplot(1, len(courses), at + 1)
            _course(axes, course, language)
        figure.subplots_adjust(left=0.06, right=0.99, top=0.86, bottom=0.12, wspace=0.16)
        drawn = svg(figure)
    return Drawing(
        "weeks", _courses_title(language), drawn, _courses_caption(language), _courses_alt(courses, language)
    )


def _courses_title(language: Language) -> str:
    return language.text("The last weeks and the next eight")


def _courses_caption(language: Language) -> str:
    return language.text(
        "Marks: what was reported (a line where it was a range). "
        "Dark band: most likely; light band: four weeks in five."
    )


def _course(axes: Axes, course: Course, language: Language) -> None:
    weeks = list(zip(course.mondays, course.low, course.high, strict=True))[-PAST_WEEKS:]
    colour = _colour(course.quantity == "crowd")
    said = [(day, low, high) for day, low, high in weeks if low is not None and high is not None]
    coming = [day_number(day) for day in course.coming]
    for shade, name in BANDS:
        ends = [getattr(one, name) for one in course.expected]
        axes.fill_between(coming, [end[0] for end in ends], [end[1] for end in ends], color=colour, alpha=shade, lw=0)
    axes.plot(coming, [one.median for one in course.expected], color=colour, linewidth=1.6)
    for day, low, high in said:
        x, top = day_number(day), low if math.isinf(high) else high
        axes.plot([x, x], [low, top], color=INK, linewidth=1.0)
        axes.plot([x], [(low + top) / 2], marker="^" if math.isinf(high) else "o", markersize=3.2, color=INK, lw=0)
    finite = [low if math.isinf(high) else high for _, low, high in said]
    axes.set_ylim(0, ROOM * max([1.0, *finite, *(one.most[1] for one in course.expected)]))
    _labels(axes, course, weeks[0][0], language)


def _labels(axes: Axes, course: Course, first: dt.date, language: Language) -> None:
    axes.set_xlim(day_number(first) - 4, day_number(course.coming[-1]) + 4)
    axes.axvline(day_number(course.coming[0]) - 3.5, color=QUIET, linewidth=0.7, dashes=(2, 2))
    every = [first + dt.timedelta(days=day) for day in range(0, (course.coming[-1] - first).days + 1, 7)]
    shown = every[:: max(1, len(every) // 5)]
    axes.set_xticks([day_number(day) for day in shown], [language.short_day(day) for day in shown])
    ticks = [tick for tick in axes.get_yticks() if 0 <= tick <= axes.get_ylim()[1] and tick == round(tick)]
    axes.set_yticks(ticks, [language.number(tick) for tick in ticks])
    axes.grid(axis="y")
    axes.set_title(_course_name(course, language))


def _course_name(course: Course, language: Language) -> str:
    words = {
        "detained": language.text("Detained a week, {reporter}", reporter=course.reporter),
        "crowd": language.text("Largest crowd of the week, {reporter}", reporter=course.reporter),
        "killed": language.text("Killed a week, {reporter}", reporter=course.reporter),
        "injured": language.text("Injured a week, {reporter}", reporter=course.reporter),
    }
    return words[course.quantity]


def _colour(crowd: bool) -> str:
    return STROKES[2 if crowd else 0].colour


def _courses_alt(courses: list[Course], language: Language) -> str:
    return " ".join(
        language.text(
            "{what}: next week {middle}, four weeks in five between {low} and {high}.",
            what=_course_name(course, language),
            middle=language.people(course.expected[0].median),
            low=language.people(course.expected[0].most[0]),
            high=language.people(course.expected[0].most[1]),
        )
        for course in courses
    )


def draw_places(content: MonitorContent, language: Language) -> Drawing:
    """Next week by city: a dot at the middle, a thick line where half of the weeks lie, a thin one for four in five."""
    rows = list(content.places[:MOST_PLACES])
    with sheet(HALF, 0.55 + 0.19 * len(rows)) as figure:
        axes = figure.add_subplot()
        for at, row in enumerate(reversed(rows)):
            _dot(axes, row, at)
        names = [language.text("other places") if row.other else row.place for row in reversed(rows)]
        axes.set_yticks(range(len(rows)), [name[:NAME_LETTERS] for name in names])
        axes.set_ylim(-0.6, len(rows) - 0.4)
        axes.set_xlim(left=0)
        ticks = [tick for tick in axes.get_xticks() if tick >= 0 and tick == round(tick)][:5]
        axes.set_xticks(ticks, [language.number(tick) for tick in ticks])
        axes.grid(axis="x")
        figure.tight_layout(pad=0.4)
        drawn = svg(figure)
    what = _places_title(content.headline.quantity if any(row.counted for row in rows) else "crowd", language)
    caption = language.text("Dot: middle; thick line: most likely; thin line: four weeks in five.")
    return Drawing("places", what, drawn, caption, _places_alt(what, rows, language))


def _places_title(quantity: str, language: Language) -> str:
    words = {
        "detained": language.text("Detained next week by city"),
        "crowd": language.text("Crowd next week by city"),
        "killed": language.text("Killed next week by city"),
        "injured": language.text("Injured next week by city"),
    }
    return words[quantity]


def _dot(axes: Axes, row: PlaceRow, at: int) -> None:
    expected = row.counted or row.crowd
    if expected is None:
        return
    colour = _colour(row.counted is None)
    axes.plot(expected.most, (at, at), color=colour, linewidth=0.8)
    axes.plot(expected.half, (at, at), color=colour, linewidth=3.0, solid_capstyle="butt")
    axes.plot([expected.median], [at], marker="o", markersize=4.2, color=colour, markeredgecolor="white")


def _places_alt(what: str, rows: list[PlaceRow], language: Language) -> str:
    told = []
    for row in rows:
        expected = row.counted or row.crowd
        if expected:
            name = language.text("other places") if row.other else row.place
            low, high = (language.people(end) for end in expected.most)
            told.append(f"{name} {language.people(expected.median)} ({low}–{high})")
    return f"{what}: {'; '.join(told)}."

"""The texts of the page, in one language, made once for the screen and for print."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from buttress.brief.figures.canvas import Drawing
from buttress.monitor.account_words import not_used, understood
from buttress.monitor.content import Course, ForecastNumber, MonitorContent, PlaceRow
from buttress.monitor.figures import draw_courses, draw_places
from buttress.monitor.language import Language
from buttress.monitor.record_words import record_sentences

WEEK_DAYS = 6
MOST_PLACES = 12


@dataclass(frozen=True)
class MonitorPage:
    """Strings by their place on the page; `rows` of the table of places, `drawings` its figures."""

    language: str
    title: str
    meta: str
    label: str
    number: str
    interval: str
    wide: str
    beside: tuple[str, ...]
    places_title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places_note: str
    drawings: tuple[Drawing, ...]
    sure_title: str
    sure: tuple[str, ...]
    read_title: str
    read: tuple[str, ...]
    words_title: str
    foot: tuple[str, ...]


def make_page(content: MonitorContent, language: Language) -> MonitorPage:
    """Every text of the page."""
    say = language.text
    first = content.headline
    next_week = first.expected[0]
    drawings = [draw_courses(content, language)]
    if content.places:
        drawings.append(draw_places(content, language))
    return MonitorPage(
        language=language.code,
        title=content.name,
        meta=_meta(content, language),
        label=_label(first, content.mondays[0], language),
        number=language.people(next_week.median),
        interval=say("most likely {low} to {high}", **_ends(next_week.half, language)),
        wide=say("nineteen weeks in twenty: {low} to {high}", **_ends(next_week.nearly_all, language)),
        beside=(
            *(_beside(one, language) for one in content.beside),
            *(_casualties(one, language) for one in content.casualties),
        ),
        places_title=say("By city, week of {day}", day=language.day(content.mondays[0])),
        headings=(
            say("city"),
            _counted(content.headline.quantity, language),
            say("most likely"),
            say("worst of ten weeks"),
            say("crowd, where one gathers"),
        ),
        rows=tuple(_row(row, language) for row in content.places[:MOST_PLACES]),
        places_note=_places_note(content, language),
        drawings=tuple(drawings),
        sure_title=say("How sure"),
        sure=record_sentences(content, language),
        read_title=say("What we read"),
        read=(*_counts(content, language), *not_used(content.account, language)),
        words_title=_words_understood(content, language),
        foot=_foot(language),
    )


def _meta(content: MonitorContent, language: Language) -> str:
    parts = (
        language.many("{n} row", "{n} rows", content.account.rows),
        language.many("{n} city", "{n} cities", content.cities),
        language.many("{n} source", "{n} sources", len(content.reporters)),
    )
    return language.text("your file: {parts}", parts=", ".join(parts))


def _label(course: Course, monday: dt.date, language: Language) -> str:
    days = language.days(monday, monday + dt.timedelta(days=WEEK_DAYS))
    values = {"reporter": course.reporter, "days": days}
    words = {
        "detained": language.text("Detained next week, {days}, as {reporter} will count", **values),
        "crowd": language.text("Largest crowd next week, {days}, as {reporter} will count", **values),
        "killed": language.text("Killed next week, {days}, as {reporter} will count", **values),
        "injured": language.text("Injured next week, {days}, as {reporter} will count", **values),
    }
    return words[course.quantity]


def _counted(quantity: str, language: Language) -> str:
    words = {"killed": language.text("killed"), "injured": language.text("injured")}
    return words.get(quantity, language.text("detained"))


def _ends(ends: tuple[float, float], language: Language) -> dict[str, str]:
    return {"low": language.people(ends[0]), "high": language.people(ends[1])}


def _beside(course: Course, language: Language) -> str:
    expected = course.expected[0]
    return language.text(
        "as {reporter} will count: {number} (most likely {low} to {high})",
        reporter=course.reporter,
        number=language.people(expected.median),
        **_ends(expected.half, language),
    )


def _casualties(course: Course, language: Language) -> str:
    """Next week's killed or injured, with the widest interval: half of the weeks say little of a handful of people."""
    expected = course.expected[0]
    values = {
        "reporter": course.reporter,
        "number": language.people(expected.median),
        **_ends(expected.nearly_all, language),
    }
    if course.quantity == "killed":
        return language.text(
            "killed, as {reporter} will count: {number} (nineteen weeks in twenty: {low} to {high})", **values
        )
    return language.text(
        "injured, as {reporter} will count: {number} (nineteen weeks in twenty: {low} to {high})", **values
    )


def _row(row: PlaceRow, language: Language) -> tuple[str, ...]:
    name = language.text("other places") if row.other else row.place
    if row.counted is None:
        return (name, "–", "–", "–", _crowd(row.crowd, language))
    half = language.text("{low} to {high}", **_ends(row.counted.half, language))
    worst = language.people(row.counted.high_in_ten)
    return (name, language.people(row.counted.median), half, worst, _crowd(row.crowd, language))


def _crowd(crowd: ForecastNumber | None, language: Language) -> str:
    if crowd is None:
        return "–"
    ends = _ends(crowd.half, language)
    return language.text("{number} ({low} to {high})", number=language.people(crowd.median), **ends)


def _places_note(content: MonitorContent, language: Language) -> str:
    parts = []
    if len(content.places) > MOST_PLACES:
        parts.append(
            language.many("{n} more in monitor.json.", "{n} more in monitor.json.", len(content.places) - MOST_PLACES)
        )
    if content.unnamed:
        parts.append(
            language.many(
                "{n} place has fewer than 100,000 people or is of unknown size: it is not named.",
                "{n} places have fewer than 100,000 people or are of unknown size: they are not named.",
                content.unnamed,
            )
        )
        if content.country is None:
            parts.append(
                language.text(
                    "Name the country to see cities by name (--country; in the browser: “More about this file”)."
                )
            )
    return " ".join(parts)


def _counts(content: MonitorContent, language: Language) -> tuple[str, ...]:
    account = content.account
    told = [
        language.many(
            "{n} row used, of {rows}.", "{n} rows used, of {rows}.", account.used, rows=language.number(account.rows)
        )
    ]
    if content.later:
        told.append(
            language.many(
                "{n} report of the running week is not used yet.",
                "{n} reports of the running week are not used yet.",
                content.later,
            )
        )
    return tuple(told)


def _words_understood(content: MonitorContent, language: Language) -> str:
    words = understood(content.account, language)
    if not words:
        return language.text("No number was written in words.")
    return language.text("Words understood: {words}", words=words)


def _foot(language: Language) -> tuple[str, ...]:
    say = language.text
    return (
        say("Most likely: as many weeks fall inside as outside. Worst of ten weeks: one week in ten is worse."),
        say("A past forecast held if the number lay between its ends for four weeks in five."),
        say("The number is the middle of the forecast. It is what the named source will report, not what happens."),
        say("Crowd: the week's largest gathering; of a city, if one is reported there."),
    )

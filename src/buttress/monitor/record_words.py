"""How good past forecasts were, in sentences of counts."""

from __future__ import annotations

from buttress.monitor.content import Course, MonitorContent
from buttress.monitor.language import Language

def record_sentences(content: MonitorContent, language: Language) -> tuple[str, ...]:
    """The record of each course on the page, and last week's number beside the forecast."""
    courses = [content.headline, *content.beside, *([content.crowd] if content.crowd else [])]
    return tuple(sentence for course in courses for sentence in _of(course, language))


def _of(course: Course, language: Language) -> list[str]:
    what = _name(course, language)
    last = course.last
    told = []
    if last:
        monday, low, high = last
        told.append(
            language.text(
                "{what}: the last number was {number}, week of {day}.",
                what=what,
                number=_said(low, high, language),
                day=language.short_day(monday),
            )
        )
    if course.record is None:
        told.append(language.text("{what}: too few weeks to judge past forecasts.", what=what))
        return told
    told.append(
        language.many(
            "{what}: of {n} past forecast {held} held (the number lay in its 80 % interval), "
            "and {nearer} came nearer than last week's number again.",
            "{what}: of {n} past forecasts {held} held (the number lay in its 80 % interval), "
            "and {nearer} came nearer than last week's number again.",
            course.record.weeks,
            what=what,
            held=language.number(course.record.held),
            nearer=language.number(course.record.nearer),
        )
    )
    return told


def _name(course: Course, language: Language) -> str:
    if course.quantity == "detained":
        return language.text("Detained, {reporter}", reporter=course.reporter)
    return language.text("Crowd, {reporter}", reporter=course.reporter)


def _said(low: float, high: float, language: Language) -> str:
    if high == float("inf"):
        return language.text("more than {number}", number=language.people(low))
    if low == high:
        return language.number(low)
    return language.text("{low} to {high}", low=language.people(low), high=language.people(high))

"""How good past forecasts were, in sentences of counts."""

from __future__ import annotations

from buttress.monitor.content import Course, MonitorContent
from buttress.monitor.language import Language

TELLING = 0.02
"""By how much early counts have to rise or fall on average to be told of."""


def record_sentences(content: MonitorContent, language: Language) -> tuple[str, ...]:
    """A sentence for each course on the page: its last number, and how its past forecasts did."""
    courses = [content.headline, *content.beside, *([content.crowd] if content.crowd else []), *content.casualties]
    return tuple(
        " ".join(filter(None, (_last(course, language), _early(course, language), _record(course, language))))
        for course in courses
    )


def _last(course: Course, language: Language) -> str:
    if course.last is None:
        return ""
    monday, low, high = course.last
    values = {
        "reporter": course.reporter,
        "number": _said(low, high, language),
        "day": language.short_day(monday),
    }
    words = {
        "detained": language.text("Detained, {reporter}: last number {number} (week of {day}).", **values),
        "crowd": language.text("Crowd, {reporter}: last number {number} (week of {day}).", **values),
        "killed": language.text("Killed, {reporter}: last number {number} (week of {day}).", **values),
        "injured": language.text("Injured, {reporter}: last number {number} (week of {day}).", **values),
    }
    return words[course.quantity]


def _early(course: Course, language: Language) -> str:
    """That the last number may yet change, where early counts of past weeks did."""
    if course.early is None or abs(course.early.ratio - 1.0) < TELLING:
        return ""
    values = {"share": language.percent(round(100 * abs(course.early.ratio - 1.0)))}
    if course.early.ratio > 1.0:
        return language.many(
            "It may yet rise: early counts of {n} past week rose by {share} on average.",
            "It may yet rise: early counts of {n} past weeks rose by {share} on average.",
            course.early.weeks,
            **values,
        )
    return language.many(
        "It may yet fall: early counts of {n} past week fell by {share} on average.",
        "It may yet fall: early counts of {n} past weeks fell by {share} on average.",
        course.early.weeks,
        **values,
    )


def _record(course: Course, language: Language) -> str:
    if course.record is None:
        return language.text("Too few weeks to judge past forecasts.")
    return language.many(
        "Of {n} past forecast {held} held; {nearer} came nearer than last week's number again.",
        "Of {n} past forecasts {held} held; {nearer} came nearer than last week's number again.",
        course.record.weeks,
        held=language.number(course.record.held),
        nearer=language.number(course.record.nearer),
    )


def _said(low: float, high: float, language: Language) -> str:
    if high == float("inf"):
        return language.text("more than {number}", number=language.people(low))
    if low == high:
        return language.number(low)
    return language.text("{low} to {high}", low=language.people(low), high=language.people(high))

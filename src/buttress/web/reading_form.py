"""The form in which a user mends how her file is read: what each column holds, what each place is, open questions."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from buttress.intake.column_names import ROLES
from buttress.intake.columns import ABSENT
from buttress.intake.question import Question
from buttress.intake.read_options import ANSWERS, LEVELS, ReadOptions, checked_answers
from buttress.intake.reading import FileReading
from buttress.web.error import WebError
from buttress.web.forms import SentForm

ROLE_WORDS = {
    "date": "day",
    "date_end": "last day",
    "published": "day of publication",
    "place": "place",
    "reporter": "who says it",
    "source": "source",
    "source_id": "id of the source",
    "kind": "kind of event",
    "crowd": "crowd",
    "crowd_low": "crowd, at least",
    "crowd_high": "crowd, at most",
    "detained_low": "people detained, at least",
    "detained_high": "people detained, at most",
    "detained": "people detained",
    "killed": "people killed",
    "injured": "people injured",
    "stage": "early or final count",
    "scope": "whole country or place",
    "side": "protest or for the government",
}
LEVEL_WORDS = {"country": "the whole country", "region": "a region", "place": "a town", "rest": "the rest"}
CHOICES = {
    "dates": {"day-first": "day first: 31.12.", "month-first": "month first: 12/31", "year-first": "year first: 12-31"},
    "decimal": {".": "a point: 1.5", ",": "a comma: 1,5"},
    "running-total": {"yes": "yes, they add up", "no": "no, each is of its day"},
    "cells": {role: ROLE_WORDS[role] for role in ANSWERS["cells"]},
    "columns": {"places": "places", "reporters": "who says it"},
}
ASKED_BY = {
    "dates": "Order of day and month",
    "decimal": "Mark before decimals",
    "running-total": "Do the numbers add up from row to row?",
    "cells": "What the numbers count, in a table with a column a place",
    "columns": "What the columns are, in such a table",
    "year": "Year of days written without one",
    "missing": "Numbers that mean “not known”, such as 99",
    "encoding": "Encoding of the text, such as cp1251",
}
MOST_SHOWN = 200
"""Places whose level can be chosen, those with most reports first."""


def roles() -> list[tuple[str, str]]:
    """Each role of a column with its words."""
    return [(role, ROLE_WORDS.get(role, role.replace("_", " "))) for role in ROLES]


@dataclass(frozen=True)
class OpenQuestion:
    """A question with its answers as (what it sets, its value, words); `else_`: those that can't be chosen here."""

    question: Question
    answers: tuple[tuple[str, str, str], ...]
    else_: tuple[str, ...]


def open_questions(reading: FileReading) -> list[OpenQuestion]:
    """The questions of a reading, each of their options as something that can be chosen."""
    found = []
    for question in reading.account.questions:
        parsed = [(option, _answer(option)) for option in question.options]
        answers = tuple(answer for _, answer in parsed if answer)
        found.append(OpenQuestion(question, answers, tuple(option for option, answer in parsed if not answer)))
    return found


def _answer(option: str) -> tuple[str, str, str] | None:
    """What an option of the command line sets, or None for one with something to fill in."""
    try:
        name, value = shlex.split(option)[:2]
    except ValueError:
        return None
    name = name.removeprefix("--")
    left, _, right = value.partition("=")
    if name == "column" and left in ROLES and right and right != "NAME":
        holds = "no column" if right == ABSENT else f"column “{right}”"
        return f"column {left}", right, f"{holds} holds: {ROLE_WORDS.get(left, left)}"
    if name == "level" and right in LEVELS:
        return f"level {left}", right, f"“{left}” is {LEVEL_WORDS[right]}"
    if name in ("sheet", "country"):
        return name, value, f"{name}: {value}"
    if name in ANSWERS and name != "year" and option.startswith("--"):
        return name, value, f"{ASKED_BY[name].lower()}: {CHOICES.get(name, {}).get(value, value)}"
    return None


def places(reading: FileReading) -> list[tuple[str, str, int]]:
    """Each place that is named, its level and its reports, those with most first."""
    counts: dict[tuple[str, str], int] = {}
    for one in reading.reports:
        if one.place:
            counts[one.place, one.level] = counts.get((one.place, one.level), 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(place, level, count) for (place, level), count in ordered[:MOST_SHOWN]]


def mended(reading: FileReading, kept: ReadOptions, form: SentForm) -> ReadOptions:
    """The options with what the form says otherwise. WebError for two columns of one role, IntakeError for answers."""
    columns, answers = dict(kept.columns), dict(kept.answers)
    sheet, country = form.text("sheet").strip() or None, form.text("country").strip() or None
    taken: dict[str, str] = {}
    for index, column in enumerate(reading.columns):
        role = form.text(f"column {index}")
        if role == column.role or role not in ("", *ROLES):
            continue
        columns = {name: held for name, held in columns.items() if held != column.name}
        if not role:
            continue
        if taken.get(role, column.name) != column.name:
            raise WebError(f"Two columns were chosen for “{ROLE_WORDS.get(role, role)}”: choose one.")
        columns[role] = taken[role] = column.name
    for index, (place, level, _) in enumerate(places(reading)):
        chosen = form.text(f"level {index}")
        if chosen in LEVELS and chosen != level:
            answers[f"level {place}"] = chosen
    for name in ANSWERS:
        text = form.text(f"answer {name}").strip()
        answers = {key: value for key, value in answers.items() if key != name} | ({name: text} if text else {})
    for index, open_question in enumerate(open_questions(reading)):
        number = form.text(f"question {index}")
        if not number.isascii() or not number.isdecimal() or int(number[:4]) >= len(open_question.answers):
            continue
        name, value, _ = open_question.answers[int(number[:4])]
        if name == "sheet":
            sheet = value
        elif name == "country":
            country = value
        elif name.startswith("column "):
            columns[name.removeprefix("column ")] = value
        else:
            answers[name] = value
    return ReadOptions(columns, sheet, country, checked_answers(answers), {}, {**kept.size_list, **kept.sizes})

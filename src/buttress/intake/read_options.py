"""What the user of a file may say about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from buttress.case.message import nearest, shown
from buttress.intake.column_names import COUNT_ROLES
from buttress.intake.error import IntakeError

ANSWERS: dict[str, tuple[str, ...]] = {
    "dates": ("day-first", "month-first", "year-first"),
    "decimal": (".", ","),
    "missing": (),
    "running-total": ("yes", "no"),
    "corrections": ("yes", "no"),
    "cells": COUNT_ROLES,
    "columns": ("places", "reporters"),
    "encoding": (),
    "year": (),
}
"""What `--NAME VALUE` and the `answers` of a mapping take, with the values; () is any text."""
LEVELS = ("country", "region", "place", "rest")


@dataclass(frozen=True)
class ReadOptions:
    """Roles by column name, the sheet, the country, answers to what a file leaves open, and people living in places.

    `sizes` are of places that must be in the file, `size_list` of any.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    country: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    size_list: Mapping[str, int] = field(default_factory=dict)


def checked_answers(said: Mapping[str, str | None]) -> dict[str, str]:
    """The answers that were given. IntakeError for a name or a value that is not known."""
    answers: dict[str, str] = {}
    for name, value in said.items():
        if value is None:
            continue
        if name.startswith("place "):
            answers[name] = value
            continue
        if name not in ANSWERS and not name.startswith("level "):
            raise IntakeError(f"{shown(name)} is no question{nearest(name, ANSWERS)}")
        known = ANSWERS.get(name, LEVELS)
        if known and value not in known:
            raise IntakeError(f"--{name} {shown(value)}: one of {', '.join(known)} is needed{nearest(value, known)}")
        answers[name] = value
    return answers


def checked_pairs(option: str, texts: Sequence[str], known: Sequence[str] = ()) -> dict[str, str]:
    """`NAME=VALUE` as given to an option, by name. IntakeError for another form, or a name that is not one of some."""
    said: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name or not value:
            raise IntakeError(f"{option} {shown(text)}: a name, an equals sign and a value are needed")
        if known and name not in known:
            raise IntakeError(f"{option} {shown(text)}: {shown(name)} is not known{nearest(name, known)}")
        if said.get(name, value) != value:
            raise IntakeError(f"{option} {shown(text)}: {name}={said[name]} was given before; one of them is needed")
        said[name] = value
    return said

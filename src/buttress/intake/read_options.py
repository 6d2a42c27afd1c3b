"""What the user of a file may say about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from buttress.case.message import nearest, shown
from buttress.intake.error import IntakeError

ANSWERS = {
    "dates": "day-first, month-first or year-first",
    "decimal": "the mark before a fraction: . or ,",
    "missing": "a number that means not known, or none",
    "running-total": "yes or no",
    "cells": "detained, crowd, killed or injured: what the columns of a wide table count",
    "columns": "places or reporters: what the columns of a wide table are",
    "encoding": "such as cp1251",
}
"""What `--answer NAME=VALUE` takes, with the values."""


@dataclass(frozen=True)
class ReadOptions:
    """Roles by column name, the sheet, the country, and answers to what a file does not decide."""

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    country: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


def is_answer(name: str) -> bool:
    """Whether `--answer NAME=VALUE` takes the name: one of `ANSWERS`, or the level of a place by its name."""
    return name in ANSWERS or name.startswith("level:")


def pairs(option: str, texts: list[str], known: tuple[str, ...]) -> dict[str, str]:
    """`NAME=VALUE` as given to an option, by name. IntakeError for another form or an unknown name."""
    said: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name, value = name.strip().lower().replace("_", "-" if option == "--answer" else "_"), value.strip()
        if not equals or not value:
            raise IntakeError(f"{option} {shown(text)}: write {option} {known[0]}=..., with an equals sign")
        if name not in known and not (option == "--answer" and is_answer(name)):
            raise IntakeError(f"{option} {shown(text)}: {shown(name)} is not known{nearest(name, known)}")
        said[name] = value
    return said

"""The panel as rows: contests and the acts of outside powers, read from a reader's folder."""

from __future__ import annotations

import calendar
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

CONTEST_COLUMNS = ("contest", "country", "in_office_since", "trigger_date", "patrons", "challenge_end_date", "outcome",
                   "fell_date")  # fmt: skip
ACT_COLUMNS = ("contest", "date", "precision", "actor", "backer", "kind", "direction", "before_loss_of_control",
               "confidence")  # fmt: skip
OUTCOMES = {"fell", "survived", "regime_survived_leader_replaced", "ongoing"}


@dataclass(frozen=True)
class PanelAct:
    """An act of an outside power, somewhere from `first` to `last` (one day where it is dated to the day)."""

    contest: str
    first: date
    last: date
    precision: str
    actor: str
    backer: bool
    kind: str
    direction: int
    before_loss: str
    seen: bool


@dataclass(frozen=True)
class PanelContest:
    """An incumbent under challenge; `fell` is None for who kept office. Vague days are taken late for ends."""

    name: str
    country: str
    since: date
    trigger: date
    end: date
    outcome: str
    fell: date | None
    patrons: tuple[str, ...]


def read_contests(path: Path) -> list[PanelContest]:
    """Rows of contests.csv, by name. Raises ValueError for a file without its columns, a day or an outcome unknown."""
    contests = []
    for row in _rows(path, CONTEST_COLUMNS):
        if row["outcome"] not in OUTCOMES:
            raise ValueError(f"{path.name}: {row['contest']} has outcome {row['outcome']!r}, not one of {OUTCOMES}")
        patrons = tuple(name.strip() for name in row["patrons"].split(";") if name.strip() not in ("", "none"))
        trigger = span(row["trigger_date"])[0]
        contests.append(
            PanelContest(
                name=row["contest"],
                country=row["country"],
                since=span(row["in_office_since"])[0] if row["in_office_since"] else trigger,
                trigger=trigger,
                end=span(row["challenge_end_date"])[1],
                outcome=row["outcome"],
                fell=span(row["fell_date"])[1] if row["fell_date"] else None,
                patrons=patrons,
            )
        )
    return sorted(contests, key=lambda contest: contest.name)


def read_acts(path: Path) -> list[PanelAct]:
    """Rows of acts.csv that have a date, in order of contest and day. Raises ValueError as `read_contests` does."""
    acts = []
    for row in _rows(path, ACT_COLUMNS):
        if not row["date"]:
            continue
        first, last = span(row["date"])
        acts.append(
            PanelAct(
                contest=row["contest"],
                first=first,
                last=last,
                precision=row["precision"],
                actor=row["actor"],
                backer=row["backer"] == "yes",
                kind=row["kind"],
                direction=int(row["direction"] or 0),
                before_loss=row["before_loss_of_control"],
                seen=row["confidence"] == "seen",
            )
        )
    return sorted(acts, key=lambda act: (act.contest, act.first, act.actor, act.kind))


def span(text: str) -> tuple[date, date]:
    """First and last day of `2020`, `2020-09` or `2020-09-14`. Raises ValueError for other texts."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = date.fromisoformat(text)
        return day, day
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    raise ValueError(f"{text!r} is no day, month or year")


def _rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"{path.name}: no column {', '.join(missing)}")
        return list(reader)

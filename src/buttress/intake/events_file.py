"""An events CSV as reports: a column `date`, at least one count, and what else the file has.

Read: `date, place, kind, crowd_low, crowd_high, detained, reporter, source_id`; `published`, `stage`, `scope`, `side`
where a file has them (a case's own events.csv). Other columns are left alone. A row with source_id MEM is left out, and
so are a side `pro_government` and the stages `cumulative` and `part`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from buttress.case.message import nearest, shown
from buttress.intake.error import IntakeError, located
from buttress.intake.event_report import NO_NAME, EventReport, Level, Stage, crowd_bounds
from buttress.intake.place import is_country

COUNTS = ("crowd_low", "crowd_high", "detained")
COLUMNS = ("date", "place", "kind", *COUNTS, "killed", "reporter", "source_id", "note")
MORE = ("published", "stage", "scope", "side", "source")
REMEMBERED = "MEM"
STAGES: dict[str, Stage | None] = {"early": "early", "final": "final", "cumulative": None, "part": None}
SCOPES: dict[str, Level] = {"national": "country", "rest": "rest", "place": "place"}
SIDES = ("protest", "pro_government")
MAX_BYTES = 100_000_000
MAX_ROWS = 500_000
MAX_MESSAGES = 20
MAX_COUNT = 10_000_000_000
FIRST_YEAR, LAST_YEAR = 1800, 2200

_POINT_NOUGHT = re.compile(r"(?<=\d)\.0+$")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class _Header:
    """Where each known column stands."""

    at: dict[str, int]
    cells: int

    def cell(self, row: list[str], name: str) -> str:
        return row[self.at[name]].strip() if name in self.at else ""


def episode_of(path: Path) -> str:
    """An episode's name: the file's, or its folder's if the file is called `events`."""
    path = path.absolute()
    return path.parent.name or path.stem if path.stem == "events" else path.stem


def read_events(path: Path) -> list[EventReport]:
    """Every report of the file, in its order. IntakeError with located messages; OSError if it can't be opened."""
    name = str(path)
    rows = _rows(name, _text(path))
    line, cells = next(rows, (1, []))
    if not cells:
        raise IntakeError(located(name, None, "empty; a header with `date` and a count is needed at least"))
    header = _header(name, line, cells)
    reports: list[EventReport] = []
    faults: list[str] = []
    for line, cells in rows:
        try:
            report = _report(header, cells, episode_of(path))
        except ValueError as reason:
            faults.append(located(name, line, str(reason)))
            if len(faults) == MAX_MESSAGES:
                faults.append(f"{name}: and perhaps more; these are the first {MAX_MESSAGES}")
                break
        else:
            if report is not None:
                reports.append(report)
    if faults:
        raise IntakeError("\n".join(faults))
    return reports


def _text(path: Path) -> str:
    name = str(path)
    if path.is_dir():
        hint = f"; did you mean {path / 'events.csv'}?" if (path / "events.csv").is_file() else ""
        raise IntakeError(located(name, None, f"a folder, where a CSV file is needed{hint}"))
    if path.stat().st_size > MAX_BYTES:
        raise IntakeError(located(name, None, f"larger than {MAX_BYTES // 1_000_000} MB"))
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise IntakeError(located(name, None, "written in UTF-16; save it as UTF-8"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = raw[: reason.start].count(b"\n") + 1
        raise IntakeError(located(name, line, "a byte that is not UTF-8; save the file as UTF-8")) from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise IntakeError(located(name, line, "a zero byte; this is no text file"))
    return text


def _rows(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, each with the line it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    count, start = 0, 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as reason:
            raise IntakeError(located(name, start, f"broken CSV ({reason}); is a quote left open?")) from None
        line, start = start, reader.line_num + 1
        if any(cell.strip() for cell in cells):
            count += 1
            if count > MAX_ROWS:
                raise IntakeError(located(name, line, f"more than {MAX_ROWS:,} rows"))
            yield line, cells


def _header(name: str, line: int, cells: list[str]) -> _Header:
    names = [cell.strip().lower() for cell in cells]
    if len(names) == 1 and any(mark in names[0] for mark in ";\t|"):
        raise IntakeError(located(name, line, "one column alone; write commas between the cells"))
    for known in (*COLUMNS, *MORE):
        if names.count(known) > 1:
            raise IntakeError(located(name, line, f"the column '{known}' stands twice"))
    if "date" not in names:
        raise IntakeError(located(name, line, f"no column 'date'{nearest('date', names)}"))
    if not set(COUNTS) & set(names):
        like = next((hint for hint in (nearest(count, names) for count in COUNTS) if hint), "")
        raise IntakeError(located(name, line, f"no count: one of {', '.join(COUNTS)} is needed{like}"))
    return _Header({known: names.index(known) for known in (*COLUMNS, *MORE) if known in names}, len(names))


def _report(header: _Header, cells: list[str], episode: str) -> EventReport | None:
    """A row's report, None if it is left out; ValueError says what is wrong with it."""
    if len(cells) != header.cells:
        raise ValueError(f"{len(cells)} cells where the header has {header.cells}")

    def cell(name: str) -> str:
        return header.cell(cells, name)

    date = _date("date", cell("date"))
    low, high = _count("crowd_low", cell("crowd_low")), _count("crowd_high", cell("crowd_high"))
    detained = _count("detained", cell("detained"))
    if low is not None and high is not None and low > high:
        raise ValueError(f"'crowd_low' {low} is above 'crowd_high' {high}")
    # With one column of crowds alone, nothing tells a bound from a figure: its numbers are figures.
    if ("crowd_low" in header.at) != ("crowd_high" in header.at):
        low = high = low if low is not None else high
    known = _date("published", cell("published")) if cell("published") else date
    if known < date:
        raise ValueError(f"published on {known}, before its day {date}")
    stage, side = _one_of("stage", cell("stage"), tuple(STAGES)), _one_of("side", cell("side"), SIDES)
    level = _level(cell("scope"), cell("place"), episode)
    if cell("source_id").upper() == REMEMBERED or side == "pro_government" or stage in ("cumulative", "part"):
        return None
    bottom, top = crowd_bounds(low, high)
    return EventReport(
        date=date,
        known=known,
        reporter=cell("reporter") or NO_NAME,
        level=level,
        place=cell("place"),
        event=cell("kind"),
        low=bottom,
        high=top,
        detained=detained,
        stage=STAGES[stage] if stage else None,
        mark=cell("source_id") or cell("source"),
    )


def _date(column: str, text: str) -> dt.date:
    if not text:
        raise ValueError(f"'{column}' is empty")
    try:
        day = dt.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        raise ValueError(f"'{column}' {shown(text)} is no day of the calendar") from None
    if day is None:
        raise ValueError(f"'{column}' {shown(text)} is not of the form 2020-09-13")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"'{column}' {day} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _count(column: str, text: str) -> int | None:
    if not text:
        return None
    if text.startswith("-") and text[1:].isdecimal():
        raise ValueError(f"'{column}' {shown(text)} is below zero")
    text = _POINT_NOUGHT.sub("", text)  # how a spreadsheet or a data frame writes a column with gaps
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(f"'{column}' {shown(text)} is no whole number in digits alone, without unit, blank or comma")
    if len(text) > 15 or int(text) > MAX_COUNT:
        raise ValueError(f"'{column}' {shown(text)} is more than {MAX_COUNT:,} people")
    return int(text)


def _one_of(column: str, text: str, known: tuple[str, ...]) -> str:
    if text and text not in known:
        raise ValueError(f"'{column}' {shown(text)} is not one of {', '.join(known)}{nearest(text, known)}")
    return text


def _level(scope: str, place: str, episode: str) -> Level:
    if _one_of("scope", scope, tuple(SCOPES)):
        return SCOPES[scope]
    return "country" if is_country(place, episode) else "place"

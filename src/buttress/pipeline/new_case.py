"""A case started from a file of reports: what the file holds filled in, and a named default for what nobody publishes.

Places of 100,000 people or more are named; sizes come from GeoNames, for the country that the user or the file names,
or that holds all towns of the file. Smaller ones, and those of unknown size, are taken into the rest of the country.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from buttress.case.blank import new_from
from buttress.case.event import Event
from buttress.case.row import columns
from buttress.case.schema import MIN_PEOPLE
from buttress.intake.account import row_words
from buttress.intake.error import IntakeError, located
from buttress.intake.event_report import EventReport
from buttress.intake.gazetteer import Country, country_named, country_of_all, town_size
from buttress.intake.place_sizes import GEONAMES, PlaceSize
from buttress.intake.plain_text import plain
from buttress.intake.reading import FileReading
from buttress.mobilisation.reporter_kind import COUNTING, kind_of
from buttress.pipeline.day_totals import day_totals

KIND = "protest"
REST = "elsewhere"
SOURCE = "FILE"
_IN_GEONAMES, _SAID = "GeoNames, town of the country named", "the file's keeper says so"
HORIZON_DAYS = 120


@dataclass(frozen=True)
class StartedCase:
    """The folder of a new case, and what was decided on the way, a line each."""

    folder: Path
    account: tuple[str, ...]


def new_case(folder: Path, reading: FileReading) -> StartedCase:
    """Write a case of a file's reports to a folder, which must be new or empty.

    Raises IntakeError for a file that leaves something open, holds no place of 100,000 people or has no country, and
    CaseError for a folder that can't be written.
    """
    reports = reading.answered().reports
    if not reports:
        raise IntakeError(located(reading.file, None, "the file holds no report"))
    account: list[str] = []
    where = _country(reading, account)
    sizes = reading.sizes(where.code)
    ids = _place_ids(reports, sizes, where, account)
    rows = _rows(reports, ids, account)
    if not rows:
        raise IntakeError(located(reading.file, None, f"no report is of a place of {MIN_PEOPLE:,} people or more"))
    files = {
        "case.yaml": _facts(folder.name, rows, _places(ids, sizes, where), where, reports),
        "events.csv": _events(rows),
        "sources.yaml": _sources(reading.file, min(report.date for report in reports)),
    }
    return StartedCase(new_from(folder, files), tuple(account))


def _country(reading: FileReading, account: list[str]) -> Country:
    """The country that the user or the file names, else the one that all of the file's towns lie in."""
    if reading.country:
        where = country_named(reading.country)
        said = f"the country {reading.country!r} is not known"
        because = "named by --country or in the file"
    else:
        names = {report.place for report in reading.reports if report.level == "place"}
        code, towns = country_of_all(names)
        where = country_named(code) if code else None
        said = "a case needs the people of its places, and no one country holds all of its towns"
        because = f"{towns} names of the file are towns there, and of no other country; --country NAME names another"
    if where is None:
        raise IntakeError(located(reading.file, None, f"{said}: name the country, --country NAME"))
    account.append(f"country: {where.name}, {because}")
    return where


def slug(name: str, taken: Iterable[str] = ()) -> str:
    """An id of letters, digits and _ for a name; one that is taken gets a number."""
    word = re.sub(r"[^A-Za-z0-9]+", "_", plain(name)).strip("_")[:40]
    word = word if word[:1].isalpha() else f"n_{word}".strip("_")
    return next(each for n in range(1, 10_000) if (each := word if n == 1 else f"{word}_{n}") not in set(taken))


def _place_ids(
    reports: Sequence[EventReport], sizes: Mapping[str, PlaceSize], country: Country, account: list[str]
) -> dict[str, str]:
    """The id of each place of the file that has one, by its name."""
    ids: dict[str, str] = {}
    small: list[str] = []
    for name in sorted({report.place for report in reports if report.level == "place"}):
        if (sizes[name].people or 0) >= MIN_PEOPLE:
            ids[name] = slug(name, ids.values())
        else:
            small.append(name)
    if small:
        rows = [report.row for report in reports if report.place in small]
        why = f"of a place of under {MIN_PEOPLE:,} people or of unknown size, taken into the rest of {country.name}"
        account.append(f"{row_words(rows)}: {why}")
    return ids | dict.fromkeys(small, REST)


def _rows(reports: Sequence[EventReport], ids: Mapping[str, str], account: list[str]) -> list[dict[str, Any]]:
    """Rows of events.csv: one a day, place and reporter, in their order."""
    regions = [report.row for report in reports if report.level == "region"]
    if regions:
        account.append(f"{row_words(regions)}: of a region beside its cities; left out, for it would count them twice")
    placed: list[tuple[str, EventReport]] = []
    for report in reports:
        if report.level == "place" and report.place in ids:
            placed.append((ids[report.place], report))
        elif report.level in ("country", "rest"):
            placed.append(({"country": "national", "rest": "rest"}[report.level], report))
    names: dict[str, str] = {}
    for report in reports:
        if report.reporter not in names:
            names[report.reporter] = slug(report.reporter, names.values())
    return [total | {"reporter": names[total["reporter"]]} for total in day_totals(placed, account)]


def _facts(
    name: str,
    rows: Sequence[Mapping[str, Any]],
    places: list[dict[str, Any]],
    country: Country,
    reports: Sequence[EventReport],
) -> str:
    """The text of case.yaml."""
    first, last = min(row["date"] for row in rows), max(row["published"] for row in rows)
    facts: dict[str, Any] = {
        "format": 2,
        "id": slug(name),
        "title": country.name,
        "question": "How many people will be out and how many detained next week, and where?",
        "trigger": {"date": first.isoformat(), "what": "first report of the file", "source": SOURCE},
        "as_of": (last + dt.timedelta(days=1)).isoformat(),
        "horizon_days": HORIZON_DAYS,
        "seed": 1,
        "incumbent": {"name": f"The government of {country.name}"},
        "places": places,
        "calendar": [{"id": KIND, "name": "Protest", "irregular": True, "places": "all", "groups": "all"}],
        "reporters": _reporters(reports),
    }
    parts = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items() if not _is_list(value)]
    for key in ("places", "calendar", "reporters"):
        parts.append(f"\n{key}:")
        parts += [f"  - {json.dumps(item, ensure_ascii=False)}" for item in facts[key]]
    head = "# Started from a file of reports. What is left out (patron, contender, purse, pillars) is off.\n"
    return head + "\n".join(parts) + "\n"


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _places(ids: Mapping[str, str], sizes: Mapping[str, PlaceSize], country: Country) -> list[dict[str, Any]]:
    """Named places with their people, the capital among them, and the rest of the country."""
    named = {name: (place, sizes[name].people or 0) for name, place in ids.items() if place != REST}
    stated = {name for name, size in sizes.items() if size.source != GEONAMES}
    capital = next((name for name in named if plain(name) == plain(country.capital)), None)
    if capital is None:
        capital = country.capital
        people = max(town_size(capital, country.code) or 0, MIN_PEOPLE)
        named[capital] = (slug(capital, ids.values()), people)
    places = [
        {"id": place, "name": name, "kind": "city"}
        | ({"capital": True} if name == capital else {})
        | {"population": {"value": people, "assumed": _SAID if name in stated else _IN_GEONAMES}}
        for name, (place, people) in named.items()
    ]
    rest = country.people - sum(people for _, people in named.values())
    if rest >= MIN_PEOPLE:
        population = {"value": rest, "assumed": "GeoNames, the country less the places named"}
        places.append({"id": REST, "name": f"Rest of {country.name}", "kind": "rest", "population": population})
    return places


def _reporters(reports: Sequence[EventReport]) -> list[dict[str, str]]:
    """Who counts, each with the kind that its name stands for."""
    out: list[dict[str, str]] = []
    for report in reports:
        if report.reporter not in [each["name"] for each in out]:
            kind = kind_of(report.reporter).name
            name = slug(report.reporter, [each["id"] for each in out])
            out.append({"id": name, "name": report.reporter, "kind": kind if kind in COUNTING else "newsroom"})
    return out


def _events(rows: Sequence[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    names = columns(Event)
    writer = csv.DictWriter(out, names, lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows({"side": "protest", "kind": KIND, "stage": "final", "source": SOURCE, **row} for row in rows)
    return out.getvalue()


def _sources(file: str, first: dt.date) -> str:
    """The file itself is the one source: a list that is kept from its first day on."""
    source = {"id": SOURCE, "publisher": "The file's keeper", "date": first.isoformat(), "title": Path(file).name}
    return f"- {json.dumps(source | {'url': '', 'supports': 'every report'}, ensure_ascii=False)}\n"

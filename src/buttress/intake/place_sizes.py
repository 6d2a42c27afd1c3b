"""How many people live in each place of a file: by GeoNames, or fewer where the file or its user says so.

A size that is stated can lower a place, so that it is forecast together with others, and never raise it: a place that
GeoNames does not know in the country is of unknown size, whatever is said of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from buttress.case.message import nearest, shown
from buttress.intake.account import AccountDraft, Decision
from buttress.intake.column_names import bare
from buttress.intake.error import IntakeError
from buttress.intake.event_report import EventReport
from buttress.intake.gazetteer import town_size
from buttress.intake.read_options import ReadOptions
from buttress.intake.sheet import SheetRow
from buttress.intake.size_list import OPTION, people_of

GEONAMES = "GeoNames"
YOU = "what you say"


@dataclass(frozen=True)
class StatedSize:
    """People that are said to live in a place, and who says so."""

    people: int
    source: str


@dataclass(frozen=True)
class PlaceSize:
    """People of a place, None where they are unknown; the source that decided; a stated size that changed nothing."""

    people: int | None
    source: str
    not_used: StatedSize | None = None


def place_sizes(
    reports: Iterable[EventReport], country: str | None, stated: Mapping[str, StatedSize]
) -> dict[str, PlaceSize]:
    """The size of each place that reports are of, by its name; `stated` sizes by `bare` names."""
    regions = {report.place: report.region for report in reports if report.level == "place" and report.place}
    return {
        place: _size(town_size(place, country, regions[place]), stated.get(bare(place))) for place in sorted(regions)
    }


def _size(known: int | None, said: StatedSize | None) -> PlaceSize:
    if known is None:
        return PlaceSize(None, "unknown", said)
    if said is not None and said.people < known:
        return PlaceSize(said.people, said.source)
    return PlaceSize(known, GEONAMES, said)


def all_stated(
    rows: Sequence[SheetRow], reports: Sequence[EventReport], column: tuple[int, str] | None, options: ReadOptions
) -> dict[str, StatedSize]:
    """Sizes that are stated, by `bare` name of the place: the smallest of the file's column and of the user's own.

    `column`: index and name of the file's column of sizes. IntakeError for a place that the user names and the file
    does not hold.
    """
    places = {report.row: report.place for report in reports if report.level == "place" and report.place}
    held = {bare(report.place): report.place for report in reports if report.place}
    for place in options.sizes:
        if bare(place) not in held:
            raise IntakeError(f"{OPTION} {place}: the file has no place {shown(place)}{nearest(place, held.values())}")
    found: dict[str, list[StatedSize]] = defaultdict(list)
    for place, people in (*options.size_list.items(), *options.sizes.items()):
        found[bare(place)].append(StatedSize(people, YOU))
    if column is not None:
        for row in rows:
            try:
                people = people_of(row.cell(column[0]))
            except ValueError:
                continue
            if row.number in places:
                found[bare(places[row.number])].append(StatedSize(people, f"column {column[1]}"))
    return {place: min(some, key=lambda one: one.people) for place, some in found.items()}


def tell_sizes(sizes: Mapping[str, PlaceSize], country: str | None, draft: AccountDraft) -> None:
    """Tell for each source which places it decided on, all of them by name."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for place, size in sizes.items():
        by_source[size.source].append(place if size.people is None else f"{place} {size.people:,}")
    for source, told in sorted(by_source.items()):
        because = "fewer people than GeoNames has"
        if source == GEONAMES:
            because = f"towns of {country}"
        elif source == "unknown":
            because = f"no such town of {country} in GeoNames" if country else "no country is known; say --country NAME"
        draft.decisions.append(Decision("people living in places", source, because, tuple(told), len(told)))
    idle = {
        place: size.not_used
        for place, size in sizes.items()
        if size.not_used is not None and size.not_used.people != size.people
    }
    if idle:
        told = [f"{place} {size.people:,}, {size.source}" for place, size in idle.items()]
        because = "a size that is stated can lower a place, never raise it"
        draft.decisions.append(Decision("people living in places", "not used", because, tuple(told), len(told)))

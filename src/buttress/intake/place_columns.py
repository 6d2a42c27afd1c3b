"""Which of two columns of places is the finer: by how many different values each holds, and whether they nest."""

from __future__ import annotations

from collections.abc import Sequence

from buttress.intake.column_names import COUNT_ROLES
from buttress.intake.columns import ColumnReader
from buttress.intake.gazetteer import most_in_one_country

COARSE, FINE = "region", "place"


def with_finer_place(reader: ColumnReader, details: dict[str, int]) -> dict[str, int]:
    """The columns of details with that of places as the finer of two that nest, and the coarser as that of regions.

    A column nests in another where each of its values stands beside one value of the other. A venue nests in a town
    too: the coarser stays the place where its values are towns that GeoNames knows, and those of the finer are not.
    """
    if FINE in reader.stated:
        return details
    if FINE not in details:
        return _of_two_regions(reader, details)
    place = details[FINE]
    for other in _others(reader, details):
        if _nests(reader, other, place) and not _is_rather_town(reader, place, other):
            new = {**details, FINE: other, COARSE: place}
            if COARSE in details and details[COARSE] not in (other, place) and _nests(reader, place, details[COARSE]):
                new[COARSE] = details[COARSE]
            if COARSE not in reader.stated:
                _tell(reader, other, place)
                return new
        elif details.get(COARSE) == other and _nests(reader, other, place):
            because = "it stands within the places, which are towns"
            reader.draft.decide(f"column {reader.header.shown(other)}", "not used", because, reader.cells(other))
            return {role: index for role, index in details.items() if role != COARSE}
        elif COARSE not in details and _nests(reader, place, other):
            _tell(reader, place, other)
            return {**details, COARSE: other}
    return details


def _of_two_regions(reader: ColumnReader, details: dict[str, int]) -> dict[str, int]:
    """The columns of details, with the finer of two columns of regions as that of places where no other is one."""
    if COARSE not in details or COARSE in reader.stated:
        return details
    region = details[COARSE]
    for other in _others(reader, details):
        for fine, coarse in ((other, region), (region, other)):
            if _nests(reader, fine, coarse):
                _tell(reader, fine, coarse)
                return {**details, FINE: fine, COARSE: coarse}
    return details


def _others(reader: ColumnReader, details: dict[str, int]) -> list[int]:
    """Other columns that are named exactly for places or regions, and hold no numbers."""
    taken = {index for role, index in details.items() if role not in (FINE, COARSE)}
    return [
        index
        for index, some in reader.matches.items()
        if index not in (details.get(FINE), None if FINE in details else details.get(COARSE))
        and index not in taken
        and any(match.exact and match.role in (FINE, COARSE) for match in some)
        and not any(match.exact and match.role in COUNT_ROLES for match in some)
        and reader.cells(index)
        and not all(cell.isdecimal() for cell in reader.cells(index))
    ]


def _pairs(reader: ColumnReader, fine: int, coarse: int) -> set[tuple[str, str]]:
    return {
        (row.cell(fine).casefold(), row.cell(coarse).casefold())
        for row in reader.header.rows
        if row.cell(fine) and row.cell(coarse)
    }


def _nests(reader: ColumnReader, fine: int, coarse: int) -> bool:
    """Whether each value of a column lies in one of the other, which has fewer."""
    pairs = _pairs(reader, fine, coarse)
    within = {one for one, _ in pairs}
    return len(pairs) == len(within) > len({other for _, other in pairs})


def _is_rather_town(reader: ColumnReader, coarse: int, fine: int) -> bool:
    """Whether more of the values of the coarser column are names of towns than of the finer."""
    return _share_of_towns(reader.cells(coarse)) > _share_of_towns(reader.cells(fine))


def _share_of_towns(cells: Sequence[str]) -> float:
    names = set(cells)
    return most_in_one_country(names) / len(names) if names else 0.0


def _tell(reader: ColumnReader, fine: int, coarse: int) -> None:
    many, few = (len(set(reader.cells(index))) for index in (fine, coarse))
    name = reader.header.shown(coarse)
    because = f"each of its {many} names stands beside one of the {few} of {name}, which is taken for its region"
    reader.draft.decide("column of place", reader.header.shown(fine), because, reader.cells(fine), many)

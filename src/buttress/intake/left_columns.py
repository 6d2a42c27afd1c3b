"""Columns that no role took, but that hold what a report usually has: taken where that is plain, else asked about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from buttress.intake.block_tables import name_counts
from buttress.intake.cell_kinds import HALF, MOST, are_amounts, are_dates, are_years
from buttress.intake.column_names import (
    COUNT_ROLES,
    is_total,
    names_estimate,
    names_other,
    names_reporter,
    names_victims,
)
from buttress.intake.columns import ABSENT, ColumnReader, CountColumn
from buttress.intake.gazetteer import most_in_one_country_each

TOWNS = 0.8
"""Share of a column's names that are towns of one country, from which on it is the column of places."""
LONGEST_LABEL, MOST_WORDS = 40, 4
"""Letters and words of a label; a note has more."""
MOST_REPORTERS = 12
FEW_DIGITS = 0.3
"""Share of a column's cells that hold digits, if it counts people: others say so in words."""
LEAST_CROWD = 50
"""A column with no number so large is no crowd."""
_YES_OR_NO = re.compile(
    r"(?:yes|no|true|false|y|n|si|sí|oui|non|ja|nein|да|нет|так|ні|sim|não|tak|nie|x|✓|[01])?", re.I
)


def with_place_by_cells(reader: ColumnReader, details: dict[str, int], counts: Sequence[CountColumn]) -> dict[str, int]:
    """The details with the one column of towns as that of places, where none is named so; asked where it may be one."""
    if "place" in details or "region" in details or "place" in reader.absent or any(one.place for one in counts):
        return details
    labels = {index: set(cells) for index, cells in _labels(reader, details, counts).items()}
    labels = {index: names for index, names in labels.items() if not any(map(names_reporter, names))}
    several = {index: names for index, names in labels.items() if len(names) > 1}
    most = most_in_one_country_each(list(several.values()))
    towns = {index: towns / len(names) for (index, names), towns in zip(several.items(), most, strict=True)}
    likely = [index for index, share in towns.items() if share >= TOWNS]
    if len(likely) == 1:
        cells = reader.cells(likely[0])
        reader.draft.decide("column of place", reader.header.shown(likely[0]), "its cells are towns of one country",
                            cells, len(cells))  # fmt: skip
        return {**details, "place": likely[0]}
    if labels and not reader.draft.questions:
        best = max(labels, key=lambda index: (towns.get(index, 0), -index))
        _ask(reader, "place", best, "no column is named so, and this one may name places")
    return details


def ask_of_reporters(reader: ColumnReader, details: dict[str, int], counts: Sequence[CountColumn]) -> None:
    """Ask of a column of a few labels where they alone tell rows of one day and place apart.

    So too where its labels are words for who counts.
    """
    known = {"reporter", "source"} & (set(details) | reader.absent)
    if known or reader.draft.questions or any(one.reporter for one in counts):
        return
    for index, cells in _labels(reader, details, counts).items():
        names = set(cells)
        if not 1 < len(names) <= min(MOST_REPORTERS, len(cells) * MOST):
            continue
        if sum(map(names_reporter, names)) >= len(names) * HALF or _tells_apart(reader, details, index):
            _ask(reader, "reporter", index, "no column is named so, and this one may say who counts")
            return


def columns_of_reporters(reader: ColumnReader, details: dict[str, int]) -> list[CountColumn]:
    """A crowd a reporter, where two columns of numbers or more are named for who counts; asked if that may be else.

    `Police` and `Journalists` may be people who were there; an estimate, or a number of organisers, is of the crowd.
    """
    free = [index for index in range(len(reader.header.names)) if index not in details.values()]
    found = [index for index in free if _is_of_reporter(reader, index)]
    names = [reader.header.shown(index) for index in found]
    if len(found) < 2 or len(set(names)) < len(names):
        return []
    said = reader.options.answers.get("cells") == "crowd"
    if not said and not any(names_estimate(name) for name in names):
        options = ["--cells crowd", *(f"--column crowd={reader.header.typed(index)}" for index in found)]
        reader.draft.ask("columns of reporters", "their names do not say what they count", options, names, len(names))
        return []
    because = "you said so" if said else "their names say who counts, and no other column is a crowd"
    reader.draft.decide("columns of crowd", "one a reporter", because, names, len(names))
    return [CountColumn(index, "crowd", "", name) for index, name in zip(found, names, strict=True)]


def _is_of_reporter(reader: ColumnReader, index: int) -> bool:
    counted = any(match.role in COUNT_ROLES for match in reader.matches[index][:1])
    stated = index in reader.stated.values()
    return (
        not counted
        and not stated
        and names_reporter(reader.header.names[index])
        and are_amounts(reader.cells(index), whole=True)
    )


def ask_of_counts(reader: ColumnReader, details: dict[str, int], counts: Sequence[CountColumn]) -> None:
    """Ask of a column of numbers with an unknown name where no crowd or nobody detained was found.

    So too of a column that is named for a count, but whose cells are none: yes and no; and of victims, killed or
    injured, where neither is known.
    """
    if reader.draft.questions:
        return
    missing = [
        role for role in COUNT_ROLES if role not in reader.absent and not any(one.role == role for one in counts)
    ]
    used = {*details.values(), *(one.index for one in counts)}
    for role in missing:
        named = [one for one in reader.named_exactly(role) if one.index not in used and not one.match.part]
        odd = [one for one in named if all(_YES_OR_NO.fullmatch(cell) for cell in reader.cells(one.index))]
        if odd:
            _ask(reader, role, odd[0].index, "its cells are no numbers of people", "of people in numbers")
            return
    unknown = unknown_numbers(reader, used)
    victims = [index for index in unknown if names_victims(reader.header.names[index])]
    left = [index for index in unknown if index not in victims]
    wanted = [role for role in ("crowd", "detained") if role in missing]
    for role in wanted:
        fitting = [index for index in left if role == "detained" or len(wanted) > 1 or _is_large(reader.cells(index))]
        if fitting and counts:
            _ask(reader, " or ".join(wanted), fitting[0], "columns of numbers are left, with names that are not known")
            return
    if victims and counts and {"killed", "injured"} <= set(missing):
        _ask(reader, "killed or injured", victims[0], "its name does not say whether the people died")


def unknown_numbers(reader: ColumnReader, used: Collection[int]) -> list[int]:
    """Columns of numbers of people, in digits or words, by no known name; no numbers of rows, telephones or places."""
    found = []
    for index, matches in reader.matches.items():
        cells = reader.cells(index)
        digits = [re.sub(r"\D", "", cell) for cell in cells if any(letter.isdigit() for letter in cell)]
        name = reader.header.names[index]
        if (
            matches
            or index in used
            or not name
            or is_total(name)
            or names_other(name)
            or len(digits) < len(cells) * FEW_DIGITS
        ):
            continue
        codes = len({len(one) for one in digits}) == 1 and len(digits[0]) >= len("99999")
        if not codes and not _counts_rows(digits) and are_amounts(cells, MOST) and not are_years(cells):
            found.append(index)
    return found


def _counts_rows(digits: Sequence[str]) -> bool:
    return len(digits) > 2 and all(int(after) - int(before) == 1 for before, after in pairwise(digits))


def _is_large(cells: Sequence[str]) -> bool:
    numbers = [int(digits) for cell in cells if (digits := re.sub(r"\D", "", cell)) and len(digits) < LONGEST_LABEL]
    return not numbers or max(numbers) >= LEAST_CROWD


def _ask(reader: ColumnReader, role: str, index: int, why: str, instead: str = "") -> None:
    roles = role.split(" or ")
    options = [f"--column {one}={reader.header.typed(index) if not instead else f'NAME {instead}'}" for one in roles]
    options += [f"--column {one}={ABSENT} if there is none" for one in roles]
    cells = reader.cells(index)
    reader.draft.ask(f"column {reader.header.shown(index)}", why, options, cells, len(cells))


def _labels(reader: ColumnReader, details: dict[str, int], counts: Sequence[CountColumn]) -> dict[int, list[str]]:
    """The cells of each unused column of short labels: no numbers, days, notes, addresses, or yes and no."""
    used = {*details.values(), *(one.index for one in counts), *reader.stated.values()}
    found: dict[int, list[str]] = {}
    for index, some in reader.matches.items():
        cells = reader.cells(index)
        short = [cell for cell in cells if len(cell) <= LONGEST_LABEL and len(cell.split()) <= MOST_WORDS]
        if index in used or any(match.exact for match in some) or not cells or len(short) < len(cells) * MOST:
            continue
        if (
            names_other(reader.header.names[index])
            or name_counts(cells)
            or are_amounts(cells, HALF)
            or are_dates(cells, HALF)
        ):
            continue
        if any("://" in cell or "@" in cell for cell in cells) or any(cell[:1].isdigit() for cell in cells[:3]):
            continue
        if not all(_YES_OR_NO.fullmatch(cell) for cell in cells) and len(set(cells)) > 1:
            found[index] = cells
    return found


def _tells_apart(reader: ColumnReader, details: dict[str, int], index: int) -> bool:
    """Whether rows of one day and place, of two such pairs at least, have different labels throughout."""
    if "date" not in details or "place" not in details:
        return False
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in reader.header.rows:
        groups[(row.cell(details["date"]), row.cell(details["place"]))].append(row.cell(index))
    several = [labels for (day, _), labels in groups.items() if day and len(labels) > 1]
    return bool(several) and all(len(set(labels)) == len(labels) and all(labels) for labels in several)

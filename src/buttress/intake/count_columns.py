"""The columns that count people: one a number, two for its ends, or one a reporter or a place (a wide table)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from buttress.intake.cell_kinds import is_amount
from buttress.intake.column_names import (
    COUNT_ROLES,
    End,
    bare,
    is_total,
    name_matches,
    name_words,
    names_reporter,
    scale_word,
    unknown_words,
)
from buttress.intake.columns import ColumnReader, CountColumn, LikelyColumn
from buttress.intake.gazetteer import towns_of_one_country
from buttress.intake.reporter_columns import ask_of_numbers_left, columns_of_reporters

FLAGS = 20
"""Cells of 0 and 1 from which on a column is asked about."""


def count_columns(reader: ColumnReader, details: dict[str, int]) -> tuple[CountColumn, ...]:
    """Every column of counts that is used; what can't be decided is asked."""
    found: list[CountColumn] = []
    for role in COUNT_ROLES:
        columns = _stated(reader, role) or _named(reader, role, details)
        if not columns:
            _ask_of_fractions(reader, role)
        found += columns
    if not found:
        found = _unnamed(reader, details)
    elif not reader.counted("crowd") and not any(one.role == "crowd" for one in found):
        found += columns_of_reporters(reader, details)
    ask_of_numbers_left(reader, [*details.values(), *(one.index for one in found)], found)
    return tuple(found)


def _ask_of_fractions(reader: ColumnReader, role: str) -> None:
    """Ask of a column named for people whose cells are numbers, but of no people: 1.5 (thousands)."""
    for one in reader.numbers_of_no_people(role):
        name = reader.header.shown(one.index)
        how = ["write whole numbers of people there, or give the column another name"]
        reader.draft.ask(f"column {name}", "its cells are numbers, but of no people", how, reader.cells(one.index))


def _stated(reader: ColumnReader, role: str) -> list[CountColumn]:
    """What the user said of a role."""
    ends: dict[str, End] = {role: "", f"{role}_low": "low", f"{role}_high": "high"}
    return [CountColumn(reader.stated[name], role, end) for name, end in ends.items() if name in reader.stated]


def _named(reader: ColumnReader, role: str, details: dict[str, int]) -> list[CountColumn]:
    every = [one for one in reader.counted(role) if one.index not in details.values()]
    whole = [one for one in every if not one.match.part or _is_under_reporter(reader, one.index)]
    exact = [one for one in whole if one.match.exact]
    _tell_left(reader, role, [one for one in every if one not in whole], exact)
    ends = _two_ends(reader, role, exact)
    if ends:
        return ends
    single = [one for one in exact if not one.match.end] or exact
    if len(single) > 1:
        return _several(reader, role, single, details)
    if single:
        return [_told(reader, role, single[0], "its name")]
    if len(whole) == 1 and (strange := unknown_words(reader.header.names[whole[0].index], whole[0].match)):
        option = f"--column {role}={reader.header.typed(whole[0].index)} if it counts all"
        because = f"what '{' '.join(strange)}' means for its count is not known"
        reader.draft.ask(
            f"column {reader.header.shown(whole[0].index)}", because, [option], reader.cells(whole[0].index)
        )
        return []
    if len(whole) == 1:
        rest = " ".join(whole[0].match.rest)
        return [_told(reader, role, whole[0], f"its name, beside the words '{rest}'")]
    return _wide(reader, role, [(one, _label(reader, one)) for one in whole], details) if whole else []


def _is_under_reporter(reader: ColumnReader, index: int) -> bool:
    """Whether the second row of a header names who counts, as it does below other counts: `Police` below `Injured`."""
    below, above = reader.header.lower[index], reader.header.upper[index]
    others = {up for up, low in zip(reader.header.upper, reader.header.lower, strict=True) if low == below}
    return bool(above) and names_reporter(below) and len(others) > 1


def _tell_left(reader: ColumnReader, role: str, parts: Sequence[LikelyColumn], exact: Sequence[LikelyColumn]) -> None:
    """Tell of columns that count a part of the people."""
    names = [reader.header.shown(one.index) for one in parts]
    if parts and exact:
        reader.draft.decide(f"columns of {role}", "not added", "they count a part of the people", names, len(parts))
    elif parts:
        because = f"they may count a part of the people only; --column {role}={reader.header.typed(parts[0].index)}"
        reader.draft.decide(f"columns of {role}", "not used", because, names, len(parts))


def _two_ends(reader: ColumnReader, role: str, exact: Sequence[LikelyColumn]) -> list[CountColumn]:
    """A column for the low end and one for the high end; the number beside them, if any, is not needed."""
    low = [one for one in exact if one.match.end == "low"]
    high = [one for one in exact if one.match.end == "high"]
    if len(low) != 1 or len(high) != 1:
        return []
    names = [reader.header.shown(one.index) for one in (*low, *high)]
    reader.draft.decide(f"columns of {role}", " to ".join(names), "their names say low and high", count=2)
    return [CountColumn(low[0].index, role, "low"), CountColumn(high[0].index, role, "high")]


def _are_flags(reader: ColumnReader, role: str, index: int) -> bool:
    """Whether a column of people holds nothing but 0 and 1, so often that it may say no and yes."""
    cells = reader.cells(index)
    return role != "crowd" and set(cells) == {"0", "1"} and len(cells) >= FLAGS and cells.count("1") > len(cells) / 4


def _told(reader: ColumnReader, role: str, one: LikelyColumn, because: str) -> CountColumn:
    cells = reader.cells(one.index)
    scale = scale_word(reader.header.names[one.index])
    if scale:
        how = [f"--column {role}={reader.header.typed(one.index)} if its cells are people; else write people there"]
        reader.draft.ask(f"column of {role}", f"its name says '{scale}'", how, cells, len(cells))
    if _are_flags(reader, role, one.index):
        options = [f"--column {role}={reader.header.typed(one.index)} if it counts people"]
        reader.draft.ask(f"column of {role}", "it holds 0 and 1 alone: no and yes?", options, cells, len(cells))
    reader.draft.decide(f"column of {role}", reader.header.shown(one.index), because, cells, len(cells))
    return CountColumn(one.index, role)


def _several(
    reader: ColumnReader, role: str, single: Sequence[LikelyColumn], details: dict[str, int]
) -> list[CountColumn]:
    """Two columns or more of one name: a wide table if the rows of its header tell them apart, else a question."""
    labels = [_label(reader, one) for one in single]
    if all(labels) and len(set(labels)) == len(labels):
        return _wide(reader, role, list(zip(single, labels, strict=True)), details)
    names = [reader.header.shown(one.index) for one in single]
    reader.draft.ask(
        f"column of {role}",
        f"{len(names)} columns are named so",
        [f"--column {role}={reader.header.typed(name)}" for name in [one.index for one in single]],
        names,
    )
    return []


def _label(reader: ColumnReader, one: LikelyColumn) -> str:
    """The words of a column's name that set it apart from others of its role."""
    for label, other in (
        (reader.header.lower[one.index], reader.header.upper[one.index]),
        (reader.header.upper[one.index], reader.header.lower[one.index]),
    ):
        if label and other and any(match.role == one.match.role for match in name_matches(other)[:1]):
            return label
    return " ".join(word for word in name_words(reader.header.names[one.index]) if bare(word) in one.match.rest)


def _wide(
    reader: ColumnReader, role: str, labelled: Sequence[tuple[LikelyColumn, str]], details: dict[str, int]
) -> list[CountColumn]:
    return _split(reader, role, [(one.index, label) for one, label in labelled], details)


def _split(
    reader: ColumnReader, role: str, labelled: Sequence[tuple[int, str]], details: dict[str, int]
) -> list[CountColumn]:
    """A column a reporter or a column a place, whichever the file lacks; asked where nothing decides it."""
    labels = [label for _, label in labelled]
    answer = reader.options.answers.get("columns")
    if answer in ("places", "reporters"):
        places, because = answer == "places", "you said so"
    elif ("place" in details or "region" in details) and _name_reporters(reader, labelled):
        places, because = False, "their names say whose number it is, and the file has a column of places"
    elif 3 * (towns := towns_of_one_country(labels)) >= 2 * len(labels) and len(labels) > 1:
        places, because = True, f"{towns} of the {len(labels)} names are towns of one country"
    elif "reporter" in details and "place" not in details:
        places, because = True, "the file has a column of reporters"
    else:
        reader.draft.ask(
            f"columns of {role}",
            "they may be places, reporters or parts of a whole",
            ["--columns places", "--columns reporters", f"--column {role}={reader.header.typed(labelled[0][0])}"],
            labels,
        )
        return []
    what = "place" if places else "reporter"
    reader.draft.decide(f"columns of {role}", f"one a {what}", because, labels, len(labels))
    return [CountColumn(index, role, "", *(("", label) if places else (label, ""))) for index, label in labelled]


def _name_reporters(reader: ColumnReader, labelled: Sequence[tuple[int, str]]) -> bool:
    """Whether the names of columns tell whose number each is: in brackets, in a row of their own, by a known word."""
    return all(
        label in (reader.header.upper[index], reader.header.lower[index])
        or re.search(r"[(\[:/–-]\s*" + re.escape(label.split()[0]), reader.header.names[index])
        or names_reporter(reader.header.names[index])
        for index, label in labelled
    )


def _unnamed(reader: ColumnReader, details: dict[str, int]) -> list[CountColumn]:
    """Columns of numbers whose names say nothing: the body of a wide table, or a question."""
    if reader.draft.questions:
        return []
    parts = [(role, one.index) for role in COUNT_ROLES for one in reader.counted(role) if one.match.part]
    if parts:
        options = [f"--column {role}={reader.header.typed(index)}" for role, index in parts]
        names = [reader.header.shown(index) for _, index in parts]
        reader.draft.ask("column of people", "its name may mean a part of the people only", options, names, len(parts))
        return []
    odd = [one.index for role in COUNT_ROLES for one in reader.named_exactly(role)]
    if odd:
        cells = [cell for cell in reader.cells(odd[0]) if not is_amount(cell)]
        how = ["--column ROLE=NAME for another column, or correct its cells"]
        reader.draft.ask(f"column {reader.header.shown(odd[0])}", "its cells are no numbers of people", how, cells)
        return []
    unknown = [index for index in reader.unknown_numbers(details.values()) if not is_total(reader.header.names[index])]
    names = [reader.header.shown(index) for index in unknown]
    if not unknown:
        free = [index for index in range(len(reader.header.names)) if index not in details.values()]
        reader.draft.ask(
            "column of people",
            "no column is named crowd, detained, killed or injured in any known language and holds numbers",
            [f"--column {role}={reader.header.typed(free[0]) if free else 'NAME'}" for role in COUNT_ROLES],
            [reader.header.shown(index) for index in free],
        )
        return []
    if len(unknown) == 1:
        options = [f"--column {role}={reader.header.typed(unknown[0])}" for role in COUNT_ROLES]
        reader.draft.ask("column of people", "its name does not say what it counts", options, names, 1)
        return []
    role, because = _counted_in_title(reader)
    if role is None:
        reader.draft.ask(
            "cells of the table",
            "nothing says what its columns of numbers count",
            [f"--cells {role}" for role in COUNT_ROLES],
            names,
            len(unknown),
        )
        return []
    reader.draft.decide("cells of the table", role, because, names, len(unknown))
    return _split(reader, role, list(zip(unknown, names, strict=True)), details)


def _counted_in_title(reader: ColumnReader) -> tuple[str | None, str]:
    """What a wide table counts: the user's word, or the one count that its title names."""
    answer = reader.options.answers.get("cells")
    if answer in COUNT_ROLES:
        return answer, "you said so"
    roles = [match.role for match in name_matches(reader.header.title) if match.role in COUNT_ROLES]
    specific = [role for role in roles if role != "crowd"] or roles
    return (specific[0], "the title says so") if len(specific) == 1 else (None, "")

"""The columns that count people, by their names: one a number, two for its ends, or several (see `wide_columns`)."""

from __future__ import annotations

from collections.abc import Sequence

from buttress.intake.column_names import (
    COUNT_ROLES,
    End,
    half_of,
    names_reporter,
    scale_word,
    unknown_words,
)
from buttress.intake.columns import ColumnReader, CountColumn, LikelyColumn
from buttress.intake.left_columns import columns_of_reporters
from buttress.intake.wide_columns import label_of, unnamed_columns, wide_columns

FLAGS = 20
"""Cells of 0 and 1 from which on a column is asked about."""


def count_columns(reader: ColumnReader, details: dict[str, int]) -> tuple[CountColumn, ...]:
    """Every column of counts that is used; what can't be decided is asked."""
    found: list[CountColumn] = []
    for role in COUNT_ROLES:
        if role in reader.absent:
            continue
        columns = _stated(reader, role) or _named(reader, role, details) or _both_halves(reader, role)
        if not columns:
            _ask_of_fractions(reader, role)
        found += columns
    if not found:
        found = unnamed_columns(reader, details)
    elif "crowd" not in reader.absent and not reader.counted("crowd") and not any(one.role == "crowd" for one in found):
        found += columns_of_reporters(reader, details)
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
    if len(whole) == 1 and _is_under_title(reader, role, whole[0].index):
        return [_told(reader, role, whole[0], "its name, below the title of a group")]
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
    return wide_columns(reader, role, [(one.index, label_of(reader, one)) for one in whole], details) if whole else []


def _is_under_title(reader: ColumnReader, role: str, index: int) -> bool:
    """Whether the second row of a header names the count alone, and the first a group of columns."""
    several = reader.header.upper.count(reader.header.upper[index]) > 1 or any(reader.header.upper[:index])
    return several and any(
        match.role == role and match.exact and not match.part for match in reader.header.lower_matches(index)
    )


def _is_under_reporter(reader: ColumnReader, index: int) -> bool:
    """Whether the second row of a header names who counts, as it does below other counts: `Police` below `Injured`."""
    below, above = reader.header.lower[index], reader.header.upper[index]
    others = {up for up, low in zip(reader.header.upper, reader.header.lower, strict=True) if low == below}
    return bool(above) and names_reporter(below) and len(others) > 1


def _both_halves(reader: ColumnReader, role: str) -> list[CountColumn]:
    """Two columns of two parts that are all together, men and women, to be added where no column holds all."""
    parts = [one for one in reader.counted(role) if one.match.part]
    halves = [(one, half_of(reader.header.names[one.index])) for one in parts]
    if reader.draft.questions or len(parts) != 2 or not all(half for _, half in halves):
        return []
    (one, (kind, side)), (two, (other, far)) = halves
    if kind != other or side == far:
        return []
    names = [reader.header.shown(each.index) for each in (one, two)]
    because = "together they are all; an empty cell beside a number counts as none"
    reader.draft.decide(f"columns of {role}", " + ".join(names), because, names, 2)
    return [CountColumn(one.index, role), CountColumn(two.index, role)]


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
    labels = [label_of(reader, one) for one in single]
    if all(labels) and len(set(labels)) == len(labels):
        return wide_columns(
            reader, role, [(one.index, label) for one, label in zip(single, labels, strict=True)], details
        )
    names = [reader.header.shown(one.index) for one in single]
    reader.draft.ask(
        f"column of {role}",
        f"{len(names)} columns are named so",
        [f"--column {role}={reader.header.typed(name)}" for name in [one.index for one in single]],
        names,
    )
    return []

"""Wide tables: a column a reporter or a place, by what sets the names of the columns apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from buttress.intake.cell_kinds import is_amount
from buttress.intake.column_names import (
    COUNT_ROLES,
    bare,
    counts_something,
    name_matches,
    name_words,
    names_reporter,
)
from buttress.intake.columns import ColumnReader, CountColumn, LikelyColumn
from buttress.intake.gazetteer import towns_of_one_country
from buttress.intake.left_columns import unknown_numbers


def label_of(reader: ColumnReader, one: LikelyColumn) -> str:
    """The words of a column's name that set it apart from others of its role."""
    for label, other in (
        (reader.header.lower[one.index], reader.header.upper[one.index]),
        (reader.header.upper[one.index], reader.header.lower[one.index]),
    ):
        if label and other and any(match.role == one.match.role for match in name_matches(other)[:1]):
            return label
    return " ".join(word for word in name_words(reader.header.names[one.index]) if bare(word) in one.match.rest)


def wide_columns(
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


def unnamed_columns(reader: ColumnReader, details: dict[str, int]) -> list[CountColumn]:
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
    unknown = unknown_numbers(reader, details.values())
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
    titled, why = _counted_in_title(reader)
    if len(unknown) == 1 and titled and counts_something(names[0]):
        reader.draft.decide(f"column of {titled}", names[0], why, reader.cells(unknown[0]), 1)
        return [CountColumn(unknown[0], titled)]
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
    return wide_columns(reader, role, list(zip(unknown, names, strict=True)), details)


def _counted_in_title(reader: ColumnReader) -> tuple[str | None, str]:
    """What a wide table counts: the user's word, or the one count that its title names."""
    answer = reader.options.answers.get("cells")
    if answer in COUNT_ROLES:
        return answer, "you said so"
    roles = [match.role for match in name_matches(reader.header.title) if match.role in COUNT_ROLES]
    specific = [role for role in roles if role != "crowd"] or roles
    return (specific[0], "the title says so") if len(specific) == 1 else (None, "")

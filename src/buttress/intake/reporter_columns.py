"""Columns of a crowd that are named for who counts alone: `Selon la police`, `Organisers' estimate`."""

from __future__ import annotations

from buttress.intake.cell_kinds import are_amounts
from buttress.intake.column_names import COUNT_ROLES, names_estimate, names_reporter
from buttress.intake.columns import ColumnReader, CountColumn


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

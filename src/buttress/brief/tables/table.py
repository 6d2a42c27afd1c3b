"""A table is stated once, as columns; page, print and CSV file are made from that."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from buttress.brief.content import BriefData

Row = TypeVar("Row")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class TableColumn(Generic[Row]):
    """What a column holds in the file and shows to a reader.

    `keys` name its values in the file (none: shown only); `heading` stands above it on page and print (empty: in the
    file only). Both may name `{days}`, the horizon at which time in office is compared, and `{occasion}`, the main one.
    `help` says what it is, with its unit. A `last` column is shown after all others. An `optional` one is left out, of
    the file too, where no row has a value for it.
    """

    keys: tuple[str, ...]
    heading: str
    help: str
    values: Callable[[Row], tuple[object, ...]]
    text: Callable[[Row], str]
    last: bool = False
    optional: bool = False

    def has_values(self, rows: Iterable[Row]) -> bool:
        """Has any row a value for it?"""
        return any(value != "" for row in rows for value in self.values(row))


class Print(NamedTuple):
    """How a table is printed: rows at most, shares of the line by column, letters of a cell at most, bold columns.

    Columns under the headings `without` are left out.
    """

    rows: int
    widths: tuple[float, ...]
    letters: int = 120
    strong: tuple[int, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableSpec(Generic[Row]):
    """A table of the brief: its rows, from the brief's content, and its columns.

    `shown` gives the rows for readers where the file has more of them. `trace` gives the command behind a row, the
    file's last column; `rule`, how its verdict is made. A `transposed` table shows a row of the file as a column, and
    no traces. Without `print` a table is on the page and in its file alone.
    """

    name: str
    title: str
    rows: Callable[[BriefData], Iterable[Row]]
    columns: tuple[TableColumn[Row], ...]
    note: str = ""
    shown: Callable[[BriefData], Iterable[Row]] | None = None
    trace: Callable[[Row], str] | None = None
    rule: Callable[[Row], str] | None = None
    transposed: bool = False
    print: Print | None = None


@dataclass(frozen=True)
class Table:
    """A table of one brief: `rows` of texts under `headings` for readers, `values` under `keys` for programs.

    `traces` and `rules` have a text for each of `rows`, empty where there is none.
    """

    spec: TableSpec[Any]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    traces: tuple[str, ...]
    rules: tuple[str, ...]
    keys: tuple[str, ...]
    values: tuple[tuple[object, ...], ...]

    @property
    def name(self) -> str:
        """The name of its file, without the ending."""
        return self.spec.name

    def csv(self) -> str:
        """The table as CSV: full precision, text kept from being read as a formula by a spreadsheet."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.keys)
        writer.writerows([_plain(value) for value in row] for row in self.values)
        return out.getvalue()


def make_table(spec: TableSpec[Row], data: BriefData) -> Table:
    """The table of one brief."""
    names = {"days": data.tenure_days, "occasion": data.occasion}
    rows = list(spec.rows(data))
    shown = rows if spec.shown is None else list(spec.shown(data))
    held = [column for column in spec.columns if not column.optional or column.has_values(rows)]
    columns = sorted((column for column in held if column.heading), key=lambda column: column.last)
    headings = tuple(column.heading.format_map(names) for column in columns)
    texts = tuple(tuple(column.text(row) for column in columns) for row in shown) if columns else ()
    traces = _texts(spec.trace, shown)
    if spec.transposed:
        headings, texts, traces = *_transposed(headings, texts), ("",) * (len(headings) - 1)
    keys = [key.format_map(names) for column in held for key in column.keys]
    values = [tuple(value for column in held for value in column.values(row)) for row in rows]
    if spec.trace:
        keys.append("trace")
        values = [(*line, trace) for line, trace in zip(values, _texts(spec.trace, rows), strict=True)]
    return Table(spec, headings, texts, traces, _texts(spec.rule, shown), tuple(keys), tuple(values))


def _texts(get: Callable[[Row], str] | None, rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(get(row) if get else "" for row in rows)


def _transposed(
    headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and rows with the first column on top; no rows where there was none."""
    first, *lines = zip(*rows, strict=True) if rows else ((),)
    return (headings[0], *first), tuple((head, *line) for head, line in zip(headings[1:], lines, strict=False))


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(float(value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value

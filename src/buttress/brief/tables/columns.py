"""Kinds of columns: a plain value, an estimate, a paired difference, a predictive spread, a point of a series.

Without `get` a column reads the row's field of its own key. `show` makes a reader's text of a row.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from buttress.brief import formats
from buttress.brief.content import LEVELS, BandedSeries, IntervalEstimate, Paired, Spread
from buttress.brief.tables.table import Row, TableColumn

Show = Callable[[Row], str] | None

_ENDS = tuple(f"{end}_{level}" for level in LEVELS for end in ("low", "high"))
_PAIRED = (
    *("baseline", "baseline_low", "baseline_high", "scenario", "scenario_low", "scenario_high"),
    *("difference", "mc_se", "low_95", "high_95"),
)


def plain(
    key: str,
    heading: str,
    help: str,
    get: Callable[[Row], object] | None = None,
    *,
    show: Show[Row] = None,
    last: bool = False,
) -> TableColumn[Row]:
    """One value, shown by `show` or as it is; None is an empty field."""
    read: Callable[[Row], object] = get or attrgetter(key)

    def values(row: Row) -> tuple[object, ...]:
        value = read(row)
        return ("" if value is None else value,)

    return TableColumn((key,), heading, help, values, show or (lambda row: str(read(row))), last)


def shown(heading: str, help: str, show: Callable[[Row], str]) -> TableColumn[Row]:
    """A text for readers alone."""
    return TableColumn((), heading, help, lambda row: (), show)


def estimate(
    prefix: str,
    heading: str,
    help: str,
    get: Callable[[Row], IntervalEstimate | None] | None = None,
    *,
    show: Show[Row] = None,
) -> TableColumn[Row]:
    """A mean with its interval: `prefix_mean`, `_low`, `_high`, `_level` in %, `_unit`; empty where there is none."""
    keys = tuple(f"{prefix}_{end}".removeprefix("_") for end in ("mean", "low", "high", "level", "unit"))
    read: Callable[[Row], IntervalEstimate | None] = get or attrgetter(prefix)

    def values(row: Row) -> tuple[object, ...]:
        value = read(row)
        if value is None:
            return ("",) * len(keys)
        return (value.mean, value.low, value.high, value.level, value.money or value.unit.value)

    def text(row: Row) -> str:
        value = read(row)
        return "" if value is None else formats.estimate(value)

    return TableColumn(keys, heading, help, values, show or text)


def paired(
    measure: str,
    heading: str,
    help: str,
    get: Callable[[Row], Paired | None],
    *,
    show: Show[Row] = None,
    optional: bool = False,
) -> TableColumn[Row]:
    """Both levels with their 95 % intervals, and the difference with both errors, which is shown; empty for None."""

    def values(row: Row) -> tuple[object, ...]:
        pair = get(row)
        if pair is None:
            return ("",) * len(_PAIRED)
        levels = [end for value in (pair.baseline, pair.scenario) for end in (value.mean, value.low, value.high)]
        return (*levels, pair.difference.mean, pair.mc_se, pair.difference.low, pair.difference.high)

    def text(row: Row) -> str:
        pair = get(row)
        return "" if pair is None else formats.estimate(pair.difference)

    keys = tuple(f"{measure}_{end}" for end in _PAIRED)
    return TableColumn(keys, heading, help, values, show or text, optional=optional)


def spread(key: str, heading: str, help: str) -> TableColumn[Row]:
    """A median with its central 50, 80 and 95 % intervals; shown with the widest, the unit left to the heading."""
    read: Callable[[Row], Spread] = attrgetter(key)

    def values(row: Row) -> tuple[object, ...]:
        value = read(row)
        return (value.median, *(end for level in LEVELS for end in value.band(level)))

    keys = tuple(f"{key}_{end}" for end in ("median", *_ENDS))
    return TableColumn(keys, heading, help, values, lambda row: formats.estimate(read(row).estimate(), unit=False))


def point(help: str, get: Callable[[Row], tuple[BandedSeries, int]]) -> TableColumn[Row]:
    """A point of a series, by its index: median and central 50, 80 and 95 % intervals; in the file alone."""

    def values(row: Row) -> tuple[object, ...]:
        series, index = get(row)
        bands = [series.band(level) for level in LEVELS]
        return (series.middle[index], *(end for band in bands for end in (band.low[index], band.high[index])))

    return TableColumn(("median", *_ENDS), "", help, values, str)

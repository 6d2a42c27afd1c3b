"""`buttress sensitivity`: which uncertainties carry the spread of an answer."""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from buttress.cli.options import AsJson, AsOf, CaseFolder, OneScenario, Prior, Seed, Workers
from buttress.cli.printing import examples, number, print_json, print_table

if TYPE_CHECKING:
    from buttress.explore.sensitivity.sensitivity import Sensitivity, SensitivityRow

EXAMPLES = examples(
    "buttress sensitivity cases/belarus-2020 --measure reserves_weeks",
    "buttress sensitivity cases/belarus-2020 --measure tenure_90 --scenario neither",
    "buttress sensitivity cases/belarus-2020 --measure tenure_90 --by date --out out/sensitivity",
    "buttress sensitivity cases/belarus-2020 --measure turnout_8w --prior --json",
)
SHOWN = 3
"""Parameters of a group that are printed, the largest."""
LEAST = 0.02
"""Share below which the parameter of a printed group is not printed."""


class By(StrEnum):
    """Along what an answer is shown."""

    DATE = "date"


MeasureName = Annotated[str, typer.Option("--measure", help="A measure by its name, as in the table of measures.")]


def command(
    case: CaseFolder,
    measure: MeasureName,
    scenario: OneScenario = "baseline",
    by: Annotated[By | None, typer.Option("--by", help="Show each week after the fork, and draw a chart.")] = None,
    prior: Prior = False,
    seed: Seed = None,
    workers: Workers = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for sensitivity.json and, by date, sensitivity.svg.")
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show which uncertainties carry the spread of a measure, or of a scenario's difference to the baseline.

    Two shares of the spread for each mechanism: what knowing it by itself would explain, and what nothing but it can
    explain. Uncertainties alone: policing, detention, deportation, enforcers' pay and arrests are not explored.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.pipeline.sensitivity import sensitivity

    opened = load(case, as_of)
    with bars() as progress:
        found = sensitivity(
            opened,
            measure,
            scenario=scenario,
            by_date=by is not None,
            prior=prior,
            seed=seed,
            workers=workers,
            out=out,
            progress=progress,
        )
    if as_json:
        print_json(found.to_json())
        return
    _print_dates(found) if len(found.dates) > 1 else _print(found)


def _print(found: Sensitivity) -> None:
    """A table of what can be told from nothing, and in words what can't."""
    told = [group for group in found.groups if found.told(group.name)]
    rows = found.rows
    order = {row.group: place for place, row in reversed(list(enumerate(rows)))}
    told.sort(key=lambda group: order[group.name])
    print_table(
        f"What carries the spread of {_what(found)}",
        ("what is not known", "known by itself, it explains", "nothing but it explains", "mechanism, parameter"),
        [cells for group in told for cells in _lines(found, group.name, group.words)],
        right=(1, 2),
    )
    typer.echo(f"The spread is {_spread(found)} (one standard deviation over draws).")
    if found.explained is not None:
        share, low, high = found.explained[found.dates[-1]]
        typer.echo(
            f"All together explain {_percent(share)} of it ({_ends((low, high))}); the rest no regression on these "
            "draws could put down to anything."
        )
    silent = [group for group in found.groups if not found.told(group.name)]
    typer.echo(_untold(found, len(silent), max((_most(found, group.name) for group in silent), default=0.0)))


def _print_dates(found: Sensitivity) -> None:
    """The shares of what can be told from nothing on any date, on some dates."""
    told = [group for group in found.groups if found.told(group.name)]
    place = {group.name: max(row.index for row in found.of(group.name).values()) for group in told}
    told.sort(key=lambda group: -place[group.name])
    dates = found.dates
    chosen = [dates[round(k * (len(dates) - 1) / 5)] for k in range(min(6, len(dates)))]
    print_table(
        f"What nothing else explains of the spread of {_what(found)}, by date",
        ("what is not known", *(day.isoformat() for day in chosen)),
        [(group.words, *(_dated(found, group.name, day) for day in chosen)) for group in told[:12]],
        right=tuple(range(1, len(chosen) + 1)),
    )
    typer.echo("In brackets: the share can't be told from nothing on that date. A dash: no share was found.")
    silent = [group for group in found.groups if not found.told(group.name)]
    typer.echo(_untold(found, len(silent), max((_most(found, group.name) for group in silent), default=0.0)))


def _lines(found: Sensitivity, group: str, words: str) -> list[tuple[str, ...]]:
    """A group's line, and below it those of its largest parameters."""
    day = found.dates[-1]
    own = found.of(group)
    lines: list[tuple[str, ...]] = [(words, _cell(own.get((day, "first"))), _cell(own.get((day, "total"))), group)]
    names = dict.fromkeys(row.parameter for row in found.rows if row.group == group and row.parameter is not None)
    for name in list(names)[:SHOWN]:
        rows = found.of(group, name)
        if max(row.index for row in rows.values()) >= LEAST and any(row.told for row in rows.values()):
            lines.append(("", _cell(rows.get((day, "first"))), _cell(rows.get((day, "total"))), f"  {name}"))
    return lines


def _cell(row: SensitivityRow | None) -> str:
    if row is None:
        return "-"
    return f"{_percent(row.index)} ({_ends(row.interval_95)})"


def _dated(found: Sensitivity, group: str, day: object) -> str:
    row = next((row for (when, kind), row in found.of(group).items() if when == day and kind == "total"), None)
    if row is None:
        return "-"
    return _percent(row.index) if row.told else f"({_percent(row.index)})"


def _untold(found: Sensitivity, groups: int, most: float) -> str:
    """What these draws can't tell."""
    if not groups:
        return "Every share can be told from nothing."
    of = "" if found.chains == found.draws else f" in {found.chains} independent chains"
    return (
        f"For {groups} other mechanisms, {found.draws:,} draws{of} are too few to tell a share from nothing: by "
        f"themselves each explains {_percent(most)} at most."
    )


def _most(found: Sensitivity, group: str) -> float:
    return max(row.interval_95[1] for row in found.of(group).values())


def _spread(found: Sensitivity) -> str:
    if found.unit.endswith("on a log scale"):
        return f"a factor of {number(math.exp(found.spread), 2)} in {found.unit}"
    return f"{number(found.spread, 2)} {found.unit}"


def _what(found: Sensitivity) -> str:
    return f"{found.words} ({found.estimator}, {found.draws:,} draws)"


def _percent(share: float) -> str:
    return f"{100 * max(share, 0.0):.0f} %"


def _ends(ends: tuple[float, float]) -> str:
    return f"{100 * max(ends[0], 0.0):.0f} to {100 * min(max(ends[1], 0.0), 1.0):.0f}"

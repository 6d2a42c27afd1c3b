"""`buttress check`: is the case fit to run, and what does it rest on?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized
from typing import TYPE_CHECKING

import typer

from buttress.cli.options import AsJson, AsOf, CaseFolder
from buttress.cli.printing import examples, print_json

if TYPE_CHECKING:
    from buttress.case import Case

EXAMPLES = examples(
    "buttress check cases/belarus-2020",
    "buttress check cases/belarus-2020 --json | jq '.[] | select(.level == \"warning\")'",
)


def command(case: CaseFolder, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Check a case: errors, conflicting reports, money that does not add up, numbers that are assumed.

    Exit code 2 if the case has an error, 0 otherwise. Nothing is written.
    """
    from buttress.case import CaseError, load
    from buttress.pipeline.check import check

    loaded = None
    try:
        loaded = load(case, as_of=as_of)
        messages = check(loaded)
    except CaseError as error:
        messages = error.messages
    if as_json:
        print_json([message.as_dict() for message in messages])
    else:
        for message in messages:
            typer.echo(str(message))
        if loaded is not None:
            typer.echo(_visible(loaded), err=True)
        count = Counter(message.level for message in messages)
        counts = (f"{count[kind]} {kind}{'' if count[kind] == 1 else 's'}" for kind in ("error", "warning", "note"))
        typer.echo(", ".join(counts), err=True)
    if any(message.level == "error" for message in messages):
        raise typer.Exit(2)


def _visible(case: Case) -> str:
    """How many rows of each table are known on the day, and how many are published later."""
    tables: dict[str, Sized] = {"cash": case.cash, "events": case.events, "signals": case.signals}
    counts = [f"{len(rows)} of {len(getattr(case.rows, name))} {name} rows" for name, rows in tables.items()]
    return f"seen from {case.as_of}: {', '.join(counts)}; the others are published that day or later"

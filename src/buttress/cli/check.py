"""`buttress check`: is the case fit to run, and what does it rest on?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sized
from typing import TYPE_CHECKING

import typer

from buttress.cli.options import AsJson, AsOf, CaseFolder
from buttress.cli.printing import examples, print_json

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case.message import Message

EXAMPLES = examples(
    "buttress check cases/belarus-2020",
    "buttress check cases/belarus-2020 --json | jq '.[] | select(.level == \"warning\")'",
)


def command(case: CaseFolder, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Check a case: errors, conflicting reports, money that does not add up, numbers that are assumed.

    Exit code 2 if the case has an error, 0 otherwise. Nothing is written.
    """
    from buttress.case import CaseError, check, load

    loaded = None
    try:
        loaded = load(case, as_of=as_of)
        messages = [*check(loaded), *_of_the_model(loaded)]
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
        typer.echo(f"{count['error']} errors, {count['warning']} warnings, {count['note']} notes", err=True)
    if any(message.level == "error" for message in messages):
        raise typer.Exit(2)


def _visible(case: Case) -> str:
    """How many rows of each table are known on the day, and how many are published later."""
    known: dict[str, Sized] = {"cash": case.cash, "events": case.events, "signals": case.signals}
    told = [f"{len(rows)} of {len(getattr(case.evidence, name))} {name} rows" for name, rows in known.items()]
    return f"seen from {case.as_of}: {', '.join(told)}; the others are published that day or later"


def _of_the_model(case: Case) -> Iterator[Message]:
    """What only the model can tell: a case or scenario that it can't run, names in claims that it doesn't know."""
    from buttress.case.message import Message, error, printable
    from buttress.experiment.claims import unknown_measures, unknown_parameters
    from buttress.world import WorldError, build

    try:
        known = [parameter.name for parameter in build(case).parameters]
    except WorldError as reason:
        yield error("case.yaml", None, str(reason))
        return
    for name in case.scenarios:
        try:
            build(case, name)
        except WorldError as reason:  # a warning: seen from another day a scenario may have nothing to change
            yield Message(f"scenarios/{name}.yaml", None, "warning", printable(str(reason)))
    document = case.documents["claims.yaml"]
    lines = {claim.id: document.line((document.index(claim.id),)) for claim in case.claims}
    for claim, measure in unknown_measures(case.claims):
        yield error("claims.yaml", lines[claim], f"claim {claim}: the model has no measure {measure!r}")
    for claim, parameter in unknown_parameters(case.claims, known):
        yield error("claims.yaml", lines[claim], f"claim {claim}: the model has no parameter {parameter!r}")

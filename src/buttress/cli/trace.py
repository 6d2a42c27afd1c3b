"""`buttress trace`: mission row, module, test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from buttress.cli.options import AsJson
from buttress.cli.printing import examples, print_json, print_table

if TYPE_CHECKING:
    from buttress.trace import Outcome

EXAMPLES = examples("buttress trace", "buttress trace --json", "buttress trace --mutate --row S11")


def command(
    as_json: AsJson = False,
    mutate: Annotated[
        bool,
        typer.Option("--mutate", help="Take each row's rule or fact out, and see that its test then fails."),
    ] = False,
    row: Annotated[
        list[str] | None, typer.Option("--row", metavar="ROW", help="Only this row; may be given several times.")
    ] = None,
) -> None:
    """Show what represents each sentence of the source, and which test exercises it.

    Exit code 1 on a row without a module or a test, or, with --mutate, on a test that passes without its rule or fact.
    --mutate needs the source tree and pytest.
    """
    from buttress import trace

    rows = trace.rows(row)
    if mutate:
        _mutated(trace.mutate(rows), as_json)
        return
    gaps = trace.gaps(rows)
    if as_json:
        print_json([entry.as_dict() for entry in rows])
    else:
        print_table(
            "What the source describes, and what represents it",
            ("row", "what", "modules", "tests", "claims"),
            [
                (
                    entry.row,
                    entry.what,
                    "\n".join(name.removeprefix("buttress.") for name in entry.modules),
                    "\n".join(test.rpartition("::")[2] for test in entry.tests),
                    "\n".join(entry.claims),
                )
                for entry in rows
            ],
        )
    for gap in gaps:
        typer.echo(gap, err=True)
    if gaps:
        raise typer.Exit(1)


def _mutated(outcomes: list[Outcome], as_json: bool) -> None:
    if as_json:
        print_json([outcome.as_dict() for outcome in outcomes])
    else:
        print_table(
            "Each row's test without its rule or fact",
            ("row", "without", "test", "outcome"),
            [(o.row, o.mutation, o.test.rpartition("::")[2], o.says) for o in outcomes],
        )
    survivors = [outcome for outcome in outcomes if not outcome.failed]
    typer.echo(
        f"{len(outcomes) - len(survivors)} of {len(outcomes)} tests fail without their rule, as they must", err=True
    )
    if survivors:
        raise typer.Exit(1)

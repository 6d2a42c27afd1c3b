"""`buttress replicate`: published models, each published figure beside ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from buttress.cli.options import MAX_SEED, AsJson, Workers
from buttress.cli.printing import examples, number, print_json, print_table

if TYPE_CHECKING:
    from buttress.classics.figure import Figure

EXAMPLES = examples(
    "buttress replicate",
    "buttress replicate granovetter watts",
    "buttress replicate --json > rows.json",
)


def matching_models(incomplete: str) -> list[str]:
    """Names of the models, for the shell's completion."""
    from buttress.classics.models import NAMES

    return [name for name in NAMES if name.startswith(incomplete)]


def command(
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            help="A model's name; all if left out.",
            autocompletion=matching_models,
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, max=MAX_SEED, help="Seed of the random numbers.")] = 1,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Run the published models, and print each published figure beside ours.

    A row says where the figure was published (printed; or worked out from the source's equation, closed_form, or rule),
    ours with its Monte-Carlo error, the tolerance and why. A row that fails is a finding: the exit code stays 0.
    """
    from buttress.classics import models, replicate
    from buttress.cli.progress import bars
    from buttress.pipeline.workers import cores

    names = models.chosen(name)
    with bars() as progress:
        rows = replicate.rows(names, seed, workers or cores(), progress)
    if as_json:
        print_json([row.to_json() for row in rows])
        return
    for model in names:
        own = [row for row in rows if row.model == model]
        print_table(
            f"{model}: {models.model(model).QUESTION}",
            ("figure", "kind", "published", "ours", "MC error", "tolerance", "", "why", "source"),
            [_cells(row) for row in own],
            right=(2, 3, 4, 5),
        )
    typer.echo(summary(rows))


def summary(rows: list[Figure]) -> str:
    """How many rows there are, of which kind, and how many pass."""
    printed = [row for row in rows if row.kind == "printed"]
    passed = sum(row.passed for row in rows)
    return (
        f"{len(rows)} rows, {len(printed)} of them printed; {passed} pass, {len(rows) - passed} fail "
        f"(printed: {sum(row.passed for row in printed)} pass, {sum(not row.passed for row in printed)} fail)"
    )


def _cells(row: Figure) -> tuple[str, ...]:
    unit = f" {row.unit}" if row.unit else ""
    return (
        row.figure,
        row.kind,
        number(row.published, 4) + unit,
        number(row.ours, 4),
        number(row.mc_se, 2) if row.mc_se else "-",
        number(row.tolerance, 2) if row.tolerance else "exact",
        "pass" if row.passed else "FAIL",
        row.why,
        row.source,
    )

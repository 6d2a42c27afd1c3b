"""`buttress schema`: the JSON Schema of the case's files for editors, and its tables for readers."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from buttress.cli.printing import examples, print_json

EXAMPLES = examples(
    "buttress schema case.yaml > case.schema.json",
    "buttress schema --out schemas/",
    "buttress schema --text events.csv",
    "buttress schema --text priors",
)


def command(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A file of a case, such as case.yaml; all if left out.")
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help="Tables to read; FILE may also be levers, defaults, measures or priors.")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Write NAME.schema.json files here.")] = None,
) -> None:
    """Print the JSON Schema of a case's files, or with --text their keys, and what the model knows, as tables."""
    from buttress.case import schema_json

    if text:
        from buttress.cli.reference_tables import print_reference

        if out is not None:
            raise typer.BadParameter("--text prints; --out is for the JSON Schema")
        print_reference(file)
        return

    schemas = schema_json()
    if file is not None and file not in schemas:
        raise typer.BadParameter(f"{file!r} has no schema; known: {', '.join(schemas)}", param_hint="FILE")
    chosen = schemas if file is None else {file: schemas[file]}
    if out is None:
        print_json(schemas if file is None else schemas[file])
        return
    import json

    out.mkdir(parents=True, exist_ok=True)
    for name, schema in chosen.items():
        path = out / f"{PurePosixPath(name).name.replace('*', 'scenario')}.schema.json"
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        typer.echo(path)

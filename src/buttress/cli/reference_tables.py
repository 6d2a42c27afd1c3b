"""The reference as tables in a terminal: keys of the files of a case, levers, defaults, measures, priors."""

from __future__ import annotations

from collections.abc import Callable

import typer

from buttress.cli.printing import print_table


def print_reference(name: str | None) -> None:
    """Print the tables of a file of a case, of another part of the reference, or of all files. Raises BadParameter."""
    from buttress.case import schema_json

    files = list(schema_json())
    others: dict[str, Callable[[], None]] = {
        "levers": _levers,
        "defaults": _defaults,
        "measures": _measures,
        "priors": _priors,
    }
    if name is not None and name not in (*files, *others):
        raise typer.BadParameter(f"{name!r} has no table; known: {', '.join((*files, *others))}", param_hint="FILE")
    if name in others:
        others[name]()
        return
    for file in files if name is None else [name]:
        _keys(file)


def _keys(file: str) -> None:
    from buttress.case.keys import forms_of

    for form in forms_of(file):
        said = any(row.what for row in form.rows)
        heads = ("key", "holds", "needed", *(["what"] if said else []))
        rows = [
            (row.name, row.holds.replace("`", ""), "yes" if row.needed else "", *([row.what] if said else []))
            for row in form.rows
        ]
        print_table(f"{file}, {form.name}: {form.what}" if form.name else file, heads, rows)


def _levers() -> None:
    from buttress.case.reference import lever_rows

    rows = [(row.name, f"{row.baseline:g}", row.allowed, row.answers) for row in lever_rows()]
    print_table("levers (-1: the uncertain parameter)", ("lever", "baseline", "allowed", "what answers to it"), rows)


def _defaults() -> None:
    from buttress.case.reference import default_rows

    print_table("defaults", ("default", "value", "what", "source"), default_rows())


def _measures() -> None:
    from buttress.experiment import MEASURES

    rows = [(one.name, one.unit, one.meaning, one.interval) for one in MEASURES]
    print_table("measures", ("measure", "unit", "meaning", "interval of a level"), rows)


def _priors() -> None:
    from buttress.world.parameters import parameters

    rows = []
    for entry in parameters(["*"]):
        numbers = ", ".join(f"{argument} {value:g}" for argument, value in entry.prior.args)
        rows.append((entry.name, entry.mechanism, entry.doc, entry.unit, f"{entry.prior.dist}({numbers})"))
    print_table("priors", ("parameter", "mechanism", "meaning", "unit", "prior"), rows)

"""The reference of the model, from parameters, measures, columns and the step table."""

from __future__ import annotations

from itertools import groupby

from buttress.engine.steps import STEPS
from buttress.experiment import MEASURES
from buttress.infer.effort import SHIPPED
from buttress.infer.settings import Settings
from buttress.world.columns import ALL
from buttress.world.parameters import Parameter, parameters
from docs.builder.markdown import table


def priors(_: str = "") -> str:
    """Parameters by mechanism: meaning, unit, prior, off, what it stands on; one row a family."""
    families = {entry.family: entry for entry in reversed(parameters(["*"]))}
    parts = []
    for mechanism, entries in groupby(reversed(families.values()), key=lambda entry: entry.mechanism):
        rows = [_prior_row(entry) for entry in entries]
        heads = ("parameter", "meaning", "unit", "prior", "off", "stands on")
        parts.append(f"### {mechanism.replace('_', ' ')}\n\n{table(heads, rows)}")
    return "\n".join(parts)


def _prior_row(entry: Parameter) -> tuple[str, ...]:
    name = entry.name if entry.name == entry.family else f"{entry.family}_*"
    arguments = ", ".join(f"{argument} {value:g}" for argument, value in entry.prior.args)
    source = f"assumed: {entry.origin}" if entry.assumed else entry.origin
    return f"`{name}`", entry.doc, entry.unit, f"{entry.prior.dist}({arguments})", f"{entry.neutral:g}", source


def measures(_: str = "") -> str:
    """The measures: name, unit, meaning, what a level's interval spans."""
    rows = [(f"`{one.name}`", one.unit, one.meaning, one.interval) for one in MEASURES]
    return table(("measure", "unit", "meaning", "interval of a level"), rows)


def effort(_: str = "") -> str:
    """The size of a shipped fit."""
    rows = [
        ("particles", SHIPPED.particles),
        ("share of them kept effective at a new temperature", SHIPPED.target_ess),
        ("sweeps a temperature", SHIPPED.sweeps),
        ("chains that settle at the end", SHIPPED.chains),
        ("sweeps before the first batch that is kept", SHIPPED.settling_sweeps),
        ("sweeps between batches", SHIPPED.final_sweeps),
        ("draws of a posterior, from two fits in turn", Settings().draws),
    ]
    return table(("size of a fit", "number"), [(name, f"{value:g}") for name, value in rows])


def columns(role: str) -> str:
    """The columns of one role: name, axes, unit, meaning."""
    chosen = (column for column in ALL.values() if column.role == role)
    rows = [(f"`{one.name}`", " × ".join(one.axes), one.unit, one.doc) for one in chosen]
    return table(("column", "axes", "unit", "meaning"), rows)


def schedule(_: str = "") -> str:
    """The day's steps in order: when, why there, what each writes."""
    rows = []
    for number, step in enumerate(STEPS, 1):
        when = [step.when, f"{step.reading} only" if step.reading else "", "with a crowd" if step.crowd else ""]
        rows.append((str(number), f"`{step.name}`", ", ".join(filter(None, when)), step.why, _named(step.writes)))
    return table(("", "step", "when", "why here", "writes"), rows)


def submodels(_: str = "") -> str:
    """A section a mechanism: its docstring by mkdocstrings, and what each of its steps reads."""
    parts = []
    for name in dict.fromkeys(step.mechanism for step in STEPS if step.mechanism):
        rows = [(f"`{step.name}`", _named(step.reads)) for step in STEPS if step.mechanism == name]
        source = f"::: buttress.rules.{name}\n    options:\n      members: false"
        parts.append(f"### {name.capitalize()}\n\n{source}\n\n{table(('step', 'reads'), rows)}")
    return "\n".join(parts)


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)

"""The parts of the documents that come from the code: tables and submodels, by the name of their mark.

`docs/odd.md` follows the ODD protocol (Grimm et al. 2020, JASSS 23(2) 7); its tables come from the columns, the step
table and the docstrings of the rules. `docs/model.md` takes the rules, the priors and the measures.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial


def filled(text: str) -> str:
    """The document with each part between `<!-- NAME -->` and `<!-- /NAME -->` written anew; the rest is left alone."""
    for name, part in PARTS.items():
        pattern = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", flags=re.DOTALL)
        if pattern.search(text):
            made = part()
            text = pattern.sub(lambda _, made=made: made, text)  # type: ignore[misc]
    return text


def priors() -> str:
    """Parameters by mechanism: meaning, unit, prior, off, what it stands on."""
    from buttress.world.parameters import parameters

    rows = ["| parameter | meaning | unit | prior | off | stands on |", "|---|---|---|---|---|---|"]
    mechanism, seen = "", set()
    for entry in parameters(["*"]):
        if entry.family in seen:
            continue
        seen.add(entry.family)
        if entry.mechanism != mechanism:
            mechanism = entry.mechanism
            rows.append(f"| **{mechanism}** | | | | | |")
        name = entry.name if entry.name == entry.family else f"{entry.family}_*"
        source = f"assumed: {entry.origin}" if entry.assumed else entry.origin
        cells = (f"`{name}`", entry.doc, entry.unit, prior(entry.prior), f"{entry.neutral:g}", source)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


def prior(given: object) -> str:
    """A prior in one phrase: `normal(mean 0, sd 0.3)`."""
    arguments = ", ".join(f"{name} {value:g}" for name, value in given.args)  # type: ignore[attr-defined]
    return f"{given.dist}({arguments})"  # type: ignore[attr-defined]


def measures() -> str:
    """The measures: name, unit, meaning, what a level's interval spans."""
    from buttress.experiment import MEASURES

    rows = ["| measure | unit | meaning | interval of a level |", "|---|---|---|---|"]
    rows += [f"| `{m.name}` | {m.unit} | {m.meaning} | {m.interval} |" for m in MEASURES]
    return "\n".join(rows) + "\n"


def rules() -> str:
    """What each mechanism says of itself: equation, meaning, source."""
    parts = []
    for name, said in _mechanisms().items():
        title, _, body = said.partition("\n\n")
        parts.append(f"### `rules/{name}`\n\n{title}\n\n{body}\n".replace("\n\n\n", "\n"))
    return "\n".join(parts)


def _mechanisms() -> dict[str, str]:
    """The docstring of each file and folder of the rules that has a step, by its name."""
    from buttress.engine.steps import STEPS

    names = sorted({step.mechanism for step in STEPS} - {""})
    modules = {name: importlib.import_module(f"buttress.rules.{name}") for name in names}
    folders = {name: name if hasattr(module, "__path__") else f"{name}.py" for name, module in modules.items()}
    return {folders[name]: inspect.getdoc(module) or "" for name, module in modules.items()}


def columns(role: str) -> str:
    """The columns of one role: name, axes, unit, meaning."""
    from buttress.world.columns import ALL

    chosen = (column for column in ALL.values() if column.role == role)
    return _table(("column", "axes", "unit", "meaning"), map(_column, chosen))


def _column(column: object) -> tuple[str, str, str, str]:
    name, axes, unit, doc = (getattr(column, part) for part in ("name", "axes", "unit", "doc"))
    return f"`{name}`", " x ".join(axes), unit, doc


def schedule() -> str:
    from buttress.engine.steps import STEPS

    rows = []
    for number, step in enumerate(STEPS, 1):
        marks = [step.when, f"{step.reading} only" if step.reading else "", "" if not step.crowd else "with a crowd"]
        writes = ", ".join(f"`{name}`" for name in step.writes)
        rows.append((str(number), f"`{step.name}`", ", ".join(mark for mark in marks if mark), step.why, writes))
    return _table(("", "step", "when", "why here", "writes"), rows)


def submodels() -> str:
    from buttress.engine.steps import STEPS

    parts = []
    for name in dict.fromkeys(step.mechanism for step in STEPS if step.mechanism):
        said = inspect.getdoc(importlib.import_module(f"buttress.rules.{name}")) or ""
        parts.append(f"### {name.capitalize()}\n\n{said}\n")
        rows = []
        for step in STEPS:
            if step.mechanism == name:
                about = " ".join((inspect.getdoc(step.kernel.py_func) or "").split())  # type: ignore[attr-defined]
                rows.append((f"`{step.name}`", about, ", ".join(f"`{column}`" for column in step.reads)))
        parts.append(_table(("step", "what", "reads"), rows))
    return "\n".join(parts)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


PARTS: dict[str, Callable[[], str]] = {
    "rules": rules,
    "priors": priors,
    "measures": measures,
    "structure": partial(columns, "structure"),
    "state": partial(columns, "state"),
    "record": partial(columns, "record"),
    "timeline": partial(columns, "timeline"),
    "schedule": schedule,
    "submodels": submodels,
}

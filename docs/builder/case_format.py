"""The reference of a case's files, from the forms that load them."""

from __future__ import annotations

from buttress.case.blank import BLANK
from buttress.case.keys import KeyForm, forms_of
from buttress.case.reference import default_rows, lever_rows
from docs.builder.markdown import table


def keys(file: str) -> str:
    """The keys or columns of a file of a case, and below it those of each form inside."""
    top, *inside = forms_of(file)
    return "\n".join([_form(top), *(f"**{form.name}**: {form.what}\n\n{_form(form)}" for form in inside)])


def _form(form: KeyForm) -> str:
    rows = [(f"`{row.name}`", row.holds, "yes" if row.needed else "", row.what) for row in form.rows]
    if not any(row[3] for row in rows):
        return table(("key", "holds", "needed"), [row[:3] for row in rows])
    return table(("key", "holds", "needed", "what"), rows)


def example(file: str) -> str:
    """A file of the blank case, as it is."""
    text = (BLANK / file).read_text(encoding="utf-8")
    return f"```{file.rpartition('.')[2]}\n{text.rstrip()}\n```\n"


def levers(_: str = "") -> str:
    """Each lever, its value in the baseline, and the values that a scenario may give it."""
    rows = [
        (f"`{row.name}`", "the uncertain parameter" if row.baseline < 0 else f"{row.baseline:g}", row.allowed)
        for row in lever_rows()
    ]
    return table(("lever", "baseline", "allowed"), rows)


def defaults_table(_: str = "") -> str:
    """Each named default: its value, or one a role of a pillar; what it is; its source."""
    rows = [(f"`{row.name}`", row.value, row.what, row.source) for row in default_rows()]
    return table(("default", "value", "what", "source"), rows)

"""The reference of the brief's tables, from their specifications."""

from __future__ import annotations

from buttress.brief.tables import TABLES
from docs.builder.markdown import table


def brief_tables(_: str = "") -> str:
    """A section a table of the brief: each column of its file, and its heading on the page."""
    parts = []
    for spec in TABLES:
        rows = [
            (", ".join(f"`{_key(key)}`" for key in column.keys) or "–", _key(column.heading) or "–", column.help)
            for column in spec.columns
        ]
        if spec.trace:
            rows.append(("`trace`", "–", "The command that shows where the row comes from."))
        body = table(("in the file", "on the page", "what it is"), rows)
        parts.append(f"## {spec.name}.csv\n\n{spec.title}.\n\n{body}")
    return "\n".join(parts)


def _key(text: str) -> str:
    return text.format(days="90", occasion="main occasion")

"""The reference of a case's files, from the forms that load them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from buttress.case import schema_json
from buttress.case.blank import BLANK
from buttress.case.defaults import defaults
from buttress.case.scenario import LEVERS, LIMITS, POLICING, WHOLE
from docs.builder.markdown import table

Schema = dict[str, Any]


def keys(file: str) -> str:
    """The keys or columns of a file of a case, and below it those of each form inside."""
    schema = schema_json()[file]
    forms = schema.get("$defs", {})
    top = schema.get("items", schema)
    top = forms[_name(top["$ref"])] if "$ref" in top else top
    parts = [_form(top)]
    for name in _inside(top, forms, set()):
        parts.append(f"**{name}**: {_first_line(forms[name])}\n\n{_form(forms[name])}")
    return "\n".join(parts)


def example(file: str) -> str:
    """A file of the blank case, as it is."""
    text = (BLANK / file).read_text(encoding="utf-8")
    return f"```{file.rpartition('.')[2]}\n{text.rstrip()}\n```\n"


def levers(_: str = "") -> str:
    """Each lever, its value in the baseline, and the values that a scenario may give it."""
    rows = []
    for name, baseline in LEVERS.items():
        low, high = LIMITS.get(name, POLICING)
        ends = "0 or 1" if name in WHOLE else f"{low:g} to {high:g}" if name in LIMITS else f"{low:.4g} or {high:g}"
        rows.append((f"`{name}`", "the uncertain parameter" if baseline < 0 else f"{baseline:g}", ends))
    return table(("lever", "baseline", "allowed"), rows)


def defaults_table(_: str = "") -> str:
    """Each named default: its value, or one a role of a pillar; what it is; its source."""
    rows = []
    for name, entry in defaults().items():
        parts = {key: value for key, value in entry.items() if key not in ("what", "source")}
        value = "; ".join(f"{value:g}" if key == "value" else f"{key} {value:g}" for key, value in parts.items())
        rows.append((f"`{name}`", value or "computed", entry["what"], entry["source"]))
    return table(("default", "value", "what", "source"), rows)


def _inside(form: Schema, forms: dict[str, Schema], seen: set[str]) -> Iterator[str]:
    """The names of the forms that a form's keys hold, each once, outer before inner."""
    own = [name for key in form.get("properties", {}).values() for name in _references(key)]
    for name in own:
        if name not in seen and "properties" in forms[name]:
            seen.add(name)
            yield name
            yield from _inside(forms[name], forms, seen)


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield _name(part["$ref"])
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


def _form(form: Schema) -> str:
    needed = form.get("required", [])
    rows = [
        (f"`{name}`", _kind(key), "yes" if name in needed else "", key.get("description", ""))
        for name, key in form.get("properties", {}).items()
    ]
    if not any(row[3] for row in rows):
        return table(("key", "holds", "needed"), [row[:3] for row in rows])
    return table(("key", "holds", "needed", "what"), rows)


def _kind(key: Schema) -> str:
    """What a key holds, in words."""
    if "$ref" in key:
        return _name(key["$ref"])
    if "anyOf" in key or "oneOf" in key:
        kinds = [_kind(one) for one in [*key.get("anyOf", []), *key.get("oneOf", [])] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "const" in key:
        return f"`{key['const']}`"
    if "enum" in key:
        return ", ".join(f"`{one}`" for one in key["enum"])
    if key.get("type") == "array":
        return f"list of {_kind(key.get('items', {}))}"
    if key.get("type") == "object":
        inside = key.get("additionalProperties")
        return f"{_kind(inside)} by name" if isinstance(inside, dict) and inside else "mapping"
    word = {"integer": "whole number", "string": "text", "boolean": "`true` or `false`"}.get(key.get("type", ""), "")
    return {"date": "date"}.get(key.get("format", ""), word or key.get("type", "value")) + _bounds(key)


def _bounds(key: Schema) -> str:
    low, high = key.get("minimum", key.get("exclusiveMinimum")), key.get("maximum", key.get("exclusiveMaximum"))
    if low is None and high is None:
        return ""
    if high is None or low is None:
        return f", from {low:g}" if high is None else f", to {high:g}"
    return f", {low:,.12g} to {high:,.12g}"


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _first_line(form: Schema) -> str:
    return " ".join(form.get("description", "").split("\n\n")[0].split())

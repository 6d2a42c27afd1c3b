"""The keys and columns of a case's files in rows, from the forms that load them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from buttress.case.editor import schema_json

Schema = dict[str, Any]


class KeyRow(NamedTuple):
    """A key or column: its name, what it holds in words, whether it is needed, what it means where that is said."""

    name: str
    holds: str
    needed: bool
    what: str


class KeyForm(NamedTuple):
    """A form of a file: its name ("" for the file itself), the first line on it, its keys."""

    name: str
    what: str
    rows: tuple[KeyRow, ...]


def forms_of(file: str) -> Iterator[KeyForm]:
    """The form of a file of a case, then each form inside, outer before inner. Raises KeyError for another file."""
    schema = schema_json()[file]
    forms = schema.get("$defs", {})
    top = schema.get("items", schema)
    top = forms[_name(top["$ref"])] if "$ref" in top else top
    yield KeyForm("", _first_line(top), _rows(top))
    for name in _inside(top, forms, set()):
        yield KeyForm(name, _first_line(forms[name]), _rows(forms[name]))


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


def _rows(form: Schema) -> tuple[KeyRow, ...]:
    needed = form.get("required", [])
    return tuple(
        KeyRow(name, _kind(key), name in needed, key.get("description", ""))
        for name, key in form.get("properties", {}).items()
    )


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

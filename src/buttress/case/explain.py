"""Pydantic's errors in plain words, with the nearest known name."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from buttress.case.document import Document, Path
from buttress.case.message import CaseError, Message, error, nearest, shown

MAX_MESSAGES = 100
Model = TypeVar("Model", bound=BaseModel)

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "date_type": "a date as YYYY-MM-DD",
    "decimal_type": "a number",
    "int_from_float": "a whole number",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "above"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "below"),
}
_RETIRED = {"rests_on": "the program finds what a claim rests on by itself; delete the key and what it holds"}
"""Keys that an earlier version of the program read, and what to do with them."""
_HINTS = {
    "int_type": "in digits, without unit or quotes",
    "float_type": "in digits, without unit or quotes",
    "string_type": "in quotes if it looks like a number",
}


def model_from(document: Document, data: Any, model: type[Model], at: Path = ()) -> Model:
    """Validate data that stands at a path of a document; raises CaseError with every mistake located."""
    try:
        return model.model_validate(data)
    except ValidationError as reason:
        raise CaseError(located(reason, model, document.name, lambda path: document.line((*at, *path)))) from None


def located(
    reason: ValidationError, model: type[BaseModel], name: str, line: Callable[[Path], int | None]
) -> list[Message]:
    """One message a mistake, at the line of the node or of its parent."""
    messages: dict[Message, None] = {}
    for detail in reason.errors(include_url=False)[:MAX_MESSAGES]:
        path = tuple(detail["loc"])
        messages[error(name, line(path), _words(detail, path, model))] = None
    return list(messages)


def _words(detail: ErrorDetails, path: Path, model: type[BaseModel]) -> str:
    kind, value = detail["type"], detail.get("input")
    where = _where(path)
    if kind == "extra_forbidden":
        if path[-1] in _RETIRED:
            return f"the key '{path[-1]}'{_inside(path[:-1])} belongs to an older format: {_RETIRED[path[-1]]}"
        return (
            f"unknown key {shown(str(path[-1]))}{_inside(path[:-1])}{nearest(str(path[-1]), _keys(model, path[:-1]))}"
        )
    if kind == "missing":
        return f"the key '{path[-1]}' is missing{_inside(path[:-1])}{_whole_form(_keys(model, path[:-1]), None)}"
    if kind == "literal_error":
        return f"unknown value {_plain(value)}{where}{nearest(str(value), _choices(model, path, detail))}"
    if kind in _KINDS:
        hint = f" ({_HINTS[kind]})" if kind in _HINTS and isinstance(value, (str, int, float)) else ""
        form = _whole_form(_keys(model, path), value) if _KINDS[kind] == "keys with values" else ""
        return f"expected {_KINDS[kind]}{hint}, got {_plain(value)}{where}{form}"
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        return f"must be {words} {detail['ctx'][key]}, is {_plain(value)}{where}"
    if kind == "finite_number":
        return f"must be a finite number{where}"
    if kind == "value_error":
        return f"{detail['msg'].removeprefix('Value error, ')}{where}"
    if kind == "string_pattern_mismatch":
        return f"{_plain(value)} can't be used{where}: {_pattern(detail['ctx']['pattern'])}"
    if kind in ("too_short", "string_too_short"):
        return f"must not be empty{where}"
    if kind in ("too_long", "string_too_long"):
        return f"too long{where}"
    return f"{detail['msg'][0].lower()}{detail['msg'][1:]}{where}"


def _whole_form(keys: list[str], value: Any) -> str:
    """How a number with its origin is written, where that is what the keys are."""
    if not {"value", "source", "assumed"} <= set(keys) or "dist" in keys:
        return ""
    number = value if isinstance(value, (str, int, float)) and not isinstance(value, bool) else 0.78
    shown_number = shown(str(number), 20)[1:-1]
    return f'; write {{value: {shown_number}, source: ID}} or {{value: {shown_number}, assumed: "why"}}'


def _plain(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (dict, list)):
        return "keys with values" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    return shown(value if isinstance(value, str) else str(value))


def _pattern(pattern: str) -> str:
    if pattern == r"\S":
        return "it must not be blank"
    if pattern == "^[A-Z]{3}$":
        return "a currency is three capital letters"
    return f"it must match {pattern}"


def _where(path: Path) -> str:
    return f" in '{_dotted(path)}'" if path else ""


def _inside(path: Path) -> str:
    return f" in '{_dotted(path)}'" if path else ""


def _dotted(path: Path) -> str:
    words = ""
    for part in path:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if words else str(part)
    return shown(words, 120)[1:-1]


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _node(model: type[BaseModel], path: Path) -> list[dict[str, Any]]:
    """The schema nodes that a path can mean."""
    root = _schema(model)
    nodes = _branches(root, root)
    for part in path:
        below: list[dict[str, Any]] = []
        for node in nodes:
            child = node.get("items") if isinstance(part, int) else node.get("properties", {}).get(part)
            if child is None and not isinstance(part, int) and isinstance(node.get("additionalProperties"), dict):
                child = node["additionalProperties"]
            if child is not None:
                below.extend(_branches(child, root))
        nodes = below or nodes if isinstance(part, str) and not below else below
    return nodes


def _branches(node: dict[str, Any], root: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in node:
        return _branches(root["$defs"][node["$ref"].rsplit("/", 1)[-1]], root)
    if "anyOf" in node:
        return [branch for child in node["anyOf"] for branch in _branches(child, root)]
    return [node]


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    return [key for node in _node(model, path) for key in node.get("properties", {})]


def _choices(model: type[BaseModel], path: Path, detail: ErrorDetails) -> list[str]:
    choices = [str(choice) for node in _node(model, path) for choice in node.get("enum", [])]
    return choices or [word.strip(" '") for word in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(",")]

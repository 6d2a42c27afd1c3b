"""JSON Schema for editors, made from the models that load a case."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from buttress.case.defaults import MAY_BE_LEFT_OUT
from buttress.case.rows import Cash, Event, Signal
from buttress.case.schema import Claim, Facts, Scenario, Source

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_json() -> dict[str, Any]:
    """One schema a file: `case.yaml`, `sources.yaml`, `claims.yaml`, `scenarios/*.yaml` and a row of each CSV."""
    adapters: dict[str, TypeAdapter[Any]] = {
        "case.yaml": TypeAdapter(Facts),
        "sources.yaml": TypeAdapter(list[Source]),
        "claims.yaml": TypeAdapter(list[Claim]),
        "scenarios/*.yaml": TypeAdapter(Scenario),
        "cash.csv": TypeAdapter(Cash),
        "events.csv": TypeAdapter(Event),
        "signals.csv": TypeAdapter(Signal),
    }
    return {name: _of(name, adapter) for name, adapter in adapters.items()}


def _without_defaults(schema: dict[str, Any]) -> None:
    """Take the keys that have a default out of those that an editor asks for; a case of format 1 needs them."""
    for form, keys in MAY_BE_LEFT_OUT.items():
        there = schema if schema.get("title") == form else schema.get("$defs", {}).get(form)
        if there is None:
            continue
        there["required"] = [key for key in there["required"] if key not in keys]
        if there is schema:
            there["if"] = {"properties": {"format": {"const": 1}}}
            there["then"] = {"required": list(keys)}


def _of(name: str, adapter: TypeAdapter[Any]) -> dict[str, Any]:
    schema = {"$schema": DIALECT, **adapter.json_schema(by_alias=True)}
    _without_defaults(schema)
    if name.endswith(".csv"):
        # The line is where a row was read, not something that is written.
        schema["properties"] = {key: value for key, value in schema["properties"].items() if key != "line"}
        schema["required"] = [key for key in schema["required"] if key != "line"]
    return schema

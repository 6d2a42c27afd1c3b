"""JSON Schema for editors, made from the models that load a case."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

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


def _of(name: str, adapter: TypeAdapter[Any]) -> dict[str, Any]:
    schema = {"$schema": DIALECT, **adapter.json_schema(by_alias=True)}
    if name.endswith(".csv"):
        # The line is where a row was read, not something that is written.
        schema["properties"] = {key: value for key, value in schema["properties"].items() if key != "line"}
        schema["required"] = [key for key in schema["required"] if key != "line"]
    return schema

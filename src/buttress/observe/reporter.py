"""Reporters: what each kind tends to over- or undercount, as parameters to be learned with everything else.

Reporter r sees log crowd + bias_r + noise; of people detained it counts a share, its coverage. The numbers and their
sources stand in `reporters.yaml`. This module only names the parameters that a case needs; it draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

Quantity = Literal["crowd", "detained"]

#: Parameter families by quantity: one value a reporter, one value a kind.
OWN = {"crowd": "bias", "detained": "coverage"}
SHARED = {"crowd": "noise_crowd", "detained": "noise_detained"}
UNITS = {"bias": "log people", "noise_crowd": "log people", "coverage": "share", "noise_detained": "log people"}


@dataclass(frozen=True)
class ReporterParameter:
    """One unknown of the observation model.

    `kin` names the family within which values are alike (correlation `kinship`), or is None for a value that a whole
    kind shares. `prior` has the form of a model parameter's prior.
    """

    name: str
    reporter: str | None
    kind: str
    unit: str
    prior: Mapping[str, Any]
    ground: str
    kin: str | None


@cache
def table() -> Mapping[str, Any]:
    """The priors by family and kind, as they stand in `reporters.yaml`."""
    from ruamel.yaml import YAML

    text = resources.files("buttress.observe").joinpath("reporters.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = YAML(typ="safe", pure=True).load(text)
    return loaded


def kinship() -> float:
    """Correlation between reporters of one kind, on the scale on which the prior is normal."""
    return float(table()["kinship"]["value"])


def own_name(quantity: Quantity, reporter: str) -> str:
    """`bias_mvd`, `coverage_viasna`."""
    return f"{OWN[quantity]}_{reporter}"


def shared_name(quantity: Quantity, kind: str) -> str:
    """`noise_crowd_official`."""
    return f"{SHARED[quantity]}_{kind}"


def parameters(quantity: Quantity, reporters: Iterable[tuple[str, str]]) -> list[ReporterParameter]:
    """Unknowns for the (reporter, kind) pairs that speak of a quantity, sorted by name; kinds' values first."""
    pairs = sorted(set(reporters))
    own, shared = OWN[quantity], SHARED[quantity]
    kinds = sorted({kind for _, kind in pairs})
    noise = [_parameter(shared, shared_name(quantity, kind), None, kind, None) for kind in kinds]
    values = [_parameter(own, own_name(quantity, name), name, kind, f"{own}_{kind}") for name, kind in pairs]
    return noise + values


def _parameter(family: str, name: str, reporter: str | None, kind: str, kin: str | None) -> ReporterParameter:
    entry = table()[family][kind]
    ground = entry.get("source") or f"assumed: {entry['assumed']}"
    return ReporterParameter(name, reporter, kind, UNITS[family], entry["prior"], ground, kin)

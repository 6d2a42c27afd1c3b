"""Levers of scenarios and named defaults in rows, for who looks them up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from buttress.case.defaults import defaults
from buttress.case.scenario import ANSWERS, LEVERS, LIMITS, POLICING, WHOLE


class LeverRow(NamedTuple):
    """A lever: its value in the baseline (-1: the uncertain parameter), the values allowed, what answers to it."""

    name: str
    baseline: float
    allowed: str
    answers: str


class DefaultRow(NamedTuple):
    """A named default: its value, or one a role of a pillar; what it is; its source."""

    name: str
    value: str
    what: str
    source: str


def lever_rows() -> Iterator[LeverRow]:
    """Every lever."""
    for name, baseline in LEVERS.items():
        low, high = LIMITS.get(name, POLICING)
        ends = "0 or 1" if name in WHOLE else f"{low:g} to {high:g}" if name in LIMITS else f"{low:.3g} or {high:g}"
        yield LeverRow(name, baseline, ends, ANSWERS.get(name, ""))


def default_rows() -> Iterator[DefaultRow]:
    """Every named default."""
    for name, entry in defaults().items():
        numbers = {key: value for key, value in entry.items() if key not in ("what", "source")}
        value = "; ".join(f"{value:g}" if key == "value" else f"{key} {value:g}" for key, value in numbers.items())
        yield DefaultRow(name, value or "computed", entry["what"], entry["source"])

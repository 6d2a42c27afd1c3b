"""One step alone, its columns filled with neutral values: a test names only what it is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from buttress.engine.loop import bind
from buttress.engine.steps import STEPS
from buttress.rules.now import Now
from buttress.world.codes import SIZES
from buttress.world.columns import ALL, EXPLAIN_ONLY, Column
from buttress.world.parameters import parameters


@pytest.fixture(scope="session")
def single_step() -> Callable[..., SingleStep]:
    """A function from a kernel and some columns to the kernel with all its columns, the others neutral."""
    return SingleStep


NEUTRAL = {
    "adults_place": 1.0, "adults_total": 1.0, "adults_zone": 1.0, "calls": 1.0, "deployable": 1.0, "exchange_rate": 1.0,
    "exchange_rate_start": 1.0, "fx_trade_day": 1.0, "headcount": 1.0, "loan_cash": 1.0, "loan_refinance": -1.0,
    "own_money": 1.0, "policing_intensity": 1.0, "rollover_kept": 1.0, "takes_place": 1.0,
}  # fmt: skip
"""Of columns of a case or a timeline that do nothing at one, not at nought."""


class SingleStep:
    """One step of the table alone: `take` calls it; its columns are attributes. An axis not given has length one."""

    def __init__(self, kernel: Callable[..., None], **given: Any) -> None:
        self.step = next(step for step in STEPS if step.kernel is kernel)
        axes = _axes()
        unknown = set(given) - set(self.step.arguments)
        assert not unknown, f"{self.step.name} has no {sorted(unknown)}"
        sizes = dict(SIZES)
        arrays = {name: np.array(value, dtype=axes[name].dtype) for name, value in given.items()}
        for name, array in arrays.items():
            sizes |= dict(zip([axis for axis in axes[name].axes if axis != "-"], array.shape, strict=True))
        self._columns: dict[str, Any] = {}
        for name in self.step.arguments:
            shape = [sizes.get(axis, 1) for axis in axes[name].axes if axis != "-"]
            start = NEUTRAL.get(name, axes[name].start)
            if name in EXPLAIN_ONLY:
                shape[0] = 0
            column = arrays[name] if name in arrays else np.full(shape, start, axes[name].dtype)
            self._columns[name] = column if column.ndim else column.item()
        self._records = bind(self.step, self._columns)
        used = {axis for name in self.step.arguments for axis in axes[name].axes}
        self._lengths = {axis: sizes.get(axis, 1) for axis in ("day", "occasion", "kind") if axis in used}
        self._runs = np.arange(sizes.get("run", 1))

    def take(self, day: int = 0, occasion: int = 0, kind: int = 0, fork: int = 0, seed: int = 1, counted: bool = True):
        """Call the kernel and return itself, for its columns.

        A kernel doesn't look whether there is such a day, occasion or kind: beyond its columns it would read anything.
        """
        for axis, at in (("day", day), ("occasion", occasion), ("kind", kind)):
            assert at < self._lengths.get(axis, at + 1), f"{self.step.name} has no {axis} {at} in its columns"
        self.step.kernel(Now(day, occasion, kind, fork, seed, self._runs, counted), *self._records)
        return self

    def __getattr__(self, name: str) -> Any:
        return self._columns[name]


@cache
def _axes() -> dict[str, Column]:
    """Every column and parameter with its axes, a parameter at its neutral value."""
    out = dict(ALL)
    for each in parameters(["march"]):
        axis = ("run",) if each.name == each.family else ("run", "kind" if each.name.endswith("march") else "rung")
        out[each.family] = Column(each.family, axis, each.unit, "parameter", each.doc, start=each.neutral)
    for who in ("society", "pillars"):
        out[f"{who}_signal"] = Column(f"{who}_signal", ("run", "belief_channel"), "log-odds", "parameter", "")
    return out

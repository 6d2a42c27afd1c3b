"""The step table tells the truth: arguments are columns, and a step writes what it names and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from buttress.engine.loop import bind, columns_for
from buttress.engine.steps import SCALARS, STEPS
from buttress.world import Draws, World
from buttress.world.columns import ALL

BOUND_BY_THE_LOOP = {"occasion_day", "occasion_kind", "given", "given_turnout", "given_policing"}


@pytest.fixture(scope="module")
def busy(small_world: World, small_draws: Draws) -> dict[str, object]:
    """Columns after forty days, so that most of them are not zero."""
    from buttress.engine.loop import _days

    runs = np.arange(0, 60, 5)
    columns = columns_for(small_world, small_draws, runs, explain=True)
    fixed = {"seed": 3, "runs": runs, "counted": True, "fork": small_world.fork}
    _days(small_world, [step for step in STEPS if step.when != "start"], columns, fixed, 40)
    return columns | {"_fixed": fixed}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_arguments_are_registered_columns(step, small_world: World, small_draws: Draws) -> None:
    parameters = small_world.columns_of(small_draws, np.array([0]))
    for name in step.arguments:
        assert name in ALL or name in parameters or name in SCALARS or name in BOUND_BY_THE_LOOP, name
    assert set(step.writes) <= set(step.arguments), "a write that is no argument"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_writes_are_declared(step, busy, small_world: World) -> None:
    fixed = busy["_fixed"]
    columns = {name: value.copy() if isinstance(value, np.ndarray) else value for name, value in busy.items()}
    kernel, arguments, clock = bind(step, columns, fixed)
    occasion = next(i for i, each in enumerate(small_world.occasions) if each.day >= 41)
    now = {"day": small_world.occasions[occasion].day, "occasion": occasion}
    now["kind"] = small_world.occasions[occasion].kind
    for name, position in clock.items():
        arguments[position] = now[name]
    kernel(*arguments)
    changed = {
        name
        for name, value in columns.items()
        if isinstance(value, np.ndarray) and not np.array_equal(value, busy[name], equal_nan=True)
    }
    assert changed <= set(step.writes)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_step_says_why(step) -> None:
    assert step.why
    assert step.kernel.py_func.__doc__


def test_every_written_state_column_is_read_or_kept() -> None:
    """No dead column: what is written is read by some step or is a record."""
    read = {name for step in STEPS for name in step.arguments}
    assert {name for step in STEPS for name in step.writes} <= read


def test_every_parameter_is_used(small_world: World, small_draws: Draws) -> None:
    used = {name for step in STEPS for name in step.arguments}
    heard = ("endorsement", "pledge", "presence", "resolve", "weakness", "refusal", "scrutiny")
    by_signal = {f"{who}_{name}" for who in ("society", "pillars") for name in heard}
    for parameter in small_world.parameters:
        assert parameter.family in used or parameter.name in by_signal, parameter.name

"""The step table tells the truth: fields are columns with their axes, each is used, and a step writes what it names."""

from __future__ import annotations

import ast
import inspect
from typing import get_args, get_type_hints

import numpy as np
import pytest
from numba import njit
from numba.core.errors import TypingError

from buttress.engine.loop import bind, columns_for, start_of, walk
from buttress.engine.steps import PARTS, STEPS, Step, column_name
from buttress.world import Draws, World
from buttress.world.codes import CHANNELS, SIZES
from buttress.world.columns import ALL
from buttress.world.parameters import families

RUNS = np.arange(0, 60, 5)
FIELDS = [
    pytest.param(step, part, field, id=f"{step.name}-{part}-{field}")
    for step in STEPS
    for part, record in step.records.items()
    for field in record._fields
]
each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)


@pytest.fixture(scope="module")
def busy(small_world: World, small_draws: Draws) -> dict[str, object]:
    """Columns after forty days, so that most of them are not zero."""
    columns = columns_for(small_world, small_draws, RUNS, explain=True)
    steps = [step for step in STEPS if step.when != "start"]
    walk(small_world, steps, columns, start_of(small_world, RUNS, 3, True), range(40))
    return columns


def axes_of(column: str) -> tuple[tuple[str, ...], str]:
    """Axes and type of a column or a parameter."""
    if column in ALL:
        return tuple(axis for axis in ALL[column].axes if axis != "-"), ALL[column].dtype
    if column in ("society_signal", "pillars_signal"):
        return ("run", "belief_channel"), "f8"
    family = {"occasion": ("run", "kind"), "rung": ("run", "rung"), None: ("run",)}
    return family[families().get(column)], "f8"


@pytest.mark.parametrize(("step", "part", "field"), FIELDS)
def test_a_field_is_annotated_with_its_columns_axes(step: Step, part: str, field: str) -> None:
    hint = get_type_hints(step.records[part], include_extras=True)[field]
    axes, dtype = axes_of(column_name(part, field))
    if not axes:
        assert hint is {"f8": float, "i8": int}[dtype]
        return
    array, *named = get_args(hint)
    assert tuple(named) == axes
    assert np.dtype(dtype).type is get_args(get_args(array)[1])[0]


@each_step
def test_fields_are_columns_or_parameters(step: Step, small_world: World, small_draws: Draws) -> None:
    columns = columns_for(small_world, small_draws, np.array([0]))
    assert set(step.arguments) <= set(columns)


@each_step
def test_every_field_is_used(step: Step) -> None:
    """Also that of a kernel's record which a function beside it takes."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(step.kernel.py_func)))
    function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == step.name)
    used = {
        (node.value.id, node.attr)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in PARTS
    }
    assert used == {(part, field) for part, record in step.records.items() for field in record._fields}


@each_step
def test_what_is_carried_on_is_written(step: Step) -> None:
    """A field that is only read belongs to what is given. Written: assigned to, or handed to a function as an array."""
    function = ast.parse(inspect.getsource(step.kernel.py_func)).body[0]
    written = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            written |= attributes(node.value)
        elif isinstance(node, ast.Assign | ast.Call):
            parts = node.args if isinstance(node, ast.Call) else elements(node.value)
            written |= {name for part in parts if is_array(part) for name in attributes(part)}
    assert {("state", name) for name in getattr(step.records.get("state"), "_fields", ())} <= written


def elements(node: ast.expr) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, ast.Tuple) else [node]


def is_array(node: ast.expr) -> bool:
    """Whether an expression is a column or a part of one that still has axes, through which it can be written."""
    indices = []
    while isinstance(node, ast.Subscript):
        indices += elements(node.slice)
        node = node.value
    return isinstance(node, ast.Attribute) and node.attr in ALL and len(indices) < len(ALL[node.attr].axes)


def attributes(node: ast.expr) -> set[tuple[str, str]]:
    """The field that an expression is, or is a part of."""
    while isinstance(node, ast.Subscript):
        node = node.value
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return {(node.value.id, node.attr)}
    return set()


@each_step
def test_a_step_writes_what_it_declares(step: Step, busy: dict[str, object], small_world: World) -> None:
    columns = {name: value.copy() if isinstance(value, np.ndarray) else value for name, value in busy.items()}
    index = next(i for i, each in enumerate(small_world.occasions) if each.day >= 41)
    occasion = small_world.occasions[index]
    now = start_of(small_world, RUNS, 3, True)._replace(day=occasion.day, occasion=index, kind=occasion.kind)
    step.kernel(now, *bind(step, columns))
    changed = {
        name
        for name, value in columns.items()
        if isinstance(value, np.ndarray) and not np.array_equal(value, busy[name], equal_nan=True)
    }
    assert changed <= set(step.writes)


def test_a_write_to_what_is_given_does_not_compile(busy: dict[str, object]) -> None:
    step = next(step for step in STEPS if step.name == "divide_attention")
    given, state = bind(step, busy)

    @njit
    def trespass(given):
        given.unrest[0] = 1.0

    with pytest.raises(TypingError, match="readonly"):
        trespass(given)
    assert state.attention.flags.writeable


@each_step
def test_no_step_of_the_rules_reads_a_record(step: Step) -> None:
    given = step.records.get("given")
    assert not any(field.startswith("record_") for field in getattr(given, "_fields", ()))
    if step.module.startswith("buttress.rules"):
        kept = {name for name in step.writes if name.startswith("record_")}
        assert all(name.endswith(("_terms", "_class")) for name in kept), "a rule keeps explanations alone"


@each_step
def test_every_step_says_why(step: Step) -> None:
    assert step.why
    assert step.kernel.py_func.__doc__


def test_every_state_column_is_used_by_another_step_or_kept() -> None:
    """No dead column: what a step carries on is given to some step, or is its own memory."""
    used = {name for step in STEPS for name in step.arguments}
    assert {column.name for column in ALL.values() if column.role in ("state", "record")} <= used


def test_every_parameter_is_used(small_world: World) -> None:
    used = {name for step in STEPS for name in step.arguments}
    answers = CHANNELS[: SIZES["belief_channel"]]
    by_signal = {f"{who}_{name}" for who in ("society", "pillars") for name in answers}
    for parameter in small_world.parameters:
        assert parameter.family in used or parameter.name in by_signal, parameter.name

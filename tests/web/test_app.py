"""The server's start, and that each address leads to a handler."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module
from itertools import pairwise

from buttress.web import app

HEAVY = ("numpy", "pyarrow", "numba", "pydantic", "ruamel", "buttress.case", "buttress.intake.reading")
"""What the first page does not need."""


def test_every_page_that_is_loaded_when_asked_for_is_there() -> None:
    found = [cell.cell_contents for route in app.ROUTES for cell in _closure(route)]
    named = [(module, name) for module, name in pairwise(found) if module in app.PAGES]
    assert {module for module, _ in named} == set(app.PAGES)
    assert len(named) > 15
    for module, name in named:
        assert inspect.iscoroutinefunction(getattr(import_module(f"buttress.web.{module}"), name))


def _closure(route: object) -> tuple[object, ...]:
    return getattr(getattr(route, "endpoint", None), "__closure__", None) or ()


def test_a_server_is_ready_before_the_heavy_rooms_are_loaded() -> None:
    code = f"import sys, buttress.web.server; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"

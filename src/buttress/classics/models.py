"""The published models by name, in the order in which they are printed; a module is imported when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from importlib import import_module
from typing import Protocol, cast

from buttress.classics.figure import Figure

MODULES = {
    "granovetter": "granovetter",
    "watts": "watts.cascades",
    "epstein": "epstein.authority",
    "epstein_ethnic": "epstein.groups",
    "global_game": "global_game",
    "kuran": "kuran",
    "lohmann": "lohmann",
    "efficiency_wage": "efficiency_wage",
    "selectorate": "selectorate",
    "lang_desterck": "lang_desterck",
    "brummitt": "brummitt",
    "centola": "centola",
    "edmond": "edmond",
    "pillars": "pillars.strategies",
}
"""The module of each model. To add one: its module, its chart, its page, its tests, its line here."""
NAMES = tuple(MODULES)
BRIEF = frozenset({"kuran", "lohmann", "lang_desterck"})
"""Models whose rows take less time than the start of a process."""


class Model(Protocol):
    """What a model's module offers."""

    QUESTION: str

    def figures(self, seed: int) -> Iterator[Figure]:
        """The rows, in the order in which they are printed."""
        ...


class ClassicsError(Exception):
    """What a user asked of the published models cannot be done; the text says what to write instead."""


def model(name: str) -> Model:
    """The module of that name. Raises ClassicsError, with the nearest name, for an unknown one."""
    if name not in NAMES:
        near = get_close_matches(name, NAMES, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(NAMES)}"
        raise ClassicsError(f"no published model is called {name!r}: {hint}")
    return cast(Model, import_module(f"buttress.classics.{MODULES[name]}"))


def chosen(names: list[str] | None) -> list[str]:
    """The models asked for, in the order of the list and each once; all if none is named. Raises ClassicsError."""
    for name in names or ():
        model(name)
    return [name for name in NAMES if not names or name in names]

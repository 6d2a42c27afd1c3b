"""A published model with its parameters as sliders, for a classroom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

from buttress.classics.drawing import drawn
from buttress.classics.models import ClassicsError

LESSONS = ("granovetter", "watts", "epstein")
"""The models that have one. None has a slider for policing or pay."""


@dataclass(frozen=True)
class Slider:
    """A parameter from `low` to `high` in `unit`; it begins at the paper's own value, `start`."""

    name: str
    label: str
    low: float
    high: float
    step: float
    start: float
    unit: str = ""

    def value(self, text: str) -> float:
        """The value of a text, `start` where it is empty; ClassicsError for no number and outside of the limits."""
        try:
            value = float(text) if text else self.start
        except ValueError:
            value = float("nan")
        if not self.low <= value <= self.high:
            raise ClassicsError(f"{self.label}: give a number from {self.low:g} to {self.high:g}")
        return value


class Lesson(Protocol):
    """What a lesson's module offers."""

    SLIDERS: tuple[Slider, ...]

    def draw(self, figure: Any, values: Mapping[str, float], seed: int) -> str:
        """Draw what the values come to on a blank matplotlib figure; return it in words."""
        ...


def lesson(name: str) -> Lesson:
    """The lesson of a model. Raises ClassicsError for a model without one."""
    if name not in LESSONS:
        raise ClassicsError(f"{name!r} has no sliders; those that have: {', '.join(LESSONS)}")
    return cast(Lesson, import_module(f"buttress.classics.lessons.{name}"))


def drawn_lesson(name: str, values: Mapping[str, float], seed: int) -> tuple[str, str]:
    """What the values come to: a picture as SVG text, and its words."""
    return drawn(lambda figure, seed: lesson(name).draw(figure, values, seed), seed)

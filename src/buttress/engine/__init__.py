"""The clock, the visible step table and the day loop. `run` is the only entry."""

from buttress.engine.loop import run
from buttress.engine.result import Result

__all__ = ["Result", "run"]

"""The clock, the visible step table and the day loop. `run` is the only entry."""

from buttress.engine.result import Result
from buttress.engine.run import run

__all__ = ["Result", "run"]

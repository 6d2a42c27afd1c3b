"""The clock, the visible step table and the day loop. `run` is the entry; `run_past` is its first part, to share."""

from buttress.engine.loop import run, run_past
from buttress.engine.past import Past
from buttress.engine.result import Result

__all__ = ["Past", "Result", "run", "run_past"]

"""The state of a contest: parameters, columns, structure and timeline, built from a case and a scenario.

Errors of this room: `WorldError` (a case or a scenario that the model cannot take), a `ValueError`.
"""

from buttress.world.build import World, build
from buttress.world.draws import Draws
from buttress.world.error import WorldError

__all__ = ["Draws", "World", "WorldError", "build"]

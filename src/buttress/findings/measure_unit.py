"""How a measure's number is written."""

from __future__ import annotations

from buttress.brief.content import Unit
from buttress.experiment.measures import BY_NAME

_UNITS = {
    "probability": Unit.SHARE,
    "people": Unit.PEOPLE,
    "weeks": Unit.WEEKS,
    "days": Unit.DAYS,
    "share": Unit.PERCENT,
    "ratio": Unit.PERCENT,
}


def measure_unit(measure: str) -> Unit:
    """The unit of a measure's level; a plain number for a name that is no measure, as a parameter's."""
    return _UNITS.get(BY_NAME[measure].unit, Unit.NUMBER) if measure in BY_NAME else Unit.NUMBER

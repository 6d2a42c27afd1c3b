"""By how much a reporter's number changed over so many weeks: the errors that persistence would have made."""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats

FEWEST = 4
"""With fewer pairs so far apart, the changes from each report to the next stand in, whatever their distance."""


def changes(values: Floats, distance: int) -> Floats:
    """Changes over `distance` weeks of a series with NaN where nothing is known, of both signs: a last value says
    nothing about the direction. One zero if there is no pair at all.
    """
    found = values[distance:] - values[:-distance] if 0 < distance < len(values) else np.empty(0)
    found = found[~np.isnan(found)]
    if len(found) < FEWEST:
        found = np.diff(values[~np.isnan(values)])
    if len(found) == 0:
        return np.zeros(1)
    return np.concatenate((found, -found))

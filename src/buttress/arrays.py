"""Types of arrays for all rooms: `Floats` of 64-bit floats, `Ints` of whole numbers, `Flags` of truth values."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

"""Columns of a CSV that a reader brings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd


def read_columns(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """A CSV as a frame; ValueError naming the file and the columns that it lacks."""
    frame = pd.read_csv(path, low_memory=False)
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ValueError(f"{path.name}: no column {', '.join(missing)}; it has {', '.join(map(str, frame.columns))}")
    return frame

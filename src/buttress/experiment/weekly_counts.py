"""People out and people detained by run, week and place: all of an ensemble that grows with runs times places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from buttress.experiment.frame import Frame


@dataclass(frozen=True)
class WeeklyCounts:
    """`turnout` of the main march and `detained`, (runs, weeks, places), in the narrowest whole numbers that hold them.

    `numbers` (weeks,) counts weeks from the fork, whose week is 0; `marched` (weeks,) tells those with a main march.
    """

    run: np.ndarray
    numbers: np.ndarray
    marched: np.ndarray
    places: tuple[str, ...]
    turnout: np.ndarray
    detained: np.ndarray

    @classmethod
    def of(cls, run: np.ndarray, turnout: np.ndarray, detained: np.ndarray, frame: Frame) -> WeeklyCounts:
        """Sum occasions (runs, occasions, places) by week."""
        first, last = frame.week(0), frame.week(frame.days - 1)
        numbers = np.arange(first, last + 1, dtype=np.int16)
        of = np.array([frame.week(day) for day in frame.occasion_days], dtype=np.int64) - first
        main = np.array([kind == frame.main for kind in frame.occasion_kinds], dtype=bool)
        out, detentions = (
            np.zeros((len(run), len(numbers), len(frame.places)), _narrowest(p)) for p in (turnout, detained)
        )
        for index, week in enumerate(of):
            detentions[:, week] += detained[:, index].astype(detentions.dtype)
            if main[index]:
                out[:, week] += turnout[:, index].astype(out.dtype)
        marched = np.isin(np.arange(len(numbers)), of[main])
        return cls(run.astype(np.int32), numbers, marched, tuple(frame.places), out, detentions)

    def table(self) -> pa.Table:
        """One row a run, week and place; turnout is null in a week without a main march."""
        runs, weeks, places = self.turnout.shape
        without = np.tile(np.repeat(~self.marched, places), runs)
        return pa.table(
            {
                "run": np.repeat(self.run, weeks * places),
                "week": np.tile(np.repeat(self.numbers, places), runs),
                "place": tiled(self.places, runs * weeks),
                "turnout": pa.array(self.turnout.ravel().astype(np.int64), mask=without),
                "detained": self.detained.ravel().astype(np.int64),
            }
        )


def tiled(names: tuple[str, ...], times: int) -> pa.DictionaryArray:
    """The names again and again, without a Python object a row."""
    indices = np.tile(np.arange(len(names), dtype=np.int16), times)
    return pa.DictionaryArray.from_arrays(pa.array(indices), pa.array(list(names)))


def _narrowest(people: np.ndarray) -> type[np.integer]:
    """Half of the memory wherever a place's sum over all occasions fits."""
    most = int(people.max(initial=0)) * max(1, people.shape[1])
    return np.int32 if most <= np.iinfo(np.int32).max else np.int64

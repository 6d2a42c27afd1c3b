"""Now: the clock and the random addresses, the same record for every step."""

from __future__ import annotations

from typing import NamedTuple

from buttress.world.axes import IntRuns


class Now(NamedTuple):
    """What changes from call to call, and what names a random number. Day 0 is the trigger."""

    day: int
    occasion: int  # index among the run's occasions; -1 outside of one
    kind: int  # kind of that occasion; -1 outside of one
    fork: int  # the day from which scenarios differ
    seed: int
    runs: IntRuns  # ids of the block's runs
    counted: bool  # whole people, drawn; else their expectation

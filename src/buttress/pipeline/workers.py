"""How many processes a call uses. It changes no result."""

from __future__ import annotations

import os

BLOCKS_A_WORKER = 4
"""Blocks of a hundred runs that make it worth starting one more process."""
RUNS_A_BLOCK = 100


def cores() -> int:
    """Processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def workers_for(asked: int | None, runs: int) -> int:
    """As many processes as asked for, or one a core as far as `runs` give them work."""
    if asked is not None:
        return asked
    return max(1, min(cores(), runs // (BLOCKS_A_WORKER * RUNS_A_BLOCK)))

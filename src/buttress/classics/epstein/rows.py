"""Rows of Epstein's models: replications made into a number and its Monte-Carlo error, sources, tolerances."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from buttress.classics.epstein.run import Interpretation
from buttress.classics.figure import Figure, Kind

REPLICATION = "N. Douglas 2026, SugarScape (github.com/ndouglas/SugarScape), 20 seeds"
QUOTED = "Epstein 2002, PNAS 99 suppl. 3, {}, as quoted in N. Douglas 2026, SugarScape"
QUARTER = 0.25
WHY_QUARTER = (
    "a quarter of the printed value: the printed run's length is not known, and rules left open (where the jailed go, "
    "when terms begin) move ours by a tenth"
)
WHY_MOST = "the paper shows one run in words and a picture: most of ours must be like it"


def row(
    model: str,
    figure: str,
    kind: Kind,
    where: str,
    published: float,
    values: Iterable[float | None] | None,
    tolerance: float,
    why: str,
    *,
    unit: str = "",
) -> Figure:
    """A row whose `values` are those of independent runs; None, or a run without the figure, leaves ours empty.

    A printed row's `where` is the place in the paper, another's the whole source.
    """
    sample = np.array([] if values is None else list(values))
    complete = len(sample) > 0 and all(value is not None for value in sample)
    return Figure(
        model=model, figure=figure, kind=kind, source=QUOTED.format(where) if kind == "printed" else where,
        published=published, ours=float(np.mean(sample)) if complete else None, tolerance=tolerance, why=why,
        mc_se=standard_error(sample) if complete else 0.0, unit=unit,
    )  # fmt: skip


def standard_error(sample: NDArray) -> float:
    """Of the mean of independent runs; where they are yes or no, with two of each added (Agresti and Coull 1998)."""
    runs = len(sample)
    if sample.dtype == bool:
        share = (sample.sum() + 2.0) / (runs + 4.0)
        return math.sqrt(share * (1.0 - share) / (runs + 4.0))
    return float(np.std(sample, ddof=1)) / math.sqrt(runs) if runs > 1 else 0.0


def named(reading: Interpretation) -> str:
    """The reading's two options as a figure's name has them."""
    return f"{reading.cop_ratio}, {reading.order}"

"""The figure of a calibration: the ranks drawn."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from buttress.arrays import Ints
from studies.calibration.ranks import Ranks
from studies.calibration.trial import DERIVED, RANKED
from studies.calibration.uniformity import band

FIGURE = "calibration.png"
#: Quantities with a histogram of their own, where the case has them; and bars of a histogram.
SHOWN = (
    "detention_rate", "occasion_log_odds_sunday_march", "crowd_feedback", "exit_per_day",
    "bias_mvd", "coverage_viasna", "growth_detained_monitor", *DERIVED,
)  # fmt: skip
BARS = 20
_STYLE: Any = {
    "font.size": 7, "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.6,
    "axes.titlesize": 7.5, "axes.titlelocation": "left",
}  # fmt: skip
_INK, _QUIET, _BAND = "#12436d", "#5d6875", "#e3e7eb"


def figure(ranks: Ranks) -> bytes:
    """PNG: distribution functions of all quantities less the diagonal with the 95 % band; histograms of some."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    shown = [name for name in SHOWN if name in ranks.names]
    with matplotlib.rc_context(_STYLE):
        mosaic = _mosaic(len(shown))
        sheet, axes = pyplot.subplot_mosaic(mosaic, figsize=(7.2, 1.5 * len(mosaic)), layout="constrained")
        _differences(axes["all"], ranks)
        for number, name in enumerate(shown):
            _histogram(axes[str(number)], ranks.table()[:, ranks.names.index(name)], name)
        buffer = io.BytesIO()
        sheet.savefig(buffer, format="png", dpi=130)
        pyplot.close(sheet)
    return _fewer_colours(buffer)


def _fewer_colours(picture: io.BytesIO) -> bytes:
    """The same PNG with a palette: a third of the size."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(picture) as image:
        image.convert("RGB").quantize(32).save(out, format="png", optimize=True)
    return out.getvalue()


def _mosaic(count: int, wide: int = 5) -> list[Any]:
    rows = [["all"] * wide] * 2
    cells = [str(number) for number in range(count)] + ["."] * (-count % wide)
    return rows + [cells[start : start + wide] for start in range(0, len(cells), wide)]


def _differences(axes: Any, ranks: Ranks) -> None:
    table = ranks.table()
    points = np.arange(1, RANKED + 1) / (RANKED + 1)
    low, high = band(len(table), 0.95)
    axes.fill_between(points, low - points, high - points, color=_BAND, linewidth=0)
    for column in table.T:
        below = np.cumsum(np.bincount(column, minlength=RANKED + 1))[:-1] / len(table)
        axes.plot(points, below - points, color=_INK, linewidth=0.5, alpha=0.35)
    axes.axhline(0, color=_QUIET, linewidth=0.6)
    outside = f"grey: band that holds 95 % of such lines, each by itself; {len(table)} trials"
    axes.set(title=f"{table.shape[1]} quantities, share of ranks below less the diagonal ({outside})", xlim=(0, 1))


def _histogram(axes: Any, column: Ints, name: str) -> None:
    from scipy import stats

    counts = np.bincount(column * BARS // (RANKED + 1), minlength=BARS)
    low, high = stats.binom.ppf([0.025, 0.975], len(column), 1 / BARS)
    axes.axhspan(low, high, color=_BAND, linewidth=0)
    axes.bar(np.arange(BARS), counts, width=0.9, color=_INK)
    axes.set(
        title=name if len(name) < 22 else name[:20] + "…", xticks=[], ylim=(0, max(high * 1.3, counts.max() * 1.05))
    )

"""Figures of the prior: stability, tenure, detentions. SVG whose bytes repeat."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from buttress.arrays import Floats
from studies.base_rates.share import CaseShare
from studies.prior_prediction import prediction as prior
from studies.prior_prediction.elasticity import PriorElasticity

_STYLE: Any = {
    "font.size": 7.5, "axes.spines.top": False, "axes.spines.right": False, "svg.hashsalt": "buttress",
    "svg.fonttype": "path", "axes.titlesize": 8, "axes.titlelocation": "left", "axes.linewidth": 0.6,
}  # fmt: skip
_INK, _QUIET, _MARK = "#12436d", "#b9c0c8", "#c4500c"


def figures(
    elasticity: PriorElasticity,
    predicted: prior.Prediction,
    level: prior.Prediction,
    won_later: CaseShare,
    detained: tuple[float, float],
) -> dict[str, str]:
    """SVG text by file name; `level` is the prediction with the wave's ebb off."""
    import matplotlib

    matplotlib.use("Agg")
    with matplotlib.rc_context(_STYLE):
        return {
            "prior-stability.svg": _stability(elasticity, predicted, level),
            "prior-tenure.svg": _tenure(predicted, won_later),
            "prior-detained.svg": _detained(predicted, detained),
        }


def _sheet(columns: int = 1) -> tuple[Any, Any]:
    from matplotlib import pyplot

    sheet, axes = pyplot.subplots(1, columns, figsize=(3.6 * columns, 2.4), layout="constrained", squeeze=False)
    return sheet, axes[0]


def _svg(sheet: Any) -> str:
    from matplotlib import pyplot

    buffer = io.StringIO()
    sheet.savefig(buffer, format="svg", metadata={"Date": None})
    pyplot.close(sheet)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _stability(elasticity: PriorElasticity, predicted: prior.Prediction, level: prior.Prediction) -> str:
    sheet, (left, right) = _sheet(2)
    left.hist(np.clip(elasticity.g, -1.5, 1.5), bins=np.linspace(-1.5, 1.5, 61).tolist(), color=_INK)
    for edge in (-1, 1):
        left.axvline(edge, color=_MARK, linestyle="--", linewidth=1)
    left.set(title="Elasticity of the next like crowd", xlabel="g (beyond 1.5 drawn at the edge)", ylabel="draws")
    _bands(right, predicted.days / 7, predicted.turnout / predicted.adults)
    for at in (0.05, 0.5, 0.95):
        right.plot(level.days / 7, np.quantile(level.turnout / level.adults, at, axis=0), color=_INK, linestyle=":")
    right.set_yscale("log")
    right.set_ylim(1e-6, 1)
    for bound in (prior.FEW_OF_ADULTS, prior.MANY_OF_ADULTS):
        right.axhline(bound, color=_MARK, linestyle="--", linewidth=1)
    right.axvline(predicted.fork / 7, color="#5d6875", linewidth=0.8)
    right.set(title="Main march, share of adults (log scale)", xlabel="weeks after the trigger; line: fork")
    return _svg(sheet)


def _tenure(predicted: prior.Prediction, won_later: CaseShare) -> str:
    sheet, (axis,) = _sheet()
    days = np.arange(predicted.survival.shape[1], dtype=float)
    _bands(axis, days, predicted.survival)
    axis.plot(days, np.average(predicted.survival, axis=0, weights=predicted.weight), color="#000000", linestyle=":")
    low, high = won_later.interval
    spread = [[high - won_later.value], [won_later.value - low]]
    axis.errorbar([min(180.0, days[-1])], [1 - won_later.value], spread, color=_MARK, marker="o", ms=4, capsize=3)
    axis.set(ylim=(0, 1.02), xlabel="days after the fork")
    axis.set_title("P(in office); dotted: mean; mark: base rate")
    return _svg(sheet)


def _detained(predicted: prior.Prediction, counted: tuple[float, float]) -> str:
    sheet, (axis,) = _sheet()
    share = predicted.detained_share
    none = 100 * float((share == 0).mean()) if share.size else 100.0
    axis.hist(np.clip(share[share > 0], 1e-6, 1), bins=np.geomspace(1e-6, 1, 49).tolist(), color=_INK)
    for value in counted:
        axis.axvline(value, color=_MARK, linestyle="--", linewidth=1)
    axis.set_xscale("log")
    axis.set(xlabel="detained / participants", ylabel="marches")
    axis.set_title(f"Detained per participant (log scale; none: {none:.0f} %)")
    return _svg(sheet)


def _bands(axis: Any, x: Floats, values: Floats) -> None:
    low, quarter, middle, three, high = np.quantile(np.maximum(values, 1e-9), (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
    axis.fill_between(x, low, high, color=_QUIET, alpha=0.5, linewidth=0)
    axis.fill_between(x, quarter, three, color=_QUIET, linewidth=0)
    axis.plot(x, middle, color=_INK, linewidth=1.4)

"""If an uncertainty were known exactly: how much an answer would narrow, by regression on the draws that exist.

The expected value of partial perfect information with a regression for the inner expectation (Strong, Oakley and
Brennan, Medical Decision Making 34, 2014). With m what the regression expects at a draw, in chains that it has not
seen, and r what it leaves, the answer at draw i, were its unknowns known, is m_i + r_j over the draws j, each weighed
by how near m_j is to m_i: where the answer is bounded, or its spread hangs on the unknowns, r is not alike everywhere.
The interval then has the mean width of these, set against that of the same weights on an answer shuffled among the
chains: fewer draws narrow an interval by themselves. The chance of a wrong verdict is the mean of the smaller of p and
1 - p, with p the weight that the region holds.
"""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.explore.sensitivity.left_out import ChainFolds, left_out_of_basis
from buttress.explore.value.gain import Gain, Region, Wrong
from buttress.explore.value.interval import chain_shuffles, chain_times, weighted_ends

RESAMPLES, SHUFFLES, ROWS = 40, 8, 64
NEAR = 0.5
"""Standard deviation of the weights in m, in standard deviations of m."""
LEAST = 1e-3
"""Standard deviation of m, in those of the answer, below which the regression expects the same of all draws."""


def gain_of_knowing(basis: Floats, y: Floats, chains: Ints, region: Region | None, seed: int) -> Gain:
    """What knowing a set of unknowns is worth: functions of them (n, k), the answer y (n,), the draws' chains (n,)."""
    local = _LocalAnswers.of(basis, y, chains)
    times = np.vstack([np.ones(len(y)), chain_times(chains, RESAMPLES, seed)])
    shuffled = [y[order] for order in chain_shuffles(chains, SHUFFLES, seed)]
    now = weighted_ends(y, times)
    widths = now[:, 1] - now[:, 0]
    idle = np.mean([local.idle_width(each, times[0]) for each in shuffled]) / widths[0]
    narrowed, chances = local.resampled(times, region)
    ratio = narrowed / (widths * idle)
    low, high = (float(end) for end in now[0])
    middle = (low + high) / 2
    return Gain(
        interval_now=(low, high),
        interval_then=(middle + float(ratio[0]) * (low - middle), middle + float(ratio[0]) * (high - middle)),
        shrinks_by=float(1.0 - ratio[0]),
        mc_se=float(ratio[1:].std(ddof=1)),
        wrong=None if region is None else _wrong(region(y).astype(float), chances, times),
    )


class _LocalAnswers:
    """Answers (rows, n) at some draws were their unknowns known, each row in order, and their weights."""

    def __init__(self, rows: Ints, answers: Floats, near: Floats) -> None:
        self._rows = rows
        self._order = np.argsort(answers, axis=1, kind="stable")
        self._answers = np.take_along_axis(answers, self._order, axis=1)
        self._unordered = near
        self._near = np.take_along_axis(near, self._order, axis=1)

    @classmethod
    def of(cls, basis: Floats, y: Floats, chains: Ints) -> _LocalAnswers:
        rest = left_out_of_basis(basis, (y - y.mean())[:, None], ChainFolds.of(chains))[:, 0]
        expected = y - rest
        rows = np.arange(0, len(y), max(1, len(y) // ROWS))
        apart = expected[rows, None] - expected
        width = NEAR * float(expected.std())
        known = float(expected.std()) > LEAST * float(y.std())
        near = np.exp(-np.square(apart / width) / 2) if known else np.ones_like(apart)
        return cls(rows, expected[rows, None] + rest, near)

    def resampled(self, times: Floats, region: Region | None) -> tuple[Floats, Floats]:
        """Mean width of the rows' intervals, (b,), and mean of the smaller of P of the region and of its complement,
        (b,), nought without a region; each draw as often as each of `times` (b, n) says.
        """
        widths, chances = np.empty(len(times)), np.zeros(len(times))
        inside = None if region is None else region(self._answers.ravel()).reshape(self._answers.shape)
        for k, each in enumerate(times):
            weights, rows = self._near * each[self._order], each[self._rows] + 1e-12
            ends = weighted_ends(self._answers, weights)
            widths[k] = np.average(ends[:, 1] - ends[:, 0], weights=rows)
            if inside is not None:
                p = (weights * inside).sum(axis=1) / weights.sum(axis=1)
                chances[k] = np.average(np.minimum(p, 1.0 - p), weights=rows)
        return widths, chances

    def idle_width(self, shuffled: Floats, times: Floats) -> float:
        """The same of an answer (n,) shuffled among the chains, under the same weights."""
        ends = weighted_ends(shuffled, self._unordered * times)
        return float(np.average(ends[:, 1] - ends[:, 0], weights=times[self._rows] + 1e-12))


def _wrong(held: Floats, then: Floats, times: Floats) -> Wrong:
    """Chance of a wrong verdict now and `then` (b,), under rows of `times` (b, n), the first the draws as they are;
    `held` (n,) tells where the region holds the answer.
    """
    now = times @ held / times.sum(axis=1)
    now = np.minimum(now, 1.0 - now)
    return Wrong(float(now[0]), float(then[0]), float((now - then)[1:].std(ddof=1)))

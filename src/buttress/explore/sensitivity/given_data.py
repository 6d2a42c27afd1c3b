"""First-order and total indices from draws that exist, with whatever dependence they have.

    first of a group  =  1 - E[(Y - E[Y | group])^2] / Var Y
    total of a group  =  (E[(Y - E[Y | all others])^2] - E[(Y - E[Y | all])^2]) / Var Y

The first is what knowing the group would explain, also by what it tells of others; the total is what only the group can
explain. With independent unknowns they are Sobol's; with dependent ones they are the full first-order and the
independent total index (Mara and Tarantola, Reliability Engineering and System Safety 107, 2012). Regressions of
`kernels` stand for the expectations, and each loss is taken over chains that the regression has not seen. Intervals
are those of the losses' difference, by a bootstrap over chains (Williamson, Gilbert, Carone and Simon, Biometrics 77,
2021). What the regression on all unknowns leaves unexplained belongs to no index, so that totals are low rather than
high. Y is cut at its 0.5 and 99.5 % points, as where it is found what claims rest on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.explore.sensitivity.kernels import UnknownColumns
from buttress.explore.sensitivity.left_out import ChainFolds, left_out_of_basis, left_out_of_kernel
from buttress.one_thread import one_thread

CUT = (0.005, 0.995)
MOST, PATIENCE = 16, 4
"""Unknowns that the regression on all takes in at most; tries in vain after which no more are looked for."""
GAIN = 0.005
"""Share of the spread that an unknown has to take off what is left, to be taken in."""
START = 0.2
RESAMPLES = 1000


@dataclass(frozen=True)
class Index:
    """A share of the spread, a number a column of Y: `value` (t,), `low` and `high` (t,) its 95 % interval."""

    value: Floats
    low: Floats
    high: Floats

    def widened(self, factor: float) -> Index:
        """The same with its interval's ends so many times as far from the value."""
        low, high = (self.value + (end - self.value) * factor for end in (self.low, self.high))
        return Index(self.value, low, high)


@dataclass(frozen=True)
class GivenDataIndices:
    """`first` and `total` by label; a label none of whose unknowns the regression took in has no total.

    `explained` is the share of the spread that the regression on all unknowns explains.
    """

    first: Mapping[str, Index]
    total: Mapping[str, Index]
    explained: Index

    def widened(self, inflation: float) -> GivenDataIndices:
        """The same where the variance of a mean over draws is `inflation` times what their chains show."""
        factor = float(np.sqrt(inflation))
        first, total = (
            {label: index.widened(factor) for label, index in each.items()} for each in (self.first, self.total)
        )
        return GivenDataIndices(first, total, self.explained.widened(factor))


def given_data(
    unknowns: Floats, y: Floats, chains: Ints, labels: Mapping[str, Sequence[int]], seed: int
) -> GivenDataIndices:
    """Indices of the labelled sets of unknowns (n, p) in the columns of y (n, t), for draws of the given chains (n,).

    A column of y that does not vary has indices that are no number. In one thread: a BLAS splits its work by their
    number, and its last digits with it.
    """
    with one_thread():
        return _given_data(unknowns, y, chains, labels, seed)


def _given_data(
    unknowns: Floats, y: Floats, chains: Ints, labels: Mapping[str, Sequence[int]], seed: int
) -> GivenDataIndices:
    cut = np.clip(y, *np.quantile(y, CUT, axis=0))
    spread = cut.std(axis=0)
    scaled = np.divide(cut - cut.mean(axis=0), spread, out=np.zeros_like(cut), where=spread > 0)
    columns, folds = UnknownColumns(unknowns), ChainFolds.of(chains)
    losses = _Losses(scaled, chains, seed)
    first = {
        label: losses.index(scaled, left_out_of_basis(np.column_stack([columns.basis[j] for j in of]), scaled, folds))
        for label, of in labels.items()
    }
    theta, whole = _grown(columns, scaled, folds)
    total = {}
    for label, of in labels.items():
        others = {j: weight for j, weight in theta.items() if j not in set(of)}
        if len(others) < len(theta):
            without = left_out_of_kernel(columns.together(others), scaled, folds) if others else scaled
            total[label] = losses.index(without, whole)
    return GivenDataIndices(first, total, losses.index(scaled, whole))


class _Losses:
    """Differences of squared residuals as shares of the spread, with a bootstrap over chains."""

    def __init__(self, y: Floats, chains: Ints, seed: int) -> None:
        _, self._chain = np.unique(chains, return_inverse=True)
        count = int(self._chain.max()) + 1
        rng = np.random.Generator(np.random.PCG64(seed))
        self._times = rng.multinomial(count, np.full(count, 1.0 / count), size=RESAMPLES).astype(float)
        self._spread = self._by_chain(np.square(y))

    def index(self, more: Floats, less: Floats) -> Index:
        """The index of what takes residuals `more` (n, t) down to `less` (n, t)."""
        gain = self._by_chain(np.square(more) - np.square(less))
        with np.errstate(invalid="ignore", divide="ignore"):
            value = gain.sum(axis=0) / self._spread.sum(axis=0)
            drawn = (self._times @ gain) / (self._times @ self._spread)
            low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
        return Index(value, low, high)

    def _by_chain(self, squares: Floats) -> Floats:
        sums = np.zeros((int(self._chain.max()) + 1, squares.shape[1]))
        np.add.at(sums, self._chain, squares)
        return sums


def _grown(columns: UnknownColumns, y: Floats, folds: ChainFolds) -> tuple[dict[int, float], Floats]:
    """Unknowns that together foretell y, found one after the other, their weights in the kernel, and what they leave.

    The next to be tried is the one that best explains what is left or its size: what scales an effect of either sign
    explains none of it. In the end each weight is what the unknown alone takes off the loss.
    """
    flat = [np.linalg.svd(basis, full_matrices=False)[0] for basis in columns.basis]
    theta: dict[int, float] = {}
    left, loss, vain = y, float(np.square(y).mean()), 0
    tried: set[int] = set()
    while vain < PATIENCE and len(theta) < MOST and len(tried) < len(columns):
        scores = _scores(flat, left)
        column = max((j for j in range(len(columns)) if j not in tried), key=lambda j: scores[j])
        tried.add(column)
        wider = {**theta, column: START}
        rest = left_out_of_kernel(columns.together(wider), y, folds)
        if loss - float(np.square(rest).mean()) > GAIN:
            theta, left, loss, vain = wider, rest, float(np.square(rest).mean()), 0
            tried = set(theta)  # beside this one, another may tell what it could not tell alone
        else:
            vain += 1
    return _weighed(columns, y, folds, theta, left)


def _weighed(
    columns: UnknownColumns, y: Floats, folds: ChainFolds, theta: dict[int, float], left: Floats
) -> tuple[dict[int, float], Floats]:
    """The same unknowns weighted by what each takes off the loss, where that leaves less; and what is `left`."""
    if len(theta) < 2:
        return theta, left
    loss = float(np.square(left).mean())
    found = {}
    for column in theta:
        others = {j: weight for j, weight in theta.items() if j != column}
        rest = left_out_of_kernel(columns.together(others), y, folds)
        found[column] = max(float(np.square(rest).mean()) - loss, GAIN)
    again = left_out_of_kernel(columns.together(found), y, folds)
    return (found, again) if float(np.square(again).mean()) < loss else (theta, left)


def _scores(flat: Sequence[Floats], left: Floats) -> Floats:
    """Share of what is left, or of its size, that each unknown explains within the draws, the larger of both."""
    size = np.abs(left) - np.abs(left).mean(axis=0)
    both = []
    for what in (left, size):
        whole = max(float(np.square(what).sum()), 1e-300)
        both.append([float(np.square(vectors.T @ what).sum()) / whole for vectors in flat])
    return np.asarray(np.max(both, axis=0))

"""Repeated cross-validation in which no country is in training and test at once, and the scores of what came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from buttress.arrays import Floats, Ints
from buttress.evaluate.hindcast.campaign_models import CampaignModel

BINS = 5
RESAMPLES = 2000


@dataclass(frozen=True)
class Validation:
    """`probability` (rivals, repeats, rows): each row's forecast by a model that saw no row of its country.

    `fold` (repeats, rows) is the fold in which a row was forecast.
    """

    names: tuple[str, ...]
    probability: Floats
    fold: Ints
    won: Ints
    country: Ints

    def scores(self, seed: int = 0) -> list[dict[str, Any]]:
        """A row a rival: Brier and log score (lower is better) and AUC, and their differences from the base rate's.

        Intervals of 95 % by resampling countries. AUC compares pairs of one fold alone: across folds even a constant
        would be ranked, backwards, by its training shares.
        """
        weights = self._resampled(seed)
        terms = {"brier": self._brier(), "log_score": self._log_score()}
        rows = []
        for index, name in enumerate(self.names):
            row: dict[str, Any] = {"model": name, "n": len(self.won), "wins": int(self.won.sum())}
            for score, values in terms.items():
                row[score] = float(values[index].mean())
                change = weights @ (values[index] - values[0]) / weights.sum(axis=1)
                row[f"{score}_minus_base_rate"] = float((values[index] - values[0]).mean())
                row[f"{score}_interval_95"] = _points(change)
            better, pairs = self._ranked(index)
            row["auc"] = float(better.sum() / pairs.sum())
            row["auc_interval_95"] = _points(_pairwise(weights, better) / _pairwise(weights, pairs))
            rows.append(row)
        return rows

    def calibration(self) -> list[dict[str, Any]]:
        """Mean forecast and share won by fifth of the forecasts, a row a rival and bin."""
        from sklearn.calibration import calibration_curve

        rows = []
        for index, name in enumerate(self.names):
            forecast = self.probability[index].mean(axis=0)
            bins = self._bins(forecast)
            won, said = calibration_curve(self.won, forecast, n_bins=bins, strategy="quantile")
            edges = np.quantile(forecast, np.linspace(0, 1, bins + 1))[1:-1]
            held = np.bincount(np.searchsorted(edges, forecast), minlength=bins)
            counts = [int(count) for count in held if count]
            for mean, share, count in zip(said, won, counts, strict=True):
                rows.append({"model": name, "forecast": float(mean), "won": float(share), "n": count})
        return rows

    def _bins(self, forecast: Floats) -> int:
        """No narrower than the standard error of the share won: within it, a training share leans away from its row."""
        low, high = np.quantile(forecast, [0.05, 0.95])
        share = self.won.mean()
        return int(np.clip((high - low) / np.sqrt(share * (1 - share) / len(self.won)), 1, BINS))

    def _brier(self) -> Floats:
        return np.square(self.probability - self.won).mean(axis=1)

    def _log_score(self) -> Floats:
        p = np.clip(self.probability, 1e-9, 1 - 1e-9)
        return -np.where(self.won == 1, np.log(p), np.log1p(-p)).mean(axis=1)

    def _ranked(self, index: int) -> tuple[Floats, Floats]:
        """Over repeats, how often a winner (row) stood above a loser (column) of its fold, and how often they met."""
        winners, losers = np.flatnonzero(self.won == 1), np.flatnonzero(self.won == 0)
        better, pairs = np.zeros((len(self.won),) * 2), np.zeros((len(self.won),) * 2)
        for p, fold in zip(self.probability[index], self.fold, strict=True):
            met = fold[winners][:, None] == fold[losers][None, :]
            apart = p[winners][:, None] - p[losers][None, :]
            above = np.where(np.abs(apart) < 1e-12, 0.5, (apart > 0).astype(float))
            better[np.ix_(winners, losers)] += met * above
            pairs[np.ix_(winners, losers)] += met
        return better, pairs

    def _resampled(self, seed: int) -> Floats:
        """How often each row comes in a sample of countries drawn with replacement, (resamples, rows)."""
        rng = np.random.default_rng(seed)
        count = int(self.country.max()) + 1
        drawn = rng.multinomial(count, np.full(count, 1.0 / count), size=RESAMPLES)
        return drawn[:, self.country].astype(float)


def validate(
    table: pd.DataFrame,
    rivals: Sequence[CampaignModel],
    folds: int,
    repeats: int,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Validation:
    """Forecast every campaign `repeats` times. Raises ValueError where there are fewer countries than folds."""
    from sklearn.model_selection import GroupKFold

    country = pd.factorize(table["country"])[0]
    if folds > country.max() + 1:
        raise ValueError(f"{folds} folds need as many countries, there are {country.max() + 1}")
    probability = np.zeros((len(rivals), repeats, len(table)))
    fold = np.zeros((repeats, len(table)), dtype=np.int64)
    for repeat in range(repeats):
        split = GroupKFold(folds, shuffle=True, random_state=seed + repeat)
        for number, (train, test) in enumerate(split.split(table, groups=country)):
            fold[repeat, test] = number
            for index, rival in enumerate(rivals):
                rival.learn(table.iloc[train])
                probability[index, repeat, test] = rival.probability(table.iloc[test])
        if progress is not None:
            progress(repeat + 1, repeats)
    return Validation(
        names=tuple(rival.name for rival in rivals),
        probability=probability,
        fold=fold,
        won=table["won"].to_numpy(np.int64),
        country=country.astype(np.int64),
    )


def _pairwise(weights: Floats, matrix: Floats) -> Floats:
    return ((weights @ matrix) * weights).sum(axis=1)


def _points(values: Floats) -> list[float]:
    return [float(point) for point in np.nanquantile(values, [0.025, 0.975])]

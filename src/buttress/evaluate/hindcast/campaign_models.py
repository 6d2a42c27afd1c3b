"""Who forecasts a campaign's success: a base rate, a logistic regression, the simulator as it ships and when taught.

All take the same rows and never see a row that they are asked about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pandas as pd
from scipy import optimize

from buttress.arrays import Floats
from buttress.evaluate.hindcast.simulated_campaigns import SimulatedCampaigns

SLOPE_SD = 0.5
"""Prior sd of a log hazard ratio per sd of a covariate, and of a regime type: beyond e^1 is rare."""
SHIFT_SD = 1.0
"""Prior sd of the common shift of the log hazard that training campaigns may teach."""
PEAK_WIDTH = 0.7
"""A simulated campaign speaks of one whose peak lies within about a factor two of its own: sd in log."""
DEFECTED = 0.1
"""A simulated force counts as having defected where this share left it; NAVCO's word is a large-scale defection."""


class CampaignModel(Protocol):
    """Learns from rows with `won`, then gives a probability a row."""

    name: str

    def learn(self, rows: pd.DataFrame) -> None: ...

    def probability(self, rows: pd.DataFrame) -> Floats: ...


@dataclass
class CampaignBaseRate:
    """The share of training campaigns that won, with half a campaign added to each side."""

    name: str = "base_rate"
    _share: float = 0.5

    def learn(self, rows: pd.DataFrame) -> None:
        self._share = (float(rows["won"].sum()) + 0.5) / (len(rows) + 1.0)

    def probability(self, rows: pd.DataFrame) -> Floats:
        return np.full(len(rows), self._share)


@dataclass
class Logistic:
    """Ridge logistic regression (scikit-learn, C = 1) on standardised covariates, medians where one is missing."""

    covariates: Sequence[str]
    name: str = "logistic"

    def learn(self, rows: pd.DataFrame) -> None:
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        self._model = make_pipeline(_prepared(), LogisticRegression(C=1.0, max_iter=1000))
        self._model.fit(rows[list(self.covariates)], rows["won"])

    def probability(self, rows: pd.DataFrame) -> Floats:
        return np.asarray(self._model.predict_proba(rows[list(self.covariates)])[:, 1], dtype=float)


@dataclass
class Simulator:
    """The mean over simulated campaigns of 1 - exp(-hazard): the prior's answer, alike for all that look alike.

    With `leaky` rows a campaign's own peak and defections say which simulated campaigns resemble it.
    """

    campaigns: SimulatedCampaigns
    leaky: bool = False
    name: str = "simulator"

    def learn(self, rows: pd.DataFrame) -> None:
        """Nothing: it is the model as it ships."""

    def probability(self, rows: pd.DataFrame) -> Floats:
        return -np.expm1(-self._hazard()) @ self.weights(rows)

    def weights(self, rows: pd.DataFrame) -> Floats:
        """How much each simulated campaign speaks of each row, (draws, rows); columns sum to one."""
        weights = np.ones((len(self.campaigns.hazard), len(rows)))
        if self.leaky:
            away = (self.campaigns.log_peak[:, None] - rows["log_peak"].to_numpy()[None, :]) / PEAK_WIDTH
            # Half of a t with 4 degrees of freedom: no row is left without any campaign that resembles it.
            weights *= np.where(np.isfinite(away), (1.0 + away**2 / 4.0) ** -2.5, 1.0)
            left = rows["defection"].to_numpy()[None, :]
            alike = (self.campaigns.lost[:, None] > DEFECTED) == (left > 0.5)
            weights *= np.where(np.isfinite(left) & ~alike, 0.05, 1.0)
        return weights / weights.sum(axis=0)

    def _hazard(self) -> Floats:
        return self.campaigns.hazard


@dataclass
class TaughtSimulator(Simulator):
    """The same, its log hazard moved by a common shift and by slopes on the covariates: the posterior mode over the
    training campaigns, each a simulated campaign of unknown draw.

    `learned` gives mean and sd of what other sources say of a covariate's log hazard ratio, a unit of it; the slopes of
    the others have a prior symmetric round zero.
    """

    covariates: Sequence[str] = ()
    name: str = "simulator_taught"
    learned: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    _slopes: Floats = field(default_factory=lambda: np.zeros(1))

    def learn(self, rows: pd.DataFrame) -> None:
        self._scaler = _prepared().fit(rows[list(self.covariates)])
        x, won, weights = self._scaled(rows), rows["won"].to_numpy(float), self.weights(rows)
        middle, spread = self._prior()

        def loss(theta: Floats) -> tuple[float, Floats]:
            p, slope = self._won(x @ theta, weights)
            p = np.clip(p, 1e-9, 1 - 1e-9)
            away = (theta - middle) / spread
            value = -(won * np.log(p) + (1 - won) * np.log1p(-p)).sum() + 0.5 * np.square(away).sum()
            gradient = -((won / p - (1 - won) / (1 - p)) * slope) @ x + away / spread
            return float(value), gradient

        self._slopes = optimize.minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x

    def probability(self, rows: pd.DataFrame) -> Floats:
        return self._won(self._scaled(rows) @ self._slopes, self.weights(rows))[0]

    def _prior(self) -> tuple[Floats, Floats]:
        """Mean and sd of the shift and of the slopes on standardised covariates, (1 + covariates,)."""
        units = np.asarray(self._scaler[-1].scale_, dtype=float)
        middle, spread = np.zeros(len(units) + 1), np.array([SHIFT_SD] + [SLOPE_SD] * len(units))
        for place, covariate in enumerate(self.covariates):
            if covariate in self.learned:
                mean, sd = self.learned[covariate]
                middle[place + 1], spread[place + 1] = mean * units[place], sd * units[place]
        return middle, spread

    def _won(self, log_ratio: Floats, weights: Floats) -> tuple[Floats, Floats]:
        """Probability of each row whose log hazard is moved by `log_ratio`, and its derivative by it; both (rows,)."""
        hazard = self._hazard()[:, None] * np.exp(np.clip(log_ratio, -8.0, 8.0))[None, :]
        stays = np.exp(-hazard)
        return ((1.0 - stays) * weights).sum(axis=0), (hazard * stays * weights).sum(axis=0)

    def _scaled(self, rows: pd.DataFrame) -> Floats:
        x = np.asarray(self._scaler.transform(rows[list(self.covariates)]), dtype=float)
        return np.column_stack([np.ones(len(rows)), x])


def _prepared():  # type: ignore[no-untyped-def]  # scikit-learn has no types
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler())

"""Each contest left out in turn: P(in office) from the trigger and from day 28, against two rivals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from buttress.arrays import Flags, Floats
from studies.history.campaigns import CampaignCounts
from studies.history.choices import Choices
from studies.history.model import HazardModel
from studies.history.posterior import approximate
from studies.history.risk import SIDES, SLOPE_SD, RiskRows, risk_rows, span_rows
from studies.history.selection import RiskSpan, Selected

DAYS = (30, 90, 180)
ORIGINS = (0, 28)
RIVALS = ("base rate", "logistic regression", "hazard")
RESAMPLES = 4000


@dataclass(frozen=True)
class LeftOut:
    """Forecasts of contests still open at an origin, in days since the trigger: `p` (rivals, contests) that the
    incumbent is in office `days` later, and whether he was."""

    origin: int
    days: int
    p: Floats
    stayed: Flags

    def brier(self) -> Floats:
        """(rivals, contests)."""
        return np.square(self.p - self.stayed)

    def log_score(self) -> Floats:
        """(rivals, contests)."""
        p = np.clip(self.p, 1e-6, 1 - 1e-6)
        return -np.where(self.stayed, np.log(p), np.log1p(-p))

    def auc(self, rival: int, weights: Floats | None = None) -> float:
        """Share of pairs, one who stayed and one who fell, in which the first had the higher forecast."""
        w = np.ones(len(self.stayed)) if weights is None else weights
        apart = self.p[rival][self.stayed][:, None] - self.p[rival][~self.stayed][None, :]
        pairs = w[self.stayed][:, None] * w[~self.stayed][None, :]
        return (
            float(((apart > 0) + 0.5 * (apart == 0)).ravel() @ pairs.ravel() / pairs.sum()) if pairs.any() else np.nan
        )

    def resampled(self, seed: int = 0) -> Floats:
        """How often each contest comes in a sample with replacement, (resamples, contests)."""
        n = len(self.stayed)
        return np.random.default_rng(seed).multinomial(n, np.full(n, 1.0 / n), size=RESAMPLES).astype(float)


def leave_one_out(selected: Selected, campaigns: CampaignCounts | None, choices: Choices) -> list[LeftOut]:
    """A result an origin and number of days."""
    rows = risk_rows(selected, choices)
    curves = {origin: _curves(selected, rows, campaigns, choices, origin) for origin in ORIGINS}
    results = []
    for origin in ORIGINS:
        states = _known(selected, choices, origin)
        for column, days in enumerate(DAYS):
            told = [_stayed(span, origin, days) for span in selected.spans]
            used = np.array([state is not None for state in told])
            stayed = np.array([bool(state) for state in told])[used]
            hazard = curves[origin][used, column]
            rivals = [_base_rates(stayed), _regression(states[used], stayed), hazard]
            results.append(LeftOut(origin, days, np.array(rivals), stayed))
    return results


def _stayed(span: RiskSpan, origin: int, days: int) -> bool | None:
    """Whether the incumbent was in office; None if he had left by the origin or it is not known."""
    lasted = (span.last - span.start).days
    if span.fell:
        return None if lasted <= origin else lasted > origin + days
    return None if lasted < origin + days else True


def _curves(
    selected: Selected, rows: RiskRows, campaigns: CampaignCounts | None, choices: Choices, origin: int
) -> Floats:
    """P(in office) at each of DAYS after an origin by a fit without the contest, (spans, days)."""
    out = np.zeros((len(selected.spans), len(DAYS)))
    for number, span in enumerate(selected.spans):
        others = np.array([one.contest != span.contest for one in selected.spans])
        fit = approximate(HazardModel(rows.only(others[rows.span]), campaigns), number)
        hazard = np.exp(_ahead(selected, span, origin, choices) @ fit.b[:, : rows.x.shape[1]].T + rows.offset)
        for column, days in enumerate(DAYS):
            parts = np.clip(days / choices.step_days - np.arange(len(hazard)), 0.0, 1.0)
            out[number, column] = np.exp(-parts @ hazard).mean()
    return out


def _ahead(selected: Selected, span: RiskSpan, origin: int, choices: Choices) -> Floats:
    """Covariates of the steps after an origin, with the acts before it alone."""
    until = span.start + timedelta(origin)
    acts = [act for act in selected.acts if act.contest == span.contest and act.day < until]
    first = origin // choices.step_days
    return span_rows(span, acts, first + np.arange(max(DAYS) // choices.step_days + 1), choices)


def _known(selected: Selected, choices: Choices, origin: int) -> Floats:
    """What the regression is told: covariates at the start, and exposures at the origin, (spans, columns)."""
    full = replace(choices, covariates=True, neutral="")
    names = risk_rows(Selected(selected.spans[:1], (), {}), full).columns
    wanted = [names.index(name) for name in (*SLOPE_SD, *(SIDES if origin else ()))]
    return np.array([_ahead(selected, span, origin, full)[0, wanted] for span in selected.spans])


def _base_rates(stayed: Flags) -> Floats:
    """The share of the others that stayed, half a contest added to each side."""
    return (stayed.sum() - stayed + 0.5) / len(stayed)


def _regression(known: Floats, stayed: Flags) -> Floats:
    """Ridge logistic regression (scikit-learn, C = 1) on standardised columns, each contest left out in turn.

    The base rate where fewer than two contests ended one way.
    """
    if min(stayed.sum(), (~stayed).sum()) < 2:
        return _base_rates(stayed)
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import LeaveOneOut, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=1000))
    return np.asarray(cross_val_predict(model, known, stayed, cv=LeaveOneOut(), method="predict_proba")[:, 1])


def difference(scores: Floats, rival: int, weights: Floats) -> tuple[float, float, float]:
    """Mean score of a rival less the base rate's, and 95 % of resampled contests."""
    apart = scores[rival] - scores[0]
    spread = weights @ apart / weights.sum(axis=1)
    low, high = np.quantile(spread, [0.025, 0.975])
    return float(apart.mean()), float(low), float(high)


def auc_interval(result: LeftOut, rival: int, weights: Floats) -> tuple[float, float]:
    """95 % of resampled contests."""
    if result.stayed.all() or not result.stayed.any():
        return float("nan"), float("nan")
    values = [result.auc(rival, row) for row in weights]
    low, high = np.nanquantile(values, [0.025, 0.975])
    return float(low), float(high)

"""What each kind of evidence adds to the likelihood, before and after the fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from buttress.infer.diagnostics.resimulation import Resimulation

if TYPE_CHECKING:
    import pandas as pd


def components(after: Resimulation, before: Resimulation) -> pd.DataFrame:
    """A row a component: name, series (stock, flow, event), reports used, log-likelihood: median of the prior's draws,
    mean and 2.5 and 97.5 % points of the posterior's. The last row is all of them.
    """
    import pandas as pd

    rows = []
    for (component, _, posterior), (_, _, prior) in zip(after.each(), before.each(), strict=True):
        rows.append(
            _row(component.name, component.series, posterior.shape[1], posterior.sum(axis=1), prior.sum(axis=1))
        )
    whole, blank = (sum(terms.sum(axis=1) for terms in replay.terms) for replay in (after, before))
    reports = sum(terms.shape[1] for terms in after.terms)
    rows.append(_row("all", "", reports, np.asarray(whole), np.asarray(blank)))
    return pd.DataFrame(rows)


def _row(name: str, series: str, reports: int, posterior: np.ndarray, prior: np.ndarray) -> dict[str, object]:
    low, high = np.quantile(posterior, (0.025, 0.975))
    return {
        "component": name,
        "series": series,
        "reports": reports,
        "prior_median": float(np.median(prior)),
        "mean": float(posterior.mean()),
        "low_95": float(low),
        "high_95": float(high),
    }

"""What a fit says of itself: its own error, what the reports added, what they moved, and where it misses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from buttress.case import Case
from buttress.infer.diagnostics import identifiability
from buttress.infer.diagnostics.components import components
from buttress.infer.diagnostics.predictive import checked, coverage
from buttress.infer.diagnostics.reporter_biases import biases
from buttress.infer.diagnostics.resimulation import Resimulation
from buttress.infer.posterior import Posterior

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class FitReport:
    """Tables (data frames) of a fit, and the share of single numbers within its 50, 80 and 95 % intervals."""

    posterior: Posterior
    components: pd.DataFrame
    reporters: pd.DataFrame
    parameters: pd.DataFrame
    reports: pd.DataFrame
    evidence: pd.DataFrame
    within: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, case: Case, posterior: Posterior) -> FitReport:
        """Of a posterior of the case."""
        replay = Resimulation.of(case, posterior)
        reports = checked(replay)
        return cls(
            posterior=posterior,
            components=components(replay, Resimulation.of_prior(case, len(posterior.draws))),
            reporters=biases(case, posterior),
            parameters=identifiability.parameters(case, posterior),
            reports=reports,
            evidence=posterior.evidence(),
            within=coverage(reports),
        )

    def fit(self) -> dict[str, Any]:
        """The fit's own figures: draws, effective draws, log evidence and acceptance of both fits, cost."""
        posterior = self.posterior
        return {
            "draws": len(posterior.draws),
            "effective_draws": posterior.ess,
            "caution": posterior.caution(),
            "log_evidence": list(posterior.log_evidence),
            "acceptance": list(posterior.acceptance),
            "temperatures": list(posterior.temperatures),
            "simulated_pasts": posterior.simulations,
            "rows_used": int(self.evidence.used.sum()),
            "rows_left_out": int((~self.evidence.used).sum()),
        }

    def to_json(self) -> dict[str, Any]:
        """Everything, as plain lists and numbers."""
        tables = ("components", "reporters", "parameters", "reports", "evidence")
        plain: dict[str, Any] = {"fit": self.fit()}
        plain |= {name: getattr(self, name).to_dict("records") for name in tables}
        return plain | {"within": {name: {"inside": a, "of": b} for name, (a, b) in self.within.items()}}

"""The posterior of a case: draws of equal weight, conditioned on the reports published before `as_of`.

Two fits that share nothing but the case show the error of the method itself. All unknowns are fitted together, also
those that reports are not expected to move: a rule that matters before the fork has to be part of the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from buttress.arrays import Floats
from buttress.infer.problem import Problem, ReplicateFit
from buttress.infer.unknown import Unknown, effective_draws, parameter_rows, reporter_rows
from buttress.world import Draws

if TYPE_CHECKING:
    import pandas as pd

ENOUGH_DRAWS = 25.0
"""Independent draws from which on the means of a fit are good to a fifth of their spreads."""


@dataclass(frozen=True)
class Posterior:
    """Draws (values and pre-fork shocks) with equal weight in a fixed random order, and how they came about.

    `ess` is the number of independent draws whose means would differ as those of the two fits do, over all active
    unknowns. Pairs are of the first and of the second fit.
    """

    draws: Draws
    reporter_names: tuple[str, ...]
    reporter_values: Floats
    unknowns: tuple[Unknown, ...]
    reporter_rows: tuple[Unknown, ...]
    ess: float
    acceptance: tuple[float, float]
    log_evidence: tuple[float, float]
    temperatures: tuple[int, int]
    simulations: int
    evidence_rows: tuple[Mapping[str, Any], ...]

    @classmethod
    def of_fits(cls, problem: Problem, a: ReplicateFit, b: ReplicateFit) -> Posterior:
        """The posterior of two fits: draws of the first, errors from both."""
        layout = problem.layout
        unknowns, reporters = parameter_rows(problem, a, b), reporter_rows(layout, a, b)
        return cls(
            draws=problem.draws(a.z, a.sample.chain),
            reporter_names=tuple(p.name for p in layout.reporters),
            reporter_values=layout.reporter_values(a.z),
            unknowns=unknowns,
            reporter_rows=reporters,
            ess=effective_draws(unknowns + reporters, len(a.z)),
            acceptance=(a.sample.acceptance, b.sample.acceptance),
            log_evidence=(a.sample.log_evidence, b.sample.log_evidence),
            temperatures=(len(a.sample.temperatures), len(b.sample.temperatures)),
            simulations=a.simulations + b.simulations,
            evidence_rows=tuple(problem.evidence.table().to_dict("records")),
        )

    def caution(self) -> str:
        """That the fit has not settled, in a sentence; empty where its draws are worth `ENOUGH_DRAWS` or more."""
        if self.ess >= ENOUGH_DRAWS:
            return ""
        rows = (*self.unknowns, *self.reporter_rows)
        worst = max(rows, key=lambda row: abs(row.error), default=None)
        apart = f", and two fits differ by {abs(worst.error):.1f} of its spreads in {worst.name}" if worst else ""
        return (
            f"the fit has not settled: its {len(self.draws)} draws are worth {self.ess:.0f} independent ones{apart}; "
            f"means are good to about {1.0 / self.ess**0.5:.1f} spreads, and ends of intervals are rough"
        )

    def table(self) -> pd.DataFrame:
        """Prior-to-posterior change of every model parameter: a row an `Unknown`."""
        return _frame(self.unknowns)

    def reporters(self) -> pd.DataFrame:
        """The same for reporters: bias and noise on the log of people, coverage as a share."""
        return _frame(self.reporter_rows)

    def evidence(self) -> pd.DataFrame:
        """Every row that speaks of the days before the fork: used, as what, or why not."""
        import pandas as pd

        return pd.DataFrame([dict(row) for row in self.evidence_rows])


def _frame(rows: Sequence[Unknown]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([asdict(row) for row in rows], columns=[field.name for field in fields(Unknown)])

"""A verdict on a claim, with the number that it rests on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from buttress.experiment.claims.judgement import VerdictBasis, VerdictLean, VerdictWord


@dataclass(frozen=True)
class Verdict:
    """`estimate` and `interval_95` in the unit of the claim's region; None where the runs give no number. They are
    scenario minus baseline, whichever way round the claim writes its contrast.

    `p_before` to `p_after`: the probability that the region holds the contrast before any evidence, with the
    reports, with other contests' history, with both. `widened`: the factor on the spreads at which they are told;
    None where no factor opens the claim. `rests_on`: the parameters that carry the contrast over draws from the
    priors. `prior_estimate` and `prior_interval_95`: the estimate on draws that have seen no report, if asked for.
    """

    id: str
    row: str | None
    verdict: VerdictWord
    estimate: float | None
    interval_95: tuple[float | None, float | None]
    basis: VerdictBasis
    rule: str
    who: str
    says: str
    note: str
    would_change: str
    p_before: float | None = None
    p_reports: float | None = None
    p_history: float | None = None
    p_after: float | None = None
    widened: int | None = None
    bayes_factor: float | None = None
    lean: VerdictLean = "none"
    rests_on: tuple[str, ...] = ()
    prior_estimate: float | None = None
    prior_interval_95: tuple[float | None, float | None] | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain data for `--json`; what the priors alone give only where it was asked for."""
        fields = {**asdict(self), "interval_95": list(self.interval_95)}
        del fields["rests_on"]
        if self.prior_interval_95 is None:
            return {name: value for name, value in fields.items() if not name.startswith("prior_")}
        return {**fields, "prior_interval_95": list(self.prior_interval_95)}

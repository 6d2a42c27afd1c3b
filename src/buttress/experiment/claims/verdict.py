"""A verdict on a claim, with the number that it rests on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

VerdictWord = Literal["supported", "contradicted", "undetermined"]
VerdictBasis = Literal["evidence", "prior", "structure"]


@dataclass(frozen=True)
class Verdict:
    """`estimate` and `interval_95` in the unit of the claim's region; None where the runs give no number.

    `prior_estimate` and `prior_interval_95`: the same on draws that have seen no report, if asked for.
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
    prior_estimate: float | None = None
    prior_interval_95: tuple[float | None, float | None] | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain data for `--json`; what the priors alone give only where it was asked for."""
        fields = {**asdict(self), "interval_95": list(self.interval_95)}
        if self.prior_interval_95 is None:
            return {name: value for name, value in fields.items() if not name.startswith("prior_")}
        return {**fields, "prior_interval_95": list(self.prior_interval_95)}

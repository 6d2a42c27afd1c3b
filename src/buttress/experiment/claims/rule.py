"""A claim's rule in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from buttress.experiment.claims.line import Estimand
from buttress.experiment.claims.restated import restated

if TYPE_CHECKING:
    from buttress.case import Claim


def rule(claim: Claim, titles: Mapping[str, str]) -> str:
    """The claim's rule in one sentence; `titles` are those of scenarios by name."""
    told = restated(claim)
    return (
        f"Supported if the probability that {Estimand.of_claim(told, titles).line(told.region)} is over 95 % and the "
        "evidence moved its odds tenfold, contradicted if under 5 % and as much the other way, each also with spreads "
        "doubled."
    )

"""The scenarios, measures and parameters that claims name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from buttress.experiment.arm import BASELINE
from buttress.experiment.measures import BY_NAME

if TYPE_CHECKING:
    from buttress.case import Claim


def scenarios_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Scenarios, the baseline apart, that the claims compare, by name."""
    return tuple(sorted({name for claim in claims for name in claim.contrast} - {BASELINE}))


def unknown_measures(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    """(claim id, measure) for every measure that is not in the registry."""
    named = [(claim.id, claim.measure) for claim in claims if claim.parameter is None]
    return [(claim, name) for claim, name in named if name not in BY_NAME]


def unknown_parameters(claims: Iterable[Claim], known: Sequence[str]) -> list[tuple[str, str]]:
    """(claim id, parameter) for every parameter named in a claim that the model doesn't have."""
    named = [(claim.id, claim.parameter) for claim in claims if claim.parameter is not None]
    return [(claim, name) for claim, name in named if name not in known]

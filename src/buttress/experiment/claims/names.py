"""The scenarios, measures and parameters that claims name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from buttress.experiment.arm import BASELINE
from buttress.experiment.measures import BY_NAME
from buttress.world.parameters import parameters_off

if TYPE_CHECKING:
    from buttress.case import Claim


def scenarios_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Scenarios, the baseline apart, that the claims compare, by name."""
    return tuple(sorted({name for claim in claims for name in claim.contrast} - {BASELINE}))


def unknown_measures(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    """(claim id, measure) for every measure that is not in the registry."""
    named = [(claim.id, claim.measure) for claim in claims if claim.parameter is None]
    return [(claim, name) for claim, name in named if name not in BY_NAME]


def lacking(claims: Iterable[Claim], off: Collection[str]) -> list[tuple[str, str, str]]:
    """(claim id, measure or parameter, part of the case) for every claim on something that the case leaves out."""
    gone = {entry.name: entry.needs for entry in parameters_off((), off)}
    found = []
    for claim in claims:
        name = claim.parameter or claim.measure
        needs = gone.get(name, ()) if claim.parameter else BY_NAME[name].needs if name in BY_NAME else ()
        found += [(claim.id, name, part) for part in needs if part in off][:1]
    return found


def unknown_parameters(claims: Iterable[Claim], known: Sequence[str]) -> list[tuple[str, str]]:
    """(claim id, parameter) for every parameter named in a claim that the model doesn't have."""
    named = [(claim.id, claim.parameter) for claim in claims if claim.parameter is not None]
    return [(claim, name) for claim, name in named if name not in known]

"""Opening a claim that a prior has nearly decided: the smallest factor on the spreads it rests on that lets it move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from buttress.experiment.claims.draw_source import UNOPENED, DrawSource, Opening, opening_of
from buttress.experiment.claims.probability import Probability
from buttress.experiment.claims.screening import rests_on
from buttress.experiment.claims.shares import Shares, first_of
from buttress.experiment.weighted_draws import WeightedDraws

if TYPE_CHECKING:
    from buttress.case import Claim

FACTORS = (1, 2, 4, 8)
OPEN = (0.1, 0.9)  # P before any evidence, between which a claim can be moved
FEW = 128  # draws after which a factor that is far from opening a claim is given up


@dataclass(frozen=True)
class OpenedClaim:
    """A claim with what it rests on, the factor that opens it (None: none does), and P before any evidence there.

    `before` is None where the runs don't reach the claim.
    """

    claim: Claim
    rests_on: tuple[str, ...]
    factor: int | None
    before: Probability | None

    @property
    def opening(self) -> Opening:
        """The opening by its factor."""
        return opening_of(self.rests_on, self.factor or 1)

    @property
    def twice(self) -> Opening:
        """The opening by twice its factor."""
        return opening_of(self.rests_on, 2 * (self.factor or 1))


def open_claims(claims: Sequence[Claim], source: DrawSource, shares: Shares, names: Sequence[str]) -> list[OpenedClaim]:
    """Each claim opened by the smallest factor of 1, 2, 4, 8 that brings P before any evidence to between .1 and .9.

    A `between` region loses mass mechanically when spreads grow: its factor is 1. So is that of a claim marked as
    structure, which no factor opens.
    """
    table = source.prior(UNOPENED, history=False)
    places = source.places(table.draws)
    contrasts = shares.contrasts(claims, table.draws)
    first = shares.of(claims, table)
    reached = [at for at, p in enumerate(first) if p is not None]
    screened = rests_on([claims[at] for at in reached], [contrasts[at] for at in reached], places, names)
    rests: dict[str, tuple[str, ...]] = {claim.id: () for claim in claims}
    rests |= {claims[at].id: found for at, found in zip(reached, screened, strict=True)}
    found = {claim.id: OpenedClaim(claim, rests[claim.id], 1, p) for claim, p in zip(claims, first, strict=True)}
    closed = [claim for claim, p in zip(claims, first, strict=True) if _closed(claim, p)]
    for factor in FACTORS[1:]:
        closed = [claim for claim in closed if rests[claim.id]]
        opened = _probabilities(closed, rests, factor, source, shares)
        for claim, p in zip(closed, opened, strict=True):
            if p is not None and OPEN[0] <= p.p <= OPEN[1]:
                found[claim.id] = OpenedClaim(claim, rests[claim.id], factor, p)
        closed = [claim for claim in closed if found[claim.id].factor == 1]
    for claim, p in zip(claims, first, strict=True):
        if claim.structure or (_closed(claim, p) and found[claim.id].factor == 1):
            found[claim.id] = OpenedClaim(claim, rests[claim.id], None, p)
    return [found[claim.id] for claim in claims]


def by_opening(opened: Mapping[str, Opening], claims: Sequence[Claim]) -> dict[Opening, list[Claim]]:
    """Claims by the opening that each asks for, in their order."""
    grouped: dict[Opening, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(opened[claim.id], []).append(claim)
    return grouped


def _closed(claim: Claim, p: Probability | None) -> bool:
    if p is None or claim.structure or claim.region.between is not None:
        return False
    return not OPEN[0] <= p.p <= OPEN[1]


def _probabilities(
    claims: Sequence[Claim], rests: Mapping[str, tuple[str, ...]], factor: int, source: DrawSource, shares: Shares
) -> list[Probability | None]:
    """P before any evidence at a factor; None where a few draws show that the factor doesn't open the claim."""
    asked = {claim.id: opening_of(rests[claim.id], factor) for claim in claims}
    found: dict[str, Probability | None] = {}
    for opening, alike in by_opening(asked, claims).items():
        draws = source.prior(opening, history=False)
        few = WeightedDraws.equal(first_of(draws.draws, FEW))
        likely = [claim for claim, p in zip(alike, shares.of(alike, few), strict=True) if _may_open(p)]
        shares.go_on(few.draws, draws.draws)
        found |= dict.fromkeys((claim.id for claim in alike), None)
        found |= {claim.id: p for claim, p in zip(likely, shares.of(likely, draws), strict=True)}
    return [found[claim.id] for claim in claims]


def _may_open(p: Probability | None) -> bool:
    if p is None:
        return False
    low, high = p.limits
    return high >= OPEN[0] and low <= OPEN[1]

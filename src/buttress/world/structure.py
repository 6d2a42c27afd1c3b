"""Structure: what a case fixes for good: people by place, group and dissent; pillars; who is called to what."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from buttress.case.defaults import standing_police
from buttress.chance.random import cell_id, check_distinct
from buttress.world.codes import ROLES, SIZES
from buttress.world.error import WorldError

if TYPE_CHECKING:
    from buttress.case.schema import Facts, Pillar, Purse

THETA = (-1.0911, 0.0, 1.0911)
"""Mean of each third of a standard normal distribution: 3 phi(z) at z = .4307, where Phi(z) = 2/3."""
MINOR = 100
"""Minor units in a unit of a currency."""
MOST = 2**57
"""Largest amount in minor units, over a thousand million millions: what five years add up still fits in 64 bits."""


def minor_units(millions: float) -> int:
    """An amount in millions as whole minor units; raises WorldError for one that no sum of years could hold."""
    amount = round(millions * 1_000_000 * MINOR)
    if abs(amount) > MOST:
        raise WorldError(f"{millions:g} million is more than the purse can hold: take a larger unit of the currency")
    return amount


def share_out(total: int, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """`total` people by weights, largest remainder, ties to the earlier; sums exactly."""
    exact = total * weights / weights.sum()
    shares = np.floor(exact).astype(np.int64)
    order = np.argsort(shares - exact, kind="stable")
    shares[order[: total - int(shares.sum())]] += 1
    return shares


def structure(facts: Facts) -> dict[str, Any]:
    """The structure columns of `world.columns` as arrays and numbers."""
    places, kinds = facts.places, facts.calendar
    adults = people_by_class(facts)
    capital = np.array([float(place.capital) for place in places])
    adults_place = adults.sum(axis=(1, 2)).astype(float)
    pillars = pillars_of(facts)
    return {
        "adults": adults,
        "adults_place": adults_place,
        "adults_zone": np.array([(adults_place * capital).sum(), (adults_place * (1 - capital)).sum()]),
        "adults_total": float(adults_place.sum()),
        "is_capital": capital,
        "is_rest": np.array([float(place.kind == "rest") for place in places]),
        "cell_address": cell_addresses(facts),
        "place_address": _addresses([("place", place.id) for place in places]),
        "kind_address": _addresses([("kind", kind.id) for kind in kinds]),
        "unit_address": _addresses([(p.id, zone) for p in pillars for zone in ("capital", "elsewhere")]).reshape(-1, 2),
        "calls": calls(facts),
        "theta": np.array(THETA),
        "headcount": np.array([float(pillar.headcount.value) for pillar in pillars]),
        "role": np.array([ROLES.index(pillar.role) for pillar in pillars], dtype=np.int64),
        "deployable": np.array([pillar.deployable_share.value for pillar in pillars]),
        **_accounts(facts.purse, [pillar.id for pillar in pillars]),
        "custody_places": int(facts.custody_places.value),
        "main_kind": main_kind(facts),
    }


def pillars_of(facts: Facts) -> list[Pillar]:
    """The pillars of a case; where it leaves them out, police of the usual strength, whose loyalty is not asked."""
    return facts.pillars or [standing_police(sum(place.population.value for place in facts.places))]


def exchange_rate(purse: Purse | None) -> float:
    """Domestic for one of the foreign currency at the trigger; 1 where there is no foreign account."""
    return 1.0 if purse is None or purse.exchange_rate is None else float(purse.exchange_rate.value)


def _accounts(purse: Purse | None, pillars: list[str]) -> dict[str, Any]:
    """The columns of both accounts; empty accounts where a case has none."""
    order = pillars if purse is None or not purse.payment_order else purse.payment_order
    unusable = None if purse is None else purse.reserves_unusable_m
    trade = None if purse is None else purse.fx_trade_day_m
    return {
        "pay_order": np.array([pillars.index(name) for name in order], dtype=np.int64),
        "unusable_reserves": 0 if unusable is None else minor_units(unusable.value),
        "fx_trade_day": MINOR if trade is None else minor_units(trade.value),
        "exchange_rate_start": exchange_rate(purse),
        "own_money": 0.0 if purse is None else float(purse.own_money),
    }


def main_kind(facts: Facts) -> int:
    """Index of the main kind of occasion."""
    return [kind.id for kind in facts.calendar].index(facts.main_kind.id)


def people_by_class(facts: Facts) -> NDArray[np.int64]:
    """Adults by place, group and class of dissent, whole people, (place, group, dissent)."""
    shares = np.array([group.share_of_adults.value for group in facts.groups])
    out = np.zeros((len(facts.places), len(facts.groups), SIZES["dissent"]), dtype=np.int64)
    for p, place in enumerate(facts.places):
        adults = round(place.population.value * facts.adults_share.value)
        if adults < 1:
            raise WorldError(f"{place.id} has no adults: 'adults_share' is {facts.adults_share.value:g}")
        for g, people in enumerate(share_out(adults, shares)):
            out[p, g] = share_out(int(people), np.ones(SIZES["dissent"]))
    return out


def unit_counts(facts: Facts) -> NDArray[np.int64]:
    """Units by pillar in the capital and elsewhere, (pillar, zone); each pillar has one at least."""
    pillars = pillars_of(facts)
    out = np.zeros((len(pillars), 2), dtype=np.int64)
    for p, pillar in enumerate(pillars):
        units = max(1, round(pillar.headcount.value / max(1, pillar.unit_size.value)))
        share = pillar.capital_share.value
        out[p] = share_out(units, np.array([share, 1.0 - share]))
    return out


def calls(facts: Facts) -> NDArray[np.float64]:
    """Who is called, (kind, place, group), 1 or 0."""
    out = np.zeros((len(facts.calendar), len(facts.places), len(facts.groups)))
    for k, kind in enumerate(facts.calendar):
        for p, place in enumerate(facts.places):
            for g, group in enumerate(facts.groups):
                here = kind.places == "all" or place.id in kind.places
                asked = kind.groups == "all" or group.id in kind.groups
                out[k, p, g] = float(here and asked)
    return out


def cell_addresses(facts: Facts) -> NDArray[np.int64]:
    """Random addresses by names of place, group, dissent and past."""
    shape = (len(facts.places), len(facts.groups), SIZES["dissent"], SIZES["past"])
    ids: dict[Hashable, int] = {
        (p, g, h, w): cell_id(facts.places[p].id, facts.groups[g].id, f"dissent {h}", f"past {w}")
        for p, g, h, w in np.ndindex(*shape)
    }
    check_distinct(ids)
    return np.array(list(ids.values()), dtype=np.int64).reshape(shape)


def _addresses(names: list[tuple[str, ...]]) -> NDArray[np.int64]:
    ids: dict[Hashable, int] = {name: cell_id(*name) for name in names}
    check_distinct(ids)
    return np.array(list(ids.values()), dtype=np.int64)

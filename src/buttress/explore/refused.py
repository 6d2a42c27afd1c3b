"""What no command of this room ranges over: policing, detention, deportation, enforcers' pay and arrests.

Whoever searches these searches the best repression. Parameters of how police, custody and pay respond stay in the model
and in its draws, and in tables they stand only as a share of their group. The two fixed what-ifs on policing, and
claims on them, are not explored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from buttress.case.message import nearest, shown
from buttress.case.scenario import LEVERS
from buttress.experiment.measures import BY_NAME, Measure, measures_of
from buttress.explore.error import ExploreError
from buttress.world.parameters import Parameter, parameters_of

if TYPE_CHECKING:
    from buttress.case import Case, Claim

LINE = (
    "policing, detention, deportation, enforcers' pay and arrests are not explored: "
    "this ranges over what nobody knows, never over what an incumbent may order"
)
GROUP_ONLY_MECHANISMS = frozenset(
    {"policing", "custody", "leaders", "attention", "loyalty_pay", "loyalty_orders", "resolution_pay"}
)
GROUP_ONLY_NAMES = frozenset(
    {
        "disperse_violence",
        "scrutiny_policing",
        "policing_shock_nation_sd",
        "policing_shock_persistence",
        "policing_shock_place_sd",
    }
)
ORDERS = re.compile(r"polic|detention|deport|arrest|custod|jail|enforcer|repress|payment_order|(^|_)wages?(_|$)")
"""What the name of an order looks like. Measures of people detained and of real pay are outcomes, and are answered."""


def group_only(parameters: Iterable[Parameter]) -> frozenset[str]:
    """Names of the parameters that stand in tables only as a share of their group, and in no condition."""
    return frozenset(
        each.name for each in parameters if each.mechanism in GROUP_ONLY_MECHANISMS or each.family in GROUP_ONLY_NAMES
    )


def measure_named(case: Case, name: str) -> Measure:
    """The measure of that name. Raises ExploreError for an order, an unknown name, or what the case leaves out."""
    if name in BY_NAME:
        missing = [part for part in BY_NAME[name].needs if part in case.facts.off]
        if missing:
            raise ExploreError(f"{name} needs the {missing[0]}, which the case leaves out")
        return BY_NAME[name]
    known = [measure.name for measure in measures_of(case.facts.off)]
    parameters = parameters_of(case.facts)
    if name in group_only(parameters) or ORDERS.search(name):
        raise ExploreError(f"{shown(name)}: {LINE}")
    if name in LEVERS or name in {each.name for each in parameters}:
        kind = "lever of scenarios" if name in LEVERS else "parameter"
        raise ExploreError(f"{shown(name)} is a {kind}, not a measure{nearest(name, known)}")
    raise ExploreError(f"no measure is called {shown(name)}{nearest(name, known)}")


def refuse_scenario(case: Case, name: str) -> None:
    """Raises ExploreError for a scenario that changes policing, CaseError for one that the case does not have."""
    if case.scenario(name).policing:
        raise ExploreError(f"scenario {shown(name)}: {LINE}")


def claim_named(case: Case, claim_id: str) -> Claim:
    """The claim of that id. Raises ExploreError for an unknown one, and for one on a scenario that changes policing."""
    found = next((claim for claim in case.claims if claim.id == claim_id), None)
    if found is None:
        hint = nearest(claim_id, [claim.id for claim in case.claims])
        raise ExploreError(f"the case has no claim {shown(claim_id)}{hint}")
    if found.parameter is None:
        for name in found.contrast:
            refuse_scenario(case, name)
    return found

"""The canonical order of what a case holds, so that the order of lines in its files means nothing.

Everything is sorted by its contents, never by its line. `payment_order` of the purse is the one list whose order means
something, and stays.

| what | sorted by |
|---|---|
| places | the capital first, then cities, regions and rests, the largest population first, then by id |
| groups | the largest share of adults first, then by id |
| pillars | enforcers, army, workers, officials; the most heads first, then by id |
| calendar | the first day, then by id |
| rows | the columns that a row's class names first, then all other columns |
| claims | the number of the row of the source that they speak of, then by id |
| changes of a scenario | the day, then the lever |
| reporters, priors, sources, scenarios | id |
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, get_args

from buttress.case.calendar import Calling
from buttress.case.claim import Claim
from buttress.case.row import Row, columns
from buttress.case.scenario import Scenario
from buttress.case.schema import Facts, Pillar, Place

R = TypeVar("R", bound=Row)
Key = tuple[Any, ...]

PLACE_KINDS: tuple[str, ...] = get_args(Place.model_fields["kind"].annotation)
ROLES: tuple[str, ...] = get_args(Pillar.model_fields["role"].annotation)


def ordered_facts(facts: Facts) -> Facts:
    """The facts with every list in its canonical order, but for the payment order."""
    return facts.model_copy(
        update={
            "places": sorted(facts.places, key=_place),
            "groups": sorted(facts.groups, key=lambda group: (-group.share_of_adults.value, group.id)),
            "pillars": sorted(facts.pillars, key=_pillar),
            "calendar": sorted(map(_lists_sorted, facts.calendar), key=lambda calling: (calling.first, calling.id)),
            "priors": dict(sorted(facts.priors.items())),
            "reporters": sorted(facts.reporters, key=lambda reporter: reporter.id),
        }
    )


def ordered_rows(rows: Iterable[R]) -> tuple[R, ...]:
    """Rows of one file by their contents. Only rows that are equal in every column are left in the order of lines."""
    return tuple(sorted(rows, key=_row))


def ordered_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in their canonical order; within each, the scenarios of the contrast by weight, then by name."""
    return sorted(map(_contrast_sorted, claims), key=_claim)


def ordered_scenario(scenario: Scenario) -> Scenario:
    """The scenario with its changes by day and lever."""
    changes = sorted(scenario.changes, key=lambda change: (change.from_, change.lever))
    return scenario.model_copy(update={"changes": changes})


def _place(place: Place) -> Key:
    return not place.capital, PLACE_KINDS.index(place.kind), -place.population.value, place.id


def _pillar(pillar: Pillar) -> Key:
    return ROLES.index(pillar.role), -pillar.headcount.value, pillar.id


def _lists_sorted(calling: Calling) -> Calling:
    lists = {name: getattr(calling, name) for name in ("dates", "places", "groups")}
    return calling.model_copy(update={name: sorted(each) for name, each in lists.items() if isinstance(each, list)})


def _row(row: Row) -> Key:
    names = dict.fromkeys((*row.sorted_by, *columns(type(row))))
    return tuple(_cell(getattr(row, name)) for name in names)


def _cell(value: Any) -> Key:
    """A cell as a sort key: empty ones first; 1.0 before 1.00, which are equal amounts and not the same text."""
    return (False,) if value is None else (True, value, str(value))


def _claim(claim: Claim) -> Key:
    digits = (claim.row or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return claim.row is None, int(digits or 0), claim.row or "", claim.id


def _contrast_sorted(claim: Claim) -> Claim:
    contrast = sorted(claim.contrast.items(), key=lambda item: (-item[1], item[0]))
    return claim.model_copy(update={"contrast": dict(contrast)})

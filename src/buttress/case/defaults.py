"""Named defaults: typical values of what few publish, for the numbers that a case of format 2 leaves out.

A default enters as an assumed number whose reason names it and its source, so that `check` and the brief list it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from buttress.case.quantity import Count, Share
from buttress.case.schema import Pillar
from buttress.parsed_yaml import parsed

PER = 100_000
"""People to whom densities refer."""
STUDENTS = "students"
"""Id of the group that has a default share of the adults."""

MAY_BE_LEFT_OUT = {
    "Facts": ("adults_share", "groups", "custody_places"),
    "Group": ("share_of_adults",),
    "Pillar": ("unit_size", "capital_share", "deployable_share"),
}
"""Keys that `fill` gives, by the form that needs them."""


@cache
def defaults() -> dict[str, dict[str, Any]]:
    """Each default by name: `value` (or one a role), what it is, its source."""
    loaded: dict[str, dict[str, Any]] = parsed(Path(__file__).with_name("defaults.yaml"))
    return loaded


def fill(data: dict[str, Any]) -> dict[str, Any]:
    """The data of case.yaml with the defaults of what it leaves out; what is there stays, be it right or wrong."""
    filled = dict(data)
    filled.setdefault("adults_share", _number("adults_share", defaults()["adults_share"]["value"]))
    if "groups" not in filled:
        whole = {"value": 1.0, "assumed": "default: one group, all adults"}
        filled["groups"] = [{"id": "adults", "name": "Adults", "share_of_adults": whole}]
    elif _listed(filled["groups"]):
        filled["groups"] = _groups(filled["groups"])
    people = dict(_people(filled.get("places")))
    total = sum(people.values())
    if "custody_places" not in filled:
        places = round(total * defaults()["custody_places"]["value"] / PER)
        filled["custody_places"] = _number("custody_places", places)
    if _listed(filled.get("pillars")):
        capital = sum(number for place, number in people.items() if place)
        filled["pillars"] = [_pillar(pillar, capital / total if total else 0.0) for pillar in filled["pillars"]]
    if isinstance(filled.get("purse"), dict):
        filled["purse"] = _purse(filled["purse"])
    return filled


def standing_police(people: int) -> Pillar:
    """Police of the usual strength for so many people: who detains where a case names no pillar."""
    police = max(defaults()["unit_size"]["enforcer"], round(people * defaults()["police_per_100000"]["value"] / PER))
    return Pillar(
        id="police",
        name="Police",
        role="enforcer",
        headcount=Count(value=police, assumed=_why("police_per_100000")),
        unit_size=Count(value=defaults()["unit_size"]["enforcer"], assumed=_why("unit_size")),
        capital_share=Share(value=0.5, assumed="their loyalty is not asked"),
        deployable_share=Share(value=defaults()["deployable_share"]["enforcer"], assumed=_why("deployable_share")),
    )


def _groups(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The students' usual share where it is left out; then one other group may have what is left of the adults."""
    share = _number("students_share", defaults()["students_share"]["value"])
    out = [
        {**group, "share_of_adults": share}
        if group.get("id") == STUDENTS and "share_of_adults" not in group
        else dict(group)
        for group in groups
    ]
    open_ = [group for group in out if "share_of_adults" not in group]
    given = [_value(group["share_of_adults"]) for group in out if "share_of_adults" in group]
    left = 1.0 - sum(number for number in given if number is not None)
    if len(open_) == 1 and None not in given and 0.0 <= left <= 1.0:
        open_[0]["share_of_adults"] = {"value": round(left, 6), "assumed": "default: what the other groups leave"}
    return out


def _pillar(pillar: dict[str, Any], capital: float) -> dict[str, Any]:
    filled, role = dict(pillar), pillar.get("role")
    for name in ("unit_size", "deployable_share"):
        value = defaults()[name].get(str(role))
        if value is not None:
            head = _value(pillar.get("headcount"))
            most = value if name != "unit_size" or head is None else max(1, min(value, int(head)))
            filled.setdefault(name, _number(name, most))
    filled.setdefault("capital_share", _number("capital_share", round(capital, 4)))
    return filled


def _purse(purse: dict[str, Any]) -> dict[str, Any]:
    revenue, rate = _value(purse.get("revenue_month_m")), _value(purse.get("exchange_rate"))
    if "fx_trade_day_m" in purse or not revenue or not rate:
        return purse
    trade = float(f"{defaults()['fx_trade_day_m']['value'] * revenue / rate:.3g}")
    return {**purse, "fx_trade_day_m": _number("fx_trade_day_m", trade)}


def _people(places: Any) -> Iterator[tuple[bool, float]]:
    """People of the capital and of the other places, each summed by the mark."""
    sums = {True: 0.0, False: 0.0}
    for place in places if _listed(places) else ():
        sums[place.get("capital") is True] += _value(place.get("population")) or 0.0
    yield from sums.items()


def _listed(items: Any) -> bool:
    return isinstance(items, list) and all(isinstance(item, dict) for item in items)


def _value(quantity: Any) -> float | None:
    """The number of a quantity, None where none can be read."""
    value = quantity.get("value") if isinstance(quantity, dict) else None
    return None if isinstance(value, bool) or not isinstance(value, (int, float)) else float(value)


def _number(name: str, value: float) -> dict[str, Any]:
    return {"value": value, "assumed": _why(name)}


def _why(name: str) -> str:
    entry = defaults()[name]
    return f"default '{name}': {entry['what']} ({entry['source']})"

"""A reverse stress test in sentences, each for a line of its own."""

from __future__ import annotations

import math

from buttress.explore.reverse_stress.frontier import Frontier, FrontierPoint
from buttress.explore.reverse_stress.reverse import DELAYS, ReverseStress
from buttress.explore.reverse_stress.shock import RUN_DAYS, ShockKind


def sentences(found: ReverseStress) -> list[str]:
    """What has to happen for usable reserves to be gone by the day, one shock alone and two together."""
    day = f"{found.by.day} {found.by:%B %Y}"
    where = "" if found.scenario == "baseline" else f", in the scenario {found.scenario}"
    out = [
        f"Usable reserves are gone, under {_money(found.gone_m, found.currency)}, by {day}{where}: in "
        f"{100 * found.unshocked:.0f} % of draws with no shock at all."
    ]
    out += [f"Alone: {_alone(kind, point, found.currency)}." for kind, point in found.alone]
    for frontier in found.frontiers:
        for each in frontier.points[1:]:
            other = _size(frontier.second, each.other, found.currency)
            out.append(f"With {other}: {_needed(frontier, each, found.currency)}.")
    return out


def size_in_words(kind: ShockKind, size: float, currency: str) -> str:
    """The size of a shock with its unit: `62 %`, `2,900 m USD`, `90 days`, `never`."""
    if kind is ShockKind.REVENUE:
        return f"{100 * size:.0f} %"
    if kind is ShockKind.RUN:
        return _money(size, currency)
    return "never" if size > DELAYS[-2] else f"{size:.0f} days"


def _alone(kind: ShockKind, point: FrontierPoint, currency: str) -> str:
    what = {
        ShockKind.REVENUE: "revenue falls by",
        ShockKind.RUN: f"depositors take out, within {RUN_DAYS} days,",
        ShockKind.DELAY: "the loan comes later by",
    }[kind]
    if math.isinf(point.smallest):
        return f"{_nothing(kind)} is enough in most draws (not in {100 * point.not_enough:.0f} %)"
    return f"{what} {_interval(kind, point, currency)}"


def _needed(frontier: Frontier, point: FrontierPoint, currency: str) -> str:
    kind = frontier.first
    if math.isinf(point.smallest):
        return f"{_nothing(kind)} is enough in most draws (not in {100 * point.not_enough:.0f} %)"
    if point.smallest == 0.0:
        return f"no {_name(kind)} is needed in most draws (95 %: up to {_end(kind, point.high_95, currency)})"
    return f"a {_name(kind)} of {_interval(kind, point, currency)}"


def _interval(kind: ShockKind, point: FrontierPoint, currency: str) -> str:
    low, high = _end(kind, point.low_95, currency), _end(kind, point.high_95, currency)
    return f"{size_in_words(kind, point.smallest, currency)} ({low} to {high})"


def _end(kind: ShockKind, size: float, currency: str) -> str:
    return size_in_words(kind, size, currency) if math.isfinite(size) else "more than all"


def _size(kind: ShockKind, size: float, currency: str) -> str:
    if kind is ShockKind.RUN:
        return f"a run on deposits of {_money(size, currency)}"
    return "a loan that never comes" if size > DELAYS[-2] else f"a loan {size:.0f} days later"


def _name(kind: ShockKind) -> str:
    names = {ShockKind.REVENUE: "fall of revenue", ShockKind.RUN: "run on deposits", ShockKind.DELAY: "delay"}
    return names[kind]


def _nothing(kind: ShockKind) -> str:
    return {
        ShockKind.REVENUE: "not even the loss of all revenue",
        ShockKind.RUN: "not even a run of all usable reserves",
        ShockKind.DELAY: "not even a loan that never comes",
    }[kind]


def _money(millions: float, currency: str) -> str:
    return f"{float(f'{millions:.2g}'):,.0f} m {currency}"

"""The level of each place of a file: a country, a region, a place, or the rest of a country.

A name is a hint alone. A whole country is not below the sum of its places, and a region not below that of its towns, so
the numbers decide; where they don't, it is asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from buttress.intake.event_report import EventReport, Level
from buttress.intake.place_evidence import PlaceEvidence, compare
from buttress.intake.place_words import names_country, says_region, says_rest, says_whole
from buttress.intake.plain_text import plain
from buttress.intake.question import Question

FEW_BELOW, MANY_BELOW = 0.1, 0.3
"""Shares of days below the sum of the others: up to the first a place may be their sum, from the second on it is not."""
ENOUGH_DAYS = 3
SUMS = 5
"""Days on which a place without a hint is the others' exact sum, to be taken for it."""
COVERED = 0.5
"""A sum stands on this share of the days on which its parts are reported."""


@dataclass(frozen=True)
class PlaceLevel:
    """The level of a place, why, and in how many reports it stands. `told` where that is worth a line."""

    place: str
    level: Level
    because: str
    count: int
    told: bool


def place_levels(
    reports: Sequence[EventReport], answers: Mapping[str, str] | None = None, country: str = ""
) -> tuple[dict[str, PlaceLevel], list[Question]]:
    """The level of each place of reports that have none of their own, and what has to be asked.

    Reports at a level other than "place" keep theirs. `answers` are levels by the name of a place, in any case;
    `country` is the name of the file's country, if one is named.
    """
    said = {plain(name): level for name, level in (answers or {}).items()}
    own = [report for report in reports if report.level == "place"]
    counts = Counter(report.place for report in own)
    regions = _regions(own)
    hints = {place: _hint(place, country) for place in counts}
    towns = [place for place, hint in hints.items() if hint in ("", "named like a country")]
    found: dict[str, PlaceLevel] = {}
    questions: list[Question] = []
    for place, count in counts.items():
        level = said.get(plain(place))
        decided: tuple[Level, str] | None
        if level in ("country", "region", "place", "rest"):
            decided = (level, f"--answer level:{place}={level} says so")  # type: ignore[assignment]
        else:
            others = [town for town in towns if town != place]
            decided = _decide(place, hints[place], others, regions, own)
        if decided is None:
            decided = ("place", "not decided")
            questions.append(_question(place, hints[place], compare(place, others, own), count))
        told = bool(hints[place]) or decided[0] != "place"
        found[place] = PlaceLevel(place, decided[0], decided[1], count, told)
    return found, questions


def _hint(place: str, country: str) -> str:
    """What a name may mean beside a town."""
    if not place.strip() or says_whole(place):
        return "a word for the whole country"
    if says_rest(place):
        return "a word for the rest"
    if names_country(place) or (country and plain(place) == plain(country)):
        return "named like a country"
    return "named like a region" if says_region(place) else ""


def _decide(
    place: str, hint: str, others: list[str], regions: Mapping[str, frozenset[str]], reports: Sequence[EventReport]
) -> tuple[Level, str] | None:
    """A place's level and why; None where nothing decides."""
    if hint == "a word for the rest":
        return _rest(place, others, reports)
    if hint == "named like a region":
        return _region(place, others, regions, reports)
    evidence = compare(place, others, reports)
    if not hint:
        if evidence.equal >= SUMS and evidence.equal >= (1 - FEW_BELOW) * evidence.days:
            return "country", f"on {evidence.equal} of {evidence.days} days it is the sum of the others exactly"
        return "place", "its name says no more"
    within = {report.region for report in reports if report.place == place} - {"", place}
    if hint == "named like a country" and within:
        return "place", f"it is named like a country, but stands in {sorted(within)[0]}"
    if not others or not place.strip():
        return "country", "no other place is named" if place.strip() else "no place is named"
    return _whole(hint, evidence)


def _whole(hint: str, evidence: PlaceEvidence) -> tuple[Level, str] | None:
    """Whether a place may be the whole country by its numbers beside those of all others."""
    days = f"{evidence.days} days reported beside others"
    if evidence.share_below >= MANY_BELOW:
        small = f"smaller than the others together on {evidence.below} of {days} ({evidence.example})"
        if hint == "named like a country" or evidence.days >= ENOUGH_DAYS:
            return ("place", f"{hint}, but {small}") if hint == "named like a country" else None
        return None
    if hint == "a word for the whole country":
        return "country", hint if not evidence.days else f"{hint}, and not below the others on {days}"
    if evidence.share_below > FEW_BELOW or evidence.days < ENOUGH_DAYS:
        return None
    if evidence.days < COVERED * evidence.others:
        return None
    return "country", f"{hint}, and not below the others together on {days}"


def _rest(place: str, others: list[str], reports: Sequence[EventReport]) -> tuple[Level, str]:
    """The rest is all but the capital if it is never below all named places but the largest; else one more place."""
    sizes: dict[str, float] = defaultdict(float)
    for report in reports:
        if report.place in others:
            sizes[report.place] += report.detained or report.low or 0.0
    smaller = sorted(sizes, key=lambda name: -sizes[name])[1:]
    if not smaller:
        return "rest", "a word for the rest, beside one place"
    evidence = compare(place, smaller, reports)
    if evidence.days >= ENOUGH_DAYS and evidence.share_below <= FEW_BELOW:
        return "rest", f"not below all places but the largest on {evidence.days} days: it holds them"
    return "place", "a word for the rest, beside the places that are named"


def _region(
    place: str, others: list[str], regions: Mapping[str, frozenset[str]], reports: Sequence[EventReport]
) -> tuple[Level, str] | None:
    """A region's level: a region where its towns are known and it is not below them."""
    towns = regions.get(place) or frozenset(town for town in others if _same_root(town, place))
    if not towns:
        return "place", "named like a region; none of its towns is named"
    evidence = compare(place, towns, reports)
    named = ", ".join(sorted(towns)[:3])
    if evidence.share_below >= MANY_BELOW:
        return "place", f"named like a region, but below {named} on {evidence.below} of {evidence.days} days"
    if place in regions:
        return "region", f"the region of {named}"
    return ("place", f"named like a region, beside {named}") if not evidence.days else None


def _regions(reports: Iterable[EventReport]) -> dict[str, frozenset[str]]:
    """The places that stand in each region, by the column of regions."""
    found: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        if report.region and report.place != report.region:
            found[report.region].add(report.place)
    return {region: frozenset(places) for region, places in found.items()}


def _same_root(town: str, region: str) -> bool:
    """Whether a region's name may come from a town's: Gomel and Gomel region."""
    root = plain(town)[: max(4, len(plain(town)) - 2)]
    return plain(region).startswith(root) or f" {root}" in plain(region)


def _question(place: str, hint: str, evidence: PlaceEvidence, count: int) -> Question:
    if hint == "named like a region":
        because, levels = "named like a region, and never below the town of that name", ("region", "place")
    else:
        because, levels = hint, ("country", "place")
        if evidence.days:
            because += f"; below the others together on {evidence.below} of {evidence.days} days"
        else:
            because += "; never reported on a day together with others"
    options = tuple(f'--answer "level:{place}={level}"' for level in levels)
    return Question(f"level of {place}", because, options, (evidence.example,) if evidence.example else (), count)

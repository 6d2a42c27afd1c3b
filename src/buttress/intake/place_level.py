"""The level of each place of a file: a country, a region, a place, or the rest of a country.

A name is a hint alone. A whole country is not below the sum of its places, and a region not below that of its towns, so
the numbers decide; where they don't, it is asked.
"""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from buttress.intake.event_report import EventReport, Level
from buttress.intake.place_evidence import ENOUGH_DAYS, PlaceEvidence, PlaceNumbers
from buttress.intake.place_words import country_code, names_country, says_region, says_rest, says_whole
from buttress.intake.plain_text import plain
from buttress.intake.question import Question

FEW_BELOW, MANY_BELOW = 0.1, 0.3
"""Shares of days below the sum of the others: up to the first it may be their sum, from the second on it is not."""
SUMS = 5
"""Days on which a place without a hint is the others' exact sum, to be taken for it."""
WHOLE, REST = "a word for the whole country", "a word for the rest"
NAMED_COUNTRY, NAMED_REGION = "named like a country", "named like a region"
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
    reports: Sequence[EventReport], answers: Mapping[str, Level] | None = None, country: str = ""
) -> tuple[dict[str, PlaceLevel], list[Question]]:
    """The level of each place of reports that have none of their own, and what has to be asked.

    Reports at a level other than "place" keep theirs. `answers` are levels by the name of a place, in any case;
    `country` is the name of the file's country, if one is named.
    """
    said = {plain(name): level for name, level in (answers or {}).items()}
    own = [report for report in reports if report.level == "place"]
    counts = Counter(report.place for report in own)
    hints = {place: _hint(place, country) for place in counts}
    towns = [place for place, hint in hints.items() if hint in ("", NAMED_COUNTRY)]
    decider = _LevelDecider(hints, towns, _regions(own), PlaceNumbers(own, towns), country)
    found: dict[str, PlaceLevel] = {}
    questions: list[Question] = []
    for place, count in counts.items():
        decided = (said[plain(place)], "you said so") if plain(place) in said else decider.decide(place)
        if decided is None:
            questions.append(decider.question(place, count))
        level, because = decided or ("place", "asked about")
        told = decided is not None and (bool(hints[place]) or level != "place")
        found[place] = PlaceLevel(place, level, because, count, told)
    return found, questions


def _hint(place: str, country: str) -> str:
    """What a name may mean beside a town."""
    if not place.strip() or says_whole(place):
        return WHOLE
    if says_rest(place):
        return REST
    if names_country(place) or (country and plain(place) == plain(country)):
        return NAMED_COUNTRY
    return NAMED_REGION if says_region(place) else ""


@dataclass(frozen=True)
class _LevelDecider:
    """What is known of all places of a file."""

    hints: Mapping[str, str]
    towns: list[str]
    regions: Mapping[str, Mapping[str, int]]
    numbers: PlaceNumbers
    country: str

    def decide(self, place: str) -> tuple[Level, str] | None:
        """A place's level and why; None where nothing decides."""
        hint = self.hints[place]
        if hint == REST:
            return self._rest(place)
        if hint == NAMED_REGION:
            return self._region(place)
        if not hint:
            evidence = self.numbers.compare(place)
            if evidence.equal >= SUMS and evidence.equal >= (1 - FEW_BELOW) * evidence.days:
                return "country", f"on {evidence.equal} of {evidence.days} days it is the sum of the others exactly"
            return "place", "its name says no more"
        if hint == NAMED_COUNTRY:
            elsewhere = self._elsewhere(place)
            if elsewhere:
                return "place", f"{hint}, but {elsewhere}"
        if all(town == place for town in self.towns):
            return "country", "no other place is named" if place.strip() else "no place is named"
        return _whole(hint, place, self.numbers.compare(place))

    def _elsewhere(self, place: str) -> str:
        """Why a place that is named like a country is none, whatever its numbers; else empty."""
        if self.country and country_code(self.country) not in (None, country_code(place)):
            return f"the file is of {self.country}"
        within = [region for region, places in self.regions.items() if place in places]
        if within:
            return f"it stands in {within[0]}"
        codes = {country_code(town) for town in self.towns if self.hints[town] == NAMED_COUNTRY}
        alike = all(self.hints[town] == NAMED_COUNTRY for town in self.towns)
        return "so is every place of the file" if alike and len(codes) > 1 else ""

    def _rest(self, place: str) -> tuple[Level, str]:
        """All but the capital if it is never below all named places but the largest; else one more place."""
        sizes = {town: self.numbers.size(town) for town in self.towns}
        smaller = sorted(sizes, key=lambda town: -sizes[town])[1:]
        if not smaller:
            return "rest", f"{REST}, beside one place"
        evidence = self.numbers.compare(place, smaller)
        if evidence.days >= ENOUGH_DAYS and evidence.share_below <= FEW_BELOW:
            return "rest", f"not below all places but the largest on {evidence.days} days: it holds them"
        return "place", f"{REST}, beside the places that are named"

    def _region(self, place: str) -> tuple[Level, str] | None:
        """A region where its towns are known and it is not below them."""
        towns = self._towns_of(place)
        if not towns:
            return "place", f"{NAMED_REGION}; none of its towns is named"
        evidence = self.numbers.compare(place, towns)
        named = ", ".join(sorted(towns)[:3])
        if evidence.share_below >= MANY_BELOW:
            return "place", f"{NAMED_REGION}, but below {named} on {evidence.below} of {evidence.days} days"
        if place in self.regions:
            return "region", f"the region of {named}"
        return None if evidence.days else ("place", f"{NAMED_REGION}, beside {named}")

    def _towns_of(self, place: str) -> list[str]:
        """A region's towns: those that stand in it, else those that it may be named after."""
        return list(self.regions.get(place, ())) or [town for town in self.towns if _same_root(town, place)]

    def question(self, place: str, count: int) -> Question:
        """What to ask of a place that nothing decides."""
        hint = self.hints[place]
        evidence = self.numbers.compare(place, self._towns_of(place) if hint == NAMED_REGION else None)
        levels = ("region", "place") if hint == NAMED_REGION else ("country", "place")
        because = f"{hint}; below the others together on {evidence.below} of {evidence.days} days"
        if not evidence.days:
            because = f"{hint}; never reported on a day together with others"
        options = tuple(f"--level {shlex.quote(f'{place}={level}')}" for level in levels)
        return Question(f"level of {place}", because, options, (evidence.example,) if evidence.example else (), count)


def _whole(hint: str, place: str, evidence: PlaceEvidence) -> tuple[Level, str] | None:
    """Whether a place may be the whole country by its numbers beside those of all others."""
    days = f"{evidence.days} days reported beside others"
    small = f"smaller than the others together on {evidence.below} of {days} ({evidence.example})"
    large = f"{hint}, and not below the others together on {days}"
    if hint == NAMED_COUNTRY:
        if evidence.days and evidence.share_below >= MANY_BELOW:
            return "place", f"{hint}, but {small}"
        sure = evidence.days >= max(ENOUGH_DAYS, COVERED * evidence.others) and evidence.share_below <= FEW_BELOW
        return ("country", large) if sure else None
    if evidence.days >= ENOUGH_DAYS and evidence.share_below >= MANY_BELOW:
        return None if place.strip() else ("place", f"no place is named, and its rows are {small}")
    if not place.strip() and evidence.days < ENOUGH_DAYS:
        return "place", "no place is named, beside others that are"
    return "country", large if evidence.days else hint


def _regions(reports: Iterable[EventReport]) -> dict[str, dict[str, int]]:
    """The places that stand in each region by the column of regions, with their reports."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for report in reports:
        if report.region and report.place != report.region:
            found[report.region][report.place] += 1
    return {region: dict(places) for region, places in found.items()}


def _same_root(town: str, region: str) -> bool:
    """Whether a region's name may come from a town's: Gomel and Gomel region."""
    name = plain(town)
    root = name[: max(4, len(name) - 2)]
    return bool(root) and (plain(region).startswith(root) or f" {root}" in plain(region))

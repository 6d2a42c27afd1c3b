"""The level of each place of a file: a country, a region, a place, or the rest of a country.

A name is a hint alone. A whole country is not below the sum of its places, and a region not below that of its towns, so
the numbers decide; where they don't, and totals hang on it, it is asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from buttress.intake.column_names import is_total
from buttress.intake.country_level import NAMED_COUNTRY, CountryLevels, LevelChoice
from buttress.intake.event_report import EventReport, Level
from buttress.intake.place_evidence import ENOUGH_DAYS, FEW_BELOW, MANY_BELOW, PlaceNumbers, level_question
from buttress.intake.place_words import names_country, says_region, says_rest, says_whole
from buttress.intake.plain_text import plain
from buttress.intake.question import Question

_YEAR = re.compile(r"[-_ ]*(19|20)[0-9][0-9].*$")
SUMS = 5
"""Days on which a place without a hint is the others' exact sum, to be taken for it."""
WHOLE, REST, NAMED_REGION = "a word for the whole country", "a word for the rest", "named like a region"


@dataclass(frozen=True)
class PlaceLevel:
    """The level of a place, why, and in how many reports it stands. `told` where that is worth a line."""

    place: str
    level: Level
    because: str
    count: int
    told: bool


def place_levels(
    reports: Sequence[EventReport], answers: Mapping[str, Level] | None = None, country: str = "", episode: str = ""
) -> tuple[dict[str, PlaceLevel], list[Question]]:
    """The level of each place of reports that have none of their own, and what has to be asked.

    Reports at a level other than "place" keep theirs. `answers` are levels by the name of a place, in any case;
    `country` is the name of the file's country, if one is named; `episode` the file's own name, which may be one too.
    """
    said = {plain(name): level for name, level in (answers or {}).items()}
    own = [report for report in reports if report.level == "place"]
    counts = Counter(report.place for report in own)
    hints = {place: hint_of(place, country, _YEAR.sub("", episode)) for place in counts}
    choices = {place: LevelChoice(said[plain(place)], "you said so") for place in counts if plain(place) in said}
    regions = _regions(own)
    countries = CountryLevels(own, hints, regions, country)
    choices = {**{place: countries.choose(place) for place in hints if hints[place] == NAMED_COUNTRY}, **choices}
    towns = [place for place in counts if (choices[place].level == "place" if place in choices else not hints[place])]
    others = _OtherLevels(hints, towns, regions, PlaceNumbers(own, towns, {}))
    found: dict[str, PlaceLevel] = {}
    questions: list[Question] = []
    for place, count in counts.items():
        choice = choices.get(place) or others.choose(place)
        if choice.level is None:
            questions.append(level_question(place, choice.because, choice.options, choice.example, count))
        told = choice.level is not None and (bool(hints[place]) or choice.level != "place")
        found[place] = PlaceLevel(place, choice.level or "place", choice.because, count, told)
    return found, questions


def hint_of(place: str, *countries: str) -> str:
    """What a name may mean beside a town; empty for most."""
    if not place.strip() or says_whole(place) or is_total(place):
        return WHOLE
    if says_rest(place):
        return REST
    if names_country(place) or plain(place) in map(plain, countries):
        return NAMED_COUNTRY
    return NAMED_REGION if says_region(place) else ""


@dataclass(frozen=True)
class _OtherLevels:
    """Levels of what is not named like a country, beside the towns of the file."""

    hints: Mapping[str, str]
    towns: list[str]
    regions: Mapping[str, list[str]]
    numbers: PlaceNumbers

    def choose(self, place: str) -> LevelChoice:
        """A place's level and why; without a level where nothing decides."""
        hint = self.hints[place]
        if hint == REST:
            return self._rest(place)
        if hint == NAMED_REGION:
            return self._region(place)
        if hint == WHOLE:
            return self._whole(place)
        evidence = self.numbers.compare(place)
        if evidence.equal >= SUMS and evidence.equal >= (1 - FEW_BELOW) * evidence.days:
            because = f"on {evidence.equal} of {evidence.days} days it is the sum of the others exactly"
            return LevelChoice("country", because)
        return LevelChoice("place", "its name says no more")

    def _whole(self, place: str) -> LevelChoice:
        if not self.towns:
            return LevelChoice("country", "no other place is named" if place.strip() else "no place is named")
        evidence = self.numbers.compare(place)
        small = evidence.days >= ENOUGH_DAYS and evidence.share_below >= MANY_BELOW
        if not place.strip() and (small or evidence.days < ENOUGH_DAYS):
            return LevelChoice("place", f"no place is named, beside others that are; {evidence.in_words()}")
        because = f"{WHOLE}; {evidence.in_words()}"
        return LevelChoice(None if small else "country", because, ("country", "place"), evidence.example)

    def _rest(self, place: str) -> LevelChoice:
        """All but the capital if it is never below all named places but the largest; else one more place."""
        smaller = sorted(self.towns, key=lambda town: -self.numbers.size(town))[1:]
        if not smaller:
            return LevelChoice("rest", f"{REST}, beside one place")
        evidence = self.numbers.compare(place, smaller)
        if evidence.days >= ENOUGH_DAYS and evidence.share_below <= FEW_BELOW:
            return LevelChoice("rest", f"{REST}; never below all places but the largest on {evidence.days} days")
        return LevelChoice("place", f"{REST}, beside the places that are named")

    def _region(self, place: str) -> LevelChoice:
        """A region where its towns are known and it is not below them."""
        towns = self.regions.get(place) or _of_one_root(self.towns, place)
        if not towns:
            return LevelChoice("place", f"{NAMED_REGION}; none of its towns is named")
        evidence = self.numbers.compare(place, towns)
        because = f"{NAMED_REGION}, beside {', '.join(sorted(towns)[:3])}; {evidence.in_words()}"
        if evidence.share_below >= MANY_BELOW:
            return LevelChoice("place", because)
        if place in self.regions:
            return LevelChoice("region", because)
        asked = evidence.days >= ENOUGH_DAYS
        return LevelChoice(None if asked else "place", because, ("region", "place"), evidence.example)


def _regions(reports: Sequence[EventReport]) -> dict[str, list[str]]:
    """The places that stand in each region by the column of regions."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for report in reports:
        if report.region and report.place != report.region:
            found[report.region][report.place] = None
    return {region: list(places) for region, places in found.items()}


def _of_one_root(towns: Sequence[str], region: str) -> list[str]:
    """The towns after which a region may be named: Gomel of Gomel region."""
    words = plain(region).split()
    found = []
    for town in towns:
        name = plain(town)
        root = name[: max(4, len(name) - 2)]
        if root and any(word.startswith(root) for word in words):
            found.append(town)
    return found

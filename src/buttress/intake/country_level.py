"""Whether a place that is named like a country is one, or a town: Lebanon in Pennsylvania, Georgia beside Tbilisi."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from buttress.intake.event_report import EventReport, Level
from buttress.intake.gazetteer import is_town
from buttress.intake.place_evidence import ENOUGH_DAYS, FEW_BELOW, MANY_BELOW, PlaceEvidence, PlaceNumbers
from buttress.intake.place_words import country_code

NAMED_COUNTRY = "named like a country"
SAMPLE = 200
"""Other places that are looked for among the towns of a country."""
HALF = 0.5


@dataclass(frozen=True)
class LevelChoice:
    """A level and why; None where nothing decides, with the levels to choose from and an example."""

    level: Level | None
    because: str
    options: tuple[Level, ...] = ()
    example: str = ""


class CountryLevels:
    """Levels of the places named like countries. Names of one country count as one: Brazil, Brazil (4 cities)."""

    def __init__(
        self,
        reports: Sequence[EventReport],
        hints: Mapping[str, str],
        regions: Mapping[str, Sequence[str]],
        country: str,
    ) -> None:
        self.country = country
        self.regions = regions
        named = {place: country_code(place) or "" for place, hint in hints.items() if hint == NAMED_COUNTRY}
        self.codes = named
        self.towns = [place for place, hint in hints.items() if not hint]
        # Brasília is also named like its country in some languages, and is a town of it.
        self.towns_too = {place for place, code in named.items() if code and is_town(place, code)}
        same = {place: _as_one(code) for place, code in named.items() if code and place not in self.towns_too}
        self.numbers = PlaceNumbers(
            reports if named else (), {same.get(place, place) for place in (*self.towns, *named)}, same
        )
        self.chosen: dict[str, LevelChoice] = {}

    def choose(self, place: str) -> LevelChoice:
        """The level of a place and why."""
        name = _as_one(self.codes[place]) if self.codes[place] and place not in self.towns_too else place
        if name not in self.chosen:
            elsewhere = self._elsewhere(place)
            self.chosen[name] = (
                LevelChoice("place", f"{NAMED_COUNTRY}, but {elsewhere}")
                if elsewhere
                else self._by_numbers(place, name)
            )
        return self.chosen[name]

    def _elsewhere(self, place: str) -> str:
        """Why a place is no country whatever its numbers; else empty."""
        if self.country and country_code(self.country) not in (None, self.codes[place]):
            return f"the file is of {self.country}"
        within = next((region for region, places in self.regions.items() if place in places), "")
        if within:
            return f"it stands in {within}"
        return "so is every place of the file" if not self.towns and len(set(self.codes.values())) > 1 else ""

    def _by_numbers(self, place: str, name: str) -> LevelChoice:
        if not self.towns and len(set(self.codes.values())) == 1:
            return LevelChoice("country", "no other place is named")
        evidence = self.numbers.compare(name)
        lies, why = self._others_lie_in(place)
        because = "; ".join(part for part in (NAMED_COUNTRY, why, evidence.in_words()) if part)
        level = _level(evidence, lies, place in self.towns_too)
        return LevelChoice(level, because, ("country", "place"), evidence.example)

    def _others_lie_in(self, place: str) -> tuple[bool | None, str]:
        """Whether the other places are towns of the country that a place is named like; None where nothing says so."""
        if self.country:
            return True, f"the file is of {self.country}"
        code = self.codes[place]
        others = self.towns[:SAMPLE] if code else []
        known = sum(is_town(town, code) for town in others)
        if others and known >= HALF * len(others):
            return True, f"{known} of {len(others)} other places lie there"
        if known == 0 and len(others) > 1:
            return False, f"none of {len(others)} other places is known there"
        return None, ""


def _level(evidence: PlaceEvidence, lies: bool | None, also_town: bool) -> Level | None:
    """The level by the numbers, by whether the other places `lies` in the country, and whether a town is named so."""
    if evidence.days and evidence.share_below >= MANY_BELOW:
        return "place"
    if not evidence.days:
        return "country" if lies and not also_town else "place"
    if also_town:
        few = evidence.days < ENOUGH_DAYS and not evidence.below
        return "country" if few or evidence.equal >= HALF * evidence.days else None
    if lies:
        return "country"
    if lies is False:
        return None if evidence.share_below <= FEW_BELOW else "place"
    return "country" if evidence.days >= ENOUGH_DAYS and evidence.share_below <= FEW_BELOW else None


def _as_one(code: str) -> str:
    return f"\0{code}"

"""The rules of the pillars' model read a second time: people as objects, no shared code, another random generator.

`python tests/classics/test_pillars_reference.py 40` prints how its campaigns end (two to five seconds each).
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from buttress.classics.pillars.strategies import play
from buttress.classics.pillars.torus import CampaignRules

SIDE, VISION, STEPS = 40, 4, 200
DISC = [(x, y) for x in range(-4, 5) for y in range(-4, 5) if 0 < math.hypot(x, y) <= VISION]


@dataclass(eq=False)
class Person:
    """Anyone on the torus."""

    kind: str
    starts: int
    x: int = 0
    y: int = 0
    hardship: float = 0.0
    cost: float = 0.0
    joins_first: bool = False
    limit: float = 1.0
    resister: bool = False
    protester: bool = False
    defected: bool = False
    tired: int = 0
    jailed: int = 0
    dead: bool = False


class Country:
    """One campaign at the parameters of the re-implementation, walking at random."""

    def __init__(self, seed: int, at_once: float = 0.05) -> None:
        self.chance = random.Random(seed)
        self.at_once = at_once
        self.legitimacy = 0.56
        self.people = list(self._people())
        self.at: dict[tuple[int, int], Person] = {}
        sites = [(x, y) for x in range(SIDE) for y in range(SIDE)]
        for person, (x, y) in zip(self.people, self.chance.sample(sites, len(self.people)), strict=True):
            person.x, person.y = x, y
            self.at[x, y] = person

    def _people(self) -> Iterator[Person]:
        for kind, number in (("citizen", 1120), ("activist", 13), ("police", 64), ("pillar", 24)):
            for _ in range(number):
                person = Person(kind, 1 + self.chance.randrange(5))
                if kind == "citizen":
                    y = math.exp(0.5 + 0.5 * self.chance.gauss(0.0, 1.0))
                    richer = math.exp(0.5 + 0.5 * 0.5**2) - y
                    person.hardship = math.exp(richer) / (1.0 + math.exp(richer))
                    a, b = (2.0 * math.exp(z) / (1.0 + math.exp(z)) - 1.0 for z in (0.75 * y, 0.75 / y))
                    person.cost = (a**4 + b**4) ** 0.25
                    person.joins_first = self.chance.random() < self.at_once
                elif kind == "activist":
                    person.resister = True
                else:
                    person.limit = max(0.01, self.chance.gauss(0.05, 0.01))
                yield person

    def near(self, person: Person) -> list[Person]:
        places = (((person.x + dx) % SIDE, (person.y + dy) % SIDE) for dx, dy in DISC)
        return [self.at[place] for place in places if place in self.at]

    def play(self) -> str:
        for step in range(STEPS):
            for person in self.chance.sample(self.people, len(self.people)):
                if not person.dead and step >= person.starts:
                    self.turn(person)
            pillars = [p for p in self.people if p.kind == "pillar"]
            if sum(p.defected for p in pillars) / len(pillars) > 0.10:
                return "won"
            if sum(p.resister for p in self.people if not p.dead) <= 1:
                return "lost"
        return "undecided"

    def turn(self, person: Person) -> None:
        if person.tired > 0:
            person.tired -= 1
            if person.tired <= 9 - 1:
                person.protester = False
        if person.kind != "pillar" and not person.jailed:
            self.walk(person)
        if person.kind == "police" and not person.defected:
            self.police(person)
        if person.kind in ("citizen", "activist"):
            halves = [self.protest, self.join]
            for half in reversed(halves) if person.joins_first else halves:
                half(person)
        elif not person.defected:
            seen = self.near(person)
            person.defected = sum(p.protester for p in seen) > person.limit * len(seen)
        person.jailed = max(0, person.jailed - 1)

    def walk(self, person: Person) -> None:
        free = [p for p in (((person.x + dx) % SIDE, (person.y + dy) % SIDE) for dx, dy in DISC) if p not in self.at]
        if free:
            del self.at[person.x, person.y]
            person.x, person.y = self.chance.choice(free)
            self.at[person.x, person.y] = person

    def police(self, officer: Person) -> None:
        seen = self.near(officer)
        out = [p for p in seen if p.protester]
        known = [p for p in seen if p.resister and not p.jailed]
        if not (out or known) or self.chance.random() >= 0.25 or not (out or self.chance.random() < 0.40):
            return
        victim = self.chance.choice(out or known)
        victim.protester = False
        victim.resister = victim.kind == "activist"
        if self.chance.random() < 0.10:
            victim.dead = True
            del self.at[victim.x, victim.y]
            self.legitimacy *= 0.99
        else:
            victim.jailed = self.chance.randint(1, 9)

    def protest(self, person: Person) -> None:
        free = person.resister and not person.jailed and not person.tired
        if free and any(p.resister and not p.jailed for p in self.near(person)):
            person.protester, person.tired = True, 9

    def join(self, person: Person) -> None:
        if person.kind != "citizen" or person.jailed:
            return
        seen = self.near(person)
        active = sum(p.resister and not p.jailed for p in seen)
        officers = sum(p.kind == "police" for p in seen)
        peers = min(0.5 * sum(p.protester for p in seen) / 3, 1.0)
        risk = 1.0 - math.exp(-2.3 * officers / (1 + active))
        person.resister = person.hardship * (1.0 - self.legitimacy) * peers - risk * person.cost > 0.0706


def outcomes(campaigns: int, first: int = 0, at_once: float = 0.05) -> dict[str, float]:
    """Shares won, lost and undecided; `at_once`: citizens who may protest in the step in which they join."""
    ends = [Country(first + k, at_once).play() for k in range(campaigns)]
    return {end: ends.count(end) / campaigns for end in ("won", "lost", "undecided")}


@pytest.mark.slow
def test_both_readings_win_as_often() -> None:
    plain = outcomes(40, first=10_000)
    kernel = play(CampaignRules(), seed=5, campaigns=200)
    for ours, theirs in ((kernel.won.mean(), plain["won"]), (kernel.lost.mean(), plain["lost"])):
        middle = (200 * ours + 40 * theirs) / 240
        assert abs(ours - theirs) < 4.0 * np.sqrt(middle * (1.0 - middle) * (1 / 40 + 1 / 200)) + 1e-12


if __name__ == "__main__":
    print(outcomes(int(sys.argv[1]), at_once=float(sys.argv[2]) if len(sys.argv) > 2 else 0.05))

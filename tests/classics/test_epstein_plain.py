"""Epstein's models once more in plain Python, counting afresh at every look: the compiled run must equal it exactly.

Written from the paper's rules; what it shares with the compiled one is the random addresses and how a draw becomes a
choice.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from buttress.chance.random import stream_id, uniform
from buttress.classics.epstein.run import History, Inputs, Interpretation, play

SEED = 11
MODEL_I = Inputs(vision=2, legitimacy=0.7, longest_term=6, cop_density=0.1, side=9)
MODEL_II = Inputs(vision=1.7, legitimacy=0.7, longest_term=4, cop_density=0.05, side=9, two_groups=True, oldest=30)


class Person:
    def __init__(self, number: int, site: tuple[int, int], hardship: float, aversion: float, group: int, dies: int):
        self.number, self.site, self.hardship, self.aversion = number, site, hardship, aversion
        self.group, self.dies, self.age, self.term = group, dies, 0, 0
        self.active = self.jailed = False


class Plain:
    """One run; sites are (x, y), and site x + side y is numbered so for the draws alone."""

    def __init__(self, inputs: Inputs, reading: Interpretation, run: int):
        self.inputs, self.reading, self.run, self.cycle = inputs, reading, run, 0
        side = inputs.side
        order = self.shuffled("settle", list(range(side * side)))
        places = [(site % side, site // side) for site in order]
        cops = round(inputs.cop_density * side * side)
        crowd = round(inputs.density * side * side)
        self.cops = places[:cops]
        self.rooms = 3 * side * side if inputs.two_groups else crowd
        self.people: dict[int, Person] = {}
        for i in range(crowd):
            group = int(inputs.two_groups and self.u("group", i) < 0.5)
            self.bring(i, places[cops + i], self.u("hardship", i), group)

    def u(self, stream: str, cell: int) -> float:
        return uniform(SEED, self.run, stream_id(f"classics epstein {stream}"), self.cycle, cell)

    def shuffled(self, stream: str, cards: list) -> list:
        for i in range(len(cards) - 1, 0, -1):
            j = int(self.u(stream, i) * (i + 1))
            cards[i], cards[j] = cards[j], cards[i]
        return cards

    def bring(self, i: int, site: tuple[int, int], hardship: float, group: int) -> None:
        oldest = self.inputs.oldest if self.inputs.two_groups else 0
        dies = math.ceil(self.u("length of life", i) * oldest)
        self.people[i] = Person(i, site, hardship, self.u("risk aversion", i), group, dies)

    def around(self, site: tuple[int, int], vision: float) -> list[tuple[int, int]]:
        reach = range(-int(vision), int(vision) + 1)
        near = {"circle": lambda x, y: math.hypot(x, y) <= vision, "diamond": lambda x, y: abs(x) + abs(y) <= vision}
        side, inside = self.inputs.side, near[self.reading.neighbourhood if vision != 1.5 else "circle"]
        return [
            ((site[0] + x) % side, (site[1] + y) % side)
            for x in reach
            for y in reach
            if (x, y) != (0, 0) and inside(x, y)
        ]

    def seen(self, site: tuple[int, int]) -> list[tuple[int, int]]:
        return self.around(site, self.inputs.vision)

    def on_the_ground(self) -> dict[tuple[int, int], Person]:
        return {p.site: p for p in self.people.values() if not p.jailed or self.reading.jailed == "stay"}

    def free_site(
        self, sites: list[tuple[int, int]], stream: str, cell: int, crowded: str = ""
    ) -> tuple[int, int] | None:
        taken = set(self.on_the_ground()) | {cop for cop in self.cops if cop is not None}
        u, span = self.u(stream, cell), len(sites)
        while span < 2**45:
            u *= len(sites)
            place = int(u)
            u -= place
            span *= len(sites)
            if sites[place] not in taken:
                return sites[place]
        free = [site for site in sites if site not in taken]
        second = crowded or f"{stream} where few sites are free"
        return free[int(self.u(second, cell) * len(free))] if free else None

    def actives(self, site: tuple[int, int]) -> list[Person]:
        there = self.on_the_ground()
        return [there[s] for s in self.seen(site) if s in there and there[s].active]

    def move(self, who: Person | int) -> None:
        person = isinstance(who, Person)
        site = who.site if person else self.cops[who]
        cell = who.number if person else self.rooms + who
        new = self.free_site(self.seen(site), "move", cell)
        if new is not None and person:
            who.site = new
        elif new is not None:
            self.cops[who] = new

    def act(self, person: Person, legitimacy: float) -> int:
        cops = sum(cop in self.seen(person.site) for cop in self.cops)
        ratio = cops / (1 + len(self.actives(person.site)))
        ratio = {"exact": ratio, "floor": math.floor(ratio), "round": round(ratio)}[self.reading.cop_ratio]
        chance = 1.0 - math.exp(-2.3 * ratio)
        person.active = person.hardship * (1.0 - legitimacy) - person.aversion * chance > self.inputs.threshold
        if not (person.active and self.inputs.two_groups):
            return 0
        there = self.on_the_ground()
        sites = [s for s in self.seen(person.site) if s in there]
        foes = [there[s] for s in sites if there[s].group != person.group and not there[s].jailed]
        if foes:
            del self.people[foes[int(self.u("kill", person.number) * len(foes))].number]
        return len(foes) > 0

    def arrest(self, cop: int) -> None:
        actives = self.actives(self.cops[cop])
        if actives:
            taken = actives[int(self.u("arrest", cop) * len(actives))]
            taken.active, taken.jailed = False, True
            taken.term = math.inf
            if self.inputs.longest_term < math.inf:
                taken.term = math.ceil(self.u("term", taken.number) * self.inputs.longest_term)

    def turn(self, who: int, legitimacy: float) -> int:
        act_first = self.reading.order == "act_move"
        cop = who - self.rooms
        mover = self.people[who] if cop < 0 else cop
        moves = cop >= 0 or self.inputs.people_move
        if moves and not act_first:
            self.move(mover)
        killed = self.act(mover, legitimacy) if cop < 0 else self.arrest(cop) or 0
        if moves and act_first:
            self.move(mover)
        return killed

    def release(self) -> None:
        for i in sorted(self.people):
            person = self.people[i]
            if not person.jailed:
                continue
            person.term = max(person.term - 1, 0)
            if person.term > 0:
                continue
            if self.reading.jailed == "leave":
                side = self.inputs.side
                everywhere = [(s % side, s // side) for s in range(side * side)]
                site = self.free_site([person.site, *self.seen(person.site)], "release", i) or self.free_site(
                    everywhere, "release anywhere", i
                )
                if site is None:
                    continue
                person.site = site
            person.jailed = False

    def breed_and_die(self) -> None:
        rooms = iter([i for i in range(self.rooms) if i not in self.people])
        children = []
        for i in self.shuffled("order of births", [i for i in sorted(self.people) if not self.people[i].jailed]):
            if self.u("birth", i) < self.inputs.cloning:
                site = self.free_site(self.around(self.people[i].site, 1.5), "cradle", i)
                if site is not None:
                    child = next(rooms)
                    self.bring(child, site, self.people[i].hardship, self.people[i].group)
                    children.append(child)
        for i in list(self.people):
            if i not in children:
                self.people[i].age += 1
            if self.people[i].age >= self.people[i].dies:
                del self.people[i]

    def step(self, legitimacy: float) -> tuple[int, ...]:
        self.cycle += 1
        order = [i for i in sorted(self.people) if not self.people[i].jailed]
        killed = 0
        for who in self.shuffled("order", order + [self.rooms + c for c in range(len(self.cops))]):
            if who >= self.rooms or (who in self.people and not self.people[who].jailed):
                killed += self.turn(who, legitimacy)
        self.release()
        if self.inputs.two_groups:
            self.breed_and_die()
        people = self.people.values()
        groups = [sum(p.group == g for p in people) for g in (0, 1)]
        return sum(p.active for p in people), sum(p.jailed for p in people), int(killed), *groups


def rows(path: History) -> list[tuple[int, ...]]:
    columns = (path.active, path.jailed, path.killed, path.alive[:, 0], path.alive[:, 1])
    return [tuple(int(value) for value in row) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize("cop_ratio", ["exact", "floor", "round"])
@pytest.mark.parametrize("order", ["move_act", "act_move"])
@pytest.mark.parametrize(("neighbourhood", "jailed"), [("circle", "leave"), ("diamond", "stay")])
def test_model_i_equals_the_plain_rule(cop_ratio, order, neighbourhood, jailed):
    reading = Interpretation(cop_ratio, order, neighbourhood, jailed)
    ours = rows(play(MODEL_I, reading, 15, SEED, 3))
    plain = Plain(MODEL_I, reading, 3)
    assert [plain.step(MODEL_I.legitimacy) for _ in ours] == ours
    assert max(row[0] for row in ours) > 0
    assert max(row[1] for row in ours) > 0


def test_people_who_may_not_move_stay_and_terms_without_end_do_not():
    inputs = replace(MODEL_I, people_move=False, longest_term=math.inf)
    ours = rows(play(inputs, Interpretation("floor"), 25, SEED, 0))
    plain = Plain(inputs, Interpretation("floor"), 0)
    assert [plain.step(inputs.legitimacy) for _ in ours] == ours
    assert ours[-1][1] == max(row[1] for row in ours) > 0


def test_legitimacy_by_cycle_reaches_the_rule():
    level = np.linspace(0.95, 0.5, 20)
    plain = Plain(MODEL_I, Interpretation(), 1)
    ours = rows(play(MODEL_I, Interpretation(), 20, SEED, 1, legitimacy=level))
    assert [plain.step(value) for value in level] == ours


@pytest.mark.parametrize("jailed", ["leave", "stay"])
@pytest.mark.parametrize("run", [0, 1])
def test_model_ii_equals_the_plain_rule(jailed, run):
    reading = Interpretation(jailed=jailed)
    ours = rows(play(MODEL_II, reading, 30, SEED, run))
    plain = Plain(MODEL_II, reading, run)
    assert [plain.step(MODEL_II.legitimacy) for _ in ours] == ours
    assert sum(row[2] for row in ours) > 0
    assert len(ours) == 30 or min(ours[-1][3:]) == 0

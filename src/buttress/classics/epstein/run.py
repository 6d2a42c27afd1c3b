"""Inputs and readings of Epstein's civil violence models, and what one run of them leaves behind.

The paper prints inputs in a table of eight runs and the rules in prose. Where the prose leaves a choice, or a known
implementation departs from it, the choice is an option of `Interpretation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from buttress.classics.epstein.cycle import Record, simulate
from buttress.classics.epstein.torus import ABSENT, EXACT, FLOOR, NOBODY, PERSON, ROUND, SITE, Torus, TurnRules

ARREST_CONSTANT = 2.3
"""Makes the chance of arrest .9 where one cop faces one active."""
CopRatio = Literal["exact", "floor", "round"]
Order = Literal["move_act", "act_move"]
Neighbourhood = Literal["circle", "diamond", "cross"]
Jailed = Literal["leave", "stay"]
_RATIOS: dict[str, int] = {"exact": EXACT, "floor": FLOOR, "round": ROUND}
_JAIL_ROOM = 3
"""Places in the columns for people who clone while others sit in jail, in lattices."""


@dataclass(frozen=True)
class Interpretation:
    """The choices that the paper's text leaves, or that its implementations take otherwise.

    `cop_ratio`: C / A as it stands, cut to a whole number (NetLogo) or rounded, halves to even (Mesa).
    `order`: move, then act (paper, NetLogo), or act, then move (Mesa).
    `neighbourhood`: sites within the Euclidean radius (NetLogo), the diamond of as many steps (Mesa), or only those
    straight north, south, east and west. `jailed`: leave the torus, or stay on a site that stays taken (Mesa).
    """

    cop_ratio: CopRatio = "exact"
    order: Order = "move_act"
    neighbourhood: Neighbourhood = "circle"
    jailed: Jailed = "leave"


@dataclass(frozen=True)
class Inputs:
    """A column of the paper's Table 2; densities are shares of the sites, `longest_term` in cycles, inf for ever."""

    vision: float
    legitimacy: float
    longest_term: float
    cop_density: float
    people_move: bool = True
    two_groups: bool = False
    side: int = 40
    density: float = 0.7
    threshold: float = 0.1
    cloning: float = 0.05
    oldest: int = 200


@dataclass(frozen=True)
class History:
    """One run, by cycle: free actives, jailed, killed, tension, cops, people alive by group (cycle, 2).

    `decided` (cop in view or none, active or quiet): decisions of those whose grievance is above the threshold.
    """

    active: NDArray[np.int64]
    jailed: NDArray[np.int64]
    killed: NDArray[np.int64]
    tension: NDArray[np.float64]
    cops: NDArray[np.int64]
    alive: NDArray[np.int64]
    decided: NDArray[np.int64]


def play(
    inputs: Inputs,
    reading: Interpretation,
    cycles: int,
    seed: int,
    run: int,
    legitimacy: NDArray[np.float64] | None = None,
    cops: NDArray[np.int64] | None = None,
    crowd: int | None = None,
) -> History:
    """One run of `cycles`; in Model II it ends with the cycle in which a group dies out.

    `legitimacy` and `cops` (numbers) by cycle replace the inputs' constant ones, `crowd` their number of people.
    ValueError where more are to stand on the torus than it has sites, or vision reaches round it.
    """
    sites = inputs.side**2
    numbers = np.full(cycles, round(inputs.cop_density * sites)) if cops is None else np.asarray(cops, dtype=np.int64)
    level = np.full(cycles, inputs.legitimacy) if legitimacy is None else np.asarray(legitimacy, dtype=np.float64)
    people = round(inputs.density * sites) if crowd is None else crowd
    if people + numbers[0] > sites:
        raise ValueError(f"{people} people and {numbers[0]} cops do not fit on {sites} sites")
    torus = _blank_torus(inputs, reading, people, numbers.max())
    record = _blank_record(cycles)
    ran = simulate(seed, run, _rules(inputs, reading), torus, people, level, numbers, record)
    return History(
        active=record.active[:ran], jailed=record.jailed[:ran], killed=record.killed[:ran],
        tension=record.tension[:ran], cops=numbers[:ran], alive=record.alive[:ran], decided=record.decided,
    )  # fmt: skip


def in_vision(vision: float, neighbourhood: Neighbourhood) -> list[tuple[int, int]]:
    """Steps (east, south) to the sites in vision of (0, 0), which is not among them."""
    reach = range(-int(vision), int(vision) + 1)
    steps = [(x, y) for x in reach for y in reach if (x, y) != (0, 0)]
    inside = {
        "circle": lambda x, y: x * x + y * y <= vision * vision,
        "diamond": lambda x, y: abs(x) + abs(y) <= vision,
        "cross": lambda x, y: x == 0 or y == 0,
    }[neighbourhood]
    return [step for step in steps if inside(*step)]


def seen_from(side: int, steps: list[tuple[int, int]]) -> NDArray[np.int32]:
    """The sites that each site of a torus sees: (site, step). ValueError where a view meets itself round the torus."""
    if max(abs(s) for step in steps for s in step) * 2 >= side:
        raise ValueError(f"vision reaches round a torus of side {side}")
    x, y = np.arange(side * side) % side, np.arange(side * side) // side
    return np.stack([(x + dx) % side + side * ((y + dy) % side) for dx, dy in steps], axis=1).astype(np.int32)


def _blank_torus(inputs: Inputs, reading: Interpretation, people: int, cops: int) -> Torus:
    """Nobody on any site; room for people who clone while others sit in jail where there are two groups."""
    sites = inputs.side**2
    torus = Torus(
        ground=np.zeros(sites, dtype=SITE),
        sees=seen_from(inputs.side, in_vision(inputs.vision, reading.neighbourhood)),
        beside=seen_from(inputs.side, in_vision(1.5, "circle")),
        people=np.zeros(_JAIL_ROOM * sites if inputs.two_groups else people, dtype=PERSON),
        cops=np.full(cops, NOBODY),
    )
    torus.ground["holder"] = NOBODY
    torus.people["state"] = ABSENT
    return torus


def _rules(inputs: Inputs, reading: Interpretation) -> TurnRules:
    return TurnRules(
        cop_ratio=_RATIOS[reading.cop_ratio], act_first=reading.order == "act_move", people_move=inputs.people_move,
        jailed_stay=reading.jailed == "stay", two_groups=inputs.two_groups, k=ARREST_CONSTANT,
        threshold=inputs.threshold, longest_term=float(inputs.longest_term), cloning=inputs.cloning,
        oldest=inputs.oldest if inputs.two_groups else 0,
    )  # fmt: skip


def _blank_record(cycles: int) -> Record:
    def whole() -> NDArray[np.int64]:
        return np.zeros(cycles, dtype=np.int64)

    return Record(
        active=whole(), jailed=whole(), killed=whole(), tension=np.zeros(cycles),
        alive=np.zeros((cycles, 2), dtype=np.int64), decided=np.zeros((2, 2), dtype=np.int64),
    )  # fmt: skip

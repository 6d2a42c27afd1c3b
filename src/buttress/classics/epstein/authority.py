"""Epstein 2002, Model I: a central authority arrests rebels; calm is broken by sudden outbursts.

    active if G - R P > T,   G = H (1 - L),   P = 1 - exp(-k C / A),   H, R ~ U(0, 1)

C cops and A actives in vision, the person's own self among them; a cop arrests one random active in vision. P is our
own chance of detention (`rules/policing`) with officers C and crowd A. J. M. Epstein 2002, "Modeling civil
violence: an agent-based computational approach", PNAS 99 suppl. 3, 7243-7250, doi 10.1073/pnas.092080199. Taken at its
word the rule gives no rebellion; NetLogo and Mesa each read C / A in their own way, and no one reading gives all
printed statistics, so each has its rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from buttress.classics.epstein.outbursts import THRESHOLD, log_slope, outbursts
from buttress.classics.epstein.rows import QUARTER, REPLICATION, WHY_MOST, WHY_QUARTER, named
from buttress.classics.epstein.rows import row as _row
from buttress.classics.epstein.run import ARREST_CONSTANT, History, Inputs, Interpretation, play
from buttress.classics.epstein.torus import EXACT
from buttress.classics.epstein.turn import arrest_chance
from buttress.classics.figure import Figure

QUESTION = "How can a quiet country under watch break into sudden outbursts, and what sets them off?"

NEVER_ENDS = float("inf")
RUN_1 = Inputs(vision=1.7, legitimacy=0.89, longest_term=15, cop_density=0.04, people_move=False)
RUN_2 = Inputs(vision=7, legitimacy=0.82, longest_term=30, cop_density=0.04)
RUNS_3_4 = Inputs(vision=7, legitimacy=0.9, longest_term=NEVER_ENDS, cop_density=0.074)
RUN_5 = Inputs(vision=7, legitimacy=0.8, longest_term=NEVER_ENDS, cop_density=0.074)
"""The paper's Table 2, Model I."""
AT_ITS_WORD = Interpretation()
NETLOGO = Interpretation("floor", "move_act")
MESA = Interpretation("round", "act_move")
READINGS = (NETLOGO, Interpretation("floor", "act_move"), Interpretation("round", "move_act"), MESA)
"""The four readings under which there are outbursts, named by ratio and order."""
JUMP = 77
"""Cycle of the one jump of legitimacy; the small steps begin with it too, so that both runs share their past."""
CYCLES = 3000
RUNS, MORE_RUNS = 5, 10
"""Of Run 2, the larger number under the two readings that others have built."""
PAIRS = 30


def figures(seed: int) -> Iterator[Figure]:
    """Rows by run of the paper's Table 2."""
    chance = arrest_chance(EXACT, ARREST_CONSTANT, 1, 1)
    yield _figure("chance of arrest, one cop and one active", "printed", "text on k", 0.9, [chance], 0.005, "one digit")
    yield from _run_1(seed)
    for reading in READINGS:
        built = reading in (NETLOGO, MESA)
        paths = runs_of(RUN_2, reading, CYCLES, seed, MORE_RUNS if built else RUNS)
        yield from _waits_and_activation(reading, paths)
        if reading == NETLOGO:
            yield from _against_a_replication(paths)
        if built:
            yield from _tension(reading, paths)
            yield from _free_assembly(reading, paths, seed)
            yield from _longer_terms(reading, paths, seed)
    yield from _at_its_word(seed)
    for reading in (NETLOGO, Interpretation("round", "move_act")):
        yield from _salami_and_jump(reading, seed)
    for reading in (AT_ITS_WORD, NETLOGO, Interpretation("round", "move_act")):
        yield from _fewer_cops(reading, seed)


def runs_of(inputs: Inputs, reading: Interpretation, cycles: int, seed: int, runs: int) -> list[History]:
    """Independent runs 0, 1, ..."""
    return [play(inputs, reading, cycles, seed, run) for run in range(runs)]


def small_steps(cycles: int) -> np.ndarray:
    """Legitimacy of Run 3 by cycle: from .9 to .2 by .01 a cycle, from cycle `JUMP` on."""
    return np.round(np.clip(0.9 - 0.01 * (np.arange(cycles) - JUMP + 1), 0.2, 0.9), 2)


def one_jump(cycles: int) -> np.ndarray:
    """Legitimacy of Run 4 by cycle: .9, and .7 from cycle `JUMP` on."""
    return np.where(np.arange(cycles) < JUMP, 0.9, 0.7)


def cops_walked_down(cycles: int, at_first: int = 118) -> np.ndarray:
    """Cops of Run 5 by cycle: a straight line to none from cycle 50 to 550. The paper doesn't print the pace."""
    return np.round(at_first * np.clip(1.0 - (np.arange(cycles) - 50) / 500.0, 0.0, 1.0)).astype(np.int64)


_figure = partial(_row, "epstein")


def _run_1(seed: int, runs: int = 20) -> Iterator[Figure]:
    """Deceptive people: those with G > T hide it in sight of a cop."""
    paths = runs_of(RUN_1, NETLOGO, 500, seed, runs)
    decided = np.array([path.decided for path in paths], dtype=float)
    open_about_it = decided[:, 1, 0] / decided[:, 1].sum(axis=1)
    hiding = decided[:, 0, 1] / decided[:, 0].sum(axis=1)
    exact = "C = 0 gives P = 0, so whoever has G > T acts"
    name = "Run 1: of the aggrieved, {} in view"
    yield _figure(name.format("active with no cop"), "closed_form", exact, 1, open_about_it, 0, exact, unit="share")
    yield _figure(name.format("quiet with a cop"), "printed", "Fig. 1", 1, hiding, 0.5, WHY_MOST, unit="share")
    simmering = [path.active[100:].mean() for path in paths]
    why = "two standard errors of the difference: 20 seeds each, whose sd is 6.4"
    yield _figure("Run 1: mean actives", "rule", REPLICATION, 48, simmering, 4, why, unit="people")


def _waits_and_activation(reading: Interpretation, paths: list[History]) -> Iterator[Figure]:
    """Figs. 5 to 7 under one reading."""
    series = [outbursts(path.active) for path in paths]
    for name, figure, published, values, unit in (
        ("mean wait between outbursts", "Fig. 5", 60.0, [f.waits.mean() for f in series], "cycles"),
        ("sd of waits", "Fig. 5", 55.0, [f.waits.std(ddof=1) for f in series], "cycles"),
        (
            "slope of log frequency of waits from 30 on",
            "Fig. 6",
            -0.07,
            [log_slope(f.waits) for f in series],
            "per cycle",
        ),
        ("mean total activation", "Fig. 7", 708.0, [f.activation.mean() for f in series], "person-cycles"),
        ("sd of total activation", "Fig. 7", 230.0, [f.activation.std(ddof=1) for f in series], "person-cycles"),
    ):
        yield _figure(
            f"Run 2 ({named(reading)}): {name}", "printed", figure, published, values, QUARTER * abs(published),
            WHY_QUARTER, unit=unit,
        )  # fmt: skip


def _at_its_word(seed: int) -> Iterator[Figure]:
    """The printed rule: no outburst, so no wait to measure."""
    for reading in (AT_ITS_WORD, Interpretation("exact", "act_move")):
        path = play(RUN_2, reading, CYCLES, seed, 0)
        waits = outbursts(path.active).waits
        yield _figure(
            f"Run 2 ({named(reading)}): mean wait between outbursts", "printed", "Fig. 5", 60.0,
            [waits.mean()] if len(waits) else None, QUARTER * 60.0, WHY_QUARTER, unit="cycles",
        )  # fmt: skip
        if reading == AT_ITS_WORD:
            why = "the range over the replication's seeds"
            yield _figure("Run 2 (exact): most actives", "rule", REPLICATION, 23.5, [path.active.max()], 10.5, why)


def _against_a_replication(paths: list[History]) -> Iterator[Figure]:
    """Run 2 with C / A cut to a whole number, as an independent replication measured it."""
    series = [outbursts(path.active) for path in paths]
    spread = "the range over the replication's seeds"
    errors = "two standard errors of the difference, 20 seeds there, 10 here, whose sd is {}; half the last digit"
    for name, published, values, tolerance, why in (
        ("outbursts in 3,000 cycles", 111.5, [len(f.begin) for f in series], 10.5, spread),
        ("most actives", 329.0, [path.active.max() for path in paths], 39.0, spread),
        ("share of cycles with fewer than 10 actives", 0.645, [(p.active < 10).mean() for p in paths], 0.035, spread),
        ("mean wait between outbursts, replication", 22.0, [f.waits.mean() for f in series], 1.4, errors.format(1.2)),
        ("mean total activation, replication", 779.0, [f.activation.mean() for f in series], 70.0, errors.format(90)),
    ):
        yield _figure(f"Run 2 (floor): {name}", "rule", REPLICATION, published, values, tolerance, why)


def _tension(reading: Interpretation, paths: list[History]) -> Iterator[Figure]:
    """Mean grievance x share quiet / mean risk aversion, at an outburst's eve against the end of the last one."""
    risen = []
    for path in paths:
        series = outbursts(path.active)
        risen.append((path.tension[series.begin[1:] - 1] > path.tension[series.end[:-1]]).mean())
    name = f"Run 2 ({named(reading)}): outbursts before which tension has risen"
    yield _figure(name, "printed", "Fig. 8", 1, risen, 0.5, "most of them", unit="share")


def _free_assembly(reading: Interpretation, paths: list[History], seed: int) -> Iterator[Figure]:
    """Outbursts of those who may move against those who may not, in pairs, cops moving in both."""
    cycles = CYCLES // 5
    more = []
    for run, path in enumerate(paths):
        bound = play(replace(RUN_2, people_move=False), reading, cycles, seed, run)
        more.append(len(outbursts(path.active[:cycles]).begin) > len(outbursts(bound.active).begin))
    name = f"Run 2 ({named(reading)}): pairs with more outbursts where people move"
    yield _figure(name, "printed", "free assembly", 1, more, 0.5, WHY_MOST, unit="share")


def _longer_terms(reading: Interpretation, paths: list[History], seed: int) -> Iterator[Figure]:
    """The paper's conjecture: longer terms of jail, longer waits; 60 cycles at most against 30."""
    longer = []
    for run, path in enumerate(paths):
        twice = play(replace(RUN_2, longest_term=60), reading, CYCLES // 2, seed, run)
        longer.append(outbursts(twice.active).waits.mean() > outbursts(path.active).waits.mean())
    name = f"Run 2 ({named(reading)}): pairs with longer waits at twice the longest term"
    yield _figure(name, "printed", "jail terms", 1, longer, 0.5, "conjectured there of the mean", unit="share")


def _salami_and_jump(reading: Interpretation, seed: int) -> Iterator[Figure]:
    """A large loss of legitimacy in small steps against a smaller one at once, in pairs."""
    cycles = 250
    steps = [play(RUNS_3_4, reading, cycles, seed, run, small_steps(cycles)) for run in range(PAIRS)]
    jumps = [play(RUNS_3_4, reading, cycles, seed, run, one_jump(cycles)) for run in range(PAIRS)]
    higher = [jump.active.max() > step.active.max() for step, jump in zip(steps, jumps, strict=True)]
    fuller = [jump.jailed[-1] > step.jailed[-1] for step, jump in zip(steps, jumps, strict=True)]
    for name, where, values in (
        ("Run 3 ({}): runs without a spike above 50", "Fig. 9", [path.active.max() <= THRESHOLD for path in steps]),
        ("Run 4 ({}): runs with a spike above 50", "Fig. 10", [path.active.max() > THRESHOLD for path in jumps]),
        ("Runs 3, 4 ({}): pairs with the higher peak after the jump", "Fig. 10", higher),
        ("Runs 3, 4 ({}): pairs with more in jail after the jump", "Fig. 10", fuller),
    ):
        yield _figure(name.format(named(reading)), "printed", where, 1, values, 0.5, WHY_MOST, unit="share")


def _fewer_cops(reading: Interpretation, seed: int) -> Iterator[Figure]:
    """Cops walked down to none tip the society."""
    cops = cops_walked_down(600)
    tips = [play(RUN_5, reading, len(cops), seed, run, cops=cops).active.max() > THRESHOLD for run in range(16)]
    name = f"Run 5 ({named(reading)}): runs that tip as cops are walked down"
    yield _figure(name, "printed", "Fig. 11", 1, tips, 0.5, WHY_MOST, unit="share")

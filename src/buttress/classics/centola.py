"""Centola, Becker, Brackbill & Baronchelli 2018: how large a committed minority overturns a convention.

A pair meets; one speaks, one listens. The speaker says the name heard more often among the last M that he heard (the
best reply), the listener remembers it. Everyone starts with M times the old name in mind; the committed always say the
new one. The rule is that of the authors' published program: all pairs may meet, N 100, M 12, and a tie goes to the
new name, because the program takes the first of equal counts (its random choice among ties is never reached).
D. Centola, J. Becker, D. Brackbill & A. Baronchelli 2018, "Experimental evidence for tipping points in social
convention", Science 360, 1116-1119, doi 10.1126/science.aas8827.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.special import bdtrc

from buttress.chance.random import stream_id, uniform
from buttress.classics.figure import Figure

QUESTION = "How large must a committed minority be to overturn what everyone does?"

SPEAKER = stream_id("classics centola speaker")
LISTENER = stream_id("classics centola listener")
TIE = stream_id("classics centola tie")
PEOPLE, MEMORY, ROUNDS = 100, 12, 100
"""As in the authors' program; a round is as many meetings as there are people."""
RUNS = 100
TIE_TO_NEW, TIE_BY_LOT, TIE_TO_OLD = 0, 1, 2


@njit(cache=True)
def won_over(seed: int, run: int, people: int, committed: int, memory: int, rounds: int, tie: int) -> float:
    """Share of the others whose best reply is the new name in the end (a tie counts as in speech, a lot as half)."""
    heard = np.zeros((people, memory), np.int8)  # 1 where the new name was heard
    news = np.zeros(people, np.int64)
    place = np.zeros(people, np.int64)
    for meeting in range(rounds * people):
        speaker = int(people * uniform(seed, run, SPEAKER, 0, meeting))
        listener = int((people - 1) * uniform(seed, run, LISTENER, 0, meeting))
        listener += listener >= speaker
        if listener < committed:
            continue
        new = 1
        if speaker >= committed:
            lead = 2 * news[speaker] - memory
            if lead < 0 or (lead == 0 and tie == TIE_TO_OLD):
                new = 0
            elif lead == 0 and tie == TIE_BY_LOT:
                new = int(uniform(seed, run, TIE, 0, meeting) < 0.5)
        at = place[listener]
        news[listener] += new - heard[listener, at]
        heard[listener, at] = new
        place[listener] = (at + 1) % memory
    share = 0.0
    for i in range(committed, people):
        lead = 2 * news[i] - memory
        if lead > 0 or (lead == 0 and tie == TIE_TO_NEW):
            share += 1.0
        elif lead == 0 and tie == TIE_BY_LOT:
            share += 0.5
    return share / (people - committed)


def takeovers(seed: int, committed: int, tie: int = TIE_TO_NEW, people: int = PEOPLE, runs: int = RUNS) -> float:
    """Share of runs in which more than half of the others end with the new name."""
    return float(np.mean([won_over(seed, k, people, committed, MEMORY, ROUNDS, tie) > 0.5 for k in range(runs)]))


def tipping_share(seed: int, tie: int = TIE_TO_NEW, people: int = PEOPLE, runs: int = RUNS) -> tuple[float, float]:
    """The committed share at which half of the runs turn over, between the two numbers that enclose it; its error.

    The error is that of a half over so many runs, divided by the rise between the two.
    """
    low, high = 0, people // 2
    shares = {low: 0.0, high: 1.0}
    while high - low > 1:
        middle = (low + high) // 2
        shares[middle] = takeovers(seed, middle, tie, people, runs)
        low, high = (low, middle) if shares[middle] >= 0.5 else (middle, high)
    rise = shares[high] - shares[low]
    return (low + (0.5 - shares[low]) / rise) / people, 0.5 / math.sqrt(runs) / rise / people


def says_new(spoken: NDArray[np.float64], tie: int = TIE_TO_NEW) -> NDArray[np.float64]:
    """Chance that a person says the new name, if each of the M names that he remembers was new with chance `spoken`."""
    above = bdtrc(MEMORY // 2, MEMORY, spoken)
    at_least = bdtrc((MEMORY - 1) // 2, MEMORY, spoken)  # the same for an odd memory, which has no ties
    weight = {TIE_TO_NEW: 1.0, TIE_BY_LOT: 0.5, TIE_TO_OLD: 0.0}[tie]
    return above + weight * (at_least - above)


def critical_share(tie: int = TIE_TO_NEW) -> float:
    """The same for endless many: the least c for which x = c + (1 - c) says_new(x) has no root below one half."""
    spoken = np.linspace(0.0, 0.5, 20_001)[:-1]
    gap = says_new(spoken, tie)
    return float(np.max((spoken - gap) / (1.0 - gap)))


def figures(seed: int) -> Iterator[Figure]:
    """The printed quarter, under the program's treatment of ties and by lot; and the algebra."""
    where = "Centola et al. 2018 (the 25 % seen in Nature Physics 14, 2018)"
    for tie, words in ((TIE_TO_NEW, "ties to the new name, as the authors' program"), (TIE_BY_LOT, "ties by lot")):
        share, error = tipping_share(seed, tie)
        yield Figure(
            "centola", f"committed share that overturns the convention, {words}", "printed", where, 0.25, share, 0.03,
            "a quarter: neither a fifth nor three tenths", error,
        )  # fmt: skip
    share, error = tipping_share(seed, TIE_TO_NEW, 1_000, 10)
    yield Figure(
        "centola", "the same for 1,000 people, against endless many", "closed_form",
        "binomial best reply, x = c + (1 - c) P(x)", critical_share(), share, 0.01,
        "near the critical share a takeover can outlast the 100 rounds", error,
    )  # fmt: skip

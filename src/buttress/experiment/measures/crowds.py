"""Measures of crowds: people out and people detained, nationwide, in people."""

from __future__ import annotations

import numpy as np

from buttress.experiment.measures.framed_result import FramedResult

WEEKS = 8  # length of the near future, in weeks
PERSISTS = 10_000  # people nationwide at one occasion of week 8


def main_turnout(framed: FramedResult) -> np.ndarray:
    """Mean over the main marches of the eight weeks after the fork of people out nationwide."""
    chosen = framed.frame.occasions(0, 7 * WEEKS - 1, framed.frame.main)
    if not framed.covers(WEEKS) or len(chosen) == 0:
        return framed.missing()
    return framed.national(framed.result.turnout, chosen).mean(axis=1)


def main_turnout_in_office(framed: FramedResult) -> np.ndarray:
    """The same, each march weighted by the probability that he is still in office: what reports could see."""
    chosen = framed.frame.occasions(0, 7 * WEEKS - 1, framed.frame.main)
    if not framed.covers(WEEKS) or len(chosen) == 0:
        return framed.missing()
    return (framed.national(framed.result.turnout, chosen) * framed.staying(chosen)).mean(axis=1)


def peak(framed: FramedResult) -> np.ndarray:
    """Largest single occasion nationwide, fork to horizon."""
    chosen = framed.frame.occasions(0, framed.frame.days)
    if len(chosen) == 0:
        return framed.missing()
    return framed.national(framed.result.turnout, chosen).max(axis=1).astype(float)


def detained(framed: FramedResult) -> np.ndarray:
    """People detained nationwide in the 56 days after the fork."""
    if not framed.covers(WEEKS):
        return framed.missing()
    chosen = framed.frame.occasions(0, 7 * WEEKS - 1)
    return framed.national(framed.result.detained, chosen).sum(axis=1).astype(float)


def main_turnout_on(framed: FramedResult, days: int) -> np.ndarray:
    """People out nationwide, mean of the main marches of the seven days that end with that day after the fork."""
    chosen = framed.frame.occasions(max(0, days - 7), days - 1, framed.frame.main)
    if framed.frame.fork + days > framed.frame.days or len(chosen) == 0:
        return framed.missing()
    return framed.national(framed.result.turnout, chosen).mean(axis=1)


def detained_until(framed: FramedResult, days: int) -> np.ndarray:
    """People detained nationwide from the fork to the end of that day."""
    if framed.frame.fork + days > framed.frame.days:
        return framed.missing()
    chosen = framed.frame.occasions(0, days - 1)
    return framed.national(framed.result.detained, chosen).sum(axis=1).astype(float)


def detained_in_office(framed: FramedResult) -> np.ndarray:
    """The same, each day weighted by the probability that he is still in office."""
    if not framed.covers(WEEKS):
        return framed.missing()
    chosen = framed.frame.occasions(0, 7 * WEEKS - 1)
    return (framed.national(framed.result.detained, chosen) * framed.staying(chosen)).sum(axis=1)


def persists(framed: FramedResult) -> np.ndarray:
    """1 where some occasion of week 8 draws more than 10,000 people nationwide, else 0."""
    if not framed.covers(WEEKS):
        return framed.missing()
    chosen = framed.frame.occasions(7 * WEEKS - 7, 7 * WEEKS - 1)
    return (framed.national(framed.result.turnout, chosen) > PERSISTS).any(axis=1).astype(float)

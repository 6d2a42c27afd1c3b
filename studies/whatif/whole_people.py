"""Corners that were found in the mean field, checked with whole people: draws set into the corner, runs in pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.case import Case
from buttress.experiment import Comparison
from buttress.experiment.arm import BASELINE
from buttress.experiment.claims.shares import first_of
from buttress.experiment.log_ratio import is_log_ratio, log_ratio, two_compared
from buttress.explore.answer import Answer
from buttress.explore.discovery import Crossing, WhatIf
from buttress.explore.discovery.wide_draws import plain_prior, set_into
from buttress.infer.posterior import Posterior
from buttress.pipeline.compare import compare
from buttress.world.draws import SEEDS_PER_DRAW

DRAWS = 128
"""Draws of the evidence that are set into a corner."""


@dataclass(frozen=True)
class Checked:
    """`crossing`: share of the draws set into a corner whose mean over `SEEDS_PER_DRAW` pairs of runs crosses the line.

    `mean` and `interval_95` of the difference over these draws; of counts of people the log ratio.
    """

    claim: str
    corner: tuple[str, ...]
    runs: int
    expected: float
    crossing: float
    mean: float
    interval_95: tuple[float, float]


def checked(case: Case, found: WhatIf, posterior: Posterior, workers: int) -> list[Checked]:
    """Each corner of a claim on the difference of two scenarios, run with whole people."""
    claim = next(each for each in case.claims if each.id == found.claim)
    answer = Answer.of_claim(claim, case.titles)
    crossing = Crossing(answer, None, found.reverse)
    names = [name for name in answer.scenarios if name != BASELINE]
    out = []
    for box in found.boxes:
        draws = set_into(box.box, first_of(posterior.draws, DRAWS), plain_prior(case), case.facts.seed)
        runs = len(draws) * SEEDS_PER_DRAW
        pairs = compare(case, names, runs=runs, draws=draws, workers=workers)
        by_draw = _contrasts(pairs, answer, runs).reshape(-1, SEEDS_PER_DRAW).mean(axis=1)
        low, high = np.quantile(by_draw, [0.025, 0.975])
        out.append(
            Checked(
                claim=claim.id,
                corner=box.words,
                runs=runs,
                expected=box.when_set.p,
                crossing=float(crossing.crosses(by_draw).mean()),
                mean=float(by_draw.mean()),
                interval_95=(float(low), float(high)),
            )
        )
    return out


def _contrasts(pairs: Comparison, answer: Answer, runs: int) -> np.ndarray:
    """The contrast of each pair of runs, (runs,)."""
    claim = answer.claim
    assert claim is not None, "only claims are checked"
    held = {name: pairs.values(name, claim.measure, runs) for name in claim.contrast}
    if is_log_ratio(claim.contrast, claim.measure):
        one, other = two_compared(claim.contrast)
        return log_ratio(held[one], held[other], SEEDS_PER_DRAW)
    return np.asarray(sum(weight * held[name] for name, weight in claim.contrast.items()))

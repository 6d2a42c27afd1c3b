"""What is worth finding out for an answer: every uncertainty if it were known, every kind of evidence if it came in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.experiment.claims.probability import Probability
from buttress.experiment.executor import spread_out
from buttress.experiment.log_ratio import is_log_ratio
from buttress.explore.answer import Answer
from buttress.explore.error import ExploreError
from buttress.explore.groups import PAST_DAYS, UncertaintyGroup
from buttress.explore.measure_table import MeasureTable
from buttress.explore.sensitivity.kernels import UnknownColumns
from buttress.explore.value.collectable import Collectable, SimulatedDraws, collectables, log_likelihoods
from buttress.explore.value.collecting import gain_of_collecting
from buttress.explore.value.gain import Gain, Region
from buttress.explore.value.interval import chain_times, weighted_ends
from buttress.explore.value.knowing import RESAMPLES, gain_of_knowing
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.one_thread import one_thread
from buttress.world.parameters import parameters_of

if TYPE_CHECKING:
    from buttress.case import Case

Kind = Literal["collect", "know group", "know parameter"]


@dataclass(frozen=True)
class Finding:
    """One thing to find out: its words, its name (of a group or a parameter, else empty) and what it is worth."""

    what: str
    name: str
    kind: Kind
    gain: Gain

    def to_json(self, natural: Callable[[tuple[float, float]], list[float]]) -> dict[str, Any]:
        """The row as plain data; `natural` takes an interval to the answer's unit."""
        wrong = self.gain.wrong
        return {
            "what": self.what,
            "kind": self.kind,
            "name": self.name,
            "interval_now": natural(self.gain.interval_now),
            "interval_then": natural(self.gain.interval_then),
            "shrinks_by": self.gain.shrinks_by,
            "mc_se": self.gain.mc_se,
            "wrong_now": None if wrong is None else wrong.now,
            "wrong_then": None if wrong is None else wrong.then,
            "wrong_mc_se": None if wrong is None else wrong.mc_se,
            "effective_draws": self.gain.effective,
        }


@dataclass(frozen=True)
class Worth:
    """Findings, the most narrowing first. `probability` that the claim holds, None where none is asked about."""

    answer: Answer
    unit: str
    draws: int
    chains: int
    probability: Probability | None
    findings: tuple[Finding, ...]

    def natural(self, ends: tuple[float, float]) -> list[float]:
        """An interval in the unit of the answer: people instead of logs, factors instead of log ratios."""
        low, high = ends
        if self.answer.level and self.answer.people:
            return [float(np.expm1(low)), float(np.expm1(high))]
        return [float(np.exp(low)), float(np.exp(high))] if is_factor(self.answer) else [low, high]

    def to_json(self) -> list[dict[str, Any]]:
        """The rows as plain data."""
        return [finding.to_json(self.natural) for finding in self.findings]


def is_factor(answer: Answer) -> bool:
    """Is the answer a factor, handled as its logarithm: a hazard ratio, or two counts compared?"""
    claim = answer.claim
    if claim is not None:
        return claim.parameter is not None or is_log_ratio(claim.contrast, claim.measure)
    return answer.people and not answer.level


def worth(
    case: Case,
    table: MeasureTable,
    answer: Answer,
    groups: Sequence[UncertaintyGroup],
    unit: str,
    seed: int,
    workers: int = 1,
) -> Worth:
    """What is worth finding out, from draws of equal weight. `workers` changes no byte.

    Raises ExploreError where the answer does not vary, or so seldom that its interval may have no width.
    """
    y = table.values(answer)
    if not np.isfinite(y).all() or y.std() == 0.0:
        raise ExploreError("no draw moves this answer, or the runs don't reach it: there is nothing to narrow")
    chains, claim = table.draws.chains, answer.claim
    low, high = weighted_ends(y, np.vstack([np.ones(len(y)), chain_times(chains, RESAMPLES, seed)])).T
    if (low == high).any():
        raise ExploreError("so few draws give another answer that the width of its interval can't be told")
    docs = {each.name: each.doc for each in parameters_of(case.facts)}
    findings = _known(table, answer, groups, docs, seed, workers) + _collected(case, table, answer, seed, workers)
    return Worth(
        answer=answer,
        unit=unit,
        draws=len(y),
        chains=len(np.unique(chains)),
        probability=None if claim is None else Probability.of(answer.inside(y), table.weighted),
        findings=tuple(sorted(findings, key=lambda each: -each.gain.shrinks_by)),
    )


def _known(
    table: MeasureTable,
    answer: Answer,
    groups: Sequence[UncertaintyGroup],
    docs: Mapping[str, str],
    seed: int,
    workers: int,
) -> list[Finding]:
    """Every group, and every parameter that may stand by itself."""
    columns = UnknownColumns(np.column_stack([table.places, table.past_days]))
    place = {name: j for j, name in enumerate(table.prior.names)}
    past = range(len(place), len(columns))
    asked: list[tuple[str, str, Kind, Sequence[int]]] = []
    for group in groups:
        members = past if group.name == PAST_DAYS else [place[name] for name in group.members]
        asked.append((group.words, group.name, "know group", members))
        if len(group.members) > 1:
            asked += [(docs[name], name, "know parameter", [place[name]]) for name in group.shown]
    bases = (np.column_stack([columns.basis[j] for j in members]) for *_, members in asked)
    gains = spread_out(workers, _gain_of_knowing, bases, *map(repeat, _of(table, answer, seed)))
    return [
        Finding(words, name, kind, gain.widened(table.draws.inflation))
        for (words, name, kind, _), gain in zip(asked, gains, strict=True)
    ]


def _collected(case: Case, table: MeasureTable, answer: Answer, seed: int, workers: int) -> list[Finding]:
    problem = Problem.of(case, Settings())
    draws, simulated = table.draws, SimulatedDraws.of(problem, table.draws)
    items = collectables(case, problem, simulated)
    gains = spread_out(workers, _gain_of_collecting, items, repeat(simulated), *map(repeat, _of(table, answer, seed)))
    return [
        Finding(item.words, "", "collect", gain.widened(draws.inflation))
        for item, gain in zip(items, gains, strict=True)
    ]


def _of(table: MeasureTable, answer: Answer, seed: int) -> tuple[Floats, Ints, Region | None, int]:
    """What every gain is of: the answer in each draw, the draws' chains, the claim's region, the seed."""
    return table.values(answer), table.draws.chains, None if answer.claim is None else answer.inside, seed


def _gain_of_knowing(basis: Floats, y: Floats, chains: Ints, region: Region | None, seed: int) -> Gain:
    """In one thread: the matrices are small."""
    with one_thread():
        return gain_of_knowing(basis, y, chains, region, seed)


def _gain_of_collecting(
    item: Collectable, simulated: SimulatedDraws, y: Floats, chains: Ints, region: Region | None, seed: int
) -> Gain:
    """Of one thing to collect, simulated from each draw; in one thread."""
    with one_thread():
        return gain_of_collecting(log_likelihoods(item, simulated, seed), y, chains, region, seed)

"""Rows of the table of scores: one an episode, target, lead and model; and the rows of a pool of episodes.

A row's keys: episode, target, lead_weeks, model, crps (log1p scale), crps_natural (people), log_score,
log_score_censored, coverage_50, coverage_80, coverage_95, pit, n, n_censored, skill_vs_persistence,
skill_interval_95; rows of `buttress` also skill_against, by rival: {skill, interval_95}. What can't be told is None.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from buttress.arrays import Floats
from buttress.evaluate.sample_scores import COVERED, SampleScores
from buttress.evaluate.skill import Skill, pooled_skill, skill
from buttress.evaluate.target_scores import TargetScores, by_episode

OURS = "buttress"
BASELINE = "persistence"
POOLED = "pooled"
ALL = "all"
BOOTSTRAP_SEED = 20200913

Row = dict[str, Any]


def rows(judged: Iterable[TargetScores]) -> list[Row]:
    """Every model's row of each target and lead."""
    return [_row(one, model) for one in judged for model in one.models]


def _row(one: TargetScores, model: str) -> Row:
    def against(rival: str) -> Skill:
        return skill(one.scores[model].crps, one.scores[rival].crps, one.lead, BOOTSTRAP_SEED)

    row = _head(one.episode, one.target, one.lead, model)
    row |= _means([[(one.scores[model], one.censored[model])]])
    row |= {"n": len(one.weeks), "n_censored": len(one.censored[model]), "origins": one.origins}
    return row | _skills(one.models, model, against)


def pooled_rows(judged: Sequence[TargetScores]) -> list[Row]:
    """Rows of the pool: for all targets together and for each quantity; episodes weigh equally, and so do an
    episode's targets. A target without a figure at that lead is no part of the pool.
    """
    found = []
    quantities = sorted({one.quantity for one in judged})
    for name in (ALL, *quantities) if len(quantities) > 1 else (ALL,):
        for lead in sorted({one.lead for one in judged}):
            chosen = [one for one in judged if one.lead == lead and len(one.weeks) and name in (ALL, one.quantity)]
            if chosen:
                found += _pool(name, lead, by_episode(chosen))
    return found


def _pool(name: str, lead: int, episodes: list[list[TargetScores]]) -> list[Row]:
    models = [
        model for model in episodes[0][0].models if all(model in one.scores for there in episodes for one in there)
    ]
    crps: dict[str, list[list[Floats]]] = {
        model: [[one.scores[model].crps for one in there] for there in episodes] for model in models
    }
    rows = []
    for model in models:
        row = _head(POOLED, name, lead, model)
        row |= _means([[(one.scores[model], one.censored[model]) for one in there] for there in episodes])
        row |= {
            "n": sum(len(one.weeks) for there in episodes for one in there),
            "n_censored": sum(len(one.censored[model]) for there in episodes for one in there),
            "episodes": len(episodes),
        }

        def against(rival: str, model: str = model) -> Skill:
            return pooled_skill(crps[model], crps[rival], BOOTSTRAP_SEED)

        rows.append(row | _skills(tuple(models), model, against))
    return rows


def _head(episode: str, target: str, lead: int, model: str) -> Row:
    return {"episode": episode, "target": target, "lead_weeks": lead, "model": model}


def _means(episodes: Sequence[Sequence[tuple[SampleScores, Floats]]]) -> Row:
    """Mean scores: over forecasts, then over an episode's targets, then over episodes."""

    def over(value: Callable[[SampleScores], Floats]) -> float | None:
        return _mean_of([[value(scored) for scored, _ in there] for there in episodes])

    row: Row = {
        "crps": over(lambda scored: scored.crps),
        "crps_natural": over(lambda scored: scored.crps_natural),
        "log_score": over(lambda scored: scored.log),
        "log_score_censored": _mean_of([[censored for _, censored in there] for there in episodes]),
    }
    for share in COVERED:
        row[f"coverage_{share}"] = over(lambda scored, share=share: scored.inside[share])  # type: ignore[misc]
    bins = episodes[0][0][0].pit.shape[1]
    pit = [over(lambda scored, column=column: scored.pit[:, column]) for column in range(bins)]  # type: ignore[misc]
    row["pit"] = None if None in pit else pit
    return row


def _mean_of(episodes: Sequence[Sequence[Floats]]) -> float | None:
    means = [[float(target.mean()) for target in targets if len(target)] for targets in episodes]
    known = [float(np.mean(targets)) for targets in means if targets]
    return float(np.mean(known)) if known else None


def _skills(models: Sequence[str], model: str, against: Callable[[str], Skill]) -> Row:
    found: Row = {}
    base = against(BASELINE) if BASELINE in models else Skill(math.nan, (math.nan, math.nan))
    found["skill_vs_persistence"] = _told(base.value)
    found["skill_interval_95"] = _interval(base)
    if model == OURS:
        rivals = {rival: against(rival) for rival in models if rival != OURS}
        found["skill_against"] = {
            rival: {"skill": _told(one.value), "interval_95": _interval(one)} for rival, one in rivals.items()
        }
    return found


def _told(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _interval(one: Skill) -> list[float] | None:
    return list(one.interval_95) if all(math.isfinite(end) for end in one.interval_95) else None

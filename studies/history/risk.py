"""Weeks at risk as rows: what was known when each began, and in which one the incumbent fell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from studies.history.choices import Choices
from studies.history.selection import KINDS, DatedAct, RiskSpan, Selected

PIECES = (0, 2, 8, 26, 52)
"""Weeks since the trigger at which the base hazard may change."""
LEVEL_MEAN, LEVEL_SD, PIECE_SD = np.log(0.02), 1.5, 1.0
SLOPE_SD = {"years": 0.5, "backed": 0.5, "bloc": 1.0}
SIDES = ("support", "withdrawal")


@dataclass(frozen=True)
class RiskRows:
    """A row a step at risk, `x` (rows, columns) with the names of `columns` and the priors of their coefficients.

    `offset` is the log of a step's length in weeks; `fell` marks the step of a fall; `span` is the number of the
    span that a row belongs to, `step` the row's place in it.
    """

    x: Floats
    columns: tuple[str, ...]
    mean: Floats
    sd: Floats
    offset: float
    fell: Flags
    span: Ints
    step: Ints

    def column(self, name: str) -> int:
        """The place of a column."""
        return self.columns.index(name)

    def only(self, keep: Flags) -> RiskRows:
        """Some of the rows."""
        return replace(self, x=self.x[keep], fell=self.fell[keep], span=self.span[keep], step=self.step[keep])


def risk_rows(selected: Selected, choices: Choices) -> RiskRows:
    """The rows of all spans in order."""
    acts: dict[str, list[DatedAct]] = {}
    for act in selected.acts:
        acts.setdefault(act.contest, []).append(act)
    blocks, fell, span_of, step_of = [], [], [], []
    for number, span in enumerate(selected.spans):
        steps = _steps(span, choices)
        blocks.append(span_rows(span, acts.get(span.contest, ()), np.arange(steps), choices))
        lost = np.zeros(steps, dtype=bool)
        lost[-1] = span.fell and steps == _steps(span, replace(choices, longest_weeks=100_000))
        fell.append(lost)
        span_of.append(np.full(steps, number))
        step_of.append(np.arange(steps))
    names = columns(choices)
    priors = _priors(choices)
    return RiskRows(
        x=np.concatenate(blocks),
        columns=names,
        mean=np.array([priors[name][0] for name in names]),
        sd=np.array([priors[name][1] for name in names]),
        offset=float(np.log(choices.step_days / 7.0)),
        fell=np.concatenate(fell),
        span=np.concatenate(span_of),
        step=np.concatenate(step_of),
    )


def span_rows(span: RiskSpan, acts: Sequence[DatedAct], steps: Ints, choices: Choices) -> Floats:
    """Covariates at the start of each of the `steps` of a span, (steps, columns), from acts on days before it."""
    weeks = steps * choices.step_days / 7.0
    piece = np.searchsorted(PIECES, weeks, side="right") - 1
    parts = [np.ones((len(steps), 1)), np.eye(len(PIECES))[piece]]
    if choices.covariates:
        known = [np.log1p(span.years) - np.log(10.0), float(span.backed), float(span.bloc)]
        parts.append(np.tile(known, (len(steps), 1)))
    first = span.start - timedelta(choices.before_days)
    ages: Mapping[tuple[str, str], list[int]] = {}
    ages = {(side, kind): [] for side in (*SIDES, "neutral") for kind in KINDS}
    for act in acts:
        if first <= act.day <= span.acts_end:
            ages[act.side, act.kind].append((act.day - span.start).days)
    exposed = []
    for side in SIDES:
        kinds = np.column_stack([exposure(ages[side, kind], steps, choices) for kind in KINDS])
        exposed.append(kinds.max(axis=1, keepdims=True))
        parts += [exposed[-1], kinds]
    if choices.together:
        parts.append(exposed[0] * exposed[1])
    if choices.neutral:
        parts.append(exposure(ages["neutral", "words"], steps, choices)[:, None])
    return np.concatenate(parts, axis=1)


def exposure(days: Sequence[int], steps: Ints, choices: Choices) -> Floats:
    """1 just after an act, halved every half-life, at the start of each step; only the last act before it counts.

    `days` are counted from the span's first day.
    """
    at = steps * choices.step_days - choices.hidden_days
    age = at[:, None] - np.asarray(days, dtype=float).reshape(1, -1)
    youngest = np.where(age > 0, age, np.inf).min(axis=1, initial=np.inf)
    if np.isinf(choices.half_life_days):
        return np.isfinite(youngest).astype(float)
    return np.exp2(-youngest / choices.half_life_days)


def columns(choices: Choices) -> tuple[str, ...]:
    """The names of the columns."""
    slopes = tuple(SLOPE_SD) if choices.covariates else ()
    sides = tuple(name for side in SIDES for name in (side, *(f"{side}_{kind}" for kind in KINDS)))
    beside = [name for name in ("together", "neutral") if getattr(choices, name)]
    return ("level", *(f"week_{week}" for week in PIECES), *slopes, *sides, *beside)


def _priors(choices: Choices) -> dict[str, tuple[float, float]]:
    """Mean and sd of each column's coefficient, a log hazard ratio but for the level, the log hazard of a week."""
    priors = {"level": (float(LEVEL_MEAN), LEVEL_SD)}
    priors |= dict.fromkeys(("together", "neutral"), (0.0, choices.effect_sd))
    priors |= {f"week_{week}": (0.0, PIECE_SD) for week in PIECES}
    priors |= {name: (0.0, sd) for name, sd in SLOPE_SD.items()}
    for side in SIDES:
        priors[side] = (0.0, choices.effect_sd)
        priors |= {f"{side}_{kind}": (0.0, choices.deviation_sd) for kind in KINDS}
    return priors


def _steps(span: RiskSpan, choices: Choices) -> int:
    """How many steps a span is at risk, at least one: the last one is that of the fall."""
    steps = (span.last - span.start).days // choices.step_days + 1
    return min(steps, choices.longest_weeks * 7 // choices.step_days)

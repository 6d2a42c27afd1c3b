"""Panels simulated with known effects: the real contests, acts at the real pace, falls by the model's hazard.

Two kinds of selection can be built in. *Seen*: a backer withdraws more from an incumbent whom what is known at the
start endangers; the model holds that. *Hidden*: a danger that no column knows of raises the hazard and what backers do,
and the record of contests that were survived is thinner; the model does not hold that, and its bias has to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from buttress.arrays import Floats, Ints
from studies.history.campaigns import CampaignCounts
from studies.history.choices import Choices
from studies.history.risk import PIECES, SIDES, SLOPE_SD
from studies.history.selection import KINDS, DatedAct, RiskSpan, Selected

SEEN_PULL = 0.5
"""Withdrawal's log rate per unit of log hazard by what is known at the start."""
CELLS = tuple((side, kind) for side in SIDES for kind in KINDS)


@dataclass(frozen=True)
class HiddenSelection:
    """`danger_sd` of a contest's hidden log hazard; the log rates of acts per unit of it; the share of a survivor's
    acts that is on record."""

    danger_sd: float = 0.8
    support_pull: float = 0.0
    withdrawal_pull: float = 0.7
    on_record: float = 0.6


@dataclass(frozen=True)
class PanelPace:
    """How often backers acted: acts a week at risk in backed contests, (pieces of time, sides and kinds)."""

    rates: Floats

    @classmethod
    def of(cls, selected: Selected) -> PanelPace:
        """The pace of the real acts."""
        weeks, acts = np.zeros(len(PIECES)), np.zeros((len(PIECES), len(CELLS)))
        for span in selected.spans:
            if span.backed:
                lasted = (min(span.last, span.acts_end) - span.start).days // 7 + 1
                weeks += np.bincount(_piece(np.arange(lasted)), minlength=len(PIECES))
        by_name = {span.contest: span for span in selected.spans}
        for act in selected.acts:
            week = np.array([max((act.day - by_name[act.contest].start).days, 0) // 7])
            acts[_piece(week)[0], CELLS.index((act.side, act.kind))] += 1
        return cls(acts / np.maximum(weeks, 1.0)[:, None])


def simulated(
    selected: Selected,
    pace: PanelPace,
    truth: Mapping[str, float],
    choices: Choices,
    rng: np.random.Generator,
    hidden: HiddenSelection | None = None,
) -> Selected:
    """A panel with the contests of `selected` and new acts and falls; `truth` gives coefficients by column."""
    spans, acts = [], []
    for span in selected.spans:
        danger = rng.normal(0.0, hidden.danger_sd) if hidden else 0.0
        fell, done = _one(span, _rates(span, pace, truth, danger, hidden), truth, choices, danger, rng)
        spans.append(fell)
        keep = rng.uniform(size=len(done)) < (hidden.on_record if hidden and not fell.fell else 1.0)
        acts += [act for act, kept in zip(done, keep, strict=True) if kept]
    return Selected(spans, acts, {})


def simulated_campaigns(
    counts: CampaignCounts, support: float, level: float, bias: float, rng: np.random.Generator
) -> CampaignCounts:
    """As many campaigns as in `counts`, won at the given level, effect and bias."""
    numbers = (counts.aided[1], counts.unaided[1])
    hazards = np.exp([level + support + bias, level])
    aided, unaided = ((int(rng.binomial(n, -np.expm1(-h))), n) for n, h in zip(numbers, hazards, strict=True))
    return CampaignCounts(aided, unaided)


def _rates(
    span: RiskSpan, pace: PanelPace, truth: Mapping[str, float], danger: float, hidden: HiddenSelection | None
) -> Floats:
    """Acts a week, (pieces, sides and kinds)."""
    if not span.backed:
        return np.zeros_like(pace.rates)
    pulls = (hidden.support_pull, hidden.withdrawal_pull) if hidden else (0.0, 0.0)
    seen = _known(span, truth) - truth.get("backed", 0.0)
    logs = {"support": pulls[0] * danger, "withdrawal": pulls[1] * danger + SEEN_PULL * seen}
    return pace.rates * np.exp([logs[side] for side, _ in CELLS])


def _one(
    span: RiskSpan, rates: Floats, truth: Mapping[str, float], choices: Choices, danger: float, rng: np.random.Generator
) -> tuple[RiskSpan, Sequence[DatedAct]]:
    """A span lived anew, week by week: acts of a week count from the next."""
    least = span.start + timedelta(weeks=choices.stay_weeks)
    last = max(span.last, least)
    acts_end = max(span.acts_end, least) if span.fell else span.acts_end
    known = truth["level"] + _known(span, truth) + danger
    latest = np.full(len(CELLS), -np.inf)
    acts: list[DatedAct] = []
    for week, piece in enumerate(_piece(np.arange((last - span.start).days // 7 + 1))):
        log_hazard = known + truth[f"week_{PIECES[piece]}"]
        if acts:
            log_hazard += _effects(np.exp2(-(7 * week - latest) / choices.half_life_days), truth)
        if rng.uniform() < -np.expm1(-np.exp(log_hazard)):
            day = span.start + timedelta(7 * week + int(rng.integers(7)))
            return replace(span, fell=True, last=day, acts_end=day), [act for act in acts if act.day <= day]
        for cell in np.flatnonzero(rng.poisson(rates[piece]) > 0):
            day_number = 7 * week + int(rng.integers(7))
            day = span.start + timedelta(day_number)
            if day <= acts_end:
                latest[cell] = day_number
                acts.append(DatedAct(span.contest, day, *CELLS[cell]))
    return replace(span, fell=False, last=last, acts_end=acts_end), acts


def _effects(exposed: Floats, truth: Mapping[str, float]) -> float:
    """Log hazard ratio of the exposures by cell."""
    total = 0.0
    for number, side in enumerate(SIDES):
        kinds = exposed[number * len(KINDS) : (number + 1) * len(KINDS)]
        total += truth[side] * kinds.max()
        total += sum(truth[f"{side}_{kind}"] * value for kind, value in zip(KINDS, kinds, strict=True))
    return total


def _known(span: RiskSpan, truth: Mapping[str, float]) -> float:
    values = dict(zip(SLOPE_SD, (np.log1p(span.years) - np.log(10.0), span.backed, span.bloc), strict=True))
    return float(sum(truth.get(name, 0.0) * value for name, value in values.items()))


def _piece(weeks: Ints) -> Ints:
    return np.searchsorted(PIECES, weeks, side="right") - 1

"""Verdicts on claims, by rules that stand in the case before any run.

*Supported*: the 95 % interval lies inside the region that the claim asserts, under the case's priors and again with
the prior spreads of what it rests on halved and doubled. *Contradicted*: wholly outside, likewise. Else *undetermined*:
also when the claim is a matter of structure, when a scenario it compares never fired, when the runs don't reach it, or
when the Monte-Carlo error does (an outcome that hangs on the seed alone has an interval of no width).

Basis: `structure` where a rule of the model contains the claim; `evidence` where, of every parameter that it rests on,
the posterior spread is under 0.8 of the prior's (one that the reports left alone is enough to make it `prior`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from buttress.experiment.arm import BASELINE
from buttress.experiment.comparison import Comparison
from buttress.experiment.error import ExperimentError
from buttress.experiment.measures import BY_NAME

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.world import Draws

Word = Literal["supported", "contradicted", "undetermined"]
Basis = Literal["evidence", "prior", "structure"]
Refit = Callable[[float, tuple[str, ...]], "Draws"]
"""refit(scale, names) -> draws with the prior spreads of `names` multiplied by `scale`."""
Rerun = Callable[["Draws", tuple[str, ...]], Comparison]
"""rerun(draws, scenarios) -> the comparison with other draws."""

LEARNED = 0.8  # posterior over prior spread, below which the reports have spoken
SCALES = ((2.0, "doubled"), (0.5, "halved"))  # the wider first: it is the one that takes verdicts back


@dataclass(frozen=True)
class Verdict:
    """`estimate` and `interval_95` in the unit of the claim's region; None where they can't be told.

    `prior_estimate` and `prior_interval_95`: the same on draws that have seen no report, if asked for.
    """

    id: str
    row: str | None
    verdict: Word
    estimate: float | None
    interval_95: tuple[float | None, float | None]
    basis: Basis
    rule: str
    who: str
    says: str
    note: str
    would_change: str
    prior_estimate: float | None = None
    prior_interval_95: tuple[float | None, float | None] | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain data for `--json`; what the priors alone say only where it was asked for."""
        told = {**asdict(self), "interval_95": list(self.interval_95)}
        if self.prior_interval_95 is None:
            return {name: value for name, value in told.items() if not name.startswith("prior_")}
        return {**told, "prior_interval_95": list(self.prior_interval_95)}


@dataclass(frozen=True)
class Reading:
    """An estimate with its interval and Monte-Carlo error (0 for a parameter), in the unit of the claim's region."""

    estimate: float
    low: float
    high: float
    mc_se: float = 0.0

    @property
    def widened(self) -> Reading:
        """The same with an interval that also holds what more runs could still move: 1.96 errors either way."""
        chance = 1.96 * self.mc_se
        return Reading(self.estimate, min(self.low, self.estimate - chance), max(self.high, self.estimate + chance))


def scenarios_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Scenarios, the baseline apart, that the claims compare, by name."""
    return tuple(sorted({name for claim in claims for name in claim.contrast} - {BASELINE}))


def unknown_measures(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    """(claim id, measure) for every measure that is not in the registry."""
    named = [(claim.id, name) for claim in claims for name in (claim.measure, claim.relative_to or "")]
    return [(claim, name) for claim, name in named if name and name not in BY_NAME and "parameter: " not in name]


def unknown_parameters(claims: Iterable[Claim], known: Sequence[str]) -> list[tuple[str, str]]:
    """(claim id, parameter) for every parameter named in a claim that the model doesn't have."""
    named = [(claim.id, name) for claim in claims for name in (*claim.rests_on, claim.parameter)]
    return [(claim, name) for claim, name in named if name is not None and name not in known]


def judge(
    claims: Sequence[Claim],
    comparison: Comparison,
    draws: Draws,
    spread: Mapping[str, float],
    refit: Refit | None = None,
    rerun: Rerun | None = None,
) -> list[Verdict]:
    """A verdict on each claim, in order.

    `draws` are those of the comparison; `spread` the posterior spread of each parameter over its prior's. `refit` and
    `rerun` serve the second look at verdicts that would be decided; without them such a verdict stays undetermined.
    Raises ExperimentError for an unknown measure or parameter, or a scenario that was not run.
    """
    for claim, measure in unknown_measures(claims):
        raise ExperimentError(f"claim {claim}: no measure is called {measure!r}{_near(measure, tuple(BY_NAME))}")
    for claim, parameter in unknown_parameters(claims, draws.names):
        raise ExperimentError(f"claim {claim}: no parameter is called {parameter!r}{_near(parameter, draws.names)}")
    again = _second_look(claims, refit, rerun)
    return [_verdict(claim, comparison, draws, spread, again) for claim in claims]


def with_prior_estimates(
    claims: Sequence[Claim], verdicts: Sequence[Verdict], prior: Comparison, draws: Draws
) -> list[Verdict]:
    """The verdicts as they are, each with what `prior`, a comparison on `draws` from the priors, says of its number."""
    read = [_first(claim, prior, draws) for claim in claims]
    return [
        replace(verdict, prior_estimate=_finite(r.estimate), prior_interval_95=(_finite(r.low), _finite(r.high)))
        for verdict, r in zip(verdicts, read, strict=True)
    ]


def _second_look(
    claims: Sequence[Claim], refit: Refit | None, rerun: Rerun | None
) -> Callable[[Claim, float], Reading] | None:
    """How to read a claim with scaled spreads; claims that rest on the same parameters share a fit and its runs."""
    if refit is None or rerun is None:
        return None

    @cache
    def draws_at(scale: float, names: tuple[str, ...]) -> Draws:
        return refit(scale, names)

    @cache
    def comparison_at(scale: float, names: tuple[str, ...]) -> Comparison:
        alike = [claim for claim in claims if _names(claim) == names]
        return rerun(draws_at(scale, names), scenarios_of(alike))

    def look(claim: Claim, scale: float) -> Reading:
        if claim.parameter is not None:
            return _of_parameter(claim, draws_at(scale, _names(claim)))
        return _of_contrast(claim, comparison_at(scale, _names(claim)))

    return look


def _names(claim: Claim) -> tuple[str, ...]:
    return tuple(sorted(set(claim.rests_on)))


def _verdict(
    claim: Claim,
    comparison: Comparison,
    draws: Draws,
    spread: Mapping[str, float],
    again: Callable[[Claim, float], Reading] | None,
) -> Verdict:
    first = _first(claim, comparison, draws)
    word, note = _decide(claim, comparison, first, again)
    return Verdict(
        id=claim.id,
        row=claim.row,
        verdict=word,
        estimate=_finite(first.estimate),
        interval_95=(_finite(first.low), _finite(first.high)),
        basis=basis(claim, spread),
        rule=rule(claim),
        who=claim.who,
        says=claim.says,
        note=note,
        would_change=claim.would_change,
    )


def _first(claim: Claim, comparison: Comparison, draws: Draws) -> Reading:
    """The claim's number, without a second look."""
    return _of_parameter(claim, draws) if claim.parameter is not None else _of_contrast(claim, comparison)


def _decide(
    claim: Claim,
    comparison: Comparison,
    first: Reading,
    again: Callable[[Claim, float], Reading] | None,
) -> tuple[Word, str]:
    """The word, and why it is not more."""
    if claim.structure:
        return "undetermined", "a rule of the model contains the claim, so its runs can't test it"
    silent = [name for name in claim.contrast if name != BASELINE and not comparison.fired(name)]
    if silent:
        return "undetermined", f"{' and '.join(silent)} touched nobody in any run"
    word = side(claim, first)
    if word == "undetermined":
        return word, "the interval lies on both sides of the bound" if _told(first) else "the runs don't reach it"
    if side(claim, first.widened) != word:
        return "undetermined", f"{word} by the interval, within the Monte-Carlo error of these runs: ask for more"
    for scale, done in SCALES if claim.rests_on else ():
        if again is None:
            return "undetermined", "not yet looked at with other prior spreads"
        if side(claim, again(claim, scale)) != word:
            return "undetermined", f"{word} under the case's priors, not with the spreads it rests on {done}"
    return word, ""


def side(claim: Claim, reading: Reading) -> Word:
    """On which side of the claim's region the interval lies. The region's own bounds belong to `between` only."""
    if not _told(reading):
        return "undetermined"
    region = claim.region
    if region.between is not None:
        low, high = region.between
        inside, outside = low <= reading.low and reading.high <= high, reading.high < low or high < reading.low
    elif region.above is not None:
        inside, outside = reading.low > region.above, reading.high <= region.above
    else:
        assert region.below is not None
        inside, outside = reading.high < region.below, reading.low >= region.below
    return "supported" if inside else "contradicted" if outside else "undetermined"


def basis(claim: Claim, spread: Mapping[str, float]) -> Basis:
    """What the estimate rests on: structure, evidence or prior. A parameter of unknown spread was not moved."""
    if claim.structure:
        return "structure"
    moved = [spread.get(name, 1.0) < LEARNED for name in claim.rests_on]
    return "evidence" if moved and all(moved) else "prior"


def rule(claim: Claim) -> str:
    """The claim's rule in one sentence."""
    region = claim.region
    if region.between is not None:
        where = f"between {region.between[0]:g} and {region.between[1]:g}"
    else:
        where = f"above {region.above:g}" if region.above is not None else f"below {region.below:g}"
    return f"Supported if the 95 % interval of {quantity(claim)} lies {where}, contradicted if it lies wholly outside."


def quantity(claim: Claim) -> str:
    """What is estimated, in words: `tenure_90 (baseline - without_loan)`, `exp(loyalty_pay)`."""
    if claim.parameter is not None:
        return f"the hazard ratio exp({claim.parameter})"
    terms = " ".join(_term(name, weight, first=i == 0) for i, (name, weight) in enumerate(claim.contrast.items()))
    relative = f" over the baseline's mean {claim.relative_to}" if claim.relative_to else ""
    return f"{claim.measure} ({terms}){relative}"


def _term(name: str, weight: float, first: bool) -> str:
    size = "" if abs(weight) == 1 else f"{abs(weight):g} "
    sign = ("-" if weight < 0 else "") if first else ("- " if weight < 0 else "+ ")
    return f"{sign}{size}{name}"


def _of_contrast(claim: Claim, comparison: Comparison) -> Reading:
    """A weighted sum over scenarios, perhaps over the baseline's mean of a measure."""
    try:
        found = comparison.contrast(claim.contrast, claim.measure)
    except KeyError as error:
        raise ExperimentError(f"claim {claim.id}: {error} was not run") from None
    if claim.relative_to is not None:
        scale = float(comparison.baseline.values(claim.relative_to).mean())
        found = found.scaled(1 / scale if scale else math.nan)
    return Reading(found.mean, *found.interval_95, found.mc_se)


def _of_parameter(claim: Claim, draws: Draws) -> Reading:
    """The hazard ratio exp(coefficient): median and 95 % points over draws of equal weight."""
    low, middle, high = np.quantile(np.exp(draws.column(str(claim.parameter))), [0.025, 0.5, 0.975])
    return Reading(float(middle), float(low), float(high))


def _near(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, 1)
    return f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"


def _told(reading: Reading) -> bool:
    return math.isfinite(reading.low) and math.isfinite(reading.high)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None

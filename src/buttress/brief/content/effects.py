"""Paired effects of scenarios, and the rows that set two answers side by side."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.brief.content.quantity import IntervalEstimate


@dataclass(frozen=True)
class JudgedDifference:
    """What the claims on a difference come to.

    `settled`: did each get its verdict? `basis` is the weakest of theirs, `carried` the rules of the model that decide
    where it is structure, `would_change` the evidence that would move one without a verdict, else the first.
    """

    settled: bool
    basis: str
    carried: str = ""
    would_change: str = ""


@dataclass(frozen=True)
class Paired:
    """A paired difference (scenario minus baseline) with both errors and the two levels beside it.

    `difference` holds the interval with parameter uncertainty: of counts, the log ratio. In the same unit are `mc_se`,
    the mean's Monte-Carlo standard error, `ends_se`, those of the interval's ends, and `nothing`, the half-width of
    what counts as practically nothing. `judged` is None where no claim is on this very difference.
    """

    difference: IntervalEstimate
    mc_se: float
    nothing: float
    baseline: IntervalEstimate
    scenario: IntervalEstimate
    ends_se: tuple[float, float] = (0.0, 0.0)
    judged: JudgedDifference | None = None


@dataclass(frozen=True)
class Effect:
    """One scenario against the baseline.

    `fixed` marks the two what-ifs on policing, which report harm first and are never ranked. `takes_away` is what it
    leaves out, for a sentence (`the loan`), empty where it does something else. `reserves` is None where the case has
    none.
    """

    scenario: str
    title: str
    fired: bool
    runs: int
    tenure: Paired
    turnout: Paired
    detained: Paired
    reserves: Paired | None = None
    fixed: bool = False
    takes_away: str = ""
    trace: str = ""


@dataclass(frozen=True)
class ReadingRow:
    """A difference that the scripted and the responsive patron do not share."""

    title: str
    measure: str
    scripted: IntervalEstimate
    responsive: IntervalEstimate


@dataclass(frozen=True)
class PriorRow:
    """A headline number as the reports have shaped it, and under the priors alone."""

    what: str
    posterior: IntervalEstimate
    prior: IntervalEstimate
    trace: str = ""

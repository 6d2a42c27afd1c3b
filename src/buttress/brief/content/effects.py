"""Paired effects of scenarios, and the rows that set two answers side by side."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.brief.content.quantity import IntervalEstimate


@dataclass(frozen=True)
class Paired:
    """A paired difference (scenario minus baseline) with both errors and the two levels beside it.

    `difference` holds the interval with parameter uncertainty: of counts, the log ratio. In the same unit are `mc_se`,
    the mean's Monte-Carlo standard error, `ends_se`, those of the interval's ends, and `nothing`, the half-width of
    what counts as practically nothing.
    """

    difference: IntervalEstimate
    mc_se: float
    nothing: float
    baseline: IntervalEstimate
    scenario: IntervalEstimate
    ends_se: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Effect:
    """One scenario against the baseline.

    `fixed` marks the two what-ifs on policing, which report harm first and are never ranked. `settled` and `basis`
    come from the claims on this very difference, if there are any; `carried` names the mechanisms that carry one of
    basis structure. `reserves` is None where the case has none.
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
    settled_tenure: bool | None = None
    settled_turnout: bool | None = None
    settled_reserves: bool | None = None
    basis_tenure: str = ""
    basis_turnout: str = ""
    carried_tenure: str = ""
    carried_turnout: str = ""
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

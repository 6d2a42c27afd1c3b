"""What evidence makes of a claim: four probabilities, the word, its lean and its basis. No run of counts is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from buttress.experiment.claims.probability import Probability

VerdictWord = Literal["supported", "contradicted", "undetermined"]
VerdictBasis = Literal["reports", "history", "reports and history", "assumption", "structure"]
VerdictLean = Literal["for", "against", "none"]

SURE, LEANING = 0.95, 0.8
DECISIVE = 10.0  # Bayes factor that a verdict needs
MOVED = 3.0  # factor on the odds by which a source alone counts as a basis


@dataclass(frozen=True)
class FourProbabilities:
    """P of the claim's region under the priors alone, with the reports, with other contests' history, with both."""

    before: Probability
    reports: Probability
    history: Probability
    after: Probability

    @property
    def bayes_factor(self) -> float:
        """Odds under all evidence over those before any."""
        return self.after.odds_over(self.before)


@dataclass(frozen=True)
class Judgement:
    """A claim's word before its runs are looked at. `found` is None where the runs don't reach the claim.

    `widened`: the factor on the spreads of `rests_on` that opened the claim, None where none did.
    """

    word: VerdictWord
    lean: VerdictLean
    basis: VerdictBasis
    widened: int | None
    found: FourProbabilities | None
    rests_on: tuple[str, ...]
    note: str = ""


def judgement_of(row: Mapping[str, Any]) -> Judgement:
    """A judgement from its fields as plain data. Raises TypeError or KeyError for other data."""
    four = row["found"]
    found = None if four is None else FourProbabilities(**{name: Probability(**p) for name, p in four.items()})
    return Judgement(**{**row, "rests_on": tuple(row["rests_on"]), "found": found})


def word_of(found: FourProbabilities) -> VerdictWord:
    """The word of the four probabilities at one factor."""
    low, high = found.after.limits
    if found.after.p > SURE and low > SURE and found.bayes_factor >= DECISIVE:
        return "supported"
    if found.after.p < 1.0 - SURE and high < 1.0 - SURE and found.bayes_factor <= 1.0 / DECISIVE:
        return "contradicted"
    return "undetermined"


def why_undetermined(found: FourProbabilities) -> str:
    """Why the word is not more, in words; empty where the probability itself says it, or where the word is more."""
    p, (low, high) = found.after.p, found.after.limits
    if word_of(found) != "undetermined" or 1.0 - SURE <= p <= SURE:
        return ""
    if low <= SURE < p or p < 1.0 - SURE <= high:
        return f"too few draws to tell {p:.3f} from {SURE if p > SURE else 1.0 - SURE:.2f}"
    return "the evidence moves the odds less than tenfold"


def lean_of(p: float) -> VerdictLean:
    """To which side a probability leans."""
    return "for" if p > LEANING else "against" if p < 1.0 - LEANING else "none"


def basis_of(found: FourProbabilities) -> VerdictBasis:
    """The sources that alone move the odds threefold."""
    reports, history = (_moves(found.before, with_it) for with_it in (found.reports, found.history))
    if reports and history:
        return "reports and history"
    return "reports" if reports else "history" if history else "assumption"


def _moves(before: Probability, after: Probability) -> bool:
    return not 1.0 / MOVED < after.odds_over(before) < MOVED

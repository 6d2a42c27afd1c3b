"""Words with one stated meaning: likelihood words with their range, verdict words with their rule."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.brief import formats
from buttress.brief.content import ClaimRow, Paired, VerdictLean, VerdictWord


@dataclass(frozen=True)
class Likelihood:
    """A word and the probabilities for which it stands: low (not included, but for the first) to high (included)."""

    word: str
    low: float
    high: float

    @property
    def range(self) -> str:
        """The range in percent, as it is printed beside the word."""
        return f"{100 * self.low:.0f} to {100 * self.high:.0f} %"


# The Intergovernmental Panel's words (Mastrandrea et al. 2010), cut so that no two ranges overlap.
LIKELIHOODS = (
    Likelihood("all but ruled out", 0.0, 0.01),
    Likelihood("very unlikely", 0.01, 0.10),
    Likelihood("unlikely", 0.10, 0.33),
    Likelihood("about as likely as not", 0.33, 0.66),
    Likelihood("likely", 0.66, 0.90),
    Likelihood("very likely", 0.90, 0.99),
    Likelihood("all but certain", 0.99, 1.0),
)


@dataclass(frozen=True)
class EffectWords:
    """What an outcome's difference is called: up, down, and where only one side can be ruled out."""

    up: str
    down: str
    not_up: str
    not_down: str


TENURE = EffectWords("lengthens", "shortens", "does not lengthen", "does not shorten")
TURNOUT = EffectWords("raises", "lowers", "does not raise", "does not lower")
RESERVES = EffectWords("last longer", "gone sooner", "last no longer", "gone no sooner")
NO_EFFECT = "no detectable effect"
CANNOT_TELL = "cannot be told from this evidence"
NOT_FIRED = "did not fire"

SIGNS: dict[VerdictWord, str] = {"supported": "✓", "contradicted": "✕", "undetermined": "?"}


def likelihood(probability: float) -> Likelihood:
    """The word for a probability; raises ValueError outside 0 to 1."""
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"not a probability: {probability}")
    for each in LIKELIHOODS:
        if probability <= each.high:
            return each
    return LIKELIHOODS[-1]


def effect_word(paired: Paired, words: EffectWords, settled: bool | None = None) -> str:
    """The verdict word of a difference, scenario minus baseline.

    Up or down: the interval, its ends moved outwards by 1.96 of their Monte-Carlo errors, lies wholly beyond what
    counts as practically nothing. No detectable effect: it lies wholly within. Not up, not down: it lies wholly on one
    side of one bound. Else, or where a claim on the difference is undetermined (`settled` False), it cannot be told.
    """
    mean, chance = paired.difference.mean, 1.96 * paired.mc_se
    low = min(paired.difference.low - 1.96 * paired.ends_se[0], mean - chance)
    high = max(paired.difference.high + 1.96 * paired.ends_se[1], mean + chance)
    if settled is False:
        return CANNOT_TELL
    if low > paired.nothing:
        return words.up
    if high < -paired.nothing:
        return words.down
    if -paired.nothing <= low and high <= paired.nothing:
        return NO_EFFECT
    if high <= paired.nothing:
        return words.not_up
    return words.not_down if low >= -paired.nothing else CANNOT_TELL


def verdict(word: VerdictWord, lean: VerdictLean = "none") -> str:
    """A verdict with its sign, so that neither colour nor shape stands alone; an undetermined one with its lean."""
    leans = f", leans {lean}" if word == "undetermined" and lean != "none" else ""
    return f"{SIGNS[word]} {word}{leans}"


def probabilities(claim: ClaimRow) -> str:
    """P of what a claim says, before any evidence and after all: `51 → 99 %, spreads × 4`."""
    if claim.p_before is None or claim.p_after is None:
        return "–"
    wide = f", spreads × {claim.widened}" if claim.widened not in (None, 1) else ""
    return f"{formats.share(claim.p_before)} → {formats.share(claim.p_after)} %{wide}"

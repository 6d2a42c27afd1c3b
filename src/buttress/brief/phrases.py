"""The brief's vocabulary, each word with one stated meaning: likelihoods with their range, verdicts with their rule."""

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
    """What an outcome is called that a scenario moves by an amount that matters."""

    up: str
    down: str


TENURE = EffectWords("higher", "lower")
TURNOUT = EffectWords("larger", "smaller")
RESERVES = EffectWords("longer", "shorter")
NO_EFFECT = "no effect that matters"
CANNOT_TELL = "cannot be told"
NOT_FIRED = "never came up"

VERDICTS: dict[VerdictWord, str] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "undetermined": CANNOT_TELL,
}
"""The program's three verdicts as pages and terminals say them. Of an effect, that it matters: supported is its word up
or down, contradicted is `NO_EFFECT`, undetermined the same words."""
SIGNS: dict[VerdictWord, str] = {"supported": "✓", "contradicted": "✕", "undetermined": "?"}


def likelihood(probability: float) -> Likelihood:
    """The word for a probability; raises ValueError outside 0 to 1."""
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"not a probability: {probability}")
    for each in LIKELIHOODS:
        if probability <= each.high:
            return each
    return LIKELIHOODS[-1]


def effect_word(paired: Paired, words: EffectWords) -> str:
    """The word for a difference, scenario minus baseline.

    Up or down: the interval, its ends moved outwards by 1.96 of their Monte-Carlo errors, lies wholly beyond what
    counts as practically nothing. No effect that matters: it lies wholly within. Else, or where a claim on the
    difference is undetermined, it cannot be told.
    """
    if paired.judged is not None and not paired.judged.settled:
        return CANNOT_TELL
    low, high = _reach(paired)
    if low > paired.nothing:
        return words.up
    if high < -paired.nothing:
        return words.down
    return NO_EFFECT if -paired.nothing <= low and high <= paired.nothing else CANNOT_TELL


def open_sides(paired: Paired, words: EffectWords) -> tuple[str, ...]:
    """The words of the sides, down before up, to which a change beyond practically nothing lies in the interval.

    Its ends are moved outwards as for `effect_word`.
    """
    low, high = _reach(paired)
    return (*((words.down,) if low < -paired.nothing else ()), *((words.up,) if high > paired.nothing else ()))


def _reach(paired: Paired) -> tuple[float, float]:
    """The interval of a difference, its ends moved outwards by 1.96 of their Monte-Carlo errors."""
    mean, chance = paired.difference.mean, 1.96 * paired.mc_se
    low = min(paired.difference.low - 1.96 * paired.ends_se[0], mean - chance)
    high = max(paired.difference.high + 1.96 * paired.ends_se[1], mean + chance)
    return low, high


def verdict(word: VerdictWord, lean: VerdictLean = "none") -> str:
    """A verdict with its sign, so that neither colour nor shape stands alone; an undetermined one with its lean."""
    return f"{SIGNS[word]} {spoken_verdict(word, lean)}"


def spoken_verdict(word: VerdictWord, lean: VerdictLean = "none") -> str:
    """A verdict in plain words: `cannot be told, leans for`."""
    leans = f", leans {lean}" if word == "undetermined" and lean != "none" else ""
    return f"{VERDICTS[word]}{leans}"


def probabilities(claim: ClaimRow) -> str:
    """P of what a claim says, before any evidence and after all: `51 → 99 %, spreads × 4`."""
    if claim.p_before is None or claim.p_after is None:
        return "–"
    wide = f", spreads × {claim.widened}" if claim.widened not in (None, 1) else ""
    return f"{formats.share(claim.p_before)} → {formats.share(claim.p_after)} %{wide}"

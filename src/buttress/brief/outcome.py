"""The outcomes in which a scenario is set against the baseline: which number of an effect, in which words."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.brief import phrases
from buttress.brief.content import Effect, Paired
from buttress.brief.phrases import EffectWords


@dataclass(frozen=True)
class Outcome:
    """`name` is that of the fields of an `Effect`."""

    name: str
    words: EffectWords

    def paired(self, effect: Effect) -> Paired | None:
        """The effect's difference; None where the case has no such outcome."""
        found: Paired | None = getattr(effect, self.name)
        return found

    def word(self, effect: Effect) -> str:
        """The verdict word on it, that nothing fired, or empty where the case has no such outcome."""
        paired = self.paired(effect)
        if paired is None:
            return ""
        if not effect.fired:
            return phrases.NOT_FIRED
        return phrases.effect_word(paired, self.words, getattr(effect, f"settled_{self.name}"))

    def changes(self, effect: Effect) -> bool:
        """Does the difference lie beyond what counts as practically nothing?"""
        return self.word(effect) in (self.words.up, self.words.down)


RESERVES = Outcome("reserves", phrases.RESERVES)
TENURE = Outcome("tenure", phrases.TENURE)
TURNOUT = Outcome("turnout", phrases.TURNOUT)
OUTCOMES = (RESERVES, TENURE, TURNOUT)
"""In the order in which they stand beside each other."""

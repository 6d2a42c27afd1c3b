"""The outcomes in which a scenario is set against the baseline: which number of an effect, in which words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from buttress.brief import phrases
from buttress.brief.content import Effect, Paired, Unit
from buttress.brief.phrases import EffectWords


@dataclass(frozen=True)
class Outcome:
    """`name` is that of the fields of an `Effect`, `words` what its difference is called."""

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
        return phrases.effect_word(paired, self.words)

    def told(self, effect: Effect) -> bool:
        """Did the scenario come up, and is it told what it does to the outcome?"""
        return self.word(effect) not in ("", phrases.NOT_FIRED, phrases.CANNOT_TELL)

    def changes(self, effect: Effect) -> bool:
        """Is the difference told, and beyond what counts as practically nothing?"""
        return self.word(effect) in (self.words.up, self.words.down)

    def may_change(self, effect: Effect) -> bool:
        """Is it, or does at least the best estimate lie there? Without a region of practically nothing: is it told?"""
        paired = self.paired(effect)
        if paired is None or not effect.fired:
            return False
        return self.changes(effect) or 0.0 < paired.nothing < abs(paired.difference.mean)


RESERVES = Outcome("reserves", phrases.RESERVES)
TENURE = Outcome("tenure", phrases.TENURE)
TURNOUT = Outcome("turnout", phrases.TURNOUT)
OUTCOMES = (RESERVES, TENURE, TURNOUT)
"""In the order in which they stand beside each other."""


def region(paired: Paired) -> str:
    """What counts as practically nothing, in words: `2 points`, `10 %`; empty where no bound is fixed."""
    if not paired.nothing:
        return ""
    if paired.difference.unit is Unit.LOG_RATIO:
        return f"{100 * math.expm1(paired.nothing):.0f} %"
    return f"{100 * paired.nothing:.0f} points"


def lead(effects: Iterable[Effect], name: str) -> Effect | None:
    """The effect of the lead scenario `name`, else the first; never one of the fixed what-ifs on policing."""
    shown = [effect for effect in effects if not effect.fixed]
    return next(iter([*(effect for effect in shown if effect.scenario == name), *shown]), None)


def in_front(effects: Iterable[Effect], name: str) -> tuple[Effect, ...]:
    """The effects of the first page: the lead scenario's first, then those that may change an outcome, in order."""
    first = lead(effects, name)
    shown = [effect for effect in effects if not effect.fixed and effect is not first]
    chosen = [effect for effect in shown if any(outcome.may_change(effect) for outcome in OUTCOMES)]
    return (*([] if first is None else [first]), *chosen)

"""Each choice of coding as an option, and the list of answers that move with it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal


@dataclass(frozen=True)
class Choices:
    """How acts and contests are read; the defaults are the main reading.

    `backers`: an act is a backer's if its actor is named among the contest's patrons (`named`: spellings unified), by
    the panel's column (`column`), or by the letter (`exact`). `outcome`: a leader replaced while the regime lasts
    counts as a fall (`incumbent`) or not (`regime`). `fall_day`: the day the contest was lost, or the day of leaving
    office (`exit`). `stay_weeks`: who outlasts the challenge is known in office at least so long after the trigger.
    `half_life_days`: of an exposure; infinite for ever since the first act. `before_days`: acts so long before the
    trigger count as the state at its start. `hidden_days`: acts so shortly before a step don't count in it. `neutral`:
    a third exposure, to the backer's acts for neither side or to any act of other powers; its effect is none of the
    backer's, but of the record: a negative control. `together`: an effect of support and withdrawal in the same weeks
    beside the two, so that each of the two is that of an act without the other.
    """

    backers: Literal["named", "column", "exact"] = "named"
    months: bool = True
    remembered: bool = False
    unclear_control: bool = False
    reform_pressure: bool = False
    exercises: bool = False
    before_days: int = 0
    outcome: Literal["incumbent", "regime"] = "incumbent"
    fall_day: Literal["loss", "exit"] = "loss"
    stay_weeks: int = 30
    longest_weeks: int = 1000
    phases: bool = False
    leave_out: tuple[str, ...] = ("same_state",)
    controls: bool = True
    half_life_days: float = 90.0
    hidden_days: int = 0
    step_days: int = 7
    neutral: Literal["", "own", "others"] = ""
    together: bool = False
    covariates: bool = True
    effect_sd: float = 1.0
    deviation_sd: float = 0.2
    campaigns: Literal["apart", "all", "none"] = "apart"


MAIN = Choices()

_MOVES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("backer by the panel's column", {"backers": "column"}),
    ("backer by the letter of the name", {"backers": "exact"}),
    ("acts dated to a day only", {"months": False}),
    ("remembered acts too", {"remembered": True}),
    ("acts of unclear control too", {"unclear_control": True}),
    ("reform pressure is withdrawal", {"reform_pressure": True}),
    ("exercises are support", {"exercises": True}),
    ("acts of the half-year before count", {"before_days": 180}),
    ("only a regime's end is a fall", {"outcome": "regime"}),
    ("fall on the day of leaving office", {"fall_day": "exit"}),
    ("at risk while the challenge lasts", {"stay_weeks": 0}),
    ("first 26 weeks alone", {"longest_weeks": 26}),
    ("long contests cut into acute phases", {"phases": True}),
    ("same-state backers in", {"leave_out": ()}),
    ("armed contests out", {"leave_out": ("same_state", "armed")}),
    ("army-led contests out", {"leave_out": ("same_state", "army_led")}),
    ("invasion out", {"leave_out": ("same_state", "invasion")}),
    ("armed, army-led, invasion out", {"leave_out": ("same_state", "armed", "army_led", "invasion")}),
    ("controls out", {"controls": False}),
    ("half-life 30 days", {"half_life_days": 30.0}),
    ("half-life 180 days", {"half_life_days": 180.0}),
    ("ever since the first act", {"half_life_days": float("inf")}),
    ("by day", {"step_days": 1}),
    ("by day, acts of the last 3 days hidden", {"step_days": 1, "hidden_days": 3}),
    ("acts of the last 14 days hidden", {"hidden_days": 14}),
    ("the backer's neutral acts beside", {"neutral": "own"}),
    ("acts of other powers beside", {"neutral": "others"}),
    ("an effect of both together beside", {"together": True}),
    ("no covariates", {"covariates": False}),
    ("prior of the effects half as wide", {"effect_sd": 0.5}),
    ("prior of the effects twice as wide", {"effect_sd": 2.0}),
    ("kinds shrunken half as hard", {"deviation_sd": 0.4}),
    ("all campaigns beside", {"campaigns": "all"}),
    ("no campaigns beside", {"campaigns": "none"}),
)


def variants() -> list[tuple[str, Choices]]:
    """The main reading, and one for each choice moved alone."""
    return [("main reading", MAIN), *((label, replace(MAIN, **move)) for label, move in _MOVES)]


def names() -> set[str]:
    """The options."""
    return {field.name for field in fields(Choices)}

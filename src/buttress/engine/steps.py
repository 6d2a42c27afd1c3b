"""The day, in order: the step table. `buttress explain --steps` and the ODD document print it.

A step is a kernel of `rules`, when it runs, and why it stands where it stands. What it reads and writes is told by the
annotations of its records: `given` is read, `state` is read and written, `record` is kept. Steps run once a run
(`start`), every day, or for each occasion of the day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

from buttress.engine.record import record_day, record_occasion
from buttress.rules.attention import divide_attention
from buttress.rules.beliefs.signals import clear_day, hear_signals
from buttress.rules.beliefs.update import update_beliefs
from buttress.rules.leaders import remove_leaders
from buttress.rules.loyalty import update_loyalty
from buttress.rules.patron.backing import back_and_bind
from buttress.rules.patron.force import add_force
from buttress.rules.patron.ladder import respond
from buttress.rules.patron.support import stand_by
from buttress.rules.policing.custody import hold_detained, release
from buttress.rules.policing.detention import draw_detained
from buttress.rules.policing.officers import allocate_officers
from buttress.rules.policing.violence import fade_anger, see_violence
from buttress.rules.purse.domestic import settle_domestic
from buttress.rules.purse.foreign import settle_foreign
from buttress.rules.purse.loan import pledge_loan
from buttress.rules.reform import promise_reform, watch_from_outside
from buttress.rules.resolution import resolve
from buttress.rules.shocks import fill_shocks
from buttress.rules.turnout.chance import weigh_turnout
from buttress.rules.turnout.crowd import draw_turnout
from buttress.rules.turnout.memory import fade_unrest, remember_crowd
from buttress.rules.turnout.past import remember_past

PARTS = ("given", "state", "record")
"""The records that a kernel may take beside `now`, in this order."""


@dataclass(frozen=True)
class Step:
    """One line of the day; `when` is start, day or occasion; `reading` limits it to one reading of the patron."""

    kernel: Callable[..., Any]
    when: str
    why: str
    reading: str | None = None
    crowd: bool = False

    @property
    def name(self) -> str:
        return str(self.kernel.__name__)

    @property
    def module(self) -> str:
        return str(self.kernel.__module__)

    @property
    def mechanism(self) -> str:
        """The file or folder of the rules that holds it; empty for a step of the engine."""
        room, _, rest = self.module.removeprefix("buttress.").partition(".")
        return rest.partition(".")[0] if room == "rules" else ""

    @property
    def records(self) -> dict[str, Any]:
        """The classes of the records that the kernel takes beside `now`, by the name of the argument."""
        return _records(self.kernel)

    @property
    def reads(self) -> tuple[str, ...]:
        """Columns and parameters that it reads."""
        return (*self._columns("given"), *self._columns("state"))

    @property
    def writes(self) -> tuple[str, ...]:
        """Columns that it writes."""
        return (*self._columns("state"), *self._columns("record"))

    @property
    def arguments(self) -> tuple[str, ...]:
        """All columns and parameters that it is given."""
        return tuple(name for part in self.records for name in self._columns(part))

    def _columns(self, part: str) -> tuple[str, ...]:
        return tuple(column_name(part, field) for field in self.records[part]._fields) if part in self.records else ()


def column_name(part: str, field: str) -> str:
    """The column that a field of a record stands for."""
    return f"record_{field}" if part == "record" else field


@cache
def _records(kernel: Callable[..., Any]) -> dict[str, Any]:
    hints = get_type_hints(kernel.py_func)  # type: ignore[attr-defined]
    return {part: hints[part] for part in PARTS if part in hints}


STEPS: tuple[Step, ...] = (
    Step(fill_shocks, "start", "the same shocks in paired scenarios", crowd=True),
    Step(release, "day", "terms end in the morning", crowd=True),
    Step(clear_day, "day", "yesterday's news is no surprise today"),
    Step(pledge_loan, "day", "a pledge sets dates before any cash moves"),
    Step(respond, "day", "a responsive patron acts on yesterday's unrest", reading="responsive"),
    Step(hear_signals, "day", "signals become surprises before anyone acts on them"),
    Step(back_and_bind, "day", "what the patron's acts build and cost"),
    Step(add_force, "day", "force stands ready before the crowd comes"),
    Step(promise_reform, "day", "promises of the day are known before the march"),
    Step(watch_from_outside, "day", "outside scrutiny of the day"),
    Step(remove_leaders, "day", "who calls is settled before who comes"),
    Step(settle_foreign, "day", "dollars first: a dollar must be sold before it pays a wage"),
    Step(stand_by, "day", "a loan supports when it is paid, the other acts on the day they are seen"),
    Step(settle_domestic, "day", "then pay, in the case's order"),
    Step(divide_attention, "day", "effort follows from what the purse and the patron show"),
    Step(weigh_turnout, "occasion", "people decide on yesterday's beliefs, risk and anger", crowd=True),
    Step(draw_turnout, "occasion", "then go, whole people by chance", crowd=True),
    Step(allocate_officers, "occasion", "officers go where a crowd was expected, not where it came", crowd=True),
    Step(draw_detained, "occasion", "police answer the crowd that came", crowd=True),
    Step(hold_detained, "occasion", "who is held did not march to the end", crowd=True),
    Step(see_violence, "occasion", "what was seen becomes risk and anger", crowd=True),
    Step(remember_crowd, "occasion", "the crowd becomes memory and news", crowd=True),
    Step(remember_past, "occasion", "who went is active or tired next time", crowd=True),
    Step(record_occasion, "occasion", "kept before the next occasion takes its place", crowd=True),
    Step(update_loyalty, "day", "units answer to pay, orders, crowd and belief of the day"),
    Step(update_beliefs, "day", "the day's surprises move both beliefs, once"),
    Step(resolve, "day", "hazards see the finished day"),
    Step(record_day, "day", "kept as it stood at the end of the day"),
    Step(fade_unrest, "day", "the street calms overnight", crowd=True),
    Step(fade_anger, "day", "anger cools overnight", crowd=True),
)


def steps_of(world_reading: str, crowd: str) -> list[Step]:
    """The steps that a run takes under a reading of the patron, without those of a crowd where there is `none`."""
    return [step for step in STEPS if step.reading in (None, world_reading) and not (step.crowd and crowd == "none")]

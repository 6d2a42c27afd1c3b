"""The day, in order: the step table. `buttress explain --steps` and the ODD document print it.

A step is a kernel of `rules`, the columns it writes, and why it stands where it stands. What it reads is its argument
list. Steps run once a run (`start`), every day, or for each occasion of the day.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from buttress.engine.record import record_day
from buttress.rules.attention import divide_attention
from buttress.rules.beliefs import clear_day, hear_signals, update_beliefs
from buttress.rules.leaders import remove_leaders
from buttress.rules.loyalty import waver
from buttress.rules.patron import add_force, back_and_bind, respond
from buttress.rules.policing import detain, fade_anger, release, see_violence
from buttress.rules.purse import pledge_loan, settle_domestic, settle_foreign
from buttress.rules.reform import promise_reform, watch_from_outside
from buttress.rules.resolution import resolve
from buttress.rules.shocks import fill_shocks
from buttress.rules.turnout import fade_unrest, go_out, remember_crowd, remember_past

SCALARS = ("day", "seed", "runs", "occasion", "kind", "counted", "fork")
"""Arguments that are no columns: the clock, the addresses and whether crowds are counted."""


@dataclass(frozen=True)
class Step:
    """One line of the day; `when` is start, day or occasion; `reading` limits it to one reading of the patron."""

    kernel: Callable[..., Any]
    when: str
    writes: tuple[str, ...]
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
    def arguments(self) -> tuple[str, ...]:
        return _arguments(self.kernel)

    @property
    def reads(self) -> tuple[str, ...]:
        """Columns and parameters it reads, without the clock and what it only writes."""
        return tuple(name for name in self.arguments if name not in SCALARS and not name.startswith("record_"))


@cache
def _arguments(kernel: Callable[..., None]) -> tuple[str, ...]:
    return tuple(inspect.signature(kernel.py_func).parameters)  # type: ignore[attr-defined]


STEPS: tuple[Step, ...] = (
    Step(fill_shocks, "start", ("turnout_shock", "policing_shock"), "the same shocks in paired scenarios", crowd=True),
    Step(release, "day", ("people", "custody", "custody_count"), "terms end in the morning", crowd=True),
    Step(clear_day, "day", ("surprise", "turnout_surprise"), "yesterday's news is no surprise today"),
    Step(pledge_loan, "day", ("rollover_left", "rolled_over", "tranche_amount", "tranche_day"),
         "a pledge sets dates before any cash moves"),
    Step(respond, "day", ("answered", "patron_presence", "patron_reserve", "intervened", "tranche_amount",
                          "tranche_day", "leverage", "surprise"),
         "a responsive patron acts on yesterday's unrest", reading="responsive"),
    Step(hear_signals, "day", ("surprise", "expected_signal"), "signals become surprises before anyone acts on them"),
    Step(back_and_bind, "day", ("backing", "attitude", "leverage", "need", "intervened", "tranche_amount"),
         "what the patron's acts build and cost"),
    Step(add_force, "day", ("added_force",), "force stands ready before the crowd comes"),
    Step(promise_reform, "day", ("reform",), "promises of the day are known before the march"),
    Step(watch_from_outside, "day", ("scrutiny",), "outside scrutiny of the day"),
    Step(remove_leaders, "day", ("leaders",), "who calls is settled before who comes"),
    Step(settle_foreign, "day", ("reserves", "usable", "rollover_left", "tranche_amount", "tranche_day",
                                 "exchange_rate", "rate_month", "fled", "record_flow", "record_demand", "record_met"),
         "dollars first: a dollar must be sold before it pays a wage"),
    Step(settle_domestic, "day", ("reserves", "usable", "domestic_cash", "created_month", "outflow_month", "arrears",
                                  "price", "owed_month", "paid_month", "real_pay", "record_flow", "record_domestic",
                                  "record_paid", "record_owed"),
         "then pay, in the case's order"),
    Step(divide_attention, "day", ("perceived_security", "attention", "runway_start", "unrest_start",
                                   "backing_start"),
         "effort follows from what the purse and the patron show"),
    Step(go_out, "occasion", ("goers", "crowd", "record_turnout", "record_turnout_terms", "record_turnout_class"),
         "people decide on yesterday's beliefs, risk and anger", crowd=True),
    Step(detain, "occasion", ("held", "violence", "goers", "people", "custody", "custody_long", "custody_count",
                              "record_detained"),
         "police answer the crowd that came", crowd=True),
    Step(see_violence, "occasion", ("risk", "anger"), "what was seen becomes risk and anger", crowd=True),
    Step(remember_crowd, "occasion", ("last_crowd", "first_crowd", "usual_crowd", "unrest", "zone_unrest",
                                      "turnout_surprise"),
         "the crowd becomes memory and news", crowd=True),
    Step(remember_past, "occasion", ("people",), "who went is active or tired next time", crowd=True),
    Step(waver, "day", ("units", "newly_left", "newly_strike", "strike_push", "record_loyalty_terms"),
         "units answer to pay, orders, crowd and belief of the day"),
    Step(update_beliefs, "day", ("belief_society", "belief_pillars", "expected_left", "expected_strike"),
         "the day's surprises move both beliefs, once"),
    Step(resolve, "day", ("hazard_anchor", "cumulative_hazard", "record_hazard", "record_survival",
                          "record_hazard_terms"),
         "hazards see the finished day"),
    Step(record_day, "day", tuple(f"record_{name}" for name in (
        "reserves", "usable", "exchange_rate", "price", "real_pay", "arrears", "domestic_cash", "loyal_share",
        "strikers", "belief_society", "belief_pillars", "attitude", "perceived_security", "attention", "leverage",
        "unrest", "custody", "wish", "intervened")), "kept as it stood at the end of the day"),
    Step(fade_unrest, "day", ("unrest", "zone_unrest"), "the street calms overnight", crowd=True),
    Step(fade_anger, "day", ("anger",), "anger cools overnight", crowd=True),
)  # fmt: skip

"""A World: everything a run needs but its parameters and its random numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from buttress.case.scenario import ANSWERS
from buttress.world.clock import Clock, clock
from buttress.world.codes import CHANNELS, SIZES, Level, PastTurnout, Zone
from buttress.world.columns import EXPLAIN_ONLY, RECORD, STATE
from buttress.world.draws import Draws
from buttress.world.error import IdleChangeError, WorldError
from buttress.world.occasions import Occasion, occasion_columns, occasions
from buttress.world.parameters import Parameter, families, mechanisms, parameters_of, parameters_off
from buttress.world.structure import exchange_rate, minor_units, pillars_of, structure, unit_counts
from buttress.world.timeline import timeline

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case.schema import Change, Scenario

READINGS = ("scripted", "responsive")


@dataclass(frozen=True)
class World:
    """A case under a scenario, ready to run.

    `structure` and `timeline` hold columns by name; `off` the mechanisms switched off; `lacking` the parameters of the
    parts that the case leaves out; `shock_names` the shocks of occasions before the fork, `turnout:DATE:KIND` and
    `policing:DATE:KIND`.
    """

    name: str
    clock: Clock
    places: tuple[str, ...]
    groups: tuple[str, ...]
    kinds: tuple[str, ...]
    pillars: tuple[str, ...]
    structure: dict[str, Any]
    timeline: dict[str, NDArray[Any]]
    occasions: tuple[Occasion, ...]
    parameters: tuple[Parameter, ...]
    start: dict[str, Any]
    reading: str
    off: frozenset[str]
    lacking: tuple[Parameter, ...] = ()

    @property
    def fork(self) -> int:
        """Index of the `as_of` day."""
        return self.clock.fork

    @property
    def days(self) -> int:
        """Days from the trigger to the horizon."""
        return self.clock.days

    @property
    def horizon(self) -> int:
        """Days after the fork."""
        return self.clock.days - self.clock.fork

    @property
    def shock_names(self) -> tuple[str, ...]:
        """Names of the national shocks before the fork."""
        return self.shocks_before(self.fork)

    def shocks_before(self, day: int) -> tuple[str, ...]:
        """Names of the national shocks of the occasions before a day."""
        return tuple(f"{part}:{key}" for part in ("turnout", "policing") for key in self.keys_before(day))

    def keys_before(self, day: int) -> tuple[str, ...]:
        """`DATE:KIND` of the occasions before a day, as shocks are named by."""
        return tuple(f"{each.date}:{each.name}" for each in self.occasions[: self.occasions_before(day)])

    def occasions_before(self, day: int) -> int:
        """Number of occasions before a day."""
        return sum(occasion.day < day for occasion in self.occasions)

    def sizes(self, runs: int) -> dict[str, int]:
        """Length of every axis for so many runs."""
        return SIZES | {
            "run": runs,
            "day": self.days,
            "after": self.horizon + 1,
            "place": len(self.places),
            "group": len(self.groups),
            "kind": len(self.kinds),
            "pillar": len(self.pillars),
            "occasion": len(self.occasions),
        }

    def allocate(self, runs: int, explain: bool = False, stop: int | None = None) -> dict[str, NDArray[Any]]:
        """State and record columns at the start of day 0 for so many runs; records end before the day `stop`."""
        sizes = self.sizes(runs)
        kept = sizes if stop is None else sizes | self._until(stop)
        out: dict[str, NDArray[Any]] = {}
        for column in (*STATE, *RECORD):
            shape = [(kept if column.role == "record" else sizes)[axis] for axis in column.axes]
            if column.name in EXPLAIN_ONLY and not explain:
                shape[0] = 0
            out[column.name] = np.zeros(shape, dtype=column.dtype)
            if column.start:
                out[column.name][:] = column.start
        for name, value in self.start.items():
            out[name][:] = value
        return out

    def _until(self, stop: int) -> dict[str, int]:
        return {"day": stop, "occasion": self.occasions_before(stop)}

    def columns_of(self, draws: Draws, index: NDArray[np.int64]) -> dict[str, NDArray[np.float64]]:
        """Parameters as columns over runs, those of what is switched off or left out at their neutral values."""
        known = {name: column for column, name in enumerate(draws.names)}
        missing = [parameter.name for parameter in self.parameters if parameter.name not in known]
        if missing:
            raise WorldError(f"the draws lack the parameter {missing[0]!r}")
        values = {name: np.full(len(index), neutral) for name, neutral in self._neutral.items()}
        by_name = np.ascontiguousarray(draws.values[index].T)
        values |= {name: by_name[known[name]] for name in self._drawn}
        out = {
            column: _side_by_side(values, names) if column in families() else values[names[0]]
            for column, names in self._names.items()
        }
        for who in ("society", "pillars"):
            out[f"{who}_signal"] = _side_by_side(out, [f"{who}_{name}" for name in CHANNELS[: SIZES["belief_channel"]]])
        return out

    @cached_property
    def occasion_columns(self) -> dict[str, Any]:
        """When the occasions are and where they take place, as columns."""
        return _unwritable(occasion_columns(self.occasions, len(self.places)))

    @cached_property
    def _neutral(self) -> dict[str, float]:
        """Neutral values of the parameters that are switched off or left out."""
        out = [parameter for parameter in self.parameters if parameter.mechanism in self.off]
        return {parameter.name: parameter.neutral for parameter in (*out, *self.lacking)}

    @cached_property
    def _drawn(self) -> tuple[str, ...]:
        """Names of the parameters whose values draws bring."""
        return tuple(parameter.name for parameter in self.parameters if parameter.name not in self._neutral)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Names of parameters by the column that holds them: a family's members have one together."""
        names: dict[str, list[str]] = {}
        for parameter in (*self.parameters, *self.lacking):
            names.setdefault(parameter.family, []).append(parameter.name)
        return names


def _side_by_side(columns: dict[str, NDArray[np.float64]], names: list[str]) -> NDArray[np.float64]:
    return np.ascontiguousarray(np.stack([columns[name] for name in names], axis=1))


def build(
    case: Case,
    scenario: Scenario | str | None = None,
    reading: str = "scripted",
    off: Iterable[str] = (),
) -> World:
    """The world of a case under a scenario; raises WorldError for an unknown name or a change without effect."""
    name, changes = _changes(case, scenario)
    switched = frozenset(off)
    unknown = sorted(switched - set(mechanisms()))
    if unknown:
        raise WorldError(f"unknown mechanism {unknown[0]!r}" + _hint(unknown[0], mechanisms()))
    if reading not in READINGS:
        raise WorldError(f"unknown reading {reading!r}; write scripted or responsive")
    at = clock(case)
    line = timeline(case, changes)
    _each_has_effect(case, changes)
    facts = case.facts
    kinds = tuple(kind.id for kind in facts.calendar)
    fixed = structure(facts)
    return World(
        name=name,
        clock=at,
        places=tuple(place.id for place in facts.places),
        groups=tuple(group.id for group in facts.groups),
        kinds=kinds,
        pillars=tuple(pillar.id for pillar in pillars_of(facts)),
        structure=_unwritable(fixed),
        timeline=_unwritable(line),
        occasions=occasions(case, at),
        parameters=parameters_of(facts),
        start=_start(case, fixed, line),
        reading=reading,
        off=switched,
        lacking=parameters_off(kinds, facts.off),
    )


def _unwritable(columns: dict[str, Any]) -> dict[str, Any]:
    """The same columns, in which nothing can be written: all runs of a world read them."""
    for value in columns.values():
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
    return columns


def _start(case: Case, fixed: dict[str, Any], line: dict[str, NDArray[Any]]) -> dict[str, Any]:
    """Values of state columns that do not start at one number."""
    facts = case.facts
    people = np.zeros((*fixed["adults"].shape, SIZES["past"]), dtype=np.int64)
    people[..., PastTurnout.RESTED] = fixed["adults"]
    units = np.zeros((len(pillars_of(facts)), len(Zone), SIZES["level"]), dtype=np.int64)
    units[..., Level.LOYAL] = unit_counts(facts)
    reserves = case.ledger.at(facts.trigger.date)
    purse, rate = facts.purse, exchange_rate(facts.purse)
    return {
        "people": people,
        "units": units,
        "leaders": np.array([0 if facts.contender is None else facts.contender.leaders.value, 0, 0]),
        "reserves": reserves,
        "usable": max(reserves - fixed["unusable_reserves"], 0),
        "domestic_cash": 0 if purse is None else minor_units(purse.domestic_cash_m.value),
        "exchange_rate": rate,
        "rate_month": np.log(rate),
    }


def _changes(case: Case, scenario: Scenario | str | None) -> tuple[str, Sequence[Change]]:
    if scenario is None:
        return "baseline", ()
    if isinstance(scenario, str):
        return scenario, case.scenario(scenario).changes
    return scenario.title, scenario.changes


def _each_has_effect(case: Case, changes: Sequence[Change]) -> None:
    """Each change alone must alter the timeline; raises WorldError for the first that does not.

    Seen from another day than the case's own, what a scenario was written to change may be past: no error, and the
    comparison says what touched nobody.
    """
    if not changes or case.as_of != case.facts.as_of:
        return
    base = timeline(case)
    for change in changes:
        alone = timeline(case, (change,))
        if all(np.array_equal(alone[name], base[name]) for name in base):
            answer = ANSWERS.get(change.lever)
            needed = f"; what answers to it is {answer}" if answer else ""
            raise IdleChangeError(
                change,
                f"{change.lever}: {change.value:g} from {change.from_} has no effect: nothing in the case's script "
                "answers to it from that day on (what was said or done earlier is past), or it is the baseline's value"
                f"{needed}",
            )


def _hint(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""

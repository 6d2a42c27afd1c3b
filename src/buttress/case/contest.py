"""A Case: what the user wrote, split by what was known before `as_of`.

A row is *visible* if it was published before `as_of` and its day lies before `as_of` (a plan, a pledge or an announced
signal may lie later). Signals, pledges and plans of the `as_of` day or later, published on that day, are the
*script*: that day's acts belong to the scenario and are no evidence. All other rows are *hidden* and only score what
was forecast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from buttress.case.consistency.sources import known_before
from buttress.case.document import Document
from buttress.case.hashing import seen_from
from buttress.case.ledger import Ledger
from buttress.case.message import CaseError, error, nearest, shown
from buttress.case.rows import Cash, Event, Row, Rows, Signal
from buttress.case.scenario import BASELINE, UNCHANGED
from buttress.case.schema import Change, Claim, Facts, Scenario, Source

R = TypeVar("R", bound=Row)
QUIET = timedelta(days=56)
"""So long after its last row a case may still be asked: weeks without a report come, a slip in the year does not."""


@dataclass(frozen=True)
class Case:
    """A contest's facts, rows, claims and scenarios, as known before `as_of`.

    `rows` holds every row; `cash`, `events` and `signals` the visible ones, `script_...` and `hidden_...` the others.
    `written` holds the scenarios as their files have them, `scenarios` those whose days move along with `as_of`.
    """

    path: Path
    facts: Facts
    sources: dict[str, Source]
    rows: Rows
    claims: list[Claim]
    scenarios: dict[str, Scenario]
    as_of: date
    hash: str
    cash: list[Cash]
    events: list[Event]
    signals: list[Signal]
    script_cash: list[Cash]
    script_signals: list[Signal]
    hidden_cash: list[Cash]
    hidden_events: list[Event]
    hidden_signals: list[Signal]
    documents: dict[str, Document] = field(repr=False)
    files_hash: str
    written: dict[str, Scenario] = field(repr=False)

    @classmethod
    def assemble(
        cls,
        *,
        path: Path,
        facts: Facts,
        sources: dict[str, Source],
        rows: Rows,
        claims: list[Claim],
        scenarios: dict[str, Scenario],
        documents: dict[str, Document],
        files_hash: str,
        as_of: date | None = None,
    ) -> Case:
        """Split the rows at `as_of` (default: the case's own) and move the scenarios' days along with it."""
        day = as_of or facts.as_of
        money = rows.cash if facts.purse is not None else ()  # rows of a purse that is off move nothing
        cash, script_cash, hidden_cash = _split(money, day, lambda row: row.announced)
        events, _, hidden_events = _split(rows.events, day, lambda row: False)
        signals, script_signals, hidden_signals = _split(rows.signals, day, lambda row: True)
        shift = day - facts.as_of
        return cls(
            path=path,
            facts=facts,
            sources=sources,
            rows=rows,
            claims=claims,
            scenarios={name: _moved(scenario, shift) for name, scenario in scenarios.items()},
            as_of=day,
            hash=seen_from(files_hash, day),
            cash=cash,
            events=events,
            signals=signals,
            script_cash=script_cash,
            script_signals=script_signals,
            hidden_cash=hidden_cash,
            hidden_events=hidden_events,
            hidden_signals=hidden_signals,
            documents=documents,
            files_hash=files_hash,
            written=scenarios,
        )

    @property
    def horizon(self) -> date:
        """The first day after the run."""
        return self.as_of + timedelta(days=self.facts.horizon_days)

    @cached_property
    def ledger(self) -> Ledger:
        """What moved the purse before `as_of`. Raises CaseError where the flows do not add up."""
        ledger = Ledger.of(self.cash, self.as_of, self.facts.trigger.date, self.facts.foreign)
        ledger.require_funds()
        return ledger

    def with_as_of(self, day: date) -> Case:
        """The same case seen from another day, after the trigger and not over eight weeks after the last row.

        The days of the scenarios' changes move along: they count from the fork. Raises CaseError.
        """
        first = self.facts.trigger.date + timedelta(days=1)
        last = max([self.facts.as_of, *(row.published + timedelta(days=1) for row in self.rows)]) + QUIET
        if not first <= day <= last:
            raise CaseError(
                [error("case.yaml", self.documents["case.yaml"].line(("as_of",)), _outside(day, first, last))]
            )
        messages = known_before(self.rows, self.sources, day, self.documents["case.yaml"])
        if messages:
            raise CaseError(messages)
        case = Case.assemble(
            path=self.path,
            facts=self.facts,
            sources=self.sources,
            rows=self.rows,
            claims=self.claims,
            scenarios=self.written,
            documents=self.documents,
            files_hash=self.files_hash,
            as_of=day,
        )
        _ = case.ledger  # raises CaseError here, not at the first use
        return case

    def scenario(self, name: str) -> Scenario:
        """The scenario of that name; `baseline` changes nothing. Raises CaseError with the nearest name for others."""
        if name == BASELINE:
            return UNCHANGED
        if name not in self.scenarios:
            hint = nearest(name, [BASELINE, *self.scenarios])
            raise CaseError([error("scenarios", None, f"the case has no scenario {shown(name)}{hint}")])
        return self.scenarios[name]

    @property
    def titles(self) -> dict[str, str]:
        """Titles of the scenarios by name."""
        return {name: scenario.title for name, scenario in self.scenarios.items()}

    def with_scenarios(self, scenarios: dict[str, Scenario]) -> Case:
        """The same case with other scenarios, their days as seen from this `as_of`."""
        return replace(self, scenarios=dict(scenarios))


def _outside(day: date, first: date, last: date) -> str:
    return f"as_of {day} is outside of the evidence, {first} to {last} ({QUIET.days} days after the last row)"


def _split(rows: Iterable[R], as_of: date, scripted: Callable[[R], bool]) -> tuple[list[R], list[R], list[R]]:
    """Visible, script and hidden rows."""
    visible: list[R] = []
    script: list[R] = []
    hidden: list[R] = []
    for row in rows:
        if row.published < as_of and (row.known_from < as_of or row.announced):
            visible.append(row)
        elif row.published == as_of <= row.date and scripted(row):
            script.append(row)
        else:
            hidden.append(row)
    return visible, script, hidden


def _moved(scenario: Scenario, shift: timedelta) -> Scenario:
    if not shift:
        return scenario
    changes = [
        Change.model_validate({"lever": change.lever, "from": change.from_ + shift, "value": change.value})
        for change in scenario.changes
    ]
    return scenario.model_copy(update={"changes": changes})

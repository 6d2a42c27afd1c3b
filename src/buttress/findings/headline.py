"""The four headline cells: reserves, tenure, turnout, detentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from buttress.brief.content import HeadlineCell, IntervalEstimate, LabelledEstimate, Unit
from buttress.findings.quantiles import predictive_estimate
from buttress.findings.results import Results
from buttress.observe.reporter import own_name
from buttress.world.parameters import parameters_of

if TYPE_CHECKING:
    from buttress.case.rows import Event, Row

CAP_WEEKS = 104.0
GONE_SHOWN = 0.005
"""A smaller share of runs in which reserves are gone at the fork is not told."""


def headline_cells(results: Results) -> tuple[HeadlineCell, ...]:
    """The headline cells, each with the lead scenario beside it; no reserves where the case has none."""
    cells = (_tenure(results), _turnout(results), _detained(results))
    return cells if results.case.facts.foreign is None else (_reserves(results), *cells)


def _reserves(results: Results) -> HeadlineCell:
    beside = [
        ("runs beyond 104 weeks, counted as 104", results.level("reserves_beyond_104")),
    ]
    gone = results.level("reserves_gone_0")
    if gone is not None and gone.mean >= GONE_SHOWN:
        beside.insert(0, ("runs in which they are gone at the fork", gone))
    if results.case.facts.pillars:
        beside.append((f"real pay of {_enforcer(results)}, day 90", results.level("real_pay_90")))
    levels = [row for row in results.case.cash if row.kind == "reserve_level" and row.basis == "level"]
    pledged = [row for row in results.case.script_cash if row.kind == "pledged"]
    return HeadlineCell(
        "Usable reserves last",
        results.level("reserves_weeks", cap=CAP_WEEKS),
        _labelled(beside),
        _latest(levels, pledged),
        f"buttress run {results.folder}",
    )


def _tenure(results: Results) -> HeadlineCell:
    days = results.tenure_days
    others = [other for other in (30, 90, 180) if other != days]
    beside = [(f"after {other} days", results.level(f"tenure_{other}")) for other in others]
    return HeadlineCell(
        f"In office after {days} days",
        results.level(f"tenure_{days}"),
        _labelled(beside),
        _tenure_sources(results),
        f"buttress compare {results.folder} --scenario {results.lead or 'NAME'}",
    )


def _tenure_sources(results: Results) -> tuple[str, ...]:
    """Where the base hazard comes from, and the source of the trigger."""
    facts = results.case.facts
    entries = parameters_of(facts)
    base = [entry.origin.partition(":")[0] for entry in entries if entry.name == "exit_per_day" and not entry.assumed]
    return (*(f"base rate: {origin}" for origin in base), facts.trigger.source)


def _turnout(results: Results) -> HeadlineCell:
    beside = [
        ("largest to the horizon", results.level("peak_turnout")),
        ("runs above 10,000 in week 8", results.level("persist_w8")),
    ]
    counted = [row for row in _main_reports(results) if row.crowd_low is not None or row.crowd_high is not None]
    return HeadlineCell(
        f"{results.main_name}, mean of 8 weeks",
        results.level("turnout_8w"),
        _labelled(beside),
        _latest(counted),
        f"buttress run {results.folder}",
    )


def _detained(results: Results) -> HeadlineCell:
    """Truth, and beside it what the official reporter would count."""
    detained = results.week_ahead("detained")
    beside: list[tuple[str, IntervalEstimate | None]] = []
    official = _official(results)
    if official is not None:
        name, share = official
        draw = results.baseline.measures["draw"].to_numpy()
        beside.append((f"as counted by {name}", predictive_estimate(detained * share[draw], Unit.PEOPLE)))
    beside.append(("in 8 weeks", results.level("detained_8w")))
    return HeadlineCell(
        "Detained, next seven days",
        predictive_estimate(detained, Unit.PEOPLE),
        _labelled(beside),
        _latest([row for row in _main_reports(results) if row.detained is not None]),
        f"buttress run {results.folder}",
    )


def _official(results: Results) -> tuple[str, np.ndarray] | None:
    """The official reporter with most counts of people detained: its name and its coverage, a share a draw."""
    posterior = results.posterior
    counts = Counter(row.reporter for row in results.case.events if row.detained is not None)
    fitted = [
        reporter
        for reporter in results.case.facts.reporters
        if reporter.kind == "official" and own_name("detained", reporter.id) in posterior.reporter_names
    ]
    if not fitted:
        return None
    most = max(fitted, key=lambda reporter: counts[reporter.id])
    column = posterior.reporter_names.index(own_name("detained", most.id))
    return most.name, posterior.reporter_values[:, column]


def _enforcer(results: Results) -> str:
    return results.case.facts.pillars[results.baseline.frame.enforcer].name.lower()


def _labelled(beside: list[tuple[str, IntervalEstimate | None]]) -> tuple[LabelledEstimate, ...]:
    return tuple(LabelledEstimate(label, estimate) for label, estimate in beside if estimate is not None)


def _main_reports(results: Results) -> list[Event]:
    """Reports of the main occasion."""
    return [row for row in results.case.events if row.kind == results.main_kind and row.side == "protest"]


def _latest(*groups: Sequence[Row]) -> tuple[str, ...]:
    """Sources of the rows of each group's last day, three at most."""
    sources: list[str] = []
    for rows in groups:
        last = max((row.date for row in rows), default=None)
        sources += [row.source for row in rows if row.date == last]
    return tuple(dict.fromkeys(sources))[:3]

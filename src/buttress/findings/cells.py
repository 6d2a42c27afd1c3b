"""The four headline cells: reserves, tenure, turnout, detentions."""

from __future__ import annotations

import numpy as np

from buttress.brief.content import Beside, Cell, Estimate, Unit
from buttress.findings.results import Results, spread

CAP_WEEKS = 104.0


def cells(results: Results) -> tuple[Cell, ...]:
    """The headline cells, each with the lead scenario beside it."""
    return _reserves(results), _tenure(results), _turnout(results), _detained(results)


def _reserves(results: Results) -> Cell:
    beside = [
        ("beyond 104 weeks", results.level("reserves_beyond_104", Unit.SHARE)),
        (_without(results), _lead(results, "reserves_weeks", Unit.WEEKS, CAP_WEEKS)),
        ("real police pay, day 90", results.level("real_pay_90", Unit.PERCENT)),
        (f"{_without(results)}, pay", _lead(results, "real_pay_90", Unit.PERCENT)),
    ]
    levels = [row.source for row in results.case.cash if row.kind == "reserve_level"]
    return Cell(
        "Reserves last",
        results.level("reserves_weeks", Unit.WEEKS, cap=CAP_WEEKS),
        _told(beside),
        tuple(levels[-1:]),
        f"buttress run {results.folder}",
    )


def _tenure(results: Results) -> Cell:
    days = results.tenure_days
    others = [other for other in (30, 90, 180) if other != days]
    beside = [
        (_without(results), _lead(results, f"tenure_{days}", Unit.SHARE)),
        *((f"at {other} days", results.level(f"tenure_{other}", Unit.SHARE)) for other in others),
    ]
    return Cell(
        f"In office at {days} days",
        results.level(f"tenure_{days}", Unit.SHARE),
        _told(beside),
        (),
        f"buttress compare {results.folder} --scenario {results.lead or 'NAME'}",
    )


def _turnout(results: Results) -> Cell:
    return Cell(
        f"{results.main_name}, mean of 8 weeks",
        results.level("turnout_8w", Unit.PEOPLE),
        _told([(_without(results), _lead(results, "turnout_8w", Unit.PEOPLE))]),
        _reporters_sources(results),
        f"buttress run {results.folder}",
    )


def _detained(results: Results) -> Cell:
    """Truth, and beside it what the official reporter would count."""
    held = results.week_ahead("detained")
    beside: list[tuple[str, Estimate | None]] = []
    seen = _coverage(results)
    if seen is not None:
        name, share = seen
        draw = results.baseline.measures["draw"].to_numpy()
        beside.append((f"as counted by {name}", _median(held * share[draw % len(share)])))
    return Cell("Detained, next seven days", _median(held), _told(beside), (), f"buttress run {results.folder}")


def _coverage(results: Results) -> tuple[str, np.ndarray] | None:
    """The first official reporter whose coverage of detentions was fitted: its name and a share a draw."""
    posterior = results.posterior
    for reporter in results.case.facts.reporters:
        for column, name in enumerate(posterior.reporter_names):
            if reporter.kind == "official" and reporter.id in name and "coverage" in name:
                return reporter.name, posterior.reporter_values[:, column]
    return None


def _median(values: np.ndarray) -> Estimate:
    return spread(values).estimate()


def _without(results: Results) -> str:
    title = results.case.scenarios[results.lead].title if results.lead else ""
    return title[:1].lower() + title[1:]


def _lead(results: Results, measure: str, unit: Unit, cap: float | None = None) -> Estimate | None:
    return results.level(measure, unit, results.lead, cap) if results.lead else None


def _told(beside: list[tuple[str, Estimate | None]]) -> tuple[Beside, ...]:
    return tuple(Beside(label, estimate) for label, estimate in beside if estimate is not None)


def _reporters_sources(results: Results) -> tuple[str, ...]:
    """Sources of the last main occasion's final reports."""
    rows = [row for row in results.case.events if row.kind == results.main_kind and row.stage == "final"]
    last = max((row.date for row in rows), default=None)
    return tuple(sorted({row.source for row in rows if row.date == last}))[:4]

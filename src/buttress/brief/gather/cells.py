"""The four headline cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from buttress.brief.content import Beside, Cell, Estimate, Unit
from buttress.brief.gather.commands import Commands
from buttress.brief.gather.levels import level, predicted
from buttress.observe.reporter import own_name

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case.rows import Event, Row
    from buttress.case.schema import Reporter
    from buttress.experiment import Comparison, Ensemble
    from buttress.infer.posterior import Posterior

WEEK = 7


def cells(
    case: Case, comparison: Comparison, posterior: Posterior | None, lead: str, days: int, command: Commands
) -> tuple[Cell, ...]:
    """Reserves, tenure, turnout, detentions: the baseline, and what stands beside it."""
    base = comparison.baseline
    other = comparison.ensemble(lead) if lead else None
    words = case.scenarios[lead].title[:1].lower() + case.scenarios[lead].title[1:] if lead else ""
    return (
        _reserves(case, base, other, words, command),
        _tenure(case, base, other, words, days, command),
        _turnout(case, base, other, words, command),
        _detained(case, base, posterior, command),
    )


def _reserves(case: Case, base: Ensemble, other: Ensemble | None, words: str, command: Commands) -> Cell:
    beside = _besides(
        (words, level(other, "reserves_weeks") if other else None),
        ("beyond 104 weeks", level(base, "reserves_beyond_104")),
        (f"real pay of {_enforcer(case, base)}, day 90", level(base, "real_pay_90")),
        (f"the same, {words}", level(other, "real_pay_90") if other else None),
    )
    known = [row for row in case.cash if row.kind == "reserve_level" and row.basis == "level"]
    pledged = [row for row in case.script_cash if row.kind == "pledged"]
    return Cell("Usable reserves last", level(base, "reserves_weeks"), beside, _latest(known, pledged), command.level())


def _tenure(case: Case, base: Ensemble, other: Ensemble | None, words: str, days: int, command: Commands) -> Cell:
    measure = f"tenure_{days}"
    rest = [one for one in (30, 90, 180) if one != days]
    beside = _besides(
        (words, level(other, measure) if other else None),
        *((f"at {one} days", level(base, f"tenure_{one}")) for one in rest),
    )
    origin = (case.facts.incumbent.in_office_since.source, case.facts.trigger.source)
    return Cell(
        f"In office at {days} days",
        level(base, measure),
        beside,
        tuple(dict.fromkeys(source for source in origin if source)),
        command.level(),
    )


def _turnout(case: Case, base: Ensemble, other: Ensemble | None, words: str, command: Commands) -> Cell:
    main = next(calling.name for calling in case.facts.calendar if calling.id == base.frame.main)
    beside = _besides(
        (words, level(other, "turnout_8w") if other else None),
        ("largest to the horizon", level(base, "peak_turnout")),
        ("above 10,000 in week 8", level(base, "persist_w8")),
    )
    seen = [row for row in _reports(case, base) if row.crowd_low is not None or row.crowd_high is not None]
    return Cell(f"{main}, mean of 8 weeks", level(base, "turnout_8w"), beside, _latest(seen), command.level())


def _detained(case: Case, base: Ensemble, posterior: Posterior | None, command: Commands) -> Cell:
    people = week_of(base, "detained")
    beside = [Beside("in 8 weeks", found) for found in [level(base, "detained_8w")] if found]
    official = _official(case)
    if official is not None and posterior is not None:
        counted = _as_counted(base, posterior, official.id, people)
        if counted is not None:
            beside.insert(0, Beside(f"as counted by {official.name}", counted))
    seen = [row for row in _reports(case, base) if row.detained is not None]
    return Cell("Detained, next 7 days", predicted(people, Unit.PEOPLE), tuple(beside), _latest(seen), command.level())


def week_of(base: Ensemble, quantity: str, place: str | None = None) -> np.ndarray:
    """People of the first week after the fork, (runs,), nationwide or of a place."""
    table = base.weekly
    chosen = table[(table["week"] == 0) & (table["place"] == place if place else True)]
    total: np.ndarray = chosen.groupby("run")[quantity].sum().sort_index().to_numpy(dtype=float)
    return total


def _as_counted(base: Ensemble, posterior: Posterior, reporter: str, people: np.ndarray) -> Estimate | None:
    """The same people as a reporter counts them: times its coverage in the run's draw."""
    name = own_name("detained", reporter)
    if name not in posterior.reporter_names:
        return None
    coverage = posterior.reporter_values[:, posterior.reporter_names.index(name)]
    draws = np.arange(len(people)) // base.seeds_per_draw
    return predicted(people * coverage[draws], Unit.PEOPLE)


def _official(case: Case) -> Reporter | None:
    """The official reporter with most counts of people detained."""
    counts = [row.reporter for row in case.events if row.detained is not None]
    official = [reporter for reporter in case.facts.reporters if reporter.kind == "official"]
    return max(official, key=lambda reporter: counts.count(reporter.id), default=None)


def _reports(case: Case, base: Ensemble) -> list[Event]:
    return [row for row in case.events if row.kind == base.frame.main and row.side == "protest"]


def _enforcer(case: Case, base: Ensemble) -> str:
    return case.facts.pillars[base.frame.enforcer].name.lower()


def _besides(*pairs: tuple[str, Estimate | None]) -> tuple[Beside, ...]:
    return tuple(Beside(label, found) for label, found in pairs if found is not None)


def _latest(*groups: Sequence[Row]) -> tuple[str, ...]:
    """Sources of the rows of each group's last day, three at most."""
    found: list[str] = []
    for rows in groups:
        last = max((row.date for row in rows), default=None)
        found += [row.source for row in rows if row.date == last]
    return tuple(dict.fromkeys(found))[:3]

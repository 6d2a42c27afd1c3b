"""What the workers call for a case: its facts, its brief, a scenario that is tried, the explain view, as plain data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from buttress.web.worker import Tell

PAGES = "pages.json"


@dataclass(frozen=True)
class LeverForm:
    """A lever that the case has, with its limits and its value in the baseline."""

    name: str
    low: float
    high: float
    baseline: float
    whole: bool


@dataclass(frozen=True)
class CaseFacts:
    """What the forms of a case need to know of it."""

    title: str
    question: str
    hash: str
    as_of: str
    last: str
    places: tuple[tuple[str, str], ...]
    scenarios: tuple[tuple[str, str, str, bool], ...]
    levers: tuple[LeverForm, ...]
    policing: bool


def case_facts(folder: Path) -> CaseFacts:
    """The facts of a case's folder. CaseError where it can't be loaded."""
    import datetime as dt

    from buttress.case import load
    from buttress.case.scenario import LEVERS, LIMITS, NEEDS, WHOLE

    case = load(folder)
    facts = case.facts
    parts = {name for name in ("patron", "contender", "purse") if getattr(facts, name) is not None}
    parts |= {"pillars"} if facts.pillars else set()
    parts |= {"reserves"} if facts.foreign is not None else set()
    levers = tuple(
        LeverForm(name, *LIMITS[name], LEVERS[name], name in WHOLE)
        for name in LIMITS
        if set(NEEDS.get(name, ())) <= parts
    )
    return CaseFacts(
        title=facts.title,
        question=facts.question,
        hash=case.hash,
        as_of=case.as_of.isoformat(),
        last=(case.horizon - dt.timedelta(days=1)).isoformat(),
        places=tuple((place.id, place.name) for place in facts.places),
        scenarios=tuple((name, one.title, one.question, one.policing) for name, one in case.scenarios.items()),
        levers=levers,
        policing=bool(facts.pillars),
    )


def make_case_brief(folder: Path, out: Path, progress: Tell) -> None:
    """Make the brief of a case, and keep the texts of its pages beside it."""
    from buttress.brief.pages import make_pages
    from buttress.brief.read import from_json
    from buttress.case import load
    from buttress.pipeline.brief import make_brief
    from buttress.store.file import write_whole

    case = load(folder)
    make_brief(case, out, progress=progress)
    pages = make_pages(from_json((out / "brief.json").read_text(encoding="utf-8").removesuffix("\n")))
    tables = {
        name: {
            "name": name,
            "spec": {"title": table.spec.title, "note": table.spec.note},
            "headings": table.headings,
            "rows": table.rows,
            "traces": table.traces,
            "rules": table.rules,
        }
        for name, table in pages.tables.items()
    }
    told: dict[str, Any] = {name: value for name, value in vars(pages).items() if name not in ("tables", "drawings")}
    told |= {"tables": tables, "drawings": pages.drawings}
    content = json.dumps({"case": case.hash, "pages": told}, ensure_ascii=False, default=vars)
    write_whole(out / PAGES, content.encode())


def try_changes(folder: Path, typed: dict[str, Any], progress: Tell) -> dict[str, Any]:
    """What a scenario of typed changes comes to: texts of its table, its warnings, the figure of both curves."""
    from buttress.brief import formats, palette
    from buttress.brief.figures import survival
    from buttress.case import load
    from buttress.pipeline.try_scenario import try_scenario

    case = load(folder)
    scenario = scenario_of(typed)
    _check_days(case, scenario)
    answer = try_scenario(case, scenario, progress=progress)
    rows = [
        {
            "meaning": row.meaning,
            "baseline": formats.estimate(row.baseline),
            "scenario": formats.estimate(row.scenario),
            "difference": formats.estimate(row.difference),
        }
        for row in answer.rows
    ]
    figure = None
    if answer.curves:
        strokes = palette.strokes([answer.scenario])
        figure = asdict(survival.draw(answer.curves, strokes, case.facts.incumbent.name))
    return {
        "typed": typed,
        "pairs": answer.pairs,
        "fired": answer.fired,
        "warnings": list(answer.warnings),
        "rows": rows,
        "figure": figure,
    }


def _check_days(case: Any, scenario: Any) -> None:
    """WebError for a scenario without a change, or with one outside of the run."""
    from buttress.web.error import WebError

    if not scenario.changes:
        raise WebError("Nothing is changed yet: move a lever.", 422)
    for change in scenario.changes:
        if not case.as_of <= change.from_ < case.horizon:
            raise WebError(f"{change.from_}: a day from {case.as_of} to the end of the run is needed.", 422)


def scenario_of(typed: dict[str, Any]) -> Any:
    """A scenario of typed changes. ScenarioError says which can't be taken."""
    from pydantic import ValidationError

    from buttress.case.schema import Scenario
    from buttress.web.error import WebError

    try:
        return Scenario.model_validate(typed)
    except ValidationError as reason:
        told = "; ".join(str(one["msg"]).removeprefix("Value error, ") for one in reason.errors()[:3])
        raise WebError(told, 422) from None


def keep_scenario(folder: Path, name: str, typed: dict[str, Any]) -> str:
    """Write it into the case's folder; the file's name."""
    from buttress.case import load
    from buttress.pipeline.try_scenario import save_scenario

    return save_scenario(load(folder), name, scenario_of(typed)).name


def explain_day(folder: Path, day: str, place: str, scenario: str, progress: Tell) -> dict[str, Any]:
    """Why the numbers of a day are what they are, as plain data with texts of numbers."""
    import datetime as dt

    from buttress.brief.formats import significant
    from buttress.case import load
    from buttress.pipeline.explain import explain

    view = explain(load(folder), dt.date.fromisoformat(day), place=place or None, scenario=scenario, progress=progress)
    accounts = [
        {
            "title": one.title,
            "outcome": f"{significant(one.outcome)} {one.outcome_unit}",
            "unit": one.unit,
            "lines": [
                {
                    "term": line.term,
                    "value": significant(line.value),
                    "range": f"{significant(line.low)} to {significant(line.high)}",
                    "without": "–" if line.without is None else significant(line.without),
                }
                for line in one.lines
            ],
        }
        for one in view.accounts
    ]
    return {"day": day, "place": view.place, "scenario": scenario, "runs": view.runs, "accounts": accounts}

"""What the workers call for a case: its facts, its brief, a scenario that is tried, the explain view, as plain data."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buttress.web.case_facts import CaseFacts, LeverForm, ScenarioFacts, stamp_of
from buttress.web.worker import Tell

if TYPE_CHECKING:
    from buttress.brief.figures.canvas import Drawing
    from buttress.case import Case
    from buttress.case.scenario import Change
    from buttress.case.schema import Scenario

PAGES = "pages.json"


def case_facts(folder: Path) -> CaseFacts:
    """The facts of a case's folder. CaseError where it can't be loaded."""
    import datetime as dt

    from buttress.case.scenario import LEVERS, LIMITS, WHOLE
    from buttress.pipeline.try_scenario import movable_levers

    case = loaded(folder)
    facts = case.facts
    return CaseFacts(
        title=facts.title,
        question=facts.question,
        hash=case.hash,
        first=facts.trigger.date.isoformat(),
        as_of=case.as_of.isoformat(),
        last=(case.horizon - dt.timedelta(days=1)).isoformat(),
        places=tuple((place.id, place.name) for place in facts.places),
        scenarios=tuple(
            ScenarioFacts(name, one.title, one.question, one.policing, tuple(map(_plain, one.changes)))
            for name, one in case.scenarios.items()
        ),
        levers=tuple(LeverForm(name, *LIMITS[name], LEVERS[name], name in WHOLE) for name in movable_levers(case)),
        policing=bool(facts.pillars),
    )


def _plain(change: Change) -> dict[str, Any]:
    return {"lever": change.lever, "from": change.from_.isoformat(), "value": change.value}


def loaded(folder: Path) -> Case:
    """The case of a folder, loaded once for each state of its files."""
    return _load(folder, stamp_of(folder))


@lru_cache(maxsize=1)
def _load(folder: Path, stamp: str) -> Case:
    from buttress.case import load

    del stamp
    return load(folder)


def get_ready(folder: Path, pairs: int, progress: Tell) -> None:
    """Fit the case for so many pairs of runs, unless its fit is kept, and load the kernels by a few runs."""
    from buttress.pipeline.compare import compare
    from buttress.pipeline.posterior import draws_needed, posterior_for

    case = loaded(folder)
    draws = posterior_for(case, draws=draws_needed(pairs), workers=1, progress=progress).draws
    compare(case, [], runs=10, workers=1, draws=draws, progress=progress)


def make_case_brief(folder: Path, out: Path, progress: Tell) -> None:
    """Make the brief of a case, and keep the texts of its pages beside it."""
    from buttress.brief.pages import make_pages
    from buttress.pipeline.brief import make_brief
    from buttress.store.file import write_whole
    from buttress.store.version import code_version

    case = loaded(folder)
    pages = make_pages(make_brief(case, out, progress=progress).content)
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
    told |= {"tables": tables, "drawings": {name: _drawn(drawing) for name, drawing in pages.drawings.items()}}
    content = json.dumps(
        {"case": case.hash, "version": code_version(), "pages": told}, ensure_ascii=False, default=vars
    )
    write_whole(out / PAGES, content.encode())


def try_changes(folder: Path, typed: dict[str, Any], pairs: int, progress: Tell) -> dict[str, Any]:
    """What a scenario of typed changes comes to: texts of its table, its warnings, the figure of both curves."""
    from buttress.brief import formats, palette
    from buttress.brief.figures import survival
    from buttress.pipeline.try_scenario import try_scenario

    case = loaded(folder)
    scenario = scenario_of(typed)
    _check_days(case, scenario)
    answer = try_scenario(case, scenario, runs=pairs, progress=progress)
    rows = [
        {
            "label": formats.sentence_case(row.label or row.meaning),
            "meaning": row.meaning if row.label else "",
            "baseline": formats.estimate(row.baseline),
            "scenario": formats.estimate(row.scenario),
            "difference": formats.estimate(row.difference),
        }
        for row in answer.rows
    ]
    figure = None
    if answer.curves:
        strokes = palette.strokes([answer.scenario])
        figure = _drawn(survival.draw(answer.curves, strokes, case.facts.incumbent.name, judged="above"))
    return {
        "case": case.hash,
        "typed": typed,
        "pairs": answer.pairs,
        "fired": answer.fired,
        "warnings": list(answer.warnings),
        "rows": rows,
        "figure": figure,
    }


def _drawn(drawing: Drawing) -> dict[str, Any]:
    """A figure as plain data, what is told to a reader who points at it as JSON."""
    told = {name: value for name, value in vars(drawing).items() if name != "pointed"}
    if drawing.pointed is not None:
        told["pointed_json"] = json.dumps(drawing.pointed, ensure_ascii=False, default=vars)
    return told


def _check_days(case: Case, scenario: Scenario) -> None:
    """WebError for a scenario without a change, or with one outside of the run."""
    from buttress.web.error import WebError

    if not scenario.changes:
        raise WebError("Nothing is changed yet: move a lever.", 422)
    for change in scenario.changes:
        if not case.as_of <= change.from_ < case.horizon:
            raise WebError(f"{change.from_}: a day from {case.as_of} to the end of the run is needed.", 422)


def scenario_of(typed: dict[str, Any]) -> Scenario:
    """A scenario of typed changes. WebError says which can't be taken."""
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
    from buttress.pipeline.try_scenario import save_scenario

    return save_scenario(loaded(folder), name, scenario_of(typed)).name


def explain_day(folder: Path, day: str, place: str, scenario: str, progress: Tell) -> dict[str, Any]:
    """Why the numbers of a day are what they are, as plain data with texts of numbers."""
    import datetime as dt

    from buttress.brief.formats import significant
    from buttress.pipeline.explain import explain

    case = loaded(folder)
    view = explain(case, dt.date.fromisoformat(day), place=place or None, scenario=scenario, progress=progress)
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
    name = next(place.name for place in case.facts.places if place.id == view.place)
    return {"day": day, "place": name, "scenario": scenario, "runs": view.runs, "accounts": accounts}

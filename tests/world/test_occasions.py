"""Occasions on every day, and those that happen when they are reported and then go on at the pace seen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from buttress.case import Case, CaseError, check, load
from buttress.engine import run
from buttress.infer.prior import prior_draws
from buttress.world import build
from buttress.world.clock import clock
from buttress.world.occasions import coming_days, occasions

Write = Callable[..., Path]
HEADER = "date,place,scope,side,kind,crowd_low,crowd_high,detained,stage,reporter,published,source,note"


def written(folder: Path, calling: dict[str, Any], rows: list[tuple[str, str]]) -> Path:
    """The bare case with one kind of occasion, and a report of 500 people a row (date, place; empty = national)."""
    data = json.loads((folder / "case.yaml").read_text())
    data["calendar"] = [{"id": "protest", "name": "Protest", "places": "all", "groups": "all", **calling}]
    (folder / "case.yaml").write_text(json.dumps(data))
    lines = [
        f"{day},{place},{'place' if place else 'national'},protest,protest,500,500,9,final,monitor,{day},ELECTION,"
        for day, place in rows
    ]
    (folder / "events.csv").write_text("\n".join([HEADER, *lines]) + "\n")
    return folder


def by_place(case: Case) -> dict[str, list[date]]:
    held: dict[str, list[date]] = {}
    for occasion in occasions(case, clock(case)):
        for place in occasion.places:
            held.setdefault(case.facts.places[place].id, []).append(occasion.date)
    return held


def test_a_daily_kind_is_held_every_day(case_with: Write) -> None:
    folder = written(case_with(), {"daily": True, "from": "2023-03-20"}, [("2023-03-21", "northport")])
    case = load(folder)
    assert len(by_place(case)["northport"]) == (case.horizon - date(2023, 3, 20)).days
    written(folder, {"daily": True, "from": "2023-03-20"}, [("2023-03-19", "northport")])
    with pytest.raises(CaseError, match=r"2023-03-19 is not a day of 'protest' .from 2023-03-20."):
        load(folder)
    written(folder, {"daily": True}, [("2023-03-21", "northport")])
    with pytest.raises(CaseError, match=r"'daily' and 'from' go together"):
        load(folder)


def test_an_irregular_kind_is_held_where_and_when_it_was_reported(case_with: Write) -> None:
    """36 days to the fork: three days of reports in the capital, one elsewhere, none in the other places."""
    rows = [("2023-03-07", "northport"), ("2023-03-08", "northport"), ("2023-03-30", "northport")]
    case = load(written(case_with(), {"irregular": True}, [*rows, ("2023-03-30", "uplands")]))
    held = by_place(case)
    assert set(held) == {"northport", "uplands"}
    before = {place: [day for day in days if day < case.as_of] for place, days in held.items()}
    assert before["northport"] == [date(2023, 3, 7), date(2023, 3, 8), date(2023, 3, 30)]
    assert before["uplands"] == [date(2023, 3, 30)]
    after = {place: len(days) - len(before[place]) for place, days in held.items()}
    assert after == {"northport": 10, "uplands": 3}  # 120 days at 3/36 and at 1/36 a day
    assert not any("no report speaks of it" in message.message for message in check(case))


def test_a_report_of_the_whole_country_speaks_of_every_place(case_with: Write) -> None:
    case = load(written(case_with(), {"irregular": True}, [("2023-03-07", "")]))
    assert Counter(map(len, by_place(case).values())) == Counter({4: len(case.facts.places)})


def test_a_quiet_lowers_the_pace(case_with: Write) -> None:
    rows = [(f"2023-03-{day:02}", "northport") for day in range(7, 15)]
    case = load(written(case_with(), {"irregular": True}, rows))
    early = case.with_as_of(date(2023, 3, 20))
    late = [day for day in by_place(case)["northport"] if day >= case.as_of]
    soon = [day for day in by_place(early)["northport"] if day >= early.as_of]
    assert len(late) == round(120 * 8 / 36)
    assert len(soon) == 120 * 8 // 15


def test_days_to_come_keep_the_pace() -> None:
    assert coming_days(0.1, 100, 130) == [104, 114, 124]
    assert coming_days(1.0, 5, 8) == [5, 6, 7]
    assert coming_days(0.0, 5, 800) == []


def test_nobody_is_out_or_held_where_no_occasion_is(case_with: Write) -> None:
    rows = [("2023-03-07", "northport"), ("2023-03-30", "uplands")]
    case = load(written(case_with(), {"irregular": True}, rows))
    world = build(case)
    result = run(world, prior_draws(case, 4, seed=3), np.arange(20, dtype=np.int64), seed=1)
    for index, occasion in enumerate(world.occasions):
        elsewhere = [p for p in range(len(world.places)) if p not in occasion.places]
        assert (result.turnout[:, index, list(occasion.places)] > 0).any()
        assert not result.turnout[:, index, elsewhere].any()
        assert not result.detained[:, index, elsewhere].any()

"""People killed and injured: read beside the detained, counted by reporter and week, and said of a week to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from buttress.case import CaseError, check, load
from buttress.forecasting.casualties import casualties
from buttress.forecasting.row_use import row_use

HEADER = "date,place,scope,side,kind,crowd_low,crowd_high,detained,killed,injured,stage,reporter,published,source,note"


@pytest.fixture
def case_of(case_with: Callable[..., Path]) -> Callable[..., Path]:
    """A function from rows (day of March, place or empty, killed, injured, stage, reporter) to a case's folder."""

    def write(*rows: tuple[int, str, object, object, str, str]) -> Path:
        folder = case_with()
        lines = [HEADER]
        for day, place, killed, injured, stage, reporter in rows:
            scope = "place" if place else "national"
            said = f"2023-03-{day:02}"
            lines.append(
                f"{said},{place},{scope},protest,other,,,,{killed},{injured},{stage},{reporter},{said},ELECTION,"
            )
        (folder / "events.csv").write_text("\n".join(lines) + "\n")
        return folder

    return write


def test_columns_of_killed_and_injured_may_be_there_or_not(case_of, blank_case) -> None:
    assert load(blank_case).events[0].killed is None
    (event,) = load(case_of((7, "northport", 3, "", "final", "monitor"))).events
    assert (event.killed, event.injured, event.detained) == (3, None, None)
    with pytest.raises(CaseError, match="'killed' 9000000 is above the population of the place 'northport'"):
        load(case_of((7, "northport", 9_000_000, "", "final", "monitor")))


def test_a_row_of_killed_alone_is_no_row_without_a_number(case_of) -> None:
    case = load(case_of((7, "northport", 3, "", "final", "monitor"), (8, "northport", "", "", "final", "monitor")))
    (told,) = [message for message in check(case) if "the row holds no number" in message.message]
    assert told.line == 3
    use = row_use(case)
    assert (use.rows, use.used, use.casualties, use.unused) == (2, 0, (2,), {"holds no number": (3,)})
    assert next(use.sentences()).endswith("1 only for people killed and injured, and 1 are not used")


def test_a_day_counts_once_and_a_final_number_goes_before_an_early_one(case_of) -> None:
    case = load(
        case_of(
            (7, "northport", 3, "", "early", "monitor"),
            (7, "northport", 5, "", "final", "monitor"),
            (7, "uplands", 1, "", "early", "monitor"),
            (7, "", 4, 20, "final", "monitor"),
            (9, "", 2, "", "final", "gazette"),
        )
    )
    rows = {(row.reporter, row.quantity): (row.counted, row.weeks) for row in casualties(case)}
    assert rows == {("gazette", "killed"): (2, 5), ("monitor", "killed"): (6, 5), ("monitor", "injured"): (20, 5)}


def test_a_week_to_come_has_the_pace_and_its_spread(case_of) -> None:
    """Ten a week through five weeks, then ten weeks' number in one: the same pace, another spread."""
    as_of = date(2023, 4, 10)
    steady = load(case_of(*((day, "", 10, "", "final", "monitor") for day in (7, 14, 21, 28))))
    assert steady.as_of == as_of
    (even,) = casualties(steady)
    assert even.points["q50"] == pytest.approx(8, abs=1)  # 40 in five weeks
    bursts = load(case_of((7, "", 39, "", "final", "monitor"), (28, "", 1, "", "final", "monitor")))
    (uneven,) = casualties(bursts)
    assert uneven.counted == even.counted
    assert uneven.points["q975"] > 1.5 * even.points["q975"]
    assert casualties(steady) == casualties(steady)


def test_intervals_hold_what_poisson_weeks_bring(case_of) -> None:
    """Of weeks drawn at one pace, four in five lie in the 80 % interval made of the five weeks before."""
    rng = np.random.default_rng(1)
    inside = []
    for _ in range(60):
        *before, after = rng.poisson(12.0, 5)
        rows = [(day, "", int(n), "", "final", "monitor") for day, n in zip((7, 14, 21, 28), before, strict=True)]
        case = load(case_of(*rows)).with_as_of(date(2023, 4, 4))
        (row,) = casualties(case)
        inside.append(row.points["q10"] <= after <= row.points["q90"])
    assert 0.68 < np.mean(inside) <= 0.97


def test_both_ends_of_a_number_reach_the_forecast(case_of) -> None:
    folder = case_of((7, "northport", 3, "", "final", "monitor"), (9, "northport", 2, 4, "final", "monitor"))
    text = (folder / "events.csv").read_text().splitlines()
    ends = [f"{text[0]},killed_high,injured_high", f"{text[1]},3,50", f"{text[2]},8,"]
    (exact,) = [row for row in casualties(load(folder)) if row.quantity == "killed"]
    (folder / "events.csv").write_text("\n".join(ends) + "\n")
    killed, injured = sorted(casualties(load(folder)), key=lambda row: row.quantity, reverse=True)
    assert (killed.counted, killed.counted_high) == (5, 11)
    assert (injured.counted, injured.counted_high) == (4, 54)
    assert killed.points["q975"] > exact.points["q975"]
    assert killed.points["q10"] <= exact.points["q10"] + 1
    (folder / "events.csv").write_text("\n".join([ends[0], f"{text[1]},2,"]) + "\n")
    with pytest.raises(CaseError, match="'killed' 3 is above 'killed_high' 2"):
        load(folder)

"""The order of lines in a case's files means nothing; only the payment order does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.case import Case, CaseError, check, load
from buttress.case.blank import BLANK
from buttress.case.rows import Rows
from buttress.experiment.provenance import evidence_hash


def without_lines(rows: Rows) -> list[dict[str, object]]:
    return [row.model_dump(exclude={"line"}) for row in rows]


def contents(case: Case) -> list[object]:
    """All that is computed from, without lines and files."""
    periods = [asdict(period) | {"line": None} for period in case.ledger.periods]
    money = {kind: days.tobytes() for kind, days in (case.ledger.foreign | case.ledger.domestic).items()}
    claims = [claim.model_dump_json() for claim in case.claims]
    scenarios = {name: scenario.model_dump_json() for name, scenario in case.scenarios.items()}
    sources = [source.model_dump_json() for source in case.sources.values()]
    facts = case.facts.model_dump_json()
    return [evidence_hash(case), facts, without_lines(case.rows), periods, money, claims, scenarios, sources]


@given(seed=st.integers(0, 10**6), order=st.integers(0, 10**6))
@settings(max_examples=12, deadline=None)
def test_a_random_case_is_the_same_in_any_order(
    random_case: Callable[[int], Path], shuffled: Callable[[Path, int], Path], seed: int, order: int
) -> None:
    folder = random_case(seed)
    assert contents(load(shuffled(folder, order))) == contents(load(folder))


def test_the_shipped_cases_are_the_same_in_any_order(belarus: Path, shuffled: Callable[[Path, int], Path]) -> None:
    for folder in (belarus, BLANK):
        assert contents(load(shuffled(folder, 3))) == contents(load(folder))


def test_remarks_stand_at_the_lines_of_the_files(belarus: Path, shuffled: Callable[[Path, int], Path]) -> None:
    def texts(folder: Path) -> list[str]:
        return sorted(message.message for message in check(load(folder)) if "line" not in message.message)

    other = shuffled(belarus, 3)
    assert texts(other) == texts(belarus)
    by_line = (other / "case.yaml").read_text().splitlines()
    (main,) = [message for message in check(load(other)) if "main kind" in message.message]
    near = " ".join(by_line[(main.line or 0) - 1 : (main.line or 0) + 20])
    assert '"sunday_march"' in near


def test_the_order_of_payment_is_kept(blank_case: Path) -> None:
    path = blank_case / "case.yaml"
    path.write_text(path.read_text().replace("[police, army, state_firms]", "[state_firms, police, army]"))
    assert load(blank_case).facts.purse.payment_order == ["state_firms", "police", "army"]


def test_places_stand_the_capital_first_then_by_people(belarus: Path) -> None:
    places = load(belarus).facts.places
    assert [place.id for place in places[:5]] == ["minsk", "gomel", "vitebsk", "grodno", "mogilev"]
    assert [place.kind for place in places] == ["city"] * 13 + ["rest"] * 6


def calendar(folder: Path, text: str) -> Path:
    """Write another calendar."""
    path = folder / "case.yaml"
    before, _, rest = path.read_text().partition("calendar:\n")
    after = rest[rest.index("# Overrides") :]
    path.write_text(f"{before}calendar:\n{text}\n{after}")
    return folder


MONDAY = "  - {id: monday_vigil, name: Vigil, weekday: monday, from: 2023-03-13, places: all, groups: all}\n"
SUNDAY = "  - {id: sunday_march, name: March, weekday: sunday, from: 2023-03-12, places: all, groups: all}\n"
TUESDAY = "  - {id: students_day, name: Day, weekday: tuesday, from: 2023-03-14, places: all, groups: all}\n"
NIGHT = "  - {id: election_night, name: Night, dates: [2023-03-05], places: all, groups: all}\n"


@pytest.mark.parametrize(
    ("text", "main", "why"),
    [
        (SUNDAY + TUESDAY + NIGHT, "sunday_march", "the most occasions in the run, 22"),
        (TUESDAY + SUNDAY + NIGHT, "sunday_march", "the most occasions in the run, 22"),
        (SUNDAY + MONDAY, "monday_vigil", "the most occasions in the run, 22"),
        (SUNDAY.replace("name", "main: true, name") + MONDAY, "sunday_march", "marked 'main: true'"),
        (NIGHT.replace("name", "main: true, name") + MONDAY, "election_night", "marked 'main: true'"),
        (SUNDAY.replace("2023-03-12", "2023-08-06") + NIGHT, "election_night", "the most occasions in the run, 1"),
    ],
)
def test_the_main_kind_is_marked_or_has_most_occasions(blank_case: Path, text: str, main: str, why: str) -> None:
    (blank_case / "events.csv").write_text((blank_case / "events.csv").read_text().splitlines()[0] + "\n")
    case = load(calendar(blank_case, text))
    assert case.facts.main_kind.id == main
    (note,) = [message for message in check(case) if "main kind" in message.message]
    assert note.level == "note"
    assert f"'{main}'" in note.message
    assert why in note.message
    assert main in (blank_case / "case.yaml").read_text().splitlines()[(note.line or 0) - 1]


def test_the_main_kind_does_not_move_with_the_day(belarus: Path) -> None:
    case = load(belarus, as_of="2020-10-20")
    assert case.facts.main_kind == load(belarus).facts.main_kind


def test_two_main_kinds_are_refused_at_the_second(blank_case: Path) -> None:
    marked = [text.replace("name", "main: true, name") for text in (SUNDAY, TUESDAY)]
    (blank_case / "events.csv").write_text((blank_case / "events.csv").read_text().splitlines()[0] + "\n")
    with pytest.raises(CaseError) as caught:
        load(calendar(blank_case, "".join(marked)))
    (message,) = caught.value.messages
    lines = (blank_case / "case.yaml").read_text().splitlines()
    assert message.file == "case.yaml"
    assert "students_day" in lines[(message.line or 0) - 1]
    assert "'students_day' and 'sunday_march'" in message.message
    assert "mark one" in message.message


def test_of_two_levels_of_one_day_the_first_published_is_used(blank_case: Path) -> None:
    path = blank_case / "cash.csv"
    head, *rows = path.read_text().splitlines()
    level = next(row for row in rows if "reserve_level,level" in row)
    cells = level.split(",")
    names = head.split(",")
    cells[names.index("amount_m")] = "1.5"
    cells[names.index("published")] = "2023-04-09"
    later = ",".join(cells)
    opening = []
    for lines in ([level, later], [later, level]):
        path.write_text("\n".join([head, *lines, *(row for row in rows if row != level)]) + "\n")
        case = load(blank_case)
        opening.append(case.ledger.periods[0].opening)
        assert any("the first published is used" in message.message for message in check(case))
    assert opening[0] == opening[1] > 1.5e8

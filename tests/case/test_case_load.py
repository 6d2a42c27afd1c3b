"""A case loads whole, and what may be known follows from the days of publication."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buttress.case import Case, CaseError, Message, check, load
from buttress.case.parser import parse
from buttress.case.schema import POLICING

FORK = date(2023, 4, 10)


def test_a_case_has_its_parts(blank_case: Path) -> None:
    case = load(blank_case)
    assert case.facts.capital.id == "northport"
    assert set(case.scenarios) == {"without_loan", "delayed_loan", "without_endorsement"}
    assert case.as_of == FORK
    assert case.horizon == FORK + timedelta(days=120)
    assert case.sources["BANK"].publisher == "Central bank"
    assert case.claims[0].contrast == {"baseline": 1, "without_loan": -1}
    assert [str(row.amount_m) for row in case.cash if row.line == 3] == ["60"]


def test_rows_of_the_day_are_the_script_and_later_ones_are_hidden(blank_case: Path) -> None:
    case = load(blank_case)
    assert [row.kind for row in case.script_signals] == ["endorsement", "pledge", "exercise"]
    assert [row.kind for row in case.script_cash] == ["pledged"]
    assert [row.published for row in case.hidden_events] == [date(2023, 4, 17)]
    assert [row.published for row in case.hidden_cash] == [date(2023, 5, 8)]


def test_what_was_told_on_the_day_of_earlier_days_is_hidden(blank_case: Path) -> None:
    with open(blank_case / "signals.csv", "a", encoding="utf-8") as rows:
        rows.write("2023-04-08,,patron,endorsement,incumbent,,,2023-04-10,GAZETTE_MEETING,two days late\n")
    case = load(blank_case)
    assert [row.note for row in case.hidden_signals if row.kind == "endorsement"] == ["two days late"]
    assert all(row.date >= case.as_of for row in (*case.script_cash, *case.script_signals))


def visible(case: Case) -> None:
    """Nothing visible was published on or after the fork, and every row stands in exactly one list."""
    rows = (*case.cash, *case.events, *case.signals)
    assert all(row.published < case.as_of for row in rows)
    assert all(row.known_from < case.as_of or row.announced for row in rows)
    assert all(row.published == case.as_of for row in (*case.script_cash, *case.script_signals))
    lists = (case.cash, case.script_cash, case.hidden_cash)
    assert sorted(row.line for each in lists for row in each) == sorted(row.line for row in case.rows.cash)
    lists_of_signals = (case.signals, case.script_signals, case.hidden_signals)
    assert sorted(row.line for each in lists_of_signals for row in each) == sorted(
        row.line for row in case.rows.signals
    )
    assert sorted(row.line for row in (*case.events, *case.hidden_events)) == sorted(r.line for r in case.rows.events)


@given(days=st.integers(-33, 29))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_the_fork_can_move_through_the_evidence(blank_case: Path, days: int) -> None:
    case = load(blank_case)
    day = FORK + timedelta(days=days)
    if day <= date(2023, 3, 7):  # before the bank's first notice there is no opening level
        with pytest.raises(CaseError, match="reserve_level"):
            case.with_as_of(day)
        return
    moved = case.with_as_of(day)
    visible(moved)
    assert moved.ledger.days[-1] == day - timedelta(days=1)
    assert (moved.hash == case.hash) == (days == 0)
    assert moved.with_as_of(FORK).hash == case.hash
    assert moved.with_as_of(FORK).scenarios == case.scenarios
    change = moved.scenarios["delayed_loan"].changes[0]
    assert (change.from_, change.value) == (day, 30)


@pytest.mark.parametrize("day", ["2023-03-05", "2023-09-10", "1999-01-01", "soon", 20230410, "20230410", "2023-4-1"])
def test_a_fork_outside_of_the_evidence(blank_case: Path, day: str) -> None:
    with pytest.raises(CaseError, match="as_of"):
        load(blank_case, as_of=day)


def test_as_of_as_text_and_as_date(blank_case: Path) -> None:
    assert load(blank_case, as_of="2023-04-20").hash == load(str(blank_case), as_of=date(2023, 4, 20)).hash


def test_an_earlier_fork_forbids_what_was_printed_later(blank_case: Path) -> None:
    path = blank_case / "case.yaml"
    path.write_text(path.read_text().replace("{value: 25, assumed:", "{value: 25, source: GAZETTE_APRIL, note:"))
    case = load(blank_case)
    with pytest.raises(CaseError, match="'fx_trade_day_m' rests on 'GAZETTE_APRIL'"):
        case.with_as_of(date(2023, 4, 1))


def test_an_empty_source_beside_a_reason_is_no_source(blank_case: Path) -> None:
    path = blank_case / "case.yaml"
    path.write_text(path.read_text().replace("{value: 25, assumed:", "{value: 25, source: null, assumed:"))
    assert not [message for message in check(load(blank_case)) if message.level != "note"]


def test_later_sources_may_give_slow_facts(blank_case: Path) -> None:
    path = blank_case / "case.yaml"
    path.write_text(path.read_text().replace("{value: 24000, assumed: invented}", "{value: 24000, source: BANK_MAY}"))
    assert load(blank_case).facts.pillars[0].headcount.source == "BANK_MAY"


def test_the_hash_is_of_the_content_alone(blank_case: Path, tmp_path: Path) -> None:
    first = load(blank_case).hash
    other = Path(shutil.copytree(blank_case, tmp_path / "elsewhere" / "renamed"))
    for path in other.rglob("*.yaml"):
        os.utime(path, (0, 0))
    (other / "README.md").write_text("notes beside a case are no part of it")
    (other / "scenarios" / ".hidden").write_text("nor are these")
    assert load(other).hash == first
    path = other / "cash.csv"
    path.write_text(path.read_text().replace("coupon", "Coupon"))
    assert load(other).hash != first
    (blank_case / "scenarios/without_endorsement.yaml").unlink()
    assert load(blank_case).hash != first


def test_a_case_goes_to_another_process(blank_case: Path) -> None:
    case = load(blank_case)
    copy = pickle.loads(pickle.dumps(case))  # noqa: S301 (our own bytes)
    assert copy.hash == case.hash
    assert copy.facts == case.facts
    assert copy.ledger.closing == case.ledger.closing


@pytest.mark.parametrize(("written", "value"), [("0.6667", POLICING[0]), ("1.5", POLICING[1]), ("0.667", POLICING[0])])
def test_the_two_fixed_what_ifs(blank_case: Path, written: str, value: float) -> None:
    (blank_case / "scenarios/milder_policing.yaml").write_text(
        "title: Milder\nquestion: What harm?\nwhat_if: fixed\n"
        f"changes:\n  - {{lever: policing_intensity, from: 2023-04-10, value: {written}}}\n"
    )
    assert load(blank_case).scenarios["milder_policing"].changes[0].value == value


def test_yaml_is_1_2_and_every_node_has_a_line() -> None:
    document = parse("x.yaml", "a: no\nb:\n  - 0o17\n  - 0x1F\n  - 007\n  - 1e3\n  - {c: ~, d: '1'}\n  - 2020-01-02\n")
    assert document.data == {"a": "no", "b": [15, 31, 7, 1000.0, {"c": None, "d": "1"}, "2020-01-02"]}
    assert document.lines == {
        (): 1, ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 1): 4, ("b", 2): 5, ("b", 3): 6, ("b", 4): 7,
        ("b", 4, "c"): 7, ("b", 4, "d"): 7, ("b", 5): 8,
    }  # fmt: skip


FILES = (
    "case.yaml",
    "cash.csv",
    "events.csv",
    "signals.csv",
    "sources.yaml",
    "claims.yaml",
    "scenarios/without_loan.yaml",
)


def told(read: Callable[[], object]) -> list[Message]:
    """The messages of a case that can't be read; none if it can. Any other exception fails the test."""
    try:
        read()
    except CaseError as reason:
        return reason.messages or [Message("", None, "error", "")]
    return []


@given(
    file=st.sampled_from(FILES),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=12)), min_size=1, max_size=4),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120, deadline=None)
def test_no_damage_ends_in_a_traceback(blank_case: Path, file: str, cuts: list[tuple[float, int, bytes]]) -> None:
    path = blank_case / file
    whole = path.read_bytes()
    data = whole
    for where, length, junk in cuts:
        at = int(where * len(data))
        data = data[:at] + junk + data[at + length :]
    path.write_bytes(data)
    messages = told(lambda: load(blank_case))
    path.write_bytes(whole)
    assert all(message.file and message.message and "\n" not in str(message) for message in messages)


@given(text=st.text(alphabet="ab:-{}[]&*!|>'\"#%@`,?~ \n\t01.", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_yaml_or_a_message(text: str) -> None:
    assert all(message.file == "x.yaml" for message in told(lambda: parse("x.yaml", text)))

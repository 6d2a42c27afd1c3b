"""`check` names what is assumed, contradictory or idle, each at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.case import Message, check, load
from buttress.case.message import CaseError, nearest
from buttress.forecasting.row_use import row_use


def added(folder: Path, file: str, text: str) -> int:
    """Append rows to a file; returns the line of the last."""
    path = folder / file
    path.write_text(path.read_text() + text)
    return path.read_text().count("\n")


def remarks(folder: Path, words: str) -> list[Message]:
    return [message for message in check(load(folder)) if words in message.message]


def test_a_blank_case_has_only_notes_on_what_is_assumed(blank_case: Path) -> None:
    found = check(load(blank_case))
    assert found
    assert {message.level for message in found} == {"note"}
    (main,) = [message for message in found if "main kind" in message.message]
    found.remove(main)
    assert all("is assumed" in message.message for message in found)
    text = (blank_case / "case.yaml").read_text()
    assert len(found) == sum(line.count("assumed:") for line in text.splitlines() if not line.lstrip().startswith("#"))
    police = next(message for message in found if "'pillars.police.headcount'" in message.message)
    assert "headcount: {value: 24000" in text.splitlines()[(police.line or 0) - 1]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("northport,place,protest,sunday_march,24000,24000,,final,ministry", "says 24000"),
        ("northport,place,protest,sunday_march,,20000,,final,ministry", "says 0 to 20000"),
        ("northport,place,protest,sunday_march,2000,9999,,final,ministry", "says 2000 to 9999"),
        ("northport,place,protest,sunday_march,200000,,,final,monitor", "says more than 200000"),
        (",national,protest,sunday_march,,,120,final,ministry", "detained"),
    ],
)
def test_conflicting_reports_name_both(blank_case: Path, row: str, words: str) -> None:
    line = added(blank_case, "events.csv", f"2023-03-26,{row},2023-03-28,GAZETTE_MARCH,\n")
    found = [message for message in remarks(blank_case, words) if message.level == "warning"]
    assert [(message.file, message.line) for message in found] == [("events.csv", line)]
    assert f"'{row.rsplit(',', 1)[1]}'" in found[0].message
    assert "on line 1" in found[0].message


@pytest.mark.parametrize(
    "row",
    [
        "northport,place,protest,sunday_march,36000,36000,,final,ministry",
        "northport,place,protest,sunday_march,10000,10000,,early,ministry",
        "northport,place,pro_government,other,10000,10000,,final,ministry",
        "northport,place,protest,sunday_march,30000,,,final,ministry",
        "northport,place,protest,sunday_march,10000,99999,,final,ministry",
        "northport,place,protest,sunday_march,500,61000,,final,ministry",
    ],
)
def test_reports_that_can_stand_together_are_not_named(blank_case: Path, row: str) -> None:
    added(blank_case, "events.csv", f"2023-03-26,{row},2023-03-28,GAZETTE_MARCH,\n")
    assert not [message for message in check(load(blank_case)) if message.level == "warning"]


def test_a_second_final_figure_of_one_reporter_is_named(blank_case: Path) -> None:
    row = "2023-03-26,northport,place,protest,sunday_march,70000,70000,9,final,gazette,2023-03-28,GAZETTE_MARCH,\n"
    line = added(blank_case, "events.csv", row)
    (found,) = remarks(blank_case, "a second final figure (crowd)")
    assert (found.line, found.level) == (line, "warning")
    assert "line 11" in found.message


def test_files_that_are_not_read_are_named(blank_case: Path) -> None:
    (blank_case / "claim.yaml").write_text("x")
    (blank_case / "prior.yaml").write_text("x")
    assert [message.file for message in remarks(blank_case, "the file is not read")] == ["claim.yaml", "prior.yaml"]
    assert remarks(blank_case, "did you mean 'claims.yaml'?")


def test_slow_facts_from_later_sources_are_marked(blank_case: Path) -> None:
    path = blank_case / "case.yaml"
    path.write_text(path.read_text().replace("{value: 24000, assumed: invented}", "{value: 24000, source: BANK_MAY}"))
    (found,) = remarks(blank_case, "rests on a later source")
    assert found.level == "note"
    assert "'pillars.police.headcount.source'" not in found.message
    assert "'pillars.police.headcount'" in found.message


def test_many_reports_of_one_crowd_are_checked_in_bounded_time(blank_case: Path) -> None:
    rows = "".join(
        f"2023-03-26,northport,place,protest,sunday_march,{1000 + index},,,final,{reporter},2023-03-28,GAZETTE_MARCH,\n"
        for index in range(1000)
        for reporter in ("ministry", "gazette", "monitor")
    )
    added(blank_case, "events.csv", rows)
    assert len(check(load(blank_case))) < 10_000


def test_a_part_above_the_whole_is_named(blank_case: Path) -> None:
    row = "2023-03-26,northport,place,protest,sunday_march,,,261,final,monitor,2023-03-27,MONITOR_MARCH,\n"
    added(blank_case, "events.csv", row)
    assert [message.level for message in remarks(blank_case, "260 detained nationwide")] == ["warning"]


def test_a_residual_larger_than_the_flows_is_named(blank_case: Path) -> None:
    path = blank_case / "cash.csv"
    path.write_text(path.read_text().replace("level,2130,", "level,1800,"))
    (found,) = remarks(blank_case, "what is left, -360.0m, is more than they are")
    assert (found.file, found.line, found.level) == ("cash.csv", 5, "warning")


def test_two_levels_of_one_day(blank_case: Path) -> None:
    added(blank_case, "cash.csv", "2023-04-01,,reserve_level,level,2131,USD,,2023-04-08,GAZETTE_APRIL,rounded\n")
    assert not remarks(blank_case, "the first published is used")
    line = added(blank_case, "cash.csv", "2023-04-01,,reserve_level,level,2100,USD,,2023-04-08,GAZETTE_APRIL,\n")
    (found,) = remarks(blank_case, "the first published is used")
    assert found.line == line
    assert load(blank_case).ledger.closing == 213_000_000_000


def test_reserves_below_zero_and_below_what_is_locked(blank_case: Path) -> None:
    path = blank_case / "cash.csv"
    path.write_text(path.read_text().replace("level,2130,", "level,300,").replace("flow,60,", "flow,6000,"))
    assert remarks(blank_case, "below zero on 2023-03-11")
    assert remarks(blank_case, "more reserves are unusable")


def test_a_state_that_spends_more_than_it_takes_in(blank_case: Path) -> None:
    path = blank_case / "case.yaml"
    path.write_text(path.read_text().replace("{value: 910,", "{value: 500,"))
    (found,) = remarks(blank_case, "more than it takes in")
    assert found.level == "warning"


def test_idle_sources_reporters_and_scenarios(blank_case: Path) -> None:
    line = added(
        blank_case, "sources.yaml", "- {id: IDLE, publisher: X, date: 2023-03-01, title: T, supports: nothing}\n"
    )
    (blank_case / "scenarios/idle.yaml").write_text("title: Idle\nquestion: What?\nchanges: []\n")
    facts = blank_case / "case.yaml"
    facts.write_text(facts.read_text() + "  - {id: idler, name: Nobody, kind: monitor}\n")
    assert [message.line for message in remarks(blank_case, "nothing rests on the source 'IDLE'")] == [line]
    assert [message.level for message in remarks(blank_case, "the scenario changes nothing")] == ["warning"]
    assert remarks(blank_case, "the reporter 'idler' has no row")


def test_a_source_named_in_a_reason_is_not_idle(blank_case: Path) -> None:
    added(blank_case, "sources.yaml", "- {id: PAYSLIP, publisher: X, date: 2023-03-01, title: T, supports: pay}\n")
    facts = blank_case / "case.yaml"
    pay = "{value: 900, assumed: "
    facts.write_text(facts.read_text().replace(pay + "invented}", pay + "one slip (PAYSLIP)}"))
    assert not remarks(blank_case, "'PAYSLIP'")


def test_messages_read_as_one_line() -> None:
    message = Message("cash.csv", 7, "error", "wrong")
    assert str(message) == "cash.csv:7: error: wrong"
    assert str(Message("cash.csv", None, "note", "idle")) == "cash.csv: note: idle"
    assert message.as_dict() == {"file": "cash.csv", "line": 7, "level": "error", "message": "wrong"}
    assert str(CaseError([message])) == str(message)


def test_the_nearest_name_or_all_or_none() -> None:
    assert nearest("Minks", ["minsk", "brest"]) == "; did you mean 'minsk'?"
    assert nearest("zzz", ["minsk", "brest"]) == "; known: brest, minsk"
    assert nearest("zzz", [f"name{index}" for index in range(40)]) == ""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("role: enforcer", "role: officials", "send anybody out"),
        ("deployable_share: {value: 0.3,", "deployable_share: {value: 0,", "send anybody out"),
        ("custody_places: {value: 3000,", "custody_places: {value: 0,", "'custody_places' is 0"),
    ],
)
def test_a_case_in_which_nobody_can_be_detained_is_told(blank_case: Path, old: str, new: str, words: str) -> None:
    assert remarks(blank_case, words) == []
    text = (blank_case / "case.yaml").read_text(encoding="utf-8")
    assert old in text
    (blank_case / "case.yaml").write_text(text.replace(old, new), encoding="utf-8")
    assert [remark.level for remark in remarks(blank_case, words)] == ["warning"]


def test_more_detained_than_there_were_people(blank_case: Path) -> None:
    crowd = "2023-03-26,millbridge,place,protest,sunday_march,10,10,,final,monitor,2023-03-28,GAZETTE_MARCH,\n"
    detained = "2023-03-26,millbridge,place,protest,sunday_march,,,5000,final,monitor,2023-03-28,GAZETTE_MARCH,\n"
    first = added(blank_case, "events.csv", crowd)
    line = added(blank_case, "events.csv", detained)
    (found,) = remarks(blank_case, "5000 detained of a crowd of 10")
    assert (found.level, found.line) == ("warning", line)
    assert f"line {first}" in found.message


def test_rows_without_a_number_are_named_once(blank_case: Path) -> None:
    rows = [f"2023-03-{26 - k},,national,protest,other,,,,final,monitor,2023-03-28,GAZETTE_MARCH,\n" for k in range(6)]
    last = added(blank_case, "events.csv", "".join(rows))
    (found,) = remarks(blank_case, "holds no number")
    assert (found.level, found.line) == ("warning", last - 5)
    assert f"lines {last - 4}, {last - 3}, {last - 2} and 2 more" in found.message


def test_a_row_without_a_number_sets_the_pace_of_an_irregular_kind(blank_case: Path) -> None:
    path = blank_case / "case.yaml"
    rally = "calendar:\n  - {id: rally, name: R, irregular: true, places: all, groups: all}\n"
    path.write_text(path.read_text().replace("calendar:\n", rally))
    row = "2023-03-26,,national,protest,rally,,,,final,monitor,2023-03-28,GAZETTE_MARCH,\n"
    line = added(blank_case, "events.csv", row)
    (found,) = remarks(blank_case, "holds no number")
    assert (found.level, found.line) == ("note", line)
    assert "counts for the pace of 'rally' alone; keep it" in found.message
    use = row_use(load(blank_case))
    assert use.pace == (line,)
    assert "1 only for the pace of an irregular kind" in next(use.sentences())


def test_a_calendar_that_claims_more_places_than_reports(blank_case: Path) -> None:
    assert not remarks(blank_case, "no report speaks of it")
    path = blank_case / "events.csv"
    header, *rows = path.read_text().splitlines(keepends=True)
    local = [row for row in rows if ",sunday_march," not in row or ",northport,place," in row]
    path.write_text(header + "".join(local))
    (found,) = remarks(blank_case, "no report speaks of it")
    assert found.level == "warning"
    assert "'sunday_march'" in found.message
    assert "places: [northport]" in found.message
    case = (blank_case / "case.yaml").read_text()
    (blank_case / "case.yaml").write_text(case.replace("03-12, places: all", "03-12, places: [northport]"))
    assert not remarks(blank_case, "no report speaks of it")

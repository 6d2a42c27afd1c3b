"""One small mistake a test: the blank case is edited in one spot, and the message names file, line and remedy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from buttress.case import CaseError, Message, load


@dataclass(frozen=True)
class Edit:
    """Replace `old` by `new` in `file`; expect a message with all `words` on the line where `at` stands (next)."""

    file: str
    old: str
    new: str
    words: tuple[str, ...]
    at: str | None = None


CASE = "case.yaml"
CASH = "cash.csv"
EVENTS = "events.csv"
SIGNALS = "signals.csv"
CLAIMS = "claims.yaml"
SOURCES = "sources.yaml"
SCENARIO = "scenarios/without_loan.yaml"
MARCH = "2023-03-12,northport,place,protest,sunday_march,40000,60000,,final,gazette,2023-03-13,GAZETTE_MARCH,"
COUPON = "2023-03-10,,debt_service,flow,60,USD,bondholders,2023-03-12,BANK,coupon"
REQUEST = "2023-03-20,,incumbent,request,patron,,,2023-03-20,GAZETTE_MARCH,asks for a loan"

EDITS = {
    # case.yaml: keys and types
    "misspelt_key": Edit(CASE, "horizon_days: 120", "horizon_day: 120", ("horizon_day", "did you mean 'horizon_days'")),
    "missing_key": Edit(CASE, "seed: 1\n", "", ("'seed' is missing",), at="format: 2"),
    "misspelt_nested_key": Edit(
        CASE, "fx_trade_day_m: {", "fx_trade_m: {", ("fx_trade_m", "purse", "did you mean 'fx_trade_day_m'")
    ),
    "unknown_top_key": Edit(CASE, "seed: 1", "seed: 1\ncodehook: x", ("unknown key 'codehook'",), at="codehook"),
    "text_for_number": Edit(CASE, "seed: 1", "seed: one", ("expected a whole number", "'one'", "seed")),
    "quoted_number": Edit(CASE, "{value: 0.78,", '{value: "0.78",', ("expected a number", "adults_share")),
    "yes_for_true": Edit(CASE, "own_money: true", "own_money: yes", ("expected true or false", "'yes'")),
    "true_for_number": Edit(CASE, "seed: 1", "seed: true", ("expected a whole number", "true")),
    "fraction_for_count": Edit(CASE, "{value: 24000,", "{value: 24000.5,", ("whole number", "headcount")),
    "unit_in_number": Edit(
        CASE, "{value: 900, assumed", "{value: 900 EXL, assumed", ("expected a number", "'900 EXL'")
    ),
    "comma_in_number": Edit(CASE, "{value: 24000,", '{value: "24,000",', ("whole number", "24,000")),
    "nan": Edit(CASE, "{value: 25,", "{value: .nan,", ("not a finite number",)),
    "infinite": Edit(CASE, "{value: 25,", "{value: -.inf,", ("not a finite number",)),
    "huge_exponent": Edit(CASE, "{value: 25,", "{value: 1e999,", ("not a finite number",)),
    "huge_integer": Edit(CASE, "seed: 1\n", "seed: " + "9" * 5000 + "\n", ("not a finite number",), at="99999"),
    "negative_money": Edit(CASE, "{value: 700,", "{value: -700,", ("at least 0", "reserves_unusable_m")),
    "share_above_one": Edit(CASE, "{value: 0.78,", "{value: 78,", ("at most 1", "adults_share")),
    "null_value": Edit(CASE, "{value: 25,", "{value: null,", ("expected a number", "nothing")),
    "list_for_mapping": Edit(CASE, "patron: {id: patron, name: The Patron}", "patron: [patron]", ("keys with values",)),
    "mapping_for_list": Edit(CASE, "payment_order: [police, army, state_firms]", "payment_order: {a: 1}", ("a list",)),
    "bare_number": Edit(
        CASE, "adults_share: {value: 0.78, assumed", "adults_share: 0.78 # {assumed", ("{value: 0.78, source: ID}",)
    ),
    "no_source_no_reason": Edit(CASE, "{value: 5, assumed: invented}", "{value: 5}", ("exactly one of 'source'",)),
    "source_and_reason": Edit(
        CASE, "{value: 5, assumed: invented}", "{value: 5, assumed: invented, source: BANK}", ("exactly one of",)
    ),
    "unknown_source": Edit(
        CASE, "{value: 5, assumed: invented}", "{value: 5, source: BANC}", ("unknown source 'BANC'", "mean 'BANK'")
    ),
    "bad_date": Edit(CASE, "as_of: 2023-04-10", "as_of: 2023-02-30", ("not a day of the calendar",)),
    "date_form": Edit(CASE, "as_of: 2023-04-10", "as_of: 10.04.2023", ("YYYY-MM-DD",)),
    "date_number": Edit(CASE, "as_of: 2023-04-10", "as_of: 20230410", ("YYYY-MM-DD",)),
    "format_three": Edit(CASE, "format: 2", "format: 3", ("format", "known: 1, 2")),
    "unknown_role": Edit(CASE, "role: enforcer\n", "role: enforcers\n", ("'enforcers'", "mean 'enforcer'")),
    "unknown_reporter_kind": Edit(CASE, "kind: newsroom}", "kind: news}", ("'news'", "mean 'newsroom'")),
    "unknown_status": Edit(CASE, "status: exiled", "status: exile", ("'exile'", "mean 'exiled'")),
    "bad_id": Edit(CASE, "id: millbridge,", 'id: "mill bridge",', ("can't be used", "mill bridge")),
    "blank_text": Edit(CASE, "title: Exampleland", 'title: " "', ("must not be blank",)),
    "horizon_zero": Edit(CASE, "horizon_days: 120", "horizon_days: 0", ("at least 7",)),
    # case.yaml: what must agree
    "small_place": Edit(CASE, "{value: 180000,", "{value: 99999,", ("saltmarsh", "99999", "100,000")),
    "small_rest": Edit(CASE, "{value: 1370000,", "{value: 50000,", ("lowlands", "no place below 100,000")),
    "no_capital": Edit(CASE, "capital: true, ", "", ("exactly one place must be the capital",), at="places:\n"),
    "two_capitals": Edit(
        CASE,
        "name: Millbridge, kind: city,",
        "name: Millbridge, kind: city, capital: true,",
        ("exactly one", "northport, millbridge"),
        at="places:\n",
    ),
    "repeated_place": Edit(
        CASE, "id: saltmarsh", "id: millbridge", ("'millbridge' is repeated", "first on line"), at="name: Saltmarsh"
    ),
    "shares_sum": Edit(CASE, "{value: 0.45,", "{value: 0.40,", ("sums to 0.95",), at="groups:\n"),
    "order_unknown": Edit(
        CASE, "[police, army, state_firms]", "[police, army, state_firm]", ("'state_firm'", "mean 'state_firms'")
    ),
    "order_short": Edit(CASE, "[police, army, state_firms]", "[police, army]", ("'state_firms' is missing",)),
    "order_repeats": Edit(
        CASE, "[police, army, state_firms]", "[police, army, state_firms, army]", ("'army' is repeated",)
    ),
    "as_of_before_trigger": Edit(CASE, "as_of: 2023-04-10", "as_of: 2023-03-01", ("after the trigger",)),
    "calendar_place": Edit(CASE, "[northport, millbridge]", "[northport, milbridge]", ("'milbridge'", "'millbridge'")),
    "calendar_group": Edit(CASE, "groups: [students]", "groups: [student]", ("group 'student'", "'students'")),
    "calendar_word": Edit(CASE, "places: [northport, millbridge]", "places: some", ("'all' or a list",)),
    "calendar_weekday": Edit(CASE, "weekday: tuesday", "weekday: tuseday", ("'tuseday'", "'tuesday'")),
    "calendar_both": Edit(CASE, "weekday: tuesday", "dates: [2023-03-14], weekday: tuesday", ("'weekday'", "'dates'")),
    "fixed_kind": Edit(CASE, "id: students_day", "id: strike", ("'strike' is a fixed kind",)),
    "unit_larger": Edit(CASE, "{value: 100, assumed", "{value: 99000, assumed", ("'unit_size' 99000", "24000")),
    "prior_form": Edit(
        CASE, "priors: {}", "priors: {x: {dist: lognormal, mean: 1, sd: 2, assumed: y}}", ("median and sigma",)
    ),
    "prior_dist": Edit(
        CASE, "priors: {}", "priors: {x: {dist: logn, median: 1, sigma: 2, assumed: y}}", ("'logn'", "lognormal")
    ),
    "prior_low_high": Edit(
        CASE, "priors: {}", "priors: {x: {dist: uniform, low: 2, high: 1, assumed: y}}", ("'low' must be below",)
    ),
    "late_survey": Edit(
        CASE,
        '{value: 910, assumed: "domestic"}',
        "{value: 910, source: GAZETTE_LATER}",
        ("'revenue_month_m'", "2023-04-17", "only slow facts"),
    ),
    # YAML itself
    "tab": Edit(CASE, "seed: 1", "\tseed: 1", ("broken YAML",)),
    "unclosed": Edit(CASE, "[police, army, state_firms]", "[police, army", ("broken YAML",), at="fx_trade_day_m"),
    "repeated_key": Edit(CASE, "seed: 1", "seed: 1\nseed: 2", ("'seed' is repeated", "first on line"), at="seed: 2"),
    "code_tag": Edit(CASE, "seed: 1", "seed: !!python/object/apply:os.system [ls]", ("tag", "never code")),
    "plain_tag": Edit(CASE, "seed: 1", "seed: !!int 1", ("tag", "not allowed")),
    "anchor": Edit(CASE, "seed: 1", "seed: &n 1", ("anchor &n",)),
    "alias": Edit(CASE, "seed: 1", "seed: *n", ("alias *n",)),
    "deep": Edit(CASE, "seed: 1", "seed: " + "[" * 500 + "]" * 500, ("deep",)),
    "second_document": Edit(CASE, "seed: 1", "seed: 1\n---\nx: 1", ("second document",), at="---"),
    "mapping_key": Edit(CASE, "seed: 1", "? [a]\n: 1", ("a key must be a plain word",)),
    "scalar_file": Edit(SCENARIO, "changes:", "- changes", ("broken YAML",)),
    # cash.csv
    "unknown_column": Edit(CASH, "amount_m,", "amount,", ("unknown column 'amount'", "mean 'amount_m'"), at="amount,"),
    "repeated_column": Edit(CASH, ",source,note\n", ",source,source\n", ("'source' is repeated",)),
    "ragged": Edit(CASH, COUPON, COUPON + ",more", ("11 cells", "header has 10")),
    "unit_in_cell": Edit(CASH, ",60,USD,", ",60m,USD,", ("amount_m", "without unit")),
    "blank_in_cell": Edit(CASH, ",2400,USD", ",2 400,USD", ("amount_m", "without unit, blank or comma")),
    "nan_cell": Edit(CASH, ",60,USD,", ",nan,USD,", ("amount_m", "number in digits")),
    "infinite_cell": Edit(CASH, ",60,USD,", ",1e400,USD,", ("amount_m", "number in digits")),
    "empty_amount": Edit(CASH, ",60,USD,", ",,USD,", ("'amount_m' is empty",)),
    "negative_flow": Edit(CASH, ",60,USD,", ",-60,USD,", ("negative", "says the direction")),
    "unknown_cash_kind": Edit(CASH, "fx_sale,flow", "fx_sales,flow", ("'fx_sales'", "mean 'fx_sale'")),
    "unknown_basis": Edit(CASH, "fx_sale,flow", "fx_sale,flows", ("'flows'", "mean 'flow'")),
    "level_as_flow": Edit(CASH, "reserve_level,level,2130", "reserve_level,flow,2130", ("does not go with",)),
    "pledge_as_flow": Edit(CASH, "pledged,plan", "pledged,flow", ("a pledge moves no money",)),
    "residual_as_flow": Edit(CASH, "fx_sale,flow", "residual,flow", ("the ledger computes the residual",)),
    "unknown_currency": Edit(CASH, ",60,USD,", ",60,EUR,", ("'EUR'", "EXL and USD")),
    "reserves_at_home": Edit(CASH, "level,2130,USD", "level,2130,EXL", ("reserves are in 'USD'",)),
    "until_before": Edit(CASH, "2023-03-06,2023-03-31", "2023-03-06,2023-03-01", ("'until' 2023-03-01 is before",)),
    "level_span": Edit(CASH, "2023-04-01,,reserve", "2023-04-01,2023-04-02,reserve", ("a level is of one day",)),
    "cash_date": Edit(CASH, "2023-03-10,,debt", "10/03/2023,,debt", ("YYYY-MM-DD", "date")),
    "no_published": Edit(CASH, "bondholders,2023-03-12", "bondholders,", ("'published' is empty",)),
    "too_early": Edit(CASH, "bondholders,2023-03-12", "bondholders,2023-03-09", ("before its day 2023-03-10",)),
    "flow_before_its_end": Edit(CASH, "market,2023-04-03", "market,2023-03-20", ("before its day 2023-03-31",)),
    "cash_source": Edit(CASH, "2023-03-12,BANK,", "2023-03-12,BANQ,", ("unknown source 'BANQ'", "mean 'BANK'")),
    "late_source": Edit(
        CASH, "2023-03-12,BANK,", "2023-03-12,BANK_MAY,", ("'BANK_MAY' is of 2023-05-08", "cite what was printed then")
    ),
    "copied_row": Edit(CASH, COUPON, f"{COUPON}\n{COUPON}", ("repeats line 3",), at="coupon\n2023-03-06"),
    "two_amounts": Edit(
        CASH,
        COUPON,
        COUPON + "\n" + COUPON.replace(",60,", ",75,"),
        ("75m and 60m (line 3)", "mark one as 'claim'"),
        at=COUPON.replace(",60,", ",75,"),
    ),
    "overlap": Edit(
        CASH,
        "2023-04-05,,rollover",
        "2023-03-20,2023-04-02,fx_sale,flow,9,USD,market,2023-04-03,BANK,\n2023-04-05,,rollover",
        ("overlap with line 4", "mark it as 'claim'"),
    ),
    "total_over_part": Edit(
        CASH,
        "2023-04-05,,rollover",
        "2023-03-01,2023-03-31,debt_service,flow,99,USD,,2023-04-03,BANK,\n2023-04-05,,rollover",
        ("overlap with line 3", "all counterparties"),
    ),
    "overdrawn": Edit(
        CASH,
        "2023-04-05,,rollover",
        "2023-04-04,,fx_sale,flow,2131,USD,market,2023-04-05,BANK,\n2023-04-05,,rollover",
        ("the flows take out", "a later level or an inflow is missing"),
        at="2023-04-01,,reserve_level",
    ),
    "no_opening": Edit(
        CASH, "2023-03-01,,reserve_level", "2023-03-06,,reserve_level", ("reserve_level", "2023-03-05"), at=""
    ),
    "quote": Edit(CASH, ",bondholders,", ',"bondholders,', ("broken CSV",)),
    "quote_inside": Edit(CASH, ",bondholders,", ',"bond"holders,', ("broken CSV",)),
    "huge_cell": Edit(CASH, "coupon", "x" * 20_000, ("longer than 10000 letters",), at="xxx"),
    "vast_cell": Edit(CASH, "coupon", "x" * 200_000, ("broken CSV",), at="xxx"),
    # events.csv
    "unknown_place": Edit(EVENTS, "2023-03-12,northport", "2023-03-12,nortport", ("place 'nortport'", "'northport'")),
    "unknown_reporter": Edit(EVENTS, MARCH, MARCH.replace("gazette", "gazete"), ("'gazete'", "mean 'gazette'")),
    "unknown_event_kind": Edit(
        EVENTS, MARCH, MARCH.replace("sunday_march", "sunday"), ("'sunday'", "mean 'sunday_march'")
    ),
    "unknown_stage": Edit(EVENTS, MARCH, MARCH.replace("final", "last"), ("'last'", "cumulative")),
    "unknown_side": Edit(EVENTS, MARCH, MARCH.replace("protest", "protests"), ("'protests'", "mean 'protest'")),
    "low_above_high": Edit(
        EVENTS, MARCH, MARCH.replace("40000,60000", "60000,40000"), ("60000 is above 'crowd_high'",)
    ),
    "crowd_above_people": Edit(
        EVENTS, MARCH, MARCH.replace("40000,60000", "40000,1200001"), ("1200001 is above the population", "northport")
    ),
    "rest_above_people": Edit(
        EVENTS,
        MARCH,
        MARCH.replace("northport,place", ",rest").replace("60000", "2900000"),
        ("scope 'rest'", "2800000"),
    ),
    "detained_above_people": Edit(EVENTS, "28000,28000,180", "28000,28000,1800000", ("'detained' 1800000",)),
    "negative_crowd": Edit(EVENTS, MARCH, MARCH.replace("40000", "-40000"), ("crowd_low", "negative")),
    "fraction_crowd": Edit(EVENTS, MARCH, MARCH.replace("40000", "40000.5"), ("whole number",)),
    "words_for_crowd": Edit(EVENTS, MARCH, MARCH.replace("40000", "40k"), ("whole number", "without unit")),
    "place_and_national": Edit(EVENTS, MARCH, MARCH.replace(",place,", ",national,"), ("if and only if the scope",)),
    "report_before_day": Edit(EVENTS, MARCH, MARCH.replace("2023-03-13", "2023-03-11"), ("before its day",)),
    "wrong_weekday": Edit(EVENTS, MARCH, MARCH.replace("2023-03-12", "2023-03-13"), ("a monday", "'sunday_march'")),
    "wrong_date": Edit(EVENTS, "2023-03-05,northport", "2023-03-04,northport", ("not among the dates",)),
    "wrong_town": Edit(EVENTS, "2023-03-14,northport", "2023-03-14,uplands", ("is not held in 'uplands'",)),
    # signals.csv
    "unknown_signal": Edit(SIGNALS, REQUEST, REQUEST.replace("request", "requests"), ("'requests'", "mean 'request'")),
    "quantity_alone": Edit(SIGNALS, ",800,USD_m,", ",800,,", ("'quantity' and 'unit' go together",)),
    "negative_quantity": Edit(SIGNALS, ",800,USD_m,", ",-800,USD_m,", ("negative",)),
    "signal_early": Edit(SIGNALS, REQUEST, REQUEST.replace(",2023-03-20,GAZ", ",2023-03-19,GAZ"), ("before its day",)),
    "signal_until": Edit(SIGNALS, "2023-04-12,2023-04-20", "2023-04-12,2023-04-01", ("'until'", "before the date")),
    # sources.yaml, claims.yaml, scenarios
    "repeated_source": Edit(SOURCES, "id: BANK_MAY", "id: BANK", ("'BANK' is repeated",)),
    "source_key": Edit(
        SOURCES, "publisher: Ministry of finance", "published: Ministry", ("'published'", "'publisher'")
    ),
    "source_date": Edit(SOURCES, "date: 2023-03-01", "date: March", ("YYYY-MM-DD",)),
    "key_of_an_older_format": Edit(
        CLAIMS, "  measure: ", "  rests_on: [a, b]\n  measure: ", ("older format", "delete the key"), at="rests_on"
    ),
    "claim_scenario": Edit(
        CLAIMS,
        "{baseline: 1, without_loan: -1}\n  region: {above",
        "{baseline: 1, without_lone: -1}\n  region: {above",
        ("'without_lone'", "mean 'without_loan'"),
        at="without_lone",
    ),
    "claim_region": Edit(CLAIMS, "{above: 0.02}", "{above: 0.02, below: 1}", ("exactly one of 'above'",)),
    "claim_between": Edit(CLAIMS, "[0.909, 1.1]", "[1.1, 0.909]", ("the lower value first",)),
    "claim_repeated": Edit(CLAIMS, "id: loan_leaves_turnout", "id: loan_lengthens_tenure", ("is repeated",)),
    "claim_row": Edit(CLAIMS, "who: an analyst", "row: seven\n  who: an analyst", ("'seven'",), at="row: seven"),
    "claim_empty": Edit(
        CLAIMS,
        "contrast: {baseline: 1, without_loan: -1}\n  region",
        "contrast: {}\n  region",
        ("'contrast'",),
        at="- id: loan_lengthens_tenure",
    ),
    "unknown_lever": Edit(SCENARIO, "loan_announced", "loan_announce", ("'loan_announce'", "mean 'loan_announced'")),
    "lever_range": Edit(
        SCENARIO,
        "2023-04-10, value: 0}\n  - {lever: loan_cash",
        "2023-04-10, value: 7}\n  - {lever: loan_cash",
        ("between 0 and 1",),
        at="value: 7",
    ),
    "before_fork": Edit(SCENARIO, "loan_cash, from: 2023-04-10", "loan_cash, from: 2023-04-09", ("before the fork",)),
    "after_run": Edit(
        SCENARIO, "loan_cash, from: 2023-04-10", "loan_cash, from: 2023-08-08", ("outside of the run", "2023-08-07")
    ),
    "no_effect": Edit(
        SCENARIO, "loan_cash, from: 2023-04-10, value: 0", "loan_cash, from: 2023-04-10, value: 1", ("has no effect",)
    ),
    "set_twice": Edit(SCENARIO, "loan_cash", "loan_announced", ("set twice",)),
    "policing_open": Edit(
        SCENARIO,
        "loan_cash, from: 2023-04-10, value: 0",
        "policing_intensity, from: 2023-04-10, value: 1.5",
        ("what_if: fixed", "harm first"),
    ),
    "policing_value": Edit(
        SCENARIO,
        "loan_cash, from: 2023-04-10, value: 0",
        "policing_intensity, from: 2023-04-10, value: 2",
        ("0.6667", "1.5"),
    ),
    "wages_of_police": Edit(SCENARIO, "lever: loan_cash", "lever: monthly_pay", ("unknown value 'monthly_pay'",)),
    "what_if_alone": Edit(SCENARIO, "title: Without", "what_if: fixed\ntitle: Without", ("no other",)),
}


def broken(folder: Path) -> list[Message]:
    """The messages of a case that must not load."""
    with pytest.raises(CaseError) as caught:
        load(folder)
    assert caught.value.messages
    assert all(message.level == "error" for message in caught.value.messages)
    assert all("\n" not in message.message for message in caught.value.messages)
    return caught.value.messages


def edit(folder: Path, change: Edit) -> int | None:
    """Make the edit; returns the line where the message should stand."""
    path = folder / change.file
    text = path.read_text()
    spot = text.index(change.old)
    text = text.replace(change.old, change.new, 1)
    path.write_text(text)
    at = change.new.split("\n", 1)[0] if change.at is None else change.at
    if not at:
        return None
    found = text.find(at, spot) if at in text[spot:] else text.index(at)
    return text[:found].count("\n") + 1


@pytest.mark.parametrize("name", EDITS)
def test_one_mistake_is_located(blank_case: Path, name: str) -> None:
    change = EDITS[name]
    line = edit(blank_case, change)
    messages = broken(blank_case)
    texts = [str(message) for message in messages]
    hits = [each for each in messages if all(word in each.message for word in change.words)]
    assert hits, texts
    assert hits[0].file == change.file, texts
    assert hits[0].line == line, texts
    assert len(messages) <= 3, texts


FILES = [CASE, CASH, EVENTS, SIGNALS, CLAIMS, SOURCES, SCENARIO]


def _missing(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"\n")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _latin(path: Path) -> None:
    path.write_bytes(path.read_bytes() + "# caf\u00e9\n".encode("latin-1"))


def _nul(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"# \x00\n")


def _control(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\x07,\n")


def _large(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(51_000_000)


FILE_FAULTS: list[tuple[Callable[[Path], None], str]] = [
    (_missing, "missing"),
    (_empty, "empty"),
    (_folder, "a folder stands"),
    (_pipe, "a device or pipe"),
    (_device, "a device or pipe"),
    (_latin, "not UTF-8"),
    (_nul, "NUL byte"),
    (_control, ""),
    (_large, "MB"),
]


# A scenario that isn't there is no scenario, so nothing is missing.
FILES_AND_FAULTS = [
    pytest.param(file, fault, words, id=f"{file}{fault.__name__}")
    for file in FILES
    for fault, words in FILE_FAULTS
    if (file, fault) != (SCENARIO, _missing)
]


@pytest.mark.parametrize(("file", "fault", "words"), FILES_AND_FAULTS)
def test_a_file_that_is_none(blank_case: Path, file: str, fault: Callable[[Path], None], words: str) -> None:
    if fault is _missing and file != CASE:  # in format 2 some may be
        path = blank_case / CASE
        path.write_text(path.read_text().replace("format: 2", "format: 1"))
    last = (blank_case / file).read_bytes().count(b"\n") + 1
    fault(blank_case / file)
    messages = broken(blank_case)
    assert any(each.file == file and words in each.message for each in messages), messages
    if fault in (_latin, _nul):
        assert [each.line for each in messages if each.file == file] == [last]


def test_a_case_that_is_no_folder(tmp_path: Path) -> None:
    assert "does not exist" in broken(tmp_path / "nowhere")[0].message
    (tmp_path / "file").write_text("x")
    assert "is not a folder" in broken(tmp_path / "file")[0].message


@pytest.mark.parametrize("path", ["x" * 5000, "a\0b"])
def test_a_path_that_no_system_takes(path: str) -> None:
    assert "does not exist" in broken(Path(path))[0].message


def test_a_misnamed_file_is_found(blank_case: Path) -> None:
    (blank_case / EVENTS).rename(blank_case / "event.csv")
    (found,) = broken(blank_case)
    assert (found.file, found.message) == (EVENTS, "the file is missing; rename 'event.csv'?")


def test_names_that_would_break_a_terminal_are_cleaned(blank_case: Path) -> None:
    os.rename(blank_case / SCENARIO, os.fsencode(blank_case / "scenarios") + b"/a\x1b[31m\n\xff.yaml")
    found = broken(blank_case)[0]
    assert found.file == "scenarios/a?[31m??.yaml"
    str(found).encode()


def test_a_line_without_end(blank_case: Path) -> None:
    with (blank_case / CASH).open("a") as stream:
        stream.write("," * 2_000_000)
    (found,) = broken(blank_case)
    assert "a line longer than" in found.message
    assert found.line == 11


def test_a_misspelt_folder_of_scenarios_is_not_taken_for_none(blank_case: Path) -> None:
    (blank_case / "scenarios").rename(blank_case / "scenario")
    assert "rename 'scenario'" in broken(blank_case)[0].message


@pytest.mark.parametrize("name", ["without loan.yaml", "notes.txt", "baseline.yaml"])
def test_names_of_scenarios(blank_case: Path, name: str) -> None:
    (blank_case / "scenarios/without_loan.yaml").rename(blank_case / "scenarios" / name)
    assert any(each.file == f"scenarios/{name}" for each in broken(blank_case))


def test_alias_bomb_stops_at_its_first_anchor(blank_case: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a, *a, *a, *a, *a, *a]\n" for i in range(30))
    (blank_case / CASE).write_text(bomb)
    assert broken(blank_case)[0].line == 1


def test_too_many_rows(blank_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("buttress.case.table.MAX_ROWS", 3)
    messages = broken(blank_case)
    assert [each.line for each in messages if each.file == CASH] == [5]


def test_many_mistakes_are_told_together(blank_case: Path) -> None:
    for name in ("misspelt_key", "unit_in_cell", "unknown_signal", "claim_region", "lever_range"):
        edit(blank_case, EDITS[name])
    assert {each.file for each in broken(blank_case)} == {CASE, CASH, SIGNALS, CLAIMS, SCENARIO}


def test_policing_is_never_ranked_by_tenure(blank_case: Path) -> None:
    (blank_case / "scenarios/harsher_policing.yaml").write_text(
        "title: Harsher\nquestion: What harm?\nwhat_if: fixed\n"
        "changes:\n  - {lever: policing_intensity, from: 2023-04-10, value: 1.5}\n"
    )
    load(blank_case)
    text = (blank_case / CLAIMS).read_text()
    (blank_case / CLAIMS).write_text(
        text.replace("{baseline: 1, without_loan: -1}", "{baseline: 1, harsher_policing: -1}")
    )
    messages = broken(blank_case)
    assert [each.message for each in messages] == [
        "policing is never ranked by tenure; take a measure of turnout or detention"
    ]


def test_sources_that_are_missing_are_named_once_each(blank_case: Path) -> None:
    text = (blank_case / SOURCES).read_text()
    (blank_case / SOURCES).write_text(text.replace("id: BANK,", "id: TREASURY,"))
    (message,) = broken(blank_case)
    assert "unknown source 'BANK'" in message.message
    assert "(also cash.csv:3, cash.csv:4, cash.csv:5" in message.message
    (blank_case / SOURCES).write_text("[]\n")
    (message,) = broken(blank_case)
    assert message.file == SOURCES
    assert "'- id: ...'" in message.message


@pytest.mark.parametrize("file", [CASH, EVENTS, SIGNALS, CLAIMS, SOURCES])
def test_an_empty_file_is_told_what_one_of_nothing_holds(blank_case: Path, file: str) -> None:
    _empty(blank_case / file)
    (message,) = broken(blank_case)
    nothing = message.message.partition("the line ")[2]
    (blank_case / file).write_text(nothing + "\n")
    if file in (EVENTS, SIGNALS, CLAIMS):
        load(blank_case)
    else:
        assert len(broken(blank_case)) == 1


def test_a_case_without_the_folder_of_scenarios_has_none(blank_case: Path) -> None:
    (blank_case / CLAIMS).write_text("[]\n")
    shutil.rmtree(blank_case / "scenarios")
    assert load(blank_case).scenarios == {}
    (blank_case / "scenarios").write_text("x")
    assert "a file stands" in broken(blank_case)[0].message

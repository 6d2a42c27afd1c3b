"""Format 2: patron, contender, purse and pillars may each be left out, and what few publish has a default."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from buttress.case import CaseError, check, load
from buttress.case.defaults import defaults, standing_police
from buttress.case.schema import ABROAD, PARTS

Write = Callable[..., Path]


def replace(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@contextmanager
def facts(folder: Path) -> Iterator[dict[str, Any]]:
    """The data of a case.yaml that is JSON, written again when the block is left."""
    data = json.loads((folder / "case.yaml").read_text())
    yield data
    (folder / "case.yaml").write_text(json.dumps(data, indent=1))


def messages(folder: Path) -> list[str]:
    """What keeps the case from being loaded."""
    with pytest.raises(CaseError) as caught:
        load(folder)
    return [str(message) for message in caught.value.messages]


SUBSETS = [parts for size in range(len(PARTS) + 1) for parts in combinations(PARTS, size)]


@pytest.mark.parametrize("parts", SUBSETS, ids="-".join)
def test_any_of_the_parts_may_be_left_out(case_with: Write, parts: tuple[str, ...]) -> None:
    case = load(case_with(*parts))
    assert set(PARTS) - set(case.facts.off) == set(parts)
    assert ("reserves" in case.facts.off) == ("purse" not in parts)
    remarks = [message.message for message in check(case) if message.level != "error"]
    for part in PARTS:
        assert any(text.startswith(f"no {part}:") for text in remarks) == (part not in parts)


def test_format_1_needs_every_part_and_every_file(blank_case: Path) -> None:
    replace(blank_case, "case.yaml", "format: 2\n", "format: 1\n")
    replace(blank_case, "case.yaml", "patron: {id: patron, name: The Patron}\n", "")
    (blank_case / "signals.csv").unlink()
    told = messages(blank_case)
    assert "case.yaml:6: error: the key 'patron' is missing" in told
    assert "signals.csv: error: the file is missing" in told


def test_a_lever_on_what_is_left_out_is_refused_at_its_line(case_with: Write) -> None:
    folder = case_with("contender")
    (folder / "scenarios").mkdir()
    scenario = folder / "scenarios" / "without_loan.yaml"
    scenario.write_text(
        "title: Without the loan\nquestion: What if?\nchanges:\n"
        "  - {lever: scrutiny, from: 2023-04-10, value: 0}\n  - {lever: loan_cash, from: 2023-04-10, value: 0}\n"
    )
    assert messages(folder) == [
        "scenarios/without_loan.yaml:5: error: 'loan_cash' needs the patron, which case.yaml leaves out; "
        "leave the change out"
    ]


def test_rows_of_money_without_a_purse_are_told_and_move_nothing(case_with: Write, blank_case: Path) -> None:
    folder = case_with("patron", "pillars")
    (folder / "cash.csv").write_text((blank_case / "cash.csv").read_text())
    case = load(folder)
    assert not case.cash
    assert not case.script_cash
    assert not case.ledger.periods
    assert case.ledger.closing == 0
    assert "none of the 9 rows is used: the case has no purse" in [message.message for message in check(case)]


def test_numbers_of_the_foreign_account_go_together(case_with: Write) -> None:
    folder = case_with("purse", "pillars")
    with facts(folder) as data:
        del data["purse"]["foreign_currency"]
    assert any("go together; foreign_currency missing" in line for line in messages(folder))


def test_a_purse_without_reserves_has_no_foreign_account(case_with: Write) -> None:
    folder = case_with("purse", "pillars")
    with facts(folder) as data:
        for name in ABROAD:
            del data["purse"][name]
    header, *_ = (folder / "cash.csv").read_text().splitlines()
    (folder / "cash.csv").write_text(header + "\n")
    case = load(folder)
    assert case.facts.off == ("patron", "contender", "reserves")
    assert any(message.message.startswith("no reserves:") for message in check(case))
    row = dict.fromkeys(header.split(","), "") | {"date": "2023-03-01", "published": "2023-03-02", "source": "BANK"}
    row |= {"kind": "reserve_level", "basis": "level", "amount_m": "900", "currency": "EXL"}
    (folder / "cash.csv").write_text(f"{header}\n{','.join(row.values())}\n")
    assert "cash.csv:2: error: a reserve level, and the purse has no 'foreign_currency'" in messages(folder)[0]


def test_pay_is_asked_for_where_there_is_a_purse(case_with: Write) -> None:
    for parts in (("pillars",), ("pillars", "purse")):
        folder = case_with(*parts)
        with facts(folder) as data:
            del data["pillars"][1]["monthly_pay"]
        if "purse" in parts:
            assert "'monthly_pay' is missing in 'pillars[2]'" in messages(folder)[0]
        else:
            assert load(folder).facts.pillars[1].monthly_pay is None


@pytest.mark.parametrize("name", ["adults_share", "custody_places"])
def test_what_few_publish_has_a_default_that_check_lists(case_with: Write, name: str) -> None:
    folder = case_with()
    with facts(folder) as data:
        del data[name]
    case = load(folder)
    people = sum(place.population.value for place in case.facts.places)
    usual = defaults()[name]["value"]
    assert getattr(case.facts, name).value == (usual if name == "adults_share" else round(people * usual / 1e5))
    assert any(f"'{name}' is assumed: default '{name}'" in str(message) for message in check(case))


def test_units_and_shares_of_pillars_have_defaults_by_role(case_with: Write) -> None:
    folder = case_with("pillars")
    with facts(folder) as data:
        for pillar in data["pillars"]:
            for name in ("unit_size", "deployable_share", "capital_share"):
                del pillar[name]
    pillars = {pillar.role: pillar for pillar in load(folder).facts.pillars}
    sizes = {role: pillar.unit_size.value for role, pillar in pillars.items()}
    assert sizes == {"enforcer": 100, "army": 400, "workers": 400}
    assert pillars["enforcer"].deployable_share.value == 0.15
    assert pillars["army"].capital_share.value == pytest.approx(0.3)  # the capital has 1.2 of 4 million people


def test_daily_trade_has_a_default_from_the_revenue(case_with: Write) -> None:
    folder = case_with("purse")
    with facts(folder) as data:
        del data["purse"]["fx_trade_day_m"]
    purse = load(folder).facts.purse
    assert purse is not None
    assert purse.fx_trade_day_m is not None
    assert purse.fx_trade_day_m.value == pytest.approx(0.06 * 910 / 4, abs=0.1)


def test_students_have_a_usual_share_and_the_others_what_is_left(case_with: Write) -> None:
    folder = case_with()
    with facts(folder) as data:
        data["groups"] = [{"id": name, "name": name} for name in ("students", "others")]
        for calling in data["calendar"]:
            calling["groups"] = "all"
    assert {group.id: group.share_of_adults.value for group in load(folder).facts.groups} == {
        "others": 0.96,
        "students": 0.04,
    }
    with facts(folder) as data:
        del data["groups"]
    assert [group.share_of_adults.value for group in load(folder).facts.groups] == [1.0]


def test_a_case_of_format_1_gets_no_default(blank_case: Path) -> None:
    replace(blank_case, "case.yaml", "format: 2\n", "format: 1\n")
    replace(blank_case, "case.yaml", "custody_places: {value: 3000, assumed: invented}\n", "")
    assert any("the key 'custody_places' is missing" in line for line in messages(blank_case))


def test_police_of_the_usual_strength() -> None:
    assert standing_police(4_000_000).headcount.value == 12_000
    assert standing_police(4_000_000).role == "enforcer"


def test_money_in_a_third_currency_is_taken_into_the_foreign_one(case_with: Write) -> None:
    folder = case_with("purse")
    text = (folder / "cash.csv").read_text()
    assert load(folder).ledger.at(date(2023, 3, 5)) > 0
    before = load(folder).ledger
    with facts(folder) as data:
        data["purse"]["other_currencies"] = [{"currency": "EUR", "in_foreign": {"value": 1.25, "assumed": "x"}}]
    lines = text.splitlines()
    at = next(index for index, line in enumerate(lines) if ",debt_service,flow," in line)
    header, cells = lines[0].split(","), lines[at].split(",")
    amount, currency = header.index("amount_m"), header.index("currency")
    cells[amount], cells[currency] = str(float(cells[amount]) / 1.25), "EUR"
    lines[at] = ",".join(cells)
    (folder / "cash.csv").write_text("\n".join(lines) + "\n")
    after = load(folder).ledger
    assert after.closing == before.closing
    assert [each.row.currency for each in after.flows] == [each.row.currency for each in before.flows]
    with facts(folder) as data:
        data["purse"]["other_currencies"][0]["currency"] = "USD"
    assert any("USD has two rates" in line for line in messages(folder))
    with facts(folder) as data:
        del data["purse"]["other_currencies"]
    assert any("unknown currency 'EUR'" in line and "'other_currencies'" in line for line in messages(folder))

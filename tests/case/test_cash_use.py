"""`check` accounts for each row of cash.csv: what it does in a run, or why it does nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from buttress.case import CaseError, load
from buttress.pipeline.check import check
from buttress.world.cash_use import cash_use

HEADER = "date,until,kind,basis,amount_m,currency,counterparty,published,source,note"
USES = {
    "2023-03-01,,reserve_level,level,2400,USD,,2023-03-07,BANK,": "setting a level",
    "2023-03-10,,debt_service,flow,60,USD,bondholders,2023-03-12,BANK,": "moving money before as_of",
    "2023-03-10,,debt_service,flow,60,USD,Bondholders,2023-03-13,BANK,again": "kept only: an earlier row",
    "2023-06-15,,debt_service,plan,90,USD,bondholders,2023-03-01,BUDGET,": "coming in the run",
    "2023-06-15,,debt_service,plan,90,FLO,banks,2023-03-01,BUDGET,": "not used: the domestic account",
    "2024-06-15,,debt_service,plan,90,USD,bondholders,2023-03-01,BUDGET,": "not used: its days",
    "2023-04-08,,pledged,plan,800,USD,patron,2023-04-08,BUDGET,": "promised by the patron",
    "2023-04-08,,pledged,plan,600,USD,World Bank,2023-04-08,BUDGET,": "not used: a pledge of a lender",
    "2023-06-15,,rollover,plan,90,USD,bondholders,2023-03-01,BUDGET,": "not used: a rollover by a lender",
    "2023-05-15,,fx_sale,plan,90,USD,market,2023-03-01,BUDGET,": "not used: in a run the model",
    "2023-07-01,,debt_service,claim,500,USD,bondholders,2023-03-20,BUDGET,suspended": "kept only: a claim",
}


def test_each_row_has_its_use(blank_case: Path) -> None:
    domestic = load(blank_case).facts.purse.domestic_currency
    rows = [row.replace("FLO", domestic) for row in USES]
    (blank_case / "cash.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    shutil.rmtree(blank_case / "scenarios")
    (blank_case / "claims.yaml").write_text("[]\n")
    case = load(blank_case)
    uses = cash_use(case)
    assert len(uses) == len(USES)
    for line, (row, words) in enumerate(USES.items(), 2):
        assert uses[line].startswith(words), row
    told = [message for message in check(case) if message.file == "cash.csv"]
    (account,) = [message.message for message in told if message.message.startswith("of 11 rows of cash.csv: ")]
    assert sum(int(part.split()[0]) for part in account.removeprefix("of 11 rows of cash.csv: ").split("; ")) == len(
        USES
    )
    assert [m.level for m in told if "World Bank" in m.message or "not the patron; give" in m.message] == ["warning"]


def test_a_row_of_a_day_to_come_says_which_form_to_use(blank_case: Path) -> None:
    with (blank_case / "cash.csv").open("a") as file:
        file.write("2023-07-01,,disbursed,claim,500,USD,bank,2023-03-20,BUDGET,\n")
    with pytest.raises(CaseError, match="only what is announced can be: a row of basis 'plan' or kind 'pledged'"):
        load(blank_case)


def test_priors_that_decide_a_purse_are_named(blank_case: Path) -> None:
    """The blank case has 1,430m usable; with all but 30 unusable, one spread is more, and so is a month's sale."""
    assert not [message for message in check(load(blank_case)) if "prior 'reserves_unusable_scale'" in message.message]
    path = blank_case / "case.yaml"
    path.write_text(path.read_text().replace("reserves_unusable_m: {value: 700", "reserves_unusable_m: {value: 2100"))
    told = [message for message in check(load(blank_case)) if message.level == "warning"]
    (unusable,) = [each for each in told if "one spread of the prior 'reserves_unusable_scale'" in each.message]
    assert "is 316m, and usable reserves are 30m" in unusable.message
    assert "reserves_unusable_m" in path.read_text().splitlines()[(unusable.line or 1) - 1]
    path.write_text(re.sub(r"revenue_month_m: {value: \d+", "revenue_month_m: {value: 100", path.read_text()))
    (sale,) = [each for each in check(load(blank_case)) if "'deficit_fx_share'" in each.message]
    assert "33% of the monthly gap by selling" in sale.message


def test_later_sources_are_named_once_each(blank_case: Path) -> None:
    path = blank_case / "case.yaml"
    text = path.read_text()
    for number in ("1200000", "350000", "180000"):
        text = text.replace(
            f"population: {{value: {number}, assumed: invented}}", f"population: {{value: {number}, source: LATE}}"
        )
    path.write_text(text)
    with (blank_case / "sources.yaml").open("a") as file:
        file.write('- {id: LATE, publisher: O, date: 2025-01-01, title: T, url: "", supports: people}\n')
    (told,) = [message.message for message in check(load(blank_case)) if "later source" in message.message]
    assert told.startswith("'places.millbridge.population' and 2 more numbers rest on a later source, 'LATE'")


def test_a_daily_kind_without_a_count_of_detained_is_named(blank_case: Path) -> None:
    path = blank_case / "case.yaml"
    camp = "calendar:\n  - {id: camp, name: C, daily: true, from: 2023-03-20, places: [northport], groups: all}\n"
    path.write_text(path.read_text().replace("calendar:\n", camp))
    row = "{day},northport,place,protest,camp,{crowd},{crowd},{detained},final,monitor,2023-03-28,GAZETTE_MARCH,\n"
    with (blank_case / "events.csv").open("a") as file:
        file.write(row.format(day="2023-03-26", crowd=500, detained=""))
    words = "no row of it gives 'detained'"
    assert [message.level for message in check(load(blank_case)) if words in message.message] == ["warning"]
    with (blank_case / "events.csv").open("a") as file:
        file.write(row.format(day="2023-03-27", crowd="", detained=0))
    assert not [message for message in check(load(blank_case)) if words in message.message]

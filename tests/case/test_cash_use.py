"""`check` accounts for each row of cash.csv: what it does in a run, or why it does nothing."""

from __future__ import annotations

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

"""A case loads whole, and rows fall into visible, script and hidden by the day they were published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import buttress.case


def test_blank_case_loads(blank_case: Path) -> None:
    case = buttress.case.load(blank_case)
    assert case.facts.capital.id == "northport"
    assert set(case.scenarios) == {"without_loan", "delayed_loan", "without_endorsement"}
    assert case.as_of == date(2023, 4, 10)
    assert all(row.published < case.as_of for row in (*case.cash, *case.events, *case.signals))
    assert [row.kind for row in case.script_signals] == ["endorsement", "pledge", "exercise"]
    assert [row.kind for row in case.script_cash] == ["pledged"]
    assert [row.published for row in case.hidden_events] == [date(2023, 4, 17)]

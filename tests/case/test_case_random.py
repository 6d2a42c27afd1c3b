"""Random valid cases load, and their money is conserved day by day."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.case import check, load
from buttress.case.flows import SIGN
from buttress.case.payments import minor_units


@given(seed=st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_a_random_case_loads_and_conserves_money(random_case: Callable[[int], Path], seed: int) -> None:
    case = load(random_case(seed))
    assert all(message.level != "error" for message in check(case))
    lines = case.ledger.foreign
    moved = sum(sign * lines[kind] for kind, sign in SIGN.items()) + lines["residual"]
    assert np.array_equal(np.append(lines["level"], case.ledger.closing)[1:] - lines["level"], moved)
    plan = case.ledger.plan(case.as_of, case.horizon)
    due = [row for row in case.cash if row.basis == "plan" and row.kind == "debt_service" and row.last < case.horizon]
    assert int(plan["debt_service"].sum()) >= sum(minor_units(Decimal(row.amount_m)) for row in due)

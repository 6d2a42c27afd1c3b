"""Service due that usable reserves do not cover is told, payment by payment, and moves no other number."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.case import check, load
from buttress.experiment import run
from buttress.experiment.payments import due_payments, uncovered_payments
from buttress.infer.prior import prior_draws
from buttress.rules.purse.foreign import beyond_usable

DUE = "2023-05-20,,debt_service,plan,9000,USD,club,2023-03-01,BUDGET,more than there is\n"


@pytest.mark.parametrize(
    ("service", "there", "unusable", "lacking"),
    [(100, 500, 400, 0), (100, 500, 450, 50), (100, 300, 450, 100), (0, 0, 450, 0)],
)
def test_what_usable_reserves_lack(service: int, there: int, unusable: int, lacking: int) -> None:
    assert beyond_usable(service, there, unusable) == lacking


def test_a_payment_beyond_usable_reserves_is_told(blank_case: Path) -> None:
    with (blank_case / "cash.csv").open("a") as file:
        file.write(DUE)
    case = load(blank_case)
    ensemble = run(case, "baseline", 10, draws=prior_draws(case, 1), workers=1)
    shares = {due.payment.row.counterparty: due.share for due in due_payments(case, ensemble)}
    assert set(shares) == {"patron", "club", "bondholders"}
    assert shares["patron"] == 0.0
    assert shares["club"] == 1.0
    first = next(uncovered_payments(case, ensemble))
    assert first.startswith(
        "9,000 USD m due to club on 2023-05-20 (cash.csv, line 11) is beyond usable reserves in 100%"
    )
    assert "no hazard" in first


def test_check_names_what_is_due_beyond_the_reserves_of_the_day(blank_case: Path) -> None:
    assert not [message for message in check(load(blank_case)) if "are due on" in message.message]
    with (blank_case / "cash.csv").open("a") as file:
        file.write(DUE)
    (found,) = [message for message in check(load(blank_case)) if "are due on" in message.message]
    assert (found.file, found.line, found.level) == ("cash.csv", 11, "warning")
    assert "9,000.0m are due on 2023-05-20" in found.message

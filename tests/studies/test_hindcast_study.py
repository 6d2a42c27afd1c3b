"""The tables of the hindcast, from validations that are made up."""

from __future__ import annotations

import numpy as np
import pytest

from buttress.evaluate.hindcast.hindcast import KNOWN_AT_START, LEAKY
from buttress.evaluate.hindcast.validation import Validation
from studies.hindcast.__main__ import main
from studies.hindcast.tables import line, tables

WON = np.tile([1, 0, 0, 0], 10)


def validation() -> Validation:
    """A base rate of a quarter, and a model that knows who wins."""
    probability = np.stack([np.full((2, 40), 0.25), np.tile(np.where(WON == 1, 0.95, 0.05), (2, 1))])
    fold = np.tile(np.arange(40) // 20, (2, 1))
    return Validation(("base_rate", "logistic"), probability, fold, WON, np.arange(40) // 4)


def test_scores_stand_beside_their_difference_from_the_base_rate() -> None:
    known, leaky, calibration = tables({KNOWN_AT_START: validation(), LEAKY: validation()}, 365)
    assert known.title == "Known at the start, won within 365 days: 10 of 40"
    base, logistic = known.rows
    assert base == ["base_rate", "0.50", "", "0.188", "", "0.562", ""]
    # (0.05)^2 = 0.0025 for each; log(1 / 0.95) = 0.051; every country alike, so that resampling moves nothing.
    assert logistic[:5] == ["logistic", "1.00", "1.00 to 1.00", "0.003", "-0.185 (-0.185 to -0.185)"]
    assert logistic[5] == "0.051"
    assert "simulator_history" in leaky.note
    assert [KNOWN_AT_START, "base_rate", "0.25: 0.25"] in calibration.rows


def test_other_days_have_a_line() -> None:
    assert line({KNOWN_AT_START: validation()}, 180) == (
        "**Within 180 days** (10 of 40), known at the start: logistic AUC 1.00, Brier 0.003 (-0.185 to -0.185 against "
        "the base rate)."
    )


def test_a_file_that_is_missing_is_a_message(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("campaigns", "leaders", "population", "polity", "regimes")
    assert main([word for name in names for word in (f"--{name}", str(tmp_path / name))]) == 2
    assert "campaigns" in capsys.readouterr().err

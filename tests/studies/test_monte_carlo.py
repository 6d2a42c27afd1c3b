"""The spread of fits against what they state of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from buttress.experiment import MeanEstimate
from studies.monte_carlo import __main__ as study
from studies.monte_carlo.ratio import pooled, pooled_error, ratios


def fits_that(state: float, spread: float, fits: int = 4000) -> list[dict[str, MeanEstimate]]:
    means = np.random.default_rng(1).normal(5.0, spread, fits)
    return [{"tenure_90": MeanEstimate(float(mean), state, 1.0, 1.0, (0.0, 1.0), 10)} for mean in means]


def test_fits_that_spread_as_they_say_have_a_ratio_of_one() -> None:
    assert pooled(ratios(fits_that(0.2, spread=0.2))) == pytest.approx(1.0, abs=0.08)


def test_fits_that_state_half_their_error_have_a_ratio_of_four() -> None:
    (found,) = ratios(fits_that(0.1, spread=0.2))
    assert found.value == pytest.approx(4.0, abs=0.3)


def test_the_error_of_the_pooled_ratio_is_that_of_a_variance() -> None:
    found = [pooled_error(fits_that(0.2, spread=0.2, fits=n)) for n in (51, 201)]
    assert found == pytest.approx([np.sqrt(2 / 50), np.sqrt(2 / 200)], rel=0.3)
    assert np.isnan(pooled_error(fits_that(0.2, spread=0.2, fits=2)))


def test_a_measure_without_an_error_is_left_out_and_one_fit_is_a_message() -> None:
    assert ratios(fits_that(0.0, spread=0.2, fits=5)) == []
    with pytest.raises(ValueError, match="two at least"):
        ratios(fits_that(0.1, spread=0.2, fits=1))


def test_the_command_writes_its_table_and_judges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = iter(fits_that(0.1, spread=0.2, fits=8))
    asked: list[Any] = []
    monkeypatch.setattr(study, "estimates", lambda *given: asked.append(given) or next(made))
    assert study.main(["--fits", "8", "--first", "8", "--out", str(tmp_path)]) == 1
    assert "tenure_90" in (tmp_path / "results.json").read_text()
    assert [seed for _, _, seed, _ in asked] == list(range(8, 16))
    assert "pooled" in capsys.readouterr().out.lower()
    assert study.main([str(tmp_path / "none")]) == 2

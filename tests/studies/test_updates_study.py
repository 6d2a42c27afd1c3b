"""Weekly updates against full fits: gaps, shares held, and the command on a small case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from buttress.infer.effort import Effort
from buttress.infer.settings import Settings
from buttress.infer.unknown import Unknown
from studies.results import read
from studies.updates import __main__ as study
from studies.updates.occasions import Judged, held_rows, interval, shift, shift_rows
from studies.updates.week import Gap, pooled_mean

ROW = Unknown("a", "", 0.0, 1.0, 0.0, 0.5, 0.5, 1.0, True, True, 0.0, 0.0)


def posterior(*shifts: float, ess: float = 50.0) -> Any:
    rows = tuple(replace(ROW, name=str(i), shift=shift) for i, shift in enumerate(shifts))
    return SimpleNamespace(unknowns=rows, reporter_rows=(), ess=ess)


def test_the_mean_of_both_fits_lies_half_way_between_them() -> None:
    assert pooled_mean(replace(ROW, shift=1.0, ratio=0.5, error=2.0)) == pytest.approx(0.5)


def test_gaps_are_in_the_fits_spreads_and_counted_beyond_four_errors() -> None:
    gap = Gap.of(posterior(1.0, 1.0, 2.0), posterior(1.0, 1.1, 1.0))
    assert (gap.unknowns, gap.apart) == (3, 1)
    assert gap.largest == pytest.approx(2.0)
    assert gap.four_errors == pytest.approx(4.0 * (0.5 / 50 + 0.5 / 50) ** 0.5)


def test_more_draws_leave_less_to_chance() -> None:
    few, many = (Gap.of(posterior(1.0, ess=n), posterior(1.05, ess=n)) for n in (50.0, 5000.0))
    assert (few.apart, many.apart) == (0, 1)


def told(said: float, *, bound: bool = False, kind: str = "march", day: int = 1, forecast: float = 8.0) -> Judged:
    ends = (said, np.inf if bound else said)
    inside = () if bound else tuple(abs(said - forecast) < far for far in (0.67, 1.28, 1.96))
    return Judged("crowd", kind, "newsroom", date(2020, 9, day), 0, *ends, forecast, forecast, 1.0, inside)


def test_shares_held_are_of_the_figures_of_a_kind_and_of_all() -> None:
    found = [told(9.0), told(7.0), told(8.5, kind="strike"), told(20.0, bound=True)]
    rows = held_rows(found, {"march": "Sunday march"})
    assert ["crowds", "Sunday march", "1", "2", "0 %", "100 %", "100 %", "+0.00", "1.00"] in rows
    assert ["crowds", "all", "1", "3", "33 %", "100 %", "100 %", "+0.17", "0.87"] in rows


def test_a_shift_of_figures_is_their_mean_distance() -> None:
    assert shift([told(9.0), told(10.0)]) == pytest.approx(1.5, abs=1e-3)


def test_a_bound_that_the_forecast_meets_moves_nothing_and_one_that_it_misses_moves_it_up() -> None:
    figures = [told(8.0), told(8.0)]
    assert shift([*figures, told(2.0, bound=True)]) == pytest.approx(0.0, abs=1e-3)
    assert shift([*figures, told(10.0, bound=True)]) > 0.3


def test_planted_shifts_of_censored_numbers_are_found() -> None:
    rng = np.random.default_rng(3)
    crowds = rng.normal(9.0, 1.0, 400)  # one above what was forecast
    found = [told(min(crowd, 9.0), bound=crowd > 9.0, day=1 + k % 30) for k, crowd in enumerate(crowds)]
    assert shift(found) == pytest.approx(1.0, abs=0.15)
    ends = interval(found)
    assert ends is not None
    assert ends[0] < 1.0 < ends[1]
    assert interval([told(9.0), told(8.0, day=2)]) is None
    (every, march) = shift_rows(found, {})
    assert every[1:3] == ["all", "newsroom"]
    assert int(march[3]) + int(march[4]) == 400


def test_weeks_that_are_not_made_and_a_case_that_is_not_there_are_messages(tmp_path: Path, capsys: Any) -> None:
    assert study.main([str(tmp_path), "--weeks", "2", "--fit", "3"]) == 2
    assert "--fit weeks among them" in capsys.readouterr().err
    assert study.main([str(tmp_path / "none")]) == 2


def test_a_small_case_runs_from_the_command_to_the_file(
    early_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Effort(particles=16, chains=8, sweeps=1, final_sweeps=1, settling_sweeps=0, weekly_sweeps=1)
    monkeypatch.setattr(study, "Settings", partial(Settings, draws=32, effort=small))
    words = [str(early_case), "--weeks", "1", "--fit", "1", "--workers", "1", "--out", str(tmp_path)]
    assert study.main(words) == 0
    found = read(tmp_path / "results.json")
    weeks, occasions, shifts = found.tables
    assert [len(row) for row in weeks.rows] == [len(weeks.columns)]
    assert all(weeks.rows[0])  # a fit was asked for: no cell stays empty
    assert occasions.rows
    assert shifts.rows
    assert found.made_by.endswith(f"--weeks 1 --fit 1 --out {tmp_path}")

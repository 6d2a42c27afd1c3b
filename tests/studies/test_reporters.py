"""Reporters learned from crowds that several of them counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from buttress.mobilisation.reporter_kind import COUNTING, kind_of
from buttress.observe.reporter import table
from studies.reporters.__main__ import main
from studies.reporters.crowds import Counts, read
from studies.reporters.drift import Gaps, drift, gaps
from studies.reporters.fit import fit

HEAD = "date,place,crowd_low,crowd_high,detained,reporter,source_id\n"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("police-hk", "official"),
        ("interior-ministry", "official"),
        ("ovd-info", "monitor"),
        ("organisers", "organiser"),
        ("registered", "announced"),
        ("The Daily", "newsroom"),
        ("news-mm", "newsroom"),
    ],
)
def test_the_kind_of_a_reporter_is_read_from_its_name(name: str, kind: str) -> None:
    assert kind_of(name).name == kind


def test_who_retells_or_announces_is_no_witness() -> None:
    assert not kind_of("news-mm").witness
    assert not kind_of("registered").witness
    assert kind_of("police-hk").witness


def counted(crowds: int, seed: int, bias: dict[str, float], noise: float) -> Counts:
    """Crowds that each of the named reporters of one episode counted."""
    rng = np.random.default_rng(seed)
    there = rng.normal(9.0, 1.0, crowds)
    names = sorted(bias)
    seen = there[:, None] + np.array([bias[name] for name in names]) + noise * rng.standard_t(4, (crowds, len(names)))
    crowd, reporter = np.indices(seen.shape)
    flat = seen.ravel()
    return Counts(
        flat - 0.02,
        flat + 0.02,
        crowd.ravel(),
        reporter.ravel(),
        tuple(("one", name) for name in names),
        np.arange(crowds) * 1.0,
    )


def test_biases_and_noise_are_recovered() -> None:
    """Against newsrooms, whose own biases are small by their spread."""
    bias = {"paper-a": 0.0, "paper-b": 0.0, "paper-c": 0.0, "police": -0.7, "organisers": 0.8}
    found = fit(counted(60, 1, bias, 0.2), draws=400, thin=1)
    gap = found.bias[..., 4] - found.bias[..., 1]
    assert abs(gap.mean() + 0.7) < 4 * 0.2 / np.sqrt(60) + 0.05
    assert abs((found.bias[..., 0] - found.bias[..., 1]).mean() - 0.8) < 0.15
    low, high = np.quantile(found.noise[..., COUNTING.index("newsroom")], [0.01, 0.99])
    assert low < 0.2 < high


def test_kinds_without_reporters_keep_their_prior() -> None:
    found = fit(counted(10, 2, {"paper": 0.0, "police": 0.0}, 0.2), draws=1500, thin=1, with_published=False)
    mu = found.mu[..., COUNTING.index("monitor")]
    assert abs(mu.mean()) < 0.08
    assert abs(mu.std() - 1.0) < 0.08


def test_the_same_seed_gives_the_same_draws() -> None:
    counts = counted(5, 3, {"paper": 0.0, "police": -0.2}, 0.2)
    assert np.array_equal(fit(counts, draws=20).bias, fit(counts, draws=20).bias)
    assert not np.array_equal(fit(counts, draws=20).bias, fit(counts, draws=20, seed=1).bias)


def episode(folder: Path, rows: str) -> Path:
    (folder / "testland-2000").mkdir(parents=True)
    (folder / "testland-2000" / "events.csv").write_text(HEAD + rows, encoding="utf-8")
    return folder


def test_crowds_are_matched_by_day_and_place_or_by_source(tmp_path: Path) -> None:
    folder = episode(
        tmp_path,
        "2000-01-01,Capital,1000,1000,,paper,S1\n"
        "2000-01-01,Capital,500,500,,police,S2\n"
        "2000-01-02,Capital,100,100,,paper,A\n"  # two crowds of a day: told apart by the source
        "2000-01-02,Capital,9000,9000,,paper,B\n"
        "2000-01-02,Capital,8000,8000,,police,B\n"
        "2000-01-03,Capital,70,70,,paper,MEM\n"  # remembered, not seen
        "2000-01-03,Capital,70,70,,police,S3\n"
        "2000-01-04,Capital,50,50,,paper,S4\n"  # counted once, retold once
        "2000-01-04,Capital,60,60,,news-mm,S5\n"
        "2000-01-05,Capital,2000,,,paper,S6\n"  # a bound
        "2000-01-05,Capital,,900,,police,S7\n",
    )
    counts, _ = read(folder, date(2001, 1, 1))
    assert int(counts.crowd.max()) + 1 == 3
    assert [name for _, name in counts.reporters] == ["paper", "police"]
    assert np.isposinf(counts.high).sum() == 1
    assert np.isneginf(counts.low).sum() == 1


def test_what_was_announced_is_kept_apart(tmp_path: Path) -> None:
    rows = "".join(
        f"2000-01-0{day},Capital,{seen},{seen},,police,S{day}\n2000-01-0{day},Capital,200,200,,registered,S{day}\n"
        f"2000-01-0{day},Capital,{seen},{seen},,paper,S{day}\n"
        for day, seen in ((1, 100), (2, 400))
    )
    counts, announced = read(episode(tmp_path, rows), date(2001, 1, 1))
    assert [name for _, name in counts.reporters] == ["paper", "police"]
    assert announced[0].crowds == 2
    assert announced[0].mean == pytest.approx(0.0)


def test_too_little_is_said_and_not_fitted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = episode(tmp_path, "2000-01-01,Capital,1000,1000,,paper,S1\n")
    assert main([str(folder)]) == 2
    assert "no crowd that two reporters counted" in capsys.readouterr().err


def test_the_tables_name_kinds_reporters_and_publisher(tmp_path: Path) -> None:
    folder = episode(
        tmp_path / "in",
        "".join(
            f"2000-01-{day:02},Capital,{day}00,{day}00,,paper,S{day}\n2000-01-{day:02},Capital,{day}50,{day}50,,police,P\n"
            for day in range(1, 9)
        ),
    )
    (folder / "testland-2000" / "SOURCE.md").write_text("| original publisher | The Archive |\n", encoding="utf-8")
    assert main([str(folder), "--draws", "50", "--out", str(tmp_path)]) == 0
    text = (tmp_path / "results.json").read_text(encoding="utf-8")
    official = table()["bias"]["official"]["prior"]
    in_use = f"normal({official['mean']}, {official['sd']})"
    for word in ("official", "newsroom", "testland-2000", "The Archive", in_use):
        assert word in text


@pytest.mark.parametrize("step", [0.05, 0.4])
def test_the_drift_of_a_gap_is_recovered(step: float) -> None:
    rng = np.random.default_rng(6)
    walks = [1.0 + np.cumsum(step * rng.standard_normal(20)) + 0.1 * rng.standard_normal(20) for _ in range(6)]
    found = drift([Gaps(str(k), np.arange(20.0), walk) for k, walk in enumerate(walks)])
    assert found.low / 1.2 < step < found.high * 1.2


def test_gaps_are_of_crowds_that_an_official_and_an_organiser_counted() -> None:
    bias = {"police": -0.7, "organisers": 0.8, "paper": 0.0}
    (found,) = gaps(counted(30, 3, bias, 0.05))
    assert found.episode == "one"
    assert len(found.gap) == 30
    assert np.median(found.gap) == pytest.approx(1.5, abs=0.1)
    assert gaps(counted(30, 3, {"police": -0.7, "paper": 0.0}, 0.05)) == []

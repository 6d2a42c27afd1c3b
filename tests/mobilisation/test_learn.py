"""The prior learned from episodes, and what left-out episodes ask of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.leave_one_out import leave_one_out_forecasters, training_series
from buttress.evaluate.widening import Miss, widening
from buttress.intake.event_report import EventReport
from buttress.mobilisation import course_prior
from buttress.mobilisation.course_prior import Widening
from buttress.mobilisation.learn import TrainingSeries, learn
from buttress.mobilisation.series_evidence import SeriesEvidence
from buttress.series.weekly_series import WeeklySeries
from studies.mobilisation.__main__ import main

START = dt.date(2020, 1, 6)
TRUE = replace(
    course_prior.OPEN,
    sampled=np.array([[0.3, 0.3], [-0.5, 0.3], [-1.5, 0.3], [4.1, 1.0]]),
    linear=np.array([[9.0, 1.0], [1.0, 0.7], [0.0, 0.2]]),
    wide_chance=0.0,
)


def numbers(weeks: int, random: np.random.Generator) -> np.ndarray:
    """A course of the true prior."""
    at = TRUE.parameters(random.normal(size=(1, 4)))
    base, depth, _ = random.normal(TRUE.linear[:, 0], TRUE.linear[:, 1])
    g, shock, noise = at.elasticity[0], at.shock[0], at.noise[0]
    apart, found = random.normal(0, shock / np.sqrt(1 - g * g)), []
    for week in range(weeks):
        apart = apart if week == 0 else g * apart + shock * random.normal()
        ebb = depth * (1 - 2.0 ** (-7.0 * week / at.half_life_days[0]))
        found.append(np.expm1(max(base - ebb + apart + noise * random.normal(), 0)))
    return np.rint(found)


def lesson(episode: str, values: np.ndarray) -> TrainingSeries:
    there = np.ones(len(values), dtype=np.int64)
    series = WeeklySeries(episode, "crowd", "paper", START, values, values, 6 * there, there)
    return TrainingSeries(episode, "crowd", SeriesEvidence.of(series))


def test_the_prior_of_many_episodes_is_found_again() -> None:
    random = np.random.default_rng(1)
    taught = [lesson(f"e{k}", numbers(20, random)) for k in range(40)]
    found = learn(taught, groups=["crowd"])["crowd"]
    # Twenty weeks tell a level to about a third; shock and noise trade with each other, and few turns stop on the way.
    assert found.linear[0, 0] == pytest.approx(9.0, abs=0.5)
    assert found.linear[0, 1] == pytest.approx(1.0, abs=0.4)
    assert found.linear[1, 0] == pytest.approx(1.0, abs=0.5)
    assert found.sampled[0, 0] == pytest.approx(0.3, abs=0.4)
    assert found.sampled[1, 0] == pytest.approx(-0.5, abs=0.45)
    assert -1.5 < found.sampled[2, 0] < -0.7 < course_prior.OPEN.sampled[2, 0]
    assert np.array_equal(found.sampled[3], course_prior.OPEN.sampled[3])


def test_a_left_out_episode_teaches_nothing() -> None:
    random = np.random.default_rng(2)
    taught = [lesson(f"e{k}", numbers(10, random)) for k in range(3)]
    other = [*taught[:2], lesson("e2", np.full(10, 1e9))]
    with_one, with_other = (learn(all_, leave_out={"e2"}, groups=["crowd"])["crowd"] for all_ in (taught, other))
    assert np.array_equal(with_one.sampled, with_other.sampled)
    assert np.array_equal(with_one.linear, with_other.linear)
    assert learn(taught, leave_out={"e0", "e1", "e2"})["crowd"] is course_prior.OPEN


def test_an_episode_weighs_as_one_whatever_its_number_of_series() -> None:
    random = np.random.default_rng(3)
    one, two = lesson("a", numbers(12, random)), lesson("b", numbers(12, random))
    once, thrice = (learn(taught, groups=["crowd"])["crowd"] for taught in ([one, two], [one, one, one, two]))
    assert np.allclose(once.sampled, thrice.sampled)
    assert np.allclose(once.linear, thrice.linear)


def test_widening_is_what_makes_four_in_five_hold() -> None:
    far = [Miss("a", "crowd/x", 1, 0.2 * k, 2.0) for k in range(1, 11)]
    assert widening(far).factor == pytest.approx(1.6)
    assert widening([Miss("a", "crowd/x", 1, 0.1, 2.0)] * 9).factor == 1.0
    assert widening([]) == Widening(1.0, 1.0)
    # Episodes weigh equally: ten near misses of one do not outweigh another's two far ones.
    mixed = [Miss("a", "crowd/x", 1, 0.1, 2.0)] * 10 + [Miss("b", "crowd/x", 1, 3.0, 2.0)] * 2
    assert widening(mixed).factor == 3.0
    assert widening(mixed, without={"b"}).factor == 1.0


def test_tails_are_what_makes_nineteen_in_twenty_hold() -> None:
    """Eighteen within the 80 % interval, one half of the way to the end of the 95 % interval, one beyond it."""
    misses = [Miss("a", "crowd/x", 1, 1.0, 3.0)] * 18 + [
        Miss("a", "crowd/x", 1, 2.0, 3.0),
        Miss("a", "crowd/x", 1, 9.0, 3.0),
    ]
    assert widening(misses) == Widening(1.0, 0.5)
    assert widening([*misses, misses[-1]]) == Widening(1.0, 1.0)


def past(episode: str, values: np.ndarray) -> EpisodeHistory:
    days = [START + dt.timedelta(weeks=week, days=6) for week in range(len(values))]
    return EpisodeHistory(
        episode,
        [
            EventReport(
                date=day, known=day, reporter="paper", level="place", place="Capital", low=float(v), high=float(v)
            )
            for day, v in zip(days, values, strict=True)
        ],
    )


def test_a_pools_forecasters_have_not_seen_their_episode() -> None:
    random = np.random.default_rng(4)
    series = [numbers(8, random) for _ in range(3)]
    pasts = [past(f"e{k}", values) for k, values in enumerate(series)]
    changed = [*pasts[:2], past("e2", np.full(8, 10.0**6))]
    one, other = (leave_one_out_forecasters(all_, training_series(all_))["e2"] for all_ in (pasts, changed))
    assert one.priors is not None
    assert other.priors is not None
    assert one.priors["crowd"].widen(Widening()).to_dict() == other.priors["crowd"].widen(Widening()).to_dict()
    one, other = (leave_one_out_forecasters(all_, training_series(all_))["e0"] for all_ in (pasts, changed))
    assert one.priors is not None
    assert other.priors is not None
    assert one.priors["crowd"].to_dict() != other.priors["crowd"].to_dict()


def test_the_command_writes_figures_that_the_forecaster_reads(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    for k in range(3):
        folder = tmp_path / "in" / f"land-{k}"
        folder.mkdir(parents=True)
        rows = "".join(
            f"{START + dt.timedelta(weeks=w)},Capital,{int(v)},{int(v)}\n" for w, v in enumerate(numbers(8, random))
        )
        (folder / "events.csv").write_text("date,place,crowd_low,crowd_high\n" + rows, encoding="utf-8")
        (folder / "SOURCE.md").write_text('| original publisher | The "Archive" |\n', encoding="utf-8")
    out = tmp_path / "figures.yaml"
    assert main([str(tmp_path / "in"), "--leave-out", "land-2", "--out", str(out)]) == 0
    loaded = YAML(typ="safe", pure=True).load(out.read_text(encoding="utf-8"))
    assert set(loaded["learned_from"]) == {"land-0", "land-1"}
    assert loaded["learned_from"]["land-0"]["publisher"] == 'The "Archive"'
    read = {group: course_prior.CoursePrior.of_dict(loaded[group]) for group in course_prior.GROUPS}
    assert (
        read["detained"].to_dict()
        == course_prior.OPEN.widen(Widening(read["detained"].widened, read["detained"].tails)).to_dict()
    )
    assert read["crowd"].linear[0, 0] > course_prior.OPEN.linear[0, 0]


def test_a_folder_without_series_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no */events.csv" in capsys.readouterr().err

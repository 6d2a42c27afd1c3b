"""The real engine on the blank case: pairs, prefixes, workers, kill and resume, extension."""

import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path

import numpy as np
import pytest

import buttress.case
from buttress.case import Case
from buttress.case.blank import BLANK
from buttress.experiment import Comparison, ExperimentError, compare, recompute, run
from buttress.experiment.block import Job, Task
from buttress.experiment.worker import WorkerLostError
from buttress.infer.prior import prior_draws
from buttress.store.error import StoreError
from buttress.store.part import Columns
from buttress.store.store import part_path
from buttress.store.verify import verify
from buttress.world import Draws, WorldError
from tests.processes import begun

SCENARIOS = ("without_loan", "without_endorsement")
RUNS = 130
"""A whole part of 100 and another for each of the baseline and two scenarios."""


@pytest.fixture(scope="module")
def case() -> Case:
    return buttress.case.load(BLANK)


@pytest.fixture(scope="module")
def draws(case: Case) -> Draws:
    return prior_draws(case, 60, seed=1)


@pytest.fixture(scope="module")
def stored(case: Case, draws: Draws, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pairs of two scenarios, uninterrupted, in one process."""
    out = tmp_path_factory.mktemp("stored") / "out"
    compare(case, SCENARIOS, RUNS, draws=draws, out=out)
    return out


@pytest.fixture(scope="module")
def pair(case: Case, draws: Draws) -> Comparison:
    """Twenty pairs of one scenario, in memory."""
    return compare(case, ["without_loan"], 20, draws=draws)


def contents(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file() and path.name != "timing.log")
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def same(one: Path, other: Path) -> None:
    ours, theirs = contents(one), contents(other)
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_pairs_of_a_scenario(case: Case, draws: Draws) -> None:
    found = compare(case, SCENARIOS, 40, draws=draws)
    told = found.to_json()
    assert told["runs"] == 40
    assert told["scenarios"]["without_loan"]["fired"]
    low, high = told["scenarios"]["without_loan"]["measures"]["tenure_90"]["interval_95"]
    assert low <= high
    assert found.levels.query("measure == 'tenure_90'")["mean"].between(0, 1).all()
    assert found.to_json() == compare(case, SCENARIOS, 40, draws=draws).to_json()


def test_before_the_fork_scenarios_are_equal(pair: Comparison) -> None:
    base, other = pair.baseline, pair.ensemble("without_loan")
    days = base.daily["day"] < base.frame.fork
    assert base.daily[days].equals(other.daily[days])
    assert not base.daily.equals(other.daily)


def test_more_runs_never_change_old_ones(case: Case, draws: Draws) -> None:
    few = run(case, "without_loan", 30, draws=draws)
    many = run(case, "without_loan", 130, draws=draws)
    assert many.measures.head(30).equals(few.measures)
    assert (many.fingerprints[:30] == few.fingerprints).all()


def test_runs_by_scenario(case: Case, draws: Draws) -> None:
    found = compare(case, SCENARIOS, {"without_loan": 40, "without_endorsement": 20}, draws=draws)
    assert (found.runs, found.baseline.runs) == (40, 40)
    assert (found.pairs("without_loan"), found.pairs("without_endorsement")) == (40, 20)
    assert found.to_json()["scenarios"]["without_endorsement"]["runs"] == 20


def test_a_change_that_touches_nobody_is_told(case: Case, draws: Draws) -> None:
    """With every ear for public signals shut, silence changes no run; the missing cash still does."""
    shut = {"signals", "support", "loyalty_patron", "perceived_security", "patron_attitude", "leverage"}
    found = compare(case, SCENARIOS, 20, draws=draws, off=shut)
    levers = [change.lever for change in case.scenarios["without_loan"].changes]
    number = levers.index("loan_announced") + 1
    assert (found.fired("without_loan"), found.fired("without_endorsement")) == (True, False)
    assert found.warnings == (
        f"without_loan: change {number} (loan_announced), alone, never came up in any of 20 runs",
        "without_endorsement: its changes never came up in any of 20 runs",
    )


def test_a_change_without_effect_is_an_error(case: Case, draws: Draws) -> None:
    scenario = case.scenarios["without_loan"]
    change = scenario.changes[0].model_copy(update={"lever": "rollover", "value": 1.0})
    idle = case.with_scenarios({"idle": scenario.model_copy(update={"changes": [change]})})
    with pytest.raises(WorldError, match="no effect"):
        compare(idle, ["idle"], 20, draws=draws)


def test_the_responsive_reading_stands_beside(case: Case, draws: Draws) -> None:
    found = compare(case, ["without_loan"], 20, draws=draws, readings=("scripted", "responsive"))
    assert set(found.differences["reading"]) == {"scripted", "responsive"}
    assert "responsive" in found.to_json()["readings"]


@pytest.mark.parametrize(
    ("scenarios", "options", "says"),
    [
        (["without_loan"], {"runs": 0}, "1 or more, not 0"),
        (["without_loan"], {"runs": 601}, "601 runs need 61 parameter draws, there are 60"),
        (["without_loan"], {"workers": 0}, "--workers must be 1 or more"),
        (["without_loan"], {"executor": "cloud"}, "no executor is called 'cloud'"),
        (["without_loan"], {"readings": ("wishful",)}, "no reading is called 'wishful'"),
    ],
)
def test_what_can_not_be_done_is_told(case: Case, draws: Draws, scenarios: list, options: dict, says: str) -> None:
    with pytest.raises(ExperimentError, match=says):
        compare(case, scenarios, options.pop("runs", 20), draws=draws, **options)


def test_ray_is_asked_for_by_name(case: Case, draws: Draws) -> None:
    try:
        import ray  # noqa: F401
    except ImportError:
        with pytest.raises(ExperimentError, match="pip install ray"):
            compare(case, ["without_loan"], 20, draws=draws, executor="ray")


def test_the_store_verifies_and_can_be_made_anew(case: Case, stored: Path) -> None:
    assert verify(stored) == []
    assert verify(stored, recompute(case, stored), sample=4) == []


def test_a_store_of_another_case_is_not_made_anew(case: Case, stored: Path) -> None:
    with pytest.raises(ExperimentError, match="another state of this one"):
        recompute(case.with_as_of(case.as_of.replace(day=case.as_of.day - 1)), stored)


def test_progress_counts_runs(case: Case, draws: Draws) -> None:
    told: list[tuple[str, int, int]] = []
    compare(case, ["without_endorsement"], 150, draws=draws, progress=lambda *said: told.append(said))
    assert told == [("runs", done, 300) for done in (0, 100, 150, 250, 300)]


def test_two_workers_give_the_same_bytes(case: Case, draws: Draws, stored: Path, tmp_path: Path) -> None:
    compare(case, SCENARIOS, RUNS, draws=draws, workers=2, out=tmp_path / "out")
    same(stored, tmp_path / "out")


def test_a_worker_that_dies_is_told(case: Case, draws: Draws, stored: Path, tmp_path: Path) -> None:
    """Killed at a moment of work, told, no worker left; the same call, here with fewer workers, then goes on."""
    told = ""
    for attempt in range(10):  # on a busy machine all may be done before the kill
        out, workers = tmp_path / f"out{attempt}", list[int]()

        def lose_one(stage: str, done: int, total: int, workers: list[int] = workers) -> None:
            if done and not workers:
                workers += [child.pid for child in multiprocessing.active_children() if child.pid is not None]
                os.kill(workers[0], signal.SIGKILL)

        try:
            compare(case, SCENARIOS, RUNS, draws=draws, workers=2, out=out, progress=lose_one)
        except WorkerLostError as error:
            told = str(error)
            break
    assert "give the same command again to resume, with fewer --workers if memory was short" in told
    assert len(workers) == 2
    gone(workers)
    compare(case, SCENARIOS, RUNS, draws=draws, out=out)
    same(stored, out)


def test_extension_gives_the_same_bytes_as_one_go(case: Case, draws: Draws, stored: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    compare(case, ["without_loan"], 110, draws=draws, out=out)
    kept = part_path(out, "without_loan", 0).stat().st_mtime_ns
    compare(case, SCENARIOS, RUNS, draws=draws, out=out)
    assert part_path(out, "without_loan", 0).stat().st_mtime_ns == kept
    same(stored, out)


def test_fewer_runs_than_stored_are_refused(case: Case, draws: Draws, stored: Path) -> None:
    with pytest.raises(StoreError, match=f"{RUNS} runs of baseline, more than the 100 asked for"):
        compare(case, SCENARIOS, 100, draws=draws, out=stored)


def test_other_draws_than_stored_are_refused(case: Case, stored: Path) -> None:
    with pytest.raises(StoreError, match="other parameter draws"):
        compare(case, SCENARIOS, RUNS, draws=prior_draws(case, 60, seed=2), out=stored)


def test_a_torn_part_is_made_again(case: Case, draws: Draws, stored: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(stored, tmp_path / "out"))
    torn = part_path(out, "without_loan", 1)
    torn.write_bytes(torn.read_bytes()[: torn.stat().st_size // 2])
    part_path(out, "baseline", 1).unlink()
    spoilt = part_path(out, "baseline", 0)  # the footer stays whole, the contents don't
    spoilt.write_bytes(spoilt.read_bytes()[:4] + bytes(500) + spoilt.read_bytes()[504:])
    assert len(verify(out)) >= 3
    compare(case, SCENARIOS, RUNS, draws=draws, out=out)
    same(stored, out)


def test_blocks_that_stand_beside_are_not_made_again(
    case: Case, draws: Draws, stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of both readings of the patron only the other one is run, a shorter last block too; the bytes are the same."""
    made: list[str] = []

    def compute(job: Job, task: Task) -> Columns:
        made.append(task.label)
        return whole(job, task)

    whole = Job.compute
    monkeypatch.setattr(Job, "compute", compute)
    readings, runs = ("scripted", "responsive"), {"without_loan": 110}
    compare(case, [*runs], runs, draws=draws, readings=readings, out=tmp_path / "alone")
    made.clear()
    compare(case, [*runs], runs, draws=draws, readings=readings, out=tmp_path / "out", beside=stored)
    assert made.count("without_loan") == made.count("baseline") == 1, "their last blocks, of ten runs instead of thirty"
    assert made.count("without_loan+responsive") == 2
    same(tmp_path / "alone", tmp_path / "out")


def test_nothing_is_taken_of_other_draws_beside(case: Case, stored: Path, tmp_path: Path) -> None:
    others = prior_draws(case, 60, seed=2)
    for name, beside in (("alone", None), ("out", stored)):
        compare(case, ["without_loan"], 100, draws=others, out=tmp_path / name, beside=beside)
    same(tmp_path / "alone", tmp_path / "out")


@pytest.mark.parametrize(("workers", "kill_at_parts"), [(1, (1, 3)), (2, (1,))])
def test_killed_and_resumed_gives_the_same_bytes(
    workers: int, kill_at_parts: tuple[int, ...], case: Case, draws: Draws, stored: Path, tmp_path: Path
) -> None:
    out, kills = tmp_path / "out", 0
    for parts in kill_at_parts:
        process = begun(compare, case, SCENARIOS, RUNS, draws=draws, workers=workers, out=out)
        while process.is_alive() and len(list(out.glob("parts/*/*.parquet"))) < parts:
            time.sleep(0.002)
        assert process.pid is not None
        below = descendants(process.pid)
        process.kill()
        process.join()
        kills += process.exitcode == -signal.SIGKILL
        assert len(below) >= workers if workers > 1 else True
        gone(below)
    assert kills >= 1
    compare(case, SCENARIOS, RUNS, draws=draws, out=out)
    same(stored, out)


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def descendants(pid: int) -> list[int]:
    found = children(pid)
    return found + [below for child in found for below in descendants(child)]


def gone(pids: list[int]) -> None:
    """Workers end by themselves when their parent is killed; none may go on in the background."""
    deadline = time.monotonic() + 20
    while any(alive(pid) for pid in pids):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def test_values_are_finite_and_people_whole(pair: Comparison) -> None:
    held = pair.baseline
    for name in ("tenure_30", "tenure_90", "reserves_weeks", "real_pay_90", "turnout_8w", "detained_8w"):
        assert np.isfinite(held.values(name)).all(), name
    for name in ("peak_turnout", "detained_8w"):
        assert (held.values(name) % 1 == 0).all(), name
    assert np.isnan(held.values("tenure_180")).all()  # the blank case ends after 120 days


def test_a_baseline_made_before_gives_the_same_answer(case: Case, draws: Draws, pair: Comparison) -> None:
    again = compare(case, ["without_loan"], 20, draws=draws, baseline=run(case, runs=20, draws=draws))
    assert again.differences.equals(pair.differences)
    assert again.levels.equals(pair.levels)
    assert again.warnings == pair.warnings
    shorter = run(case, runs=10, draws=draws)  # not what is asked: it is made anew
    assert compare(case, ["without_loan"], 20, draws=draws, baseline=shorter).levels.equals(pair.levels)

"""The weekly update of a small case: the same answer as a fit, no leak, no half-written state."""

import json
import os
import shutil
import signal
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow.parquet as pq
import pytest

from buttress.case import load
from buttress.case.blank import BLANK
from buttress.infer.effort import Effort
from buttress.infer.fit import fit
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.infer.storage import to_table
from buttress.infer.target import TRIALS
from buttress.infer.updating import advance
from buttress.infer.updating.advance import REPLAY_BELOW
from buttress.infer.updating.annealed_target import AnnealedTarget
from buttress.infer.updating.state import column_names
from buttress.infer.updating.state_folder import StateFolder, read_state
from buttress.infer.updating.state_posterior import state_posterior
from buttress.infer.updating.update import UpdateError, begin, catch_up, objection
from buttress.store.error import StoreError
from tests.processes import begun

SMALL = Settings(draws=32, effort=Effort(particles=32, sweeps=1, final_sweeps=2))
START, LATER, END = "2023-03-20", "2023-03-27", "2023-04-03"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return shutil.copytree(BLANK, tmp_path_factory.mktemp("weekly") / "exampleland")


@pytest.fixture(scope="module")
def first(folder):
    return begin(load(folder, START), SMALL)


@pytest.fixture(scope="module")
def third(folder, first):
    """Two weeks later, and the states that were kept on the way."""
    kept = []
    state = catch_up(first, load(folder, END), SMALL, keep=kept.append)
    return state, kept


def content(state, tmp_path, name):
    with StateFolder(tmp_path / name) as kept:
        kept.keep(state)
    return {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}


def edited(folder, tmp_path, change):
    """A copy of the case whose events.csv has its lines changed by a function."""
    other = shutil.copytree(folder, tmp_path / "edited")
    path = other / "events.csv"
    path.write_text("\n".join(change(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")
    return other


def test_a_replay_settles_by_sweeps_of_its_own(folder, first, monkeypatch):
    """Its points come from a posterior that has settled: they need not the way of a fit."""
    efforts, anneal = [], advance.anneal
    monkeypatch.setattr(advance, "anneal", lambda *given: efforts.append(given[3]) or anneal(*given))
    monkeypatch.setattr(advance, "REPLAY_BELOW", 2.0)
    settings = replace(SMALL, effort=replace(SMALL.effort, settling_sweeps=1000, replay_sweeps=6))
    advance.advance(first, load(folder, LATER), settings)
    assert [each.settling_sweeps for each in efforts] == [6, 6]


def test_the_first_state_is_a_fit_to_the_byte(folder, first, tmp_path):
    case = load(folder, START)
    whole, ours = fit(case, SMALL), state_posterior(first, case, SMALL)
    for name, value in (("fit", whole), ("state", ours)):
        pq.write_table(to_table(value), tmp_path / name)
    assert ours.draws.values.tobytes() == whole.draws.values.tobytes()
    assert (ours.ess, ours.log_evidence, ours.simulations) == (whole.ess, whole.log_evidence, whole.simulations)
    assert [row.name for row in ours.unknowns if row.active] == [row.name for row in whole.unknowns if row.active]


def test_weeks_are_taken_one_by_one_and_told(third):
    state, kept = third
    assert [step.as_of.isoformat() for step in state.history] == [START, LATER, END]
    assert [each.as_of.isoformat() for each in kept] == [LATER, END]
    assert state.history[0].how == "fit"
    for step in state.history[1:]:
        assert step.rows > 0
        assert 0 < step.reports <= step.rows * 2
        assert 1 <= step.after <= SMALL.draws
        assert step.how == ("replay" if step.after < REPLAY_BELOW * SMALL.draws else "reweighted")
        assert step.kept >= step.after


def test_a_week_without_a_replay_costs_a_few_pasts_a_particle(folder, first, monkeypatch):
    monkeypatch.setattr(advance, "REPLAY_BELOW", 0.0)
    case = load(folder, LATER)
    state = catch_up(first, case, SMALL)
    step = state.history[-1]
    assert step.how == "reweighted"
    unsure = set(state.names) - set(first.active) - set(column_names_of_reporters(case))
    trial = step.simulations - 2 * 3 * SMALL.draws
    assert trial % (2 * TRIALS) == 0
    assert 0 < trial < 2 * TRIALS * (len(unsure) + 1)
    assert len({len(twin.z) for twin in state.fits}) == 1
    shown = state_posterior(state, case, SMALL)
    assert len(shown.draws) == SMALL.draws
    assert len(np.unique(shown.draws.values[:, 0])) < SMALL.draws  # resampled by weight


def test_places_spreads_move_without_a_simulation(folder):
    """The likelihood with another spread is that of a past simulated with it, to the bit: the mean field reads none."""
    problem = Problem.of(load(folder, LATER), SMALL)
    new = [np.zeros(part.location.shape[1], dtype=bool) for part in seen_at_the_middle(problem)]
    target = AnnealedTarget(problem.layout, problem.evidence, problem.simulate, np.zeros(0, dtype=np.int64), new)
    z = np.random.default_rng(0).standard_normal((5, target.dim))
    world, names = target.simulate(z), problem.layout.prior.names
    for name in ("turnout_shock_place_sd", "policing_shock_place_sd"):
        assert names.index(name) in target.free
        z[:, names.index(name)] += 1.0
        moved = target.log_likelihood(z, world)
        assert np.array_equal(moved, target.log_likelihood(z, target.simulate(z)))
    assert not np.array_equal(moved, target.log_likelihood(z - 0.5, world))


def seen_at_the_middle(problem):
    layout = problem.layout
    z = np.zeros((1, layout.dim))
    values = layout.by_name(layout.parameters(z), layout.reporter_values(z))
    return problem.evidence.expect(problem.simulate(layout.parameters(z), layout.shock_values(z)), values)


def column_names_of_reporters(case):
    layout = Problem.of(case, SMALL).layout
    return [name for name in column_names(layout) if name.startswith(("kind:", "reporter:"))]


def test_one_process_or_two_the_same_bytes(folder, first, third, tmp_path):
    _, kept = third
    both = catch_up(first, load(folder, LATER), replace(SMALL, workers=2))
    assert content(both, tmp_path, "two") == content(kept[0], tmp_path, "one")


def test_killed_between_weeks_it_ends_at_the_same_bytes(folder, third, tmp_path):
    state, kept = third
    with StateFolder(tmp_path / "killed") as held:
        held.keep(kept[0])
        again = held.load()
    assert again is not None
    assert content(catch_up(again, load(folder, END), SMALL), tmp_path, "resumed") == content(state, tmp_path, "whole")


def test_what_was_published_later_changes_no_byte(folder, first, third, tmp_path):
    state, _ = third
    days = {}

    def later(lines):
        head = lines[0].split(",")
        kept = [line for line in lines[1:] if line.split(",")[head.index("published")] < END]
        days["dropped"] = len(lines) - 1 - len(kept)
        return [lines[0], *kept]

    other = load(edited(folder, tmp_path, later), END)
    assert days["dropped"] >= 4
    assert content(catch_up(first, other, SMALL), tmp_path, "other") == content(state, tmp_path, "same")


def test_a_used_row_that_changed_asks_for_a_fit(folder, first, tmp_path):
    def changed(how):
        def change(lines):
            at = next(
                i for i, line in enumerate(lines) if line.startswith("2023-03-12,northport") and "ministry" in line
            )
            edit = [lines[at].replace("28000,28000", "29000,29000")] if how == "edited" else []
            return lines[:at] + edit + lines[at + 1 :]

        (tmp_path / how).mkdir()
        return load(edited(folder, tmp_path / how, change), LATER)

    case, deleted = changed("edited"), changed("deleted")
    why = objection(first, case, SMALL)
    assert why == objection(first, deleted, SMALL) == "edited or deleted: events.csv: 2023-03-12 sunday_march, ministry"
    state = catch_up(first, case, SMALL)
    assert [step.how for step in state.history] == ["fit"]
    assert state.history[0].why == why


def test_a_late_row_about_an_earlier_day_is_only_new(folder, first, tmp_path):
    row = "2023-03-12,,national,protest,sunday_march,,,150,final,monitor,2023-03-13,MONITOR_MARCH,found in a drawer"
    case = load(edited(folder, tmp_path, lambda lines: [*lines[:3], row, *lines[3:]]), LATER)
    assert objection(first, case, SMALL) is None
    plain = catch_up(first, load(folder, LATER), SMALL).history[-1]
    step = catch_up(first, case, SMALL).history[-1]
    assert (step.rows, step.reports) == (plain.rows + 1, plain.reports + 1)


def test_a_late_row_is_taken_in_on_the_same_day(folder, first, tmp_path):
    row = "2023-03-12,,national,protest,sunday_march,,,150,final,monitor,2023-03-13,MONITOR_MARCH,found in a drawer"
    case = load(edited(folder, tmp_path, lambda lines: [*lines, row]), START)
    state = catch_up(first, case, SMALL)
    step = state.history[-1]
    assert (step.as_of, step.rows, step.reports) == (first.as_of, 1, 1)
    assert len(state.rows) == len(first.rows) + 1
    assert catch_up(state, case, SMALL) is state
    assert state.fits[0].log_evidence != first.fits[0].log_evidence


@pytest.mark.parametrize(("old", "new"), [("seed: 1", "seed: 2"), ("payment_order: [police", "payment_order: [police")])
def test_edited_facts_ask_for_a_fit_and_another_day_does_not(folder, first, tmp_path, old, new):
    other = shutil.copytree(folder, tmp_path / "facts")
    text = (other / "case.yaml").read_text(encoding="utf-8")
    assert old in text
    (other / "case.yaml").write_text(text.replace(old, new), encoding="utf-8")
    assert objection(first, load(other, LATER), SMALL) == (None if old == new else "case.yaml was edited")


def test_an_earlier_day_is_refused(folder, third):
    state, _ = third
    with pytest.raises(UpdateError, match="must not know"):
        catch_up(state, load(folder, LATER), SMALL)


def test_a_state_of_another_case_is_refused(belarus, first):
    with pytest.raises(UpdateError, match="not of belarus-2020"):
        catch_up(first, load(belarus), SMALL)


def test_nothing_new_on_the_same_day(folder, third):
    state, _ = third
    assert catch_up(state, load(folder, END), SMALL) is state


def test_a_state_comes_back_from_the_disk_as_it_was(third, tmp_path):
    state, _ = third
    with StateFolder(tmp_path / "state") as folder:
        folder.keep(state)
    read = read_state(tmp_path / "state")
    assert read is not None
    for name in ("case", "as_of", "seed", "settings", "facts", "names", "active", "rows", "simulations", "history"):
        assert getattr(read, name) == getattr(state, name), name
    for ours, held in zip(read.fits, state.fits, strict=True):
        assert ours.z.tobytes() == held.z.tobytes()
        assert ours.chain.tolist() == held.chain.tolist()
        assert (ours.log_evidence, ours.temperatures) == (held.log_evidence, held.temperatures)


def test_one_writer_a_folder(tmp_path):
    with StateFolder(tmp_path / "state"), pytest.raises(StoreError, match="another process"):
        StateFolder(tmp_path / "state")


@pytest.mark.parametrize("damage", ["manifest.json", "particles"])
def test_a_damaged_state_is_told(third, tmp_path, damage):
    state, _ = third
    content(state, tmp_path, "state")
    path = next((tmp_path / "state").glob(f"{damage}*"))
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(StoreError, match="remove"):
        read_state(tmp_path / "state")


def keep_until(at, new, old):
    """Keep one folder's state in another, and be killed as the file whose name has `at` would take its place."""
    whole = os.replace

    def replace(part, name):
        if at in str(name):
            os.kill(os.getpid(), signal.SIGKILL)
        whole(part, name)

    os.replace = replace
    state = read_state(new)
    with StateFolder(old) as folder:
        folder.keep(state)


@pytest.mark.parametrize("at", ["particles", "manifest.json"])
def test_killed_amid_writing_the_old_state_stands(third, tmp_path, at):
    """kill -9 as the new particles, or the new manifest, are half on the disk."""
    state, kept = third
    before = content(kept[0], tmp_path, "state")
    content(state, tmp_path, "next")
    process = begun(keep_until, at, tmp_path / "next", tmp_path / "state")
    process.join()
    assert process.exitcode == -signal.SIGKILL
    held = read_state(tmp_path / "state")
    assert held is not None
    assert held.as_of == kept[0].as_of
    assert json.loads((tmp_path / "state" / "manifest.json").read_bytes()) == json.loads(before["manifest.json"])
    with StateFolder(tmp_path / "state") as folder:  # the next writer clears up
        folder.keep(state)
    assert not list((tmp_path / "state").glob(".*.partial"))
    assert len(list((tmp_path / "state").glob("particles-*"))) == 1


def means(state, names):
    """Means and sds of some unknowns over both fits, and how many independent draws both are worth."""
    columns = [state.names.index(name) for name in names]
    pair = [twin.weights @ twin.z[:, columns] for twin in state.fits]
    middle = (pair[0] + pair[1]) / 2
    sd = np.sqrt(np.mean([t.weights @ np.square(t.z[:, columns] - middle) for t in state.fits], axis=0))
    square = np.mean(np.square((pair[0] - pair[1]) / sd))
    return middle, sd, 2 * min(2 / square, len(state.fits[0].z))


def apart(state, whole, names):
    """Differences of both states' means in sds of the second, and their Monte-Carlo error."""
    (ours, _, mine), (theirs, sd, other) = means(state, names), means(whole, names)
    return np.abs((ours - theirs) / sd), np.sqrt(1 / mine + 1 / other)


@pytest.mark.slow
def test_updated_means_are_those_of_a_full_fit_within_their_errors(folder):
    """At the shipped size. The errors are small enough to show half a posterior sd; without the weeks it would show.

    Five errors for the largest of some sixty gaps: the error is a mean over unknowns, and some are known less well.
    """
    start = state = begin(load(folder, START))
    for week in (1, 2, 3):
        case = load(folder, date.fromisoformat(START) + timedelta(weeks=week))
        state, whole = catch_up(state, case), begin(case)
        assert set(state.active) >= set(whole.active)
        gap, error = apart(state, whole, whole.active)
        assert 5 * error < 0.5
        assert gap.max() < 5 * error, (week, error)
        assert np.sqrt(np.mean(np.square(gap))) < 1.5 * error
        evidence = [np.mean([twin.log_evidence for twin in each.fits]) for each in (state, whole)]
        assert abs(evidence[0] - evidence[1]) < 4.0  # few particles: a fit's scatters by one or two, and lies low
    gap, error = apart(start, whole, [name for name in whole.active if name in start.names])
    assert gap.max() > 5 * error
    assert np.sqrt(np.mean(np.square(gap))) > 1.5 * error


def test_an_irregular_occasion_known_late_asks_for_a_fit(case_with):
    """A week goes on where reports of its own days come; one of a day before the state's needs a new past."""
    folder = case_with()
    data = json.loads((folder / "case.yaml").read_text())
    data["calendar"] = [{"id": "protest", "name": "Protest", "irregular": True, "places": "all", "groups": "all"}]
    (folder / "case.yaml").write_text(json.dumps(data))
    header = "date,place,scope,side,kind,crowd_low,crowd_high,detained,stage,reporter,published,source,note"
    row = "{},northport,place,protest,protest,500,500,9,final,monitor,{},ELECTION,"
    days = [("2023-03-07", "2023-03-08"), ("2023-03-22", "2023-03-23")]
    events = folder / "events.csv"
    events.write_text("\n".join([header, *(row.format(*day) for day in days)]) + "\n")
    state = begin(load(folder, START), SMALL)
    assert objection(state, load(folder, LATER), SMALL) is None
    events.write_text(events.read_text() + row.format("2023-03-15", "2023-03-24") + "\n")
    why = objection(state, load(folder, LATER), SMALL)
    assert why == "an occasion became known late: 2023-03-15:protest"
    assert objection(state, load(folder, START), SMALL) is None

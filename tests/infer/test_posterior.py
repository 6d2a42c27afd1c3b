"""Fits of whole cases, small enough for a test."""

import shutil
from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq
import pytest

from buttress.case import load
from buttress.infer.effort import Effort
from buttress.infer.fit import fit, replicate_fit
from buttress.infer.posterior import Posterior
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.infer.storage import from_table, to_table
from buttress.infer.target import CaseTarget


def bytes_of(posterior: Posterior, folder) -> bytes:
    path = folder / "posterior.parquet"
    pq.write_table(to_table(posterior), path)
    return path.read_bytes()


def test_the_draws_fit_the_world(belarus, fitted, small):
    from buttress.engine import run
    from buttress.world import build

    world = build(load(belarus))
    assert fitted.draws.names == tuple(p.name for p in world.parameters)
    nation = len(world.shock_names)
    assert fitted.draws.shock_names[:nation] == tuple(world.shock_names)
    assert len(fitted.draws.shock_names) == nation * (1 + len(world.places))
    assert len(fitted.draws) == small.draws
    result = run(world, fitted.draws, np.arange(5), seed=1, stop=world.fork)
    assert np.isfinite(result.turnout).all()


def test_a_fit_repeats_its_bytes_in_one_process_or_two(blank_case, tmp_path):
    case, small = (
        load(blank_case, "2023-03-20"),
        Settings(draws=16, effort=Effort(particles=16, sweeps=1, final_sweeps=1)),
    )
    first, again = fit(case, small), fit(case, replace(small, workers=2))
    assert bytes_of(again, tmp_path) == bytes_of(first, tmp_path)
    assert fit(case, small, seed=1).draws.values.tobytes() != first.draws.values.tobytes()


def test_a_table_holds_all_of_a_posterior(fitted, tmp_path):
    path = tmp_path / "posterior.parquet"
    pq.write_table(to_table(fitted), path)
    read = from_table(pq.read_table(path))
    assert read.draws.values.tobytes() == np.ascontiguousarray(fitted.draws.values).tobytes()
    assert read.draws.shocks.tobytes() == np.ascontiguousarray(fitted.draws.shocks).tobytes()
    assert read.draws.chains.tolist() == fitted.draws.chains.tolist()
    assert read.reporter_values.tobytes() == np.ascontiguousarray(fitted.reporter_values).tobytes()
    for name in ("unknowns", "reporter_rows", "ess", "acceptance", "log_evidence", "temperatures", "simulations"):
        assert getattr(read, name) == getattr(fitted, name)
    assert [dict(row) for row in read.evidence_rows] == [dict(row) for row in fitted.evidence_rows]


def test_another_table_is_refused(fitted):
    table = to_table(fitted).replace_schema_metadata({})
    with pytest.raises(ValueError, match="holds no posterior"):
        from_table(table)


def values_of_a_fit(case, settings):
    return Problem.of(case, settings).layout.parameters(replicate_fit(case, settings, 0, 0).z)


def test_what_was_published_later_can_not_change_a_fit(belarus, tmp_path):
    folder, day = tmp_path / "case", "2020-08-31"
    shutil.copytree(belarus, folder)
    case, small = load(belarus, day), Settings(draws=16, effort=Effort(particles=16, sweeps=1, final_sweeps=1))
    hidden = {row.line for row in case.hidden_events}
    lines = (folder / "events.csv").read_text(encoding="utf-8").splitlines()
    header = lines[0].split(",")
    at = header.index("detained")
    changed = 0
    for line in sorted(hidden):
        cells = lines[line - 1].split(",")
        if cells[at].isdigit() and '"' not in ",".join(cells[: at + 1]):
            cells[at] = str(int(cells[at]) + 1000)
            lines[line - 1] = ",".join(cells)
            changed += 1
    (folder / "events.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert changed > 10
    first, altered = (values_of_a_fit(load(each, day), small) for each in (belarus, folder))
    assert altered.tobytes() == first.tobytes()


def test_unknowns_that_shape_nothing_before_the_fork_keep_their_prior(fitted):
    rows = {row.name: row for row in fitted.unknowns}
    for name in ("attitude_intervention", "loan_first_days", "patron_cost_money"):
        assert not rows[name].active
        assert rows[name].ratio == 1.0
        assert not rows[name].moved
    for name in ("detention_rate", "occasion_log_odds_sunday_march", "exit_per_day"):
        assert rows[name].active
    assert next(row.ratio for row in fitted.unknowns if row.name == "loan_first_days") == 1.0


def test_tables_for_the_reader(fitted, small):
    table, reporters, evidence = fitted.table(), fitted.reporters(), fitted.evidence()
    assert len(table) == len(fitted.draws.names)
    assert set(reporters.name) == set(fitted.reporter_names)
    assert "bias_mvd" in set(reporters.name)
    assert evidence.used.any()
    assert 0 < fitted.ess <= small.draws
    assert {row.name for row in fitted.unknowns} == set(fitted.draws.names)


def test_a_scaled_spread_scales_the_prior(blank_case, small):
    case = load(blank_case)
    wide = replace(small, spread={"loyalty_pay": 2.0})
    before, after = (Problem.of(case, settings).layout.prior["loyalty_pay"].sd for settings in (small, wide))
    assert after == pytest.approx(2 * before)
    assert wide.key() != small.key()
    assert replace(small, workers=2).key() == small.key()


def test_a_spread_takes_its_shocks_along_though_some_have_no_influence(belarus):
    problem = Problem.of(load(belarus), Settings())
    layout = problem.layout
    whole = CaseTarget(layout, problem.evidence, problem.simulate)
    named = [
        layout.dim - len(layout.shocks) + k for k, name in enumerate(layout.shocks) if name.startswith("policing:")
    ]
    idle = np.array(named[-1:], dtype=np.int64)
    target = CaseTarget(layout, problem.evidence, problem.simulate, idle)
    assert [len(scale.shocks) for scale in whole.shock_spreads] == [len(named), len(named)]
    assert sorted(len(scale.shocks) for scale in target.shock_spreads) == [len(named) - 1, len(named)]
    z = np.random.default_rng(4).standard_normal((5, target.dim))
    before = target.simulate(z).past
    for scale in target.shock_spreads:
        ratio = scale.distribution.value(z[:, scale.spread]) / scale.distribution.value(z[:, scale.spread] + 0.5)
        z[:, scale.spread] += 0.5
        z[:, scale.shocks] *= ratio[:, None]
    after = target.simulate(z).past
    assert after.turnout == pytest.approx(before.turnout, rel=1e-9)
    assert after.detained == pytest.approx(before.detained, rel=1e-9, abs=1e-9)


def test_unknowns_tried_together_are_as_idle_as_one_by_one_at_fewer_simulations(belarus):
    problem = Problem.of(load(belarus), Settings())
    target = CaseTarget(problem.layout, problem.evidence, problem.simulate)
    z = np.random.default_rng(5).standard_normal((2, target.dim))
    idle = target.idle(z)
    alone = target.simulations
    # Those of a week's update: nearly all idle, and the few that new reports now speak of.
    active = np.setdiff1d(problem.layout.simulated_columns, idle)
    unsure = np.union1d(idle, active[:: len(active) // 4])
    assert np.array_equal(target.idle(z, unsure), idle)
    assert target.simulations - alone < 2 * len(unsure) < alone
    assert np.array_equal(target.idle(z, np.empty(0, dtype=np.int64)), [])

"""Runs: conservation, addresses, coupling, limits and the fork."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress import engine
from buttress.case import load
from buttress.case.schema import Change, Scenario
from buttress.chance.random import uniform
from buttress.engine import loop, run
from buttress.engine.loop import columns_for, compile_step, start_of, walk
from buttress.engine.steps import STEPS
from buttress.infer.prior import prior_draws
from buttress.world import Draws, World, build
from buttress.world.columns import RECORD, STATE
from buttress.world.draws import at_place

RUNS = np.arange(0, 60, 5)


def scenario(*changes: tuple[str, date, float]) -> Scenario:
    listed = [Change.model_validate({"lever": lever, "from": day, "value": value}) for lever, day, value in changes]
    return Scenario(title="test", question="what if?", changes=listed)


def columns_after(world: World, draws: Draws, days: int, counted: bool = True, seed: int = 3) -> dict[str, np.ndarray]:
    columns = columns_for(world, draws, RUNS)
    steps = [step for step in STEPS if step.when != "start" and step.reading in (None, world.reading)]
    walk(world, steps, columns, start_of(world, RUNS, seed, counted), range(days))
    return columns


def changed(draws: Draws, **values: float) -> Draws:
    for name, value in values.items():
        draws = draws.with_column(name, value)
    return draws


@pytest.mark.parametrize("days", [1, 8, 45, 100])
def test_people_are_conserved(small_world: World, small_draws: Draws, days: int) -> None:
    columns = columns_after(small_world, small_draws, days)
    total = small_world.structure["adults"].sum()
    free = columns["people"].sum(axis=(1, 2, 3, 4))
    held = columns["custody"].sum(axis=(1, 2, 3, 4)) + columns["custody_long"].sum(axis=(1, 2, 3))
    assert (free + held == total).all()
    assert (columns["custody_count"] == held).all()
    assert (columns["people"] >= 0).all()


def test_people_of_each_place_group_and_class_are_conserved(small_world: World, small_draws: Draws) -> None:
    columns = columns_after(small_world, small_draws, 60)
    here = columns["people"].sum(axis=4) + columns["custody"].sum(axis=1) + columns["custody_long"]
    assert (here == small_world.structure["adults"][None]).all()


def test_counted_people_are_whole_though_floats_hold_them(small_world: World, small_draws: Draws) -> None:
    columns = columns_after(small_world, small_draws, 100)
    for column in (*STATE, *RECORD):
        if column.whole:
            assert (columns[column.name] == np.floor(columns[column.name])).all(), column.name
    assert run(small_world, small_draws, RUNS, seed=3).turnout.dtype == np.int64
    assert run(small_world, small_draws, RUNS, seed=3, crowd="mean").turnout.dtype == np.float64


def test_one_compiled_kernel_serves_both_crowds_and_all_streams(small_world: World, small_draws: Draws) -> None:
    run(small_world, small_draws, RUNS, seed=3)
    before = {step.name: len(step.kernel.signatures) for step in STEPS}
    run(small_world, small_draws, RUNS, seed=3, crowd="mean")
    for index in range(len(STEPS)):
        if STEPS[index].reading is None:
            compile_step(index, small_world, small_draws)
    assert {step.name: len(step.kernel.signatures) for step in STEPS} == before
    assert all("Literal" not in str(stream) for _, _, stream, _, _ in uniform.signatures)


def test_a_second_run_finds_its_kernels_without_a_look_at_types(
    small_world: World, small_draws: Draws, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(small_world, small_draws, RUNS, seed=1, crowd="mean")
    monkeypatch.setattr(loop, "typeof", None)
    again = run(small_world, small_draws, RUNS, seed=1, crowd="mean")
    assert np.array_equal(first.turnout, again.turnout)


def test_kernels_are_told_apart_by_what_their_types_depend_on() -> None:
    array = np.zeros((3, 2))
    fixed = array.copy()
    fixed.setflags(write=False)
    others = [array.T, array[:, :1], array.astype(np.int64), fixed, np.zeros(3), 1, 1.0]
    forms = [loop._form(each) for each in (array, *others)]
    assert len(set(forms)) == len(forms)
    assert loop._form(np.ones((5, 4))) == forms[0]


def test_worlds_of_other_shapes_share_the_compiled_kernels(small_world, small_draws, random_case) -> None:
    """Another country, crowd, block and explanation are other numbers, not other types."""
    run(small_world, small_draws, RUNS, seed=3)
    before = {step.name: len(step.kernel.signatures) for step in STEPS}
    case = load(random_case(4))
    for crowd in ("counts", "mean", "none"):
        run(build(case), prior_draws(case, 1, 4), np.arange(3), seed=2**40, crowd=crowd, stop=20, explain=True)
    assert {step.name: len(step.kernel.signatures) for step in STEPS} == before


@pytest.mark.parametrize("days", [1, 30, 100])
def test_units_and_leaders_are_conserved(small_world: World, small_draws: Draws, days: int) -> None:
    columns = columns_after(small_world, small_draws, days)
    assert (columns["units"].sum(axis=3) == small_world.start["units"].sum(axis=2)).all()
    assert (columns["leaders"].sum(axis=1) == small_world.start["leaders"].sum()).all()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**40), which=st.integers(0, 5))
def test_money_is_conserved_to_the_minor_unit(small_world: World, small_draws: Draws, seed: int, which: int) -> None:
    result = run(small_world, small_draws, np.array([which * 10]), seed=seed)
    foreign = result.flow[0].sum(axis=1)
    closing = result.reserves[0]
    opening = np.concatenate([[small_world.start["reserves"]], closing[:-1]])
    assert (opening + foreign == closing).all()
    cash = result.domestic_cash[0]
    before = np.concatenate([[small_world.start["domestic_cash"]], cash[:-1]])
    assert (before + result.domestic[0].sum(axis=1) == cash).all()
    owed_before = np.concatenate([np.zeros((1, len(small_world.pillars)), dtype=np.int64), result.arrears[0, :-1]])
    assert (owed_before + result.owed[0] - result.paid[0] == result.arrears[0]).all()
    assert (-result.domestic[0, :, 3] == result.paid[0].sum(axis=1)).all()
    assert (cash >= 0).all()


def test_the_ledger_is_followed_before_the_fork(small_case, small_world: World, small_draws: Draws) -> None:
    result = run(small_world, small_draws, RUNS, seed=1)
    for period in small_case.ledger.periods:
        day = small_world.clock.index(period.end)
        if period.closed and 0 < day <= small_world.fork:
            assert (result.reserves[:, day - 1] == period.closing).all()


def test_a_run_is_the_same_in_any_block(small_world: World, small_draws: Draws) -> None:
    whole = run(small_world, small_draws, np.arange(60), seed=9)
    part = run(small_world, small_draws, np.array([41, 7]), seed=9)
    for name in ("record_turnout", "record_reserves", "record_survival", "record_belief_pillars"):
        assert (whole.columns[name][[41, 7]] == part.columns[name]).all()


def test_another_seed_changes_the_run(small_world: World, small_draws: Draws) -> None:
    one, two = (run(small_world, small_draws, RUNS, seed=seed) for seed in (1, 2))
    assert (one.turnout != two.turnout).any()


def test_order_of_places_does_not_matter(small_case, small_draws: Draws) -> None:
    facts = small_case.facts
    turned = facts.model_copy(update={"places": list(reversed(facts.places))})
    one = run(build(small_case), small_draws, RUNS, seed=4)
    two = run(build(replace(small_case, facts=turned)), small_draws, RUNS, seed=4)
    first = small_case.facts.trigger.date
    assert first == facts.trigger.date
    occasion = 0
    assert (one.turnout[:, occasion] == two.turnout[:, occasion, ::-1]).all()


def test_days_before_a_lever_are_byte_equal(small_case, small_draws: Draws) -> None:
    world = build(small_case)
    later = world.clock.at(world.fork + 20)
    other = build(small_case, scenario(("policing_intensity", later, 1.5)))
    one, two = (run(each, small_draws, RUNS, seed=4) for each in (world, other))
    for name, column in one.columns.items():
        if "occasion" in name or name in ("record_turnout", "record_detained"):
            early = [i for i, each in enumerate(world.occasions) if each.day < world.fork + 20]
            assert column[:, early].tobytes() == two.columns[name][:, early].tobytes()
        elif column.shape[1:2] == (world.days,):
            assert column[:, : world.fork + 20].tobytes() == two.columns[name][:, : world.fork + 20].tobytes()
    assert (one.detained != two.detained).any()


def test_without_a_crowd_counts_equal_the_ledger(small_case, small_draws: Draws) -> None:
    world = build(small_case, off=("turnout", "dissent", "habit"))
    quiet = run(world, small_draws, RUNS, seed=2)
    ledger = run(world, small_draws, RUNS, seed=2, crowd="none")
    assert quiet.turnout.sum() == 0
    for name in ("record_reserves", "record_flow", "record_domestic", "record_exchange_rate", "record_real_pay"):
        assert quiet.columns[name].tobytes() == ledger.columns[name].tobytes()


def test_counts_tend_to_the_mean_field(small_world: World, small_draws: Draws) -> None:
    """The first occasion has no feedback yet: counts are binomial round the mean, within five standard errors."""
    draws = changed(small_draws, turnout_shock_place_sd=0.0, policing_shock_place_sd=0.0)
    counts = run(small_world, draws, RUNS, seed=8)
    mean = run(small_world, draws, RUNS, seed=8, crowd="mean")
    expected = mean.turnout[:, 0]
    assert (np.abs(counts.turnout[:, 0] - expected) <= 5.0 * np.sqrt(expected) + 1.0).all()


@pytest.mark.parametrize("measured", ["turnout", "detained"])
def test_shocks_of_places_leave_the_mean_where_it_is(small_world: World, small_draws: Draws, measured: str) -> None:
    """Over many seeds of one draw the counts of the first occasion have the mean of the mean field."""
    names = small_world.shock_names
    still = changed(small_draws, turnout_shock_place_sd=0.6, policing_shock_place_sd=0.6)
    one = replace(still, shock_names=names, shocks=np.zeros((len(still), len(names))), seeds_per_draw=4000)
    stop = small_world.occasions[0].day + 1
    counts = getattr(run(small_world, one, np.arange(4000), seed=8, stop=stop), measured)[:, 0].sum(axis=1)
    mean = getattr(run(small_world, one, np.arange(1), seed=8, crowd="mean", stop=stop), measured)[0, 0].sum()
    error = counts.std() / np.sqrt(len(counts))
    assert abs(counts.mean() - mean) < 4.5 * error + 0.01 * mean


def test_shocks_of_places_that_the_draw_brings_move_counts_and_mean_field_alike(
    small_world: World, small_draws: Draws
) -> None:
    fixed = changed(small_draws, turnout_shock_place_sd=0.5)
    first, place = small_world.shock_names[0], small_world.places[1]
    own = (at_place(shock, each) for shock in small_world.shock_names for each in small_world.places)
    names = (*small_world.shock_names, *own)
    values = np.zeros((len(fixed), len(names)))
    values[:, names.index(at_place(first, place))] = 2.0
    calm = replace(fixed, shock_names=names, shocks=np.zeros_like(values))
    moved = replace(fixed, shock_names=names, shocks=values)
    for crowd in ("counts", "mean"):
        before, after = (run(small_world, draws, RUNS, seed=1, crowd=crowd).turnout[:, 0] for draws in (calm, moved))
        ratio = after[:, 1] / before[:, 1]
        assert ((ratio > 1.5) & (ratio < 3.0)).all()  # exp(0.5 * 2) = 2.7 where few go
        assert (after[:, 0] == before[:, 0]).all()
    other_seed = run(small_world, moved, RUNS, seed=2).turnout[:, 0]
    same = run(small_world, moved, RUNS, seed=1).turnout[:, 0]
    assert (np.abs(other_seed - same) <= 4.0 * np.sqrt(other_seed + same)).all(), "by chance alone"


def test_a_higher_chance_only_adds_people(small_world: World, small_draws: Draws) -> None:
    low = changed(small_draws, capital_log_odds=0.5)
    high = changed(small_draws, capital_log_odds=0.6)
    one, two = (run(small_world, draws, RUNS, seed=3).turnout[:, 0] for draws in (low, high))
    assert (two >= one).all()
    assert two.sum() > one.sum()


def test_survival_starts_at_one_and_falls(small_world: World, small_draws: Draws) -> None:
    result = run(small_world, small_draws, RUNS, seed=1)
    assert (result.survival[:, 0] == 1.0).all()
    assert (np.diff(result.survival, axis=1) <= 0).all()
    total = result.hazard[:, small_world.fork :].sum(axis=(1, 2))
    assert np.allclose(result.survival[:, -1], np.exp(-total), rtol=1e-9)


def test_drawn_ends_agree_with_survival(small_world: World, small_draws: Draws) -> None:
    result = run(small_world, changed(small_draws, exit_per_day=0.01), np.arange(60), seed=1)
    still_in = (result.end_day < 0).mean()
    expected = result.survival[:, -1].mean()
    assert abs(still_in - expected) < 5 * np.sqrt(expected * (1 - expected) / 60) + 1e-9
    assert ((result.end_cause >= 0) == (result.end_day > 0)).all()


def test_given_shocks_are_used(small_world: World, small_draws: Draws) -> None:
    names = small_world.shock_names
    calm = Draws(small_draws.names, small_draws.values, names, np.zeros((len(small_draws), len(names))))
    stormy = Draws(small_draws.names, small_draws.values, names, np.full((len(small_draws), len(names)), 1.5))
    one, two = (run(small_world, draws, RUNS, seed=1) for draws in (calm, stormy))
    assert (two.turnout[:, 0].sum(axis=1) > one.turnout[:, 0].sum(axis=1)).all()


def test_unknown_crowd_is_refused(small_world: World, small_draws: Draws) -> None:
    with pytest.raises(ValueError, match="counts, mean, none"):
        run(small_world, small_draws, RUNS, seed=1, crowd="persons")


def test_scenarios_go_on_from_one_past(small_case, small_world: World, small_draws: Draws) -> None:
    """Every scenario, from the baseline's past, has the bytes of its run from the first day, in counts and means."""
    last = small_world.days - 3
    for crowd in ("counts", "mean"):
        past = engine.run_past(small_world, small_draws, RUNS, seed=3, crowd=crowd)
        for name in ("baseline", *small_case.scenarios):
            world = build(small_case, None if name == "baseline" else name)
            assert past.serves(world), name
            whole = run(world, small_draws, RUNS, seed=3, crowd=crowd, stop=last)
            branched = run(world, small_draws, RUNS, seed=3, crowd=crowd, stop=last, past=past)
            for record, values in whole.columns.items():
                assert values.tobytes() == branched.columns[record].tobytes(), (name, record)


def test_a_past_serves_no_world_that_differs_before_the_fork(small_world: World, small_draws: Draws) -> None:
    """A day's signal, the reading or what is off: a run from another past is refused, as is one that explains."""
    past = engine.run_past(small_world, small_draws, RUNS, seed=3)
    signal = small_world.timeline["signal"].copy()
    signal[small_world.fork - 1] += 1.0
    heard = replace(small_world, timeline=small_world.timeline | {"signal": signal})
    others = (heard, replace(small_world, reading="responsive"), replace(small_world, off=frozenset({"attention"})))
    for other in others:
        with pytest.raises(ValueError, match="past"):
            run(other, small_draws, RUNS, seed=3, past=past)
    with pytest.raises(ValueError, match="explain"):
        run(small_world, small_draws, RUNS, seed=3, explain=True, past=past)

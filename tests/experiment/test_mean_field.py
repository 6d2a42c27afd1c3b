"""Measures of draws in the mean field: those of a run to the horizon, whatever the chunks, stops and processes."""

from dataclasses import replace

import numpy as np
import pytest

from buttress import engine
from buttress.case import load, new
from buttress.experiment.arm import Arm
from buttress.experiment.claims.shares import Shares, first_of
from buttress.experiment.executor import shutdown
from buttress.experiment.mean_field import CHUNK, WORTH_SHARING, MeanField
from buttress.experiment.measures import BY_NAME, MEASURES, FramedResult
from buttress.experiment.simulate import world_of
from buttress.infer.prior import prior_draws

SOME = CHUNK + 10


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return load(new(tmp_path_factory.mktemp("cases") / "small"))


@pytest.fixture(scope="module")
def draws(case):
    return prior_draws(case, SOME)


@pytest.fixture(scope="module")
def two(case):
    """A mean field whose two worker processes stay up for all tests."""
    yield MeanField(case, workers=2)
    shutdown()


def test_a_run_that_stops_where_its_measures_end_gives_their_values(case, draws):
    """Every measure with a reach, alone, is to the byte that of a run to the horizon."""
    field = MeanField(case)
    world = world_of(case, Arm("baseline"))
    few = replace(draws, values=draws.values[:20], shocks=draws.shocks[:20], seeds_per_draw=1)
    framed = FramedResult(engine.run(world, few, np.arange(20), seed=0, crowd="mean"), field.frame)
    for measure in MEASURES:
        found = field.measures({"baseline": [measure.name]}, few)["baseline", measure.name]
        assert found.tobytes() == np.asarray(measure.of(framed), dtype=float).tobytes(), measure.name
    assert BY_NAME["peak_turnout"].reach is None


def test_what_is_measured_of_the_first_draws_is_not_run_again(case, draws):
    """A claim's contrast over all draws has the same bytes, and only the draws after the first are run for it."""
    claims = [claim for claim in case.claims if claim.parameter is None][:2]
    whole = Shares(MeanField(case)).contrasts(claims, draws)
    asked = []

    class Watched(MeanField):
        def measures(self, wanted, draws, first=0):
            asked.append((len(draws), first))
            return super().measures(wanted, draws, first)

    shares, few = Shares(Watched(case)), first_of(draws, 30)
    shares.contrasts(claims[:1], few)
    shares.go_on(few, draws)
    for one, other in zip(
        whole, shares.contrasts(claims[:1], draws) + shares.contrasts(claims[1:], draws), strict=True
    ):
        assert one.tobytes() == other.tobytes()
    assert asked[:2] == [(30, 0), (SOME, 30)]


@pytest.mark.parametrize("count", [SOME, WORTH_SHARING + 1])
def test_scenarios_are_run_on_the_same_draws_in_one_process_or_two(case, two, draws, count):
    """Also where two processes share the runs of one chunk: a run's id, and with it its shocks, stays."""
    draws = first_of(draws, count)
    wanted = {"baseline": {"tenure_90", "turnout_8w"}, "without_loan": {"tenure_90"}}
    one = MeanField(case).measures(wanted, draws)
    assert set(one) == {("baseline", "tenure_90"), ("baseline", "turnout_8w"), ("without_loan", "tenure_90")}
    assert {len(values) for values in one.values()} == {count}
    shared = two.measures(wanted, draws)
    assert {key: values.tobytes() for key, values in one.items()} == {k: v.tobytes() for k, v in shared.items()}

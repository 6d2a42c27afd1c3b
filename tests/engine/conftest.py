"""A small world and its prior draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import buttress.case
from buttress.case.blank import BLANK
from buttress.infer.prior import JointPrior
from buttress.world import Draws, World, build


def prior_of(world: World, count: int, seed: int = 5) -> Draws:
    """Draws from the prior of a world, without shocks of their own."""
    prior = JointPrior.from_parameters(world.parameters)
    values = prior.sample(np.random.default_rng(seed), count)
    return Draws(prior.names, values, (), np.zeros((count, 0)))


@pytest.fixture(scope="session")
def small_case() -> buttress.case.Case:
    """The blank case with a purse that runs a gap, so that every mechanism has something to do."""
    case = buttress.case.load(BLANK)
    purse = case.facts.purse
    lean = {name: getattr(purse, name).model_copy(update={"value": 0.0}) for name in ("domestic_cash_m",)}
    lean["revenue_month_m"] = purse.revenue_month_m.model_copy(update={"value": 0.9 * purse.revenue_month_m.value})
    return replace(case, facts=case.facts.model_copy(update={"purse": purse.model_copy(update=lean)}))


@pytest.fixture(scope="session")
def small_world(small_case: buttress.case.Case) -> World:
    return build(small_case)


@pytest.fixture(scope="session")
def small_draws(small_world: World) -> Draws:
    return prior_of(small_world, 6)

"""Counts against a plain loop: the same people go, one cell at a time, by the textbook."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from buttress.chance.random import stream_id, uniform
from buttress.engine.loop import columns_for, start_of, walk
from buttress.engine.steps import STEPS
from buttress.rules.turnout.crowd import GOES
from buttress.world import Draws, World

RUNS = np.array([0, 17, 55])
SEED = 12


@pytest.fixture(scope="module")
def first_night(small_world: World, small_draws: Draws) -> tuple[dict[str, np.ndarray], Draws]:
    """Columns right after the first occasion, with small crowds and no shocks or terms but the plain ones."""
    draws = small_draws.with_column("turnout_shock_place_sd", 0.0).with_column("turnout_shock_nation_sd", 0.0)
    for kind in small_world.kinds:
        draws = draws.with_column(f"occasion_log_odds_{kind}", -9.0)
    columns = columns_for(small_world, draws, RUNS)
    day = small_world.occasions[0].day
    wanted = [step for step in STEPS if step.when != "start" and step.name != "draw_detained" and step.reading is None]
    walk(small_world, wanted, columns, start_of(small_world, RUNS, SEED, True), range(day + 1))
    return columns, draws


def test_goers_are_the_binomial_quantile_of_their_address(first_night, small_world: World) -> None:
    columns, draws = first_night
    occasion = small_world.occasions[0]
    structure = small_world.structure
    stream = GOES ^ structure["kind_address"][occasion.kind]
    assert stream_id("goes") == GOES
    checked = 0
    for i, run in enumerate(RUNS):
        value = {name: draws.values[run // 10, k] for k, name in enumerate(draws.names)}
        odds = np.exp(structure["theta"] * value["dissent_sd"])
        odds /= odds.mean()
        depth = value["wave_depth"] * value[f"wave_depth_ratio_{small_world.kinds[occasion.kind]}"]
        shared = (
            -9.0
            - value["leaders_log_odds"] * gone(small_world, columns, value, i)
            - depth * (1 - 2 ** (-occasion.day / value["campaign_half_life_days"]))
            + value["season_log_odds"] * small_world.timeline["season"][occasion.day]
        )
        for p in range(len(small_world.places)):
            here = shared + value["capital_log_odds"] * structure["is_capital"][p]
            here += value["rest_log_odds"] * structure["is_rest"][p]
            for g in range(len(small_world.groups)):
                if not structure["calls"][occasion.kind, p, g]:
                    assert columns["goers"][i, p, g].sum() == 0
                    continue
                for h in range(3):
                    n = int(structure["adults"][p, g, h])
                    chance = math.exp(here) * odds[h] / (1 + math.exp(here) * odds[h])
                    u = uniform(SEED, int(run), stream, occasion.day, int(structure["cell_address"][p, g, h, 0]))
                    if n * chance * (1 - chance) < 100:
                        assert columns["goers"][i, p, g, h, 0] == stats.binom.ppf(u, n, chance)
                        checked += 1
    assert checked > 50


def gone(world: World, columns: dict[str, np.ndarray], value: dict[str, float], i: int) -> float:
    """Share of leaders removed by the first occasion, the exiled keeping their voice."""
    leaders = columns["leaders"][i]
    return float((leaders[2] + leaders[1] * (1 - value["exile_message_share"])) / leaders.sum())

"""Epstein's Model I beside Mesa's bundled one, options matched: the distributions of actives and jailed agree.

Matched: C / A rounded, act before moving, the diamond as neighbourhood, the jailed keep their site. Mesa draws each
cell's holder by chance, so ours is given the numbers that Mesa drew. Mesa's term is a whole number from 0 to its
maximum J that runs down at the person's own turns: J / 2 + 1 / 2 cycles in jail on average when counted at the end of
cycles. Ours is U(0, J') rounded up, its first cycle the arrest's: J' / 2 - 1 / 2. So J' = J + 2.
"""

from __future__ import annotations

import random

import numpy as np
import pytest

from buttress.classics.epstein.run import Inputs, Interpretation, play

pytestmark = [
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]
MESA = Interpretation("round", "act_move", "diamond", "stay")


def mesa_and_ours(inputs: Inputs, longest_term: int, cycles: int, seeds: range) -> np.ndarray:
    """Means over the later two thirds of the cycles: (seed, Mesa or ours, actives or jailed)."""
    module = pytest.importorskip("mesa.examples.advanced.epstein_civil_violence.model")
    found = []
    for seed in seeds:
        random.seed(seed)
        model = module.EpsteinCivilViolence(
            width=inputs.side, height=inputs.side, citizen_density=inputs.density, cop_density=inputs.cop_density,
            citizen_vision=int(inputs.vision), cop_vision=int(inputs.vision), legitimacy=inputs.legitimacy,
            max_jail_term=longest_term, max_iters=cycles + 1, seed=seed,
        )  # fmt: skip
        kinds = [type(agent).__name__ for agent in model.agents]
        series = []
        for _ in range(cycles):
            model.step()
            series.append((model.ACTIVE, model.ARRESTED))
        ours = play(
            inputs, MESA, cycles, 1, seed, cops=np.full(cycles, kinds.count("Cop")), crowd=kinds.count("Citizen")
        )
        later = slice(cycles // 3, None)
        found.append(
            (np.array(series)[later].mean(axis=0), (ours.active[later].mean(), ours.jailed[later].mean()))
        )  # fmt: skip
    return np.array(found, dtype=float)


def agree(found: np.ndarray) -> None:
    difference = found[:, 0] - found[:, 1]
    error = difference.std(axis=0, ddof=1) / np.sqrt(len(found))
    assert (found.mean(axis=(0, 1)) > 1.0).all(), "something happens"
    assert (np.abs(difference.mean(axis=0)) < 4.0 * error).all(), (difference.mean(axis=0), error)
    assert (error < 0.25 * found.mean(axis=(0, 1))).all(), "the test would see a difference"


def test_the_same_on_a_small_torus():
    inputs = Inputs(vision=3, legitimacy=0.6, longest_term=12, cop_density=0.06, side=14)
    agree(mesa_and_ours(inputs, 10, 60, range(8)))


@pytest.mark.slow
def test_the_same_with_the_inputs_of_run_2():
    inputs = Inputs(vision=7, legitimacy=0.82, longest_term=32, cop_density=0.04)
    agree(mesa_and_ours(inputs, 30, 300, range(6)))


def test_where_mesa_departs_from_the_paper():
    """The formula: Mesa rounds C / A; where cops are as many as half the actives the chance is none instead of .68."""
    agents = pytest.importorskip("mesa.examples.advanced.epstein_civil_violence.agents")
    import inspect

    from buttress.classics.epstein.torus import EXACT, ROUND
    from buttress.classics.epstein.turn import arrest_chance

    assert "round(cops_in_vision / actives_in_vision)" in inspect.getsource(agents.Citizen)
    assert arrest_chance(ROUND, 2.3, 1, 2) == 0.0
    assert arrest_chance(EXACT, 2.3, 1, 2) == pytest.approx(0.683, abs=5e-4)

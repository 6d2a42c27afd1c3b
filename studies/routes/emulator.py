"""An emulator of the simulated past: a neural net (scikit-learn), trained on draws of the prior."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case
from buttress.infer.problem import Problem
from buttress.infer.simulated_batch import SimulatedBatch
from buttress.infer.target import CaseTarget
from buttress.observe.past import SimulatedPast
from studies.routes.samplers import PASTS, SEED, Points, target_of, tempered


class Emulated(CaseTarget):
    """A case's target whose pasts come from a net."""

    net: Any
    like: SimulatedPast

    def simulate(self, z: Floats) -> SimulatedBatch:
        """The net's pasts at the points `z` (n, d)."""
        whole = self.full(z)
        batch = SimulatedBatch(_unpacked(self.net.predict(z), self.like), self.parameters(whole))
        self._remember(z, batch)
        return batch


def emulated(problem: Problem, case: Case) -> tuple[Points, CaseTarget]:
    """The shipped sampler on the net: its points with their true log-likelihoods, and the target that gave these."""
    from sklearn.compose import TransformedTargetRegressor
    from sklearn.neural_network import MLPRegressor
    from sklearn.preprocessing import StandardScaler

    target = target_of(problem, case)
    z = np.random.default_rng(SEED).standard_normal((PASTS, target.dim))
    pasts = [target.simulate(part).past for part in np.array_split(z, 38)]
    target._memory.clear()
    learner = MLPRegressor(
        hidden_layer_sizes=(128, 128), early_stopping=True, max_iter=40, n_iter_no_change=4, random_state=SEED
    )
    net = TransformedTargetRegressor(learner, transformer=StandardScaler())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        net.fit(z, np.concatenate([_packed(past) for past in pasts]))
    idle = np.setdiff1d(np.arange(problem.layout.dim), target.active)
    fast = Emulated(problem.layout, problem.evidence, problem.simulate, idle)
    fast.net, fast.like = net, pasts[0]
    found = tempered(fast, SEED)
    return Points(found.z, target.log_likelihood(found.z, target.simulate(found.z))), target


def _packed(past: SimulatedPast) -> Floats:
    """A past as one row of logs."""
    return np.log(np.concatenate([np.maximum(part.reshape(len(past), -1), 1e-3) for part in _parts(past)], axis=1))


def _unpacked(logs: Floats, like: SimulatedPast) -> SimulatedPast:
    """The past of such rows."""
    out, at = [], 0
    for part in _parts(like):
        width = int(np.prod(part.shape[1:], dtype=int))
        out.append(np.exp(np.clip(logs[:, at : at + width], -7, 30)).reshape(len(logs), *part.shape[1:]))
        at += width
    return SimulatedPast(*out)


def _parts(past: SimulatedPast) -> list[Floats]:
    return [past.turnout, past.detained, past.hazard, past.met, past.rate]

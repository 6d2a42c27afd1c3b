"""Routes to the posterior of a case, beside each other: error against a long run, and what each costs.

    python benchmarks/routes.py [CASE]

All routes share the case's likelihood and priors and about the same number of simulated pasts:

- shipped: tempered SMC by smcpy with moves along informed directions (`infer.move`), all reports at once;
- smcpy's own kernel: the same SMC with its random walk of the particles' covariance;
- emulator: a neural net (scikit-learn) of the simulated past, trained on draws of the prior; the shipped sampler on it;
- importance: draws of the prior weighted by their likelihood.

The reference is two runs of the shipped sampler with twice the particles and over three times the sweeps, from other
seeds; the first line is the one against the other. `mean`: root mean square, over all unknowns, of the difference of
means in posterior spreads; `spread`: of the log ratio of spreads; `loglik`: mean log-likelihood of the draws; `cpu s`:
processor seconds of this process.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from buttress.case import load
from buttress.infer.effort import SHIPPED
from buttress.infer.prior import TRIAL, generator
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.infer.simulated_batch import SimulatedBatch
from buttress.infer.target import CaseTarget
from buttress.infer.tempering import FLOOR, _systematic, temper
from buttress.observe.past import SimulatedPast

SEED = 41
#: Pasts simulated for the emulator and for importance weights: as many as a fit simulates.
PASTS = 19_456
LONG = replace(SHIPPED, particles=256, chains=256, final_sweeps=40, settling_sweeps=160)


class Emulated(CaseTarget):
    """A case's target whose pasts come from a net."""

    net: Any
    like: SimulatedPast

    def simulate(self, z: np.ndarray) -> SimulatedBatch:
        whole = self.full(z)
        past = unpacked(self.net.predict(z), self.like)
        world = SimulatedBatch(past, self.layout.parameters(whole, self.active))
        self._remember(z, world)
        return world


def packed(past: SimulatedPast) -> np.ndarray:
    """A past as one row of logs."""
    return np.log(np.concatenate([np.maximum(part.reshape(len(past), -1), 1e-3) for part in parts(past)], axis=1))


def unpacked(logs: np.ndarray, like: SimulatedPast) -> SimulatedPast:
    """The past of such rows."""
    out, at = [], 0
    for part in parts(like):
        width = int(np.prod(part.shape[1:], dtype=int))
        out.append(np.exp(np.clip(logs[:, at : at + width], -7, 30)).reshape(len(logs), *part.shape[1:]))
        at += width
    return SimulatedPast(*out)


def parts(past: SimulatedPast) -> list[np.ndarray]:
    return [past.turnout, past.detained, past.hazard, past.met, past.rate]


def target_of(problem: Problem, case: Any, kind: type[CaseTarget] = CaseTarget) -> CaseTarget:
    return kind.without_idle(
        problem.layout, problem.evidence, problem.simulate, generator(case.facts.seed, SEED, TRIAL)
    )


def shipped(target: CaseTarget, seed: int, effort: Any = SHIPPED, n: int = 512) -> tuple[np.ndarray, np.ndarray]:
    found = temper(target, effort, np.random.default_rng(seed), n)
    return found.z, found.log_likelihood


class StandardNormals:
    """The prior of all unknowns, in the form that `smcpy` asks for."""

    def __init__(self, dim: int) -> None:
        self.dim = dim

    def rvs(self, size: int, random_state: np.random.Generator) -> np.ndarray:
        return random_state.standard_normal((size, self.dim))

    def logpdf(self, z: np.ndarray) -> np.ndarray:
        return -0.5 * np.square(z).sum(axis=1, keepdims=True)


class Direct:
    """A likelihood that is the model's output itself."""

    def __init__(self, model: Any, data: Any, args: Any) -> None:
        del data, args
        self._model = model

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        return self._model(inputs)


def random_walk(target: CaseTarget, particles: int, samples: int) -> tuple[np.ndarray, np.ndarray]:
    """smcpy as it comes: `samples` steps of its Metropolis kernel a temperature."""
    from smcpy import AdaptiveSampler, VectorMCMC, VectorMCMCKernel

    def likelihood(z: np.ndarray) -> np.ndarray:
        found = target.log_likelihood(z, target.simulate(z))
        target._memory.clear()
        return np.where(found > FLOOR, found, FLOOR)

    mcmc = VectorMCMC(likelihood, None, [StandardNormals(target.dim)], log_like_func=Direct)
    names = [str(j) for j in range(target.dim)]
    kernel = VectorMCMCKernel(mcmc, param_order=names, rng=np.random.default_rng(SEED))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sampler = AdaptiveSampler(kernel, show_progress_bar=False)
        steps, _ = sampler.sample(particles, samples, SHIPPED.target_ess, resample_rng=_systematic)
    last = steps[-1]
    chosen = np.random.default_rng(SEED).choice(len(last.params), 512, p=np.asarray(last.weights).ravel())
    return np.asarray(last.params)[chosen], np.asarray(last.log_likes).ravel()[chosen]


def emulated(problem: Problem, case: Any) -> tuple[np.ndarray, np.ndarray, CaseTarget]:
    from sklearn.compose import TransformedTargetRegressor
    from sklearn.neural_network import MLPRegressor
    from sklearn.preprocessing import StandardScaler

    target = target_of(problem, case)
    z = np.random.default_rng(SEED).standard_normal((PASTS, target.dim))
    worlds = [target.simulate(part).past for part in np.array_split(z, 38)]
    target._memory.clear()
    learner = MLPRegressor(
        hidden_layer_sizes=(128, 128), early_stopping=True, max_iter=40, n_iter_no_change=4, random_state=SEED
    )
    net = TransformedTargetRegressor(learner, transformer=StandardScaler())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        net.fit(z, np.concatenate([packed(past) for past in worlds]))
    idle = np.setdiff1d(np.arange(problem.layout.dim), target.active)
    fast = Emulated(problem.layout, problem.evidence, problem.simulate, idle)
    fast.net, fast.like = net, worlds[0]
    found, _ = shipped(fast, SEED)
    return found, target.log_likelihood(found, target.simulate(found)), target


def weighted(target: CaseTarget) -> tuple[np.ndarray, np.ndarray]:
    z = np.random.default_rng(SEED).standard_normal((PASTS, target.dim))
    like = np.concatenate([target.log_likelihood(part, target.simulate(part)) for part in np.array_split(z, 38)])
    weights = np.exp(like - like.max())
    weights /= weights.sum()
    print(f"importance: {1 / np.square(weights).sum():.1f} effective of {PASTS} draws", file=sys.stderr)
    chosen = np.random.default_rng(SEED).choice(len(z), 512, p=weights)
    return z[chosen], like[chosen]


def row(name: str, z: np.ndarray, like: np.ndarray, reference: np.ndarray, pasts: int, seconds: float) -> str:
    mean, sd = reference.mean(axis=0), reference.std(axis=0)
    off = float(np.sqrt(np.mean(np.square((z.mean(axis=0) - mean) / sd))))
    wide = float(np.sqrt(np.mean(np.square(np.log(np.maximum(z.std(axis=0), 1e-3) / sd)))))
    return f"{name:24s} {off:6.2f} {wide:7.2f} {like.mean():8.1f} {pasts:9,d} {seconds:7.1f}"


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    return run(), time.process_time() - begun


def main(folder: str = "cases/belarus-2020") -> None:
    case = load(folder)
    problem = Problem.of(case, Settings())
    shipped(
        target_of(problem, case), 1, replace(SHIPPED, particles=64, final_sweeps=1, settling_sweeps=0), 64
    )  # compile
    print(f"{'route':24s} {'mean':>6s} {'spread':>7s} {'loglik':>8s} {'pasts':>9s} {'cpu s':>7s}", flush=True)
    long, other = (target_of(problem, case) for _ in range(2))
    (reference, like), seconds = timed(lambda: shipped(long, 1001, LONG, 1024))
    (again, _), _ = timed(lambda: shipped(other, 1002, LONG, 1024))
    print(row("reference, twice", again, like, reference, long.simulations, seconds), flush=True)
    reference = np.concatenate([reference, again])
    target = target_of(problem, case)
    (z, like), seconds = timed(lambda: shipped(target, SEED))
    print(row("shipped", z, like, reference, target.simulations, seconds), flush=True)
    target = target_of(problem, case)
    (z, like), seconds = timed(lambda: random_walk(target, 512, 5))
    print(row("smcpy's own kernel", z, like, reference, target.simulations, seconds), flush=True)
    (z, like, target), seconds = timed(lambda: emulated(problem, case))
    print(row("emulator, net", z, like, reference, target.simulations, seconds), flush=True)
    target = target_of(problem, case)
    (z, like), seconds = timed(lambda: weighted(target))
    print(row("importance, prior", z, like, reference, target.simulations, seconds), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

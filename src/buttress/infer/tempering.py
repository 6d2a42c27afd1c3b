"""Tempered sequential Monte Carlo over standard normal unknowns, by `smcpy`, with the moves of `move`."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.infer.effort import Effort
from buttress.infer.move import Mover
from buttress.infer.sampler_target import SamplerTarget

#: A log-likelihood that is not a number, or lower than this, counts as this.
FLOOR = -1e8


#: Settling goes on, in parts of which so many are asked for, as long as the mean log-likelihood of the last third is
#: above that of the third before by more than this; at most so many times as long as asked for.
PARTS, RISE, LONGEST = 6, 0.7, 3


@dataclass(frozen=True)
class Sample:
    """Equal-weight particles of the posterior.

    `z` (n, d), `log_likelihood` (n,), `chain` (n,) that each was taken from, `log_evidence`, the `temperatures` from 0
    to 1, and the acceptance rate of the move over the final sweeps.
    """

    z: Floats
    log_likelihood: Floats
    chain: Ints
    log_evidence: float
    temperatures: tuple[float, ...]
    acceptance: float


def temper(target: SamplerTarget, effort: Effort, rng: np.random.Generator, n: int | None = None) -> Sample:
    """Draw `n` (default: as many as there are particles) equal-weight points from a target, in random order.

    More points than particles come from further sweeps. Same generator, same bytes.
    """
    n = effort.particles if n is None else n
    sampler, mover = _sampler(target, rng)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Resampled to less than", UserWarning)
        steps, evidence = sampler.sample(effort.particles, effort.sweeps, effort.target_ess, resample_rng=_systematic)
    last = steps[-1]
    z, likelihood, chain, acceptance = collect(mover, last.params, last.log_likes, effort, n, rng)
    temperatures = tuple(float(phi) for phi in sampler.phi_sequence)
    return Sample(z, likelihood, chain, float(evidence[-1]), temperatures, acceptance)


def _sampler(target: SamplerTarget, rng: np.random.Generator) -> tuple[Any, Mover]:
    from smcpy import AdaptiveSampler, VectorMCMCKernel

    mover = Mover(target, FLOOR, rng)
    kernel = VectorMCMCKernel(mover, param_order=[str(j) for j in range(target.dim)], rng=rng)
    mover.phi = lambda: float(kernel.path.phi)
    sampler = AdaptiveSampler(kernel, show_progress_bar=False)
    sampler._mutator._compute_cov = False  # our moves use none
    return sampler, mover


def collect(
    mover: Mover, z: Floats, log_likelihood: Floats, effort: Effort, n: int, rng: np.random.Generator
) -> tuple[Floats, Floats, Ints, float]:
    """n points in random order from further sweeps of some of the points z (m, d), evenly spaced, kept batch by batch.

    Returns them with their log-likelihoods (n,), the chain (n,) of each (what came of one of the chosen points), and
    the acceptance rate of the last batch.
    """
    chosen = np.linspace(0, len(z), min(effort.chains, len(z)), endpoint=False).astype(np.int64)
    z, log_likelihood = z[chosen], np.asarray(log_likelihood).ravel()[chosen]
    batches: list[tuple[Floats, Floats]] = []
    mover.still = True
    z, log_likelihood = settle(mover, z, log_likelihood, effort.settling_sweeps)
    while len(batches) * len(z) < n:
        z, log_likelihood = mover.smc_metropolis(z, effort.final_sweeps, None, log_likelihood)
        batches.append((z, log_likelihood.ravel()))
    points, likelihoods = (np.concatenate(part) for part in zip(*batches, strict=True))
    order = rng.permutation(len(points))[:n]
    acceptance = float(np.mean(mover.step.accepted[-effort.final_sweeps :]))
    return points[order], likelihoods[order], order % len(z), acceptance


def settle(mover: Mover, z: Floats, log_likelihood: Floats, sweeps: int) -> tuple[Floats, Floats]:
    """Points after so many sweeps, and more as long as their likelihood still rises; and their log-likelihoods.

    The more reports, the longer the way from the last temperature's particles to where they would stay.
    """
    means: list[float] = []
    while sweeps and len(means) < LONGEST * PARTS and not _is_level(means):
        z, log_likelihood = mover.smc_metropolis(z, max(1, sweeps // PARTS), None, log_likelihood)
        means.append(float(np.mean(log_likelihood)))
    return z, log_likelihood


def _is_level(means: Sequence[float]) -> bool:
    """Whether the mean of the last third is above that of the third before by no more than `RISE`.

    Thirds grow with the way made: a slow rise, which no short stretch shows above its noise, is seen once it is long.
    """
    if len(means) < PARTS:
        return False
    third = len(means) // 3
    return float(np.mean(means[-third:]) - np.mean(means[-2 * third : -third])) <= RISE


def _systematic(kernel: Any, n: int) -> Floats:
    """Evenly spaced points with one random offset, kept below one (Kitagawa 1996)."""
    points = (np.arange(n) + kernel.rng.random()) / n
    return np.minimum(points, 1 - 1e-9)

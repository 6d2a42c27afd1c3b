"""`python -m studies.routes CASE`: routes to the posterior of a case, and sizes of the shipped one.

All routes share the case's likelihood and priors and about the same number of simulated pasts:

- shipped: tempered SMC by smcpy with moves along informed directions (`infer.move`), all reports at once;
- smcpy's own kernel: the same SMC with its random walk of the particles' covariance;
- emulator: a neural net (scikit-learn) of the simulated past, trained on draws of the prior; the shipped sampler on it;
- importance: draws of the prior weighted by their likelihood.

The reference is two runs of the shipped sampler with twice the particles, four times the chains and over three times
the sweeps, from other seeds; the first line is the one against the other. Sizes are told by how far the log-likelihood
of their points lies below the reference's: draws that have not settled lie too low.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from buttress.case import Case, CaseError, load
from buttress.infer.effort import SHIPPED, Effort
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from studies.results import StudyResults, StudyTable, show
from studies.routes.emulator import emulated
from studies.routes.samplers import SEED, Points, random_walk, target_of, tempered, weighted

Found = TypeVar("Found")
COMMAND = "python -m studies.routes"
LONG = replace(SHIPPED, particles=128, chains=128, final_sweeps=24, settling_sweeps=960)
LONG_POINTS = 1024
FIRST, SECOND = 1001, 1002
"""Seeds of the reference."""
WARM = replace(SHIPPED, particles=64, final_sweeps=1, settling_sweeps=0)
"""Small, to have the kernels compiled."""
MIDDLE = replace(SHIPPED, particles=128, settling_sweeps=72)
SIZES = (Effort(), replace(MIDDLE, chains=128, final_sweeps=20, settling_sweeps=48), MIDDLE, SHIPPED)


@dataclass(frozen=True)
class Route:
    """A route's points, how many pasts it simulated, and its seconds of this process' processor time."""

    name: str
    points: Points
    pasts: int
    seconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and write them with --out; 0, or 2 for a case that can't be read."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Other routes to a posterior, and sizes of ours.")
    parser.add_argument("case", type=Path, help="folder of the case")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the tables")
    given = parser.parse_args(arguments)
    try:
        case = load(given.case)
    except (CaseError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    problem = Problem.of(case, Settings())
    tempered(target_of(problem, case), 1, WARM, 64)
    first, second = (_tempered("", problem, case, seed, LONG, LONG_POINTS) for seed in (FIRST, SECOND))
    reference = Points(*map(np.concatenate, zip(first.points, second.points, strict=True)))
    shown = [(replace(second, name="one long run against the other"), first.points)]
    shown += [(route, reference) for route in _routes(problem, case)]
    tables = [routes_table(shown), sizes_table(problem, case, reference)]
    show(StudyResults("Routes to the posterior: the tables", f"{COMMAND} {given.case}", [], tables), given.out)
    return 0


def _routes(problem: Problem, case: Case) -> list[Route]:
    """The shipped sampler and its rivals."""
    shipped = _tempered(
        "**shipped**: tempered SMC, moves along informed directions, all reports at once", problem, case, SEED, SHIPPED
    )
    walking = target_of(problem, case)
    walked, walk_seconds = _timed(lambda: random_walk(walking))
    (learned, learning), net_seconds = _timed(lambda: emulated(problem, case))
    weighing = target_of(problem, case)
    (drawn, effective), prior_seconds = _timed(lambda: weighted(weighing))
    net = "emulator: a neural net of the past (scikit-learn), trained on draws of the prior, the shipped sampler on it"
    return [
        shipped,
        Route("the same SMC with smcpy's own random walk", walked, walking.simulations, walk_seconds),
        Route(net, learned, learning.simulations, net_seconds),
        Route(f"draws of the prior, weighted ({effective:.1f} effective)", drawn, weighing.simulations, prior_seconds),
    ]


def _tempered(name: str, problem: Problem, case: Case, seed: int, effort: Effort, points: int = 512) -> Route:
    target = target_of(problem, case)
    found, seconds = _timed(lambda: tempered(target, seed, effort, points))
    return Route(name, found, target.simulations, seconds)


def routes_table(shown: Sequence[tuple[Route, Points]]) -> StudyTable:
    """Each route against its reference."""
    unknowns = shown[0][1].z.shape[1]
    return StudyTable(
        "routes",
        "Routes to the posterior",
        ("route", "mean", "spread", "mean log-likelihood", "pasts", "processor s"),
        [_cells(route, reference) for route, reference in shown],
        f"Mean: root mean square over {unknowns} unknowns of the difference of means, in posterior spreads; spread: of "
        "the log ratio of spreads. Processor seconds depend on the machine.",
    )


def _cells(route: Route, reference: Points) -> list[str]:
    mean, sd = reference.z.mean(axis=0), reference.z.std(axis=0)
    off = np.sqrt(np.mean(np.square((route.points.z.mean(axis=0) - mean) / sd)))
    wide = np.sqrt(np.mean(np.square(np.log(np.maximum(route.points.z.std(axis=0), 1e-3) / sd))))
    like = route.points.log_likelihood.mean()
    return [route.name, f"{off:.2f}", f"{wide:.2f}", f"{like:.1f}", f"{route.pasts:,}", f"{route.seconds:.1f}"]


def sizes_table(problem: Problem, case: Case, reference: Points) -> StudyTable:
    """How far each size's points lie below the reference in log-likelihood."""
    settled = reference.log_likelihood.mean()
    rows = []
    for effort in SIZES:
        route = _tempered(size_words(effort), problem, case, SEED, effort)
        below = settled - route.points.log_likelihood.mean()
        rows.append([route.name, f"{below:.1f}", f"{route.pasts:,}", f"{route.seconds:.1f}"])
    heads = ("size", "log-likelihood of draws below that of long runs", "pasts", "processor s")
    return StudyTable("sizes", "Sizes of the fit tried", heads, rows)


def size_words(effort: Effort) -> str:
    """`128 particles, 32 chains, 72 sweeps and batches of 8`."""
    chains = min(effort.chains, effort.particles)
    text = (
        f"{effort.particles} particles, {chains} chains, {effort.settling_sweeps} sweeps before the first batch and "
        f"{effort.final_sweeps} between batches"
    )
    return f"**shipped**: {text}" if effort == SHIPPED else text


def _timed(run: Callable[[], Found]) -> tuple[Found, float]:
    begun = time.process_time()
    return run(), time.process_time() - begun


if __name__ == "__main__":
    raise SystemExit(main())

"""Kernels compiled ahead, shared out over two processes, before two fits would compile the same ones."""

from __future__ import annotations

from contextlib import suppress

import numpy as np

from buttress.case import Case
from buttress.engine.loop import compile_step
from buttress.engine.steps import STEPS
from buttress.experiment.worker import WorkerLostError, prepare
from buttress.experiment.worker_pool import WorkerPool
from buttress.infer.prior import prior_draws
from buttress.infer.regression import RegressionSums
from buttress.infer.updating.proposal import BoundedReports, draw
from buttress.observe.gathering import Gathering
from buttress.observe.noise import log_interval
from buttress.observe.shared_error import fill_grouped_terms
from buttress.world import build


def compile_kernels(case: Case) -> None:
    """Compile the kernels of a fit, and of all steps, to the disk, the longest first.

    In processes of their own, which take the compiler's memory with them. Where the kernels stand compiled on the disk
    this takes two seconds.
    """
    prepare()
    world = build(case, reading="responsive")
    one = prior_draws(case, 1, world=world)
    with WorkerPool(2) as pool:
        longest_first = sorted(STEPS, key=lambda step: len(step.arguments), reverse=True)
        compiled = [pool.submit(compile_moves), pool.submit(compile_likelihood)]
        compiled += [pool.submit(compile_step, STEPS.index(step), world, one) for step in longest_first]
        for each in compiled:
            with suppress(WorkerLostError):  # out of memory: who needs it compiles it
                each.result()


def compile_likelihood() -> None:
    """Compile what reads the likelihood of reports off simulated crowds, by two of each."""
    two = np.ones((2, 2))
    Gathering.over(np.ones((2, 1, 1)), ((0, (0,)),))
    log_interval(np.zeros(2), np.ones(2), two, two)
    fill_grouped_terms(np.zeros(2), np.ones(2), two, two, two, np.zeros(2, dtype=np.int64), two.copy())


def compile_moves() -> None:
    """Compile what moves the points of a fit, by two of each."""
    two, both = np.ones((2, 2)), np.ones(2, dtype=bool)
    RegressionSums.of(np.eye(2), two, two).regression()
    reports = BoundedReports(two, two[:, both], two[:, both], np.zeros(2), np.ones(2))
    draw(reports, two, both, np.empty((2, 2)), np.empty(2))

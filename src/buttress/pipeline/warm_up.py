"""Kernels compiled ahead, shared out over two processes, before two fits would compile the same ones."""

from __future__ import annotations

from contextlib import suppress

from buttress.case import Case
from buttress.engine.loop import compile_step
from buttress.engine.steps import STEPS
from buttress.experiment.worker import WorkerLostError, prepare
from buttress.experiment.worker_pool import WorkerPool
from buttress.infer.prior import prior_draws
from buttress.world import build


def compile_kernels(case: Case) -> None:
    """Compile the kernels of all steps to the disk, the longest first.

    In processes of their own, which take the compiler's memory with them. Where the kernels stand compiled on the disk
    this takes two seconds.
    """
    prepare()
    world = build(case, reading="responsive")
    one = prior_draws(case, 1, world=world)
    with WorkerPool(2) as pool:
        longest_first = sorted(STEPS, key=lambda step: len(step.arguments), reverse=True)
        compiled = [pool.submit(compile_step, STEPS.index(step), world, one) for step in longest_first]
        for each in compiled:
            with suppress(WorkerLostError):  # out of memory: who needs it compiles it
                each.result()

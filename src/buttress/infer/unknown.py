"""How far the reports moved an unknown: rows of the prior-to-posterior table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.infer.distribution import PriorDistribution
from buttress.infer.layout import Layout
from buttress.infer.problem import Problem, ReplicateFit

#: A parameter counts as moved if its spread fell below this share of the prior's: a basis of verdicts.
MOVED = 0.8

Pair = tuple[Floats, Floats]
"""A column (n,) of the first fit and of the second."""


@dataclass(frozen=True)
class Unknown:
    """One row of the prior-to-posterior table.

    `active`: it shapes something that the reports speak of; for others the prior is the posterior.
    Means and sds in natural units; `ratio` (posterior over prior spread) and `shift` on the scale on which the prior is
    standard normal; `twin_mean` is the second fit's mean, `error` the difference of the two fits' means in posterior
    sds on that scale.
    """

    name: str
    unit: str
    prior_mean: float
    prior_sd: float
    mean: float
    sd: float
    ratio: float
    shift: float
    active: bool
    moved: bool
    twin_mean: float
    error: float

    @classmethod
    def of(cls, name: str, unit: str, prior: PriorDistribution, *, active: bool, z: Pair, values: Pair) -> Unknown:
        """From the columns of both fits: `z` on the standard normal scale, `values` in natural units."""
        learned = active and not prior.fixed
        sd = max(float(z[0].std()), 1e-12)
        ratio = sd if learned else 1.0
        return cls(
            name=name,
            unit=unit,
            prior_mean=prior.mean,
            prior_sd=prior.sd,
            mean=float(values[0].mean()),
            sd=float(values[0].std()),
            ratio=ratio,
            shift=float(z[0].mean()) if learned else 0.0,
            active=learned,
            moved=ratio < MOVED,
            twin_mean=float(values[1].mean()),
            error=float(z[0].mean() - z[1].mean()) / sd if learned else 0.0,
        )


def parameter_rows(problem: Problem, a: ReplicateFit, b: ReplicateFit) -> tuple[Unknown, ...]:
    """A row a parameter of the model, in the prior's order."""
    layout = problem.layout
    values, others = layout.parameters(a.z), layout.parameters(b.z)
    active = set(a.active.tolist())
    return tuple(
        Unknown.of(
            name,
            problem.units.get(name, ""),
            layout.prior[name],
            active=j in active,
            z=(a.z[:, j], b.z[:, j]),
            values=(values[:, j], others[:, j]),
        )
        for j, name in enumerate(layout.prior.names)
    )


def reporter_rows(layout: Layout, a: ReplicateFit, b: ReplicateFit) -> tuple[Unknown, ...]:
    """A row a reporter's unknown, in the layout's order."""
    za, zb = layout.reporter_z(a.z), layout.reporter_z(b.z)
    values, others = layout.reporter_values(a.z), layout.reporter_values(b.z)
    return tuple(
        Unknown.of(
            p.name,
            p.unit,
            layout.reporter_prior(p.name),
            active=True,
            z=(za[:, j], zb[:, j]),
            values=(values[:, j], others[:, j]),
        )
        for j, p in enumerate(layout.reporters)
    )


def effective_draws(rows: Sequence[Unknown], n: int) -> float:
    """n' from the two fits: means of n' independent draws differ by sqrt(2 / n') sds in mean square; at most n."""
    square = float(np.mean([np.square(row.error) for row in rows if row.active] or [0.0]))
    return float(n) if square == 0.0 else min(float(n), 2.0 / square)

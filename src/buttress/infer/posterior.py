"""The posterior of a case: draws of equal weight, conditioned on the reports published before `as_of`.

Two fits that share nothing but the case show the error of the method itself. All unknowns are fitted together, also
those that reports are not expected to move: a rule that matters before the fork has to be part of the answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from buttress.infer.distribution import PriorDistribution
from buttress.infer.layout import Layout
from buttress.infer.prior import SAMPLER, TRIAL, JointPrior, generator
from buttress.infer.tempering import SHIPPED, Effort, Sample, temper
from buttress.observe.evidence import Evidence
from buttress.observe.past import Past

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from arviz import InferenceData

    from buttress.world import Draws

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: A parameter counts as moved if its spread fell below this share of the prior's (DESIGN: basis of a verdict).
MOVED = 0.8


@dataclass(frozen=True)
class Settings:
    """What a fit depends on besides case, code and seed: number of draws, effort, spreads changed, processes.

    `spread` maps parameter names to factors on their prior's spread. `workers` (1, or 2 and more) changes no byte.
    """

    draws: int = 512
    effort: Effort = SHIPPED
    spread: Mapping[str, float] = field(default_factory=dict)
    workers: int = 1

    def key(self) -> dict[str, Any]:
        """What to hash: everything that can change a byte."""
        return {"draws": self.draws, "effort": asdict(self.effort), "spread": dict(sorted(self.spread.items()))}


@dataclass(frozen=True)
class Unknown:
    """One row of the prior-to-posterior table.

    `active`: it shapes something that the reports speak of; for others the prior is the posterior.
    Means and sds in natural units; `ratio` (posterior over prior spread) and `shift` on the scale on which the prior is
    standard normal; `error` is the difference of the two fits' means in posterior sds on that scale.
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


@dataclass(frozen=True)
class Posterior:
    """Draws (values and pre-fork shocks) with equal weight in a fixed random order, and how they came about.

    `ess` is the number of independent draws whose means would differ as those of the two fits do, over all active
    unknowns. `twin` holds the second fit's means of the model's parameters by name.
    """

    draws: Draws
    reporter_names: tuple[str, ...]
    reporter_values: Floats
    unknowns: tuple[Unknown, ...]
    reporter_rows: tuple[Unknown, ...]
    ess: float
    acceptance: tuple[float, float]
    log_evidence: tuple[float, float]
    temperatures: tuple[int, int]
    simulations: int
    evidence_rows: tuple[Mapping[str, Any], ...]

    @property
    def twin(self) -> dict[str, float]:
        """Means of the second fit."""
        return {row.name: row.twin_mean for row in self.unknowns}

    def ratio(self, name: str) -> float:
        """Posterior spread of a parameter over its prior spread."""
        return next(row.ratio for row in self.unknowns if row.name == name)

    def table(self) -> pd.DataFrame:
        """Prior-to-posterior change of every model parameter."""
        return _frame(self.unknowns)

    def reporters(self) -> pd.DataFrame:
        """The same for reporters: bias and noise on the log of people, coverage as a share."""
        return _frame(self.reporter_rows)

    def evidence(self) -> pd.DataFrame:
        """Every row that speaks of the days before the fork: used, as what, or why not."""
        import pandas as pd

        return pd.DataFrame([dict(row) for row in self.evidence_rows])

    def to_arviz(self, case: Any) -> InferenceData:
        """The same with prior, predictions, reports and log-likelihoods; `case` is the one that was fitted."""
        from buttress.infer.inference_data import inference_data

        return inference_data(case, self)

    def to_table(self) -> pa.Table:
        """One row a draw; everything else in the schema's metadata, as JSON."""
        from buttress.infer.storage import to_table

        return to_table(self)

    @classmethod
    def from_table(cls, table: pa.Table) -> Posterior:
        """The posterior that `to_table` wrote."""
        from buttress.infer.storage import from_table

        return from_table(table)


def fit(case: Any, settings: Settings | None = None, seed: int = 0) -> Posterior:
    """Condition a case on its reports. A pure function of case, settings, seed and code."""
    settings = Settings() if settings is None else settings
    return assemble(Problem.of(case, settings), *replicate_fits(case, settings, seed))


@dataclass(frozen=True)
class Fit:
    """`z` (n, d) over all columns of the layout, of which `active` were sampled; the number of simulated pasts."""

    z: Floats
    active: Ints
    sample: Sample
    simulations: int


@dataclass(frozen=True)
class Problem:
    """A case ready to be fitted."""

    layout: Layout
    evidence: Evidence
    world: Any
    units: Mapping[str, str]

    @classmethod
    def of(cls, case: Any, settings: Settings) -> Problem:
        """Build the world, the evidence and the prior of a case."""
        from buttress.world import build
        from buttress.world.parameters import parameters

        world = build(case)
        evidence = Evidence.of(case, world)
        entries = parameters([entry.id for entry in case.facts.calendar], case.facts.priors)
        prior = JointPrior.from_parameters(entries)
        for name, factor in sorted(settings.spread.items()):
            prior = prior.scale_spread([name], factor)
        layout = Layout(prior, evidence.parameters, tuple(world.shock_names))
        return cls(layout, evidence, world, {entry.name: entry.unit for entry in entries})

    def simulate(self, parameters: Floats, shocks: Floats) -> Past:
        """The mean field up to the fork, one run a point."""
        from buttress.engine import run
        from buttress.world import Draws

        draws = Draws(self.layout.prior.names, parameters, self.layout.shocks, shocks, seeds_per_draw=1)
        runs = np.arange(len(parameters), dtype=np.int64)
        result = run(self.world, draws, runs, seed=0, crowd="mean", stop=self.world.fork)
        return Past.of(result, self.world)

    def sample(self, case_seed: int, seed: int, twin: int, settings: Settings) -> Fit:
        """One of the two fits."""
        from buttress.infer.target import CaseTarget

        trial = generator(case_seed, seed, TRIAL)
        target = CaseTarget.without_idle(self.layout, self.evidence, self.simulate, trial)
        rng = generator(case_seed, seed, SAMPLER, twin)
        sample = temper(target, settings.effort, rng, settings.draws)
        z = rng.standard_normal((len(sample.z), self.layout.dim))
        z[:, target.active] = sample.z
        return Fit(z, target.active, sample, target.simulations)


def _one(case: Any, settings: Settings, seed: int, twin: int) -> Fit:
    return Problem.of(case, settings).sample(case.facts.seed, seed, twin, settings)


def replicate_fits(case: Any, settings: Settings, seed: int) -> list[Fit]:
    """Both fits: one after another, or the second in a process of its own meanwhile."""
    if settings.workers < 2:
        return [_one(case, settings, seed, twin) for twin in (0, 1)]
    from buttress.experiment.worker import WorkerLostError
    from buttress.experiment.worker_pool import WorkerPool

    with WorkerPool(1) as pool:
        other = pool.submit(_one, case, settings, seed, 1)
        first = _one(case, settings, seed, 0)
        try:
            return [first, other.result()]
        except WorkerLostError:  # out of memory
            return [first, _one(case, settings, seed, 1)]


def assemble(problem: Problem, a: Fit, b: Fit) -> Posterior:
    """The posterior of two fits: draws of the first, errors from both."""
    from buttress.world import Draws

    layout = problem.layout
    draws = Draws(layout.prior.names, layout.parameters(a.z), layout.shocks, layout.shock_values(a.z))
    unknowns, reporter_rows = tuple(_model_rows(problem, a, b)), tuple(_reporter_rows(layout, a, b))
    return Posterior(
        draws=draws,
        reporter_names=tuple(p.name for p in layout.reporters),
        reporter_values=layout.reporter_values(a.z),
        unknowns=unknowns,
        reporter_rows=reporter_rows,
        ess=_effective(unknowns + reporter_rows, len(a.z)),
        acceptance=(a.sample.acceptance, b.sample.acceptance),
        log_evidence=(a.sample.log_evidence, b.sample.log_evidence),
        temperatures=(len(a.sample.temperatures), len(b.sample.temperatures)),
        simulations=a.simulations + b.simulations,
        evidence_rows=tuple(problem.evidence.table().to_dict("records")),
    )


def _model_rows(problem: Problem, a: Fit, b: Fit) -> list[Unknown]:
    layout = problem.layout
    values, twin = layout.parameters(a.z), layout.parameters(b.z)
    active = set(a.active.tolist())
    rows = []
    for j, name in enumerate(layout.prior.names):
        unit, prior = problem.units.get(name, ""), layout.prior[name]
        rows.append(_unknown(name, unit, prior, j in active, (a.z[:, j], b.z[:, j]), (values[:, j], twin[:, j])))
    return rows


def _reporter_rows(layout: Layout, a: Fit, b: Fit) -> list[Unknown]:
    za, zb = layout.reporter_z(a.z), layout.reporter_z(b.z)
    values, twin = layout.reporter_values(a.z), layout.reporter_values(b.z)
    rows = []
    for j, p in enumerate(layout.reporters):
        prior = layout.reporter_prior(p.name)
        rows.append(_unknown(p.name, p.unit, prior, True, (za[:, j], zb[:, j]), (values[:, j], twin[:, j])))
    return rows


def _unknown(
    name: str,
    unit: str,
    prior: PriorDistribution,
    active: bool,
    z: tuple[Floats, Floats],
    values: tuple[Floats, Floats],
) -> Unknown:
    """`z` and `values`: columns of the first and of the second fit."""
    told = active and not prior.fixed
    sd = max(float(z[0].std()), 1e-12)
    ratio = sd if told else 1.0
    return Unknown(
        name=name,
        unit=unit,
        prior_mean=prior.mean,
        prior_sd=prior.sd,
        mean=float(values[0].mean()),
        sd=float(values[0].std()),
        ratio=ratio,
        shift=float(z[0].mean()) if told else 0.0,
        active=told,
        moved=ratio < MOVED,
        twin_mean=float(values[1].mean()),
        error=float(z[0].mean() - z[1].mean()) / sd if told else 0.0,
    )


def _effective(rows: tuple[Unknown, ...], n: int) -> float:
    """n' from the twins: means of n' independent draws differ by sqrt(2 / n') sds in mean square; at most n."""
    square = float(np.mean([np.square(row.error) for row in rows if row.active] or [0.0]))
    return float(n) if square == 0.0 else min(float(n), 2.0 / square)


def _frame(rows: tuple[Unknown, ...]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([asdict(row) for row in rows], columns=list(Unknown.__dataclass_fields__))


def dumps(value: Any) -> bytes:
    """JSON with sorted keys: the same bytes for the same content."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

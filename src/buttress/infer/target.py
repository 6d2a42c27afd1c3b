"""The posterior of a case, as something to draw from: unknowns -> simulated past -> log-likelihood of the reports.

Three kinds of unknowns: those that shape the simulated past; those that can move without a new simulation (`free`: the
reporters', and spreads of places' shocks, which reports read and the mean field does not); and those that shape nothing
before the fork (`idle`), for which the prior is the posterior.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import compress

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.infer.distribution import DistributionColumns
from buttress.infer.layout import Layout
from buttress.infer.regression import RegressionSums
from buttress.infer.shock_spread import ShockSpread
from buttress.infer.simulated_batch import SimulatedBatch
from buttress.observe.counted import CountedReports
from buttress.observe.evidence import Evidence, total
from buttress.observe.expected import Expected
from buttress.observe.past import SimulatedPast

#: (parameters (n, p), shocks (n, m)) -> n simulated pasts.
Simulate = Callable[[Floats, Floats], SimulatedPast]

#: Points kept for the regression, as they were simulated: whole batches, the fewest that hold so many.
MEMORY = 4096
#: Points of a batch at which curvatures are worked out: they differ little, and cost as much as a likelihood.
CURVED = slice(None, None, 4)
#: Step of a difference, in spreads of a report, and the least step on the log.
NUDGE, LEAST_NUDGE = 0.1, 0.02
#: Points at which every unknown is tried for an influence, and the influence on a log-likelihood that counts as none.
TRIALS, NONE = 6, 1e-9
#: End of the names of spreads of national shocks: `turnout` and this for the shocks `turnout:DATE:KIND`.
NATION_SD = "_shock_nation_sd"


class CaseTarget:
    """Log-likelihood of a case's reports over the `active` columns of a layout; others stand at the prior's median."""

    def __init__(self, layout: Layout, evidence: Evidence, simulate: Simulate, idle: Ints | None = None) -> None:
        self.layout = layout
        self.evidence = evidence
        self.active = np.setdiff1d(np.arange(layout.dim), [] if idle is None else idle)
        self._drawn = DistributionColumns(layout.prior.distributions, self.active[self.active < len(layout.prior)])
        unread = {component.place_sd for component in evidence.components if isinstance(component, CountedReports)}
        self._unread = [j for j, name in enumerate(layout.prior.names) if name in unread]
        self.free = np.flatnonzero(np.isin(self.active, [*layout.reporter_columns, *self._unread]))
        self.shock_spreads = self._shock_spreads()
        self.simulations = 0
        self._simulate = simulate
        self._memory: list[RegressionSums] = []
        self._last: tuple[Floats, SimulatedBatch, list[Expected]] | None = None

    @classmethod
    def without_idle(
        cls, layout: Layout, evidence: Evidence, simulate: Simulate, rng: np.random.Generator
    ) -> CaseTarget:
        """A target over the unknowns that have an influence, tried at points of the prior."""
        whole = cls(layout, evidence, simulate)
        target = cls(layout, evidence, simulate, whole.idle(rng.standard_normal((TRIALS, layout.dim))))
        target.simulations = whole.simulations
        return target

    @property
    def dim(self) -> int:
        """Number of active unknowns."""
        return len(self.active)

    def full(self, z: Floats) -> Floats:
        """All columns of the layout from the active ones, (n, layout.dim)."""
        out = np.zeros((len(z), self.layout.dim))
        out[:, self.active] = z
        return out

    def parameters(self, whole: Floats) -> Floats:
        """Model parameters (n, p) of all columns of the layout (n, layout.dim); idle ones at their medians."""
        return self._drawn.values(whole[:, : len(self.layout.prior)])

    def simulate(self, z: Floats) -> SimulatedBatch:
        """Simulated pasts of n points (n, d)."""
        whole = self.full(z)
        parameters = self.parameters(whole)
        self.simulations += len(z)
        batch = SimulatedBatch(self._simulate(parameters, self.layout.shock_values(whole)), parameters)
        self._remember(z, batch)
        return batch

    def expect(self, z: Floats, batch: SimulatedBatch) -> list[Expected]:
        """What each component expects of its reports at n points (n, d) and their pasts; of those last simulated it is
        known already.
        """
        if self._last is not None and batch is self._last[1] and np.array_equal(z, self._last[0]):
            return self._last[2]
        whole, parameters = self.full(z), batch.parameters.copy()
        for j in self._unread:
            parameters[:, j] = self.layout.prior.distributions[j].value(whole[:, j])
        return self.evidence.expect(batch.past, self.layout.by_name(parameters, self.layout.reporter_values(whole)))

    def log_likelihood(self, z: Floats, batch: SimulatedBatch) -> Floats:
        """Log-likelihood (n,) of n points (n, d) and their pasts."""
        return total(self.evidence.log_terms(self.expect(z, batch)))

    def sensitivity(self) -> tuple[Floats, Floats]:
        """J (k, d), by linear regression of what reporters expect on the unknowns over the points last simulated; and
        weights (k,), the mean curvature of each report's log probability. What the straight line leaves unexplained
        counts as noise of its own.
        """
        sums = RegressionSums.total(self._memory)
        slopes, left = sums.regression()
        curvature = sums.curvature
        return np.ascontiguousarray(slopes.T), curvature / (1.0 + curvature * left)

    def idle(self, z: Floats, columns: Ints | None = None) -> Ints:
        """Columns without influence on the log-likelihood at the points z (n, d), tried with the values of the next
        point, of a target over all columns. Of `columns`, most of them idle, groups are tried together, and halved as
        long as they have an influence (Dorfman 1943, Annals of Mathematical Statistics 14).
        """
        groups = list(self.layout.simulated_columns[:, None]) if columns is None else [columns]
        idle, other = [np.empty(0, dtype=np.int64)], np.roll(z, 1, axis=0)
        while groups:
            trials = np.repeat(z[None], len(groups) + 1, axis=0)
            for trial, group in zip(trials, groups, strict=False):
                trial[:, group] = other[:, group]
            flat = trials.reshape(-1, self.dim)
            likelihood = self.log_likelihood(flat, self.simulate(flat)).reshape(len(trials), -1)
            same = np.all(np.abs(likelihood[:-1] - likelihood[-1]) <= NONE * np.abs(likelihood[-1]), axis=1)
            idle += compress(groups, same)
            groups = [half for group in compress(groups, ~same) if len(group) > 1 for half in np.array_split(group, 2)]
        self._memory.clear()
        return np.sort(np.concatenate(idle))

    def _shock_spreads(self) -> list[ShockSpread]:
        """Spreads of national shocks, of which the simulator reads only their product with the shocks.

        Shocks without an influence stand at 0, and so does their product.
        """
        place = {int(j): at for at, j in enumerate(self.active)}
        first = self.layout.dim - len(self.layout.shocks)
        found = []
        for j, name in enumerate(self.layout.prior.names):
            part = name.removesuffix(NATION_SD)
            named = [first + k for k, shock in enumerate(self.layout.shocks) if shock.startswith(f"{part}:")]
            of = [place[k] for k in named if k in place]
            if part != name and j in place and of:
                found.append(ShockSpread(place[j], np.array(of), self.layout.prior.distributions[j]))
        return found

    def _remember(self, z: Floats, batch: SimulatedBatch) -> None:
        expected = self.expect(z, batch)
        self._last = z.copy(), batch, expected
        middle = np.column_stack([s.location for s in expected])
        curvature = np.column_stack([self._curvature(j, s.take(CURVED)) for j, s in enumerate(expected)])
        fine, curved = np.isfinite(middle).all(axis=1), np.isfinite(curvature).all(axis=1)
        if curved.any():
            self._memory.append(RegressionSums.of(z[fine], middle[fine], curvature[curved]))
        while sum(batch.n for batch in self._memory[1:]) >= MEMORY:
            del self._memory[0]

    def _curvature(self, component: int, expected: Expected) -> Floats:
        """Minus the second derivative of the log probabilities by the location, at least 0, (n, k)."""
        step = np.maximum(NUDGE * expected.scale, LEAST_NUDGE)
        log_terms = self.evidence.components[component].log_terms
        up, down = (
            log_terms(replace(expected, location=expected.location + step)),
            log_terms(replace(expected, location=expected.location - step)),
        )
        return np.asarray(np.maximum((2 * log_terms(expected) - up - down) / step**2, 0.0))

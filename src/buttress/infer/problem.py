"""A case made ready to be fitted: its world, its evidence, and the columns of its unknowns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.case import Case
from buttress.engine import run
from buttress.infer.layout import Layout
from buttress.infer.place_shocks import place_shocks
from buttress.infer.prior import PLACES, JointPrior, generator
from buttress.infer.settings import Settings
from buttress.infer.tempering import Sample
from buttress.observe.evidence import Evidence
from buttress.observe.past import SimulatedPast
from buttress.world import Draws, World, build
from buttress.world.draws import at_place
from buttress.world.parameters import parameters_of


@dataclass(frozen=True)
class ReplicateFit:
    """One fit: `z` (n, d) over all columns of the layout, of which the columns `active` were sampled; its equal-weight
    `sample`; the number of simulated pasts.
    """

    z: Floats
    active: Ints
    sample: Sample
    simulations: int


@dataclass(frozen=True)
class Problem:
    """A case ready to be fitted; `units` by name of parameter, `seed` the case's."""

    layout: Layout
    evidence: Evidence
    world: World
    units: Mapping[str, str]
    seed: int

    @classmethod
    def of(cls, case: Case, settings: Settings) -> Problem:
        """Build the world, the evidence and the prior of a case."""
        world = build(case)
        evidence = Evidence.of(case, world)
        entries = parameters_of(case.facts)
        prior = JointPrior.of(case, history=settings.history, spread=settings.spread)
        layout = Layout(prior, evidence.parameters, tuple(world.shock_names))
        return cls(layout, evidence, world, {entry.name: entry.unit for entry in entries}, case.facts.seed)

    def draws(self, z: Floats, chain: Ints | None = None, inflation: float = 1.0) -> Draws:
        """Points z (n, d) of the given chains (n,) as draws of the model's parameters and shocks; `inflation` theirs.

        Shocks of single places before the fork are drawn given the reports: a run of counts starts from a past that
        was fitted.
        """
        layout = self.layout
        values, shocks = layout.parameters(z), layout.shock_values(z)
        rng = generator(self.seed, PLACES)
        named = layout.by_name(values, layout.reporter_values(z))
        local = place_shocks(self.evidence, self.simulate(values, shocks), named, rng)
        names = tuple(
            at_place(f"{part}:{key}", place)
            for part in local
            for key in self.world.keys_before(self.world.fork)
            for place in self.world.places
        )
        every = np.column_stack([shocks, *(each.reshape(len(z), -1) for each in local.values())])
        return Draws(layout.prior.names, values, layout.shocks + names, every, chain=chain, inflation=inflation)

    def simulate(self, parameters: Floats, shocks: Floats, stop: int | None = None) -> SimulatedPast:
        """The mean field before the day `stop` (default: the fork), a run a point, of parameters (n, p) and national
        shocks (n, m).
        """
        end = self.world.fork if stop is None else stop
        shocks = shocks[:, : len(self.layout.shocks)]
        draws = Draws(self.layout.prior.names, parameters, self.layout.shocks, shocks, seeds_per_draw=1)
        runs = np.arange(len(parameters), dtype=np.int64)
        result = run(self.world, draws, runs, seed=0, crowd="mean", stop=end)
        return SimulatedPast.of(result, self.world, end)

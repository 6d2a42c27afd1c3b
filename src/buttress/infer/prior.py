"""The prior of a case: the model's registry with the case's overrides, in the registry's order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case
from buttress.infer.distribution import DistributionColumns, PriorDistribution
from buttress.world import Draws, World, build
from buttress.world.parameters import parameters_of

#: Streams of the seed sequence, so that parameters, shocks and the sampler never share numbers.
PARAMETERS, SHOCKS, SAMPLER, TRIAL, TRUTH, REPLAY, PLACES = 1, 2, 3, 4, 5, 6, 7


@dataclass(frozen=True)
class JointPrior:
    """Independent distributions by parameter name."""

    names: tuple[str, ...]
    distributions: tuple[PriorDistribution, ...]

    @classmethod
    def of(
        cls, case: Case, *, history: bool = True, spread: Mapping[str, float] | None = None, bias_factor: float = 1.0
    ) -> JointPrior:
        """The priors of all parameters of a case.

        `history`: a parameter of which other contests speak has what they give; else its plain prior. `spread` has
        factors on the spreads of plain priors; what other contests leave open widens with them. `bias_factor` is on the
        bias of their selection. Raises KeyError for a factor on an unknown name.
        """
        entries = parameters_of(case.facts, spread=spread, bias_factor=bias_factor)
        plain = cls.from_parameters(entries)
        for name, factor in sorted((spread or {}).items()):
            plain = plain.scale_spread([name], factor)
        learned = {entry.name: entry.learned for entry in entries if history and entry.learned is not None}
        pairs = zip(plain.names, plain.distributions, strict=True)
        chosen = (PriorDistribution.of(learned[name]) if name in learned else dist for name, dist in pairs)
        return replace(plain, distributions=tuple(chosen))

    @classmethod
    def from_parameters(cls, entries: Iterable[Any]) -> JointPrior:
        """From objects with `name` and `prior`."""
        pairs = [(entry.name, PriorDistribution.of(entry.prior)) for entry in entries]
        return cls(tuple(name for name, _ in pairs), tuple(dist for _, dist in pairs))

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, name: str) -> PriorDistribution:
        return self.distributions[self._index(name)]

    def values(self, z: Floats) -> Floats:
        """Values (n, p) at standard normals (n, p)."""
        return self._columns.values(z)

    @cached_property
    def _columns(self) -> DistributionColumns:
        return DistributionColumns(self.distributions)

    def sample(self, rng: np.random.Generator, n: int) -> Floats:
        """n independent draws, (n, p)."""
        return self.values(rng.standard_normal((n, len(self))))

    def scale_spread(self, names: Sequence[str], factor: float) -> JointPrior:
        """The same prior with the spread of some parameters times `factor`; raises KeyError for an unknown name."""
        wanted = {self._index(name) for name in names}
        scaled = tuple(d.scaled(factor) if j in wanted else d for j, d in enumerate(self.distributions))
        return replace(self, distributions=scaled)

    def _index(self, name: str) -> int:
        if name not in self.names:
            near = get_close_matches(name, self.names, 1)
            raise KeyError(f"unknown parameter {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return self.names.index(name)


def generator(*address: int) -> np.random.Generator:
    """A generator addressed by whole numbers: case seed, fit seed, stream."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([int(a) for a in address])))


def prior_draws(
    case: Case, n: int, seed: int = 0, prior: JointPrior | None = None, world: World | None = None
) -> Draws:
    """n draws that have seen no report: parameters from the prior, shocks standard normal.

    `world` is built from the case if it is not given.
    """
    prior = JointPrior.of(case) if prior is None else prior
    world = build(case) if world is None else world
    values = prior.sample(generator(case.facts.seed, seed, PARAMETERS), n)
    shock_names = tuple(world.shock_names)
    shocks = generator(case.facts.seed, seed, SHOCKS).standard_normal((n, len(shock_names)))
    return Draws(prior.names, values, shock_names, shocks)

"""What a reporter will say of a crowd, given how many were there: its parameters by draw, and samples of its numbers.

A reporter who spoke before the fork has its parameters from the posterior. One who has not yet spoken of a quantity
gets them from the prior of its kind given the others of that kind: with k values z of standard normals that correlate
by their kinship rho, a new one is normal about rho sum(z) / (1 + (k - 1) rho), exactly, since reports speak of the kind
only through those that reported.

What a kind shares on an occasion is drawn once a run and occasion, whoever of the kind is asked. A bias that drifts
goes on from the last step that the posterior holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from scipy.special import ndtri, stdtrit

from buttress.arrays import Floats, Ints
from buttress.case import Case
from buttress.chance.random import cell_id, stream_id, uniform
from buttress.forecasting.belief import Belief
from buttress.infer.distribution import PriorDistribution
from buttress.observe import reporter as reporters
from buttress.observe.counted import CountedReports
from buttress.observe.crowd import CrowdReports
from buttress.observe.detained import DetainedReports
from buttress.observe.gathering import Gathering
from buttress.observe.reporter import Quantity

KINDS: tuple[type[CountedReports], ...] = (CrowdReports, DetainedReports)
QUANTITIES: tuple[Quantity, ...] = ("crowd", "detained")
Values = Mapping[str, Floats]
REPORTED, NEW_REPORTER = stream_id("what a reporter says"), stream_id("a reporter not yet heard")
SHARED, DRIFT = stream_id("what a kind of reporter shares"), stream_id("a week's drift of a bias")
#: Degrees of freedom of a report's noise (`observe.noise`).
DEGREES_OF_FREEDOM = 4


@dataclass(frozen=True)
class ReportedOccasion:
    """Where a number is asked for: days since the trigger, the name of the occasion, columns of its places."""

    day: int
    name: str
    places: tuple[int, ...]


class ReporterModels:
    """All reporters of a case under a belief, for runs of an experiment. `runs` (n,) are run ids."""

    def __init__(self, case: Case, belief: Belief, runs: Ints, seed: int, seeds_per_draw: int) -> None:
        self._kinds = {each.id: str(each.kind) for each in case.facts.reporters}
        self._runs, self._seed = runs, seed
        self._draw = runs // seeds_per_draw
        self._draws = len(belief.draws)
        known = zip(belief.reporter_names, belief.reporter_values.T, strict=True)
        self._known = {name: np.ascontiguousarray(column) for name, column in known}
        self._counted = {kind.name: kind([]) for kind in KINDS}

    def has_reported(self, reporter: str, quantity: Quantity) -> bool:
        """Whether the posterior knows what this reporter's numbers are worth."""
        return reporters.own_name(quantity, reporter) in self._known

    def sample(
        self, reporter: str, quantity: Quantity, scope: str, people: Floats | Ints, occasion: ReportedOccasion
    ) -> Floats:
        """The number that the reporter prints of `people` (n, places) there, one a run, (n,)."""
        counted = self._counted[quantity]
        values: Values = {name: column[self._draw] for name, column in self._values(reporter, quantity).items()}
        own, noise = values[reporters.own_name(quantity, reporter)], values[reporters.noise_name(quantity, reporter)]
        there = Gathering.of(np.asarray(people[:, list(occasion.places)], dtype=float))
        # No spread for shocks of places: inference can't sample them, runs do.
        middle, spread = counted.level(there, own + self._drift(reporter, quantity, values, occasion.day), noise)
        cell = cell_id(reporter, quantity, scope, occasion.name)
        shared = self._shared(self._kinds[reporter], quantity, values, occasion)
        said = counted.counted(middle + shared + spread * self._noise(REPORTED, occasion.day, cell))
        return np.asarray(np.round(said))

    def _shared(self, kind: str, quantity: Quantity, values: Values, occasion: ReportedOccasion) -> Floats | float:
        """What all reporters of a kind get wrong together on an occasion, (n,)."""
        if not reporters.shares_an_error(quantity, kind):
            return 0.0
        spread = values[reporters.shared_name(quantity, kind)]
        cell = cell_id(kind, quantity, occasion.name)
        return np.asarray(spread * ndtri(_uniforms(self._seed, self._runs, SHARED, occasion.day, cell)))

    def _drift(self, reporter: str, quantity: Quantity, values: Values, day: int) -> Floats | float:
        """How far a bias has drifted by a day: the steps that the posterior holds, then new ones, (n,)."""
        kind = self._kinds[reporter]
        if not reporters.drifts(quantity, kind):
            return 0.0
        walk, cell = np.zeros(len(self._runs)), cell_id(reporter, quantity)
        for week, step in enumerate(reporters.step_names(reporter, day // reporters.WEEK), 1):
            if step in values:
                walk += values[step]
            else:
                walk += ndtri(_uniforms(self._seed, self._runs, DRIFT, week, cell))
        return np.asarray(values[reporters.drift_name(quantity, kind)] * walk)

    def _noise(self, stream: int, day: int, cell: int) -> Floats:
        return np.asarray(stdtrit(DEGREES_OF_FREEDOM, _uniforms(self._seed, self._runs, stream, day, cell)))

    def _values(self, reporter: str, quantity: Quantity) -> Values:
        """Its parameters by name, one a draw, (D,)."""
        out = dict(self._known)
        for parameter in reporters.parameters(quantity, [(reporter, self._kinds[reporter])]):
            if parameter.name not in out:
                out[parameter.name] = self._new_reporter(parameter)
        return out

    def _new_reporter(self, parameter: reporters.ReporterParameter) -> Floats:
        """A parameter of which the posterior holds nothing, by draw."""
        draws = np.arange(self._draws, dtype=np.int64)
        z = np.empty(self._draws)
        _normals(self._seed, draws, NEW_REPORTER, cell_id(parameter.name), z)
        like, rho = self._relatives(parameter), parameter.kinship
        share = rho / (1.0 + (len(like) - 1) * rho) if like else 0.0
        middle = share * np.sum(like, axis=0) if like else 0.0
        spread = np.sqrt(1.0 - len(like) * rho * share)
        return PriorDistribution.of(parameter.prior).value(middle + spread * z)

    def _relatives(self, parameter: reporters.ReporterParameter) -> list[Floats]:
        """Standard normals of the heard reporters of the same kind, (D,) each."""
        if parameter.kin is None:
            return []
        prior = PriorDistribution.of(parameter.prior)
        others = [(name, kind) for name, kind in self._kinds.items() if kind == parameter.kind]
        family: Sequence[reporters.ReporterParameter] = [
            each for quantity in QUANTITIES for each in reporters.parameters(quantity, others)
        ]
        return [prior.z(self._known[p.name]) for p in family if p.kin == parameter.kin and p.name in self._known]


@njit(cache=True)
def _fill(seed, runs, stream, day, cell, out):  # type: ignore[no-untyped-def]
    for i in range(len(runs)):
        out[i] = uniform(seed, runs[i], stream, day, cell)


def _uniforms(seed: int, runs: Ints, stream: int, day: int, cell: int) -> Floats:
    out = np.empty(len(runs))
    _fill(seed, runs, stream, day, cell, out)
    return out


def _normals(seed: int, runs: Ints, stream: int, cell: int, out: Floats) -> None:
    out[:] = ndtri(_uniforms(seed, runs, stream, 0, cell))

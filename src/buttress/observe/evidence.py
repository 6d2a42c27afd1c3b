"""All that a case's reports say, as one log-likelihood of a simulated past.

A component has a name, the kind of its series (stock, flow or event), the unknowns that it needs (`parameters`), the
rows that it used and left out (`rows`), where a run expects each of its reports (`expect`), how likely the reports then
are (`log_terms`), and what would have been reported of another truth (`replica`). Whoever adds one writes a file beside
this one and lists it in `Evidence.of`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.case import Case
from buttress.observe.component import Component
from buttress.observe.crowd import CrowdReports
from buttress.observe.detained import DetainedReports
from buttress.observe.expected import Expected
from buttress.observe.past import SimulatedPast
from buttress.observe.rates import ExchangeRates
from buttress.observe.report import EvidenceRow
from buttress.observe.reporter import ReporterParameter
from buttress.observe.reserves import ReserveFalls
from buttress.observe.survival import Survival
from buttress.world import World

if TYPE_CHECKING:
    import pandas as pd


class Evidence:
    """The components of a case."""

    def __init__(self, components: Sequence[Component]) -> None:
        self.components = list(components)

    @classmethod
    def of(cls, case: Case, world: World) -> Evidence:
        """Everything published before `as_of` that the model can be held against."""
        crowd, detained = CrowdReports.of(case, world), DetainedReports.of(case, world)
        reserves, rates = ReserveFalls.of(case, world), ExchangeRates.of(case, world)
        return cls([crowd, detained, reserves, rates, Survival(case)])

    @property
    def parameters(self) -> list[ReporterParameter]:
        """Unknowns of all components, each once, in the components' order."""
        return list({p.name: p for c in self.components for p in c.parameters}.values())

    def expect(self, past: SimulatedPast, values: Mapping[str, Floats]) -> list[Expected]:
        """What each component expects of its reports."""
        return [component.expect(past, values) for component in self.components]

    def log_terms(self, expected: Sequence[Expected]) -> list[Floats]:
        """Log probabilities (n, k) of each component's reports."""
        return [component.log_terms(part) for component, part in zip(self.components, expected, strict=True)]

    def log_likelihood(self, past: SimulatedPast, values: Mapping[str, Floats]) -> Floats:
        """Sum over all reports, (n,), given simulated pasts and parameter values (n,) by name."""
        return total(self.log_terms(self.expect(past, values)))

    def ends(self, world: World) -> list[Ints]:
        """For each component's reports, (k,), the day by whose start a past holds what they speak of."""
        days = np.array([occasion.day for occasion in world.occasions], dtype=np.int64)
        return [component.ends(days) for component in self.components]

    def take(self, kept: Sequence[Flags]) -> Evidence:
        """Some of the reports, flags (k,) a component."""
        return Evidence([component.take(flags) for component, flags in zip(self.components, kept, strict=True)])

    def replica(self, expected: Sequence[Expected], rng: np.random.Generator) -> Evidence:
        """The evidence that the same reporters would have left, had the first run of `expected` been true.

        That the incumbent survived is not drawn anew: whoever asks draws truths that did.
        """
        return Evidence(
            [component.replica(part, rng) for component, part in zip(self.components, expected, strict=True)]
        )

    def table(self) -> pd.DataFrame:
        """Every row that speaks of the past: whether it was used, and as what or why not."""
        import pandas as pd

        rows = [{"component": c.name, **asdict(r)} for c in self.components for r in c.rows]
        return pd.DataFrame(rows, columns=["component", *EvidenceRow.__dataclass_fields__])


def total(terms: Sequence[Floats]) -> Floats:
    """Sum of log probabilities over reports and components, (n,)."""
    return np.asarray(sum(part.sum(axis=1) for part in terms))

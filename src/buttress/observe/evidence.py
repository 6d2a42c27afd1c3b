"""All that a case's reports say, as one log-likelihood of a simulated past.

A component has a name, the kind of its series (stock, flow or event), the unknowns that it needs (`parameters`), the
rows that it used and left out (`rows`), where a run expects each of its reports (`see`), how likely the reports then
are (`log_terms`), and what would have been reported of another truth (`replica`). Whoever adds one writes a file beside
this one and lists it in `Evidence.of`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from buttress.observe.past import Past
from buttress.observe.report import EvidenceRow
from buttress.observe.reporter import ReporterParameter
from buttress.observe.seen import Seen, Series

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


class Component(Protocol):
    """One kind of evidence."""

    @property
    def name(self) -> str:
        """Word for it in tables."""

    @property
    def series(self) -> Series:
        """What its numbers count."""

    @property
    def parameters(self) -> Sequence[ReporterParameter]:
        """Unknowns of the observation model that it needs."""

    @property
    def rows(self) -> Sequence[EvidenceRow]:
        """Rows used and left out."""

    def see(self, past: Past, values: Mapping[str, Floats]) -> Seen:
        """Where each of n runs expects each of k reports."""

    def log_terms(self, seen: Seen) -> Floats:
        """Log probability of each report, (n, k)."""

    def said(self) -> Floats:
        """Lowest and highest value of each report on the scale of `see`, (k, 2); infinite both where it has none."""

    def natural(self, j: int, at: Floats) -> Floats:
        """Points on the scale of report j in its own unit."""

    def replica(self, seen: Seen, rng: np.random.Generator) -> Self:
        """The component with what would have been reported, had the first run of `seen` been true."""


class Evidence:
    """The components of a case."""

    def __init__(self, components: Sequence[Component]) -> None:
        self.components = list(components)

    @classmethod
    def of(cls, case: Any, world: Any) -> Evidence:
        """Everything published before `as_of` that the model can be held against."""
        from buttress.observe.crowd import CrowdReports
        from buttress.observe.detained import DetainedReports
        from buttress.observe.rates import ExchangeRates
        from buttress.observe.reserves import ReserveFalls
        from buttress.observe.survival import Survival

        crowd, detained = CrowdReports.of(case, world), DetainedReports.of(case, world)
        reserves, rates = ReserveFalls.of(case, world), ExchangeRates.of(case, world)
        return cls([crowd, detained, reserves, rates, Survival(case)])

    @property
    def parameters(self) -> list[ReporterParameter]:
        """Unknowns of all components, each once, in the components' order."""
        return list({p.name: p for c in self.components for p in c.parameters}.values())

    def see(self, past: Past, values: Mapping[str, Floats]) -> list[Seen]:
        """What each component expects of its reports."""
        return [component.see(past, values) for component in self.components]

    def log_terms(self, seen: Sequence[Seen]) -> list[Floats]:
        """Log probabilities (n, k) of each component's reports."""
        return [component.log_terms(s) for component, s in zip(self.components, seen, strict=True)]

    def log_likelihood(self, past: Past, values: Mapping[str, Floats]) -> Floats:
        """Sum over all reports, (n,), given simulated pasts and parameter values (n,) by name."""
        return total(self.log_terms(self.see(past, values)))

    def replica(self, seen: Sequence[Seen], rng: np.random.Generator) -> Evidence:
        """The evidence that the same reporters would have left, had the first run of `seen` been true.

        That the incumbent survived is not drawn anew: whoever asks draws truths that did.
        """
        return Evidence([component.replica(s, rng) for component, s in zip(self.components, seen, strict=True)])

    def table(self) -> pd.DataFrame:
        """Every row that speaks of the past: whether it was used, and as what or why not."""
        import pandas as pd

        rows = [{"component": c.name, **asdict(r)} for c in self.components for r in c.rows]
        return pd.DataFrame(rows, columns=["component", *EvidenceRow.__dataclass_fields__])


def total(terms: Sequence[Floats]) -> Floats:
    """Sum of log probabilities over reports and components, (n,)."""
    return np.asarray(sum(part.sum(axis=1) for part in terms))

"""The state of the weekly update: weighted particles of two fits, and which rows they have seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from buttress.infer.layout import Layout
from buttress.infer.updating.particles import Particles
from buttress.store.version import code_version, libraries


@dataclass(frozen=True)
class UpdateRecord:
    """How a week was taken in, without its seconds: `how` is fit, reweighted or replay; `why` a fit was needed.

    `rows` new in the three files, `reports` of them that entered the likelihood; `before` and `after` the effective
    sample size (the smaller of both fits) as the week began and once its rows had weighted the particles; `kept` after
    a replay, if any.
    """

    as_of: date
    how: str
    rows: int
    reports: int
    before: float
    after: float
    kept: float
    simulations: int
    why: str = ""


@dataclass(frozen=True, eq=False)
class State:
    """Both fits as of a day, or one alone.

    `names` are the columns of z, `active` those that shape a report; `rows` maps the digest of every row seen to words.
    """

    case: str
    as_of: date
    seed: int
    settings: Mapping[str, Any]
    facts: str
    names: tuple[str, ...]
    active: tuple[str, ...]
    rows: Mapping[str, str]
    fits: tuple[Particles, ...]
    simulations: int
    history: tuple[UpdateRecord, ...] = ()
    code: str = field(default_factory=code_version)
    libraries: Mapping[str, str] = field(default_factory=libraries)

    @property
    def effective(self) -> float:
        """The smallest effective sample size of the fits."""
        return min(fit.effective for fit in self.fits)


def column_names(layout: Layout) -> tuple[str, ...]:
    """A name for every column of z: the same unknown has the same name as of every day."""
    return (
        *(f"parameter:{name}" for name in layout.prior.names),
        *(f"kind:{name}" for name in layout.kin),
        *(f"reporter:{each.name}" for each in layout.reporters),
        *(f"shock:{name}" for name in layout.shocks),
    )

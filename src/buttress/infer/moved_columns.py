"""Columns that move together while the others stay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.infer.reference import Reference, propose
from buttress.infer.step_size import StepSize


@dataclass(frozen=True)
class MovedColumns:
    """Some `columns` of the unknowns, the `others`, the reference of all and the `shape` of these given the others."""

    columns: Ints
    others: Ints
    reference: Reference
    shape: Reference
    step: StepSize

    @classmethod
    def of(cls, reference: Reference, flags: Flags, step: StepSize) -> MovedColumns:
        """The columns that flags (d,) mark."""
        columns = np.flatnonzero(flags)
        return cls(columns, np.flatnonzero(~flags), reference, reference.of_columns(columns), step)

    def propose(self, z: Floats, size: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """New points (n, d) for steps of `size` (n,), and the log of the factor that makes them reversible, (n,)."""
        about = self.shape.given(self.reference.pull(z, self.others))
        moved, correction = propose(z[:, self.columns], about, size, rng)
        new = z.copy()
        new[:, self.columns] = moved
        return new, correction

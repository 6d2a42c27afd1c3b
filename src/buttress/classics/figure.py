"""A published figure beside ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["printed", "closed_form", "rule"]


@dataclass(frozen=True)
class Figure:
    """One row of `buttress replicate`.

    `kind` says where `published` comes from: `printed` in the source named, `closed_form` from the source's equation
    worked out here, `rule` from the source's rule followed by an independent implementation or by hand.
    `published` and `ours` are in `unit`; `tolerance` bounds their distance and `why` grounds it. Where a source prints
    a range, `published` is its middle and `tolerance` half its width. `mc_se` is the Monte-Carlo error of `ours`, 0
    where nothing is drawn. `ours` is None where the figure could not be worked out, and the row fails.
    """

    model: str
    figure: str
    kind: Kind
    source: str
    published: float
    ours: float | None
    tolerance: float
    why: str
    mc_se: float = 0.0
    unit: str = ""

    @property
    def passed(self) -> bool:
        """Whether ours lies within the tolerance of the published value."""
        return self.ours is not None and abs(self.ours - self.published) <= self.tolerance

    def to_json(self) -> dict[str, object]:
        """The row as the command prints it."""
        return {
            "model": self.model,
            "figure": self.figure,
            "kind": self.kind,
            "source": self.source,
            "published": self.published,
            "ours": self.ours,
            "mc_se": self.mc_se,
            "tolerance": self.tolerance,
            "pass": self.passed,
            "unit": self.unit,
            "why": self.why,
        }

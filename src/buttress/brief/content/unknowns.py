"""What the brief cannot tell, and how good its forecasts were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from buttress.brief.content.quantity import IntervalEstimate


@dataclass(frozen=True)
class Disagreement:
    """Reporters of one occasion who give different numbers: (reporter, what they said)."""

    date: date
    what: str
    said: tuple[tuple[str, str], ...]
    trace: str = ""


@dataclass(frozen=True)
class AssumedNumber:
    """A number of the case that no source gives."""

    key: str
    value: str
    why: str


@dataclass(frozen=True)
class UnmovedParameter:
    """A parameter that the evidence did not move: posterior spread over prior spread, near one."""

    name: str
    meaning: str
    ratio: float


@dataclass(frozen=True)
class Score:
    """How forecasts of a target did one week ahead: `skill`, by how much smaller their error (CRPS) was than that of
    the last number again; `held`, how many of the `forecasts` had their figure within the 80 % interval."""

    target: str
    forecasts: int
    skill: IntervalEstimate
    held: int


@dataclass(frozen=True)
class Unknowns:
    """What the brief cannot tell."""

    disagreements: tuple[Disagreement, ...] = ()
    assumed: tuple[AssumedNumber, ...] = ()
    unmoved: tuple[UnmovedParameter, ...] = ()
    parameters: int = 0
    never_fired: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    limits: tuple[str, ...] = ()

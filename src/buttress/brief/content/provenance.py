"""Sources of the case, and what makes the brief again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceRow:
    """A source of the case, as its evidence ledger gives it."""

    id: str
    publisher: str
    date: str
    title: str
    url: str


@dataclass(frozen=True)
class BriefProvenance:
    """What makes this brief again, to the byte."""

    case_id: str
    case_hash: str
    version: str
    seed: int
    runs: int
    draws: int
    effective_sample_size: float
    command: str
    settings: tuple[tuple[str, str], ...] = ()

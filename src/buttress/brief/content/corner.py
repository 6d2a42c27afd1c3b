"""What would have to be true for an answer to be another one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CornerText:
    """The corners of the uncertainties in which the leading claim crosses its line, in sentences.

    `says` is the claim, `find_out` what would narrow its answer most. `trace` is the command that finds the corners
    again.
    """

    says: str
    sentences: tuple[str, ...]
    find_out: tuple[str, ...]
    trace: str

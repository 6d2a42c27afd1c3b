"""What a file leaves open and its user alone can answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """`what` is open, `because` of what stands in the file; each of `options` is a command-line option that answers it.

    `examples` are cells as they stand in the file, `count` how many cells the answer changes.
    """

    what: str
    because: str
    options: tuple[str, ...]
    examples: tuple[str, ...]
    count: int

    def answered_by(self, option: str) -> bool:
        """Does a command-line option of that name (`--dates`) answer it?"""
        return any(each.partition(" ")[0] == option for each in self.options)

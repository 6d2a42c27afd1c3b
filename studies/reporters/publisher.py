"""Who published an episode's numbers, read from the SOURCE.md beside them."""

from __future__ import annotations

from pathlib import Path


def publisher_of(episode: Path) -> str:
    """The row `original publisher` of SOURCE.md's table; "not named" without one."""
    source = episode / "SOURCE.md"
    if source.is_file():
        for line in source.read_text(encoding="utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if len(cells) == 2 and cells[0] == "original publisher":
                return cells[1]
    return "not named"

"""Count the hand-written words of the documents: `python -m docs.builder.words`. Code and tables are counted apart."""

from __future__ import annotations

import re
from pathlib import Path

from docs.builder.marks import MARK

ROOT = Path(__file__).resolve().parents[2]
_CODE = re.compile(r"^```.*?^```", flags=re.DOTALL | re.MULTILINE)
_MATH = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", flags=re.DOTALL)


def pages() -> list[Path]:
    """The hand-written pages."""
    made = ROOT / "docs" / "mission.md"
    pages = [path for path in sorted((ROOT / "docs").rglob("*.md")) if path != made]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *pages]


def counted(text: str) -> tuple[int, int]:
    """Words of prose and words in tables; code, equations and marks are neither."""
    lines = _MATH.sub("", MARK.sub("", _CODE.sub("", text))).splitlines()
    tables = sum(len(line.replace("|", " ").split()) for line in lines if line.startswith("|"))
    return sum(len(line.split()) for line in lines if not line.startswith("|")), tables


def main() -> None:
    """Print the words of each page and their sums."""
    rows = {path.relative_to(ROOT): counted(path.read_text(encoding="utf-8")) for path in pages()}
    for path, (prose, tables) in rows.items():
        print(f"{prose:7,d} {tables:7,d}  {path}")
    print(f"{sum(row[0] for row in rows.values()):7,d} {sum(row[1] for row in rows.values()):7,d}  prose, tables")


if __name__ == "__main__":
    main()

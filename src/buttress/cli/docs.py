"""The documents that come from the code: `python -m buttress.cli.docs write` or `check`.

`docs/commands.md` is written whole; in `docs/odd.md` and `docs/model.md` only what stands between marks. `claims FILE`
writes `docs/claims.md` from the brief.json of a made brief: it takes runs, so `check` leaves it alone.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from buttress.cli import decided, reference
from buttress.cli.parts import filled


def documents(folder: Path) -> dict[Path, str]:
    """Each document's path and the text that it should hold."""
    texts = {folder / "commands.md": reference.text()}
    for name in ("odd.md", "model.md"):
        texts[folder / name] = filled((folder / name).read_text(encoding="utf-8"))
    return texts


def write(folder: Path) -> list[Path]:
    """Write what differs; the paths written."""
    changed = []
    for path, text in documents(folder).items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def drift(folder: Path) -> list[str]:
    """The differing lines of each document that is not as the code would write it."""
    found = []
    for path, text in documents(folder).items():
        held = path.read_text(encoding="utf-8") if path.is_file() else ""
        lines = difflib.unified_diff(held.splitlines(), text.splitlines(), str(path), "from the code", n=0, lineterm="")
        found += list(lines)[:20]
    return found


def main(arguments: list[str]) -> int:
    """0 if all is as it should be (or written), 1 on drift, 2 on a wrong call."""
    if arguments not in (["write"], ["check"]) and (len(arguments), arguments[:1]) != (2, ["claims"]):
        print("usage: python -m buttress.cli.docs write|check|claims BRIEF.json", file=sys.stderr)
        return 2
    folder = Path("docs")
    if not folder.is_dir():
        print("there is no folder docs here: call it from the root of the source tree", file=sys.stderr)
        return 2
    if arguments[0] == "claims":
        (folder / "claims.md").write_text(decided.text(Path(arguments[1])), encoding="utf-8")
        return 0
    if arguments == ["write"]:
        for path in write(folder):
            print(path)
        return 0
    lines = drift(folder)
    if lines:
        print(*lines, "these documents differ from the code: make docs", sep="\n", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

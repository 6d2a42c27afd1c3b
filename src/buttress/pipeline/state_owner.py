"""Whose state a folder of the weekly update holds: two cases may have one id, and would share the usual folder.

`DIR/case-folder.txt` says where the case stands. A moved case is known by its facts.
"""

from __future__ import annotations

from pathlib import Path

from buttress.case import Case
from buttress.case.row_digests import facts_hash
from buttress.infer.updating.state import State
from buttress.infer.updating.update import UpdateError
from buttress.store.file import write_whole

CASE_FOLDER = "case-folder.txt"


def claim(folder: Path, state: State | None, case: Case) -> None:
    """Remember where the case of a state stands. Raises UpdateError where the state is another case's."""
    stands = case.path.resolve().as_posix()
    if state is not None and _owner(folder) not in ("", stands) and state.facts != facts_hash(case):
        raise UpdateError(
            f"{folder} holds the state of another case with the id '{case.facts.id}': give one of them another id, "
            f"or choose another --out (or remove the folder, if the case was moved and edited)"
        )
    write_whole(folder / CASE_FOLDER, stands.encode())


def _owner(folder: Path) -> str:
    try:
        return (folder / CASE_FOLDER).read_text(encoding="utf-8")
    except OSError:
        return ""

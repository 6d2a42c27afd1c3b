"""Where the case of a folder of results stands: two cases may have one id, and must not share their weekly state."""

from __future__ import annotations

from pathlib import Path

from buttress.case import Case
from buttress.case.row_digests import facts_hash
from buttress.infer.updating.state import State
from buttress.store.file import write_whole

FILE = "case-folder.txt"
"""Beside the state; what stands in it may differ from machine to machine."""


def of_another(folder: Path, state: State, case: Case) -> bool:
    """Whether the state in a folder is that of another folder's case. A case that was moved has the same facts."""
    try:
        stands = (folder / FILE).read_text(encoding="utf-8")
    except OSError:
        return False
    return stands != _stands(case) and state.facts != facts_hash(case)


def claim(folder: Path, case: Case) -> None:
    """Remember where the case stands."""
    write_whole(folder / FILE, _stands(case).encode())


def _stands(case: Case) -> str:
    return case.path.resolve().as_posix()

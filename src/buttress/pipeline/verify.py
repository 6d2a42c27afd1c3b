"""A folder of results against its manifest."""

from __future__ import annotations

from pathlib import Path

from buttress import experiment
from buttress.case import Case
from buttress.pipeline.prior_runs import PRIOR
from buttress.store import verify as stored

MANIFEST = "manifest.json"


def verify(folder: Path | str, case: Case | None = None) -> list[str]:
    """Problems of a folder of results, in words. With its case, some blocks are made anew and compared.

    Raises StoreError for a folder without results.
    """
    folder = Path(folder)
    if not (folder / MANIFEST).exists():
        parts = sorted(path.parent for path in folder.glob(f"runs/*/*/{MANIFEST}"))  # a brief's
        if parts:
            return [f"{part.relative_to(folder)}: {problem}" for part in parts for problem in verify(part, case)]
    again = None if case is None else experiment.recompute(case, folder)
    of_prior = verify(folder / PRIOR, case) if (folder / PRIOR / MANIFEST).exists() else []
    return [*stored.verify(folder, again), *(f"{PRIOR}: {problem}" for problem in of_prior)]

"""The reverse stress test of the purse: which shocks are enough for usable reserves to be gone by a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from buttress.brief.figures.frontier import draw_frontiers
from buttress.case import Case
from buttress.experiment.arm import BASELINE
from buttress.experiment.claims.shares import first_of
from buttress.experiment.progress import Progress
from buttress.explore import reverse_stress as stress
from buttress.explore.reverse_stress import ReverseStress
from buttress.explore.reverse_stress.reverse import DRAWS
from buttress.pipeline.posterior import posterior_for
from buttress.pipeline.workers import cores
from buttress.store.file import write_whole

CHART = "reverse_stress.svg"


def reverse_stress(
    case: Case,
    by: date,
    *,
    scenario: str = BASELINE,
    workers: int | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
) -> ReverseStress:
    """The smallest fall of revenue, run on deposits and delay of the loan, alone and two together.

    They are enough where usable reserves are gone at the end of a day up to `by`. Over 128 draws under all evidence.
    With `out`, their chart is written there as `reverse_stress.svg`. Raises ExploreError for a case without reserves, a
    day outside of the runs, or a scenario on policing.
    """
    posterior = posterior_for(case, workers=workers, progress=progress)
    found = stress.reverse_stress(case, first_of(posterior.draws, DRAWS), by, scenario, workers or cores())
    if out is not None:
        write_whole(Path(out) / CHART, draw_frontiers(found).svg.encode())
    return found

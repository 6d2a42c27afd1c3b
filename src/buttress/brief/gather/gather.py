"""The one call: everything a brief shows, read off a case, its comparison, its posterior and its verdicts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from buttress.brief.content import BriefData
from buttress.brief.gather.cells import cells
from buttress.brief.gather.claims import claims
from buttress.brief.gather.commands import Commands
from buttress.brief.gather.curves import curves
from buttress.brief.gather.effects import effects, lead
from buttress.brief.gather.error import BriefError
from buttress.brief.gather.forecast import fan, occasions, places
from buttress.brief.gather.provenance import provenance, sources
from buttress.brief.gather.purse import purse
from buttress.brief.gather.readings import readings
from buttress.brief.gather.unknowns import UNTOUCHED, unknowns

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.experiment import Comparison, Verdict
    from buttress.infer.posterior import Posterior

WEEKS = 8


def gather(
    case: Case,
    comparison: Comparison,
    posterior: Posterior | None,
    verdicts: Sequence[Verdict],
    *,
    others: int | None = None,
) -> BriefData:
    """The data of a brief. `posterior` None: the draws are the prior's. `others`: pairs of the lesser scenarios.

    The scenarios of `comparison` keep their order; the first that takes something away leads the headline. Raises
    BriefError where the runs are too few to show errors or too short to show eight weeks.
    """
    if case.facts.horizon_days < 7 * WEEKS:
        raise BriefError(f"a brief looks {WEEKS} weeks ahead: 'horizon_days' must be {7 * WEEKS} or more")
    if not math.isfinite(comparison.baseline.estimate("turnout_8w").mc_se):
        seeds = comparison.baseline.seeds_per_draw
        raise BriefError(f"{comparison.runs} runs can't show their errors: ask for {2 * seeds} or more")
    command = Commands(case, comparison, others)
    days = 90 if case.facts.horizon_days >= 90 else 30
    found = effects(case, comparison, verdicts, days, command)
    first = lead(found)
    return BriefData(
        title=case.facts.title,
        question=case.facts.question,
        as_of=case.as_of,
        trigger=case.facts.trigger.date,
        horizon_days=case.facts.horizon_days,
        incumbent=case.facts.incumbent.name,
        tenure_days=days,
        occasion=main_name(case, comparison),
        cells=cells(case, comparison, posterior, first, days, command),
        curves=curves(case, comparison),
        fan=fan(case, comparison, command),
        effects=found,
        claims=claims(case, verdicts, command),
        purse=purse(case, comparison, posterior),
        places=places(case, comparison, command),
        occasions=occasions(case, comparison, command),
        unknowns=unknowns(case, comparison, posterior, command),
        provenance=provenance(case, comparison, posterior, command),
        lead=first,
        readings=readings(case, comparison, days),
        sources=sources(case),
        warnings=tuple(text for text in comparison.warnings if UNTOUCHED not in text),
    )


def main_name(case: Case, comparison: Comparison) -> str:
    """The name of the main kind of occasion."""
    main = comparison.baseline.frame.main
    return next(calling.name for calling in case.facts.calendar if calling.id == main)

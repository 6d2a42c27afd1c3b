"""Everything that a brief shows, read off the results."""

from __future__ import annotations

import math
from collections.abc import Iterator

from buttress.brief.content import BriefData, BriefProvenance, SourceRow
from buttress.findings.claims import claim_rows
from buttress.findings.corner import corner
from buttress.findings.effects import effect_rows
from buttress.findings.error import FindingsError
from buttress.findings.headline import headline_cells
from buttress.findings.history import patron_history
from buttress.findings.next_week import occasion_weeks, place_weeks
from buttress.findings.prior_rows import prior_rows
from buttress.findings.purse import purse_by_week
from buttress.findings.readings import reading_rows
from buttress.findings.results import WEEK, Results
from buttress.findings.survival import survival_curves
from buttress.findings.turnout import turnout_fan
from buttress.findings.unknowns import UNTOUCHED, unknowns
from buttress.store.version import code_version
from buttress.world.actors import patron_acts

WEEKS = 8


def brief_content(results: Results, command: str) -> BriefData:
    """The brief's content. `command` is what makes this brief again.

    Raises FindingsError where the runs are too few to show errors or too short to show eight weeks.
    """
    _check_size(results)
    facts = results.case.facts
    return BriefData(
        title=facts.title,
        question=facts.question,
        as_of=results.case.as_of,
        trigger=facts.trigger.date,
        horizon_days=facts.horizon_days,
        incumbent=facts.incumbent.name,
        tenure_days=results.tenure_days,
        occasion=results.main_name,
        cells=headline_cells(results),
        curves=survival_curves(results),
        fan=turnout_fan(results),
        effects=effect_rows(results),
        claims=claim_rows(results),
        purse=purse_by_week(results),
        places=place_weeks(results),
        occasions=occasion_weeks(results),
        unknowns=unknowns(results),
        provenance=_provenance(results, command),
        lead=results.lead,
        history=patron_history(results),
        corner=corner(results),
        readings=reading_rows(results),
        patron_acts=patron_acts(results.case),
        prior=prior_rows(results),
        responsive=results.responsive is not None,
        off=facts.off,
        sources=_sources(results),
        warnings=tuple(text for text in results.answer.warnings if UNTOUCHED not in text),
    )


def _check_size(results: Results) -> None:
    if results.case.facts.horizon_days < WEEK * WEEKS:
        raise FindingsError(f"a brief looks {WEEKS} weeks ahead: 'horizon_days' must be {WEEK * WEEKS} or more")
    if not len(results.baseline.frame.occasions(0, WEEK * WEEKS - 1, results.main_kind)):
        raise FindingsError(f"the calendar has no {results.main_kind!r} in the {WEEKS} weeks after as_of")
    if not math.isfinite(results.baseline.estimate("turnout_8w").mc_se):
        seeds = results.baseline.seeds_per_draw
        raise FindingsError(f"{results.answer.runs} runs can't show their errors: ask for {2 * seeds} or more")


def _provenance(results: Results, command: str) -> BriefProvenance:
    posterior = results.posterior
    worst = max((abs(row.error) for row in posterior.unknowns), default=0.0)
    seeds = posterior.draws.seeds_per_draw
    return BriefProvenance(
        case_id=results.case.facts.id,
        case_hash=results.case.hash,
        version=code_version(),
        seed=results.answer.seed,
        runs=results.answer.runs,
        draws=-(-results.answer.runs // seeds),
        effective_sample_size=posterior.ess,
        command=command,
        settings=(
            ("seeds a draw", str(seeds)),
            ("two fits differ by", f"{worst:.2f} posterior spreads at most"),
            ("simulated pasts", f"{posterior.simulations:,}"),
        ),
    )


def _sources(results: Results) -> tuple[SourceRow, ...]:
    """Sources of the rows that were visible, and of the facts."""
    case = results.case
    used = {row.source for row in [*case.cash, *case.events, *case.signals, *case.script_cash, *case.script_signals]}
    used |= set(_source_ids(case.facts.model_dump()))
    return tuple(
        SourceRow(source.id, source.publisher, str(source.date), source.title, str(source.url or ""))
        for source in case.sources.values()
        if source.id in used
    )


def _source_ids(node: object) -> Iterator[str]:
    """Every source id in the facts."""
    if isinstance(node, dict):
        if isinstance(node.get("source"), str):
            yield node["source"]
        for child in node.values():
            yield from _source_ids(child)
    elif isinstance(node, list):
        for child in node:
            yield from _source_ids(child)

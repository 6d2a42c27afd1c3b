"""What makes the brief again: hashes, version, settings, and the sources of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.brief.content import Provenance, Source
from buttress.brief.gather.commands import Commands
from buttress.store.version import code_version, lock_hash

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.experiment import Comparison
    from buttress.infer.posterior import Posterior


def provenance(case: Case, comparison: Comparison, posterior: Posterior | None, command: Commands) -> Provenance:
    """Everything that the numbers depend on."""
    seeds = comparison.baseline.seeds_per_draw
    draws = -(-comparison.runs // seeds)
    settings = [
        ("evidence up to", case.as_of.isoformat()),
        ("draws from", "prior" if posterior is None else "posterior"),
    ]
    if posterior is not None:
        apart = max((abs(row.error) for row in posterior.unknowns), default=0.0)
        settings.append(("two independent fits differ by at most", f"{apart:.2f} posterior sd"))
    lock = lock_hash()
    if lock is not None:
        settings.append(("libraries", lock[:12]))
    return Provenance(
        case_id=case.facts.id,
        case_hash=case.hash,
        version=code_version(),
        seed=comparison.seed,
        runs=comparison.runs,
        draws=draws,
        effective_sample_size=float(draws if posterior is None else min(posterior.ess, draws)),
        command=command.brief(),
        settings=tuple(settings),
    )


def sources(case: Case) -> tuple[Source, ...]:
    """The sources on which visible rows and facts rest, in the order of the ledger."""
    used = {row.source for row in [*case.cash, *case.events, *case.signals, *case.script_cash, *case.script_signals]}
    used |= set(_named(case.facts.model_dump()))
    return tuple(
        Source(one.id, one.publisher, one.date.isoformat(), one.title, one.url)
        for one in case.sources.values()
        if one.id in used
    )


def _named(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["source"]] if isinstance(node.get("source"), str) else []
        return own + [name for child in node.values() for name in _named(child)]
    if isinstance(node, list):
        return [name for child in node for name in _named(child)]
    return []

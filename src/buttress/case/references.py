"""What may name what: the checks that need more than one file, and what may be known when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from buttress.case.document import Document, Path, repeated
from buttress.case.facts_agree import facts_agree
from buttress.case.message import Message, error, nearest, shown
from buttress.case.rows import Evidence
from buttress.case.rows_agree import rows_agree
from buttress.case.scenarios_agree import claims_agree, scenarios_agree
from buttress.case.schema import Claim, Facts, Scenario, Source

SLOW = frozenset(
    [
        "population",
        "adults_share",
        "share_of_adults",
        "headcount",
        "unit_size",
        "capital_share",
        "deployable_share",
        "custody_places",
        "reserves_unusable_m",
        "in_office_since",
    ]
)
"""Facts that a later source may give: they don't move with the contest."""


def cross_check(
    facts: Facts,
    sources: list[Source],
    evidence: Evidence,
    claims: list[Claim],
    scenarios: dict[str, Scenario],
    documents: dict[str, Document],
) -> list[Message]:
    """Every mistake that shows only when the files are seen together."""
    case = documents["case.yaml"]
    dated = {source.id: source for source in sources}
    twice = list(repeated(documents["sources.yaml"], [source.id for source in sources]))
    if twice:  # which of the two a row means is open, so nothing else about sources can be said
        return twice
    return [
        *facts_agree(facts, case),
        *_sources_exist(case, dated),
        *known_before(facts, evidence, dated, facts.as_of, case),
        *rows_agree(facts, evidence, dated),
        *scenarios_agree(facts, scenarios, documents),
        *claims_agree(claims, scenarios, documents["claims.yaml"]),
    ]


def known_before(
    facts: Facts, evidence: Evidence, sources: dict[str, Source], as_of: date, document: Document
) -> list[Message]:
    """Numbers and visible rows that rest on a source from `as_of` or later, slow facts excepted."""
    found: list[Message] = []
    for path, node in quantities(document.data):
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        source = sources.get(str(node.get("source")))
        if key in SLOW or source is None or source.date < as_of:
            continue
        found.append(
            error(
                document.name,
                document.line((*path, "source")),
                f"'{key}' rests on '{source.id}' of {source.date}, not before as_of {as_of}; "
                f"later sources may give only slow facts",
            )
        )
    for row in evidence.rows():
        source = sources.get(row.source)
        if source is not None and row.published < as_of <= source.date:
            found.append(
                error(
                    row.file,
                    row.line,
                    f"published on {row.published} by its own word, but its source '{source.id}' is of {source.date}, "
                    f"not before as_of {as_of}; cite what was printed then",
                )
            )
    return found


def quantities(node: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every mapping that has a source, with its path; the trigger's own source names an event, not a number."""
    if isinstance(node, dict):
        if isinstance(node.get("source"), str) and path != ("trigger",):
            yield path, node
        for key, child in node.items():
            yield from quantities(child, (*path, key))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from quantities(child, (*path, index))


def _sources_exist(document: Document, sources: dict[str, Source]) -> Iterator[Message]:
    def named(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
        items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, child in items:
            if key == "source" and isinstance(child, str):
                yield (*path, key), child
            yield from named(child, (*path, key))

    for path, name in named(document.data, ()):
        if name not in sources:
            yield error(document.name, document.line(path), f"unknown source {shown(name)}{nearest(name, sources)}")

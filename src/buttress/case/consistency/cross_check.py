"""All mistakes that show only when the files of a case are seen together."""

from __future__ import annotations

from buttress.case.consistency.facts import check_facts
from buttress.case.consistency.rows import check_rows
from buttress.case.consistency.scenarios import check_claims, check_scenarios
from buttress.case.consistency.sources import known_before, unknown_sources
from buttress.case.document import Document, repeated
from buttress.case.message import Message
from buttress.case.rows import Rows
from buttress.case.schema import Claim, Facts, Scenario, Source


def cross_check(
    facts: Facts,
    sources: list[Source],
    rows: Rows,
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
        *check_facts(facts, case),
        *unknown_sources(case, rows, dated),
        *known_before(rows, dated, facts.as_of, case),
        *check_rows(facts, rows, dated),
        *check_scenarios(facts, scenarios, documents),
        *check_claims(claims, scenarios, documents["claims.yaml"]),
    ]

"""Write the verdicts of a made brief as results: `python -m docs.builder.claims BRIEF.json`, or `make claims`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from buttress.brief.content import IntervalEstimate, Unit
from buttress.brief.formats import estimate
from studies.results import StudyResults, StudyTable, write

TARGET = Path(__file__).resolve().parents[1] / "data" / "claims.json"
GROUPS = (
    ("supported", "Decided: supported"),
    ("contradicted", "Decided: contradicted"),
    ("undetermined", "Cannot be told"),
)
COLUMNS = ("row", "claim", "estimate (95 %)", "basis", "what would change it")


def results(data: dict[str, Any]) -> StudyResults:
    """The results' form of a brief's claims, a table a verdict."""
    made = data["provenance"]
    origin = (
        f"Evidence up to {data['as_of']}. Made by `{made['command']}` (case {made['case_hash'][:12]}, "
        f"version {made['version']}, {made['runs']:,} pairs)."
    )
    tables = [_table(name, title, data["claims"]) for name, title in GROUPS]
    title = "Claims about Belarus and their verdicts"
    return StudyResults(title, "make claims", [origin], tables)


def _table(name: str, title: str, claims: list[dict[str, Any]]) -> StudyTable:
    rows = [_row(claim) for claim in claims if claim["verdict"] == name]
    return StudyTable(name, f"{title} ({len(rows)})", COLUMNS, rows)


def _row(claim: dict[str, Any]) -> list[str]:
    basis = f"{claim['basis']}: {claim['note']}" if claim["note"] else claim["basis"]
    return [str(cell) for cell in (claim["row"], claim["says"], _number(claim), basis, claim["would_change"])]


def _number(claim: dict[str, Any]) -> str:
    given = claim["estimate"]
    if given is None:
        return "not estimated"
    return f"{estimate(IntervalEstimate(**{**given, 'unit': Unit(given['unit'])}))}, {claim['measure']}"


if __name__ == "__main__":
    write(TARGET, results(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))

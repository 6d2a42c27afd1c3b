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
MOVED = ("row", "claim", "before any evidence", "reports", "history", "both", "spreads opened", "Bayes factor", "leans")
NOTE = (
    "Probability that the claim's region holds: before any evidence, with the case's reports alone, with history of "
    "other contests alone, and with both; at the spreads as they are times the factor in the column *spreads opened* "
    "(no factor: none up to 8 opens the claim)."
)


def results(data: dict[str, Any]) -> StudyResults:
    """The results' form of a brief's claims, a table a verdict."""
    made = data["provenance"]
    origin = (
        f"Evidence up to {data['as_of']}. Made by `{made['command']}` (case {made['case_hash'][:12]}, "
        f"version {made['version']}, {made['runs']:,} pairs)."
    )
    tables = [_table(name, title, data["claims"]) for name, title in GROUPS]
    tables.append(
        StudyTable("moved", "What moved each claim", MOVED, [_moved(claim) for claim in data["claims"]], NOTE)
    )
    title = "Claims about Belarus and their verdicts"
    return StudyResults(title, "make claims", [origin], tables)


def _table(name: str, title: str, claims: list[dict[str, Any]]) -> StudyTable:
    rows = [_row(claim) for claim in claims if claim["verdict"] == name]
    return StudyTable(name, f"{title} ({len(rows)})", COLUMNS, rows)


def _row(claim: dict[str, Any]) -> list[str]:
    basis = f"{claim['basis']}: {claim['note']}" if claim["note"] else claim["basis"]
    return [str(cell) for cell in (claim["row"], claim["says"], _number(claim), basis, claim["would_change"])]


def _moved(claim: dict[str, Any]) -> list[str]:
    shares = [_share(claim[name]) for name in ("p_before", "p_reports", "p_history", "p_after")]
    opened = f"× {claim['widened']:g}" if claim["widened"] else ""
    factor = "" if claim["bayes_factor"] is None else f"{claim['bayes_factor']:.2g}"
    lean = "" if claim["lean"] == "none" else claim["lean"]
    return [str(claim["row"]), str(claim["says"]), *shares, opened, factor, lean]


def _share(p: float | None) -> str:
    return "" if p is None else f"{p:.3f}"


def _number(claim: dict[str, Any]) -> str:
    given = claim["estimate"]
    if given is None:
        return "not estimated"
    return f"{estimate(IntervalEstimate(**{**given, 'unit': Unit(given['unit'])}))}, {claim['measure']}"


if __name__ == "__main__":
    write(TARGET, results(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))

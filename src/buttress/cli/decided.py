"""The page on claims, `docs/claims.md`: which ones the evidence can decide, which it can't, and what evidence would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HEAD = """# Which claims the evidence decides

<!-- written by `make claims` from the last brief of the Belarus case; do not edit -->

Each claim of the source is a hypothesis with a rule that stood in `cases/belarus-2020/claims.yaml` before any run. A
verdict holds for this model, its priors and the evidence up to {as_of}; it does not say what happened later.
*Supported* and *contradicted* ask that the 95 % interval lies wholly inside or outside of what the claim asserts, under
the case's priors and again with the prior spreads that it rests on halved and doubled. The basis tells what the number
stands on: *evidence*, *prior*, or *structure*, where a rule of the model contains the claim, so that its runs can't
test it.

Made by `{command}` (case {case_hash}, version {version}, {runs:,} pairs).
"""
GROUPS = (
    ("supported", "Decided: supported"),
    ("contradicted", "Decided: contradicted"),
    ("undetermined", "Not decided by this evidence"),
)


def text(brief: Path) -> str:
    """The page, from a brief's JSON."""
    data = json.loads(brief.read_text(encoding="utf-8"))
    made = data["provenance"]
    head = HEAD.format(
        as_of=data["as_of"],
        command=made["command"],
        case_hash=made["case_hash"][:12],
        version=made["version"],
        runs=made["runs"],
    )
    return "\n".join([head, *(_group(title, word, data["claims"]) for word, title in GROUPS)])


def _group(title: str, word: str, claims: list[dict[str, Any]]) -> str:
    chosen = [claim for claim in claims if claim["verdict"] == word]
    lines = [f"## {title} ({len(chosen)})", ""]
    lines += ["| row | claim | estimate (95 %) | basis | what would change it |", "|---|---|---|---|---|"]
    for claim in chosen:
        basis = f"{claim['basis']}: {claim['note']}" if claim["note"] else claim["basis"]
        cells = (claim["row"], claim["says"], _number(claim), basis, claim["would_change"])
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, ""])


def _number(claim: dict[str, Any]) -> str:
    from buttress.brief.content import IntervalEstimate, Unit
    from buttress.brief.formats import estimate

    held = claim["estimate"]
    if held is None:
        return "not estimated"
    return f"{estimate(IntervalEstimate(**{**held, 'unit': Unit(held['unit'])}))}, {claim['measure']}"

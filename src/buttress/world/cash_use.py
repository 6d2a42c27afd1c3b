"""What each row of cash.csv does in a run: it moves money, is due, is evidence, or is kept only, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from buttress.case.message import Level, Message, remark
from buttress.world.actors import is_patron
from buttress.world.foreign_flows import FLOW_SIGN

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case.cash import Cash

MOVES = "moving money before as_of"
LEVEL = "setting a level"
DUE = "coming in the run"
PROMISE = "promised by the patron"
KEPT = "kept only: a claim moves no money"
SAME = "kept only: an earlier row gives the same payment, which counts once"
AT_HOME = "not used: the domestic account runs on the numbers of case.yaml"
NO_RULE = "not used: in a run the model has a rule of its own for this kind"
OTHERS_PLEDGE = "not used: a pledge of a lender who is not the patron; give what it will pay out as 'disbursed', 'plan'"
OTHERS_ROLLOVER = "not used: a rollover by a lender who is not the patron; leave out the debt service that it cancels"
PAST = "not used: its days are not those of the run"
IGNORED = (OTHERS_PLEDGE, OTHERS_ROLLOVER)
"""Uses that a person who writes a case can mend."""
MAX_NAMED = 3


def cash_use(case: Case) -> dict[int, str]:
    """The use of every row that is known on the day of the case or is of its script, by line."""
    repeated = {row.line for each in (*case.ledger.flows, *case.ledger.plans) for row in each.rows[1:]}
    rows = sorted([*case.cash, *case.script_cash], key=lambda row: row.line)
    return {row.line: SAME if row.line in repeated else _use(case, row) for row in rows}


def _use(case: Case, row: Cash) -> str:
    if row.basis == "claim":
        return KEPT
    if row.kind == "arrears_level":
        return AT_HOME
    if row.basis == "level":
        return LEVEL
    mine = row.counterparty is not None and is_patron(case, row.counterparty)
    if row.kind == "pledged":
        return _in_the_run(case, row, PROMISE) if mine else OTHERS_PLEDGE
    if row.kind == "rollover":
        return _in_the_run(case, row, PROMISE) if mine else OTHERS_ROLLOVER
    if row.currency != case.facts.foreign:
        return AT_HOME
    if row.basis == "flow":
        return MOVES if case.ledger.days and row.last >= case.ledger.days[0] else PAST
    if row.kind == "debt_service" or row.kind in FLOW_SIGN:
        return DUE if case.as_of <= row.last and row.date < case.horizon else PAST
    return NO_RULE


def _in_the_run(case: Case, row: Cash, use: str) -> str:
    return use if case.facts.trigger.date <= row.date < case.horizon else PAST


def remarks(case: Case) -> Iterator[Message]:
    """How many rows do what, and a remark at the first row of each use that leaves a row out."""
    if case.facts.purse is None:
        return
    uses = cash_use(case)
    lines: dict[str, list[int]] = {}
    for line, use in uses.items():
        lines.setdefault(use, []).append(line)
    if not uses:
        return
    counts = Counter(use.partition(":")[0] for use in uses.values())
    told = "; ".join(f"{count} {use}" for use, count in counts.items())
    yield remark("note", "cash.csv", None, f"of {len(uses)} rows of cash.csv: {told}")
    for use, group in lines.items():
        if ":" in use:
            level: Level = "warning" if use in IGNORED else "note"
            yield remark(level, "cash.csv", group[0], f"{_rows(group)}, {use}")


def _rows(lines: list[int]) -> str:
    many, more = len(lines) > 1, len(lines) - MAX_NAMED
    named = ", ".join(map(str, lines[:MAX_NAMED])) + (f" and {more} more" if more > 0 else "")
    return f"{len(lines)} row{'s' if many else ''} (line{'s' if many else ''} {named})"

"""What the facts of a case mean for every run of it."""

from __future__ import annotations

from collections.abc import Iterator

from buttress.case.contest import Case
from buttress.case.message import Message, remark
from buttress.case.schema import RESERVES


def nobody_detains(case: Case) -> Iterator[Message]:
    """Cases in which no run can detain anybody, whatever the reports say."""
    document = case.documents["case.yaml"]
    pillars = case.facts.pillars
    officers = sum(p.headcount.value * p.deployable_share.value for p in pillars if p.role == "enforcer")
    if pillars and officers <= 0:
        text = "no pillar of the role 'enforcer' can send anybody out, so no run detains anybody"
        yield remark("warning", document.name, document.line(("pillars",)), text)
    if case.facts.custody_places.value == 0:
        text = "'custody_places' is 0, so no run detains anybody"
        yield remark("warning", document.name, document.line(("custody_places",)), text)


EFFECT = {
    "patron": "nobody backs the incumbent from abroad: no money, words or force",
    "contender": "no leader is exiled, jailed or deported",
    "purse": "nobody is paid or left unpaid: no reserves, no pay",
    "reserves": "there is no foreign account: no reserves, no exchange rate, no loan",
    "pillars": "nobody defects or strikes, and police of the usual strength detain (default 'police_per_100000')",
}
"""What it means for every run that a part is off."""


def left_out(case: Case) -> Iterator[Message]:
    """The parts that the case leaves out, and rows that they alone would use."""
    document, off = case.documents["case.yaml"], case.facts.off
    for part in off:
        if part != RESERVES or "purse" not in off:
            text = f"no {part}: {EFFECT[part]}; its measures and claims are not asked"
            yield remark("note", document.name, document.line(()), text)
    if "purse" in off and case.rows.cash:
        text = f"none of the {len(case.rows.cash)} rows is used: the case has no purse"
        yield remark("warning", "cash.csv", None, text)


def main_kind(case: Case) -> Iterator[Message]:
    """Which kind of occasion the measures count, and why."""
    document, main = case.documents["case.yaml"], case.facts.main_kind
    days = main.count(case.facts.trigger.date, case.facts.end)
    most = f"it has the most occasions in the run, {days}; mark another by 'main: true'"
    why = "it is marked 'main: true'" if main.main else most
    line = document.line(("calendar", document.index(main.id, ("calendar",))))
    yield remark("note", document.name, line, f"'{main.id}' is the main kind of occasion: {why}")

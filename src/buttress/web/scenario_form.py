"""The form of a scenario: levers in words, what of it was moved, and a scenario filled into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from buttress.case.scenario import POLICING
from buttress.web.case_facts import CaseFacts, LeverForm
from buttress.web.error import WebError
from buttress.web.forms import SentForm

LEVER_WORDS = {
    "loan_cash": ("Share of the loan that is paid", "1 is all that was announced, 0.5 half of it"),
    "loan_announced": ("How much of the loan's announcement is heard", "1 is all of it, 0 none"),
    "loan_delay_days": ("Days by which each payment of the loan is late", "0 is on time"),
    "loan_refinance_share": ("Share of the loan that goes back at once to repay old debt", "-1 is as the case has it"),
    "rollover": ("Share of the old debt whose repayment is put off", "1 is as agreed"),
    "endorsement": ("Public endorsement by the patron", "1 is as recorded, 0 none"),
    "refusal": ("Open refusal of support by the patron", "0 is none, 1 a clear one"),
    "exercises": ("The patron's exercises, as recorded", "off: from that day on there are none"),
    "reserve_force": ("The patron's reserve force, as recorded", "off: from that day on there is none"),
    "intervention": ("The patron intervenes with force", "on: from that day on he does"),
    "reform_promise": ("Promise of reform", "1 as recorded, 0 none"),
    "scrutiny": ("Attention from abroad", "1 as recorded, 0 none"),
}
POLICING_LEVER = "policing_intensity"
WHAT_IFS = dict(zip(("milder", "harsher"), POLICING, strict=True))
"""The two fixed what-ifs; nothing between or beyond can be asked."""


def typed_scenario(facts: CaseFacts, form: SentForm) -> dict[str, Any]:
    """The scenario of a form, as a scenario file has it: levers that were moved, each from its day on."""
    changes: list[dict[str, Any]] = []
    for lever in facts.levers:
        value = _number(lever, form.text(f"value {lever.name}"))
        if value != lever.baseline:
            day = form.text(f"from {lever.name}") or facts.as_of
            changes.append({"lever": lever.name, "from": day, "value": value})
    title = " ".join(form.text("title").split())[:80] or "A scenario"
    told: dict[str, Any] = {"title": title, "question": f"What if: {title}?", "changes": changes}
    policing = WHAT_IFS.get(form.text("policing"))
    if policing is not None and facts.policing:
        changes.append({"lever": POLICING_LEVER, "from": facts.as_of, "value": policing})
        told["what_if"] = "fixed"
    if not changes:
        raise WebError("Nothing is changed yet: move a lever.")
    return told


def _number(lever: LeverForm, text: str) -> float:
    try:
        return float(text.strip().replace(",", ".")) if text.strip() else lever.baseline
    except ValueError:
        raise WebError(f"{LEVER_WORDS[lever.name][0]}: a number is needed.") from None


def can_be_filled_in(facts: CaseFacts, changes: Iterable[Mapping[str, Any]]) -> bool:
    """Does the form have room for these changes: one a lever, of the levers that it offers?"""
    levers = [change["lever"] for change in changes]
    known = {lever.name for lever in facts.levers} | ({POLICING_LEVER} if facts.policing else set())
    return len(set(levers)) == len(levers) and set(levers) <= known


def filled_in(facts: CaseFacts, title: str = "", changes: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """What stands in the form: a title, `(value, from)` by lever, and which what-if on policing."""
    moved = {str(change["lever"]): (float(change["value"]), str(change["from"])) for change in changes}
    asked = moved.pop(POLICING_LEVER, None)
    levers = {lever.name: moved.get(lever.name, (lever.baseline, facts.as_of)) for lever in facts.levers}
    policing = "" if asked is None else "milder" if asked[0] < 1.0 else "harsher"
    return {"title": title, "levers": levers, "policing": policing}

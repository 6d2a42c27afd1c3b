"""The task *Case*: its brief, a scenario that is tried beside the baseline, and why a day has its numbers."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from buttress.store.version import code_version
from buttress.web.case_facts import CaseFacts, keep_facts, kept_facts, stamp_of
from buttress.web.case_jobs import CaseWork, answers_of, ask, folder_of, kept_in
from buttress.web.case_work import PAGES, case_facts, keep_scenario
from buttress.web.error import NotHere, WebError
from buttress.web.forms import SentForm
from buttress.web.request import address_of, opening_state, see, site_of, still_opening
from buttress.web.scenario_form import LEVER_WORDS, can_be_filled_in, filled_in, typed_scenario
from buttress.web.site import Site

BRIEF_FILES = ("brief.pdf", "brief.html", "brief.json")


async def facts_of(site: Site) -> CaseFacts:
    """The case's facts as its files have them now."""
    folder, path = folder_of(site), kept_in(site) / "facts.json"
    stamp = await site.aside(stamp_of, folder)
    kept = kept_facts(path, stamp)
    if kept is not None:
        return kept
    facts: CaseFacts = await site.aside(site.reader.call, case_facts, folder)
    keep_facts(path, facts, stamp)
    return facts


async def opening(request: Request) -> Response:
    """Whether the case is read by now."""
    site = site_of(request)
    there = await site.openings.is_there(address_of(request, "/case"), lambda: facts_of(site))
    return opening_state(request, "/case", there=there)


async def case_page(request: Request) -> Response:
    """The case: its brief if there is one, and the forms, filled in with a scenario of the case or of an answer."""
    site = site_of(request)
    facts: CaseFacts | None = await site.openings.take(address_of(request, "/case"), lambda: facts_of(site))
    if facts is None:
        return still_opening(request, "/case", "case", folder_of(site).name)
    kept = _brief(kept_in(site))
    return HTMLResponse(
        site.page(
            "case",
            here="case",
            facts=facts,
            w=kept and kept["pages"],
            changed=kept is not None and kept["case"] != facts.hash,
            words=LEVER_WORDS,
            filled=_filled(site, facts, request),
            starts=[one for one in facts.scenarios if can_be_filled_in(facts, one.changes)],
            answers=[(name, one) for name, one in answers_of(site).all() if "rows" in one],
            day=request.query_params.get("day") or facts.as_of,
            shown=8,
            files=BRIEF_FILES,
        )
    )


def _filled(site: Site, facts: CaseFacts, request: Request) -> dict[str, Any]:
    """What the form of a scenario begins with; NotHere for a scenario that it has no room for."""
    start, again = request.query_params.get("from"), request.query_params.get("again")
    if again is not None:
        typed = answers_of(site).get(again).get("typed", {"title": "", "changes": []})
        return filled_in(facts, typed["title"], typed["changes"] if can_be_filled_in(facts, typed["changes"]) else ())
    if start is None:
        return filled_in(facts)
    for one in facts.scenarios:
        if one.name == start and can_be_filled_in(facts, one.changes):
            return filled_in(facts, one.title, one.changes)
    raise NotHere("The form has no such scenario.")


def _brief(folder: Path) -> dict[str, Any] | None:
    """The texts of a case's brief; None where none is kept, or where another version of the program wrote it."""
    try:
        found: dict[str, Any] = json.loads((folder / PAGES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if found.get("version") == code_version() else None


async def make(request: Request) -> Response:
    """Make the brief, or make it anew after a change of the case."""
    site = site_of(request)
    await SentForm.of(request)
    return see(f"/jobs/{ask(site, CaseWork('brief', 'The brief', '/case', {})).name}")


async def download(request: Request) -> Response:
    """A file of the brief."""
    site, name = site_of(request), request.path_params["name"]
    path = kept_in(site) / name
    if name not in BRIEF_FILES or not path.is_file():
        raise NotHere("There is no brief yet.")
    return FileResponse(path, filename=f"{folder_of(site).name} {name}")


async def attempt(request: Request) -> Response:
    """Try a scenario in the background."""
    site, form = site_of(request), await SentForm.of(request)
    typed = typed_scenario(await facts_of(site), form)
    work = CaseWork("scenario", str(typed["title"]), "/case#try", {"typed": typed})
    return see(f"/jobs/{ask(site, work).name}")


async def answer(request: Request) -> Response:
    """What a tried scenario changes; sharper numbers take its place once they are there."""
    site, name = site_of(request), request.path_params["answer"]
    shown = answers_of(site).get(name)
    if "rows" not in shown:
        raise NotHere("This is no scenario.")
    sharper = None
    with suppress(NotHere):  # there is none once the sharper numbers are there
        sharper = site.jobs.get(shown["sharper"])
    content = {"at": name, "answer": shown, "words": LEVER_WORDS, "sharper": sharper}
    return HTMLResponse(site.page("tried", here="case", **content))


async def save(request: Request) -> Response:
    """Write a tried scenario into the case's folder."""
    site, form = site_of(request), await SentForm.of(request)
    typed = answers_of(site).get(request.path_params["answer"])["typed"]
    name = form.text("name").strip()
    await site.aside(site.reader.call, keep_scenario, folder_of(site), name, typed)
    return see(f"/case?from={name}#try")


async def explain(request: Request) -> Response:
    """Find out why the numbers of a day and place are what they are."""
    site, form = site_of(request), await SentForm.of(request)
    facts = await facts_of(site)
    words = {"day": form.text("day"), "place": form.text("place"), "scenario": form.text("scenario") or "baseline"}
    if not (len(words["day"]) == 10 and facts.first <= words["day"] <= facts.last):
        raise WebError(f"A day from {facts.first} to {facts.last} is needed.")
    work = CaseWork("day", "Why a day's numbers are what they are", "/case#why", words)
    return see(f"/jobs/{ask(site, work).name}")


async def explained(request: Request) -> Response:
    """The contributions to a day's numbers."""
    site = site_of(request)
    view = answers_of(site).get(request.path_params["answer"])
    if "accounts" not in view:
        raise NotHere("This is no day.")
    return HTMLResponse(site.page("explained", here="case", view=view))

"""The task *Case*: its brief, a scenario that is tried beside the baseline, and why a day has its numbers."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from buttress.web.case_work import (
    PAGES,
    CaseFacts,
    case_facts,
    explain_day,
    keep_scenario,
    make_case_brief,
    try_changes,
)
from buttress.web.error import NotHere, WebError
from buttress.web.forms import SentForm
from buttress.web.jobs import PageJob
from buttress.web.next_week import see, site_of
from buttress.web.site import Site

LEVER_WORDS = {
    "loan_cash": ("Share of the loan that is paid", "1 is all that was announced, 0.5 half of it"),
    "loan_announced": ("How much of the loan's announcement is heard", "1 is all of it, 0 none"),
    "loan_delay_days": ("Days by which each payment of the loan is late", "0 is on time"),
    "loan_refinance_share": ("Share of the loan that goes back at once to repay old debt", "-1 is as the case has it"),
    "rollover": ("Share of the old debt whose repayment is put off", "1 is as agreed"),
    "endorsement": ("Public endorsement by the patron", "1 is as recorded, 0 none"),
    "refusal": ("Open refusal of support by the patron", "0 is none, 1 a clear one"),
    "exercises": ("The patron's exercises", "1 as recorded, 0 none"),
    "reserve_force": ("The patron's reserve force", "1 as recorded, 0 none"),
    "intervention": ("The patron intervenes with force", "0 no, 1 yes"),
    "reform_promise": ("Promise of reform", "1 as recorded, 0 none"),
    "scrutiny": ("Attention from abroad", "1 as recorded, 0 none"),
}
POLICING = {"milder": 2.0 / 3.0, "harsher": 1.5}
SECONDS = 120.0
BRIEF_FILES = ("brief.pdf", "brief.html", "brief.json")


def folder_of(site: Site) -> Path:
    """The case's folder; NotHere where the server was started without one."""
    if site.case is None:
        raise NotHere("The server was started without a case: end it and give `buttress serve CASE`.")
    return site.case.resolve()


def kept_in(site: Site) -> Path:
    """The folder in which the case's brief and its runs are kept."""
    return site.folder / "cases" / sha256(str(folder_of(site)).encode()).hexdigest()[:16]


async def facts_of(site: Site) -> CaseFacts:
    """The case's facts as its files have them now."""
    facts: CaseFacts = await site.aside(site.reader.call, case_facts, folder_of(site))
    return facts


async def case_page(request: Request) -> Response:
    """The case: its brief if there is one, and the forms."""
    site = site_of(request)
    facts = await facts_of(site)
    kept = _brief(kept_in(site))
    return HTMLResponse(
        site.page(
            "case",
            here="case",
            facts=facts,
            w=kept and kept["pages"],
            changed=kept is not None and kept["case"] != facts.hash,
            words=LEVER_WORDS,
            answers=[(name, one) for name, one in site.answers.items() if "rows" in one],
            shown=8,
            files=BRIEF_FILES,
        )
    )


def _brief(folder: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((folder / PAGES).read_text(encoding="utf-8"))
        return found
    except (OSError, ValueError):
        return None


async def make(request: Request) -> Response:
    """Make the brief, or make it anew after a change of the case."""
    site = site_of(request)
    await SentForm.of(request)
    folder, out = folder_of(site), kept_in(site)

    def work(job: PageJob) -> str:
        site.jobs.call(job, make_case_brief, folder, out)
        return "/case"

    return see(f"/jobs/{site.jobs.add('The brief', '/case', work).name}")


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
    facts, folder = await facts_of(site), folder_of(site)
    typed = typed_scenario(facts, form)
    if not typed["changes"]:
        raise WebError("Nothing is changed yet: move a lever.")

    def work(job: PageJob) -> str:
        answer = site.jobs.call(job, try_changes, folder, typed)
        return f"/case/scenarios/{site.remember(job.name, answer)}"

    return see(f"/jobs/{site.jobs.add(str(typed['title']), '/case#try', work).name}")


def typed_scenario(facts: CaseFacts, form: SentForm) -> dict[str, Any]:
    """The scenario of a form, as a scenario file has it: levers that were moved, each from its day on."""
    changes: list[dict[str, Any]] = []
    for lever in facts.levers:
        text = form.text(f"value {lever.name}").strip().replace(",", ".")
        try:
            value = float(text) if text else lever.baseline
        except ValueError:
            raise WebError(f"{LEVER_WORDS[lever.name][0]}: a number is needed.") from None
        if value != lever.baseline:
            day = form.text(f"from {lever.name}") or facts.as_of
            changes.append({"lever": lever.name, "from": day, "value": value})
    policing = POLICING.get(form.text("policing"))
    title = " ".join(form.text("title").split())[:80] or "A scenario"
    told: dict[str, Any] = {"title": title, "question": f"What if: {title}?", "changes": changes}
    if policing is not None and facts.policing:
        changes.append({"lever": "policing_intensity", "from": facts.as_of, "value": policing})
        told["what_if"] = "fixed"
    return told


async def answer(request: Request) -> Response:
    """What a tried scenario changes."""
    site = site_of(request)
    name = request.path_params["answer"]
    return HTMLResponse(site.page("tried", here="case", at=name, answer=site.answer(name), words=LEVER_WORDS))


async def save(request: Request) -> Response:
    """Write a tried scenario into the case's folder."""
    site, form = site_of(request), await SentForm.of(request)
    typed = site.answer(request.path_params["answer"])["typed"]
    name = form.text("name").strip()
    await site.aside(site.reader.call, keep_scenario, folder_of(site), name, typed)
    return see("/case#try")


async def explain(request: Request) -> Response:
    """Find out why the numbers of a day and place are what they are."""
    site, form = site_of(request), await SentForm.of(request)
    facts, folder = await facts_of(site), folder_of(site)
    day, place = form.text("day"), form.text("place")
    scenario = form.text("scenario") or "baseline"
    if not (len(day) == 10 and facts.as_of <= day <= facts.last):
        raise WebError(f"A day from {facts.as_of} to {facts.last} is needed.")

    def work(job: PageJob) -> str:
        found = site.jobs.call(job, explain_day, folder, day, place, scenario)
        return f"/case/days/{site.remember(job.name, found)}"

    return see(f"/jobs/{site.jobs.add(f'Why, on {day}', '/case#why', work).name}")


async def explained(request: Request) -> Response:
    """The contributions to a day's numbers."""
    site = site_of(request)
    return HTMLResponse(site.page("explained", here="case", view=site.answer(request.path_params["answer"])))

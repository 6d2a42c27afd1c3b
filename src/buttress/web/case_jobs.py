"""Work on a case. What was asked is written down until it ends: a server that was killed does it when it is back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from buttress.store.file import write_whole
from buttress.web.case_work import explain_day, get_ready, make_case_brief, try_changes
from buttress.web.error import NotHere, WebError
from buttress.web.jobs import PageJob
from buttress.web.kept_answers import KeptAnswers
from buttress.web.site import Site

PAIRS, MORE_PAIRS = 200, 1000
"""Pairs of the first answer, and of the one to which it sharpens."""
IDLE = ("ready", "sharper")


@dataclass(frozen=True)
class CaseWork:
    """`kind` names a function of `WORK`; `words` is the plain data that it takes."""

    kind: str
    title: str
    back: str
    words: dict[str, Any]


def folder_of(site: Site) -> Path:
    """The case's folder; NotHere where the server was started without one."""
    if site.case is None:
        raise NotHere("The server was started without a case: end it and give `buttress serve CASE`.")
    return site.case.resolve()


def kept_in(site: Site) -> Path:
    """The folder in which the case's brief, its runs and its answers are kept."""
    return site.folder / "cases" / sha256(str(folder_of(site)).encode()).hexdigest()[:16]


def answers_of(site: Site) -> KeptAnswers:
    """The answers on the case."""
    return KeptAnswers(kept_in(site) / "answers")


def ask(site: Site, work: CaseWork, name: str = "") -> PageJob:
    """Queue work on the case; `name` is that of work that was asked before."""
    job = PageJob(work.title, work.back, name or secrets.token_hex(8), idle=work.kind in IDLE)
    asked = kept_in(site) / "asked" / f"{job.name}.json"
    if work.kind != "ready":
        write_whole(asked, json.dumps(asdict(work), ensure_ascii=False).encode())
        job.on_end = lambda: asked.unlink(missing_ok=True)
    do = WORK[work.kind]
    return site.jobs.add(job, lambda job: do(site, job, work.words))


def resume(site: Site) -> None:
    """Queue what was asked before and did not end; then the fit and the kernels, so that the first answer is quick."""
    if site.case is None:
        return
    asked = (kept_in(site) / "asked").glob("*.json")
    for path in sorted(asked, key=lambda path: path.stat().st_mtime_ns):
        try:
            work = CaseWork(**json.loads(path.read_text(encoding="utf-8")))
            ask(site, work, path.stem)
        except (OSError, ValueError, TypeError, KeyError):
            path.unlink(missing_ok=True)
    with suppress(WebError):
        ask(site, CaseWork("ready", "Getting ready", "/case", {}))


def _ready(site: Site, job: PageJob, words: dict[str, Any]) -> str:
    del words
    site.jobs.call(job, get_ready, folder_of(site), PAIRS)
    return "/case"


def _brief(site: Site, job: PageJob, words: dict[str, Any]) -> str:
    del words
    site.jobs.call(job, make_case_brief, folder_of(site), kept_in(site))
    return "/case"


def _scenario(site: Site, job: PageJob, words: dict[str, Any]) -> str:
    answer = site.jobs.call(job, try_changes, folder_of(site), words["typed"], PAIRS)
    address = f"/case/scenarios/{job.name}"
    answer["sharper"] = ""
    if answer["fired"]:
        sharper = {"typed": words["typed"], "answer": job.name}
        answer["sharper"] = secrets.token_hex(8)
        answers_of(site).put(job.name, answer)  # before the sharper one can be there
        ask(site, CaseWork("sharper", job.title, address, sharper), answer["sharper"])
    else:
        answers_of(site).put(job.name, answer)
    return address


def _sharper(site: Site, job: PageJob, words: dict[str, Any]) -> str:
    answer = site.jobs.call(job, try_changes, folder_of(site), words["typed"], MORE_PAIRS)
    answers_of(site).put(words["answer"], {**answer, "sharper": ""})
    return f"/case/scenarios/{words['answer']}"


def _day(site: Site, job: PageJob, words: dict[str, Any]) -> str:
    found = site.jobs.call(job, explain_day, folder_of(site), words["day"], words["place"], words["scenario"])
    answers_of(site).put(job.name, found)
    return f"/case/days/{job.name}"


WORK: dict[str, Callable[[Site, PageJob, dict[str, Any]], str]] = {
    "ready": _ready,
    "brief": _brief,
    "scenario": _scenario,
    "sharper": _sharper,
    "day": _day,
}

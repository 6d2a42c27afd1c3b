"""The task *Next week*: a file, what was read of it, and the forecast of the coming week."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from buttress.intake.added_rows import NAMES, added_row
from buttress.intake.error import IntakeError
from buttress.intake.read_options import ReadOptions
from buttress.monitor.language import language_names
from buttress.pipeline.week_archive import DOWNLOADS, ArchivedWeek, what_came
from buttress.web.computing import keep_forecast
from buttress.web.error import NotHere, WebError
from buttress.web.forms import SentForm
from buttress.web.jobs import PageJob
from buttress.web.kept_file import KeptFile
from buttress.web.kept_reading import options_of, put_options, put_rows, rows_of
from buttress.web.reading_form import ASKED_BY, CHOICES, LEVEL_WORDS, mended, open_questions, places, roles
from buttress.web.readings import reading_of
from buttress.web.request import see, site_of
from buttress.web.site import Site

EMPTY_ROWS = 3
"""Rows of the table that are ready to be filled in."""
MOST_PASTED_ROWS = 200


def kept_of(request: Request) -> KeptFile:
    """The file that an address names."""
    return site_of(request).files.get(request.path_params["file"])


def at(kept: KeptFile, more: str = "") -> str:
    """The address of a file's page."""
    return f"/next-week/{kept.id}{more}"


async def files(request: Request) -> Response:
    """The files that are kept, and the form for another one."""
    site = site_of(request)
    return HTMLResponse(site.page("next_week", here="next", files=site.files.all(), languages=language_names()))


async def send(request: Request) -> Response:
    """Keep a file that was sent or pasted."""
    site, form = site_of(request), await SentForm.of(request)
    sent_as, content = _content(form)
    kept = await site.aside(site.files.add, sent_as, content, form.text("language") or "en")
    return see(at(kept))


def _content(form: SentForm) -> tuple[str, bytes]:
    """Name and bytes of the file of a form, or of the rows pasted into it."""
    if "file" in form.files and form.files["file"][1]:
        return form.files["file"]
    pasted = form.text("pasted").strip()
    if not pasted:
        raise WebError("Choose a file, or paste rows with their heading.")
    title = form.text("title").strip() or "pasted rows"
    return f"{title}.csv", (pasted + "\n").encode()


async def file(request: Request) -> Response:
    """What was read of a file, and the forms that mend it."""
    return HTMLResponse(await file_page(site_of(request), kept_of(request)))


async def file_page(site: Site, kept: KeptFile, message: str = "", typed: list[dict[str, str]] | None = None) -> str:
    """The page of a file, with what was wrong with a form if something was."""
    content: dict[str, Any] = {"reading": None, "fault": ""}
    try:
        reading = await site.aside(reading_of, site, kept)
        content |= {"reading": reading, "questions": open_questions(reading), "places": places(reading)}
        content["reporters"] = sorted({one.reporter for one in reading.reports})
    except WebError as error:
        content["fault"] = str(error)
    try:
        options = options_of(kept)
    except IntakeError:
        options = ReadOptions()
    return site.page(
        "file",
        here="next",
        kept=kept,
        options=options,
        rows=rows_of(kept),
        typed=typed or [dict.fromkeys(NAMES, "") for _ in range(EMPTY_ROWS)],
        weeks=kept.weeks(),
        message=message,
        roles=roles(),
        levels=LEVEL_WORDS,
        choices=CHOICES,
        asked_by=ASKED_BY,
        languages=language_names(),
        **content,
    )


async def replace(request: Request) -> Response:
    """Put this week's file in the place of the last one."""
    site, kept, form = site_of(request), kept_of(request), await SentForm.of(request)
    sent_as, content = _content(form)
    await site.aside(site.files.send_again, kept, sent_as, content, form.version)
    return see(at(kept))


async def mend(request: Request) -> Response:
    """Keep how the file is read, for this week and the next ones."""
    site, kept, form = site_of(request), kept_of(request), await SentForm.of(request)
    if form.text("anew"):
        options = ReadOptions()
    else:
        try:
            options = mended(await site.aside(reading_of, site, kept), options_of(kept), form)
        except IntakeError as error:
            raise WebError(str(error)) from None
    await site.aside(put_options, site.files, kept, options, form.version)
    return see(at(kept, "#read"))


async def add_rows(request: Request) -> Response:
    """Add the rows of the table; where one can't be taken, all are shown again with what is wrong."""
    site, kept, form = site_of(request), kept_of(request), await SentForm.of(request)
    typed = [{name: form.text(f"{name} {index}") for name in NAMES} for index in range(MOST_PASTED_ROWS)]
    filled = [row for row in typed if any(row[name].strip() for name in NAMES if name != "reporter")]
    try:
        added = [added_row(row) for row in filled]
    except IntakeError as error:
        return HTMLResponse(await file_page(site, kept, str(error), filled), status_code=422)
    if added:
        await site.aside(put_rows, site.files, kept, [*rows_of(kept), *added], form.version)
    return see(at(kept, "#rows"))


async def remove_row(request: Request) -> Response:
    """Take a row out that was added by hand."""
    site, kept, form = site_of(request), kept_of(request), await SentForm.of(request)
    number = form.text("row")
    rows = [row for index, row in enumerate(rows_of(kept)) if str(index) != number]
    await site.aside(put_rows, site.files, kept, rows, form.version)
    return see(at(kept, "#rows"))


async def speak(request: Request) -> Response:
    """Set the language of the page."""
    site, kept, form = site_of(request), kept_of(request), await SentForm.of(request)
    await site.aside(site.files.speak, kept, form.text("language"), form.version)
    return see(at(kept))


async def forget(request: Request) -> Response:
    """Remove a file with all that belongs to it."""
    site, kept, form = site_of(request), kept_of(request), await SentForm.of(request)
    await site.aside(site.files.forget, kept, form.version)
    return see("/next-week")


async def forecast(request: Request) -> Response:
    """Start the forecast."""
    site, kept = site_of(request), kept_of(request)
    reading = await site.aside(reading_of, site, kept)

    def work(job: PageJob) -> str:
        name = site.computer.call(keep_forecast, reading, kept.archive, kept.language)
        return at(kept, f"/weeks/{name}")

    job = PageJob(f"Next week, from {kept.title}", at(kept))
    return see(f"/jobs/{site.jobs.add(job, work).name}")


async def week(request: Request) -> Response:
    """A forecast as it was made, the weeks beside it, and what came."""
    site, kept = site_of(request), kept_of(request)
    weeks = kept.weeks()
    shown = _week(weeks, request.path_params["week"])
    index = weeks.index(shown)
    return HTMLResponse(
        site.page(
            "week",
            here="next",
            kept=kept,
            week=shown,
            w=shown.page(),
            earlier=weeks[index - 1] if index else None,
            later=weeks[index + 1] if index + 1 < len(weeks) else None,
            latest=weeks[-1],
            versions=sum(one.monday == shown.monday for one in weeks),
            came=what_came(shown, weeks),
            downloads=DOWNLOADS,
        )
    )


def _week(weeks: list[ArchivedWeek], name: str) -> ArchivedWeek:
    for one in weeks:
        if one.name == name:
            return one
    raise NotHere("No forecast of this week is kept here.")


async def download(request: Request) -> Response:
    """A file of a kept forecast."""
    kept, name = kept_of(request), request.path_params["name"]
    shown = _week(kept.weeks(), request.path_params["week"])
    if name not in DOWNLOADS:
        raise NotHere("There is no such file.")
    return FileResponse(shown.folder / name, filename=f"{shown.monday} {name}")

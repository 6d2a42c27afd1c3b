"""The addresses and what answers each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from buttress.web import case_jobs
from buttress.web.error import WebError
from buttress.web.guard import Guard
from buttress.web.request import see, site_of
from buttress.web.site import Site

Handler = Callable[[Request], Awaitable[Response]]

HERE = Path(__file__).parent
STYLES = {name: HERE.parent / name / "templates" / f"{name}.css" for name in ("monitor", "brief")}
"""The styles of pages that are also files of their own."""
REST_AFTER = 0.5
"""Seconds after which the workers start and all pages are loaded, if none asks for them before."""
PAGES = ("next_week", "case_page", "models_page")


def page(module: str, name: str) -> Handler:
    """What a module of this room answers with; the module, and the rooms that it needs, are loaded when first asked."""

    async def answer(request: Request) -> Response:
        found = await asyncio.to_thread(import_module, f"{__package__}.{module}")
        handler: Handler = getattr(found, name)
        return await handler(request)

    return answer


async def home(request: Request) -> Response:
    """The tasks."""
    site = site_of(request)
    return HTMLResponse(site.page("home", here="home", files=site.files.all()))


async def job(request: Request) -> Response:
    """A piece of work: how far it is, or on to its result."""
    site = site_of(request)
    found = site.jobs.get(request.path_params["job"])
    return see(found.then) if found.state == "done" else HTMLResponse(site.page("job", here="", job=found))


async def job_state(request: Request) -> Response:
    """The part of that page that changes; once nothing more will, the address to go to in a header."""
    site = site_of(request)
    found = site.jobs.get(request.path_params["job"])
    gone = {} if found.open else {"X-Go-To": found.then or f"/jobs/{found.name}"}
    return HTMLResponse(site.page("job_state", job=found), headers=gone)


async def cancel(request: Request) -> Response:
    """Cancel a piece of work."""
    site = site_of(request)
    found = await site.aside(site.jobs.cancel, request.path_params["job"])
    return see(f"/jobs/{found.name}")


def style_of(name: str) -> Handler:
    """What answers with the style of the monitor's page or of the brief, as it is in their files."""

    async def style(request: Request) -> Response:
        del request
        return Response(STYLES[name].read_text(encoding="utf-8"), media_type="text/css")

    return style


async def refused(request: Request, error: Exception) -> Response:
    """What could not be answered, in words."""
    if isinstance(error, HTTPException):
        error = WebError("There is no such page.", error.status_code)
    status = error.status if isinstance(error, WebError) else 500
    page = site_of(request).page("refused", here="", message=str(error), status=status)
    return HTMLResponse(page, status_code=status)


ROUTES: list[BaseRoute] = [
    Route("/", home),
    Route("/next-week", page("next_week", "files")),
    Route("/next-week", page("next_week", "send"), methods=["POST"]),
    Route("/next-week/{file}", page("next_week", "file")),
    Route("/next-week/{file}/file", page("next_week", "replace"), methods=["POST"]),
    Route("/next-week/{file}/mapping", page("next_week", "mend"), methods=["POST"]),
    Route("/next-week/{file}/rows", page("next_week", "add_rows"), methods=["POST"]),
    Route("/next-week/{file}/rows/remove", page("next_week", "remove_row"), methods=["POST"]),
    Route("/next-week/{file}/language", page("next_week", "speak"), methods=["POST"]),
    Route("/next-week/{file}/forget", page("next_week", "forget"), methods=["POST"]),
    Route("/next-week/{file}/forecast", page("next_week", "forecast"), methods=["POST"]),
    Route("/next-week/{file}/weeks/{week}", page("next_week", "week")),
    Route("/next-week/{file}/weeks/{week}/{name}", page("next_week", "download")),
    Route("/case", page("case_page", "case_page")),
    Route("/case/opening", page("case_page", "opening")),
    Route("/case/brief", page("case_page", "make"), methods=["POST"]),
    Route("/case/brief/{name}", page("case_page", "download")),
    Route("/case/scenarios", page("case_page", "attempt"), methods=["POST"]),
    Route("/case/scenarios/{answer}", page("case_page", "answer")),
    Route("/case/scenarios/{answer}/save", page("case_page", "save"), methods=["POST"]),
    Route("/case/days", page("case_page", "explain"), methods=["POST"]),
    Route("/case/days/{answer}", page("case_page", "explained")),
    Route("/history", page("models_page", "history")),
    Route("/models/{model}", page("models_page", "model")),
    Route("/models/{model}/opening", page("models_page", "opening")),
    Route("/models/{model}/figures", page("models_page", "work_out"), methods=["POST"]),
    Route("/jobs/{job}", job),
    Route("/jobs/{job}/state", job_state),
    Route("/jobs/{job}/cancel", cancel, methods=["POST"]),
    *(Route(f"/static/{name}.css", style_of(name)) for name in STYLES),
    Mount("/static", StaticFiles(directory=HERE / "static")),
]


def _begin(site: Site) -> None:
    """Start the workers, and what was asked of a server that is gone; load the pages, so that none is slow."""
    site.start()
    case_jobs.resume(site)
    for name in PAGES:
        import_module(f"{__package__}.{name}")


def make_app(site: Site, token: str, port: int) -> Guard:
    """The guarded application of a site. Closes the site when the server ends."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        # The first page goes before all this, which imports for seconds.
        loop = asyncio.get_running_loop()
        begun = loop.call_later(REST_AFTER, loop.run_in_executor, None, _begin, site)
        yield
        begun.cancel()
        site.close()

    app = Starlette(
        routes=ROUTES,
        lifespan=lifespan,
        exception_handlers={WebError: refused, HTTPException: refused},
    )
    app.state.site = site
    return Guard(app, token, port)

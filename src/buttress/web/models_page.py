"""The task *History and models*: contests beside this one, and the published models, for a classroom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from buttress.web.error import NotHere
from buttress.web.forms import SentForm
from buttress.web.jobs import PageJob
from buttress.web.kept_answers import KeptAnswers
from buttress.web.model_work import history_texts, lesson_drawn, model_list, published_figures
from buttress.web.request import address_of, opening_state, see, site_of, still_opening
from buttress.web.site import Site


async def history(request: Request) -> Response:
    """What other contests say, and the list of models."""
    site = site_of(request)
    told = await site.aside(site.reader.call, history_texts)
    return HTMLResponse(site.page("history", here="history", history=told, models=await _models(site)))


async def model(request: Request) -> Response:
    """A published model: its figures beside ours once they were worked out, its sliders where it has some."""
    site, chosen = site_of(request), await _chosen(request)
    lesson = None
    if chosen["sliders"]:
        path = f"/models/{chosen['name']}"
        lesson = await _lesson(request, chosen)
        if lesson is None:
            return still_opening(request, path, "history", chosen["paper"])
    return HTMLResponse(
        site.page("model", here="history", model=chosen, lesson=lesson, figures=_figures(site, chosen["name"]))
    )


async def opening(request: Request) -> Response:
    """Whether a model's lesson is there by now: at its very first use its kernels are compiled."""
    chosen = await _chosen(request)
    path, draw = f"/models/{chosen['name']}", _drawing(request, chosen)
    drawn = chosen["name"] in site_of(request).lessons_drawn
    there = drawn or await site_of(request).openings.is_there(address_of(request, path), draw)
    return opening_state(request, path, there=there)


async def _lesson(request: Request, chosen: dict[str, Any]) -> dict[str, Any] | None:
    """The lesson with the sliders of the address; None where it takes long because it is the first one."""
    site, draw = site_of(request), _drawing(request, chosen)
    if chosen["name"] in site.lessons_drawn:
        return await draw()
    found: dict[str, Any] | None = await site.openings.take(address_of(request, f"/models/{chosen['name']}"), draw)
    return found


def _drawing(request: Request, chosen: dict[str, Any]) -> Callable[[], Awaitable[dict[str, Any]]]:
    site, name, texts = site_of(request), chosen["name"], dict(request.query_params)

    async def draw() -> dict[str, Any]:
        lesson: dict[str, Any] = await site.aside(site.lessons.call, lesson_drawn, name, texts)
        site.lessons_drawn.add(name)
        return lesson

    return draw


async def work_out(request: Request) -> Response:
    """Work the published figures out."""
    site, name = site_of(request), (await _chosen(request))["name"]
    await SentForm.of(request)

    def work(job: PageJob) -> str:
        _kept(site).put(_key(name), site.jobs.call(job, published_figures, name))
        return f"/models/{name}#figures"

    return see(f"/jobs/{site.jobs.add(PageJob('Published figures beside ours', f'/models/{name}'), work).name}")


async def _models(site: Site) -> list[dict[str, Any]]:
    if not site.models:
        site.models.extend(await site.aside(site.reader.call, model_list))
    return site.models


async def _chosen(request: Request) -> dict[str, Any]:
    for one in await _models(site_of(request)):
        if one["name"] == request.path_params["model"]:
            return one
    raise NotHere("There is no such model.")


def _figures(site: Site, name: str) -> dict[str, Any] | None:
    try:
        return _kept(site).get(_key(name))
    except NotHere:
        return None


def _kept(site: Site) -> KeptAnswers:
    return KeptAnswers(site.folder / "models")


def _key(name: str) -> str:
    """Where a model's figures are kept; another version of the program works them out anew."""
    return sha256(f"{name} {version('buttress')}".encode()).hexdigest()[:16]

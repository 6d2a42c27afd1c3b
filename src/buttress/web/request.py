"""What every page asks of a request, and how it sends the browser on."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from buttress.web.site import Site


def site_of(request: Request) -> Site:
    """The state of the server."""
    site: Site = request.app.state.site
    return site


def see(address: str) -> RedirectResponse:
    """Send the browser on to a page."""
    return RedirectResponse(address, status_code=303)


def address_of(request: Request, path: str) -> str:
    """A path with the query of a request."""
    return f"{path}?{request.url.query}" if request.url.query else path


def still_opening(request: Request, path: str, here: str, title: str) -> Response:
    """The page that says that its content is being made; `path` without its query."""
    state = address_of(request, f"{path}/opening")
    return HTMLResponse(site_of(request).page("opening", here=here, title=title, state=state))


def opening_state(request: Request, path: str, *, there: bool) -> Response:
    """What that page asks: how it goes, and once the content is there the address, in a header."""
    gone = {"X-Go-To": address_of(request, path)} if there else {}
    return HTMLResponse(site_of(request).page("opening_state"), headers=gone)

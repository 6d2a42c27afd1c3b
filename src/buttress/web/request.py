"""What every page asks of a request, and how it sends the browser on."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse

from buttress.web.site import Site


def site_of(request: Request) -> Site:
    """The state of the server."""
    site: Site = request.app.state.site
    return site


def see(address: str) -> RedirectResponse:
    """Send the browser on to a page."""
    return RedirectResponse(address, status_code=303)

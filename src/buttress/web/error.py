"""What the pages refuse.

WebError            a request that can't be answered; its text says why and what to do, `status` is that of HTTP
├── EditedElsewhere     a form that was filled in on a page older than the file
├── NotHere             an address without a page
├── Stopped             work that was cancelled, or took longer than it may
└── Interrupted         work that gave way to other work, and comes again
"""

from __future__ import annotations


class WebError(Exception):
    """A request that can't be answered."""

    status = 400

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        if status is not None:
            self.status = status


class EditedElsewhere(WebError):
    """A form that was filled in on a page older than the file."""

    status = 409


class NotHere(WebError):
    """An address without a page."""

    status = 404


class Stopped(WebError):
    """Work that was cancelled, or took longer than it may."""

    status = 503


class Interrupted(WebError):
    """Work that gave way to other work, and comes again."""

    status = 503

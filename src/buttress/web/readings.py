"""Readings of kept files, made once a version by a worker."""

from __future__ import annotations

import asyncio
import os

from buttress.intake.reading import FileReading
from buttress.web.computing import read_kept
from buttress.web.error import WebError
from buttress.web.kept_file import KeptFile
from buttress.web.site import Site

READ_SECONDS = 60.0
REMEMBERED = 20


async def reading_of(site: Site, kept: KeptFile) -> FileReading:
    """The reading of a file. WebError with what is wrong with it."""
    key = (kept.id, kept.version)
    if key not in site.readings:
        while len(site.readings) >= REMEMBERED:
            del site.readings[next(iter(site.readings))]
        try:
            site.readings[key] = await asyncio.to_thread(site.reader.call, read_kept, kept, seconds=READ_SECONDS)
        except WebError as error:
            if error.status != 422:
                raise
            site.readings[key] = WebError(str(error).replace(f"{kept.path.parent}{os.sep}", ""), 422)
    found = site.readings[key]
    if isinstance(found, WebError):
        raise found
    return found

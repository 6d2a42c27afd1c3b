"""Readings of kept files, made once a version by a worker."""

from __future__ import annotations

import os

from buttress.intake.reading import FileReading
from buttress.web.computing import read_kept
from buttress.web.error import WebError
from buttress.web.kept_file import KeptFile
from buttress.web.site import Site

READ_SECONDS = 60.0
REMEMBERED = 20


def reading_of(site: Site, kept: KeptFile) -> FileReading:
    """The reading of a file, which may take seconds. WebError with what is wrong with it."""
    key = (kept.id, kept.version)
    found = site.readings.get(key)
    if found is None:
        try:
            found = site.reader.call(read_kept, kept, seconds=READ_SECONDS)
        except WebError as error:
            if error.status != 422:
                raise
            found = WebError(str(error).replace(f"{kept.path.parent}{os.sep}", ""), 422)
        while len(site.readings) >= REMEMBERED:
            site.readings.pop(next(iter(site.readings)), None)
        site.readings[key] = found
    if isinstance(found, WebError):
        raise found
    return found

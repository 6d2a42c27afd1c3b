"""What all pages share: the kept files, the workers, the jobs, and how a page is made."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from buttress.intake.reading import FileReading
from buttress.store.file import sweep
from buttress.store.lock import Lock
from buttress.web.computing import read_kept
from buttress.web.error import WebError
from buttress.web.jobs import Jobs
from buttress.web.kept_file import KeptFile, KeptFiles
from buttress.web.render import rendered
from buttress.web.worker import CallProcess

READ_SECONDS = 60.0
REMEMBERED = 20


def files_folder() -> Path:
    """The working folder: all that the pages write stands in it."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "buttress" / "pages"


class Site:
    """The state of a server. StoreError where another server has the working folder."""

    def __init__(self, folder: Path, case: Path | None = None) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = Lock(folder)
        sweep(folder)
        self.case = case
        self.folder = folder
        self.files = KeptFiles(folder / "files")
        self.reader = CallProcess("buttress.pipeline.read_file")
        self.computer = CallProcess("buttress.pipeline.archive_forecast")
        self.jobs = Jobs(self.computer)
        self.models: list[dict[str, Any]] = []
        self._readings: dict[tuple[str, int], FileReading | WebError] = {}

    def start(self) -> None:
        """Start the workers, which then import what they need while the first page is looked at."""
        self.reader.start()
        self.computer.start()

    def close(self) -> None:
        """Stop the workers and give the folder back."""
        self.jobs.close()
        self.reader.stop()
        self.computer.stop()
        self._lock.release()

    async def read(self, kept: KeptFile) -> FileReading:
        """The reading of a file, made once a version. WebError with what is wrong with it."""
        key = (kept.id, kept.version)
        if key not in self._readings:
            while len(self._readings) >= REMEMBERED:
                del self._readings[next(iter(self._readings))]
            try:
                self._readings[key] = await asyncio.to_thread(self._read, kept)
            except WebError as error:
                if error.status != 422:
                    raise
                self._readings[key] = WebError(str(error).replace(f"{kept.path.parent}{os.sep}", ""), 422)
        found = self._readings[key]
        if isinstance(found, WebError):
            raise found
        return found

    def _read(self, kept: KeptFile) -> FileReading:
        reading: FileReading = self.reader.call(read_kept, kept, seconds=READ_SECONDS)
        return reading

    async def aside(self, function: Callable[..., Any], *words: Any) -> Any:
        """What a function returns that waits for the disk."""
        return await asyncio.to_thread(function, *words)

    def page(self, name: str, **content: Any) -> str:
        """A page of the templates; every text is escaped."""
        return rendered(name, case=self.case and self.case.name, **content)

"""What all pages share: the kept files, the workers, the jobs, and how a page is made."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buttress.store.file import sweep
from buttress.store.lock import Lock
from buttress.web.jobs import Jobs
from buttress.web.kept_file import KeptFiles
from buttress.web.opening import Openings
from buttress.web.render import rendered
from buttress.web.worker import CallProcess

if TYPE_CHECKING:
    from buttress.intake.reading import FileReading
    from buttress.web.error import WebError


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
        self.lessons = CallProcess("buttress.classics.lesson")
        self.jobs = Jobs(self.computer)
        self.models: list[dict[str, Any]] = []
        self.lessons_drawn: set[str] = set()
        self.openings = Openings()
        self.readings: dict[tuple[str, int], FileReading | WebError] = {}

    def start(self) -> None:
        """Start the workers of most pages, which then import what they need while the first page is looked at."""
        self.reader.start()
        self.computer.start()

    def close(self) -> None:
        """Stop the workers and give the folder back."""
        self.jobs.close()
        self.reader.stop()
        self.computer.stop()
        self.lessons.stop()
        self._lock.release()

    async def aside(self, function: Callable[..., Any], *words: Any) -> Any:
        """What a function returns that waits for the disk."""
        return await asyncio.to_thread(function, *words)

    def page(self, name: str, **content: Any) -> str:
        """A page of the templates; every text is escaped."""
        return rendered(name, case=self.case and self.case.name, **content)

"""Progress bars with the time left, on stderr; silent where stderr is no terminal."""

from __future__ import annotations


class Bars:
    """One bar a piece of work: what `experiment` and `infer` call `Progress`."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(compact=True),
            console=console,
            disable=not console.is_terminal,
        )

    def start(self, total: int, label: str) -> None:
        """A piece of work begins: `total` steps of it."""
        self._progress.start()
        self._task = self._progress.add_task(label, total=total)

    def advance(self, n: int) -> None:
        """So many more steps are done."""
        self._progress.advance(self._task, n)

    def stop(self) -> None:
        """It is over, for whatever reason."""
        self._progress.stop()

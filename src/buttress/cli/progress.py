"""Progress on stderr: bars with the time left, or a line a stage where stderr is no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

if TYPE_CHECKING:
    from buttress.experiment.progress import Progress


@contextmanager
def bars() -> Iterator[Progress]:
    """Give a function that draws one bar a stage."""
    console = Console(stderr=True)
    drawn = Bars(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        console=console,
        disable=not console.is_terminal,
    )
    tasks: dict[str, TaskID] = {}

    def report(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = drawn.add_task(stage, total=total)
            if drawn.disable:
                console.print(f"{stage} ...", markup=False, highlight=False)
        drawn.update(tasks[stage], completed=done, total=total)

    with drawn:
        yield report

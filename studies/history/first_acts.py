"""How long a contest went on after its backer's first act of a side, and whether the incumbent had fallen then."""

from __future__ import annotations

from studies.history.selection import Selected


def days_to_end(selected: Selected, side: str) -> tuple[list[int], list[int]]:
    """Days from the first act of a side to the fall, and to the end of contests whose incumbent stayed, in order.

    Each span at risk stands by itself. No effect can be read from it: who stays longer sees more.
    """
    fell: list[int] = []
    stayed: list[int] = []
    for span in selected.spans:
        last = min(span.last, span.acts_end)
        days = [act.day for act in selected.acts if act.contest == span.contest and act.side == side]
        within = [day for day in days if span.start <= day <= last]
        if within:
            (fell if span.fell else stayed).append((span.last - min(within)).days)
    return sorted(fell), sorted(stayed)

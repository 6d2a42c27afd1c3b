"""Codes for not known in all columns of a file, asked about in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from buttress.intake.missing_codes import missing_codes
from buttress.intake.question import Question

KEEP = "none"
"""What `missing` says so that no other number is a code."""
LEAST = 2
"""Times that the largest number of a column stands, all nines, where another column or the user has such a code."""


def codes_question(columns: Sequence[tuple[str, Sequence[str], bool]], said: Sequence[str]) -> Question | None:
    """A question where columns seem to hold codes that the user has not named; None else.

    `columns`: name, cells, and whether each holds upper ends. `said`: the codes that were named.
    """
    if KEEP in said:
        return None
    found = {
        name: question
        for name, cells, upper in columns
        if (question := missing_codes(name, cells, upper_end=upper)) and set(question.examples) - set(said)
    }
    known = {*said, *(code for question in found.values() for code in question.examples)}
    because = [question.because.partition(":")[0] for question in found.values()]
    names, count = list(found), sum(question.count for question in found.values())
    if any(_is_nines(code) for code in known):
        for name, cells, upper in columns:
            code, times = _largest(cells)
            if not upper and name not in found and times >= LEAST and _is_nines(code) and code not in said:
                because.append(f"{code} stands in {times} of {len(cells)} cells")
                names.append(name)
                known.add(code)
                count += times
    new = sorted(known - set(said), key=int)
    if not names:
        return None
    codes = ",".join([*said, *new])
    keep = ",".join([*said, KEEP])
    text = "; ".join(dict.fromkeys(because)) + f": {'codes' if len(new) > 1 else 'a code'} for not known?"
    what = f"numbers of {', '.join(dict.fromkeys(names))}"
    return Question(what, text, (f"--missing {codes}", f"--missing {keep}"), tuple(new), count)


def _is_nines(code: str) -> bool:
    return len(code) > 1 and set(code) == {"9"}


def _largest(cells: Sequence[str]) -> tuple[str, int]:
    """The largest number that stands in a column, and how often; none where the next one is nearly as large."""
    numbers = Counter(int(cell) for cell in cells if cell.isascii() and cell.isdecimal() and len(cell) < 10)
    ordered = sorted(numbers)
    if not ordered or (len(ordered) > 1 and ordered[-2] > 0.9 * ordered[-1]):
        return "", 0
    return str(ordered[-1]), numbers[ordered[-1]]

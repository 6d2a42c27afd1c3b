"""What was understood of a file: each decision with its ground, each row not used, and what has to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from buttress.intake.question import Question

SHOWN = 3
"""Examples given of one kind."""


@dataclass(frozen=True)
class Decision:
    """Something that the reader chose; `count` is the number of rows or cells that it concerns."""

    what: str
    chosen: str
    because: str
    examples: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class NotUsed:
    """A row that became no report."""

    row: int
    why: str


@dataclass(frozen=True)
class Account:
    """Rows of data in the file, those that became reports, and why."""

    rows: int
    used: int
    not_used: tuple[NotUsed, ...] = ()
    decisions: tuple[Decision, ...] = ()
    questions: tuple[Question, ...] = ()

    def reasons(self) -> list[tuple[str, list[int]]]:
        """Each reason why rows were not used with their numbers, the commonest first."""
        grouped: dict[str, list[int]] = {}
        for one in self.not_used:
            grouped.setdefault(one.why, []).append(one.row)
        return sorted(grouped.items(), key=lambda item: -len(item[1]))

    def line(self) -> str:
        """The account in one line."""
        text = f"{self.used} of {self.rows} rows used"
        reasons = [f"{len(rows)} {why}" for why, rows in self.reasons()]
        if len(reasons) > SHOWN:
            reasons = [
                *reasons[:SHOWN],
                f"{len(self.not_used) - sum(len(r) for _, r in self.reasons()[:SHOWN])} others",
            ]
        return text + (f"; not used: {', '.join(reasons)}" if reasons else "")

    def as_dict(self) -> dict[str, Any]:
        """The account as plain data for JSON."""
        return asdict(self)


@dataclass
class AccountDraft:
    """An account while a file is read."""

    decisions: list[Decision] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    not_used: dict[int, str] = field(default_factory=dict)

    def decide(self, what: str, chosen: str, because: str, examples: Iterable[str] = (), count: int = 0) -> None:
        """Note what was chosen, with the first examples."""
        self.decisions.append(Decision(what, chosen, because, first(examples), count))

    def ask(
        self, what: str, because: str, options: Iterable[str], examples: Iterable[str] = (), count: int = 0
    ) -> None:
        """Note what the file does not decide, and the options that do."""
        self.questions.append(Question(what, because, tuple(options), first(examples), count))

    def leave_out(self, row: int, why: str) -> None:
        """Note a row that becomes no report; the first reason stands."""
        self.not_used.setdefault(row, why)

    def finished(self, rows: int, used: int) -> Account:
        """The account of so many rows."""
        left = tuple(NotUsed(row, why) for row, why in sorted(self.not_used.items()))
        return Account(rows, used, left, tuple(self.decisions), tuple(self.questions))


def first(examples: Iterable[str], most: int = SHOWN) -> tuple[str, ...]:
    """The first different examples."""
    return tuple(list(dict.fromkeys(examples))[:most])


def row_words(rows: Sequence[int], most: int = SHOWN) -> str:
    """Row numbers in words: `row 4`, `rows 4, 9, 12 and 5 more`."""
    words = ", ".join(str(row) for row in rows[:most])
    more = f" and {len(rows) - most} more" if len(rows) > most else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {words}{more}"


def question_line(question: Question) -> str:
    """A question in one line, with what to type."""
    shown = f" ({'; '.join(question.examples)})" if question.examples else ""
    return f"{question.what}: {question.because}{shown}. Say {' or '.join(question.options)}"

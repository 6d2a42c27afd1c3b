"""What was understood of a file: each decision with its ground, each row not used, and what has to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from buttress.intake.question import Question
from buttress.intake.reason import Reason, WhyNot
from buttress.intake.sheet import row_record

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
    reason: Reason

    @property
    def why(self) -> str:
        """The reason in English, with what stands in the file."""
        return str(self.reason)


@dataclass(frozen=True)
class WordsRead:
    """Words that stand in so many `cells` for numbers of people: `low` and `high` (None: no end) in the first of them,
    and whether they mean the same in all (`several thousand`, but not `over 500`).
    """

    words: str
    low: int
    high: int | None
    same: bool
    cells: int


@dataclass(frozen=True)
class Account:
    """Rows of data in the file, those that became reports, and why."""

    rows: int
    used: int
    not_used: tuple[NotUsed, ...] = ()
    decisions: tuple[Decision, ...] = ()
    questions: tuple[Question, ...] = ()
    words: tuple[WordsRead, ...] = ()

    def kinds(self) -> list[tuple[WhyNot, list[NotUsed]]]:
        """Each kind of reason with the rows that are not used for it, the commonest first."""
        grouped: dict[WhyNot, list[NotUsed]] = {}
        for one in self.not_used:
            grouped.setdefault(one.reason.why, []).append(one)
        return sorted(grouped.items(), key=lambda item: -len(item[1]))

    def line(self) -> str:
        """The account in one line."""
        text = f"{self.used} of {self.rows} rows used"
        kinds = self.kinds()
        reasons = [f"{len(rows)} {why.value}" for why, rows in kinds[:SHOWN]]
        if len(kinds) > SHOWN:
            reasons.append(f"{sum(len(rows) for _, rows in kinds[SHOWN:])} others")
        return text + (f"; not used: {', '.join(reasons)}" if reasons else "")

    def as_dict(self) -> dict[str, Any]:
        """The account as plain data for JSON."""
        return asdict(self) | {"not_used": [row_record(one.row) | {"why": one.why} for one in self.not_used]}


@dataclass
class AccountDraft:
    """An account while a file is read."""

    decisions: list[Decision] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    not_used: dict[int, Reason] = field(default_factory=dict)
    words: list[WordsRead] = field(default_factory=list)

    def decide(self, what: str, chosen: str, because: str, examples: Iterable[str] = (), count: int = 0) -> None:
        """Note what was chosen, with the first examples."""
        self.decisions.append(Decision(what, chosen, because, first(examples), count))

    def ask(
        self, what: str, because: str, options: Iterable[str], examples: Iterable[str] = (), count: int = 0
    ) -> None:
        """Note what the file does not decide, and the options that do."""
        self.questions.append(Question(what, because, tuple(options), first(examples), count))

    def leave_out(self, row: int, why: WhyNot, detail: str = "") -> None:
        """Note a row that becomes no report; the first reason stands."""
        self.not_used.setdefault(row, Reason(why, detail))

    def finished(self, rows: int, used: int) -> Account:
        """The account of so many rows."""
        left = tuple(NotUsed(row, self.not_used[row]) for row in sorted(self.not_used))
        return Account(rows, used, left, tuple(self.decisions), tuple(self.questions), tuple(self.words))


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

"""What was read of the file, in the page's language: rows not used and words understood."""

from __future__ import annotations

from buttress.intake.account import Account
from buttress.monitor.language import Language

REASONS, EXAMPLES = 4, 8
WORDS = "words of "
"""How the reader names a decision on words that stand for numbers."""


def not_used(account: Account, language: Language) -> tuple[str, ...]:
    """A sentence a reason why rows were not used, the commonest first; reasons are in English, as `read` gives them."""
    told = [
        language.many("{n} row not used: {why}.", "{n} rows not used: {why}.", len(rows), why=why)
        for why, rows in account.reasons()
    ]
    if len(told) > REASONS:
        rest = sum(len(rows) for _, rows in account.reasons()[REASONS:])
        told = [*told[:REASONS], language.many("{n} row more.", "{n} rows more.", rest)]
    return tuple(told)


def understood(account: Account, language: Language) -> str:
    """Examples of words that were taken for numbers: `several thousand = 2,000 to 9,999`."""
    found = [
        decision.examples[0] for decision in account.decisions if decision.what.startswith(WORDS) and decision.examples
    ]
    return "; ".join(dict.fromkeys(found[:EXAMPLES])) or language.text("none")

"""What was read, in the page's language: rows not used and words understood. No cell of the file is shown."""

from __future__ import annotations

from dataclasses import replace

from buttress.intake.account import Account, WordsRead
from buttress.intake.reason import WhyNot
from buttress.monitor.language import Language

REASONS, EXAMPLES = 4, 8


def not_used(account: Account, language: Language) -> tuple[str, ...]:
    """A sentence a reason why rows were not used, the commonest first."""
    words, kinds = reasons_in(language), account.kinds()
    told = [
        language.many("{n} row not used: {why}.", "{n} rows not used: {why}.", len(rows), why=words[why])
        for why, rows in kinds[:REASONS]
    ]
    if len(kinds) > REASONS:
        rest = sum(len(rows) for _, rows in kinds[REASONS:])
        told.append(language.many("{n} row more.", "{n} rows more.", rest))
    return tuple(told)


def reasons_in(language: Language) -> dict[WhyNot, str]:
    """Each reason in a language."""
    say = language.text
    return {
        WhyNot.NO_DATE: say("no date"),
        WhyNot.DATE_NOT_READ: say("a date that can't be read"),
        WhyNot.LONE_YEAR: say("a year far from all others"),
        WhyNot.YEAR_OUTSIDE: say("a year that can't be"),
        WhyNot.PUBLISHED_BEFORE: say("published before its day"),
        WhyNot.NOTE: say("a note of one cell"),
        WhyNot.TOTALS: say("a row of totals"),
        WhyNot.SEVERAL_DAYS: say("a total over several days"),
        WhyNot.PART: say("a part of a larger crowd"),
        WhyNot.NO_NUMBER: say("no number of people"),
        WhyNot.RUNNING_TOTAL: say("the first of a running total, or lower than the one before"),
        WhyNot.NO_SOURCE: say("from memory, with no source"),
        WhyNot.FOR_GOVERNMENT: say("a crowd for the government"),
        WhyNot.OTHER_COUNTRY: say("in another country"),
        WhyNot.OTHER_KIND: say("of a kind that is not counted here"),
    }


def understood(account: Account, language: Language) -> str:
    """Words that were taken for numbers, the commonest first: `several thousand` = 2,000 to 9,999; empty for none."""
    found: dict[str, WordsRead] = {}
    for one in account.words:
        if any(letter.isalpha() for letter in one.words):
            before = found.get(one.words, replace(one, cells=0))
            same = one.same and before.same and (one.low, one.high) == (before.low, before.high)
            found[one.words] = replace(before, same=same, cells=before.cells + one.cells)
    commonest = sorted(found.values(), key=lambda one: -one.cells)[:EXAMPLES]
    return "; ".join(_meaning(one, language) for one in commonest)


def _meaning(one: WordsRead, language: Language) -> str:
    number = language.number(one.low)
    if one.high is None:
        number = language.text("{number} or more", number=number)
    elif one.low != one.high:
        number = language.text("{low} to {high}", low=number, high=language.number(one.high))
    if one.same:
        return language.text("“{words}” = {number}", words=one.words, number=number)
    return language.text("“{words}”, such as {number}", words=one.words, number=number)

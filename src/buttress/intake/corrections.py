"""Rows that correct earlier ones: the same day, place, reporter and kind, published again on a later day."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from buttress.intake.account import AccountDraft, row_words
from buttress.intake.event_report import EventReport, Stage

ANSWER = "corrections"
FEWEST = 3
"""Days and places with several rows that decide, if each of them was published on days of its own."""


def with_corrections(
    reports: Sequence[EventReport], published: bool, answer: str | None, draft: AccountDraft
) -> list[EventReport]:
    """The reports, those that correct each other marked as stages of one: the last counts, the first was early.

    `published`: the file has a column of days of publication. Where every row of a day, place, reporter and kind was
    published on another day, the later ones correct the earlier; where only some were, the user is asked (`answer`, yes
    or no). Without such days each row counts, unless the user says otherwise.
    """
    groups: dict[Hashable, list[int]] = defaultdict(list)
    told_apart = _has_ids_of_events(reports)
    for at, one in enumerate(reports):
        if one.stage is None:
            groups[_subject(one), one.mark if told_apart else ""].append(at)
    several = [some for some in groups.values() if _differ([reports[at] for at in some])]
    if not several:
        return list(reports)
    apart = [some for some in several if published and len({reports[at].known for at in some}) == len(some)]
    # Rows with ids of their own may be events, or corrections that were given the next number.
    own_ids = not told_apart and all(reports[at].mark for some in several for at in some)
    clear = len(apart) == len(several) >= FEWEST and not own_ids
    rows = [reports[at].row for some in several for at in some]
    what = "rows of one day, place and reporter"
    if answer is None and apart and not clear:
        because = f"{len(apart)} of {len(several)} such days have rows published on different days: corrections?"
        draft.ask(what, because, (f"--{ANSWER} yes", f"--{ANSWER} no"), (row_words(rows),), len(rows))
        return list(reports)
    examples = [_told([reports[at] for at in some]) for some in several]
    if answer == "no" or (answer is None and not clear):
        because = "you said so" if answer else f"no days of publication set them apart; else say --{ANSWER} yes"
        draft.decide(what, "each counted", because, examples, len(rows))
        return list(reports)
    chosen = "the last corrects those before"
    draft.decide(what, chosen, "you said so" if answer else "published on later days", examples, len(rows))
    staged = list(reports)
    for some in several:
        last = max(some, key=lambda at: (reports[at].known, at))
        for at in some:
            one = reports[at]
            stage: Stage = "final" if at == last else "early"
            staged[at] = replace(one, stage=stage, event_id=one.mark if told_apart else "")
    return staged


def _subject(report: EventReport) -> Hashable:
    return report.reporter, report.date, report.level, report.place, report.event


def _has_ids_of_events(reports: Sequence[EventReport]) -> bool:
    """Whether an id stands in several rows of one day, place, reporter and kind, as that of an event does."""
    rows = Counter((_subject(one), one.mark) for one in reports if one.mark and one.stage is None)
    return any(count > 1 for count in rows.values())


def _differ(some: Sequence[EventReport]) -> bool:
    """Whether two of the reports give different numbers of one quantity."""
    ends = [((one.low, one.high), (one.detained, one.detained_high), (one.killed,), (one.injured,)) for one in some]
    return any(len({each for each in numbers if each[0] is not None}) > 1 for numbers in zip(*ends, strict=True))


def _numbers(report: EventReport) -> tuple[float | None, ...]:
    return (report.detained, report.low, report.killed, report.injured)


def _told(some: Sequence[EventReport]) -> str:
    """`2024-03-01: 34, then 41`."""
    order: list[tuple[dt.date, int, EventReport]] = sorted((one.known, at, one) for at, one in enumerate(some))
    numbers = [next((each for each in _numbers(one) if each is not None), 0) for _, _, one in order]
    return f"{some[0].date}: {', then '.join(f'{number:,.0f}' for number in numbers)}"

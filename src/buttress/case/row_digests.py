"""Which rows of a case's files a state has seen, by the digests of their contents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from buttress.case.contest import Case
from buttress.case.rows import Cash, Event, Row, Signal


def facts_hash(case: Case) -> str:
    """Of everything in case.yaml but `as_of`."""
    return sha256(case.facts.model_dump_json(exclude={"as_of"}).encode()).hexdigest()


def rows_seen(case: Case) -> dict[str, str]:
    """Digest and words of all rows that were known before a case's `as_of` day, wherever they stand in their files."""
    rows: list[Cash | Event | Signal] = [*case.cash, *case.events, *case.signals]
    return {digest_of(row): _words(row) for row in rows}


def digest_of(row: Row) -> str:
    """Of a row's contents, not of its line."""
    return sha256(f"{row.file} {row.model_dump_json(exclude={'line'})}".encode()).hexdigest()


def _words(row: Cash | Event | Signal) -> str:
    who = getattr(row, "reporter", None) or getattr(row, "actor", None) or getattr(row, "counterparty", None)
    return f"{row.file}: {row.date} {row.kind}" + (f", {who}" if who else "")


def missing(seen: Mapping[str, str], shown: Iterable[str]) -> list[str]:
    """Words of the rows seen that are shown no longer: edited or deleted."""
    there = set(shown)
    return [words for digest, words in seen.items() if digest not in there]

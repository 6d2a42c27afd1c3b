"""Roles of columns by their names, in a dozen languages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from buttress.intake.unspaced import UNSPACED, known_parts
from buttress.parsed_yaml import parsed

End = Literal["", "low", "high"]
COUNT_ROLES = ("crowd", "detained", "killed", "injured")
DETAIL_ROLES = (
    "date", "date_end", "year", "month", "day", "week", "published", "place", "region", "country", "reporter",
    "source", "source_id", "kind", "stage", "scope", "side", "population",
)  # fmt: skip
ENDED_ROLES = tuple(f"{role}_{end}" for role in COUNT_ROLES for end in ("low", "high"))
ROLES = (*DETAIL_ROLES, *COUNT_ROLES, *ENDED_ROLES)
"""What `--column ROLE=NAME` takes."""
LONGEST_NAME = 120
DATA_FILES = ("column_names.yaml", "column_words.yaml")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_MARKS = "".join(map(chr, (at for at in range(0x300, 0x1DFF) if unicodedata.category(chr(at)).startswith("M"))))
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*|#")
"""Letters with the vowels and accents that stand on them as marks."""
STEM = 3
"""Letters by which words with many endings are looked up; no stem of column_names.yaml is shorter."""


@dataclass(frozen=True)
class NameMatch:
    """A role that a column's name speaks of; `end` where it says low or high.

    `rest`: the words of the name that are neither the role's nor empty of meaning. `part`: some of them say that the
    column counts a part of the people only. `rank`: how usual the phrase is for the role, 0 the most; `length`: its
    words.
    """

    role: str
    end: End
    rest: tuple[str, ...]
    part: bool
    rank: int
    length: int

    @property
    def exact(self) -> bool:
        """Whether every word of the name is understood."""
        return not self.rest


@lru_cache(maxsize=16_384)
def words(text: str) -> tuple[str, ...]:
    """The words of a name without capitals, accents and marks: `Nº de Detenidos` gives no, de, detenidos."""
    return tuple(bare(word) for word in name_words(text))


def name_words(text: str) -> list[str]:
    """The words of a name as they are written."""
    text = re.sub(r"(?<=[^\W\d_])@(?=[^\W\d_]|\b)", "o", unicodedata.normalize("NFC", text))  # detenid@s
    text = "".join(letter for letter in text if unicodedata.category(letter) != "No")
    pieces = _WORD.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
    known, longest = _unspaced_words()
    parts = [known_parts(piece, known, longest) if UNSPACED.search(piece) else [piece] for piece in pieces]
    return [word for part in parts for word in part]


@cache
def _unspaced_words() -> tuple[frozenset[str], int]:
    """The words of all names in scripts that set none apart, and the letters of the longest."""
    texts = (Path(__file__).with_name(file).read_text(encoding="utf-8") for file in DATA_FILES)
    found = frozenset(word for text in texts for word in _WORD.findall(text) if UNSPACED.search(word))
    return found, max(map(len, found))


def bare(word: str) -> str:
    """A word without capitals and accents."""
    flat = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter)).replace("ı", "i")


@lru_cache(maxsize=4096)
def name_matches(name: str) -> tuple[NameMatch, ...]:
    """Every role that a column named so may have, the likeliest first; none if no word is known."""
    given = words(_without_included(name[:LONGEST_NAME]))
    stands: list[tuple[str, int, int, int]] = []
    for start, word in enumerate(given):
        for role, rank, phrase in (*_phrases().get(word, ()), *_phrases().get(f"{word[:STEM]}*", ())):
            if _stands_at(given, start, phrase):
                if role == "crowd" and len(phrase) < len(given) and _is_weak(_without_reporter(name), phrase):
                    continue
                stands.append((role, rank, start, start + len(phrase)))
    found: list[NameMatch] = []
    for role, rank, start, end in stands:
        # A header in two languages says the same twice: `Задержано / Detained`.
        said = {at for other, _, first, last in stands if other == role for at in range(first, last)}
        around = tuple(word for at, word in enumerate(given) if at not in said)
        found.append(_match(role, around, rank, end - start))
    # People who are detained are detained before they are people; a longer phrase knows more (`end date`).
    found.sort(key=_unlikeliness)
    if any(one.role in COUNT_ROLES and one.exact for one in found):
        found = [one for one in found if one.role != "source_id"]  # `No. of arrests`
    partly = any(_begins_with(inner, "partly") for inner in _BRACKETS.findall(name))
    best: dict[str, NameMatch] = {}
    for one in found:
        best.setdefault(one.role, replace(one, part=True) if partly else one)
    return tuple(best.values())


def _unlikeliness(match: NameMatch) -> tuple[bool, bool, bool, bool, int, int]:
    """By what names are ordered: `crowd according to police` is a crowd before it is a reporter."""
    specific = match.role in COUNT_ROLES[1:]
    return (
        not match.exact,
        not specific,
        not match.exact and match.role != "crowd",
        match.part,
        -match.length,
        match.rank,
    )


@lru_cache(maxsize=4096)
def languages_of(name: str) -> frozenset[str]:
    """The languages in which a name means a role whole."""
    given = words(name[:LONGEST_NAME])
    return frozenset(
        language
        for role in (*DETAIL_ROLES, *COUNT_ROLES)
        for language, line in _data("column_names.yaml").get(role, {}).items()
        if any(len(phrase) == len(given) and _stands_at(given, 0, phrase) for phrase in map(_phrase, map(str, line)))
    )


def scale_word(name: str) -> str:
    """A word of a name that says that a number is no count of people: thousands, per cent; empty if none does."""
    if "%" in name or "‰" in name:
        return "%"
    return next((word for word in words(name) if word in _block("scales")), "")


def unknown_words(name: str, match: NameMatch) -> tuple[str, ...]:
    """The words of a name that nothing is known of, outside brackets: they may change what it counts."""
    outside = words(re.sub(r"[(\[][^)\]]*[)\]]", " ", name))
    return tuple(word for word in match.rest if word in outside and word not in _block("reporters"))


def _without_reporter(name: str) -> tuple[str, ...]:
    """The words of a name without who counts, where that stands in brackets: `Público (PM)`."""
    return words(re.sub(r"[(\[]([^)\]]*)[)\]]", lambda inner: " " if names_reporter(inner[1]) else inner[0], name))


def _without_included(name: str) -> str:
    """A name without what its count holds too: `Injured (incl. police)`."""
    return re.sub(r"[(\[]([^)\]]*)[)\]]", lambda inner: " " if names_included(inner[1]) else inner[0], name)


def _is_weak(given: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether a phrase like `people` or `public` stands among words that may give it another meaning."""
    known = _block("empty") | _block("counting") | _block("low") | _block("high") | _block("weak")
    return all(word in _block("weak") for word in phrase) and any(word not in known for word in given)


def names_reporter(name: str) -> bool:
    """Whether a name holds a word for who counts: police, ministry, organisers, lawyers."""
    return any(word in _block("reporters") for word in words(name))


def names_estimate(name: str) -> bool:
    """Whether a name holds a word for an estimate, or for those who made the crowd and count it."""
    return any(word in _block("estimates") for word in words(name))


def without_people(text: str) -> str:
    """Words without those for people, whoever they are."""
    return " ".join(word for word in words(text) if word not in _block("weak"))


def counts_something(name: str) -> bool:
    """Whether a name holds a word for a number of things: `No. of sources`."""
    return any(word in _block("counting") for word in words(name))


def names_other(name: str) -> bool:
    """Whether a name speaks of what is no part of a report: ages, telephones, hours, money, vehicles."""
    return any(word in _block("other") for word in words(name))


def names_victims(name: str) -> bool:
    """Whether a name speaks of people who were hurt without saying whether they died: `Korban`, `No. of casualties`."""
    silent = _block("empty") | _block("counting")
    given = words(name)
    return any(word in _block("victims") for word in given) and all(
        word in _block("victims") or word in silent for word in given
    )


def counts_part(text: str) -> bool:
    """Whether words speak of some of the people, as `2 journalists` does, or count what is no people: `3 sources`."""
    return any(word in _block("part") or word in _block("aside") for word in words(text))


def counts_forces(text: str) -> bool:
    """Whether words speak of men of the other side, `20 policemen`; `police` alone may be who counts."""
    return any(word in _block("forces") and word not in _block("reporters") for word in words(text))


def half_of(name: str) -> tuple[str, str]:
    """Which part of all people a name speaks of, `("sex", "women")`; empty strings for none, or for several."""
    halves = _data("column_words.yaml")["halves"]
    given = set(words(name))
    said = {
        (kind, side)
        for kind, sides in halves.items()
        for side, listed in sides.items()
        if given & set(words(" ".join(listed)))
    }
    return said.pop() if len(said) == 1 else ("", "")


def names_included(text: str) -> bool:
    """Whether a text begins with words like `including` or `of whom`."""
    return _begins_with(text, "included")


def _begins_with(text: str, block: str) -> bool:
    given = words(text[:LONGEST_NAME])
    return any(given[: len(phrase)] == phrase for phrase in _listed(block))


def begins_as_total(cell: str) -> bool:
    """Whether a cell begins with a word for a sum (`Subtotal March`)."""
    return _begins_with(cell, "total")


def sums_places(cell: str) -> bool:
    """Whether a cell of places speaks of a sum: its first words do, or its last (`Sous-total X`, `North total`)."""
    return begins_as_total(cell) or is_part_total(cell)


def is_part_total(cell: str) -> bool:
    """Whether a cell speaks of a sum that is not merely the day's (`Subtotal`, `Sous-total X`, `Grand total`)."""
    given = words(cell)
    parts = given[:1] == ("subtotal",) or given[:2] in (("sous", "total"), ("sub", "total"), ("grand", "total"))
    return parts or any(given[len(given) - len(one) :] == one for one in _listed("total") if len(one) < len(given))


def _match(role: str, around: tuple[str, ...], rank: int, length: int) -> NameMatch:
    end: End = _end(around) if role in COUNT_ROLES else ""
    ends = _block(end) if end else frozenset()
    silent = _block("empty") | _block("counting") | ends
    rest = tuple(word for word in around if word not in silent)
    part = any(word in _block("part") for word in rest) or _counts_up(around)
    # Police who are injured are no part of the crowd; people detained by a police's count are.
    part = part or (role in ("killed", "injured") and any(word in _block("forces") for word in rest))
    return NameMatch(role, end, rest, part, rank, length)


def _counts_up(around: tuple[str, ...]) -> bool:
    """Whether words say that a count goes on from row to row: `to date`, `since 1 January`."""
    text = f" {' '.join(around)} "
    return any(f" {' '.join(phrase)} " in text for phrase in _listed("cumulative"))


def _end(around: tuple[str, ...]) -> End:
    """Low or high, if the words say one of the two; `de` and `a` say it only where they are not mere links."""
    sides: list[End] = ["low", "high"]
    said = [side for side in sides if any(word in _block(side) and word not in _block("empty") for word in around)]
    return said[0] if len(said) == 1 else ""


def is_total(cell: str) -> bool:
    """Whether a cell's text is a word for the sum of rows, perhaps with others (`Grand total:`)."""
    given = words(cell)
    known = _block("total") | _block("empty") | _block("counting")
    return bool(given) and all(word in known for word in given) and (begins_as_total(cell) or is_part_total(cell))


def _stands_at(given: tuple[str, ...], start: int, phrase: tuple[str, ...]) -> bool:
    return len(phrase) <= len(given) - start and all(
        word.startswith(known[:-1]) if known.endswith("*") else word == known
        for word, known in zip(given[start:], phrase, strict=False)
    )


@cache
def _phrases() -> dict[str, list[tuple[str, int, tuple[str, ...]]]]:
    """Role, rank and words of each phrase, the most usual of each language first, by its first word or that's stem."""
    found: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
    blocks = _data("column_names.yaml")
    for role in (*DETAIL_ROLES, *COUNT_ROLES):
        lines = [[_phrase(str(one)) for one in line] for line in blocks.get(role, {}).values()]
        most = max((len(line) for line in lines), default=0)
        mixed = [line[rank] for rank in range(most) for line in lines if rank < len(line)]
        for rank, phrase in enumerate(dict.fromkeys((words(role), *mixed))):
            first = phrase[0]
            key = f"{first[:STEM].rstrip('*')}*" if first.endswith("*") else first
            found.setdefault(key, []).append((role, rank, phrase))
    return found


def _phrase(text: str) -> tuple[str, ...]:
    given = words(text)
    return (*given[:-1], f"{given[-1]}*") if text.endswith("*") else given


@cache
def _listed(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words(str(one)) for one in _data("column_words.yaml")[name])


@cache
def _block(name: str) -> frozenset[str]:
    return frozenset(word for one in _data("column_words.yaml")[name] for word in words(str(one)))


@cache
def _data(file: str) -> dict:
    content: dict = parsed(Path(__file__).with_name(file))
    return content

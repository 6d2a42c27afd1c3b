"""Spellings of one place: Kharkiv and Kharkov, São Paulo and Sao Paulo, Minsk city and Minsk.

Names that are the same but for capitals, accents, marks and a word for a town are one place, and so are names of one
town of a known country by GeoNames. Names that are merely near each other stay apart, and the user is asked or told.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from buttress.intake.account import AccountDraft
from buttress.intake.event_report import EventReport
from buttress.intake.gazetteer import own_names, town_named
from buttress.intake.place_words import country_code, names_country, place_words
from buttress.intake.plain_text import plain

ANSWER = "place "
"""What stands before a name as written in the answers of `ReadOptions`."""
RARE = 2
"""Reports up to which a name may be a slip."""
FEW_PLACES = 60
SHORTEST = 4
"""Letters of names that are compared for one wrong letter."""
_WORD = re.compile(r"[^\W_]+")
_FOLDED, _TOWN, _ONE_TOWN = (
    "the same but for capitals, accents and marks",
    "the same but for a word for a town",
    "names of one town by GeoNames",
)


@dataclass(frozen=True)
class _Merge:
    """A name that counts as another, and why."""

    name: str
    into: str
    because: str


def with_merged_places(
    reports: Sequence[EventReport], country: str | None, answers: Mapping[str, str], draft: AccountDraft
) -> list[EventReport]:
    """The reports, each place under one name of those in the file, and each region under one spelling."""
    counts = Counter(report.place for report in reports if report.place)
    code = country_code(country) if country else None
    said = {plain(key.removeprefix(ANSWER)): name for key, name in answers.items() if key.startswith(ANSWER)}
    merges = {name: _Merge(name, said[plain(name)], "you said so") for name in counts if plain(name) in said}
    free = Counter({name: count for name, count in counts.items() if name not in merges})
    for found in (_by_letters, _by_town_word):
        merges |= {one.name: one for one in found(_standing(free, merges), code)}
    if code:
        merges |= {one.name: one for one in _by_gazetteer(_standing(free, merges), code, _regions_of(reports))}
    _tell(merges, counts, draft)
    _ask_of_near_names(_standing(free, merges), code, said, draft)
    regions = {
        one.name: one.into for one in _by_letters(Counter(report.region for report in reports if report.region), code)
    }
    return [
        replace(report, place=_final(report.place, merges), region=regions.get(report.region, report.region))
        for report in reports
    ]


def _final(name: str, merges: Mapping[str, _Merge]) -> str:
    seen = {name}
    while name in merges and merges[name].into not in seen:
        name = merges[name].into
        seen.add(name)
    return name


def _standing(counts: Counter[str], merges: Mapping[str, _Merge]) -> Counter[str]:
    """How often each name stands that is not merged into another, its spellings with it."""
    standing: Counter[str] = Counter()
    for name, count in counts.items():
        standing[_final(name, merges)] += count
    return standing


def _commonest(names: Sequence[str], counts: Counter[str]) -> str:
    return max(names, key=lambda name: (counts[name], not name.isupper() and not name.islower()))


def _merged(groups: Mapping[object, list[str]], counts: Counter[str], because: str) -> list[_Merge]:
    merges = []
    for names in groups.values():
        into = _commonest(names, counts)
        merges += [_Merge(name, into, because) for name in names if name != into]
    return merges


def _by_letters(counts: Counter[str], code: str | None) -> list[_Merge]:
    groups: dict[object, list[str]] = defaultdict(list)
    for name in counts:
        groups["".join(_WORD.findall(plain(name)))].append(name)
    return _merged(groups, counts, _FOLDED)


def _by_town_word(counts: Counter[str], code: str | None) -> list[_Merge]:
    """Names like `Minsk city` beside `Minsk`; not Kansas City, which is a town's own name, nor Mexico City."""
    plain_names = {" ".join(_WORD.findall(plain(name))): name for name in counts}
    pairs = {}
    for written, name in plain_names.items():
        bare = _without_town_word(written)
        if bare != written and bare in plain_names and not names_country(bare):
            pairs[name] = plain_names[bare]
    own = own_names(pairs, code) if pairs else set()
    return [_Merge(name, into, _TOWN) for name, into in pairs.items() if name not in own]


def _without_town_word(written: str) -> str:
    given = written.split()
    for phrase in (one for one in place_words().towns if one in written):
        words = phrase.split()
        if given[: len(words)] == words and len(given) > len(words):
            return " ".join(given[len(words) :])
        if given[-len(words) :] == words and len(given) > len(words):
            return " ".join(given[: -len(words)])
    return written


def _regions_of(reports: Sequence[EventReport]) -> dict[str, set[str]]:
    regions: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        if report.region and report.place != report.region:
            regions[report.place].add(plain(report.region))
    return regions


def _by_gazetteer(counts: Counter[str], code: str, regions: Mapping[str, set[str]]) -> list[_Merge]:
    """Names of one town of the country, where the file has them in no different regions."""
    groups: dict[object, list[str]] = defaultdict(list)
    for name in counts:
        town = town_named(name, code)
        if town is not None:
            groups[id(town)].append(name)
    alike = {
        key: names
        for key, names in groups.items()
        if len(set().union(*(regions.get(name, set()) for name in names))) <= 1
    }
    return _merged(alike, counts, _ONE_TOWN)


def _tell(merges: Mapping[str, _Merge], counts: Counter[str], draft: AccountDraft) -> None:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in merges.values():
        groups[_final(one.name, merges), one.because].append(one.name)
    for (into, because), names in groups.items():
        count = sum(counts[name] for name in names)
        draft.decide("places merged", into, because, names, count)


def _ask_of_near_names(counts: Counter[str], code: str | None, said: Mapping[str, str], draft: AccountDraft) -> None:
    """Ask of a rare name that no town has and that is one letter from a town's; tell of other pairs so near.

    Among many places some have such names, and small towns are not in GeoNames.
    """
    keys = {name: "".join(_WORD.findall(plain(name))) for name in counts}
    long = [name for name in counts if len(keys[name]) >= SHORTEST and plain(name) not in said]
    told = []
    for pair in _near_pairs({name: keys[name] for name in long}):
        rare, common = sorted(pair, key=lambda name: (counts[name], name))
        slip = counts[rare] <= RARE and len(counts) <= FEW_PLACES and keys[rare][0] == keys[common][0]
        if code and slip and town_named(rare, code) is None and town_named(common, code) is not None:
            options = [f"--place {shlex.quote(f'{rare}={name}')}" for name in (common, rare)]
            draft.ask(f"place {rare}", f"did you mean {common}? one letter differs", options, (), counts[rare])
        else:
            told.append(f"{rare}, {common}")
    if told:
        because = "one letter differs; --place WRITTEN=NAME if they are one"
        draft.decide("places of nearly one name", "kept apart", because, told, len(told))


def _near_pairs(keys: Mapping[str, str]) -> list[tuple[str, str]]:
    """Names whose keys are near each other, found by what is left of a key without one of its letters."""
    sharing: dict[str, list[str]] = defaultdict(list)
    for name, key in keys.items():
        for left in {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}:
            sharing[left].append(name)
    pairs = {(one, two) for some in sharing.values() for at, one in enumerate(some) for two in some[at + 1 :]}
    return sorted(pair for pair in pairs if _is_near(keys[pair[0]], keys[pair[1]]))


def _is_near(one: str, two: str) -> bool:
    """Whether two words differ by one letter, more, less or other, or by two neighbours that are swapped."""
    if abs(len(one) - len(two)) > 1 or one == two:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    left, right = one[start:], two[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or (len(left) > 1 and swapped)

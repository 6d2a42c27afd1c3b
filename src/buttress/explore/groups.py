"""Parameters by mechanism: the groups that tables of this room show, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from buttress.explore.refused import group_only
from buttress.parsed_yaml import parsed
from buttress.world.parameters import Parameter

PAST_DAYS = "past_days"
"""The group of the shocks of days before the fork, which are drawn with the parameters and are none."""


@dataclass(frozen=True)
class UncertaintyGroup:
    """`members` are names of parameters; `shown` those that may stand by themselves, the others only in their group."""

    name: str
    words: str
    members: tuple[str, ...]
    shown: tuple[str, ...]


def groups_of(parameters: Iterable[Parameter], shocks: Sequence[str] = ()) -> tuple[UncertaintyGroup, ...]:
    """The groups in the registry's order; `shocks` are those of days before the fork, a group of their own, last."""
    entries = tuple(parameters)
    hidden = group_only(entries)
    by_mechanism: dict[str, list[str]] = {}
    for each in entries:
        by_mechanism.setdefault(each.mechanism, []).append(each.name)
    groups = [
        UncertaintyGroup(name, words_of(name), tuple(members), tuple(each for each in members if each not in hidden))
        for name, members in by_mechanism.items()
    ]
    return (*groups, UncertaintyGroup(PAST_DAYS, words_of(PAST_DAYS), tuple(shocks), ())) if shocks else tuple(groups)


def words_of(mechanism: str) -> str:
    """What a mechanism is about, in a few words. Raises KeyError for an unknown one."""
    return _words()[mechanism]


@cache
def _words() -> dict[str, str]:
    loaded: dict[str, str] = parsed(Path(__file__).with_name("groups.yaml"))
    return loaded

"""Which actor is a contest's backer: several names mean one power."""

from __future__ import annotations

import re
from collections.abc import Iterable

ONE_NAME = {
    "united states": "usa", "us congress": "usa", "us house": "usa", "us house committee": "usa",
    "us house subcommittee": "usa", "us senate": "usa", "us senator laxalt": "usa", "usa-congress": "usa",
    "us party institute ndi": "usa", "rus": "russia", "chn": "china", "fra": "france", "sau": "saudi arabia",
    "are": "united arab emirates", "uae": "united arab emirates", "ind": "india", "irn": "iran", "mex": "mexico",
    "ven": "venezuela", "ussr officials in berlin": "ussr",
}  # fmt: skip
_APART = re.compile(r"\s*(?:,|;|/| and )\s*")


def powers(name: str) -> set[str]:
    """The powers that a name stands for: "France and USA (Powell)" is {france, usa}."""
    plain = re.sub(r"\([^)]*\)", "", name).strip().lower()
    return {ONE_NAME.get(part, part) for part in (plain, *_APART.split(plain)) if part}


def is_named(actor: str, patrons: Iterable[str]) -> bool:
    """Whether one of the powers that an actor stands for is among the patrons."""
    return bool(powers(actor) & {power for patron in patrons for power in powers(patron)})

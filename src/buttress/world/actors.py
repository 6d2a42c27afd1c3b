"""Who an actor is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from buttress.case import Case


def is_patron(case: Case, who: str) -> bool:
    """Whether an actor or counterparty names the patron, by name or id as whole words, as in `Russia (president)`."""
    patron = case.facts.patron
    return patron is not None and _names(who, patron.name, patron.id)


@lru_cache(maxsize=4096)  # of each world of a case the same actors
def _names(who: str, *names: str) -> bool:
    actor = who.split(" (")[0].casefold()
    words = (re.escape(name.casefold()) for name in names)
    return any(re.search(rf"(?<!\w){word}(?!\w)", actor) for word in words)


def patron_acts(case: Case) -> bool:
    """Whether any row of the case names the patron, as the one who acts, is asked, or pays."""
    named = [name for row in case.rows.signals for name in (row.actor, row.target)]
    named += [row.counterparty for row in case.rows.cash]
    return any(is_patron(case, name) for name in named if name)

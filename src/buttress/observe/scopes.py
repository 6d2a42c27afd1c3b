"""The places that a row of events.csv speaks of."""

from __future__ import annotations

from buttress.case import Case
from buttress.case.rows import Event


class Scopes:
    """Indices of places by scope, and where each occasion is held."""

    def __init__(self, case: Case) -> None:
        self.index = {p.id: i for i, p in enumerate(case.facts.places)}
        self.capital = {i for i, p in enumerate(case.facts.places) if p.capital}
        everywhere = set(self.index.values())
        self.by_kind: dict[str, set[int]] = {}
        for entry in case.facts.calendar:
            named = entry.places
            self.by_kind[entry.id] = everywhere if named == "all" else {self.index[p] for p in named}

    def places(self, row: Event) -> tuple[int, ...]:
        """Indices of the places that a row speaks of, where its occasion is held."""
        scope = row.scope
        if scope == "place":
            wanted = {self.index[row.place]} if row.place in self.index else set()
        elif scope == "rest":
            wanted = set(self.index.values()) - self.capital
        else:
            wanted = set(self.index.values())
        return tuple(sorted(wanted & self.by_kind.get(row.kind, set())))

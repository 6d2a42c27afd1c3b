"""The errors of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from buttress.case.schema import Change


class WorldError(ValueError):
    """A case or a scenario that the model cannot take; the text says what to write instead."""


class IdleChangeError(WorldError):
    """A scenario's change that alters nothing; `change` says which."""

    def __init__(self, change: Change, text: str) -> None:
        self.change = change
        super().__init__(text)

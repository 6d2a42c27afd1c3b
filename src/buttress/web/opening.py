"""Pages of which the first showing takes long: such a page says so at once, and comes by itself once it is made."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

SAID_AFTER = 0.5
"""Seconds that a page is waited for before it is said that it takes longer."""
MOST = 20

Make = Callable[[], Awaitable[Any]]


class Openings:
    """What pages are being made of, by the address of the page."""

    def __init__(self) -> None:
        self._begun: dict[str, asyncio.Task[Any]] = {}

    async def is_there(self, address: str, make: Make) -> bool:
        """Whether it is made by now, or has failed; it is begun at the first call."""
        return (await self._waited(address, make)).done()

    async def take(self, address: str, make: Make) -> Any | None:
        """What was made, or what `make` raises; None where it takes longer. What is taken is not kept."""
        task = await self._waited(address, make)
        if not task.done():
            return None
        self._begun.pop(address, None)
        return task.result()

    async def _waited(self, address: str, make: Make) -> asyncio.Task[Any]:
        task = self._begun.get(address)
        if task is None:
            while len(self._begun) >= MOST:
                self._begun.pop(next(iter(self._begun))).cancel()
            task = self._begun[address] = asyncio.ensure_future(make())
        await asyncio.wait({task}, timeout=SAID_AFTER)
        return task

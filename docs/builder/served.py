"""`buttress serve` as a process, for a program that looks at its pages: a test, a picture, a measurement."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ENDED_SECONDS = 30


@contextmanager
def served(home: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the address with the token that it prints; it ends with the block.

    `words` stand behind `buttress serve`. What the server keeps, it keeps below `home`.
    """
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "STATE")}
    command = [sys.executable, "-m", "buttress", "serve", *words, "--port", "0", "--no-browser"]
    with subprocess.Popen(command, env={**os.environ, **folders}, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(ENDED_SECONDS)

"""The secret by which the server knows its user: kept in the user's state folder, carried once in the address."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def state_folder() -> Path:
    """The user's folder of state."""
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "buttress"


def kept_token() -> str:
    """The token of this user, made at the first use; only its owner can read the file."""
    path = state_folder() / "token"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError, UnicodeDecodeError):
        text = path.read_text(encoding="ascii").strip()
        if TOKEN.fullmatch(text) and not path.stat().st_mode & 0o077:
            return text
    token = secrets.token_urlsafe(32)
    partial = path.with_name(f".token.{os.getpid()}")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(token + "\n")
    partial.replace(path)
    return token


def cookie_value(token: str) -> str:
    """What the cookie holds: made of the token, which can't be had back from it."""
    return hmac.new(token.encode(), b"buttress cookie", hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())

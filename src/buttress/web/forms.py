"""Forms as they are sent: bounded, in memory, never on the disk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from buttress.web.error import WebError

MOST_FIELDS = 4000
MOST_LETTERS = 5_000_000


@dataclass(frozen=True)
class SentForm:
    """Texts by name (the last of a name counts), and files by name as (name that they were sent as, bytes)."""

    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)

    @classmethod
    async def of(cls, request: Request) -> SentForm:
        """The form of a request; WebError for what is none. The size is bounded before it comes here."""
        kind, options = parse_options_header(request.headers.get("content-type", ""))
        if kind == b"application/x-www-form-urlencoded":
            try:
                pairs = parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
            except (UnicodeDecodeError, ValueError):
                raise WebError("This form can't be read.") from None
            return cls(dict(pairs))
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise WebError("A form is needed.", 415)
        return await _parts(options[b"boundary"], request.stream())

    def text(self, name: str) -> str:
        """The text of a field, empty if there is none."""
        return self.texts.get(name, "")

    @property
    def version(self) -> int:
        """The version of what the form was filled in on; -1 where none is given."""
        text = self.text("version")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


async def _parts(boundary: bytes, stream: AsyncIterator[bytes]) -> SentForm:
    """Every part of a multipart form, in memory."""
    parts = _Parts()
    callbacks: Any = {
        "on_part_begin": parts.begin,
        "on_header_field": parts.header_name,
        "on_header_value": parts.header_value,
        "on_header_end": parts.header_end,
        "on_part_data": parts.data,
        "on_part_end": parts.end,
    }
    try:
        parser = MultipartParser(boundary, callbacks)
        async for chunk in stream:
            parser.write(chunk)
        parser.finalize()
        return SentForm(parts.texts, parts.files)
    except (FormParserError, UnicodeDecodeError):
        raise WebError("This form can't be read.") from None


class _Parts:
    """Parts as the parser tells of them."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self._count = 0
        self._name, self._value, self._headers, self._content = b"", b"", dict[bytes, bytes](), bytearray()

    def begin(self) -> None:
        self._count += 1
        if self._count > MOST_FIELDS:
            raise WebError("This form has too many fields.", 413)
        self._headers, self._content = {}, bytearray()

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name, self._value = b"", b""

    def data(self, data: bytes, start: int, end: int) -> None:
        self._content += data[start:end]

    def end(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = options.get(b"name", b"").decode()
        if b"filename" in options:
            sent_as = options[b"filename"].decode()
            if sent_as or self._content:
                self.files[name] = (sent_as, bytes(self._content))
            return
        if len(self._content) > MOST_LETTERS:
            raise WebError("This text is too long: send it as a file.", 413)
        self.texts[name] = self._content.decode()

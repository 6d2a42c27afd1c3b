"""Bytes of a text file as text: UTF-8 or UTF-16 where the bytes say so, else a guess that is told."""

from __future__ import annotations

from buttress.intake.account import AccountDraft
from buttress.intake.error import IntakeError, located
from buttress.intake.known_words import known_words

SAMPLE = 400_000
ENCODINGS = ("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
             "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "koi8_r", "koi8_u", "cp866", "cp852", "mac_cyrillic",
             "gb18030", "big5", "shift_jis", "euc_jp", "cp949")  # fmt: skip
"""What spreadsheets write beside UTF-8."""
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
ANSWER = "encoding"
MANY_ZEROS = 0.3
"""The share of zeros among every second byte that tells UTF-16; letters of most alphabets have one each."""


def decode(name: str, raw: bytes, answer: str | None, draft: AccountDraft) -> str:
    """The file's text. IntakeError where it is no text, or where nothing tells its encoding."""
    encoding, ground = _encoding(name, raw, answer)
    try:
        text = raw.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        raise IntakeError(
            located(name, None, f"not written in {encoding}; save the file as UTF-8, or say --{ANSWER} NAME")
        ) from None
    if "\x00" in text:
        row = text[: text.index("\x00")].count("\n") + 1
        raise IntakeError(located(name, row, "a zero byte; this is no text file"))
    if ground:
        lines = (line.strip() for line in text.splitlines())
        strange = [line[:60] for line in lines if not line.isascii()]
        draft.decide("encoding", encoding, ground, strange, len(strange))
    return text


def _encoding(name: str, raw: bytes, answer: str | None) -> tuple[str, str]:
    """The encoding and the ground to tell; no ground where the bytes decide it."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return encoding, ""
    if answer:
        return answer, "you said so"
    zeros = [raw[start:SAMPLE:2].count(0) / max(1, len(raw[start:SAMPLE:2])) for start in (0, 1)]
    if max(zeros) > MANY_ZEROS > 10 * min(zeros):
        return ("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"), "every second byte is zero"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(name, raw), "the bytes are not UTF-8; this is the likeliest that makes words of them"
    return "utf-8", ""


def _guessed(name: str, raw: bytes) -> str:
    """The encoding that makes most known words of the bytes; of several the one that looks most like a language."""
    # Lines of digits say nothing of an encoding, and would outweigh the names.
    lines = [line for line in raw.splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:SAMPLE]
    likely = _likely(sample)
    if not likely:
        line = next(index for index, line in enumerate(raw.splitlines(), 1) if not line.isascii())
        raise IntakeError(
            located(name, line, f"letters in no known encoding; save the file as UTF-8, or say --{ANSWER} NAME")
        )
    best = max(likely, key=lambda encoding: (known_words(sample.decode(encoding, "replace")), -likely.index(encoding)))
    text = sample.decode(best, "replace")
    return next(encoding for encoding in (*ENCODINGS, best) if sample.decode(encoding, "replace") == text)


def _likely(sample: bytes) -> list[str]:
    """Encodings in which the bytes are text, the most likely first."""
    from charset_normalizer import from_bytes

    ranked = [match.encoding for match in from_bytes(sample, cp_isolation=list(ENCODINGS))]
    for encoding in ENCODINGS:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(letter.isprintable() or letter.isspace() for letter in text):
            ranked.append(encoding)
    return list(dict.fromkeys(ranked))

"""Bytes of a text file as text: UTF-8 or UTF-16 where the bytes say so, else a guess that is told."""

from __future__ import annotations

import re

from buttress.intake.account import AccountDraft
from buttress.intake.error import IntakeError, located
from buttress.intake.known_words import known_words

SAMPLE = 400_000
ENCODINGS = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp850", "cp852", "cp866",
    "cp874", "iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-9", "iso8859-13", "iso8859-15",
    "koi8-r", "koi8-u", "kz1048", "ptcp154", "mac-cyrillic", "mac-roman", "gb18030", "big5", "cp932", "euc-jp", "cp949",
)  # fmt: skip
"""What spreadsheets write, and wrote, beside UTF-8."""
AT_LEAST = 0.5
"""A likelihood of less than this share of the best is not considered."""
UNPRINTED = "\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff"
"""Signs that writers use though they print nothing: soft hyphens, joiners, marks of direction."""
_SIGN = r"[^\w\s.,;:\-–—'’`\"()/&%+*!?«»“”„…|\u00ad\u200b-\u200f]"
SIGN_IN_WORD = re.compile(rf"(?<=[^\W\d_]){_SIGN}|(?![#@<>~±№€£$=°]){_SIGN}(?=[^\W\d_])")
CAPITAL_IN_WORD = re.compile("[a-zß-öø-ÿа-я][A-ZÀ-ÖØ-ÞА-Я]")
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
    """The encoding that leaves fewest signs amid letters and makes most known words, among the likely ones."""
    # Lines of digits say nothing of an encoding, and would outweigh the names.
    sample = b"\n".join(line for line in raw.splitlines() if not line.isascii())[:SAMPLE]
    likely = _likely(sample)
    if not likely:
        line = next(index for index, line in enumerate(raw.splitlines(), 1) if not line.isascii())
        raise IntakeError(
            located(name, line, f"letters in no known encoding; save the file as UTF-8, or say --{ANSWER} NAME")
        )
    return max(likely, key=lambda encoding: _sense(sample.decode(encoding)))  # the first of equals


def _likely(sample: bytes) -> list[str]:
    """Encodings in which the bytes are text, the most likely first, none less than half as likely as that."""
    from chardet import detect_all

    found = detect_all(sample, ignore_threshold=True, include_encodings=ENCODINGS, compat_names=False)
    ranked = [(each["encoding"], each["confidence"]) for each in found if _is_text(sample, each["encoding"])]
    return [encoding for encoding, confidence in ranked if encoding and confidence >= AT_LEAST * ranked[0][1]]


def _is_text(sample: bytes, encoding: str | None) -> bool:
    try:
        text = sample.decode(encoding or "")
    except (UnicodeError, LookupError):
        return False
    return all(letter.isprintable() or letter.isspace() or letter in UNPRINTED for letter in text)


def _sense(text: str) -> int:
    """Known words less places where no language has what stands there: a sign in a word, a capital after a small."""
    return known_words(text) - len(SIGN_IN_WORD.findall(text)) - len(CAPITAL_IN_WORD.findall(text))

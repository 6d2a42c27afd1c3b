"""A cell that names a week of a year: `2024-W10`, `KW 10/2024`, `week 10, 2024`."""

from __future__ import annotations

import datetime as dt
import re

_WORDS = (
    "week|wk|w|cw|kw|woche|kalenderwoche|semaine|sem|semana|settimana|неделя|нед|тиждень|тиж|тыдзень|tydzien|tydz|"
    "hafta|vecka|uke|uge|viikko|het|tyden|saptamana|minggu|الاسبوع|اسبوع|هفته|εβδομαδα"
)
_WEEK = re.compile(
    rf"(?P<y1>(?:19|20)\d\d)\s?[-/,]?\s?(?:{_WORDS})\.?\s?-?\s?(?P<w1>\d\d?)"
    rf"|(?P<y3>(?:19|20)\d\d)\s?[-/,]?\s?(?P<w3>\d\d?)(?:\.|-?[a-zа-я]{{1,2}})?\s?(?:{_WORDS})\.?"
    rf"|(?P<w4>\d\d?)(?:\.|-?[a-zа-я]{{1,2}})?\s?(?:{_WORDS})\.?\s?[-/,]?\s?(?:of |de |del )?(?P<y4>(?:19|20)\d\d)"
    rf"|(?:{_WORDS})\.?\s?(?P<w2>\d\d?)\s?[-/,.]?\s?(?:of |de |del )?(?P<y2>(?:19|20)\d\d)"
)


def week_days(written: str) -> tuple[dt.date, dt.date] | None:
    """Monday and Sunday of a week in plain text, counted by ISO 8601; None where it names no week."""
    found = _WEEK.fullmatch(written)
    if not found:
        return None
    year, week = (int(next(filter(None, (found[f"{part}{form}"] for form in range(1, 5))))) for part in "yw")
    try:
        return dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7)
    except ValueError:
        return None

"""A monitor's file for the tests of the pages: twenty weeks of three Ukrainian cities, two who count."""

from __future__ import annotations

import datetime as dt

CITIES = ("Kyiv", "Lviv", "Kharkiv")
HEADING = "Day;City;Crowd;Detained;Source"
FIRST = dt.date(2024, 1, 7)


def reports(weeks: int = 20) -> str:
    """The file's text; numbers repeat without chance."""
    lines = [HEADING]
    for week in range(weeks):
        day = FIRST + dt.timedelta(weeks=week)
        for place, city in enumerate(CITIES):
            crowd = 500 + 130 * ((week * 7 + place * 5) % 11)
            held = (week * 5 + place * 3) % 13
            lines += [f"{day:%d.%m.%Y};{city};{crowd};{held};lawyers", f"{day:%d.%m.%Y};{city};;{held // 2};ministry"]
    return "\n".join(lines) + "\n"

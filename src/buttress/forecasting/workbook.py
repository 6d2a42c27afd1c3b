"""Forecasts of a file as a workbook: a sheet of the weeks ahead, values alone, no formula."""

from __future__ import annotations

import io

from buttress.forecasting.file_forecast import INTERVALS, FileForecast

HEADS = ("target", "place", "reporter", "week from", "weeks ahead", "mean", "median")
WHOLE = "all"


def workbook(forecast: FileForecast) -> bytes:
    """The rows of the forecast as xlsx; a name of a file that looks like a formula stays text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("forecast")
    ends = [f"{share} % {end}" for share in INTERVALS for end in ("from", "to")]
    sheet.append([*HEADS, *ends])
    for row in forecast.rows():
        words = [row["target"], row["place"] or WHOLE, row["reporter"], row["week"]]
        numbers = [row["lead_weeks"], row["mean"], row["median"]]
        numbers += [end for share in INTERVALS for end in row[f"interval_{share}"]]
        cells = [WriteOnlyCell(sheet, value) for value in (*words, *numbers)]
        for cell in cells[: len(words)]:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

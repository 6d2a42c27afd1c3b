"""A forecast in a notebook: the coming weeks as a table, and as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.picture import INK, Picture, digits, drawn, interval, table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from buttress.forecasting.forecast import Forecast

TITLES = {"turnout": "Largest occasion of the week, people", "detained": "Detained in the week, people"}


def forecast_html(forecast: Forecast) -> str:
    """The table: a row a week and quantity, nationwide, median with its 95 % interval."""
    rows = [
        [str(row["week"] + 1), TITLES[row["quantity"]], digits(row["q50"]), interval(row["q025"], row["q975"])]
        for _, row in forecast.weekly.iterrows()
    ]
    caption = f"{forecast.case.facts.title}: weeks from {forecast.as_of.isoformat()}, {forecast.runs:,} runs"
    return table(caption, ["week", "what", "median", "95 %"], rows)


def forecast_picture(forecast: Forecast) -> Picture:
    """A panel for crowds and one for the detained: median, 50 and 95 % by week, log axes."""
    weekly = forecast.weekly

    def draw(figure: Figure) -> str:
        told = []
        for panel, (quantity, title) in zip(figure.subplots(1, 2), TITLES.items(), strict=True):
            rows = weekly[weekly["quantity"] == quantity]
            weeks = rows["week"] + 1
            for low, high, alpha in (("q025", "q975", 0.18), ("q25", "q75", 0.35)):
                panel.fill_between(weeks, rows[low], rows[high], color=INK, alpha=alpha, linewidth=0)
            panel.plot(weeks, rows["q50"], color=INK, marker="o", markersize=3)
            panel.set_yscale("symlog")
            panel.set(title=title, xlabel="week")
            told += [
                f"{title}, week {row['week'] + 1}: {digits(row['q50'])} ({interval(row['q025'], row['q975'])})"
                for _, row in rows.iterrows()
            ]
        return "Median with 95 % intervals. " + "; ".join(told)

    return drawn(8.0, 2.8, draw)

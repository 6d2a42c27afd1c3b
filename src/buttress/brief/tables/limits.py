"""Tables of what is not known: disagreements, assumed numbers, parameters left alone, past forecasts, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from buttress.brief import formats
from buttress.brief.content import AssumedNumber, BriefData, Disagreement, Score, SourceRow, UnmovedParameter
from buttress.brief.tables.columns import estimate, plain, shown
from buttress.brief.tables.table import Print, TableSpec


class Statement(NamedTuple):
    """What one reporter said of an occasion on which reporters disagree."""

    occasion: Disagreement
    reporter: str
    said: str


def _statements(data: BriefData) -> Iterator[Statement]:
    return (Statement(row, *statement) for row in data.unknowns.disagreements for statement in row.said)


DISAGREEMENTS = TableSpec[Statement](
    "disagreements",
    "Reporters who disagree",
    _statements,
    (
        plain(
            "date",
            "date",
            "Day of the occasion.",
            lambda row: row.occasion.date.isoformat(),
            show=lambda row: formats.day(row.occasion.date),
        ),
        plain("what", "what", "The occasion, and who was counted.", lambda row: row.occasion.what),
        plain("reporter", "", "Who gave the number."),
        plain("said", "", "The number as given."),
        shown(
            "who said what",
            "All reporters and their numbers.",
            lambda row: "; ".join(f"{who}: {said}" for who, said in row.occasion.said),
        ),
    ),
    shown=lambda data: (Statement(row, "", "") for row in data.unknowns.disagreements),
    trace=lambda row: row.occasion.trace,
    print=Print(4, (0.6, 0.8, 2.4), letters=170),
)

ASSUMED = TableSpec[AssumedNumber](
    "assumed",
    "Numbers that are assumed",
    lambda data: data.unknowns.assumed,
    (
        plain("number", "number", "Path of the number in case.yaml.", lambda row: row.key),
        plain("value", "value", "Its value, or its distribution."),
        plain("why", "why", "Why this value."),
    ),
    print=Print(5, (1.1, 0.8, 1.7), letters=70),
)

RATIO = "posterior over prior spread"

UNMOVED = TableSpec[UnmovedParameter](
    "unmoved",
    "Parameters that the evidence did not move",
    lambda data: data.unknowns.unmoved,
    (
        plain("parameter", "parameter", "Name of the parameter.", lambda row: row.name),
        plain("meaning", "meaning", "What it does."),
        plain(RATIO, RATIO, "Ratio of their standard deviations.", lambda row: f"{row.ratio:.2f}"),
    ),
    print=Print(5, (1.1, 2.0, 0.8), letters=80),
)

SCORES = TableSpec[Score](
    "scores",
    "How past forecasts did",
    lambda data: data.unknowns.scores,
    (
        plain("target", "what, by whom", "Quantity and reporter."),
        estimate("skill", "less error than the last number again", "1 less the ratio of mean CRPS."),
        shown("within the 80 % interval", "Figures inside, of all.", lambda row: f"{row.held} of {row.forecasts}"),
        plain("held", "", "Figures within the 80 % interval of their forecast."),
        plain("forecasts", "", "Forecasts made."),
    ),
)

SOURCES = TableSpec[SourceRow](
    "sources",
    "Sources",
    lambda data: data.sources,
    (
        plain("id", "id", "Id in sources.yaml."),
        plain("publisher", "publisher", "Who published it."),
        plain("date", "date", "When it was published."),
        plain("title", "title", "Its title."),
        plain("address", "address", "Where it stands on the web.", lambda row: row.url),
    ),
)

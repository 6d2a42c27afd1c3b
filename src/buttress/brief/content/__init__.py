"""What a brief says, before it has a form: plain numbers, names and intervals, free of the model.

A number that a reader sees is an `IntervalEstimate`, a `Spread` or a `BandedSeries`: each carries its interval and
its unit. Bare numbers stand only for what has no interval: settings of the ensemble, reports as their reporters gave
them, sums that a document names. Names of fields are the keys of brief.json.
"""

from buttress.brief.content.claims import ClaimRow, VerdictLean, VerdictWord
from buttress.brief.content.corner import CornerText
from buttress.brief.content.curves import BASELINE, Curve, Fan, ReportRow
from buttress.brief.content.data import BriefData
from buttress.brief.content.effects import Effect, JudgedDifference, Paired, PriorRow, ReadingRow
from buttress.brief.content.headline import HeadlineCell, LabelledEstimate
from buttress.brief.content.history import ContestEnds, PatronHistory
from buttress.brief.content.provenance import BriefProvenance, SourceRow
from buttress.brief.content.purse import Promise, PurseByWeek
from buttress.brief.content.quantity import LEVELS, Band, BandedSeries, IntervalEstimate, Spread, Unit
from buttress.brief.content.unknowns import AssumedNumber, Disagreement, Score, Unknowns, UnmovedParameter
from buttress.brief.content.week import OccasionWeek, PlaceWeek

__all__ = [
    "BASELINE",
    "LEVELS",
    "AssumedNumber",
    "Band",
    "BandedSeries",
    "BriefData",
    "BriefProvenance",
    "ClaimRow",
    "ContestEnds",
    "CornerText",
    "Curve",
    "Disagreement",
    "Effect",
    "Fan",
    "HeadlineCell",
    "IntervalEstimate",
    "JudgedDifference",
    "LabelledEstimate",
    "OccasionWeek",
    "Paired",
    "PatronHistory",
    "PlaceWeek",
    "PriorRow",
    "Promise",
    "PurseByWeek",
    "ReadingRow",
    "ReportRow",
    "Score",
    "SourceRow",
    "Spread",
    "Unit",
    "Unknowns",
    "UnmovedParameter",
    "VerdictLean",
    "VerdictWord",
]

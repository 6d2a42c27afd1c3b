"""The whole brief as plain content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from buttress.brief.content.claims import ClaimRow
from buttress.brief.content.corner import CornerText
from buttress.brief.content.curves import Curve, Fan
from buttress.brief.content.effects import Effect, PriorRow, ReadingRow
from buttress.brief.content.headline import HeadlineCell
from buttress.brief.content.history import PatronHistory
from buttress.brief.content.provenance import BriefProvenance, SourceRow
from buttress.brief.content.purse import PurseByWeek
from buttress.brief.content.unknowns import Unknowns
from buttress.brief.content.week import OccasionWeek, PlaceWeek


@dataclass(frozen=True)
class BriefData:
    """Everything that a brief shows, in the order in which it shows it."""

    title: str
    question: str
    as_of: date
    trigger: date
    horizon_days: int
    incumbent: str
    tenure_days: int
    occasion: str
    cells: tuple[HeadlineCell, ...]
    curves: tuple[Curve, ...]
    fan: Fan
    effects: tuple[Effect, ...]
    claims: tuple[ClaimRow, ...]
    purse: PurseByWeek | None  # None where the case has no purse
    places: tuple[PlaceWeek, ...]
    occasions: tuple[OccasionWeek, ...]
    unknowns: Unknowns
    provenance: BriefProvenance
    lead: str = ""
    history: PatronHistory | None = None  # None where the case has no patron
    corner: CornerText | None = None  # None where no claim is on the headline's scenario
    readings: tuple[ReadingRow, ...] = ()
    responsive: bool = False  # was a patron who responds run at all
    patron_acts: bool = True  # does any row name a patron
    off: tuple[str, ...] = ()  # parts that the case leaves out
    prior: tuple[PriorRow, ...] = ()  # empty unless asked for
    sources: tuple[SourceRow, ...] = ()
    warnings: tuple[str, ...] = ()

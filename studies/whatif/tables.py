"""The tables of the study: corners, claims without one, what to find out first, refusals, and the check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from buttress.brief.content import IntervalEstimate, Unit
from buttress.brief.formats import estimate
from buttress.case import Case, Claim
from buttress.explore.discovery import WhatIf, WhatIfBox
from buttress.explore.discovery.report import in_draws, one_in, percent
from buttress.explore.error import ExploreError
from buttress.findings.claims import unit_of
from studies.results import StudyTable
from studies.whatif.first_finds import FirstFinds
from studies.whatif.whole_people import Checked

HALF = 0.5
LINE = ("claim", "it would have to be so that", "so in: before any evidence; under all of it")
CORNERS = (
    *LINE,
    "suppose",
    "written into draws, so in",
    "like that by themselves: before any evidence; under all of it",
    "coverage",
    "density",
)


def tables(
    case: Case, found: Mapping[str, WhatIf | ExploreError], finds: Mapping[str, FirstFinds], checks: Sequence[Checked]
) -> list[StudyTable]:
    """In the order of a page; `found` by id of the claim, in the order of the case."""
    claims = {claim.id: claim for claim in case.claims}
    searched = {name: each for name, each in found.items() if isinstance(each, WhatIf)}
    corners = [row for name, each in searched.items() for row in _corners(claims[name], each)]
    nowhere = [_without(claims[name], each) for name, each in searched.items() if not each.boxes]
    refused = [[claims[name].says, str(each)] for name, each in found.items() if isinstance(each, ExploreError)]
    first = [[claims[name].says, each.collect, each.know] for name, each in finds.items()]
    return [
        StudyTable("corners", "Corners", CORNERS, corners, _said_of_corners()),
        StudyTable("nowhere", "Without a corner", (*LINE, "found"), nowhere),
        StudyTable(
            "finds",
            "What to find out first",
            ("claim", "evidence that could be collected", "if it were known exactly"),
            first,
            "The share by which the 95 % interval of the answer would shrink. Named is what is two standard errors "
            "from nothing.",
        ),
        StudyTable("refused", "Not explored", ("claim", "why"), refused),
        StudyTable(
            "people",
            "Checked with whole people",
            ("claim", "corner", "pairs of runs", "so in the mean field", "so with whole people", "number"),
            [_check(claims[each.claim], each) for each in checks],
            "Fitted draws set into the corner, ten pairs of runs each with every person counted. *So*: the share "
            "of draws whose mean over its runs crosses the line. *Number*: of a claim on one scenario its "
            "level, else scenario minus baseline; mean and 95 % of draws.",
        ),
    ]


def _said_of_corners() -> str:
    return (
        "*Written into draws*: of fitted draws with these parameters alone set into the corner, the share in which it "
        "is so. *Coverage* and *density* are of fresh draws at four times the spreads: of those in which it is so, the "
        "share in the corner; of those in the corner, the share in which it is so. A claim on a parameter is its own."
    )


def _corners(claim: Claim, found: WhatIf) -> list[list[str]]:
    head = [claim.says, found.crosses, f"{in_draws(found.prior)}; {in_draws(found.all_evidence)}"]
    return [[*(head if number == 0 else ["", "", ""]), *_box(box)] for number, box in enumerate(found.boxes)]


def _box(box: WhatIfBox) -> list[str]:
    return [
        ", and ".join(box.words),
        percent(box.when_set.p),
        f"{percent(box.prior)}; {in_draws(box.all_evidence)}",
        percent(box.coverage),
        percent(box.density),
    ]


def _without(claim: Claim, found: WhatIf) -> list[str]:
    head = [claim.says, found.crosses, f"{in_draws(found.prior)}; {in_draws(found.all_evidence)}"]
    wide = f"{found.searched:,} wide draws"
    if found.outcome == "nowhere":
        return [*head, f"nowhere: none of {wide}, so fewer than 1 in {one_in(found.upper_95)} (95 % limit)"]
    return [*head, f"no corner of three conditions: so in {found.crossing:,} of {wide}, here and there"]


def _check(claim: Claim, check: Checked) -> list[str]:
    crossed = f"{percent(check.crossing)}{'' if check.crossing >= HALF else ' (does not hold in most)'}"
    number = _number(claim, (check.mean, *check.interval_95))
    return [claim.says, ", and ".join(check.corner), f"{check.runs:,}", percent(check.expected), crossed, number]


def _number(claim: Claim, numbers: tuple[float, float, float]) -> str:
    """Mean and 95 % of draws in the unit of the claim; of counts of people the change in percent."""
    unit = unit_of(claim)
    level = bool(sum(claim.contrast.values()))
    return estimate(IntervalEstimate(*numbers, Unit.LOG_RATIO if unit is Unit.RATIO else unit, signed=not level))

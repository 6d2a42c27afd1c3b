"""Tables of answers: headline numbers, priors alone, paired effects, policing, the patron's two readings, claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from buttress.brief import formats, phrases
from buttress.brief.content import BriefData, ClaimRow, Effect, IntervalEstimate, PriorRow, ReadingRow
from buttress.brief.outcome import RESERVES, TENURE, TURNOUT
from buttress.brief.tables.columns import estimate, paired, plain, shown
from buttress.brief.tables.table import Print, TableSpec

RESERVES_HEADING = "Reserves last, weeks"
TENURE_HEADING = "In office after {days} days, points"
TURNOUT_HEADING = "Crowd of 8 weeks, change in %"


class HeadlineLine(NamedTuple):
    """A number of a headline cell: the cell's own, or one beside it."""

    number: str
    which: str
    value: IntervalEstimate
    sources: str
    trace: str


def _headline_lines(data: BriefData) -> Iterator[HeadlineLine]:
    for cell in data.cells:
        numbers = [("baseline", cell.estimate), *((beside.label, beside.estimate) for beside in cell.beside)]
        for which, value in numbers:
            if value is not None:
                yield HeadlineLine(cell.label, which, value, " ".join(cell.sources), cell.trace)


def _claim_number(claim: ClaimRow) -> str:
    if claim.estimate is None:
        return "not estimated"
    return f"{formats.estimate(claim.estimate)}, {claim.measure}"


HEADLINE = TableSpec[HeadlineLine](
    "headline",
    "Headline numbers",
    _headline_lines,
    (
        plain("number", "number", "Headline cell."),
        plain("which", "which", "Of the baseline, or what else the number is."),
        estimate(
            "",
            "value (95 % interval)",
            "Mean over runs. The interval of a share of runs is where that of many more runs would lie.",
            lambda row: row.value,
        ),
        plain("sources", "", "Ids of the cell's sources."),
    ),
    trace=lambda row: row.trace,
)

PRIOR = TableSpec[PriorRow](
    "prior",
    "What the priors alone say",
    lambda data: data.prior,
    (
        plain("number", "draws", "What the numbers measure.", lambda row: row.what),
        estimate("posterior", "with the reports", "Mean over runs of the posterior's draws."),
        estimate("prior", "priors alone", "Mean over runs of draws that have seen no report."),
    ),
    note="The same runs on draws that have seen no report; everything else on these pages uses the reports.",
    trace=lambda row: row.trace,
    transposed=True,
    print=Print(2, (0.7,)),
)

EFFECTS = TableSpec[Effect](
    "effects",
    "Paired effects, scenario minus baseline",
    lambda data: (effect for effect in data.effects if not effect.fixed),
    (
        plain("scenario", "", "File name of the scenario."),
        plain("title", "scenario", "Its title."),
        plain("fired", "", "Did its change take place in some run?"),
        plain("pairs", "pairs", "Pairs of runs.", lambda row: row.runs, show=lambda row: f"{row.runs:,}", last=True),
        paired(
            "reserves_weeks",
            RESERVES_HEADING,
            "Weeks until usable reserves are gone at the pace of the last four weeks, cut at 104.",
            RESERVES.paired,
            show=lambda row: (
                formats.estimate(row.reserves.difference, unit=False) if row.fired and row.reserves else "–"
            ),
            optional=True,
        ),
        shown("time in office", "Verdict word on time in office.", TENURE.word),
        paired(
            "tenure_{days}",
            TENURE_HEADING,
            "Chance of being in office so many days after the fork, 0 to 1.",
            lambda row: row.tenure,
            show=lambda row: formats.estimate(row.tenure.difference, unit=False) if row.fired else "–",
        ),
        shown("turnout", "Verdict word on turnout.", TURNOUT.word),
        paired(
            "turnout_8w",
            TURNOUT_HEADING,
            "Mean crowd of the main occasion in 8 weeks from the fork, people; differences are log ratios.",
            lambda row: row.turnout,
            show=lambda row: formats.estimate(row.turnout.difference) if row.fired else "–",
        ),
    ),
    trace=lambda row: row.trace,
    print=Print(24, (1.25,), without=("pairs", "time in office", "turnout")),
)

POLICING = TableSpec[Effect](
    "policing",
    "Policing harsher or milder: harm first, not ranked",
    lambda data: (effect for effect in data.effects if effect.fixed),
    (
        plain("scenario", "", "File name of the scenario."),
        plain("title", "what if", "Its title."),
        plain("pairs", "", "Pairs of runs.", lambda row: row.runs),
        paired(
            "detained_8w",
            "detained in 8 weeks, against the baseline",
            "People detained in 8 weeks from the fork; differences are log ratios.",
            lambda row: row.detained,
        ),
        shown(
            "detained in 8 weeks",
            "People detained in the scenario.",
            lambda row: formats.estimate(row.detained.scenario),
        ),
        paired(
            "turnout_8w",
            "mean crowd of 8 weeks",
            "Mean crowd of the main occasion in 8 weeks from the fork, people; differences are log ratios.",
            lambda row: row.turnout,
            show=lambda row: formats.estimate(row.turnout.scenario),
        ),
    ),
    note="Fixed what-ifs; no search for a policy is made, and time in office is not compared across them.",
    trace=lambda row: row.trace,
    print=Print(4, (0.7, 1.3, 1.0, 1.0)),
)

READINGS = TableSpec[ReadingRow](
    "readings",
    "Where a patron who responds gives another answer than the script",
    lambda data: data.readings,
    (
        plain("scenario", "scenario", "Title of the scenario.", lambda row: row.title),
        plain("measure", "what", "What the numbers measure."),
        estimate("scripted", "scripted patron", "The patron acts as was announced."),
        estimate("responsive", "responsive patron", "The patron responds to what is reported."),
    ),
    print=Print(6, (1.1, 1.0, 1.0, 1.0)),
)

CLAIMS = TableSpec[ClaimRow](
    "claims",
    "Claims",
    lambda data: data.claims,
    (
        plain("id", "", "Name of the claim in claims.yaml."),
        plain("row", "", "Row of the source's table of claims."),
        plain("who", "who", "Who says it."),
        plain("says", "claim", "What is said."),
        plain(
            "verdict",
            "verdict",
            "Supported, contradicted or undetermined, which is shown as “cannot be told”.",
            show=lambda row: phrases.verdict(row.verdict, row.lean),
        ),
        shown("probability", "P of what is said, before any evidence and after all.", phrases.probabilities),
        plain(
            "basis",
            "basis",
            "What moved the odds: reports, history, both, assumption (neither), or structure.",
            show=lambda row: f"{row.basis}: {row.note}" if row.note else row.basis,
        ),
        plain("measure", "", "What the estimate measures."),
        estimate("", "estimate (95 % interval)", "What is judged.", lambda row: row.estimate, show=_claim_number),
        plain("rule", "", "How the verdict is made."),
        plain("note", "", "Why the verdict is not more, and priors that the case sets."),
        plain("p_before", "", "P of what is said before any evidence."),
        plain("p_reports", "", "The same with the reports alone."),
        plain("p_history", "", "The same with other contests' history alone."),
        plain("p_after", "", "The same with both."),
        plain("widened", "", "Factor on the spreads of what it rests on, empty where none lets evidence move it."),
        plain("bayes_factor", "", "Odds after all evidence over those before any."),
        plain("lean", "", "Where P lies beyond .8 or .2: for, against, none."),
        plain("would_change", "what would change it", "Evidence that would change the verdict."),
    ),
    trace=lambda row: row.trace,
    rule=lambda row: row.rule,
    print=Print(30, (0.72, 2.3, 0.95, 0.85, 0.7, 2.75, 1.9), letters=150, strong=(2,)),
)

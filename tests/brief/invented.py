"""A brief made up for tests: every number is invented, none is a result."""

from __future__ import annotations

import math
from datetime import date

from buttress.brief.content import (
    AssumedNumber,
    BriefData,
    BriefProvenance,
    ClaimRow,
    ContestEnds,
    CornerText,
    Disagreement,
    Effect,
    HeadlineCell,
    IntervalEstimate,
    LabelledEstimate,
    Paired,
    PatronHistory,
    ReadingRow,
    SourceRow,
    Unit,
    Unknowns,
    UnmovedParameter,
)
from tests.brief.invented_courses import AS_OF, TRIGGER, curve, fan, occasions, places, purse

TITLES = {
    "without_loan": "Without the loan",
    "without_endorsement": "Without the endorsement",
    "neither": "Neither loan nor endorsement",
    "withdrawal": "The patron withdraws",
    "silent_loan": "Loan without announcement",
    "half_loan": "Half the loan",
    "delayed_loan": "Loan three months late",
    "refinanced_loan": "Loan only refinances debt",
    "presence_withheld": "Exercises called off, reserve dissolved",
    "intervention": "The patron intervenes",
    "without_reform_promise": "Without the promise of reform",
    "without_scrutiny": "Without foreign scrutiny",
    "harsher_policing": "Harsher policing",
    "milder_policing": "Milder policing",
}


def _effects() -> tuple[Effect, ...]:
    rows = []
    for index, (name, title) in enumerate(TITLES.items()):
        shift = -0.036 + 0.011 * (index % 5)
        crowd = -900.0 + 700.0 * (index % 4)
        rows.append(
            Effect(
                scenario=name,
                title=title,
                fired=name != "without_scrutiny",
                runs=1_000 if index < 7 else 200,
                tenure=Paired(
                    IntervalEstimate(shift, shift - 0.04, shift + 0.021, Unit.POINTS),
                    0.003 + 0.001 * (index % 3),
                    0.02,
                    IntervalEstimate(0.86, 0.61, 0.97, Unit.SHARE),
                    IntervalEstimate(0.86 + shift, 0.55, 0.96, Unit.SHARE),
                ),
                turnout=Paired(
                    IntervalEstimate(crowd / 51e3, (crowd - 3_900) / 51e3, (crowd + 4_200) / 51e3, Unit.LOG_RATIO),
                    0.007,
                    math.log(1.1),
                    IntervalEstimate(51_000, 14_000, 140_000, Unit.PEOPLE),
                    IntervalEstimate(51_000 + crowd, 13_500, 139_000, Unit.PEOPLE),
                ),
                detained=Paired(
                    IntervalEstimate(0.25 if "harsher" in name else -0.15, -0.5, 0.5, Unit.LOG_RATIO),
                    0.02,
                    0.0,
                    IntervalEstimate(4_300, 1_100, 14_000, Unit.PEOPLE),
                    IntervalEstimate(5_500, 1_300, 16_000, Unit.PEOPLE),
                ),
                reserves=Paired(
                    IntervalEstimate(-4.0 + index, -12.0 + index, 2.0 + index, Unit.WEEKS, signed=True),
                    0.3,
                    0.0,
                    IntervalEstimate(66.0, 21.0, 104.0, Unit.WEEKS, cap=104.0),
                    IntervalEstimate(62.0, 17.0, 104.0, Unit.WEEKS, cap=104.0),
                ),
                fixed="policing" in name,
                takes_away="the loan" if name == "without_loan" else "",
                trace=f"buttress compare cases/harbour --scenario {name} --runs 1000 --seed 7",
            )
        )
    return tuple(rows)


def _claims(count: int) -> tuple[ClaimRow, ...]:
    says = (
        "The loan lengthens the incumbent's time in office.",
        "The meeting has little impact on the momentum of the protests.",
        "If support were withdrawn the system would fall very quickly.",
        "Support from the patron is vital to stay in power.",
        "Cash lets the state pay police, army and workers, and pay keeps them loyal.",
        "A solvent incumbent attends more to suppression than to the economy.",
        "An intervention turns the society against the patron within a day.",
    )
    verdicts = ("undetermined", "supported", "undetermined", "contradicted")
    return tuple(
        ClaimRow(
            id=f"claim_{index}",
            row=f"S{index + 1}",
            who="the analyst" if index % 3 else "the report",
            says=says[index % len(says)],
            verdict=verdicts[index % 4],  # type: ignore[arg-type]
            basis=("assumption", "reports", "structure", "reports and history")[index % 4],
            estimate=IntervalEstimate(0.03, -0.012, 0.07, Unit.POINTS),
            measure="in office after 90 days",
            rule="supported if the probability that it is above 2 points is over 95 %",
            p_before=0.16,
            p_after=(0.19, 0.99, 0.0, 0.02)[index % 4],
            widened=(4, 1, None, 2)[index % 4],
            bayes_factor=(1.3, 80.0, None, 0.08)[index % 4],
            lean=("against", "for", "none", "against")[index % 4],  # type: ignore[arg-type]
            would_change="Weekly pay records of two police units, before and after the tranche arrives.",
            trace=f"buttress claims cases/harbour --id claim_{index}",
        )
        for index in range(count)
    )


def _unknowns() -> Unknowns:
    return Unknowns(
        disagreements=(
            Disagreement(
                date(2031, 3, 9),
                "Sunday march, people",
                (
                    ("interior ministry", "3,000"),
                    ("interior ministry, next day", "22,000"),
                    ("Harbour Wire", "more than 100,000"),
                ),
            ),
            Disagreement(
                date(2031, 3, 2),
                "Sunday march, people",
                (("interior ministry", "31,000"), ("Daily Post", "100,000 to 200,000")),
            ),
            Disagreement(
                date(2031, 3, 2),
                "detained",
                (("interior ministry", "633"), ("rights monitor", "193 (list still growing)")),
            ),
        ),
        assumed=(
            AssumedNumber("custody_places", "5,000", "no source gives short-term places"),
            AssumedNumber("unit_size of police", "100", "a company"),
            AssumedNumber("size of the patron's reserve", "not given", "only its existence was announced"),
        ),
        unmoved=(
            UnmovedParameter("loyalty_pay", "how much lost pay raises defection", 0.99),
            UnmovedParameter("belief_backing", "how much the endorsement moves the pillars' belief", 1.0),
            UnmovedParameter("attention_runway", "how runway shifts effort to suppression", 0.98),
        ),
        parameters=41,
        never_fired=("Without foreign scrutiny: scrutiny from 10 Mar 2031",),
        limits=("Truth behind the counts is identified only up to the prior on the reporters' bias.",),
    )


def _cells() -> tuple[HeadlineCell, ...]:
    return (
        HeadlineCell(
            "Reserves last",
            IntervalEstimate(61, 33, 104, Unit.WEEKS, cap=104),
            (
                LabelledEstimate("beyond 104 weeks", IntervalEstimate(0.12, 0.10, 0.14, Unit.SHARE)),
                LabelledEstimate("without the loan", IntervalEstimate(52, 27, 98, Unit.WEEKS, cap=104)),
                LabelledEstimate("real police pay, day 90", IntervalEstimate(0.88, 0.74, 0.97, Unit.PERCENT)),
            ),
            ("central-bank-0301",),
        ),
        HeadlineCell(
            "In office after 90 days",
            IntervalEstimate(0.86, 0.61, 0.97, Unit.SHARE),
            (
                LabelledEstimate("without the loan", IntervalEstimate(0.83, 0.55, 0.96, Unit.SHARE)),
                LabelledEstimate("after 30 days", IntervalEstimate(0.95, 0.85, 0.99, Unit.SHARE)),
                LabelledEstimate("after 180 days", IntervalEstimate(0.74, 0.40, 0.94, Unit.SHARE)),
            ),
            ("navco-12",),
        ),
        HeadlineCell(
            "Sundays, next 8 weeks",
            IntervalEstimate(51_000, 14_000, 140_000, Unit.PEOPLE),
            (LabelledEstimate("without the loan", IntervalEstimate(50_000, 13_500, 139_000, Unit.PEOPLE)),),
            ("harbour-wire-0309",),
        ),
        HeadlineCell(
            "Detained, next Sunday",
            IntervalEstimate(430, 120, 1_300, Unit.PEOPLE),
            (LabelledEstimate("as the ministry counts", IntervalEstimate(390, 95, 1_250, Unit.PEOPLE)),),
            ("ministry-0310",),
        ),
    )


def _provenance() -> BriefProvenance:
    return BriefProvenance(
        case_id="harbour-2031",
        case_hash="3fb1c0a94d1e77a2",
        version="0.1.0",
        seed=7,
        runs=1_000,
        draws=100,
        effective_sample_size=812.0,
        command="buttress brief cases/harbour --runs 1000 --seed 7 --out out/harbour",
        settings=(("horizon", "180 days"), ("two fits differ by", "0.4 sd at most")),
    )


def _sources() -> tuple[SourceRow, ...]:
    return (
        SourceRow("central-bank-0301", "Central bank", "2031-03-01", "Reserve assets", "https://example.org/reserves"),
        SourceRow(
            "harbour-wire-0309", "Harbour Wire", "2031-03-09", "Marchers fill the quays", "https://example.org/m"
        ),
    )


def make(claims: int = 26) -> BriefData:
    """The whole invented brief."""
    effects = _effects()
    curves = (
        curve("baseline", "Baseline", 0.0011),
        *(curve(effect.scenario, effect.title, 0.0011 + 0.0003 * (i % 5)) for i, effect in enumerate(effects)),
    )
    return BriefData(
        title="Harbour Republic 2031",
        question="Does the patron's loan change how long the incumbent stays, or how many march?",
        as_of=AS_OF,
        trigger=TRIGGER,
        horizon_days=180,
        incumbent="Torvald",
        tenure_days=90,
        occasion="Sunday march",
        cells=_cells(),
        curves=curves,
        fan=fan(),
        effects=effects,
        claims=_claims(claims),
        purse=purse(),
        places=places(),
        occasions=occasions(),
        unknowns=_unknowns(),
        provenance=_provenance(),
        lead="without_loan",
        corner=CornerText(
            "The loan lengthens the incumbent's time in office.",
            (
                "The loan lengthens it by 2 points or more: 16 % before any evidence, 9.1 % (5.2 to 15) under all.",
                "1. If households buy over 1.4 times as many dollars: then it crosses in 38 % of the draws.",
            ),
            ("a list of the detained: narrows the 95 % interval by 12 % (standard error 4).",),
            "buttress whatif cases/harbour --claim claim_0",
        ),
        history=PatronHistory(
            IntervalEstimate(1.1, 0.3, 3.6, Unit.RATIO),
            150,
            40,
            IntervalEstimate(5.9, 2.1, 17.0, Unit.RATIO),
            90,
            30,
            ContestEnds((3, 8, 40, 250), (12, 90, 300)),
            ContestEnds((2, 2, 5, 18, 1336), (84, 635)),
        ),
        readings=(
            ReadingRow(
                "The patron withdraws",
                "in office after 90 days",
                IntervalEstimate(-0.05, -0.11, 0.01, Unit.POINTS),
                IntervalEstimate(-0.02, -0.07, 0.02, Unit.POINTS),
            ),
        ),
        sources=_sources(),
    )

"""A brief made up for tests: every number is invented, none is a result."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from buttress.brief.content import (
    AssumedNumber,
    Band,
    BandedSeries,
    BriefData,
    BriefProvenance,
    ClaimRow,
    Curve,
    Disagreement,
    Effect,
    Fan,
    HeadlineCell,
    IntervalEstimate,
    LabelledEstimate,
    OccasionWeek,
    Paired,
    PlaceWeek,
    Promise,
    PurseByWeek,
    ReadingRow,
    ReportRow,
    SourceRow,
    Spread,
    Unit,
    Unknowns,
    UnmovedParameter,
)

AS_OF = date(2031, 3, 10)
TRIGGER = date(2031, 2, 2)

TITLES = {
    "without_loan": ("Without the loan", "the loan"),
    "without_endorsement": ("Without the endorsement", "the endorsement"),
    "neither": ("Neither loan nor endorsement", ""),
    "withdrawal": ("The patron withdraws", ""),
    "silent_loan": ("Loan without announcement", ""),
    "half_loan": ("Half the loan", ""),
    "delayed_loan": ("Loan three months late", ""),
    "refinanced_loan": ("Loan only refinances debt", ""),
    "presence_withheld": ("Exercises called off, reserve dissolved", ""),
    "intervention": ("The patron intervenes", ""),
    "without_reform_promise": ("Without the promise of reform", ""),
    "without_scrutiny": ("Without foreign scrutiny", ""),
    "harsher_policing": ("Harsher policing", ""),
    "milder_policing": ("Milder policing", ""),
}
PLACES = (
    "Northport",
    "Saltmarsh",
    "Oldbridge",
    "Highfield",
    "Ironvale",
    "Eastmere",
    "Kingsford",
    "Millbrook",
    "North region without its cities",
    "Salt region without its cities",
    "Old region without its cities",
    "High region without its cities",
    "Iron region without its cities",
    "East region without its cities",
)


def _curve(scenario: str, label: str, rate: float) -> Curve:
    days = range(0, 181, 3)
    dates = tuple(AS_OF + timedelta(days=step) for step in days)
    middle = tuple(math.exp(-rate * step) for step in days)
    low = tuple(math.exp(-2.6 * rate * step) for step in days)
    high = tuple(math.exp(-0.3 * rate * step) for step in days)
    return Curve(scenario, label, BandedSeries(dates, middle, (Band(95, low, high),), Unit.SHARE))


def _path(
    dates: tuple[date, ...], middle: tuple[float, ...], widths: tuple[float, ...], unit: Unit, money: str
) -> BandedSeries:
    bands = tuple(
        Band(
            level,
            tuple(m * math.exp(-z * w) for m, w in zip(middle, widths, strict=True)),
            tuple(m * math.exp(z * w) for m, w in zip(middle, widths, strict=True)),
        )
        for level, z in ((50, 0.67), (80, 1.28), (95, 1.96))
    )
    return BandedSeries(dates, middle, bands, unit, money)


def _fan() -> Fan:
    sundays = tuple(TRIGGER + timedelta(days=7 * week) for week in range(18))
    middle = tuple(150_000.0 * math.exp(-0.09 * week) for week in range(18))
    widths = tuple(0.25 + 0.1 * max(0, week - 5) for week in range(18))
    reports = []
    for week in range(1, 6):
        when = sundays[week]
        reports += [
            ReportRow(when, "interior ministry", 18_000.0 + 900 * week, 22_000.0 + 900 * week, True),
            ReportRow(when, "Harbour Wire", 100_000.0, None, False),
            ReportRow(when, "Daily Post", 120_000.0, 120_000.0, False),
        ]
    reports.append(ReportRow(sundays[5], "rights monitor", None, 200_000.0, True))
    return Fan("Sunday march", _path(sundays, middle, widths, Unit.PEOPLE, ""), tuple(reports))


def _spread(median: float, width: float) -> Spread:
    bands = tuple(
        (level, float(math.floor(median * math.exp(-z * width))), float(math.ceil(median * math.exp(z * width))))
        for level, z in ((50, 0.67), (80, 1.28), (95, 1.96))
    )
    return Spread(median, bands, Unit.PEOPLE)


def _effects() -> tuple[Effect, ...]:
    rows = []
    for index, (name, (title, subject)) in enumerate(TITLES.items()):
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
                    IntervalEstimate(crowd, crowd - 3_900, crowd + 4_200, Unit.PEOPLE, signed=True),
                    380.0,
                    5_100.0,
                    IntervalEstimate(51_000, 14_000, 140_000, Unit.PEOPLE),
                    IntervalEstimate(51_000 + crowd, 13_500, 139_000, Unit.PEOPLE),
                ),
                detained=Paired(
                    IntervalEstimate(1_200.0 if "harsher" in name else -700.0, -1_900, 2_600, Unit.PEOPLE, signed=True),
                    90.0,
                    0.0,
                    IntervalEstimate(4_300, 1_100, 14_000, Unit.PEOPLE),
                    IntervalEstimate(5_500, 1_300, 16_000, Unit.PEOPLE),
                ),
                subject=subject,
                fixed="policing" in name,
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
            basis=("prior", "evidence", "structure", "evidence")[index % 4],
            estimate=IntervalEstimate(0.03, -0.012, 0.07, Unit.POINTS),
            measure="in office at 90 days",
            rule="supported if the 95 % interval lies above 2 points",
            would_change="Weekly pay records of two police units, before and after the tranche arrives.",
            trace=f"buttress claims cases/harbour --id claim_{index}",
        )
        for index in range(count)
    )


def _purse() -> PurseByWeek:
    weeks = tuple(TRIGGER + timedelta(days=7 * week) for week in range(31))
    cash = tuple(3_900.0 - 62.0 * week + (500.0 if week > 10 else 0.0) for week in range(31))
    owed = tuple(212.0 for _ in weeks)
    paid = tuple(212.0 - max(0, week - 20) * 2.5 for week in range(31))
    wide = tuple(0.01 + 0.012 * max(0, week - 5) for week in range(31))
    thin = tuple(0.004 + 0.004 * max(0, week - 18) for week in range(31))
    promises = (
        Promise(AS_OF - timedelta(days=14), "rollover", 600, "USD m", True),
        Promise(AS_OF + timedelta(days=40), "first tranche", 500, "USD m", False),
        Promise(AS_OF + timedelta(days=110), "second tranche", 1_000, "USD m", False),
    )
    return PurseByWeek(
        _path(weeks, cash, wide, Unit.MONEY, "USD m"),
        _path(weeks, owed, tuple(0.0 for _ in weeks), Unit.MONEY, "HBL m"),
        _path(weeks, paid, thin, Unit.MONEY, "HBL m"),
        promises,
    )


def _places() -> tuple[PlaceWeek, ...]:
    return tuple(
        PlaceWeek(
            f"p{index}",
            name,
            _spread(64_000 / (index + 1) ** 1.3, 0.55),
            _spread(420 / (index + 1) ** 1.4, 0.7),
            f"buttress explain cases/harbour --on 2031-03-16 --place p{index}",
        )
        for index, name in enumerate(PLACES)
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


def make(claims: int = 26) -> BriefData:
    """The whole invented brief."""
    effects = _effects()
    curves = (
        _curve("baseline", "Baseline", 0.0011),
        *(_curve(effect.scenario, effect.title, 0.0011 + 0.0003 * (i % 5)) for i, effect in enumerate(effects)),
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
        cells=(
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
                "In office at 90 days",
                IntervalEstimate(0.86, 0.61, 0.97, Unit.SHARE),
                (
                    LabelledEstimate("without the loan", IntervalEstimate(0.83, 0.55, 0.96, Unit.SHARE)),
                    LabelledEstimate("at 30 days", IntervalEstimate(0.95, 0.85, 0.99, Unit.SHARE)),
                    LabelledEstimate("at 180 days", IntervalEstimate(0.74, 0.40, 0.94, Unit.SHARE)),
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
        ),
        curves=curves,
        fan=_fan(),
        effects=effects,
        claims=_claims(claims),
        purse=_purse(),
        places=_places(),
        occasions=(
            OccasionWeek(
                "Women's march",
                AS_OF + timedelta(days=5),
                "Northport and 5 more",
                _spread(4_200, 0.5),
                _spread(90, 0.8),
            ),
            OccasionWeek(
                "Sunday march", AS_OF + timedelta(days=6), "all places", _spread(58_000, 0.5), _spread(430, 0.7)
            ),
        ),
        unknowns=_unknowns(),
        provenance=BriefProvenance(
            case_id="harbour-2031",
            case_hash="3fb1c0a94d1e77a2",
            version="0.1.0",
            seed=7,
            runs=1_000,
            draws=100,
            effective_sample_size=812.0,
            command="buttress brief cases/harbour --runs 1000 --seed 7 --out out/harbour",
            settings=(("horizon", "180 days"), ("two fits differ by", "0.4 sd at most")),
        ),
        lead="without_loan",
        readings=(
            ReadingRow(
                "The patron withdraws",
                "in office at 90 days",
                IntervalEstimate(-0.05, -0.11, 0.01, Unit.POINTS),
                IntervalEstimate(-0.02, -0.07, 0.02, Unit.POINTS),
            ),
        ),
        sources=(
            SourceRow(
                "central-bank-0301", "Central bank", "2031-03-01", "Reserve assets", "https://example.org/reserves"
            ),
            SourceRow(
                "harbour-wire-0309", "Harbour Wire", "2031-03-09", "Marchers fill the quays", "https://example.org/m"
            ),
        ),
    )


@pytest.fixture
def data() -> BriefData:
    """The invented brief with 26 claims."""
    return make()


@pytest.fixture
def brief_with() -> Callable[..., BriefData]:
    """A maker of invented briefs: `brief_with(claims=30, title=...)`."""

    def build(claims: int = 26, **changes: object) -> BriefData:
        return replace(make(claims), **changes)

    return build

"""The Belarus case: its ledger closes, its evidence is sorted, every fact of the report it restates is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from buttress.case import Case, Event, Signal, load
from buttress.case.check import check
from buttress.case.flows import SIGN
from buttress.case.payments import MINOR_PER_MILLION
from buttress.world.parameters import parameters

FOLDER = Path(__file__).parents[2] / "cases" / "belarus-2020"
FORK = date(2020, 9, 14)
AFTER_ALL = date(2021, 8, 1)
CENSUS = 9_413_446
REGIONS = {  # census of 2019, persons
    "minsk_region": (1_471_240, ("borisov",)),
    "gomel_region": (1_388_512, ("gomel", "mozyr")),
    "brest_region": (1_348_115, ("brest", "baranovichi", "pinsk")),
    "vitebsk_region": (1_135_731, ("vitebsk", "orsha")),
    "grodno_region": (1_026_816, ("grodno", "lida")),
    "mogilev_region": (1_024_751, ("mogilev", "bobruisk")),
}
SCENARIOS = {
    "without_loan": {"loan_announced", "loan_cash"},
    "without_endorsement": {"endorsement"},
    "neither": {"loan_announced", "loan_cash", "endorsement"},
    "silent_loan": {"loan_announced"},
    "half_loan": {"loan_cash"},
    "delayed_loan": {"loan_delay_days"},
    "refinanced_loan": {"loan_refinance_share"},
    "withdrawal": {"loan_announced", "loan_cash", "rollover", "endorsement", "refusal", "exercises", "reserve_force"},
    "presence_withheld": {"exercises", "reserve_force"},
    "intervention": {"intervention"},
    "without_reform_promise": {"reform_promise"},
    "without_scrutiny": {"scrutiny"},
    "harsher_policing": {"policing_intensity"},
    "milder_policing": {"policing_intensity"},
}
HYPOTHESES = [
    "T",
    "S1",
    "S6",
    "S9",
    "S10",
    "S11",
    "S12",
    "S13",
    "S14",
    "S15",
    "S18",
    "S19",
    "S20",
    "S22",
    "S23",
    "S24",
    "S25",
    "S26",
    "S27",
]


@pytest.fixture(scope="module")
def case() -> Case:
    return load(FOLDER)


@pytest.fixture(scope="module")
def later(case: Case) -> Case:
    """The same case once all is printed."""
    return case.with_as_of(min(AFTER_ALL, max(row.published for row in case.rows)))


def millions(minor: int) -> Decimal:
    return Decimal(minor) / MINOR_PER_MILLION


# --- money ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seen_from", ["at the fork", "once all is printed"])
def test_ledger_runs_from_each_level_to_the_next(case: Case, later: Case, seen_from: str) -> None:
    seen = case if seen_from == "at the fork" else later
    printed = {row.date: row.amount_m for row in seen.cash if row.kind == "reserve_level" and row.basis == "level"}
    closed = [period for period in seen.ledger.periods if period.closed]
    assert len(closed) == len(printed) - 1 >= 8
    for period in closed:
        moved = sum(SIGN[kind] * amount for kind, amount in period.flows.items())
        assert period.opening + moved + period.residual == period.closing
        assert (millions(period.opening), millions(period.closing)) == (printed[period.start], printed[period.end])
        lines = seen.ledger.window(period.start, period.end)
        by_day = sum(int(SIGN[kind] * lines[kind].sum()) for kind in SIGN) + int(lines["residual"].sum())
        assert period.opening + by_day == period.closing
        assert int(lines["residual"].sum()) == period.residual


def test_month_starts_are_all_there(later: Case) -> None:
    days = [row.date for row in later.cash if row.kind == "reserve_level" and row.basis == "level"]
    assert days == [date(2020 + month // 12, month % 12 + 1, 1) for month in range(19)]


def test_ledger_to_september_needs_nothing_printed_later(case: Case) -> None:
    assert millions(case.ledger.at(date(2020, 9, 1))) == Decimal("7457.8")
    assert all(period.residual != 0 for period in case.ledger.periods if period.closed)
    august = next(period for period in case.ledger.periods if period.start == date(2020, 8, 1))
    assert millions(august.residual) == Decimal("-1048.0")  # sales of currency that nobody printed


def test_debt_service_of_2020_comes_to_the_years_figure(later: Case) -> None:
    lines = later.ledger.window(date(2020, 1, 1), date(2021, 1, 1))
    assert millions(int(lines["debt_service"].sum())) == 3900
    total = [r for r in later.cash if r.kind == "debt_service" and r.basis == "claim" and r.amount_m == 3900]
    assert [(row.date, row.last) for row in total] == [(date(2020, 1, 1), date(2020, 12, 31))]


@pytest.mark.parametrize(
    ("month", "amount"), [(1, "556"), (3, "226.5"), (6, "287"), (7, "422"), (8, "351.7"), (9, "299.7"), (12, "227")]
)
def test_months_that_pages_state_are_left_as_stated(later: Case, month: int, amount: str) -> None:
    following = date(2020 + month // 12, month % 12 + 1, 1)
    line = later.ledger.window(date(2020, month, 1), following)["debt_service"]
    assert millions(int(line.sum())) == Decimal(amount)


def test_the_derived_months_are_known_only_with_the_years_figure(case: Case) -> None:
    derived = [row for row in case.rows.cash if row.basis == "flow" and (row.note or "").startswith("derived")]
    assert sum(row.amount_m for row in derived) == Decimal("1530.1")
    assert {row.published for row in derived} == {date(2021, 1, 6)}
    assert not [row for row in derived if row in case.cash]


def test_the_pledged_loan_comes_once_in_three_parts(later: Case) -> None:
    lent = [
        row
        for row in later.cash
        if row.kind == "disbursed" and row.basis == "flow" and row.counterparty in ("Russia", "EFSD (Eurasian fund)")
    ]
    assert [f"{row.date} {row.amount_m}" for row in lent] == ["2020-10-16 500", "2020-12-30 500", "2021-06-02 500"]


def test_the_rollover_of_august_is_entered_once(case: Case) -> None:
    plans = [row for row in case.rows.cash if row.kind == "rollover" and row.basis != "claim"]
    assert [f"{row.amount_m} {row.basis} {row.published}" for row in plans] == ["1000 plan 2020-09-02"]


def test_falls_and_damage_move_no_money(case: Case) -> None:
    for row in case.rows.cash:
        if row.kind in ("residual", "deposit_change") or "CLAIM" in (row.note or ""):
            assert row.basis == "claim", row


def test_service_is_planned_over_the_whole_run(case: Case) -> None:
    planned = case.ledger.plan(FORK, case.horizon)["debt_service"]
    assert (planned > 0).all()
    assert millions(int(planned[: (date(2021, 1, 1) - FORK).days].sum())) == Decimal("12.5") * 109


# --- people and places ----------------------------------------------------------------------------


def test_places_come_to_the_census(case: Case) -> None:
    people = {place.id: place.population.value for place in case.facts.places}
    assert sum(people.values()) == CENSUS
    assert min(people.values()) >= 100_000
    assert [place.id for place in case.facts.places if place.capital] == ["minsk"]
    for region, (total, cities) in REGIONS.items():
        assert people[region] + sum(people[city] for city in cities) == total


def test_payment_order_and_roles(case: Case) -> None:
    assert case.facts.purse.payment_order == ["police", "interior_troops", "army", "officials", "state_firms"]
    assert {pillar.role for pillar in case.facts.pillars} == {"enforcer", "army", "workers", "officials"}
    assert abs(sum(group.share_of_adults.value for group in case.facts.groups) - 1) < 1e-9


# --- evidence -------------------------------------------------------------------------------------


def test_nothing_printed_from_the_fork_on_is_seen(case: Case) -> None:
    seen = [*case.cash, *case.events, *case.signals]
    assert len(seen) > 150
    assert max(row.published for row in seen) < FORK
    assert {row.published for row in (*case.script_cash, *case.script_signals)} == {FORK}
    assert max(row.date for row in case.events) == date(2020, 9, 13)
    assert max(row.date for row in case.hidden_events) >= date(2021, 3, 27)


def test_no_row_is_older_than_its_source(case: Case) -> None:
    for row in case.rows:
        assert case.sources[row.source].date <= row.published, row


def test_it_can_be_seen_from_every_week(case: Case) -> None:
    visible = []
    for week in range(-3, 27):
        seen = case.with_as_of(FORK + timedelta(weeks=week))
        visible.append(len(seen.cash) + len(seen.events) + len(seen.signals))
        assert seen.ledger.closing > 0
    assert visible == sorted(visible)
    assert visible[-1] > 2 * visible[3]


def test_pro_government_rallies_are_no_protest(case: Case) -> None:
    rallies = [event for event in case.rows.events if event.side == "pro_government"]
    assert len(rallies) == 9
    assert all("pro-government" in (event.note or "") for event in rallies)
    assert not [e for e in case.rows.events if e.side == "protest" and "pro-government" in (e.note or "")]
    ministry = [e for e in rallies if e.date == date(2020, 8, 16) and e.reporter == "mvd"]
    assert [(e.crowd_low, e.crowd_high) for e in ministry] == [(65_000, 70_000)]


def test_a_reporter_has_one_final_number_a_crowd(case: Case) -> None:
    finals: Counter[tuple[object, ...]] = Counter()
    for event in case.rows.events:
        if event.stage == "final":
            where = (event.date, event.scope, event.place, event.side, event.kind, event.reporter)
            finals[(*where, "crowd")] += event.crowd_low is not None or event.crowd_high is not None
            finals[(*where, "detained")] += event.detained is not None
    assert max(finals.values()) == 1


def test_a_part_of_a_march_is_no_second_march(case: Case) -> None:
    to_the_residence = [e for e in case.rows.events if "part of the Sunday march" in (e.note or "")]
    assert {e.date for e in to_the_residence} == {date(2020, 8, 23), date(2020, 9, 6), date(2020, 10, 25)}
    assert {e.stage for e in to_the_residence} == {"part"}
    totals = [e for e in case.rows.events if "CUMULATIVE" in (e.note or "")]
    assert {e.stage for e in totals} == {"cumulative"}
    assert len(totals) == 2


def test_check_finds_no_error(case: Case) -> None:
    assert not [message for message in check(case) if message.level == "error"]


# --- the report of 14 September -------------------------------------------------------------------


def a_signal(kind: str, day: str, **wanted: object) -> Callable[[Case], bool]:
    def found(case: Case) -> bool:
        return any(
            all(getattr(row, key) == value for key, value in wanted.items())
            for row in case.rows.signals
            if row.kind == kind and row.date == date.fromisoformat(day)
        )

    return found


def signals(case: Case, kind: str) -> list[Signal]:
    return [row for row in case.rows.signals if row.kind == kind and row.date <= FORK]


def reports(case: Case, **wanted: object) -> list[Event]:
    return [e for e in case.rows.events if all(getattr(e, key) == value for key, value in wanted.items())]


SUNDAY = {"date": date(2020, 9, 13), "kind": "sunday_march", "side": "protest", "stage": "final"}
FACTS: dict[str, Callable[[Case], bool]] = {
    "T patron and incumbent": lambda c: (
        (c.facts.patron.name, c.facts.incumbent.name) == ("Russia", "Alexander Lukashenko")
    ),
    "D 100,000 on the residence on 13 September": lambda c: any(
        e.crowd_low == 100_000 and e.crowd_high is None and "residence" in (e.note or "")
        for e in reports(c, place="minsk", reporter="guardian", **SUNDAY)
    ),
    "C a women's march in the capital with clashes": lambda c: any(
        "clashes" in (e.note or "") for e in reports(c, date=date(2020, 9, 12), kind="womens_march")
    ),
    "C groups and national spread": lambda c: (
        {"women", "men", "students"} == {g.id for g in c.facts.groups} and len(c.facts.places) == 19
    ),
    "S1 a loan of 1.5bn": a_signal("pledge", "2020-09-14", quantity=1500, unit="usd_m"),
    "S1 backing": a_signal("endorsement", "2020-09-14", actor="Russia (president)"),
    "S2 weakness in Sochi": a_signal("weakness", "2020-09-14", actor="Lukashenko"),
    "S3 the election 36 days before": lambda c: c.as_of - c.facts.trigger.date == timedelta(days=36),
    "S3 the meeting": a_signal("meeting", "2020-09-14", target="Lukashenko"),
    "S4 a friend asks": a_signal("request", "2020-09-14", actor="Lukashenko", target="Russia"),
    "S5 leaders jailed": lambda c: sum(row.quantity or 0 for row in signals(c, "leader_detained")) == 2,
    "S5 leaders deported": lambda c: sum(row.quantity or 0 for row in signals(c, "deportation")) == 3,
    "S6 26 years in power": lambda c: (
        (c.facts.trigger.date - c.facts.incumbent.in_office_since.value).days // 365 == 26
    ),
    "R1 a deportation that failed": lambda c: [row.quantity for row in signals(c, "deportation_attempt")] == [1],
    "S7 elsewhere, not counted": lambda c: any(
        e.crowd_low is None and e.reporter == "guardian" for e in reports(c, date=date(2020, 9, 13), scope="rest")
    ),
    "S8 774 in the country, said the authorities": lambda c: (
        [e.detained for e in reports(c, scope="national", reporter="mvd", **SUNDAY)] == [774]
    ),
    "S8 500 in the capital, said the authorities": lambda c: (
        [e.detained for e in reports(c, place="minsk", reporter="mvd", **SUNDAY)] == [500]
    ),
    "S8 water cannon": lambda c: any("water cannon" in (e.note or "") for e in reports(c, place="minsk", **SUNDAY)),
    "S10 blame and Russia next": lambda c: any("next" in (row.note or "") for row in signals(c, "blame")),
    "S10 requests before": lambda c: len([r for r in signals(c, "request") if r.date < FORK]) >= 3,
    "S11 three payrolls": lambda c: {"police", "army", "state_firms"} <= {pillar.id for pillar in c.facts.pillars},
    "R2 the rifle": a_signal("resolve", "2020-08-23", quantity=1, unit="rifles"),
    "S14 a pledge, no cash": lambda c: (
        [f"{r.kind} {r.basis} {r.amount_m}" for r in c.script_cash] == ["pledged plan 1500"]
    ),
    "S14 reform endorsed": a_signal("reform_promise", "2020-09-14", actor="Russia (president)"),
    "S16 the police reserve, size not given": a_signal("reserve_force", "2020-08-27", quantity=None),
    "S17 paratroopers from Monday on": lambda c: any(
        row.quantity == 300 and 10 <= (row.last - row.date).days + 1 <= 12 and row.published < FORK
        for row in signals(c, "exercise")
        if row.date == FORK
    ),
    "S21 hundreds of allegations": lambda c: any(
        row.quantity == 200 and "allegations" in (row.unit or "") for row in signals(c, "scrutiny") if row.date == FORK
    ),
    "S23 exile": a_signal("exile", "2020-08-11", actor="Tsikhanouskaya"),
    "S23 agreements contested": a_signal("agreement_contested", "2020-09-14", actor="Tsikhanouskaya"),
    "S24 the appeal": a_signal("appeal", "2020-09-14", actor="Tsikhanouskaya", target="Russia"),
    "police stood back": lambda c: (
        {r.date for r in signals(c, "police_withheld")} == {date(2020, 8, 16), date(2020, 8, 23)}
    ),
}


@pytest.mark.parametrize("fact", FACTS)
def test_fact_of_the_report_is_in_the_case(case: Case, fact: str) -> None:
    assert FACTS[fact](case)


# --- scenarios and claims -------------------------------------------------------------------------


def test_scenarios_pull_the_levers_that_they_name(case: Case) -> None:
    assert {name: {c.lever for c in scenario.changes} for name, scenario in case.scenarios.items()} == SCENARIOS
    assert {name for name, scenario in case.scenarios.items() if scenario.what_if == "fixed"} == {
        "harsher_policing",
        "milder_policing",
    }


def test_every_hypothesis_has_a_claim_with_a_rule(case: Case) -> None:
    rows = Counter(claim.row for claim in case.claims)
    assert set(HYPOTHESES) <= set(rows)
    assert rows["S13"] >= 2
    assert all(claim.would_change and claim.who for claim in case.claims)


def test_claims_name_known_parameters_and_measures(case: Case) -> None:
    from buttress.experiment.measures import BY_NAME

    known = {parameter.name for parameter in parameters([calling.id for calling in case.facts.calendar])}
    for claim in case.claims:
        assert (claim.parameter in known) if claim.parameter else (claim.measure in BY_NAME), claim.id


@pytest.mark.parametrize(
    ("claim_id", "measure", "region"),
    [
        ("loan_lengthens_tenure", "tenure_90", ("above", 0.02)),
        ("support_is_vital", "tenure_180", ("above", 0.5)),
        ("withdrawal_fells_quickly", "tenure_30", ("below", 0.5)),
        ("protest_persists", "persist_w8", ("above", 0.5)),
        ("loan_leaves_turnout", "turnout_8w", ("between", [0.909, 1.1])),
        ("pay_keeps_loyalty", "parameter: loyalty_pay", ("above", 1.1)),
    ],
)
def test_rules_fixed_before_any_run(case: Case, claim_id: str, measure: str, region: tuple[str, object]) -> None:
    claim = next(claim for claim in case.claims if claim.id == claim_id)
    assert claim.measure == measure
    assert getattr(claim.region, region[0]) == region[1]

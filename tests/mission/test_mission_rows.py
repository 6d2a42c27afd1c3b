"""One test a row of the mission. A fact is in the case and reaches the model; a hypothesis has its mechanism, which
acts as its coefficient says and in either sign, and its claim. No test asks how the story ended.
"""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from buttress.case import load
from buttress.experiment.frame import Frame
from buttress.experiment.measures import BY_NAME, FramedResult
from buttress.world.codes import RUNGS
from buttress.world.parameters import parameters
from tracing.row import rows

REPORT = date(2020, 9, 14)
MARCH = date(2020, 9, 13)
ELECTION = date(2020, 8, 9)
CASE = Path(__file__).resolve().parents[2] / "cases" / "belarus-2020"
NO_OTHER_RUNG = {f"patron_cost_{rung}": 1e6 for rung in RUNGS}


def measure(stage, result, name):
    """A measure of the experiment room on a result."""
    return BY_NAME[name].of(FramedResult(result, Frame.of(stage.case, result.world)))


@pytest.mark.row("T")
def test_t_support_can_be_taken_away_and_tenure_is_an_outcome(stage, claims):
    survival = stage.run().survival[0]
    assert survival[0] == 1.0
    assert 0.0 < survival[-1] < 1.0
    assert (np.diff(survival) <= 0.0).all()
    missed, without, rid = (stage.tenure_effect("neither", support_effect=size) for size in (-1.0, 0.0, 1.0))
    assert missed < without < rid, "either sign"
    assert [claim.measure for claim in claims] == ["tenure_90"]


@pytest.mark.row("D")
def test_d_the_march_of_13_september_is_a_dated_report(stage):
    seen = stage.reported(MARCH, "sunday_march", place="minsk", side="protest")
    counted = [row for row in seen if row.crowd_low is not None and row.crowd_low >= 100_000]
    assert len({row.reporter for row in counted}) >= 2
    assert any("residence" in row.note for row in counted)
    assert any(row in stage.case.events for row in counted), "known on the day of the fork"
    assert any(occasion.date == MARCH and occasion.name == "sunday_march" for occasion in stage.world().occasions)


@pytest.mark.row("C")
def test_c_women_march_on_days_of_their_own_in_many_places(stage):
    clash = stage.reported(date(2020, 9, 12), "womens_march")
    assert any(row.detained for row in clash if row.place == "minsk")
    assert any("clash" in row.note for row in clash)
    calls = stage.world().structure["calls"][stage.world().kinds.index("womens_march")]
    groups = [group.id for group in stage.case.facts.groups]
    assert (calls.sum(axis=1) > 0).sum() > 1
    assert calls[:, groups.index("men")].sum() == 0
    assert sum(place.kind == "city" for place in stage.case.facts.places) >= 6


@pytest.mark.row("S1")
def test_s1_money_and_politics_are_two_switches(stage, claims):
    assert [row.amount_m for row in stage.case.script_cash if row.kind == "pledged" and row.date == REPORT] == [1500]
    assert stage.has_effect("without_loan")
    assert stage.run("without_loan").usable[0, -1] < stage.run().usable[0, -1]
    assert stage.signal("endorsement", REPORT, "without_loan") == stage.signal("endorsement", REPORT) == 1.0
    assert stage.signal("endorsement", REPORT, "without_endorsement") == 0.0
    loan, praise = stage.world("without_loan").timeline, stage.world("without_endorsement").timeline
    assert loan["loan_cash"][-1] == 0.0
    assert praise["loan_cash"][-1] == 1.0
    assert {tuple(sorted(claim.contrast)) for claim in claims} == {
        ("baseline", "without_endorsement"),
        ("baseline", "without_loan"),
    }


@pytest.mark.row("S2")
def test_s2_weakness_is_a_public_signal(stage):
    assert any(row.date == REPORT and "backer" in row.note for row in stage.said("weakness"))
    day = date(2020, 8, 17)
    assert stage.signal("weakness", day) == 1.0
    index = (day - ELECTION).days
    believed = [stage.run(society_weakness=size).belief_society[0, index] for size in (-1.0, 0.0, 1.0)]
    assert believed[0] < believed[1] < believed[2]


@pytest.mark.row("S3")
def test_s3_the_clock_starts_at_the_election(stage):
    facts = stage.case.facts
    assert facts.trigger.date == ELECTION
    assert stage.case.as_of - ELECTION == timedelta(days=36)
    assert any(row.date == REPORT and "first meeting" in row.note for row in stage.said("meeting"))
    assert stage.world().fork == 36
    ebbing = stage.turnout(wave_depth=2.5, campaign_half_life_days=30.0)
    assert ebbing < stage.turnout(wave_depth=0.0, campaign_half_life_days=30.0)


@pytest.mark.row("S4")
def test_s4_a_request_is_an_act_of_the_incumbent(stage):
    asked = stage.said("request", date=REPORT)
    assert len(asked) == 1
    assert "friend" in asked[0].note
    assert stage.case.facts.incumbent.name.endswith(asked[0].actor)
    assert stage.signal("blame", REPORT) == 1.0, "a request is a call on the patron"


@pytest.mark.row("S5")
def test_s5_leaders_are_repressed_apart_from_the_crowd(stage):
    menu = {row.kind for row in stage.case.signals}
    assert {"leader_detained", "deportation", "exile"} <= menu
    result = stage.run()
    assert result.detained.sum() > 0, "the crowd is detained"
    calm = stage.turnout(leaders_log_odds=1.0, leader_attempts_per_day=0.0)
    hunted = stage.turnout(leaders_log_odds=1.0, leader_attempts_per_day=0.1)
    assert hunted != pytest.approx(calm, rel=1e-6), "removing leaders is felt"
    sign = np.sign(hunted - calm)
    other = stage.turnout(leaders_log_odds=-1.0, leader_attempts_per_day=0.1)
    assert np.sign(other - stage.turnout(leaders_log_odds=-1.0, leader_attempts_per_day=0.0)) == -sign


@pytest.mark.row("S6")
def test_s6_repression_may_lower_or_raise_turnout(stage, claims):
    afraid, neither, angry = (stage.turnout(risk_fear=size) for size in (0.3, 0.0, -0.3))
    assert afraid < neither < angry
    since = stage.case.facts.incumbent.in_office_since.value
    assert (REPORT - since).days // 365.25 == 26
    assert len(stage.case.facts.places) > 10, "a broad movement has many places"
    assert claims


@pytest.mark.row("R1")
def test_r1_a_deportation_can_fail(stage):
    assert any("passport" in row.note for row in stage.said("deportation_attempt"))
    prior = next(p for p in parameters(["x"]) if p.name == "deportation_success").prior
    assert prior.dist == "beta", "a chance below one"
    failing = stage.turnout(leaders_log_odds=1.0, leader_attempts_per_day=0.1, deportation_success=0.0)
    assert failing != stage.turnout(leaders_log_odds=1.0, leader_attempts_per_day=0.1, deportation_success=1.0)


@pytest.mark.row("S7")
def test_s7_more_than_100_000_is_a_lower_bound_and_the_rest_is_uncounted(stage):
    bounds = [
        row
        for row in stage.reported(MARCH, "sunday_march", place="minsk")
        if row.crowd_low == 100_000 and row.crowd_high is None
    ]
    assert bounds, "more than 100,000, and no upper end"
    rest = stage.reported(MARCH, "sunday_march", scope="rest")
    assert [row.crowd_low for row in rest] == [None]
    march = next(o for o, occasion in enumerate(stage.world().occasions) if occasion.date == MARCH)
    assert (stage.run().turnout[0, march] > 0).sum() > 1, "several cities march in the model"


@pytest.mark.row("S8")
def test_s8_detentions_are_whole_people_by_place_with_their_reporter(stage):
    official = [row for row in stage.reported(MARCH, "sunday_march", reporter="mvd", stage="final") if row.detained]
    assert any(row.detained >= 770 and row.place is None for row in official)
    assert any(row.detained >= 500 and row.place == "minsk" for row in official)
    reporters = {reporter.id: reporter.kind for reporter in stage.case.facts.reporters}
    assert reporters["mvd"] == "official"
    detained = stage.run(crowd="counts", runs=5).detained
    assert detained.dtype.kind == "i"
    assert (detained.sum(axis=(0, 1)) > 0).sum() > 1, "in several places"


@pytest.mark.row("S9")
def test_s9_money_and_endorsement_make_a_two_by_two(stage, claims):
    assert claims[0].contrast == {"baseline": 1, "neither": -1}
    heard = {"pillars_pledge": -1.0, "pillars_endorsement": -1.0, "coup_belief": 1.0}
    deaf = {"pillars_pledge": 0.0, "pillars_endorsement": 0.0, "coup_belief": 1.0}
    for scenario in ("without_loan", "without_endorsement", "neither"):
        assert stage.tenure_effect(scenario, **heard) < stage.tenure_effect(scenario, **deaf)


@pytest.mark.row("S10")
def test_s10_a_warning_can_move_the_patron(stage, claims):
    assert any("next" in row.note for row in stage.said("blame")), "Russia will be next"
    assert any(row.quantity == 1000 for row in stage.said("request")), "money was asked for"
    moved = {}
    for fear in (-3.0, 0.0, 3.0):
        acts = stage.run(
            reading="responsive",
            runs=20,
            **NO_OTHER_RUNG | {"patron_cost_endorsement": 0.3},
            patron_contagion=fear,
            patron_acts_per_day=0.02,
            patron_noise_sd=0.1,
            attitude_endorsement=1.0,
        )
        moved[fear] = float(acts.attitude[:, stage.fork :].mean())
    assert moved[-3.0] < moved[0.0] < moved[3.0]
    assert claims[0].parameter == "patron_contagion"


@pytest.mark.row("S11")
def test_s11_pay_that_fails_can_move_loyalty(stage, claims):
    roles = {pillar.role for pillar in stage.case.facts.pillars}
    assert {"enforcer", "army", "workers"} <= roles, "police, army and state firms are paid"
    result = stage.run()
    assert (result.owed[0, stage.fork] > 0).all()
    poorer = stage.run(fx_demand_unrest=0.4, pass_through=0.9, loyalty_pay=0.0)
    assert poorer.real_pay[0, -1, 0] < 1.0, "dollars that are gone lower what pay buys"
    loyal = [
        stage.run(fx_demand_unrest=0.4, pass_through=0.9, loyalty_pay=slope).loyal_share[0, -1, 0]
        for slope in (-3.0, 0.0, 3.0)
    ]
    assert loyal[0] > loyal[1] > loyal[2]
    assert {claim.id for claim in claims} >= {"loan_keeps_pay", "pay_keeps_loyalty"}


@pytest.mark.row("S12")
def test_s12_security_can_move_attention_and_policing(stage, claims):
    felt = {"perceived_words": 1.0, "perceived_unrest": 0.0, "perceived_runway": 0.0}
    less, same, more = (stage.detained(days=3, attention_slope=slope, **felt) for slope in (-0.5, 0.0, 0.5))
    assert less < same < more, "either sign"
    effort = stage.run(attention_slope=0.5, **felt).attention[0, stage.fork]
    assert effort > 1.0, "praise and money make him feel secure, and more effort goes to suppression"
    assert claims


@pytest.mark.row("S13")
def test_s13_withdrawal_is_a_signal_with_a_time_to_fall(stage, claims):
    believed = [stage.run("withdrawal", pillars_refusal=size).belief_pillars[0, stage.fork] for size in (0.0, 1.0)]
    assert believed[1] > believed[0]
    survival = stage.run("withdrawal").survival[0]
    fallen = 1.0 - survival
    assert (np.diff(fallen) >= 0.0).all(), "a distribution of the time to fall"
    assert fallen[-1] > 0.0
    quickly = next(claim for claim in claims if claim.contrast == {"withdrawal": 1})
    assert (quickly.measure, quickly.region.below) == ("tenure_30", 0.5)


@pytest.mark.row("R2")
def test_r2_a_display_of_resolve_is_a_signal(stage):
    shown = stage.said("resolve", unit="rifles")
    assert [row.date for row in shown] == [date(2020, 8, 23)]
    index = (shown[0].date - ELECTION).days
    before, after = (stage.run(pillars_resolve=size).belief_pillars[0, index] for size in (0.0, -1.0))
    assert after < before


@pytest.mark.row("S14")
def test_s14_reform_promises_are_weighed_by_their_credibility(stage, claims):
    pledged = [row for row in stage.case.script_cash if row.kind == "pledged"]
    assert pledged
    assert all(row.basis == "plan" for row in pledged), "a pledge is no cash"
    assert any("timely" in row.note for row in stage.said("reform_promise"))
    cool, deaf, hot = (stage.turnout(reform_moderates=size, reform_credibility=0.8) for size in (1.0, 0.0, -1.0))
    assert cool < deaf < hot
    assert stage.turnout(reform_moderates=1.0, reform_credibility=0.1) > cool
    assert claims


@pytest.mark.row("S15")
def test_s15_aid_buys_leverage(stage, claims):
    bought = stage.run(leverage_money=1.0, leverage_reform=1.0).leverage[0]
    assert bought[stage.fork] > bought[stage.fork - 1]
    backlash, none = (stage.turnout(leverage_money=1.0, leverage_turnout=size) for size in (0.3, 0.0))
    assert backlash > none, "sold independence can bring people out"
    assert any(claim.structure for claim in claims), "that aid buys leverage is a rule, so it is no finding"


@pytest.mark.row("S16")
def test_s16_a_standing_reserve_may_deter(stage):
    assert any("step in" in row.note for row in stage.said("reserve_force"))
    trigger = next(p for p in parameters(["x"]) if p.name == "reserve_trigger")
    assert trigger.assumed, "its size and its trigger are not given"
    effects = [stage.tenure_effect("presence_withheld", support_force=size) for size in (-1.0, 0.0, 1.0)]
    assert effects[0] < effects[1] < effects[2], "either sign"


@pytest.mark.row("S17")
def test_s17_exercises_are_a_presence_of_ten_days(stage):
    present = stage.world().timeline["presence"][stage.fork :]
    assert present[0] == 1.0, "from 14 September"
    days = int(np.flatnonzero(present == 0.0)[0])
    assert 10 <= days <= 12
    assert present[days:].sum() == 0.0, "and then they leave"
    announced = stage.said("exercise", date=REPORT)[0]
    assert announced.published < REPORT
    assert announced.source in stage.case.sources
    assert stage.world("presence_withheld").timeline["presence"].sum() < stage.world().timeline["presence"].sum()


@pytest.mark.row("S18")
def test_s18_intervention_costs_the_patron_and_may_come_from_him(stage, claims):
    ready = {"patron_acts_per_day": 0.05, "patron_noise_sd": 0.1, "attitude_intervention": -3.0}
    cheap = stage.run(reading="responsive", runs=20, **NO_OTHER_RUNG | {"patron_cost_intervention": 0.2}, **ready)
    dear = stage.run(reading="responsive", runs=20, **NO_OTHER_RUNG, **ready)
    assert cheap.attitude[:, -1].mean() < dear.attitude[:, -1].mean() - 0.1
    assert claims


@pytest.mark.row("S19")
def test_s19_an_intervention_shocks_the_attitude_in_a_day(stage, claims):
    shift = {}
    for size in (-2.0, 0.0, 2.0):
        entered = stage.run("intervention", attitude_intervention=size).attitude[0]
        shift[size] = entered[stage.fork] - stage.run(attitude_intervention=size).attitude[0, stage.fork]
    assert shift[-2.0] - shift[0.0] == pytest.approx(-2.0, abs=1e-9)
    assert shift[2.0] - shift[0.0] == pytest.approx(2.0, abs=1e-9)
    assert claims[0].measure == "attitude_1"


@pytest.mark.row("S20")
def test_s20_the_patrons_rungs_have_costs_of_their_own(stage, claims):
    costs = [p for p in parameters(["x"]) if p.family == "patron_cost"]
    assert [p.name for p in costs] == [f"patron_cost_{rung}" for rung in RUNGS]
    assert len({(p.prior.dist, p.prior.args) for p in costs}) == 1, "exchangeable: an order is a result, not a rule"
    ready = {"patron_acts_per_day": 0.05, "patron_noise_sd": 0.1, "attitude_intervention": -3.0}
    chosen = {
        rung: stage.run(reading="responsive", runs=10, **NO_OTHER_RUNG | {f"patron_cost_{rung}": 0.2}, **ready)
        for rung in ("money", "intervention")
    }
    assert chosen["money"].usable[:, -1].mean() > chosen["intervention"].usable[:, -1].mean()
    assert chosen["money"].attitude[:, -1].mean() > chosen["intervention"].attitude[:, -1].mean()
    assert claims


@pytest.mark.row("S21")
def test_s21_scrutiny_may_move_policing_either_way(stage):
    heard = [row for row in stage.said("scrutiny", date=REPORT) if "torture" in (row.unit or "")]
    assert [row.quantity for row in heard] == [200], "hundreds of allegations; allegations are no incidents"
    assert stage.signal("scrutiny", REPORT) > stage.signal("scrutiny", REPORT, "without_scrutiny")
    harsher, same, milder = (stage.detained(scrutiny_policing=size) for size in (0.5, 0.0, -0.5))
    assert (harsher - same) * (milder - same) < 0
    prior = next(p for p in parameters(["x"]) if p.name == "scrutiny_policing").prior
    assert dict(prior.args)["mean"] == 0.0


@pytest.mark.row("S22")
def test_s22_the_loan_can_reach_turnout_by_beliefs(stage, claims):
    def effect(**values):
        return stage.turnout("without_loan", **values) / stage.turnout(**values) - 1.0

    deaf = effect(belief_turnout=0.0, society_pledge=-1.0)
    heard = effect(belief_turnout=0.5, society_pledge=-1.0)
    assert abs(heard - deaf) > 1e-4
    assert np.sign(heard - deaf) == -np.sign(effect(belief_turnout=0.5, society_pledge=1.0) - deaf), "either sign"
    assert all(claim.region.between is not None for claim in claims), "an equivalence test"


@pytest.mark.row("S23")
def test_s23_a_contested_agreement_may_cost_a_tranche(stage, claims):
    contested = stage.said("agreement_contested", date=REPORT)
    assert any("exile" in row.note and "Telegram" in row.note for row in contested)
    assert stage.case.facts.contender.status == "exiled"
    kept, lost = (stage.run(contest_repayment=share).usable[0, -1] for share in (0.0, 0.5))
    assert lost < kept
    assert claims[0].parameter == "contest_repayment"


@pytest.mark.row("S24")
def test_s24_an_appeal_may_move_the_attitude_to_the_patron(stage, claims):
    assert any("dialogue" in row.note for row in stage.said("appeal", date=REPORT))
    lower, same, higher = (stage.run(attitude_appeal=size).attitude[0, stage.fork] for size in (-0.5, 0.0, 0.5))
    assert lower < same < higher
    assert "attitude_appeal" in {claim.parameter for claim in claims}


@pytest.mark.row("S25")
def test_s25_persistence_is_a_share_of_paths_over_a_set_size(stage, claims):
    kinds = stage.world().kinds
    many, few = (
        stage.run(crowd="counts", runs=10, **{f"occasion_log_odds_{kind}": odds for kind in kinds})
        for odds in (0.0, -14.0)
    )
    assert measure(stage, many, "persist_w8").mean() == 1.0
    assert measure(stage, few, "persist_w8").mean() == 0.0
    assert claims[0].measure == "persist_w8"


@pytest.mark.row("S26")
def test_s26_the_private_wish_is_apart_from_the_belief_in_success(stage, claims):
    few, many = (stage.run(wish_log_odds=size) for size in (-1.0, 1.0))
    assert many.wish[0, 0] > 0.5 > few.wish[0, 0], "a private majority, or none"
    assert np.array_equal(many.belief_society, few.belief_society), "the belief in success is another thing"
    assert np.ptp(many.wish[0]) < np.ptp(many.belief_society[0]), "and the steadier is the wish"
    split = stage.run(dissent_sd=3.0, wish_log_odds=1.0)
    assert split.wish[0, 0] < many.wish[0, 0], "where dissent is spread, fewer share the wish of the median"
    assert claims[0].measure == "wish_share"


@pytest.mark.row("S27")
def test_s27_perceived_security_is_apart_from_survival(stage, claims):
    felt, unfelt = (stage.run(perceived_words=size, attention_slope=0.0) for size in (1.0, 0.0))
    assert felt.perceived_security[0, stage.fork] > unfelt.perceived_security[0, stage.fork]
    assert np.array_equal(felt.survival, unfelt.survival), "feeling secure is not being secure"
    assert claims[0].region.between is not None, "a little is a range"


def test_every_row_has_its_one_test_here():
    named = [test.rpartition("::")[2] for row in rows() for test in row.tests]
    assert len(rows()) == 32
    assert len(set(named)) == 32
    assert set(named) <= set(globals())


def test_every_claim_of_the_case_stands_in_the_trace():
    asked: dict[str, list[str]] = {}
    for claim in load(CASE).claims:
        asked.setdefault(claim.row, []).append(claim.id)
    assert {row.row: sorted(row.claims) for row in rows() if row.claims} == asked

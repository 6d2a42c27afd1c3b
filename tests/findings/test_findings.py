"""From a case's runs to the brief's content: what must hold for any case, on prior draws."""

from __future__ import annotations

import dataclasses
import io
import math
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pypdf
import pytest

from buttress import case as case_room
from buttress.brief.content import BandedSeries, BriefData, IntervalEstimate, Spread, Unit
from buttress.brief.write import render
from buttress.experiment import BASELINE, compare, verdicts
from buttress.experiment.claims import FourProbabilities, Judgement, Probability
from buttress.explore.discovery.report import corner_of
from buttress.explore.value.gain import Gain
from buttress.findings import Results, brief_content
from buttress.findings.corner import find_out
from buttress.findings.error import FindingsError
from buttress.findings.measure_unit import measure_unit
from buttress.findings.mechanisms import carriers
from buttress.findings.scenario_answer import scenario_answer
from buttress.findings.subjects import headline_scenario, subject_of
from buttress.infer.prior import prior_draws

pytestmark = pytest.mark.usefixtures("drawn_once")  # what is drawn is tested in tests/brief


def made(folder: Path, runs: int = 20, reporters: tuple[str, ...] = ()) -> Results:
    """Results of all scenarios on prior draws, with a posterior that the reports did not move."""
    case = case_room.load(folder)
    draws = prior_draws(case, -(-runs // 10))
    rows = [SimpleNamespace(name=name, ratio=1.0, error=0.1) for name in draws.names]
    posterior = SimpleNamespace(
        draws=draws,
        reporter_names=reporters,
        reporter_values=np.full((len(draws), len(reporters)), 0.5),
        unknowns=rows,
        ess=float(len(draws)),
        simulations=0,
        caution=lambda: "",
    )
    answer = compare(case, list(case.scenarios), runs=runs, draws=draws)
    four = FourProbabilities(*(Probability(p, 400.0) for p in (0.3, 0.3, 0.3, 0.3)))
    unmoved = Judgement("undetermined", "none", "assumption", 1, four, ("loyalty_pay",))
    found = verdicts(case.claims, answer, draws, [unmoved] * len(case.claims))
    return Results(case, folder.as_posix(), answer, found, posterior)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def results(belarus: Path) -> Results:
    return made(belarus, reporters=("coverage_mvd",))


@pytest.fixture(scope="module")
def data(results: Results) -> BriefData:
    return brief_content(results, "buttress brief cases/belarus-2020")


def test_levels_and_differences_are_the_comparisons_own(results: Results, data: BriefData) -> None:
    answer = results.answer.to_json()["scenarios"]
    for effect in data.effects:
        told = answer[effect.scenario]
        pairs = {"tenure_90": effect.tenure, "turnout_8w": effect.turnout, "detained_8w": effect.detained}
        for measure, pair in pairs.items():
            theirs = told["measures"][measure]
            if measure == "tenure_90":
                assert pair.difference.mean == theirs["difference"]
                assert [pair.difference.low, pair.difference.high] == theirs["interval_95"]
                assert pair.mc_se == theirs["mc_se"]
            else:
                both = [results.answer.values(name, measure, effect.runs) for name in (effect.scenario, "baseline")]
                means = [values.reshape(-1, 10).mean(axis=1) + 1 for values in both]
                assert pair.difference.mean == pytest.approx(np.log(means[0] / means[1]).mean(), abs=1e-9)
                assert pair.nothing in (0.0, pytest.approx(np.log(1.1)))
            assert pair.scenario.mean - pair.baseline.mean == pytest.approx(theirs["difference"], abs=1e-6)
        assert effect.fired == told["fired"]
        assert effect.runs == told["runs"]


def test_the_headline_speaks_of_the_loan(data: BriefData) -> None:
    assert data.lead == "without_loan"
    assert all(effect.reserves is not None for effect in data.effects)
    assert [effect.scenario for effect in data.effects if effect.fixed] == ["harsher_policing", "milder_policing"]
    assert data.effects[-1].fixed


def test_a_subject_is_named_only_where_something_is_taken_away_whole(results: Results) -> None:
    fork, scenario = results.case.as_of, results.case.scenarios["without_loan"]
    assert subject_of(scenario, fork) == "the loan"
    assert subject_of(scenario, fork - timedelta(days=1)) == ""
    assert results.subject("half_loan") == ""
    cash = scenario.model_copy(update={"changes": [c for c in scenario.changes if c.lever == "loan_cash"]})
    assert subject_of(cash, fork) == ""
    others = {name: results.case.scenarios[name] for name in ("without_endorsement", "half_loan")}
    assert headline_scenario({**others, "credit": cash}, fork) == "credit"
    assert results.subject("withdrawal") == ""


def test_mechanisms_that_carry_a_claim_are_named(results: Results) -> None:
    verdict = results.verdicts[0]
    for rests, said in (
        (("loyalty_pay",), "what pay does to loyalty"),
        (
            ("fx_demand_base", "fx_scarce", "loan_first_days"),
            "private demand for dollars and the loan's dates and refinancing",
        ),
        (
            ("fx_demand_base", "loan_first_days", "pass_through", "loyalty_pay"),
            "private demand for dollars, the loan's dates and refinancing and how prices follow the rate",
        ),
        ((), ""),
    ):
        assert carriers(results.case, dataclasses.replace(verdict, rests_on=rests)) == said


def test_curves_start_with_certainty_at_the_fork(results: Results, data: BriefData) -> None:
    for curve in data.curves:
        path = curve.path
        assert path.dates[0] == results.case.as_of
        assert path.middle[0] == 1.0
        assert len(path.dates) == results.case.facts.horizon_days + 1
        assert all(after <= before + 1e-6 for before, after in pairwise(path.middle))
    base = data.curves[0].path
    assert base.middle[90] == pytest.approx(results.baseline.values("tenure_90").mean(), abs=1e-3)


def test_payroll_is_added_up_by_whole_weeks(results: Results, data: BriefData) -> None:
    days = results.daily("owed_m")
    fork = results.baseline.frame.fork
    first = days[(days["day"] >= fork) & (days["day"] < fork + 7)]["q50"].sum()
    index = data.purse.owed.dates.index(results.case.as_of)
    assert data.purse.owed.middle[index] == pytest.approx(first)
    gaps = {(b - a).days for a, b in pairwise(data.purse.owed.dates)}
    assert gaps == {7}
    assert results.case.as_of in data.purse.cash.dates


def test_the_next_seven_days_add_up(results: Results, data: BriefData) -> None:
    assert len(data.places) == len(results.case.facts.places)
    medians = [place.turnout.median for place in data.places]
    assert medians == sorted(medians, reverse=True)
    for occasion in data.occasions:
        assert 0 <= (occasion.date - results.case.as_of).days < 7
    held = results.week_ahead("detained")
    by_place = sum(results.week_ahead("detained", place.id) for place in results.case.facts.places)
    assert np.array_equal(held, by_place)
    assert data.cells[3].estimate is not None
    assert data.cells[3].estimate.mean == pytest.approx(held.mean())
    assert data.cells[3].beside[0].estimate.mean == pytest.approx(0.5 * held.mean())


def test_each_headline_number_names_its_sources(results: Results, data: BriefData) -> None:
    for cell in data.cells:
        assert cell.sources, cell.label
    known = set(results.case.sources)
    assert "base rate: NAVCO 1.2" in data.cells[1].sources
    assert {source for cell in data.cells for source in cell.sources} - known == {"base rate: NAVCO 1.2"}


def test_reporters_who_can_not_both_be_right_are_named(data: BriefData) -> None:
    rows = {(row.date.isoformat(), row.what): row for row in data.unknowns.disagreements}
    row = rows["2020-08-23", "Sunday march, people"]
    assert any("ministry" in who for who, _ in row.said)
    days = [one.date for one in data.unknowns.disagreements]
    assert days == sorted(days, reverse=True)


def test_every_assumed_number_of_the_case_is_listed(results: Results, data: BriefData) -> None:
    remarks = [message for message in case_room.check(results.case) if "' is assumed" in message.message]
    assert len(remarks) > 5
    assert len(data.unknowns.assumed) == len(remarks)


def test_claims_speak_in_words(results: Results, data: BriefData) -> None:
    assert [claim.id for claim in data.claims] == [claim.id for claim in results.case.claims]
    for claim in data.claims:
        assert "_" not in claim.measure
        assert claim.basis in ("reports", "history", "reports and history", "assumption", "structure")
    points = next(claim for claim in data.claims if claim.id == "loan_lengthens_tenure")
    assert points.estimate is not None
    assert points.estimate.unit.value == "points"
    assert points.estimate.signed
    assert points.measure == "the chance of being in office after 90 days, “Without the loan” minus baseline"
    belief = next(claim for claim in data.claims if claim.id == "signal_moves_pillars")
    assert belief.measure.endswith("(log-odds)")


def test_nothing_published_after_the_fork_is_shown(results: Results, data: BriefData) -> None:
    as_of = results.case.as_of
    assert all(report.date < as_of for report in data.fan.reports)
    assert all(row.date < as_of for row in data.unknowns.disagreements)
    assert all(not promise.paid or promise.date < as_of for promise in data.purse.promises)
    hidden = {row.source for row in [*results.case.hidden_cash, *results.case.hidden_events]}
    shown = {row.source for row in [*results.case.cash, *results.case.events, *results.case.script_cash]}
    assert not {source for cell in data.cells for source in cell.sources} & (hidden - shown)


def test_every_number_is_finite_and_inside_order(data: BriefData) -> None:
    found = list(_numbers(data))
    assert len(found) > 200
    for value in found:
        if isinstance(value, IntervalEstimate):
            assert all(math.isfinite(number) for number in (value.mean, value.low, value.high))
            assert value.low <= value.high
        elif isinstance(value, Spread):
            assert value.band(95)[0] <= value.band(50)[0] <= value.median <= value.band(50)[1] <= value.band(95)[1]
        else:
            assert all(len(band.low) == len(value.dates) == len(value.middle) for band in value.bands)


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_any_valid_case_makes_a_two_page_brief_or_says_why_not(random_case: Callable[[int], Path], seed: int) -> None:
    results = made(random_case(seed))
    if results.case.facts.horizon_days < 56:
        with pytest.raises(FindingsError, match="horizon_days"):
            brief_content(results, "buttress brief case")
        return
    files = render(brief_content(results, "buttress brief case"))
    assert len(pypdf.PdfReader(io.BytesIO(files["brief.pdf"])).pages) == 2


def test_the_blank_case_makes_a_two_page_brief(blank_case: Path) -> None:
    files = render(brief_content(made(blank_case), "buttress brief exampleland"))
    assert len(pypdf.PdfReader(io.BytesIO(files["brief.pdf"])).pages) == 2


def test_too_few_runs_are_refused(blank_case: Path) -> None:
    with pytest.raises(FindingsError, match="ask for 20 or more"):
        brief_content(made(blank_case, runs=10), "buttress brief exampleland")


def _numbers(value: object) -> Iterator[IntervalEstimate | Spread | BandedSeries]:
    if isinstance(value, (IntervalEstimate, Spread, BandedSeries)):
        yield value
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from _numbers(getattr(value, part.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _numbers(item)


def test_a_scenarios_answer_is_the_comparisons_own(results: Results) -> None:
    told = scenario_answer(results, "half_loan")
    rows = {row.measure: row for row in told.rows}
    assert {"tenure_90", "reserves_weeks", "turnout_8w", "detained_8w"} <= set(rows)
    assert rows["real_pay_90"].baseline.unit is measure_unit("real_pay_90") is Unit.PERCENT  # as in the brief
    for measure, row in rows.items():
        effect = results.answer.effect({"half_loan": 1.0, BASELINE: -1.0}, measure)
        assert (row.difference.mean, row.difference.low, row.difference.high) == (effect.mean, *effect.interval_95)
        assert row.scenario.mean == pytest.approx(results.answer.ensemble("half_loan").level(measure)[0])
    assert [curve.scenario for curve in told.curves] == [BASELINE, "half_loan"]


def test_a_what_if_on_policing_tells_its_harm_first_and_no_time_in_office(results: Results) -> None:
    told = scenario_answer(results, "harsher_policing")
    assert told.rows[0].measure.startswith("detained_")
    assert not [row for row in told.rows if row.measure.startswith("tenure_")]
    assert told.curves == ()


def test_a_corner_says_what_each_of_its_shares_is_of() -> None:
    """Draws with the conditions written into them, and draws that have them anyway, are two things."""
    box = SimpleNamespace(words=("money does much", "it comes early"), when_set=Probability(0.57, 47.0), prior=1e-7)
    start = (
        "1. Suppose money does much, and it comes early. Written into every draw that fits the evidence, all else left "
        "as it is, that makes it so in 57 % of them. Draws that are like that by themselves: under 1 in a million "
        "before any evidence; "
    )
    none, some = Probability(0.0, 47.0), Probability(0.2, 47.0)
    told = [corner_of(1, SimpleNamespace(**vars(box), all_evidence=each)) for each in (none, some)]  # type: ignore[arg-type]
    assert told[0] == (
        start + "none of those that fit it, which are worth 47 independent draws, so fewer than 1 in 19."
    )
    low, high = (f"{100 * limit:.0f} %" if limit > 0.1 else f"{100 * limit:.1f} %" for limit in some.limits)
    assert told[1] == f"{start}20 % ({low} to {high}) of those that fit it."


def test_what_to_find_out_names_only_what_narrows_beyond_chance() -> None:
    def finding(what: str, kind: str, by: float) -> SimpleNamespace:
        return SimpleNamespace(what=what, kind=kind, gain=Gain((0.0, 1.0), (0.0, 1.0 - by), by, 0.04))

    worth = SimpleNamespace(
        findings=(
            finding("what support does", "know group", 0.45),
            finding("an exchange rate", "collect", 0.15),
            finding("a count", "collect", 0.05),
        )
    )
    assert list(find_out(worth)) == [
        "an exchange rate: the 95 % interval would shrink by 15 % (standard error 4).",
        "Most would be gained by knowing exactly what support does: the 95 % interval would shrink by 45 % "
        "(standard error 4).",
    ]
    none = SimpleNamespace(findings=worth.findings[2:])
    assert list(find_out(none)) == [
        "Nothing: no evidence that could still be collected would narrow the answer noticeably."
    ]

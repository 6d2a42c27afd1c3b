"""How numbers, words and sentences are written."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.brief import answer, formats, headline, notes, phrases, run_end
from buttress.brief.content import BriefData, IntervalEstimate, JudgedDifference, Paired, Unit
from buttress.brief.html import html
from buttress.brief.pages import make_drawings, make_pages


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (IntervalEstimate(47_812, 31_240, 81_900, Unit.PEOPLE), "48,000 (31,000 to 82,000) people"),
        (IntervalEstimate(1_234_567, 990_000, 2_000_001, Unit.PEOPLE), "1,200,000 (990,000 to 2,000,000) people"),
        (IntervalEstimate(17, 3, 99, Unit.PEOPLE), "17 (3 to 99) people"),
        (IntervalEstimate(-1_234, -4_500, 210, Unit.PEOPLE, signed=True), "−1,200 (−4,500 to +210) people"),
        (IntervalEstimate(0.3, 0, 2, Unit.PEOPLE), "<1 (0 to 2) people"),
        (IntervalEstimate(0.931, 0.88, 0.97, Unit.SHARE), "93 % (88 to 97)"),
        (IntervalEstimate(0.999, 0.995, 1.0, Unit.SHARE), ">99 % (>99 to >99)"),
        (IntervalEstimate(0.002, 0.0, 0.01, Unit.SHARE), "<1 % (<1 to 1)"),
        (IntervalEstimate(0.0314, 0.00043, 0.062, Unit.POINTS), "+3.14 (+0.04 to +6.20) points"),
        (IntervalEstimate(0.0, 0.0, 0.0, Unit.POINTS), "0 (0 to 0) points"),
        (IntervalEstimate(-0.25, -0.31, -0.2, Unit.POINTS), "−25 (−31 to −20) points"),
        (IntervalEstimate(61.4, 33.2, 104, Unit.WEEKS, cap=104), "61 (33 to >104) weeks"),
        (IntervalEstimate(1_456, 1_204, 1_500, Unit.MONEY, money="USD m"), "1,500 (1,200 to 1,500) USD m"),
        (IntervalEstimate(0.997, 0.74, 1.03, Unit.PERCENT), "100 % (74 to 100)"),
        (IntervalEstimate(-0.031, -0.094, 0.04, Unit.PERCENT, signed=True), "−3.1 % (−9.4 to +4.0)"),
        (IntervalEstimate(61.7, 20.2, 190.0, Unit.DAYS), "62 (20 to 190) days"),
        (IntervalEstimate(1.12, 0.03, 73.4, Unit.RATIO), "1.1 (0.030 to 73) times"),
        (IntervalEstimate(0.0000026, -0.0000005, 0.00001, Unit.POINTS), "0.00 (0.00 to 0.00) points"),
        (IntervalEstimate(0.0002, -0.0578, 0.0514, Unit.POINTS), "0.0 (−5.8 to +5.1) points"),
        (IntervalEstimate(1.04, 0.93, 1.17, Unit.RATIO), "1.0 (0.93 to 1.2) times"),
    ],
)
def test_an_estimate_is_written_with_interval_and_unit(value: IntervalEstimate, text: str) -> None:
    assert formats.estimate(value) == text


def test_running_text_names_the_level() -> None:
    value = IntervalEstimate(0.036, 0.015, 0.076, Unit.POINTS)
    assert formats.spoken(value) == "+3.6 points, 95 % interval +1.5 to +7.6"
    assert formats.spoken_interval(IntervalEstimate(0.86, 0.61, 0.97, Unit.SHARE)) == "95 % interval 61 to 97 %"


def test_an_estimate_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        formats.estimate(IntervalEstimate(float("nan"), 0, 1, Unit.PEOPLE))


@given(st.floats(-1e9, 1e9))
def test_people_keep_sign_and_two_digits(count: float) -> None:
    text = formats.people(count, signed=True)
    digits = text.strip("+−<").replace(",", "")
    assert digits.isdigit()
    assert len(digits.rstrip("0")) <= 2
    if abs(count) > 0.5:
        assert ("−" in text) == (count < 0)
        assert abs(int(digits) - abs(count)) <= max(0.5, 0.051 * abs(count))


@given(st.floats(0.0, 1.0))
def test_a_share_never_claims_certainty(probability: float) -> None:
    text = formats.share(probability)
    assert text not in ("0", "100")
    assert (text == ">99") == (probability > 0.99)
    assert (text == "<1") == (probability < 0.01)


def test_likelihood_words_cover_all_and_do_not_overlap() -> None:
    known = phrases.LIKELIHOODS
    assert known[0].low == 0.0
    assert known[-1].high == 1.0
    assert all(a.high == b.low for a, b in pairwise(known))
    assert phrases.likelihood(0.86).word == "likely"
    assert phrases.likelihood(0.86).range == "66 to 90 %"
    with pytest.raises(ValueError, match="probability"):
        phrases.likelihood(1.2)


def _pair(low: float, high: float) -> Paired:
    level = IntervalEstimate(0.8, 0.6, 0.9, Unit.SHARE)
    return Paired(IntervalEstimate((low + high) / 2, low, high, Unit.POINTS), 0.002, 0.02, level, level)


@pytest.mark.parametrize(
    ("low", "high", "settled", "word"),
    [
        (0.03, 0.09, None, phrases.TENURE.up),
        (-0.09, -0.03, None, phrases.TENURE.down),
        (0.03, 0.09, True, phrases.TENURE.up),
        (-0.01, 0.015, None, phrases.NO_EFFECT),
        (0.01, 0.09, None, phrases.CANNOT_TELL),
        (-0.09, 0.02, True, phrases.CANNOT_TELL),
        (-0.05, 0.05, None, phrases.CANNOT_TELL),
        (0.03, 0.09, False, phrases.CANNOT_TELL),
    ],
)
def test_verdict_words_follow_the_interval(low: float, high: float, settled: bool | None, word: str) -> None:
    judged = None if settled is None else JudgedDifference(settled, "reports")
    assert phrases.effect_word(replace(_pair(low, high), judged=judged), phrases.TENURE) == word


def test_a_difference_that_chance_alone_could_make_cannot_be_told() -> None:
    clear = _pair(0.03, 0.09)
    assert phrases.effect_word(replace(clear, mc_se=0.06), phrases.TENURE) == phrases.CANNOT_TELL
    small = _pair(-0.001, 0.001)
    assert phrases.effect_word(replace(small, mc_se=0.03), phrases.TENURE) == phrases.CANNOT_TELL


@pytest.mark.usefixtures("drawn_once")
def test_each_verdict_has_one_word_and_an_effect_the_same_for_the_last(data) -> None:
    assert [phrases.spoken_verdict(word) for word in ("supported", "contradicted", "undetermined")] == [
        "supported",
        "contradicted",
        phrases.CANNOT_TELL,
    ]
    assert phrases.verdict("undetermined", "for") == "? cannot be told, leans for"
    text = html(make_pages(data))
    for other in ("undetermined", "no detectable effect", "can’t be told", "does not shorten", "did not fire"):
        assert other not in text


def _said(data: BriefData) -> dict[str, str]:
    return {said.label: said.text for said in headline.headline(data)}


def test_headline_leads_with_what_can_be_told(data) -> None:
    said = _said(data)
    assert list(said) == [headline.TOLD, headline.HISTORY, headline.OPEN]
    told = said[headline.TOLD]
    assert told.startswith(
        "Usable reserves last 61 (33 to >104) weeks. Detained, next Sunday: 430 (120 to 1,300) people."
    )
    assert "cannot be told" not in told
    assert (
        "Whether the loan changes how long reserves last: without the loan −4 (−12 to +2) weeks, so that time may be "
        "shorter or longer." in said[headline.OPEN]
    )
    gone = replace(data.effects[0].reserves, difference=IntervalEstimate(-9, -12, -2, Unit.WEEKS, signed=True))
    shorter = replace(data, effects=(replace(data.effects[0], reserves=gone),))
    assert "Without the loan: shorter, −9 (−12 to −2) weeks." in _said(shorter)[headline.TOLD]
    assert "reserves" not in _said(shorter)[headline.OPEN]


def _answered(data: BriefData, tenure: Paired, turnout: Paired | None = None, takes_away: str = "the loan") -> str:
    effect = replace(data.effects[0], tenure=tenure, takes_away=takes_away)
    return answer.answer(replace(data, effects=(effect if turnout is None else replace(effect, turnout=turnout),)))


def _crowd(low: float, high: float) -> Paired:
    level = IntervalEstimate(51_000, 14_000, 140_000, Unit.PEOPLE)
    difference = IntervalEstimate((low + high) / 2, low, high, Unit.LOG_RATIO, signed=True)
    return Paired(difference, 0.002, math.log(1.1), level, level)


def test_the_answer_gives_the_levels_and_what_the_lead_scenario_makes_of_them(data) -> None:
    assert _answered(data, _pair(-0.05, 0.03), _crowd(-0.2, 0.1)) == (
        "The chance that Torvald is in office after 90 days is 86 % (61 to 97). Sundays, next 8 weeks: 51,000 (14,000 "
        "to 140,000) people. Whether the loan changes that chance by 2 points or more or that crowd by 10 % or more "
        "cannot be told; without it: −1.0 (−5.0 to +3.0) points, −5 % (−18 to +11)."
    )


@pytest.mark.parametrize(
    ("low", "high", "side", "other"), [(-0.005, 0.04, "higher", "lower"), (-0.04, 0.005, "lower", "higher")]
)
def test_the_answer_says_which_side_alone_is_open(data, low: float, high: float, side: str, other: str) -> None:
    said = _answered(data, _pair(low, high), _crowd(-0.2, 0.2))
    assert said.endswith(
        f"Without the loan that chance may be {side} by 2 points or more; {other} by as much lies outside the brackets."
    )
    wide = replace(_pair(low, high), ends_se=(0.02, 0.02))
    assert "may be" not in _answered(data, wide, _crowd(-0.2, 0.2))  # the ends' own error opens the other side
    crowd = _answered(data, _pair(-0.05, 0.05), _crowd(-0.02, 0.2))
    assert crowd.endswith("that crowd may be larger by 10 % or more; smaller by as much lies outside the brackets.")


def test_a_side_that_only_the_error_of_few_runs_leaves_open_is_said_to_be(data) -> None:
    unsure = replace(_pair(-0.011, 0.001), ends_se=(0.01, 0.001))
    assert _answered(data, unsure, _crowd(-0.2, 0.2)).endswith(
        "Without the loan that chance may be lower by 2 points or more, for so few runs leave the brackets themselves "
        "uncertain; higher by as much lies outside the brackets."
    )


def test_an_answer_that_only_its_claim_leaves_open_has_no_open_side(data) -> None:
    within = replace(_pair(-0.005, 0.005), judged=JudgedDifference(False, "structure"))
    said = _answered(data, within, _crowd(-0.2, 0.2))
    assert "A change of that chance by 2 points lies outside the brackets: why it is open all the same, see" in said


def test_the_answer_has_the_sign_of_the_table(data) -> None:
    """Scenario minus baseline, in the headline too."""
    said = _answered(data, _pair(-0.09, -0.03), _crowd(-0.01, 0.01))
    assert "Without the loan that chance is lower: −6.0 (−9.0 to −3.0) points." in said
    assert (
        "Without the loan that crowd changes by less than 10 %, no effect that matters: 0.0 % (−1.0 to +1.0)." in said
    )


def test_a_scenario_that_takes_nothing_away_is_named_by_its_title(data) -> None:
    said = _answered(data, _pair(-0.09, -0.03), _crowd(-0.2, 0.1), takes_away="")
    assert "Under “Without the loan” that chance is lower" in said
    assert "Whether “Without the loan” changes that crowd by 10 % or more cannot be told: −5 %" in said


def test_the_largest_changes_of_other_scenarios_are_named_and_no_more(data) -> None:
    effects = tuple(
        replace(data.effects[index], tenure=_pair(-0.09 - index / 100, -0.03 - index / 100)) for index in range(6)
    )
    said = _said(replace(data, effects=effects))
    told = said[headline.TOLD]
    clause = told[told.index("Other scenarios shown") :]
    assert clause.count("points") == headline.NAMED
    assert clause.endswith("and 2 more.")
    assert said[headline.OPEN].endswith("No other scenario is shown to change turnout.")
    assert clause.startswith(
        f"Other scenarios shown to change the chance to be in office after 90 days: “{effects[5].title}” "
    )


def test_a_brief_without_a_free_scenario_leads_with_its_numbers(data) -> None:
    fixed = tuple(replace(effect, fixed=True) for effect in data.effects[:1])
    for effects in ((), fixed):
        alone = replace(data, effects=effects, lead="")
        said = _said(alone)
        assert data.cells[-1].label.lower() in said[headline.TOLD].lower()
        assert headline.OPEN not in said
        assert ("policing" in answer.answer(alone)) == bool(effects)


def test_what_is_left_open_says_why_and_what_would_tell(data) -> None:
    def opened(basis: str, carried: str = "") -> str:
        judged = JudgedDifference(False, basis, carried, "pay by month")
        effect = replace(data.effects[0], tenure=replace(_pair(-0.015, 0.025), judged=judged), takes_away="the loan")
        return _said(replace(data, effects=(effect,)))[headline.OPEN]

    assert opened("assumption").startswith(
        "Whether the loan changes the time in office: neither the reports nor other contests say enough. What would "
        "tell: pay by month."
    )
    assert opened("structure", "winter and prices").startswith(
        "Whether the loan changes the time in office: the model’s own rules fix the answer, mostly winter and "
        "prices, so no evidence can test it."
    )
    assert "the reports moved the answer, but not far enough" in opened("reports")
    assert (
        "Whether the loan changes turnout: the interval holds changes of 10 % and more"
        in _said(replace(data, effects=(replace(data.effects[0], turnout=_crowd(-0.2, 0.2)),)))[headline.OPEN]
    )


def test_history_says_no_more_than_its_interval(data) -> None:
    assert data.history is not None
    assert "whether support goes with earlier or later falls cannot be told" in _said(data)[headline.HISTORY]
    later = replace(data.history, support=IntervalEstimate(0.5, 0.3, 0.8, Unit.RATIO))
    assert "support goes with later falls" in _said(replace(data, history=later))[headline.HISTORY]


def test_history_too_leads_with_what_is_told(data) -> None:
    assert data.history is not None
    told, open_ = IntervalEstimate(5.0, 2.0, 12.0, Unit.RATIO), IntervalEstimate(1.1, 0.3, 3.0, Unit.RATIO)
    for support, withdrawal, first in ((open_, told, "withdrawal"), (told, open_, "support"), (told, told, "support")):
        history = replace(data.history, support=support, withdrawal=withdrawal)
        said = _said(replace(data, history=history))[headline.HISTORY]
        assert said.startswith(
            f"In other contests the incumbent’s danger of falling was, just after a backer’s {first}, 5.0 (2.0 to 12) "
            "times what it was without ("
        )
        assert f"{first} goes with earlier falls" in said
    assert headline.HISTORY not in _said(replace(data, history=None))


def test_the_answer_owns_up_to_its_basis(data) -> None:
    def resting(tenure: str, turnout: str) -> str:
        effect = replace(
            data.effects[0],
            tenure=replace(_pair(-0.09, -0.03), judged=JudgedDifference(True, tenure)),
            turnout=replace(_crowd(-0.01, 0.01), judged=JudgedDifference(True, turnout)),
        )
        return answer.basis(replace(data, effects=(effect,)))

    assert resting("reports", "reports") == "Both answers rest on the reports."
    assert resting("history", "reports") == (
        "The answer on the time in office rests on the history of other contests. The answer on turnout rests on the "
        "reports."
    )
    assert answer.basis(data) == ""


def test_headline_says_when_nothing_fired_or_nothing_was_compared(data) -> None:
    silent = replace(data.effects[0], fired=False)
    assert "changed nothing in any run" in answer.answer(replace(data, effects=(silent,)))
    assert "baseline alone" in answer.answer(replace(data, effects=()))


@pytest.mark.usefixtures("drawn_once")
def test_the_caption_of_effects_says_how_pairs_and_draws_go_together(data) -> None:
    made = data.provenance
    caption = make_drawings(data)["effects"].caption
    assert caption.endswith(
        f"{made.runs:,} pairs use {made.draws:,} draws; draws of a fit resemble each other, so the errors count them "
        "as fewer independent ones."
    )
    unfitted = replace(data, unknowns=replace(data.unknowns, parameters=0, unmoved=()))
    assert notes.draws(unfitted).endswith(f"use {made.draws:,} draws.")


def test_headline_never_speaks_of_a_policing_what_if(data) -> None:
    fixed = tuple(effect for effect in data.effects if effect.fixed)
    assert "baseline alone" in answer.answer(replace(data, effects=fixed, lead=""))
    assert "baseline alone" in answer.answer(replace(data, effects=fixed, lead=fixed[0].scenario))


def _end(**changes: float) -> run_end.RunEnd:
    start = run_end.RunEnd(
        cause=-1, day=-1, horizon_days=180, paid_share=1.0, real_pay=0.91, reserves_weeks=41.2, reserves_cap=104,
        last_crowd=23_412, last_crowd_date=date(2031, 9, 5), detained=5_321, loyal_share=1.0,
    )  # fmt: skip
    return replace(start, **changes)


def test_a_run_that_endured_says_how() -> None:
    assert run_end.end_state(_end()) == (
        "endured 180 days: police paid in full (worth 91 % of what it was), reserves for 41 weeks; "
        "no police unit left; 23,000 out at the last main occasion (5 Sep 2031), 5,300 detained since the fork"
    )


def test_a_run_that_fell_says_when_and_by_what() -> None:
    text = run_end.end_state(_end(cause=1, day=63, paid_share=0.8, reserves_weeks=104, loyal_share=0.72))
    assert text.startswith("fell to a palace coup on day 63: police paid 80 % of what they are owed")
    assert "reserves for more than 104 weeks; 72 % of the police still loyal" in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1e-9, "0"),
        (-0.016, f"{formats.MINUS}0.016"),
        (0.00047, "0.00047"),
        (1.04, "1.0"),
        (-8.63, f"{formats.MINUS}8.6"),
        (47.4, "47"),
        (1234.0, "1,200"),
    ],
)
def test_a_number_of_any_size_keeps_two_digits(value: float, text: str) -> None:
    assert formats.significant(value) == text

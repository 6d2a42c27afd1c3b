"""Predictive checks and what the reports moved."""

from dataclasses import replace

from buttress.case import load
from buttress.cli.fit_tables import said
from buttress.cli.printing import number
from buttress.infer.diagnostics import identifiability
from buttress.infer.diagnostics.predictive import predictive


def test_each_used_report_meets_its_prediction(belarus, fitted):
    table = predictive(load(belarus), fitted)
    used = fitted.evidence().query("used and component in ['crowd', 'detained']")
    assert sorted(table.line) == sorted(used.line)
    assert table.at_most.between(0, 1).all()
    assert (table.q025 <= table.q500).all()
    assert (table.q500 <= table.q975).all()
    shares = table[table.role == "share"]
    assert shares[["q025", "q975"]].stack().between(0, 1).all()


def test_most_reports_lie_inside_what_was_expected(belarus, fitted):
    """Fitted to them, the posterior must hold the bulk of the numbers within 95 %."""
    table = predictive(load(belarus), fitted)
    numbers = table[(table.role == "level") & table.low.notna() & table.high.notna()]
    inside = (numbers.high >= numbers.q025) & (numbers.low <= numbers.q975)
    assert inside.mean() > 0.8


def test_a_report_far_from_everything_is_a_surprise(belarus, fitted):
    case = load(belarus)
    line = next(row.line for row in case.events if row.reporter == "euroradio" and row.crowd_low == row.crowd_high)
    events = [
        row.model_copy(update={"crowd_low": 3, "crowd_high": 3}) if row.line == line else row for row in case.events
    ]
    table = predictive(replace(case, events=events), fitted).set_index("line")
    assert table.surprise[line]
    assert table.at_most[line] < 0.01


def test_a_wide_range_that_holds_what_was_expected_is_no_surprise(belarus, fitted):
    case = load(belarus)
    line = next(row.line for row in case.events if row.reporter == "euroradio" and row.crowd_low == row.crowd_high)
    for low, high, surprise in ((1000, 5_000_000, False), (4_000_000, 5_000_000, True), (3, 9, True)):
        wide = {"crowd_low": low, "crowd_high": high}
        events = [row.model_copy(update=wide) if row.line == line else row for row in case.events]
        table = predictive(replace(case, events=events), fitted).set_index("line")
        assert table.surprise[line] == surprise, (low, high)
        assert said(table.loc[line]) == f"{number(low, 3)} to {number(high, 3)}"


def test_words_for_what_moved(fitted):
    row = fitted.unknowns[0]
    cases = [
        ({"active": False, "ratio": 0.1}, "silent"),
        ({"active": True, "ratio": 0.79, "shift": 0.0}, "moved"),
        ({"active": True, "ratio": 0.9, "shift": -0.6}, "shifted"),
        ({"active": True, "ratio": 0.9, "shift": 0.1}, "untouched"),
    ]
    assert [identifiability.word(replace(row, **changes)) for changes, _ in cases] == [word for _, word in cases]


def test_parameters_in_one_table(belarus, fitted):
    case = load(belarus)
    table = identifiability.parameters(case, fitted)
    assert set(table.name) == set(fitted.draws.names)
    assert table.ratio.is_monotonic_increasing

"""The list of parameters that carry next to nothing: what it names, and that the committed one is of this case."""

from pathlib import Path

import buttress.case
from buttress.explore.answer import Answer
from buttress.explore.refused import group_only
from buttress.world.parameters import parameters_of
from studies.results import read
from studies.sensitivity.__main__ import main
from studies.sensitivity.idle import largest_shares

CASE = Path(__file__).parents[2] / "cases" / "belarus-2020"
RESULTS = CASE.parents[1] / "studies" / "sensitivity" / "results.json"


def test_what_a_measure_hangs_on_has_a_share_and_what_comes_later_has_none() -> None:
    case = buttress.case.load(CASE)
    largest = largest_shares(case, [Answer("wish_share")], 400, 1)
    assert largest["wish_log_odds"] > 0.5
    assert largest["coup_pay"] < 0.02


def test_no_parameter_of_police_or_pay_is_named() -> None:
    case = buttress.case.load(CASE)
    hidden = group_only(parameters_of(case.facts))
    named = " ".join(row[2] for row in read(RESULTS).tables[0].rows)
    assert not [name for name in hidden if f"`{name}`" in named]
    known = {each.name for each in parameters_of(case.facts)}
    assert set(named.split("`")[1::2]) <= known


def test_an_unknown_scenario_is_refused(capsys) -> None:
    assert main([str(CASE), "--scenario", "withot_loan"]) == 2
    assert "did you mean" in capsys.readouterr().err

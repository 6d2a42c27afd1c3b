"""`buttress whatif`: a claim or a measure in, corners in words or JSON out; what is refused."""

import json
from datetime import timedelta

import pytest

from buttress.case import load

pytestmark = pytest.mark.usefixtures("no_fit")


def test_a_claim_in_words_and_json(buttress, small_case):
    said = buttress("whatif", small_case, "--claim", "loan_lengthens_tenure", "--workers", 1)
    assert said.exit_code == 0, said.stderr
    assert "after 90 days is lower than in the baseline by more than 2 points. That is so in" in said.stdout
    one, other = (
        buttress("whatif", small_case, "--claim", "loan_lengthens_tenure", "--json", "--workers", workers)
        for workers in (1, 2)
    )
    assert one.stdout == other.stdout
    found = json.loads(one.stdout)
    assert found["claim"] == "loan_lengthens_tenure"
    assert {"crosses", "boxes", "share_prior", "share_all"} <= set(found)
    assert found["searched"] in (240, 300)


def test_a_measure_and_its_boxes(buttress, small_case):
    """Half of the draws cross a line in the middle of them, and what they rest on is found with few draws."""
    call = buttress("whatif", small_case, "--measure", "wish_share", "--crosses", "0.5", "--workers", 1, "--json")
    found = json.loads(call.stdout)
    (first, *_) = found["boxes"]
    assert set(first) >= {"conditions", "coverage", "density", "share_prior", "share_all"}
    (condition,) = first["conditions"]
    assert condition["parameter"] == "wish_log_odds"
    assert set(condition) == {"parameter", "low", "high", "words"}
    assert condition["words"].endswith("of people of median dissent privately wish him to go")
    assert (condition["low"] is None) != (condition["high"] is None)


def test_nowhere(buttress, small_case):
    said = buttress("whatif", small_case, "--measure", "tenure_90", "--crosses", "1.5", "--workers", 1)
    assert "It is so nowhere: in none of 300 draws" in said.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--measure", "policing_intensity", "--crosses", "1"], "never over what an incumbent may order"),
        (["--measure", "tenure_90", "--scenario", "harsher_policing", "--crosses", "0"], "harsher_policing"),
        (["--claim", "loan_lengthen_tenure"], "did you mean"),
        (["--measure", "tenure_90"], "--crosses"),
        (["--claim", "loan_lengthens_tenure", "--crosses", "1"], "give --claim alone"),
        ([], "give --claim"),
        (["--measure", "turnout_8w", "--scenario", "without_loan", "--crosses", "-1"], "a factor above 0"),
    ],
)
def test_refusals(buttress, small_case, refused, words, message):
    assert message in refused(buttress("whatif", small_case, *words))


def test_what_empties_the_purse(buttress, small_case, tmp_path, monkeypatch):
    monkeypatch.setattr("buttress.pipeline.reverse_stress.DRAWS", 4)
    day = str(load(small_case).as_of + timedelta(days=60))
    said = buttress("whatif", small_case, "--gone-by", day, "--workers", 1, "--out", tmp_path / "purse")
    assert said.exit_code == 0, said.stderr
    assert said.stdout.startswith("Usable reserves are gone, under ")
    assert "<svg" in (tmp_path / "purse" / "reverse_stress.svg").read_text(encoding="utf-8")
    one, other = (
        buttress("whatif", small_case, "--gone-by", day, "--json", "--workers", workers).stdout for workers in (1, 2)
    )
    assert one == other
    found = json.loads(one)
    assert found["by"] == day
    assert {each["shock"] for each in found["alone"]} >= {"revenue_fall", "deposit_run"}
    assert set(found["frontiers"][0]["points"][0]) == {"other", "smallest", "interval_95", "not_enough"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--gone-by", "2031-01-01"], "outside of the runs"),
        (["--gone-by", "soon"], "is not a date"),
        (["--gone-by", "2031-01-01", "--claim", "loan_lengthens_tenure"], "the purse alone"),
        (["--claim", "loan_lengthens_tenure", "--out", "there"], "only --gone-by has a chart"),
    ],
)
def test_refusals_of_the_purse(buttress, small_case, refused, words, message):
    assert message in refused(buttress("whatif", small_case, *words))

"""`sensitivity` and `voi`: what they print, refuse and write; the same bytes for the same seed."""

import json

import pytest

from buttress.case import load
from buttress.explore.refused import LINE

pytestmark = pytest.mark.usefixtures("no_fit")
ROW = {"measure", "scenario", "date", "group", "parameter", "kind", "index", "interval_95", "estimator"}


def test_sensitivity_as_json(buttress, small_case):
    words = ("sensitivity", small_case, "--measure", "tenure_90", "--workers", 1, "--json")
    result = buttress(*words)
    assert result.exit_code == 0, result.stderr
    rows = json.loads(result.stdout)
    assert all(set(row) == ROW for row in rows)
    assert {row["kind"] for row in rows} == {"first", "total"}
    assert {row["date"] for row in rows} == {rows[0]["date"]}
    assert all(row["interval_95"][0] <= row["index"] <= row["interval_95"][1] for row in rows)
    groups = {row["group"]: row["parameter"] for row in rows if row["parameter"] is None}
    assert {"policing", "loyalty_pay", "past_days"} <= set(groups)
    alone = {row["parameter"] for row in rows} - {None}
    assert "detention_rate" not in alone
    assert "coup_pay" not in alone
    assert buttress(*words).stdout == result.stdout


def test_sensitivity_by_date_draws_a_chart_with_words(buttress, small_case, tmp_path):
    out = tmp_path / "out"
    words = ("--measure", "tenure_90", "--by", "date", "--workers", 1, "--out", out)
    result = buttress("sensitivity", small_case, *words)
    assert result.exit_code == 0, result.stderr
    assert "can't be told from nothing on that date" in result.stdout
    rows = json.loads((out / "sensitivity.json").read_text())
    assert len({row["date"] for row in rows}) > 3
    picture = (out / "sensitivity.svg").read_text()
    assert "<desc>What carries the spread of the chance of being in office." in picture


def test_sensitivity_says_in_words_what_draws_can_not_tell(buttress, small_case):
    result = buttress("sensitivity", small_case, "--measure", "turnout_8w", "--workers", 1)
    assert result.exit_code == 0, result.stderr
    assert "too few to tell a share from nothing" in result.stdout
    assert "people, on a log scale" in result.stdout


@pytest.mark.parametrize("name", ["policing_intensity", "detention_rate", "deportation", "arrests"])
def test_orders_are_refused(buttress, small_case, name):
    result = buttress("sensitivity", small_case, "--measure", name)
    assert result.exit_code == 2
    assert LINE in result.stderr.replace("\n", " ")


def test_slips_are_refused_with_the_nearest_name(buttress, small_case):
    result = buttress("sensitivity", small_case, "--measure", "tenur_90")
    assert (result.exit_code, "did you mean 'tenure_90'?" in result.stderr) == (2, True)
    result = buttress("sensitivity", small_case, "--measure", "tenure_90", "--scenario", "withot_loan")
    assert (result.exit_code, "did you mean" in result.stderr) == (2, True)
    result = buttress("sensitivity", small_case, "--measure", "peak_turnout", "--by", "date")
    assert (result.exit_code, "without one by date" in result.stderr) == (2, True)


def test_sensitivity_on_the_priors(buttress, small_case, monkeypatch):
    monkeypatch.setattr("buttress.explore.sensitivity.on_priors.BASE", 4)
    result = buttress("sensitivity", small_case, "--measure", "tenure_90", "--prior", "--workers", 1, "--json")
    assert result.exit_code == 0, result.stderr
    rows = json.loads(result.stdout)
    assert {row["estimator"] for row in rows} == {"Sobol design on the priors"}
    assert {row["parameter"] for row in rows} == {None}


GAIN = {"what", "kind", "interval_now", "interval_then", "shrinks_by", "mc_se", "name", "wrong_now", "wrong_then"}


def test_voi_of_a_claim_as_json(buttress, small_case):
    words = ("voi", small_case, "--claim", load(small_case).claims[0].id, "--workers", 1, "--json")
    result = buttress(*words)
    assert result.exit_code == 0, result.stderr
    rows = json.loads(result.stdout)
    assert all(set(row) >= GAIN for row in rows)
    assert {row["kind"] for row in rows} == {"collect", "know group", "know parameter"}
    assert [row["shrinks_by"] for row in rows] == sorted((row["shrinks_by"] for row in rows), reverse=True)
    assert all(0 <= row["wrong_now"] <= 0.5 for row in rows)
    names = {row["name"] for row in rows if row["kind"] == "know parameter"}
    assert not names & {"detention_rate", "coup_pay", "loyalty_pay"}
    assert buttress(*words).stdout == result.stdout


def test_voi_of_a_measure_in_words(buttress, small_case):
    result = buttress("voi", small_case, "--measure", "turnout_8w", "--workers", 1)
    assert result.exit_code == 0, result.stderr
    assert "people" in result.stdout
    assert "If this came in" in result.stdout
    assert "too few to tell a gain from" in " ".join(result.stdout.split())
    assert "wrong" not in result.stdout


def test_voi_refuses(buttress, small_case):
    for words in (("--measure", "arrests"), ("--measure", "detention_rate")):
        result = buttress("voi", small_case, *words)
        assert (result.exit_code, LINE in result.stderr.replace("\n", " ")) == (2, True)
    result = buttress("voi", small_case)
    assert (result.exit_code, "give --claim ID, or --measure NAME" in result.stderr) == (2, True)
    result = buttress("voi", small_case, "--claim", "nothing_of_the_kind")
    assert (result.exit_code, "has no claim" in result.stderr) == (2, True)

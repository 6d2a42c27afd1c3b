"""`buttress forecast` as a user calls it."""

import json


def test_the_next_main_occasion_comes_first(small_case, buttress):
    shown = buttress("forecast", small_case, "--prior", "--runs", 40, "--weeks", 2)
    assert shown.exit_code == 0, shown.stderr
    heads = [line for line in shown.stdout.splitlines() if ":" in line]
    assert "people detained" in heads[0]
    for wanted in ("P(in office)", "What reporters will say", "50 %", "80 %", "95 %", "Week by week"):
        assert wanted in shown.stdout


def test_json_and_files_say_the_same(small_case, buttress, tmp_path):
    shown = buttress("forecast", small_case, "--prior", "--runs", 40, "--weeks", 2, "--json", "--out", tmp_path / "f")
    told = json.loads(shown.stdout)
    assert told == json.loads((tmp_path / "f" / "forecast.json").read_text(encoding="utf-8"))
    assert {"in_office", "truth", "weekly", "reports"} <= set(told)
    lines = (tmp_path / "f" / "forecast_truth.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(told["truth"])


def test_one_reporter_alone(small_case, buttress):
    shown = buttress("forecast", small_case, "--prior", "--runs", 40, "--weeks", 2, "--reporter", "monitor")
    assert "What monitor will say" in shown.stdout
    assert "P(in office)" not in shown.stdout


def test_a_misspelt_reporter_is_told_before_any_work(small_case, buttress, refused):
    assert "did you mean 'monitor'" in refused(buttress("forecast", small_case, "--reporter", "monitr"))


def test_weeks_past_the_horizon_are_told(small_case, buttress, refused):
    assert "horizon" in refused(buttress("forecast", small_case, "--weeks", 26, "--prior"))

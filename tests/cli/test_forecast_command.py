"""`buttress forecast` as a user calls it."""

import json
import shutil


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


def test_json_counts_the_rows_that_it_rests_on(small_case, buttress, no_fit):
    """As many as the sentences say; none are counted where the priors alone speak."""
    words = ("forecast", small_case, "--runs", 40, "--weeks", 1)
    told = json.loads(buttress(*words, "--json").stdout)["rows"]
    shown = buttress(*words).stdout
    weekly, unused = (sum(group["count"] for group in told[name]) for name in ("in_series", "not_used"))
    assert f"of {told['rows']} rows of events.csv the fit uses {told['used']}; {weekly} more count only" in shown
    assert f"and {unused} are not used" in shown
    assert all(group["count"] == len(group["lines"]) for group in told["not_used"])
    assert json.loads(buttress(*words, "--prior", "--json").stdout)["rows"] is None


def test_one_reporter_alone(small_case, buttress):
    shown = buttress("forecast", small_case, "--prior", "--runs", 40, "--weeks", 2, "--reporter", "monitor")
    assert "What monitor will say" in shown.stdout
    assert "P(in office)" not in shown.stdout


def test_a_misspelt_reporter_is_told_before_any_work(small_case, buttress, refused):
    assert "did you mean 'monitor'" in refused(buttress("forecast", small_case, "--reporter", "monitr"))


def test_weeks_past_the_horizon_are_told(small_case, buttress, refused):
    assert "horizon" in refused(buttress("forecast", small_case, "--weeks", 26, "--prior"))


def test_reports_of_other_places_are_counted_where_they_are_not_shown(small_case, buttress):
    shown = buttress("forecast", small_case, "--prior", "--runs", 40, "--weeks", 1).stdout
    assert "of other places" in shown
    assert "forecast_reports.csv" in shown


def test_a_quiet_week_has_a_forecast(small_case, buttress, refused):
    shown = buttress("forecast", small_case, "--prior", "--runs", 40, "--weeks", 1, "--as-of", "2023-05-22")
    assert shown.exit_code == 0, shown.stderr
    assert "28 May 2023" in shown.stdout
    assert "56 days after the last row" in refused(buttress("forecast", small_case, "--as-of", "2024-05-22"))


def test_rows_that_change_nothing_are_told(small_case, buttress, no_fit, tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(small_case, folder)
    path = folder / "events.csv"
    path.write_text(path.read_text().replace(",sunday_march,", ",other,"))
    checked = buttress("check", folder).stdout
    lines = [line for line in checked.splitlines() if "of no occasion of the calendar" in line]
    assert lines
    assert all("warning" in line for line in lines)
    shown = buttress("forecast", folder, "--runs", 40, "--weeks", 1)
    assert shown.exit_code == 0, shown.stderr
    assert "not used: of no occasion of the calendar" in shown.stdout

"""`forecast` of a file of reports: tables, JSON, files, and messages."""

import datetime as dt
import json

import pytest


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "reports.csv"
    lines = ["date,place,detained,crowd_low,crowd_high,reporter"]
    for week in range(12):
        day = dt.date(2021, 1, 3) + dt.timedelta(weeks=week)
        lines.append(f"{day},Springfield,{20 + 5 * (week % 3)},900,1100,lawyers")
        lines.append(f"{day},Shelbyville,{3 + week % 2},,,lawyers")
        lines.append(f"{day},Ogdenville,{week % 2},,,lawyers")
    path.write_text("\n".join(lines) + "\n")
    return path


def test_json_has_a_row_a_target_place_and_week(buttress, reports, tmp_path):
    result = buttress("forecast", reports, "--weeks", 2, "--json", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert told == json.loads((tmp_path / "out" / "forecast.json").read_text())
    assert [(row["target"], row["place"], row["lead_weeks"]) for row in told["rows"]] == [
        (target, place, lead)
        for target, place in (("crowd", None), ("detained", None), ("detained", "other places"))
        for lead in (1, 2)
    ]
    assert told["rows"][0]["week"] == "2021-03-22"
    assert told["other_places"] == ["Ogdenville", "Shelbyville", "Springfield"]
    (record,) = [one for one in told["scores"] if one["target"] == "detained/lawyers"]
    assert record["weeks"] == 8
    assert 0 <= record["held"] <= 8


def test_tables_name_the_week_the_record_and_what_is_not_named(buttress, reports):
    shown = buttress("forecast", reports).stdout
    assert "Week from 22 March 2021: people detained" in shown
    assert "Past forecasts one week ahead" in shown
    assert "3 places of fewer than 100,000 people, or of unknown size, stand together" in shown


def test_a_day_before_all_reports_is_refused(buttress, reports, refused):
    assert "choose a later --as-of" in refused(buttress("forecast", reports, "--as-of", "2020-06-01"))

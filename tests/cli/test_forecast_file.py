"""`forecast` of a file of reports: tables, JSON, files, and messages."""

import csv
import datetime as dt
import json

import openpyxl
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


def test_a_workbook_and_the_columns_of_the_hubverse(buttress, reports, tmp_path):
    """Both hold the numbers of the JSON; quantiles of a task rise."""
    result = buttress("forecast", reports, "--weeks", 2, "--hubverse", "--out", tmp_path / "out")
    rows = json.loads((tmp_path / "out" / "forecast.json").read_text())["rows"]
    hub = tmp_path / "out" / "hubverse"
    assert result.stdout == (hub / "model-output/buttress-series/2021-03-21-buttress-series.csv").read_text()
    told = list(csv.DictReader(result.stdout.splitlines()))
    assert len(told) == len(rows) * 24
    task = [row for row in told if (row["target"], row["location"], row["horizon"]) == ("wk detained", "all", "1")]
    values = [float(row["value"]) for row in task if row["output_type"] == "quantile"]
    assert values == sorted(values)
    (half,) = [int(row["value"]) for row in task if row["output_type_id"] == "0.5"]
    assert half == next(row["median"] for row in rows if row["target"] == "detained" and row["place"] is None)
    assert task[0]["target_end_date"] == "2021-03-28"
    sheet = openpyxl.load_workbook(tmp_path / "out" / "forecast.xlsx").active
    assert sheet.max_row == len(rows) + 1
    assert [cell.value for cell in sheet[2]][5:7] == [rows[0]["mean"], rows[0]["median"]]


def test_the_tasks_of_the_hub_are_those_of_the_schema_and_of_the_output(buttress, reports, tmp_path):
    """By hand from tasks-schema.json, version 6.0.0: keys that must be there and no others; every row is a task."""
    told = buttress("forecast", reports, "--weeks", 2, "--hubverse", "--out", tmp_path).stdout
    tasks = json.loads((tmp_path / "hubverse" / "hub-config" / "tasks.json").read_text())
    assert tasks["schema_version"].endswith("/v6.0.0/tasks-schema.json")
    (of_round,) = tasks["rounds"]
    assert set(of_round) == {"round_id_from_variable", "round_id", "model_tasks", "submissions_due"}
    known = []
    for group in of_round["model_tasks"]:
        assert set(group) == {"task_ids", "output_type", "target_metadata"}
        assert all(set(one) == {"required", "optional"} for one in group["task_ids"].values())
        (target,) = group["target_metadata"]
        assert set(target) == {
            "target_id", "target_name", "target_units", "target_keys", "target_type", "is_step_ahead", "time_unit",
        }  # fmt: skip
        assert [target["target_keys"]["target"]] == group["task_ids"]["target"]["optional"]
        assert len(target["target_id"]) <= 30
        mean, quantile = group["output_type"]["mean"], group["output_type"]["quantile"]
        assert set(mean) == set(quantile) == {"output_type_id", "value", "is_required"}
        assert mean["output_type_id"] == {"required": None}
        assert quantile["output_type_id"]["required"] == sorted(set(quantile["output_type_id"]["required"]))
        known.append({name: set(map(str, one["optional"])) for name, one in group["task_ids"].items()})
    for row in csv.DictReader(told.splitlines()):
        assert any(all(row[name] in values for name, values in group.items()) for group in known)
        after = dt.date.fromisoformat(row["target_end_date"]) - dt.date.fromisoformat(row["origin_date"])
        assert after == dt.timedelta(weeks=int(row["horizon"]))
        assert (row["output_type_id"] == "NA") == (row["output_type"] == "mean")


def test_a_name_like_a_formula_stays_text(buttress, reports, tmp_path):
    reports.write_text(reports.read_text().replace("lawyers", "=1+1"))
    buttress("forecast", reports, "--weeks", 1, "--out", tmp_path / "out")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "forecast.xlsx").active
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")


def test_a_size_that_is_stated_takes_a_name_from_the_tables(buttress, reports):
    """Of Georgia's second town, which GeoNames has with more than 100,000 people."""
    reports.write_text(reports.read_text().replace("Springfield", "Batumi"))
    words = ("forecast", reports, "--country", "Georgia", "--weeks", 1, "--json")
    named = json.loads(buttress(*words).stdout)
    assert "Batumi" in {row["place"] for row in named["rows"]}
    pooled = json.loads(buttress(*words, "--size", "Batumi=90,000").stdout)
    assert {row["place"] for row in pooled["rows"]} == {None, "other places"}
    assert {one["place"]: (one["people"], one["source"]) for one in pooled["sizes"]} == {
        "Batumi": (90_000, "what you say"),
        "Ogdenville": (None, "unknown"),
        "Shelbyville": (None, "unknown"),
    }
    raised = json.loads(buttress(*words, "--size", "Ogdenville=900,000").stdout)
    assert "Ogdenville" not in {row["place"] for row in raised["rows"]}


def test_people_killed_are_forecast_and_judged(buttress, tmp_path):
    """A column of them, a blank cell in every other week: nobody then. The record judges all weeks."""
    path = tmp_path / "list.csv"
    lines = ["date,city,people killed,reporter"]
    for week in range(16):
        day = dt.date(2021, 1, 3) + dt.timedelta(weeks=week)
        lines.append(f"{day},Batumi,{'' if week % 2 else 3},lawyers")
        lines.append(f"{day},Tbilisi,,lawyers")
    path.write_text("\n".join(lines) + "\n")
    told = json.loads(buttress("forecast", path, "--country", "Georgia", "--weeks", 1, "--json").stdout)
    assert {(row["target"], row["place"]) for row in told["rows"]} == {("killed", None), ("killed", "Batumi")}
    assert 1 <= told["rows"][0]["mean"] <= 2
    (record,) = told["scores"]
    assert (record["target"], record["weeks"]) == ("killed/lawyers", 11)
    assert record["held"] >= 8
    assert "people killed" in buttress("forecast", path).stdout


def test_how_early_counts_rose_is_told(buttress, reports):
    """Every number of the lawyers was four fifths of its size, rounded, on the Monday after."""
    head, *rows = reports.read_text().splitlines()
    lines = [f"{head},published"]
    for row in (row.split(",") for row in rows):
        day = dt.date.fromisoformat(row[0])
        lines.append(",".join([*row[:2], str(round(0.8 * int(row[2]))), "", "", row[5], str(day + dt.timedelta(1))]))
        lines.append(",".join([*row[:2], row[2], *row[3:], str(day + dt.timedelta(8))]))
    reports.write_text("\n".join(lines) + "\n")
    shown = buttress("forecast", reports).stdout
    assert "detained/lawyers: early counts rose by 28% on average over 11 weeks, of which 11 changed" in shown
    (early,) = json.loads(buttress("forecast", reports, "--json").stdout)["early_counts"]
    assert (early["target"], early["weeks"], early["missing"]) == ("detained/lawyers", 11, 0)
    assert early["ratio"] == pytest.approx(1.28, abs=0.01)  # 20 + 3 to 16 + 2, and so on

"""The commands on a small case: their JSON, and that they agree with the Python calls."""

import json
import re

import pytest

MEASURES = {
    "tenure_30", "tenure_90", "tenure_180", "reserves_weeks", "real_pay_90", "turnout_8w", "peak_turnout",
    "detained_8w",
}  # fmt: skip

pytestmark = pytest.mark.usefixtures("no_fit")


@pytest.fixture(scope="module")
def compared(small_case, tmp_path_factory):
    """`compare` with one worker: the JSON text and the folder."""
    from typer.testing import CliRunner

    from buttress.cli.app import app

    out = tmp_path_factory.mktemp("compared") / "out"
    words = [
        "compare",
        small_case,
        "--scenario",
        "without_loan",
        "--scenario",
        "delayed_loan",
        "--runs",
        "120",
        "--prior",
    ]
    result = CliRunner().invoke(app, [str(word) for word in [*words, "--workers", "1", "--out", out, "--json"]])
    assert result.exit_code == 0, result.stderr
    return result.stdout, out


def test_compare_prints_the_agreed_json(compared):
    told = json.loads(compared[0])
    assert told["runs"] == 120
    assert set(told["scenarios"]) == {"without_loan", "delayed_loan"}
    assert set(told["baseline"]["measures"]) >= MEASURES
    for level in told["baseline"]["measures"].values():
        assert set(level) >= {"mean", "interval_95"}
        low, high = level["interval_95"]
        assert low is high is None or low <= high
    for scenario in told["scenarios"].values():
        assert isinstance(scenario["fired"], bool)
        assert set(scenario["measures"]) >= MEASURES
        for name, measure in scenario["measures"].items():
            assert set(measure) >= {"baseline", "scenario", "difference", "mc_se", "interval_95"}
            if name == "tenure_180":
                assert measure["difference"] is None, "the small case ends before"
                continue
            assert measure["difference"] == pytest.approx(measure["scenario"] - measure["baseline"], abs=1e-6, rel=1e-9)


def test_two_workers_give_the_same_bytes(buttress, small_case, compared, tmp_path):
    words = ("compare", small_case, "-s", "without_loan", "-s", "delayed_loan", "--runs", "120", "--prior", "--json")
    again = buttress(*words, "--workers", "2", "--out", tmp_path / "out")
    assert again.stdout == compared[0]
    first = {path.relative_to(compared[1]): path.read_bytes() for path in compared[1].rglob("*.parquet")}
    second = {path.relative_to(tmp_path / "out"): path.read_bytes() for path in (tmp_path / "out").rglob("*.parquet")}
    assert first == second
    assert (tmp_path / "out" / "manifest.json").read_bytes() == (compared[1] / "manifest.json").read_bytes()


def test_verify_finds_nothing_wrong_and_then_a_changed_byte(buttress, small_case, compared, tmp_path):
    import shutil

    assert buttress("verify", compared[1]).exit_code == 0
    assert buttress("verify", compared[1], "--case", small_case).exit_code == 0
    copy = tmp_path / "copy"
    shutil.copytree(compared[1], copy)
    table = copy / "measures.parquet"
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    result = buttress("verify", copy, "--json")
    assert result.exit_code == 1
    assert any("measures.parquet" in problem for problem in json.loads(result.stdout)["problems"])


def test_tables_are_for_people_and_what_has_no_interval_prints_none(buttress, small_case):
    result = buttress("compare", small_case, "-s", "without_loan", "--runs", 10, "--prior", "--workers", 1)
    assert result.exit_code == 0
    assert "tenure_90" in result.stdout
    assert "mc_se" in result.stdout
    assert "- to -" not in result.stdout
    assert "chance to be in office after 90 days: too few runs to tell" in result.stdout


def test_run_prints_levels(buttress, small_case):
    words = ("run", small_case, "--scenario", "without_loan", "--runs", "20", "--prior", "--workers", "1")
    told = json.loads(buttress(*words, "--json").stdout)
    assert (told["scenario"], told["runs"]) == ("without_loan", 20)
    assert set(told["measures"]) >= MEASURES
    shown = buttress(*words).stdout
    assert "run 0: " in shown, "an end in words"


def test_the_blank_case_passes_its_check(buttress, small_case):
    told = json.loads(buttress("check", small_case, "--json").stdout)
    assert all(set(message) == {"file", "line", "level", "message"} for message in told)
    assert not [message for message in told if message["level"] == "error"]


def test_check_tells_how_many_rows_the_day_shows(buttress, belarus):
    def shown(*words):
        text = buttress("check", belarus, *words).output
        return [(int(seen), int(held)) for seen, held in re.findall(r"(\d+) of (\d+) \w+ rows", text)]

    now, later = shown(), shown("--as-of", "2020-10-15")
    assert [held for _, held in now] == [held for _, held in later]
    assert all(0 < seen < more <= held for (seen, held), (more, _) in zip(now, later, strict=True))


def test_check_of_a_broken_case_is_json_too(buttress, small_case, tmp_path):
    import shutil

    broken = tmp_path / "broken"
    shutil.copytree(small_case, broken)
    (broken / "case.yaml").write_text((broken / "case.yaml").read_text().replace("horizon_days", "horizon_day"))
    result = buttress("check", broken, "--json")
    assert result.exit_code == 2
    message = next(message for message in json.loads(result.stdout) if "horizon_day" in message["message"])
    assert (message["file"], message["level"]) == ("case.yaml", "error")
    assert message["line"] > 0


def test_check_tells_what_only_the_model_knows(buttress, small_case, tmp_path):
    import shutil

    def told(file, old, new):
        mine = tmp_path / str(len(list(tmp_path.iterdir())))
        shutil.copytree(small_case, mine)
        text = (mine / file).read_text()
        assert old in text
        (mine / file).write_text(text.replace(old, new, 1))
        result = buttress("check", mine, "--json")
        return result.exit_code, [m["message"] for m in json.loads(result.stdout) if m["level"] != "note"]

    code, said = told("claims.yaml", "measure: tenure_90", "measure: tenur_90")
    assert code == 2
    assert any("no measure 'tenur_90'" in text for text in said)
    code, said = told(
        "claims.yaml",
        "measure: turnout_8w\n  contrast: {baseline: 1, without_loan: -1}",
        "measure: {parameter: loyalty_pai}",
    )
    assert code == 2
    assert any("no parameter 'loyalty_pai'" in text for text in said)
    code, said = told("case.yaml", "priors: {}", "priors: {fx_depth: {dist: fixed, value: 0, assumed: x}}")
    assert code == 2
    assert any("fx_depth" in text for text in said)
    code, said = told("signals.csv", "2023-04-10,,patron,pledge", "2023-04-10,,patron,meeting")
    assert code == 2
    assert any("loan_announced" in text and "no effect" in text for text in said)


def test_the_steps_of_a_day_are_data(buttress):
    told = json.loads(buttress("explain", "--steps", "--json").stdout)
    assert [row["step"] for row in told].index("draw_turnout") < [row["step"] for row in told].index("draw_detained")
    assert all(row["why"] and row["writes"] for row in told)


def test_schemas_are_printed_and_written(buttress, tmp_path):
    assert "case.yaml" in json.loads(buttress("schema").stdout)
    assert json.loads(buttress("schema", "case.yaml").stdout)["$schema"].startswith("https://json-schema.org")
    assert buttress("schema", "--out", tmp_path).exit_code == 0
    assert (tmp_path / "case.yaml.schema.json").is_file()
    assert buttress("schema", "csae.yaml").exit_code == 2


def test_an_example_can_be_copied(buttress, tmp_path):
    assert buttress("new", tmp_path / "mine", "--example", "belarus-2020").exit_code == 0
    assert buttress("check", tmp_path / "mine").exit_code == 0

"""`buttress replicate`: rows for programs and for people; a failed row is no failed command."""

import json


def test_rows_for_programs_hold_the_promised_fields(buttress):
    shown = buttress("replicate", "kuran", "lohmann", "--json", "--workers", "1")
    assert shown.exit_code == 0
    rows = json.loads(shown.stdout)
    promised = {"model", "figure", "kind", "source", "published", "ours", "mc_se", "tolerance", "pass"}
    assert all(promised <= set(row) <= promised | {"unit", "why"} for row in rows)
    assert {row["kind"] for row in rows} <= {"printed", "closed_form", "rule"}
    assert [row["model"] for row in rows] == ["kuran"] * 4 + ["lohmann"] * 3


def test_a_failed_row_is_shown_and_counted_and_the_command_succeeds(buttress):
    shown = buttress("replicate", "lohmann")
    assert shown.exit_code == 0
    assert "FAIL" in shown.stdout
    assert "3 rows, 3 of them printed; 0 pass, 3 fail (printed: 0 pass, 3 fail)" in shown.stdout


def test_the_table_names_the_question_the_source_and_the_outcome(buttress):
    shown = buttress("replicate", "kuran").stdout
    assert "kuran: How can a revolution" in shown
    assert "not seen in the paper" in " ".join(shown.split())
    assert shown.count(" pass ") >= 4


def test_an_unknown_model_gets_the_nearest_name(buttress, refused):
    said = refused(buttress("replicate", "kuron"))
    assert "'kuron'" in said
    assert "did you mean 'kuran'?" in said


def test_a_name_nothing_like_any_gets_the_list(buttress, refused):
    assert "known: granovetter, watts" in refused(buttress("replicate", "xyz"))

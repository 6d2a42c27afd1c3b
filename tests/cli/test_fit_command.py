"""`buttress fit` as a user calls it, with a fit small enough for a test."""

import json

from buttress.findings import inference_data
from tests.infer.few_variables import of_few_variables


def test_the_tables_of_a_fit_and_a_file_for_arviz(small_fits, small_case, buttress, tmp_path, monkeypatch):
    whole = inference_data.inference_data
    monkeypatch.setattr(inference_data, "inference_data", lambda case, fit: of_few_variables(whole(case, fit)))
    path = tmp_path / "fit.nc"
    shown = buttress("fit", small_case, "--all", "--arviz", path)
    assert shown.exit_code == 0, shown.stderr
    for part in ("log evidence", "each kind of evidence", "times the truth", "scatters", "silent", "Predictive check"):
        assert part in shown.stdout
    assert path.stat().st_size > 10_000
    plain = json.loads(buttress("fit", small_case, "--json").stdout)
    assert plain["fit"]["draws"] == 16
    assert {row["component"] for row in plain["components"]} >= {"crowd", "detained", "survival", "all"}
    assert plain["reporters"]
    assert plain["parameters"]


def test_a_folder_for_the_file_that_is_not_there_is_told_before_any_fit(
    small_fits, small_case, buttress, refused, monkeypatch, tmp_path
):
    monkeypatch.setattr("buttress.pipeline.posterior.posterior_for", None)  # a call would end in a traceback
    assert "fit.nc" in refused(buttress("fit", small_case, "--arviz", tmp_path / "none" / "fit.nc"))

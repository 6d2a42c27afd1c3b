"""`buttress fit` as a user calls it, with a fit small enough for a test."""

import json


def test_the_tables_of_a_fit(small_fits, small_case, buttress):
    shown = buttress("fit", small_case, "--all")
    assert shown.exit_code == 0, shown.stderr
    for part in ("log evidence", "each kind of evidence", "times the truth", "scatters", "silent", "Predictive check"):
        assert part in shown.stdout
    plain = json.loads(buttress("fit", small_case, "--json").stdout)
    assert plain["fit"]["draws"] == 32
    assert {row["component"] for row in plain["components"]} >= {"crowd", "detained", "survival", "all"}
    assert plain["reporters"]
    assert plain["parameters"]


def test_a_file_for_arviz(small_fits, small_case, buttress, refused, tmp_path):
    path = tmp_path / "fit.nc"
    shown = buttress("fit", small_case, "--arviz", path)
    assert shown.exit_code == 0, shown.stderr
    assert path.stat().st_size > 10_000
    assert "fit.nc" in refused(buttress("fit", small_case, "--arviz", tmp_path / "none" / "fit.nc"))

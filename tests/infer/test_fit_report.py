"""What a fit says of itself, and its export."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from buttress.arviz_import import import_arviz
from buttress.case import load
from buttress.findings.inference_data import inference_data, write
from buttress.infer.diagnostics.fit_report import FitReport
from buttress.infer.diagnostics.resimulation import Resimulation
from tests.infer.few_variables import of_few_variables

if TYPE_CHECKING:
    from arviz import InferenceData


@pytest.fixture(scope="module")
def case(belarus):
    return load(belarus)


@pytest.fixture(scope="module")
def exported(case, fitted) -> InferenceData:
    return inference_data(case, fitted)


@pytest.fixture(scope="module")
def account(case, fitted) -> FitReport:
    return FitReport.of(case, fitted)


def test_components_add_up_and_gain_by_the_fit(account):
    table = account.components.set_index("component")
    single = table.drop(index="all")
    assert set(single.series) == {"stock", "flow", "event"}
    assert single["mean"].sum() == pytest.approx(table["mean"]["all"])
    assert single.reports.sum() == table.reports["all"] == account.fit()["rows_used"]
    assert table["mean"]["all"] > table.prior_median["all"] + 20
    assert (table.low_95 <= table["mean"]).all()
    assert (table["mean"] <= table.high_95).all()


def test_biases_are_factors_with_their_ground(account):
    table = account.reporters
    ministry = table[(table.reporter == "mvd") & (table.what == "bias")].iloc[0]
    assert 0.05 < ministry.low < ministry["median"] < ministry.high < ministry.prior_high
    assert ministry.ground.startswith("studies/reporters")
    shares = table[table.what == "coverage"]
    assert shares[["low", "high"]].stack().between(0, 1).all()
    assert table[table.what == "growth_detained"].name.str.startswith("all of kind").all()
    assert set(table.what) >= {"bias", "noise_crowd", "coverage", "noise_detained"}


def test_numbers_within_intervals_are_counted(account):
    inside = {name: a for name, (a, _) in account.within.items()}
    totals = {b for _, b in account.within.values()}
    assert inside["50"] <= inside["80"] <= inside["95"] <= max(totals)
    assert len(totals) == 1
    plain = account.to_json()
    assert plain["within"]["80"]["inside"] == inside["80"]
    assert len(plain["reports"]) == len(account.reports)


def test_the_export_holds_every_group_and_comes_back_from_netcdf(case, fitted, exported, tmp_path):
    path = tmp_path / "belarus.nc"
    data = of_few_variables(exported)
    write(path, data)
    read = import_arviz().from_netcdf(str(path))
    groups = {"posterior", "prior", "posterior_predictive", "prior_predictive", "observed_data", "log_likelihood"}
    assert set(read.groups()) == groups
    assert read.posterior["detention_rate"].dims == ("chain", "draw")
    assert read.posterior["bias"].sel(bias_of="mvd").shape == (1, len(fitted.draws))
    assert (read.posterior["bias"].values == data.posterior["bias"].values).all()
    assert list(read.posterior["people_out"].dims[2:]) == ["occasion", "place"]
    assert read.observed_data["crowd"].dims == ("crowd_report",)
    assert read.posterior_predictive["crowd"].dims == ("chain", "draw", "crowd_report")
    terms = Resimulation.of(case, fitted).terms
    told = sum(read.log_likelihood[name].sum() for name in read.log_likelihood.data_vars)
    assert float(told) == pytest.approx(sum(part.sum() for part in terms))
    assert "created_at" not in read.posterior.attrs
    anew, again = inference_data(case, fitted), tmp_path / "again.nc"
    assert all(anew[group].identical(exported[group]) for group in groups)
    write(again, of_few_variables(anew))
    assert again.read_bytes() == path.read_bytes()


def test_bounds_are_observed_at_their_only_end(exported):
    observed = exported.observed_data
    low, high = observed["crowd_low"].values, observed["crowd_high"].values
    lower = ~np.isfinite(high)
    assert lower.any()
    assert observed["crowd"].values[lower] == pytest.approx(low[lower])
    both = np.isfinite(high) & (low > 0)
    assert (observed["crowd"].values[both] <= high[both]).all()


def test_a_folder_that_is_not_there_is_told(exported, tmp_path):
    with pytest.raises(OSError, match=r"no.*folder.*belarus\.nc"):
        write(tmp_path / "no" / "folder" / "belarus.nc", exported)


def test_arviz_keeps_no_stamp_of_its_daily_notice(exported):
    """The notice itself would be an error here: the session has a home in which it was never given."""
    assert exported.groups()
    assert not (Path(os.environ["XDG_CACHE_HOME"]) / "arviz").exists()


def test_arviz_comes_where_the_cache_folder_can_not_be_made(tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delitem(sys.modules, "arviz", raising=False)  # what it does at its top is done again
    assert import_arviz().__version__.startswith("0.")

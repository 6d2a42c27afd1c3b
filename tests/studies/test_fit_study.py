"""The tables of a fit, and of other routes to it, from numbers that are made up."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd

from buttress.infer.effort import SHIPPED
from studies.fit.__main__ import main as fit_main
from studies.fit.tables import tables
from studies.routes.__main__ import Route, routes_table, size_words
from studies.routes.__main__ import main as routes_main
from studies.routes.samplers import Points


def report() -> SimpleNamespace:
    words = ["moved", "untouched", "untouched", "silent"]
    parameters = pd.DataFrame(
        {"name": list("abcd"), "mechanism": "m", "ratio": [0.4, 1, 1, 1], "shift": [1.2, 0, 0, 0], "word": words}
    )
    reporters = pd.DataFrame(
        {
            "what": ["bias", "bias", "coverage"],
            "name": ["Wire", "Ministry", "Lawyers"],
            "kind": ["newsroom", "official", "monitor"],
            "median": [1.1, 0.4, 0.9],
            "low": [0.8, 0.2, 0.7],
            "high": [1.5, 0.9, 1.0],
            "prior_median": [1.0, 0.9, 0.9],
        }
    )
    fit = {
        "draws": 512, "effective_draws": 41.2, "log_evidence": [-170.2, -171.0], "simulated_pasts": 42_668,
        "rows_used": 65, "rows_left_out": 71,
    }  # fmt: skip
    return SimpleNamespace(
        fit=lambda: fit,
        components=pd.DataFrame({"component": ["crowd", "all"], "mean": [-100.0, -139.4]}),
        parameters=parameters,
        reporters=reporters,
        reports=pd.DataFrame({"surprise": [False, True, False]}),
        within={"50": (1, 3), "80": (2, 3)},
    )


def test_what_a_fit_says_of_itself() -> None:
    held = {table.name: table for table in tables(report())}  # type: ignore[arg-type]
    assert ["log-likelihood of the reports, mean over draws", "-139"] in held["figures"].rows
    counts = {row[0]: row[-1] for row in held["counts"].rows}
    assert counts == {"moved": "1", "shifted": "0", "untouched": "2", "silent": "1", "all": "4"}
    assert held["moved"].rows == [["`a`", "m", "0.40", "+1.20", "moved"]]
    assert held["predictive"].rows[-1] == ["reports in a one-percent tail of their prediction", "1", "3"]
    assert [row[0] for row in held["crowds"].rows] == ["Ministry", "Wire"]  # from the lowest; coverage is no bias


def test_a_route_is_told_in_posterior_spreads() -> None:
    z = np.array([[-1.0, -1.0], [1.0, 1.0]])
    reference = Points(z, np.array([-10.0, -12.0]))
    off = Route("off", Points(2.0 * z + 1.0, np.array([-14.0, -16.0])), 1234, 5.0)
    table = routes_table([(off, reference)])
    assert table.rows == [["off", "1.00", f"{np.log(2.0):.2f}", "-15.0", "1,234", "5.0"]]
    assert "over 2 unknowns" in table.note


def test_a_size_in_words() -> None:
    assert size_words(SHIPPED).startswith("**shipped**: ")
    few = replace(SHIPPED, particles=10, chains=64, settling_sweeps=7, final_sweeps=3)
    assert size_words(few) == "10 particles, 10 chains, 7 sweeps before the first batch and 3 between batches"


def test_a_case_that_is_missing_is_a_message(tmp_path, capsys) -> None:
    for main in (fit_main, routes_main):
        assert main([str(tmp_path / "none")]) == 2
        assert "error: " in capsys.readouterr().err

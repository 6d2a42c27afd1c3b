"""Orchestration: which scenarios get all pairs, and what is kept from one call to the next."""

import json
from pathlib import Path

import numpy as np
import pypdf
import pytest

from buttress import pipeline
from buttress.case import load
from buttress.infer import fit as fitting

BELARUS = Path(__file__).resolve().parents[2] / "cases" / "belarus-2020"


@pytest.fixture
def quick_fit(monkeypatch, tmp_path, stand_in):
    """The fit replaced by one that takes no time; counts its calls. The cache is the test's own."""
    calls = []

    def fit(case, settings, seed=0):
        calls.append(settings)
        return stand_in(case, settings, seed)

    monkeypatch.setattr(fitting, "fit", fit)
    monkeypatch.setattr(pipeline, "_compile", lambda case: None)
    monkeypatch.setenv("BUTTRESS_CACHE", str(tmp_path / "cache"))
    return calls


def test_the_two_by_two_and_three_more_get_all_pairs():
    plan = pipeline._plan(load(BELARUS), 1000, 200)
    full = [name for name, runs in plan.items() if runs == 1000]
    assert full[:4] == ["without_loan", "without_endorsement", "neither", "withdrawal"]
    assert len(full) == 7
    assert not {"harsher_policing", "milder_policing"} & set(full)
    assert set(plan) == set(load(BELARUS).scenarios)
    assert {runs for name, runs in plan.items() if name not in full} == {200}


def test_a_fit_is_kept_until_what_it_depends_on_changes(quick_fit, small_case):
    case = load(small_case)
    first = pipeline.posterior_for(case)
    again = pipeline.posterior_for(case)
    assert len(quick_fit) == 1
    assert np.array_equal(first.draws.values, again.draws.values)
    assert first.draws.names == again.draws.names
    pipeline.posterior_for(case, draws=600)
    pipeline.posterior_for(load(small_case, as_of="2023-04-05"))
    assert len(quick_fit) == 3


def test_a_damaged_fit_is_made_again(quick_fit, small_case):
    case = load(small_case)
    pipeline.posterior_for(case)
    kept = next(pipeline.cache_folder().glob("posterior-*.parquet"))
    kept.write_bytes(kept.read_bytes()[:100])
    pipeline.posterior_for(case)
    assert len(quick_fit) == 2


def test_a_cache_that_cannot_be_written_is_no_failure(quick_fit, small_case, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BUTTRESS_CACHE", str(tmp_path / "file"))
    assert len(pipeline.posterior_for(load(small_case)).draws) == 512


def test_more_runs_than_draws_ask_for_more_draws(quick_fit, small_case):
    assert len(pipeline.draws_for(load(small_case), 200)) == 512
    assert len(pipeline.draws_for(load(small_case), 6001)) == 601


def test_the_python_calls_give_frames(quick_fit, small_case):
    import buttress

    case = buttress.load(small_case)
    answer = buttress.compare(case, ["without_loan"], runs=40, workers=1)
    assert {"scenario", "measure", "difference", "mc_se"} <= set(answer.differences.columns)
    assert answer.prior is None
    one = buttress.run(case, "without_loan", runs=20, workers=1)
    assert len(one.measures) == 20
    view = buttress.explain(case, buttress.load(small_case).as_of.replace(day=16), runs=10)
    assert any(account.title.startswith("Sunday march") for account in view.accounts)
    with pytest.raises(pipeline.PipelineError, match="did you mean 'without_loan'"):
        buttress.compare(case, ["without_laon"])


def test_a_brief_is_made_once_and_taken_up_again(quick_fit, small_case, tmp_path, monkeypatch):
    case = load(small_case)
    files = pipeline.make_brief(case, tmp_path / "out", runs=40, others=20, workers=1)
    assert files[0] == tmp_path / "out" / "brief.html"
    assert {path.name for path in files} >= {"brief.html", "brief.pdf", "brief.json"}
    assert pipeline.verify(tmp_path / "out") == []
    first = {path: path.read_bytes() for path in files}
    monkeypatch.setattr("buttress.engine.run", _never)
    monkeypatch.setattr(pipeline, "judge", _never)
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "compare", _never)  # not even the stored runs are read
        again = pipeline.make_brief(case, tmp_path / "out", runs=40, others=20, workers=1)
        assert {path: path.read_bytes() for path in again} == first
    (content,) = (tmp_path / "out" / "runs").glob("*/content.json")
    for state in (content.read_text()[:-9], content.read_text().replace("tenure", "tenor"), None):
        content.unlink() if state is None else content.write_text(state)
        again = pipeline.make_brief(case, tmp_path / "out", runs=40, others=20, workers=1)
        assert {path: path.read_bytes() for path in again} == first
    assert len(quick_fit) == 1


def test_a_brief_of_the_same_runs_in_another_folder_is_not_judged_again(quick_fit, small_case, tmp_path, monkeypatch):
    case, words = load(small_case), {"runs": 40, "others": 20, "workers": 1}
    pipeline.make_brief(case, tmp_path / "one", **words)
    monkeypatch.setattr(pipeline, "judge", _never)
    pipeline.make_brief(case, tmp_path / "two", **words)
    one, two = (json.loads((tmp_path / name / "brief.json").read_text()) for name in ("one", "two"))
    assert one["claims"] == two["claims"]
    assert one["provenance"]["command"] != two["provenance"]["command"]


def test_a_brief_with_the_priors_beside(quick_fit, small_case, tmp_path, monkeypatch):
    """Headline numbers under both; a second call takes the runs from the folder; without it, none are shown."""
    case, words = load(small_case), {"runs": 40, "others": 20, "workers": 1}
    files = pipeline.make_brief(case, tmp_path / "out", prior=True, **words)
    told = json.loads((tmp_path / "out" / "brief.json").read_text())
    by_the_reports = pipeline.compare(case, ["without_loan"], runs=40, workers=1, prior=True)
    for row in told["prior"]:
        assert row["posterior"]["mean"] != row["prior"]["mean"]
    tenure, difference = told["prior"][1], told["prior"][4]
    assert tenure["prior"]["mean"] == by_the_reports.prior.baseline.level("tenure_90")[0]
    assert (
        tenure["posterior"]["mean"]
        == by_the_reports.baseline.level("tenure_90")[0]
        == told["cells"][1]["estimate"]["mean"]
    )
    assert difference["prior"]["mean"] == by_the_reports.prior.difference("without_loan", "tenure_90").mean
    assert told["provenance"]["command"].split("--out")[0].endswith("--prior ")
    pages = pypdf.PdfReader(tmp_path / "out" / "brief.pdf").pages
    assert len(pages) == 2
    assert "priors alone" in pages[0].extract_text()
    assert "priors alone" in files[0].read_text()
    assert pipeline.verify(tmp_path / "out", case) == []
    first = {path: path.read_bytes() for path in files}
    with monkeypatch.context() as patched:
        patched.setattr("buttress.engine.run", _never)
        patched.setattr(pipeline, "judge", _never)
        again = pipeline.make_brief(case, tmp_path / "out", prior=True, **words)
        assert {path: path.read_bytes() for path in again} == first
        plain = pipeline.make_brief(case, tmp_path / "out", **words)
    assert "priors alone" not in plain[0].read_text()
    assert json.loads((tmp_path / "out" / "brief.json").read_text())["cells"] == told["cells"]


def _never(*words, **named):
    raise AssertionError("computed again what was there")

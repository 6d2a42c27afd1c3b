"""Orchestration: which scenarios get all pairs, and what is kept from one call to the next."""

import json
import shutil
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import buttress
from buttress import experiment, world
from buttress.case import CaseError, load
from buttress.pipeline.brief import make_brief, read_content
from buttress.pipeline.cache import cache_folder
from buttress.pipeline.endings import endings
from buttress.pipeline.plan import in_both_readings, pairs_by_scenario
from buttress.pipeline.posterior import draws_for, posterior_for
from buttress.pipeline.verify import verify
from tests.brief import printed

pytestmark = pytest.mark.usefixtures("drawn_once")  # what is drawn is tested in tests/brief

BELARUS = Path(__file__).resolve().parents[2] / "cases" / "belarus-2020"


def counted_fits(patched, folder, stand_in):
    """The fit replaced by one that takes no time; the list of its calls. The cache stands in the folder."""
    calls = []

    def fit(case, settings, seed=0):
        calls.append(settings)
        return stand_in(case, settings, seed)

    patched.setattr("buttress.pipeline.posterior.fit", fit)
    patched.setattr("buttress.pipeline.posterior.compile_kernels", lambda case: None)
    patched.setenv("BUTTRESS_CACHE", str(folder / "cache"))
    return calls


@pytest.fixture
def quick_fit(monkeypatch, tmp_path, stand_in):
    """Counts the fits that a test asks for. The cache is the test's own."""
    return counted_fits(monkeypatch, tmp_path, stand_in)


@pytest.fixture(scope="module")
def belarus():
    return load(BELARUS)


@pytest.fixture(scope="module")
def small(small_case):
    """The small case as it is read, where a test is not about reading it."""
    return load(small_case)


WORDS = {"runs": 40, "others": 20, "workers": 1}


@pytest.fixture(scope="module")
def brief_made(small_case, stand_in, draw_once, tmp_path_factory):
    """A brief made from nothing: its folder, its files, and the fits that it asked for."""
    home = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patched:
        draw_once(patched)
        fits = counted_fits(patched, home, stand_in)
        files = make_brief(load(small_case), home / "out", **WORDS)
    return home / "out", files, fits


@pytest.fixture
def made(brief_made, quick_fit, monkeypatch):
    """The same; the test goes on with what it left in the cache."""
    monkeypatch.setenv("BUTTRESS_CACHE", str(brief_made[0].parent / "cache"))
    return brief_made


def test_a_notebook_shows_the_page_and_its_figures(brief_made):
    _, files, _ = brief_made
    shown = files._repr_html_()
    assert shown.startswith("<iframe sandbox srcdoc=")
    assert "<p" not in shown  # all of the page is escaped inside the frame
    assert "Line chart" in files.plot().words
    with pytest.raises(KeyError, match="it has survival"):
        files.plot("nothing")


MAIN = [
    "without_loan",
    "without_endorsement",
    "neither",
    "withdrawal",
    "half_loan",
    "delayed_loan",
    "presence_withheld",
]


def test_the_two_by_two_and_three_more_get_all_pairs(belarus):
    plan = pairs_by_scenario(belarus, 1000, 200)
    assert list(plan)[:7] == MAIN
    assert list(plan.items())[7:] == [(name, 200) for name in belarus.scenarios if name not in MAIN]
    assert {plan[name] for name in MAIN} == {1000}
    assert in_both_readings(belarus, list(plan)) == MAIN[:4]


def test_a_scenario_is_a_main_one_by_what_it_changes_not_by_its_name(belarus):
    renamed = belarus.with_scenarios({f"x_{name[::-1]}": scenario for name, scenario in belarus.scenarios.items()})
    assert list(pairs_by_scenario(renamed, 1000, 200))[:7] == [f"x_{name[::-1]}" for name in MAIN]


def test_other_scenarios_fill_up_to_seven_and_what_ifs_on_policing_never_do(belarus):
    rest = ["harsher_policing", "intervention", "milder_policing", "silent_loan"]
    few = belarus.with_scenarios({name: belarus.scenarios[name] for name in rest})
    plan = pairs_by_scenario(few, 1000, 200)
    assert plan == {"intervention": 1000, "silent_loan": 1000, "harsher_policing": 200, "milder_policing": 200}
    assert in_both_readings(few, list(plan)) == ["intervention", "silent_loan", "harsher_policing", "milder_policing"]
    assert pairs_by_scenario(belarus.with_scenarios({}), 1000, 200) == {}


def test_a_fit_is_kept_until_what_it_depends_on_changes(quick_fit, small, small_case):
    first = posterior_for(small)
    again = posterior_for(load(small_case))
    assert len(quick_fit) == 1
    assert np.array_equal(first.draws.values, again.draws.values)
    assert first.draws.names == again.draws.names
    posterior_for(small, draws=600)
    posterior_for(load(small_case, as_of="2023-04-05"))
    assert len(quick_fit) == 3


def test_a_damaged_fit_is_made_again(quick_fit, small):
    posterior_for(small)
    kept = next(cache_folder().glob("posterior-*.parquet"))
    kept.write_bytes(kept.read_bytes()[:100])
    posterior_for(small)
    assert len(quick_fit) == 2


def test_a_cache_that_cannot_be_written_is_no_failure(quick_fit, small, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BUTTRESS_CACHE", str(tmp_path / "file"))
    assert len(posterior_for(small).draws) == 512


def test_more_runs_than_draws_ask_for_more_draws(quick_fit, small):
    assert len(draws_for(small, 200)) == 512
    assert len(draws_for(small, 6001)) == 601


def test_the_python_calls_give_frames(quick_fit, small_case):
    case = buttress.load(small_case)
    answer = buttress.compare(case, ["without_loan"], runs=40, workers=1)
    assert {"scenario", "measure", "difference", "mc_se"} <= set(answer.differences.columns)
    assert answer.prior is None
    one = buttress.run(case, "without_loan", runs=20, workers=1)
    assert len(one.measures) == 20
    view = buttress.explain(case, case.as_of.replace(day=16), runs=10)
    assert any(account.title.startswith("Sunday march") for account in view.accounts)


@pytest.mark.parametrize(
    "ask",
    [
        lambda case: case.scenario("without_laon"),
        lambda case: world.build(case, "without_laon"),
        lambda case: experiment.run(case, "without_laon", draws=None),
        lambda case: experiment.compare(case, ["without_laon"], draws=None),
        lambda case: buttress.run(case, "without_laon"),
        lambda case: buttress.compare(case, ["without_laon"]),
        lambda case: buttress.explain(case, case.as_of, scenario="without_laon"),
        lambda case: endings(case, "without_laon"),
    ],
)
def test_an_unknown_scenario_is_refused_in_one_way_before_any_fit(small, ask, monkeypatch):
    for room in ("run", "compare", "explain", "endings"):
        fail = lambda *_, **__: pytest.fail("a fit was asked for")  # noqa: E731
        monkeypatch.setattr(import_module(f"buttress.pipeline.{room}"), "draws_for", fail)
    with pytest.raises(CaseError) as caught:
        ask(small)
    assert (
        str(caught.value) == "scenarios: error: the case has no scenario 'without_laon'; did you mean 'without_loan'?"
    )


def test_the_baseline_is_a_scenario_that_changes_nothing(small):
    assert small.scenario("baseline").changes == []
    assert small.scenario("without_loan") is small.scenarios["without_loan"]


def test_a_brief_is_made_once_and_taken_up_again(made, quick_fit, small_case, monkeypatch, tmp_path):
    case = load(small_case)
    out, files, fits = made
    assert files[0] == out / "brief.html"
    assert {path.name for path in files} >= {"brief.html", "brief.pdf", "brief.json"}
    assert verify(out) == []
    first = {path: path.read_bytes() for path in files}
    monkeypatch.setattr("buttress.engine.run", _never)
    monkeypatch.setattr("buttress.pipeline.claims.judgements", _never)
    with monkeypatch.context() as patched:
        patched.setattr("buttress.pipeline.brief.compare", _never)  # not even the stored runs are read
        again = make_brief(case, out, **WORDS)
        assert {path: path.read_bytes() for path in again} == first
    (content,) = (out / "runs").glob("*/content.json")
    command, whole = json.loads((out / "brief.json").read_text())["provenance"]["command"], content.read_text()
    assert read_content(content, command) is not None
    assert read_content(content, f"{command} --prior") is None
    damaged = tmp_path / "content.json"
    for state in (None, whole.replace("tenure", "tenor"), whole[:-9]):
        if state is not None:
            damaged.write_text(state)
        assert read_content(damaged, command) is None
    assert len(fits) == 1
    assert not quick_fit


def test_a_brief_without_scenarios_is_of_the_baseline_alone(quick_fit, small_case, tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(small_case, folder)
    shutil.rmtree(folder / "scenarios")
    (folder / "claims.yaml").write_text("[]\n")
    make_brief(load(folder), tmp_path / "out", **WORDS)
    told = json.loads((tmp_path / "out" / "brief.json").read_text())
    assert told["effects"] == []
    assert told["cells"][3]["estimate"]["mean"] > 0
    assert any("rows of events.csv the fit uses" in limit for limit in told["unknowns"]["limits"])


def test_a_brief_with_the_priors_beside(made, small_case, tmp_path, monkeypatch):
    """Headline numbers under both; a second call takes the runs from the folder; without it, none are shown, and all
    is as it was, gathered from the runs and judgements that are kept.

    In another folder nothing that was judged is judged again.
    """
    case = load(small_case)
    shutil.copytree(made[0], tmp_path / "out")  # one without; the priors' runs are made beside its own
    with monkeypatch.context() as patched:
        patched.setattr("buttress.pipeline.claims.judgements", _never)
        files = make_brief(case, tmp_path / "out", prior=True, **WORDS)
    told, plain = (json.loads((folder / "brief.json").read_text()) for folder in (tmp_path / "out", made[0]))
    assert told["claims"] == plain["claims"]
    assert told["provenance"]["command"] != plain["provenance"]["command"]
    by_the_reports = buttress.compare(case, ["without_loan"], runs=40, workers=1, prior=True)
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
    pages = printed.words((tmp_path / "out" / "brief.pdf").read_bytes())
    assert len(pages) == 2
    assert "priors alone" in pages[0]
    assert "priors alone" in files[0].read_text()
    assert verify(tmp_path / "out", case) == []
    first = {path: path.read_bytes() for path in files}
    with monkeypatch.context() as patched:
        patched.setattr("buttress.engine.run", _never)
        patched.setattr("buttress.pipeline.claims.judgements", _never)
        again = make_brief(case, tmp_path / "out", prior=True, **WORDS)
        assert {path: path.read_bytes() for path in again} == first
        without = make_brief(case, tmp_path / "out", **WORDS)
    assert "priors alone" not in without[0].read_text()
    anew = json.loads((tmp_path / "out" / "brief.json").read_text())
    for content in (anew, plain):
        del content["provenance"]["command"]  # it names the folder
    assert anew == plain


def _never(*words, **named):
    raise AssertionError("computed again what was there")

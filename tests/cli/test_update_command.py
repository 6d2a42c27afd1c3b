"""`buttress update` as a user calls it, with a fit small enough for a test."""

import json
import shutil
from pathlib import Path

import pytest

from buttress.case import load
from buttress.pipeline.posterior import posterior_for
from tests.cli.conftest import few_particles


@pytest.fixture(scope="module")
def begun(small_case, buttress, tmp_path_factory):
    """What the first update prints, and the folder in which it was called."""
    home = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patched:
        few_particles(patched, home)
        shown = buttress("update", small_case, "--as-of", "2023-03-20")
    assert shown.exit_code == 0, shown.stderr
    return shown.stdout, home


@pytest.fixture
def after_it(begun, small_fits):
    """A folder of the test's own in which that update was called."""
    return Path(shutil.copytree(begun[1], small_fits, dirs_exist_ok=True))


def test_the_loop_of_two_weeks(begun, after_it, small_case, buttress, monkeypatch):
    assert "full fit" in begun[0]
    assert (after_it / "out" / "exampleland" / "state" / "manifest.json").is_file()
    again = buttress("update", small_case, "--as-of", "2023-03-20")
    assert "nothing to do" in again.stdout
    told = json.loads(buttress("update", small_case, "--as-of", "2023-04-03", "--json").stdout)
    assert [week["as_of"] for week in told["weeks"]] == ["2023-03-27", "2023-04-03"]
    assert all(week["rows"] > 0 for week in told["weeks"])
    assert not any("seconds" in week for week in told["weeks"])
    # What comes next takes the state's posterior and fits nothing.
    monkeypatch.setattr("buttress.pipeline.posterior.fit", lambda *_: pytest.fail("fitted anew"))
    found = buttress("forecast", small_case, "--as-of", "2023-04-03", "--runs", 20, "--weeks", 1)
    assert found.exit_code == 0, found.stderr
    state = posterior_for(load(small_case, "2023-04-03"))
    assert len(state.draws) == 16


def test_a_damaged_state_is_refused(small_fits, small_case, buttress, refused):
    (small_fits / "state").mkdir()
    (small_fits / "state" / "manifest.json").write_text("{", encoding="utf-8")
    assert "can't be read" in refused(buttress("update", small_case, "--out", small_fits / "state"))


def test_no_earlier_day_and_no_other_case_of_the_same_id_throws_a_state_away(after_it, small_case, buttress, refused):
    folder = after_it / "out" / "exampleland" / "state"
    before = (folder / "manifest.json").read_bytes()
    assert "must not know" in refused(buttress("update", small_case, "--as-of", "2023-03-15"))
    shutil.copytree(small_case, after_it / "other")
    facts = after_it / "other" / "case.yaml"
    facts.write_text(facts.read_text().replace("{value: 3000, assumed", "{value: 4000, assumed"))
    told = refused(buttress("update", after_it / "other", "--as-of", "2023-03-20"))
    assert "another case with the id 'exampleland'" in told
    assert "--out" in told
    assert (folder / "manifest.json").read_bytes() == before
    (folder / "case-folder.txt").write_text("/elsewhere")  # moved, and its facts are the same
    assert "nothing to do" in buttress("update", small_case, "--as-of", "2023-03-20").stdout

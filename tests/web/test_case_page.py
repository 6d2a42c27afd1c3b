"""The case's page without a browser and without runs: what is asked, what is refused, what is written."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from buttress.case import load
from buttress.case.message import CaseError
from buttress.web import app, case_work, jobs, kept_answers, opening
from buttress.web.app import make_app
from buttress.web.case_facts import kept_facts, stamp_of
from buttress.web.case_jobs import CaseWork, answers_of, ask, kept_in, resume
from buttress.web.error import Interrupted, NotHere, WebError
from buttress.web.forms import SentForm
from buttress.web.jobs import PageJob
from buttress.web.kept_answers import KeptAnswers
from buttress.web.scenario_form import can_be_filled_in, filled_in, typed_scenario
from buttress.web.site import Site
from buttress.web.worker import CallProcess
from tests.web.conftest import ADDRESS, PORT, TOKEN

HALF = {
    "title": "Half & <b>half</b>",
    "question": "What if?",
    "changes": [{"lever": "loan_cash", "from": "2023-04-10", "value": 0.5}],
}
ANSWER: dict[str, Any] = {
    "typed": HALF,
    "case": "another",
    "sharper": "",
    "pairs": 200,
    "fired": False,
    "warnings": ["<b>beware</b>"],
    "rows": [
        {
            "label": "Weeks",
            "meaning": "<b>weeks",
            "baseline": "9 (8 to 10)",
            "scenario": "7 (6 to 8)",
            "difference": "-2 (-3 to -1)",
        }
    ],
    "figure": None,
}


@pytest.fixture
def client_of_case(site: Site, blank_case: Path) -> TestClient:
    """A browser on a server that was started with the blank case."""
    site.case = blank_case
    client = TestClient(make_app(site, TOKEN, PORT), base_url=ADDRESS, follow_redirects=False)
    client.get(f"/?token={TOKEN}")
    client.headers["origin"] = ADDRESS
    return client


def test_without_a_case_there_is_none(client: TestClient) -> None:
    assert client.get("/case").status_code == 404
    assert "/case" not in client.get("/").text


def test_the_forms_offer_the_cases_levers_and_no_scale_of_policing(client_of_case: TestClient) -> None:
    page = client_of_case.get("/case").text
    assert "Share of the loan that is paid" in page
    assert 'name="value policing_intensity"' not in page
    assert page.count('name="policing"') == 3


def test_moved_levers_are_the_changes(blank_case: Path) -> None:
    facts = case_work.case_facts(blank_case)
    form = SentForm({"title": " Half  now ", "value loan_cash": "0,5", "from loan_cash": "2023-05-01", "policing": ""})
    told = typed_scenario(facts, form)
    assert told["title"] == "Half now"
    assert told["changes"] == [{"lever": "loan_cash", "from": "2023-05-01", "value": 0.5}]
    harsher = typed_scenario(facts, SentForm({"policing": "harsher"}))
    assert (harsher["what_if"], harsher["changes"][0]["value"]) == ("fixed", 1.5)
    with pytest.raises(WebError, match="a number is needed"):
        typed_scenario(facts, SentForm({"value loan_cash": "half"}))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([], "Nothing is changed"),
        ([{"lever": "loan_cash", "from": "2020-01-01", "value": 0.5}], "a day from"),
        ([{"lever": "loan_cash", "from": "2023-04-10", "value": 9.0}], "between 0 and 2"),
        ([{"lever": "policing_intensity", "from": "2023-04-10", "value": 1.2}], "milder"),
        ([{"lever": "reform_promise", "from": "2023-04-10", "value": 0.5}], "nothing in the case's script"),
        ([{"lever": "wages", "from": "2023-04-10", "value": 1.0}], "Input should be"),
    ],
)
def test_what_can_not_be_tried_is_told_before_a_run(blank_case: Path, changes: list[Any], told: str) -> None:
    with pytest.raises((WebError, CaseError), match=told):
        case_work.try_changes(blank_case, {**HALF, "changes": changes}, 10, lambda *how: None)


def test_an_answer_is_shown_escaped_and_saved_once(client_of_case: TestClient, site: Site, blank_case: Path) -> None:
    answers_of(site).put("a" * 16, ANSWER)
    page = client_of_case.get(f"/case/scenarios/{'a' * 16}").text
    assert "never came up" in page
    assert "<b>" not in page
    assert "<b>" not in client_of_case.get("/case").text
    saved = {"name": "half"}
    assert client_of_case.post(f"/case/scenarios/{'a' * 16}/save", data=saved).status_code == 303
    assert load(blank_case).scenarios["half"].title == HALF["title"]
    assert client_of_case.post(f"/case/scenarios/{'a' * 16}/save", data=saved).status_code == 422
    for name in ("../half", "", "baseline", "a.b", "x" * 61):
        assert client_of_case.post(f"/case/scenarios/{'a' * 16}/save", data={"name": name}).status_code == 422
    assert {path.name for path in (blank_case / "scenarios").iterdir()} >= {"half.yaml"}
    assert client_of_case.get("/case/scenarios/none").status_code == 404


def test_markup_of_a_case_is_escaped(client_of_case: TestClient, blank_case: Path) -> None:
    text = (blank_case / "case.yaml").read_text()
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    (blank_case / "case.yaml").write_text(text.replace(title, "title: '<b>&\"'"))
    page = client_of_case.get("/case").text
    assert "<b>" not in page
    assert "&lt;b&gt;&amp;&#34;" in page


def test_a_case_that_is_read_says_so_and_then_comes_at_once(
    blank_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "kept", blank_case)
    go_on = threading.Event()
    monkeypatch.setattr(site.reader, "call", lambda function, *words: go_on.wait(60) and function(*words))
    monkeypatch.setattr(app, "REST_AFTER", 60.0)
    monkeypatch.setattr(opening, "SAID_AFTER", 0.01)
    with TestClient(make_app(site, TOKEN, PORT), base_url=ADDRESS, follow_redirects=False) as client:
        client.get(f"/?token={TOKEN}")
        page = client.get("/case?from=half_loan").text
        assert 'data-state="/case/opening?from=half_loan"' in page
        assert "x-go-to" not in client.get("/case/opening").headers
        go_on.set()
        monkeypatch.setattr(opening, "SAID_AFTER", 60.0)
        assert client.get("/case/opening?from=half_loan").headers["x-go-to"] == "/case?from=half_loan"
    kept = kept_in(site) / "facts.json"
    assert kept_facts(kept, stamp_of(blank_case)) == case_work.case_facts(blank_case)
    (blank_case / "case.yaml").write_text("format: 1\n")
    assert kept_facts(kept, stamp_of(blank_case)) is None


def test_a_brief_that_another_version_wrote_is_not_shown(client_of_case: TestClient, site: Site) -> None:
    """Its texts lack what the page of today shows."""
    kept = kept_in(site)
    kept.mkdir(parents=True, exist_ok=True)
    (kept / case_work.PAGES).write_text('{"case": "any", "version": "0.0.1+0", "pages": {"cells": []}}')
    answer = client_of_case.get("/case")
    assert answer.status_code == 200
    assert "Make the brief anew" not in answer.text


def test_a_broken_case_is_told(client_of_case: TestClient, blank_case: Path) -> None:
    (blank_case / "case.yaml").write_text("format: 1\n")
    answer = client_of_case.get("/case")
    assert answer.status_code == 422
    assert "case.yaml" in answer.text
    with pytest.raises(CaseError):
        load(blank_case)


def test_work_waits_its_turn_and_can_be_cancelled(site: Site) -> None:
    started, go_on = threading.Event(), threading.Event()

    def work(job: PageJob) -> str:
        started.set()
        go_on.wait(10)
        return f"/{job.title}"

    first = site.jobs.add(PageJob("first", "/"), work)
    second = site.jobs.add(PageJob("second", "/"), work)
    assert started.wait(10)
    assert (first.state, second.state) == ("running", "waiting")
    assert site.jobs.cancel(second.name).state == "cancelled"
    assert site.jobs.cancel(first.name).state == "cancelled"
    go_on.set()
    third = site.jobs.add(PageJob("third", "/"), lambda job: "/done")
    wait_for(third)
    assert (first.then, second.then, third.then) == ("", "", "/done")


def wait_for(job: PageJob) -> None:
    for _ in range(1000):
        if not job.open:
            return
        threading.Event().wait(0.01)
    raise AssertionError(f"{job.title} does not end")


def test_idle_work_gives_way_and_comes_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    started, asked = threading.Event(), threading.Event()
    monkeypatch.setattr(site.computer, "interrupt", asked.set)

    def long(job: PageJob) -> str:
        started.set()
        if not order:
            assert asked.wait(10)
            order.append("gave way")
            raise Interrupted("")
        order.append(job.title)
        return "/"

    idle = site.jobs.add(PageJob("idle", "/", idle=True), long)
    assert started.wait(10)
    quick = site.jobs.add(PageJob("quick", "/"), lambda job: order.append(job.title) or "/")
    wait_for(quick)
    wait_for(idle)
    assert order == ["gave way", "quick", "idle"]


def test_idle_work_is_never_in_the_way(site: Site) -> None:
    started, go_on = threading.Event(), threading.Event()
    left_out: list[str] = []

    def hold(job: PageJob) -> str:
        started.set()
        go_on.wait(10)
        return "/"

    first = site.jobs.add(PageJob("first", "/"), hold)
    assert started.wait(10)
    for number in range(jobs.MOST + 3):
        name = f"{number}"
        site.jobs.add(PageJob(name, "/", name, idle=True, on_end=lambda name=name: left_out.append(name)), hold)
    assert left_out == [f"{number}" for number in range(jobs.MOST + 3 - jobs.MOST_IDLE)]
    asked = site.jobs.add(PageJob("asked", "/"), lambda job: "/asked")
    go_on.set()
    wait_for(asked)
    assert (first.state, asked.then) == ("done", "/asked")


def test_what_a_killed_server_was_asked_is_done_by_the_next_one(
    site: Site, blank_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.case = blank_case
    asked = kept_in(site) / "asked"
    work = CaseWork("day", "Why", "/case#why", {"day": "2023-04-16", "place": "", "scenario": "baseline"})
    monkeypatch.setattr(site.jobs, "add", lambda job, work: job)
    name = ask(site, work).name
    assert [path.stem for path in asked.iterdir()] == [name]
    (asked / "broken.json").write_text("{")
    monkeypatch.undo()
    done: dict[str, Any] = {"accounts": [], "day": "2023-04-16"}
    monkeypatch.setattr(CallProcess, "call", lambda self, function, *words, **more: dict(done))
    resume(site)
    wait_for(site.jobs.get(name))
    assert answers_of(site).get(name) == done
    assert list(asked.iterdir()) == []


def test_what_ends_with_the_server_stays_asked(site: Site, blank_case: Path) -> None:
    site.case = blank_case
    started, go_on = threading.Event(), threading.Event()

    def hold(job: PageJob) -> str:
        started.set()
        go_on.wait(10)
        return "/"

    held = site.jobs.add(PageJob("held", "/"), hold)
    assert started.wait(10)
    name = ask(site, CaseWork("brief", "The brief", "/case", {})).name
    cancelled = ask(site, CaseWork("brief", "The brief", "/case", {})).name
    site.jobs.cancel(cancelled)
    site.jobs.close()
    go_on.set()
    assert not held.open
    assert [path.stem for path in (kept_in(site) / "asked").iterdir()] == [name]


def test_a_form_begins_with_a_scenario_or_an_answer(client_of_case: TestClient, site: Site, blank_case: Path) -> None:
    facts = case_work.case_facts(blank_case)
    assert {one.name for one in facts.scenarios if can_be_filled_in(facts, one.changes)} == set(
        load(blank_case).scenarios
    )
    page = client_of_case.get("/case?from=delayed_loan").text
    assert 'name="value loan_delay_days" value="30"' in page
    assert client_of_case.get("/case?from=nothing").status_code == 404
    answers_of(site).put("a" * 16, ANSWER)
    assert 'name="value loan_cash" value="0.5"' in client_of_case.get(f"/case?again={'a' * 16}").text
    twice = [*HALF["changes"], *HALF["changes"]]
    assert not can_be_filled_in(facts, twice)
    assert filled_in(facts, "x", [{"lever": "policing_intensity", "from": "d", "value": 1.5}])["policing"] == "harsher"


def test_old_answers_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "MOST", 2)
    answers = KeptAnswers(tmp_path / "answers")
    for name in "abc":
        answers.put(name * 16, {"is": name})
        os.utime(tmp_path / "answers" / f"{name * 16}.json", ns=(ord(name), ord(name)))
    assert [name[0] for name, _ in answers.all()] == ["c", "b"]
    with pytest.raises(NotHere):
        answers.get("../" + "a" * 13)

"""History and models without a browser: every model has a page, sliders keep to their limits, nothing is policing's."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from buttress.classics.lesson import LESSONS, drawn_lesson, lesson
from buttress.classics.models import NAMES, ClassicsError
from buttress.web import app, opening
from buttress.web.site import Site
from tests.web.conftest import ADDRESS, PORT, TOKEN


def test_history_tells_numbers_with_intervals_and_lists_every_model(client: TestClient) -> None:
    page = client.get("/history").text
    assert "90 other contests" in page
    assert "8.1 (3.9 to 17) times" in page
    for name in NAMES:
        assert f'href="/models/{name}"' in page
    assert client.get("/models/nothing").status_code == 404


def test_a_lesson_follows_its_address(client: TestClient) -> None:
    calm, riot = (client.get(f"/models/granovetter?mean=25&sd={sd}").text for sd in ("12", "13"))
    shares = [re.search(r"([\d.]+) % act in the end", page) for page in (calm, riot)]
    low, high = (float(found[1]) for found in shares if found)
    assert low < 10 < 90 < high
    for wrong in ("900", "x", "nan"):
        refused = client.get(f"/models/granovetter?sd={wrong}")
        assert refused.status_code == 422
        assert "give a number from" in refused.text


def test_a_lesson_that_takes_long_the_first_time_says_so(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "another")
    go_on = threading.Event()
    monkeypatch.setattr(site.lessons, "call", lambda function, *words: go_on.wait(60) and function(*words))
    monkeypatch.setattr(opening, "SAID_AFTER", 0.01)
    monkeypatch.setattr(app, "REST_AFTER", 60.0)
    with TestClient(app.make_app(site, TOKEN, PORT), base_url=ADDRESS, follow_redirects=False) as visitor:
        visitor.get(f"/?token={TOKEN}")
        page = visitor.get("/models/granovetter?sd=13").text
        assert 'data-state="/models/granovetter/opening?sd=13"' in page
        assert "x-go-to" not in visitor.get("/models/granovetter/opening?sd=13").headers
        assert visitor.get("/models/kuran").status_code == 200  # other pages do not wait for it
        go_on.set()
        monkeypatch.setattr(opening, "SAID_AFTER", 60.0)
        there = visitor.get("/models/granovetter/opening?sd=13").headers["x-go-to"]
        assert there == "/models/granovetter?sd=13"
        assert "spread 13 %" in visitor.get(there).text


def test_published_figures_are_worked_out_and_kept(client: TestClient) -> None:
    assert "not been worked out" in client.get("/models/kuran").text
    answer = client.post("/models/kuran/figures", data={"now": "1"})
    for _ in range(1000):
        state = client.get(answer.headers["location"])
        if state.status_code == 303:
            break
        time.sleep(0.02)
    assert state.headers.get("location") == "/models/kuran#figures", state.text
    assert "Within?" in client.get("/models/kuran").text


@pytest.mark.parametrize("name", LESSONS)
def test_no_slider_is_policing_or_pay(name: str) -> None:
    words = " ".join(slider.name + slider.label.lower() for slider in lesson(name).SLIDERS)
    for word in ("cop", "police", "jail", "arrest", "wage", "pay", "term"):
        assert word not in words
    for slider in lesson(name).SLIDERS:
        assert slider.low <= slider.start <= slider.high
        assert slider.value("") == slider.start


def test_watts_picture_says_its_numbers_with_their_error() -> None:
    _, words = drawn_lesson("watts", {"degree": 3.0, "threshold": 18.0}, 1)
    assert "Monte-Carlo error" in words
    _, never = drawn_lesson("watts", {"degree": 0.5, "threshold": 50.0}, 1)
    assert " 0 % of cascades" in never
    with pytest.raises(ClassicsError, match="has no sliders"):
        lesson("kuran")

"""What is refused: strangers, other hosts, other sites, what is too large or too slow."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from buttress.web import guard
from buttress.web.site import Site
from buttress.web.token import cookie_value, kept_token, state_folder
from tests.web.conftest import ADDRESS, PORT, TOKEN

FILE = {"file": ("a.csv", b"Date,City,Detained\n2024-01-01,Lviv,3\n")}


def test_a_stranger_sees_nothing(stranger: TestClient) -> None:
    for path in ("/", "/next-week", "/static/page.js", "/?token=" + "x" * 43):
        assert stranger.get(path).status_code == 401
    stranger.cookies.set("buttress", TOKEN)
    assert stranger.get("/").status_code == 401  # the token itself is no cookie


def test_the_token_becomes_a_strict_cookie_and_leaves_the_address(stranger: TestClient) -> None:
    answer = stranger.get(f"/next-week?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/next-week")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"buttress={cookie_value(TOKEN)};")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert TOKEN not in cookie
    assert stranger.get("/next-week").status_code == 200


def test_the_token_sends_to_no_other_host(stranger: TestClient) -> None:
    answer = stranger.get(f"{ADDRESS}//elsewhere.example/?token={TOKEN}")
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("host", ["elsewhere.example", f"elsewhere.example:{PORT}", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_name_of_the_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://elsewhere.example", "null", "http://127.0.0.1:9", f"https://127.0.0.1:{PORT}"]
)
def test_a_form_of_another_site_is_refused(client: TestClient, site: Site, origin: str) -> None:
    assert client.post("/next-week", files=FILE, headers={"origin": origin}).status_code == 403
    assert client.get("/", headers={"origin": origin}).status_code == 403
    assert site.files.all() == []


def test_a_form_without_an_origin_is_refused(client: TestClient) -> None:
    del client.headers["origin"]
    assert client.post("/next-week", files=FILE).status_code == 403


@pytest.mark.parametrize("where", ["cross-site", "same-site"])
def test_another_site_may_link_here_but_take_nothing_in(client: TestClient, where: str) -> None:
    taken = {"sec-fetch-site": where, "sec-fetch-mode": "no-cors"}
    assert client.get("/static/page.js", headers=taken).status_code == 403
    assert client.get("/", headers={"sec-fetch-site": where, "sec-fetch-mode": "navigate"}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    answer = client.request(method, "/")
    assert answer.status_code == 405
    assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize("path", ["/", "/static/page.js", "/next-week", "/nothing", "/next-week/" + "0" * 16])
def test_every_answer_has_a_policy_without_inline_scripts_and_styles(client: TestClient, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "style=" not in answer.text or path.startswith("/static")
    assert "<script>" not in answer.text


def test_what_is_too_large_is_refused_before_it_is_kept(client: TestClient, site: Site) -> None:
    large = {"file": ("a.csv", b"x" * (guard.MOST_BYTES + 1))}
    assert client.post("/next-week", files=large).status_code == 413

    def pieces() -> Iterator[bytes]:  # without a stated length
        for _ in range(12):
            yield b"x" * 1_000_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/next-week", content=pieces(), headers=kind).status_code == 413
    assert site.files.all() == []


def test_what_takes_too_long_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_SECONDS", -1.0)
    assert client.post("/next-week", files=FILE).status_code == 408


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b\r\nbroken",
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="\xff.csv"\r\n\r\nx\r\n--b--\r\n',
        b"--b\r\n" + b'Content-Disposition: form-data; name="a"\r\n\r\nx\r\n--b\r\n' * 5000,
    ],
)
def test_a_broken_form_is_told(client: TestClient, body: bytes) -> None:
    kind = {"content-type": "multipart/form-data; boundary=b"}
    assert client.post("/next-week", content=body, headers=kind).status_code in (400, 413)
    assert client.post("/next-week", content=body, headers={"content-type": "text/plain"}).status_code == 415


def test_only_its_owner_can_read_the_token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    token = kept_token()
    file = state_folder() / "token"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert kept_token() == token
    file.chmod(0o644)  # others may have read it
    assert kept_token() != token
    file.write_text("short")
    assert len(kept_token()) == 43

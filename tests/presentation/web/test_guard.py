"""Who is answered: by name, by token; and what stands on every answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from accords.presentation.web.app import app_of
from accords.presentation.web.guard import POLICY, SHORTEST, Guard, checked_token, own_path, with_port
from accords.presentation.web.served import Served
from accords.vocabulary import Misuse
from tests.presentation.web.conftest import HOST, TOKEN, client_of, token_of

ANSWERS = {
    "a page": ("GET", "/", 200),
    "a page that is not there": ("GET", "/party/nobody", 404),
    "no page at all": ("GET", "/nothing/here", 404),
    "a query that is not read": ("GET", "/?as_of=yesterday", 400),
    "another way of asking": ("DELETE", "/", 405),
    "a ruling without a token": ("POST", "/rule", 415),
    "the API": ("GET", "/api/positions", 200),
    "an error of the API": ("GET", "/api/positions?limit=0", 400),
    "data": ("GET", "/positions.csv", 200),
    "the icon": ("GET", "/favicon.ico", 204),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_has_the_headers(client: TestClient, kind: str) -> None:
    method, path, status = ANSWERS[kind]
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["cache-control"] == ("no-store" if kind != "the icon" else answer.headers["cache-control"])


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    words = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert words["default-src"] == words["base-uri"] == words["frame-ancestors"] == "'none'"
    assert {value for name, value in words.items() if name.endswith("-src")} == {"'none'", "'self'"}
    assert "unsafe" not in POLICY and "data:" not in POLICY and "*" not in POLICY


@pytest.mark.parametrize(
    "host", ["evil.example", f"{HOST}.evil.example", f"evil.example:{HOST}", f"{HOST}:9999", "", "127.0.0.1"]
)
def test_another_name_is_not_answered(client: TestClient, host: str) -> None:
    """A page elsewhere that has a name of its own lead here reads nothing."""
    for path in ("/", "/api/positions", "/positions.csv"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 421, host
        assert "river" not in answer.text and "Norland" not in answer.text
        assert "--allow-host" in answer.text


def test_names_count_whatever_their_case(client: TestClient) -> None:
    assert client.get("/", headers={"Host": HOST.upper()}).status_code == 200


def test_bound_to_every_address_the_one_that_was_asked_is_a_name(served: Served) -> None:
    guard = Guard(with_port(["127.0.0.1"], 8321), TOKEN, by_address=True)
    client = TestClient(app_of(served, guard), "http://192.0.2.7:8321", follow_redirects=False)
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert client.get("/", headers=bearer).status_code == 200
    assert client.get("/", headers={**bearer, "Host": "192.0.2.8:8321"}).status_code == 421
    named = TestClient(app_of(served, guard), "http://evil.example:8321", follow_redirects=False)
    assert named.get("/", headers=bearer).status_code == 421


@pytest.fixture
def guarded(served: Served) -> TestClient:
    return client_of(served, Guard(frozenset({HOST}), TOKEN))


EVERYTHING = [
    "/",
    "/style-x.css",
    "/script-x.js",
    "/favicon.ico",
    "/api/health",
    "/api/openapi.json",
    "/api/session",
    "/positions.csv",
    "/rule",
    "/nothing",
    "/?as_of=yesterday",
]


@pytest.mark.parametrize("path", EVERYTHING)
def test_without_the_token_nothing_is_told(guarded: TestClient, path: str) -> None:
    for headers in ({}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": TOKEN}, {"Cookie": "accords_pass=1"}):
        answer = guarded.get(path, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert "river" not in answer.text and "Norland" not in answer.text and TOKEN not in answer.text
        assert "set-cookie" not in answer.headers and answer.headers["content-security-policy"] == POLICY
    assert guarded.post("/rule", data={"ruling": "right"}).status_code == 401


def test_a_browser_is_told_how_to_go_on(guarded: TestClient) -> None:
    answer = guarded.get("/", headers={"Accept": "text/html"})
    assert answer.status_code == 401 and '<a href="/">' in answer.text and "<script" not in answer.text


def test_the_address_with_the_token_gives_a_cookie_and_loses_it(guarded: TestClient) -> None:
    answer = guarded.get("/party/norland", params={"issue": "a b", "token": TOKEN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/party/norland?issue=a+b")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "samesite=strict" in cookie.casefold() and TOKEN not in cookie
    assert guarded.get("/").status_code == 200


def test_a_wrong_token_in_the_address_gives_nothing(guarded: TestClient) -> None:
    answer = guarded.get("/", params={"token": "another token altogether"})
    assert answer.status_code == 401 and "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example/%2e%2e", "/\\evil.example"])
def test_the_address_with_the_token_leads_nowhere_else(served: Served, path: str) -> None:
    guarded = client_of(served, Guard(frozenset({HOST}), TOKEN))
    answer = guarded.request("GET", f"http://{HOST}{path}?token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/") and not answer.headers["location"].startswith(("//", "/\\"))


def test_programs_bring_the_token_themselves(guarded: TestClient) -> None:
    assert guarded.get("/api/positions", headers={"Authorization": f"bearer {TOKEN}"}).status_code == 200


def test_a_cookie_of_another_token_is_none(served: Served) -> None:
    one, other = (Guard(frozenset({HOST}), token) for token in (TOKEN, TOKEN + "2"))
    assert one.pass_word != other.pass_word
    client = client_of(served, other)
    client.cookies.set("accords_pass", one.pass_word)
    assert client.get("/").status_code == 401


def test_cookies_of_two_apps_on_one_machine_are_apart(served: Served) -> None:
    client = client_of(served, Guard(frozenset({HOST}), mark="8321"))
    token_of(client)
    assert [cookie.name for cookie in client.cookies.jar] == ["accords_id_8321"]


@pytest.mark.parametrize("token", ["short", "", "a" * 40, "x" * (SHORTEST - 1)])
def test_a_token_that_can_be_guessed_is_refused(token: str) -> None:
    with pytest.raises(Misuse, match="16 characters or more") as refused:
        checked_token(token)
    assert not token or token not in str(refused.value), "what was meant to be secret is not repeated"


@pytest.mark.parametrize(
    ("names", "port", "hosts"),
    [
        (["127.0.0.1"], 8321, {"127.0.0.1:8321"}),
        (["::1"], 8321, {"[::1]:8321"}),
        (["Talks.Example"], 80, {"talks.example:80", "talks.example"}),
    ],
)
def test_names_are_written_as_browsers_send_them(names: list[str], port: int, hosts: set[str]) -> None:
    assert with_port(names, port) == hosts


@given(st.text())
def test_a_path_of_ours_never_leads_elsewhere(told: str) -> None:
    kept = own_path(told)
    assert kept.startswith("/") and kept[1:2] not in ("/", "\\")
    assert all("\x20" < letter < "\x7f" for letter in kept)
    assert kept in (told, "/")


@pytest.mark.parametrize(
    "told",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "evil",
        "/\t/evil",
        "/a\r\nX: 1",
    ],
)
def test_addresses_elsewhere_are_no_paths_of_ours(told: str) -> None:
    assert own_path(told) == "/"

"""Addresses of the app: each kind of page, data in other forms, and what is said where something is not there or goes wrong."""

from __future__ import annotations

import json
import logging
import sys
import threading
from dataclasses import replace
from html.parser import HTMLParser
from itertools import islice

import pytest
from starlette.testclient import TestClient

import accords
from accords.presentation.live import Live
from accords.presentation.pages.address import Address, in_app
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.catalogue import KINDS
from accords.presentation.web.served import Served, called
from accords.vocabulary import Fault, Misuse
from tests.ledger.accounts import RUN, account
from tests.presentation.web.conftest import client_of, words_of


def addresses(served: Served) -> list[Address]:
    """Some pages of each kind."""
    with served.shown(Asked()) as shown:
        return [
            Address(kind.name, own)
            for kind in KINDS.values()
            for own in (islice(kind.ids(shown), 3) if kind.ids else [""])
        ]


def test_every_kind_of_page_is_served(client: TestClient, served: Served) -> None:
    seen = set()
    for address in addresses(served):
        path = in_app(address)
        assert path
        answer = client.get(path)
        assert answer.status_code == 200, f"{path}: {words_of(answer.text)[:300]}"
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        seen.add(address.kind)
    assert {"overview", "party", "issue"} <= seen


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.found += [value for name in ("href", "src") if (value := told.get(name))]


def test_what_a_page_leads_to_is_there(client: TestClient) -> None:
    """Menu, style, script, downloads, and the pages that the overview names."""
    for path in dict.fromkeys(Links(client.get("/").text).found):
        if path.startswith("/"):
            assert client.get(path.partition("#")[0]).status_code == 200, path


def test_head_is_answered_without_a_body(client: TestClient) -> None:
    for path in ("/", "/api/positions", "/positions.csv"):
        answer = client.head(path)
        assert answer.status_code == 200 and answer.content == b"" and int(answer.headers["content-length"]) > 100


def test_the_menu_keeps_the_day(client: TestClient) -> None:
    page = client.get("/", params={"as_of": "2029-01-05"}).text
    assert "as it was known by the end of 5 January 2029" in words_of(page)
    menu = page.partition('<nav class="menu"')[2].partition("</nav>")[0]
    assert menu.count("as_of=2029-01-05") == menu.count("<a ")


def test_style_and_script_are_kept_by_browsers_until_they_change(client: TestClient) -> None:
    for path in (path for path in Links(client.get("/").text).found if path.startswith(("/style-", "/script-"))):
        answer = client.get(path)
        assert "immutable" in answer.headers["cache-control"] and "private" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith(("text/css", "text/javascript"))
    assert client.get("/style-000000000000.css").status_code == 404


# -- data in other forms -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/positions.csv", "/timeline.xlsx", "/party/norland.json", "/issue/security%20guarantees.csv"]
)
def test_data_are_sent_as_a_file(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    form = path.rpartition(".")[2]
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert f".{form}" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    if form == "json":
        assert json.loads(answer.text)["ledger"] == "river.ledger"


def test_data_are_those_that_were_asked_for(client: TestClient) -> None:
    whole, some = (client.get("/positions.csv", params=words).text for words in ({}, {"party": "norland"}))
    assert 1 < len(some.splitlines()) < len(whole.splitlines())
    assert client.get("/positions.csv", params={"as_of": "soon"}).status_code == 400


@pytest.mark.parametrize("path", ["/positions.pdf", "/nothing.csv", "/party/nobody.csv", "/../river.csv", "/.csv"])
def test_data_that_are_not_there_are_not_sent(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 200 if path == "/party/nobody.csv" else 404)
    assert answer.status_code == 404 or len(answer.text.splitlines()) == 1, "a table without rows"


# -- what is not there, and what goes wrong ----------------------------------------------------------------------------------


def test_what_is_not_there_is_said_with_what_is(client: TestClient) -> None:
    answer = client.get("/party/norlend")
    assert answer.status_code == 404
    assert "no party norlend" in words_of(answer.text)
    assert "/party/norland" in Links(answer.text).found and "/" in Links(answer.text).found


def test_what_was_not_known_by_a_day_is_said_with_the_way_to_now(client: TestClient) -> None:
    answer = client.get("/party/norland", params={"as_of": "1999-01-01"})
    assert answer.status_code == 404
    assert "/party/norland" in Links(answer.text).found
    assert client.get("/party/norland").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/party",
        "/party/",
        "/overview",
        "//",
        "/%00",
        "/%ff",
        "/a/b/c",
        "/style.css",
        "/.env",
        "/party/%2e%2e",
    ],
)
def test_other_addresses_are_pages_in_words(client: TestClient, path: str) -> None:
    answer = client.request("GET", f"http://accords.test{path}")
    assert answer.status_code == 404
    assert "Traceback" not in answer.text and "/" in Links(answer.text).found


def test_words_of_an_address_are_never_elements(client: TestClient) -> None:
    for path in (
        "/party/<script>alert(1)</script>",
        "/<img src=x onerror=alert(1)>",
        "/party/{{7*7}}",
        "/party/\u202eabc",
    ):
        text = client.get(path).text
        assert (
            "<script>alert" not in text and "<img" not in text and "49" not in words_of(text) and "\u202e" not in text
        )
    text = client.get("/", params={"as_of": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in text and "alert(1)" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"as_of": "2029-13-01"}, "a day as YYYY-MM-DD"),
        ({"since": "last week"}, "a day as YYYY-MM-DD"),
        ({"leaf": "0"}, "a number from 1, or all"),
        ({"leaf": "9" * 5000}, "a number from 1, or all"),
        ({"standing": "mine"}, "own, counterpart, third party, outlet"),
    ],
)
def test_a_query_that_is_not_read_is_refused_in_words(client: TestClient, words: dict[str, str], told: str) -> None:
    answer = client.get("/", params=words)
    assert answer.status_code == 400 and told in words_of(answer.text)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "POST"])
def test_pages_are_only_looked_at(client: TestClient, method: str) -> None:
    answer = client.request(method, "/party/norland")
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD"
    assert client.request(method, "/api/positions").json()["error"]["found"] == method


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_whoever_asks_in_another_way_is_told_of_every_way_there_is(client: TestClient, method: str) -> None:
    assert client.request(method, "/api/judgements").headers["allow"] == "GET, HEAD, POST"
    assert client.request(method, "/rule").headers["allow"] == "POST"


def test_a_ledger_that_goes_while_a_page_is_made_tells_nothing_of_the_machine(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = served.ledger.name

    def gone(*_: object, **__: object) -> None:
        raise Misuse(Fault(place, "a disk that broke", "a whole one", "See to it.")) from OSError("broken")

    client = client_of(served)
    monkeypatch.setattr("accords.ledger.ledger.Ledger.search", gone)
    answer = client.get("/search?q=river")
    assert answer.status_code == 503 and place not in answer.text and "river.ledger" in answer.text
    monkeypatch.setattr("accords.presentation.live.Live.view", gone)
    assert client.get("/nowhere").status_code == 404, "that there is no such page is known without it"


def test_what_was_not_foreseen_is_a_page_without_a_traceback(
    served: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a secret of the machine")

    monkeypatch.setattr("accords.presentation.web.app.rendered", fail)
    monkeypatch.setattr("accords.presentation.web.asking.Call.part", fail)
    client = client_of(served, raising=False)
    with caplog.at_level(logging.ERROR):
        for path in ("/", "/api/positions"):
            answer = client.get(path)
            assert answer.status_code == 500
            assert "secret" not in answer.text and "Traceback" not in answer.text and "ZeroDivision" not in answer.text
            assert "content-security-policy" in answer.headers
    assert answer.json()["error"]["remedy"] == "It stands in its log."
    assert caplog.text.count("ZeroDivisionError: a secret of the machine") == 2
    assert client.get("/reports").status_code in (200, 404, 500), "it goes on"


def test_a_ledger_that_cannot_be_read_is_told(served: Served) -> None:
    """Moved away while it is served; nothing of the machine's folders is told."""
    client = client_of(served)
    path = served.ledger.database.path
    assert path is not None and client.get("/").status_code == 200
    path.rename(path.with_suffix(".away"))
    for own in ("", "-wal", "-shm"):
        path.with_name(path.name + own).unlink(missing_ok=True)
    answer = client.get("/api/positions")
    assert answer.status_code == 503 and str(path.parent) not in answer.text
    assert client.get("/").status_code == 503
    path.with_suffix(".away").rename(path)
    assert client.get("/").status_code == 200


# -- while others write ------------------------------------------------------------------------------------------------------


def test_a_report_that_was_added_is_there_at_once(client: TestClient, served: Served, ledger: accords.Ledger) -> None:
    before = client.get("/api/health").json()["entries"]
    added = account(500)
    with accords.Ledger(ledger.name) as other:
        other.add([added], RUN)
    assert client.get(f"/api/report/{added.report.id}").status_code == 200
    assert client.get("/api/health").json()["entries"] > before


def test_many_ask_at_once_while_one_writes(served: Served, ledger: accords.Ledger) -> None:
    """Pages and answers of several threads, and a ledger that changes under them: every one is answered, none with an error."""
    client = client_of(served)
    stop = threading.Event()
    wrong: list[str] = []

    def ask(path: str) -> None:
        own = client_of(served)
        own.app = client.app
        while not stop.is_set():
            answer = own.get(path)
            if answer.status_code != 200:
                wrong.append(f"{path}: {answer.status_code} {answer.text[:200]}")
                return

    threads = [
        threading.Thread(target=ask, args=(path,))
        for path in ("/", "/api/timeline", "/party/norland", "/positions.csv")
    ]
    for thread in threads:
        thread.start()
    try:
        with accords.Ledger(ledger.name) as other:
            for number in range(600, 610):
                other.add([account(number)], RUN)
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)
    assert wrong == []
    assert client.get("/api/reports").json()["of"] == 22


def test_an_agreement_follows_the_record(served: Served, ledger: accords.Ledger) -> None:
    """What was worked out is kept while the ledger stays, and made anew when it changes."""
    with served.shown(Asked()) as shown:
        first = shown.agreements["minsk-ii"]
    with served.shown(Asked()) as shown:
        assert shown.agreements["minsk-ii"] is first
    ledger.add([account(700)], RUN)
    with served.shown(Asked()) as shown:
        assert shown.agreements["minsk-ii"] is not first


def test_without_texts_no_page_has_more_than_what_is_quoted(served: Served, ledger: accords.Ledger) -> None:
    assert served.live is not None
    report = accords.answers(ledger).as_of().reports[0].id
    text = ledger.text(report)
    assert text is not None
    with replace(served, texts=False).shown(Asked()) as shown:
        assert shown.text_of(report) is None and shown.excerpts
        assert shown.find is not None and all(not hit.excerpt for hit in shown.find("river", 5))
    with served.shown(Asked()) as shown:
        assert shown.text_of(report) == text and not shown.excerpts


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("talks.ledger", "talks.ledger"),
        ("deep/down/talks.ledger", "talks.ledger"),
        ("postgresql://ana:secret@db.example/talks", "talks"),
        ("postgresql://db.example", "ledger"),
    ],
)
def test_a_ledger_is_called_by_its_name_alone(where: str, name: str) -> None:
    assert called(where) == name


def test_the_live_record_is_made_once(ledger: accords.Ledger) -> None:
    live = Live(ledger)
    served = Served(ledger, live, "river")
    with served.shown(Asked()) as one:
        first = one.view
    with served.shown(Asked()) as two:
        assert two.view is first


def test_the_web_is_only_imported_when_it_is_served() -> None:
    """`import accords` and the other commands do not pay for it."""
    import subprocess

    script = "import sys; import accords.presentation.cli.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"starlette", "uvicorn", "jinja2", "anyio"} & set(loaded)

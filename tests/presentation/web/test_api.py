"""The JSON API: the rows of the commands, a part at a time, as its description says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

import accords
from accords.assessment.where import Where
from accords.claims.build import Account
from accords.presentation.cli.main import main
from accords.presentation.web.api import OPERATIONS
from accords.presentation.web.guard import Guard
from accords.presentation.web.served import Served
from tests.ledger.accounts import RUN, account
from tests.presentation.web.conftest import HOST, TOKEN, client_of, token_of

ANSWERS = ("positions", "commitments", "timeline", "meetings", "disputes", "families", "actors")
DAY = "2029-01-08"
# What each operation is asked so that it has something to say.
ASKED: dict[str, dict[str, object]] = {
    "/api/since": {"since": DAY},
    "/api/search": {"q": "river"},
    "/api/agreement/{name}/why": {"norm": "agreement", "as_of": "2015-06-01"},
    "/api/agreement/{name}/why-not": {"norm": "agreement", "as_of": "2015-06-01"},
    "/api/agreement/{name}/what-if": {"suppose": ["date=2015-07-01 act=attack party=russia"], "as_of": "2015-06-01"},
}


@pytest.fixture
def ask(client: TestClient) -> Callable[..., dict[str, object]]:
    def go(path: str, **words: object) -> dict[str, object]:
        answer = client.get(path, params=words)
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = answer.json()
        return found

    return go


@pytest.mark.parametrize("path", [one.path for one in OPERATIONS])
def test_an_answer_is_as_it_is_described(client: TestClient, ledger: accords.Ledger, claim: str, path: str) -> None:
    described = client.get("/api/openapi.json").json()
    schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    report = accords.answers(ledger).as_of().reports[0].id
    if path == "/api/judgements":
        ledger.rule("act", claim, {"act": "reject"}, who="Bo")
    if path == "/api/families":
        one = account(0)
        again = replace(
            one.report, given_id="again", outlet="The Copyist", fetched=one.report.fetched + timedelta(days=1)
        )
        ledger.add([Account(again, (), ())], RUN)
    names = ("lake-talks", "lake-package") if "scenario" in path else ("minsk-ii",)
    owns = {"/api/report/{id}": (report,), "/api/claim/{id}": (claim,)}.get(path, names if "{" in path else ("",))
    for own in owns:
        answer = client.get(path.replace("{id}", own).replace("{name}", own), params=ASKED.get(path, {}))
        assert answer.status_code == 200, answer.text
        told = answer.json()
        jsonschema.Draft202012Validator({**schema, "components": described["components"]}).validate(told)
        assert told.get("rows", True) and told.get("hits", True), "an answer without rows shows nothing of their form"


@pytest.mark.parametrize("name", ANSWERS)
def test_rows_are_those_of_the_command(
    ask: Callable[..., dict[str, object]],
    ledger_file: Path,
    name: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([name, "--ledger", str(ledger_file), "--as-of", DAY, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    told = ask(f"/api/{name}", as_of=DAY, limit=1000)
    assert told["rows"] == printed["rows"] and (told["answer"], told["as_of"]) == (name, DAY)
    assert told["of"] == len(printed["rows"])


def test_since_is_that_of_the_command(
    ask: Callable[..., dict[str, object]], ledger_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["since", DAY, "--ledger", str(ledger_file), "--party", "norland", "--json"]) == 0
    assert ask("/api/since", since=DAY, party="norland")["rows"] == json.loads(capsys.readouterr().out)["rows"] != []


def test_filters_are_those_of_the_pages(ask: Callable[..., dict[str, object]], ledger: accords.Ledger) -> None:
    view = accords.answers(ledger).as_of(date.fromisoformat(DAY))
    outlet = next(row.outlet for row in view.reports if any(one.claim.party == "norland" for one in row.claims))
    assert outlet
    where = Where(party="norland", outlet=outlet, first=date(2028, 12, 20), last=date(2029, 1, 7))
    words = {"party": "Norland", "outlet": outlet.lower(), "from": "2028-12-20", "to": "2029-01-07", "as_of": DAY}
    assert ask("/api/timeline", **words)["rows"] == [row.to_json() for row in view.timeline(where)] != []
    assert ask("/api/positions", standing="own", issue="Talks")["rows"] == [
        row.to_json()
        for row in accords.answers(ledger).as_of().positions(Where(issue="talks"))
        if row.standing == "own"
    ]


def test_an_answer_comes_in_parts(ask: Callable[..., dict[str, object]]) -> None:
    whole = ask("/api/timeline", limit=1000)
    rows = whole["rows"]
    assert isinstance(rows, list) and len(rows) > 7
    part = ask("/api/timeline", limit=3, offset=4)
    assert part["rows"] == rows[4:7]
    assert (part["of"], part["offset"], part["limit"]) == (len(rows), 4, 3)
    assert ask("/api/timeline", offset=10**9)["rows"] == []


def test_a_report_is_its_dossier(ask: Callable[..., dict[str, object]], ledger: accords.Ledger) -> None:
    known = accords.answers(ledger).as_of().reports[3]
    told = ask(f"/api/report/{known.id}")
    dossier = accords.Dossier.from_json(told)
    assert [row.text for row in dossier.reports] == [ledger.text(known.id)]
    assert [row.id for row in dossier.claims] == [one.claim.id for one in known.claims]


def test_without_texts_a_report_has_none_and_its_quotations_stay(served: Served, ledger: accords.Ledger) -> None:
    known = next(one for one in accords.answers(ledger).as_of().reports if one.claims)
    client = client_of(replace(served, texts=False))
    told = client.get(f"/api/report/{known.id}").json()
    assert told["reports"][0]["text"] is None
    assert [row["words"] for row in told["claims"]] == [one.claim.words for one in known.claims]
    text = ledger.text(known.id)
    assert text is not None
    unsaid = next(line for line in text.split("\n\n") if "Delegations" in line)
    assert unsaid not in json.dumps(told, ensure_ascii=False)
    [hit, *_] = client.get("/api/search", params={"q": "river"}).json()["hits"]
    assert (hit["excerpt"], hit["found"]) == ("", [])


def test_a_claim_says_why_it_is_as_it_is(
    ask: Callable[..., dict[str, object]], ledger: accords.Ledger, claim: str
) -> None:
    told = ask(f"/api/claim/{claim}")
    one = accords.answers(ledger).as_of().record.claim(claim)
    assert one is not None and told["claim"] == one.claim.to_json()
    explanation = told["explanation"]
    assert isinstance(explanation, dict) and explanation["id"] == claim
    assert one.claim.words in str(explanation["sentence"])


def test_what_was_not_known_by_a_day_is_not_there(client: TestClient, ledger: accords.Ledger, claim: str) -> None:
    view = accords.answers(ledger).as_of()
    one = view.record.claim(claim)
    assert one is not None
    for path in (f"/api/claim/{claim}", f"/api/report/{one.report}"):
        assert client.get(path, params={"as_of": "2029-01-01"}).status_code == (
            200 if one.known_on <= date(2029, 1, 1) else 404
        )
        assert client.get(path, params={"as_of": "1999-01-01"}).status_code == 404
        assert client.get(path, params={"as_of": one.known_on.isoformat()}).status_code == 200


def test_search_finds_reports_by_their_words(ask: Callable[..., dict[str, object]], ledger: accords.Ledger) -> None:
    hits = ledger.search('"diplomat muttered"')
    assert hits and ask("/api/search", q='"diplomat muttered"')["hits"] == [hit.to_json() for hit in hits]
    assert ask("/api/search", q='"diplomat muttered"', offset=1, limit=1)["hits"] == [
        hit.to_json() for hit in hits[1:2]
    ]


def test_what_was_ruled_on_is_asked_no_more(ask: Callable[..., dict[str, object]], ledger: accords.Ledger) -> None:
    [first, *_] = ask("/api/queue", limit=1)["rows"]  # type: ignore[misc]
    ledger.rule("right", first["subject"], who="Bo")
    rows = ask("/api/queue", limit=1000)["rows"]
    assert isinstance(rows, list) and rows and first["subject"] not in [row["subject"] for row in rows]


WRONG = {
    "/api/positions?limit=0": ("limit", "'0'", "a number from 1 to 1,000"),
    "/api/positions?limit=1e3": ("limit", "'1e3'", "a number from 1 to 1,000"),
    "/api/positions?offset=-1": ("offset", "'-1'", "a number from 0"),
    "/api/queue?offset=1001": ("offset", "'1001'", "a number from 0 to 1,000"),
    "/api/positions?as_of=2029-02-30": ("as_of", "'2029-02-30'", "a day as YYYY-MM-DD"),
    "/api/positions?standing=mine": ("standing", "'mine'", "own, counterpart"),
    "/api/positions?colour=red": ("the query", "'colour'", "as_of, party"),
    "/api/meetings?issue=talks": ("the query", "'issue'", "as_of, party, outlet"),
    "/api/positions?party=a&party=b": ("party", "more than one", "one"),
    "/api/since": ("since", "nothing", "YYYY-MM-DD"),
    "/api/since?since=soon": ("since", "'soon'", "a day as YYYY-MM-DD"),
    "/api/search": ("q", "nothing", "words"),
    "/api/search?q=-no": ("search", "'-no'", "words to look for"),
    "/api/search?q=" + "a+" * 501: ("search", "1,002 characters", "1,000 at the most"),
    "/api/agreement/minsk-ii/why": ("norm", "nothing", "a norm"),
    "/api/agreement/minsk-ii/why?norm=nope": ("nope", "nothing called", "an article"),
    "/api/agreement/minsk-ii/why-not?norm=agreement&state=odd": ("state", "'odd'", "breached"),
    "/api/agreement/minsk-ii/what-if": ("what-if", "nothing that is supposed", "suppose or settle"),
    "/api/agreement/minsk-ii/what-if?suppose=act%3Dattack": ("suppose 1", "no `date`", "the day"),
    "/api/agreement/minsk-ii/what-if?settle=x": ("settle", "`x`", "=true"),
    "/api/agreement/minsk-ii/what-if?settle=x%3Dtrue&until=soon": ("until", "'soon'", "a day"),
    "/api/agreement/minsk-ii/what-if?" + "&".join(["settle=x%3Dtrue"] * 21): ("what-if", "21 things", "20 at the most"),
}


@pytest.mark.parametrize("path", WRONG)
def test_what_is_not_of_the_form_is_refused(client: TestClient, path: str) -> None:
    place, found, accepted = WRONG[path]
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    error = answer.json()["error"]
    assert place in error["place"] and found in error["found"] and accepted in error["accepted"] and error["remedy"]


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/nope",
        "/api/claim/nope",
        "/api/report/nope",
        "/api/agreement/nope/status",
        "/api/scenario/nope",
    ],
)
def test_what_is_not_there_is_said_in_json(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    if path != "/api":
        assert answer.json()["error"]["found"].startswith("no ")


def judging(client: TestClient, claim: str, **headers: str) -> dict[str, str]:
    return {"X-Accords-CSRF": token_of(client), **headers}


def test_a_program_rules(client: TestClient, ledger: accords.Ledger, claim: str) -> None:
    told = {"ruling": "act", "subject": claim, "value": {"act": "reject"}, "who": "Bo", "note": "By the minutes."}
    answer = client.post("/api/judgements", json=told, headers=judging(client, claim))
    assert answer.status_code == 201
    [judgement] = ledger.judgements()
    assert answer.json() == json.loads(json.dumps({"id": judgement.id, **judgement.to_json()}))
    [row] = client.get("/api/judgements").json()["rows"]
    assert row == answer.json() | {"undone": False}
    undo = {"ruling": "undo", "subject": judgement.id}
    assert client.post("/api/judgements", json=undo, headers=judging(client, claim)).json()["who"] == "Ana Ruiz"
    assert client.get("/api/judgements").json()["rows"][0]["undone"] is True


def test_a_program_with_the_token_needs_no_other(served: Served, ledger: accords.Ledger, claim: str) -> None:
    client = client_of(served, Guard(frozenset({HOST}), TOKEN))
    told = {"ruling": "right", "subject": claim, "who": "Bo"}
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert client.post("/api/judgements", json=told).status_code == 401
    assert client.post("/api/judgements", json=told, headers=bearer).status_code == 201
    # The cookie is not enough: browsers send it by themselves.
    client.get("/", params={"token": TOKEN})
    assert client.post("/api/judgements", json=told).status_code == 403
    assert len(ledger.judgements()) == 1


BODIES: dict[str, tuple[object, str]] = {
    "no object": ([], "no object"),
    "no ruling": ({"subject": "c1", "who": "Bo"}, "nothing"),
    "no subject": ({"ruling": "right", "who": "Bo"}, "nothing"),
    "a blank subject": ({"ruling": "right", "subject": "", "who": "Bo"}, "nothing"),
    "a ruling that is none": ({"ruling": "praise", "subject": "c1", "who": "Bo"}, "'praise'"),
    "a subject of another kind": ({"ruling": "right", "subject": 3, "who": "Bo"}, "3"),
    "a value of another kind": ({"ruling": "act", "subject": "c1", "who": "Bo", "value": []}, "[]"),
    "a name of another kind": ({"ruling": "right", "subject": "c1", "who": {}}, "{}"),
    "another field": ({"ruling": "right", "subject": "c1", "who": "Bo", "at": "now"}, "the field 'at'"),
    "a made-up reading": ({"ruling": "right", "subject": "c1", "who": "Bo", "value": {"read": {}}}, "the field 'read'"),
    "half a character": ({"ruling": "note", "subject": "c1", "who": "Bo", "note": "\ud800"}, "half a character"),
    "a NUL": ({"ruling": "note", "subject": "c1", "who": "Bo", "note": "\0"}, "a NUL"),
}


@pytest.mark.parametrize("situation", BODIES)
def test_a_body_that_is_no_ruling_is_refused(
    client: TestClient, ledger: accords.Ledger, claim: str, situation: str
) -> None:
    body, found = BODIES[situation]
    headers = judging(client, claim, **{"Content-Type": "application/json"})
    answer = client.post("/api/judgements", content=json.dumps(body).encode(), headers=headers)
    assert answer.status_code == 400 and found in answer.json()["error"]["found"]
    assert ledger.judgements() == ()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 60_000, b"1" * 10_000])
def test_a_body_that_is_no_json_is_refused(client: TestClient, claim: str, body: bytes) -> None:
    headers = judging(client, claim, **{"Content-Type": "application/json"})
    answer = client.post("/api/judgements", content=body, headers=headers)
    assert answer.status_code == 400 and answer.json()["error"]["place"] == "the body"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Accords-CSRF": "0" * 64}, 403),
        ({"X-Accords-CSRF": ""}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_a_ruling_that_another_site_could_send_is_refused(
    client: TestClient, ledger: accords.Ledger, claim: str, headers: dict[str, str], status: int
) -> None:
    body = json.dumps({"ruling": "right", "subject": claim, "who": "Bo"}).encode()
    sent = {**judging(client, claim), "Content-Type": "application/json", **headers}
    assert client.post("/api/judgements", content=body, headers=sent).status_code == status
    assert ledger.judgements() == ()

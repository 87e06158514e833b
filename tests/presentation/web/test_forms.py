"""Forms that rule: what their fields come to, and who may not send one."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

import accords
from accords.ledger.judgement import Ruling
from accords.presentation.web.app import app_of
from accords.presentation.web.forms import FORM, LARGEST, body_of, ruled
from accords.presentation.web.guard import Guard
from accords.presentation.web.refused import Refused
from accords.presentation.web.served import Served
from tests.presentation.web.conftest import HOST, client_of, csrf_of, token_of, words_of

VALUES = {
    "act": ({"value.act": ["accept"]}, {"act": "accept"}),
    "issue": ({"value.issue": ["security guarantees"]}, {"issue": "security guarantees"}),
    "strength": ({"value.strength": ["possible"]}, {"strength": "possible"}),
    "no strength": ({"value.strength": ["none"]}, {"strength": None}),
    "party": (
        {"value.party": ["russia"], "value.name": [" "], "value.kind": ["state"]},
        {"party": "russia", "kind": "state"},
    ),
    "nobody known": ({"value.speaker": ["None"], "value.name": [""]}, {"speaker": None}),
    "speaker": (
        {"value.speaker": ["jon-varga"], "value.party": ["norland"]},
        {"speaker": "jon-varga", "party": "norland"},
    ),
    "of any report": ({"value.other": [""]}, {}),
    "several, repeated": ({"value.others": ["m1", "m2"]}, {"others": ["m1", "m2"]}),
    "several, in one field": ({"value.others": ["m1, m2\r\nm3"]}, {"others": ["m1", "m2", "m3"]}),
    "places": ({"value.words": ["12-40 55-60"]}, {"words": [[12, 40], [55, 60]]}),
    "places, repeated": ({"value.words": ["12-40", "55-60"]}, {"words": [[12, 40], [55, 60]]}),
    "words": ({"value.words": ["will lift\r\nthe ban"]}, {"words": "will lift\nthe ban"}),
    "words with a number": ({"value.words": ["12-40 men"]}, {"words": "12-40 men"}),
    "a number of thousands of digits": ({"value.words": ["1-" + "9" * 5000]}, {"words": "1-" + "9" * 5000}),
    "negated": ({"value.negated": ["yes"]}, {"negated": True}),
    "not negated": ({"value.negated": ["no"]}, {"negated": False}),
    "nothing ticked": ({}, {}),
    "innermost": ({"value.attribution": [" "]}, {}),
    "in the outlet's voice": ({"value.attribution": ["none"]}, {"attribution": None}),
    "what no ruling has": ({"value.colour": ["red"]}, {"colour": "red"}),
}


@pytest.mark.parametrize("situation", VALUES)
def test_fields_come_to_a_value(situation: str) -> None:
    fields, value = VALUES[situation]
    told = ruled({"ruling": ["act"], "subject": ["c1"], "who": ["Ana"], **fields}, who=None)
    assert told.value == value


def test_the_name_is_the_forms_then_the_one_that_is_known() -> None:
    fields = {"ruling": ["right"], "subject": ["c1"]}
    assert ruled({**fields, "who": ["  Ana \n Ruiz "]}, who="Bo").who == "Ana Ruiz"
    assert ruled({**fields, "who": [" "]}, who="Bo").who == "Bo"
    with pytest.raises(Refused, match="Give your name"):
        ruled(fields, who=None)
    with pytest.raises(Refused, match="200 at the most"):
        ruled({**fields, "who": ["a" * 201]}, who=None)


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    monkeypatch.setattr("accords.presentation.web.forms.LONGEST", 0.05)
    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", FORM.encode())]}

    def wait() -> bytes:
        return asyncio.run(body_of(Request(scope, nothing), FORM))

    # In a thread of its own: the loop of the browser's driver may be running in this one.
    with ThreadPoolExecutor(1) as thread, pytest.raises(Refused, match="Send it again") as refused:
        thread.submit(wait).result()
    assert refused.value.status == 408


def form(token: str, claim: str, **more: str) -> dict[str, str]:
    return {
        "csrf": token,
        "ruling": "act",
        "subject": claim,
        "value.act": "reject",
        "who": "Bo",
        "back": "/party/norland",
        **more,
    }


def test_the_token_of_a_page_is_that_of_its_forms(client: TestClient, ledger: accords.Ledger, claim: str) -> None:
    ruling = client.post("/rule", data=form(token_of(client), claim))
    assert ruling.status_code == 303
    # The page that comes next has an undo form, with the same token.
    page = client.get("/").text
    assert csrf_of(page) == token_of(client)


NO_TOKEN = {
    "none": {},
    "a wrong one": {"csrf": "0" * 64},
    "an empty one": {"csrf": ""},
    "one that is no text of ours": {"csrf": "ü"},
}


@pytest.mark.parametrize("situation", NO_TOKEN)
def test_a_form_without_the_token_is_refused(
    client: TestClient, ledger: accords.Ledger, claim: str, situation: str
) -> None:
    token_of(client)
    answer = client.post("/rule", data={**form("", claim), **NO_TOKEN[situation]})
    assert answer.status_code == 403 and "Load the page anew" in words_of(answer.text)
    assert ledger.judgements() == ()


def test_a_token_is_of_one_browser(served: Served, ledger: accords.Ledger, claim: str) -> None:
    """Somebody else's page may hold the token of its own maker: the cookie tells them apart."""
    app = app_of(served, Guard(frozenset({HOST})))
    one, other = (TestClient(app, f"http://{HOST}") for _ in range(2))
    mine, theirs = token_of(one), token_of(other)
    assert mine != theirs
    assert one.post("/rule", data=form(theirs, claim)).status_code == 403
    without = TestClient(app, f"http://{HOST}")
    assert without.post("/rule", data=form(mine, claim)).status_code == 403
    assert ledger.judgements() == ()


def test_a_token_of_an_earlier_start_is_none(served: Served, claim: str) -> None:
    before = client_of(served)
    token = token_of(before)
    after = client_of(served)
    after.cookies.update(before.cookies)
    assert after.post("/rule", data=form(token, claim)).status_code == 403


FOREIGN = {
    "a page elsewhere": {"Origin": "https://evil.example"},
    "another port": {"Origin": f"http://{HOST}:9"},
    "no address": {"Origin": "file://"},
    "what a browser says of another site": {"Sec-Fetch-Site": "cross-site"},
    "what a browser says of another port": {"Sec-Fetch-Site": "same-site"},
    "a page that hides where it is": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
}


@pytest.mark.parametrize("situation", FOREIGN)
def test_a_form_from_elsewhere_is_refused(
    client: TestClient, ledger: accords.Ledger, claim: str, situation: str
) -> None:
    """Even with the token, as if it had leaked."""
    answer = client.post("/rule", data=form(token_of(client), claim), headers=FOREIGN[situation])
    assert answer.status_code == 403 and "a page of this app" in words_of(answer.text)
    assert ledger.judgements() == ()


OWN = {
    "a page of ours": {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"},
    "through a server with TLS": {"Origin": f"https://{HOST}"},
    "a page that tells nobody where it was": {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    "a browser that says nothing": {},
    "one that loads the answer anew": {"Sec-Fetch-Site": "none"},
}


@pytest.mark.parametrize("situation", OWN)
def test_a_form_of_ours_is_taken(client: TestClient, ledger: accords.Ledger, claim: str, situation: str) -> None:
    answer = client.post("/rule", data=form(token_of(client), claim), headers=OWN[situation])
    assert answer.status_code == 303
    [judgement] = ledger.judgements()
    assert (judgement.ruling, judgement.subject, judgement.who) == (Ruling.ACT, claim, "Bo")


def test_a_form_of_another_kind_is_refused(client: TestClient, ledger: accords.Ledger, claim: str) -> None:
    told = form(token_of(client), claim)
    assert client.post("/rule", files={"value.act": b"x"}, data=told).status_code == 415
    assert client.post("/rule", json=told).status_code == 415
    assert client.post("/rule", content=b"x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert ledger.judgements() == ()


def test_a_form_that_is_too_long_is_refused(client: TestClient, ledger: accords.Ledger, claim: str) -> None:
    token = token_of(client)
    answer = client.post("/rule", data=form(token, claim, note="x" * LARGEST))
    assert answer.status_code == 413 and f"{LARGEST:,} bytes" in words_of(answer.text)
    # Without saying how long it is, and far longer than is read.
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/rule", content=iter([b"a=b&"] * 500_000), headers=kind).status_code == 413
    assert ledger.judgements() == ()


@pytest.mark.parametrize("body", [b"csrf=%ff%fe", b"\xff=1", b"&".join(b"a%d=1" % n for n in range(2_000))])
def test_a_form_that_cannot_be_read_is_refused(client: TestClient, body: bytes) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/rule", content=body, headers=kind).status_code == 400


def test_nothing_is_ruled_by_asking(client: TestClient, ledger: accords.Ledger, claim: str) -> None:
    answer = client.get("/rule", params=form(token_of(client), claim))
    assert answer.status_code == 405 and answer.headers["allow"] == "POST"
    assert ledger.judgements() == ()

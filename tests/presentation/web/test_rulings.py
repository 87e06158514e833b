"""A ruling in the app: kept with a name, told at once, seen at once, undone by a button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

import accords
from accords.ledger.judgement import Ruling
from accords.presentation.web.served import Served
from tests.presentation.web.conftest import client_of, csrf_of, token_of, words_of

Rule = Callable[..., "tuple[int, str]"]


@pytest.fixture
def rule(client: TestClient) -> Rule:
    """Sends a form; status, and where it leads or the words of the refusal."""

    def go(ruling: str, subject: str, **fields: str) -> tuple[int, str]:
        told = {name.replace("value_", "value."): value for name, value in fields.items()}
        data = {"csrf": token_of(client), "ruling": ruling, "subject": subject, "who": "Bo", **told}
        answer = client.post("/rule", data=data)
        return answer.status_code, answer.headers.get("location") or words_of(answer.text)

    return go


def stance_of(client: TestClient, claim: str) -> str | None:
    """What the position that rests on a claim says, by the API; `None` where none does."""
    rows = client.get("/api/positions", params={"limit": 1000}).json()["rows"]
    return next((row["stance"] for row in rows if row["claim"] == claim), None)


def test_a_ruling_changes_the_position_at_once_and_is_undone(client: TestClient, rule: Rule, claim: str) -> None:
    before = stance_of(client, claim)
    assert before not in (None, "reject")
    assert rule("act", claim, value_act="reject", back="/party/norland?issue=talks#x") == (
        303,
        "/party/norland?issue=talks#x",
    )
    assert stance_of(client, claim) == "reject"
    page = client.get("/").text
    assert f"Kept: the act of {claim} is reject." in words_of(page)
    undo = dict(
        csrf=csrf_of(page),
        ruling="undo",
        subject=page.partition('name="ruling" value="undo"')[2]
        .partition('name="subject" value="')[2]
        .partition('"')[0],
    )
    assert client.post("/rule", data=undo).status_code == 303, "the name is known from the ruling before"
    assert stance_of(client, claim) == before
    page = client.get("/").text
    assert "is undone" in words_of(page) and 'value="undo"' not in page, "an undo is not undone by a button"


def test_what_was_done_is_told_once(client: TestClient, rule: Rule, claim: str) -> None:
    rule("right", claim)
    assert "is confirmed" in words_of(client.get("/").text)
    assert "is confirmed" not in words_of(client.get("/").text)


def test_what_was_done_is_told_in_the_ledgers_words_alone(client: TestClient) -> None:
    client.cookies.set("accords_done", "<b>all is well</b>")
    assert "all is well" not in client.get("/").text
    client.cookies.set("accords_done", "j0123456789ab")
    assert 'class="done"' not in client.get("/").text


def test_the_name_is_kept_for_the_next_ruling(served: Served, ledger: accords.Ledger, claim: str) -> None:
    client = client_of(served)
    told = {"csrf": token_of(client), "ruling": "right", "subject": claim}
    client.post("/rule", data={**told, "who": "  Zoë   Ørsted "})
    client.post("/rule", data=told)
    assert [one.who for one in ledger.judgements()] == ["Zoë Ørsted", "Zoë Ørsted"]
    cookie = next(one for one in client.cookies.jar if one.name == "accords_who")
    assert cookie.has_nonstandard_attr("HttpOnly")


def test_without_a_name_nothing_is_ruled(served: Served, ledger: accords.Ledger, claim: str) -> None:
    from dataclasses import replace

    client = client_of(replace(served, by=None))
    answer = client.post("/rule", data={"csrf": token_of(client), "ruling": "right", "subject": claim})
    assert answer.status_code == 400 and "Give your name" in words_of(answer.text)
    assert ledger.judgements() == ()


REFUSED = {
    "no ruling": ("", {}, "one of right"),
    "an unknown ruling": ("assess", {}, "one of right"),
    "an act that is none": ("act", {"value_act": "nod"}, "'nod'"),
    "no act": ("act", {}, "no field 'act'"),
    "a field that it has not": ("right", {"value_act": "accept"}, "'act'"),
    "what the machine had read": ("right", {"value_read": "x"}, "put there by the ledger"),
    "a NUL": ("note", {"note": "a\0b"}, "a NUL character"),
}


@pytest.mark.parametrize("situation", REFUSED)
def test_a_ruling_that_is_not_of_the_form_is_refused_in_words(
    rule: Rule, ledger: accords.Ledger, claim: str, situation: str
) -> None:
    ruling, fields, words = REFUSED[situation]
    status, told = rule(ruling, claim, **fields)
    assert status == 400 and words in told, told
    assert ledger.judgements() == ()


def test_what_is_not_there_cannot_be_ruled_on(rule: Rule, ledger: accords.Ledger) -> None:
    status, told = rule("right", "c00000000nope")
    assert status == 400 and "no id 'c00000000nope'" in told
    assert str(ledger.name) not in told and "river.ledger" in told, "where the ledger lies is nobody's business"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "", "javascript:x"])
def test_a_ruling_leads_nowhere_else(rule: Rule, claim: str, back: str) -> None:
    assert rule("right", claim, back=back) == (303, "/")


def test_a_refusal_leads_back_to_the_page_of_the_form(client: TestClient, claim: str) -> None:
    sent = {"ruling": "act", "subject": claim, "value.act": "nod", "who": "Bo", "back": "/judge/c1?as_of=2025-08-01"}
    for token in (token_of(client), "another"):
        page = client.post("/rule", data={"csrf": token, **sent})
        assert page.status_code in (400, 403)
        assert 'href="/judge/c1?as_of=2025-08-01"' in page.text
    page = client.post("/rule", data={"csrf": "another", **sent, "back": "https://evil.example/"})
    assert "evil" not in page.text


def test_every_ruling_but_the_added_claim_can_be_sent(rule: Rule, ledger: accords.Ledger, claim: str) -> None:
    """Each of the closed list, as its form sends it."""
    view = accords.answers(ledger).as_of()
    one = view.record.claim(claim)
    assert one is not None
    actors = [row.id for row in view.actors() if row.kind == "person"][:3]
    meetings = [row.id for row in view.meetings()][:2]
    reports = [known.id for known in view.reports][:2]
    sent: dict[Ruling, tuple[str, dict[str, str]]] = {
        Ruling.RIGHT: (claim, {}),
        Ruling.ACT: (claim, {"value_act": "offer"}),
        Ruling.ISSUE: (claim, {"value_issue": "territory"}),
        Ruling.STRENGTH: (claim, {"value_strength": "possible"}),
        Ruling.NEGATED: (claim, {"value_negated": "yes"}),
        Ruling.PARTY: (claim, {"value_party": "league", "value_name": "The League", "value_kind": "bloc"}),
        Ruling.RE_ATTRIBUTE: (claim, {"value_speaker": "none"}),
        Ruling.MISREAD: (claim, {}),
        Ruling.SAME_ACTOR: (actors[0], {"value_other": actors[1]}),
        Ruling.NOT_THE_SAME: (actors[0], {"value_other": actors[1]}),
        Ruling.MERGE: (meetings[0], {"value_others": meetings[1]}),
        Ruling.SPLIT: (actors[2], {"value_reports": reports[0], "value_id": "another", "value_name": "Another"}),
        Ruling.NOT_A_COPY: (reports[0], {"value_other": ""}),
        Ruling.NOTE: (claim, {"note": "See the minutes."}),
    }
    for ruling, (subject, fields) in sent.items():
        assert rule(ruling.value, subject, **fields)[0] == 303, ruling
    assert rule("undo", ledger.judgements()[-1].id)[0] == 303
    made = [one.ruling for one in ledger.judgements()]
    assert made == [*sent, Ruling.UNDO]
    assert set(Ruling) - set(made) <= {"claim"}


def test_a_claim_is_added_by_places_in_the_text(rule: Rule, client: TestClient, ledger: accords.Ledger) -> None:
    report = accords.answers(ledger).as_of().reports[0].id
    text = ledger.text(report)
    assert text is not None
    start = text.index("Delegations")
    end = text.index(" met in")
    status, told = rule(
        "claim",
        report,
        value_words=f"{start}-{end}",
        value_party="norland",
        value_act="assess",
        value_issue="talks",
        value_negated="",
        value_strength="",
        value_attribution="",
    )
    assert status == 303, told
    [judgement] = ledger.judgements()
    read = judgement.value["read"]
    assert isinstance(read, dict) and read["words"] == text[start:end]
    assert client.get(f"/api/claim/{read['id']}").json()["claim"]["act"] == "assess"

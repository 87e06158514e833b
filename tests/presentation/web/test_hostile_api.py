"""The JSON API, data and pages of an app over a ledger of hostile reports: asked by every id, answered in the form that they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

import accords
from accords.presentation.files_shown import files_shown
from accords.presentation.live import Live
from accords.presentation.web.api import OPERATIONS
from accords.presentation.web.served import Served
from accords.presentation.wording import escaped
from tests.ledger.accounts import RUN
from tests.presentation.pages.hostile import (
    BEGIN,
    HOSTILITIES,
    NAMED,
    TOLD,
    Remembering,
    Word,
    accounts,
    files,
    hostile,
    kept,
    texts_of,
)
from tests.presentation.pages.looked_at import broken
from tests.presentation.web.conftest import client_of, token_of

ASKED = {
    "/api/since": {"since": "2030-01-01"},
    "/api/search": {"q": "customs house"},
    "/api/agreement/{name}/why": {"norm": "agreement"},
    "/api/agreement/{name}/why-not": {"norm": "agreement"},
    "/api/agreement/{name}/what-if": {"suppose": ["date=2031-07-01 act=attack party=norland"]},
}


def in_path(own: str) -> str:
    """An id in an address. The client of these tests decodes what it asks for twice, unlike any server."""
    return quote(own, safe="").replace("%25", "%2525")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, set[str]]]:
    """A browser at the app, and all hostile words that its ledger and files hold."""
    folder = tmp_path_factory.mktemp("hostile")
    given: set[str] = set()
    pens: dict[str, Word] = {kind: Remembering(kind, given) for kind in HOSTILITIES}
    agreements, scenarios = files(folder, pens.__getitem__)
    beside = files_shown([agreements], [scenarios])
    with accords.Ledger.new(folder / "talks.ledger") as ledger:
        for kind, word in pens.items():
            ledger.add(list(accounts(kind, word, kept(kind))), RUN)
        files_of = {"agreements": beside.agreements, "scenarios": beside.scenarios}
        yield client_of(Served(ledger, Live(ledger), "talks.ledger", **files_of)), given  # type: ignore[arg-type]


def test_every_answer_is_json_that_holds_every_word_as_it_is(told: tuple[TestClient, set[str]]) -> None:
    client, words = told
    seen = 0
    for operation in OPERATIONS:
        for kind in HOSTILITIES:
            own = kept(kind)(f"c {TOLD[0]} 1" if "claim" in operation.path else TOLD[0])
            name = NAMED.format(kind) + (" package" if "scenario" in operation.path and kind == "ends" else "")
            path = operation.path.replace("{id}", in_path(own)).replace("{name}", in_path(name))
            answer = client.get(path, params=ASKED.get(operation.path, {}))
            assert answer.status_code == 200, (path, answer.text[:300])
            assert answer.headers["content-type"] == "application/json"
            assert answer.headers["x-content-type-options"] == "nosniff"
            texts = [escaped(re.sub("[ \t\r\n]+", " ", one)) for one in texts_of(answer.json()) if BEGIN in one]
            # A family's words are sentences, which may end inside a word; an excerpt of a search begins and ends anywhere.
            if operation.path not in ("/api/families", "/api/search"):
                assert not (found := broken("\n".join(texts), words)), (path, found[:2])
            seen += len(texts)
            if "{" not in operation.path:
                break
    assert seen > 500


@pytest.mark.parametrize("kind", HOSTILITIES)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_data_are_sent_as_a_file_of_a_plain_name(told: tuple[TestClient, set[str]], kind: str, form: str) -> None:
    client, _ = told
    for what, own in (("report", TOLD[0]), ("party", "norland"), ("person", "envoy")):
        answer = client.get(f"/{what}/{in_path(kept(kind)(own))}.{form}")
        assert answer.status_code == 200, answer.text[:300]
        told_name = answer.headers["content-disposition"]
        assert re.fullmatch(
            rf"attachment; filename=\"([\w.-]+\.{form})\"; filename\*=UTF-8''[\w.%-]+\.{form}", told_name
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "html" not in answer.headers["content-type"]


@pytest.mark.parametrize("kind", HOSTILITIES)
def test_a_ruling_about_a_hostile_id_is_kept_and_told_in_its_words(
    told: tuple[TestClient, set[str]], kind: str
) -> None:
    client, _ = told
    own, word = kept(kind), hostile(kind)
    ruling = {
        "ruling": "same actor",
        "subject": own("envoy"),
        "value": {"other": own("minister"), "name": word("name")},
    }
    # Control characters and spaces of a name of who rules are no part of it: it is one line.
    body = {**ruling, "who": word("who")[:60], "note": word("note")}
    answer = client.post("/api/judgements", json=body, headers={"X-Accords-CSRF": token_of(client)})
    assert answer.status_code == 201, answer.text
    made = client.get("/api/judgements", params={"limit": 1000}).json()["rows"][-1]
    assert (made["subject"], made["note"], made["value"]["name"]) == (own("envoy"), word("note"), word("name"))
    undone = {"ruling": "undo", "subject": made["id"], "who": "Ana Ruiz"}
    assert client.post("/api/judgements", json=undone, headers={"X-Accords-CSRF": token_of(client)}).status_code == 201

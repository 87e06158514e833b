"""What a ruling asks for, and the words of every refusal."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.claims.claim import claim_id
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ruling_form import checked, from_json
from accords.vocabulary import Misuse, Span
from accords.vocabulary.act import Act
from accords.vocabulary.issue import NAMES

CLAIM: dict[str, object] = {
    "id": "c1", "report": "r1", "attribution": None, "party": "norland", "person": None, "act": "commit", "toward": [],
    "issue": "forces", "terms": "will pull back", "negated": False, "strength": "undertaken", "condition": None,
    "chain": [], "standing": "outlet", "evidence": [[0, 14]], "words": "will pull back", "confidence": 0.5,
}  # fmt: skip
SAYING: dict[str, object] = {
    "id": "a1", "report": "r1", "speaker": None, "source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 30]],
    "kind": "assertion", "mode": "indirect", "words": {"source": "she", "cue": "said", "content": "that it is over"},
}  # fmt: skip
MEETING: dict[str, object] = {
    "id": "m1", "name": None, "date": None, "place": None, "participants": ["a", "b"], "format": None, "status": "held",
    "evidence": [{"report": "r1", "span": [0, 4]}],
}  # fmt: skip
ADDED: dict[str, object] = {"party": "norland", "act": "commit", "issue": "forces", "words": [[0, 14]]}
ADDED_ROW: dict[str, object] = {
    **CLAIM, "report": "subject", "id": claim_id("subject", "norland", Act.COMMIT, "forces", (Span(0, 14),)),
}  # fmt: skip
FIELDS = sorted({*CLAIM, *SAYING, *MEETING, "other", "others", "read", "reports", "claims", "span", "start"})

TAKEN: list[tuple[str, dict[str, object]]] = [
    ("right", {}),
    ("right", {"read": CLAIM}),
    ("misread", {"read": SAYING}),
    ("misread", {"read": MEETING}),
    ("same actor", {"other": "mira-holt", "name": "Mira Holt"}),
    ("not the same", {"other": "mira-holt"}),
    ("merge", {"others": ["m2", "m3"], "read": MEETING}),
    ("split", {"id": "other-holt", "name": "Mira Holt (Oslo)", "claims": ["c1"]}),
    (
        "split",
        {"id": "o", "name": "O", "kind": "person", "party": "norland", "reports": ["r1"], "attributions": ["a1"]},
    ),
    ("split", {"reports": ["r1"]}),
    ("re-attribute", {"speaker": "mira-holt"}),
    ("re-attribute", {"speaker": None, "read": SAYING}),
    ("act", {"act": "accept", "read": CLAIM}),
    ("issue", {"issue": "prisoners"}),
    ("strength", {"strength": "possible"}),
    ("strength", {"strength": None}),
    ("negated", {"negated": True, "read": CLAIM}),
    ("negated", {"negated": False}),
    ("party", {"party": "norland", "name": "Norland", "kind": "state"}),
    ("claim", {**ADDED, "read": ADDED_ROW}),
    (
        "claim",
        {
            **ADDED,
            "strength": "possible",
            "negated": True,
            "toward": ["suvia"],
            "condition": "if it rains",
            "terms": "pull",
            "attribution": None,
            "name": "Norland",
            "kind": "state",
            "read": {**ADDED_ROW, "added": True},
        },
    ),
    ("not a copy", {}),
    ("not a copy", {"other": None}),
    ("not a copy", {"other": "r2"}),
    ("note", {}),
    ("undo", {}),
]


@pytest.mark.parametrize(("ruling", "value"), TAKEN)
def test_what_is_of_the_form_is_taken_as_it_is(ruling: str, value: dict[str, object]) -> None:
    assert checked(ruling, "subject", value) == value


def test_every_ruling_of_the_closed_list_has_its_form() -> None:
    assert {ruling for ruling, _ in TAKEN} == {ruling.value for ruling in Ruling}


# ruling, subject, value; the place and words of the message
REFUSED: list[tuple[object, object, object, str, list[str]]] = [
    ("wrong", "c1", {}, "ruling.ruling: found 'wrong'", [*Ruling]),
    ("act", " ", {"act": "accept"}, "ruling.subject: found ' '", ["the id of what is ruled on"]),
    ("undo", None, {}, "ruling.subject: found None", ["the id of a judgement"]),
    ("act", "c1", ["accept"], "ruling.value: found ['accept']", ["an object"]),
    ("act", "c1", {}, "ruling.value: found no field 'act'", [*Act]),
    ("act", "c1", {"act": "nod"}, "ruling.value.act: found 'nod'", [*Act]),
    ("act", "c1", {"act": ["accept"]}, "ruling.value.act: found ['accept']", [*Act]),
    ("act", "c1", {"act": "accept", "issue": "talks"}, "ruling.value: found the field 'issue'", ["'act', 'read'"]),
    ("right", "c1", {"act": "accept"}, "found the field 'act'", ["of a ruling 'right' 'read'"]),
    ("note", "c1", {"text": "look"}, "found the field 'text'", ["of a ruling 'note' nothing"]),
    ("issue", "c1", {"issue": "weather"}, "ruling.value.issue: found 'weather'", [*NAMES, "process file"]),
    ("issue", "c1", {"issue": {}}, "ruling.value.issue: found {}", [*NAMES]),
    (
        "strength",
        "c1",
        {"strength": "strong"},
        "ruling.value.strength: found 'strong'",
        ["actual, undertaken", "or null"],
    ),
    ("strength", "c1", {}, "found no field 'strength'", ["or null"]),
    ("negated", "c1", {}, "ruling.value: found no field 'negated'", ["true or false"]),
    ("negated", "c1", {"negated": "no"}, "ruling.value.negated: found 'no'", ["true or false"]),
    ("party", "c1", {"party": ""}, "ruling.value.party: found ''", ["not blank"]),
    ("party", "c1", {"party": None}, "ruling.value.party: found None", ["not blank"]),
    ("party", "c1", {"party": "n", "kind": "club"}, "ruling.value.kind: found 'club'", ["armed group"]),
    ("re-attribute", "a1", {}, "found no field 'speaker'", ["null where nobody is known"]),
    ("re-attribute", "a1", {"speaker": 3}, "ruling.value.speaker: found 3", ["an id, or null"]),
    ("claim", "r1", {"party": "norland"}, "ruling.value: found no field 'act'", [*Act]),
    ("claim", "r1", {**ADDED, "words": {}}, "ruling.value.words: found {}", ["[start, end)"]),
    ("claim", "r1", {**ADDED, "words": [[0, 2, 4]]}, "ruling.value.words[0]: found [0, 2, 4]", ["end after start"]),
    ("claim", "r1", {**ADDED, "words": [[0, 2.5]]}, "ruling.value.words[0]: found [0, 2.5]", ["code points"]),
    ("claim", "r1", {**ADDED, "words": [[4, 8], [0, 5]]}, "ruling.value.words: found", ["do not overlap"]),
    ("claim", "r1", {**ADDED, "negated": 1}, "ruling.value.negated: found 1", ["true or false"]),
    ("claim", "r1", {**ADDED, "toward": ["norland"]}, "ruling.value.toward: found 'norland'", ["than the party"]),
    ("claim", "r1", {**ADDED, "toward": [3]}, "ruling.value.toward: found [3]", ["a list of ids"]),
    ("claim", "r1", {**ADDED, "attribution": 7}, "ruling.value.attribution: found 7", ["an id, or null"]),
    ("same actor", "a", {"other": "a"}, "ruling.value.other: found 'a'", ["another id than that of the subject"]),
    ("merge", "a", {"others": []}, "ruling.value.others: found []", ["a list of ids that is not empty"]),
    ("merge", "a", {"others": "b"}, "ruling.value.others: found 'b'", ["a list of ids"]),
    ("merge", "a", {"others": ["b", "a"]}, "ruling.value.others: found 'a'", ["another id"]),
    ("split", "a", {"id": "b", "name": "B"}, "ruling.value: found {}", ["'reports', 'attributions' or 'claims'"]),
    ("split", "a", {"id": "b", "reports": ["r"]}, "ruling.value: found", ["both 'name' and 'id'"]),
    ("split", "m1", {"claims": ["c1"]}, "ruling.value: found ['claims']", ["of a meeting 'reports' alone"]),
    ("split", "a", {"id": "a", "name": "A", "reports": ["r"]}, "ruling.value.id: found 'a'", ["another id"]),
    ("not a copy", "r1", {"other": "r1"}, "ruling.value.other: found 'r1'", ["another id"]),
    ("right", "c1", {"read": "c1"}, "ruling.value.read: found 'c1'", ["claim, attribution or meeting"]),
    ("right", "c1", {"read": {"report": "r1"}}, "ruling.value.read: found", ["claim, attribution or meeting"]),
    ("right", "c1", {"read": {**CLAIM, "act": "nod"}}, "ruling.value.read.act: found 'nod'", [*Act]),
    ("right", "c1", {"read": {**CLAIM, "report": None}}, "ruling.value.read.report: found None", ["string"]),
    (
        "right",
        "c1",
        {"read": {**CLAIM, "evidence": [[4, 2]]}},
        "ruling.value.read.evidence[0]: found [4, 2]",
        ["[start, end)"],
    ),
    ("right", "a1", {"read": {**SAYING, "mode": "sung"}}, "ruling.value.read.mode: found 'sung'", ["indirect"]),
]


@pytest.mark.parametrize(("ruling", "subject", "value", "found", "accepted"), REFUSED)
def test_what_is_not_of_the_form_is_refused_with_its_place_and_what_is_accepted(
    ruling: str, subject: object, value: object, found: str, accepted: list[str]
) -> None:
    with pytest.raises(Misuse) as refused:
        checked(ruling, subject, value)
    assert found in str(refused.value)
    for words in accepted:
        assert words in refused.value.fault.accepted


def test_an_issue_of_a_process_file_is_taken_where_the_process_is_given() -> None:
    assert checked("issue", "c1", {"issue": "water"}, known_issues=["water"]) == {"issue": "water"}
    with pytest.raises(Misuse, match=r"found 'oil'; accepted: one of .*, other, water;"):
        checked("issue", "c1", {"issue": "oil"}, known_issues=["water"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.sampled_from(["", "c1", "accept", "talks", "2025-04-01", "r1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300)
@given(
    st.sampled_from([*Ruling]),
    JSON,
    st.sampled_from([CLAIM, SAYING, MEETING, {}]),
    st.dictionaries(st.sampled_from(FIELDS), JSON),
)
def test_whatever_is_given_is_taken_or_refused_in_words(
    ruling: Ruling, subject: object, read: dict[str, object], value: dict[str, object]
) -> None:
    for told in (value, {**value, "read": {**read, **value}}, {"read": {**read, **value}}):
        try:
            from_json({**ROW, "ruling": ruling, "subject": subject, "value": told}, "file", known_issues={"water"})
        except Misuse as misuse:
            assert misuse.fault.place.startswith("file")


DAY = datetime(2025, 4, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(("ruling", "value"), TAKEN)
def test_a_judgement_is_read_back_as_it_was_written(ruling: str, value: dict[str, object]) -> None:
    judgement = Judgement(Ruling(ruling), "subject", "Ana Ruiz", DAY, value, "see page 4")
    again = from_json({**judgement.to_json(), "id": judgement.id}, "rulings.jsonl:3")
    assert (again, again.id) == (judgement, judgement.id)


ROW: dict[str, object] = Judgement(Ruling.ACT, "c1", "Ana Ruiz", DAY, {"act": "accept"}).to_json()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("act", "rulings.jsonl:3: found 'act'; accepted: an object with 'ruling', 'subject', 'who', 'made_at'"),
        ({**ROW, "ruling": None}, "rulings.jsonl:3.ruling: found None; accepted: one of right, misread"),
        ({**ROW, "value": {"act": "nod"}}, "rulings.jsonl:3.value.act: found 'nod'; accepted: one of accept"),
        ({**ROW, "who": ""}, "rulings.jsonl:3.who: found ''; accepted: the name of who ruled"),
        ({**ROW, "who": None}, "rulings.jsonl:3.who: found None"),
        ({**ROW, "note": 4}, "rulings.jsonl:3.note: found 4; accepted: a string, or null"),
        ({**ROW, "ruling": "note", "value": {}}, "rulings.jsonl:3.note: found None; accepted: of a ruling 'note' what it says"),
        ({**ROW, "made_at": "Tuesday"}, "rulings.jsonl:3.made_at: found 'Tuesday'; accepted: a time as 2025-08-18T06:00:00Z"),
        ({**ROW, "made_at": 5}, "rulings.jsonl:3.made_at: found 5"),
        ({name: told for name, told in ROW.items() if name != "made_at"}, "rulings.jsonl:3.made_at: found None"),
        ({**ROW, "id": "j000000000000"}, "rulings.jsonl:3.id: found 'j000000000000'; accepted: 'j"),
    ],
)  # fmt: skip
def test_a_row_that_is_no_judgement_is_refused_with_its_place(row: object, told: str) -> None:
    with pytest.raises(Misuse) as refused:
        from_json(row, "rulings.jsonl:3")
    assert str(refused.value).startswith(told)
    assert "docs/reference/rulings.md" in refused.value.fault.remedy


CLAIM_ROW: dict[str, object] = Judgement(
    Ruling.CLAIM, "subject", "Ana Ruiz", DAY, {**ADDED, "read": ADDED_ROW}
).to_json()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (ADDED, "rulings.jsonl:3.value: found as 'read' None; accepted: 'read' with the whole claim that is added"),
        ({"read": {**ADDED_ROW, "report": "r1"}}, "rulings.jsonl:3.value.read.report: found 'r1'; accepted: 'subject'"),
        ({"read": {**ADDED_ROW, "party": "suvia"}}, "rulings.jsonl:3.value.read.party: found 'suvia'; accepted: 'norland'"),
        ({"read": {**ADDED_ROW, "act": "deny"}}, "rulings.jsonl:3.value.read.act: found 'deny'; accepted: 'commit'"),
        ({"read": {**ADDED_ROW, "evidence": [[0, 9]]}}, "rulings.jsonl:3.value.read.evidence: found [[0, 9]]; accepted: [[0, 14]]"),
        ({"words": "will pull back", "read": ADDED_ROW}, "rulings.jsonl:3.value.read.evidence: found [[0, 14]]"),
        ({"read": {**ADDED_ROW, "id": "c0"}}, "rulings.jsonl:3.value.read.id: found 'c0'; accepted: 'c"),
        ({"read": {**SAYING, "report": "subject"}}, "rulings.jsonl:3.value.read.party: found None; accepted: 'norland'"),
    ],
)  # fmt: skip
def test_an_added_claim_that_is_not_the_one_that_its_ruling_tells_is_refused(
    value: dict[str, object], told: str
) -> None:
    with pytest.raises(Misuse) as refused:
        from_json({**CLAIM_ROW, "value": {**ADDED, **value}}, "rulings.jsonl:3")
    assert str(refused.value).startswith(told)

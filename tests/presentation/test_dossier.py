from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import accords
from accords.claims.saying import Saying, Why, saying_id
from accords.documents.report import Report
from accords.presentation.asked import as_day
from accords.presentation.dossier import FORMAT, Dossier, ReportRow, united
from accords.presentation.dossier_form import load
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Misuse, Span, When

MADE = ("claims", "meetings", "commitments", "positions", "silences", "disputes")
PERSON, STATE, UNNAMED = ActorKind.PERSON, ActorKind.STATE, ActorKind.UNNAMED


def test_the_form_has_every_list_of_the_contract(dossier: Dossier) -> None:
    form = dossier.to_json()
    assert form["format"] == FORMAT
    assert set(form) >= {"reports", "actors", "attributions", *MADE, "measured", "not_understood", "faults"}
    assert all(form[name] == [] for name in MADE)


def test_a_report_row_says_where_and_when_and_is_its_own_family(dossier: Dossier, report: Report) -> None:
    row = dossier.to_json()["reports"][0]  # type: ignore[index]
    assert row["id"] == row["family"] == report.id
    assert (row["given_id"], row["outlet"], row["published"]) == ("lakeside.txt", "Example Post", "2025-08-17")
    assert (row["fetched"], row["language"], row["encoding"]) == ("2025-08-18T06:00:00Z", "en", "utf-8")
    assert row["text"] == report.text and row["text_sha256"] == report.text_sha256


def test_nobody_said_when_it_was_published_so_it_is_null() -> None:
    row = ReportRow.of(Report("Nothing.", datetime(2025, 8, 18))).to_json()
    assert row["published"] is None and row["outlet"] is None


def test_reading_a_dossier_back_gives_the_same_dossier(dossier: Dossier) -> None:
    again = Dossier.from_json(json.loads(json.dumps(dossier.to_json())))
    assert again.to_json() == dossier.to_json()
    assert again.attributions[0].speaker_why == dossier.attributions[0].speaker_why


def test_claims_and_what_is_made_of_them_are_read_back_as_they_were(claimed: Dossier) -> None:
    assert all(getattr(claimed, name) for name in MADE)
    again = Dossier.from_json(json.loads(json.dumps(claimed.to_json())))
    assert again.to_json() == claimed.to_json()
    assert all(getattr(again, name) == getattr(claimed, name) for name in MADE)
    assert again.gaps == claimed.gaps


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("claims", {"act": "ponder"}, ("claims[0].act", "'ponder'", "accept, agree, commit")),
        ("claims", {"standing": None}, ("claims[0].standing", "own, counterpart, third party, outlet")),
        ("claims", {"strength": "firm"}, ("claims[0].strength", "'firm'", "actual, undertaken")),
        ("claims", {"report": "x"}, ("claims[0].report", "one of the file's reports")),
        ("claims", {"evidence": [[0, 10**6]]}, ("claims[0].evidence[0]", "inside the report's text")),
        ("claims", {"negated": "no"}, ("claims[0].negated", "'no'", "true or false")),
        ("claims", {"chain": [3]}, ("claims[0].chain", "a list of actor ids")),
        ("meetings", {"status": "over"}, ("meetings[0].status", "held, under way, planned")),
        ("meetings", {"evidence": [7]}, ("meetings[0].evidence[0]", "an object with 'report' and 'span'")),
        ("meetings", {"date": {"start": "Friday"}}, ("meetings[0].date.start", "'Friday'")),
        ("commitments", {"form": "vow"}, ("commitments[0].form", "legislation, treaty, written, oral")),
        ("commitments", {"status": "kept"}, ("commitments[0].status", "reported, stated, agreed")),
        ("positions", {"stance": "yes"}, ("positions[0].stance", "'yes'")),
        ("positions", {"as_of": "Sunday"}, ("positions[0].as_of", "YYYY-MM-DD")),
        ("silences", {"party": None}, ("silences[0].party", "a string")),
        ("disputes", {"kind": "quarrel"}, ("disputes[0].kind", "denial, strength, role, form, origin")),
    ],
)
def test_a_row_that_is_not_of_the_form_is_refused(
    claimed: Dossier, name: str, change: Any, words: tuple[str, ...]
) -> None:
    form: Any = claimed.to_json()
    form[name][0] = {**form[name][0], **change}
    with pytest.raises(Misuse) as refused:
        Dossier.from_json(form, place="d.json")
    for word in ("d.json", *words):
        assert word in str(refused.value)


def test_a_claim_without_what_other_programs_may_leave_out_is_read(claimed: Dossier) -> None:
    form: Any = claimed.to_json()
    left_out = "toward person condition confidence trigger party_words negated strength terms why"
    for key in left_out.split():
        form["claims"][0].pop(key, None)
    read = Dossier.from_json(form).claims[0]
    assert (read.toward, read.negated, read.confidence, read.why) == ((), False, 1.0, {})


def test_a_dossier_without_reasons_is_read_and_says_that_they_are_not_recorded(dossier: Dossier) -> None:
    form: Any = dossier.to_json()
    for row in form["attributions"]:
        del row["why"]
    assert Dossier.from_json(form).attributions[0].speaker_why == Why("unrecorded")


def test_an_inner_saying_knows_through_whom_it_came(dossier: Dossier) -> None:
    inner = dossier.attributions[3]
    assert [outer.speaker for outer in dossier.chain(inner)] == ["mira-holt"]


def test_a_circle_of_sayings_ends() -> None:
    a = Attribution((Span(0, 1),), (), (Span(1, 2),), Kind.ASSERTION, Mode.INDIRECT)
    one = Saying("one", "r", a, None, Why("open"), within="two")
    two = Saying("two", "r", a, None, Why("open"), within="one")
    assert [s.id for s in Dossier(attributions=(one, two)).chain(one)] == ["two"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: [], ("found a list", "an object with 'format'")),
        (lambda d: {}, ("without 'format'",)),
        (lambda d: {**d, "format": "accords-dossier/9"}, ("accords-dossier/9", "accords-dossier/1")),
        (lambda d: {**d, "reports": {}}, ("reports", "a list")),
        (lambda d: {**d, "reports": ["x"]}, ("reports[0]", "'x'", "an object")),
        (lambda d: {**d, "reports": [{**d["reports"][0], "text": 3}]}, ("reports[0].text", "3", "a string")),
        (lambda d: {**d, "reports": [{**d["reports"][0], "published": "Sunday"}]}, ("published", "'Sunday'")),
        (lambda d: {**d, "reports": []}, ("attributions[0].report", "one of the file's reports")),
        (lambda d: {**d, "actors": [{"id": "a", "name": "A", "kind": "deity"}]}, ("actors[0].kind", "armed group")),
        (lambda d: _first(d, content=[[5, 5]]), ("attributions[0].content[0]", "[5, 5]", "inside the report's text")),
        (lambda d: _first(d, content=[[0, 10**9]]), ("attributions[0].content[0]", "code points")),
        (lambda d: _first(d, content=[[True, 9]], source="x"), ("attributions[0].source", "'x'", "a list")),
        (lambda d: _first(d, source=[], cue=[], content=[]), ("attributions[0].content", "at least one span")),
        (lambda d: _first(d, mode="sung"), ("attributions[0].mode", "sung", "direct, indirect, mixed")),
        (lambda d: _first(d, said_on={"start": "x", "end": None}), ("said_on.start", "'x'", "or null")),
        (lambda d: _first(d, why={"speaker": {"rule": None}}), ("why.speaker.rule", "a string")),
    ],
)
def test_what_is_not_of_the_form_is_refused_with_its_place(
    dossier: Dossier, change: Callable[[Any], object], words: tuple[str, ...]
) -> None:
    with pytest.raises(Misuse) as refused:
        Dossier.from_json(change(dossier.to_json()), place="d.json")
    for word in ("d.json", *words):
        assert word in str(refused.value)


def _first(form: Any, **fields: object) -> object:
    return {**form, "attributions": [{**form["attributions"][0], **fields}]}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "no JSON"),
        (b"{'format'", "no JSON"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 100_000, "lists within lists"),
        (b"9" * 5000, "thousands of digits"),
        (b"3", "an object with 'format'"),
    ],
)
def test_a_file_that_is_no_dossier_is_refused(tmp_path: Any, raw: bytes, words: str) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(raw)
    with pytest.raises(Misuse, match=words):
        load(path)


def test_a_dossier_that_is_not_there_is_refused(tmp_path: Any) -> None:
    with pytest.raises(Misuse, match="No such file"):
        load(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("one", "other", "united_to"),
    [
        (  # aliases of both
            Actor("x", "Mira Holt", PERSON, "w", aliases=("Holt",)),
            Actor("x", "Mira Holt", PERSON, aliases=("Ms Holt",)),
            Actor("x", "Mira Holt", PERSON, "w", aliases=("Holt", "Ms Holt")),
        ),
        (  # what only the lesser knows is kept
            Actor("x", "Holt", PERSON, role="envoy"),
            Actor("x", "Mira Holt", PERSON, party="w"),
            Actor("x", "Mira Holt", PERSON, "w", "envoy", aliases=("Holt",)),
        ),
        (  # named wins over unnamed, and takes nothing from another kind
            Actor("x", "the Front", UNNAMED, party="w", role="group"),
            Actor("x", "Front", ActorKind.ARMED_GROUP),
            Actor("x", "Front", ActorKind.ARMED_GROUP, aliases=("the Front",)),
        ),
        (  # party differs: the one of whom more is known
            Actor("x", "Holt", PERSON, "n"),
            Actor("x", "Holt", PERSON, "w", "envoy"),
            Actor("x", "Holt", PERSON, "w", "envoy"),
        ),
        (  # nothing new
            Actor("x", "X", STATE, "x", codes={"iso3": "XXX"}),
            Actor("x", "X", STATE),
            Actor("x", "X", STATE, "x", codes={"iso3": "XXX"}),
        ),
    ],
)
def test_two_actors_of_one_id_are_united(one: Actor, other: Actor, united_to: Actor) -> None:
    assert united(one, other) == united_to


def test_the_order_of_reports_does_not_lose_an_alias() -> None:
    one, other = Actor("x", "A", PERSON, aliases=("B",)), Actor("x", "C", PERSON, "p", aliases=("D",))
    for left, right in ((one, other), (other, one)):
        both = united(left, right)
        assert {both.name, *both.aliases} == {"A", "B", "C", "D"}


texts = st.text(min_size=1, max_size=60)


@given(texts, st.data())
def test_every_span_of_the_form_lies_inside_its_text_and_survives_a_round_trip(text: str, data: st.DataObject) -> None:
    report = Report(text, datetime(2025, 8, 18))
    bounds = st.integers(0, len(text) - 1).flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, len(text))))
    spans = st.lists(bounds, min_size=1, max_size=3).map(lambda pairs: tuple(Span(*p) for p in pairs))
    a = Attribution(data.draw(spans), data.draw(spans), data.draw(spans), Kind.FACT, Mode.MIXED, confidence=0.5)
    saying = Saying(saying_id(report.id, a), report.id, a, None, Why("open"), said_on=When(None, date(2025, 1, 2), "w"))
    dossier = Dossier((ReportRow.of(report),), (), (saying,))
    form: Any = json.loads(json.dumps(dossier.to_json()))
    for row in form["attributions"]:
        for start, end in (*row["source"], *row["cue"], *row["content"]):
            assert 0 <= start < end <= len(form["reports"][0]["text"])
    assert Dossier.from_json(form).to_json() == form


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (None, None),
        ("2025-08-17", date(2025, 8, 17)),
        (date(2025, 8, 17), date(2025, 8, 17)),
        (datetime(2025, 8, 17, 9), date(2025, 8, 17)),
    ],
)
def test_a_day_of_publication_is_a_date_or_its_iso_form(value: Any, day: date | None) -> None:
    assert as_day(value) == day


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"sources": []}, "at least one file"),
        ({"sources": [3]}, "sources: found 3"),
        ({"sources": b"x.txt"}, "sources"),
        ({"sources": 3}, "sources: found 3"),
        ({"sources": ""}, "sources: found ''"),
        ({"sources": "x", "published": "17 August"}, "published: found `17 August`; accepted: a date (2025-08-17)"),
        ({"sources": "x", "published": 20250817}, "published: found `20250817`"),
        ({"sources": "x", "max_size": 0}, "max_size: found 0"),
        ({"sources": "x", "max_size": "5MB"}, "max_size: found '5MB'"),
        ({"sources": "x", "outlet": "  "}, "outlet"),
        ({"sources": "x", "language": 3}, "language: found `3`"),
        ({"sources": "x", "roster": 3}, "roster: found 3"),
    ],
)
def test_a_wrong_value_is_the_callers_mistake_and_said_before_anything_is_read(arguments: Any, words: str) -> None:
    with pytest.raises(Misuse) as refused:
        accords.read(**arguments)
    assert words in str(refused.value)

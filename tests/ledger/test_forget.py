"""A report is forgotten: nobody can read its words in the ledger, nor in its file; what was read stays, and says so."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select, text

from accords.claims.build import Account
from accords.claims.meeting import Meeting, MeetingStatus, meeting_id
from accords.claims.saying import Saying, Why, Words, saying_id
from accords.documents.report import Report
from accords.ledger import tables as t
from accords.ledger.blanked import Forgotten
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ledger import Ledger
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Misuse, Span, When
from tests.ledger.accounts import FETCHED, RUN, accounts, read_again

AT = datetime(2031, 3, 2, 7, 0, tzinfo=UTC)
OTHERS = list(accounts(6, paragraphs=3))
SAID = "the quarrelsome ferrymen of Ottersund would moor their barges elsewhere"
TEXT = (
    f"Grizelda Quenby, wearing a vermilion sash, whispered on Whitmonday to Radio Tumbleweed that {SAID}. "
    "Two bleary lamplighters agreed. They met her at the dilapidated observatory, in the Gorsewick parley."
)
# Words that stand nowhere else, by which what is left is searched.
SECRETS = (
    "vermilion", "whispered", "whitmonday", "tumbleweed", "quarrelsome", "ferrymen", "moor their", "barges",
    "dilapidated", "gorsewick", "unheard-of headline", "lantern keeper", "bleary lamplighters",
)  # fmt: skip


def span(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def told() -> Account:
    """A report with words in every place that holds some."""
    report = Report(
        TEXT, FETCHED, outlet="The Lake Courier", title="An unheard-of headline", published=date(2029, 5, 21),
        url="https://reports.example/secret", received=f"<p>{TEXT}</p>".encode(),
    )  # fmt: skip
    own = report.id
    attribution = Attribution(
        span("Grizelda Quenby"), span("whispered"), span(SAID), kind=Kind.ASSERTION, mode=Mode.INDIRECT, confidence=0.9
    )
    saying = Saying(
        saying_id(own, attribution), own, attribution, "grizelda-quenby",
        Why("named in full", "Grizelda Quenby, wearing a vermilion sash", span("Grizelda Quenby")[0], ("other",)),
        "Radio Tumbleweed", Why("told to", "Radio Tumbleweed"), When(date(2029, 5, 21), date(2029, 5, 21), "Whitmonday"),
        Why("weekday", "on Whitmonday", span("Whitmonday")[0]), None, Words.of(attribution, TEXT),
    )  # fmt: skip
    open_day = replace(saying, id="a-open", said_on=When(None, None, "Whitmonday"), channel=None, channel_why=None)
    claim = replace(
        OTHERS[0].claims[0], id="cquenby", report=own, attribution=saying.id, party="ottersund",
        person="grizelda-quenby", toward=(), chain=("grizelda-quenby",), terms="moor their barges elsewhere",
        condition="would moor their barges", evidence=span(SAID), words=SAID, trigger=span("would"),
        party_words=span("ferrymen"), why={"rule": "verb", "near": ["quarrelsome ferrymen"]},
    )  # fmt: skip
    meeting = Meeting(
        meeting_id(own, span("They met")[0]), "Gorsewick parley", When(None, date(2029, 5, 21), "Whitmonday"),
        "the dilapidated observatory", ("ottersund", "grizelda-quenby"), "in person", MeetingStatus.HELD,
        ((own, span("They met")[0]),),
    )  # fmt: skip
    actors = (
        Actor("ottersund", "Ottersund", ActorKind.STATE, "ottersund"),
        Actor("grizelda-quenby", "Grizelda Quenby", ActorKind.PERSON, "ottersund", "lantern keeper", {}, ("Quenby of the sash",)),
        Actor("two-lamplighters", "Two bleary lamplighters", ActorKind.UNNAMED),
    )  # fmt: skip
    return Account(report, actors, (saying, open_day), (claim,), (meeting,), (), 1)


TOLD = told()
OWN = TOLD.report.id
CLAIM = TOLD.claims[0]
ON_CLAIM = Judgement(
    Ruling.ACT, CLAIM.id, "Ines", AT, {"act": "reject", "read": CLAIM.to_json()},
    "it says 'moor their barges elsewhere', which is a refusal",
)  # fmt: skip
ON_SAYING = Judgement(
    Ruling.RE_ATTRIBUTE, TOLD.sayings[0].id, "Ines", AT, {"speaker": "otto-grün", "read": TOLD.sayings[0].to_json()}
)
ON_MEETING = Judgement(Ruling.NOTE, TOLD.meetings[0].id, "Ines", AT, {}, "really at the dilapidated observatory?")
ON_ACTOR = Judgement(
    Ruling.SAME_ACTOR, "grizelda-quenby", "Otto", AT, {"other": "zelda-quenby"},
    "both told of whom the quarrelsome ferrymen of Ottersund would moor their barges for",
)  # fmt: skip
PLAIN = Judgement(Ruling.RIGHT, OTHERS[1].claims[0].id, "Otto", AT, {"read": OTHERS[1].claims[0].to_json()}, "so it is")


def filled(place: str) -> Ledger:
    ledger = Ledger.new(place, version="0.0-synthetic")
    ledger.add([*OTHERS[:3], TOLD, *OTHERS[3:]], RUN, read_at=AT)
    ledger.add([read_again(TOLD)], RUN, read_at=AT)
    for judgement in (ON_CLAIM, ON_SAYING, ON_MEETING, ON_ACTOR, PLAIN):
        ledger.judge(judgement)
    return ledger


def everything(ledger: Ledger) -> str:
    """All that is in all tables, the derived ones too, as one text in lower case."""
    out: list[str] = []
    with ledger.database.reading() as connection:
        for table in t.METADATA.tables.values():
            for row in connection.execute(select(*(c for c in table.c if not isinstance(c.type, LargeBinary)))):
                out.append(str(tuple(row)))
        if not ledger.database.is_sqlite:
            out += map(str, connection.scalars(text("SELECT search FROM texts")))
    return "\n".join(out).lower()


def test_no_table_holds_a_word_of_it_any_more(place: str) -> None:
    with filled(place) as ledger:
        before = everything(ledger)
        assert [words for words in SECRETS if words not in before] == []
        ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        after = everything(ledger)
        assert [words for words in SECRETS if words in after] == []


def test_no_byte_of_it_is_in_the_file_or_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "a.ledger"
    with filled(str(place)) as ledger:
        ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        # While it is open, the log stands beside it.
        for file in sorted(tmp_path.iterdir()):
            held = file.read_bytes().lower()
            assert [words for words in SECRETS if words.encode() in held] == [], file
    with closing(sqlite3.connect(place)) as raw:
        # The words of an index are kept in pieces, which a search of bytes would miss.
        raw.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, search, row)")
        terms = {row[0] for row in raw.execute("SELECT term FROM terms")}
    assert {"river", "bridg"} & terms and not {"vermilion", "tumblewe", "tumbleweed", "gorsewick", "ferrymen"} & terms


def test_a_postgresql_table_is_written_anew_without_it(postgresql: str) -> None:
    import psycopg

    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("CREATE SCHEMA swept")
        with filled(f"{postgresql}&options=-csearch_path%3Dswept") as ledger:
            server.execute("CHECKPOINT")
            before = table_files(server)
            ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
            server.execute("CHECKPOINT")
            after = table_files(server)
    secrets = [words.encode() for words in ("vermilion", "quarrelsome", "dilapidated")]
    assert all(any(words in held for held in before) for words in secrets)
    assert not any(words in held for words in secrets for held in after)


def table_files(server: Any) -> list[bytes]:
    asked = """SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class
        WHERE relkind IN ('r', 'i', 't') AND relnamespace = 'swept'::regnamespace"""
    return [bytes(row[0]).lower() for row in server.execute(asked)]


def test_what_was_read_stays_without_words(place: str) -> None:
    with filled(place) as ledger:
        ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        (account,) = ledger.accounts(reports=[OWN], as_read=True)
    (claim,) = account.claims
    kept = (
        "id",
        "party",
        "person",
        "act",
        "issue",
        "strength",
        "standing",
        "chain",
        "evidence",
        "trigger",
        "party_words",
    )
    for name in kept:
        assert getattr(claim, name) == getattr(CLAIM, name), name
    assert (claim.terms, claim.words, claim.why) == ("", "", {})
    assert claim.condition == "", "that there is a condition stays known"
    saying, open_day = account.sayings
    assert saying.attribution.content == TOLD.sayings[0].attribution.content
    assert (saying.speaker, saying.words, saying.channel) == ("grizelda-quenby", Words(), None)
    assert saying.said_on == When(date(2029, 5, 21), date(2029, 5, 21))
    assert saying.speaker_why == Why("named in full", None, span("Grizelda Quenby")[0], ("other",))
    assert open_day.said_on == When(None, None), "a day that was open stays told apart from none"
    (meeting,) = account.meetings
    assert (meeting.name, meeting.place, meeting.date) == (None, None, When(None, date(2029, 5, 21)))
    assert (meeting.participants, meeting.status) == (TOLD.meetings[0].participants, MeetingStatus.HELD)
    assert [actor.name for actor in account.actors] == ["Ottersund", "Grizelda Quenby", "two-lamplighters"]
    assert all(actor.role is None and actor.aliases == () for actor in account.actors)
    report = account.report
    assert (report.id, report.text, report.title, report.outlet) == (OWN, "", None, "The Lake Courier")
    assert report.text_sha256 == TOLD.report.text_sha256


def test_rulings_on_it_keep_what_they_rule(place: str) -> None:
    with filled(place) as ledger:
        stone = ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        assert set(stone.judgements) == {j.id for j in (ON_CLAIM, ON_SAYING, ON_MEETING, ON_ACTOR)}
        judgements = {judgement.id: judgement for judgement in ledger.judgements()}
        assert set(judgements) == {j.id for j in (ON_CLAIM, ON_SAYING, ON_MEETING, ON_ACTOR, PLAIN)}
        on_claim = judgements[ON_CLAIM.id]
        assert on_claim.value["act"] == "reject"
        assert on_claim.note == "it says '…', which is a refusal"
        read = on_claim.value["read"]
        assert isinstance(read, dict) and read["evidence"] == [list(s) for s in CLAIM.evidence]
        assert (read["issue"], read["standing"], read["words"]) == (CLAIM.issue, CLAIM.standing.value, "")
        assert judgements[ON_SAYING.id].value["speaker"] == "otto-grün"
        assert judgements[ON_ACTOR.id].value == {"other": "zelda-quenby"}
        assert judgements[ON_ACTOR.id].note == "both told of whom … for"
        assert judgements[PLAIN.id] == PLAIN
        # They still hold, and can still be undone.
        (account,) = ledger.accounts(reports=[OWN])
        assert [claim.act.value for claim in account.claims] == ["reject"]
        ledger.judge(Judgement(Ruling.UNDO, ON_CLAIM.id, "Otto", AT))
        (account,) = ledger.accounts(reports=[OWN])
        assert [claim.act for claim in account.claims] == [CLAIM.act]
        assert list(ledger.check()) == []


def test_the_other_reports_are_as_they_were(place: str) -> None:
    with filled(place) as ledger:
        others = [one.report.id for one in OTHERS]
        before = list(ledger.accounts(reports=others, received=True))
        ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        assert list(ledger.accounts(reports=others, received=True)) == before


def test_it_is_found_by_no_search_and_the_others_are(place: str) -> None:
    with filled(place) as ledger:
        assert [hit.report for hit in ledger.search("quarrelsome ferrymen")] == [OWN]
        river = {hit.report for hit in ledger.search("delegations")}
        ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        assert ledger.search("quarrelsome ferrymen") == () and ledger.search("headline") == ()
        assert {hit.report for hit in ledger.search("delegations")} == river != set()
        assert ledger.text(OWN) is None


def test_a_tombstone_says_who_why_and_of_what(place: str) -> None:
    with filled(place) as ledger:
        head = ledger.head()
        stone = ledger.forget(OWN, reason="  asked to by the outlet ", who="Ines")
        assert (stone.report, stone.text_sha256) == (OWN, TOLD.report.text_sha256)
        assert (stone.reason, stone.who) == ("asked to by the outlet", "Ines")
        assert ledger.tombstones() == (stone,)
        assert ledger.head().seq == head.seq + 1
        assert list(ledger.check()) == []
        assert ledger.info().forgotten == 1


def test_what_was_forgotten_does_not_come_back(place: str) -> None:
    with filled(place) as ledger:
        ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        head = ledger.head()
        added = ledger.add([TOLD, read_again(TOLD)], RUN)
        assert (added.reports, added.readings, added.alike) == (0, 0, 2)
        assert ledger.head() == head and ledger.text(OWN) is None
        assert ledger.known([OWN]) == {OWN} == ledger.known([OWN], how="another way of reading")


@pytest.mark.parametrize(
    ("report", "reason", "who", "words"),
    [
        (
            "nosuch",
            "a reason",
            "Ines",
            r"nosuch: found no report of this id; accepted: the whole id of a report\. Find it",
        ),
        (OWN[:6], "a reason", "Ines", "found no report of this id"),
        (OWN, " ", "Ines", "found no reason; accepted: the reason, in words. Give it."),
        (OWN, "a reason", "", "found no who"),
    ],
)
def test_what_cannot_be_forgotten_is_refused(place: str, report: str, reason: str, who: str, words: str) -> None:
    with filled(place) as ledger:
        head = ledger.head()
        with pytest.raises(Misuse, match=words):
            ledger.forget(report, reason=reason, who=who)
        assert ledger.head() == head and ledger.text(OWN) == TEXT


def test_a_second_time_is_refused_with_who_did_it_and_why(place: str) -> None:
    with filled(place) as ledger:
        ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        with pytest.raises(Misuse, match=r"a report that Ines forgot on \d{4}-\d\d-\d\d \(asked to by the outlet\)"):
            ledger.forget(OWN, reason="again", who="Otto")


def test_a_reader_in_the_way_is_named_and_the_same_call_ends_the_work(place: str) -> None:
    filled(place).close()
    with Ledger(place, wait=0.1) as ledger:
        with ledger.database.reading() as other:
            for table in (t.TEXTS, t.CLAIMS):
                other.execute(select(table).limit(1)).all()
            with pytest.raises(Misuse, match="the report is forgotten, its words still stand in the files") as refused:
                ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
            assert OWN in refused.value.fault.remedy
        assert ledger.text(OWN) is None
        (fault,) = ledger.check()
        assert "may still stand in the ledger's files" in fault.found and OWN in fault.remedy
        stone = ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        assert ledger.tombstones() == (stone,)
        assert list(ledger.check()) == []
        if path := ledger.database.path:
            held = b"".join(file.read_bytes() for file in path.parent.iterdir()).lower()
            assert not any(words.encode() in held for words in SECRETS)


def test_a_report_without_a_text_is_forgotten_too(place: str) -> None:
    bare = replace(
        TOLD, report=replace(TOLD.report, text="", received=b"", kept_id=OWN, kept_sha256=TOLD.report.text_sha256)
    )
    with Ledger.new(place) as ledger:
        ledger.add([bare], replace(RUN, source="import"))
        ledger.judge(ON_CLAIM)
        assert list(ledger.check()) == []
        ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        assert not any(words in everything(ledger) for words in SECRETS)
        assert list(ledger.check()) == []


REPORTED = "The minister said that both sides will open five crossings for grain before the snow comes."


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("I think both sides mean it", "I think both sides mean it"),
        ("'open five crossings for grain' is a promise", "'…' is a promise"),
        ("OPEN FIVE CROSSINGS", "…"),
        ("both sides will, and before the snow comes: so twice", "…, and …: so twice"),
        ("open, five; crossings", "…"),
        ("will open", "will open"),
        ("", ""),
    ],
)
def test_a_note_loses_the_reports_words_and_keeps_its_own(note: str, left: str) -> None:
    assert Forgotten.of(REPORTED).taken_from(note) == left


def test_of_a_value_what_was_read_loses_all_words_and_the_rest_the_reports() -> None:
    value = {
        "act": "open five crossings",
        "said": ["both sides will open", {"more": "an own remark", "id": "both-sides-will"}],
        "read": {
            "id": "c1", "issue": "security guarantees", "words": "own", "evidence": [[1, 2]], "why": {"speaker": {"words": "he"}},
            "aliases": ["the minister"], "said_on": {"start": "2029-01-01", "words": "today"}, "negated": False,
        },
    }  # fmt: skip
    assert Forgotten.of(REPORTED).taken_from_value(value) == {
        "act": "open five crossings",
        "said": ["…", {"more": "an own remark", "id": "both-sides-will"}],
        "read": {
            "id": "c1", "issue": "security guarantees", "words": "", "evidence": [[1, 2]], "why": {"speaker": {"words": ""}},
            "aliases": [], "said_on": {"start": "2029-01-01", "words": ""}, "negated": False,
        },
    }  # fmt: skip


def test_every_column_of_the_readings_is_either_blanked_or_kept_on_purpose() -> None:
    """A column that is added later has to be thought of: does it hold words of the text?"""
    blanked = set(
        "claims.terms claims.condition claims.words claims.why attributions.source_words attributions.cue_words "
        "attributions.content_words attributions.channel attributions.said_words attributions.why meetings.name "
        "meetings.place meetings.date_words actors.name actors.role actors.aliases".split()
    )
    kept = {
        "actors": "reading n id kind party iso3 plover",
        "attributions": "reading n id speaker kind mode said_from said_to within confidence source cue content",
        "claims": "reading n id attribution party person act toward issue negated strength chain standing confidence "
        "evidence act_words party_words",
        "meetings": "reading n id date_from date_to participants format status evidence",
        "silences": "reading n party issue evidence",
    }
    for table in t.READ:
        names = {c.name for c in table.c}
        assert names == set(kept[table.name].split()) | {
            n.split(".")[1] for n in blanked if n.startswith(f"{table.name}.")
        }


def test_the_words_of_the_reasons_are_valid_json_still(place: str) -> None:
    with filled(place) as ledger:
        ledger.forget(OWN, reason="asked to by the outlet", who="Ines")
        with ledger.database.reading() as connection:
            whys = connection.scalars(select(t.ATTRIBUTIONS.c.why)).all()
    assert all(re.match(r"\[", why) and len(json.loads(why)) == 3 for why in whys)

"""Whoever changes a ledger past the program is found out, and told where."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.ledger import tables as t
from accords.ledger.database import is_url
from accords.ledger.entry import Head
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ledger import Ledger
from accords.vocabulary import Fault
from tests.ledger.accounts import RUN, account, accounts, read_again

AT = datetime(2031, 3, 2, 7, 0, tzinfo=UTC)
FOUR = [
    replace(one, report=replace(one.report, received=one.report.text.encode())) for one in accounts(4, paragraphs=4)
]
FIRST, SECOND, THIRD, LAST = (one.report.id for one in FOUR)
CLAIM = next(one for one in FOUR if one.claims)
JUDGED = Judgement(Ruling.RIGHT, FOUR[1].claims[0].id, "Ines", AT, {"read": FOUR[1].claims[0].to_json()}, "so it says")
UNDONE = Judgement(Ruling.UNDO, JUDGED.id, "Ines", AT + timedelta(days=1))
NOTED = Judgement(Ruling.NOTE, FOUR[2].claims[0].id, "Otto", AT, {}, "see the annex")


def fill(place: str) -> Ledger:
    """Entries: the run 1; reports 2, 4, 6, 8 with readings 3, 5, 7, 9; another reading of the first, 10; judgements 11 to 13;
    the tombstone of the last report, 14."""
    ledger = Ledger.new(place, version="0.0-synthetic")
    ledger.add(FOUR, RUN, read_at=AT)
    ledger.add([read_again(FOUR[0])], RUN, read_at=AT + timedelta(days=1))
    for judgement in (JUDGED, UNDONE, NOTED):
        ledger.judge(judgement)
    ledger.forget(LAST, reason="asked to by the outlet", who="Ines")
    return ledger


def tamper(place: str, *statements: str) -> None:
    """As somebody with a database shell and enough rights would, keys or no keys."""
    if is_url(place):
        import psycopg

        with psycopg.connect(place) as server:
            server.execute("SET session_replication_role = replica")
            for statement in statements:
                server.execute(statement)
        return
    with closing(sqlite3.connect(place)) as file, file:
        for statement in statements:
            file.execute(statement)


def found(ledger: Ledger) -> list[Fault]:
    return list(ledger.check())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The place of a ledger that was filled once; tests work on copies."""
    place = str(tmp_path_factory.mktemp("filled") / "a.ledger")
    if request.param == "postgresql":
        import psycopg

        server = request.getfixturevalue("postgresql")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("CREATE SCHEMA filled")
        place = f"{server}&options=-csearch_path%3Dfilled"
    fill(place).close()
    return place


@pytest.fixture
def ledger(filled: str, tmp_path: Path) -> Iterator[Ledger]:
    if not is_url(filled):
        place = shutil.copy(filled, tmp_path / "a.ledger")
        with Ledger(place) as copy:
            yield copy
        return
    names = [table.name for table in t.METADATA.tables.values()]
    tamper(filled, *(f"CREATE TABLE kept_{name} AS SELECT {columns(name)} FROM {name}" for name in names))
    try:
        with Ledger(filled) as ledger:
            yield ledger
    finally:
        back: list[str] = []
        for name in names:
            put_back = f"INSERT INTO {name} ({columns(name)}) SELECT {columns(name)} FROM kept_{name}"
            back += (f"DELETE FROM {name}", put_back, f"DROP TABLE kept_{name}")
        tamper(filled, *back)


def columns(table: str) -> str:
    return ", ".join(column.name for column in t.METADATA.tables[table].columns)


def test_an_untouched_ledger_has_no_fault(ledger: Ledger) -> None:
    assert found(ledger) == []


def test_an_empty_ledger_has_no_fault(place: str) -> None:
    with Ledger.new(place) as ledger:
        assert found(ledger) == []


# What is done to the ledger; the table and id that are named; words of what is found, and of what is accepted.
TAMPERED = {
    "a claim's act": (
        f"UPDATE claims SET act = 'attack' WHERE id = '{FOUR[1].claims[0].id}'",
        "readings 5",
        f"claims {FOUR[1].claims[0].id} has another id than its party, act, issue and place give",
        "what was read",
    ),
    "an act that is none": (
        f"UPDATE claims SET act = 'dance' WHERE id = '{FOUR[1].claims[0].id}'",
        "readings 5",
        "'dance' is not a valid Act",
        "what accords writes",
    ),
    "a claim's confidence": (
        "UPDATE claims SET confidence = 0.999 WHERE reading = 7 AND n = 0",
        "readings 7",
        "changed",
        "what was read",
    ),
    "a superseded reading's claim": (
        "UPDATE claims SET negated = 1 WHERE reading = 3 AND n = 0",
        "readings 3",
        "changed",
        "what was read",
    ),
    "a claim taken out": (
        "DELETE FROM claims WHERE reading = 5 AND n = 0",
        "readings 5",
        "changed",
        "what was read",
    ),
    "an attribution taken out of the middle": (
        "DELETE FROM attributions WHERE reading = 5 AND n = 1",
        "readings 5",
        "attributions has no row 1",
        "what was read",
    ),
    "a claim put in": (
        "INSERT INTO claims SELECT reading, 99, 'cfalse', attribution, party, person, act, toward, issue, terms, negated, "
        "strength, condition, chain, standing, words, confidence, evidence, act_words, party_words, why "
        "FROM claims WHERE reading = 5 AND n = 0",
        "readings 5",
        "claims has no row",
        "what was read",
    ),
    "a claim of no reading": (
        "INSERT INTO claims SELECT 77, n, id, attribution, party, person, act, toward, issue, terms, negated, "
        "strength, condition, chain, standing, words, confidence, evidence, act_words, party_words, why "
        "FROM claims WHERE reading = 5 AND n = 0",
        "claims 77/0",
        "reading 77, which readings does not have",
        "one that readings has",
    ),
    "an actor's party": (
        "UPDATE actors SET party = 'nobody' WHERE reading = 7 AND n = 0",
        "readings 7",
        "changed",
        "what was read",
    ),
    "a meeting's status": (
        "UPDATE meetings SET status = 'cancelled' WHERE reading = 7",
        "readings 7",
        "changed",
        "what was read",
    ),
    "a silence's party": (
        "UPDATE silences SET party = 'nobody' WHERE reading = 7",
        "readings 7",
        "changed",
        "what was read",
    ),
    "a claim's words": (
        f"UPDATE claims SET words = 'they gave everything away' WHERE id = '{FOUR[1].claims[0].id}'",
        f"claims {FOUR[1].claims[0].id}",
        "words 'they gave everything away' in reading 5",
        "the text's own words at",
    ),
    "an attribution's words": (
        f"UPDATE attributions SET cue_words = 'whispered' WHERE id = '{FOUR[1].sayings[0].id}'",
        f"attributions {FOUR[1].sayings[0].id}",
        "cue_words 'whispered'",
        "the text's own words at",
    ),
    "a span beyond the text": (
        f"UPDATE claims SET evidence = '[[0,99999]]' WHERE id = '{FOUR[1].claims[0].id}'",
        f"claims {FOUR[1].claims[0].id}",
        "evidence [0, 99999)",
        "places in the text, [0, ",
    ),
    "how many clauses were unclear": (
        "UPDATE readings SET unclear = 17 WHERE seq = 5",
        "readings 5",
        "'unclear'",
        "what was read",
    ),
    "what a reading is said to say": (
        "UPDATE readings SET says = 'f00' WHERE seq = 5",
        "readings 5",
        "a row that was changed",
        "what entry 5 seals",
    ),
    "a reading taken out": (
        "DELETE FROM readings WHERE seq = 5",
        "entries 5",
        f"no row in readings for the reading {SECOND}",
        "one row in readings",
    ),
    "a later reading put first": (
        "UPDATE readings SET supersedes = NULL WHERE seq = 10",
        "readings 10",
        "supersedes None",
        f"3, the reading before it of report {FIRST}",
    ),
    "a reading of another report superseded": (
        "UPDATE readings SET supersedes = 5 WHERE seq = 10",
        "readings 10",
        "supersedes 5",
        "3, the reading before it",
    ),
    "when a reading was made": (
        "UPDATE readings SET read_at = '2001-01-01T00:00:00Z' WHERE seq = 5",
        f"reports {SECOND}",
        "added_at",
        "2001-01-01T00:00:00Z",
    ),
    "a text's character": (
        f"UPDATE texts SET text = substr(text, 1, 5) || 'X' || substr(text, 7) WHERE report = '{THIRD}'",
        f"texts {THIRD}",
        "another text",
        "the text as received",
    ),
    "the bytes received": (
        f"UPDATE texts SET received = (SELECT received FROM texts WHERE report = '{SECOND}') WHERE report = '{THIRD}'",
        f"texts {THIRD}",
        "other bytes received",
        "the bytes as received",
    ),
    "no bytes received any more": (
        f"UPDATE texts SET received = NULL WHERE report = '{THIRD}'",
        f"texts {THIRD}",
        "none of the bytes received",
        "the bytes as received",
    ),
    "a text taken out": (
        f"DELETE FROM texts WHERE report = '{THIRD}'",
        f"texts {THIRD}",
        "no text of this report",
        "its text, or its tombstone",
    ),
    "a report's outlet": (
        f"UPDATE reports SET outlet = 'The Other Paper' WHERE id = '{THIRD}'",
        f"reports {THIRD}",
        "a row that was changed",
        "what entry 6 seals",
    ),
    "a report's title": (
        f"UPDATE reports SET title = 'Peace' WHERE id = '{THIRD}'",
        f"texts {THIRD}",
        "title",
        "'Peace', as in reports",
    ),
    "the day on which a report was known": (
        f"UPDATE reports SET known_on = '2001-01-01' WHERE id = '{THIRD}'",
        f"reports {THIRD}",
        "known_on 2001-01-01",
        "when it was published",
    ),
    "a report and all of it taken out": (
        f"DELETE FROM texts WHERE report = '{THIRD}'; DELETE FROM claims WHERE reading = 7; "
        "DELETE FROM attributions WHERE reading = 7; DELETE FROM actors WHERE reading = 7; "
        "DELETE FROM meetings WHERE reading = 7; DELETE FROM silences WHERE reading = 7; "
        f"DELETE FROM readings WHERE seq = 7; DELETE FROM reports WHERE id = '{THIRD}'",
        "entries 6",
        f"no row in reports for the report {THIRD}",
        "one row in reports",
    ),
    "a run's version": (
        "UPDATE runs SET version = '9.9'",
        f"runs {RUN.id}",
        "a row that was changed",
        "what entry 1 seals",
    ),
    "a run's time": ("UPDATE runs SET begun = 'yesterday'", f"runs {RUN.id}", "none", "2025-08-18T06:00:00Z"),
    "a changed judgement": (
        f"UPDATE judgements SET ruling = 'misread' WHERE id = '{JUDGED.id}'",
        f"judgements {JUDGED.id}",
        "a row that was changed",
        "what entry 11 seals",
    ),
    "a judgement of somebody else's": (
        f"UPDATE judgements SET who = 'Otto' WHERE id = '{JUDGED.id}'",
        f"judgements {JUDGED.id}",
        "a row that was changed",
        "what entry 11 seals",
    ),
    "a judgement's value that is no JSON": (
        f"UPDATE judgements SET value = '{{' WHERE id = '{JUDGED.id}'",
        f"judgements {JUDGED.id}",
        "values that no row of judgements has",
        "what accords writes",
    ),
    "an undoing undone by hand": (
        f"UPDATE judgements SET undoes = NULL WHERE id = '{UNDONE.id}'",
        f"judgements {UNDONE.id}",
        "undoes None",
        f"{JUDGED.id}, as its subject says",
    ),
    "a judgement taken out": (
        f"DELETE FROM judgements WHERE id = '{NOTED.id}'",
        "entries 13",
        f"no row in judgements for the judgement {NOTED.id}",
        "one row in judgements",
    ),
    "a tombstone's reason": (
        "UPDATE tombstones SET reason = 'none'",
        f"tombstones {LAST}",
        "a row that was changed",
        "what entry 14 seals",
    ),
    "a tombstone's list of judgements, to hide a change": (
        f"UPDATE tombstones SET judgements = '[\"{NOTED.id}\"]'; UPDATE judgements SET note = 'x' WHERE id = '{NOTED.id}'",
        f"tombstones {LAST}",
        "a row that was changed",
        "what entry 14 seals",
    ),
    "a tombstone taken out": (
        "DELETE FROM tombstones",
        "entries 14",
        f"no row in tombstones for the tombstone {LAST}",
        "one row in tombstones",
    ),
    "words put back into a forgotten reading": (
        "UPDATE claims SET words = 'as it was' WHERE reading = 9 AND n = 0",
        f"claims {FOUR[3].claims[0].id}",
        "words of a report that was forgotten",
        "no words",
    ),
    "a forgotten reading's digest": (
        "UPDATE readings SET says = 'f00' WHERE seq = 9",
        "readings 9",
        "a row that was changed",
        "what entry 9 seals",
    ),
    "a deleted entry": ("DELETE FROM entries WHERE seq = 7", "entries 8", "no entry 7 before it", "without a gap"),
    "several deleted entries": (
        "DELETE FROM entries WHERE seq IN (6, 7, 8)",
        "entries 9",
        "no entry 6 to 8 before it",
        "without a gap",
    ),
    "a swapped chain": (
        "UPDATE entries SET chain = (SELECT chain FROM entries WHERE seq = 4) WHERE seq = 6",
        "entries 6",
        "the chain",
        "the seal over its kind, subject, digest and the chain before it",
    ),
    "an entry's digest, with the row": (
        "UPDATE entries SET sha256 = 'f00' WHERE seq = 13",
        "entries 13",
        "the chain",
        "the seal over its kind, subject, digest",
    ),
    "an entry of no kind": (
        "UPDATE entries SET kind = 'rumour' WHERE seq = 13",
        "entries 13",
        "kind 'rumour'",
        "judgement, reading, report, run, tombstone",
    ),
    "an entry for another report": (
        f"UPDATE entries SET subject = '{FIRST}' WHERE seq = 6",
        f"reports {THIRD}",
        f"an entry for the report {FIRST}",
        f"one for the report {THIRD}",
    ),
    "an entry put at the end": (
        "INSERT INTO entries VALUES (15, 'report', 'r', 's', 'c')",
        "entries 15",
        "no row in reports",
        "one row in reports",
    ),
    "a run put in without an entry": (
        "INSERT INTO runs VALUES ('rfalse', 99, 'h', '2031-03-01T06:00:00Z', '1', 'w', 'r', NULL, NULL, 'read')",
        "runs rfalse",
        "seq 99, which entries does not have",
        "one that entries has",
    ),
    "a report without a reading": (
        f"DELETE FROM readings WHERE report = '{THIRD}'",
        f"reports {THIRD}",
        "no reading of this report",
        "at least one",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_each_kind_of_tampering_is_found_and_named(what: str, ledger: Ledger) -> None:
    statements, own, words, accepted = TAMPERED[what]
    tamper(ledger_place(ledger), *statements.split("; "))
    faults = found(ledger)
    named = [f for f in faults if f.place.endswith(f": {own}") and words in f.found and accepted in f.accepted]
    assert named, "\n".join(map(str, faults))
    assert all(fault.remedy for fault in faults)


def ledger_place(ledger: Ledger) -> str:
    path = ledger.database.path
    return str(path) if path else ledger.database.engine.url.set(drivername="postgresql").render_as_string(False)


def test_one_change_is_named_and_what_is_sound_is_not(ledger: Ledger) -> None:
    tamper(ledger_place(ledger), "UPDATE claims SET confidence = 0.999 WHERE reading = 7 AND n = 0")
    assert [fault.place.rsplit(": ", 1)[1] for fault in found(ledger)] == ["readings 7"]


def test_all_faults_come_at_once(ledger: Ledger) -> None:
    tamper(
        ledger_place(ledger),
        f"UPDATE reports SET outlet = 'The Other Paper' WHERE id = '{THIRD}'",
        "UPDATE runs SET version = '9.9'",
        "UPDATE claims SET confidence = 0.999 WHERE reading = 5 AND n = 0",
        "UPDATE tombstones SET who = 'Nobody'",
    )
    places = {fault.place.rsplit(": ", 1)[1] for fault in found(ledger)}
    assert {f"reports {THIRD}", f"runs {RUN.id}", "readings 5", f"tombstones {LAST}"} <= places


def test_a_log_that_was_cut_short_with_all_its_rows_is_told_by_a_head_noted_before(ledger: Ledger) -> None:
    head = ledger.head()
    assert list(ledger.check(head=head)) == []
    tamper(ledger_place(ledger), f"DELETE FROM judgements WHERE id = '{NOTED.id}'", "DELETE FROM tombstones",
           "DELETE FROM entries WHERE seq >= 13")  # fmt: skip
    assert any("an end at 12" in f.found and "entry 14, which was noted" in f.accepted for f in ledger.check(head=head))


def test_a_log_that_was_written_anew_is_told_by_a_head_noted_before(new_place: Callable[[], str]) -> None:
    with fill(new_place()) as one:
        head = one.head()
    with Ledger.new(new_place()) as other:
        other.add(FOUR, RUN, read_at=AT)
        other.add([replace(read_again(FOUR[k]), unclear=40 + k) for k in range(4)], RUN)
        noted = Head(head.seq - 5, "e" * 64)
        assert list(other.check()) == []
        assert any("as was noted" in fault.accepted for fault in other.check(head=noted))


def test_a_search_index_that_lacks_a_text_is_found(tmp_path: Path) -> None:
    with fill(str(tmp_path / "a.ledger")) as ledger:
        tamper(ledger.name, "DELETE FROM search_docsize WHERE id = 6")
        faults = found(ledger)
        assert any(f.place.endswith("texts 6") and "not in the search index" in f.found for f in faults)


def test_a_search_index_of_other_words_is_found_with_what_to_do(tmp_path: Path) -> None:
    with fill(str(tmp_path / "a.ledger")) as ledger:
        with closing(sqlite3.connect(ledger.name)) as file, file:
            title, text = file.execute("SELECT title, text FROM texts WHERE number = 6").fetchone()
            file.execute("INSERT INTO search (search, rowid, title, text) VALUES ('delete', 6, ?, ?)", (title, text))
            file.execute("INSERT INTO search (rowid, title, text) VALUES (6, 'quite', 'another story')")
        (fault,) = found(ledger)
        assert "other words than the texts'" in fault.found and "'rebuild'" in fault.remedy
        with closing(sqlite3.connect(ledger.name)) as file, file:
            file.execute("INSERT INTO search (search) VALUES ('rebuild')")
        assert found(ledger) == []


def test_a_page_overwritten_is_found_and_the_other_checks_go_on(tmp_path: Path) -> None:
    place = tmp_path / "a.ledger"
    with fill(str(place)) as ledger:
        tamper(str(place), "UPDATE runs SET version = '9.9'", "PRAGMA user_version = 1")
        with closing(sqlite3.connect(place)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claims'").fetchone()
        with place.open("r+b") as raw:
            raw.seek((page - 1) * 4096)
            raw.write(b"\xff" * 4096)
        faults = found(ledger)
        assert any("damaged file" in fault.found for fault in faults)
        assert any(fault.place.endswith(f"runs {RUN.id}") for fault in faults)


def test_a_table_taken_out_is_found(place: str) -> None:
    with fill(place) as ledger:
        tamper(place, "DROP TABLE silences" + ("" if ledger.database.is_sqlite else " CASCADE"))
        faults = found(ledger)
    assert any(re.search(r"silences$", f.place) and "no table of this name" in f.found for f in faults)


def test_a_ledger_on_a_disk_that_cannot_be_written_to_is_checked_all_the_same(tmp_path: Path) -> None:
    place = tmp_path / "a.ledger"
    fill(str(place)).close()
    with Ledger(place) as ledger:
        uri = ledger.database.engine.url.set(database=f"file:{place}?mode=ro&immutable=1")
        from sqlalchemy import create_engine

        fixed = replace(ledger.database, engine=create_engine(uri))
        from accords.ledger.check import check

        assert list(check(fixed)) == []
        fixed.close()


def test_progress_counts_every_entry_twice_and_ends_at_all(ledger: Ledger) -> None:
    told: list[tuple[int, int]] = []
    assert list(ledger.check(progress=lambda at, of: told.append((at, of)))) == []
    assert told[-1] == (28, 28) and told == sorted(told)


@settings(max_examples=8, deadline=None)
@given(
    numbers=st.lists(st.integers(0, 6), min_size=1, max_size=5),
    again=st.lists(st.integers(0, 6), max_size=4),
    ruled=st.lists(st.integers(0, 6), max_size=3),
    gone=st.lists(st.integers(0, 6), max_size=2, unique=True),
)
def test_whatever_is_done_through_the_program_leaves_no_fault(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], again: list[int], ruled: list[int], gone: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    with Ledger.new(folder / "a.ledger") as ledger:
        ledger.add([account(n, paragraphs=2) for n in numbers], RUN)
        ledger.add([read_again(account(n, paragraphs=2)) for n in again], RUN)
        for n in ruled:
            one = account(n, paragraphs=2)
            if one.claims and n in {*numbers, *again}:
                claim = one.claims[0]
                ledger.judge(Judgement(Ruling.RIGHT, claim.id, "Ines", AT, {"read": claim.to_json()}, claim.words))
        for n in gone:
            if n in {*numbers, *again}:
                ledger.forget(account(n, paragraphs=2).report.id, reason="asked", who="Otto")
        ledger.add([account(n, paragraphs=2) for n in numbers], RUN)
        assert list(ledger.check()) == []

"""A ledger's log as JSON Lines: out, in, out again; and every way in which such a file can be wrong."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from accords.claims.build import Account
from accords.ledger import exchange, take_in
from accords.ledger import tables as t
from accords.ledger.entry import Head, Run, digest, sealed
from accords.ledger.forget import forget
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ledger import Ledger
from accords.ledger.log_lines import is_log
from accords.ledger.take_in import Imported, read_log
from accords.vocabulary import Misuse
from tests.ledger.accounts import FETCHED, RUN, account, accounts, read_again

LATER = Run(FETCHED + timedelta(days=1), "0.1-synthetic", "d" * 64, "b" * 64)
AT = datetime(2031, 3, 2, 7, 0, tzinfo=UTC)


def out(ledger: Ledger, *, texts: bool = True) -> bytes:
    stream = io.BytesIO()
    exchange.write_log(ledger.database, stream, texts=texts)
    return stream.getvalue()


def take(ledger: Ledger, data: bytes, **options: Any) -> Imported:
    return read_log(ledger.database, io.BytesIO(data), "log.jsonl", **options)


def ruled(read: Account, who: str = "Ines") -> Judgement:
    claim = read.claims[0]
    value = {"act": "reject", "read": claim.to_json()}
    return Judgement(Ruling.ACT, claim.id, who, AT, value, "the clause says no")


def filled(place: str) -> Ledger:
    """Five reports, two of them read anew, one then as at first; two rulings, one of them undone; one report forgotten."""
    ledger = Ledger.new(place, version="0.0-synthetic")
    five = [replace(one, report=replace(one.report, received=one.report.text.encode())) for one in accounts(5)]
    ledger.add(five, RUN, read_at=AT)
    ledger.add([read_again(five[1]), read_again(five[2])], LATER, read_at=AT + timedelta(days=1))
    ledger.add([five[1]], replace(RUN, begun=FETCHED + timedelta(days=2)), read_at=AT + timedelta(days=2))
    first, second = ruled(five[0]), ruled(five[3])
    for judgement in (first, second):
        ledger.judge(judgement)
    ledger.judge(Judgement(Ruling.UNDO, second.id, "Omar", AT + timedelta(hours=1)))
    forget(ledger.database, five[4].report.id, reason="asked by its author", who="Ines")
    return ledger


def test_a_log_comes_out_as_a_header_and_one_line_for_each_entry(place: str) -> None:
    with filled(place) as ledger:
        lines = [json.loads(line) for line in out(ledger).splitlines()]
        head = ledger.head()
    assert lines[0]["format"] == "accords-ledger/1" and lines[0]["head"] == {"seq": head.seq, "chain": head.chain}
    assert [line["seq"] for line in lines[1:]] == list(range(1, head.seq + 1))
    by_kind = {kind: [line for line in lines[1:] if line["kind"] == kind] for kind in lines[-1]["kind"].split()}
    assert len(by_kind["tombstone"]) == 1
    report = next(line for line in lines if line.get("kind") == "report")
    assert report["text"] == account(0).report.text and report["received"]
    assert "text" not in report["body"], "what may be forgotten stands outside of what is sealed"


def test_into_an_empty_ledger_comes_the_same_log(new_place: Callable[[], str]) -> None:
    with filled(new_place()) as ledger, Ledger.new(new_place(), version="0.0-synthetic") as other:
        data = out(ledger)
        done = take(other, data)
        assert other.head() == ledger.head()
        assert_whole(other)
        assert out(other) == data
        assert list(other.accounts(received=True)) == list(ledger.accounts(received=True))
        assert other.judgements() == ledger.judgements() and other.tombstones() == ledger.tombstones()
        assert (done.reports, done.readings, done.judgements, done.tombstones, done.alike) == (5, 8, 3, 1, 0)
        assert [hit.report for hit in other.search('"note No. 1"')] == [account(1).report.id]


def assert_whole(ledger: Ledger) -> None:
    assert list(ledger.check()) == []


def test_a_second_time_adds_nothing(new_place: Callable[[], str]) -> None:
    with filled(new_place()) as ledger, Ledger.new(new_place()) as other:
        data = out(ledger)
        take(other, data)
        done = take(other, data)
        assert other.head() == ledger.head()
        assert done == Imported(alike=5 + 8 + 3 + 1)
        assert take(ledger, data).to_json() == done.to_json(), "nor does a ledger's own log"


def test_texts_left_out_leave_quoted_words_and_seals(new_place: Callable[[], str]) -> None:
    with filled(new_place()) as ledger, Ledger.new(new_place(), version="0.0-synthetic") as other:
        data = out(ledger, texts=False)
        assert account(0).report.text.splitlines()[0] not in data.decode()
        take(other, data)
        assert other.head() == ledger.head()
        assert [a.claims for a in other.accounts()] == [a.claims for a in ledger.accounts()]
        assert all(a.report.text == "" for a in other.accounts())
        assert out(other, texts=False) == data == out(other)


def test_texts_that_were_left_out_come_with_a_later_import(new_place: Callable[[], str]) -> None:
    with filled(new_place()) as ledger, Ledger.new(new_place(), version="0.0-synthetic") as other:
        take(other, out(ledger, texts=False))
        assert take(other, out(ledger)).texts == 4, "the forgotten one stays away"
        assert out(other) == out(ledger)
        assert len(other.search('"note No. 1"')) == 1


def test_what_a_ledger_has_is_passed_over_and_the_rest_added(new_place: Callable[[], str]) -> None:
    one, two, three = accounts(3)
    with Ledger.new(new_place()) as ledger, Ledger.new(new_place()) as other:
        ledger.add([one, two], RUN)
        ledger.add([read_again(two)], LATER)
        other.add([two, three], replace(RUN, begun=FETCHED - timedelta(days=1)))
        other.judge(ruled(two))
        done = take(other, out(ledger))
        assert (done.reports, done.readings, done.alike) == (1, 2, 2)
        assert_whole(other)
        found = {a.report.id: a for a in other.accounts()}
        assert found[two.report.id].unclear == two.unclear + 1, "the later reading counts here as it does there"
        assert set(found) == {a.report.id for a in (one, two, three)}
        assert take(other, out(ledger)).readings == 0


READINGS = {
    # here, in the file, what comes of it; each letter is one reading of the report
    "nothing here": ("", "ABA", "ABA"),
    "all here": ("ABA", "ABA", "ABA"),
    "the file goes on": ("A", "ABC", "ABC"),
    "the file goes back": ("A", "ABA", "ABA"),
    "this ledger went on": ("ABC", "AB", "ABC"),
    "each went on": ("AC", "AB", "ACB"),
    "each went on, the file back": ("AC", "ABA", "ACBA"),
}


@pytest.mark.parametrize("situation", READINGS)
def test_readings_are_united_so_that_the_latest_of_what_is_new_counts(
    situation: str, new_place: Callable[[], str]
) -> None:
    here, there, expected = READINGS[situation]

    def read(ledger: Ledger, letters: str, begun: datetime) -> None:
        for number, letter in enumerate(letters):
            run = replace(RUN, begun=begun + timedelta(days=number))
            ledger.add([replace(account(0), unclear=ord(letter))], run)

    with Ledger.new(new_place()) as ledger, Ledger.new(new_place()) as other:
        read(ledger, there, FETCHED)
        read(other, here, FETCHED + timedelta(hours=1))
        take(other, out(ledger))
        take(other, out(ledger))
        with other.database.reading() as connection:
            unclear = connection.scalars(select(t.READINGS.c.unclear).order_by(t.READINGS.c.seq)).all()
            loose = connection.scalar(
                select(func.count()).select_from(t.READINGS).where(t.READINGS.c.supersedes.is_(None))
            )
    assert "".join(map(chr, unclear)) == expected
    assert loose == 1, "all but the first supersede the one before"


def test_what_was_forgotten_elsewhere_is_forgotten_here_and_told(new_place: Callable[[], str]) -> None:
    with filled(new_place()) as ledger, Ledger.new(new_place()) as other:
        gone = account(4)
        other.add([gone, account(9)], RUN)
        done = take(other, out(ledger))
        assert done.forgotten == (gone.report.id,)
        assert other.text(gone.report.id) is None and other.text(account(9).report.id)
        assert [stone.report for stone in other.tombstones()] == [gone.report.id]
        (fault,) = done.faults("log.jsonl")
        assert gone.report.id in fault.place and "gone from this ledger" in fault.remedy
        assert take(other, out(ledger)).forgotten == ()


def test_what_was_forgotten_here_does_not_come_back(new_place: Callable[[], str]) -> None:
    with Ledger.new(new_place()) as ledger, Ledger.new(new_place()) as other:
        for one in (ledger, other):
            one.add([account(0)], RUN)
        forget(other.database, account(0).report.id, reason="asked", who="Ines")
        ledger.add([read_again(account(0))], LATER)
        done = take(other, out(ledger))
        assert done.readings == done.texts == 0
        assert other.text(account(0).report.id) is None


def test_an_undoing_of_what_was_undone_here_is_passed_over(new_place: Callable[[], str]) -> None:
    ruling = ruled(account(0))
    with Ledger.new(new_place()) as ledger, Ledger.new(new_place()) as other:
        for one, who in ((ledger, "Ines"), (other, "Omar")):
            one.add([account(0)], RUN)
            one.judge(ruling)
            one.judge(Judgement(Ruling.UNDO, ruling.id, who, AT))
        assert take(other, out(ledger)).judgements == 0
        assert len(other.judgements()) == 2


def _line(data: bytes, number: int, change: Callable[[dict[str, Any]], object]) -> bytes:
    lines = data.splitlines(keepends=True)
    row = json.loads(lines[number])
    change(row)
    lines[number] = json.dumps(row, ensure_ascii=False).encode() + b"\n"
    return b"".join(lines)


def _resealed(data: bytes, change: Callable[[list[dict[str, Any]]], object]) -> bytes:
    """The log as somebody would write it who knows how it is sealed: only what a seal does not hold can be wrong."""
    header, *rows = [json.loads(line) for line in data.splitlines()]
    change(rows)
    head = Head()
    for row in rows:
        if row["kind"] in ("run", "report", "judgement", "tombstone"):
            row["sha256"] = digest(row["body"])
        row["seq"] = head.seq + 1
        row["chain"] = sealed(head.chain, row["seq"], row["kind"], row["subject"], row["sha256"])
        head = Head(row["seq"], row["chain"])
    header["head"] = {"seq": head.seq, "chain": head.chain}
    return b"".join(json.dumps(row).encode() + b"\n" for row in (header, *rows))


def _without(data: bytes, number: int) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[number]
    return b"".join(lines)


def _twice(data: bytes, number: int) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join((*lines[: number + 1], *lines[number:]))


# The log is: header, run, report, reading, report, reading, judgement. Lines count from 1, as messages do.
WRONG: dict[str, tuple[Callable[[bytes], bytes], tuple[str, ...]]] = {
    "empty": (lambda d: b"", ("log.jsonl", "an empty file")),
    "no JSON": (lambda d: b"Delegations met.\n", ("log.jsonl:1", "not JSON")),
    "no object": (lambda d: b"[1]\n", ("log.jsonl:1", "a list", "one JSON object a line")),
    "no header": (lambda d: _without(d, 0), ("log.jsonl:1", "no header of a log")),
    "a newer form": (
        lambda d: d.replace(b"accords-ledger/1", b"accords-ledger/2"),
        ("log.jsonl:1", "accords-ledger/2", "Install a newer accords"),
    ),
    "a header without its head": (
        lambda d: _line(d, 0, lambda row: row.pop("head")),
        ("log.jsonl:1", "without 'head'"),
    ),
    "a line missing": (lambda d: _without(d, 3), ("log.jsonl:4", "a line missing", "entry 3")),
    "the last line missing": (lambda d: _without(d, 6), ("log.jsonl:6", "the end of the file after 5", "6 entries")),
    "a line twice": (lambda d: _twice(d, 3), ("log.jsonl:5", "there twice", "entry 4")),
    "a line beyond the last": (
        lambda d: d + json.dumps({"seq": 7, "kind": "run", "subject": "r", "sha256": "x", "chain": "y"}).encode(),
        ("log.jsonl:8", "does not follow"),
    ),
    "cut off in a line": (lambda d: d[:-40], ("log.jsonl:7", "cut off")),
    "cut off in bytes": (lambda d: d[: d.index("“".encode()) + 1], ("log.jsonl", "not UTF-8")),
    "two lines exchanged": (
        lambda d: b"".join((d.splitlines(True)[n]) for n in (0, 1, 2, 4, 3, 5, 6)),
        ("log.jsonl:4", "a line missing"),
    ),
    "a claim changed": (
        lambda d: _line(d, 3, lambda row: row["body"]["claims"][0].update(act="attack")),
        ("log.jsonl:4", "a reading that was changed"),
    ),
    "a ruling changed": (
        lambda d: _line(d, 6, lambda row: row["body"].update(who="Omar")),
        ("log.jsonl:7", "holds 'j"),
    ),
    "an outlet changed": (
        lambda d: _line(d, 2, lambda row: row["body"].update(outlet="Other")),
        ("log.jsonl:3", "a report that was changed"),
    ),
    "a text changed": (
        lambda d: _line(d, 2, lambda row: row.update(text=row["text"] + ".")),
        ("log.jsonl:3: text", "was changed"),
    ),
    "bytes changed": (
        lambda d: _line(d, 2, lambda row: row.update(received="eJwDAAAAAAE=")),
        ("log.jsonl:3: received", "were changed"),
    ),
    "bytes that are none": (
        lambda d: _line(d, 2, lambda row: row.update(received="***")),
        ("log.jsonl:3: received", "cannot be unpacked"),
    ),
    "bytes that are no zlib": (
        lambda d: _line(d, 2, lambda row: row.update(received="AAAA")),
        ("log.jsonl:3: received", "cannot be unpacked"),
    ),
    "another digest": (
        lambda d: _line(d, 3, lambda row: row.update(sha256="0" * 64)),
        ("log.jsonl:4", "does not follow the line before it"),
    ),
    "another subject": (
        lambda d: _line(d, 3, lambda row: row.update(subject="x")),
        ("log.jsonl:4", "does not follow the line before it"),
    ),
    "a kind of entry that is none": (
        lambda d: _line(d, 3, lambda row: row.update(kind="dream")),
        ("log.jsonl:4", "'dream'", "run, report, reading"),
    ),
    "a number in words": (lambda d: _line(d, 3, lambda row: row.update(seq="3")), ("log.jsonl:4: seq", "'3'")),
    "a body that is none": (lambda d: _line(d, 3, lambda row: row.update(body=[])), ("log.jsonl:4: body", "a list")),
    "a time that is none": (
        lambda d: _line(d, 3, lambda row: row.update(read_at="soon")),
        ("log.jsonl:4", "cannot be read", "soon"),
    ),
    "forgotten without a tombstone": (
        lambda d: _line(d, 6, lambda row: row.update(forgotten=True)),
        ("log.jsonl:7", "forgotten by no tombstone"),
    ),
    "forgotten, and its text there": (
        lambda d: _line(d, 2, lambda row: row.update(forgotten=True)),
        ("log.jsonl:3", "the text of a report that was forgotten"),
    ),
    "neither forgotten nor not": (
        lambda d: _line(d, 3, lambda row: row.update(forgotten="yes")),
        ("log.jsonl:4: forgotten", "'yes'"),
    ),
    "a report twice": (
        lambda d: _resealed(d, lambda rows: rows.insert(3, dict(rows[1]))),
        ("log.jsonl:8", "holds something twice"),
    ),
    "a reading before its report": (
        lambda d: _resealed(d, lambda rows: rows.insert(1, rows.pop(2))),
        ("log.jsonl:3", "a reading of", "its report before it"),
    ),
    "a report before its run": (
        lambda d: _resealed(d, lambda rows: rows.insert(1, rows.pop(0))),
        ("log.jsonl:2", "the run r", "its run before it"),
    ),
    "no number of JSON": (
        lambda d: d.replace(b'"unclear":', b'"unclear":NaN,"then":', 1),
        ("log.jsonl:4", "NaN"),
    ),
    "lists without end": (lambda d: d.splitlines(True)[0] + b"[" * 100_000, ("log.jsonl:2", "too deep")),
    "a NUL in a string": (
        lambda d: _line(d, 3, lambda row: row["body"]["claims"][0].update(terms="a\0b")),
        ("log.jsonl:4", "a NUL or half of a surrogate pair"),
    ),
    "half a pair in a name": (
        lambda d: d.replace(b'"Norland"', b'"Norland\\ud800"').replace(b'"Vestria"', b'"Vestria\\ud800"'),
        ("log.jsonl:", "a NUL or half of a surrogate pair"),
    ),
}


def small(place: str) -> Ledger:
    ledger = Ledger.new(place, version="0.0-synthetic")
    two = [replace(one, report=replace(one.report, received=b"<p>bytes</p>")) for one in accounts(2)]
    ledger.add(two, RUN, read_at=AT)
    ledger.judge(ruled(two[0]))
    return ledger


@pytest.fixture(scope="module")
def sound_log(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with small(str(tmp_path_factory.mktemp("log") / "small.ledger")) as ledger:
        return out(ledger)


@pytest.mark.parametrize("situation", WRONG)
def test_a_file_that_is_not_as_it_was_written_is_refused_with_its_line_and_nothing_of_it_is_kept(
    situation: str, place: str, sound_log: bytes
) -> None:
    wrong, words = WRONG[situation]
    data = wrong(sound_log)
    assert data != sound_log
    with Ledger.new(place) as ledger:
        with pytest.raises(Misuse) as refused:
            take(ledger, data)
        fault = refused.value.fault
        assert fault.place.startswith(words[0])
        for word in words[1:]:
            assert word in str(fault)
        assert ledger.head() == Head()
        assert list(ledger.accounts()) == []


def test_a_line_without_end_is_refused_before_it_fills_the_memory(place: str) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

    with (
        Ledger.new(place) as ledger,
        pytest.raises(Misuse, match="a line of more than 1,000,000 bytes"),
    ):
        read_log(ledger.database, io.BufferedReader(Endless()), "log.jsonl", longest=1_000_000)


def test_bytes_that_unpack_to_gigabytes_are_refused_without_being_kept(place: str, sound_log: bytes) -> None:
    import base64
    import zlib

    packed = base64.b64encode(zlib.compress(b"\0" * 50_000_000, 9)).decode()
    data = _line(sound_log, 2, lambda row: row.update(received=packed))
    with Ledger.new(place) as ledger:
        tracemalloc.start()
        with pytest.raises(Misuse, match="were changed"):
            take(ledger, data)
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
        tracemalloc.stop()


def test_the_memory_does_not_grow_with_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_ROWS", 20)  # so that a small ledger is already one of many
    monkeypatch.setattr(take_in, "_LINES", 20)

    def most(count: int) -> tuple[int, int]:
        with Ledger.new(tmp_path / f"{count}.ledger") as ledger, Ledger.new(tmp_path / f"{count}.copy") as other:
            ledger.add(list(accounts(count, paragraphs=2)), RUN)
            with (tmp_path / f"{count}.jsonl").open("wb") as file:
                tracemalloc.start()
                exchange.write_log(ledger.database, file)
                written = tracemalloc.get_traced_memory()[1]
                tracemalloc.stop()
            with (tmp_path / f"{count}.jsonl").open("rb") as file:
                tracemalloc.start()
                read_log(other.database, file, "log.jsonl")
                read = tracemalloc.get_traced_memory()[1]
                tracemalloc.stop()
        return written, read

    most(30)  # what is imported and compiled once
    few, many = most(60), most(240)
    assert many[0] < few[0] * 1.3 and many[1] < few[1] * 1.3, (few, many)


_IMPORT = """
import io, os, signal, sys
from accords.ledger.ledger import Ledger
from accords.ledger.take_in import read_log

class Fatal(io.BytesIO):
    lines = 0
    def readline(self, size=-1):
        self.lines += 1
        if self.lines == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().readline(size)

with Ledger(sys.argv[1]) as ledger:
    read_log(ledger.database, Fatal(open(sys.argv[2], "rb").read()), "log.jsonl")
"""


@pytest.mark.parametrize("line", [2, 60, 125])
def test_a_killed_import_leaves_nothing_and_can_be_made_again(place: str, tmp_path: Path, line: int) -> None:
    log = tmp_path / "log.jsonl"
    with Ledger.new(str(tmp_path / "source.ledger"), version="0") as source:
        source.add(list(accounts(62, paragraphs=2)), RUN)
        log.write_bytes(out(source))
        head = source.head()
    with Ledger.new(place) as ledger:
        killed = subprocess.run([sys.executable, "-c", _IMPORT, place, str(log), str(line)], check=False)
        assert killed.returncode == -signal.SIGKILL
        assert ledger.head() == Head() and list(ledger.check()) == []
        take(ledger, log.read_bytes())
        assert ledger.head() == head


STARTS = {
    b'{"format":"accords-ledger/1","version":"x"}\n': True,
    b'\xef\xbb\xbf{"format": "accords-ledger/2"}\n': True,
    b'{"version": "x", "schema": 4, "format": "accords-ledger/1", "head": {}}\n': True,
    b'{"format": "accords-dossier/1", "reports": [{"text": "accords-ledger/1"}]}': False,
    b'{"reports": [{"format": "accords-ledger/1"}]}': False,
    b"": False,
}


@pytest.mark.parametrize("start", STARTS)
def test_a_log_is_told_by_its_first_bytes(start: bytes) -> None:
    assert is_log(start) is STARTS[start]


# What may be done to a ledger, one after another: a report read, read anew, ruled on, the ruling undone, forgotten.
STEPS = st.lists(
    st.tuples(st.sampled_from(("read", "anew", "rule", "undo", "forget")), st.integers(0, 3)), min_size=1, max_size=12
)


def grown(ledger: Ledger, steps: list[tuple[str, int]]) -> None:
    rulings: dict[int, Judgement] = {}
    read: dict[int, Account] = {}
    for number, (step, which) in enumerate(steps):
        own = account(which, paragraphs=3)
        at = AT + timedelta(minutes=number)
        run = replace(RUN, begun=at)
        gone = {stone.report for stone in ledger.tombstones()}
        if step == "read":
            read[which] = own
            ledger.add([own], run, read_at=at)
        elif step == "anew" and which in read:
            read[which] = read_again(read[which])
            ledger.add([read[which]], run, read_at=at)
        elif step == "rule" and own.claims and own.report.id not in gone and which in read:
            rulings[which] = replace(ruled(own), made_at=at)
            ledger.judge(rulings[which])
        elif step == "undo" and which in rulings:
            known = {judgement.id for judgement in ledger.judgements()}
            undone = rulings.pop(which)
            if undone.id in known:
                ledger.judge(Judgement(Ruling.UNDO, undone.id, "Omar", at))
        elif step == "forget" and which in read and own.report.id not in gone:
            forget(ledger.database, own.report.id, reason="asked", who="Ines")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, texts=st.booleans())
def test_a_log_read_back_is_the_same_log_whatever_was_done(
    steps: list[tuple[str, int]], texts: bool, new_place: Callable[[], str]
) -> None:
    with Ledger.new(new_place()) as ledger, Ledger.new(new_place()) as other:
        grown(ledger, steps)
        data = out(ledger, texts=texts)
        take(other, data)
        assert other.head() == ledger.head()
        assert out(other, texts=texts) == data
        assert list(other.accounts(texts=texts)) == list(ledger.accounts(texts=texts))
        assert other.judgements() == ledger.judgements()
        assert take(other, data).to_json() == Imported(alike=done_lines(data)).to_json()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(here=STEPS, there=STEPS)
def test_united_with_another_ledger_it_stays_sound_and_a_second_time_adds_nothing(
    here: list[tuple[str, int]], there: list[tuple[str, int]], new_place: Callable[[], str]
) -> None:
    with Ledger.new(new_place()) as ledger, Ledger.new(new_place()) as other:
        grown(ledger, here)
        grown(other, there)
        data = out(ledger)
        take(other, data)
        head = other.head()
        assert_whole(other)
        known = {a.report.id for a in other.accounts(texts=False)}
        assert known >= {a.report.id for a in ledger.accounts(texts=False)}
        assert {s.report for s in other.tombstones()} >= {s.report for s in ledger.tombstones()}
        take(other, data)
        assert other.head() == head


def done_lines(data: bytes) -> int:
    return sum(json.loads(line).get("kind") != "run" for line in data.splitlines()[1:])

"""Sources into a ledger: what is passed over, what is kept when something goes wrong, what is read anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from accords.claims.build import Account
from accords.claims.names import FileRoster
from accords.claims.roster import load_roster
from accords.documents.readers import Given
from accords.documents.report import Report
from accords.intake import accounts
from accords.intake.accounts import Known
from accords.intake.add import Tally, Told, add, add_reports
from accords.intake.run import run_of
from accords.ledger.keep import Added
from accords.ledger.ledger import Ledger
from accords.vocabulary import Fault, Misuse

ROSTER = load_roster()
NOW = datetime(2025, 8, 18, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports, each a batch of its own, and one that is none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"The minister said that it was the text {name} of the talks. " * 500)
    (folder / "d.pdf").write_bytes(b"%PDF")
    return folder


def put(ledger: Ledger, *sources: Path, **options: Any) -> Tally:
    return add(sources, ledger, given=Given(), **{"roster": ROSTER, **options})


def reports(count: int, size: int = 30_000) -> list[Report]:
    return [Report(f"{number:03}" + "x" * size, NOW, place=f"{number}.txt") for number in range(count)]


def put_reports(ledger: Ledger, reports: Sequence[Report | Fault], **options: Any) -> Tally:
    return add_reports(reports, ledger, run_of(ROSTER), roster=ROSTER, **options)


def texts(ledger: Ledger) -> list[str]:
    return [account.report.text for account in ledger.accounts()]


def test_reports_are_added_faults_are_listed_and_the_rest_goes_on(
    ledger: Ledger, folder: Path, read: list[str]
) -> None:
    tally = put(ledger, folder, folder / "gone.txt")
    assert (tally.reports, tally.readings, tally.known, tally.refused) == (3, 3, 0, False)
    assert [fault.found for fault in tally.faults] == ["a file of the kind .pdf", "no file or folder of this name"]
    assert [text.split()[8] for text in texts(ledger)] == ["a", "b", "c"]


def test_what_is_there_is_passed_over_before_it_is_read(ledger: Ledger, folder: Path, read: list[str]) -> None:
    put(ledger, folder / "a.txt", folder / "c.txt")
    read.clear()
    told: list[Told] = []
    tally = put(ledger, folder, progress=told.append)
    assert (tally.reports, tally.readings, tally.known) == (1, 1, 2)
    assert len(read) == 1
    assert [Path(item.place).name for item in told if isinstance(item, Known)] == ["a.txt", "c.txt"]
    assert put(ledger, folder).known == 3


def test_a_report_that_comes_twice_is_read_once(ledger: Ledger, read: list[str]) -> None:
    one, *others = reports(3)
    tally = put_reports(ledger, [one, *others, one])
    assert (tally.reports, tally.known, len(read)) == (3, 1, 3)


def test_a_stopped_run_is_gone_on_with(ledger: Ledger, read: list[str]) -> None:
    """Stopped after any batch: what was written is there, the next run reads the others, nothing is there twice."""
    many = reports(5)

    class Stop(BaseException):
        pass

    for stop_at in range(1, 5):
        told = 0

        def stop(item: Told) -> None:
            nonlocal told
            told += isinstance(item, Account)
            if told:
                raise Stop

        with pytest.raises(Stop):
            put_reports(ledger, many, progress=stop)
        assert texts(ledger) == [report.text for report in many[:stop_at]]
    assert put_reports(ledger, many).reports == 1
    assert texts(ledger) == [report.text for report in many] == read


def test_a_report_that_cannot_be_read_is_a_fault_and_those_beside_it_are_kept(ledger: Ledger, read: list[str]) -> None:
    batch = [*reports(2, 10), Report("fail", NOW, place="bad.txt"), *reports(4, 20)[2:]]
    tally = put_reports(ledger, batch)
    assert (tally.reports, [fault.place for fault in tally.faults]) == (4, ["bad.txt"])
    assert "fail" not in texts(ledger)


def test_a_report_that_a_ledger_cannot_hold_is_a_fault_and_those_beside_it_are_kept(
    ledger: Ledger, read: list[str]
) -> None:
    """Half a surrogate pair: readers refuse it, so that only a mistake of ours lets it come so far."""
    batch = [*reports(2, 10), Report("no \ud800 text", NOW, place="bad.txt"), *reports(4, 20)[2:]]
    told: list[Told] = []
    tally = put_reports(ledger, batch, progress=told.append)
    assert (tally.reports, [fault.place for fault in tally.faults]) == (4, ["bad.txt"])
    assert "UnicodeEncodeError" in tally.faults[0].found
    assert len(texts(ledger)) == 4
    assert len(told) == 5


def test_a_ledger_that_refuses_ends_it_and_what_was_written_stays(
    ledger: Ledger, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Fault(ledger.name, "a full disk", "room for what is to be added", "Free some.")
    keep, calls = Ledger.add, 0

    def until_full(self: Ledger, accounts: Sequence[Account], *options: Any) -> Added:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Misuse(full)
        return keep(self, accounts, *options)

    monkeypatch.setattr(Ledger, "add", until_full)
    told: list[Told] = []
    tally = put_reports(ledger, reports(5), progress=told.append)
    assert tally == Tally(reports=2, readings=2, faults=(full,), refused=True)
    assert told[-1] == full
    assert len(texts(ledger)) == 2
    assert len(read) == 3
    monkeypatch.undo()


def test_another_writer_is_waited_for_then_named(tmp_path: Path, read: list[str]) -> None:
    place = tmp_path / "talks.ledger"
    with Ledger.new(place, wait=0.1) as ledger:
        other = sqlite3.connect(place, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        tally = put_reports(ledger, reports(1))
        other.close()
        assert tally.refused
        assert "another writer" in tally.faults[0].found
        assert put_reports(ledger, reports(1)).reports == 1


def test_misuse_of_the_caller_is_raised(ledger: Ledger, folder: Path) -> None:
    for wrong in ({"max_bytes": 0}, {"jobs": 0}):
        with pytest.raises(Misuse):
            put(ledger, folder, **wrong)


AGAIN = {
    "the same program and roster": (lambda: ROSTER, 0),
    "a roster with one more name": (lambda: _with("Ada Holt"), 2),
}


@pytest.mark.parametrize("situation", AGAIN)
def test_again_reads_what_was_read_otherwise_and_supersedes(
    ledger: Ledger, folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch, situation: str
) -> None:
    make, expected = AGAIN[situation]
    (folder / "c.txt").unlink()
    put(ledger, folder)
    read.clear()

    def otherwise(reading: Report, *, roster: object, process: object) -> Account:
        return Account(reading, (), (), unclear=7)

    monkeypatch.setattr(accounts, "build", otherwise)
    tally = put(ledger, folder, roster=make(), again=True)
    assert (tally.reports, tally.readings, len(read)) == (0, expected, expected)
    assert {account.unclear for account in ledger.accounts()} == ({7} if expected else {0})
    assert put(ledger, folder, roster=make(), again=True).known == 2


def _with(name: str) -> FileRoster:
    from accords.claims.roster import extended

    return extended(ROSTER, [{"name": name, "kind": "person"}])


def test_what_was_read_alike_by_another_roster_is_not_added_again(
    ledger: Ledger, folder: Path, read: list[str]
) -> None:
    put(ledger, folder)
    tally = put(ledger, folder, roster=_with("Ada Holt"), again=True)
    assert (tally.reports, tally.readings, tally.known) == (0, 0, 3)


def test_two_jobs_fill_a_ledger_as_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "BATCH", 20_000)
    source = tmp_path / "reports.jsonl"
    words = "Foreign Minister Ada Holt of France said on Monday that the talks of week {} would go on. "
    rows = [{"text": words.format(number) * 100, "published": "2025-08-18"} for number in range(4)]
    source.write_text("\n".join(map(json.dumps, rows)) + "\n{broken\n")
    heads = []
    for jobs in (1, 2):
        with Ledger.new(tmp_path / f"{jobs}.ledger") as ledger:
            tally = put(ledger, source, jobs=jobs)
            assert (tally.reports, len(tally.faults)) == (4, 1)
            heads.append([(a.report.text_sha256, a.actors, a.sayings, a.claims) for a in ledger.accounts()])
    assert heads[0] == heads[1]
    assert [len(sayings) for _, _, sayings, _ in heads[0]] == [100] * 4

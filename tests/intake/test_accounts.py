"""The order of the stages, batches, and what passes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accords.claims import build as claims_build
from accords.claims.build import Account
from accords.claims.saying import Why
from accords.documents.readers import Given
from accords.documents.report import Report
from accords.intake import Known
from accords.intake import accounts as intake
from accords.intake.accounts import read_batches
from accords.reading.reading import Attribution, Kind, Mode, Reading
from accords.reading.sentences import Sentences
from accords.vocabulary import Fault, Misuse, Span, When

FAULT = Fault("b.bin", "a binary file", "text", "Leave it out.")
NOW = datetime(2025, 8, 18, tzinfo=UTC)


def report(name: str, size: int = 10) -> Report:
    return Report("x" * size, NOW, given_id=name)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Stands in for readers, model and claims; logs what each is handed."""
    logged: list[Any] = []

    def read_sources(sources: Iterable[Report | Fault], **options: Any) -> Iterator[Report | Fault]:
        logged.append(options)
        for source in sources:
            logged.append(("source", getattr(source, "given_id", "fault")))
            yield source

    def read_batch(reports: list[Report], *, tagger: object) -> Iterator[Report]:
        logged.append(("batch", [r.given_id for r in reports]))
        if any(r.given_id == "broken" for r in reports):
            raise ValueError("no such span\nand more")
        yield from reports

    monkeypatch.setattr(intake, "read_sources", read_sources)
    monkeypatch.setattr(intake, "read_batch", read_batch)
    monkeypatch.setattr(intake, "build", lambda reading, *, roster, process: Account(reading, (), ()))
    monkeypatch.setattr(intake, "shipped_tagger", object)
    return logged


def accounts(*items: Report | Fault, **options: Any) -> Iterator[Account | Fault]:
    return intake.read_accounts(items, given=Given(), roster=None, tagger=None, **options)  # type: ignore[arg-type]


def names(items: Iterable[Account | Fault]) -> list[str | None]:
    return [item.report.given_id if isinstance(item, Account) else "fault" for item in items]


def batches(log: list[Any]) -> list[Any]:
    return [entry[1] for entry in log if isinstance(entry, tuple) and entry[0] == "batch"]


def test_every_report_is_read_in_order_and_faults_pass(log: list[Any]) -> None:
    assert sorted(names(accounts(report("a"), FAULT, report("b"))), key=str) == ["a", "b", "fault"]
    assert batches(log) == [["a", "b"]]


def test_reports_come_in_the_order_of_the_sources(log: list[Any]) -> None:
    many = [report(f"{i:03}", 20_000) for i in range(10)]
    assert names(accounts(*many)) == [r.given_id for r in many]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([20_000, 20_000, 20_000], [2, 1]),
        ([60_000, 10, 60_000], [1, 1, 1]),  # one above the limit is a batch of its own
        ([0] * 150, [100, 50]),  # empty ones count for something
    ],
)
def test_a_batch_has_some_fifty_thousand_characters(log: list[Any], sizes: list[int], expected: list[int]) -> None:
    list(accounts(*(report(str(i), size) for i, size in enumerate(sizes))))
    assert [len(batch) for batch in batches(log)] == expected


def test_accounts_come_before_all_sources_are_opened(log: list[Any]) -> None:
    stream = accounts(*(report(str(i), 30_000) for i in range(10)))
    next(stream)
    assert log[1:] == [("source", "0"), ("source", "1"), ("batch", ["0"])]


def test_a_fault_comes_as_soon_as_it_is_met(log: list[Any]) -> None:
    assert names(accounts(report("a"), FAULT, report("b"))) == ["fault", "a", "b"]


def test_progress_sees_everything(log: list[Any]) -> None:
    seen: list[Account | Fault] = []
    assert names(accounts(report("a"), FAULT, progress=seen.append)) == names(seen)


def test_the_readers_are_told_what_is_given(log: list[Any]) -> None:
    list(accounts(report("a"), max_bytes=7))
    assert log[0] == {"given": Given(), "stdin": None, "max_bytes": 7}


def test_a_report_that_cannot_be_read_is_a_fault_and_those_beside_it_are_read(log: list[Any]) -> None:
    broken = Report("x", NOW, given_id="broken", place="reports/b.txt")
    found = list(accounts(report("a"), broken, report("c")))
    assert names(found) == ["a", "fault", "c"]
    assert batches(log) == [["a", "broken", "c"], ["a"], ["broken"], ["c"]]
    fault = found[1]
    assert isinstance(fault, Fault)
    assert fault.place == "reports/b.txt"
    assert fault.found.startswith("an error of accords (ValueError: no such span, in ")
    assert fault.remedy.startswith("Report it")


def test_a_mistake_in_the_claims_is_that_reports_fault_and_says_where(
    log: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(reading: Any, *, roster: object, process: object) -> Account:
        if reading.given_id == "b":
            Span(0, 1).words(None)  # type: ignore[arg-type]
        return Account(reading, (), ())

    monkeypatch.setattr(intake, "build", broken)
    found = list(accounts(report("a"), report("b"), report("c")))
    assert names(found) == ["a", "fault", "c"]
    assert "TypeError" in found[1].found and ", in span.py:" in found[1].found  # type: ignore[union-attr]


def test_misuse_is_no_reports_fault(log: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(reports: object, *, tagger: object) -> Iterator[Report]:
        raise Misuse(Fault("tagger.onnx", "weights with another digest", "the shipped ones", "Install accords again."))

    monkeypatch.setattr(intake, "read_batch", damaged)
    with pytest.raises(Misuse, match=r"tagger\.onnx"):
        list(accounts(report("a")))


def test_known_reports_are_passed_over_before_the_model_sees_them(log: list[Any]) -> None:
    reports = [report(f"{number:03}") for number in range(120)]
    asked: list[int] = []

    def skip(some: Sequence[Report]) -> set[str]:
        asked.append(len(some))
        return {r.id for r in some if int(r.given_id or "") % 2}

    found = list(read_batches(reports, roster=None, skip=skip))  # type: ignore[arg-type]
    assert [item for item in found if isinstance(item, Known)] == [Known(r.id, "-") for r in reports[1::2]]
    read = [item.report.given_id for taken in found if isinstance(taken, list) for item in taken]  # type: ignore[union-attr]
    assert read == [r.given_id for r in reports[::2]]
    assert asked == [50, 50, 20]
    assert batches(log) == [read]  # one batch though they were asked about in three parts


@pytest.mark.parametrize("jobs", [0, -1, True, 1.5, "2"])
def test_what_is_no_number_of_jobs_is_refused(jobs: Any) -> None:
    with pytest.raises(Misuse, match=f"--jobs: found {jobs!r}; accepted: a number of processes from 1 on"):
        read_batches([], roster=None, jobs=jobs)  # type: ignore[arg-type]


def test_a_reading_becomes_sayings_with_ids_and_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Russia, he added, said it would go."
    outer = Attribution((Span(8, 10),), (Span(11, 16),), (Span(0, 6), Span(18, 34)), Kind.ASSERTION, Mode.INDIRECT)
    inner = Attribution((Span(0, 6),), (Span(18, 22),), (Span(23, 34),), Kind.ASSERTION, Mode.INDIRECT, within=0)
    read = Reading(Report(text, NOW), Sentences.of(text), (outer, inner), (), ())
    day = When.day(NOW.date(), "Monday")
    who, where, when = Why("pronoun"), Why("the saying's own sentence"), Why("no day named")
    resolved = SimpleNamespace(
        actors=(),
        speakers=("a", None),
        whys=(who, who),
        state=SimpleNamespace(cast=SimpleNamespace(places=(), people=[])),
    )
    monkeypatch.setattr(claims_build, "resolve", lambda reading, roster: resolved)
    monkeypatch.setattr(claims_build, "date_sayings", lambda reading, speakers: ((day, when), (None, None)))
    monkeypatch.setattr(claims_build, "channels", lambda reading, speakers, known: ((None, None), ("CNN", where)))
    one, two = claims_build.build(read, roster=None).sayings  # type: ignore[arg-type]
    assert (one.speaker, one.said_on, one.said_on_why, one.channel, one.within) == ("a", day, when, None, None)
    assert (two.speaker, two.said_on, two.channel, two.channel_why) == (None, None, "CNN", where)
    assert two.within == one.id != two.id
    assert one.report == two.report == read.report.id
    assert one.speaker_why is who

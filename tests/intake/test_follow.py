"""Feeds on loopback and folders, looked at again and again by a clock of the test's."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from accords.claims.names import FileRoster
from accords.documents.answer import Conditions, Limits, Visit
from accords.documents.feeds import Item
from accords.documents.fetch import Fetcher
from accords.intake import polling
from accords.intake.add import Tally
from accords.intake.follow import Seen, Visited, follow
from accords.ledger.feeds import forget, remember, unseen, visits
from accords.ledger.ledger import Ledger
from accords.vocabulary import Fault, Misuse

from ..documents.conftest import Server, answer

ROSTER = FileRoster()
BEGUN = datetime.now(UTC).replace(microsecond=0)
WORDS = "The foreign minister said on Monday that the talks about the border would go on in the capital. "


@dataclass
class Clock:
    """Time passes where it is slept; `at_end` is done after each round, `rounds` of them."""

    rounds: int = 1
    at_end: Callable[[int], None] = lambda number: None
    now: datetime = BEGUN
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
        self.at_end(len(self.slept))
        if len(self.slept) == self.rounds:
            raise KeyboardInterrupt


@dataclass
class Watched:
    tally: Tally
    seen: list[Seen]
    clock: Clock

    @property
    def faults(self) -> list[str]:
        return [item.found for item in self.seen if isinstance(item, Fault)]

    @property
    def new(self) -> list[int]:
        return [item.new for item in self.seen if isinstance(item, Visited)]


def watch(ledger: Ledger, *places: str | Path, clock: Clock | None = None, **options: Any) -> Watched:
    clock, seen = clock or Clock(), list[Seen]()
    fetcher = Fetcher(limits=Limits(pause=0), allow_private=True, sleep=lambda seconds: None)
    tally = follow(
        places,
        ledger,
        roster=ROSTER,
        fetcher=fetcher,
        tagger=object(),  # type: ignore[arg-type]
        progress=seen.append,
        clock=clock,
        sleep=clock.sleep,
        **options,
    )
    return Watched(tally, seen, clock)


def feed(server: Server, *names: str) -> bytes:
    """A feed whose items link to pages of the server."""
    items = "".join(
        f"<item><title>Talks {n}</title><link>{server.at(f'/{n}')}</link><guid>id-{n}</guid>"
        "<pubDate>Mon, 18 Aug 2025 08:00:00 GMT</pubDate></item>"
        for n in names
    )
    return f"<rss version='2.0'><channel><title>Harbour Post</title>{items}</channel></rss>".encode()


def page(name: str) -> bytes:
    return answer(
        f"<!doctype html><title>Talks {name}</title><article><p>Report {name}. {WORDS * 8}</p></article>".encode()
    )


def serve(server: Server, *names: str, **headers: str) -> str:
    server.pages["/feed"] = answer(feed(server, *names), Content_Type="application/rss+xml", **headers)
    server.pages |= {f"/{name}": page(name) for name in names if f"/{name}" not in server.pages}
    return server.at("/feed")


def urls(ledger: Ledger) -> list[str | None]:
    return [account.report.url for account in ledger.accounts()]


def asked(server: Server) -> list[str]:
    return [path for path in server.paths if path != "/robots.txt"]


# Feeds


def test_new_items_of_a_feed_are_added_and_known_ones_are_not_asked_for_again(
    ledger: Ledger, server: Server, read: list[str]
) -> None:
    address = serve(server, "a", "b")

    def next_day(number: int) -> None:
        serve(server, "c", "a", "b")

    seen = watch(ledger, address, clock=Clock(2, next_day))
    assert urls(ledger) == [server.at("/a"), server.at("/b"), server.at("/c")]
    assert asked(server) == ["/feed", "/a", "/b", "/feed", "/c"]
    assert (seen.tally.reports, seen.new, seen.clock.slept) == (3, [2, 1], [900.0, 900.0])
    [report, *_] = [account.report for account in ledger.accounts()]
    assert (report.outlet, str(report.published), report.given_id) == ("Harbour Post", "2025-08-18", "id-a")


def test_items_that_a_ledger_has_are_known_to_another_run_too(ledger: Ledger, server: Server, read: list[str]) -> None:
    address = serve(server, "a", "b")
    watch(ledger, address, once=True)
    forget(ledger, address)
    assert watch(ledger, address, once=True).tally.reports == 0
    assert asked(server) == ["/feed", "/a", "/b", "/feed"]


def test_a_feed_is_asked_with_the_version_it_stated_last_and_that_outlives_the_run(
    ledger: Ledger, server: Server, read: list[str]
) -> None:
    address = serve(server, "a", ETag='"v1"', Last_Modified="Mon, 18 Aug 2025 08:00:00 GMT")
    watch(ledger, address, once=True)
    assert visits(ledger)[address].conditions == Conditions('"v1"', "Mon, 18 Aug 2025 08:00:00 GMT")
    server.pages["/feed"] = answer(status="304 Not Modified", Content_Type="")
    seen = watch(ledger, address, clock=Clock(now=BEGUN + timedelta(hours=1)))
    assert server.asked[-1][1]["if-none-match"] == '"v1"'
    assert server.asked[-1][1]["if-modified-since"] == "Mon, 18 Aug 2025 08:00:00 GMT"
    assert (seen.faults, seen.new) == ([], [0])


def test_a_version_is_remembered_only_once_its_items_are_kept(
    ledger: Ledger, server: Server, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal between asking and writing must not let the feed say "nothing new" the next time."""
    address = serve(server, "a", ETag='"v1"')
    keep = Ledger.add

    def full(self: Ledger, *rest: Any) -> Any:
        raise Misuse(Fault(self.name, "a full disk", "room", "Free some."))

    def freed(number: int) -> None:
        monkeypatch.setattr(Ledger, "add", keep)

    monkeypatch.setattr(Ledger, "add", full)
    seen = watch(ledger, address, clock=Clock(2, freed))
    assert seen.faults == ["a full disk"]
    assert urls(ledger) == [server.at("/a")]
    assert "if-none-match" not in server.asked[-2][1]


def test_an_item_whose_page_fails_is_asked_for_again_later_each_time(
    ledger: Ledger, server: Server, read: list[str]
) -> None:
    server.pages["/b"] = answer(status="404 Not Found")
    address = serve(server, "a", "b", ETag='"v1"')

    def mended(number: int) -> None:
        if number == 3:
            server.pages["/b"] = page("b")

    seen = watch(ledger, address, clock=Clock(5, mended))
    # After 15 minutes it is too early, after 30 it fails again, after 90 it is there.
    assert asked(server) == ["/feed", "/a", "/b", "/feed", "/feed", "/b", "/feed", "/feed"]
    assert seen.faults == ["the answer 404 Not Found"] * 2
    assert all("if-none-match" not in headers for path, headers in server.asked if path == "/feed")
    seen = watch(ledger, address, clock=Clock(now=BEGUN + timedelta(hours=2)))
    assert urls(ledger) == [server.at("/a"), server.at("/b")]


def test_an_item_that_makes_no_report_does_not_keep_the_feed_from_being_asked_politely(
    ledger: Ledger, server: Server, read: list[str]
) -> None:
    server.pages["/b"] = answer(b"<!doctype html><p>Le ministre a dit que les pourparlers continuent." * 9)
    address = serve(server, "a", "b", ETag='"v1"')
    seen = watch(ledger, address, clock=Clock(3))
    assert asked(server).count("/b") == 1
    assert len(seen.faults) == 1
    assert server.asked[-1][1]["if-none-match"] == '"v1"'


def test_a_host_that_wants_to_be_left_alone_is_for_all_its_pages(
    ledger: Ledger, server: Server, read: list[str]
) -> None:
    server.pages["/a"] = answer(status="429 Too Many Requests", Retry_After="7200")
    address = serve(server, "a", "b")
    watch(ledger, address, clock=Clock(2))
    assert asked(server) == ["/feed", "/a", "/feed"]
    assert urls(ledger) == []


BACK_OFF = {
    "an error doubles the pause": (answer(status="500 Internal Server Error"), [1800, 3600, 7200]),
    "busy, without saying until when": (answer(status="503 Service Unavailable"), [1800, 3600, 7200]),
    "busy for some time": (answer(status="503 Service Unavailable", Retry_After="5400"), [5400, 3600, 7200]),
    "a page where the feed was": (page("a"), [1800, 3600, 7200]),
    "nothing at all": (lambda connection: connection.close(), [1800, 3600, 7200]),
}


@pytest.mark.parametrize("situation", BACK_OFF)
def test_a_feed_that_fails_is_asked_ever_more_seldom(
    ledger: Ledger, server: Server, read: list[str], situation: str
) -> None:
    said, pauses = BACK_OFF[situation]
    server.pages["/feed"] = said  # type: ignore[assignment]
    seen = watch(ledger, server.at("/feed"), clock=Clock(3))
    # A Retry-After counts from the machine's clock, which is a little off the test's, and by the second time it is past.
    assert seen.clock.slept == pytest.approx(pauses, abs=600)
    assert len(seen.faults) == 3
    assert len(seen.tally.faults) <= 3
    assert visits(ledger)[server.at("/feed")].failures == 3


def test_the_pause_grows_to_a_day_at_most(ledger: Ledger, server: Server, read: list[str]) -> None:
    server.pages["/feed"] = answer(status="500 Internal Server Error")
    remember(ledger, server.at("/feed"), Visit(failures=30))
    assert watch(ledger, server.at("/feed")).clock.slept == [86_400]


def test_one_feed_that_fails_does_not_stop_the_others(
    ledger: Ledger, server: Server, other_server: Server, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server in trouble, no server at all, no feed, and a mistake of ours."""
    server.pages["/feed"] = answer(status="500 Internal Server Error")
    server.pages["/broken"] = answer(feed(server, "x"), Content_Type="application/rss+xml")
    good = serve(other_server, "a")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        gone = f"http://127.0.0.1:{closed.getsockname()[1]}/feed"
    read_feed = polling.read_feed

    def mistaken(data: bytes, address: str, **options: Any) -> Any:
        if address.endswith("/broken"):
            raise ZeroDivisionError
        return read_feed(data, address, **options)

    monkeypatch.setattr(polling, "read_feed", mistaken)
    seen = watch(ledger, server.at("/feed"), server.at("/broken"), gone, good, clock=Clock(2))
    assert urls(ledger) == [other_server.at("/a")]
    assert asked(other_server) == ["/feed", "/a", "/feed"]
    assert any(found.startswith("an error of accords (ZeroDivisionError") for found in seen.faults)
    assert {address: visit.failures for address, visit in visits(ledger).items()} == {
        server.at("/feed"): 1,
        server.at("/broken"): 1,
        gone: 1,
        good: 0,
    }


def test_a_feed_cut_off_in_the_middle_gives_what_is_whole_and_is_asked_for_again(
    ledger: Ledger, server: Server, read: list[str]
) -> None:
    address = serve(server, "a", "b", "c")
    whole = feed(server, "a", "b", "c")
    server.pages["/feed"] = answer(
        whole[: whole.index(b"Talks c")], Content_Type="text/xml", Content_Length=str(len(whole)), ETag='"v1"'
    )

    def mended(number: int) -> None:
        serve(server, "a", "b", "c")

    seen = watch(ledger, address, clock=Clock(2, mended))
    assert seen.new == [2, 1]
    assert seen.faults[0].startswith("an answer cut off after")
    assert "if-none-match" not in dict(server.asked)["/feed"]
    assert len(urls(ledger)) == 3


def test_a_run_of_one_round_keeps_the_pause_after_a_failure_and_is_not_strict_without_one(
    ledger: Ledger, server: Server, read: list[str]
) -> None:
    """Called every quarter of an hour, it must not skip every second time for being a second early."""
    address = serve(server, "a")
    for minutes, times in ((0, 1), (0.5, 1), (14.9, 2)):
        watch(ledger, address, once=True, clock=Clock(now=BEGUN + timedelta(minutes=minutes)))
        assert asked(server).count("/feed") == times
    server.pages["/feed"] = answer(status="500 Internal Server Error")
    for minutes, times in ((29.8, 3), (50, 3), (60, 4)):
        seen = watch(ledger, address, once=True, clock=Clock(now=BEGUN + timedelta(minutes=minutes)))
        assert asked(server).count("/feed") == times
        assert [item.place for item in seen.seen if isinstance(item, Visited)] == [address]


def test_visits_are_kept_whole_and_one_a_feed(ledger: Ledger) -> None:
    one = Visit(Conditions('"a"', "Mon"), BEGUN, 3)
    for visit in (Visit(), one):
        remember(ledger, "https://a.example/feed", visit)
    remember(ledger, "https://b.example/feed", Visit())
    assert visits(ledger) == {"https://a.example/feed": one, "https://b.example/feed": Visit()}
    before = ledger.head()
    forget(ledger, "https://a.example/feed")
    assert list(visits(ledger)) == ["https://b.example/feed"]
    assert ledger.head() == before  # not of the record


def test_items_without_a_link_are_known_by_their_id_and_those_with_neither_are_read(
    ledger: Ledger, read: list[str]
) -> None:
    items = [Item(link="https://a.example/1", id="1"), Item(id="1"), Item(id="1"), Item(title="x"), Item(title="y")]
    assert unseen(ledger, items) == [items[0], items[1], items[3], items[4]]


# Folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, words: str = "", age: float = 60) -> Path:
    path = folder / name
    path.write_text(f"{name} {words} {WORDS}")
    stamp = BEGUN.timestamp() - age
    os.utime(path, (stamp, stamp))
    return path


def test_new_and_changed_files_of_a_folder_are_added_and_others_are_not_opened(
    ledger: Ledger, folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    path_open = Path.open

    def noted(self: Path, *rest: Any, **options: Any) -> Any:
        if rest == ("rb",):
            opened.append(self.name)
        return path_open(self, *rest, **options)

    monkeypatch.setattr(Path, "open", noted)
    put(folder, "a.txt")
    put(folder, "b.txt")

    def meanwhile(number: int) -> None:
        opened.append("|")
        if number == 1:
            put(folder, "b.txt", "changed", age=50)
            put(folder, "c.txt")
        if number == 2:
            (folder / "c.txt").unlink()

    seen = watch(ledger, folder, clock=Clock(3, meanwhile))
    assert [name for name in opened if name.endswith((".txt", "|"))] == [
        "a.txt",
        "b.txt",
        "|",
        "b.txt",
        "c.txt",
        "|",
        "|",
    ]
    assert seen.new == [2, 2, 0]
    assert [account.report.given_id for account in ledger.accounts()] == ["a.txt", "b.txt", "b.txt", "c.txt"]


def test_a_file_that_is_being_written_is_left_for_the_next_round(ledger: Ledger, folder: Path, read: list[str]) -> None:
    put(folder, "a.txt")
    put(folder, "half.txt", age=1)
    seen = watch(ledger, folder, clock=Clock(2))
    assert seen.new == [1, 1]


def test_one_round_waits_for_a_file_that_is_being_written(ledger: Ledger, folder: Path, read: list[str]) -> None:
    put(folder, "half.txt", age=1)
    seen = watch(ledger, folder, once=True, clock=Clock(2))
    assert (seen.tally.reports, seen.clock.slept) == (1, [2.0])

    def goes_on(number: int) -> None:
        put(folder, "endless.txt", "more", age=-2)

    put(folder, "endless.txt", age=1)
    seen = watch(ledger, folder, once=True, clock=Clock(2, goes_on))
    assert seen.faults == ["files that are still being written"]


def test_what_is_wrong_in_a_folder_is_told_once_until_it_changes(
    ledger: Ledger, folder: Path, read: list[str], tmp_path: Path
) -> None:
    put(folder, "a.pdf")
    empty = put(folder, "b.txt")
    empty.write_text("")
    os.utime(empty, (0, 0))

    def gone(number: int) -> None:
        if number == 2:
            folder.rename(tmp_path / "elsewhere")

    seen = watch(ledger, folder, clock=Clock(4, gone))
    assert seen.faults == [
        "a file of the kind .pdf",
        "no text",
        "a folder that cannot be read (No such file or directory)",
    ]


def test_files_are_read_again_after_the_ledger_refused(tmp_path: Path, folder: Path, read: list[str]) -> None:
    place = tmp_path / "talks.ledger"
    put(folder, "a.txt")
    with Ledger.new(place, wait=0.05) as ledger:
        other = sqlite3.connect(place, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        def free(number: int) -> None:
            other.close()

        seen = watch(ledger, folder, clock=Clock(2, free))
        assert seen.tally.reports == 1
        assert "another writer" in seen.faults[0]


REFUSED = {
    "nothing": ((), {}, "no feed and no folder"),
    "no folder": (("nowhere/at/all",), {}, "no folder of this name"),
    "another protocol": (("ftp://a.example/feed",), {}, "no folder of this name"),
    "too often": (("https://a.example",), {"every": timedelta(seconds=59)}, "59 seconds between two rounds"),
    "no jobs": (("https://a.example",), {"jobs": 0}, "--jobs: found 0"),
}


@pytest.mark.parametrize("situation", REFUSED)
def test_what_cannot_be_followed_is_misuse_before_anything_is_asked(ledger: Ledger, situation: str) -> None:
    places, options, found = REFUSED[situation]
    with pytest.raises(Misuse, match=found):
        watch(ledger, *places, **options)


COMMAND = """
import sys
from accords.claims.names import FileRoster
from accords.intake.follow import follow
from accords.ledger.ledger import Ledger

with Ledger.new(sys.argv[1]) as ledger:
    tally = follow([sys.argv[2]], ledger, roster=FileRoster(), progress=lambda seen: print("seen", flush=True))
print("stopped", tally.reports)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_at_once_on_a_signal_and_says_what_it_did(tmp_path: Path, folder: Path, how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, tmp_path / "talks.ledger", folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == "seen\n"
        command.send_signal(how)
        try:
            # The next round is in a quarter of an hour.
            assert command.wait(60) == 0
        finally:
            command.kill()
        assert command.stdout.read() == "stopped 0\n"


def test_signals_are_as_they_were_afterwards(ledger: Ledger, folder: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    watch(ledger, folder)
    assert signal.getsignal(signal.SIGTERM) is before


def test_dates_of_retry_after_are_honoured(ledger: Ledger, server: Server, read: list[str]) -> None:
    until = BEGUN + timedelta(hours=5)
    server.pages["/feed"] = answer(status="429 Too Many Requests", Retry_After=format_datetime(until, usegmt=True))
    watch(ledger, server.at("/feed"))
    assert visits(ledger)[server.at("/feed")].next_at == until

"""A writer that is killed at any moment leaves a ledger that is whole: `ACCORDS_LONG=1` asks for 1,000 kills instead of 200."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from accords.ledger.entry import Head
from accords.ledger.ledger import Ledger
from accords.vocabulary import Misuse
from tests.ledger.accounts import RUN, account
from tests.ledger.children import PARAGRAPHS, SIZE, Child, KillIn, Nursery, take_step
from tests.ledger.soundness import assert_sound, dump

if TYPE_CHECKING:
    from tests.ledger.conftest import Server

LONG = os.environ.get("ACCORDS_LONG") == "1"
SEED = 11
STEPS = 60  # of one file, before the next is begun
# The delay of a kill counts from the last of these words that the child was let say, and is drawn up to so many seconds: about
# as long as what comes after it takes.
ANCHORS = {"pid": 0.012, "open": 0.006, "begin": 0.010, "commit": 0.004, "kept": 0.004}


@dataclass(frozen=True)
class Whole:
    """A ledger written in one go: where its log ended after each number of steps, and what it answers at last."""

    heads: list[Head]
    answers: dict[str, Any]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    with Ledger.new(tmp_path_factory.mktemp("whole") / "whole.ledger") as ledger:
        heads = [ledger.head()]
        for step in range(STEPS):
            take_step(ledger, step, SEED)
            heads.append(ledger.head())
        return Whole(heads, answers(ledger))


def answers(ledger: Ledger) -> dict[str, Any]:
    """What is asked of a ledger, and every row of its record."""
    return {
        "accounts": list(ledger.accounts()),
        "found": [
            {hit.report for hit in ledger.search(words, most=1000)}
            for words in ("bridge", '"grain and medicine"', "17")
        ],
        "judgements": ledger.judgements(),
        **dump(ledger),
    }


@dataclass
class Told:
    """Where the kills fell: by the last word of the child."""

    kills: Counter[str] = field(default_factory=Counter)
    kept_unsaid: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kills.total()} kills, by the last word said: {dict(self.kills)}; {self.kept_unsaid} kept and unsaid"
        )


def killed_at(child: Child, chance: Random) -> list[list[str]]:
    """What the child said until it was killed at a random moment; all that it had to say where it was done before."""
    anchor = chance.choice(tuple(ANCHORS))
    skipped = chance.randrange(3) if anchor in ("begin", "commit", "kept") else 0
    delay = chance.uniform(0, ANCHORS[anchor])
    said = []
    if anchor == "pid":
        time.sleep(delay)
        child.kill()
    for words in child.words():
        said.append(words)
        if words[0] == anchor:
            if skipped == 0:
                time.sleep(delay)
                child.kill()
            skipped -= 1
    return said


def kill_over_and_over(
    rounds: int, new_place: Callable[[], str], nursery: Nursery, whole: Whole, settled: Callable[[], None]
) -> Told:
    """Kills writers of one ledger after another, each time with all that must hold after it."""
    chance = Random(SEED)
    told = Told()
    while told.kills.total() < rounds:
        place = new_place()
        Ledger.new(place).close()
        done = seq = 0
        while done < STEPS and told.kills.total() < rounds:
            child = nursery.start("write", place=place, first=done, until=STEPS, seed=SEED)
            said = killed_at(child, chance)
            assert child.status in (0, -signal.SIGKILL), said
            settled()
            if child.status:
                told.kills[said[-1][0] if said else "pid"] += 1
            kept = max((int(words[1]) + 1 for words in said if words[0] == "kept"), default=done)
            with Ledger(place) as ledger:
                head = assert_sound(ledger, after=seq)
            # The log is to the letter that of so many steps: all that was reported as kept, and at most the one step more
            # that was kept and could not be reported.
            assert head in whole.heads[kept : kept + 2], f"{said[-2:]}: {head} after {kept} steps"
            told.kept_unsaid += bool(child.status) and said[-1:] == [["commit"]] and head != whole.heads[kept]
            done, seq = kept, head.seq
        with Ledger(place) as ledger:
            for step in range(done, STEPS):
                take_step(ledger, step, SEED)
            assert_sound(ledger)
            assert answers(ledger) == whole.answers
            again = [account(number, SEED, paragraphs=PARAGRAPHS) for number in range(SIZE, 3 * SIZE)]
            assert ledger.add(again, RUN).readings == 0
            assert ledger.head() == whole.heads[-1]
    return told


def test_killed_writers_leave_a_whole_ledger(
    tmp_path: Path, nursery: Nursery, whole: Whole, record_testsuite_property: Callable[[str, object], None]
) -> None:
    numbers = iter(range(1000))
    rounds = 1000 if LONG else 200
    told = kill_over_and_over(rounds, lambda: str(tmp_path / f"{next(numbers)}.ledger"), nursery, whole, lambda: None)
    record_testsuite_property("kills of a writer", str(told))
    print(told)
    inside = told.kills["begin"] + told.kills["commit"]
    assert inside >= rounds / 4 and told.kills["commit"] >= rounds / 20, str(told)
    assert told.kills["pid"] and told.kills["open"] and told.kills["kept"], str(told)


@pytest.fixture
def settled(postgresql: str) -> Callable[[], None]:
    """Waits until the server is done with clients that are gone: it finishes the statement that they sent last."""
    import psycopg

    def wait() -> None:
        with psycopg.connect(postgresql, autocommit=True) as connection:
            others = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            for _ in range(6_000):
                if connection.execute(others).fetchone() == (0,):
                    return
                time.sleep(0.01)
        raise AssertionError("the server still works for a client that was killed")

    return wait


@pytest.mark.parametrize("new_place", ["postgresql"], indirect=True)
def test_killed_clients_of_a_server_leave_a_whole_ledger(
    new_place: Callable[[], str], nursery: Nursery, whole: Whole, settled: Callable[[], None]
) -> None:
    told = kill_over_and_over(100 if LONG else 20, new_place, nursery, whole, settled)
    print(told)
    assert told.kills["begin"] + told.kills["commit"] >= 3, str(told)


@pytest.mark.parametrize("new_place", ["postgresql"], indirect=True)
def test_a_server_that_stops_in_the_middle_is_a_refusal_and_loses_nothing_that_was_kept(
    place: str, postgresql_server: Server, nursery: Nursery, whole: Whole
) -> None:
    chance = Random(SEED)
    Ledger.new(place).close()
    done = lost = 0
    for anchor in ("begin", "begin", "commit", "kept") * (5 if LONG else 1):
        child = nursery.start("write", place=place, first=done, until=STEPS, seed=SEED)
        said = []
        for words in child.words():
            said.append(words)
            if words[0] == anchor:
                anchor = ""
                time.sleep(chance.uniform(0, 0.005))
                child.kill(signal.SIGSTOP)  # or it would have done before the server has stopped
                postgresql_server.stop()
                child.kill(signal.SIGCONT)
        postgresql_server.start()
        assert child.status == 0 and "broken" not in {words[0] for words in said}, said
        assert said[-1][0] == "refused", said
        refusal = said[-1][1]
        lost += "found a server that went away in the middle" in refusal
        assert "See that the server runs, then run the command" in refusal or "that the server runs." in refusal, (
            refusal
        )
        assert "sqlalche.me" not in refusal and "psycopg" not in refusal, refusal
        kept = max((int(words[1]) + 1 for words in said if words[0] == "kept"), default=done)
        with Ledger(place) as ledger:
            assert assert_sound(ledger) in whole.heads[kept : kept + 2]
        done = kept
    assert lost, "no stop fell into a transaction"
    nursery.run("write", place=place, first=done, until=STEPS, seed=SEED)
    with Ledger(place) as ledger:
        assert_sound(ledger)
        assert answers(ledger) == whole.answers


def test_a_killed_init_leaves_nothing_or_a_ledger_and_init_completes_it(tmp_path: Path, nursery: Nursery) -> None:
    chance = Random(SEED)
    found: Counter[str] = Counter()
    rounds = 300 if LONG else 25
    began = time.monotonic()
    assert nursery.run("make", place=str(tmp_path / "first.ledger")) == [["made"]]
    moment = KillIn(time.monotonic() - began, chance)
    for number in range(rounds):
        place = tmp_path / f"{number}.ledger"
        child = nursery.start("make", place=str(place))
        moment.wait()
        child.kill()
        said = list(child.words())
        moment.was(done=bool(said))
        assert child.status in (0, -signal.SIGKILL) and ["broken"] not in said, said
        try:
            Ledger(place).close()
            found["a ledger"] += 1
        except Misuse as refused:
            assert not said, "it said that it was made"
            assert "accords ledger init" in refused.fault.remedy, refused
            found[refused.fault.found] += 1
        with Ledger.new(place) as ledger:
            assert assert_sound(ledger) == Head()
            take_step(ledger, 0, SEED)
            assert_sound(ledger)
    print(dict(found))
    assert found.total() - found["a ledger"] - found["no file of this name"], f"none fell into the making: {found}"


def test_ctrl_c_inside_a_transaction_keeps_nothing_of_it_and_the_ledger_goes_on(
    place: str, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a program meets it that catches `KeyboardInterrupt` and keeps its ledger open."""
    with Ledger.new(place) as ledger:
        take_step(ledger, 0, SEED)
        for moment in ("seal", "write", "index"):
            with monkeypatch.context() as patch:
                interrupted(patch, moment)
                with pytest.raises(KeyboardInterrupt):
                    take_step(ledger, 1, SEED)
            assert assert_sound(ledger) == whole.heads[1]
        take_step(ledger, 1, SEED)
        assert assert_sound(ledger) == whole.heads[2]


def interrupted(patch: pytest.MonkeyPatch, moment: str) -> None:
    """The signal comes before a call of the log or of the search index: when some, or all, has been written."""
    from accords.ledger import keep, log

    where = keep if moment == "index" else log.Log
    went_on = getattr(where, moment)

    def call(*asked: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return went_on(*asked)

    patch.setattr(where, moment, call)


def test_ctrl_c_at_random_moments_ends_a_writer_that_keeps_all_or_nothing(
    new_place: Callable[[], str], nursery: Nursery, whole: Whole
) -> None:
    chance = Random(SEED)
    place = new_place()
    Ledger.new(place).close()
    done = ended = 0
    for _ in range(60 if LONG else 12):
        child = nursery.start("write", place=place, first=done, until=STEPS, seed=SEED)
        said = []
        for words in child.words():
            said.append(words)
            if words[0] == "begin":
                time.sleep(chance.uniform(0, 0.01))
                child.kill(signal.SIGINT)
        assert said[-1][0] != "refused" and "broken" not in {words[0] for words in said}, said
        ended += child.status == 130
        kept = max((int(words[1]) + 1 for words in said if words[0] == "kept"), default=done)
        with Ledger(place) as ledger:
            assert assert_sound(ledger) in whole.heads[kept : kept + 2]
        done = kept
    assert ended


@pytest.mark.parametrize("new_place", ["postgresql"], indirect=True)
def test_a_connection_that_a_servers_keeper_closes_is_a_refusal_and_the_ledger_goes_on(
    place: str, postgresql: str, whole: Whole, capfd: pytest.CaptureFixture[str]
) -> None:
    import psycopg

    with Ledger.new(place) as ledger, psycopg.connect(postgresql, autocommit=True) as keeper:
        take_step(ledger, 0, SEED)
        for transaction in (ledger.database.writing, ledger.database.reading):
            with pytest.raises(Misuse, match="a server that went away in the middle"), transaction() as connection:
                own = connection.scalar(text("SELECT pg_backend_pid()"))
                keeper.execute("SELECT pg_terminate_backend(%s, 10000)", [own])
                connection.execute(text("UPDATE about SET value = value"))
        take_step(ledger, 1, SEED)
        assert assert_sound(ledger) == whole.heads[2]
    said = capfd.readouterr()
    assert said.out + said.err == "", "a library says beside the refusal what the refusal says"

"""Several processes read: the order, what is in flight, processes that die, and that none is left."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from accords.claims.build import Account
from accords.claims.roster import load_roster
from accords.documents.report import Report
from accords.intake import accounts, workers
from accords.intake.accounts import Batch, Known, read_batches
from accords.intake.workers import AHEAD, read_in_workers
from accords.vocabulary import Fault, Misuse

HERE = Path(__file__).parent
NOW = datetime(2025, 8, 18, tzinfo=UTC)


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(HERE)
    import stand_ins

    yield stand_ins
    assert multiprocessing.active_children() == []


def report(text: str, place: str = "-") -> Report:
    return Report(text, NOW, place=place)


def told(taken: object) -> list[str]:
    assert isinstance(taken, list)
    return [item.report.text if isinstance(item, Account) else "fault" for item in taken]


def test_results_come_in_the_order_of_the_batches_however_long_each_takes(stand_ins: ModuleType) -> None:
    texts = [f"sleep {0.2 if number == 0 else 0}" + "0" * number for number in range(8)]
    batches = [[report(text)] for text in texts]
    assert [told(taken) for taken in read_in_workers(batches, stand_ins.obeying, 2)] == [[text] for text in texts]


def test_faults_and_known_reports_pass_without_waiting_for_a_process(stand_ins: ModuleType) -> None:
    fault, known = Fault("a", "b", "c", "d"), Known("abc", "e")
    stream = read_in_workers([[report("sleep 0.1")], fault, known], stand_ins.obeying, 2)
    assert [next(stream), next(stream)] == [fault, known]
    assert told(next(stream)) == ["sleep 0.1"]
    stream.close()


def test_few_batches_are_in_memory_however_many_come(stand_ins: ModuleType) -> None:
    taken_in = 0

    def endless() -> Iterator[Batch]:
        nonlocal taken_in
        while True:
            taken_in += 1
            yield [report(f"text {taken_in}")]

    stream = read_in_workers(endless(), stand_ins.obeying, 2)
    for given_out in range(1, 10):
        next(stream)
        assert taken_in <= given_out + 2 * AHEAD
    stream.close()


def test_both_processes_work_and_no_more_than_asked_for(stand_ins: ModuleType, tmp_path: Path) -> None:
    mark = tmp_path / "pids"
    batches: list[Batch] = [[report(f"tell {mark}"), report("sleep 0.05")] for _ in range(12)]
    list(read_in_workers(batches, stand_ins.obeying, 2))
    pids = mark.read_text().split()
    assert len(pids) == 12
    assert len(set(pids)) == 2
    assert str(os.getpid()) not in pids


def test_one_batch_begins_one_process(stand_ins: ModuleType) -> None:
    stream = read_in_workers([[report("a")]], stand_ins.obeying, 4)
    next(stream)
    assert len(multiprocessing.active_children()) == 1
    stream.close()


def test_a_report_that_fails_is_a_fault_in_a_process_too(stand_ins: ModuleType) -> None:
    [taken] = read_in_workers([[report("a"), report("fail", "b.txt"), report("c")]], stand_ins.obeying, 2)
    assert told(taken) == ["a", "fault", "c"]
    assert isinstance(taken, list)
    assert taken[1].place == "b.txt"  # type: ignore[union-attr]
    assert "ValueError: told to fail" in taken[1].found  # type: ignore[union-attr]


def test_a_report_whose_process_dies_twice_is_a_fault_and_the_rest_is_read(stand_ins: ModuleType) -> None:
    batches = [[report("a"), report("die", "b.txt"), report("c")], [report("d")], [report("die", "e.txt")]]
    taken = list(read_in_workers(batches, stand_ins.obeying, 2))
    assert [told(one) for one in taken] == [["a", "fault", "c"], ["d"], ["fault"]]
    faults = [item for one in taken if isinstance(one, list) for item in one if isinstance(item, Fault)]
    assert [fault.place for fault in faults] == ["b.txt", "e.txt"]
    assert "ended the process twice (by SIGKILL)" in faults[0].found
    assert "Free some memory" in faults[0].remedy


def test_a_process_that_is_killed_once_costs_nothing(stand_ins: ModuleType, tmp_path: Path) -> None:
    batches = [[report("a"), report(f"die-once {tmp_path / 'mark'}"), report("b")], [report("c")]]
    taken = list(read_in_workers(batches, stand_ins.obeying, 2))
    assert [told(one) for one in taken] == [["a", f"die-once {tmp_path / 'mark'}", "b"], ["c"]]


def test_processes_that_cannot_begin_are_misuse_with_what_to_do(stand_ins: ModuleType) -> None:
    with pytest.raises(Misuse, match=r"--jobs: found a process that ended \(status 7\) before it had loaded the model"):
        list(read_in_workers([[report("a")]], stand_ins.stillborn, 2))
    with pytest.raises(Misuse, match="Install accords again"):
        list(read_in_workers([[report("a")]], stand_ins.refusing, 2))


def test_processes_end_with_the_iterator(stand_ins: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once: they are told to, and nobody waits for them to be killed or to have read what they read."""
    monkeypatch.setattr(workers, "LAST", 60)
    stream = read_in_workers([[report("a")], [report("sleep 60")]], stand_ins.obeying, 2)
    assert told(next(stream)) == ["a"]
    begun = time.monotonic()
    stream.close()
    assert time.monotonic() - begun < 30
    assert multiprocessing.active_children() == []


COMMAND = """
import sys, os
sys.path.insert(0, {here!r})
import stand_ins
from datetime import UTC, datetime
from accords.documents.report import Report
from accords.intake.workers import read_in_workers

if __name__ == "__main__":
    texts = ["tell {mark}", "sleep {seconds}"]
    batches = [[Report(text, datetime.now(UTC)) for text in texts] for _ in range(2)]
    try:
        for taken in read_in_workers(batches, stand_ins.obeying, 2):
            pass
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_process_and_no_word_is_left_of_a_command_that_is_stopped(
    stand_ins: ModuleType, tmp_path: Path, how: signal.Signals
) -> None:
    """Ctrl-C goes to the whole group, as from a terminal. A kill goes to the command alone: its readers end their batch,
    and notice that nobody waits for it."""
    mark, script = tmp_path / "pids", tmp_path / "command.py"
    script.write_text(COMMAND.format(here=str(HERE), mark=mark, seconds=60 if how is signal.SIGINT else 1))
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, process_group=0
    ) as command:
        assert until(lambda: mark.exists() and len(mark.read_text().split()) == 2)
        pids = [int(pid) for pid in mark.read_text().split()]
        os.killpg(command.pid, how) if how is signal.SIGINT else command.kill()
        assert command.wait(30) == (130 if how is signal.SIGINT else -9)
        assert until(lambda: not any(map(alive, pids)))
        assert command.stdout is not None
        assert command.stdout.read() == b""


def until(holds: object, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
def test_two_processes_read_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Foreign Minister {} of Ruritania said on Monday that the talks would go on. He warned that France had not agreed."
    reports = [report(text.format(name) * 8) for name in ("Ada Holt", "Bo Lind", "Cy Marsh", "Di Frost", "Ed Moss")] * 6
    monkeypatch.setattr(accounts, "BATCH", 3000)
    roster = load_roster()
    assert list(read_batches(reports, roster=roster, jobs=2)) == list(read_batches(reports, roster=roster))

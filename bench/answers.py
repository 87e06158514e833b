"""How long answers take: synthetic reports in one record, in-process and warm, as of now, as of past days, and after one more.

    python bench/answers.py                     1,000, 5,000, 10,000 and 20,000 reports
    python bench/answers.py --ledger            the same accounts, the last time read from a ledger, and ruled on
    python bench/answers.py --ruled             only that

Every figure is a median in milliseconds. The last columns are by how much the time grows from the smallest to the largest
number of reports, beside by how much the reports do: an answer that says all there is cannot grow less, and none may grow
with the square.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from string import ascii_letters, ascii_lowercase
from time import perf_counter
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

from accords.assessment.record import Record
from accords.assessment.view import View
from accords.assessment.where import ALL, Where
from accords.claims.build import Account
from tests.ledger.accounts import RUN, account, accounts

if TYPE_CHECKING:
    from accords.ledger.ledger import Ledger
    from accords.presentation.live import Live

SIZES = (1_000, 5_000, 10_000, 20_000)
TIMES = 7
# Published on days of 2029 and 2030 (tests/ledger/accounts.py).
PAST = [date(2029, 6, 1) + timedelta(days=71 * n) for n in range(TIMES)]
FILTERED = Where(party="norland", outlet="Harbour Post", first=date(2029, 3, 1), last=date(2030, 9, 1))
COPY_OF = 4  # every fourth report copies the one before


def answers(view: View, where: Where) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "positions", lambda: view.positions(where)
    yield "commitments", lambda: view.commitments(where)
    yield "timeline", lambda: view.timeline(where)
    yield "meetings", lambda: view.meetings(where)
    yield "actors", lambda: view.actors(where)
    yield "since", lambda: view.since(date(2030, 9, 1) if view.day is None else view.day - timedelta(days=30), where)
    yield "disputes", lambda: view.disputes(where)
    yield "families", lambda: view.families_of(where)


def timed(ask: Callable[[], object]) -> float:
    start = perf_counter()
    ask()
    return (perf_counter() - start) * 1000


def measured(record: Record, fresh: Iterator[Account], families: dict[str, str]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], list[float]] = {}

    def note(when: str, day: date | None, where: Where = ALL) -> None:
        for name, _ in answers(record.as_of(day), where):
            # Each answer alone: what another has made is not there. As of now, days before are as they were.
            record.changed(date.max if day is None else None)
            # Disputes of now are brought up to date, as they always are; those of a past day are not there yet.
            for past in [past for past in record.contested if past is not None and day is not None]:
                del record.contested[past]
            ask = dict(answers(record.as_of(day), where))[name]
            found.setdefault((name, when), []).append(timed(ask))
            found.setdefault((name, f"{when}, asked again"), []).append(timed(ask))

    found["disputes", "the first"] = [timed(record.as_of().disputes)]
    for _, ask in answers(record.as_of(), ALL):  # warm
        ask()
    for day in PAST:
        note("now", None)
        note("now, filtered", None, FILTERED)
        note("past day", day)
        note("past day, filtered", day, FILTERED)
    for when, late in (("after one more of today", True), ("after one more of the past", False)):
        for name, _ in answers(record.as_of(), ALL):
            for _, more in zip(PAST, fresh, strict=False):
                one = of_today(more) if late else more
                found.setdefault(("one more report", "added"), []).append(timed(partial(record.add, one)))
                ask = dict(answers(record.as_of(), ALL))[name]
                found.setdefault((name, when), []).append(timed(ask))
    # One more report, every other one a copy, and then what issue 5 asks for of it.
    for when, late in (("of today", True), ("of the past", False)):
        for n, (_, more) in enumerate(zip(range(2 * TIMES), fresh, strict=False)):
            one = of_today(more) if late else more
            if n % 2:
                original = record.known_by(None)[-1 - n].account.report
                families[one.report.id] = original.id
            found.setdefault((f"one more report {when}", "families and disputes"), []).append(
                timed(partial(taken_in, record, one))
            )
    return {key: median(times) for key, times in found.items()}


def taken_in(record: Record, one: Account) -> None:
    record.add(one)
    view = record.as_of()
    view.families_of()
    view.disputes()


def copy_of(read: Account, name: str) -> Account:
    """The same words a day later, under other ids."""
    day = read.report.published
    report = replace(read.report, kept_id=name, outlet="Copyist", published=day + timedelta(days=1) if day else None)
    sayings = tuple(
        replace(s, id=f"{name}-{s.id}", report=name, within=s.within and f"{name}-{s.within}") for s in read.sayings
    )
    claims = tuple(
        replace(c, id=f"{name}-{c.id}", report=name, attribution=c.attribution and f"{name}-{c.attribution}")
        for c in read.claims
    )
    meetings = tuple(
        replace(m, id=f"{name}-{m.id}", evidence=tuple((name, span) for _, span in m.evidence)) for m in read.meetings
    )
    return replace(
        read,
        report=report,
        sayings=sayings,
        claims=claims,
        meetings=meetings,
        silences=tuple(replace(s, report=name) for s in read.silences),
    )


def reports(count: int) -> list[Account]:
    """Synthetic reports, every fourth a copy of the one before."""
    read = list(accounts(count))
    return [
        copy_of(read[n - 1], f"copy-{read[n].report.id}") if n % COPY_OF == 1 else one for n, one in enumerate(read)
    ]


def of_today(read: Account) -> Account:
    """The same, published after all others."""
    report = replace(read.report, kept_id=read.report.id, published=date(2030, 12, 2))
    return replace(read, report=report)


def families_of(read: list[Account]) -> dict[str, str]:
    own = [one.report.id for one in read]
    return {report: own[n - n % COPY_OF] if n % COPY_OF == 1 else report for n, report in enumerate(own)}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    asked.add_argument("--ledger", action="store_true", help="read the largest record from a ledger, and rule on it")
    asked.add_argument("--ruled", action="store_true", help="only that")
    options = asked.parse_args()
    sizes = sorted(options.sizes)
    read = reports(sizes[-1])
    if options.ruled:
        of_ledger(read)
        return 0
    families = families_of(read)
    columns: list[dict[tuple[str, str], float]] = []
    record, at = Record(families=families), 0
    for size in sizes:
        start = perf_counter()
        for one in read[at:size]:
            record.add(one)
        print(f"{size - at:,} reports added in {perf_counter() - start:.1f} s", file=sys.stderr)
        at = size
        fresh = [account(1_000_000 + n + size) for n in range(20 * TIMES)]
        columns.append(measured(record, iter(fresh), families))
        for one in fresh:
            record.remove(one.report.id)
    print(f"{'median ms':<34}" + "".join(f"{size:>10,}" for size in sizes) + f"{'grows':>10}{'reports':>10}")
    for key in (key for key in columns[0] if not key[1].endswith("asked again")):
        times = [column[key] for column in columns]
        grows = times[-1] / times[0] if times[0] else 0.0
        print(
            f"{', '.join(key):<34}"
            + "".join(f"{time:>10.2f}" for time in times)
            + f"{grows:>10.1f}{sizes[-1] / sizes[0]:>10.1f}"
        )
    again = max(time for key, time in columns[-1].items() if key[1].endswith("asked again"))
    print(f"The same asked again of an unchanged record: at most {again:.2f} ms.")
    if options.ledger:
        of_ledger(read)
    return 0


def of_ledger(read: list[Account]) -> None:
    from accords.ledger.ledger import Ledger
    from accords.presentation.live import Live

    with tempfile.TemporaryDirectory() as folder, Ledger.new(Path(folder) / "bench.ledger") as ledger:
        told = [enciphered(one, n - n % COPY_OF if n % COPY_OF == 1 else n) for n, one in enumerate(read)]
        for start in range(0, len(told), 500):
            ledger.add(told[start : start + 500], RUN)
        begun = perf_counter()
        live = Live(ledger)
        print(f"{len(live.record):,} reports read from a ledger into a live record in {perf_counter() - begun:.1f} s")
        for name, ask in answers(live.view(), ALL):
            print(f"  the first {name}: {timed(ask):.0f} ms")
        for key, times in ruled(live, ledger, read).items():
            print(f"  {key}: {median(times):.1f} ms, at most {max(times):.1f}")


def enciphered(read: Account, key: int) -> Account:
    """The same with other letters in its text, for each key others: texts of one form would all be taken for copies."""
    letters = list(ascii_lowercase)
    Random(key).shuffle(letters)
    small = "".join(letters)
    text = read.report.text.translate(str.maketrans(ascii_letters, small + small.upper()))
    return replace(read, report=replace(read.report, text=text, kept_id=read.report.id))


def ruled(live: Live, ledger: Ledger, read: list[Account]) -> dict[str, list[float]]:
    """How long a ruling takes, and then each answer that a page may ask for first, brought up to date with it."""
    found: dict[str, list[float]] = {"nothing has come, the view": [timed(live.view) for _ in range(TIMES)]}
    acts = ("reject", "accept", "deny")
    asked = ("positions", "commitments", "disputes", "families", "all of these")
    for n, name in enumerate(asked * TIMES):
        claim = read[(n * 7919) % len(read)].claims[0]
        rule = partial(ledger.rule, "act", claim.id, {"act": acts[n % 3]}, who="A. Analyst")
        found.setdefault("a ruling on a claim, kept", []).append(timed(rule))

        def ask(name: str = name) -> None:
            for one, told in answers(live.view(), ALL):
                if one == name or (name == asked[-1] and one in asked):
                    told()

        found.setdefault(f"from then until {name} are new", []).append(timed(ask))
        live.view().disputes()
    # As intake adds reports in another process.
    for n in range(TIMES):
        more = enciphered(of_today(account(5_000_000 + n)), -1 - n)
        ledger.add([more], RUN)
        found.setdefault("one more report, until positions are new", []).append(timed(lambda: live.view().positions()))
    return found


if __name__ == "__main__":
    sys.exit(main())

"""What a ledger says of itself."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

from accords.ledger.entry import ORIGIN
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ledger import Ledger
from accords.ledger.migrations import SCHEMA
from tests.ledger.accounts import FETCHED, RUN, accounts, read_again

AT = datetime(2031, 3, 2, 7, 0, tzinfo=UTC)


def test_an_empty_ledger_holds_nothing(place: str) -> None:
    with Ledger.new(place, version="0.7") as ledger:
        told = ledger.info()
    assert (told.name, told.schema, told.version) == (ledger.name, SCHEMA, "0.7")
    assert (told.head.seq, told.head.chain) == (0, ORIGIN)
    assert (told.reports, told.readings, told.claims, told.judgements, told.outlets) == (0, 0, 0, 0, 0)
    assert told.first_day is told.last_day is told.last_run is None
    assert told.bytes > 0


def test_it_counts_what_stands_apart_from_what_was_replaced_undone_or_forgotten(place: str) -> None:
    some = list(accounts(5))
    later = RUN.__class__(FETCHED + timedelta(days=1), "0.2", "d" * 64, "b" * 64)
    first = Judgement(Ruling.RIGHT, some[0].claims[0].id, "Ines", AT)
    second = Judgement(Ruling.MISREAD, some[1].claims[0].id, "Ines", AT)
    with Ledger.new(place) as ledger:
        ledger.add(some, RUN)
        ledger.add([read_again(some[0])], later)
        for judgement in (first, second, Judgement(Ruling.UNDO, first.id, "Otto", AT)):
            ledger.judge(judgement)
        ledger.forget(some[4].report.id, reason="asked", who="Ines")
        told = ledger.info()
        assert told.head == ledger.head()
    assert (told.reports, told.forgotten) == (5, 1)
    assert (told.readings, told.superseded) == (6, 1)
    assert told.claims == sum(len(one.claims) for one in some), "each report's latest reading counts"
    assert told.attributions == sum(len(one.sayings) for one in some)
    assert told.meetings == 5
    assert (told.judgements, told.undone) == (1, 1)
    assert told.outlets == len({one.report.outlet for one in some})
    days = [one.report.published for one in some]
    assert (told.first_day, told.last_day) == (min(days, key=str).isoformat(), max(days, key=str).isoformat())  # type: ignore[union-attr]
    assert told.last_run == later


def test_as_json_it_names_the_last_run(place: str) -> None:
    with Ledger.new(place) as ledger:
        ledger.add(list(accounts(1)), RUN)
        told = json.loads(json.dumps(ledger.info().to_json()))
    assert told["head"]["seq"] == 3 and told["last_run"]["id"] == RUN.id and told["last_run"]["source"] == "read"
    assert date.fromisoformat(told["first_day"]) == date(2029, 1, 1)

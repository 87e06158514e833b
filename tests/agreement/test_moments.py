"""Dates and deadlines in words, and what is said of words that are none."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.agreement.clock import Clock
from accords.agreement.deadline import Anchor, Deadline, Unit
from accords.agreement.moments import Moment, day_of, deadline_of, moment_of, zone_of
from accords.agreement.pattern import Pattern
from accords.agreement.refusal import Refusal

KYIV = Clock(ZoneInfo("Europe/Kyiv"))
START = Pattern(events=frozenset(("withdrawal begins",)))
KNOWN: dict[str, Anchor | Pattern | str] = {"start of withdrawal": START, "2.guns": "2.guns", "4": "4"}


def at(words: str, zone: str = "Europe/Kyiv") -> int:
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).timestamp())


def moment(words: str, **options: bool) -> Moment:
    found = moment_of(words, KYIV, **options)  # type: ignore[arg-type]
    assert isinstance(found, Moment), found
    return found


def deadline(words: str, **options: bool) -> Deadline:
    found = deadline_of(words, KYIV, KNOWN.get, **options)  # type: ignore[arg-type]
    assert isinstance(found, Deadline), found
    return found


MOMENTS = {
    # words: first, last, end, the last day
    "2029-03-12": ("2029-03-12", "2029-03-12", "2029-03-13", date(2029, 3, 12)),
    "2029-03-12 14:00": ("2029-03-12 14:00",) * 3 + (date(2029, 3, 12),),
    "2029-03-12T14:00:30": ("2029-03-12 14:00:30",) * 3 + (date(2029, 3, 12),),
    "2029-03-12 9:05": ("2029-03-12 09:05",) * 3 + (date(2029, 3, 12),),
    "2029-03-12 24:00": ("2029-03-13",) * 3 + (date(2029, 3, 13),),
    "2029-03-12 23:30 Europe/London": ("2029-03-13 01:30",) * 3 + (date(2029, 3, 13),),
    "2029-03-12 14:00Z": ("2029-03-12 16:00",) * 3 + (date(2029, 3, 12),),
    "2029-03-12 14:00 +05:30": ("2029-03-12 10:30",) * 3 + (date(2029, 3, 12),),
    "2029-03-12T14:00-0500": ("2029-03-12 21:00",) * 3 + (date(2029, 3, 12),),
    "2029-03": ("2029-03-01", "2029-03-31", "2029-04-01", date(2029, 3, 31)),
    "2028-02": ("2028-02-01", "2028-02-29", "2028-03-01", date(2028, 2, 29)),
    "2029": ("2029-01-01", "2029-12-31", "2030-01-01", date(2029, 12, 31)),
    "2029-03-01/2029-03-10": ("2029-03-01", "2029-03-10", "2029-03-11", date(2029, 3, 10)),
    "2029-03/2029-05": ("2029-03-01", "2029-05-31", "2029-06-01", date(2029, 5, 31)),
    "2029-03-12 14:00/2029-03-12 18:00": ("2029-03-12 14:00", *("2029-03-12 18:00",) * 2, date(2029, 3, 12)),
    "  2029-03-12   14:00 ": ("2029-03-12 14:00",) * 3 + (date(2029, 3, 12),),
}


@pytest.mark.parametrize("words", MOMENTS)
def test_a_moment_is_as_exact_as_its_words(words: str) -> None:
    first, last, end, day = MOMENTS[words]
    found = moment(words, spans=True)
    assert (found.first, found.last, found.end, found.day) == (at(first), at(last), at(end), day)
    assert found.hour is (":" in words)


DEADLINES = {
    "14 days after start of withdrawal": (14, Unit.DAYS, START),
    "within 30 days of signing": (30, Unit.DAYS, Anchor.SIGNING),
    "by day 5 after 2.guns": (5, Unit.DAYS, "2.guns"),
    "1 day after signing": (1, Unit.DAYS, Anchor.SIGNING),
    "the day after entry into force": (1, Unit.DAYS, Anchor.FORCE),
    "three working days after trigger": (3, Unit.WORKING_DAYS, Anchor.TRIGGER),
    "within one working day of trigger": (1, Unit.WORKING_DAYS, Anchor.TRIGGER),
    "72 hours after 4": (72, Unit.HOURS, "4"),
    "Within Two Weeks of the Signing": (2, Unit.WEEKS, Anchor.SIGNING),
    "six months from entry into force": (6, Unit.MONTHS, Anchor.FORCE),
    "10 years after  the start of withdrawal": (10, Unit.YEARS, START),
}


@pytest.mark.parametrize("words", DEADLINES)
def test_a_deadline_counts_from_its_anchor(words: str) -> None:
    found = deadline(words)
    assert (found.number, found.unit, found.anchor) == DEADLINES[words]
    assert found.at is None


def test_a_date_as_a_deadline_ends_with_its_day_and_an_hour_is_itself() -> None:
    assert deadline("2029-03-14") == Deadline("2029-03-14", at("2029-03-15"))
    assert deadline("2029-03-14 12:00").at == at("2029-03-14 12:00")


def test_what_begins_on_a_date_begins_with_the_day() -> None:
    assert deadline("2029-03-20", begins=True).at == at("2029-03-20")
    assert deadline("2029-03-20 08:00", begins=True).at == at("2029-03-20 08:00")


def test_a_file_may_say_itself_what_trigger_is() -> None:
    found = deadline_of("2 days after trigger", KYIV, {"trigger": "10.1"}.get)
    assert isinstance(found, Deadline)
    assert found.anchor == "10.1"


NUMBERS = st.one_of(
    st.integers(1, 9_999).map(str), st.sampled_from("one two three four five six seven eight nine ten".split())
)
UNITS = st.sampled_from([unit.value for unit in Unit] + [unit.value.removesuffix("s") for unit in Unit])
ANCHORS = st.sampled_from([*KNOWN, *(anchor.value for anchor in Anchor)])
WORDS = st.one_of(
    st.tuples(NUMBERS, UNITS, st.just("after"), ANCHORS).map(" ".join),
    st.tuples(st.just("within"), NUMBERS, UNITS, st.just("of"), ANCHORS).map(" ".join),
    st.tuples(st.just("by day"), NUMBERS, st.just("after"), ANCHORS).map(" ".join),
    ANCHORS.map("the day after {}".format),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(date.isoformat),
)


@given(WORDS)
def test_the_words_of_a_deadline_say_it_again(words: str) -> None:
    found = deadline(words)
    assert deadline(found.words) == found


REFUSED = {
    # words -> what the message names
    "2029-02-30": ("30 February 2029", "a date that does not exist", "February 2029 has 28 days"),
    "2029-02-29 14:00": ("29 February 2029", "a date that does not exist", "February 2029 has 28 days"),
    "2029-13-01": ("a month 13", "which does not exist", "the year, the month and the day"),
    "2029-00-10": ("a month 00", "which does not exist", "2029-03-12"),
    "2029-03-12 25:00": ("the hour 25:00", "which does not exist", "from 00:00 to 24:00"),
    "2029-03-12 24:30": ("the hour 24:30", "which does not exist", "from 00:00 to 24:00"),
    "0300-03-12": ("the year 300", "from 1000 to 2999", "Mend the year."),
    "12.03.2029": ("`12.03.2029` as a date", "2029-03-12 14:00", "the year first"),
    "03/12/2029": ("`03/12/2029` as a date", "2029-03-12", "the year first"),
    "early March": ("`early March` as a date", "2029-03-12", "the year first"),
    "٢٠٢٩-٠٣-١٢": ("as a date", "2029-03-12", "the year first"),
    "": ("nothing as a date", "2029-03-12", "the year first"),
    "2029-03": (
        "`2029-03` as a date",
        "2029-03-12",
        "the year first",
    ),  # no day: too inexact where one day is asked for
    "2029-03-25 03:30": (
        "2029-03-25 03:30 in Europe/Kyiv",
        "does not exist, since the clocks go forward",
        "02:30 or 04:30",
    ),
    "2029-03-12 14:00 Europe/Kyjiv": (
        "the unknown zone `Europe/Kyjiv`",
        "a zone of the tz database",
        "Did you mean `Europe/Kyiv`?",
    ),
    "2029-03-12 14:00 Zurich": (
        "the unknown zone `Zurich`",
        "a zone of the tz database",
        "Did you mean `Europe/Zurich`?",
    ),
    "2029-03-12 14:00 +17:00": ("the distance from UTC +17:00", "+14:00", "name the zone"),
}


def refused(found: object) -> str:
    assert isinstance(found, Refusal), found
    return str(found.at("accord.yaml:7"))


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_no_date_is_refused_with_what_is(words: str) -> None:
    message = refused(moment_of(words, KYIV))
    assert message.startswith("accord.yaml:7: found ")
    for part in REFUSED[words]:
        assert part in message, message


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    message = refused(moment_of("2029-03-10/2029-03-01", KYIV, spans=True))
    assert "`2029-03-10/2029-03-01`, which ends before it begins" in message


def test_a_day_that_the_zone_left_out_is_refused() -> None:
    message = refused(moment_of("2011-12-30", Clock(ZoneInfo("Pacific/Apia"))))
    assert "30 December 2011, a day that Pacific/Apia left out" in message


NO_DEADLINES = {
    "14 fortnights after signing": ("the unknown unit `fortnights`", "hours, days, working days, weeks, months, years"),
    "14 dais after signing": ("the unknown unit `dais`", "Did you mean `days`?"),
    "0 days after signing": ("the number 0", "from 1 to 9,999"),
    "100000 days after signing": ("the number 100000", "Name a larger unit."),
    "several days after signing": ("`several` as a number", "from `one` to `ten`"),
    "14 days after start of withdrawl": (
        "`start of withdrawl`, which nothing is called",
        "Did you mean `start of withdrawal`?",
    ),
    "as soon as possible": ("`as soon as possible` as a date", "`14 days after ANCHOR`"),
    "2029-02-30": ("30 February 2029", "a date that does not exist"),
    "9" * 5000 + " days after signing": ("as a date", "`14 days after ANCHOR`"),
    "14 days after": ("`14 days after` as a date", "`within 14 days of ANCHOR`"),
}


@pytest.mark.parametrize("words", NO_DEADLINES)
def test_what_is_no_deadline_is_refused_with_what_is(words: str) -> None:
    message = refused(deadline_of(words, KYIV, KNOWN.get, known=KNOWN))
    for part in NO_DEADLINES[words]:
        assert part in message, message


def test_an_hour_that_comes_twice_is_the_first_and_is_told() -> None:
    notes: list[Refusal] = []
    found = deadline_of("2029-10-28 03:30", KYIV, KNOWN.get, note=notes.append)
    assert isinstance(found, Deadline)
    assert found.at == at("2029-10-28 00:30", "UTC")
    (note,) = notes
    assert "2029-10-28 03:30 in Europe/Kyiv, an hour that comes twice" in note.found
    assert note.remedy == "Write `2029-10-28 03:30 +03:00`, or `2029-10-28 03:30 +02:00` if the second is meant."
    # And the remedy is none that has to be told again.
    for offset, hour in (("+03:00", "00:30"), ("+02:00", "01:30")):
        assert moment_of(f"2029-10-28 03:30 {offset}", KYIV, note=notes.append) == Moment(
            f"2029-10-28 03:30 {offset}", *(at(f"2029-10-28 {hour}", "UTC"),) * 3, date(2029, 10, 28), True
        )
    assert len(notes) == 1


def test_a_day_by_itself() -> None:
    assert day_of("2029-08-01") == date(2029, 8, 1)
    assert "`2029-08` as a date" in refused(day_of("2029-08"))
    assert "30 February 2029" in refused(day_of("2029-02-30"))


HOSTILE = (
    "../../etc/passwd",
    "/etc/localtime",
    "localtime",
    "posix/Europe/Kyiv",
    "right/UTC",
    "Europe",
    "Europe/",
    "",
    "a\0b",
    "x" * 5000,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_zone_of_the_database_is_refused(name: str) -> None:
    assert "a zone of the tz database" in refused(zone_of(name))


@given(st.text(max_size=60))
def test_no_words_whatever_raise(words: str) -> None:
    for found in (
        moment_of(words, KYIV, spans=True),
        deadline_of(words, KYIV, KNOWN.get),
        zone_of(words),
        day_of(words),
    ):
        assert found is not None


SHAPES = st.from_regex(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}( [A-Z][a-z]{1,8}(/[A-Za-z]{1,8})?)?)?", fullmatch=True
)


@given(SHAPES)
def test_what_looks_like_a_date_is_one_or_is_refused(words: str) -> None:
    found = moment_of(words, KYIV)
    assert isinstance(found, Refusal) or found.first == found.last <= found.end

"""Tables of events in CSV: what a row means, and that a bad one is named and the others are used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.agreement.clock import Clock
from accords.agreement.item import Item, Status
from accords.agreement.pattern import Pattern
from accords.agreement.table_rows import MOST_LINES
from accords.agreement.tables import items_of_table

KYIV = Clock(ZoneInfo("Europe/Kyiv"))
PARTIES = {"norland": "norland", "republic of vestria": "vestria", "vestria": "vestria", "lake league": "league"}


def at(words: str) -> int:
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo("Europe/Kyiv")).timestamp())


class Read:
    """A table written to a file and read."""

    def __init__(self, folder: Path, data: str | bytes, **options: object) -> None:
        self.path = folder / "events.csv"
        self.path.write_bytes(data if isinstance(data, bytes) else data.encode())
        self.items, faults = items_of_table(self.path, KYIV, parties=PARTIES, **options)  # type: ignore[arg-type]
        self.faults = [str(fault).replace(str(self.path), "events.csv") for fault in faults]

    @property
    def words(self) -> list[str]:
        return [item.words for item in self.items]

    def only(self) -> Item:
        assert not self.faults
        (item,) = self.items
        return item

    def fault(self, parts: Iterable[str]) -> str:
        """The only one, with these parts in its words."""
        (fault,) = self.faults
        for part in parts:
            assert part in fault, fault
        return fault


def test_a_row_that_tells_everything(tmp_path: Path) -> None:
    item = Read(
        tmp_path,
        "date,act,event,party,toward,issue,place,about,to,count,negated,status,published,words,source,id,quality\n"
        "2029-03-12 14:00,Suspend,Guns moved,Republic of VESTRIA,Norland; Kasmere,forces,Harbourg; Lake District,2.guns,lake league,"
        '"7,333",no,confirmed,2029-03-14,They moved,Mission,x1,AAA\n',
    ).only()
    assert item == Item(
        id="x1",
        first=at("2029-03-12 14:00"),
        last=at("2029-03-12 14:00"),
        known_on=date(2029, 3, 14),
        status=Status.CONFIRMED,
        act="suspend",
        event="Guns moved",
        party="vestria",
        toward=("norland", "kasmere"),
        issue="forces",
        place=("Harbourg", "Lake District"),
        about="2.guns",
        to="league",
        count=7333,
        attributes=(("quality", "AAA"),),
        words="They moved",
        source=f"Mission ({tmp_path / 'events.csv'}:2)",
    )


def test_a_row_that_tells_only_its_date(tmp_path: Path) -> None:
    item = Read(tmp_path, "date,party\n2029-03-12,\n").only()
    place = f"{tmp_path / 'events.csv'}:2"
    day = at("2029-03-12")
    assert item == Item(place, day, day, date(2029, 3, 12), Status.REPORTED, source=place)
    # What is not told is unknown to a pattern that asks for it.
    assert Pattern(acts=frozenset(("attack",))).matches(item) is None
    assert Pattern(parties=frozenset(("norland",))).matches(item) is None


SPANS = {
    # date, published: first, last, known on
    "a month": ("2029-03", "", "2029-03-01", "2029-03-31", date(2029, 3, 31)),
    "a year": ("2029", "", "2029-01-01", "2029-12-31", date(2029, 12, 31)),
    "some days": ("2029-03-01/2029-03-10", "", "2029-03-01", "2029-03-10", date(2029, 3, 10)),
    "what is known has happened": ("2029-03", "2029-03-14", "2029-03-01", "2029-03-14", date(2029, 3, 14)),
    "known later": ("2029-03", "2029-05-01", "2029-03-01", "2029-03-31", date(2029, 5, 1)),
    "known before": ("2029-03", "2029-02-01", "2029-03-01", "2029-03-01", date(2029, 2, 1)),
    "an hour, known the same day": (
        "2029-03-12 14:00",
        "2029-03-12",
        "2029-03-12 14:00",
        "2029-03-12 14:00",
        date(2029, 3, 12),
    ),
}


@pytest.mark.parametrize("situation", SPANS)
def test_an_inexact_date_has_a_first_and_a_last_day(situation: str, tmp_path: Path) -> None:
    when, published, first, last, known = SPANS[situation]
    item = Read(tmp_path, f"date,published\n{when},{published}\n").only()
    assert (item.first, item.last, item.known_on) == (at(first), at(last), known)


def test_names_that_are_no_partys_are_known_to_be_nobody_of_them(tmp_path: Path) -> None:
    item = Read(tmp_path, "date,party,toward\n2029-03-12,Free  Kasmeran Army,norland\n").only()
    assert (item.party, item.toward) == ("free-kasmeran-army", ("norland",))
    assert Pattern(parties=frozenset(("norland", "vestria"))).matches(item) is False


def test_what_several_parties_did_is_an_item_of_each(tmp_path: Path) -> None:
    read = Read(tmp_path, "date,party,id\n2029-03-12,Norland; Vestria,x1\n")
    assert [(item.id, item.party) for item in read.items] == [("x1", "norland"), ("x1/2", "vestria")]


def test_a_count_of_nothing_is_no_item(tmp_path: Path) -> None:
    read = Read(tmp_path, "date,count\n2029-03-12,0\n2029-03-13,\n2029-03-14,3.0\n")
    assert [item.count for item in read.items] == [1, 3]
    assert not read.faults


def test_the_status_of_rows_that_tell_none(tmp_path: Path) -> None:
    table = "date,status\n2029-03-12,\n2029-03-12,Disputed\n"
    assert [item.status for item in Read(tmp_path, table).items] == [Status.REPORTED, Status.DISPUTED]
    assert [item.status for item in Read(tmp_path, table, status=Status.CONFIRMED).items] == [
        Status.CONFIRMED,
        Status.DISPUTED,
    ]


def test_only_the_columns_asked_for_are_kept(tmp_path: Path) -> None:
    table = "date,Quality,colour\n2029-03-12,AAA,red\n"
    assert Read(tmp_path, table).only().attributes == (("Quality", "AAA"), ("colour", "red"))
    kept = Read(tmp_path, table, columns=frozenset(("quality",))).only()
    assert kept.attributes == (("Quality", "AAA"),)
    assert Pattern(attributes=(("quality", frozenset(("aaa", "aa"))),)).matches(kept) is True
    assert Read(tmp_path, table, columns=frozenset()).only().attributes == ()


TABLES = {
    "a mark at the beginning": b"\xef\xbb\xbfdate,words\n2029-03-12,first\n",
    "semicolons": b"date;words\n2029-03-12;first\n",
    "semicolons, and values in quotation marks": b'date;words;party\n2029-03-12;first;"Norland; Vestria"\n',
    "tabs": b"date\twords\n2029-03-12\tfirst\n",
    "a line that names the sign": b"sep=;\ndate;words\n2029-03-12;first\n",
    "line ends of Windows": b"date,words\r\n2029-03-12,first\r\n",
    "no line end at the end": b"date,words\n2029-03-12,first",
    "names of columns in capitals, with spaces": b" Date , WORDS\n2029-03-12, first \n",
    "empty lines": b"\n\ndate,words\n\n2029-03-12,first\n,\n\n",
    "columns without a name": b"date,words,,\n2029-03-12,first,,\n",
    "empty cells too many": b"date,words\n2029-03-12,first,,,\n",
}


@pytest.mark.parametrize("situation", TABLES)
def test_tables_as_programs_write_them(situation: str, tmp_path: Path) -> None:
    read = Read(tmp_path, TABLES[situation])
    assert not read.faults
    assert set(read.words) == {"first"}
    assert {item.first for item in read.items} == {at("2029-03-12")}


def test_a_line_end_in_quotation_marks_belongs_to_the_value(tmp_path: Path) -> None:
    read = Read(tmp_path, 'date,words\n2029-03-12,"one ""and""\ntwo"\n2029-03-13,next\n2029-03-32,bad\n')
    assert read.words == ['one "and"\ntwo', "next"]
    assert [item.source[-1] for item in read.items] == ["2", "4"]
    assert read.faults[0].startswith("events.csv:5: found in `date`: 32 March 2029")


BAD_ROWS = {
    "no date": (b"soon,attack,x,1", "in `date`: `soon` as a date", "the year first"),
    "a date that does not exist": (b"2029-02-30,attack,x,1", "30 February 2029", "February 2029 has 28 days"),
    "an hour that clocks skip": (b"2029-03-25 03:30,attack,x,1", "2029-03-25 03:30 in Europe/Kyiv", "02:30 or 04:30"),
    "an unknown act": (b"2029-03-12,atack,x,1", "in `act`: `atack`", "Did you mean `attack`?"),
    "a count that is none": (b"2029-03-12,attack,x,many", "in `count`: `many`", "a whole number"),
    "a count below nothing": (b"2029-03-12,attack,x,-1", "in `count`: `-1`", "a whole number"),
    "too few values": (b"2029-03-12,attack", "a row of 2 values", "4, one for each column"),
    "too many values": (b"2029-03-12,attack,one, two,1", "a row of 5 values", "in quotes"),
    "bytes that are not UTF-8": (
        b"2029-03-12,attack,caf\xe9,1",
        "not UTF-8 (0xE9, byte 22 of the line)",
        "CSV in UTF-8",
    ),
    "a NUL": (b"2029-03-12,attack,a\0b,1", "a NUL at byte 20 of the line", "Remove the character"),
    "a quotation mark that is not closed": (
        b'2029-03-12,attack,"x,1',
        "a quotation mark that is not closed",
        "Close the quotation mark",
    ),
    "text after a quotation mark": (b'2029-03-12,attack,"x" y,1', "text after one that is", "doubled"),
    "an endless line": (
        b"2029-03-12,attack," + b"x" * 3_000_000 + b",1",
        "a line of more than 1,000,000 bytes",
        "a line end",
    ),
}


@pytest.mark.parametrize("situation", BAD_ROWS)
def test_a_bad_row_is_named_and_the_others_are_used(situation: str, tmp_path: Path) -> None:
    bad, *parts = BAD_ROWS[situation]
    rows = [b"2029-03-%02d,attack,word %d,1" % (day, day) for day in range(1, 9)]
    data = b"\n".join([b"date,act,words,count", *rows[:3], bad, *rows[3:], b""])
    read = Read(tmp_path, data)
    assert read.words == [f"word {day}" for day in range(1, 9)]
    assert read.fault(parts).startswith("events.csv:5: found ")


def test_all_that_is_wrong_with_a_row_is_told(tmp_path: Path) -> None:
    read = Read(tmp_path, "date,act,status,negated\n2029-02-30,atack,sure,perhaps\n")
    assert [fault.split(":")[2] for fault in read.faults] == [
        " found in `date`", " found in `act`", " found in `status`", " found in `negated`",
    ]  # fmt: skip
    assert not read.items


def test_an_open_quotation_mark_swallows_nothing(tmp_path: Path) -> None:
    many = MOST_LINES * 3
    rows = [f"2029-03-12,word {n}" for n in range(many)]
    rows[7] = '2029-03-12,"word 7'
    rows[many // 2] = '2029-03-12,"word ""x"", closed"'
    rows[many - 2] = '2029-03-12,"open again'
    read = Read(tmp_path, "date,words\n" + "\n".join(rows) + "\n")
    assert [fault.partition(": ")[0] for fault in read.faults] == ["events.csv:9", f"events.csv:{many}"]
    assert len(read.items) == many - 2
    assert read.words[-1] == f"word {many - 1}"


def test_ids_are_each_there_once(tmp_path: Path) -> None:
    read = Read(tmp_path, "date,id\n2029-03-12,a\n2029-03-13,b\n2029-03-14,a\n2029-03-15,\n")
    assert [item.id.rpartition("/")[2] for item in read.items] == ["a", "b", "events.csv:5"]
    assert read.faults == [
        "events.csv:4: found the id `a` a second time (first in line 2); accepted: an id of its own for each row. Mend one of the ids."
    ]


def test_an_id_may_not_look_like_the_place_of_another_row(tmp_path: Path) -> None:
    read = Read(tmp_path, f"date,id\n2029-03-12,{tmp_path / 'events.csv'}:3\n2029-03-13,\n")
    assert len(read.items) == 1
    assert "an id that is not the place of a row" in read.faults[0]


def test_a_row_whose_hour_comes_twice_is_used_and_told(tmp_path: Path) -> None:
    read = Read(tmp_path, "date,act\n2029-10-28 03:30,attack\n2029-10-28 03:30,attack\n")
    assert len(read.items) == 2
    assert [fault[:13] for fault in read.faults] == ["events.csv:2:", "events.csv:3:"]
    assert "an hour that comes twice" in read.faults[0]


NO_TABLES = {
    "nothing": (b"", "events.csv:1: found nothing", "a first line with the names of columns"),
    "nothing but line ends": (b"\n\n\n", "found nothing", "Write the names of the columns."),
    "no names of columns": (
        b"2029-03-12,attack\n",
        "a first line that names no column: `2029-03-12`, `attack`",
        "`date`",
    ),
    "no dates": (b"act,party\nattack,norland\n", "no column `date`: `act`, `party`", "date, act, event"),
    "half of ACLED's": (
        b"event_date,actor1\n2029-03-12,x\n",
        "names no column",
        "a table of ACLED has `event_date`, `event_type`",
    ),
    "a column twice": (b"date,act,Act\n2029-03-12,attack,attack\n", "the column `act` 2 times", "each column once"),
    "UTF-16": ("date,act\n2029-03-12,attack\n".encode("utf-16"), "text in UTF-16", "Save it as CSV in UTF-8."),
    "a workbook": (b"PK\x03\x04rest", "a workbook", "Save it as CSV"),
    "a first line that is not UTF-8": (
        b"date,caf\xe9\n2029-03-12,x\n",
        "events.csv:1: found a byte that is not UTF-8 (0xE9",
        "UTF-8",
    ),
    "line ends of old": (b"date,act\r2029-03-12,attack\r", "a carriage return alone", "line feed"),
}


@pytest.mark.parametrize("situation", NO_TABLES)
def test_what_is_no_table_is_one_fault(situation: str, tmp_path: Path) -> None:
    data, *parts = NO_TABLES[situation]
    read = Read(tmp_path, data)
    assert not read.items
    read.fault(parts)


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path, Path("a\0b")):
        items, faults = items_of_table(path, KYIV)
        assert items == []
        assert [fault.accepted for fault in faults] == ["a table in CSV"]


def test_a_table_of_names_alone_says_that_nothing_happened(tmp_path: Path) -> None:
    read = Read(tmp_path, "date,act\n")
    assert (read.items, read.faults) == ([], [])


def test_a_slip_in_the_name_of_a_column_is_told(tmp_path: Path) -> None:
    table = "date,partys,quality\n2029-03-12,norland,AAA\n"
    read = Read(tmp_path, table)
    assert read.items[0].attributes == (("partys", "norland"), ("quality", "AAA"))
    (fault,) = read.faults
    assert fault.startswith("events.csv:1: found the column `partys`;")
    assert "Did you mean `party`? The rows are used, with `partys` as an attribute." in fault
    assert not Read(tmp_path, table, columns=frozenset(("partys",))).faults


def test_many_rows_that_are_wrong_in_one_way_are_told_in_short(tmp_path: Path) -> None:
    read = Read(tmp_path, "date,act\n" + "2029-02-30,attack\n" * 5_000 + "2029-03-12,nothing\n")
    assert len(read.faults) == 12
    assert read.faults[-1].startswith("events.csv:5001: found in `date`: 30 February 2029")
    assert "and 4,989 more like it before" in read.faults[-1]
    assert sum("in `act`: `nothing`" in fault for fault in read.faults) == 1


CELLS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_what_a_program_wrote_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]]
) -> None:
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("date", "words", "source"))
    writer.writerows(("2029-03-12", *row) for row in cells)
    read = Read(tmp_path_factory.mktemp("t"), out.getvalue())
    if not any("\0" in cell for row in cells for cell in row):
        assert read.words == [words.strip() for words, _ in cells]
        assert not read.faults


@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    Read(tmp_path_factory.mktemp("t"), data)
    Read(tmp_path_factory.mktemp("t"), b"date,act,words\n" + data)


@pytest.mark.slow
def test_a_million_rows_with_one_that_is_bad(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    with path.open("w") as out:
        out.write("date,act,party,words\n")
        for n in range(1_000_000):
            out.write(
                f"2029-{n % 12 + 1:02}-{n % 28 + 1:02},attack,norland,word {n}\n"
                if n != 654_321
                else "2029-02-30,attack,,\n"
            )
    items, faults = items_of_table(path, KYIV, parties=PARTIES)
    assert len(items) == 999_999
    (fault,) = faults
    assert fault.place == f"{path}:654323"
    assert "30 February 2029" in fault.found

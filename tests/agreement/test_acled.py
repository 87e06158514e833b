"""Tables of ACLED: what its types are, whose act an event is, and how exact its dates are. The rows are made up."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from accords.agreement.clock import Clock
from accords.agreement.item import Item, Status
from accords.agreement.pattern import Area, Pattern
from accords.agreement.tables import items_of_table

KYIV = Clock(ZoneInfo("Europe/Kyiv"))
PARTIES = {"norland": "norland", "vestria": "vestria", "lake front": "front"}
COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 "
    "inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude geo_precision source "
    "source_scale notes fatalities tags timestamp"
).split()
ROW = {
    "event_id_cnty": "VES1",
    "event_date": "2029-03-12",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Military Forces of Norland (1998-)",
    "actor2": "Military Forces of Vestria (2011-) Border Guard",
    "country": "Vestria",
    "admin1": "Lake District",
    "admin2": "Shore",
    "location": "Harbourg",
    "source": "Lake Post; Mission",
    "notes": "On 12 March, shells hit Harbourg.",
    "fatalities": "2",
}


def at(words: str) -> int:
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo("Europe/Kyiv")).timestamp())


def read(
    folder: Path, *rows: dict[str, str], columns: list[str] = COLUMNS, **options: object
) -> tuple[list[Item], list[str]]:
    path = folder / "acled.csv"
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="")
        writer.writeheader()
        writer.writerows(ROW | row for row in rows)
    items, faults = items_of_table(path, KYIV, parties=PARTIES, **options)  # type: ignore[arg-type]
    return items, [str(fault).replace(str(path), "acled.csv") for fault in faults]


def test_a_row_of_acled(tmp_path: Path) -> None:
    items, faults = read(tmp_path, {}, columns=[*COLUMNS], status=Status.CONFIRMED)
    assert faults == []
    (item,) = items
    attributes = dict(item.attributes)
    assert attributes["fatalities"] == "2"
    assert attributes["event_type"] == "Explosions/Remote violence"
    assert item == Item(
        id="VES1",
        first=at("2029-03-12"),
        last=at("2029-03-12"),
        known_on=date(2029, 3, 12),
        status=Status.CONFIRMED,
        act="attack",
        event="Shelling/artillery/missile attack",
        party="norland",
        toward=("vestria",),
        place=("Harbourg", "Shore", "Lake District", "Vestria"),
        attributes=item.attributes,
        words="On 12 March, shells hit Harbourg.",
        source=f"Lake Post; Mission ({tmp_path / 'acled.csv'}:2)",
    )
    outside = Area("lake", frozenset(("vestria",)), frozenset(("harbourg",)))
    assert outside.holds(item.place) is False


def test_rows_are_reported_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    (item,), _ = read(tmp_path, {})
    assert item.status is Status.REPORTED
    items, _ = read(
        tmp_path, {"status": "disputed"}, {"event_id_cnty": "VES2", "status": ""}, columns=[*COLUMNS, "status"]
    )
    assert [item.status for item in items] == [Status.DISPUTED, Status.REPORTED]


KINDS = {
    # event type, sub-type: act, and whose it may be
    ("Battles", "Armed clash"): ("attack", ["norland", "vestria"]),
    ("Battles", "Government regains territory"): ("attack", ["norland", "vestria"]),
    ("Explosions/Remote violence", "Air/drone strike"): ("attack", ["norland"]),
    ("Violence against civilians", "Attack"): ("attack", ["norland"]),
    ("Violence against civilians", "Abduction/forced disappearance"): ("attack", ["norland"]),
    ("Protests", "Peaceful protest"): ("protest", ["norland"]),
    ("Riots", "Mob violence"): ("protest", ["norland"]),
    ("Strategic developments", "Agreement"): ("agree", ["norland", "vestria"]),
    ("Strategic developments", "Arrests"): ("coerce", ["norland"]),
    ("Strategic developments", "Looting/property destruction"): ("coerce", ["norland"]),
    ("Strategic developments", "Headquarters or base established"): ("mobilize", ["norland"]),
    ("Strategic developments", "Non-violent transfer of territory"): ("retreat", ["norland", "vestria"]),
    ("Strategic developments", "Disrupted weapons use"): (None, ["norland"]),
    ("Strategic developments", "Change to group/activity"): (None, ["norland"]),
    ("Strategic developments", "a sub-type of later years"): (None, ["norland"]),
    ("Remote violence", ""): ("attack", ["norland"]),
    ("Battle-No change of territory", ""): ("attack", ["norland", "vestria"]),
}


@pytest.mark.parametrize(("kind", "sub"), KINDS)
def test_types_are_acts(kind: str, sub: str, tmp_path: Path) -> None:
    items, faults = read(tmp_path, {"event_type": kind, "sub_event_type": sub})
    assert not faults
    act, parties = KINDS[kind, sub]
    assert [item.party for item in items] == parties
    assert {item.act for item in items} == {act}
    assert {item.event for item in items} == {sub or kind}
    # What ACLED tells to be something else is no attack, and not perhaps one.
    if act != "attack":
        assert {Pattern(acts=frozenset(("attack",))).matches(item) for item in items} == {False}


def test_who_began_a_clash_is_not_told_even_where_the_clash_is_confirmed(tmp_path: Path) -> None:
    one, other = read(tmp_path, {"event_type": "Battles", "sub_event_type": "Armed clash"}, status=Status.CONFIRMED)[0]
    assert (one.id, one.party, one.toward, one.status) == ("VES1", "norland", ("vestria",), Status.REPORTED)
    assert (other.id, other.party, other.toward, other.status) == ("VES1/2", "vestria", ("norland",), Status.REPORTED)


def test_who_gave_up_territory_may_be_one_who_is_not_named(tmp_path: Path) -> None:
    transfer = {
        "event_type": "Strategic developments",
        "sub_event_type": "Non-violent transfer of territory",
        "actor2": "",
    }
    one, other = read(tmp_path, transfer)[0]
    assert (one.party, one.toward) == ("norland", ())
    assert (other.party, other.toward) == (None, ("norland",))


def test_an_agreement_is_of_both_and_of_one_alone_where_only_one_is_named(tmp_path: Path) -> None:
    agreement = {"event_type": "Strategic developments", "sub_event_type": "Agreement"}
    items, _ = read(tmp_path, agreement, agreement | {"event_id_cnty": "VES2", "actor2": ""}, status=Status.CONFIRMED)
    assert [(item.party, item.toward) for item in items] == [
        ("norland", ("vestria",)),
        ("vestria", ("norland",)),
        ("norland", ()),
    ]
    assert {item.status for item in items} == {Status.CONFIRMED}


ACTORS = {
    "Military Forces of Norland (1998-)": "norland",
    "Military Forces of Norland (1998-2029) Navy": "norland",
    "Police Forces of Norland (1998-) Prison Guards": "norland",
    "Government of Norland (1998-)": "norland",
    "Norland": "norland",
    "Lake Front": "front",
    "Lake Front (2020-)": "front",
    "Protesters (Norland)": "protesters-norland",
    "Free Kasmeran Army": "free-kasmeran-army",
    "": None,
}


@pytest.mark.parametrize("actor", ACTORS)
def test_the_forces_of_a_state_are_the_state(actor: str, tmp_path: Path) -> None:
    (item,), _ = read(tmp_path, {"actor1": actor})
    assert item.party == ACTORS[actor]


def test_a_party_that_is_named_beside_the_actor_may_have_done_it(tmp_path: Path) -> None:
    beside = {"actor1": "Unidentified Armed Group", "assoc_actor_1": "Lake Front; Fishers; Lake Front"}
    one, other = read(tmp_path, beside, status=Status.CONFIRMED)[0]
    assert (one.party, one.status) == ("unidentified-armed-group", Status.CONFIRMED)
    assert (other.party, other.status) == ("front", Status.REPORTED)


def test_whether_civilians_stand_for_a_party_is_not_told(tmp_path: Path) -> None:
    upon = Pattern(acts=frozenset(("attack",)), toward=frozenset(("vestria",)))
    items, _ = read(
        tmp_path,
        {"actor2": "Civilians (Vestria)"},
        {"event_id_cnty": "VES2", "actor2": "Civilians (Vestria)", "assoc_actor_2": "Government of Vestria (2011-)"},
        {"event_id_cnty": "VES3", "actor2": "Free Kasmeran Army"},
    )
    assert [upon.matches(item) for item in items] == [None, True, False]


DATES = {
    # event_date, time_precision, timestamp: first, last, known on
    "that day": ("2029-03-12", "1", "", "2029-03-12", "2029-03-12", date(2029, 3, 12)),
    "as the export tool writes it": ("12 March 2029", "1", "", "2029-03-12", "2029-03-12", date(2029, 3, 12)),
    "with a short month": ("05-Mar-2029", "1.0", "", "2029-03-05", "2029-03-05", date(2029, 3, 5)),
    "not told": ("2029-03-12", "", "", "2029-03-12", "2029-03-12", date(2029, 3, 12)),
    "some day of that week": ("2029-03-12", "2", "", "2029-03-06", "2029-03-18", date(2029, 3, 18)),
    "some day of that month": ("2029-02-15", "3", "", "2029-02-01", "2029-02-28", date(2029, 2, 28)),
    "of the last month of a year": ("2029-12-15", "3", "", "2029-12-01", "2029-12-31", date(2029, 12, 31)),
    "published later": ("2029-03-12", "1", "1868400000", "2029-03-12", "2029-03-12", date(2029, 3, 17)),
    "published within the month": ("2029-03-15", "3", "1868400000", "2029-03-01", "2029-03-17", date(2029, 3, 17)),
}


@pytest.mark.parametrize("situation", DATES)
def test_a_date_is_as_exact_as_its_precision(situation: str, tmp_path: Path) -> None:
    when, precision, timestamp, first, last, known = DATES[situation]
    (item,), faults = read(tmp_path, {"event_date": when, "time_precision": precision, "timestamp": timestamp})
    assert not faults
    assert (item.first, item.last, item.known_on) == (at(first), at(last), known)


BAD = {
    "event_date": ("12/03/2029", "in `event_date`: `12/03/2029` as a date", "`12 March 2029`"),
    "event_type": ("Battle", "in `event_type`: `Battle`", "Did you mean `battles`?"),
    "time_precision": ("4", "in `time_precision`: `4`", "1 (that day), 2 (that week) or 3 (that month)"),
    "timestamp": ("yesterday", "in `timestamp`: `yesterday`", "seconds since 1970"),
}


@pytest.mark.parametrize("column", BAD)
def test_a_bad_row_is_named_and_the_others_are_used(column: str, tmp_path: Path) -> None:
    bad, *parts = BAD[column]
    items, faults = read(tmp_path, {}, {"event_id_cnty": "VES2", column: bad}, {"event_id_cnty": "VES3"})
    assert [item.id for item in items] == ["VES1", "VES3"]
    (fault,) = faults
    assert fault.startswith("acled.csv:3: found ")
    for part in parts:
        assert part in fault, fault


def test_columns_in_capitals_and_those_of_older_years(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(
        "EVENT_DATE,EVENT_TYPE,ACTOR1,ACTOR2,LOCATION\n12 March 2017,Remote violence,Lake Front,Norland,Harbourg\n"
    )
    (item,), faults = items_of_table(path, KYIV, parties=PARTIES)
    assert not faults
    assert (item.id, item.act, item.party, item.toward) == (f"{path}:2", "attack", "front", ("norland",))


def test_only_the_columns_that_patterns_ask_for_are_kept(tmp_path: Path) -> None:
    (item,), _ = read(tmp_path, {}, columns=COLUMNS)
    assert {"fatalities", "sub_event_type"} <= dict(item.attributes).keys()
    path = tmp_path / "acled.csv"
    (item,), _ = items_of_table(path, KYIV, columns=frozenset(("fatalities",)))
    assert item.attributes == (("fatalities", "2"),)

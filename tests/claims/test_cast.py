"""Who is in a report: which names are one person, what is no person, which sex, role and party the text tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accords.claims.beside import told_as_body
from accords.claims.cast import Cast, Character
from accords.claims.given_names import EITHER, FEMALE, GIVEN, MALE
from accords.claims.spelling import same_given
from accords.vocabulary import Span

Maker = Callable[..., Cast]  # the fixture `cast_of` of conftest.py


def people(cast: Cast) -> list[str]:
    return sorted(c.name for c in cast.people if c.count)


def one(cast: Cast) -> Character:
    [found] = [c for c in cast.people if c.count]
    return found


SAME = [
    ("Anna Holt spoke. Holt left.", ["Anna Holt"]),
    ("Omar Bell spoke. O. Bell left. Bell slept.", ["Omar Bell"]),
    ("Muhammad Tarani spoke. Mohammed Tarani left.", ["Muhammad Tarani"]),
    ("Sergei Tarnov spoke. Sergey Tarnov left.", ["Sergei Tarnov"]),
    ("John Tarn spoke. Jane Tarn left.", ["Jane Tarn", "John Tarn"]),
    ("Omar Bell spoke. Anna Bell left.", ["Anna Bell", "Omar Bell"]),
    # Two who share three letters and no sex are two.
    ("Marco Tarn spoke. Maria Tarn left.", ["Marco Tarn", "Maria Tarn"]),
    ("Hassan al-Tarani spoke. Al-Tarani left. Tarani slept.", ["Hassan al-Tarani"]),
    ("Anna Mlando-Reis spoke. Mlando-Reis left.", ["Anna Mlando-Reis"]),
    ("Volodymyr Zelensky spoke. Volodymyr Zelenskyy left.", ["Volodymyr Zelenskyy"]),
    ("Anna Müller spoke. Anna Muller left. Müller slept.", ["Anna Müller"]),
    # One who is called by the first name, where nobody bears it as the last.
    ("The negotiator Getaneh Alemu spoke. Getaneh left.", ["Getaneh Alemu"]),
    ("SERGEI LAVROV SPEAKS. Sergei Lavrov left.", ["Sergei Lavrov"]),
]


@pytest.mark.parametrize(("text", "expected"), SAME)
def test_which_names_are_one_person(cast_of: Maker, text: str, expected: list[str]) -> None:
    cast = cast_of(text)
    assert people(cast) == expected


NOBODY = [
    "Norland Harbour Commission met in Port Halla.",
    "Christian Aid and the Roman Catholic Church helped.",
    "In Port Halla, the foreign minister arrived.",
    "Georgia and Jordan met in Paris.",
    "The Grace Foundation and the Victoria Falls Treaty.",
    "The White House and the Kremlin are silent.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_bodies_and_places_are_no_people(cast_of: Maker, text: str) -> None:
    assert people(cast_of(text)) == []


PARTIES = [
    ("Norwegian Foreign Minister Mira Holt spoke.", "Norway", "f", "Norwegian Foreign Minister"),
    ("Norway's envoy Mira Holt spoke.", "Norway", "f", "Norway's envoy"),
    ("Mira Holt, Norway's envoy, spoke.", "Norway", "f", "Norway's envoy"),
    ("Mira Holt, who leads the Norwegian delegation, spoke.", "Norway", "f", None),
    ("Mira Holt, who met the Norwegian envoy, spoke.", None, "f", None),
    ("Kwabe Osan, a spokesman for Hamas, spoke.", "Hamas", "m", "spokesman for Hamas"),
    ("Kwabe Osan, the envoy's spokeswoman, spoke.", None, "f", "envoy's spokeswoman"),
    ("Houthi negotiator Kwabe Osan spoke.", "Houthis", None, "Houthi negotiator"),
    ("Norwegian striker Tomas Verdan spoke.", None, "m", "Norwegian striker"),
    ("Norway's Verdan, an analyst, spoke of Tomas Verdan.", None, "m", "analyst"),
    ("Mira Holt, the envoy, spoke with her Swedish counterpart.", None, "f", "envoy"),
    ("Robin Holt, the envoy, spoke.", None, None, "envoy"),
]


@pytest.mark.parametrize(("text", "party", "sex", "role"), PARTIES)
def test_what_the_words_beside_a_name_tell(
    cast_of: Maker, text: str, party: str | None, sex: str | None, role: str | None
) -> None:
    cast = cast_of(text)
    found = one(cast)
    assert (found.party, cast.actor(found).role) == (party, role)
    if found.name.startswith(("Mira", "Kwabe", "Tomas", "Robin")) and found.name != "Mira Holt":
        assert found.sex == sex


def test_somebody_on_the_roster_has_the_role_and_party_of_the_day(cast_of: Maker) -> None:
    cast = cast_of("The talks with Olaf Scholz went well.")
    assert cast.actor(one(cast)).party == "germany"
    assert cast.actor(one(cast)).role != "Chancellor"


def test_a_last_name_alone_is_on_the_roster_only_where_its_party_is_named(cast_of: Maker) -> None:
    assert people(cast_of("The plan of Lavrov failed.")) == []
    assert people(cast_of("Russia waits. The plan of Lavrov failed.")) == ["Sergei Lavrov"]


def test_who_stands_as_a_speaker_is_learned_and_then_known_by_the_last_name(cast_of: Maker) -> None:
    assert people(cast_of("Kwabe Osan met the envoys. Osan left.")) == []
    cast = cast_of("[Kwabe Osan] said <no>. Osan left.")
    assert people(cast) == ["Kwabe Osan"]
    assert one(cast).count == 2


def test_a_name_that_a_source_cuts_out_of_a_run_of_capitals_begins_there(cast_of: Maker) -> None:
    assert people(cast_of("Mohammed bin Salman waits. In Jeddah [bin Salman] said <no>.")) == ["Mohammed bin Salman"]


def test_a_given_name_that_is_a_state_names_no_state(cast_of: Maker) -> None:
    cast = cast_of("Georgia Holt, an analyst, spoke.")
    assert people(cast) == ["Georgia Holt"]
    assert cast.places == ()
    assert cast.parties_named == set()


def test_two_who_bear_a_last_name_are_kept_as_rivals(cast_of: Maker) -> None:
    cast = cast_of("John Tarn met Olga Tarn. Tarn spoke.")
    assert [c.name for c in cast.ambiguous["tarn"]] == ["John Tarn", "Olga Tarn"]
    assert [c.count for c in cast.people] == [1, 1]


def test_rivals_of_the_roster_do_not_join_the_cast(cast_of: Maker) -> None:
    cast = cast_of("Saudi Arabia waits. The plan of bin Salman failed.")
    assert {c.name for c in cast.ambiguous["bin salman"]} == {"Khalid bin Salman", "Mohammed bin Salman"}
    assert cast.people == []


def test_appearances_are_in_order_apart_and_found_by_place(cast_of: Maker) -> None:
    text = "Anna Holt met Omar Bell. Bell left Holt's tent."
    cast = cast_of(text)
    rows = [(a.span.words(cast.text), a.possessive) for a in cast.appearances]
    assert rows == [("Anna Holt", False), ("Omar Bell", False), ("Bell", False), ("Holt", True)]
    at = cast.text.index("Bell left")
    assert [a.span.words(cast.text) for a in cast.between(at, len(cast.text))] == ["Bell", "Holt"]
    assert cast.between(at + 1, at + 4) == []


GIVEN_NAMES = [
    ("omar", "o", True),
    ("mohammed", "muhammad", True),
    ("yuri", "yury", True),
    ("dmitry", "dmytro", True),
    ("john", "jane", False),
    ("marco", "maria", False),
    ("omar", "anna", False),
]


@pytest.mark.parametrize(("one", "other", "same"), GIVEN_NAMES)
def test_when_two_given_names_are_one(one: str, other: str, same: bool) -> None:
    assert same_given(one, other) is same
    assert same_given(other, one) is same


def test_no_given_name_tells_two_sexes() -> None:
    assert not MALE & FEMALE
    assert not (MALE | FEMALE) & EITHER
    assert all(name[:1].isupper() for name in GIVEN)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Harlow Steel, a shipping company, left.", True),
        ("Harlow Steel, the company that owns it, left.", True),
        ("Harlow Steel, a company director, left.", False),
        ("Harlow Steel, a member of the group, left.", False),
    ],
)
def test_an_apposition_tells_that_a_name_is_a_body(text: str, body: bool) -> None:
    assert told_as_body(text, Span(0, len("Harlow Steel"))) is body

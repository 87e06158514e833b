"""Names by their form, with the title before and the apposition after, and pronouns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.reading.mentions import mentions
from accords.reading.reading import Form, Mention
from accords.reading.sentences import Sentences


def found(text: str) -> tuple[Mention, ...]:
    return mentions(text, Sentences.of(text))


def names(text: str) -> list[str]:
    return [m.span.words(text) for m in found(text) if m.form is Form.NAME]


def only(text: str) -> Mention:
    [mention] = [m for m in found(text) if m.form is Form.NAME]
    return mention


NAMES = [
    ("Later Mira Holt spoke.", ["Mira Holt"]),
    ("Mira Holt, Jan Berg and Omar Bell spoke.", ["Mira Holt", "Jan Berg", "Omar Bell"]),
    ("On Monday Mira Holt spoke.", ["Mira Holt"]),
    ("This Holt is not that Berg.", ["Holt", "Berg"]),
    ("Does Holt know? Has Berg asked?", ["Holt", "Berg"]),
    ("Mira van der Holt met Pedro de la Roca.", ["Mira van der Holt", "Pedro de la Roca"]),
    ("Talks with Omar bin Tarik and Salim Abu Rahal.", ["Omar bin Tarik", "Salim Abu Rahal"]),
    ("Hassan al-Tarani met Karim ash-Sharif.", ["Hassan al-Tarani", "Karim ash-Sharif"]),
    ("Yesterday al-Tarani spoke.", ["al-Tarani"]),
    ("Later bin Tarik met von der Holt.", ["bin Tarik", "von der Holt"]),
    ("Anne-Marie Holt-Berg spoke.", ["Anne-Marie Holt-Berg"]),
    ("Sean O'Dell and Mira O’Dell spoke.", ["Sean O'Dell", "Mira O’Dell"]),
    ("Élise Čapek met Łukasz Ōta and Åsa Öberg.", ["Élise Čapek", "Łukasz Ōta", "Åsa Öberg"]),
    ("A čapek and an élan, said Holt.", ["Holt"]),
    ("J. R. Holt spoke.", ["J. R. Holt"]),
    ("Norland's Mira Holt spoke.", ["Norland", "Mira Holt"]),
    ("Norland’s Élise Holt spoke.", ["Norland", "Élise Holt"]),
    ("The Harbour Commission met in Port Halla.", ["Harbour Commission", "Port Halla"]),
    ("Mira Holt\nJan Berg", ["Mira Holt", "Jan Berg"]),
    ("I said so. I've said so. The minister nodded.", []),
    ("The Prime Minister spoke on Tuesday in March.", []),
    ("The spokesman, Zaw Min Tun, spoke.", ["Zaw Min Tun"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_a_run_of_capitals_is_a_name_without_what_only_stands_in_capitals(text: str, expected: list[str]) -> None:
    assert names(text) == expected


TITLES = [
    ("It failed. The foreign minister Mira Holt spoke.", "The foreign minister", ""),
    ("Yesterday Minister of Defence Mira Holt spoke.", "Minister of Defence", ""),
    ("Norwegian Foreign Minister Mira Holt spoke.", "Norwegian Foreign Minister", ""),
    ("Then Gen. Omar Bell spoke.", "Gen.", ""),
    ("Then Lt. Gen. Omar Bell spoke.", "Lt. Gen.", ""),
    ("Then the foreign minister, Mira Holt, spoke.", "the foreign minister", ""),
    ("Then the chief mediator Mira Holt spoke.", "the chief mediator", ""),
    ("Mira Holt, the chief mediator, spoke.", "", "the chief mediator"),
    ("It was Mira Holt, a spokeswoman for the council.", "", "a spokeswoman for the council"),
    ("Mira Holt, who leads the delegation, spoke.", "", "who leads the delegation"),
    ("Mira Holt (the group's spokeswoman) spoke.", "", "the group's spokeswoman"),
]


@pytest.mark.parametrize(("text", "title", "apposition"), TITLES)
def test_titles_and_appositions_belong_to_the_person_they_stand_beside(text: str, title: str, apposition: str) -> None:
    mention = only(text)
    assert mention.title.removeprefix("Then ") == title
    assert mention.apposition == apposition
    assert mention.person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("After she met Mira Holt, the envoy said no.", "Mira Holt"),  # a new clause
        ("In Port Halla, Foreign Minister Omar Bell waited.", "Port Halla"),  # the next name's title
        ("In Port Halla, the foreign minister arrived.", "Port Halla"),  # where, and then who
        ("Having heard the envoy, Mira Holt left.", "Mira Holt"),  # a clause before
        ("Mira Holt, tired and late, sat down.", "Mira Holt"),
        ("The Harbour Commission, a body of experts, met.", "Harbour Commission"),
    ],
)
def test_what_only_stands_near_is_no_title(text: str, name: str) -> None:
    [mention] = [m for m in found(text) if m.span.words(text) == name]
    assert (mention.title, mention.apposition, mention.person) == ("", "", False)


def test_a_role_after_the_name_of_a_body_makes_it_no_person() -> None:
    assert not only("The Harbour Commission, the chief mediator, met.").person


def test_possessives_are_marked_and_stand_outside_the_name() -> None:
    text = "Holt's envoy met the Bells’ lawyer and Berg."
    rows = [(m.span.words(text), m.possessive) for m in found(text) if m.form is Form.NAME]
    assert rows == [("Holt", True), ("Bells", True), ("Berg", False)]


def test_the_owner_before_a_title_is_part_of_the_title() -> None:
    text = "Norland's Foreign Minister Mira Holt spoke."
    [owner, holder] = found(text)
    assert owner.possessive and owner.span.words(text) == "Norland"
    assert holder.title == "Norland's Foreign Minister"


def test_pronouns_of_the_third_person_are_mentions_and_no_others_are() -> None:
    text = "She told him that they had it, and I told you her view of theirs."
    assert [m.span.words(text) for m in found(text)] == ["She", "him", "they", "it", "her"]
    assert {m.form for m in found(text)} == {Form.PRONOUN}


@given(st.text(alphabet="Ab É’'.-,;()\n\u00a0ičĀ中هи1\u0301", max_size=80))
def test_mentions_are_in_order_apart_and_inside_the_text(text: str) -> None:
    spans = [m.span for m in found(text)]
    assert spans == sorted(spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))

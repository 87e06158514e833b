"""Every attribution of a report gets its speaker, or nobody, and the report its actors. The form of the texts: conftest.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.claims.parties import Resolved, resolve
from accords.claims.roster import FileRoster
from accords.reading.reading import Reading
from tests.growth import calls, growth

Teller = Callable[..., list]  # the fixture `told` of conftest.py
Resolver = Callable[..., Resolved]  # the fixture `resolved`
Reader = Callable[..., Reading]  # the fixture `reading_made`

TURNS = [
    # Labels in capitals, of people of the text, of the roster, of nobody known.
    (
        "Remarks by Donald Trump and Vladimir Putin\n\n[PRESIDENT TRUMP]: <a.>\n[PUTIN]: <b.>",
        [("Donald Trump", "person", "united-states"), ("Vladimir Putin", "person", "russia")],
    ),
    ("[HADDAD]: <a.>\n[OKELLO]: <b.>\n[HADDAD]: <c.>", [(n, "person", None) for n in ("Haddad", "Okello", "Haddad")]),
    ("[MR. HADDAD]: <a.>\n[HADDAD]: <b.>", [("Haddad", "person", None)] * 2),
    # By a part of a name that the text has in full, whichever comes first.
    ("An interview with Sanna Osan.\n\n[Sanna]: <a.>\n[OSAN]: <b.>\n[Sanna Osan]: <c.>", [("Sanna Osan", "person", None)] * 3),
    ("An interview with Kwabe Osan.\n\n[Kwabe]: <a.>\n[Osan]: <b.>", [("Kwabe Osan", "person", None)] * 2),
    # States take turns as well.
    ("[PAKISTAN]: <a.>\n[United States]: <b.>", [("Pakistan", "state", "pakistan"), ("United States", "state", "united-states")]),
    # Whoever asks has no name.
    ("[GEN. OMAR BELL]: <a.>\n[PM HADDAD]: <b.>", [("Omar Bell", "person", None), ("Haddad", "person", None)]),
    ("[QUESTION]: <a?>\n[Q]: <b?>\n[REPORTER]: <c?>", [("QUESTION", "unnamed", None), ("Q", "unnamed", None), ("REPORTER", "unnamed", None)]),
    ("[FOREIGN MINISTER]: <a.>", [("FOREIGN MINISTER", "unnamed", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TURNS)
def test_the_label_of_a_turn_is_a_speaker(
    told: Teller, text: str, expected: Sequence[tuple[str, str, str | None]]
) -> None:
    rows = told(text)
    assert [(t.name, t.actor.kind.value, t.party) for t in rows] == list(expected)
    assert {t.rule for t in rows} == {"turn"}


def test_a_journalist_who_asks_is_of_the_outlet_in_brackets(roster: FileRoster, reading_made: Reader) -> None:
    reading = reading_made("[Q] (Harbour Radio): <a?>\n[Q] (Inaudible.): <b?>\n[Q] (Harbour Radio): <c?>")
    turns = tuple(replace(a, turn=True) for a in reading.attributions)
    found = resolve(replace(reading, attributions=turns), roster)
    assert found.speakers == ("harbour-radio", "q", "harbour-radio")


def test_a_label_that_two_of_the_text_bear_is_nobody(told: Teller) -> None:
    [found] = told("John Tarn and Olga Tarn met.\n\n[TARN]: <a.>")
    assert (found.name, found.rule, found.candidates) == (None, "two candidates", ("john-tarn", "olga-tarn"))


ELIDED = [
    ("[Omar Bell] said <a> and []{added} <b>.", "elided, same sentence", "Omar Bell"),
    ("Omar Bell stood up and []{said} <b>.", "elided, first person of the sentence", "Omar Bell"),
    ("[Omar Bell] said <a>. []{Added}: <b>.", "elided, spoke last", "Omar Bell"),
    ("Then []{said} <b>.", "nobody is named", None),
]


@pytest.mark.parametrize(("text", "rule", "name"), ELIDED)
def test_a_source_that_is_not_told_is_who_spoke_before(told: Teller, text: str, rule: str, name: str | None) -> None:
    found = told(text)[-1]
    assert (found.rule, found.name) == (rule, name)


def test_what_is_within_another_saying_is_resolved_and_is_not_who_spoke_last(told: Teller) -> None:
    rows = told("[Omar Bell] said <[Norway] had said <it would come>>. [He] added <no>.")
    assert [t.name for t in rows] == ["Omar Bell", "Norway", "Omar Bell"]


def test_a_belief_is_resolved_and_its_holder_has_not_spoken(told: Teller) -> None:
    rows = told("[Hamas] said <a>. ~[Israel] hopes <b>. There was rain. [It] added <c>.")
    assert [t.name for t in rows] == ["Hamas", "Israel", "Hamas"]


def test_the_headline_is_resolved_and_has_not_spoken(
    resolved: Resolver, reading_made: Reader, roster: FileRoster
) -> None:
    reading = reading_made("It rains. [It] said <b>.", headline="[Hamas] says <no>")
    found = resolve(reading, roster)
    assert found.speakers == ("hamas", None)


def test_why_tells_the_words_of_the_source_and_their_place(resolved: Resolver, reading_made: Reader) -> None:
    text = "[Norwegian envoy Omar Bell, who was late,] said <a>. []{Added}: <b>."
    first, second = resolved(text).whys
    plain = reading_made(text).report.text
    assert first.words == "Norwegian envoy Omar Bell, who was late,"
    assert first.span is not None and first.span.words(plain) == first.words
    assert (second.words, second.span) == (None, None)


def test_aliases_are_the_names_that_the_report_uses_and_no_pronouns_or_descriptions(resolved: Resolver) -> None:
    text = (
        "[Russia] said <a>. [It] said <b>. [The Kremlin] said <c>. [The Russians] said <d>. [A statement by Moscow] said <e>. "
        "[The Houthis] said <f>. [The group] said <g>. [Sergei Lavrov] said <h>. [He] said <i>. [Lavrov] said <j>."
    )
    aliases = {a.name: a.aliases for a in resolved(text).actors}
    assert aliases["Russia"] == ("Kremlin", "Moscow", "Russians")
    assert aliases["Houthis"] == ()
    assert aliases["Sergei Lavrov"] == ("Lavrov",)


def test_actors_are_everybody_named_or_quoted_with_their_parties_and_nobody_else(resolved: Resolver) -> None:
    found = resolved("Emmanuel Macron waits in Kyiv. [A Norwegian official] said <a>.")
    assert {a.id for a in found.actors} == {"emmanuel-macron", "france", "a-norwegian-official", "norway"}
    assert [a.id for a in found.actors] == sorted(a.id for a in found.actors)


def test_rivals_are_no_actors_of_the_report_on_that_account(resolved: Resolver) -> None:
    found = resolved("[The US envoy] said <a>.")
    assert found.whys[0].candidates
    assert found.actors == ()


def test_the_same_report_without_a_day_or_a_roster_is_resolved_by_its_words_alone(
    told: Teller, reading_made: Reader
) -> None:
    text = "[Norwegian envoy Omar Bell] said <a>. [He] said <b>. [The Kremlin] said <c>."
    assert [t.name for t in told(text, None)] == ["Omar Bell", "Omar Bell", "Russia"]
    bare = resolve(reading_made(text), FileRoster())
    assert bare.speakers == ("omar-bell", "omar-bell", "kremlin")


@pytest.mark.parametrize("text", ["", "It rains.", "\n\n\n", "Nobody spoke."])
def test_a_report_in_which_nobody_speaks_has_no_speakers(resolved: Resolver, text: str) -> None:
    assert resolved(text).speakers == ()


SOURCES = [
    "He", "She", "They", "It", "I", "who", "Holt", "Mira Holt", "Omar Bell", "Bell's aide", "The envoy", "the Norwegian envoy",
    "The Kremlin", "Kyiv", "two officials", "The official", "A statement by Holt", "The statement", "the group", "Nobody", "",
    "his counterpart", "—", "“", "Ñ", "US", "their Foreign Ministry", "Tarn", "John Tarn", "Olga Tarn", "Bell and Holt", "’s",
]  # fmt: skip
_SAYINGS = st.lists(
    st.tuples(st.sampled_from(SOURCES), st.sampled_from(["it rains", "“no”", "[He] said <so>"])), max_size=12
)


@settings(max_examples=80, deadline=None)
@given(_SAYINGS)
def test_whoever_is_said_to_speak_the_answer_is_whole(
    told: Teller, resolved: Resolver, sayings: list[tuple[str, str]]
) -> None:
    text = " ".join(
        f"[{source}]{{said}} <{content}>." if source else f"[]{{said}} <{content}>." for source, content in sayings
    )
    rows = told(text)
    assert all(t.rule for t in rows)
    assert all(t.name is None for t in rows if t.rule == "two candidates")
    assert all((len(t.candidates) > 1) == (t.rule == "two candidates") for t in rows)
    again = resolved(text)
    assert again.speakers == resolved(text).speakers
    assert len({a.id for a in again.actors}) == len(again.actors)


def _long_report(attributions: int, names: int) -> str:
    """Sentences of every kind, each name new to the text but known by form."""
    forms = (
        "[Envoy {given} {last}] said <it rains>.",
        "[{last}] said <it snows>.",
        "[He] added <no>.",
        "[The envoy] said <yes>.",
        "[{last} Commission] said <so>.",
        "[The ministry] said <no>.",
        "[It] said <no>.",
        "[two officials] said <no>.",
        "[His counterpart] said <no>.",
    )
    rows = []
    for i in range(attributions):
        number = i % names
        last = "".join(chr(ord("a") + int(d)) for d in f"{number:04d}").title() + "ov"
        rows.append(forms[i % len(forms)].format(given="Omar", last=last))
        if i % 12 == 11:
            rows.append("\n\n")
    return " ".join(rows)


def test_a_long_report_costs_as_much_for_each_attribution_as_a_short_one(
    roster: FileRoster, reading_made: Reader
) -> None:
    grown = growth(lambda n: reading_made(_long_report(n, n)), lambda reading: resolve(reading, roster), 150, 2_400)
    assert grown.is_near_linear, grown


def test_one_line_without_an_end_costs_no_more_than_its_length(roster: FileRoster, reading_made: Reader) -> None:
    def reading(size: int) -> Reading:
        return reading_made(", ".join("Omar Bell waited and [he] said <no> to Anna Holt" for _ in range(size)))

    # Counted: only where there are more names than are looked back over for a pronoun is it in proportion.
    grown = growth(reading, lambda made: resolve(made, roster), 250, 1_000, cost=calls)
    assert grown.is_near_linear, grown


def test_many_attributions_and_names_are_all_resolved(resolved: Resolver) -> None:
    found = resolved(_long_report(3000, 1000))
    assert len(found.speakers) == 3000
    assert sum(s is not None for s in found.speakers) > 2000

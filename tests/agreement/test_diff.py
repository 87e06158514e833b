"""Two drafts are compared by what they mean: what is stricter or looser, what has moved, and what is only worded anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings

from accords.agreement.diff import diff
from accords.agreement.difference import Difference, DifferenceKind, Direction, Subject
from accords.agreement.pairing import Likeness, paired
from accords.agreement.parse import read_agreement
from tests.agreement.files import HEAD, agreed, articles, clause

SHIPPED = sorted((Path(__file__).parents[2] / "examples" / "agreements").glob("*.yaml"))
OWED = ("kind: obligation", "who: arland", "does: {event: lists handed over}")
FORBIDDEN = ("kind: prohibition", "who: [arland, beland]", "does not: {act: attack, place: shore}")
GUARANTEE = (
    "kind: guarantee", "guarantors: [beland, celand]", "beneficiary: arland", "trigger: armed attack", "duty: {act: aid, toward: arland}",
)  # fmt: skip


def differences(old: str, new: str, head: str = HEAD) -> tuple[Difference, ...]:
    return diff(agreed(old, place="old.yaml"), agreed(new, head, place="new.yaml"))


def only(old: str, new: str) -> Difference:
    (one,) = differences(old, new)
    return one


# -- one change ------------------------------------------------------------------------------------------------------------

_S, _L, _O = Direction.STRICTER, Direction.LOOSER, Direction.OTHER
CHANGES: dict[str, tuple[tuple[str, ...], tuple[str, ...], str, Direction, str]] = {
    "a later deadline": ((*OWED, "by: 2029-06-01"), (*OWED, "by: 2029-06-17"), "by", _L, "the deadline of 1 is 16 days later"),
    "an earlier deadline": ((*OWED, "by: 2029-06-02"), (*OWED, "by: 2029-06-01"), "by", _S, "1 day earlier"),
    "a deadline counted otherwise": (
        (*OWED, "by: 14 days after signing"), (*OWED, "by: 2029-03-30"), "by", _L, "4 days later",
    ),
    "working days for days": (
        (*OWED, "by: 5 days after start"), (*OWED, "by: 5 working days after start"), "by", _L, "2 days later",
    ),
    "another beginning of the clock": (
        (*OWED, "by: 5 days after start"), (*OWED, "by: 5 days after signing"), "by", _O, "by the end of 17 March 2029",
    ),
    "a deadline where there was none": ((*OWED,), (*OWED, "by: 2029-06-01"), "by", _S, "1 has a deadline now"),
    "no deadline any more": ((*OWED, "by: 2029-06-01"), (*OWED,), "by", _L, "1 has no deadline any more"),
    "a longer prohibition": ((*FORBIDDEN, "until: 2029-06-01"), (*FORBIDDEN, "until: 2030-06-01"), "until", _S, "365 days later"),
    "a prohibition for ever": ((*FORBIDDEN, "until: 2029-06-01"), (*FORBIDDEN,), "until", _S, "no end any more"),
    "a later beginning": ((*FORBIDDEN,), (*FORBIDDEN, "begins: 2029-06-01"), "begins", _L, "a beginning now"),
    "one more debtor": (
        (*OWED, "by: 2029-06-01"), ("kind: obligation", "who: [arland, beland]", "owed: severally", "does: {event: lists handed over}", "by: 2029-06-01"),
        "who", _S, "Arland and Beland",
    ),
    "each its own": (
        ("kind: obligation", "who: [arland, beland]", "does: {event: x}"),
        ("kind: obligation", "who: [arland, beland]", "owed: severally", "does: {event: x}"), "owed", _S, "severally",
    ),
    "fewer acts fulfil it": (
        ("kind: obligation", "who: arland", "does: {act: retreat}"),
        ("kind: obligation", "who: arland", "does: {act: retreat, issue: forces}"), "does", _S, "retreat on forces",
    ),
    "more of it": (
        ("kind: obligation", "who: arland", "does: {event: freed, times: 3}"),
        ("kind: obligation", "who: arland", "does: {event: freed, times: 5}"), "does", _S, "5 times",
    ),
    "more is forbidden": (
        ("kind: prohibition", "who: arland", "does not: {act: attack}"),
        ("kind: prohibition", "who: arland", "does not: {act: [attack, threaten]}"), "does not", _S, "attack or threaten",
    ),
    "forbidden in less of the land": (
        ("kind: prohibition", "who: arland", "does not: {act: attack}"), ("kind: prohibition", "who: arland", "does not: {act: attack, place: shore}"),
        "area", _L, "shore (harbourg, lakeside, except old mill)",
    ),
    "a condition": ((*OWED,), (*OWED, "when: start"), "when", _L, "withdrawal begins"),
    "a harder condition": ((*OWED, "when: start"), (*OWED, "when: {all: [armed attack, start]}"), "when", _L, "and"),
    "another condition": ((*OWED, "when: start"), (*OWED, "when: armed attack"), "when", _O, "attack toward Arland"),
    "an exception": ((*OWED,), (*OWED, "unless: start"), "unless", _L, "an exception now"),
    "no way to cure": ((*OWED, "by: 2029-06-01"), (*OWED, "by: 2029-06-01", "cure: no"), "cure", _S, "does not cure a breach of 1 any more"),
    "once for all": ((*OWED, "when: start", "again: yes"), (*OWED, "when: start"), "again", _L, "done once for all"),
    "a wider trigger": (
        GUARANTEE, (*GUARANTEE[:3], "trigger: {act: [attack, threaten], toward: arland, place: shore}", GUARANTEE[4]),
        "trigger", _S, "attack or threaten toward Arland",
    ),
    "an easier rule": (
        (*GUARANTEE, "determined by: {who: [beland, celand], rule: unanimity}"), (*GUARANTEE, "determined by: {who: [beland, celand], rule: any}"),
        "rule", _S, "is now: any; before: unanimity",
    ),
    "a veto": (
        (*GUARANTEE, "determined by: {who: [beland, celand], rule: majority}"),
        (*GUARANTEE, "determined by: {who: [beland, celand], rule: majority, veto: beland}"), "veto", _L, "holders of a veto now: Beland",
    ),
    "a free hand": (GUARANTEE, (*GUARANTEE, "discretion: yes"), "discretion", _L, "leaves it to the guarantor"),
    "weaker words": (
        (*GUARANTEE, "strength: will assist"), (*GUARANTEE, "strength: may assist"), "strength", _O, "may assist; before: will assist",
    ),
    "how far it has come": ((*OWED, "standing: offered"), (*OWED, "standing: agreed"), "standing", _O, "agreed"),
    "an operation more": (
        ("kind: power", "who: arland", "may: suspend", "over: agreement"), ("kind: power", "who: arland", "may: [suspend, resume]", "over: agreement"),
        "may", _O, "resume and suspend",
    ),
    "a step sooner": (
        ("kind: procedure", "steps: [{who: arland, does: start, by: 2029-06-01}]"), ("kind: procedure", "steps: [{who: arland, does: start, by: 2029-05-01}]"),
        "step 1: by", _S, "31 days earlier",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_told_with_its_direction_and_the_other_way_round_with_the_other(change: str) -> None:
    old, new, aspect, direction, words = CHANGES[change]
    one = only(clause(*old), clause(*new))
    assert (one.kind, one.subject, one.aspect) == (DifferenceKind.MEANING, Subject.STIPULATION, aspect)
    assert one.direction is direction
    assert words in one.sentence, one.sentence
    assert str(one.old_place).startswith("old.yaml:") and str(one.new_place).startswith("new.yaml:")
    if direction is not _O:
        assert one.sentence.startswith(direction.value.capitalize())
    assert only(clause(*new), clause(*old)).direction is direction.mirrored


SAME: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "weeks for days": ((*OWED, "by: 14 days after start"), (*OWED, "by: 2 weeks after start")),
    "a term for what it stands for": ((*OWED, "when: start"), (*OWED, "when: {event: withdrawal begins}")),
    "another order": ((*OWED, "when: {all: [start, armed attack]}"), (*OWED, "when: {all: [armed attack, start]}")),
    "an area for its places": (
        ("kind: prohibition", "who: arland", "does not: {act: attack, place: Harbourg}"),
        ("kind: prohibition", "who: arland", "does not: {act: attack, place: harbourg}"),
    ),
    "the usual word": (
        ("kind: obligation", "who: [arland, beland]", "does: {event: x}"),
        ("kind: obligation", "who: [beland, arland]", "owed: jointly and severally", "does: {event: x}"),
    ),
    "facts, said and unsaid": (GUARANTEE, (*GUARANTEE, "determined by: facts")),
}  # fmt: skip


@pytest.mark.parametrize("case", SAME)
def test_what_means_the_same_is_no_difference(case: str) -> None:
    old, new = SAME[case]
    assert differences(clause(*old), clause(*new)) == ()


# -- articles --------------------------------------------------------------------------------------------------------------

GUNS = "  - article: {}\n    title: Withdrawal\n    text: Both sides draw back their heavy guns.\n    stipulations:\n      - {{kind: obligation, who: arland, does: {{event: guns withdrawn}}, by: {}}}\n"
MEN = "  - article: {}\n    title: Prisoners\n    text: All who are held go home.\n    stipulations:\n      - {{kind: obligation, who: beland, does: {{event: prisoners freed}}, by: {}}}\n"


def test_a_renumbered_article_is_still_itself() -> None:
    old = GUNS.format(1, "2029-06-01") + MEN.format(2, "2029-06-01")
    new = MEN.format(1, "2029-06-01") + GUNS.format(2, "2029-06-11")
    found = differences(old, new)
    assert [one.sentence for one in found] == [
        "Article 2 is article 1 now.",
        "Article 1 is article 2 now.",
        "Looser: the deadline of 2 is 10 days later: by the end of 11 June 2029; before: by the end of 1 June 2029.",
    ]
    assert [one.kind for one in found] == [DifferenceKind.TEXT, DifferenceKind.TEXT, DifferenceKind.MEANING]


def test_what_names_a_renumbered_article_has_not_changed() -> None:
    waits = clause(
        "kind: obligation", "who: celand", "does: {event: report}", "when: %s is done", "by: 5 days after %s", number=9
    )
    old = GUNS.format(1, "2029-06-01") + waits.replace("%s", "1")
    new = GUNS.format(4, "2029-06-01") + waits.replace("%s", "4")
    assert [(one.aspect, one.old, one.new) for one in differences(old, new)] == [("number", "1", "4")]


def test_an_article_that_is_new_and_one_that_is_gone_are_told_with_what_they_say() -> None:
    found = differences(GUNS.format(1, "2029-06-01"), MEN.format(2, "2029-06-01"))
    told = {(one.subject, one.old, one.new, one.direction) for one in found}
    assert told == {
        (Subject.ARTICLE, "1", None, _O),
        (Subject.ARTICLE, None, "2", _O),
        (Subject.STIPULATION, "1", None, _L),
        (Subject.STIPULATION, None, "2", _S),
    }
    new = next(one for one in found if one.new and one.subject is Subject.STIPULATION)
    assert new.sentence.startswith("Stricter: 2 is new: obligation; who: Beland; does: prisoners freed; by:")


def test_a_stipulation_that_moves_to_another_article_is_still_itself() -> None:
    lists = "      - {name: lists, kind: obligation, who: celand, does: {event: lists of mines handed over}, by: 2029-07-01}\n"
    guns, men = GUNS.replace("- {{kind", "- {{name: main, kind"), MEN.replace("- {{kind", "- {{name: main, kind")
    old = guns.format(1, "2029-06-01") + lists + men.format(2, "2029-06-01")
    new = guns.format(1, "2029-06-01") + men.format(2, "2029-06-01") + lists
    moved = next(one for one in differences(old, new) if one.aspect == "article")
    assert (moved.old, moved.new, moved.kind) == ("1.lists", "2.lists", DifferenceKind.TEXT)
    assert not [one for one in differences(old, new) if one.aspect == "all"]


def test_words_alone_are_text() -> None:
    one = only(GUNS.format(1, "2029-06-01"), GUNS.format(1, "2029-06-01").replace("heavy guns", "heavy artillery"))
    assert (one.kind, one.subject, one.aspect) == (DifferenceKind.TEXT, Subject.ARTICLE, "text")
    assert one.sentence == "The text of article 1 is worded differently."


# -- readings --------------------------------------------------------------------------------------------------------------


def test_texts_that_were_made_one_are_told() -> None:
    old = clause(*OWED, "readings: {en: {by: 2029-06-01}, de: {by: 2029-06-08}}")
    one = only(old, clause(*OWED, "by: 2029-06-08"))
    assert one.aspect == "readings" and one.after is None
    assert one.before == "en: by the end of 1 June 2029; de: by the end of 8 June 2029"


def test_what_changed_in_one_reading_names_it_and_what_changed_in_all_does_not() -> None:
    old = "readings: {en: {by: 2029-06-01}, de: {by: 2029-06-08}}"
    one = only(clause(*OWED, old), clause(*OWED, old.replace("06-08", "06-09")))
    assert (one.old, one.new, one.days) == ("1~de", "1~de", (1, 1))
    one = only(clause(*OWED, old), clause(*OWED, "unless: start", old))
    assert (one.new, one.aspect) == ("1", "unless")


# -- what frames it --------------------------------------------------------------------------------------------------------


def test_a_party_with_another_id_is_known_by_its_name() -> None:
    head = HEAD.replace("arland:", "aland:").replace("toward: arland", "toward: aland")
    text = clause(*OWED, "by: 2029-06-01")
    (one,) = differences(text, text.replace("arland", "aland"), head)
    assert (one.subject, one.aspect, one.kind) == (Subject.PARTY, "id", DifferenceKind.TEXT)


FRAMES: dict[str, tuple[str, str, Subject, str, DifferenceKind]] = {
    "an area": ("except: [Old Mill]", "except: [Old Mill, Quay]", Subject.AREA, "meaning", DifferenceKind.MEANING),
    "a definition": (
        "{event: withdrawal begins}",
        "{event: first gun gone}",
        Subject.DEFINITION,
        "meaning",
        DifferenceKind.MEANING,
    ),
    "a renamed definition": ("  start:", "  beginning:", Subject.DEFINITION, "called", DifferenceKind.TEXT),
    "the date of signing": (
        "signed: 2029-03-12",
        "signed: 2029-03-13",
        Subject.AGREEMENT,
        "signed",
        DifferenceKind.MEANING,
    ),
    "the zone": ("signed:", "zone: Europe/Zurich\nsigned:", Subject.AGREEMENT, "zone", DifferenceKind.MEANING),
    "the entry into force": ("areas:", "areas:", Subject.AGREEMENT, "in force", DifferenceKind.MEANING),
    "another party": ("areas:", "  doland: {name: Doland}\nareas:", Subject.PARTY, "all", DifferenceKind.MEANING),
    "a role": ("role: guarantor", "role: witness", Subject.PARTY, "role", DifferenceKind.TEXT),
    "a title": ("Accord on the Pond", "Treaty of the Pond", Subject.AGREEMENT, "title", DifferenceKind.TEXT),
}


@pytest.mark.parametrize("frame", FRAMES)
def test_what_frames_an_agreement_is_compared(frame: str) -> None:
    before, after, subject, aspect, kind = FRAMES[frame]
    head = HEAD.replace(before, after)
    if aspect == "in force":
        head = HEAD.replace("articles:", "in force: 2029-04-01\narticles:")
    found = differences(clause(*OWED, "by: 2029-06-01"), clause(*OWED, "by: 2029-06-01"), head)
    assert (subject, aspect, kind) in [(one.subject, one.aspect, one.kind) for one in found]
    assert {one.subject for one in found} <= {subject, Subject.DEFINITION, Subject.AGREEMENT}


# -- laws ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_shipped_agreement_differs_from_itself_and_each_pair_is_told_the_same_both_ways(path: Path) -> None:
    one = read_agreement(path)[0]
    assert one is not None and diff(one, one) == ()
    for other_path in SHIPPED:
        other = read_agreement(other_path)[0]
        assert other is not None
        forth = diff(one, other)
        assert set(forth) == {row.mirrored() for row in diff(other, one)}
        assert all(row.sentence.endswith(".") and row.to_json()["sentence"] == row.sentence for row in forth)


@given(articles())
@settings(max_examples=40, deadline=None)
def test_no_file_differs_from_itself(text: str) -> None:
    assert differences(text, text) == ()


@given(articles(), articles())
@settings(max_examples=60, deadline=None)
@example(clause(*OWED), clause(*FORBIDDEN))
def test_the_other_way_round_the_differences_are_the_same_mirrored(one: str, other: str) -> None:
    forth = diff(agreed(one), agreed(other))
    back = diff(agreed(other), agreed(one))
    assert len(forth) == len(set(forth))
    assert set(forth) == {row.mirrored() for row in back}


def test_pairs_are_found_among_many_without_looking_at_all_of_them() -> None:
    old = [Likeness(str(n), frozenset({f"word{n}", f"deed{n}", "common"})) for n in range(5_000)]
    new = [Likeness(str(n + 1), frozenset({f"word{n}", f"deed{n}", "common", "more"})) for n in range(5_000)]
    assert paired(old, new) == [(n, n) for n in range(5_000)]

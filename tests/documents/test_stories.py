"""The generator of wire stories keeps its word: labels are true, and independent stories are no copies."""

from __future__ import annotations

from collections import Counter

from tests.documents.stories import WAYS, stories

MADE = stories(3, 60, 600)


def test_the_same_seed_gives_the_same_stories() -> None:
    assert stories(3, 60, 600) == MADE != stories(4, 60, 600)


def test_numbers_are_as_asked_and_every_way_of_copying_is_there() -> None:
    assert len(MADE) == 600 and len({s.id for s in MADE}) == 600
    assert sum(s.copy_of is None for s in MADE) == 60
    assert {s.way for s in MADE} == {"original", *WAYS}


def test_a_copy_names_what_it_was_made_from_and_is_no_older() -> None:
    known = {s.id: s for s in MADE}
    for story in MADE:
        if story.copy_of is not None:
            assert known[story.copy_of].family == story.family
            first = known[story.family]
            assert story.published is None or (first.published is not None and story.published >= first.published)
            assert story.fetched.date() >= first.fetched.date()


def test_labels_name_words_of_the_two_texts() -> None:
    known = {s.id: s for s in MADE}
    kinds = Counter()
    for story in MADE:
        for alteration in story.alterations if story.way == "altered" and story.copy_of == story.family else ():
            kinds[alteration.kind] += 1
            assert alteration.original.rstrip(".") in known[story.family].text
            assert alteration.copy.rstrip(".")[1:] in story.text
    assert set(kinds) == {"attribution lost", "words altered", "role", "strength", "date moved"}


def test_a_credit_stands_in_the_text() -> None:
    assert all(s.credit is None or s.credit in s.text for s in MADE)

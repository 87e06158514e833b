"""A question in words: what is asked, why, and the commands that settle it; hostile words stay words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from accords.assessment.question import Hangs, Question, QuestionKind, Reason
from accords.assessment.queue import queue_in
from accords.assessment.record import Record
from accords.assessment.view import View
from accords.claims.saying import Why
from accords.presentation import queue_words
from accords.presentation.dossier import Dossier
from accords.presentation.screen import Screen
from accords.presentation.terminal_queue import queue
from accords.vocabulary import Actor, ActorKind
from tests.presentation.conftest import account_of_talks

CLAIM, ROW = "c0123456789ab", "k0123456789ab"


@pytest.fixture
def view() -> View:
    return Record([account_of_talks()], families={}).as_of()


def question_of(view: View, words: str) -> Question:
    return next(
        q for q in queue_in(view) if (one := view.record.claim(q.subject)) is not None and one.words.startswith(words)
    )


def told(question: Question, view: View) -> tuple[str, str, tuple[str, ...]]:
    dossier = queue_words.material([question], view)
    return (
        queue_words.head(question, dossier),
        queue_words.words(question, dossier),
        queue_words.why(question, dossier),
    )


def test_a_claim_is_told_with_whose_words_it_is_and_where_it_stands(view: View) -> None:
    question = question_of(view, "We may widen")
    head, words, why = told(question, view)
    assert head == (
        "Norland / forces: concede, possible — in Norland's own words (Jon Varga) (Example Post, Monday 18 August 2025)"
    )
    assert words == "We may widen the river border zone"
    assert why[0] == "Norland's position on forces rests on it alone"
    assert queue_words.sure(question) == "80 % sure"


def test_what_others_say_is_not_worded_as_the_partys_position(view: View) -> None:
    _, _, why = told(question_of(view, "Norland would write"), view)
    (row,) = [row.id for row in view.commitments() if row.issue == "territory"]
    assert set(why) == {
        "what others say of Norland's position on territory rests on it alone",
        f"it alone tells of a commitment of Norland [{row}]",
    }


def reworded(view: View, reason: Reason, claims: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Why a question about Norland's concession is asked, were this its only reason."""
    question = replace(question_of(view, "We may widen"), reasons=(reason,))
    question = replace(question, claims=(question.subject, *claims))
    return queue_words.why(question, queue_words.material([question], view))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            Reason(Hangs.COMMITMENT, 1.0, True, 0, ROW),
            f"it alone tells of a commitment in Norland's own words [{ROW}]",
        ),
        (
            Reason(Hangs.COMMITMENT, 0.5, False, 1, ROW),
            f"it and 1 other claim tell of a commitment of Norland [{ROW}]",
        ),
        (Reason(Hangs.DENIAL, 1.0, True, 0, ROW), f"it alone has Norland deny a commitment [{ROW}]"),
        (Reason(Hangs.DENIAL, 0.2, True, 2, ROW), f"it and 2 other claims have Norland deny a commitment [{ROW}]"),
        (Reason(Hangs.DISPUTE, 1.0, True, 0, "d01"), "it alone is one side of a dispute [d01]"),
        (Reason(Hangs.DISPUTE, 0.1, True, 3, "d01"), "it and 3 other claims are one side of a dispute [d01]"),
        (Reason(Hangs.REPORTS, 0.1), "no answer hangs on it"),
        (Reason(Hangs.ACTORS, 0.5), "what reports tell of them would be told of one"),
        (Reason(Hangs.CLAIMS, 0.5, others=1), "whose words 1 claim is, on which answers rest, hangs on it"),
        (Reason(Hangs.CLAIMS, 0.5, others=2), "whose words 2 claims are, on which answers rest, hangs on it"),
    ],
)
def test_each_reason_has_its_words(view: View, reason: Reason, words: str) -> None:
    assert reworded(view, reason) == (words,)


def test_a_position_is_told_with_what_it_would_be_else(view: View) -> None:
    other = question_of(view, "We want talks").subject
    same = question_of(view, "Norland has widened").subject
    assert reworded(view, Reason(Hangs.POSITION, 1.0, True, instead=other)) == (
        "without it Norland's position on forces would be “want”",
    )
    assert reworded(view, Reason(Hangs.POSITION, 1.0, True, instead=same)) == (
        "Norland's position on forces rests on it and on one claim before it",
    )


def test_copies_are_told_with_the_first_of_their_claims(view: View) -> None:
    assert reworded(view, Reason(Hangs.REPORTS, 0.2, others=1), ("c1",)) == ("1 copy repeats it word for word [c1]",)
    assert reworded(view, Reason(Hangs.REPORTS, 0.5, others=4), ("c1", "c2", "c3", "c4")) == (
        "4 copies repeat it word for word [c1, c2, c3, …]",
    )


def commands(question: Question, dossier: Dossier) -> list[str]:
    return [one.command.removeprefix("accords judge ") for one in queue_words.settling(question, dossier)]


def test_a_claim_is_confirmed_set_aside_or_put_right(view: View) -> None:
    named, unnamed = question_of(view, "Norland would write"), question_of(view, "We want talks")
    dossier = queue_words.material([named, unnamed], view)
    assert commands(named, dossier) == [
        f"{ruling} {named.subject}{asks}"
        for ruling, asks in (
            ("right", ""),
            ("misread", ""),
            ("act", " ACT"),
            ("party", " PARTY"),
            ("issue", " ISSUE"),
            ("strength", " STRENGTH"),
            ("re-attribute", " SPEAKER"),
        )
    ]
    # Where no words stand for the party, that comes before the act; a wish has no strength here.
    assert commands(unnamed, dossier)[2:] == [
        f"{ruling} {unnamed.subject} {asks}"
        for ruling, asks in (("party", "PARTY"), ("act", "ACT"), ("issue", "ISSUE"), ("re-attribute", "SPEAKER"))
    ]


def test_who_said_it_offers_the_candidates() -> None:
    account = account_of_talks()
    open_ = replace(
        account.sayings[0], speaker=None, speaker_why=Why("two candidates", "He", None, ("mira-holt", "jon-varga"))
    )
    view = Record([replace(account, sayings=(open_, *account.sayings[1:]))], families={}).as_of()
    (question,) = [q for q in queue_in(view) if q.kind is QuestionKind.ATTRIBUTION]
    dossier = queue_words.material([question], view)
    head, _, why = told(question, view)
    assert head.startswith("Who said it? ") and "(two candidates)" in head
    assert why == ("whose words 1 claim is, on which answers rest, hangs on it",)
    assert commands(question, dossier) == [
        f"re-attribute {open_.id} mira-holt",
        f"re-attribute {open_.id} jon-varga",
        f"re-attribute {open_.id} SPEAKER",
        f"re-attribute {open_.id} none",
        f"misread {open_.id}",
    ]


def test_two_people_are_told_as_all_reports_tell_of_them() -> None:
    account = account_of_talks()
    bare = Actor("varga", "Varga", ActorKind.PERSON)
    other = replace(account.report, text="", kept_id="r2", outlet="Lake Courier")
    second = replace(account, report=other, actors=(bare,), sayings=(), claims=(), meetings=(), silences=())
    view = Record([account, second], families={}).as_of()
    (question,) = [q for q in queue_in(view) if q.kind is QuestionKind.ACTORS]
    head, words, why = told(question, view)
    assert head == ("One person, or two? Jon Varga (minister, for Norland) and Varga (of whom no party is known)")
    assert words == ("first named in Example Post, Monday 18 August 2025 and in Lake Courier, Monday 18 August 2025")
    assert why == ("what reports tell of them would be told of one",)
    assert commands(question, queue_words.material([question], view)) == [
        "same-actor jon-varga varga",
        "not-the-same jon-varga varga",
    ]


def test_words_that_would_move_a_cursor_are_written_out() -> None:
    account = account_of_talks()
    evil = "\x1b[2J\u202eevil"
    hostile = [replace(claim, words=evil, issue=evil, terms=evil) for claim in account.claims]
    actors = [replace(actor, name=actor.name + evil) for actor in account.actors]
    report = replace(account.report, text="", outlet=evil, kept_id="r1")
    told = [replace(claim, report="r1") for claim in hostile]
    view = Record(
        [
            replace(
                account, report=report, claims=tuple(told), actors=tuple(actors), sayings=(), meetings=(), silences=()
            )
        ],
        families={},
    ).as_of()
    lines: list[Any] = list(queue(queue_in(view), view, Screen(60)))
    assert len(lines) > 10
    assert not any(c in line for line in lines for c in "\x1b\u202e")

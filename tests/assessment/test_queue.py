"""The queue: what is most worth a ruling comes first, what was ruled on is gone, and what is said to hang on a claim does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.assessment.commitments import CommitmentStatus
from accords.assessment.namesakes import namesakes_in
from accords.assessment.question import Hangs, Question, QuestionKind, Reason, pair_of
from accords.assessment.queue import queue_in
from accords.assessment.record import Record
from accords.assessment.view import View
from accords.assessment.where import ALL, Where
from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.claims.saying import Saying, Why
from accords.documents.report import Report
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Misuse, Span, slug
from accords.vocabulary.act import Act, Standing, Strength
from tests.ledger.accounts import account

OWN, COUNTERPART = Standing.OWN, Standing.COUNTERPART
MONDAY = date(2031, 5, 5)


def tell(
    bench: Any,
    name: str,
    *claims: Claim,
    days: int = 0,
    sayings: Sequence[Saying] = (),
    actors: Sequence[Actor] = (),
) -> Account:
    """What a report says that was published so many days after Monday."""
    report = Report(
        "", datetime(2031, 6, 1, tzinfo=UTC), outlet=f"Outlet {name}", published=MONDAY + timedelta(days), kept_id=name
    )
    told = tuple(replace(claim, report=name, words=bench.words(claim)) for claim in claims)
    return Account(report, tuple(actors), tuple(sayings), told)


def seen(*accounts: Account, families: dict[str, str] | None = None) -> View:
    return Record(accounts, families=families or {}).as_of()


def claims_of(questions: Sequence[Question]) -> list[str]:
    return [question.subject for question in questions if question.kind is QuestionKind.CLAIM]


def reason(view: View, claim: Claim, hangs: Hangs) -> Reason | None:
    """What of this kind hangs on a claim: at most one thing of each."""
    question = next(q for q in queue_in(view, most=1000) if q.subject == claim.id)
    found = [reason for reason in question.reasons if reason.hangs is hangs]
    assert len(found) <= 1
    return found[0] if found else None


# -- what comes first ------------------------------------------------------------------------------------------------------
# Each makes a view of two claims that are equally sure, but for what the name says, and gives which is to be asked first.

Situation = Callable[[Any], tuple[View, Claim, Claim]]


def said(bench: Any, issue: str, words: str, act: Act = Act.DEMAND, **fields: Any) -> Claim:
    made: Claim = bench.claim("norland", act, issue, words, **{"standing": OWN, "confidence": 0.5, **fields})
    return made


def alone(bench: Any) -> tuple[View, Claim, Claim]:
    first, later = said(bench, "territory", "the valley back"), said(bench, "forces", "they lie", Act.ACCUSE)
    return seen(tell(bench, "r", later, first)), first, later


def less_sure(bench: Any) -> tuple[View, Claim, Claim]:
    first = said(bench, "territory", "the valley back", confidence=0.3)
    later = said(bench, "forces", "no guns", confidence=0.6)
    return seen(tell(bench, "r", later, first)), first, later


def own_words(bench: Any) -> tuple[View, Claim, Claim]:
    first = said(bench, "territory", "the valley back")
    later = said(bench, "forces", "no guns", standing=COUNTERPART)
    return seen(tell(bench, "r", later, first)), first, later


def another_stance(bench: Any) -> tuple[View, Claim, Claim]:
    before = said(bench, "territory", "the valley is yours", Act.ACCEPT)
    same = said(bench, "forces", "guns away")
    first, later = said(bench, "territory", "the valley back"), said(bench, "forces", "no guns")
    return seen(tell(bench, "a", before, same), tell(bench, "b", later, first, days=1)), first, later


def only_claim(bench: Any) -> tuple[View, Claim, Claim]:
    words = "we will pull the heavy guns back from the old bridge"
    first = said(bench, "territory", "we will hand over the upper valley", Act.COMMIT)
    once, later = said(bench, "forces", words, Act.COMMIT), said(bench, "forces", words + " soon", Act.COMMIT)
    return seen(tell(bench, "a", once), tell(bench, "b", later, first, days=1)), first, later


def copied(bench: Any) -> tuple[View, Claim, Claim]:
    first, later = said(bench, "territory", "the valley back"), said(bench, "forces", "no guns")
    again = replace(first, id="again")
    bench.said["again"] = bench.words(first)
    accounts = tell(bench, "a", later, first), tell(bench, "b", again, days=1)
    return seen(*accounts, families={"b": "a"}), first, later


def denied(bench: Any) -> tuple[View, Claim, Claim]:
    """A commitment that is denied, and a denial of what nobody told of; each is the party's position on its issue."""
    promise = said(bench, "forces", "we will pull the heavy guns back from the bridge", Act.COMMIT)
    first = said(bench, "forces", "we never said that heavy guns go back from the bridge", Act.DENY)
    later = said(bench, "territory", "we never spoke of the valley", Act.DENY)
    return seen(tell(bench, "a", promise), tell(bench, "b", later, first, days=1)), first, later


SITUATIONS: dict[str, Situation] = {
    "the only claim of a position comes before one on which nothing hangs": alone,
    "the less sure comes before the surer": less_sure,
    "own words come before what others say": own_words,
    "what would change the stance comes before what the claim behind it says as well": another_stance,
    "the only claim of a commitment comes before one of two": only_claim,
    "what a copy repeats comes before what stands in one report": copied,
    "what a commitment's denial rests on comes before a denial of nothing": denied,
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_is_worth_more_comes_first(name: str, bench: Any) -> None:
    view, first, later = SITUATIONS[name](bench)
    asked = claims_of(queue_in(view))
    assert asked.index(first.id) < asked.index(later.id)
    assert asked == claims_of(queue_in(Record(reversed(list(accounts_of(view))), families=view.families).as_of()))


def accounts_of(view: View) -> list[Account]:
    return [known.account for known in view.reports]


# -- what hangs on a claim ---------------------------------------------------------------------------------------------------


def test_a_position_that_rests_on_one_claim_would_be_gone(bench: Any) -> None:
    view, first, _ = alone(bench)
    assert reason(view, first, Hangs.POSITION) == Reason(Hangs.POSITION, 1.0, True)


def test_a_position_would_be_what_the_claim_before_it_says(bench: Any) -> None:
    view, first, later = another_stance(bench)
    falls_back, stays = reason(view, first, Hangs.POSITION), reason(view, later, Hangs.POSITION)
    assert falls_back and stays
    assert (falls_back.answers, stays.answers) == (1.0, 0.5)  # the second changes only if the other is wrong too
    before = [view.record.claim(one.instead or "") for one in (falls_back, stays)]
    assert [one and one.words for one in before] == ["the valley is yours", "guns away"]


def test_a_commitment_that_the_party_confirms_is_its_word_by_that_claim_alone(bench: Any) -> None:
    words = "to pull the heavy guns back from the old bridge"
    told = said(bench, "forces", f"Norland agreed {words}", Act.COMMIT, standing=COUNTERPART)
    confirmed = said(bench, "forces", f"we will do it: {words}", Act.COMMIT)
    view = seen(tell(bench, "a", told), tell(bench, "b", confirmed, days=1))
    (row,) = view.commitments()
    own, other = reason(view, confirmed, Hangs.COMMITMENT), reason(view, told, Hangs.COMMITMENT)
    assert own == Reason(Hangs.COMMITMENT, 1.0, True, 0, row.id)
    assert other == Reason(Hangs.COMMITMENT, 0.25, False, 1, row.id)  # half an answer, and the other must be wrong too


def test_who_denies_a_commitment_holds_up_its_status(bench: Any) -> None:
    view, first, later = denied(bench)
    (row,) = view.commitments()
    assert row.status is CommitmentStatus.DENIED
    assert reason(view, first, Hangs.DENIAL) == Reason(Hangs.DENIAL, 1.0, True, 0, row.id)
    assert reason(view, later, Hangs.DENIAL) is None


def rendering(bench: Any, report: str, strength: Strength, **fields: Any) -> Account:
    claim = bench.claim(
        "norland",
        Act.ACCEPT,
        "security guarantees",
        f"Norland takes the shield of {report}",
        strength=strength,
        confidence=0.5,
        **fields,
    )
    return tell(bench, report, claim)


def test_who_stands_alone_in_a_dispute_decides_it(bench: Any) -> None:
    accounts = [rendering(bench, name, Strength.ACTUAL) for name in "abc"]
    accounts.append(rendering(bench, "d", Strength.POSSIBLE))
    view = seen(*accounts)
    (dispute,) = view.disputes()
    assert len(dispute.claims) == 4
    told = [reason(view, one.claims[0], Hangs.DISPUTE) for one in accounts]
    assert told[3] == Reason(Hangs.DISPUTE, 0.5, False, 0, dispute.id)
    assert told[0] == Reason(Hangs.DISPUTE, 0.125, False, 2, dispute.id)


def test_of_several_disputes_about_one_claim_the_smallest_counts(bench: Any) -> None:
    """Each envoy goes further than the party itself: two disputes that its own words are in."""
    own = rendering(bench, "own", Strength.POSSIBLE, standing=OWN)
    once = rendering(bench, "a", Strength.ACTUAL, chain=("envoy-one",))
    twice = [rendering(bench, name, Strength.ACTUAL, chain=("envoy-two",)) for name in "bc"]
    view = seen(own, *twice, once)
    small, large = sorted(view.disputes(), key=lambda row: len(row.claims))
    assert (len(small.claims), len(large.claims)) == (2, 3)
    assert reason(view, own.claims[0], Hangs.DISPUTE) == Reason(Hangs.DISPUTE, 1.0, True, 0, small.id)
    assert reason(view, twice[0].claims[0], Hangs.DISPUTE) == Reason(Hangs.DISPUTE, 0.25, False, 1, large.id)


@pytest.mark.parametrize(("tellings", "hangs"), [(6, True), (7, False)])
def test_what_more_than_six_tell_hangs_on_none_of_them(bench: Any, tellings: int, hangs: bool) -> None:
    disputed = seen(*(rendering(bench, "abcdefg"[n], list(Strength)[3 * (n == 0)]) for n in range(tellings)))
    (dispute,) = disputed.disputes()
    assert len(dispute.claims) == tellings
    words = "we will pull the heavy guns back from the bridge"
    promises = [said(bench, "forces", f"{words}, day {n}", Act.COMMIT) for n in range(tellings)]
    promised = seen(*(tell(bench, f"r{n}", claim) for n, claim in enumerate(promises)))
    (commitment,) = promised.commitments()
    assert len(commitment.claims) == tellings
    for view, kind in ((disputed, Hangs.DISPUTE), (promised, Hangs.COMMITMENT)):
        assert (kind in {one.hangs for q in queue_in(view) for one in q.reasons}) is hangs


def test_a_copy_is_not_asked_about_and_is_no_second_witness(bench: Any) -> None:
    words = "we will hand over the upper valley"
    claim = said(bench, "territory", words, Act.COMMIT)
    bench.said |= {"b1": words, "c1": words}
    copies = [tell(bench, name, replace(claim, id=f"{name}1"), days=1) for name in "bc"]
    view = seen(tell(bench, "a", claim), *copies, families={"b": "a", "c": "a"})
    (question,) = queue_in(view)
    assert question.claims == (claim.id, "b1", "c1")
    (row,) = view.commitments()
    assert len(row.claims) == 3
    assert Reason(Hangs.COMMITMENT, 1.0, True, 0, row.id) in question.reasons
    assert question.reasons[-1] == Reason(Hangs.REPORTS, pytest.approx(0.3), others=2)


# -- what is left out ----------------------------------------------------------------------------------------------------------


def test_what_was_ruled_on_is_gone_and_the_next_comes(bench: Any) -> None:
    view, first, later = alone(bench)
    assert claims_of(queue_in(view, most=1)) == [first.id]
    assert claims_of(queue_in(view, ruled={first.id}, most=1)) == [later.id]
    assert queue_in(view, ruled={first.id, later.id}) == ()


def test_what_cannot_be_wrong_is_not_asked(bench: Any) -> None:
    sure = [said(bench, "forces", "no guns", confidence=confidence) for confidence in (1.0, 1.7, float("nan"))]
    assert queue_in(seen(tell(bench, "r", *sure))) == ()
    unsure = said(bench, "territory", "the valley back", confidence=-3.0)
    (question,) = queue_in(seen(tell(bench, "r", unsure)))
    assert question.unsure == 1.0


def test_nothing_is_asked_of_an_empty_record() -> None:
    assert queue_in(Record().as_of()) == ()


@pytest.mark.parametrize("most", [0, -1])
def test_fewer_than_one_question_is_refused(most: int) -> None:
    with pytest.raises(Misuse) as refused:
        queue_in(Record().as_of(), most=most)
    fault = refused.value.fault
    assert (fault.place, fault.found, fault.accepted) == ("most", str(most), "a whole number above 0")


@pytest.mark.parametrize(
    ("where", "asked"),
    [
        (Where(party="norland"), {"land", "guns"}),
        (Where(party="vestria"), {"ships"}),
        (Where(issue="forces"), {"guns", "ships"}),
        (Where(outlet="OUTLET B"), {"ships"}),
        (Where(standing=COUNTERPART), {"ships"}),
        (Where(first=MONDAY + timedelta(1)), {"ships"}),
        (Where(party="atlantis"), set()),
    ],
)
def test_only_what_is_asked_for_is_asked(bench: Any, where: Where, asked: set[str]) -> None:
    land, guns = said(bench, "territory", "land"), said(bench, "forces", "guns")
    ships = bench.claim("vestria", Act.DEMAND, "forces", "ships", standing=COUNTERPART, confidence=0.5)
    view = seen(tell(bench, "a", land, guns), tell(bench, "b", ships, days=1))
    found = queue_in(view, where)
    assert {bench.words(one) for one in (land, guns, ships) if one.id in claims_of(found)} == asked
    # What hangs on a claim is the same, whatever else is asked for.
    assert set(found) <= set(queue_in(view))


# -- who said it ---------------------------------------------------------------------------------------------------------------


def saying(own: str, report: str, speaker: str | None) -> Saying:
    place = (Span(0, 5),)
    return Saying(own, report, Attribution(place, place, place, Kind.ASSERTION, Mode.INDIRECT), speaker, Why("made"))


def test_an_attribution_without_a_speaker_is_asked_where_answers_rest_on_its_claims(bench: Any) -> None:
    stand = said(bench, "territory", "the valley back", attribution="s1")
    idle = said(bench, "forces", "they lie", Act.ACCUSE, attribution="s2")
    known = said(bench, "sanctions", "lift them", attribution="s3")
    sayings = [saying("s1", "r", None), saying("s2", "r", None), saying("s3", "r", "jon-varga")]
    view = seen(tell(bench, "r", stand, idle, known, sayings=sayings))
    (question,) = [q for q in queue_in(view) if q.kind is QuestionKind.ATTRIBUTION]
    assert (question.subject, question.claims, question.reports) == ("s1", (stand.id,), ("r",))
    assert question.reasons == (Reason(Hangs.CLAIMS, 1.0, others=1),)
    for ruled in ({"s1"}, {stand.id}):
        assert all(q.kind is QuestionKind.CLAIM for q in queue_in(view, ruled=ruled))


# -- who is who ----------------------------------------------------------------------------------------------------------------

PERSON = ActorKind.PERSON
# The names of two reports, with the party that each tells; and whether they are asked about.
NAMES = {
    "a last name alone": ([("Sergei Lavrov", "russia"), ("Lavrov", None)], True),
    "another spelling": ([("Sergei Lavrov", "russia"), ("Sergey Lavrov", "russia")], True),
    "an initial": ([("Sergei Lavrov", "russia"), ("S. Lavrov", None)], True),
    "a middle name": ([("Donald Trump", "united-states"), ("Donald J. Trump", None)], True),
    "accents and case": ([("Tayyip ERDOĞAN", "turkey"), ("Erdogan", None)], True),
    "two parties": ([("Sergei Lavrov", "russia"), ("Sergei V. Lavrov", "vestria")], False),
    "other given names": ([("Sergei Lavrov", "russia"), ("Maria Lavrov", None)], False),
    "another last name": ([("Sergei Lavrov", "russia"), ("Sergei Ryabkov", None)], False),
    "a last name that two bear": ([("Sergei Lavrov", "russia"), ("Maria Lavrov", "vestria"), ("Lavrov", None)], False),
    "an initial that two share": ([("Sergei Lavrov", "a"), ("Stepan Lavrov", "b"), ("S. Lavrov", None)], False),
}


def named(bench: Any, *names: tuple[str, str | None], kind: ActorKind = PERSON) -> View:
    accounts = [
        tell(bench, f"r{number}", days=number, actors=[Actor(slug(name), name, kind, party)])
        for number, (name, party) in enumerate(names)
    ]
    return seen(*accounts)


@pytest.mark.parametrize("situation", NAMES)
def test_people_who_may_be_one_are_asked_about(situation: str, bench: Any) -> None:
    names, asked = NAMES[situation]
    view = named(bench, *names)
    assert [q.kind for q in queue_in(view)] == [QuestionKind.ACTORS] * asked
    if asked:
        (question,) = queue_in(view)
        known, other = names
        assert (question.subject, question.other, question.reports) == (slug(known[0]), slug(other[0]), ("r0", "r1"))
        for ruled in (pair_of(slug(other[0]), slug(known[0])), slug(known[0])):
            assert queue_in(view, ruled={ruled}) == ()


def test_bodies_with_one_last_word_are_nobodys_namesakes(bench: Any) -> None:
    view = named(bench, ("Free Norland", "norland"), ("Norland", None), kind=ActorKind.ORGANIZATION)
    assert queue_in(view) == ()


def test_what_an_earlier_report_tells_of_a_party_counts(bench: Any) -> None:
    """The latest report tells no party of either, the first ones two: they are no pair."""
    names = [("Ana Lavrov", "russia"), ("An Lavrov", "vestria"), ("Ana Lavrov", None), ("An Lavrov", None)]
    assert queue_in(named(bench, *names)) == ()


def test_whose_words_claims_are_may_hang_on_who_somebody_is(bench: Any) -> None:
    full = Actor("sergei-lavrov", "Sergei Lavrov", PERSON, "norland")
    bare = Actor("lavrov", "Lavrov", PERSON)
    claim = said(bench, "territory", "the valley back", standing=Standing.THIRD_PARTY, chain=("lavrov",))
    view = seen(tell(bench, "a", actors=[full]), tell(bench, "b", claim, actors=[bare], days=1))
    (question,) = [q for q in queue_in(view) if q.kind is QuestionKind.ACTORS]
    assert question.reasons == (Reason(Hangs.CLAIMS, 0.5, others=1), Reason(Hangs.ACTORS, 0.5))
    assert question.claims == (claim.id,)
    # Of claims that are asked for: only where one of them is such.
    assert [q.kind for q in queue_in(view, Where(issue="forces"))] == []
    assert QuestionKind.ACTORS in [q.kind for q in queue_in(view, Where(issue="territory"))]
    assert QuestionKind.ACTORS not in [q.kind for q in queue_in(view, Where(party="atlantis"))]


def test_a_thousand_people_of_one_name_are_not_all_held_against_one_another(bench: Any) -> None:
    people = [Actor(f"kim-{n}", f"Kim {n:04} Amsel", PERSON) for n in range(1000)]
    assert len(list(namesakes_in(seen(tell(bench, "r", actors=people))))) == 999


# -- laws ----------------------------------------------------------------------------------------------------------------------

numbers = st.lists(st.integers(0, 40), min_size=1, max_size=7, unique=True)


@settings(max_examples=25, deadline=None)
@given(numbers, st.integers(0, 3))
def test_the_queue_is_in_order_and_asks_of_nothing_twice(chosen: list[int], copies: int) -> None:
    read = [account(number, paragraphs=6) for number in chosen]
    families = {one.report.id: read[0].report.id for one in read[1 : 1 + copies]}
    view = Record(read, families=families).as_of()
    found = queue_in(view, most=10_000)
    worths = [question.worth for question in found]
    assert worths == sorted(worths, reverse=True) and all(worth > 0 for worth in worths)
    assert len({(q.kind, q.subject, q.other) for q in found}) == len(found)
    assert all(len({reason.hangs for reason in q.reasons}) == len(q.reasons) for q in found)
    claims = {one.id for known in view.reports for one in known.claims if one.claim.confidence < 1}
    assert set(claims_of(found)) == claims - view.repeated
    # Fewer questions are the first of more, though the rest is then not looked at.
    for most in (1, 3, 20):
        assert queue_in(view, most=most) == found[:most]


@settings(max_examples=25, deadline=None)
@given(numbers, st.integers(0, 40), st.randoms())
def test_a_past_day_asks_what_was_to_ask_then_in_whatever_order_reports_came(
    chosen: list[int], after: int, random: Any
) -> None:
    read = [account(number, paragraphs=6) for number in chosen]
    day = date(2029, 1, 1) + timedelta(days=after)
    shuffled = list(read)
    random.shuffle(shuffled)
    then = Record([one for one in read if (one.report.published or day) <= day], families={})
    for where in (ALL, Where(party="norland"), Where(outlet="harbour post")):
        assert queue_in(Record(shuffled, families={}).as_of(day), where) == queue_in(then.as_of(day), where)


@settings(max_examples=12, deadline=None)
@given(numbers)
def test_what_is_said_to_rest_on_a_claim_alone_is_another_without_it(chosen: list[int]) -> None:
    read = [account(number, paragraphs=6) for number in chosen]
    view = Record(read, families={}).as_of()
    stances = {(row.party, row.issue, row.standing is OWN): (row.stance, row.negated) for row in view.positions()}
    rows = {row.id: row for row in view.commitments()}
    for question in queue_in(view, most=25):
        claim = view.record.claim(question.subject)
        assert claim is not None
        without = Record(
            [replace(one, claims=tuple(c for c in one.claims if c.id != question.subject)) for one in read], families={}
        ).as_of()
        for one in question.reasons:
            if one.hangs is Hangs.POSITION:
                key = (claim.claim.party, claim.claim.issue, one.own)
                now = {(r.party, r.issue, r.standing is OWN): (r.stance, r.negated) for r in without.positions()}
                stays = one.answers < (1.0 if one.own else 0.5)
                assert (now.get(key) == stances[key]) is stays
                assert (key in now) is (one.instead is not None)
            if one.hangs is Hangs.COMMITMENT and not one.others and one.row and len(rows[one.row].claims) == 1:
                assert one.row not in {row.id for row in without.commitments()}

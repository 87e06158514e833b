"""What a person rules, and what an account says then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.claims.build import Account
from accords.claims.claim import Claim, claim_id
from accords.claims.meeting import Meeting, MeetingStatus, Silence
from accords.claims.saying import Saying, Why, Words, saying_id
from accords.documents.report import Report
from accords.ledger.added import ADDED, checked_words, claim_told
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.rulings import Rulings
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Span, words_at
from accords.vocabulary.act import Act, Standing, Strength

TEXT = (
    "Norland will pull its soldiers back from the Ridge, envoy Mira Holt said on Monday. "
    "Jon Varga, she added, told her that Norland accepts the truce. "
    "Suvia refused to reopen the crossing. "
    "Oslo hosts both sides on Friday; Norland did not comment on the date."
)
REPORT = Report(TEXT, datetime(2025, 3, 4, tzinfo=UTC), outlet="Valley Post")
R = REPORT.id
P, S = ActorKind.PERSON, ActorKind.STATE
DAY = datetime(2025, 4, 1, tzinfo=UTC)
NUMBER = count(1)


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def saying(speaker: str | None, source: str, cue: str, content: str, within: str | None = None) -> Saying:
    a = Attribution(at(source), at(cue), at(content), Kind.ASSERTION, Mode.INDIRECT, confidence=0.8)
    why = Why("name" if speaker else "open", source, a.source[0])
    return Saying(saying_id(R, a), R, a, speaker, why, within=within, words=Words.of(a, TEXT))


def claim(party: str, act: Act, issue: str, words: str, *, inside: Saying | None = None, **fields: object) -> Claim:
    evidence = at(words)
    values: dict[str, object] = {
        "id": claim_id(R, party, act, issue, evidence),
        "person": None,
        "toward": (),
        "negated": False,
        "strength": Strength.UNDERTAKEN if act.graded else None,
        "condition": None,
        "chain": (),
        "standing": Standing.OUTLET,
        "confidence": 0.6,
        **fields,
    }
    return Claim(
        report=R, attribution=inside.id if inside else None, party=party, act=act, issue=issue, terms=words,
        evidence=evidence, words=words_at(TEXT, evidence), **values,  # type: ignore[arg-type]
    )  # fmt: skip


SHE_ADDED = saying("mira-holt", "she", "added", "told her that Norland accepts the truce")
TOLD = saying("jon-varga", "Jon Varga", "told", "that Norland accepts the truce", within=SHE_ADDED.id)
SAID = saying("mira-holt", "envoy Mira Holt", "said", "Norland will pull its soldiers back from the Ridge")
PULL = claim(
    "norland", Act.COMMIT, "forces", "Norland will pull its soldiers back from the Ridge",
    inside=SAID, chain=("mira-holt",), standing=Standing.COUNTERPART, toward=("suvia",),
)  # fmt: skip
TRUCE = claim(
    "norland", Act.ACCEPT, "ceasefire", "Norland accepts the truce",
    inside=TOLD, chain=("mira-holt", "jon-varga"), standing=Standing.COUNTERPART, strength=Strength.ACTUAL,
)  # fmt: skip
REFUSAL = claim("suvia", Act.REJECT, "governance", "Suvia refused to reopen the crossing")
MEETING = Meeting(
    "m000000000001", None, None, "Oslo", ("norland", "suvia"), None, MeetingStatus.PLANNED,
    ((R, at("Oslo hosts both sides")[0]),),
)  # fmt: skip
SILENCE = Silence(R, "norland", "talks", at("Norland did not comment"))
ACTORS = (
    Actor("jon-varga", "Jon Varga", P, party="norland"),
    Actor("mira-holt", "Mira Holt", P, party="westmark", role="envoy"),
    Actor("norland", "Norland", S, party="norland"),
    Actor("suvia", "Suvia", S, party="suvia"),
    Actor("westmark", "Westmark", S, party="westmark"),
)
ACCOUNT = Account(REPORT, ACTORS, (SAID, SHE_ADDED, TOLD), (PULL, TRUCE, REFUSAL), (MEETING,), (SILENCE,))


def rule(
    ruling: Ruling, subject: str, read: Claim | Saying | Meeting | dict[str, object] | None = None, **value: object
) -> Judgement:
    """Each a second later than the one before, so that their ids differ."""
    row = read if read is None or isinstance(read, dict) else read.to_json()
    told = {**value, **({"read": row} if row is not None else {})}
    return Judgement(ruling, subject, "Ana Ruiz", DAY + timedelta(seconds=next(NUMBER)), told)


def adding(words: str, party: str, act: Act, issue: str, **told: object) -> Judgement:
    """The ruling that adds a claim by its words, in no attribution unless `told` names one."""
    value = checked_words(
        TEXT, {"words": words, "party": party, "act": act.value, "issue": issue, **told}, "ruling.value"
    )
    row = claim_told(R, TEXT, value).to_json()
    return rule(Ruling.CLAIM, R, **value, read={**row, ADDED: True})


def added(judgement: Judgement) -> Claim:
    """The claim that `adding` adds, as it is before its attribution is looked for."""
    return claim_told(R, TEXT, judgement.value)


def ruled(*judgements: Judgement, account: Account = ACCOUNT) -> Account:
    return Rulings.of(judgements).applied(account)


def only(account: Account, own: str) -> Claim:
    (found,) = [c for c in account.claims if c.id == own]
    return found


def actor(account: Account, own: str) -> Actor:
    (found,) = [a for a in account.actors if a.id == own]
    return found


def again(*changes: tuple[Claim | Saying, dict[str, object] | None]) -> Account:
    """A later reading: each row with other fields and the id that follows, or gone (`None`)."""
    changed: dict[str, Claim | Saying | None] = {}
    for row, fields in changes:
        if fields is None:
            changed[row.id] = None
        elif isinstance(row, Claim):
            new = replace(row, **fields)  # type: ignore[arg-type]
            changed[row.id] = replace(new, id=claim_id(R, new.party, new.act, new.issue, new.evidence))
        else:
            moved = replace(row.attribution, **fields)  # type: ignore[arg-type]
            changed[row.id] = replace(row, attribution=moved, id=saying_id(R, moved))
    now = {own: new.id if new is not None else None for own, new in changed.items()}
    sayings = [changed.get(s.id, s) for s in ACCOUNT.sayings]
    claims = [changed.get(c.id, c) for c in ACCOUNT.claims]
    return replace(
        ACCOUNT,
        sayings=tuple(replace(s, within=now.get(s.within or "", s.within)) for s in sayings if isinstance(s, Saying)),
        claims=tuple(
            replace(c, attribution=now.get(c.attribution or "", c.attribution)) for c in claims if isinstance(c, Claim)
        ),
    )


# -- claims -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "ruling", "value", "changed"),
    [
        (REFUSAL, Ruling.ISSUE, {"issue": "talks"}, {"issue": "talks"}),
        (REFUSAL, Ruling.ACT, {"act": "demand"}, {"act": Act.DEMAND}),
        (TRUCE, Ruling.STRENGTH, {"strength": "possible"}, {"strength": Strength.POSSIBLE}),
        (TRUCE, Ruling.STRENGTH, {"strength": None}, {"strength": None}),
        (TRUCE, Ruling.ACT, {"act": "agree"}, {"act": Act.AGREE}),
        # An act that is not graded has no strength, whatever is ruled on it.
        (TRUCE, Ruling.ACT, {"act": "demand"}, {"act": Act.DEMAND, "strength": None}),
        (REFUSAL, Ruling.STRENGTH, {"strength": "actual"}, {"strength": None}),
        (TRUCE, Ruling.NEGATED, {"negated": True}, {"negated": True}),
        (replace(TRUCE, negated=True), Ruling.NEGATED, {"negated": False}, {"negated": False}),
        (REFUSAL, Ruling.RIGHT, {}, {"confidence": 1.0}),
        # The envoy speaks for Westmark, so her words about it are its own; nobody is addressed by himself.
        (PULL, Ruling.PARTY, {"party": "westmark"}, {"party": "westmark", "standing": Standing.OWN}),
        (PULL, Ruling.PARTY, {"party": "suvia"}, {"party": "suvia", "toward": ()}),
        (REFUSAL, Ruling.PARTY, {"party": "norland"}, {"party": "norland"}),
    ],
)
def test_a_ruling_on_a_claim_changes_its_field_and_keeps_its_id(
    own: Claim, ruling: Ruling, value: dict[str, object], changed: dict[str, object]
) -> None:
    judgement = rule(ruling, own.id, own, **value)
    read = replace(ACCOUNT, claims=tuple(own if c.id == own.id else c for c in ACCOUNT.claims))
    account = ruled(judgement, account=read)
    assert only(account, own.id) == replace(own, **changed)  # type: ignore[arg-type]
    assert only(account, own.id).why["ruling"] == [judgement.id]
    assert [c for c in account.claims if c.id != own.id] == [c for c in ACCOUNT.claims if c.id != own.id]


def test_rulings_on_several_fields_of_a_claim_hold_together_and_of_one_field_the_last() -> None:
    first, second = rule(Ruling.ACT, TRUCE.id, act="agree"), rule(Ruling.ISSUE, TRUCE.id, issue="talks")
    third = rule(Ruling.ACT, TRUCE.id, act="commit")
    changed = only(ruled(first, second, third), TRUCE.id)
    assert (changed.act, changed.issue, changed.strength) == (Act.COMMIT, "talks", Strength.ACTUAL)
    assert changed.why["ruling"] == sorted([second.id, third.id])


def test_a_misread_claim_is_set_aside_until_it_is_right_again() -> None:
    misread, right = rule(Ruling.MISREAD, TRUCE.id, TRUCE), rule(Ruling.RIGHT, TRUCE.id, TRUCE)
    assert ruled(misread).claims == (PULL, REFUSAL)
    assert only(ruled(misread, right), TRUCE.id).confidence == 1.0
    assert ruled(right, misread).claims == (PULL, REFUSAL)
    assert ruled(misread, rule(Ruling.UNDO, misread.id)) is ACCOUNT


def test_a_party_that_the_report_does_not_name_is_added_to_the_actors() -> None:
    account = ruled(rule(Ruling.PARTY, REFUSAL.id, party="ridge-council", name="Ridge Council"))
    assert actor(account, "ridge-council") == Actor("ridge-council", "Ridge Council", ActorKind.ORGANIZATION)
    known = {"ridge-council": Actor("ridge-council", "Council of the Ridge", ActorKind.ARMED_GROUP)}
    judgement = rule(Ruling.PARTY, REFUSAL.id, party="ridge-council")
    assert actor(Rulings.of([judgement]).applied(ACCOUNT, known=known), "ridge-council") == known["ridge-council"]


def test_a_person_who_speaks_for_another_party_did_not_act_for_the_new_one() -> None:
    named = replace(REFUSAL, person="mira-holt")
    account = replace(ACCOUNT, claims=(named,))
    assert only(ruled(rule(Ruling.PARTY, named.id, party="norland"), account=account), named.id).person is None
    assert only(ruled(rule(Ruling.PARTY, named.id, party="westmark"), account=account), named.id).person == "mira-holt"


def test_two_claims_that_a_ruling_makes_the_same_are_one() -> None:
    other = replace(REFUSAL, act=Act.DENY, id="c0000000000ff")
    account = replace(ACCOUNT, claims=(REFUSAL, other))
    assert [c.id for c in ruled(rule(Ruling.ACT, other.id, act="reject"), account=account).claims] == [other.id]


# -- attributions ---------------------------------------------------------------------------------------------------

SPEAKERS: list[tuple[dict[str, object], tuple[str, ...], Standing]] = [
    ({"speaker": "jon-varga"}, ("jon-varga",), Standing.OWN),
    ({"speaker": None}, (), Standing.OUTLET),
    # Suvia is a state that the report names, so at the table; a new person of no known side is not.
    ({"speaker": "suvia"}, ("suvia",), Standing.COUNTERPART),
    ({"speaker": "lea-brandt", "name": "Lea Brandt"}, ("lea-brandt",), Standing.THIRD_PARTY),
]


@pytest.mark.parametrize(("value", "chain", "standing"), SPEAKERS)
@pytest.mark.parametrize("subject", [SAID.id, PULL.id])
def test_another_speaker_changes_the_chain_and_standing_of_what_stands_inside(
    subject: str, value: dict[str, object], chain: tuple[str, ...], standing: Standing
) -> None:
    judgement = rule(Ruling.RE_ATTRIBUTE, subject, **value)
    account = ruled(judgement)
    (said,) = [s for s in account.sayings if s.id == SAID.id]
    assert (said.speaker, said.speaker_why.rule, said.speaker_why.words) == (
        value["speaker"],
        "ruling",
        "envoy Mira Holt",
    )
    changed = only(account, PULL.id)
    assert (changed.chain, changed.standing, changed.why["ruling"]) == (chain, standing, [judgement.id])
    assert only(account, TRUCE.id) == TRUCE


def test_another_outer_speaker_reaches_the_claims_of_the_inner_saying() -> None:
    changed = only(ruled(rule(Ruling.RE_ATTRIBUTE, SHE_ADDED.id, speaker="jon-varga")), TRUCE.id)
    assert (changed.chain, changed.standing) == (("jon-varga", "jon-varga"), Standing.OWN)


def test_of_rulings_on_a_saying_and_on_a_claim_in_it_the_last_counts() -> None:
    on_saying = rule(Ruling.RE_ATTRIBUTE, SAID.id, speaker="suvia")
    on_claim = rule(Ruling.RE_ATTRIBUTE, PULL.id, speaker="jon-varga")
    assert only(ruled(on_saying, on_claim), PULL.id).chain == ("jon-varga",)
    assert only(ruled(on_claim, on_saying), PULL.id).chain == ("suvia",)


def test_a_claim_in_the_outlet_s_voice_can_be_given_a_speaker() -> None:
    changed = only(ruled(rule(Ruling.RE_ATTRIBUTE, REFUSAL.id, speaker="mira-holt")), REFUSAL.id)
    assert (changed.attribution, changed.chain, changed.standing) == (None, ("mira-holt",), Standing.COUNTERPART)


def test_a_misread_attribution_goes_with_its_claims_and_leaves_the_chain_of_what_stands_within() -> None:
    account = ruled(rule(Ruling.MISREAD, SAID.id, SAID))
    assert [s.id for s in account.sayings] == [SHE_ADDED.id, TOLD.id]
    assert account.claims == (TRUCE, REFUSAL)
    account = ruled(rule(Ruling.MISREAD, SHE_ADDED.id, SHE_ADDED))
    assert [(s.id, s.within) for s in account.sayings] == [(SAID.id, None), (TOLD.id, None)]
    assert (only(account, TRUCE.id).chain, only(account, TRUCE.id).standing) == (("jon-varga",), Standing.OWN)


def test_a_claim_ruled_on_itself_outlives_its_misread_attribution() -> None:
    account = ruled(rule(Ruling.RIGHT, TRUCE.id, TRUCE), rule(Ruling.MISREAD, TOLD.id, TOLD))
    kept = only(account, TRUCE.id)
    assert (kept.attribution, kept.chain) == (SHE_ADDED.id, ("mira-holt",))


def test_a_confirmed_attribution_keeps_the_machine_s_reason_and_says_that_a_person_looked() -> None:
    said = ruled(rule(Ruling.RIGHT, SAID.id, SAID)).sayings[0]
    assert (said.attribution.confidence, said.speaker_why.rule) == (1.0, "confirmed: name")


def test_standing_keeps_to_the_table_that_the_reading_knew() -> None:
    """No process file is at hand: that Westmark is at no table is seen from what the machine made of its envoy's words."""
    away = replace(ACCOUNT, claims=(replace(PULL, standing=Standing.THIRD_PARTY), REFUSAL))
    changed = only(ruled(rule(Ruling.RE_ATTRIBUTE, REFUSAL.id, speaker="mira-holt"), account=away), REFUSAL.id)
    assert changed.standing is Standing.THIRD_PARTY


# -- who is who -------------------------------------------------------------------------------------------------------

# What is ruled, in order (`=` the same, `!` not the same), and the ids that are one, the kept one first.
UNIONS: list[tuple[str, list[str]]] = [
    ("a=b", ["ab"]),
    ("b=a", ["ba"]),
    ("a=b b=a", ["ba"]),  # of one pair the last counts, also for the id
    ("a=b b=c", ["abc"]),
    ("b=c a=b", ["abc"]),
    ("a=b c=b", ["abc"]),  # neither a nor c was given up for another: the first in the alphabet
    ("a=b c=d b=c", ["abcd"]),
    ("a=b a!b", []),
    ("a=b b!a", []),
    ("a!b a=b", ["ab"]),
    ("a=b a!b a=b", ["ab"]),
    ("a=b b=c a!b", ["bc"]),
    ("a=b b=c a!c", ["bc"]),  # later than both; the last union holds, the one before would join the pair
    ("b=c a=b a!c", ["ab"]),
    ("a!c a=b b=c", ["abc"]),  # an earlier one gives way to what came later
    ("a=b a!c b=c", ["bc"]),
    ("a=b b=c c=d a!d", ["bcd"]),
    ("a=b c=d b!d b=c", ["abc"]),
    ("a=a", []),
]


def union_rulings(told: str) -> list[Judgement]:
    return [
        rule(Ruling.SAME_ACTOR if pair[1] == "=" else Ruling.NOT_THE_SAME, pair[0], other=pair[2])
        for pair in told.split()
    ]


def one(told: str) -> list[str]:
    rulings = Rulings.of(union_rulings(told))
    groups: dict[str, list[str]] = {}
    for own in "abcd":
        groups.setdefault(rulings.same(own), []).append(own)
    return sorted(kept + "".join(sorted(set(own) - {kept})) for kept, own in groups.items() if len(own) > 1)


@pytest.mark.parametrize(("told", "groups"), UNIONS)
def test_who_is_one_with_whom(told: str, groups: list[str]) -> None:
    assert one(told) == groups


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("=!"), st.sampled_from("abcd")), max_size=8))
def test_the_last_ruling_on_a_pair_always_holds_and_no_union_breaks_a_later_one(
    rows: list[tuple[str, str, str]],
) -> None:
    pairs = [pair for pair in rows if pair[0] != pair[2]]
    rulings = Rulings.of(union_rulings(" ".join(map("".join, pairs))))
    if pairs:
        last, sign, other = pairs[-1]
        assert (rulings.same(last) == rulings.same(other)) is (sign == "=")
    asunder = {frozenset((a, b)) for a, sign, b in pairs if sign == "!"}
    joined = {frozenset((a, b)) for a, sign, b in pairs if sign == "="}
    if not joined:
        assert all(rulings.same(own) == own for own in "abcd")
    if not asunder:
        assert all(rulings.same(min(pair)) == rulings.same(max(pair)) for pair in joined)
    assert all(rulings.same(rulings.same(own)) == rulings.same(own) for own in "abcd")


def test_united_actors_are_one_everywhere_and_keep_every_name() -> None:
    holt = Actor("holt", "M. Holt", P, aliases=("Ms Holt",))
    seen = replace(
        ACCOUNT,
        actors=tuple(sorted((*ACTORS, holt), key=lambda a: a.id)),
        sayings=(
            replace(SAID, speaker="holt", speaker_why=replace(SAID.speaker_why, candidates=("holt",))),
            SHE_ADDED,
            TOLD,
        ),
        claims=(replace(PULL, chain=("holt",), person="holt", toward=("holt", "mira-holt")), TRUCE),
        meetings=(replace(MEETING, participants=("holt", "suvia", "mira-holt")),),
        silences=(replace(SILENCE, party="holt"), replace(SILENCE, party="mira-holt")),
    )
    judgement = rule(Ruling.SAME_ACTOR, "mira-holt", other="holt")
    account = ruled(judgement, account=seen)
    assert actor(account, "mira-holt") == replace(ACTORS[1], aliases=("Ms Holt", "M. Holt"))
    said, pull = account.sayings[0], account.claims[0]
    assert (said.speaker, said.speaker_why.rule, said.speaker_why.candidates) == (
        "mira-holt",
        "united: name",
        ("mira-holt",),
    )
    assert (pull.chain, pull.person, pull.toward) == (("mira-holt",), "mira-holt", ("mira-holt",))
    assert pull.why["ruling"] == [judgement.id]
    assert account.meetings[0].participants == ("mira-holt", "suvia")
    assert account.silences == (replace(SILENCE, party="mira-holt"),)
    assert "'holt'" not in str(account)
    assert account.claims[1] is TRUCE


def test_where_only_the_other_is_named_the_kept_id_takes_its_place_and_the_name_that_is_told() -> None:
    told = rule(Ruling.SAME_ACTOR, "mira-a-holt", other="mira-holt", name="Mira A. Holt")
    holt = actor(ruled(told), "mira-a-holt")
    assert (holt.name, holt.party, holt.aliases) == ("Mira A. Holt", "westmark", ("Mira Holt",))
    known = {"mira-a-holt": Actor("mira-a-holt", "Mira Anna Holt", P, aliases=("MAH",))}
    holt = actor(
        Rulings.of([rule(Ruling.SAME_ACTOR, "mira-a-holt", other="mira-holt")]).applied(ACCOUNT, known=known),
        "mira-a-holt",
    )
    assert (holt.name, holt.party, holt.aliases) == ("Mira Anna Holt", "westmark", ("MAH", "Mira Holt"))


def test_a_party_that_is_one_with_the_speaker_s_speaks_for_itself() -> None:
    """Westmark turns out to be Norland under another name: what its envoy says of Norland is its own."""
    account = ruled(rule(Ruling.SAME_ACTOR, "norland", other="westmark"))
    assert actor(account, "mira-holt").party == "norland"
    assert only(account, PULL.id).standing is Standing.OWN
    assert actor(account, "norland").party == "norland"


def test_merging_actors_is_the_same_of_each() -> None:
    account = ruled(rule(Ruling.MERGE, "norland", others=["suvia", "westmark"]))
    assert [a.id for a in account.actors] == ["jon-varga", "mira-holt", "norland"]
    assert actor(account, "norland").aliases == ("Suvia", "Westmark")


SPLITS: list[tuple[dict[str, object], list[str], tuple[str, ...], tuple[str, ...]]] = [
    # where; the speakers of the sayings; the chains of the two claims inside
    ({"reports": [R]}, ["other-holt", "other-holt", "jon-varga"], ("other-holt",), ("other-holt", "jon-varga")),
    (
        {"attributions": [SAID.id]},
        ["other-holt", "mira-holt", "jon-varga"],
        ("other-holt",),
        ("mira-holt", "jon-varga"),
    ),
    (
        {"attributions": [SHE_ADDED.id]},
        ["mira-holt", "other-holt", "jon-varga"],
        ("mira-holt",),
        ("other-holt", "jon-varga"),
    ),
    ({"claims": [TRUCE.id]}, ["mira-holt", "mira-holt", "jon-varga"], ("mira-holt",), ("other-holt", "jon-varga")),
    ({"reports": ["another"]}, ["mira-holt", "mira-holt", "jon-varga"], ("mira-holt",), ("mira-holt", "jon-varga")),
]


@pytest.mark.parametrize(("where", "speakers", "pull", "truce"), SPLITS)
def test_a_split_makes_an_actor_somebody_else_where_it_says_so(
    where: dict[str, object], speakers: list[str], pull: tuple[str, ...], truce: tuple[str, ...]
) -> None:
    account = ruled(rule(Ruling.SPLIT, "mira-holt", id="other-holt", name="Mira Holt (Oslo)", **where))
    assert [s.speaker for s in account.sayings] == speakers
    assert (account.claims[0].chain, account.claims[1].chain) == (pull, truce)
    named = {link for chain in (pull, truce, speakers) for link in chain}
    assert named <= {a.id for a in account.actors}


def test_somebody_else_takes_the_names_but_not_the_office_of_whom_it_was_split_from() -> None:
    account = ruled(rule(Ruling.SPLIT, "mira-holt", id="other-holt", name="Mira Holt (Oslo)", reports=[R]))
    assert actor(account, "other-holt") == Actor("other-holt", "Mira Holt (Oslo)", P, aliases=("Mira Holt",))
    assert "mira-holt" not in {a.id for a in account.actors}
    assert only(account, PULL.id).standing is Standing.THIRD_PARTY
    told = rule(Ruling.SPLIT, "mira-holt", id="other-holt", name="Mira Holt (Oslo)", reports=[R], party="norland")
    assert only(ruled(told), PULL.id).standing is Standing.OWN


def test_a_split_reaches_those_united_before_and_is_undone_by_a_later_union() -> None:
    union = rule(Ruling.SAME_ACTOR, "envoy", other="mira-holt")
    split = rule(Ruling.SPLIT, "envoy", id="other-holt", name="Another", reports=[R])
    assert ruled(union, split).sayings[0].speaker == "other-holt"
    assert ruled(union, split, rule(Ruling.SAME_ACTOR, "envoy", other="other-holt")).sayings[0].speaker == "envoy"


def test_a_split_of_one_claim_may_take_back_that_of_its_report() -> None:
    away = rule(Ruling.SPLIT, "mira-holt", id="other-holt", name="Another", reports=[R])
    back = rule(Ruling.SPLIT, "other-holt", id="mira-holt", name="Mira Holt", claims=[PULL.id])
    account = ruled(away, back)
    assert only(account, PULL.id).chain == ("mira-holt",)
    assert only(account, TRUCE.id).chain == ("other-holt", "jon-varga")


def test_a_speaker_that_was_ruled_on_a_claim_holds_though_the_claim_is_set_aside() -> None:
    speaker, misread = rule(Ruling.RE_ATTRIBUTE, PULL.id, PULL, speaker="suvia"), rule(Ruling.MISREAD, PULL.id, PULL)
    for judgements in ((speaker, misread), (misread, speaker)):
        account = ruled(*judgements)
        assert (account.sayings[0].speaker, account.claims) == ("suvia", (TRUCE, REFUSAL))


# -- meetings ---------------------------------------------------------------------------------------------------------

LATER = replace(
    MEETING,
    id="m000000000002",
    name="Oslo talks",
    participants=("suvia", "westmark"),
    evidence=((R, at("the date")[0]),),
)


def test_merged_meetings_are_one_that_knows_what_each_tells() -> None:
    account = replace(ACCOUNT, meetings=(LATER, MEETING))
    (one_meeting,) = ruled(rule(Ruling.MERGE, MEETING.id, others=[LATER.id]), account=account).meetings
    assert (one_meeting.id, one_meeting.name) == (MEETING.id, "Oslo talks")
    assert one_meeting.participants == ("norland", "suvia", "westmark")
    assert one_meeting.evidence == (*MEETING.evidence, *LATER.evidence)


def test_a_meeting_told_in_this_report_takes_the_id_of_one_told_elsewhere() -> None:
    assert ruled(rule(Ruling.MERGE, "m0000000000ff", others=[MEETING.id])).meetings == (
        replace(MEETING, id="m0000000000ff"),
    )


def test_a_split_meeting_is_another_occasion_in_the_reports_that_are_told() -> None:
    merge = rule(Ruling.MERGE, "m0000000000ff", others=[MEETING.id])
    split = rule(Ruling.SPLIT, "m0000000000ff", reports=[R, "another"])
    (apart,) = ruled(merge, split).meetings
    assert re.fullmatch("m[0-9a-f]{12}", apart.id) and apart.id not in (MEETING.id, "m0000000000ff")
    assert ruled(merge, rule(Ruling.SPLIT, "m0000000000ff", reports=["another"])).meetings[0].id == "m0000000000ff"
    assert ruled(merge, split, rule(Ruling.MERGE, "m0000000000ff", others=[apart.id])).meetings[0].id == "m0000000000ff"


def test_a_misread_meeting_is_set_aside_also_where_a_later_reading_gives_it_another_id() -> None:
    judgement = rule(Ruling.MISREAD, MEETING.id, MEETING)
    assert ruled(judgement).meetings == ()
    wider = replace(MEETING, id="m0000000000aa", evidence=((R, at("Oslo hosts both sides on Friday")[0]),))
    assert ruled(judgement, account=replace(ACCOUNT, meetings=(wider, LATER))).meetings == (LATER,)


# -- later readings -----------------------------------------------------------------------------------------------------

WIDER = at("Suvia refused to reopen the crossing.")
NARROW = at("refused to reopen the crossing")
LITTLE = at("the crossing")


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({"evidence": WIDER}, True),
        ({"evidence": NARROW}, True),
        ({"evidence": WIDER, "issue": "humanitarian"}, True),
        ({"act": Act.DENY}, True),
        ({"evidence": LITTLE}, False),
        ({"party": "norland"}, False),
        (None, False),
    ],
)
def test_a_corrected_claim_is_found_again_by_place_and_party_or_else_put_back(
    fields: dict[str, object] | None, same: bool
) -> None:
    """The person ruled that the refusal is a demand about talks; the machine now reads the clause otherwise."""
    judgements = (
        rule(Ruling.ACT, REFUSAL.id, REFUSAL, act="demand"),
        rule(Ruling.ISSUE, REFUSAL.id, REFUSAL, issue="talks"),
    )
    later = again((REFUSAL, fields))
    account = ruled(*judgements, account=later)
    found = only(account, REFUSAL.id)
    assert (found.party, found.act, found.issue) == ("suvia", Act.DEMAND, "talks")
    assert found.why["ruling"] == sorted(j.id for j in judgements)
    others = [c for c in later.claims if c not in (PULL, TRUCE)]
    expected = 1 if same else len(others) + 1
    assert len(account.claims) == 2 + expected
    if same and fields:
        assert found.evidence == fields.get("evidence", REFUSAL.evidence)


def test_a_claim_that_a_later_reading_has_as_the_person_said_is_just_itself() -> None:
    later = again((REFUSAL, {"party": "norland", "evidence": WIDER}))
    account = ruled(rule(Ruling.PARTY, REFUSAL.id, REFUSAL, party="norland"), account=later)
    assert [(c.id, c.evidence) for c in account.claims if c.party == "norland" and c.issue == "governance"] == [
        (REFUSAL.id, WIDER)
    ]


def test_a_claim_found_by_another_ruling_too_is_not_put_back_beside_it() -> None:
    """The first ruling was made on one reading, the second on the next, which gave the same claim another id."""
    later = again((REFUSAL, {"evidence": WIDER, "act": Act.DENY}))
    new = later.claims[2]
    judgements = rule(Ruling.ACT, REFUSAL.id, REFUSAL, act="demand"), rule(Ruling.ACT, new.id, new, act="demand")
    assert [c.id for c in ruled(*judgements, account=later).claims] == [PULL.id, TRUCE.id, new.id]


MISREAD_AGAIN: list[tuple[dict[str, object], bool]] = [
    ({"evidence": WIDER}, True),
    ({"evidence": NARROW}, True),
    ({"evidence": WIDER, "issue": "talks"}, False),
    ({"evidence": WIDER, "act": Act.DENY}, False),
    ({"evidence": WIDER, "party": "norland"}, False),
    ({"evidence": LITTLE}, False),
]


@pytest.mark.parametrize(("fields", "gone"), MISREAD_AGAIN)
def test_a_misread_claim_stays_away_and_another_at_its_place_stands(fields: dict[str, object], gone: bool) -> None:
    later = again((REFUSAL, fields))
    account = ruled(rule(Ruling.MISREAD, REFUSAL.id, REFUSAL), account=later)
    assert len(account.claims) == (2 if gone else 3)
    assert account.claims[:2] == (PULL, TRUCE)


def test_a_misread_claim_that_is_no_longer_read_is_not_put_back() -> None:
    later = again((REFUSAL, None))
    assert ruled(rule(Ruling.MISREAD, REFUSAL.id, REFUSAL), account=later) is later


def test_of_two_claims_alike_only_the_misread_one_goes_however_often_rulings_are_applied() -> None:
    twin = replace(REFUSAL, id="c0000000000ee", evidence=NARROW)
    rulings = Rulings.of([rule(Ruling.MISREAD, REFUSAL.id, REFUSAL)])
    once = rulings.applied(replace(ACCOUNT, claims=(REFUSAL, twin)))
    assert once.claims == (twin,)
    assert rulings.applied(once).claims == (twin,)


def test_a_claim_put_back_stands_in_its_saying_and_no_two_have_one_id() -> None:
    later = again((TRUCE, None))
    account = ruled(rule(Ruling.RIGHT, TRUCE.id, TRUCE), account=later)
    assert only(account, TRUCE.id) == replace(TRUCE, confidence=1.0)
    assert [c.id for c in account.claims] == [PULL.id, TRUCE.id, REFUSAL.id]
    moved = again((TRUCE, None), (TOLD, {"source": at("Jon Varga, she added, told")}))
    back = only(ruled(rule(Ruling.RIGHT, TRUCE.id, TRUCE), account=moved), TRUCE.id)
    assert back.attribution in {s.id for s in moved.sayings}
    assert back.chain == ("mira-holt", "jon-varga")


def test_a_ruling_without_what_was_read_waits_until_its_claim_is_read_again() -> None:
    later = again((REFUSAL, {"evidence": WIDER}))
    judgement = rule(Ruling.ACT, REFUSAL.id, act="demand")
    assert ruled(judgement, account=later) is later
    assert only(ruled(judgement), REFUSAL.id).act is Act.DEMAND


def test_an_attribution_is_found_again_by_its_cue_and_place_and_keeps_its_id() -> None:
    later = again((SAID, {"source": at("envoy Mira Holt said on Monday"), "confidence": 0.4}))
    account = ruled(rule(Ruling.RE_ATTRIBUTE, SAID.id, SAID, speaker="jon-varga"), account=later)
    assert [s.id for s in account.sayings] == [SAID.id, SHE_ADDED.id, TOLD.id]
    assert (only(account, PULL.id).attribution, only(account, PULL.id).chain) == (SAID.id, ("jon-varga",))


def test_an_attribution_that_is_no_longer_read_is_put_back_where_it_stood() -> None:
    later = again((SHE_ADDED, None))
    account = ruled(rule(Ruling.RIGHT, SHE_ADDED.id, SHE_ADDED), account=later)
    assert [s.id for s in account.sayings] == [SAID.id, SHE_ADDED.id, TOLD.id]
    gone = again((SAID, None))
    assert ruled(rule(Ruling.MISREAD, SAID.id, SAID), account=gone) is gone


# -- the rest -----------------------------------------------------------------------------------------------------------


def test_notes_and_what_is_no_copy_are_handed_out_and_change_nothing() -> None:
    note = Judgement(Ruling.NOTE, PULL.id, "Ana Ruiz", DAY, {}, "see the minutes")
    copies = rule(Ruling.NOT_A_COPY, R, other="another"), rule(Ruling.NOT_A_COPY, R, other=None)
    rulings = Rulings.of([note, *copies])
    assert rulings.notes == {PULL.id: (note,)}
    assert rulings.not_copies == {(R, "another"), (R, None)}
    assert rulings.applied(ACCOUNT) is ACCOUNT
    assert Rulings.of([note, rule(Ruling.UNDO, note.id)]).notes == {}


def test_an_undo_is_not_undone() -> None:
    judgement = rule(Ruling.MISREAD, PULL.id, PULL)
    undo = rule(Ruling.UNDO, judgement.id)
    assert ruled(judgement, undo, rule(Ruling.UNDO, undo.id)) is ACCOUNT
    assert PULL not in ruled(judgement, undo, rule(Ruling.MISREAD, PULL.id, PULL)).claims


def test_rulings_on_other_reports_leave_this_one_as_it_is() -> None:
    elsewhere = replace(REFUSAL, report="another", id="cfffffffffff0")
    judgements = rule(Ruling.ACT, elsewhere.id, elsewhere, act="demand"), rule(Ruling.SAME_ACTOR, "x", other="y")
    assert ruled(*judgements) is ACCOUNT


# -- laws ---------------------------------------------------------------------------------------------------------------

READINGS = [
    ACCOUNT,
    again((REFUSAL, {"evidence": WIDER}), (TRUCE, None)),
    again((REFUSAL, None), (SAID, None)),
    again((PULL, {"act": Act.OFFER}), (SHE_ADDED, {"content": at("that Norland accepts the truce")})),
    replace(ACCOUNT, claims=(*ACCOUNT.claims, replace(REFUSAL, id="c0000000000ee", evidence=NARROW))),
]
READ = {claim.id: claim for account in READINGS for claim in account.claims}
CLAIM_VALUES: list[tuple[Ruling, dict[str, object]]] = [
    (Ruling.RIGHT, {}),
    (Ruling.MISREAD, {}),
    (Ruling.ACT, {"act": "demand"}),
    (Ruling.ACT, {"act": "agree"}),
    (Ruling.ISSUE, {"issue": "talks"}),
    (Ruling.STRENGTH, {"strength": "possible"}),
    (Ruling.NEGATED, {"negated": True}),
    (Ruling.PARTY, {"party": "westmark"}),
    (Ruling.PARTY, {"party": "ridge-council"}),
    (Ruling.RE_ATTRIBUTE, {"speaker": "suvia"}),
    (Ruling.RE_ATTRIBUTE, {"speaker": None}),
]
SAYING_VALUES: list[tuple[Ruling, dict[str, object]]] = [
    row for row in CLAIM_VALUES if row[0] in (Ruling.RIGHT, Ruling.MISREAD, Ruling.RE_ATTRIBUTE)
]
# Claims that a person adds: new ones, those of a reading, one beside it, in attributions that are there, are not, or are gone.
ADDITIONS: list[tuple[str, str, Act, str, dict[str, object]]] = [
    ("Oslo hosts both sides", "oslo", Act.OFFER, "talks", {"toward": ["norland", "suvia"], "name": "Oslo"}),
    ("told her that Norland accepts the truce", "jon-varga", Act.MEET, "talks", {}),
    ("told her that Norland accepts the truce", "norland", Act.COMMIT, "ceasefire", {"attribution": TOLD.id}),
    ("Norland accepts the truce", "norland", Act.ACCEPT, "ceasefire", {"strength": "possible", "attribution": None}),
    ("accepts the truce", "norland", Act.ACCEPT, "ceasefire", {"negated": True, "attribution": SHE_ADDED.id}),
    ("Suvia refused to reopen the crossing.", "suvia", Act.REJECT, "governance", {"attribution": SAID.id}),
    ("Suvia refused to reopen the crossing", "suvia", Act.REJECT, "governance", {"toward": ["norland"]}),
    ("refused to reopen the crossing", "suvia", Act.DEMAND, "governance", {"attribution": "a-nowhere"}),
]
IDS = ["mira-holt", "jon-varga", "norland", "suvia", "westmark", "ridge-council"]


@st.composite
def judgement(draw: st.DrawFn) -> Judgement:
    kind = draw(st.sampled_from(["claim", "claim", "adding", "saying", "union", "split"]))
    if kind == "adding":
        words, party, act, issue, told = draw(st.sampled_from(ADDITIONS))
        return adding(words, party, act, issue, **told)
    if kind == "claim":
        own = draw(st.sampled_from([PULL, TRUCE, REFUSAL]))
        if draw(st.booleans()):
            words, party, act, issue, told = draw(st.sampled_from(ADDITIONS))
            row = added(adding(words, party, act, issue, **told))
            ruling, value = draw(st.sampled_from(CLAIM_VALUES))
            # As it is kept: of a claim that a reading has too, what was read.
            return rule(ruling, row.id, READ.get(row.id) or {**row.to_json(), ADDED: True}, **value)
        ruling, value = draw(st.sampled_from(CLAIM_VALUES))
        return rule(ruling, own.id, own, **value)
    if kind == "saying":
        said = draw(st.sampled_from([SAID, SHE_ADDED, TOLD]))
        ruling, value = draw(st.sampled_from(SAYING_VALUES))
        return rule(ruling, said.id, draw(st.sampled_from([said, None])), **value)
    one_id, other = draw(st.permutations(IDS))[:2]
    if kind == "union":
        return rule(draw(st.sampled_from([Ruling.SAME_ACTOR, Ruling.NOT_THE_SAME])), one_id, other=other)
    where = draw(st.sampled_from([{"reports": [R]}, {"attributions": [SAID.id]}, {"claims": [TRUCE.id]}]))
    return rule(Ruling.SPLIT, one_id, id=other, name=other.title(), **where)


def form(account: Account) -> list[object]:
    """Everything, `why` included, which claims leave out when they are compared."""
    rows = (*account.actors, *account.sayings, *account.claims, *account.meetings, *account.silences)
    return [row.to_json() for row in rows]


rulings_made = st.lists(judgement(), max_size=7)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(READINGS), rulings_made)
def test_applying_again_changes_nothing(account: Account, made: list[Judgement]) -> None:
    rulings = Rulings.of(made)
    once = rulings.applied(account)
    assert form(rulings.applied(once)) == form(once)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(READINGS), rulings_made, judgement())
def test_undoing_restores(account: Account, made: list[Judgement], other: Judgement) -> None:
    undone = [*made, other, rule(Ruling.UNDO, other.id)]
    assert form(ruled(*undone, account=account)) == form(ruled(*made, account=account))
    assert ruled(other, rule(Ruling.UNDO, other.id), account=account) is account


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(READINGS), rulings_made, st.randoms())
def test_the_order_of_rulings_on_different_subjects_changes_nothing(
    account: Account, made: list[Judgement], random: Random
) -> None:
    """One subject for a claim and the saying that it stands in, where both say who spoke; one for all actors. In which
    saying an added claim stands, the reading tells: who spoke there is ruled on the others alone."""
    first: dict[object, Judgement] = {}
    for row in made:
        if row.ruling is Ruling.RE_ATTRIBUTE and row.value.get("read", {}).get(ADDED):
            continue
        about = (
            {PULL.id: SAID.id, TRUCE.id: TOLD.id}.get(row.subject, row.subject)
            if row.ruling is Ruling.RE_ATTRIBUTE
            else row.subject
        )
        first.setdefault("actors" if row.subject in IDS else (about, row.ruling is Ruling.RE_ATTRIBUTE), row)
    rows = list(first.values())
    shuffled = rows[:]
    random.shuffle(shuffled)
    assert form(ruled(*shuffled, account=account)) == form(ruled(*rows, account=account))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(READINGS), rulings_made)
def test_no_two_rows_have_one_id_and_every_id_that_a_changed_row_names_is_there(
    account: Account, made: Sequence[Judgement]
) -> None:
    after = ruled(*made, account=account)
    for rows in (after.actors, after.sayings, after.claims, after.meetings):
        assert len({row.id for row in rows}) == len(rows)
    sayings, actors = {s.id for s in after.sayings}, {a.id for a in after.actors}
    assert {c.attribution for c in after.claims} - {None} <= sayings
    assert {s.within for s in after.sayings} - {None} - {s.within for s in account.sayings} <= sayings
    for row in after.claims:
        assert {row.party, *row.toward, *row.chain} <= actors


def test_a_thousand_rulings_on_a_thousand_claims_take_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in comparisons of places, not in seconds: each ruling is held against the few claims about its place."""
    from accords.ledger import found_again

    text = "".join(f"Suvia refused to reopen crossing number {number:04}. " for number in range(1000))
    report = Report(text, DAY)
    claims = []
    for number in range(1000):
        start = text.index(f"Suvia refused to reopen crossing number {number:04}")
        evidence = (Span(start, start + 44),)
        own = claim_id(report.id, "suvia", Act.REJECT, "other", evidence)
        claims.append(replace(REFUSAL, id=own, report=report.id, evidence=evidence))
    account = Account(report, ACTORS, (), tuple(claims))
    made = [rule(Ruling.ACT, f"c{number}", row, act="demand") for number, row in enumerate(claims)]
    compared = count()
    true = found_again.shared
    monkeypatch.setattr(found_again, "shared", lambda *places: (next(compared), true(*places))[1])
    after = Rulings.of(made).applied(account)
    assert {c.act for c in after.claims} == {Act.DEMAND} and len(after.claims) == 1000
    assert next(compared) < 20_000

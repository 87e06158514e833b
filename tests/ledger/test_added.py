"""Claims that a person adds by the words that the machine passed over."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from accords.claims.build import Account
from accords.claims.claim import Claim, claim_id
from accords.claims.saying import Saying, Why, Words, saying_id
from accords.documents.report import Report
from accords.ledger import tables as t
from accords.ledger.exchange import write_log
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ledger import Ledger
from accords.ledger.shown_rulings import rulings_on
from accords.ledger.take_in import read_log
from accords.presentation.dossier_export import export_json, import_dossier
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Misuse, Span, words_at
from accords.vocabulary.act import Act, Standing, Strength
from tests.ledger.accounts import RUN
from tests.ledger.test_views import assert_nothing_is_stale, assert_views_show_what_answers_show

TEXT = (
    "Kestria will reopen the salt road, minister Ada Brandt said on Monday. "
    "“The Lowen marsh, our envoy assured me, will stay\n unarmed if the dykes hold,” she added. "
    "Lowen did not reopen the salt road. The salt road is long."
)
REPORT = Report(TEXT, datetime(2030, 5, 6, tzinfo=UTC), outlet="Marsh Herald", published=date(2030, 5, 6))
R = REPORT.id
MISSED = "Lowen did not reopen the salt road"


def at(words: str) -> tuple[Span, ...]:
    assert TEXT.count(words) == 1
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def saying(speaker: str, source: str, cue: str, *content: str, within: str | None = None) -> Saying:
    pieces = tuple(span for words in content for span in at(words))
    a = Attribution(at(source), at(cue), pieces, Kind.ASSERTION, Mode.INDIRECT, confidence=0.8)
    return Saying(saying_id(R, a), R, a, speaker, Why("name", source), within=within, words=Words.of(a, TEXT))


SAID = saying("ada-brandt", "minister Ada Brandt", "said", "Kestria will reopen the salt road")
QUOTE = saying(
    "ada-brandt", "she", "added", "The Lowen marsh, our envoy assured me, will stay\n unarmed if the dykes hold"
)
ASSURED = saying(
    "the-envoy", "our envoy", "assured", "The Lowen marsh", "will stay\n unarmed if the dykes hold", within=QUOTE.id
)
ROAD = Claim(
    claim_id(R, "kestria", Act.COMMIT, "humanitarian", at("Kestria will reopen the salt road")), R, SAID.id, "kestria", None,
    Act.COMMIT, (), "humanitarian", "reopen the salt road", False, Strength.UNDERTAKEN, None, ("ada-brandt",), Standing.OWN,
    at("Kestria will reopen the salt road"), 0.7, words="Kestria will reopen the salt road", why={"rule": "verb"},
)  # fmt: skip
ACTORS = (
    Actor("ada-brandt", "Ada Brandt", ActorKind.PERSON, "kestria"),
    Actor("kestria", "Kestria", ActorKind.STATE, "kestria"),
    Actor("lowen", "Lowen", ActorKind.STATE, "lowen"),
    Actor("the-envoy", "our envoy", ActorKind.UNNAMED),
)
ACCOUNT = Account(REPORT, ACTORS, (SAID, QUOTE, ASSURED), (ROAD,), (), ())
LATER = replace(RUN, begun=RUN.begun + timedelta(days=1), version="0.1-synthetic")
REFUSAL: dict[str, object] = {"party": "lowen", "act": "reject", "issue": "humanitarian", "words": MISSED}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.new(tmp_path / "talks.ledger") as ledger:
        ledger.add([ACCOUNT], RUN)
        yield ledger


@pytest.fixture
def each(place: str) -> Iterator[Ledger]:
    """The same in both databases."""
    with Ledger.new(place) as ledger:
        ledger.add([ACCOUNT], RUN)
        yield ledger


def add(ledger: Ledger, **told: object) -> tuple[Judgement, Claim]:
    """A claim of Lowen's that it refuses, unless `told` says otherwise; the ruling, and the claim as views have it."""
    judgement = ledger.rule("claim", R, {**REFUSAL, **told}, who="Ana Ruiz")
    (found,) = [claim for claim in claims(ledger) if claim.id == judgement.value["read"]["id"]]  # type: ignore[index]
    return judgement, found


def claims(ledger: Ledger, **asked: Any) -> tuple[Claim, ...]:
    (account,) = ledger.accounts(**asked)
    return account.claims


def read_anew(ledger: Ledger, *more: Claim, **changes: object) -> None:
    ledger.add([replace(ACCOUNT, claims=(*ACCOUNT.claims, *more), unclear=1, **changes)], LATER)  # type: ignore[arg-type]


# -- what is added ------------------------------------------------------------------------------------------------------


def test_an_added_claim_is_as_if_it_had_been_read_and_says_that_a_person_added_it(each: Ledger) -> None:
    judgement, added = add(each)
    evidence = at(MISSED)
    assert added == Claim(
        claim_id(R, "lowen", Act.REJECT, "humanitarian", evidence), R, None, "lowen", None, Act.REJECT, (), "humanitarian",
        MISSED, False, None, None, (), Standing.OUTLET, evidence, 1.0, words=MISSED,
    )  # fmt: skip
    assert added.why == {"rule": "added by a person", "ruling": [judgement.id]}
    assert claims(each) == (ROAD, added)
    assert claims(each, as_of=date(2030, 5, 6)) == (ROAD, added), "rulings hold in every view of the past"
    assert claims(each, as_read=True) == (ROAD,)
    assert_views_show_what_answers_show(each)
    assert_nothing_is_stale(each)


def test_undoing_takes_it_out_again_whatever_was_ruled_on_it_since(each: Ledger) -> None:
    before = list(each.accounts())
    judgement, added = add(each)
    each.rule("act", added.id, {"act": "demand"}, who="Ben Hale")
    each.rule("right", added.id, who="Ben Hale")
    each.rule("undo", judgement.id, who="Ben Hale")
    assert list(each.accounts()) == before
    assert_views_show_what_answers_show(each)
    assert_nothing_is_stale(each)


def test_it_may_be_added_again_after_an_undoing_and_the_rulings_on_it_hold_again(ledger: Ledger) -> None:
    judgement, added = add(ledger)
    ledger.rule("act", added.id, {"act": "demand"}, who="Ben Hale")
    ledger.rule("undo", judgement.id, who="Ben Hale")
    again, back = add(ledger)
    assert (back.id, back.act) == (added.id, Act.DEMAND)
    assert again.id != judgement.id


@pytest.mark.parametrize(
    ("ruling", "value", "changed"),
    [
        ("act", {"act": "demand"}, {"act": Act.DEMAND}),
        ("issue", {"issue": "talks"}, {"issue": "talks"}),
        ("party", {"party": "kestria"}, {"party": "kestria"}),
        ("right", {}, {}),
        ("re-attribute", {"speaker": "ada-brandt"}, {"chain": ("ada-brandt",), "standing": Standing.COUNTERPART}),
    ],
)
def test_rulings_on_it_work_as_on_any_claim(
    ledger: Ledger, ruling: str, value: dict[str, object], changed: dict[str, object]
) -> None:
    judgement, added = add(ledger)
    other = ledger.rule(ruling, added.id[:9], value, who="Ben Hale")
    (now,) = [claim for claim in claims(ledger) if claim.id == added.id]
    assert now == replace(added, **changed)  # type: ignore[arg-type]
    assert now.why["ruling"] == sorted([judgement.id, other.id])


def test_it_is_set_aside_and_brought_back(each: Ledger) -> None:
    _, added = add(each)
    misread = each.rule("misread", added.id, who="Ben Hale")
    assert claims(each) == (ROAD,)
    each.rule("undo", misread.id, who="Ben Hale")
    assert claims(each) == (ROAD, added)


ATTRIBUTIONS: list[tuple[str, dict[str, object], Saying | None, tuple[str, ...], Standing]] = [
    # The words; what is told; the attribution in which they stand then, who vouches, and the standing for Lowen.
    ("will stay unarmed", {}, ASSURED, ("ada-brandt", "the-envoy"), Standing.THIRD_PARTY),
    ("our envoy assured me", {}, QUOTE, ("ada-brandt",), Standing.COUNTERPART),
    ("will reopen the salt road, minister", {}, SAID, ("ada-brandt",), Standing.COUNTERPART),
    ("on Monday", {}, None, (), Standing.OUTLET),
    (MISSED, {"attribution": SAID.id}, SAID, ("ada-brandt",), Standing.COUNTERPART),
    ("will stay unarmed", {"attribution": None}, None, (), Standing.OUTLET),
    ("will stay unarmed", {"attribution": QUOTE.id[:8]}, QUOTE, ("ada-brandt",), Standing.COUNTERPART),
]


@pytest.mark.parametrize(("words", "told", "inside", "chain", "standing"), ATTRIBUTIONS)
def test_it_stands_in_the_innermost_attribution_around_its_words_unless_a_person_says_otherwise(
    ledger: Ledger,
    words: str,
    told: dict[str, object],
    inside: Saying | None,
    chain: tuple[str, ...],
    standing: Standing,
) -> None:
    _, added = add(ledger, words=words, **told)
    assert (added.attribution, added.chain, added.standing) == (inside.id if inside else None, chain, standing)
    assert_nothing_is_stale(ledger)


def test_who_vouches_for_it_follows_rulings_on_the_attributions_around_it(ledger: Ledger) -> None:
    _, added = add(ledger, words="will stay unarmed")
    ledger.rule("re-attribute", ASSURED.id, {"speaker": "lowen"}, who="Ben Hale")
    (now,) = [claim for claim in claims(ledger) if claim.id == added.id]
    assert now.chain == ("ada-brandt", "lowen")
    ledger.rule("misread", ASSURED.id, who="Ben Hale")
    (now,) = [claim for claim in claims(ledger) if claim.id == added.id]
    assert (now.attribution, now.chain) == (QUOTE.id, ("ada-brandt",)), "it goes on standing in the one around it"
    assert_nothing_is_stale(ledger)


def test_all_that_can_be_told_is_kept_and_words_are_those_of_the_report(each: Ledger) -> None:
    _, added = add(
        each,
        words=[[*at("will stay\n unarmed")[0]], [*at("The Lowen marsh")[0]]],
        act="commit", issue="forces", party="marsh-league", name="Marsh League", kind="organization", strength="conditional",
        negated=True, toward=["kestria", "oslo"], condition="if the  dykes hold", terms="stay unarmed",
    )  # fmt: skip
    assert added.evidence == (*at("The Lowen marsh"), *at("will stay\n unarmed"))
    assert added.words == words_at(TEXT, added.evidence) == "The Lowen marsh … will stay\n unarmed"
    assert (added.condition, added.terms) == ("if the dykes hold", "stay\n unarmed")
    assert (added.strength, added.negated, added.toward) == (Strength.CONDITIONAL, True, ("kestria", "oslo"))
    (account,) = each.accounts()
    named = {actor.id: (actor.name, actor.kind) for actor in account.actors}
    assert named["marsh-league"] == ("Marsh League", ActorKind.ORGANIZATION)
    assert named["oslo"] == ("oslo", ActorKind.UNNAMED)
    assert_views_show_what_answers_show(each)


def test_whom_it_is_addressed_to_is_known_once_another_report_tells_of_them(ledger: Ledger) -> None:
    add(ledger, toward=["oslo"])
    other = replace(ACCOUNT, report=Report("Oslo hosts.", REPORT.fetched), sayings=(), claims=())
    ledger.add([replace(other, actors=(Actor("oslo", "Oslo", ActorKind.STATE),))], RUN)  # fmt: skip
    (account,) = ledger.accounts(reports=[R])
    assert {actor.id: actor.name for actor in account.actors}["oslo"] == "Oslo"
    assert_nothing_is_stale(ledger)


def test_an_act_without_strength_has_none_whatever_is_told(ledger: Ledger) -> None:
    assert add(ledger, strength="actual")[1].strength is None


# -- later readings -----------------------------------------------------------------------------------------------------


def machine(**fields: object) -> Claim:
    """What another reading makes of the words that were missed."""
    base = replace(
        ROAD, attribution=None, chain=(), standing=Standing.OUTLET, party="lowen", act=Act.REJECT, strength=None
    )
    row = replace(base, **{"evidence": at(MISSED), "confidence": 0.5, **fields})  # type: ignore[arg-type]
    own = claim_id(R, row.party, row.act, row.issue, row.evidence)
    return replace(row, id=own, words=words_at(TEXT, row.evidence), terms="reopen the salt road")


def test_a_later_reading_that_misses_it_again_does_not_lose_it(ledger: Ledger) -> None:
    _, added = add(ledger, words="will stay unarmed")
    read_anew(ledger)
    assert set(claims(ledger)) == {ROAD, added}
    read_anew(ledger, sayings=(SAID,))
    (now,) = [claim for claim in claims(ledger) if claim.id == added.id]
    assert (now.attribution, now.words) == (None, added.words), "the attribution is gone, the claim is not"
    assert_nothing_is_stale(ledger)


WIDER = at("Lowen did not reopen the salt road.")
ONE_OR_TWO: list[tuple[dict[str, object], int]] = [
    ({}, 1),
    ({"evidence": WIDER}, 1),
    ({"party": "kestria"}, 2),
    ({"act": Act.DENY}, 2),
    ({"issue": "talks"}, 2),
    ({"evidence": WIDER, "negated": True}, 2),
    ({"evidence": at("The salt road is long")}, 2),
]


@pytest.mark.parametrize(("fields", "count"), ONE_OR_TWO)
def test_a_later_reading_of_the_very_same_claim_makes_one_and_another_at_its_place_stands_beside_it(
    ledger: Ledger, fields: dict[str, object], count: int
) -> None:
    judgement, added = add(ledger)
    read_anew(ledger, machine(**fields))
    found = [claim for claim in claims(ledger) if claim != ROAD]
    assert len(found) == count
    (now,) = [claim for claim in found if claim.id == added.id]
    assert (now.confidence, now.why["ruling"]) == (1.0, [judgement.id])
    ledger.rule("undo", judgement.id, who="Ben Hale")
    assert [claim for claim in claims(ledger) if claim != ROAD] == [machine(**fields)]
    assert_views_show_what_answers_show(ledger)
    assert_nothing_is_stale(ledger)


@pytest.mark.parametrize("read", [False, True])
def test_one_that_was_ruled_not_to_be_done_is_the_same_whichever_way_it_is_read(ledger: Ledger, read: bool) -> None:
    _, added = add(ledger)
    judgement = ledger.rule("negated", added.id, {"negated": True}, who="Ben Hale")
    read_anew(ledger, machine(negated=read))
    (now,) = [claim for claim in claims(ledger) if claim != ROAD]
    assert (now.id, now.negated) == (added.id, True)
    ledger.rule("undo", judgement.id, who="Ben Hale")
    assert not next(claim for claim in claims(ledger) if claim.id == added.id).negated
    assert_views_show_what_answers_show(ledger)
    assert_nothing_is_stale(ledger)


def test_where_a_reading_has_it_too_what_the_person_told_goes_before_what_was_read(ledger: Ledger) -> None:
    _, added = add(
        ledger, act="commit", strength="possible", toward=["kestria"], attribution=SAID.id, condition="The salt road"
    )
    read = machine(
        act=Act.COMMIT, strength=Strength.ACTUAL, condition=None, evidence=WIDER, trigger=at("reopen the salt road.")
    )
    read_anew(ledger, read)
    (now,) = [claim for claim in claims(ledger) if claim.id == added.id]
    assert (now.strength, now.toward, now.condition) == (Strength.POSSIBLE, ("kestria",), "The salt road")
    assert (now.attribution, now.chain, now.standing) == (SAID.id, ("ada-brandt",), Standing.COUNTERPART)
    assert (now.evidence, now.trigger, now.terms) == (WIDER, read.trigger, read.terms), "what was left open is as read"


def test_a_reading_that_says_what_a_later_ruling_made_of_it_is_the_same_claim(ledger: Ledger) -> None:
    _, added = add(ledger)
    ledger.rule("act", added.id, {"act": "deny"}, who="Ben Hale")
    read_anew(ledger, machine(act=Act.DENY, evidence=WIDER))
    assert [(claim.id, claim.act) for claim in claims(ledger) if claim != ROAD] == [(added.id, Act.DENY)]


def test_in_the_outlet_s_voice_at_first_it_stands_in_an_attribution_that_a_later_reading_finds(ledger: Ledger) -> None:
    _, left_open = add(ledger)
    _, said_none = add(ledger, act="deny", attribution=None)
    found = saying("ada-brandt", "on Monday", "she", MISSED)
    read_anew(ledger, sayings=(*ACCOUNT.sayings, found))
    chains = {claim.id: (claim.attribution, claim.chain) for claim in claims(ledger)}
    assert chains[left_open.id] == (found.id, ("ada-brandt",))
    assert chains[said_none.id] == (None, ())


# -- refusals -----------------------------------------------------------------------------------------------------------

END = len(TEXT)
ROADS = [TEXT.index("the salt road", start) for start in (0, 100)]
REFUSED: list[tuple[dict[str, object], str, str]] = [
    # What is told, the place of the message with what was found, and what is accepted or to be done.
    ({"words": "Lowen will reopen"}, "ruling.value.words: found words that are not in the report", "letter for letter"),
    ({"words": "lowen did not reopen"}, "ruling.value.words: found words that are not in the report", "letter for letter"),
    (
        {"words": "the salt road"},
        f"ruling.value.words: found 'the salt road' 2 times, at {ROADS[0]}-{ROADS[0] + 13}, {ROADS[1]}-{ROADS[1] + 13}",
        f"--at {ROADS[0]}-{ROADS[0] + 13}",
    ),
    ({"words": " "}, "ruling.value.words: found ' '", "[start, end)"),
    ({"words": []}, "ruling.value.words: found []", "[start, end)"),
    ({"words": [[3, 3]]}, "ruling.value.words[0]: found [3, 3]", "[start, end)"),
    ({"words": [[9, 3]]}, "ruling.value.words[0]: found [9, 3]", "[start, end)"),
    ({"words": [[-4, 3]]}, "ruling.value.words[0]: found [-4, 3]", "[start, end)"),
    ({"words": [[0, 4], [True, 9]]}, "ruling.value.words[1]: found [True, 9]", "[start, end)"),
    ({"words": [[0, 9], [5, 12]]}, "ruling.value.words: found [[0, 9], [5, 12]]", "do not overlap"),
    ({"words": [[0, END + 1]]}, f"ruling.value.words[0]: found [0, {END + 1})", f"text of {END} code points"),
    ({"words": [[7, 8]]}, "ruling.value.words[0]: found [7, 8), where no word stands", "the place of words"),
    ({"act": "nod"}, "ruling.value.act: found 'nod'", "one of accept"),
    ({"issue": "weather"}, "ruling.value.issue: found 'weather'", "one of security guarantees"),
    ({"party": " "}, "ruling.value.party: found ' '", "not blank"),
    ({"party": None}, "ruling.value.party: found None", "not blank"),
    ({"strength": "strong"}, "ruling.value.strength: found 'strong'", "actual, undertaken"),
    ({"negated": "yes"}, "ruling.value.negated: found 'yes'", "true or false"),
    ({"toward": "kestria"}, "ruling.value.toward: found 'kestria'", "a list of ids"),
    ({"toward": ["kestria", "lowen"]}, "ruling.value.toward: found 'lowen'", "others than the party itself"),
    ({"condition": "if it rains"}, "ruling.value.condition: found 'if it rains'", "words of the report"),
    ({"terms": "the ferry"}, "ruling.value.terms: found 'the ferry'", "words of the report"),
    ({"attribution": "a0000"}, "no id 'a0000'", "the id of a claim, attribution"),
    ({"attribution": ROAD.id}, f"a ruling 'claim': found claim {ROAD.id}", "the id of an attribution"),
    ({"weight": 3}, "ruling.value: found the field 'weight'", "'party', 'act', 'issue', 'words', 'strength'"),
    (
        {"party": "kestria", "act": "commit", "words": "Kestria will reopen the salt road,"},
        f"ruling.value: found the claim {ROAD.id}, which is there already",
        f"accords judge right {ROAD.id}",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("told", "found", "accepted"), REFUSED)
def test_what_cannot_be_added_is_refused_and_nothing_is_kept(
    ledger: Ledger, told: dict[str, object], found: str, accepted: str
) -> None:
    with pytest.raises(Misuse) as refused:
        add(ledger, **told)
    assert found in str(refused.value)
    assert accepted in str(refused.value)
    assert ledger.judgements() == ()


def test_a_claim_is_added_to_a_report_alone(ledger: Ledger) -> None:
    with pytest.raises(Misuse, match=f"found claim {ROAD.id}; accepted: the id of a report"):
        ledger.rule("claim", ROAD.id, REFUSAL, who="Ana Ruiz")


def test_an_attribution_of_another_report_is_refused(ledger: Ledger) -> None:
    text = "Oslo hosts, a clerk said."
    other = Report(text, REPORT.fetched)
    a = Attribution((Span(12, 19),), (Span(20, 24),), (Span(0, 10),), Kind.ASSERTION, Mode.INDIRECT)
    elsewhere = Saying(saying_id(other.id, a), other.id, a, None, Why("open"), words=Words.of(a, text))
    ledger.add([Account(other, (), (elsewhere,), (), (), ())], RUN)
    with pytest.raises(Misuse, match=f"ruling.value.attribution: found {elsewhere.id}, an attribution of the report"):
        add(ledger, attribution=elsewhere.id)


def test_one_that_was_added_or_set_aside_is_not_added_again(ledger: Ledger) -> None:
    _, added = add(ledger)
    with pytest.raises(Misuse, match=f"the claim {added.id}, which is there already"):
        add(ledger)
    with pytest.raises(Misuse, match=f"the claim {added.id}, which is there already"):
        add(ledger, words=f"{MISSED}.")
    ledger.rule("misread", added.id, who="Ben Hale")
    with pytest.raises(Misuse, match=rf"the claim {added.id}, which was set aside.* accords judge right {added.id}"):
        add(ledger)


# -- forgotten, exported, proved ------------------------------------------------------------------------------------------


def everything(ledger: Ledger) -> str:
    with ledger.database.reading() as connection:
        rows = [
            str(tuple(row))
            for table in (t.JUDGEMENTS, *t.CORRECTED_READ, *t.READ)
            for row in connection.execute(table.select())
        ]
    return "\n".join(rows)


def test_its_words_go_with_a_forgotten_report_and_the_claim_stays_without_them(each: Ledger) -> None:
    judgement, added = add(each, words="will stay unarmed", condition="if the dykes", terms="stay unarmed")
    each.rule("note", added.id, who="Ben Hale", note="the words 'will stay unarmed' are hers")
    each.rule("issue", added.id, {"issue": "forces"}, who="Ben Hale")
    before = [claim for claim in claims(each) if claim.id == added.id]
    stone = each.forget(R, reason="asked by the outlet", who="Keeper")
    kept = everything(each)
    for words in ("unarmed", "dykes", "marsh"):
        assert words not in kept, words
    assert judgement.id in stone.judgements
    (now,) = [claim for claim in claims(each) if claim.id == added.id]
    assert now == replace(before[0], words="", terms="", condition="")
    assert list(each.check()) == []
    assert_nothing_is_stale(each)
    with pytest.raises(Misuse, match="a report whose text is not here"):
        add(each)


def test_another_ledger_has_it_by_either_export_and_can_undo_it(each: Ledger, new_place: Callable[[], str]) -> None:
    judgement, _ = add(each, toward=["kestria"], words="will stay unarmed")
    log = io.BytesIO()
    write_log(each.database, log)
    log.seek(0)
    dossier = json.loads(json.dumps(export_json(each)))
    with Ledger.new(new_place()) as one, Ledger.new(new_place()) as other:
        read_log(one.database, log, "talks.jsonl")
        _, faults = import_dossier(other, dossier, "talks.json")
        assert faults == ()
        for copy in (one, other):
            assert claims(copy) == claims(each)
            assert_views_show_what_answers_show(copy)
            copy.rule("undo", judgement.id, who="Ben Hale")
            assert claims(copy) == (ROAD,)


def forged(judgement: Judgement, **changes: object) -> Judgement:
    """The same ruling, by another person, with other words than the report's."""
    read: dict[str, object] = {**judgement.value["read"], **changes}  # type: ignore[dict-item]
    return replace(judgement, who="Somebody", value={**judgement.value, "read": read})


@pytest.mark.parametrize("words", ["Lowen never slept", ""])
def test_nothing_enters_without_the_words_of_the_report(
    ledger: Ledger, new_place: Callable[[], str], words: str
) -> None:
    judgement, _ = add(ledger)
    other = forged(judgement, words=words)
    with pytest.raises(Misuse, match=f"an added claim with the words {words!r}.*; accepted: the report's own words"):
        ledger.judge(other)
    dossier: Any = json.loads(json.dumps(export_json(ledger)))
    dossier["ledger"]["judgements"].append({"id": other.id, **other.to_json()})
    with Ledger.new(new_place()) as copy:
        _, faults = import_dossier(copy, dossier, "talks.json")
        assert ["an added claim with the words" in fault.found for fault in faults] == [True]
        assert faults[0].remedy == "The ruling is left out."
        assert copy.judgements() == (judgement,)


@pytest.mark.parametrize("evidence", [[[0, END + 9]], [[5]], 3, None])
def test_nothing_enters_by_places_that_the_report_does_not_have(ledger: Ledger, evidence: object) -> None:
    judgement, _ = add(ledger)
    with pytest.raises(Misuse, match="an added claim with the words"):
        ledger.judge(forged(judgement, evidence=evidence))


def test_a_log_with_an_added_claim_of_other_words_is_refused_at_its_line(
    each: Ledger, new_place: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from accords.ledger import keep

    judgement, _ = add(each)
    monkeypatch.setattr(keep, "not_verbatim", lambda *asked: None)
    other = forged(judgement, words="Lowen never slept")
    each.judge(other)
    found = [fault for fault in each.check() if other.id in fault.place]
    assert ["'Lowen never slept'" in fault.found for fault in found] == [True], "a check tells of it, too"
    log = io.BytesIO()
    write_log(each.database, log)
    log.seek(0)
    with Ledger.new(new_place()) as copy:
        with pytest.raises(Misuse, match=r"talks.jsonl:\d+: found an added claim with the words 'Lowen never slept'"):
            read_log(copy.database, log, "talks.jsonl")
        assert copy.head().seq == 0


def test_explain_finds_its_report(each: Ledger) -> None:
    judgement, added = add(each)
    assert each.report_of(added.id[:9]) == R
    each.rule("undo", judgement.id, who="Ben Hale")
    assert each.report_of(added.id) is None


def test_it_is_counted_where_queries_count_claims(each: Ledger) -> None:
    add(each)
    with each.database.reading() as connection:
        counted = connection.scalar(text("SELECT claims FROM reports_now"))
    assert counted == 2


# -- for pages ------------------------------------------------------------------------------------------------------------


def test_rulings_are_listed_beside_what_they_are_about_and_which_of_them_count(ledger: Ledger) -> None:
    judgement, added = add(ledger)
    first = ledger.rule("act", added.id, {"act": "demand"}, who="Ben Hale")
    second = ledger.rule("act", added.id, {"act": "deny"}, who="Cem Oral")
    note = ledger.rule("note", added.id, who="Ben Hale", note="look again")
    gone = ledger.rule("issue", added.id, {"issue": "talks"}, who="Ben Hale")
    ledger.rule("undo", gone.id, who="Ben Hale")
    union = ledger.rule("same actor", "lowen", {"other": "kestria"}, who="Ben Hale")
    told = rulings_on(ledger.judgements(), [added.id, R, "kestria", ROAD.id])

    def listed(own: str) -> list[tuple[str, bool]]:
        return [(shown.judgement.id, shown.counts) for shown in told[own]]

    assert listed(added.id) == [(judgement.id, True), (first.id, False), (second.id, True), (note.id, True)]
    assert listed(R) == [(judgement.id, True)]
    assert listed("kestria") == [(union.id, True)]
    assert ROAD.id not in told
    ledger.rule("undo", second.id, who="Cem Oral")
    told = rulings_on(ledger.judgements(), [added.id])
    assert (first.id, True) in listed(added.id), "undoing the later one brings it back"


def test_right_and_misread_are_one_question(ledger: Ledger) -> None:
    right, misread = (ledger.rule(name, ROAD.id, who="Ana Ruiz") for name in ("right", "misread"))
    (shown,) = rulings_on(ledger.judgements(), [ROAD.id]).values()
    assert [(one.judgement, one.counts) for one in shown] == [(right, False), (misread, True)]
    assert {Ruling.RIGHT, Ruling.MISREAD} == {one.judgement.ruling for one in shown}


def test_it_may_be_added_again_within_the_second_of_the_undoing(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock tells seconds, and a program rules faster."""
    from datetime import UTC, datetime

    at = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
    monkeypatch.setattr("accords.ledger.ledger.now", lambda: at)
    judgement, added = add(ledger)
    ledger.rule("undo", judgement.id, who="Ben Hale")
    again, back = add(ledger)
    assert (back.id, again.id != judgement.id) == (added.id, True)

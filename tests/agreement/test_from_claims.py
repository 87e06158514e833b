"""What reports say that parties did, as items of an agreement: what happened, when, and how far it is settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from accords.agreement.clock import Clock
from accords.agreement.from_claims import items_of_claims, items_of_view
from accords.agreement.item import Item, Status
from accords.agreement.pattern import Pattern
from accords.assessment.dispute import Dispute, DisputeKind
from accords.assessment.record import Record
from accords.assessment.recorded import Recorded
from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.claims.saying import Saying, Why
from accords.documents.report import Report
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Span, When
from accords.vocabulary.act import Act, Standing, Strength

KYIV = Clock(ZoneInfo("Europe/Kyiv"))
SIGNED = date(2029, 3, 1)
PUBLISHED = date(2029, 3, 14)
PARTIES = {"norland": "norland", "vestria": "v", "vestrian republic": "v", "lake league": "league"}


def at(words: str) -> int:
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo("Europe/Kyiv")).timestamp())


def claim(own: str = "c1", **fields: object) -> Claim:
    values: dict[str, object] = {
        "report": "r1", "attribution": None, "party": "norland", "person": None, "act": Act.ATTACK, "toward": (),
        "issue": "forces", "terms": "shelled Harbourg", "negated": False, "strength": None, "condition": None, "chain": ("envoy",),
        "standing": Standing.THIRD_PARTY, "evidence": (Span(0, 10),), "confidence": 0.9, **fields,
    }  # fmt: skip
    return Claim(id=own, **values)  # type: ignore[arg-type]


def recorded(one: Claim, *, day: date | None = PUBLISHED, undated: bool = False) -> Recorded:
    return Recorded(one, PUBLISHED, day, one.words, outlet="Lake Post", undated=undated)


def items(*claims: Claim, **options: object) -> list[Item]:
    return items_of_claims(map(recorded, claims), KYIV, since=SIGNED, parties=PARTIES, **options)  # type: ignore[arg-type]


def test_a_claim_as_an_item() -> None:
    (item,) = items(claim(toward=("vestria", "lake-league", "kasmere"), words="Norland shelled Harbourg"))
    assert item == Item(
        id="c1",
        first=at("2029-03-14"),
        last=at("2029-03-14"),
        known_on=PUBLISHED,
        status=Status.REPORTED,
        act="attack",
        party="norland",
        toward=("v", "league", "kasmere"),
        issue="forces",
        attributes=(("standing", "third party"),),
        words="Norland shelled Harbourg",
        source="Lake Post",
        report="r1",
    )
    # A claim tells no place, and no event of a table.
    assert Pattern(events=frozenset(("lists handed over",))).matches(item) is False


def dispute(kind: DisputeKind) -> Dispute:
    return Dispute("d1", kind, ("c1", "c2"), "")


STATUS = {
    "told by others": ({}, Status.REPORTED),
    "told by the outlet": ({"standing": Standing.OUTLET}, Status.REPORTED),
    "told by the other side": ({"standing": Standing.COUNTERPART}, Status.REPORTED),
    "the party's own": ({"standing": Standing.OWN}, Status.CONFIRMED),
    "confirmed by a person": ({"confirmed": {"c1"}}, Status.CONFIRMED),
    "another one confirmed": ({"confirmed": {"c2"}}, Status.REPORTED),
    "denied": ({"disputes": [dispute(DisputeKind.DENIAL)]}, Status.DISPUTED),
    "of another role": ({"disputes": [dispute(DisputeKind.ROLE)]}, Status.DISPUTED),
    "of another origin": ({"disputes": [dispute(DisputeKind.ORIGIN)]}, Status.DISPUTED),
    "told in another form": ({"disputes": [dispute(DisputeKind.FORM)]}, Status.REPORTED),
    "told more strongly elsewhere": ({"disputes": [dispute(DisputeKind.STRENGTH)]}, Status.REPORTED),
    "the party's own, and denied": ({"standing": Standing.OWN, "disputes": [dispute(DisputeKind.DENIAL)]}, Status.DISPUTED),
    "confirmed by a person, and denied": ({"confirmed": {"c1"}, "disputes": [dispute(DisputeKind.DENIAL)]}, Status.DISPUTED),
    "rejected by a person": ({"rejected": {"c1"}, "standing": Standing.OWN}, Status.RETRACTED),
    "rejected by a person, and denied": ({"rejected": {"c1"}, "disputes": [dispute(DisputeKind.DENIAL)]}, Status.RETRACTED),
    "its own in a copy that lost whom it copies": (
        {"standing": Standing.OWN, "standing_of": lambda one: Standing.COUNTERPART}, Status.REPORTED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", STATUS)
def test_how_far_a_claim_is_settled(situation: str) -> None:
    options, expected = STATUS[situation]
    told = {"standing": options["standing"]} if "standing" in options else {}
    rest = {name: value for name, value in options.items() if name != "standing"}
    (item,) = items(claim(**told), **rest)
    assert item.status is expected


DEEDS = {
    (Act.AID, Strength.ACTUAL): True,
    (Act.RETREAT, Strength.ACTUAL): True,
    (Act.AID, Strength.UNDERTAKEN): False,
    (Act.RETREAT, Strength.CONDITIONAL): False,
    (Act.AID, Strength.DESIRED): False,
    (Act.AID, None): False,
    (Act.COMMIT, Strength.UNDERTAKEN): True,
    (Act.AGREE, Strength.POSSIBLE): True,
    (Act.ATTACK, None): True,
}


@pytest.mark.parametrize(("act", "strength"), DEEDS)
def test_a_promise_is_no_deed(act: Act, strength: Strength | None) -> None:
    found = items(claim(act=act, strength=strength))
    assert bool(found) is DEEDS[act, strength]
    if found and strength:
        assert dict(found[0].attributes)["strength"] == strength.value


def test_what_is_denied_to_have_been_done_is_no_deed_that_a_pattern_means() -> None:
    (item,) = items(claim(negated=True))
    assert Pattern(acts=frozenset(("attack",))).matches(item) is False


WHEN = {
    # said, published (None: nobody says), first, last
    "published, and no day said": (None, PUBLISHED, "2029-03-14", "2029-03-14"),
    "said on a day": (When.day(date(2029, 3, 12)), PUBLISHED, "2029-03-12", "2029-03-12"),
    "said on some of several days": (When(date(2029, 3, 9), date(2029, 3, 11)), PUBLISHED, "2029-03-09", "2029-03-11"),
    "said this month": (When(date(2029, 3, 1), date(2029, 3, 31)), PUBLISHED, "2029-03-01", "2029-03-14"),
    "said since some day": (When(date(2029, 3, 9), None), PUBLISHED, "2029-03-09", "2029-03-14"),
    "said by some day": (When(None, date(2029, 3, 9)), PUBLISHED, "2029-02-28", "2029-03-09"),
    "said before the signing": (When(None, date(2029, 2, 9)), PUBLISHED, "2029-02-09", "2029-02-09"),
    "nobody says when": (None, None, "2029-02-28", "2029-03-14"),
    "nobody says when it was published, but when it was said": (
        When.day(date(2029, 3, 12)),
        None,
        "2029-03-12",
        "2029-03-12",
    ),
}


@pytest.mark.parametrize("situation", WHEN)
def test_when_it_may_have_been(situation: str) -> None:
    when, published, first, last = WHEN[situation]
    one = recorded(claim(), day=published, undated=published is None)
    (item,) = items_of_claims([one], KYIV, since=SIGNED, when_of=lambda _: when)
    assert (item.first, item.last) == (at(first), at(last))
    assert item.known_on == PUBLISHED


# -- of a record -------------------------------------------------------------------------------------------------------------


def saying(own: str, when: When | None = None, within: str | None = None) -> Saying:
    attribution = Attribution((), (), (Span(0, 20),), Kind.ASSERTION, Mode.INDIRECT)
    return Saying(own, "r1", attribution, "ada-brandt", Why("made"), said_on=when, within=within)


def account(
    own: str, *claims: Claim, sayings: tuple[Saying, ...] = (), published: date | None = PUBLISHED, text: str = ""
) -> Account:
    fetched = datetime(2029, 3, 20, tzinfo=UTC)
    report = Report(text, fetched, outlet=own, published=published, kept_id=own)
    actors = (
        Actor("norland", "Norland", ActorKind.STATE, "norland"),
        Actor(
            "vestria-republic",
            "Republic of Vestria",
            ActorKind.STATE,
            "vestria-republic",
            aliases=("Vestrian Republic",),
        ),
        Actor("two", "Two", ActorKind.BLOC, "two", aliases=("Norland", "Vestria")),
    )
    return Account(report, actors, sayings, tuple(replace(one, report=own) for one in claims))


def of_view(*accounts: Account, day: date | None = None) -> dict[str, Item]:
    view = Record(accounts).as_of(day)
    return {item.id: item for item in items_of_view(view, KYIV, since=SIGNED, parties=PARTIES)}


def test_the_innermost_saying_that_has_a_day_tells_it() -> None:
    found = of_view(
        account(
            "r1",
            claim("c1", attribution="a2"),
            claim("c2", attribution="a1"),
            claim("c3", attribution="a3"),
            claim("c4"),
            sayings=(
                saying("a1", When(date(2029, 3, 9), date(2029, 3, 11))),
                saying("a2", None, "a1"),
                saying("a3", When.day(date(2029, 3, 5)), "a2"),
            ),
        )
    )
    days = {own: (item.first, item.last) for own, item in found.items()}
    assert days == {
        "c1": (at("2029-03-09"), at("2029-03-11")),
        "c2": (at("2029-03-09"), at("2029-03-11")),
        "c3": (at("2029-03-05"), at("2029-03-05")),
        "c4": (at("2029-03-14"), at("2029-03-14")),
    }


def test_a_report_that_nobody_dated_is_known_when_it_was_fetched() -> None:
    found = of_view(account("r1", claim("c1"), published=None))
    assert (found["c1"].first, found["c1"].last) == (at("2029-02-28"), at("2029-03-20"))
    assert found["c1"].known_on == date(2029, 3, 20)


def test_only_what_was_known_by_the_day_is_there() -> None:
    later = account("r2", claim("c2"), published=date(2029, 3, 16))
    assert of_view(account("r1", claim("c1")), later, day=date(2029, 3, 15)).keys() == {"c1"}
    assert of_view(account("r1", claim("c1")), later).keys() == {"c1", "c2"}


def test_an_actor_is_the_party_that_its_other_names_name() -> None:
    found = of_view(account("r1", claim("c1", party="vestria-republic", toward=("two",))))
    assert found["c1"].party == "v"
    assert found["c1"].toward == ("two",)  # its names are two parties'


def test_a_denial_in_another_report_makes_the_claim_disputed() -> None:
    done = claim(
        "c1",
        act=Act.AGREE,
        strength=Strength.ACTUAL,
        issue="ceasefire",
        terms="agreed to a ceasefire",
        words="agreed to a ceasefire",
    )
    denied = replace(done, id="c2", negated=True, standing=Standing.OWN, chain=("ada-brandt",))
    found = of_view(account("r1", done), account("r2", denied))
    assert found["c1"].status is Status.DISPUTED
    assert found["c2"].negated


def test_the_record_of_a_dossier_is_taken_as_it_is() -> None:
    view = Record([account("r1", claim("c1", standing=Standing.OWN)), account("r2", claim("c2"))]).as_of(None)
    options = {"since": SIGNED, "parties": PARTIES, "confirmed": {"c2"}, "rejected": {"c1"}}
    found = items_of_view(view, KYIV, **options)  # type: ignore[arg-type]
    assert {item.id: item.status for item in found} == {"c1": Status.RETRACTED, "c2": Status.CONFIRMED}

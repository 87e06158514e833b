"""Claims -> items: what reports say that parties did, each with how it stands (docs/decisions/agreement.md, "From claims to items")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from accords.agreement.called import Called
from accords.agreement.clock import Clock
from accords.agreement.item import Item, Status
from accords.assessment.dispute import Dispute, DisputeKind
from accords.assessment.recorded import Recorded, StandingOf
from accords.vocabulary import Actor, When
from accords.vocabulary.act import Act, Standing, Strength

if TYPE_CHECKING:
    from accords.assessment.view import View
    from accords.claims.saying import Saying

# When a claim was said, by the saying that tells it; `None` where none does.
WhenOf: TypeAlias = Callable[[Recorded], When | None]

_NOBODY: Mapping[str, str] = {}
_NONE: AbstractSet[str] = frozenset()
# Of the kinds of disputes those that leave open whether it happened, who did it, or whose it was.
_OPEN = frozenset((DisputeKind.DENIAL, DisputeKind.ROLE, DisputeKind.ORIGIN))
# Deeds that are promised as well: in a strength of less they are not done.
_DEEDS = frozenset((Act.AID, Act.RETREAT))


def items_of_view(
    view: View,
    clock: Clock,
    *,
    since: date,
    parties: Mapping[str, str] = _NOBODY,
    confirmed: AbstractSet[str] = _NONE,
    rejected: AbstractSet[str] = _NONE,
    acts: AbstractSet[str] | None = None,
) -> list[Item]:
    """The items of what a record knew by a day, a ledger's, a dossier's or that of reports just read.

    As `items_of_claims`; when a claim was said, its standing and its disputes are the view's. `acts`: only of claims of these.
    """
    sayings: dict[str, dict[str, Saying]] = {}

    def when_of(one: Recorded) -> When | None:
        if one.report not in sayings:
            known = view.record.report(one.report)
            sayings[one.report] = {saying.id: saying for saying in known.account.sayings} if known else {}
        return _said_on(one.claim.attribution, sayings[one.report])

    claims = [one for one in view.record.said if (acts is None or one.claim.act.value in acts) and view.knows(one)]
    named = {own for one in claims for own in (one.claim.party, *one.claim.toward)}
    actors = (actor for known in view.reports for actor in known.account.actors if actor.id in named)
    return items_of_claims(
        claims,
        clock,
        since=since,
        parties=with_actors(actors, parties),
        when_of=when_of,
        standing_of=view.standing_of,
        disputes=view.disputes() if claims else (),
        confirmed=confirmed,
        rejected=rejected,
    )


def items_of_claims(
    claims: Iterable[Recorded],
    clock: Clock,
    *,
    since: date,
    parties: Mapping[str, str] = _NOBODY,
    when_of: WhenOf = lambda one: None,
    standing_of: StandingOf = lambda one: one.claim.standing,
    disputes: Iterable[Dispute] = (),
    confirmed: AbstractSet[str] = _NONE,
    rejected: AbstractSet[str] = _NONE,
) -> list[Item]:
    """An item for each claim of a deed, in the order of the claims; its id is the claim's.

    `since`: the agreement's first day. What nobody dated may have happened on any day from the one before to that on which it was known: the
    day before stands for all earlier ones. `parties`: names, folded -> ids (`Agreement.party_ids`). `confirmed`, `rejected`: claims that a
    person ruled right, and to be set aside. `with` may ask for a claim's `strength` and `standing`.
    """
    disputed = {claim for dispute in disputes if dispute.kind in _OPEN for claim in dispute.claims}
    called = Called(parties)

    def status(one: Recorded) -> Status:
        own = one.claim.id
        if own in rejected:
            return Status.RETRACTED
        if own in disputed:
            return Status.DISPUTED
        return Status.CONFIRMED if own in confirmed or standing_of(one) is Standing.OWN else Status.REPORTED

    def items() -> Iterator[Item]:
        for one in claims:
            claim = one.claim
            if claim.act in _DEEDS and claim.strength is not Strength.ACTUAL:
                continue
            first, last = _days(one, when_of(one), since)
            strength = (("strength", claim.strength.value),) if claim.strength else ()
            yield Item(
                id=claim.id,
                first=clock.start(first),
                last=clock.start(last),
                known_on=one.known_on,
                status=status(one),
                act=claim.act.value,
                party=called(claim.party),
                toward=tuple(map(called, claim.toward)),
                issue=claim.issue,
                negated=claim.negated,
                attributes=(*strength, ("standing", standing_of(one).value)),
                words=one.words or claim.terms,
                source=one.outlet or "",
                report=claim.report,
            )

    return list(items())


def _days(one: Recorded, when: When | None, since: date) -> tuple[date, date]:
    """The first and the last day on which it may have been: what is known has happened."""
    if when is not None:
        first, last = when.start, when.end or one.known_on
    else:
        first = last = one.day if one.day is not None else one.known_on
        if one.day is None and one.undated:
            first = None
    if first is None:
        first = min(since - timedelta(days=1), last, one.known_on)
    return first, max(first, min(last, one.known_on))


def _said_on(attribution: str | None, sayings: Mapping[str, Saying]) -> When | None:
    """The time of the innermost saying around a claim which has one."""
    seen: set[str] = set()
    while attribution is not None and attribution not in seen and attribution in sayings:
        seen.add(attribution)
        saying = sayings[attribution]
        if saying.said_on is not None and (saying.said_on.start or saying.said_on.end):
            return saying.said_on
        attribution = saying.within
    return None


def with_actors(actors: Iterable[Actor], parties: Mapping[str, str]) -> dict[str, str]:
    """The names of parties, and the ids of actors whom reports call by such a name: where their names are one party's."""
    called = Called(parties)
    found: dict[str, set[str]] = {}
    for actor in actors:
        meant = {own for name in (actor.name, *actor.aliases) if (own := called.party(name)) is not None}
        found.setdefault(actor.id, set()).update(meant)
    return {**{own: min(meant) for own, meant in found.items() if len(meant) == 1}, **parties}

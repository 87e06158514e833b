"""What hangs on each claim: the answers of a view that would be others without it.

An answer goes only where nothing else holds it up, so each is weighted by the chance that all else that tells the same is wrong
too. What copies repeat word for word is no other telling: it would be misread in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING, TypeAlias

from accords.assessment.commitments import Commitment, CommitmentStatus
from accords.assessment.dispute import Dispute, DisputeKind
from accords.assessment.positions import Position
from accords.assessment.question import Hangs, Reason
from accords.assessment.recorded import Recorded
from accords.vocabulary.act import Standing

if TYPE_CHECKING:
    from accords.assessment.view import View

# An answer in a party's own words counts one; what others say is marked as such wherever it is shown, and misleads less.
OWN_WORDS, OF_OTHERS = 1.0, 0.5
# What more than so many claims tell hangs on none of them: they are hardly all wrong.
MANY = 6
# What changes an answer less than this is no reason to look.
_LEAST = 0.01
# Disputes of other kinds rest on the words of copies, not on how a claim was read.
_OF_CLAIMS = frozenset(
    (DisputeKind.DENIAL, DisputeKind.STRENGTH, DisputeKind.ROLE, DisputeKind.FORM, DisputeKind.ORIGIN)
)

Stakes: TypeAlias = Mapping[str, Sequence[Reason]]


def unsure(one: Recorded) -> float:
    """How likely a claim is wrong: 0 to 1, whatever another program wrote into it."""
    return min(1.0, max(0.0, 1.0 - one.claim.confidence))


class Tellings:
    """Which claims are one telling, since a copy repeats word for word what an older report says. A family is gone through when
    one of its claims is asked about."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._first: dict[str, str] = {}
        self._copies: dict[str, list[str]] = defaultdict(list)
        self._gone_through: set[str] = set()

    def first(self, own: str) -> str:
        """The claim that this one repeats; itself where it repeats none."""
        if own not in self._view.repeated:
            return own
        one = self._view.record.claim(own)
        if one is not None:
            self._go_through(one.report)
        return self._first.get(own, own)

    def copies(self, one: Recorded) -> Sequence[str]:
        """The claims that repeat this one."""
        self._go_through(one.report)
        return self._copies.get(one.id, ())

    def distinct(self, claims: Iterable[str]) -> list[str]:
        """These claims, each where it was told first, once; of more than `MANY` only so many that this is told."""
        found: dict[str, None] = {}
        for own in claims:
            found[self.first(own)] = None
            if len(found) > MANY:
                break
        return list(found)

    def _go_through(self, report: str) -> None:
        family = self._view.families.get(report, report)
        if family in self._gone_through or family not in self._view.copies:
            return
        self._gone_through.add(family)
        told: dict[tuple[object, ...], str] = {}
        for known in self._view.copies[family]:
            for one in known.claims:
                if one.id not in self._view.repeated:
                    told.setdefault(one.wording, one.id)
                elif (oldest := told.get(one.wording)) is not None:
                    self._first[one.id] = oldest
                    self._copies[oldest].append(one.id)


def stakes_in(view: View, tellings: Tellings) -> Stakes:
    """Claim -> what hangs on it, of the positions, commitments and disputes of the view. Claims that only repeat have none.

    Disputes that share a claim are mostly about one thing: of those that a claim is in, the one of the fewest claims counts.
    """
    stakes: dict[str, list[Reason]] = defaultdict(list)
    for position in view.positions():
        _add(stakes, *_of_position(position, view, tellings))
    for commitment in view.commitments():
        for own, reason in _of_commitment(commitment, view, tellings):
            _add(stakes, own, reason)
    disputed: set[str] = set()
    for dispute in sorted(view.disputes(), key=_size):
        again = view.repeated.intersection(dispute.claims)
        if dispute.kind not in _OF_CLAIMS or len(dispute.claims) - len(again) > MANY:
            continue
        claims = tellings.distinct(dispute.claims)
        if len(claims) > MANY or disputed.issuperset(claims):
            continue
        for own, reason in _of_dispute(dispute, claims, view):
            if own not in disputed:
                _add(stakes, own, reason)
        disputed.update(claims)
    return stakes


def _add(stakes: dict[str, list[Reason]], own: str, reason: Reason) -> None:
    if reason.answers >= _LEAST:
        stakes[own].append(reason)


def _of_position(row: Position, view: View, tellings: Tellings) -> tuple[str, Reason]:
    """Where the claim that would be next says the same, the position changes only if that one is wrong as well."""
    own = row.standing is Standing.OWN
    weight = OWN_WORDS if own else OF_OTHERS
    following = _following(row, own, view)
    if following is not None and (following.claim.act, following.claim.negated) == (row.stance, row.negated):
        weight *= unsure(following)
    instead = following.id if following is not None else None
    return tellings.first(row.claim), Reason(Hangs.POSITION, weight, own, instead=instead)


def _following(row: Position, own: bool, view: View) -> Recorded | None:
    """The claim that the position would be without its own, by the rule of `positions_in`."""
    for one in reversed(view.record.cells[row.party, row.issue].ranked):
        if one.id == row.claim or not view.knows(one) or one.id in view.repeated:
            continue
        if (view.standing_of(one) is Standing.OWN) is own:
            return one
    return None


def _of_commitment(row: Commitment, view: View, tellings: Tellings) -> Iterator[tuple[str, Reason]]:
    """The row goes with its only claim; and it is not the debtor's word any more without the only one in its own words."""
    confirmed, told = tellings.distinct(row.confirmed), tellings.distinct(row.claims)
    by_itself = [one.claim for one in row.denied if one.standing is Standing.OWN and one.by == row.debtor]
    denied = tellings.distinct(by_itself) if row.status is CommitmentStatus.DENIED else []
    for own, beside in _all_wrong_beside(confirmed, view):
        yield own, Reason(Hangs.COMMITMENT, OWN_WORDS * beside, True, len(confirmed) - 1, row.id)
    for own, beside in _all_wrong_beside(told, view):
        if own not in confirmed:
            yield own, Reason(Hangs.COMMITMENT, OF_OTHERS * beside, False, len(told) - 1, row.id)
    for own, beside in _all_wrong_beside(denied, view):
        yield own, Reason(Hangs.DENIAL, OWN_WORDS * beside, True, len(denied) - 1, row.id)


def _of_dispute(row: Dispute, claims: Iterable[str], view: View) -> Iterator[tuple[str, Reason]]:
    """Claims that say the same are one side. Of two sides each decides; of more, one that goes leaves a dispute of the rest."""
    sides = _sides([one for own in claims if (one := view.record.claim(own)) is not None])
    for side in sides if len(sides) > 1 else ():
        for own, beside in _all_wrong_beside(side, view):
            one = view.record.claim(own)
            by_itself = one is not None and view.standing_of(one) is Standing.OWN
            answers = (OWN_WORDS if by_itself else OF_OTHERS) * beside / (len(sides) - 1)
            yield own, Reason(Hangs.DISPUTE, answers, by_itself, len(side) - 1, row.id)


def _sides(claims: Iterable[Recorded]) -> list[list[str]]:
    """By what they say; where no field tells that apart, the words differ, and each report is a side."""
    by_field: dict[object, list[str]] = defaultdict(list)
    by_report: dict[object, list[str]] = defaultdict(list)
    for one in claims:
        claim = one.claim
        by_field[claim.party, claim.act.plover, claim.negated, claim.strength].append(one.id)
        by_report[one.report].append(one.id)
    return list((by_field if len(by_field) > 1 else by_report).values())


def _all_wrong_beside(claims: Sequence[str], view: View) -> Iterator[tuple[str, float]]:
    """Each claim with the chance that all the others are wrong: 1 where there are none. Nothing where there are many."""
    if len(claims) <= MANY:
        wrong = [unsure(one) if (one := view.record.claim(own)) is not None else 1.0 for own in claims]
        yield from ((own, prod(wrong[:at]) * prod(wrong[at + 1 :])) for at, own in enumerate(claims))


def _size(row: Dispute) -> int:
    return len(row.claims)

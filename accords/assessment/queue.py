"""What is most worth a person's ruling: the machine suggests, a person decides.

The worth of a question is the number of answers that a ruling is expected to change: how likely the machine is wrong, times what
hangs on it. Why so, and what else was weighed: docs/decisions/queue.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from heapq import nsmallest
from typing import TYPE_CHECKING, TypeAlias

from accords.assessment.namesakes import namesakes_in
from accords.assessment.question import Hangs, Question, QuestionKind, Reason, pair_of
from accords.assessment.recorded import Recorded
from accords.assessment.stakes import OF_OTHERS, Stakes, Tellings, stakes_in, unsure
from accords.assessment.where import ALL, Where
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.assessment.view import View

# Each report that shows a claim, the copies that repeat it among them, counts a tenth of an answer; no more than five of them.
_SHOWN, _MOST_SHOWN = 0.1, 5
# Where nothing was measured: whether a speaker who is not known, or a person who may be another, changes what hangs on it.
_EVEN = 0.5
_NONE: AbstractSet[str] = frozenset()
_KINDS = {kind: number for number, kind in enumerate(QuestionKind)}
# Whether a claim is asked about.
_Asks: TypeAlias = Callable[[Recorded], bool]


def queue_in(view: View, where: Where = ALL, ruled: AbstractSet[str] = _NONE, most: int = 20) -> tuple[Question, ...]:
    """The `most` questions most worth a ruling as of the view's day, the first worth most.

    `ruled`: ids of claims, attributions and actors, and pairs of actors (`pair_of`), that people have ruled on: left out.
    `where` says which claims are asked about; what hangs on them counts whole. What cannot be wrong, and what a copy repeats word
    for word, is not asked. `Misuse` where `most` is below 1. It takes the time of the rows of positions, commitments and disputes;
    all claims are looked at only where those on which such rows hang are too few, or worth too little.
    """
    if most < 1:
        raise Misuse(Fault("most", repr(most), "a whole number above 0", "Give one, such as 20."))
    tellings = Tellings(view)
    stakes = stakes_in(view, tellings)
    asks = _asking(view, where, ruled)
    at_stake = (one for own in stakes if (one := view.record.claim(own)) is not None and asks(one))
    found = _best(at_stake, stakes, tellings, most)
    least = found[-1].worth if len(found) == most else 0.0
    found += _best(_rest(view, where, stakes, asks, least), stakes, tellings, most)
    found += _without_speaker(view, stakes, asks, ruled)
    found += _namesakes(view, where, stakes, asks, ruled)
    return tuple(nsmallest(most, (question for question in found if question.worth > 0), key=_order))


def _asking(view: View, where: Where, ruled: AbstractSet[str]) -> _Asks:
    if where == ALL:
        return lambda one: one.id not in ruled
    fits = where.claims(view.standing_of)
    return lambda one: one.id not in ruled and where.has_cell(one.claim.party, one.claim.issue) and fits(one)


def _rest(view: View, where: Where, stakes: Stakes, asks: _Asks, least: float) -> Iterator[Recorded]:
    """The claims on which no answer hangs: each is worth at most what the reports are that show it, and that at `least`."""
    most = _SHOWN * _MOST_SHOWN
    for cell in view.cells(where) if least < most else ():
        for one in cell.claims:
            if (1 - one.claim.confidence) * most < least or one.id in stakes or one.id in view.repeated:
                continue
            if view.knows(one) and asks(one):
                yield one


def _best(claims: Iterable[Recorded], stakes: Stakes, tellings: Tellings, most: int) -> list[Question]:
    worth = ((-_worth(one, stakes, tellings), one.id, one) for one in claims)
    return [_of_claim(one, stakes, tellings) for _, _, one in nsmallest(most, worth)]


def _worth(one: Recorded, stakes: Stakes, tellings: Tellings) -> float:
    shown = min(1 + len(tellings.copies(one)), _MOST_SHOWN)
    return unsure(one) * (_SHOWN * shown + _answers(one, stakes))


def _answers(one: Recorded, stakes: Stakes) -> float:
    return sum([reason.answers for reason in stakes[one.id]]) if one.id in stakes else 0.0


def _of_claim(one: Recorded, stakes: Stakes, tellings: Tellings) -> Question:
    copies = tellings.copies(one)
    shown = Reason(Hangs.REPORTS, _SHOWN * min(1 + len(copies), _MOST_SHOWN), others=len(copies))
    reasons = sorted(stakes.get(one.id, ()), key=lambda reason: -reason.answers)
    return Question(
        QuestionKind.CLAIM,
        one.id,
        unsure(one),
        (*reasons, shown),
        reports=(one.report,),
        claims=(one.id, *copies),
    )


def _without_speaker(view: View, stakes: Stakes, asks: _Asks, ruled: AbstractSet[str]) -> Iterator[Question]:
    """Attributions of which nobody knows who said it, with claims on which answers rest: who vouches for these is open."""
    for known in view.reports:
        nobody = [saying.id for saying in known.account.sayings if saying.speaker is None and saying.id not in ruled]
        if not nobody:
            continue
        inside: dict[str, list[Recorded]] = defaultdict(list)
        for one in known.claims:
            if one.claim.attribution in nobody and one.id in stakes and asks(one):
                inside[one.claim.attribution].append(one)
        for saying, claims in inside.items():
            ids = tuple(one.id for one in claims)
            reasons = (_vouched_for(claims, stakes),)
            yield Question(QuestionKind.ATTRIBUTION, saying, _EVEN, reasons, reports=(known.id,), claims=ids)


def _namesakes(view: View, where: Where, stakes: Stakes, asks: _Asks, ruled: AbstractSet[str]) -> Iterator[Question]:
    """People who may be one. Where of one no party is known, who vouches for its claims hangs on it."""
    of_claims = where.issue is not None or where.of_claims
    for known, other, reports in namesakes_in(view):
        if known.id in ruled or pair_of(known.id, other.id) in ruled:
            continue
        alone = other.id if other.party != known.party else None
        claims = [one for one in _vouched_by(alone, view) if one.id in stakes and asks(one)] if alone else []
        if not claims and (of_claims or where.party not in (None, known.id, known.party, other.id, other.party)):
            continue
        two = Reason(Hangs.ACTORS, OF_OTHERS)
        yield Question(
            QuestionKind.ACTORS,
            known.id,
            _EVEN,
            (_vouched_for(claims, stakes), two) if claims else (two,),
            other.id,
            tuple(dict.fromkeys(reports)),
            tuple(one.id for one in claims),
        )


def _vouched_by(actor: str, view: View) -> Iterator[Recorded]:
    """The claims in whose chain somebody stands, as far as they are known."""
    for sighting in view.record.sightings[actor].known_by(view.day):
        known = view.record.report(sighting.report)
        yield from (one for one in (known.claims if known else ()) if actor in one.claim.chain)


def _vouched_for(claims: Sequence[Recorded], stakes: Stakes) -> Reason:
    return Reason(Hangs.CLAIMS, sum(_answers(one, stakes) for one in claims), others=len(claims))


def _order(question: Question) -> tuple[float, int, str, str]:
    return (-question.worth, _KINDS[question.kind], question.subject, question.other or "")

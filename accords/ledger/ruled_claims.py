"""Claims, once persons have ruled on them, on the sayings that they stand in, and on who is who."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.claims.standing import Table, standing
from accords.ledger.added import told_fields
from accords.ledger.found_again import LEAST_SHARED, Found, shared
from accords.ledger.identities import Identities
from accords.ledger.ruled import Ruled
from accords.ledger.ruled_sayings import RuledSayings
from accords.vocabulary import Spans
from accords.vocabulary.act import Act, Standing, Strength

# Entries of `Claim.why`: the ids of the judgements; and of claims set aside beside which this one stands.
RULING, OTHER_THAN = "ruling", "other than"
# Code points to a cell of the index of contents.
_CELL = 64

PartyOf = Callable[[str], str | None]
Innermost = Callable[[Spans], str | None]


def ruled_claims(
    claims: Sequence[Claim],
    found: Found[Claim],
    put_back: Sequence[Claim],
    ruled: Mapping[str, Ruled],
    sayings: RuledSayings,
    identities: Identities,
    party_of: PartyOf,
) -> tuple[Claim, ...]:
    """The claims with everything but their standing worked out. `put_back`: those that the reading does not have.

    What a person ruled on a claim itself goes before what follows from the attribution that it stands in.
    `party_of`: the party for which an actor speaks.
    """
    subjects = {index: subject for subject, index in found.at.items()}
    kept: list[Claim] = []
    for index, claim in enumerate(claims):
        rulings = ruled[subjects[index]] if index in subjects else None
        if (rulings is None and claim.attribution in sayings.gone) or (rulings is not None and rulings.misread):
            continue
        changed = _ruled(claim, rulings, sayings, identities, party_of)
        beside = tuple(s for s in found.near.get(index, ()) if ruled[s].misread)
        if beside and rulings is None:
            told = sorted({*map(str, _listed(claim, OTHER_THAN)), *beside})
            changed = replace(changed, why={**changed.why, OTHER_THAN: told})
        kept.append(claim if changed == claim and changed.why == claim.why else changed)
    before = {id(claim) for claim in claims}
    kept = _once(kept, before, set(found.at))
    back = [_ruled(claim, ruled[claim.id], sayings, identities, party_of, back=True) for claim in put_back]
    if fresh := _not_there(back, kept):
        kept = sorted([*kept, *fresh], key=lambda c: (c.trigger or c.evidence, c.party, c.id))
    return tuple(kept)


def _ruled(
    claim: Claim,
    rulings: Ruled | None,
    sayings: RuledSayings,
    identities: Identities,
    party_of: PartyOf,
    *,
    back: bool = False,
) -> Claim:
    own = rulings.subject if rulings else claim.id
    because = [*map(str, _listed(claim, RULING)), *(rulings.because if rulings else ())]
    attribution = sayings.now.get(claim.attribution, claim.attribution) if claim.attribution is not None else None
    chain = claim.chain
    fields = _fields(claim, rulings) if rulings is not None else {}
    if (
        rulings is not None
        and "speaker" in rulings.fields
        and (attribution is None or claim.attribution in sayings.gone)
    ):
        speaker = rulings.value("speaker")
        attribution, chain = None, () if speaker is None else (str(speaker),)
    elif claim.attribution is not None and (
        back or (rulings is not None and "attribution" in rulings.told) or sayings.chain_changed(claim.attribution)
    ):
        chain = sayings.chain(claim.attribution)
        because += sayings.because(claim.attribution)

    def meant(actor: str) -> str:
        who = identities.meant(actor, own, attribution, claim.report)
        because.extend(who.because)
        return who.id

    asked = str(fields.get("party", claim.party))
    party = meant(asked)
    person = meant(claim.person) if claim.person is not None else None
    if asked != claim.party and claim.person is not None and (side := party_of(claim.person)) is not None:
        person = person if meant(side) == party else None  # who acts for another is not who acted here
    toward = tuple(map(meant, fields.get("toward", claim.toward)))
    if toward != claim.toward or party != claim.party:
        toward = tuple(dict.fromkeys(actor for actor in toward if actor != party))
    changed = replace(
        claim,
        **{**fields, "id": own, "attribution": attribution, "party": party, "person": person, "toward": toward},
        chain=tuple(map(meant, chain)),
    )
    if because:
        changed = replace(changed, why={**claim.why, RULING: sorted(set(because))})
    return changed


def _fields(claim: Claim, rulings: Ruled) -> dict[str, Any]:
    """What persons said and ruled of the claim itself, by the name of the field."""
    fields = told_fields(rulings.told)
    if "party" in rulings.fields:
        fields["party"] = str(rulings.value("party"))
    if "issue" in rulings.fields:
        fields["issue"] = str(rulings.value("issue"))
    if "negated" in rulings.fields:
        fields["negated"] = bool(rulings.value("negated"))
    act, strength = fields.get("act", claim.act), fields.get("strength", claim.strength)
    if "act" in rulings.fields:
        fields["act"] = act = Act(str(rulings.value("act")))
    if "strength" in rulings.fields:
        told = rulings.value("strength")
        strength = None if told is None else Strength(str(told))
    if {"act", "strength"} & {*rulings.fields, *fields}:
        fields["strength"] = strength if act.graded else None
    if rulings.right:
        fields["confidence"] = 1.0
    return fields


def _once(claims: Sequence[Claim], before: set[int], ruled: set[str]) -> list[Claim]:
    """Rulings may make two claims say the same of the same words: then that of no ruling of its own is left out."""
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        groups.setdefault((_deed(claim), claim.evidence), []).append(claim)
    out: set[int] = set()
    for group in groups.values():
        if len(group) > 1 and any(id(claim) not in before for claim in group):
            first = sorted(group, key=lambda c: c.id not in ruled)[0]
            out.update(id(claim) for claim in group if claim is not first and claim.id not in ruled)
    return [claim for claim in claims if id(claim) not in out]


def _not_there(back: Iterable[Claim], kept: Sequence[Claim]) -> list[Claim]:
    """Those of `back` that no claim already is: another reading may have found, under its own id, what a person said."""
    alike: dict[object, list[Claim]] = {}
    for claim in kept:
        alike.setdefault(_deed(claim), []).append(claim)
    fresh = []
    for claim in sorted(back, key=lambda c: c.id):
        same = alike.setdefault(_deed(claim), [])
        if not any(shared(claim.evidence, other.evidence) >= LEAST_SHARED for other in same):
            fresh.append(claim)
            same.append(claim)
    return fresh


def _deed(claim: Claim) -> tuple[object, ...]:
    return claim.party, claim.act, claim.issue, claim.negated


def placed(
    claim: Claim,
    sayings: Collection[str],
    named: Mapping[str, str],
    gone: Collection[str],
    innermost: Innermost,
    *,
    left_open: bool = False,
) -> Claim:
    """A claim that the reading lacks, in the saying that it stood in, else in the innermost whose content holds it.

    `named`: subject of a ruling -> the id that its saying has in this reading; `gone`: subjects that are set aside. What
    stood in one of these that the reading lacks as well stands in none. `left_open`: nobody said that it stands in none.
    """
    own = claim.attribution
    if own in sayings or (own is None and not left_open):
        return claim
    found = named.get(own) if own is not None else None
    if found is None and own is not None and own in gone:
        return replace(claim, attribution=None, chain=claim.chain[:-1])
    return replace(claim, attribution=found or innermost(claim.trigger or claim.evidence))


def innermost_of(sayings: Iterable[Saying]) -> Innermost:
    """Of some places, the id of the saying with the shortest content that holds at least half of their code points."""
    sizes: dict[str, int] = {}
    by_cell: dict[int, list[tuple[int, int, str]]] = {}
    for saying in sayings:
        content = saying.attribution.content
        sizes[saying.id] = sum(end - start for start, end in content)
        for start, end in content:
            for number in range(start // _CELL, (end - 1) // _CELL + 1):
                by_cell.setdefault(number, []).append((start, end, saying.id))

    def at(places: Spans) -> str | None:
        held: dict[str, int] = {}
        for start, end in places:
            cells = range(start // _CELL, (end - 1) // _CELL + 1)
            for piece in {piece for number in cells for piece in by_cell.get(number, ())}:
                held[piece[2]] = held.get(piece[2], 0) + max(0, min(end, piece[1]) - max(start, piece[0]))
        least = LEAST_SHARED * sum(end - start for start, end in places)
        return min((own for own in held if held[own] >= least), key=lambda own: (sizes[own], own), default=None)

    return at


def seated(
    claims: Sequence[Claim],
    found: Found[Claim],
    ruled: Mapping[str, Ruled],
    sayings: Collection[str],
    named: Mapping[str, str],
) -> Sequence[Claim]:
    """The claims of a reading, those that a person added too in the saying that the person named, where it is there."""
    moved = list(claims)
    for subject, index in found.at.items():
        if "attribution" not in (told := ruled[subject].told):
            continue
        own, claim = told["attribution"], claims[index]
        if own is None:
            moved[index] = replace(claim, attribution=None, chain=())
        elif (inside := str(own) if own in sayings else named.get(str(own))) is not None:
            moved[index] = replace(claim, attribution=inside)
    return moved


def _listed(claim: Claim, name: str) -> Sequence[object]:
    """What `why` lists; another program's may be anything."""
    told = claim.why.get(name)
    return told if isinstance(told, list | tuple) else ()


def with_standing(
    claims: Sequence[Claim],
    before: Mapping[str, Claim],
    was: PartyOf,
    now: PartyOf,
    table: Callable[[], tuple[Table, frozenset[str]]],
    fresh: Collection[str],
) -> tuple[Claim, ...]:
    """Standing worked out anew where the party, or for whom the chain's links speak, is another than it was, and of claims
    that the reading never judged (`fresh`).

    `before`: each claim as it was read, by the id that it has now. `was` and `now`: the party for which an actor speaks,
    before the rulings and after. `table`: who sits at it, and in whose voice the report itself speaks.
    """
    settled = []
    for claim in claims:
        old = before.get(claim.id, claim)
        links = [now(link) for link in claim.chain]
        if claim.id in fresh or (claim.party, links) != (old.party, [was(link) for link in old.chain]):
            seated, signed = table()
            anew = standing(claim.party, links, seated, signed)
            claim = replace(claim, standing=anew) if anew is not claim.standing else claim
        settled.append(claim)
    return tuple(settled)


def seats(
    claims: Iterable[Claim], was: PartyOf, meant: Callable[[str], str], otherwise: frozenset[str]
) -> tuple[Table, frozenset[str]]:
    """Who sits at the table, as the reading judged it: by the standing of its claims, and where none tells, `otherwise`.

    The process file that the reading was made with is not at hand; its judgement is. Second: the parties in whose voice
    the report speaks.
    """
    seated: set[str] = set()
    away: set[str] = set()
    signed: set[str] = set()
    for claim in claims:
        if not claim.chain and claim.standing is Standing.OWN:
            signed.add(meant(claim.party))
        foreign = next((p for link in reversed(claim.chain) if (p := was(link)) != claim.party), None)
        if foreign is not None and claim.standing is Standing.COUNTERPART:
            seated.add(meant(foreign))
        elif foreign is not None and claim.standing is Standing.THIRD_PARTY:
            away.add(meant(foreign))
    return Table(frozenset(seated | (otherwise - away))), frozenset(signed)

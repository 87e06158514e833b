"""Clauses -> claims: whose act it is, which act, on which issue, and who vouches for it.

A clause whose party nobody can tell makes no claim; it is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accords.claims.acts import DEEDS, act_of, strength_of
from accords.claims.cast import Character
from accords.claims.claim import Claim, claim_id
from accords.claims.confidence import confidence, features
from accords.claims.issues import Issues, Topics
from accords.claims.plain import plain_clauses
from accords.claims.process import Process
from accords.claims.saying import Saying
from accords.claims.sources import State
from accords.claims.standing import Table, standing
from accords.claims.vouching import Vouching
from accords.claims.whose import Whose
from accords.reading.clause import Clause
from accords.reading.reading import Reading
from accords.vocabulary import Span, slug, words_at
from accords.vocabulary.act import Act

_CONDITION = re.compile(
    r"\b(?:if|once|provided(?: that)?|unless|on condition that|as long as|so long as|in exchange for|in return for|until|only when|only after|subject to|assuming)\b[^.;]{3,160}",
    re.I,
)
# What people who speak for nobody do as well: a crowd that protests is its own party, of the state where the words tell it.
_MATERIAL = DEEDS - {Act.SANCTION}
# What share of one clause's words two claims may share (chosen on the development reports). How sure the least sure claim is: about half
# of the F1 that claims reach, below which one more costs more than it brings (chosen on the fold); a deed, or an act that a plain word names, stands though its issue is in doubt.
TWICE, LEAST_SURE, LEAST_SURE_PLAIN = 0.75, 0.2, 0.04


@dataclass(frozen=True)
class Claims:
    """The claims of one report, and the clauses with an act whose party nobody could tell."""

    claims: tuple[Claim, ...]
    unclear: tuple[Clause, ...]
    parties: tuple[str, ...]  # the names of all parties that the claims speak of


def claims_of(
    reading: Reading,
    state: State,
    speakers: Sequence[Character | None],
    sayings: Sequence[Saying],
    process: Process | None,
    topics: Topics,
) -> Claims:
    """All claims of one reading, in order of place. `speakers` and `sayings` are aligned with its attributions."""
    whose, vouching = Whose(reading, state, speakers, process), Vouching(reading, speakers)
    table = Table.of(state.cast, process)
    issues = Issues(topics, reading.sentences, reading.clauses)
    report_id = reading.report.id
    found: dict[str, Claim] = {}
    names: dict[str, None] = {}
    unclear = []
    for clause in sorted((*reading.clauses, *plain_clauses(reading)), key=lambda c: c.trigger):
        if vouching.only_says(clause):
            continue
        inside = vouching.innermost(clause)
        clause = whose.with_subject(clause, inside)
        act, act_sure, plainly = act_of(reading.text, clause, issues.wording)
        parties = whose.agreeing(clause, inside) if act is Act.AGREE else whose.parties(clause, inside)
        if not parties:
            parties, stands = whose.carried(clause, inside)
            clause = replace(clause, party=stands or clause.party)
        parties = parties or (whose.crowd(clause) if act in _MATERIAL else [])
        whose.told(clause, inside, parties)
        if not parties:
            unclear.append(clause)
            continue
        issue, issue_sure = issues.of(clause)
        words = clause.party.words(reading.text) if clause.party is not None else ""
        chain = vouching.chain(inside)
        names.update(dict.fromkeys(party for party, _ in parties))
        for party, person in parties:
            evidence = _evidence(clause)
            toward = whose.toward(clause, party)
            names.update(dict.fromkeys(toward))
            links = [(slug(c.name), state.cast.party_of_character(c)) for c in chain if c is not None]
            row = Claim(
                id=claim_id(report_id, slug(party), act, issue, evidence),
                report=report_id,
                attribution=sayings[inside].id if inside is not None else None,
                party=slug(party),
                person=person,
                act=act,
                toward=tuple(map(slug, toward)),
                issue=issue,
                terms=reading.text[clause.trigger.start : clause.evidence.end],
                negated=clause.negated >= 0.5 and act is not Act.REJECT,
                strength=strength_of(reading.text, clause, act),
                condition=_condition(reading.text, clause),
                chain=tuple(name for name, _ in links),
                standing=standing(party, [p for _, p in links], table, whose.signed),
                evidence=evidence,
                confidence=confidence(
                    features(clause, words, act_sure, issue_sure, len(parties), bool(state.cast.roster.named(party)))
                ),
                trigger=(clause.trigger,),
                party_words=(clause.party,) if clause.party else (),
                words=words_at(reading.text, evidence),
            )
            if row.confidence >= (LEAST_SURE_PLAIN if plainly or act in _MATERIAL else LEAST_SURE):
                found.setdefault(row.id, row)
    kept: list[Claim] = []
    by_sentence: dict[int, list[Claim]] = {}
    for row in sorted(found.values(), key=lambda c: -c.confidence):
        near = by_sentence.setdefault(reading.sentences.index(row.trigger[0].start), [])
        if not _told_twice(row, near):
            near.append(row)
            kept.append(row)
    kept.sort(key=lambda c: (c.trigger, c.party))
    return Claims(tuple(kept), tuple(unclear), tuple(names))


def _told_twice(claim: Claim, kept: list[Claim]) -> bool:
    """True where the same words already carry a claim about the party that is surer: two readings of one clause are one."""
    for other in kept:
        if other.party != claim.party:
            continue
        shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in claim.evidence for b in other.evidence)
        longest = max(sum(s.end - s.start for s in c.evidence) for c in (claim, other))
        if shared > TWICE * longest:
            return True
    return False


def _evidence(clause: Clause) -> tuple[Span, ...]:
    """The clause, and the party's words where they stand apart from it in the sentence ("Hamas … and refused to leave")."""
    if clause.party is None or clause.party.within(clause.evidence):
        return (clause.evidence,)
    if clause.party.meets(clause.evidence):
        return (Span(min(clause.party.start, clause.evidence.start), max(clause.party.end, clause.evidence.end)),)
    return tuple(sorted((clause.party, clause.evidence)))


def _condition(text: str, clause: Clause) -> str | None:
    m = _CONDITION.search(text, clause.evidence.start, clause.evidence.end)
    return m.group().strip(' ,.”"') if m else None

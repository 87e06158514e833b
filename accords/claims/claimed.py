"""Clauses -> claims: whose act it is, which act, on which issue, and who vouches for it.

A clause whose party nobody can tell makes no claim; it is counted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from accords.claims.acts import act_of, strength_of
from accords.claims.antecedents import pronoun
from accords.claims.cast import Cast, Character
from accords.claims.claim import Claim, claim_id
from accords.claims.issues import issue_of, patterns_of
from accords.claims.names import FormKind
from accords.claims.process import Process
from accords.claims.saying import Saying
from accords.claims.signed import signatories
from accords.claims.sources import State, by_rules, source_of
from accords.claims.standing import Table, standing
from accords.reading.clause import Clause
from accords.reading.reading import Attribution, Kind, Reading
from accords.vocabulary import ActorKind, Span, slug
from accords.vocabulary.act import Act

_FIRST_PERSON = frozenset("i we us our ours my me ourselves myself".split())
_POSSESSIVE = frozenset("his her its their".split())
_BOTH = re.compile(
    r"(?:the\s|all\s)?(?:two|both|all|either|neither)\s(?:of\s)?(?:the\s)?(?:two\s)?(?:[\w-]+\s)?"
    r"(?:sides?|part(?:y|ies)|delegations?|teams|leaders|presidents|countries|governments|negotiators|neighbou?rs|rivals|capitals|foes|signatories)$"
    r"|the\s(?:warring\s|opposing\s|rival\s|negotiating\s)?(?:sides|parties|delegations|negotiators|signatories|belligerents)$",
    re.I,
)
_JOINT = re.compile(r"(?:both|the two|the three|they both|each|neither|each other)$", re.I)
_OWN_BODY = re.compile(
    r"(?:the\s)?(?:government|army|military|armed forces|ministry|defen[cs]e ministry|foreign ministry|interior ministry|cabinet|state|palace|presidency|police|air force|navy|troops)",
    re.I,
)
# Words of talks between parties: a report with fewer of them tells of something else ("the striker rejected the offer").
_TALKS = re.compile(
    r"\b(negotiat|mediat|talks\b|cease-?fire|truce|peace (?:deal|agreement|talks|process|plan|accord|treaty|conference)|delegation|envoy|summit|treaty"
    r"|sanction|rebel|guerrilla|insurgent|hostage|prisoners? (?:exchange|swap|release)|foreign minist|troops|annex|occupied|separatist|militia|diplomat|embargo|disarm"
    r"|border|referendum|autonomy|ambassador|united nations|security council|communiqu)",
    re.I,
)
LEAST_TALKS = 3
# Between a subject and its predicate there stand auxiliaries, adverbs and an aside.
_BETWEEN = re.compile(
    r"(?:,[^,;:.]{1,60},)?\s*(?:(?:has|have|had|will|would|could|can|may|might|shall|is|are|was|were|been|be|also|already|now|still|never|not|reportedly|again|since|yet|ever|"
    r"repeatedly|finally|themselves|itself|only|just|\w+ly)\s*)*$",
    re.I,
)
# Predicates whose subject is the accused: the accuser is who speaks.
_BLAMED = re.compile(r"\bblame\b|\bguilty\b|\bresponsible\b|\bat fault\b", re.I)
_OTHER = re.compile(r"(?:the\s)?other\s(?:side|party|team|delegation)$", re.I)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_CONDITION = re.compile(
    r"\b(?:if|once|provided(?: that)?|unless|on condition that|as long as|so long as|in exchange for|in return for|until|only when|only after|subject to|assuming)\b[^.;]{3,160}",
    re.I,
)
_PARTIES = (ActorKind.STATE, ActorKind.BLOC, ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION)
# Chosen on the development reports: what share of one clause's words two claims may share, and how sure the least sure one is.
TWICE, LEAST_SURE = 0.75, 0.15
# How many parties one set of words may stand for.
_MANY = 6


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
) -> Claims:
    """All claims of one reading, in order of place. `speakers` and `sayings` are aligned with its attributions."""
    around = _Around(reading, state, speakers, process)
    if not of_talks(reading.text, state.cast):
        return Claims((), (), ())
    signed = signatories(state.cast, process)
    table, patterns = Table.of(state.cast, process), patterns_of(process)
    found: dict[str, Claim] = {}
    names: dict[str, None] = {}
    unclear = []
    for clause in reading.clauses:
        inside = around.innermost(clause)
        act, confidence = act_of(reading.text, clause)
        parties = around.agreeing(clause, inside) if act is Act.AGREE else around.parties(clause, inside)
        if not parties:
            unclear.append(clause)
            continue
        issue = issue_of(reading.text, clause, patterns)
        chain = around.chain(inside)
        names.update(dict.fromkeys(party for party, _ in parties))
        for party, person in parties:
            evidence = _evidence(clause)
            links = [(slug(c.name), state.cast.party_of_character(c)) for c in chain if c is not None]
            row = Claim(
                id=claim_id(reading.report.id, slug(party), act, issue, evidence),
                report=reading.report.id,
                attribution=sayings[inside].id if inside is not None else None,
                party=slug(party),
                person=person,
                act=act,
                toward=around.toward(clause, party),
                issue=issue,
                terms=reading.text[clause.trigger.start : clause.evidence.end],
                negated=clause.negated >= 0.5,
                strength=strength_of(clause, act),
                condition=_condition(reading.text, clause),
                chain=tuple(name for name, _ in links),
                standing=standing(party, [p for _, p in links], table, signed),
                evidence=evidence,
                confidence=confidence,
                trigger=(clause.trigger,),
                party_words=(clause.party,) if clause.party else (),
            )
            found.setdefault(row.id, row)
    kept: list[Claim] = []
    by_sentence: dict[int, list[Claim]] = {}
    for row in sorted(found.values(), key=lambda c: -c.confidence):
        near = by_sentence.setdefault(reading.sentences.index(row.trigger[0].start), [])
        if row.confidence >= LEAST_SURE and not _told_twice(row, near):
            near.append(row)
            kept.append(row)
    kept.sort(key=lambda c: (c.trigger, c.party))
    return Claims(tuple(kept), tuple(unclear), tuple(names))


def of_talks(text: str, cast: Cast) -> bool:
    """True where the report tells of dealings between parties: several words of talks, and somebody who may be a party."""
    words = {m.group().lower()[:7] for m in _TALKS.finditer(text)}
    return len(words) >= min(LEAST_TALKS, len(text) // 400) and bool(cast.places or cast.people)


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


class _Around:
    """What stands around a clause: who speaks, who was named, who the two sides are."""

    def __init__(
        self, reading: Reading, state: State, speakers: Sequence[Character | None], process: Process | None
    ) -> None:
        self.reading, self.state, self.speakers, self.process = reading, state, speakers, process
        rows = [
            (piece.start, piece.end, k)
            for k, a in enumerate(reading.attributions)
            if a.kind is Kind.ASSERTION
            for piece in a.content
        ]
        rows.sort()
        self._contents = rows
        self._starts = [r[0] for r in rows]
        cues = sorted(
            (s.start, s.end, k) for k, a in enumerate(reading.attributions) if a.kind is Kind.ASSERTION for s in a.cue
        )
        self._cues, self._cue_starts = cues, [c[0] for c in cues]
        self._spoken_at = [s.at for s in state.spoken]
        # Furthest end of any content up to here: how far back one may still hold a place.
        self._reach, far = [], 0
        for _, end, _ in rows:
            far = max(far, end)
            self._reach.append(far)

    def innermost(self, clause: Clause) -> int | None:
        """The attribution whose content holds the trigger, the smallest; or whose cue the trigger is, where the act is the speaker's."""
        at = clause.trigger.start
        best, least = None, 10**9
        k = bisect_right(self._starts, at) - 1
        while k >= 0 and self._reach[k] > at:
            start, end, index = self._contents[k]
            if start <= at < end and self._size(index) < least:
                best, least = index, self._size(index)
            k -= 1
        return best if best is not None else self._by_cue(clause)

    def _by_cue(self, clause: Clause) -> int | None:
        k = bisect_right(self._cue_starts, clause.trigger.end - 1) - 1
        if k < 0:
            return None
        start, end, index = self._cues[k]
        if not (start < clause.trigger.end and clause.trigger.start < end):
            return None
        attribution = self.reading.attributions[index]
        mine = attribution.source and clause.party is not None and attribution.source[0].meets(clause.party)
        return index if mine else None

    def _size(self, index: int) -> int:
        return sum(s.end - s.start for s in self.reading.attributions[index].content)

    def chain(self, inside: int | None) -> list[Character | None]:
        """Who vouches, from the report inwards."""
        links: list[Character | None] = []
        while inside is not None and len(links) < 8:
            links.append(self.speakers[inside])
            inside = self.reading.attributions[inside].within
        return links[::-1]

    # -- whose act ----------------------------------------------------------------------------------------------------

    def parties(self, clause: Clause, inside: int | None) -> list[tuple[str, str | None]]:
        """The parties by name, each with the id of the person who acts for it where one does."""
        speaker = self.speakers[inside] if inside is not None else None
        trigger = clause.trigger.words(self.reading.text)
        blamed = clause.acts[0][0] == "accuse" and _BLAMED.search(trigger) and speaker is not None
        if clause.party is None and not blamed and (subject := self._subject(clause)):
            return subject
        if clause.party is None or (blamed and clause.party.end <= clause.trigger.start):
            # Nothing stands for the party: in somebody's words it is his own side that wants, refuses, warns.
            return self._named([speaker]) if speaker is not None else []
        words = clause.party.words(self.reading.text).strip(" ,\"“”'’")
        low = words.lower()
        if low in _FIRST_PERSON:
            return self._named([speaker]) if speaker is not None else []
        bare = _ARTICLE.sub("", low)
        if self.process is not None and (meant := self.process.meant_by(words)):
            return [(p, None) for p in meant]
        if _OTHER.match(low):
            return [p for p in self._sides(clause.trigger.start) if p[0] not in {q for q, _ in self._named([speaker])}][
                :1
            ]
        if _BOTH.match(low) or _JOINT.match(low) or _BOTH.match(bare):
            return self._sides(clause.trigger.start)
        return self._named(self._resolved(clause.party, words, inside))

    def _subject(self, clause: Clause) -> list[tuple[str, str | None]]:
        """Who stands as the subject right before the trigger, where the model saw nobody."""
        cast, text = self.state.cast, self.reading.text
        low, at = clause.evidence.start, clause.trigger.start
        rows = [
            (p.span.end, cast.listed(p.listed))
            for p in cast.places_between(low, at)
            if p.kind is not FormKind.ADJECTIVE
        ]
        rows += [(a.span.end, a.character) for a in cast.between(low, at) if not a.possessive]
        end, who = max(rows, key=lambda r: r[0], default=(0, None))
        return self._named([who]) if who is not None and end <= at and _BETWEEN.fullmatch(text, end, at) else []

    def agreeing(self, clause: Clause, inside: int | None) -> list[tuple[str, str | None]]:
        """An agreement is a claim about each who reached it: "we have a deal" of a side is its own and the other's, of a mediator the sides'."""
        named = self.parties(clause, inside)
        words = clause.party.words(self.reading.text).strip().lower() if clause.party is not None else ""
        if len(named) > 1 or (words and words not in _FIRST_PERSON):
            return named
        sides = self._sides(clause.trigger.start)
        if len(sides) < 2:
            return named
        if not named or named[0][0] not in {name for name, _ in sides}:
            return sides
        return [*named, *(side for side in sides if side[0] != named[0][0])]

    def _resolved(self, span: Span, words: str, inside: int | None) -> list[Character | None]:
        cast = self.state.cast
        first = words.split()[0].lower() if words else ""
        places = cast.places_between(span.start, span.end)
        named = [a for a in cast.between(span.start, span.end)]
        several = re.search(r"\band\b|,| as well as ", words)
        if several and len({p.listed.name for p in places} | {a.character.name for a in named}) > 1:
            rows = [(p.span.start, cast.listed(p.listed, p.span.words(cast.text))) for p in places] + [
                (a.span.start, a.character) for a in named
            ]
            kept = [c for at, c in sorted(rows, key=lambda r: r[0])]
            # "Russian President Vladimir Putin" is one: a place that is part of a person's title adds nobody.
            parties: dict[str, Character | None] = {}
            for c in kept:
                name = cast.party_of_character(c)
                if name:
                    parties.setdefault(name, c)
            return list(parties.values())[:_MANY]
        if not places and not named and _OWN_BODY.fullmatch(words):
            state_party = self._state_at_table()
            if state_party is not None:
                return [state_party]
        attribution = self.reading.attributions[inside] if inside is not None else None
        direct = attribution is not None and (attribution.mode.value == "direct" or attribution.turn)
        outer = self.speakers[inside] if inside is not None else None
        state = self._at(span.start)
        if first in _POSSESSIVE:
            owner = self._owner(state, span.start, first)
            if owner is not None:
                return [owner]
        if named and not places:
            return [named[0].character]
        if not places and " " not in words and words[:1].isupper():
            holder = cast.by_last_name(words, speaks=True)
            if holder is not None:
                return [holder]
        if attribution is not None and not direct and first in ("he", "she", "they", "it") and outer is not None:
            # In reported speech the pronoun is the speaker's own, unless somebody else stands nearer inside it.
            inner = cast.between(attribution.content[0].start, span.start)
            if not inner and (first == "they" or (first in ("he", "she")) == outer.is_person):
                return [outer]
        choice, _ = by_rules(state, source_of(cast.text, span, self._inside(attribution, direct), outer, direct))
        if choice.character is None and places:
            return [cast.listed(places[0].listed)]
        return [choice.character]

    def _state_at_table(self) -> Character | None:
        """Whose "the government" and "the army" are that nobody owns: the one state among the principals, else the state named most."""
        cast = self.state.cast
        names = self.process.principals if self.process is not None else self._weights
        for name in names:
            listed = [p for p in cast.roster.named(name) if p.kind is ActorKind.STATE]
            if len(listed) == 1:
                return cast.listed(listed[0])
        return None

    def _owner(self, state: State, at: int, first: str) -> Character | None:
        """Whose it is: "his envoys", "its army"."""
        cast = self.state.cast
        if first in ("his", "her"):
            return pronoun(cast, at, first, state.spoken, quotations=state.quotations).character
        for p in reversed(state.spoken[-4:]):
            if p.character is not None and not p.character.is_person:
                return p.character
        place = cast.place_before(at)
        return cast.listed(place.listed) if place is not None else None

    def _inside(self, attribution: Attribution | None, direct: bool) -> Span | None:
        if attribution is None or not direct:
            return None
        return Span(attribution.content[0].start, attribution.content[-1].end)

    def _at(self, at: int) -> State:
        """The state as it is at a place: those who have spoken before."""
        k = bisect_right(self._spoken_at, at)
        return State(self.state.cast, self.state.quotations, self.state.acronyms, self.state.spoken[max(0, k - 8) : k])

    def _named(self, characters: Sequence[Character | None]) -> list[tuple[str, str | None]]:
        out: dict[str, str | None] = {}
        for c in characters:
            if c is None:
                continue
            party = self.state.cast.party_of_character(c)
            if party is not None:
                out.setdefault(party, slug(c.name) if c.is_person else None)
        return list(out.items())

    def _sides(self, at: int) -> list[tuple[str, str | None]]:
        """ "The two sides": the principals of the process, else the two parties that the text names most, up to here and a little on."""
        named = set(self._weights)
        if self.process is not None and len(self.process.principals) == 2 and named & set(self.process.principals):
            return [(p, None) for p in self.process.principals]
        counts = self._weights
        allowed = self.process.principals if self.process is not None else None
        ranked = [p for p in counts if allowed is None or p in allowed]
        return [(p, None) for p in ranked[:2]]

    @property
    def _weights(self) -> list[str]:
        kept = self.__dict__.get("_weights_kept")
        if kept is None:
            totals: dict[str, float] = {}
            mediators = set(self.process.mediators) if self.process is not None else set()
            for f in self.state.cast.places:
                name = self.state.cast.party_of(f.listed)
                if name and name not in mediators and f.listed.kind is not ActorKind.BLOC:
                    totals[name] = totals.get(name, 0) + 1
            for a in self.state.cast.appearances:
                name = self.state.cast.party_of_character(a.character)
                if name and name not in mediators:
                    totals[name] = totals.get(name, 0) + 0.5
            kept = self.__dict__["_weights_kept"] = sorted(totals, key=lambda p: -totals[p])
        return kept

    def toward(self, clause: Clause, party: str) -> tuple[str, ...]:
        """The other parties that the clause names after its trigger."""
        found: list[str] = []
        for f in self.state.cast.places_between(clause.trigger.end, clause.evidence.end):
            name = self.state.cast.party_of(f.listed)
            if name and name != party and slug(name) not in found:
                found.append(slug(name))
        return tuple(found[:2])

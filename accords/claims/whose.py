"""Whose act a clause tells: the party's words -> parties, or nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from accords.claims.antecedents import pronoun
from accords.claims.cast import Character
from accords.claims.names import FormKind
from accords.claims.process import Process
from accords.claims.sides import Sides
from accords.claims.signed import signatories
from accords.claims.sources import State, by_rules, source_of
from accords.claims.talks import plainly_of_talks
from accords.reading.clause import Clause
from accords.reading.reading import Attribution, Reading
from accords.vocabulary import ActorKind, Span, slug

_FIRST_PERSON = frozenset("i we us our ours my me ourselves myself".split())
_POSSESSIVE = frozenset("his her its their".split())
_BOTH = re.compile(
    r"(?:the\s|all\s)?(?:two|both|all|either|neither)\s(?:of\s)?(?:the\s)?(?:two\s)?(?:[\w-]+\s)?"
    r"(?:sides?|part(?:y|ies)|delegations?|teams|leaders|presidents|countries|governments|negotiators|neighbou?rs|rivals|capitals|foes|signatories)$"
    r"|the\s(?:warring\s|opposing\s|rival\s|negotiating\s)?(?:sides|parties|delegations|negotiators|signatories|belligerents)$",
    re.I,
)
_JOINT = re.compile(r"(?:both|the two|the three|they both|each|neither|each other)$", re.I)
_NUMBERED = re.compile(r"\b(?P<number>two|both|pair|each|either|neither|three|trio|four|five|six)\b", re.I)
_NUMBERS = {"three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}
# Several who are called by what they are at the table: "the participants", "the three ministers", "both men".
_SEVERAL = re.compile(
    r"(?:(?:the|both|all|these|those|all\sthe)\s)?(?:(?:two|both|three|four|five|six)\s)?(?:\w+\s)?"
    r"(?:presidents|ministers|leaders|participants|signatories|delegates|delegations|teams|armies|commanders|officers|negotiators|chiefs|panels|camps|capitals|"
    r"heads|countries|states|nations|governments|neighbou?rs|parties|sides|foes|rivals|men|women|pair|allies|adversaries|enemies|presidencies|generals|principals)"
    r"(?:\s(?:to|of|in)\s(?:the\s)?(?:conflict|dispute|talks|war|agreement|accord))?"
    r"|(?:the|these|those|all)\s(?:two|three|four|five|six|pair|trio)|(?:all|both|each|neither|either|all\s(?:three|four|five))(?:\sof\s(?:us|them))?"
    r"|(?:each|neither|either)\s(?:side|party|country|government|army|delegation|team|camp)",
    re.I,
)
_DETERMINED = re.compile(r"(?:the|both|all|these|those|each|neither|either)\b", re.I)
_OTHER = re.compile(r"(?:the\s)?other\s(?:side|party|team|delegation)$", re.I)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
# What may stand beside a name that is all there is to the party's words: "the Americans", "Moscow's".
_COVERED = re.compile(r"(?:the\s)?\s*(?:['’]s?)?\s*", re.I)
_OWN_BODY = re.compile(
    r"(?:the\s)?(?:government|army|military|armed forces|ministry|defen[cs]e ministry|foreign ministry|interior ministry|cabinet|state|palace|presidency|police|air force|navy|troops)",
    re.I,
)
# Between a subject and its predicate there stand auxiliaries, adverbs and an aside.
_BETWEEN = re.compile(
    r"(?:,[^,;:.]{1,60},)?\s*(?:(?:has|have|had|will|would|could|can|may|might|shall|is|are|was|were|been|be|also|already|now|still|never|not|reportedly|again|since|yet|ever|"
    r"repeatedly|finally|themselves|itself|only|just|\w+ly)\s*)*$",
    re.I,
)
_OUGHT = re.compile(r"(?:should|must|ought|has to|have to|needs? to|let)\b", re.I)
# A line of a list whose subject opened it: "reaffirm their commitment …".
_LINE = re.compile(r"[\W\d]*[a-z]")
_RELATIVE = re.compile(
    r",?\s(?:who|which|that)\s(?:(?:has|have|had|will|would|could|is|are|was|were|also|already|now|still|long|since|in\s\w+|on\s\w+|\w+ly|earlier|last\s\w+|this\s\w+)\s)*$",
    re.I,
)
_CONJUNCT = re.compile(r",?\s(?:and|as well as)\s|,\s")
_CONJUNCTION = re.compile(r"^(?:,?\s(?:and|as well as)\s|,\s)(?:and\s)?")
_COORDINATED = re.compile(r"(?:\band|\bbut|\bor|\bthen|,)\s(?:\w+ly\s|also\s|then\s|even\s)?$", re.I)
# Predicates whose subject is the accused: the accuser is who speaks.
_BLAMED = re.compile(r"\bblame\b|\bguilty\b|\bresponsible\b|\bat fault\b", re.I)
# Code points before "the two sides" in which their people are looked for.
NEAR = 900
# How many parties one set of words may stand for.
_MANY = 6

Party = tuple[str, str | None]


class Whose:
    """Asks the cast of a report, and who has spoken, whose a clause is. A party is its name and the id of the person who acts for it."""

    def __init__(
        self, reading: Reading, state: State, speakers: Sequence[Character | None], process: Process | None
    ) -> None:
        self.reading, self.state, self.speakers, self.process = reading, state, speakers, process
        self._spoken_at = [s.at for s in state.spoken]
        self._plainly = plainly_of_talks(reading, state.cast)
        said = ((speakers[k], piece) for k, a in enumerate(reading.attributions) for piece in a.content)
        self.sides = Sides(
            state, (c.party for c in reading.clauses if c.party is not None), said, plainly=self._plainly
        )
        self.signed = signatories(state.cast, process)
        self._together: dict[int, list[str]] = {}  # how many -> those whose act so many last did together
        self._last: tuple[int, int | None, list[Party], Span | None] = (-1, None, [], None)

    def parties(self, clause: Clause, inside: int | None) -> list[Party]:
        """The parties by name, each with the id of the person who acts for it where one does."""
        speaker = self.speakers[inside] if inside is not None else None
        trigger = clause.trigger.words(self.reading.text)
        blamed = clause.acts[0][0] == "accuse" and _BLAMED.search(trigger) and speaker is not None
        if clause.party is None or (blamed and clause.party.end <= clause.trigger.start):
            # Nothing stands for the party: in somebody's words it is his own side that wants, refuses, warns.
            return self._named([speaker]) if speaker is not None else []
        words = clause.party.words(self.reading.text).strip(" ,\"“”'’")
        low = words.lower()
        if low in _FIRST_PERSON or (low.split()[:1] and low.split()[0] in ("our", "my")):
            return self._named([speaker]) if inside is not None else self._issuer
        bare = _ARTICLE.sub("", low)
        if self.process is not None and (meant := self.process.meant_by(words)):
            return [(p, None) for p in meant]
        if _OTHER.match(low):
            return [p for p in self._sides(clause.trigger.start) if p[0] not in {q for q, _ in self._named([speaker])}][
                :1
            ]
        if _BOTH.match(low) or _JOINT.match(low) or _BOTH.match(bare):
            return self._sides(clause.party.start, low)
        if (
            self.process is None
            and _SEVERAL.fullmatch(low)
            and _DETERMINED.match(low)
            and not self.state.cast.places_between(clause.party.start, clause.party.end)
        ):
            return self._sides(clause.party.start, low)
        return self._named(self._resolved(clause.party, words, inside))

    @cached_property
    def _issuer(self) -> list[Party]:
        """Whose own words the report is, where it is a statement and nobody is quoted: "we" in it."""
        return [(p, None) for p in sorted(self.signed)]

    def told(self, clause: Clause, inside: int | None, parties: list[Party]) -> None:
        """Keep whose act the last clause told."""
        self._last = (self.reading.sentences.index(clause.trigger.start), inside, parties, clause.party)
        if len(parties) > 1:
            self._together[len(parties)] = [name for name, _ in parties]

    def carried(self, clause: Clause, inside: int | None) -> tuple[list[Party], Span | None]:
        """A second verb without a subject of its own ("…, charging its neighbour with", "and refused") is of whoever the first is.

        With the words that stand for it there.
        """
        sentence, within, parties, words = self._last
        here = self.reading.sentences.index(clause.trigger.start)
        at = self.reading.sentences.spans[here].start
        if (
            clause.party is None
            and within == inside
            and 0 <= here - sentence <= 2
            and clause.trigger.start - at < 20
            and _LINE.match(self.reading.text, at, clause.trigger.end)
        ):
            return parties, None
        if (
            clause.party is not None
            or sentence != self.reading.sentences.index(clause.trigger.start)
            or within != inside
        ):
            return [], None
        before = self.reading.text[max(0, clause.trigger.start - 20) : clause.trigger.start]
        verb = clause.trigger.words(self.reading.text).split()[0]
        return (parties, words) if verb.endswith("ing") or _COORDINATED.search(before) else ([], None)

    def crowd(self, clause: Clause) -> list[Party]:
        """ "Some ten thousand students": described, not named, with the state that their words or their clause name."""
        if clause.party is None or not self._plainly:
            return []
        words = _ARTICLE.sub("", clause.party.words(self.reading.text).strip(" ,\"“”'’"))
        cast = self.state.cast
        if not re.search(r"[A-Za-z]{3}", words) or words.lower() in _FIRST_PERSON:
            return []
        found = cast.character(words, ActorKind.UNNAMED)
        found.party = found.party or cast.party_in(*clause.party) or cast.party_in(*clause.evidence)
        if found.party is not None and self.sides.of_state(words):
            return [(found.party, None)]
        found.count += 1
        return [(found.name, None)]

    def with_subject(self, clause: Clause, inside: int | None) -> Clause:
        """The clause with whoever stands as its subject, where the model saw nobody: right before its trigger, or before "who" and "which"."""
        if clause.party is not None:
            return clause
        cast, text = self.state.cast, self.reading.text
        if inside is not None and _OUGHT.match(clause.trigger.words(text)):
            return clause  # what others should do is what the speaker asks
        low, at = clause.evidence.start, clause.trigger.start
        rows = [p.span for p in cast.places_between(low, at) if p.kind is not FormKind.ADJECTIVE]
        rows += [a.span for a in cast.between(low, at) if not a.possessive]
        last = max(rows, key=lambda span: span.end, default=None)
        if last is not None and last.end <= at and _BETWEEN.fullmatch(text, last.end, at):
            return replace(clause, party=last)
        begin = self._begins(clause, inside)
        relative = _RELATIVE.search(text, max(begin, at - 60), at)
        if relative is not None:
            found = self._named_before(begin, relative.start())
            return replace(clause, party=found) if found is not None else clause
        return clause

    def _begins(self, clause: Clause, inside: int | None) -> int:
        """Where the words begin in which the subject of a clause stands: its sentence, or what is said in it."""
        begin = self.reading.sentences.holding(clause.trigger.start).start
        if inside is not None:
            pieces = self.reading.attributions[inside].content
            begin = max([begin, *(s.start for s in pieces if s.start <= clause.trigger.start < s.end)])
        return begin

    def _named_before(self, low: int, high: int) -> Span | None:
        """Whoever is named last before a relative clause, an aside apart."""
        cast = self.state.cast
        rows = [p.span for p in cast.places_between(max(low, high - 60), high) if p.kind is not FormKind.ADJECTIVE]
        rows += [a.span for a in cast.between(max(low, high - 60), high)]
        rows += [g.span for g in self.sides.groups.between(max(low, high - 60), high)]
        last = max(rows, key=lambda span: span.end, default=None)
        return last if last is not None and high - last.end <= 2 else None

    def agreeing(self, clause: Clause, inside: int | None) -> list[Party]:
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
        if len(places) == 1 and _COVERED.fullmatch(words.replace(places[0].span.words(cast.text), "", 1)):
            place = places[0]
            return [cast.listed(place.listed, place.span.words(cast.text))]
        if _CONJUNCT.search(words):
            together = self._conjuncts(span, words)
            if len(together) > 1:
                return together
        if not places and not named and _OWN_BODY.fullmatch(words) and self.process is not None:
            state_party = self._state_at_table()
            if state_party is not None:
                return [state_party]
        if not places and not named and first not in _POSSESSIVE:
            meant = self.sides.groups.called(words, span.start) or self.sides.meant(words, span.start)
            if meant is not None:
                return [self.sides.character(meant)]
        attribution = self.reading.attributions[inside] if inside is not None else None
        direct = attribution is not None and (attribution.mode.value == "direct" or attribution.turn)
        outer = self.speakers[inside] if inside is not None else None
        state = self._at(span.start)
        if first in _POSSESSIVE:
            inside_own = (
                attribution is not None
                and not direct
                and outer is not None
                and (first in ("his", "her")) == outer.is_person
            )
            owner = outer if inside_own else self._owner(state, span.start, first)
            if owner is not None and cast.party_of_character(owner) is not None:
                return [owner]
            if first in ("its", "their"):
                told = self._pointed(span.start, "they" if first == "their" else "it", outer if direct else None)
                if told:
                    return told
        if named and not places:
            return [named[0].character]
        if not places and " " not in words and words[:1].isupper():
            holder = cast.by_last_name(words, speaks=True)
            if holder is not None:
                return [holder]
        if attribution is not None and not direct and first in ("he", "she", "they", "it") and outer is not None:
            # In reported speech the pronoun is the speaker's own, unless somebody else stands nearer inside it.
            inner = cast.between(attribution.content[0].start, span.start)
            own = self._is_side(outer) if first == "they" else (first in ("he", "she")) == outer.is_person
            if not inner and own:
                return [outer]
        if first in ("they", "them") and " " not in words and not direct:
            sentence, _, last, _ = self._last
            if len(last) > 1 and self.reading.sentences.index(span.start) - sentence <= 1:
                return self._pointed(span.start, first, None)
        choice, _ = by_rules(state, source_of(cast.text, span, self._inside(attribution, direct), outer, direct))
        if first in ("they", "it", "them", "both") and " " not in words and choice.character is None:
            return self._pointed(span.start, first, outer if direct else None)
        if not places and (choice.character is None or cast.party_of_character(choice.character) is None):
            side = self.sides.in_words(words, span.start)
            if side is not None:
                return [self.sides.character(side)]
        if places and self.sides.of_rebels(words):
            group = self.sides.groups.meant(span.start)
            if group is not None:
                return [self.sides.character(group)]
        if places and (choice.character is None or cast.party_of_character(choice.character) is None):
            names = [p for p in places if p.kind is not FormKind.ADJECTIVE]
            return [cast.listed((names or list(places))[-1 if names else 0].listed)]
        return [choice.character]

    def _conjuncts(self, span: Span, words: str) -> list[Character | None]:
        """The parties of "the Norland government and the rebels", each once. A place in a person's title adds nobody."""
        cast = self.state.cast
        at = self.reading.text.index(words, span.start) if words else span.start
        whole = self.sides.groups.between(at, at + 5)
        if whole and whole[0].span.end >= at + len(words) - 1:
            return []
        parties: dict[str, Character | None] = {}
        begin = 0
        for end in (*(m.start() for m in _CONJUNCT.finditer(words)), len(words)):
            part = _CONJUNCTION.sub("", words[begin:end])
            low, high, begin = at + begin, at + end, end
            rows = [(p.span, cast.listed(p.listed, p.span.words(cast.text))) for p in cast.places_between(low, high)]
            rows += [(a.span, a.character) for a in cast.between(low, high)]
            taken = {start for found, _ in rows for start in range(found.start, found.end)}
            groups = [g for g in self.sides.groups.between(low, high) if g.span.start not in taken]
            rows += [(g.span, self.sides.character(g.name)) for g in groups]
            names = [(n, c) for _, c in sorted(rows, key=lambda row: row[0]) if (n := cast.party_of_character(c))]
            if not names and self.process is None:
                side = (
                    self.sides.groups.called(part, low) or self.sides.meant(part, low) or self.sides.in_words(part, low)
                )
                names = [(side, self.sides.character(side))] if side is not None else []
            for name, character in names:
                parties.setdefault(name, character)
        return list(parties.values())[:_MANY]

    def _pointed(self, at: int, word: str, speaker: Character | None) -> list[Character | None]:
        """Whom "they" and "it" point to that nothing else tells: those whose act was told last, the speaker apart."""
        sentence, _, parties, _ = self._last
        own = self.state.cast.party_of_character(speaker) if speaker is not None else None
        told = [name for name, person in parties if name != own and (word != "it" or person is None)]
        if not told or self.reading.sentences.index(at) - sentence > 2 or (word == "it" and len(told) > 1):
            return []
        return [self.sides.character(name) for name in told]

    def _is_side(self, speaker: Character) -> bool:
        """True where "they", in the speaker's own account, are his side: not of a mediator or an organisation, who tell of others."""
        party = self.state.cast.party_of_character(speaker)
        if party is None or (self.process is not None and not self.process.is_principal(party)):
            return False
        listed = [p for p in self.state.cast.roster.named(party) if not p.is_person]
        return not listed or listed[0].kind in (ActorKind.STATE, ActorKind.ARMED_GROUP)

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

    def _named(self, characters: Sequence[Character | None]) -> list[Party]:
        out: dict[str, str | None] = {}
        for c in characters:
            if c is None:
                continue
            party = self.state.cast.party_of_character(c)
            if party is not None and (self._plainly or c.listed is not None or party != c.name):
                out.setdefault(party, slug(c.name) if c.is_person else None)
        return list(out.items())

    def _sides(self, at: int, words: str = "") -> list[Party]:
        """ "The two sides": those whose people alone were told of just before; else the principals of the process; else the two
        parties that the text names most."""
        cast = self.state.cast
        counted = _NUMBERED.search(words)
        number = _NUMBERS.get(counted["number"].lower(), 2) if counted else None
        if self.process is None:
            return [(p, None) for p in self._joint(at, number)]
        near = [
            cast.party_of_character(a.character) for a in cast.between(max(0, at - NEAR), at) if a.character.is_person
        ]
        met = dict.fromkeys(p for p in near if p)
        if len(met) == 2 and (self.process is None or all(map(self.process.at_table, met))):
            return [(p, None) for p in met]
        named = {*self._weights, *self.state.cast.parties_named}
        if self.process is not None and len(self.process.principals) == 2 and named & set(self.process.principals):
            return [(p, None) for p in self.process.principals]
        counts = self._weights
        allowed = self.process.principals if self.process is not None else None
        ranked = [p for p in counts if allowed is None or p in allowed]
        return [(p, None) for p in ranked[:2]]

    def _joint(self, at: int, number: int | None) -> list[str]:
        """Those who last stood side by side, or the last whose act several did together."""
        if number is not None and number > 2:
            return self._together.get(number) or self.sides.principals.together(at, number)
        told = self.sides.principals.together(at, 2)
        return told if told and set(told) < set(self.sides.principals.ranked[:3]) else self.sides.principals.two

    @cached_property
    def _weights(self) -> list[str]:
        """The parties by how often the text names them or their people, mediators left out."""
        totals: dict[str, float] = {}
        mediators = set(self.process.mediators) if self.process is not None else set()
        for f in self.state.cast.places:
            name = self.state.cast.party_of(f.listed)
            place_only = f.kind in (FormKind.CAPITAL, FormKind.SEAT)
            if name and name not in mediators and f.listed.kind is not ActorKind.BLOC and not place_only:
                totals[name] = totals.get(name, 0) + 1
        for a in self.state.cast.appearances:
            name = self.state.cast.party_of_character(a.character)
            if name and name not in mediators:
                totals[name] = totals.get(name, 0) + 0.5
        return sorted(totals, key=lambda p: -totals[p])

    def toward(self, clause: Clause, party: str) -> tuple[str, ...]:
        """The names of the other parties that the clause names after its trigger."""
        found: list[str] = []
        for f in self.state.cast.places_between(clause.trigger.end, clause.evidence.end):
            name = self.state.cast.party_of(f.listed)
            if name and name != party and name not in found:
                found.append(name)
        return tuple(found[:2])

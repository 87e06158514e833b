"""The groups of a report: those of the roster, and those that only the report knows, by the form of their names.

Its own groups are names that end in a word for a group ("River People's Front"), are spelled out before their letters, or act in a
clause under a name that is no person's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from accords.claims.bodies import BODY
from accords.claims.cast import Character
from accords.claims.names import FormKind
from accords.claims.side_words import (
    A_BODY,
    GOES_ON,
    GROUP_WORD,
    NAME,
    NAME_AFTER,
    NAME_BEFORE,
    OF_A_STATE,
    OPENING,
    TITLES,
)
from accords.claims.source import State
from accords.reading.mentions import NO_NAME, NO_PERSON, ROLE, ROLES
from accords.vocabulary import ActorKind, Span
from accords.vocabulary.actor import fold

GROUP_KINDS = (ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION)
# Codes of those that are nobody's side: the international bodies and charities of the roster.
_NO_SIDE = ("IGO", "NGO")
_PARTY = re.compile(r"\b(?:Party|Council|Union|Congress of)\b")
_REACH = 3000  # code points back to the group that "the movement" means


@dataclass(frozen=True, slots=True)
class Group:
    """Where a group is named, and its name; `armed` where it is no mere party or body."""

    span: Span
    name: str
    armed: bool


class Groups:
    """Where groups are named in a report. `acting` are the words that the model takes for whoever acts, in order of place."""

    def __init__(self, state: State, acting: Sequence[Span]) -> None:
        self.cast, self.text = state.cast, state.cast.text
        self.own: dict[str, Character] = {}  # name, folded -> a group that no list knows
        self.rows = sorted((*self._listed(), *self._named(state, acting)), key=lambda g: g.span)
        self.names = frozenset(g.name for g in self.rows)
        self._starts = [g.span.start for g in self.rows]
        self._by_word: dict[str, list[str]] = {}
        for name in dict.fromkeys(g.name for g in self.rows):
            for word in fold(name).split():
                self._by_word.setdefault(word, []).append(name)

    def between(self, low: int, high: int) -> list[Group]:
        """Groups named in `[low, high)`."""
        return self.rows[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def before(self, at: int) -> list[Group]:
        """Groups named before a place, the last first."""
        return self.between(at - _REACH, at)[::-1]

    def called(self, words: str, at: int) -> str | None:
        """The one group whose name holds these capitals: "the Front", "the Tigers", or the letters of one."""
        bare = re.sub(r"^(?:the|The)\s|['’]s?$", "", words)
        if (own := self.own.get(fold(bare))) is not None:
            return own.name
        names = self._by_word.get(fold(bare), []) if bare[:1].isupper() and " " not in bare else []
        if len(names) > 1:
            return next((g.name for g in self.before(at) if g.name in names), names[0])
        return names[0] if names else None

    def meant(self, at: int, head: str = "") -> str | None:
        """The group meant at a place by a word for groups: the last one told of that is called so, else the last that is armed."""
        before = self.before(at)
        if head:
            stem = head[:5]
            called = [g for g in before if any(w.startswith(stem) for w in fold(g.name).split())]
            if called:
                return called[0].name
            if head == "party":
                return None
            free = [g for g in before if not _PARTY.search(g.name)]
            if free:
                return free[0].name
        armed = [g for g in before if g.armed]
        if armed:
            return armed[0].name
        k = bisect_left(self._starts, at)
        return next((g.name for g in self.rows[k:] if g.armed), None)

    def make(self, name: str) -> Character:
        """The group of the report that is called so."""
        found = self.own.get(fold(name))
        if found is None:
            found = self.own[fold(name)] = self.cast.character(name, ActorKind.ORGANIZATION)
        return found

    def _listed(self) -> Iterator[Group]:
        for f in self.cast.places:
            listed = f.listed
            own = listed.kind in GROUP_KINDS and listed.plover not in _NO_SIDE
            if own and self.cast.party_of(listed) == listed.name:
                yield Group(f.span, listed.name, listed.kind is ActorKind.ARMED_GROUP)

    def _named(self, state: State, acting: Sequence[Span]) -> Iterator[Group]:
        cast, text = self.cast, self.text
        letters: dict[str, Character] = {}
        for short, name in state.acronyms.items():
            listed = [p for p in (*cast.roster.named(name), *cast.roster.named(short)) if not p.is_person]
            if not listed and (GROUP_WORD.search(name) or len(short) >= 3) and not self._state_body(name):
                letters[short] = self.make(name)
                letters[short].aliases.add(short)
        for m in GROUP_WORD.finditer(text):
            before = NAME_BEFORE.search(text, max(0, m.start() - 60), m.start())
            after = NAME_AFTER.match(text, m.end())
            low, high = before.start() if before else m.start(), after.end() if after else m.end()
            while low < m.start() and text[low : m.start()].split()[0] in OPENING:
                low += len(text[low : m.start()].split()[0]) + 1
            name = re.sub(r"['’]s?$", "", text[low:high])
            if " " not in name or GOES_ON.match(text, high) or self._taken(low, m.end()) or self._state_body(name):
                continue
            yield Group(Span(low, high), self.make(name).name, True)
        for span in acting:
            name = re.sub(r"^[Tt]he\s|['’]s?$", "", span.words(text).strip(" ,"))
            if name not in letters and fold(name) not in self.own and self._is_body(name, span):
                letters[name] = self.make(name)
        if letters:
            longest_first = sorted(letters, key=len, reverse=True)
            # Made for the report: one pass finds them all.
            for m in re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", text):
                name = letters[m.group()].name
                yield Group(Span(*m.span()), name, bool(GROUP_WORD.search(name)) or m.group().isupper())

    def _is_body(self, name: str, span: Span) -> bool:
        """True of a name that acts here, that no list knows and that is no person's: "the Vale", "ABC", "Norland's army"."""
        cast = self.cast
        if not NAME.fullmatch(name) or self._taken(span.start, span.end) or cast.places_between(span.start, span.end):
            return False
        words = name.split()
        if set(words) & (NO_NAME | TITLES) or ROLE.search(name) or ROLES.search(name) or BODY.search(name):
            return False
        if name.isupper() and 2 <= len(name) <= 6:
            return True
        if len(words) > 1:
            return words[-1] in NO_PERSON
        return name in self._bodies and not cast.by_last_name(name)

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """Single capitals that stand where no person's name does: after "the" and "in", or before "'s government"."""
        return frozenset(m.group(1) or m.group(2) for m in A_BODY.finditer(self.text))

    def _taken(self, low: int, high: int) -> bool:
        """True where a state, bloc or group of the roster is named by these words, or a person."""
        return any(
            p.span.end >= high
            or (p.kind is FormKind.NAME and p.listed.kind is not ActorKind.STATE and p.span.end > high - 3)
            for p in self.cast.places_between(low, high)
        ) or any(True for _ in self.cast.between(low, high))

    def _state_body(self, name: str) -> bool:
        first = name.split()[0]
        return bool(self.cast.roster.adjective(first)) and OF_A_STATE.fullmatch(name[len(first) + 1 :]) is not None

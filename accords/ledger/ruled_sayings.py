"""Sayings, once persons have ruled on them: set aside, confirmed, somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from accords.claims.saying import Saying, Why
from accords.ledger.found_again import Found
from accords.ledger.identities import Identities
from accords.ledger.ruled import Dated, Ruled

# Rules of `Saying.speaker_why`, which has no room for ids of judgements. The last two stand before the machine's rule.
RULING, CONFIRMED, UNITED = "ruling", "confirmed: ", "united: "
# As many as `claims.vouching` follows.
_LONGEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class RuledSayings:
    """`now` leads from the id that a saying had to the one it has, or of one set aside to that of the nearest outer one."""

    sayings: tuple[Saying, ...]
    now: Mapping[str, str | None]
    gone: frozenset[str]
    _before: Mapping[str, Saying]
    _after: Mapping[str, Saying]
    _because: Mapping[str, tuple[str, ...]]  # id now (of one set aside, its own) -> judgements
    _meant: Callable[[str], str]

    def now_of(self, own: str | None) -> str | None:
        """The id that the saying has now; `None` where there is none."""
        if own is None or own in self.now:
            return self.now[own] if own is not None else None
        return own if own in self._after else None

    def chain(self, own: str) -> tuple[str, ...]:
        """Who vouches for what stands in a saying, from the report inwards."""
        return _speakers(self.now_of(own), self._after)

    def chain_changed(self, own: str | None) -> bool:
        """True where persons changed who vouches for what stood in a saying."""
        before = tuple(map(self._meant, _speakers(own, self._before)))
        return own is not None and own in self._before and self.chain(own) != before

    def because(self, own: str) -> tuple[str, ...]:
        """The judgements on a saying and those around it."""
        found: list[str] = []
        for rows, start in ((self._before, own), (self._after, self.now_of(own))):
            for saying in _path(start, rows):
                found += self._because.get(self.now_of(saying.id) or saying.id, ())
                found += self._because.get(saying.id, ())
        return tuple(found)


def ruled_sayings(
    sayings: Sequence[Saying],
    found: Found[Saying],
    put_back: Sequence[Saying],
    ruled: Mapping[str, Ruled],
    speakers: Mapping[str, Dated],
    identities: Identities,
    report: str,
) -> RuledSayings:
    """`put_back`: sayings that persons confirmed or gave another speaker, and that the reading does not have.

    `speakers`: id that a saying has in `sayings` -> the ruling that counts on who speaks, on it or on a claim in it.
    """
    subjects = {index: subject for subject, index in found.at.items()}
    rows = [(saying, subjects.get(index)) for index, saying in enumerate(sayings)] + [(s, s.id) for s in put_back]
    before = {saying.id: saying for saying in sayings}
    gone = frozenset(s.id for s, subject in rows if subject is not None and ruled[subject].misread)
    named = {s.id: subject for s, subject in rows if subject is not None}
    outer = {s.id: s.within for s, _ in rows}
    known = {*outer, *named.values()}
    now = {s.id: _surviving(s.id, outer, gone, named) for s, _ in rows}
    because: dict[str, tuple[str, ...]] = {}
    after: list[Saying] = []
    for index, (saying, subject) in enumerate(rows):
        rulings = ruled[subject] if subject is not None else None
        own = subject or saying.id
        speaker = speakers.get(saying.id)
        because[own] = tuple({*(rulings.because if rulings else ()), *((speaker.judgement.id,) if speaker else ())})
        if saying.id in gone:
            because[saying.id] = because[own]
            continue
        within = now.get(saying.within, saying.within) if saying.within is not None else None
        if index >= len(sayings) and within not in known:
            within = None
        named_now = replace(saying, id=own, within=within) if (own, within) != (saying.id, saying.within) else saying
        after.append(_ruled(named_now, rulings, speaker, identities, report))
    if gone or put_back:
        after = _in_order(after)
    return RuledSayings(
        tuple(after),
        now,
        gone,
        before,
        {saying.id: saying for saying in after},
        because,
        lambda link: identities.meant(link, report).id,
    )


def _ruled(saying: Saying, rulings: Ruled | None, told: Dated | None, identities: Identities, report: str) -> Saying:
    who, why, attribution = saying.speaker, saying.speaker_why, saying.attribution
    if told is not None:
        value = told.judgement.value.get("speaker")
        who = None if value is None else identities.meant(str(value), saying.id, report).id
        why = Why(RULING, why.words, why.span)
    elif who is not None:
        meant = identities.meant(who, saying.id, report).id
        if meant != identities.unions.kept(who):
            why = Why(RULING, why.words, why.span)
        elif meant != who and not why.rule.startswith((UNITED, CONFIRMED + UNITED)):
            why = replace(why, rule=UNITED + why.rule)
        who = meant
    rivals = tuple(dict.fromkeys(identities.meant(rival, saying.id, report).id for rival in why.candidates))
    if rivals != why.candidates:
        why = replace(why, candidates=rivals)
    if rulings is not None and rulings.right:
        attribution = replace(attribution, confidence=1.0)
        if why.rule != RULING and not why.rule.startswith(CONFIRMED):
            why = replace(why, rule=CONFIRMED + why.rule)
    changed = replace(saying, speaker=who, speaker_why=why, attribution=attribution)
    return saying if changed == saying else changed


def _surviving(own: str, outer: Mapping[str, str | None], gone: frozenset[str], named: Mapping[str, str]) -> str | None:
    """The id now of a saying, or of the nearest one around it that is not set aside."""
    at: str | None = own
    seen: set[str] = set()
    while at in gone and at not in seen:
        seen.add(at)
        at = outer.get(at)
    return None if at is None or at in gone or at not in outer else named.get(at, at)


def _path(own: str | None, rows: Mapping[str, Saying]) -> list[Saying]:
    """A saying and those around it, the innermost first."""
    path: list[Saying] = []
    saying = rows.get(own or "")
    while saying is not None and len(path) < _LONGEST_CHAIN:
        path.append(saying)
        saying = rows.get(saying.within or "")
    return path


def _speakers(own: str | None, rows: Mapping[str, Saying]) -> tuple[str, ...]:
    return tuple(s.speaker for s in reversed(_path(own, rows)) if s.speaker is not None)


def _in_order(sayings: Sequence[Saying]) -> list[Saying]:
    """By place, each followed by what stands within it; their places in the old order no longer hold."""
    known = {saying.id for saying in sayings}
    inner: dict[str | None, list[Saying]] = {}
    for saying in sorted(sayings, key=lambda s: (s.attribution.at, s.attribution.content, s.id)):
        inner.setdefault(saying.within if saying.within in known else None, []).append(saying)
    ordered: list[Saying] = []
    seen: set[str] = set()
    waiting = list(reversed(inner.get(None, [])))
    while waiting:
        saying = waiting.pop()
        seen.add(saying.id)
        bare = replace(saying, attribution=replace(saying.attribution, within=None))
        ordered.append(saying if bare == saying else bare)
        waiting += reversed(inner.get(saying.id, []))
    # What stands within itself, by somebody else's file, comes last.
    return [*ordered, *(saying for saying in sayings if saying.id not in seen)]

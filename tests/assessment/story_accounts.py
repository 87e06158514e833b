"""Accounts of the stories of `tests.documents.stories`, put together from what a reader who knows their sentences would find.

No model is asked: who speaks, who acts and how far is told by the names and verbs that the stories are made of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from accords.claims.build import Account
from accords.claims.claim import Claim, claim_id
from accords.claims.saying import Saying, Why, Words, saying_id
from accords.documents.report import Report
from accords.reading.quotations import Quotations
from accords.reading.reading import Attribution, Kind, Mode
from accords.reading.sentences import Sentences
from accords.vocabulary import Actor, ActorKind, Span, slug, words_at
from accords.vocabulary.act import Act, Standing, Strength
from tests.documents.stories import Story
from tests.documents.story_words import BANK, TALKS

_GRADES = {
    "was ready to": Strength.POSSIBLE,
    "was open to a plan to": Strength.POSSIBLE,
    "has promised to": Strength.UNDERTAKEN,
    "has agreed to": Strength.ACTUAL,
    "could": Strength.POSSIBLE,
    "might": Strength.POSSIBLE,
    "may": Strength.POSSIBLE,
    "would": Strength.CONDITIONAL,
    "will": Strength.UNDERTAKEN,
}
_ACTS = {
    Strength.POSSIBLE: Act.OFFER,
    Strength.CONDITIONAL: Act.OFFER,
    Strength.UNDERTAKEN: Act.COMMIT,
    Strength.ACTUAL: Act.AGREE,
}
_GIVERS = "|".join(re.escape(name) for name in (*BANK["giver"], *(talks["M"] for talks in TALKS)))
_PEOPLE = {
    talks[key].split()[-2] + " " + talks[key].split()[-1]: (talks[key], talks.get(side))
    for talks in TALKS
    for key, side in (
        *((f"{who}{party}", party) for who in "lms" for party in "AB"),
        ("envoy", "M"),
        ("un", "un"),
    )
}  # fmt: skip
_PERSON = re.compile("|".join(re.escape(name) for name in _PEOPLE))
_STATES = "|".join(sorted({talks[side] for talks in TALKS for side in "AB"}))
_DEED = re.compile(rf"\b(?P<party>{_STATES}) (?P<modal>{'|'.join(_GRADES)}) (?P<rest>[^,.]+)")
_THAT = re.compile(rf"\b(?P<party>{_STATES}) has agreed that (?P<giver>{_GIVERS}) could (?P<rest>[^,.]+)")
_TO_GIVE = re.compile(rf"(?:give|provide|offer|grant|hand|supply)\w*\s(?P<to>{_STATES})\b")


@dataclass(frozen=True, slots=True)
class _Speaker:
    actor: Actor
    source: Span
    cue: Span
    content: Span


def account(story: Story) -> Account:
    text = story.text
    report = Report(text, story.fetched, given_id=story.id, outlet=story.outlet, published=story.published)
    quotations = Quotations.of(text).outer
    actors: dict[str, Actor] = {}
    sayings: list[Saying] = []
    claims: list[Claim] = []
    for sentence in Sentences.of(text).spans:
        quoted = [q for q in quotations if q.within(sentence)]
        speaker = _speaker(text, sentence, quoted)
        said = None
        if speaker is not None:
            actors[speaker.actor.id] = speaker.actor
            said = _saying(report, text, speaker, Mode.DIRECT if quoted else Mode.INDIRECT)
            sayings.append(said)
        for match in (*_THAT.finditer(text, *sentence), *_DEED.finditer(text, *sentence)):
            inside = said is not None and speaker is not None and Span(*match.span()).within(speaker.content)
            for party, act, strength, evidence, toward in _deeds(match):
                actors.setdefault(slug(party), _state(party))
                claims.append(
                    _claim(report, party, act, strength, evidence, toward, match, said if inside else None, actors)
                )
    for name in re.findall(_STATES, text):
        actors.setdefault(slug(name), _state(name))
    return Account(report, tuple(actors.values()), tuple(sayings), tuple(claims))


def _state(name: str) -> Actor:
    return Actor(slug(name), name, ActorKind.STATE, slug(name))


def _speaker(text: str, sentence: Span, quoted: list[Span]) -> _Speaker | None:
    """Who speaks in the sentence: a person outside the marks who is told before "that", after "according to", or at an end."""
    for match in _PERSON.finditer(text, *sentence):
        if any(q.start <= match.start() < q.end for q in quoted):
            continue
        full, party = _PEOPLE[match.group()]
        actor = Actor(slug(match.group()), match.group(), ActorKind.PERSON, slug(party) if party else None, full)
        before, after = Span(sentence.start, match.start()), Span(match.end(), sentence.end)
        source = Span(*match.span())
        if quoted:
            cue = re.compile(r"\S+").search(text, match.end())
            return _Speaker(actor, source, Span(*(cue or match).span()), quoted[0])
        deed = _DEED.search(text, *after) or _THAT.search(text, *after)
        cue = re.compile(r"\s[^,.]+").match(text, after.start, deed.start()) if deed else None
        if deed and cue:
            return _Speaker(
                actor, source, Span(after.start + 1, cue.end() - 1), Span(deed.start(), _end(text, after.end))
            )
        according = re.compile(r"According to\b").search(text, *before)
        if according and text[after.start] == ",":
            return _Speaker(actor, source, Span(*according.span()), Span(after.start + 2, _end(text, after.end)))
        comma = text.rfind(",", *before)
        cue = re.compile(r"\s[^,.]+").match(text, *after)
        if comma > 0 and cue:
            return _Speaker(actor, source, Span(cue.start() + 1, cue.end()), Span(before.start, comma))
    return None


def _end(text: str, end: int) -> int:
    return end - (len(text[:end]) - len(text[:end].rstrip(" .\n")))


def _saying(report: Report, text: str, speaker: _Speaker, mode: Mode) -> Saying:
    attribution = Attribution((speaker.source,), (speaker.cue,), (speaker.content,), Kind.ASSERTION, mode)
    own = saying_id(report.id, attribution)
    return Saying(own, report.id, attribution, speaker.actor.id, Why("made"), words=Words.of(attribution, text))


def _deeds(match: re.Match[str]) -> list[tuple[str, Act, Strength, Span, tuple[str, ...]]]:
    whole = Span(*match.span())
    gift = _TO_GIVE.search(match["rest"])
    toward = (slug(gift["to"]),) if gift else ()
    if match.re is _THAT:
        part = Span(match.start("giver"), match.end())
        return [
            (match["party"], Act.ACCEPT, Strength.ACTUAL, whole, ()),
            (match["giver"], Act.OFFER, Strength.POSSIBLE, part, toward),
        ]
    strength = _GRADES[match["modal"]]
    return [(match["party"], _ACTS[strength], strength, whole, toward)]


def _claim(
    report: Report, party: str, act: Act, strength: Strength, evidence: Span, toward: tuple[str, ...],
    match: re.Match[str], said: Saying | None, actors: dict[str, Actor],
) -> Claim:  # fmt: skip
    text, own = report.text, slug(party)
    speaks_for = actors[said.speaker].party if said and said.speaker else None
    standing = Standing.OUTLET if said is None else Standing.OWN if speaks_for == own else Standing.COUNTERPART
    spans = (evidence,)
    return Claim(
        claim_id(report.id, own, act, "other", spans), report.id, said.id if said else None, own, None, act, toward, "other",
        words_at(text, spans), False, strength, None, (said.speaker,) if said and said.speaker else (), standing, spans, 1.0,
        (Span(*match.span("modal")),) if match.re is _DEED else (), (Span(*match.span("party")),), words_at(text, spans),
    )  # fmt: skip

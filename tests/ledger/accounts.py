"""Synthetic accounts: reports of talks that never were, with what a reader would read in them.

The texts are put together from words of our own; every span is the text's own. `account(number, seed)` is the same account
each time, so two processes make the same ones without handing anything over. Tests and bench import it as
`tests.ledger.accounts`. One of the usual size takes about half a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from accords.claims.build import Account
from accords.claims.claim import Claim, claim_id
from accords.claims.meeting import Meeting, MeetingStatus, Silence, meeting_id
from accords.claims.saying import Saying, Why, Words, saying_id
from accords.documents.report import Report
from accords.ledger.entry import Run
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Span, When
from accords.vocabulary.act import Act, Standing, Strength

FETCHED = datetime(2031, 3, 1, 6, 0, tzinfo=UTC)
RUN = Run(FETCHED, "0.0-synthetic", weights="a" * 64, roster="b" * 64, process="the river talks", issues="c" * 64)

_STATES = ("Norland", "Vestria", "Kasmere", "Oldavia", "Sundmark", "Tirenia")
_FIRST = ("Adela", "Bruno", "Cosima", "Dorin", "Elza", "Fabel", "Greta", "Hanno", "Irma", "Jovan", "Klara", "Levin")
_LAST = ("Amsel", "Birke", "Corvin", "Dahl", "Eskola", "Farkas", "Gruber", "Holm", "Ivarsen", "Juhl", "Kranz", "Lund")
_ROLES = ("foreign minister", "chief negotiator", "defence minister", "spokesman", "deputy premier", "special envoy")
_OUTLETS = ("The Lake Courier", "Radio Mittelberg", "Harbour Post", "Northern Wire", "Valley Gazette")
_PLACES = ("Harbourg", "Lakeside", "Mittelberg", "Sankt Veit", "Oststrand", "Dalum", "Fjordby", "Brückenau")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# What is talked about, and what somebody may undertake, ask for or refuse about it.
_TERMS = (
    ("ceasefire", "halt shelling along the river for {n} days"),
    ("ceasefire", "let {n} observers watch the truce"),
    ("forces", "pull back {n} battalions from the ridge"),
    ("forces", "keep heavy guns {n} kilometres from the bridge"),
    ("prisoners", "free {n} captured sailors"),
    ("prisoners", "hand over the lists of {n} missing fishermen"),
    ("territory", "leave the question of the {n} islands to a commission"),
    ("humanitarian", "open {n} crossings for grain and medicine"),
    ("sanctions", "lift the ban on {n} shipping firms"),
    ("talks", "send envoys to another round within {n} weeks"),
    ("security guarantees", "vouch for the frontier for {n} years"),
    ("assets and reparations", "pay {n} million crowns for burnt farms"),
    ("governance", "hold elections in {n} border districts"),
    ("nuclear", "seal {n} reactors under inspection"),
)
# The words that carry the act, the act, and how far they go.
_VERBS = (
    ("will", Act.COMMIT, Strength.UNDERTAKEN),
    ("has agreed to", Act.AGREE, Strength.ACTUAL),
    ("would be ready to", Act.OFFER, Strength.POSSIBLE),
    ("has proposed to", Act.PROPOSE, Strength.ACTUAL),
    ("wants to", Act.WANT, None),
    ("refuses to", Act.REJECT, None),
)
# What reporters put between: no two reports say it in the same words, as those that do are copies.
_REMARKS = (
    "Snow had closed the {adjective} road to the {place}, and the {people} came by {vehicle}.",
    "Traders in the {adjective} {place} told {people} that the price of {goods} had fallen.",
    "A {adjective} draft lay beside the {goods} in the {place} of the hotel while {people} slept.",
    "No {people} wished to leave the {place} first, a {adjective} diplomat muttered over {goods}.",
    "The {adjective} bridge has been shut to every {vehicle} with {goods} since {people} mined the {place}.",
    "Earlier rounds broke off when {people} quarrelled over {goods}, a {vehicle} and some {adjective} {place}.",
)
_SLOTS = {
    "adjective": "upper old narrow frozen painted quiet wooden crooked sunken eastern dusty marble forgotten windy grey tiled".split(),
    "place": "market pass mill quay chapel orchard tannery library ballroom harbour granary cellar lighthouse station brewery attic".split(),
    "people": "surveyors cooks interpreters beekeepers lawyers pilots nurses farmers typists guards monks weavers divers bakers clerks boatmen".split(),
    "vehicle": "sledge ferry tram barge lorry bicycle cart coach raft wagon tractor ambulance canoe train funicular motorcycle".split(),
    "goods": "onions cement lamp-oil herring timber coffee wool salt candles plums barley copper tobacco cheese paper rope".split(),
}


@dataclass(slots=True)
class _Pen:
    """A text while it is written, so that each piece knows its place; `number` is the report's."""

    number: int
    pieces: list[str] = field(default_factory=list)
    at: int = 0

    def put(self, words: str) -> Span:
        start = self.at
        self.pieces.append(words)
        self.at += len(words)
        return Span(start, self.at)

    def remark(self, chance: Random) -> None:
        own = Random(self.number * 1_000_003 + self.at)
        self.put(chance.choice(_REMARKS).format_map({slot: own.choice(words) for slot, words in _SLOTS.items()}))


@dataclass(frozen=True, slots=True)
class _Said:
    """One saying before the report has an id; `outer` is the index of the one inside whose content it stands."""

    source: Span
    cue: Span
    content: Span
    mode: Mode
    speaker: Actor
    day: str | None
    channel: str | None
    outer: int | None


@dataclass(frozen=True, slots=True)
class _Done:
    """One claim before the report has an id; `said` is the index of its saying."""

    said: int
    party: Actor
    act: Act
    strength: Strength | None
    issue: str
    terms: Span
    evidence: Span
    trigger: Span
    party_words: Span
    chain: tuple[str, ...]
    standing: Standing


def account(number: int, seed: int = 0, *, paragraphs: int = 8) -> Account:
    """The account of a report of about `paragraphs` paragraphs with a saying or two each.

    The number stands in the text as a word of its own ("No. 17"), and no other text of the same seed has it there.
    """
    chance = Random(seed * 1_000_003 + number)
    one, other = (_state(name) for name in chance.sample(_STATES, 2))
    people = [_person(chance, party) for party in (one, other, one, other)]
    published = date(2029, 1, 1) + timedelta(days=number % 700)
    pen = _Pen(seed * 1_000_003 + number)
    title = f"{one.name} and {other.name} talk again in {chance.choice(_PLACES)}"
    meeting = _meet(pen, chance, number, one, other)
    said: list[_Said] = []
    done: list[_Done] = []
    for n in range(paragraphs):
        kind = chance.random()
        speaker = people[n % 4]
        if kind < 0.45:
            _reported(pen, chance, speaker, one if chance.random() < 0.5 else other, said, done)
        elif kind < 0.7:
            _quoted(pen, chance, speaker, one if speaker.party == one.id else other, said, done)
        elif kind < 0.85:
            _nested(pen, chance, speaker, people[(n + 1) % 4], said, done)
        else:
            pen.remark(chance)
        pen.put("\n\n")
    silent = chance.choice((one, other))
    unsaid = (pen.put(silent.name), pen.put(" has not confirmed this.\n"))
    report = Report(
        "".join(pen.pieces),
        FETCHED + timedelta(minutes=number),
        given_id=f"{seed}-{number}",
        outlet=chance.choice(_OUTLETS),
        title=title,
        url=f"https://reports.example/{seed}/{number}",
        published=published,
        place=f"synthetic:{number}",
    )
    own, text = report.id, report.text
    sayings = _sayings(own, text, said, published, chance)
    claims = tuple(_claim(own, text, row, sayings, chance) for row in done)
    place, day, where = meeting
    held = Meeting(
        meeting_id(own, where),
        None,
        When.day(published - timedelta(days=1), day),
        place,
        (one.id, other.id),
        "in person",
        MeetingStatus.HELD,
        ((own, where),),
    )
    silence = Silence(own, silent.id, None, (Span(unsaid[0].start, unsaid[1].end - 1),))
    actors = tuple({actor.id: actor for actor in (one, other, *people)}.values())
    return Account(report, actors, sayings, claims, (held,), (silence,), unclear=chance.randrange(3))


def accounts(count: int, seed: int = 0, *, first: int = 0, paragraphs: int = 8) -> Iterator[Account]:
    """Those numbered from `first`, `count` of them."""
    return (account(number, seed, paragraphs=paragraphs) for number in range(first, first + count))


def read_again(read: Account) -> Account:
    """The same report as another run might read it: surer of its claims, and with one more clause left unclear."""
    claims = tuple(replace(claim, confidence=round((claim.confidence + 1) / 2, 3)) for claim in read.claims)
    return replace(read, claims=claims, unclear=read.unclear + 1)


def _state(name: str) -> Actor:
    own = name.lower()
    return Actor(own, name, ActorKind.STATE, own, None, {"iso3": name[:3].upper(), "plover": name[:3].upper()})


def _person(chance: Random, party: Actor) -> Actor:
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    role = f"{party.name}'s {chance.choice(_ROLES)}"
    own = f"{first}-{last}-{party.id}".lower()
    return Actor(own, f"{first} {last}", ActorKind.PERSON, party.id, role, {}, (last,))


def _meet(pen: _Pen, chance: Random, number: int, one: Actor, other: Actor) -> tuple[str, str, Span]:
    place, day = chance.choice(_PLACES), chance.choice(_DAYS)
    pen.put(f"{place.upper()} — ")
    told = pen.put(f"Delegations of {one.name} and {other.name} met in {place} on {day}")
    pen.put(f" to speak about note No. {number}. ")
    pen.remark(chance)
    pen.put("\n\n")
    return place, day, told


def _terms_of(chance: Random) -> tuple[str, str]:
    issue, terms = chance.choice(_TERMS)
    return issue, terms.format(n=chance.randrange(2, 400))


def _reported(pen: _Pen, chance: Random, speaker: Actor, party: Actor, said: list[_Said], done: list[_Done]) -> None:
    verb, act, strength = chance.choice(_VERBS)
    issue, terms = _terms_of(chance)
    day = chance.choice(_DAYS)
    source = pen.put(f"{speaker.name}, {speaker.role},")
    pen.put(" ")
    cue = pen.put("said")
    pen.put(f" on {day} that ")
    who = pen.put(party.name)
    pen.put(" ")
    trigger = pen.put(verb)
    pen.put(" ")
    asked = pen.put(terms)
    pen.put(". ")
    clause = Span(who.start, asked.end)
    own = speaker.party == party.id
    standing = Standing.OWN if own else Standing.COUNTERPART
    done.append(
        _Done(len(said), party, act, strength, issue, asked, clause, trigger, who, (speaker.id,), standing),
    )
    said.append(_Said(source, cue, clause, Mode.INDIRECT, speaker, day, None, None))
    pen.remark(chance)


def _quoted(pen: _Pen, chance: Random, speaker: Actor, party: Actor, said: list[_Said], done: list[_Done]) -> None:
    issue, terms = _terms_of(chance)
    channel = chance.choice(_OUTLETS)
    opened = pen.put("“")
    who = pen.put("We")
    pen.put(" ")
    trigger = pen.put("will")
    pen.put(" ")
    asked = pen.put(terms)
    closed = pen.put(",”")
    pen.put(" ")
    source = pen.put(speaker.name)
    pen.put(" ")
    cue = pen.put("told")
    pen.put(f" {channel}.")
    clause = Span(who.start, asked.end)
    chain = (speaker.id,)
    row = _Done(
        len(said), party, Act.COMMIT, Strength.UNDERTAKEN, issue, asked, clause, trigger, who, chain, Standing.OWN
    )
    done.append(row)
    said.append(_Said(source, cue, Span(opened.start, closed.end), Mode.DIRECT, speaker, None, channel, None))


def _nested(pen: _Pen, chance: Random, outer: Actor, inner: Actor, said: list[_Said], done: list[_Done]) -> None:
    """One who says what another said."""
    issue, terms = _terms_of(chance)
    source = pen.put(outer.name)
    pen.put(" ")
    cue = pen.put("added")
    pen.put(" that ")
    within = pen.put(inner.name)
    pen.put(" ")
    told = pen.put("had promised the mediators")
    pen.put(" that ")
    who = pen.put("the other bank")
    pen.put(" ")
    trigger = pen.put("will")
    pen.put(" ")
    asked = pen.put(terms)
    pen.put(".")
    clause = Span(who.start, asked.end)
    said.append(_Said(source, cue, Span(within.start, asked.end), Mode.INDIRECT, outer, None, None, None))
    row = _Done(
        len(said),
        _state(inner.party.capitalize() if inner.party else ""),
        Act.COMMIT,
        Strength.UNDERTAKEN,
        issue,
        asked,
        clause,
        trigger,
        who,
        (outer.id, inner.id),
        Standing.OWN if outer.party == inner.party else Standing.COUNTERPART,
    )
    done.append(row)
    said.append(_Said(within, told, clause, Mode.INDIRECT, inner, None, None, len(said) - 1))


def _sayings(own: str, text: str, said: list[_Said], published: date, chance: Random) -> tuple[Saying, ...]:
    found: list[Saying] = []
    for row in said:
        attribution = Attribution(
            (row.source,),
            (row.cue,),
            (row.content,),
            kind=Kind.ASSERTION,
            mode=row.mode,
            confidence=round(0.5 + chance.random() / 2, 3),
        )
        found.append(
            Saying(
                saying_id(own, attribution),
                own,
                attribution,
                row.speaker.id,
                Why("named in full", row.source.words(text), row.source),
                row.channel,
                Why("told to", row.channel) if row.channel else None,
                When.day(published, row.day) if row.day else None,
                Why("weekday before publication", row.day) if row.day else None,
                found[row.outer].id if row.outer is not None else None,
                Words.of(attribution, text),
            )
        )
    return tuple(found)


def _claim(own: str, text: str, row: _Done, sayings: tuple[Saying, ...], chance: Random) -> Claim:
    evidence = (row.evidence,)
    saying = sayings[row.said]
    confidence = round(0.5 + chance.random() / 2, 3)
    return Claim(
        claim_id(own, row.party.id, row.act, row.issue, evidence),
        own,
        saying.id,
        row.party.id,
        saying.speaker if row.standing is Standing.OWN else None,
        row.act,
        (),
        row.issue,
        row.terms.words(text),
        False,
        row.strength,
        None,
        row.chain,
        row.standing,
        evidence,
        confidence,
        (row.trigger,),
        (row.party_words,),
        row.evidence.words(text),
        {"rule": "verb", "acts": {row.act.value: confidence}, "issues": {row.issue: confidence}},
    )

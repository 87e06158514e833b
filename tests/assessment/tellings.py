"""Small accounts of one text each, for tests of what a copy changed: evidence and content are given as words of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.claims.saying import Saying, Why, Words
from accords.documents.report import Report
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Span, Spans, slug
from accords.vocabulary.act import Act, Standing, Strength

# Who speaks for whom in these tests.
PEOPLE = {"Ada Brandt": "Norland", "Ivo Keller": "Vestria", "Lena Moss": "Kasmere"}
SUNDAY = date(2031, 6, 1)


@dataclass(frozen=True)
class Said:
    content: str
    speaker: str
    cue: str = "said"
    mode: Mode = Mode.INDIRECT


@dataclass(frozen=True)
class Done:
    evidence: str
    party: str
    act: Act = Act.COMMIT
    strength: Strength | None = Strength.UNDERTAKEN
    toward: tuple[str, ...] = ()
    issue: str = "forces"
    condition: str | None = None


def telling(
    name: str,
    text: str,
    *,
    said: Sequence[Said] = (),
    done: Sequence[Done] = (),
    published: date | None = SUNDAY,
    outlet: str | None = None,
) -> Account:
    """The account; a claim stands in the first saying that holds its evidence, and its chain and standing come of that."""
    report = Report(text, datetime(2031, 7, 1, tzinfo=UTC), kept_id=name, outlet=outlet or name, published=published)
    people = {slug(person): slug(party) for person, party in PEOPLE.items()}
    actors = [
        Actor(slug(p), p, ActorKind.PERSON, slug(party), None, {}, (p.split()[-1],)) for p, party in PEOPLE.items()
    ]
    actors += [Actor(slug(p), p, ActorKind.STATE, slug(p)) for p in (*PEOPLE.values(), "Sundmark")]
    sayings = [_saying(report, number, row) for number, row in enumerate(said)]
    claims = []
    for number, row in enumerate(done):
        evidence = _at(text, row.evidence)
        holder = next(
            (s for s in sayings if all(any(e.within(c) for c in s.attribution.content) for e in evidence)), None
        )
        speaker = holder.speaker if holder else None
        party = slug(row.party)
        if holder is None or speaker is None:
            standing = Standing.OUTLET
        else:
            standing = Standing.OWN if people.get(speaker, speaker) == party else Standing.COUNTERPART
        claims.append(
            Claim(
                id=f"{name}-c{number}",
                report=name,
                attribution=holder.id if holder else None,
                party=party,
                person=None,
                act=row.act,
                toward=tuple(slug(other) for other in row.toward),
                issue=row.issue,
                terms=row.evidence,
                negated=False,
                strength=row.strength,
                condition=row.condition,
                chain=(speaker,) if speaker else (),
                standing=standing,
                evidence=evidence,
                confidence=1.0,
                words=row.evidence,
            )
        )
    return Account(report, tuple(actors), tuple(sayings), tuple(claims))


def _saying(report: Report, number: int, row: Said) -> Saying:
    content = _at(report.text, row.content)
    cue, source = _near(report.text, row.cue, content), _near(report.text, row.speaker, content)
    attribution = Attribution(source, cue, content, Kind.ASSERTION, row.mode)
    speaker = slug(row.speaker)
    return Saying(
        f"{report.id}-s{number}", report.id, attribution, speaker, Why("made"), words=Words.of(attribution, report.text)
    )


def _at(text: str, words: str) -> Spans:
    start = text.index(words)
    return (Span(start, start + len(words)),)


def _near(text: str, words: str, content: Spans) -> Spans:
    """The occurrence nearest to the content and outside of it; none where the words are not there."""
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    outside = [at for at in starts if not any(span.start <= at < span.end for span in content)]
    near = min(outside, key=lambda at: min(abs(at - content[0].end), abs(content[0].start - at)), default=None)
    return (Span(near, near + len(words)),) if near is not None else ()

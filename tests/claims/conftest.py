"""Reports with their attributions marked in them, for tests of who speaks.

`[…]` is a source, `<…>` a content: the first source goes with the first content that opens, and so on, so that what is
within another's content stands in it: `[Holt] said <that [Norland] said <it rains>>`. `{…}` right after a source is its
cue, `[]` a source that is not told. A source at the start of a line with a colon after it is a turn of a transcript.
A content between quotation marks is direct. `~` before a source makes the attribution a belief.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from accords.claims.cast import Cast
from accords.claims.parties import Resolved, resolve
from accords.claims.roster import FileRoster, load_roster
from accords.documents.report import Report
from accords.reading.mentions import mentions
from accords.reading.reading import Attribution, Kind, Mode, Reading
from accords.reading.sentences import Sentences
from accords.reading.timex import times
from accords.vocabulary import Actor, Span

DAY = date(2025, 8, 17)
_MARK = re.compile(r"(~?\[)|\]|<|>|\{|\}")


@dataclass(frozen=True)
class Told:
    """One attribution's speaker: `name` is `None` where it is nobody."""

    name: str | None
    party: str | None
    rule: str
    candidates: tuple[str, ...]
    actor: Actor | None


def reading_of(marked: str, published: date | None = DAY, headline: str = "Talks go on") -> Reading:
    """A reading with the attributions that are marked, and the mentions and times that are read from the text.

    `headline` is set before it, since the first line of a report counts as one.
    """
    marked = f"{headline}\n\n{marked}"
    plain, at = "", 0
    sources: list[Span | None] = []
    beliefs: list[bool] = []
    cues: list[Span | None] = []
    contents: list[list[int]] = []
    open_contents: list[int] = []
    begin = 0
    for m in _MARK.finditer(marked):
        plain += marked[at : m.start()]
        at = m.end()
        match m.group():
            case "[" | "~[":
                begin = len(plain)
                beliefs.append(m.group() == "~[")
            case "]":
                sources.append(Span(begin, len(plain)) if len(plain) > begin else None)
                cues.append(None)
            case "{":
                begin = len(plain)
            case "}":
                cues[-1] = Span(begin, len(plain))
            case "<":
                open_contents.append(len(contents))
                contents.append([len(plain), 0])
            case _:
                contents[open_contents.pop()][1] = len(plain)
    plain += marked[at:]
    assert len(sources) == len(contents), "every source has a content"
    rows: list[Attribution] = []
    for source, cue, belief, (low, high) in zip(sources, cues, beliefs, contents, strict=True):
        place = source or cue
        assert place is not None, "an attribution has a source or a cue"
        outer = [i for i, a in enumerate(rows) if a.content[0].start <= place.start < a.content[0].end]
        rows.append(
            Attribution(
                (source,) if source else (),
                (cue,) if cue else (),
                (Span(low, high),),
                Kind.BELIEF if belief else Kind.ASSERTION,
                Mode.DIRECT if plain[low - 1 : low] in ("“", '"') else Mode.INDIRECT,
                outer[-1] if outer else None,
                turn=source is not None
                and plain[source.end : source.end + 1] == ":"
                and (source.start == 0 or plain[source.start - 1] == "\n"),
            )
        )
    report = Report(plain, datetime(2025, 8, 18, tzinfo=UTC), published=published)
    sentences = Sentences.of(plain)
    return Reading(report, sentences, tuple(rows), mentions(plain, sentences), times(plain))


@pytest.fixture(scope="session")
def roster() -> FileRoster:
    return load_roster()


@pytest.fixture(scope="session")
def resolved(roster: FileRoster) -> Callable[..., Resolved]:
    """A marked report -> its actors and speakers, with the shipped roster."""

    def make(marked: str, published: date | None = DAY) -> Resolved:
        return resolve(reading_of(marked, published), roster)

    return make


@pytest.fixture(scope="session")
def told(resolved: Callable[..., Resolved]) -> Callable[..., list[Told]]:
    """A marked report -> who speaks in each of its attributions. Every speaker is among the actors, with its party."""

    def make(marked: str, published: date | None = DAY) -> list[Told]:
        found = resolved(marked, published)
        by_id = {actor.id: actor for actor in found.actors}
        assert {a.party for a in found.actors if a.party} <= set(by_id), "a party is an actor of the report too"
        rows = []
        for speaker, why in zip(found.speakers, found.whys, strict=True):
            actor = by_id[speaker] if speaker is not None else None
            name, party = (actor.name, actor.party) if actor else (None, None)
            rows.append(Told(name, party, why.rule, why.candidates, actor))
        return rows

    return make


@pytest.fixture(scope="session")
def cast_of(roster: FileRoster) -> Callable[..., Cast]:
    """A marked report -> its cast, those learned from where speakers stand included."""

    def make(marked: str, published: date | None = DAY) -> Cast:
        reading = reading_of(marked, published)
        cast = Cast(reading, roster)
        cast.learn(a.source[0] for a in reading.attributions if a.source and not a.turn)
        return cast

    return make


@pytest.fixture(scope="session")
def reading_made() -> Callable[..., Reading]:
    return reading_of

"""One small report with its sayings made by hand, and the means to make others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from accords.claims.saying import Saying, Why, saying_id
from accords.documents.report import Report
from accords.presentation.dossier import Dossier, ReportRow
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Span, When

TEXT = """The envoy returns from Lakeside
Envoy Mira Holt said on Sunday that the delegation would stay in Lakeside.
“We heard a new tone,” she told Northern Radio, “and we will test it.”
Norland, Holt added, said it would open the border.
Two senior officials described the plan as “fragile” and “late”.
Holt and Anna Reed met. She said the talks would resume.
Holt hopes that the truce holds.
"""
FETCHED = datetime(2025, 8, 18, 6, 0, tzinfo=UTC)


def span_of(text: str, words: str, after: str = "") -> Span:
    """The first place of `words` from the first place of `after` on."""
    at = text.index(words, text.index(after))
    return Span(at, at + len(words))


def made(
    report: Report,
    source: list[str],
    cue: list[str],
    content: list[str],
    *,
    after: str = "",
    kind: Kind = Kind.ASSERTION,
    mode: Mode = Mode.INDIRECT,
    speaker: str | None = None,
    why: Why | None = None,
    channel: str | None = None,
    said_on: When | None = None,
    within: str | None = None,
) -> Saying:
    spans = (tuple(span_of(report.text, words, after) for words in part) for part in (source, cue, content))
    attribution = Attribution(*spans, kind=kind, mode=mode, confidence=0.9)
    own = saying_id(report.id, attribution)
    return Saying(own, report.id, attribution, speaker, why or Why("name"), channel, None, said_on, None, within)


def sayings_of(report: Report) -> tuple[Saying, ...]:
    sunday = When.day(date(2025, 8, 17), "on Sunday")
    stay = made(
        report,
        ["Envoy Mira Holt"],
        ["said"],
        ["the delegation would stay in Lakeside"],
        speaker="mira-holt",
        why=Why("name", "Mira Holt", span_of(report.text, "Mira Holt")),
        said_on=sunday,
    )
    tone = made(
        report,
        ["she"],
        ["told"],
        ["We heard a new tone,", "and we will test it."],
        mode=Mode.DIRECT,
        speaker="mira-holt",
        why=Why("pronoun", "she", span_of(report.text, "she told")),
        channel="Northern Radio",
    )
    outer = made(
        report, ["Holt"], ["added"], ["Norland", "said it would open the border"], after="Norland", speaker="mira-holt"
    )
    inner = made(
        report, ["Norland"], ["said"], ["it would open the border"], after="Norland", speaker="norland", within=outer.id
    )
    late = made(
        report,
        ["Two senior officials"],
        ["described"],
        ["the plan as “fragile” and “late”"],
        mode=Mode.MIXED,
        speaker="two-senior-officials",
        why=Why("described, not named", "Two senior officials"),
    )
    rivals = made(
        report,
        ["She"],
        ["said"],
        ["the talks would resume"],
        after="She said",
        why=Why("two candidates", "She", span_of(report.text, "She"), ("mira-holt", "anna-reed")),
    )
    hope = made(
        report, ["Holt"], ["hopes"], ["the truce holds"], after="Holt hopes", kind=Kind.BELIEF, speaker="mira-holt"
    )
    return (stay, tone, outer, inner, late, rivals, hope)


ACTORS = (
    Actor("mira-holt", "Mira Holt", ActorKind.PERSON, "westmark", "envoy", aliases=("Holt",)),
    Actor("anna-reed", "Anna Reed", ActorKind.PERSON),
    Actor("norland", "Norland", ActorKind.STATE, "norland", codes={"iso3": "NLD"}),
    Actor("two-senior-officials", "Two senior officials", ActorKind.UNNAMED),
    Actor("westmark", "Westmark", ActorKind.STATE, "westmark"),
)


@pytest.fixture
def report() -> Report:
    return Report(
        TEXT,
        FETCHED,
        given_id="lakeside.txt",
        outlet="Example Post",
        title="The envoy returns",
        published=date(2025, 8, 17),
    )


@pytest.fixture
def dossier(report: Report) -> Dossier:
    return Dossier((ReportRow.of(report),), ACTORS, sayings_of(report))


@pytest.fixture
def dossier_of() -> Callable[..., Dossier]:
    """A dossier of one report with `text` in which `source` says `content`, and everything else as told."""

    def make(text: str, source: str, content: str, *, name: str = "", **fields: object) -> Dossier:
        row = Report(text, FETCHED, **fields)  # type: ignore[arg-type]
        saying = made(row, [source], [], [content], mode=Mode.DIRECT, speaker="somebody")
        actor = Actor("somebody", name or source, ActorKind.PERSON)
        return Dossier((ReportRow.of(row),), (actor,), (saying,))

    return make

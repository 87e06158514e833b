"""One small report with its sayings made by hand, and the means to make others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from accords.claims.build import Account
from accords.claims.claim import Claim, claim_id
from accords.claims.meeting import Meeting, MeetingStatus, Silence, meeting_id
from accords.claims.saying import Saying, Why, saying_id
from accords.documents.report import Report
from accords.presentation.dossier import Dossier, ReportRow
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Span, When, words_at
from accords.vocabulary.act import Act, Standing, Strength

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


# What a foreign envoy says of Norland, what Norland says itself, and what nobody confirms.
TREATY_TALKS = """Norland moves, envoy says
Envoy Mira Holt of Westmark said on Sunday that Norland would write into law a pledge to take no more land from Estland.
“We may widen the river border zone,” said Norland's minister, Jon Varga.
“Norland has widened the river border zone,” Holt said.
Varga said: “We want talks in the spring.”
Norland has not commented on the law.
Holt and Varga met in Lakeside on Friday.
"""
TALKERS = (
    Actor("mira-holt", "Mira Holt", ActorKind.PERSON, "westmark", "envoy", aliases=("Holt",)),
    Actor("jon-varga", "Jon Varga", ActorKind.PERSON, "norland", "minister"),
    Actor("norland", "Norland", ActorKind.STATE, "norland"),
    Actor("westmark", "Westmark", ActorKind.STATE, "westmark"),
    Actor("estland", "Estland", ActorKind.STATE, "estland"),
)


def claim_of(
    report: Report,
    party: str,
    act: Act,
    issue: str,
    evidence: str,
    *,
    terms: str = "",
    chain: tuple[str, ...] = (),
    standing: Standing = Standing.OUTLET,
    strength: Strength | None = None,
    negated: bool = False,
    condition: str | None = None,
    toward: tuple[str, ...] = (),
    within: Saying | None = None,
    trigger: str = "",
    party_words: str = "",
    why: dict[str, object] | None = None,
) -> Claim:
    place = (span_of(report.text, evidence),)
    return Claim(
        id=claim_id(report.id, party, act, issue, place),
        report=report.id,
        attribution=within.id if within else None,
        party=party,
        person=None,
        act=act,
        toward=toward,
        issue=issue,
        terms=terms or evidence,
        negated=negated,
        strength=strength,
        condition=condition,
        chain=chain,
        standing=standing,
        evidence=place,
        confidence=0.8,
        words=words_at(report.text, place),
        trigger=(span_of(report.text, trigger, evidence),) if trigger else (),
        party_words=(span_of(report.text, party_words, evidence),) if party_words else (),
        why=why or {},
    )


def account_of_talks() -> Account:
    report = Report(
        TREATY_TALKS, FETCHED, outlet="Example Post", title="Norland moves, envoy says", published=date(2025, 8, 18)
    )
    sunday = When.day(date(2025, 8, 17), "on Sunday")
    law = made(
        report,
        ["Envoy Mira Holt of Westmark"],
        ["said"],
        ["Norland would write into law a pledge to take no more land from Estland"],
        speaker="mira-holt",
        said_on=sunday,
    )
    zone = made(
        report,
        ["Norland's minister, Jon Varga"],
        ["said"],
        ["We may widen the river border zone"],
        mode=Mode.DIRECT,
        speaker="jon-varga",
    )
    done = made(
        report, ["Holt"], ["said"], ["Norland has widened the river border zone"], after="“Norland", speaker="mira-holt"
    )
    spring = made(
        report,
        ["Varga"],
        ["said"],
        ["We want talks in the spring."],
        after="Varga said:",
        mode=Mode.DIRECT,
        speaker="jon-varga",
    )
    counterpart, own = Standing.COUNTERPART, Standing.OWN
    claims = (
        claim_of(
            report,
            "norland",
            Act.COMMIT,
            "territory",
            "Norland would write into law a pledge to take no more land from Estland",
            terms="to take no more land from Estland",
            chain=("mira-holt",),
            standing=counterpart,
            strength=Strength.UNDERTAKEN,
            toward=("estland",),
            within=law,
            trigger="pledge",
            party_words="Norland",
            why={"rule": "head", "acts": {"commit": 0.71, "offer": 0.2}},
        ),
        claim_of(
            report,
            "norland",
            Act.CONCEDE,
            "forces",
            "We may widen the river border zone",
            chain=("jon-varga",),
            standing=own,
            strength=Strength.POSSIBLE,
            within=zone,
        ),
        claim_of(
            report,
            "norland",
            Act.CONCEDE,
            "forces",
            "Norland has widened the river border zone",
            chain=("mira-holt",),
            standing=counterpart,
            strength=Strength.ACTUAL,
            within=done,
        ),
        claim_of(
            report,
            "norland",
            Act.WANT,
            "talks",
            "We want talks in the spring.",
            chain=("jon-varga",),
            standing=own,
            within=spring,
        ),
    )
    met = span_of(report.text, "Holt and Varga met in Lakeside on Friday")
    meeting = Meeting(
        meeting_id(report.id, met),
        None,
        When.day(date(2025, 8, 15), "on Friday"),
        "Lakeside",
        ("mira-holt", "jon-varga"),
        "in person",
        MeetingStatus.HELD,
        ((report.id, met),),
    )
    silence = Silence(
        report.id, "norland", "territory", (span_of(report.text, "Norland has not commented on the law"),)
    )
    return Account(report, TALKERS, (law, zone, done, spring), claims, (meeting,), (silence,), 3)


@pytest.fixture
def claimed() -> Dossier:
    """A dossier of one report with every list filled."""
    return Dossier.of([account_of_talks()])


# Without these Chromium looks for its maker's hosts at every start.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One for all tests: two cannot be driven from one thread."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no program `chromium` here (make system)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield opened
        opened.close()

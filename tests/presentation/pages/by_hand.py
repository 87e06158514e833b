"""Accounts of reports made by hand: what each says is given as words, and their places are found in the text that these make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from accords.assessment.record import Record
from accords.claims.build import Account
from accords.claims.claim import Claim, claim_id
from accords.claims.meeting import Meeting, MeetingStatus, Silence, meeting_id
from accords.claims.saying import Saying, Why, Words, saying_id
from accords.documents.report import Report
from accords.presentation.pages.address import Links, in_app
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.shown import Shown
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Span, When
from accords.vocabulary.act import Act, Standing, Strength

NORLAND = Actor("norland", "Norland", ActorKind.STATE, "norland")
VESTRIA = Actor("vestria", "Vestria", ActorKind.STATE, "vestria")
ADELA = Actor("adela-birke", "Adela Birke", ActorKind.PERSON, "norland", "chief negotiator", {}, ("Birke",))
BRUNO = Actor("bruno-dahl", "Bruno Dahl", ActorKind.PERSON, "vestria", "foreign minister")
WIRE = Actor("lake-wire", "Lake Wire", ActorKind.OUTLET)
ACTORS = (NORLAND, VESTRIA, ADELA, BRUNO, WIRE)


@dataclass(frozen=True)
class Said:
    """A sentence `SPEAKER said WORDS`; `of` is the party whose act it is, `None` where it makes no claim."""

    speaker: Actor
    words: str
    of: Actor | None = None
    act: Act = Act.COMMIT
    issue: str = "forces"
    toward: tuple[str, ...] = ()
    channel: str | None = None
    negated: bool = False


@dataclass(frozen=True)
class Met:
    """A sentence on a meeting of some actors on a day."""

    words: str
    who: tuple[Actor, ...]
    on: date | None
    place: str | None = None
    status: MeetingStatus = MeetingStatus.HELD
    name: str | None = None


@dataclass(frozen=True)
class Silent:
    words: str
    party: Actor
    issue: str | None = None


def account(
    day: date | None,
    outlet: str,
    told: Sequence[Said | Met | Silent],
    *,
    fetched: datetime = datetime(2031, 7, 1, 6, tzinfo=UTC),
) -> Account:
    """One report, published on a day, with its sentences in order."""
    lines, starts, at = [], [], 0
    for one in told:
        lead = f"{one.speaker.name} said " if isinstance(one, Said) else ""
        starts.append((at, at + len(lead)))
        lines.append(f"{lead}{one.words}.\n")
        at += len(lines[-1])
    report = Report("".join(lines), fetched, outlet=outlet, title=f"{outlet} reports", published=day)
    sayings: list[Saying] = []
    claims: list[Claim] = []
    meetings: list[Meeting] = []
    silences: list[Silence] = []
    for one, (start, begin) in zip(told, starts, strict=True):
        span = Span(begin, begin + len(one.words))
        if isinstance(one, Met):
            when = When(one.on, one.on, "that day") if one.on else None
            present = tuple(actor.id for actor in one.who)
            own = meeting_id(report.id, span)
            meetings.append(
                Meeting(own, one.name, when, one.place, present, "in person", one.status, ((report.id, span),))
            )
        elif isinstance(one, Silent):
            silences.append(Silence(report.id, one.party.id, one.issue, (span,)))
        else:
            source = Span(start, start + len(one.speaker.name))
            cue = Span(source.end + 1, begin - 1)
            attribution = Attribution((source,), (cue,), (span,), Kind.ASSERTION, Mode.INDIRECT, 0.9)
            own = saying_id(report.id, attribution)
            words = Words.of(attribution, report.text)
            sayings.append(Saying(own, report.id, attribution, one.speaker.id, Why("named"), one.channel, words=words))
            if one.of is not None:
                claims.append(_claim(one, one.of, report.id, own, span))
    return Account(report, ACTORS, tuple(sayings), tuple(claims), tuple(meetings), tuple(silences))


def _claim(one: Said, party: Actor, report: str, saying: str, span: Span) -> Claim:
    own = one.speaker.party == party.id
    return Claim(
        id=claim_id(report, party.id, one.act, one.issue, (span,)),
        report=report,
        attribution=saying,
        party=party.id,
        person=one.speaker.id if own else None,
        act=one.act,
        toward=one.toward,
        issue=one.issue,
        terms=one.words,
        negated=one.negated,
        strength=Strength.UNDERTAKEN if one.act.undertakes else None,
        condition=None,
        chain=(one.speaker.id,),
        standing=Standing.OWN if own else Standing.COUNTERPART,
        evidence=(span,),
        confidence=0.8,
        words=one.words,
    )


def view_of(accounts: Sequence[Account], links: Links = in_app, *, app: bool = True, **query: str) -> Shown:
    """The pages' view of some accounts, with what a query asks for."""
    record = Record(accounts)
    asked = Asked.of({name.rstrip("_"): value for name, value in query.items()})
    texts = {one.report.id: one.report.text for one in accounts}
    return Shown(
        view=record.as_of(asked.as_of), links=links, name="talks", asked=asked, text_of=texts.get, keeps_day=app
    )


PLEDGE = "its guns would be pulled back from the ridge within nine days"
# A commitment that others tell, that the debtor then confirms, then takes back; a meeting that was planned and then held; a silence.
RIVER = (
    account(
        date(2031, 6, 1),
        "Lake Wire",
        [
            Said(ADELA, "Vestria had promised that " + PLEDGE, VESTRIA, toward=("norland",), channel="Lake Radio"),
            Silent("Vestria has not confirmed this", VESTRIA),
            Met(
                "the two sides are to meet in Dalum on 5 June",
                (ADELA, BRUNO),
                date(2031, 6, 5),
                "Dalum",
                MeetingStatus.PLANNED,
            ),
            Said(ADELA, "Norland wanted the prisoners home first", NORLAND, Act.WANT, "prisoners"),
        ],
    ),
    account(
        date(2031, 6, 6),
        "Harbour Post",
        [
            Said(BRUNO, "Vestria promised that " + PLEDGE, VESTRIA),
            Met("both delegations met in Dalum on 5 June", (ADELA, BRUNO), date(2031, 6, 5), "Dalum"),
            Said(BRUNO, "the weather was mild"),
        ],
    ),
    account(
        date(2031, 6, 20),
        "Valley Gazette",
        [Said(BRUNO, "Vestria withdraws its promise that " + PLEDGE, VESTRIA, Act.WITHDRAW)],
    ),
)

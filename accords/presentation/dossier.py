"""A dossier is what accords says of a set of reports; `read` makes one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from accords.assessment.commitments import Commitment
from accords.assessment.dispute import Dispute
from accords.assessment.gaps import Gaps, gaps
from accords.assessment.positions import Position
from accords.assessment.record import Record
from accords.claims.account_form import FORMAT as FORMAT
from accords.claims.claim import Claim
from accords.claims.meeting import Meeting, Silence
from accords.claims.meeting import united as united_meeting
from accords.claims.saying import Saying
from accords.documents.report import Report
from accords.documents.syndication import Apart
from accords.ledger.entry import instant
from accords.presentation.asked import MAX_SIZE, Source, asked
from accords.presentation.measured import measured
from accords.vocabulary import Actor, Fault, words_at
from accords.vocabulary.actor import united

if TYPE_CHECKING:
    from accords.claims.build import Account
    from accords.claims.process import Process
    from accords.reading.tagger import Tagger


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report as a dossier holds it: `Report` without the bytes received, and with its ids as they were given.

    `family` is the id of the oldest report that this one is a copy of, its own id where it copies none. `encoding` is
    what the bytes were read as. `unclear` counts its clauses that hold an act whose party is unknown.
    """

    id: str
    text: str
    text_sha256: str
    family: str
    given_id: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    language: str = "en"
    published: date | None = None
    fetched: datetime | None = None
    encoding: str = "utf-8"
    unclear: int = 0

    @classmethod
    def of(cls, report: Report, unclear: int = 0, family: str | None = None) -> ReportRow:
        own = report.id
        return cls(
            id=own,
            text=report.text,
            text_sha256=report.text_sha256,
            family=family or own,
            given_id=report.given_id,
            outlet=report.outlet,
            title=report.title,
            url=report.url,
            language=report.language,
            published=report.published,
            fetched=report.fetched,
            encoding=report.encoding,
            unclear=unclear,
        )

    @property
    def told_on(self) -> date:
        """The day from which it is known: that of its publication, else the one on which it was fetched."""
        return self.published or (self.fetched.date() if self.fetched else date.min)

    @property
    def report(self) -> Report:
        """The report that it is a row of."""
        return Report(
            self.text,
            self.fetched,
            self.given_id,
            self.outlet,
            self.title,
            self.url,
            self.published,
            self.language,
            self.encoding,
            kept_id=self.id,
            kept_sha256=self.text_sha256,
        )

    @property
    def name(self) -> str:
        """The shortest thing to call it by: its title, the name it was given, or its id."""
        return self.title or self.given_id or self.id

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "given_id": self.given_id,
            "text_sha256": self.text_sha256,
            "outlet": self.outlet,
            "title": self.title,
            "url": self.url,
            "language": self.language,
            "published": self.published.isoformat() if self.published else None,
            "fetched": instant(self.fetched) if self.fetched else None,
            "encoding": self.encoding,
            "unclear": self.unclear,
            "text": self.text or None,  # left out, or forgotten
            "family": self.family,
        }


@dataclass(frozen=True)
class Dossier:
    """Reports, whom they name, who said what, and which party is on record for what, according to whom.

    `attributions` and `claims` stand in the order of their reports and places. `faults` lists what could not be read;
    the rest was. `positions`, `commitments` and `disputes` are made of the claims. A claim with a standing other than
    own is what others say of its party, never the party's position.
    """

    reports: tuple[ReportRow, ...] = ()
    actors: tuple[Actor, ...] = ()
    attributions: tuple[Saying, ...] = ()
    faults: tuple[Fault, ...] = ()
    claims: tuple[Claim, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    positions: tuple[Position, ...] = ()
    silences: tuple[Silence, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    @classmethod
    def of(cls, items: Iterable[Account | Fault], apart: Apart = ()) -> Dossier:
        """The dossier of some accounts; a report that comes twice (equal ids) counts once, and so does a meeting.

        `apart`: reports that people ruled to be no copies, of another or (`None`) of any.
        """
        reports: dict[str, ReportRow] = {}
        actors: dict[str, Actor] = {}
        sayings: list[Saying] = []
        faults: list[Fault] = []
        claims: list[Claim] = []
        meetings: list[Meeting] = []
        silences: list[Silence] = []
        for item in items:
            if isinstance(item, Fault):
                faults.append(item)
                continue
            row = ReportRow.of(item.report, item.unclear)
            if row.id in reports:
                continue
            reports[row.id] = row
            sayings += item.sayings
            claims += item.claims
            meetings += item.meetings
            silences += item.silences
            for actor in item.actors:
                known = actors.get(actor.id)
                actors[actor.id] = united(known, actor) if known else actor

        return cls.made_of(reports.values(), actors.values(), sayings, claims, meetings, silences, faults, apart)

    @classmethod
    def made_of(
        cls,
        reports: Iterable[ReportRow],
        actors: Iterable[Actor],
        attributions: Iterable[Saying],
        claims: Iterable[Claim],
        meetings: Iterable[Meeting],
        silences: Iterable[Silence],
        faults: Iterable[Fault] = (),
        apart: Apart = (),
    ) -> Dossier:
        """The dossier of these rows, each report once, with all that is worked out of them; meetings of one id are united.

        Who copies whom is told by the texts; where some are left out, it is what the rows say.
        """
        by_id = {row.id: row for row in reports}
        sayings, said = tuple(attributions), tuple(claims)
        unsaid = tuple(silences)
        view = _record(by_id, sayings, said, unsaid, apart).as_of()
        return cls(
            tuple(replace(row, family=view.families[own]) for own, row in by_id.items()),
            tuple(actors),
            sayings,
            tuple(faults),
            claims=said,
            meetings=_united(meetings, by_id),
            commitments=view.commitments(),
            positions=view.positions(),
            silences=unsaid,
            disputes=view.disputes(),
        )

    @classmethod
    def from_json(cls, data: object, *, place: str = "dossier") -> Dossier:
        """The dossier that `to_json` gave; `Misuse` names the first thing in `data` that is not of the form.

        `place` is where it came from, for that message. Fields that the form does not know are passed over.
        """
        from accords.presentation.dossier_form import parse

        return parse(data, place)

    def to_json(self) -> dict[str, object]:
        """The form `accords-dossier/1`: plain dicts, lists, strings and numbers."""
        return {
            "format": FORMAT,
            "reports": [row.to_json() for row in self.reports],
            "actors": [actor.to_json() for actor in self.actors],
            "attributions": [saying.to_json() for saying in self.attributions],
            "claims": [claim.to_json() for claim in self.claims],
            "meetings": [meeting.to_json() for meeting in self.meetings],
            "commitments": [commitment.to_json() for commitment in self.commitments],
            "positions": [position.to_json() for position in self.positions],
            "silences": [silence.to_json() for silence in self.silences],
            "disputes": [dispute.to_json() for dispute in self.disputes],
            "not_understood": self.gaps.to_json(),
            "measured": measured(),
            "faults": [fault.to_json() for fault in self.faults],
        }

    @cached_property
    def record(self) -> Record:
        """What its reports say, for questions as of a day; who is an actor is the dossier's to say."""
        return _record(self.report_by_id, self.attributions, self.claims, self.silences)

    @cached_property
    def actor_by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def report_by_id(self) -> dict[str, ReportRow]:
        return {row.id: row for row in self.reports}

    @cached_property
    def saying_by_id(self) -> dict[str, Saying]:
        return {saying.id: saying for saying in self.attributions}

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def kind_by_id(self) -> dict[str, str]:
        """Whatever can be explained: id -> `attribution`, `claim`, `meeting` or `commitment`."""
        return {
            **{row.id: "commitment" for row in self.commitments},
            **{row.id: "meeting" for row in self.meetings},
            **{row.id: "claim" for row in self.claims},
            **{row.id: "attribution" for row in self.attributions},
        }

    @cached_property
    def silent(self) -> frozenset[tuple[str, str | None]]:
        """Party and issue of every silence; the issue is `None` where it is not told."""
        return frozenset((row.party, row.issue) for row in self.silences)

    @cached_property
    def gaps(self) -> Gaps:
        """What was not understood, counted."""
        return gaps(self.claims, self.attributions, sum(row.unclear for row in self.reports))

    def chain(self, saying: Saying) -> tuple[Saying, ...]:
        """The sayings through which this one reaches us, the nearest first."""
        links: list[Saying] = []
        seen = {saying.id}
        outer = self.saying_by_id.get(saying.within or "")
        while outer and outer.id not in seen:
            links.append(outer)
            seen.add(outer.id)
            outer = self.saying_by_id.get(outer.within or "")
        return tuple(links)


def _record(
    reports: Mapping[str, ReportRow],
    sayings: Iterable[Saying],
    claims: Iterable[Claim],
    silences: Iterable[Silence],
    apart: Apart = (),
) -> Record:
    """What the reports say, as answers are made of it."""
    from accords.claims.build import Account

    def words_of(claim: Claim) -> str:
        # Where the text was left out, its words stay.
        text = reports[claim.report].text
        return words_at(text, claim.evidence) if text else claim.words

    said: dict[str, list[Saying]] = {own: [] for own in reports}
    claimed: dict[str, list[Claim]] = {own: [] for own in reports}
    unsaid: dict[str, list[Silence]] = {own: [] for own in reports}
    for saying in sayings:
        said[saying.report].append(saying)
    for claim in claims:
        claimed[claim.report].append(claim)
    for silence in silences:
        unsaid[silence.report].append(silence)
    told = all(row.text for row in reports.values())
    return Record(
        (
            Account(row.report, (), tuple(said[own]), tuple(claimed[own]), (), tuple(unsaid[own]))
            for own, row in reports.items()
        ),
        families=None if told else {own: row.family for own, row in reports.items()},
        apart=apart,
        words_of=words_of,
    )


def _united(meetings: Iterable[Meeting], reports: Mapping[str, ReportRow]) -> tuple[Meeting, ...]:
    """Each meeting once, where it is told first; its evidence in the order of the reports, and in that of no others."""
    rows: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        rows.setdefault(meeting.id, []).append(meeting)
    order = {own: number for number, own in enumerate(reports)}

    def told(meeting: Meeting) -> date:
        days = [row.told_on for own, _ in meeting.evidence if (row := reports.get(own))]
        return min(days, default=date.min)

    def one(several: list[Meeting]) -> Meeting:
        whole = united_meeting(sorted(several, key=told))
        known = [place for place in whole.evidence if place[0] in order]
        return replace(whole, evidence=tuple(sorted(known, key=lambda place: order[place[0]])))

    return tuple(one(several) for several in rows.values())


def read(
    sources: Source | Iterable[Source],
    *,
    outlet: str | None = None,
    published: date | str | None = None,
    language: str | None = None,
    roster: Source | Iterable[Source] | None = None,
    process: Source | Process | None = None,
    max_size: int = MAX_SIZE,
    stdin: BinaryIO | None = None,
    tagger: Tagger | None = None,
    progress: Callable[[Account | Fault], None] | None = None,
) -> Dossier:
    """Read reports and say who said what in them; the command is `accords read`.

    `sources`: a file, a folder, `-` for standard input, or several of them: plain text, HTML, JSON Lines.
    `outlet`, `published` (a `date` or `YYYY-MM-DD`), `language` (`en`): what is known of reports that do not say it
    themselves. `roster`: a file of names, or several, beside the shipped list. `process`: the talks that the reports are
    about, by name ("cyprus"; `accords process list`) or as a file: who sits at the table, and their names. `max_size`: bytes of one report; a
    larger one is a fault. `tagger`: one that is loaded already (`accords.reading.tagger.load_tagger()`), for many
    calls. `progress` is called with each account and fault as it comes.

    What cannot be read is listed in `Dossier.faults`, and the rest is read. `Misuse` is raised for values that are
    not of the kinds above, for a roster or process with faults, and for the name of a process that is none.

        >>> dossier = accords.read("reports/", outlet="Example Post", published="2025-08-17")  # doctest: +SKIP
        >>> for saying in dossier.attributions:  # doctest: +SKIP
        ...     print(saying.speaker, saying.attribution.content, saying.said_on)
    """
    from accords.intake import read_accounts
    from accords.reading.tagger import shipped_tagger

    what = asked(
        sources,
        outlet=outlet,
        published=published,
        language=language,
        roster=roster,
        process=process,
        max_size=max_size,
    )
    dossier = Dossier.of(
        read_accounts(
            what.sources,
            given=what.given,
            roster=what.roster,
            tagger=tagger or shipped_tagger(),
            process=what.process,
            max_bytes=what.max_bytes,
            stdin=stdin,
            progress=progress,
        )
    )
    if not dossier.reports and not dossier.faults:
        place = ", ".join(os.fspath(source) for source in what.sources)
        nothing = Fault(place, "no report", "text, HTML or JSON Lines files", "Name a file, or a folder that has some.")
        return replace(dossier, faults=(nothing,))
    return dossier

"""A dossier is what accords says of a set of reports; `read` makes one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from accords.assessment.commitments import Commitment, commitments
from accords.assessment.disputes import Dispute, disputes
from accords.assessment.gaps import Gaps, gaps
from accords.assessment.order import days
from accords.assessment.positions import Position, positions
from accords.claims.claim import Claim
from accords.claims.meeting import Meeting, Silence
from accords.claims.saying import Saying
from accords.documents.metadata import Given, language_option, published_option
from accords.documents.readers import DEFAULT_MAX_BYTES
from accords.documents.report import Report
from accords.presentation.measured import measured
from accords.vocabulary import Actor, ActorKind, Fault, Misuse, words_at

if TYPE_CHECKING:
    from accords.claims.build import Account
    from accords.claims.process import Process
    from accords.reading.tagger import Tagger

FORMAT = "accords-dossier/1"
MAX_SIZE = DEFAULT_MAX_BYTES
Source = str | os.PathLike[str]


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
    def of(cls, report: Report, unclear: int = 0) -> ReportRow:
        own = report.id
        return cls(
            id=own,
            text=report.text,
            text_sha256=report.text_sha256,
            family=own,
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
            "fetched": _instant(self.fetched) if self.fetched else None,
            "encoding": self.encoding,
            "unclear": self.unclear,
            "text": self.text,
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
    def of(cls, items: Iterable[Account | Fault]) -> Dossier:
        """The dossier of some accounts; a report that comes twice (equal ids) counts once."""
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

        def words_of(claim: Claim) -> str:
            return words_at(reports[claim.report].text, claim.evidence)

        def outlet_of(claim: Claim) -> str:
            return reports[claim.report].outlet or claim.report

        return cls(
            tuple(reports.values()),
            tuple(actors.values()),
            tuple(sayings),
            tuple(faults),
            claims=tuple(claims),
            meetings=tuple(meetings),
            commitments=commitments(claims, words_of, outlet_of=outlet_of),
            positions=positions(claims, days(sayings, {row.id: row.published for row in reports.values()})),
            silences=tuple(silences),
            disputes=disputes(claims, words_of),
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


def united(one: Actor, other: Actor) -> Actor:
    """One actor of two with the same id: the more informative one, with what only the other knows, and every alias."""
    better, lesser = (other, one) if _known(other) > _known(one) else (one, other)
    names = dict.fromkeys((*one.aliases, *other.aliases, lesser.name))
    same_kind = better.kind is lesser.kind
    return replace(
        better,
        party=better.party or (lesser.party if same_kind else None),
        role=better.role or (lesser.role if same_kind else None),
        codes={**lesser.codes, **better.codes} if same_kind else better.codes,
        aliases=tuple(name for name in names if name != better.name),
    )


def _known(actor: Actor) -> tuple[int, int, int]:
    return (
        actor.kind is not ActorKind.UNNAMED,
        sum(map(bool, (actor.party, actor.role, actor.codes))),
        len(actor.name.split()),
    )


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
    named = _listed(sources, "sources", "files, folders or '-'")
    if not named:
        raise Misuse(Fault("sources", "none", "at least one file, folder or '-'", "Name what is to be read."))
    rosters = [] if roster is None else _listed(roster, "roster", "files of names")
    day = as_day(published)
    if isinstance(max_size, bool) or not isinstance(max_size, int) or max_size < 1:
        raise Misuse(Fault("max_size", repr(max_size), "a number of bytes above 0", "The default is 5000000."))
    if outlet is not None and (not isinstance(outlet, str) or not outlet.strip()):
        raise Misuse(Fault("outlet", repr(outlet), "a string that is not blank, or None", "Leave it out if unknown."))
    code = None if language is None else language_option(str(language), "language")

    from accords.claims.roster import load_roster
    from accords.intake import read_accounts

    talks = _process(process)
    base = talks.roster(load_roster()) if talks else None
    names = load_roster(*map(Path, rosters), base=base)
    given = Given(outlet=outlet, published=day, language=code)
    dossier = Dossier.of(
        read_accounts(
            named,
            given=given,
            roster=names,
            tagger=tagger or _shipped_tagger(),
            process=talks,
            max_bytes=max_size,
            stdin=stdin,
            progress=progress,
        )
    )
    if not dossier.reports and not dossier.faults:
        place = ", ".join(os.fspath(source) for source in named)
        nothing = Fault(place, "no report", "text, HTML or JSON Lines files", "Name a file, or a folder that has some.")
        return replace(dossier, faults=(nothing,))
    return dossier


@cache
def _shipped_tagger() -> Tagger:
    # Loading takes as long as reading some thousand words: once a process is enough.
    from accords.reading.tagger import load_tagger

    return load_tagger()


def as_day(value: date | str | None) -> date | None:
    """A day of publication as the caller gave it; `Misuse` where it is none."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    return published_option(value if isinstance(value, str) else repr(value), "published")


def _process(value: Source | Process | None) -> Process | None:
    from accords.claims.process import Process, load_process

    if value is None or isinstance(value, Process):
        return value
    if not isinstance(value, (str, os.PathLike)) or not os.fspath(value):
        accepted = "the name of a process, the path of a file, or a Process"
        raise Misuse(Fault("process", repr(value), accepted, "See `accords process list`, or leave it out."))
    return load_process(value)


def _listed(value: Source | Iterable[Source], name: str, accepted: str) -> list[Source]:
    values: list[object] = [value] if isinstance(value, (str, os.PathLike)) else _each(value)
    checked = [item for item in values if isinstance(item, (str, os.PathLike)) and os.fspath(item)]
    if len(checked) < len(values) or isinstance(value, bytes):
        wrong = next((item for item in values if item not in checked), value)
        raise Misuse(Fault(name, repr(wrong), accepted, "Give each as a string or a path."))
    return checked


def _each(value: object) -> list[object]:
    return list(value) if isinstance(value, Iterable) else [value]


def _instant(moment: datetime) -> str:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

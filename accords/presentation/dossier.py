"""A dossier is what accords says of a set of reports; `read` makes one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from accords.claims.saying import Saying
from accords.documents.metadata import Given, language_option, published_option
from accords.documents.readers import DEFAULT_MAX_BYTES
from accords.documents.report import Report
from accords.vocabulary import Actor, ActorKind, Fault, Misuse

if TYPE_CHECKING:
    from accords.claims.build import Account
    from accords.reading.tagger import Tagger

FORMAT = "accords-dossier/1"
MAX_SIZE = DEFAULT_MAX_BYTES
# The lists of the form that later work fills; until then they are carried as they were read.
CARRIED = ("claims", "meetings", "commitments", "positions", "silences", "disputes")

Row = Mapping[str, object]
Source = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report as a dossier holds it: `Report` without the bytes received, and with its ids as they were given.

    `family` is the id of the oldest report that this one is a copy of, its own id where it copies none. `encoding` is
    what the bytes were read as.
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

    @classmethod
    def of(cls, report: Report) -> ReportRow:
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
            "text": self.text,
            "family": self.family,
        }


@dataclass(frozen=True)
class Dossier:
    """Reports, whom they name, and who said what.

    `attributions` are sayings in the order of their reports and places. `faults` lists what could not be read; the
    rest was. The lists from `claims` on are rows of the JSON form, empty until claims are read.
    """

    reports: tuple[ReportRow, ...] = ()
    actors: tuple[Actor, ...] = ()
    attributions: tuple[Saying, ...] = ()
    faults: tuple[Fault, ...] = ()
    claims: tuple[Row, ...] = ()
    meetings: tuple[Row, ...] = ()
    commitments: tuple[Row, ...] = ()
    positions: tuple[Row, ...] = ()
    silences: tuple[Row, ...] = ()
    disputes: tuple[Row, ...] = ()

    @classmethod
    def of(cls, items: Iterable[Account | Fault]) -> Dossier:
        """The dossier of some accounts; a report that comes twice (equal ids) counts once."""
        reports: dict[str, ReportRow] = {}
        actors: dict[str, Actor] = {}
        sayings: list[Saying] = []
        faults: list[Fault] = []
        for item in items:
            if isinstance(item, Fault):
                faults.append(item)
                continue
            row = ReportRow.of(item.report)
            if row.id in reports:
                continue
            reports[row.id] = row
            sayings += item.sayings
            for actor in item.actors:
                known = actors.get(actor.id)
                actors[actor.id] = united(known, actor) if known else actor
        return cls(tuple(reports.values()), tuple(actors.values()), tuple(sayings), tuple(faults))

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
            **{name: [dict(row) for row in getattr(self, name)] for name in CARRIED},
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
    max_size: int = MAX_SIZE,
    stdin: BinaryIO | None = None,
    tagger: Tagger | None = None,
    progress: Callable[[Account | Fault], None] | None = None,
) -> Dossier:
    """Read reports and say who said what in them; the command is `accords read`.

    `sources`: a file, a folder, `-` for standard input, or several of them: plain text, HTML, JSON Lines.
    `outlet`, `published` (a `date` or `YYYY-MM-DD`), `language` (`en`): what is known of reports that do not say it
    themselves. `roster`: a file of names, or several, beside the shipped list. `max_size`: bytes of one report; a
    larger one is a fault. `tagger`: one that is loaded already (`accords.reading.tagger.load_tagger()`), for many
    calls. `progress` is called with each account and fault as it comes.

    What cannot be read is listed in `Dossier.faults`, and the rest is read. `Misuse` is raised for values that are
    not of the kinds above and for a roster with faults.

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

    names = load_roster(*map(Path, rosters))
    given = Given(outlet=outlet, published=day, language=code)
    dossier = Dossier.of(
        read_accounts(
            named,
            given=given,
            roster=names,
            tagger=tagger or _shipped_tagger(),
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

"""A report: its text with attributions and claims marked, and beside it who said what and what is claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from accords.presentation import claim_words, wording
from accords.presentation.dossier import Dossier, ReportRow
from accords.presentation.marks import Mark, anchor_of
from accords.presentation.pages.address import LEAF
from accords.presentation.pages.asked import WHOLE
from accords.presentation.pages.entries import Aside, Entry, asides, entries, rulings_about
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.parts import Parts, Place, places
from accords.presentation.pages.passages import Passage, excerpts, whole
from accords.presentation.pages.ruling_forms import Form, Names, Ruled, adding, names
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.wording import short
from accords.vocabulary import Span, words_at

if TYPE_CHECKING:
    from accords.assessment.known import Known

FEW = 40  # meetings, silences
ADDRESS = 2_000  # letters of a url that is linked
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}")


@dataclass(frozen=True, slots=True)
class MeetingHere:
    """A meeting as this report tells it, leading to its page. `place` is where, `anchor` the id of these words."""

    words: Link
    place: Link | None
    anchor: str


@dataclass(frozen=True, slots=True)
class SilenceHere:
    """A party that is said not to have confirmed, commented or answered, in the report's words where these are shown."""

    party: Link
    issue: Link | None
    words: str
    place: Link | None
    anchor: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """`part` is the part that is shown, with its entries in order of place. `begin` is where `passages` begin in the text, in code points.
    `absent` says what of the text is not here, and why; empty where nothing is missing.

    `original` is the oldest report of its family where this one copies that; `family` leads to all of them. `asides` were taken out of the
    report by people. `rulings` are those on the report itself. `adding` is the form for a claim that was not read, where the text is there to
    select its words in, with suggestions (`names`); `judge` leads to rulings on the report.
    """

    heading: str
    id: str
    outlet: str
    published: str
    fetched: str
    url: Link | None
    language: str
    encoding: str
    counts: str
    original: Link | None
    family: Link | None
    part: Leaf[Entry]
    passages: tuple[Passage, ...]
    begin: int
    absent: str
    meetings: tuple[MeetingHere, ...]
    silences: tuple[SilenceHere, ...]
    unshown: int
    asides: tuple[Aside, ...]
    rulings: tuple[Ruled, ...]
    may_rule: bool
    adding: Form | None
    names: Names | None
    judge: str | None
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "report.html"


def report(shown: Shown, own: str) -> ReportPage:
    known = shown.view.record.report(own)
    if known is None or (shown.view.day is not None and known.known_on > shown.view.day):
        raise Missing("report", own)
    account, told = known.account, known.account.report
    text = shown.text_of(own)
    placed = places(account)
    parts = shown.parts_of(own).through(len(text or ""))
    count = len(parts.begins)
    number = min(shown.asked.leaf, count) if shown.asked.leaf is not None else None
    wanted = [place for place in placed if number is None or parts.part(place.own, place.start) == number]
    family = shown.view.families.get(own, own)
    dossier = Dossier(
        reports=(ReportRow.of(replace(told, text=text or ""), account.unclear, family),),
        actors=account.actors,
        attributions=account.sayings,
        claims=tuple(one.claim for one in known.claims),
        silences=account.silences,
    )
    numbers = {place.own: at for at, place in enumerate(placed, 1)}
    rows = entries(numbers, [place.own for place in wanted], dossier, shown)
    window = _window(text, parts, number, wanted)
    others = [
        mark
        for mark in (*_meeting_marks(known), *_silence_marks(dossier))
        if number in (None, min(parts.part(at=mark.span.start), count))
    ]
    ruled_out = asides(own, numbers, dossier.claims, shown.judgements)
    copies = shown.view.copies.get(family, ())
    return ReportPage(
        heading=short(told.title or told.outlet or told.given_id or own),
        id=own,
        outlet=short(told.outlet or ""),
        published=wording.day(told.published) if told.published else "",
        fetched=_instant(told.fetched) if told.fetched else "",
        url=_url(told.url) if told.url else None,
        language=told.language if _LANGUAGE.fullmatch(told.language) else "",
        encoding="" if told.encoding.lower() in wording.UTF_8 else short(told.encoding),
        counts=_counts(dossier, known, account.unclear),
        original=shown.report(family) if family != own else None,
        family=shown.link(wording.counted(len(copies), "report"), "family", family) if copies else None,
        part=_leaf(rows, number, count, len(placed), shown, own),
        passages=whole(text, window, rows, placed, others, dossier) if text else excerpts(rows, dossier),
        begin=window.start,
        absent="" if text else _absent(shown, bool(rows)),
        meetings=_meetings(known, dossier, text, shown),
        silences=_silences(dossier, text, shown),
        unshown=max(0, len(known.meetings) - FEW) + max(0, len(account.silences) - FEW),
        asides=tuple(one for one in ruled_out.values() if number in (None, min(parts.part(at=one.at), count))),
        rulings=rulings_about(own, shown.judgements) if shown.judgements else (),
        may_rule=shown.may_rule,
        adding=adding(own, shown) if shown.may_rule and text else None,
        names=names(shown) if shown.may_rule and text else None,
        judge=shown.href("judge", own) if shown.may_rule else None,
        downloads=shown.downloads("report", own),
    )


def _window(text: str | None, parts: Parts, number: int | None, wanted: Sequence[Place]) -> Span:
    if not text or number is None:
        return Span(0, len(text or ""))
    return parts.window(text, number, max((place.end for place in wanted), default=0))


def _absent(shown: Shown, some: bool) -> str:
    kept_words = "The words that its claims and attributions keep are here, what stands between them is not."
    if shown.excerpts:
        return (
            f"The text of this report is not shown whole on these pages, since it is somebody else’s. {kept_words if some else ''}"
        ).strip()
    gone = "The text of this report is not in the ledger: it was left out, or forgotten."
    return f"{gone} {kept_words if some else ''}".strip()


def _meeting_marks(known: Known) -> Iterator[Mark]:
    for row in known.meetings[:FEW]:
        for own, span in row.meeting.evidence:
            if own == known.id:
                yield Mark(span, "meeting", f"told-{row.meeting.id}")


def _silence_marks(dossier: Dossier) -> Iterator[Mark]:
    for at, row in enumerate(dossier.silences[:FEW]):
        for span in row.evidence:
            yield Mark(span, "silence", f"silent-{row.report}-{at}")


def _leaf(rows: tuple[Entry, ...], number: int | None, count: int, of: int, shown: Shown, own: str) -> Leaf[Entry]:
    if number is None or count == 1:
        return Leaf(rows, 1, 1, of)

    def href(leaf: int | str) -> str | None:
        return shown.same("report", own, **{LEAF: str(leaf)})

    return Leaf(
        rows,
        number,
        count,
        of,
        href(number - 1) if number > 1 else None,
        href(number + 1) if number < count else None,
        href(WHOLE),
    )


def _instant(at: datetime) -> str:
    told = at.astimezone(UTC) if at.tzinfo else at
    return f"{wording.plain_day(told.date())}, {told:%H:%M}{' UTC' if at.tzinfo else ''}"


def _url(url: str) -> Link:
    web = url.lower().startswith(("https://", "http://")) and len(url) <= ADDRESS
    return Link(short(url), url if web else None)


def _counts(dossier: Dossier, known: Known, unclear: int) -> str:
    told = [
        wording.counted(len(dossier.attributions), "attribution"),
        wording.counted(len(dossier.claims), "claim"),
        *([wording.counted(len(known.meetings), "meeting")] if known.meetings else []),
        *([wording.counted(len(dossier.silences), "silence")] if dossier.silences else []),
    ]
    more = f"; {wording.counted(unclear, 'clause')} with an act whose party is unknown" if unclear else ""
    return f"{', '.join(told)}{more}"


def _meetings(known: Known, dossier: Dossier, text: str | None, shown: Shown) -> tuple[MeetingHere, ...]:
    if not known.meetings:
        return ()
    wanted = {row.meeting.id for row in known.meetings[:FEW]}
    of = {own: row.id for row in shown.view.meetings() for own in row.meetings if own in wanted}
    places = {mark.of: mark.span.start for mark in reversed(tuple(_meeting_marks(known)))}
    return tuple(
        MeetingHere(
            shown.link(
                short(claim_words.meeting(row.meeting, dossier)), "meeting", of.get(row.meeting.id, row.meeting.id)
            ),
            _place(known.id, f"told-{row.meeting.id}", places, text, shown),
            anchor_of(f"told-{row.meeting.id}"),
        )
        for row in known.meetings[:FEW]
    )


def _silences(dossier: Dossier, text: str | None, shown: Shown) -> tuple[SilenceHere, ...]:
    places = {mark.of: mark.span.start for mark in reversed(tuple(_silence_marks(dossier)))}
    return tuple(
        SilenceHere(
            shown.actor(row.party),
            shown.link(row.issue, "issue", row.issue) if row.issue else None,
            short(words_at(text, row.evidence)) if text else "",
            _place(row.report, f"silent-{row.report}-{at}", places, text, shown),
            anchor_of(f"silent-{row.report}-{at}"),
        )
        for at, row in enumerate(dossier.silences[:FEW])
    )


def _place(own: str, place: str, places: Mapping[str, int], text: str | None, shown: Shown) -> Link | None:
    """Where it is told, where the text is shown."""
    return shown.report(own, "in the text", place, places[place]) if text and place in places else None

"""A person, or any other actor that is no party: what it is, for whom it speaks, what it said, and what is claimed by it and of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from accords.assessment.recorded import Recorded
from accords.claims.saying import Saying
from accords.presentation import wording
from accords.presentation.dossier import Dossier
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.told import Told, day_words, told
from accords.reading.reading import Mode

ENTRIES = 60  # on a leaf
CLAIMS = 10  # of one attribution
ALIASES = 20

_MODES = {Mode.DIRECT: "quoted", Mode.INDIRECT: "in the reporter’s words", Mode.MIXED: "partly quoted"}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that it said. `mode`: quoted or not; `channel`: to whom or where; `through`: who says that it said so, where that is not the
    report itself. `claims` are those that were read in it, of very many the first; `unshown` counts the rest."""

    id: str
    words: Link
    mode: str
    channel: str
    through: str
    day: str
    report: Link
    outlet: str
    claims: tuple[Told, ...]
    unshown: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What it said, or a claim of it or through it in what others say: one of the two."""

    said: Said | None
    claim: Told | None


@dataclass(frozen=True, slots=True)
class Person:
    """`kind` as the reports have it; `party` is for whom it speaks. `sayings` and `claims` count what `entries` holds, the latest first."""

    heading: str
    kind: str
    role: str
    party: Link | None
    aliases: tuple[str, ...]
    reports: int
    first: str
    latest: str
    sayings: int
    claims: int
    entries: Leaf[Entry]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "person.html"


def person(shown: Shown, own: str) -> Person:
    """It costs the reports that name it; only what stands on the leaf is worded."""
    actor = shown.known_actor(own)
    if actor is None or shown.is_party(own):
        raise Missing("person", own)
    seen = shown.view.record.sightings[own].known_by(shown.view.day)
    named = [known for one in seen if (known := shown.view.record.report(one.report))]
    said = [
        (_day(saying, known.known_on), saying)
        for known in named
        for saying in known.account.sayings
        if saying.speaker == own
    ]
    within = {saying.id for _, saying in said}
    of_it = {one.id: one for one in shown.view.record.sightings[own].claims_by(shown.view.day)}
    of_it |= {one.id: one for known in named for one in known.claims if own in one.claim.chain}
    beside = [one for one in of_it.values() if one.claim.attribution not in within]
    rows: list[tuple[date, str, int, Saying | Recorded]] = [
        *(
            (day, one.report, min((span.start for span in one.attribution.content), default=0), one)
            for day, one in said
        ),
        *((one.day or one.known_on, one.report, one.order[2], one) for one in beside),
    ]
    # The latest day first; of one day by report, in order of place.
    rows.sort(key=lambda row: (-row[0].toordinal(), row[1], row[2]))
    leaf = shown.leaf([row[-1] for row in rows], ENTRIES, "person", own)
    made_in: dict[str, list[Recorded]] = {}
    for one in of_it.values():
        if one.claim.attribution in within:
            made_in.setdefault(one.claim.attribution, []).append(one)
    return Person(
        heading=shown.name_of(own),
        kind=actor.kind.value,
        role=wording.short(actor.role or ""),
        party=shown.actor(actor.party) if actor.party else None,
        aliases=tuple(wording.short(alias) for alias in actor.aliases[:ALIASES]),
        reports=len(named),
        first=wording.plain_day(named[0].known_on),
        latest=wording.plain_day(named[-1].known_on),
        sayings=len(said),
        claims=len(of_it),
        entries=leaf.with_rows(_entries(leaf.rows, made_in, shown)),
        downloads=shown.downloads("person", own),
    )


def people(shown: Shown) -> list[str]:
    """The actors known by the day that are no party."""
    return sorted(own for own in shown.view.record.sightings if shown.known_actor(own) and not shown.is_party(own))


def _day(saying: Saying, known_on: date) -> date:
    on = saying.said_on
    return (on.end or on.start or known_on) if on else known_on


def _entries(rows: Sequence[Saying | Recorded], made_in: dict[str, list[Recorded]], shown: Shown) -> tuple[Entry, ...]:
    claims = [one for row in rows for one in ([row] if isinstance(row, Recorded) else made_in.get(row.id, ()))]
    dossier = shown.dossier([one.id for one in claims], [row.report for row in rows])
    return tuple(
        Entry(None, told(row.claim, dossier, shown))
        if isinstance(row, Recorded)
        else Entry(_said(row, made_in.get(row.id, ()), dossier, shown), None)
        for row in rows
    )


def _said(saying: Saying, claims: Sequence[Recorded], dossier: Dossier, shown: Shown) -> Said:
    report = dossier.report_by_id[saying.report]
    return Said(
        id=saying.id,
        words=shown.report(saying.report, wording.short(wording.content(saying, report)) or "(no words)", saying.id),
        mode=_MODES[saying.attribution.mode],
        channel=wording.short(saying.channel or ""),
        through=wording.short(wording.according_to(saying, dossier)),
        day=(wording.short(wording.when(saying.said_on)) if saying.said_on else "") or day_words(report.published),
        report=shown.report(saying.report),
        outlet=wording.short(report.outlet or ""),
        claims=tuple(told(one.claim, dossier, shown) for one in claims[:CLAIMS]),
        unshown=max(0, len(claims) - CLAIMS),
    )

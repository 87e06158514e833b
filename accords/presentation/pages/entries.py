"""What stands beside a report's text: who said what and what is claimed, in order of place, with the rulings on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.ledger.judgement import Judgement
from accords.ledger.shown_rulings import ShownRuling, rulings_on
from accords.presentation import wording
from accords.presentation.dossier import Dossier
from accords.presentation.marks import anchor_of
from accords.presentation.pages.address import in_path
from accords.presentation.pages.link import Link
from accords.presentation.pages.ruling_forms import Form, Ruled, made, quick
from accords.presentation.pages.shown import NAME, Shown
from accords.presentation.pages.told import Told, told
from accords.presentation.wording import SHORT, short
from accords.vocabulary import Span

RULINGS = 20  # on one thing: the latest
DEEPEST = 4  # steps by which an entry is set in


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution. `who` is the speaker with a page, else the words of the source; `words` are the content, in quotation marks
    where the report has them."""

    who: Link
    about: str
    words: str
    kind: str
    mode: str
    channel: str
    day: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribution (`said`) or one claim (`told`) of a report.

    `anchor` is the id of its first words in the text, `entry.` and that its own. `number` counts from 1 through the report. `level` is how
    deep it stands in what others say, `within` leads to the one around it. `quick` are the rulings of one button, `judge` leads to the others.
    """

    id: str
    anchor: str
    number: int
    level: int
    within: Link | None
    said: Said | None = None
    told: Told | None = None
    rulings: tuple[Ruled, ...] = ()
    quick: tuple[Form, ...] = ()
    judge: str | None = None

    @property
    def label(self) -> str:
        """What it is, for who hears the page."""
        if self.told:
            return short(
                f"{self.number}, claim: {self.told.party.words}, {self.told.stance}, {self.told.whose}", SHORT // 2
            )
        return short(f"{self.number}, said by {self.said.who.words if self.said else 'nobody'}", SHORT // 2)


@dataclass(frozen=True, slots=True)
class Aside:
    """A claim or attribution that does not stand in the report any more, with the rulings that say why. `id` as it was ruled on, cut
    where it is longer than any of ours; `anchor` is that of its element. `at`: where it stood, in code points."""

    id: str
    anchor: str
    at: int
    words: str
    rulings: tuple[Ruled, ...]


def entries(numbers: Mapping[str, int], wanted: Sequence[str], dossier: Dossier, shown: Shown) -> tuple[Entry, ...]:
    """Those `wanted` of the report that the dossier holds. `numbers`: of every claim and attribution of the report."""
    outer = {one.id: one.within for one in dossier.attributions}
    outer |= {one.id: one.attribution for one in dossier.claims}
    depths: dict[str, int] = {}
    here = set(wanted)
    ruled = _ruled(wanted, dossier, shown.judgements)
    found = []
    for own in wanted:
        around = outer.get(own)
        entry = Entry(
            id=own,
            anchor=anchor_of(own),
            number=numbers[own],
            level=min(DEEPEST, _depth(own, outer, depths)),
            within=_around(around, numbers, here, dossier, shown) if around in numbers else None,
            rulings=ruled.get(own, ()),
            quick=quick(own) if shown.may_rule else (),
            judge=shown.href("judge", own, in_=dossier.reports[0].id) if shown.may_rule else None,
        )
        if claim := dossier.claim_by_id.get(own):
            one = told(claim, dossier, shown)
            words = Link(short(one.words.words), one.words.href)
            row = replace(one, words=words, terms=short(one.terms), condition=short(one.condition))
            found.append(replace(entry, told=row))
        else:
            found.append(replace(entry, said=said(dossier.saying_by_id[own], dossier, shown)))
    return tuple(found)


def said(saying: Saying, dossier: Dossier, shown: Shown) -> Said:
    saying = _begun(saying)
    who = wording.speaker(saying, dossier)
    actor = dossier.actor_by_id.get(saying.speaker or "")
    attribution = saying.attribution
    return Said(
        who=Link(short(who), shown.actor(saying.speaker).href if saying.speaker else None),
        about=short(wording.described(actor, dossier)) if actor else "",
        words=short(wording.content(saying, dossier.report_by_id[saying.report])) or "(no words)",
        kind=attribution.kind.value,
        mode=attribution.mode.value,
        channel=short(saying.channel or ""),
        day=wording.when(saying.said_on) if saying.said_on else "",
    )


def _begun(saying: Saying) -> Saying:
    """The same with no more words than are shown."""
    attribution, most = saying.attribution, 4 * SHORT
    if sum(span.end - span.start for span in attribution.content) <= most and len(attribution.content) <= most:
        return saying
    content = tuple(Span(start, min(end, start + most)) for start, end in attribution.content[:most])
    words = saying.words._replace(content=saying.words.content[:most])
    return replace(saying, attribution=replace(attribution, content=content), words=words)


def _around(
    around: str | None, numbers: Mapping[str, int], here: Iterable[str], dossier: Dossier, shown: Shown
) -> Link | None:
    saying = dossier.saying_by_id.get(around or "")
    if saying is None or around is None:
        return None
    words = f"{numbers[around]}, {short(wording.speaker(saying, dossier))}"
    return Link(words, f"#entry.{anchor_of(around)}") if around in here else shown.report(saying.report, words, around)


def _depth(own: str, outer: Mapping[str, str | None], depths: dict[str, int]) -> int:
    """In how many attributions it stands; one that stands in itself is in none. Each step is taken once."""
    path: list[str] = []
    at: str | None = own
    while at is not None and at in outer and at not in depths:
        depths[at] = 0  # until it is known; also ends a circle
        path.append(at)
        at = outer[at]
    depth = depths.get(at, -1) if at is not None else -1
    for step in reversed(path):
        depth += 1
        depths[step] = depth
    return depths.get(own, 0)


def asides(
    report: str, known: Iterable[str], claims: Iterable[Claim], judgements: Sequence[Judgement]
) -> dict[str, Aside]:
    """Claims and attributions of a report that were ruled on and stand there no more, by id. O(judgements)."""
    there = set(known)
    counted = {one for claim in claims for one in _because(claim)}
    read: dict[str, Mapping[str, object]] = {}
    for judgement in judgements:
        row = judgement.value.get("read")
        if (
            isinstance(row, Mapping)
            and row.get("report") == report
            and not _OF_MEETINGS.intersection(row)
            and isinstance(own := row.get("id"), str)
            and own not in there
            and judgement.id not in counted
        ):
            read[own] = row
    rulings = rulings_on(judgements, read)
    return {
        own: Aside(short(own, NAME), anchor_of(in_path(own)), _read_at(row), _read_words(row), _worded(rulings[own]))
        for own, row in read.items()
        if own in rulings
    }


def rulings_about(own: str, judgements: Sequence[Judgement]) -> tuple[Ruled, ...]:
    """Those on one thing."""
    return _worded(rulings_on(judgements, (own,)).get(own, ()))


def _ruled(wanted: Iterable[str], dossier: Dossier, judgements: Sequence[Judgement]) -> dict[str, tuple[Ruled, ...]]:
    """The rulings on each; of a claim also those that were made on it under the id of an earlier reading."""
    if not judgements:
        return {}
    found = {own: list(rows) for own, rows in rulings_on(judgements, set(wanted)).items()}
    because = {
        one: own for own in wanted if (claim := dossier.claim_by_id.get(own)) is not None for one in _because(claim)
    }
    for known in {row.judgement.id for rows in found.values() for row in rows}:
        because.pop(known, None)
    earlier = {j.subject: because[j.id] for j in judgements if j.id in because} if because else {}
    for subject, rows in rulings_on(judgements, earlier).items():
        if subject in earlier:
            found.setdefault(earlier[subject], []).extend(rows)
    return {own: _worded(rows) for own, rows in found.items()}


def _because(claim: Claim) -> tuple[str, ...]:
    because = claim.why.get("ruling", ())
    return tuple(map(str, because)) if isinstance(because, (list, tuple)) else (str(because),)


def _worded(rows: Sequence[ShownRuling]) -> tuple[Ruled, ...]:
    told = (made(row.judgement, row.counts) for row in rows[-RULINGS:])
    return tuple(
        replace(one, who=short(one.who), words=short(one.words), note=short(one.note, 4 * SHORT)) for one in told
    )


_OF_MEETINGS = frozenset({"participants"})


def _read_at(row: Mapping[str, object]) -> int:
    spans = [
        span
        for name in ("evidence", "content", "cue")
        if isinstance(several := row.get(name), list)
        for span in several
    ]
    return min((span[0] for span in spans if isinstance(span, list) and span and isinstance(span[0], int)), default=0)


def _read_words(row: Mapping[str, object]) -> str:
    """The words of a claim as it was read, or of the content of an attribution."""
    words = row.get("words")
    words = words.get("content") if isinstance(words, Mapping) else words
    return short(str(words)) if words else "(no words)"

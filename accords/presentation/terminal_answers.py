"""Rows of answers as lines for a terminal, each with its id and from how many independent outlets it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from accords.assessment.commitments import Commitment
from accords.assessment.dispute import Dispute, outlets_of
from accords.assessment.meetings import MeetingRow
from accords.assessment.positions import Position
from accords.presentation import claim_words, wording
from accords.presentation.answering import about
from accords.presentation.change_words import claims_of, how, worded
from accords.presentation.dossier import Dossier
from accords.presentation.screen import Screen
from accords.vocabulary.act import Standing

if TYPE_CHECKING:
    from accords.assessment.actors import ActorRow
    from accords.assessment.families import FamilyRow
    from accords.assessment.since import Change
    from accords.assessment.timeline import TimelineRow
    from accords.assessment.view import View


def outlets(number: int) -> str:
    return wording.counted(number, "independent outlet")


def positions(rows: Sequence[Position], view: View, screen: Screen) -> Iterator[str]:
    dossier = about(view, (row.claim for row in rows))
    for party, own in claim_words.positions(rows, dossier):
        yield screen.strong(party)
        for row in own:
            undated = ", undated report" if row.undated else ""
            said = claim_words.position_words(row, dossier)
            told = f"{said} ({outlets(row.independent_outlets)}{undated}) [{row.claim}]"
            yield from _item(f"{claim_words.position_head(row, dossier)}:", told, screen)


def commitments(rows: Sequence[Commitment], view: View, screen: Screen) -> Iterator[str]:
    dossier = about(view, (own for row in rows for own in claims_of(row)))
    for row in rows:
        told = f"{claim_words.commitment_words(row)} ({outlets(row.independent_outlets)}) [{row.id}]"
        yield from _item(f"{claim_words.commitment_head(row, dossier)}:", told, screen)


def timeline(rows: Sequence[TimelineRow], view: View, screen: Screen) -> Iterator[str]:
    dossier = about(view, (), (row.report for row in rows))
    for day, several in groupby(rows, key=lambda row: row.day):
        yield screen.strong(wording.day(day) if day else "Day not told")
        for row in several:
            whose = claim_words.names(row.parties, dossier)
            issue = f" / {wording.line_of(row.issue)}" if row.issue else ""
            through = ", citing ".join(wording.inside(claim_words.name(link, dossier)) for link in row.according_to)
            by = f", according to {through}" if through else _vouched(row, dossier)
            head = f"{whose}{issue}: {row.kind}, {row.what}{by}"
            yield from _item(
                f"{head}:", f"{wording.line_of(row.words)} ({outlets(row.independent_outlets)}) [{row.id}]", screen
            )


def _vouched(row: TimelineRow, dossier: Dossier) -> str:
    """Who tells of what nobody in the report vouches for; that people met is a matter of several reports."""
    if row.standing is None:
        return ""
    signed = row.standing is Standing.OWN
    return ", in a text that it signed" if signed else f", told by {claim_words.told_by(row.report, dossier)} itself"


def meetings(rows: Sequence[MeetingRow], view: View, screen: Screen) -> Iterator[str]:
    dossier = about(view, (), (report for row in rows for report, _ in row.evidence))
    for row in rows:
        yield from _item(claim_words.meeting(row, dossier), f"{outlets(row.independent_outlets)} [{row.id}]", screen)


def disputes(rows: Sequence[Dispute], view: View, screen: Screen) -> Iterator[str]:
    dossier = about(view, (own for row in rows for own in row.claims))
    for row in rows:
        head = f"{row.kind}: {wording.line_of(row.note)} ({outlets(outlets_of(row, view))}) [{row.id}]"
        yield from map(screen.strong, wording.wrapped(head, screen.columns, "", "  "))
        for claim, line in claim_words.dispute_sides(row.claims, dossier):
            report = dossier.report_by_id[claim.report]
            words = claim_words.evidence(claim, report)
            yield from _item(f"{line} ({wording.reported(report)}):", f"{words} [{claim.id}]", screen)


def families(rows: Sequence[FamilyRow], view: View, screen: Screen) -> Iterator[str]:
    dossier = about(view, (), (report for row in rows for report in row.reports))
    for row in rows:
        oldest = dossier.report_by_id[row.family]
        head = f"{wording.line_of(oldest.name)} ({wording.reported(oldest)}) [{row.family}]"
        yield from map(screen.strong, wording.wrapped(head, screen.columns, "", "  "))
        for report in row.reports:
            if report != row.family:
                copy = dossier.report_by_id[report]
                yield from wording.wrapped(f"{wording.reported(copy)} [{report}]", screen.columns, "  - ", "    ")
                changes = Counter(f"{one.kind}: {wording.line_of(one.note)}" for one in row.changed.get(report, ()))
                for change, times in changes.items():
                    told = f"{change} ({times:,} times)" if times > 1 else change
                    yield from wording.wrapped(told, screen.columns, "      ", "        ")


def actors(rows: Sequence[ActorRow], view: View, screen: Screen) -> Iterator[str]:
    dossier = about(view, (), view.families)
    for row in rows:
        party = claim_words.name(row.party, dossier) if row.party and row.party != row.id else None
        parts = [
            row.kind.value,
            *([f"for {party}"] if party else []),
            *([row.role] if row.role else []),
        ]
        seen = f"{wording.counted(row.reports, 'report')}, {wording.counted(row.claims, 'claim')}, {outlets(row.independent_outlets)}"
        yield from _item(
            f"{wording.line_of(row.name)}: {wording.line_of(', '.join(parts))}", f"{seen} [{row.id}]", screen
        )


def since(rows: Sequence[Change], view: View, screen: Screen) -> Iterator[str]:
    claims = [own for row in rows for one in (row.before, row.after) if one for own in claims_of(one)]
    dossier = about(view, claims, (report for row in rows for report in row.reports))
    for row in rows:
        now = row.after or row.before
        if now is None:
            continue
        by = "; ".join(wording.reported(dossier.report_by_id[r]) for r in row.reports if r in dossier.report_by_id)
        own = now.claim if isinstance(now, Position) else now.id
        told = f"by {by or 'no new report'} ({outlets(row.independent_outlets)}) [{own}]"
        yield from _item(f"{row.kind}, {how(row)}: {worded(now, dossier)}", told, screen)


def _item(head: str, rest: str, screen: Screen) -> Iterator[str]:
    yield from wording.wrapped(head, screen.columns, "  - ", "    ")
    yield from wording.wrapped(rest, screen.columns, "    ", "    ")

"""What a hurried analyst needs of a dossier, as text for a terminal: it stands before the sayings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accords.presentation import claim_words, measured, wording
from accords.presentation.dossier import Dossier
from accords.presentation.screen import Screen


def lead(dossier: Dossier, screen: Screen, short: dict[str, str]) -> Iterator[str]:
    """Positions, commitments, meetings, what is open, what was not understood; nothing of a dossier without claims.

    Each line ends with as much of an id as `accords explain` needs; an empty line comes before each part.
    """
    if not (dossier.claims or dossier.meetings or dossier.silences):
        return
    yield from _part("Positions: own words, and what others say", _positions(dossier, short), screen)
    yield from _part("Commitments, and who has confirmed them", _commitments(dossier, short), screen)
    yield from _part("Meetings", _meetings(dossier, short), screen)
    yield from _part("Silences", (claim_words.silence(row, dossier) for row in dossier.silences), screen)
    yield from _part("Open disputes", _disputes(dossier, short), screen)
    missed = claim_words.understood(dossier.gaps)
    if missed:
        yield ""
        yield from wording.wrapped(missed, screen.columns)


def foot(dossier: Dossier, screen: Screen) -> Iterator[str]:
    """The measured error of reading, where it was measured."""
    sentence = measured.sentence(measured.measured())
    if sentence and dossier.claims:
        yield ""
        yield from wording.wrapped(sentence, screen.columns)


def _part(title: str, items: Iterable[str], screen: Screen) -> Iterator[str]:
    listed = list(items)
    if not listed:
        return
    yield ""
    yield screen.strong(title)
    for item in listed:
        yield from wording.wrapped(item, screen.columns, "  - ", "    ")


def _positions(dossier: Dossier, short: dict[str, str]) -> Iterator[str]:
    for row in dossier.positions:
        claim = dossier.claim_by_id.get(row.claim)
        terms = f": {wording.line_of(claim.terms)}" if claim and claim.terms else ""
        yield f"{claim_words.position(row, dossier)}{terms} [{_short(row.claim, short)}]"


def _commitments(dossier: Dossier, short: dict[str, str]) -> Iterator[str]:
    for row in dossier.commitments:
        yield f"{claim_words.commitment(row, dossier)} [{_short(row.id, short)}]"


def _meetings(dossier: Dossier, short: dict[str, str]) -> Iterator[str]:
    for row in dossier.meetings:
        yield f"{claim_words.meeting(row, dossier)} [{_short(row.id, short)}]"


def _disputes(dossier: Dossier, short: dict[str, str]) -> Iterator[str]:
    for row in dossier.disputes:
        sides = [
            f"{line} [{_short(claim.id, short)}]" for claim, line in claim_words.dispute_sides(row.claims, dossier)
        ]
        yield f"{row.kind}, {wording.line_of(row.note)}: {'; against '.join(sides)}"


def _short(own: str, short: dict[str, str]) -> str:
    return wording.line_of(short.get(own, own))

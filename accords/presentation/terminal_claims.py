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
    yield from _positions(dossier, screen, short)
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
    """The items under their title; a newline in an item begins a line of its own there."""
    listed = list(items)
    if not listed:
        return
    yield ""
    yield screen.strong(title)
    for item in listed:
        yield from _item(item, screen)


def _item(item: str, screen: Screen) -> Iterator[str]:
    head, *more = item.split("\n")
    yield from wording.wrapped(head, screen.columns, "  - ", "    ")
    for line in more:
        yield from wording.wrapped(line, screen.columns, "    ", "    ")


def _positions(dossier: Dossier, screen: Screen, short: dict[str, str]) -> Iterator[str]:
    if not dossier.positions:
        return
    yield ""
    yield screen.strong("Positions: own words, and what others say")
    for party, rows in claim_words.positions(dossier.positions, dossier):
        yield from (screen.strong(line) for line in wording.wrapped(party, screen.columns, "  ", "    "))
        for row in rows:
            said = f"{claim_words.position_words(row, dossier)} [{_short(row.claim, short)}]"
            yield from _item(f"{claim_words.position_head(row, dossier)}:\n{said}", screen)


def _commitments(dossier: Dossier, short: dict[str, str]) -> Iterator[str]:
    for row in dossier.commitments:
        said = f"{claim_words.commitment_words(row)} [{_short(row.id, short)}]"
        yield f"{claim_words.commitment_head(row, dossier)}:\n{said}"


def _meetings(dossier: Dossier, short: dict[str, str]) -> Iterator[str]:
    for row in dossier.meetings:
        yield f"{claim_words.meeting(row, dossier)} [{_short(row.id, short)}]"


def _disputes(dossier: Dossier, short: dict[str, str]) -> Iterator[str]:
    for row in dossier.disputes:
        sides = [
            f"{line} [{_short(claim.id, short)}]" for claim, line in claim_words.dispute_sides(row.claims, dossier)
        ]
        yield "\n".join([f"{row.kind}, {wording.line_of(row.note)}:", "\nagainst ".join(sides)])


def _short(own: str, short: dict[str, str]) -> str:
    return wording.line_of(short.get(own, own))

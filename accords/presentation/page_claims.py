"""What a dossier comes to, as a part of its HTML page: the lists of the terminal, each line with its place."""

from __future__ import annotations

from collections.abc import Iterable

from accords.assessment.positions import Position
from accords.claims.claim import Claim
from accords.presentation import claim_words, measured
from accords.presentation.dossier import Dossier
from accords.presentation.marks import Html, anchor_of, html


def lead(dossier: Dossier) -> Html:
    """Positions, commitments, meetings, silences, disputes and what was not understood; empty without any of them."""
    if not (dossier.claims or dossier.meetings or dossier.silences):
        return Html("")
    missed = claim_words.understood(dossier.gaps)
    parts = [
        _positions(dossier),
        _part("Commitments, and who has confirmed them", _commitments(dossier)),
        _part("Meetings", (_item(claim_words.meeting(row, dossier), row.id) for row in dossier.meetings)),
        _part("Silences", (_item(claim_words.silence(row, dossier), "") for row in dossier.silences)),
        _part("Open disputes", _disputes(dossier)),
        f"<p>{html(missed)}</p>" if missed else "",
    ]
    return Html(
        '<section class="record" aria-label="What parties are on record for">\n'
        + "\n".join(part for part in parts if part)
        + "\n</section>"
    )


def foot(dossier: Dossier) -> Html:
    """The measured error of reading, where it was measured."""
    sentence = measured.sentence(measured.measured())
    return Html(f'<p class="about">{html(sentence)}</p>' if sentence and dossier.claims else "")


def _positions(dossier: Dossier) -> str:
    parties = "\n".join(
        f"<h3><bdi>{html(party)}</bdi></h3>\n{_list(_position(row, dossier) for row in rows)}"
        for party, rows in claim_words.positions(dossier.positions, dossier)
    )
    return f"<h2>Positions: own words, and what others say</h2>\n{parties}" if parties else ""


def _position(row: Position, dossier: Dossier) -> str:
    claim = dossier.claim_by_id.get(row.claim)
    stance = claim_words.stance(row.stance, row.strength, row.negated)
    words = _linked(claim, dossier) if claim else ""
    return _item(f"{claim_words.position_head(row, dossier)}: {stance}", row.claim, words)


def _commitments(dossier: Dossier) -> Iterable[str]:
    for row in dossier.commitments:
        claim = next((c for own in row.claims if (c := dossier.claim_by_id.get(own))), None)
        yield _item(claim_words.commitment(row, dossier), row.id, _linked(claim, dossier) if claim else "")


def _disputes(dossier: Dossier) -> Iterable[str]:
    for row in dossier.disputes:
        sides = "; against ".join(
            f"{line} ({claim.id})" for claim, line in claim_words.dispute_sides(row.claims, dossier)
        )
        yield _item(f"{row.kind}, {row.note}: {sides}", "")


def _linked(claim: Claim, dossier: Dossier) -> str:
    """The words of the report, leading to where they stand: the attribution, or the report."""
    report = dossier.report_by_id.get(claim.report)
    if report is None:
        return ""
    words = claim_words.evidence(claim, report) or "(no words)"
    known = claim.attribution in dossier.saying_by_id
    target = anchor_of(claim.attribution or "") if known else anchor_of(f"report-{report.id}")
    return f'<a href="#{target}"><bdi>{html(words)}</bdi></a>'


def _item(line: str, own: str, words: str = "") -> str:
    told = f' <span class="told"><bdi>{html(own)}</bdi></span>' if own else ""
    return f"<bdi>{html(line)}</bdi>{'<br>' if words else ''}{words}{told}"


def _part(title: str, items: Iterable[str]) -> str:
    listed = _list(items)
    return f"<h2>{html(title)}</h2>\n{listed}" if listed else ""


def _list(items: Iterable[str]) -> str:
    listed = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<ul>\n{listed}\n</ul>" if listed else ""

"""Commitments -> the clauses of a draft: who would owe what to whom, how far that has come, and on whose word.

What a party says itself and what others say of it are kept apart in every part of a clause: an offered or agreed one has the words,
the condition and the creditors of the party's own claims, and what others add stands beside it as theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accords.agreement.agreement import ClauseStanding, Kind
from accords.agreement.deeds import Deed, deed_of
from accords.agreement.material import Material, Told
from accords.agreement.spoken import series
from accords.assessment.commitments import Commitment, CommitmentStatus
from accords.assessment.forms import Form, form_of
from accords.vocabulary.act import Act, Standing

_BACK = (CommitmentStatus.DENIED, CommitmentStatus.WITHDRAWN)
_AGREED = (CommitmentStatus.AGREED, CommitmentStatus.IN_FORCE)
_WITNESSES = 8  # claims of one clause that are written out; the others are named
_LONGEST = 300  # characters of evidence that are written out


@dataclass(frozen=True, slots=True)
class Clause:
    """What becomes one stipulation. `who` and `to` are ids of actors, `terms` words of a report, `condition` words that nobody has made a condition of yet.
    `claims`, `commitments`: ids. `witnesses`: who tells of it in what words; `remarks`: what else has to be known."""

    kind: Kind
    standing: ClauseStanding
    who: tuple[str, ...]
    to: tuple[str, ...]
    terms: str
    text: str
    deed: Deed
    condition: str | None
    claims: tuple[str, ...]
    commitments: tuple[str, ...]
    witnesses: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A commitment that is no clause, and why."""

    commitment: str
    who: str
    reason: str
    witnesses: tuple[str, ...]


def clauses_of(rows: Iterable[Commitment], material: Material) -> tuple[tuple[Clause, ...], tuple[LeftOut, ...]]:
    """A clause for each commitment that stands, in their order; what one sentence says of several debtors is one clause.
    What was denied or taken back is left out."""
    together: dict[object, list[Commitment]] = {}
    out: list[LeftOut] = []
    for row in rows:
        if row.status in _BACK:
            out.append(_left_out(row, material))
        else:
            together.setdefault(_sentence(row, material), []).append(row)
    return tuple(_clause(several, material) for several in together.values()), tuple(out)


def _sentence(row: Commitment, material: Material) -> object:
    """What commitments of several debtors have in common that the same sentences tell."""
    told = [material.told.get(own) for own in row.claims]
    places = tuple((one.claim.report, one.claim.evidence, one.words) for one in told if one and one.claim.evidence)
    if len(places) < len(row.claims):
        return row.id
    return (places, standing_of(row), row.issue, row.terms, row.condition, row.form, set(row.creditor) == set())


def standing_of(row: Commitment) -> ClauseStanding:
    """How far an undertaking that stands has come; without a word of the debtor's own it is only reported."""
    if not row.confirmed or row.status is CommitmentStatus.REPORTED:
        return ClauseStanding.REPORTED
    return ClauseStanding.AGREED if row.status in _AGREED else ClauseStanding.OFFERED


def _clause(rows: list[Commitment], material: Material) -> Clause:
    row, standing = rows[0], standing_of(rows[0])
    reported = standing is ClauseStanding.REPORTED
    # Of a clause that the party vouches for only its own claims say what it is.
    vouching = _told(row.claims if reported else row.confirmed, material)
    others = () if reported else tuple(one for one in _told(row.claims, material) if not one.own)
    lead = next((one for one in vouching if one.claim.terms == row.terms), vouching[0] if vouching else None)
    terms = lead.claim.terms if lead else row.terms
    # The one whose words the clause has knows best; another's condition is a condition all the same.
    ranked = sorted(vouching, key=lambda one: one is not lead)
    condition = next((one.claim.condition for one in ranked if one.claim.condition), None)
    form = next((form for one in ranked if (form := form_of(one.words))), None)
    if not vouching:  # its claims are not at hand
        condition, form = row.condition, row.form
    who = tuple(dict.fromkeys(one.debtor for one in rows))
    toward = (party for one in vouching for party in one.claim.toward)
    to = tuple(one for one in dict.fromkeys(toward if vouching else row.creditor) if one not in who)
    act = lead.claim.act if lead else Act.COMMIT
    deed = deed_of(act, row.issue, terms, form, to)
    return Clause(
        kind=deed.kind,
        standing=standing,
        who=who,
        to=to,
        terms=" ".join(terms.split()),
        text=_text(standing, who, terms, lead, material),
        deed=deed,
        condition=condition,
        claims=tuple(dict.fromkeys(own for one in rows for own in one.claims)),
        commitments=tuple(one.id for one in rows),
        witnesses=tuple(_witnesses(rows, material)),
        remarks=tuple(_remarks(rows, form, condition, to, others, material)),
    )


def _told(claims: Iterable[str], material: Material) -> tuple[Told, ...]:
    return tuple(one for own in claims if (one := material.told.get(own)) is not None)


def _text(standing: ClauseStanding, who: tuple[str, ...], terms: str, lead: Told | None, material: Material) -> str:
    """The clause in words that say whose they are, so that nobody takes what is told of a party for its promise."""
    parties = series(map(material.inside, who))
    by = material.vouched(lead.claim.id) if lead and len(who) == 1 else None
    words = f"In the report's words: {_marked(terms)}" if terms.strip() else "No report gives its words."
    match standing:
        case ClauseStanding.AGREED:
            return f"Agreed, on the word of {by or 'each'}. {words}"
        case ClauseStanding.OFFERED:
            return f"Offered, on the word of {by or parties + ' themselves'}. {words}"
    by = material.vouched(lead.claim.id) if lead else None
    confirmed = f"{parties} {'have' if len(who) > 1 else 'has'} not confirmed it"
    return f"Only reported of {parties}{f', on the word of {by}' if by else ''}; {confirmed}. {words}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _marked(words: str) -> str:
    return f"“{' '.join(words.split())}”"


def _witnesses(rows: list[Commitment], material: Material) -> Iterator[str]:
    """Who tells of it, the party itself first."""
    every = list(dict.fromkeys(own for row in rows for own in row.claims))
    own = {one for row in rows for one in row.confirmed}
    every.sort(key=lambda one: one not in own)
    seen: dict[str, list[str]] = {}
    for one in every:  # one sentence is told once, though it makes a claim for each party
        told = material.told.get(one)
        words = _marked(told.words if len(told.words) <= _LONGEST else f"{told.words[:_LONGEST]}…") if told else ""
        source = material.source(one)
        if one in own and len(rows) > 1:
            source = source.replace(
                material.vouched(one), f"{series(material.inside(row.debtor) for row in rows)} themselves", 1
            )
        seen.setdefault(f"{source}: {words}".removesuffix(": "), []).append(one)
    lines = [f"{said} [{', '.join(ids)}]" for said, ids in seen.items()]
    yield from lines[:_WITNESSES]
    if rest := list(seen.values())[_WITNESSES:]:
        yield f"and {len(rest)} more: {', '.join(one for ids in rest for one in ids)}"


def _remarks(
    rows: list[Commitment],
    form: Form | None,
    condition: str | None,
    to: tuple[str, ...],
    others: tuple[Told, ...],
    material: Material,
) -> Iterator[str]:
    """Form, what others add to the party's own word, denials, silences, disputes."""
    row = rows[0]
    if form is not None:
        yield f"Its form, by these words: {form}."
    for one in others:
        who = material.vouched(one.claim.id)
        if one.claim.condition and one.claim.condition != condition:
            yield f"Not its own word: {who} names the condition {_marked(one.claim.condition)} [{one.claim.id}]."
        if (other := form_of(one.words)) is not None and other is not form:
            yield f"Not its own word: {who} names the form {other} [{one.claim.id}]."
        if more := tuple(party for party in one.claim.toward if party not in to and party not in (row.debtor,)):
            yield f"Not its own word: {who} names {series(map(material.inside, more))} as the other side [{one.claim.id}]."
    for denied in dict.fromkeys(denied for each in rows for denied in each.denied):
        by = _upper(material.inside(denied.by)) if denied.by else "Somebody"
        how = "in its own words" if denied.standing is Standing.OWN else f"by the word of others ({denied.standing})"
        yield f"{by} denies it {how} [{denied.claim}]."
    silent = list(dict.fromkeys(report for each in rows for report in each.silences))
    if silent:
        names = (_report(report, material) for report in silent)
        yield f"Its silence is told, perhaps on this: {series(names)}."
    disputes = (dispute for each in rows for own in each.claims for dispute in material.disputes.get(own, ()))
    for dispute in dict.fromkeys(disputes):
        yield f"Disputed ({dispute.kind}): {dispute.note} [{dispute.id}]."


def _report(own: str, material: Material) -> str:
    report = material.reports.get(own)
    return (report.outlet or report.title if report else None) or f"report {own}"


def _left_out(row: Commitment, material: Material) -> LeftOut:
    party = _upper(material.inside(row.debtor))
    if row.status is CommitmentStatus.DENIED:
        own = [one.claim for one in row.denied if one.standing is Standing.OWN and one.by in (None, row.debtor)]
        reason = f"{party} denies it in its own words [{', '.join(own) or 'no claim is at hand'}]"
    else:
        reason = f"{party} is said to have taken it back"
    return LeftOut(row.id, row.debtor, f"{reason}.", tuple(_witnesses([row], material)))

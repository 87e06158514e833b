"""What each party has undertaken to do or to refrain from, in what form, on what condition, and on whose word."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from accords.assessment.forms import Form, form_of
from accords.assessment.likeness import Subjects, subject
from accords.assessment.order import WordsOf, in_order, place
from accords.assessment.undertakings import binds_each, undertakes
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing

# Words that terms must have to tell one undertaking from another: "we will work on that" has fewer.
_TELLING = 2
_IN_FORCE = re.compile(
    r"\b(?:(?:is|are|now|already|remains?) in force|(?:went|entered|came|has come|have come|gone|entering) into (?:force|effect)"
    r"|took effect|has taken effect)\b",
    re.I,
)


class CommitmentStatus(StrEnum):
    REPORTED = "reported"
    STATED = "stated"
    AGREED = "agreed"
    IN_FORCE = "in force"
    WITHDRAWN = "withdrawn"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Commitment:
    """One undertaking of one debtor, with all the claims that tell of it, in order of place.

    `terms`, `condition` are the words of the claim that says most for it: the debtor's own first. With status
    `reported` nobody but others says so, and the debtor has confirmed nothing.
    """

    id: str
    debtor: str
    creditor: tuple[str, ...]
    issue: str
    terms: str
    form: Form | None
    condition: str | None
    status: CommitmentStatus
    claims: tuple[str, ...]
    independent_outlets: int = 1

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "debtor": self.debtor,
            "creditor": list(self.creditor),
            "issue": self.issue,
            "terms": self.terms,
            "form": self.form.value if self.form else None,
            "condition": self.condition,
            "status": self.status.value,
            "claims": list(self.claims),
            "independent_outlets": self.independent_outlets,
        }


@dataclass(slots=True)
class _Row:
    form: Form | None
    bare: bool = False  # told so far only as an agreement with the other side: what each will do may follow
    claims: list[Claim] = field(default_factory=list)
    takes_back: list[Claim] = field(default_factory=list)


def commitments(
    claims: Iterable[Claim],
    words_of: WordsOf,
    *,
    outlet_of: Callable[[Claim], str] = lambda claim: claim.report,
) -> tuple[Commitment, ...]:
    """One row for each undertaking, in the order in which it is first told; the order of the claims does not matter.

    `words_of` gives the words of a claim's evidence. `outlet_of` names where a claim stands, so that copies of one report
    can be counted once.
    """
    ordered = in_order(claims)
    rows: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    told: dict[tuple[str, str], Subjects[_Row]] = defaultdict(Subjects)
    for claim in ordered:
        words = words_of(claim)
        told_of = f"{words} {claim.terms}"
        if not undertakes(claim, told_of):
            continue
        bare = binds_each(claim, told_of)
        key = (claim.party, claim.issue)
        about, form = subject(claim.terms) or subject(words), form_of(words)
        row = next((r for r in told[key].near(about) if _one_form(r, form)), None)
        if row is None and len(about) < _TELLING:
            row = next((r for r in reversed(rows[key]) if _carries_on(r, claim, form)), None)
        if row is None and rows[key] and (bare or rows[key][-1].bare) and _one_form(rows[key][-1], form):
            row = rows[key][-1]
            told[key].add(about, row)
        if row is None:
            row = _Row(form, bare)
            rows[key].append(row)
            told[key].add(about, row)
        row.form = row.form or form
        row.bare = row.bare and bare
        row.claims.append(claim)
    for claim in ordered:
        key = (claim.party, claim.issue)
        if key not in rows or not _takes_back(claim):
            continue
        about = subject(claim.terms)
        found = next(iter(told[key].near(about)), None)
        if found is None and len(rows[key]) == 1 and not about:
            found = rows[key][0]
        if found is not None:
            found.takes_back.append(claim)
    joint = _joint(ordered)
    made = [
        (row.claims[0], _commitment(row, words_of, outlet_of, joint)) for several in rows.values() for row in several
    ]
    return tuple(commitment for _, commitment in sorted(made, key=lambda pair: place(pair[0])))


def _one_form(row: _Row, form: Form | None) -> bool:
    """A law and a letter are two undertakings, whatever they say."""
    return not (row.form and form) or row.form is form


def _carries_on(row: _Row, claim: Claim, form: Form | None) -> bool:
    """Vague words go with what was vouched for in the same way just before."""
    last = row.claims[-1]
    return (last.report, last.standing) == (claim.report, claim.standing) and _one_form(row, form)


def _takes_back(claim: Claim) -> bool:
    return not claim.negated and (
        claim.act is Act.WITHDRAW or (claim.act is Act.DENY and claim.standing is Standing.OWN)
    )


def _joint(ordered: Sequence[Claim]) -> Mapping[str, frozenset[str]]:
    """Issue -> the parties that say in their own words that they agreed or accepted."""
    own: dict[str, set[str]] = defaultdict(set)
    for claim in ordered:
        if claim.act in (Act.AGREE, Act.ACCEPT) and claim.standing is Standing.OWN and not claim.negated:
            own[claim.issue].add(claim.party)
    return {issue: frozenset(parties) for issue, parties in own.items()}


def _commitment(
    row: _Row, words_of: WordsOf, outlet_of: Callable[[Claim], str], joint: Mapping[str, frozenset[str]]
) -> Commitment:
    first = row.claims[0]
    own = [claim for claim in row.claims if claim.standing is Standing.OWN]
    best = min(own or row.claims, key=lambda claim: (claim.act is not Act.COMMIT, place(claim)))
    condition = best.condition or next((claim.condition for claim in row.claims if claim.condition), None)
    others = dict.fromkeys(other for claim in row.claims for other in claim.toward if other != first.party)
    return Commitment(
        id=commitment_id(first),
        debtor=first.party,
        creditor=tuple(others),
        issue=first.issue,
        terms=best.terms,
        form=row.form,
        condition=condition,
        status=_status(row, words_of, joint),
        claims=tuple(claim.id for claim in row.claims),
        independent_outlets=len({outlet_of(claim) for claim in row.claims}),
    )


def _status(row: _Row, words_of: WordsOf, joint: Mapping[str, frozenset[str]]) -> CommitmentStatus:
    """Taken back before anything else; then in force or agreed by a text or by both; then by the debtor's own words."""
    for claim in reversed(row.takes_back):
        return CommitmentStatus.DENIED if claim.act is Act.DENY else CommitmentStatus.WITHDRAWN
    own = [claim for claim in row.claims if claim.standing is Standing.OWN]
    if own and any(_IN_FORCE.search(words_of(claim)) for claim in own):
        return CommitmentStatus.IN_FORCE
    signed = any(not claim.chain for claim in own)
    agreed = any(claim.act in (Act.AGREE, Act.ACCEPT) for claim in own)
    if signed or (agreed and joint.get(row.claims[0].issue, frozenset()) - {row.claims[0].party}):
        return CommitmentStatus.AGREED
    return CommitmentStatus.STATED if own else CommitmentStatus.REPORTED


def commitment_id(first: Claim) -> str:
    """A hash of the claim that tells of it first."""
    return "k" + hashlib.sha256(repr((first.party, first.issue, first.id)).encode()).hexdigest()[:12]

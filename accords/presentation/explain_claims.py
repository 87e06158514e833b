"""Why a claim has its party, act and standing; where a meeting is told; of which claims a commitment is made."""

from __future__ import annotations

from collections.abc import Mapping

from accords.assessment.commitments import Commitment, CommitmentStatus
from accords.claims.claim import Claim
from accords.claims.meeting import Meeting
from accords.ledger.added import RULE
from accords.presentation import claim_words, wording
from accords.presentation.dossier import Dossier, ReportRow
from accords.presentation.explanation import (
    Answer,
    Explanation,
    Part,
    line_at,
    line_words,
    place_of,
    places,
    sentence_around,
)
from accords.vocabulary import Span, Spans, words_at
from accords.vocabulary.act import Standing

_NOT_YET = (
    "Until {party} own words, or a text that it signed, say so, it is what others say, and no position of {name}."
)


def explain_row(own: str, kind: str, dossier: Dossier) -> Explanation:
    """`kind` is `claim`, `meeting` or `commitment`; the dossier has the id `own`."""
    if kind == "claim":
        return _claim(dossier.claim_by_id[own], dossier)
    if kind == "meeting":
        return _meeting(next(row for row in dossier.meetings if row.id == own), dossier)
    return _commitment(next(row for row in dossier.commitments if row.id == own), dossier)


def _claim(claim: Claim, dossier: Dossier) -> Explanation:
    report = dossier.report_by_id[claim.report]
    parts = (
        Part("evidence", claim.evidence, claim_words.evidence(claim, report)),
        _part("act words", claim.trigger, report),
        _part("party words", claim.party_words, report),
    )
    answers = [
        Answer("party", _actor(claim.party, dossier), _for_party(claim, dossier, report), None),
        Answer("act", claim_words.stance(claim.act, None, claim.negated), _act(claim, report), _rule(claim)),
        Answer("issue", wording.line_of(claim.issue), _weighed(claim.why.get("issues")), None),
    ]
    if claim.strength:
        answers.append(Answer("strength", claim.strength.value, _STRENGTH[claim.strength.value], None))
    if claim.condition:
        answers.append(Answer("condition", wording.line_of(claim.condition), "", None))
    if claim.toward:
        answers.append(Answer("toward", claim_words.names(claim.toward, dossier), "", None))
    answers.append(Answer("chain", _chain(claim, dossier), _chain_because(claim), None))
    answers.append(Answer("standing", claim.standing.value, standing_because(claim, dossier), None))
    what = f"{claim_words.claim_line(claim, dossier)}; confidence {claim.confidence:.2f}"
    return _explanation(claim.id, report, claim.evidence, f"claim: {what}", parts, tuple(answers), claim.attribution)


_STRENGTH = {
    "actual": "The words say that it was done or agreed.",
    "undertaken": "The words say that the party will, or has promised to.",
    "conditional": "The words name a condition, or say would.",
    "possible": "The words say that it could, or that the party is ready or open to it.",
    "desired": "The words say that it is wanted, hoped or believed.",
}


def standing_because(claim: Claim, dossier: Dossier) -> str:
    """The rule of standing, worded for this claim."""
    party = claim_words.name(claim.party, dossier)
    party = wording.inside(party)
    later = _NOT_YET.format(party=claim_words.owned(claim_words.name(claim.party, dossier)), name=party)
    if claim.standing is Standing.OWN:
        if not claim.chain:
            return f"The report is itself a text of {party}, or one that it signed: its voice is the party's."
        if len(claim.chain) == 1:
            return f"{claim_words.name(claim.chain[0], dossier)} speaks for {party}."
        return f"Every link of the chain speaks for {party}."
    if claim.standing is Standing.OUTLET:
        return f"The report tells it in its own voice, and names nobody who vouches for it. {later}"
    link = next((link for link in reversed(claim.chain) if _party_of(link, dossier) != claim.party), None)
    if link is None:
        return f"A link of the chain does not speak for {party}. {later}"
    side = _party_of(link, dossier)
    spoken = (
        f"who speaks for {wording.inside(claim_words.name(side, dossier))}"
        if side and side != link
        else "who speaks for itself"
    )
    takes_part = (
        "and takes part in the talks" if claim.standing is Standing.COUNTERPART else "and is no side of the talks"
    )
    innermost = "The innermost link of the chain that" if len(claim.chain) > 1 else "The one who"
    verb = "vouches for it and does not" if len(claim.chain) == 1 else "does not"
    whose = f"{spoken} {takes_part}" if side else f"of whom no party is known {takes_part}"
    return f"{innermost} {verb} speak for {party} is {claim_words.name(link, dossier)}, {whose}. {later}"


def _party_of(link: str, dossier: Dossier) -> str | None:
    actor = dossier.actor_by_id.get(link)
    return (actor.party if actor else None) or (link if actor and actor.party == actor.id else None)


def _actor(actor_id: str, dossier: Dossier) -> str:
    actor = dossier.actor_by_id.get(actor_id)
    about = wording.described(actor, dossier) if actor else ""
    return f"{claim_words.name(actor_id, dossier)}{', ' if about else ''}{about}"


def _for_party(claim: Claim, dossier: Dossier, report: ReportRow) -> str:
    said = []
    if claim.party_words:
        said.append(_by_words(claim.party_words, report))
    if claim.person and claim.person != claim.party:
        said.append(f"The person is {_actor(claim.person, dossier)}.")
    return " ".join(said)


def _act(claim: Claim, report: ReportRow) -> str:
    said = []
    if claim.trigger:
        said.append(_by_words(claim.trigger, report))
    if claim.negated:
        said.append("The words say that it was not done.")
    if claim.why.get("rule") == RULE:
        said.append("A person added the claim, by the words of the evidence.")
    weighed = _weighed(claim.why.get("acts"))
    return " ".join([*said, *([weighed] if weighed else [])])


def _by_words(spans: Spans, report: ReportRow) -> str:
    words = _words(spans, report)
    return f"By {f'the words “{words}”' if words else 'words that are not here'} ({places(spans)})."


def _rule(claim: Claim) -> str | None:
    rule = claim.why.get("rule")
    return str(rule) if rule is not None else None


def _weighed(shares: object) -> str:
    """`The model gives commit 0.71, offer 0.18.`, of a mapping or of pairs; empty where nothing is recorded."""
    pairs = list(shares.items()) if isinstance(shares, Mapping) else shares
    if not isinstance(pairs, list | tuple):
        return ""
    told = [
        f"{wording.line_of(str(pair[0]))} {pair[1]:.2f}"
        for pair in pairs[:3]
        if isinstance(pair, list | tuple) and len(pair) == 2 and isinstance(pair[1], int | float)
    ]
    return f"The model gives {', '.join(told)}." if told else ""


def _chain(claim: Claim, dossier: Dossier) -> str:
    links = [f"{number}. {_actor(link, dossier)}" for number, link in enumerate(claim.chain, 1)]
    return "; ".join(links) if links else "nobody: the report's own voice"


def _chain_because(claim: Claim) -> str:
    if not claim.chain:
        return "The words stand in no attribution."
    inside = (
        f" The words stand inside the attribution {wording.line_of(claim.attribution)}." if claim.attribution else ""
    )
    return f"From the report inwards.{inside}"


def _meeting(row: Meeting, dossier: Dossier) -> Explanation:
    told = [(report, span) for own, span in row.evidence if (report := dossier.report_by_id.get(own))]
    report = told[0][0] if told else next(iter(dossier.reports))
    spans = tuple(span for where, span in told if where.id == report.id)
    others = [
        f"{place_of(where)}, {line_words(line_at(where, span))}{places((span,))}"
        for where, span in told
        if where.id != report.id
    ]
    answers = (
        Answer("status", row.status.value, "", None),
        Answer("day", wording.when(row.date) if row.date else "open", _day_words(row), None),
        Answer("where", wording.line_of(row.place) if row.place else "no place told", "", None),
        Answer("present", claim_words.names(row.participants, dossier) or "nobody named", "", None),
        *([Answer("also", "; ".join(others), "", None)] if others else []),
    )
    what = f"meeting: {claim_words.meeting(row, dossier)}"
    return _explanation(row.id, report, spans[:1], what, (_part("evidence", spans, report),), answers, None)


def _day_words(row: Meeting) -> str:
    return f"By the words “{wording.line_of(row.date.words)}”." if row.date and row.date.words else ""


_WHY_STATUS = {
    CommitmentStatus.REPORTED: "Nobody but others says so: {debtor} has not confirmed it.",
    CommitmentStatus.STATED: "A claim in {whose} own words says so.",
    CommitmentStatus.AGREED: "A text that {debtor} signed says so, or {debtor} and another side each say in their own words that they agree.",
    CommitmentStatus.IN_FORCE: "By {whose} own words it is in force.",
    CommitmentStatus.WITHDRAWN: "A later claim says that {debtor} took it back.",
    CommitmentStatus.DENIED: "{debtor} denies it in its own words.",
}


def _commitment(row: Commitment, dossier: Dossier) -> Explanation:
    claims = [claim for own in row.claims if (claim := dossier.claim_by_id.get(own))]
    debtor = claim_words.name(row.debtor, dossier)
    report = dossier.report_by_id[claims[0].report] if claims else next(iter(dossier.reports))
    evidence = claims[0].evidence if claims else ()
    why = _WHY_STATUS[row.status].format(debtor=wording.inside(debtor), whose=claim_words.owned(debtor))
    why_status = why[0].upper() + why[1:]
    answers = [
        Answer("debtor", _actor(row.debtor, dossier), "", None),
        Answer("creditor", claim_words.names(row.creditor, dossier) or "nobody named", "", None),
        Answer("terms", wording.line_of(row.terms) or "not told", "", None),
        Answer("form", row.form.value if row.form else "none told", "", None),
        Answer("condition", wording.line_of(row.condition) if row.condition else "none told", "", None),
        Answer("status", row.status.value, why_status, None),
    ]
    for number, claim in enumerate(claims, 1):
        settled = f"{wording.line_of(claim.id)}: {claim_words.claim_line(claim, dossier)}"
        answers.append(Answer(f"claim {number}", settled, "", None))
    words = claim_words.evidence(claims[0], report) if claims else ""
    part = Part("evidence", evidence, words)
    what = f"commitment: {claim_words.commitment(row, dossier)}"
    return _explanation(row.id, report, evidence, what, (part,), tuple(answers), None)


def _part(name: str, spans: Spans, report: ReportRow) -> Part:
    return Part(name, spans, _words(spans, report))


def _words(spans: Spans, report: ReportRow) -> str:
    return wording.line_of(words_at(report.text, spans)) if report.text else ""


def _explanation(
    own: str,
    report: ReportRow,
    spans: Spans,
    what: str,
    parts: tuple[Part, ...],
    answers: tuple[Answer, ...],
    attribution: str | None,
) -> Explanation:
    at = sentence_around(report, spans) if spans else Span(0, 0)
    return Explanation(
        id=own,
        place=place_of(report),
        line=line_at(report, at),
        at=at,
        sentence=at.words(report.text),
        what=what,
        parts=tuple(part for part in parts if part.spans and (part.words or report.text)),
        answers=answers,
        through=f"it stands inside {attribution}" if attribution else None,
    )

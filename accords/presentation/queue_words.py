"""Questions of the queue in words that every rendering shares: what is asked, why it is worth a look, and what settles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accords.assessment.question import Hangs, Question, QuestionKind, Reason
from accords.claims.claim import Claim
from accords.ledger.judgement import Ruling
from accords.presentation import claim_words, wording
from accords.presentation.answering import about
from accords.presentation.dossier import Dossier
from accords.presentation.ruling_words import command

if TYPE_CHECKING:
    from accords.assessment.view import View

_NAMED = 3  # claims of copies whose ids are told; the rest have them in `Question.claims`


@dataclass(frozen=True, slots=True)
class Settling:
    """One ruling that settles a question. `operand` is what it says; where that is the person's to say, `asks` names it."""

    ruling: Ruling
    subject: str
    means: str
    operand: str | None = None
    asks: str | None = None

    @property
    def command(self) -> str:
        """The command that says so, on one line."""
        told = (self.operand,) if self.operand else ()
        return wording.line_of(command(self.ruling.value, self.subject, *told, asks=self.asks or ""))


def material(questions: Iterable[Question], view: View) -> Dossier:
    """What questions are worded with: their claims and reports, and the actors asked about as all reports tell of them."""
    asked = list(questions)
    claims = {question.subject for question in asked if question.kind is QuestionKind.CLAIM}
    claims |= {reason.instead for question in asked for reason in question.reasons if reason.instead}
    dossier = about(view, claims, {report for question in asked for report in question.reports})
    whole = dict(dossier.actor_by_id)
    for question in asked:
        for own in (question.subject, question.other) if question.other else ():
            sightings = view.record.sightings[own]
            whole[own] = sightings.actor(sightings.known_by(view.day))
    return replace(dossier, actors=tuple(whole.values()))


def head(question: Question, dossier: Dossier) -> str:
    """What is asked: `Russia / territory: concede, actual — according to Steve Witkoff (counterpart), … (Example Post, …)`."""
    match question.kind:
        case QuestionKind.CLAIM:
            claim = dossier.claim_by_id[question.subject]
            said = claim_words.claim_line(claim, dossier)
            return f"{said} ({wording.reported(dossier.report_by_id[claim.report])})"
        case QuestionKind.ATTRIBUTION:
            saying = dossier.saying_by_id[question.subject]
            whose = wording.speaker(saying, dossier)
            return f"Who said it? {whose} ({wording.reported(dossier.report_by_id[saying.report])})"
        case QuestionKind.ACTORS:
            return f"One person, or two? {' and '.join(_person(own, dossier) for own in _two(question))}"


def _two(question: Question) -> tuple[str, str]:
    return question.subject, question.other or question.subject


def _person(own: str, dossier: Dossier) -> str:
    """`Sergei Lavrov (Foreign Minister, for Russia)`."""
    actor = dossier.actor_by_id[own]
    told = wording.described(actor, dossier)
    return f"{wording.line_of(actor.name)} ({told or 'of whom no party is known'})"


def words(question: Question, dossier: Dossier) -> str:
    """The report's words that are asked about; of two actors, where each is named first."""
    match question.kind:
        case QuestionKind.CLAIM:
            claim = dossier.claim_by_id[question.subject]
            return claim_words.evidence(claim, dossier.report_by_id[claim.report]) or "(words not here)"
        case QuestionKind.ATTRIBUTION:
            saying = dossier.saying_by_id[question.subject]
            return wording.content(saying, dossier.report_by_id[saying.report]) or "(words not here)"
        case QuestionKind.ACTORS:
            named = [wording.reported(dossier.report_by_id[own]) for own in question.reports]
            return f"first named in {' and in '.join(named)}"


def sure(question: Question) -> str:
    """How sure the machine is: `41 % sure`."""
    if question.kind is QuestionKind.CLAIM:
        return f"{round(100 * (1 - question.unsure))} % sure"
    return "no speaker known" if question.kind is QuestionKind.ATTRIBUTION else "alike by name"


def why(question: Question, dossier: Dossier) -> tuple[str, ...]:
    """What hangs on it, a phrase each, what counts most first."""
    told = [phrase for reason in question.reasons if (phrase := _because(reason, question, dossier))]
    return tuple(told) or ("no answer hangs on it",)


def _because(reason: Reason, question: Question, dossier: Dossier) -> str | None:
    row = f" [{reason.row}]" if reason.row else ""
    match reason.hangs:
        case Hangs.POSITION:
            return _position(reason, dossier.claim_by_id[question.subject], dossier)
        case Hangs.COMMITMENT:
            claim = dossier.claim_by_id[question.subject]
            party = claim_words.name(claim.party, dossier)
            whose = f"in {claim_words.owned(party)} own words" if reason.own else f"of {wording.inside(party)}"
            return f"{_it(reason, 'tells', 'tell')} of a commitment {whose}{row}"
        case Hangs.DENIAL:
            party = wording.inside(claim_words.name(dossier.claim_by_id[question.subject].party, dossier))
            return f"{_it(reason, 'has', 'have')} {party} deny a commitment{row}"
        case Hangs.DISPUTE:
            return f"{_it(reason, 'is', 'are')} one side of a dispute{row}"
        case Hangs.REPORTS:
            return _repeated(question.claims[1:])
        case Hangs.CLAIMS:
            claims = f"{wording.counted(reason.others, 'claim')} {'is' if reason.others == 1 else 'are'}"
            return f"whose words {claims}, on which answers rest, hangs on it"
        case Hangs.ACTORS:
            return "what reports tell of them would be told of one"


def _repeated(claims: tuple[str, ...]) -> str | None:
    """`2 copies repeat it word for word [c…, c…]`: a ruling on each is a person's to make."""
    if not claims:
        return None
    ids = ", ".join(map(wording.line_of, claims[:_NAMED])) + (", …" if len(claims) > _NAMED else "")
    copies = wording.counted(len(claims), "copy", "copies")
    return f"{copies} {'repeats' if len(claims) == 1 else 'repeat'} it word for word [{ids}]"


def _it(reason: Reason, alone: str, several: str) -> str:
    if not reason.others:
        return f"it alone {alone}"
    return f"it and {wording.counted(reason.others, 'other claim')} {several}"


def _position(reason: Reason, claim: Claim, dossier: Dossier) -> str:
    party, issue = claim_words.owned(claim_words.name(claim.party, dossier)), wording.line_of(claim.issue)
    row = f"{party} position on {issue}" if reason.own else f"what others say of {party} position on {issue}"
    instead = dossier.claim_by_id.get(reason.instead or "")
    if instead is None:
        return f"{row} rests on it alone"
    if (instead.act, instead.negated) == (claim.act, claim.negated):
        return f"{row} rests on it and on one claim before it"
    return f"without it {row} would be “{claim_words.stance(instead.act, instead.strength, instead.negated)}”"


def settling(question: Question, dossier: Dossier) -> tuple[Settling, ...]:
    """The rulings that settle it, the likely ones first."""
    own = question.subject
    match question.kind:
        case QuestionKind.CLAIM:
            return tuple(_of_claim(dossier.claim_by_id[own]))
        case QuestionKind.ATTRIBUTION:
            saying = dossier.saying_by_id[own]
            rivals = [
                Settling(Ruling.RE_ATTRIBUTE, own, f"{claim_words.name(rival, dossier)} said it", rival)
                for rival in saying.speaker_why.candidates
            ]
            return (
                *rivals,
                Settling(Ruling.RE_ATTRIBUTE, own, "who said it", asks="SPEAKER"),
                Settling(Ruling.RE_ATTRIBUTE, own, "nobody can tell", "none"),
                Settling(Ruling.MISREAD, own, "nobody is said to say so"),
            )
        case QuestionKind.ACTORS:
            return (
                Settling(Ruling.SAME_ACTOR, own, "they are one", question.other),
                Settling(Ruling.NOT_THE_SAME, own, "they are two", question.other),
            )


def _of_claim(claim: Claim) -> Iterator[Settling]:
    own = claim.id
    yield Settling(Ruling.RIGHT, own, "the words say so")
    yield Settling(Ruling.MISREAD, own, "they do not")
    party = Settling(Ruling.PARTY, own, "it is another's act", asks="PARTY")
    act = Settling(Ruling.ACT, own, "it is another act", asks="ACT")
    # Where no words stand for the party, whose act it is was the harder thing to tell.
    yield from (act, party) if claim.party_words else (party, act)
    yield Settling(Ruling.ISSUE, own, "it is about something else", asks="ISSUE")
    if claim.negated:
        yield Settling(Ruling.NEGATED, own, "they do not say that it was not done", "no")
    if claim.strength is not None:
        yield Settling(Ruling.STRENGTH, own, "it goes further, or less far", asks="STRENGTH")
    if claim.chain:
        yield Settling(Ruling.RE_ATTRIBUTE, own, "somebody else said it", asks="SPEAKER")


def row(number: int, question: Question, dossier: Dossier) -> dict[str, object]:
    """The question as JSON with its place in the queue, and in words what is asked and what settles it."""
    return {
        "number": number,
        **question.to_json(),
        "asked": head(question, dossier),
        "words": words(question, dossier),
        "why": list(why(question, dossier)),
        "commands": [one.command for one in settling(question, dossier)],
    }

"""The queue: what is most worth a ruling, each with its words, why it is asked, and the buttons that settle it. The app's alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from accords.assessment.question import Question, QuestionKind
from accords.assessment.queue import queue_in
from accords.ledger.judgement import Ruling
from accords.ledger.rulings import Rulings
from accords.presentation import queue_words
from accords.presentation.dossier import Dossier
from accords.presentation.pages.filters import Filters, filters
from accords.presentation.pages.link import Link
from accords.presentation.pages.ruling_forms import Form
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.told import Told, told
from accords.presentation.queue_words import Settling
from accords.presentation.settled import ruled_on
from accords.presentation.wording import short

MOST = 20
# The field in which each ruling says what it says.
_OPERANDS = {
    Ruling.RE_ATTRIBUTE: "value.speaker",
    Ruling.SAME_ACTOR: "value.other",
    Ruling.NOT_THE_SAME: "value.other",
    Ruling.NEGATED: "value.negated",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, of a claim with the claim as it is `told`. `why` says what hangs on it; `settle` are the rulings that need nothing
    more said, `more` leads to the others."""

    id: str
    kind: str
    head: str
    told: Told | None
    words: Link
    sure: str
    why: tuple[str, ...]
    settle: tuple[Form, ...]
    more: Link


@dataclass(frozen=True, slots=True)
class Queue:
    """`questions`, the one worth most first; `filters` is the form that asks for some of them."""

    heading: str
    questions: tuple[Asked, ...]
    filters: Filters | None
    downloads: tuple[Link, ...] = ()
    template: ClassVar[str] = "queue.html"


def queue(shown: Shown) -> Queue:
    ruled = ruled_on(Rulings.of(shown.judgements).judgements)
    questions = queue_in(shown.view, shown.asked.where, ruled, MOST)
    dossier = queue_words.material(questions, shown.view)
    return Queue(
        heading="What is most worth a ruling",
        questions=tuple(_asked(question, dossier, shown) for question in questions),
        filters=filters(shown, "queue", ("party", "issue", "outlet")),
    )


def _asked(question: Question, dossier: Dossier, shown: Shown) -> Asked:
    words = queue_words.words(question, dossier)
    own = question.subject
    if question.kind is QuestionKind.ACTORS:
        place = shown.link(words, "person", own)
    else:
        place = shown.report(question.reports[0], words, own)
    report = None if question.kind is QuestionKind.ACTORS else question.reports[0]
    claim = dossier.claim_by_id.get(own) if question.kind is QuestionKind.CLAIM else None
    return Asked(
        id=f"{own}.{question.other}" if question.other else own,
        kind=question.kind.value,
        head=short(queue_words.head(question, dossier)),
        told=told(claim, dossier, shown) if claim else None,
        words=place,
        sure=queue_words.sure(question),
        why=tuple(map(short, queue_words.why(question, dossier))),
        settle=tuple(_form(one) for one in queue_words.settling(question, dossier) if one.asks is None),
        more=shown.link("Something else", "judge", own, in_=report),
    )


def _form(one: Settling) -> Form:
    hidden = ((_OPERANDS[one.ruling], one.operand),) if one.operand else ()
    label = one.means[0].upper() + one.means[1:]
    return Form(one.ruling.value, one.subject, label, one.means, plain=True, hidden=hidden)

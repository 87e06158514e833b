"""The queue as lines for a terminal: numbered, each question with its words, why it is asked, and the commands that settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from accords.assessment.question import Question
from accords.presentation import queue_words, wording
from accords.presentation.screen import Screen

if TYPE_CHECKING:
    from accords.assessment.view import View

_SHOWN = 3  # commands that are written out; the rulings beyond are named


def queue(questions: Sequence[Question], view: View, screen: Screen) -> Iterator[str]:
    """The lines, and at the foot what each command takes besides."""
    dossier = queue_words.material(questions, view)
    for number, question in enumerate(questions, 1):
        first = f"{number}. "
        rest = " " * len(first)
        lines = wording.wrapped(queue_words.head(question, dossier), screen.columns, first, rest)
        yield from map(screen.strong, lines)
        words = f"{queue_words.words(question, dossier)} [{question.subject}]"
        yield from wording.wrapped(words, screen.columns, rest, rest)
        because = f"{queue_words.sure(question)}; {'; '.join(queue_words.why(question, dossier))}."
        yield from wording.wrapped(because, screen.columns, rest, rest)
        settling = queue_words.settling(question, dossier)
        for one in settling[:_SHOWN]:
            yield f"{rest}  {one.command}  ({one.means})"
        if beyond := [one.ruling.value.replace(" ", "-") for one in settling[_SHOWN:]]:
            also = f"likewise: {', '.join(dict.fromkeys(beyond))}"
            yield from wording.wrapped(also, screen.columns, f"{rest}  ", f"{rest}    ")
        yield ""
    foot = "Each ruling takes --by NAME (or ACCORDS_NAME), and --ledger as this command does. "
    yield from wording.wrapped(f"{foot}To pass one over: accords judge note ID --note WORDS", screen.columns)

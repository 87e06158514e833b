"""Sentences with their relations marked in them, for tests.

`<s>She</s> <q>said</q> that <c>it rains</c>` is one relation. A number after the letter tells relations apart
(`<c2>…</c2>`), and letters may nest: `<c1>Russia</c1>`. Numbers may share a mark: `<s1,2>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from accords.reading.attribution import attributions
from accords.reading.reading import Attribution
from accords.reading.relation import Relation
from accords.reading.sentences import Sentences
from accords.vocabulary import Span

_MARK = re.compile(r"<(/?)([sqc])([\d,]*)>")
_ROLES = {"s": "source", "q": "cue", "c": "content"}


@dataclass(frozen=True)
class Marked:
    text: str
    relations: tuple[Relation, ...]

    def attributions(self, **more: object) -> tuple[Attribution, ...]:
        return attributions(self.text, Sentences.of(self.text), self.relations, **more)  # type: ignore[arg-type]

    def told(self, **more: object) -> list[str]:
        """Each attribution in a line: `source | cue | content … content`, two blanks deeper for one within another."""
        rows = self.attributions(**more)
        lines = []
        for a in rows:
            depth, at = 0, a.within
            while at is not None:
                depth, at = depth + 1, rows[at].within
            parts = (" … ".join(self.text[s:e] for s, e in spans) for spans in (a.source, a.cue, a.content))
            lines.append("  " * depth + " | ".join(parts))
        return lines


def _marked(text: str, confidence: float = 0.9) -> Marked:
    plain, at = "", 0
    spans: dict[str, dict[str, list[Span]]] = {}
    opened: dict[tuple[str, str], int] = {}
    for m in _MARK.finditer(text):
        plain += text[at : m.start()]
        at = m.end()
        closing, role, numbers = m.groups()
        for number in (numbers or "1").split(","):
            row = spans.setdefault(number, {"s": [], "q": [], "c": []})
            if closing:
                row[role].append(Span(opened.pop((role, number)), len(plain)))
            else:
                opened[role, number] = len(plain)
    plain += text[at:]
    relations = (
        Relation(tuple(sorted(row["s"])), tuple(sorted(row["q"])), tuple(sorted(row["c"])), confidence)
        for row in spans.values()
    )
    return Marked(plain, tuple(sorted(relations, key=lambda r: (r.cue or r.content)[0])))


@pytest.fixture(scope="session")
def marked() -> Callable[[str], Marked]:
    """A sentence with its relations marked in it -> the text and the relations."""
    return _marked

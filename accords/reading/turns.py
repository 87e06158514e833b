"""The turns of a transcript: lines that open with a speaker's name and a colon."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from accords.reading.cues import words_of
from accords.vocabulary import Span

# "PRICE:", "Q:", "Vladimir Putin (in Russian):", "JANE ROE, HOST:", "Journalist:".
_LABEL = re.compile(
    r"^[ \t*_>–—-]{0,6}(?P<name>[^\W\d_a-z][\w.'’-]{0,30}(?:[ \t][\w.'’-]{1,30}){0,5})"
    r"(?P<role>,[ \t][^:\n()]{2,60})?(?:[ \t]?[(\[][^()\[\]\n]{1,60}[)\]])?[*_]{0,2}:[*_]{0,2}[ \t]+(?=\S)",
    re.M,
)
_PARTICLE = words_of("von van der den de del della di da dos bin ibn al el la le of the and for")
# Labels of lists, tables and of the page itself; nobody speaks after them.
_NO_SPEAKER = frozenset(
    [
        *("location", "place", "venue", "where", "when", "what", "why", "how", "who", "date", "time", "day", "format"),
        *("note", "notes", "update", "updated", "correction", "clarification", "warning", "summary", "background"),
        *("source", "sources", "photo", "image", "picture", "video", "audio", "caption", "credit", "map", "graphic"),
        *("read more", "read also", "see also", "related", "more", "watch", "listen", "live", "breaking", "analysis"),
        *("contact", "email", "phone", "tel", "fax", "address", "website", "web", "url", "tags", "topics", "category"),
        *("editor's note", "by", "from", "to", "subject", "re", "cc", "title", "author", "published", "participants"),
        *("agenda", "topic", "issue", "status", "result", "outcome", "next steps", "context", "key points", "fact"),
        *("example", "definition", "total", "price", "article", "annex", "section", "chapter", "part", "item", "step"),
        *("interview", "transcript", "excerpt", "excerpts", "readout", "statement", "briefing", "exclusive", "opinion"),
        *("comment", "interview transcript", "full text", "full transcript", "remarks", "explainer", "report", "video"),
        *("pros", "cons", "duration", "mediator", "mediators", "parties", "deadline", "reference", "document"),
    ]
)
_SPEAKING_ROLE = words_of(
    "q a question answer journalist reporter correspondent interviewer moderator host anchor spokesperson spokesman "
    "spokeswoman speaker audience participant presenter translator interpreter"
)
_TALK = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Yy]our|[Mm]y|[Oo]ur|me|us)\b|\?")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BESIDE = re.compile(r"\s*(?:[(\[][^\n]{0,300}[)\]]|[-*_=#~ ]{3,}|#{1,6}\s[^\n]{1,200})\s*")
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the name, the colon, and the words in one piece, or several round a stage direction."""

    source: Span
    cue: Span
    content: tuple[Span, ...]


def turns(text: str) -> tuple[Turn, ...]:
    """The turns of `text` in order; none where it is no transcript.

    A transcript has at least three labelled lines and two names, of which one comes again (or all are in capitals),
    and somebody in it says I, we or you, or asks.
    """
    labels = [m for m in _LABEL.finditer(text) if _is_speaker(m["name"])]
    names = Counter(" ".join(m["name"].split()).casefold() for m in labels)
    if len(labels) < _FEWEST or len(names) < 2:
        return ()
    capitals = all(_is_capital(m["name"]) for m in labels)
    roles = any(name in _SPEAKING_ROLE for name in names)
    if max(names.values()) == 1 and not (capitals or roles):
        return ()
    ends = [*(m.start() for m in labels[1:]), len(text)]
    talk = sum(bool(_TALK.search(text, m.end(), min(end, m.end() + 600))) for m, end in zip(labels, ends, strict=True))
    if talk * (6 if capitals or roles else 3) < len(labels):
        return ()
    found: list[Turn] = []
    several = False  # whether this transcript has turns of several paragraphs
    for k, (m, end) in enumerate(zip(labels, ends, strict=True)):
        # What follows the last turn may be the page's own words, unless turns here do run over paragraphs.
        content = _pieces(text, m.end(), end, first_only=k == len(labels) - 1 and not several)
        several = several or any("\n" in text[s:e] for s, e in content)
        if content:
            colon = text.index(":", m.end("role") if m["role"] else m.end("name"))
            found.append(Turn(Span(*m.span("name")), Span(colon, colon + 1), content))
    return tuple(found)


def _is_speaker(name: str) -> bool:
    words = name.split()
    low = name.casefold().replace("’", "'")
    if low in _NO_SPEAKER or words[0].casefold() in _NO_SPEAKER or any(c.isdigit() for c in name):
        return False
    return all(word[0].isupper() or word.casefold() in _PARTICLE for word in words) or low in _SPEAKING_ROLE


def _is_capital(name: str) -> bool:
    return name.replace("Mc", "MC").isupper()


def _pieces(text: str, begin: int, end: int, first_only: bool) -> tuple[Span, ...]:
    """The words of one turn; lines of stage directions, rules and headings part them."""
    pieces: list[Span] = []
    joined = False
    for m in _LINE.finditer(text, begin, end):
        if _BESIDE.fullmatch(text, m.start(), m.end()):
            joined = False
            continue
        start, stop = m.span()
        while text[start].isspace():
            start += 1
        while text[stop - 1].isspace():
            stop -= 1
        if joined:
            pieces[-1] = Span(pieces[-1].start, stop)
        else:
            pieces.append(Span(start, stop))
        joined = True
        if first_only:
            break
    return tuple(pieces)

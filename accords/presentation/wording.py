"""Words that every rendering shares: days, names, quotation marks, and characters made visible."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from accords.claims.saying import Saying, Words
from accords.presentation.dossier import Dossier, ReportRow
from accords.reading.reading import Mode
from accords.vocabulary import Actor, ActorKind, Span, When
from accords.vocabulary.actor import inside as inside

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# What can move a cursor, turn the direction of what follows, hide letters, or is no character at all: controls,
# embeddings, overrides and isolates (UAX 9), line separators, invisible operators, tags, surrogates, private use.
# The marks U+200C to U+200F and U+061C stay: Persian, Hebrew and Arabic are spelt with them.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SPACE = re.compile(r"[ \t\n\r\u00a0\u2009\u200a\u202f]+")
_OPENING = "\"“„‟«‹‘'"
_CLOSING = "\"”“»›’'"
UTF_8 = frozenset({"utf-8", "utf8", "utf-8-sig", "utf_8", "utf_8_sig", "ascii", "us-ascii"})


def escaped(text: str) -> str:
    """The text with what cannot be seen written out (`\\x1b`, `\\u202e`); tabs and newlines stay."""
    return _UNSEEN.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def line_of(text: str) -> str:
    """The text on one line, safe for a terminal: runs of space become one, what cannot be seen is written out."""
    return escaped(_SPACE.sub(" ", text).strip())


SHORT = 280  # letters of what a report says, in a list


def short(words: str, most: int = SHORT) -> str:
    """On one line, cut between words where it is longer than `most` letters."""
    line = line_of(words[: 4 * most])
    if len(line) <= most and len(words) <= 4 * most:
        return line
    cut = line[:most]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[most // 2 :] else cut}…"


def day(value: date) -> str:
    return f"{_DAYS[value.weekday()]} {plain_day(value)}"


def plain_day(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def when(value: When) -> str:
    """`Sunday 17 August 2025`, `between … and …`, `… or later`, or its words where both sides are open."""
    start, end = value.start, value.end
    if start is None:
        return f"{plain_day(end)} or earlier" if end else line_of(value.words or "")
    if end is None:
        return f"{plain_day(start)} or later"
    return day(start) if start == end else f"between {plain_day(start)} and {plain_day(end)}"


def party(actor: Actor, dossier: Dossier) -> str | None:
    """The name of the party that an actor speaks for, where it is not itself."""
    if actor.party is None or actor.party == actor.id:
        return None
    known = dossier.actor_by_id.get(actor.party)
    return line_of(known.name) if known else line_of(actor.party).replace("-", " ").title()


def described(actor: Actor, dossier: Dossier) -> str:
    """What an actor is, behind its name: `US special envoy, for the United States`; empty where nothing is known."""
    parts = [line_of(actor.role)] if actor.role else []
    if actor.kind is ActorKind.UNNAMED:
        parts.append("unnamed")
    elif not parts and actor.kind is not ActorKind.PERSON:
        parts.append(str(actor.kind))
    spoken_for = party(actor, dossier)
    return ", ".join([*parts, *([f"for {inside(spoken_for)}"] if spoken_for else [])])


def speaker(saying: Saying, dossier: Dossier) -> str:
    """The speaker's name; where nobody was resolved, the words of the source and why there is nobody."""
    if saying.speaker is not None:
        actor = dossier.actor_by_id.get(saying.speaker)
        return line_of(actor.name if actor else saying.speaker)
    report = dossier.report_by_id[saying.report]
    source = line_of(said_words(saying, report).source)
    rivals = saying.speaker_why.candidates
    if not source:
        return f"nobody named ({_count(rivals)} candidates)" if len(rivals) > 1 else "nobody named"
    return f"“{source}” ({_count(rivals)} candidates)" if len(rivals) > 1 else f"“{source}” (nobody named)"


def according_to(saying: Saying, dossier: Dossier) -> str:
    """`according to Steve Witkoff`, the nearest first; empty where the report itself tells it."""
    return ", ".join(f"according to {inside(speaker(outer, dossier))}" for outer in dossier.chain(saying))


def said_words(saying: Saying, report: ReportRow) -> Words:
    """The text's own words of source, cue and content; where the text was left out, those that stayed."""
    return Words.of(saying.attribution, report.text) if report.text else saying.words


def content(saying: Saying, report: ReportRow) -> str:
    """The words, in quotation marks only where the report has them; pieces that stand apart are joined by `…`."""
    pieces = saying.attribution.content
    # "Denied that X" ascribes X to be refused: without the word it would read as the speaker's own assertion.
    words = said_words(saying, report)
    cue = line_of(words.cue.replace(" … ", " "))
    denied = f"{cue}: " if _DENIED.search(cue) else ""
    if saying.attribution.mode is not Mode.DIRECT:
        return denied + line_of(words.content)
    if not report.text:  # the marks around the words went with it
        kept = (f"“{piece}”" for piece in words.content.split(" … ") if piece)
        return denied + " … ".join(_quoted(piece, Span(1, len(piece) - 1)) for piece in kept)
    return denied + " … ".join(_quoted(report.text, piece) for piece in pieces)


_DENIED = re.compile(r"\b(?:den(?:y|ies|ied|ying)|refut\w+|dismiss\w*|reject\w*)\b", re.I)


def _quoted(text: str, piece: Span) -> str:
    words = line_of(piece.words(text))
    before, after = text[max(0, piece.start - 1) : piece.start], text[piece.end : piece.end + 1]
    opens = words[:1] in _OPENING or (before != "" and before in _OPENING)
    closes = words[-1:] in _CLOSING or (after != "" and after in _CLOSING)
    if not words or not (opens or closes):
        return words
    bare = words[1:] if words[0] in _OPENING else words
    bare = bare[:-1] if bare and bare[-1] in _CLOSING and not _apostrophe(bare) else bare
    return f"“{bare}”"


def balanced(words: str) -> str:
    """Words cut out of a quotation with the mark that the cut lost: `made some concessions" on` gets its first one."""
    for opening, closing in (('"', '"'), ("“", "”")):
        marks = [at for at, c in enumerate(words) if c in (opening, closing)]
        if len(marks) != 1:
            continue
        at = marks[0]
        opens = (at == 0 or words[at - 1] in " (") if opening == closing else words[at] == opening
        words = words + closing if opens else opening + words
    return words


def _apostrophe(words: str) -> bool:
    """True where the last mark belongs to the word before it (`the leaders'`): it was not opened."""
    return words[-1] in "'’" and not any(mark in words[:-1] for mark in "'‘")


def reported(row: ReportRow) -> str:
    """`Example Post, 17 August 2025`, with what is not known said."""
    outlet = line_of(row.outlet) if row.outlet else "outlet not given"
    return f"{outlet}, {day(row.published) if row.published else 'day of publication not given'}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 saying`, `2,400 sayings`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _count(rivals: tuple[str, ...]) -> str:
    return {2: "two", 3: "three", 4: "four"}.get(len(rivals), str(len(rivals)))


def width(text: str) -> int:
    """Columns that a terminal gives the text: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most `columns`; a word that is too long is cut. `first` and `rest` are the indents."""
    lines: list[str] = []
    line, used, begun = first, width(first), False
    for word in text.split(" "):
        for part in _parts(word, max(8, columns - width(rest))):
            size = width(part)
            if begun and used + 1 + size > columns:
                lines.append(line)
                line, used, begun = rest, width(rest), False
            line, used, begun = (f"{line} {part}", used + 1 + size, True) if begun else (line + part, used + size, True)
    lines.append(line)
    return lines


def _parts(word: str, columns: int) -> list[str]:
    if width(word) <= columns:
        return [word]
    parts, begin, used = [], 0, 0
    for at, c in enumerate(word):
        size = width(c)
        if used + size > columns:
            parts.append(word[begin:at])
            begin, used = at, 0
        used += size
    return [*parts, word[begin:]]

"""A text as words with their places, in a form in which copies agree: no case, no typography, no hyphens, no plural s.

Small words are those that any English sentence may hold, whatever it is about; what is left are content words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from accords.vocabulary import Span

# Letters with dots between them (U.S.), figures with marks inside (1,500.25), words with an apostrophe inside.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*\s+(?=[\"“‘«(\[]?[^\W_a-z])|\s*\n\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Lt|Col|St|Prof|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs|No|Gov|Maj|Brig|Adm|Jr|Sr|Inc|Ltd|Co)"
    r"|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)
_QUOTED = re.compile(r"“[^”\n]*(?:”|\n|$)|\"[^\"\n]*(?:\"|\n|$)|«[^»\n]*(?:»|\n|$)")

SMALL = frozenset(
    """a about above across after again against ago all almost along already also although always am among an and another any
    anybody anyone anything are aren't around as at away back be became because become been before behind being below beside
    besides between beyond both but by came can can't cannot come could couldn't did didn't do does doesn't doing don't done
    down during each either else enough ever every everybody everyone everything few for from further gave get gets getting
    give given go goes going gone got had hadn't has hasn't have haven't having he he's her here hers herself him himself his
    how however i i'm i've if in instead into is isn't it it's its itself just keep kept last later least less let like made
    make makes making many may me meanwhile might more most much must my myself near neither never next no nobody none nor not
    nothing now of off often on once one only onto or other others ought our ours out over own per perhaps put quite rather
    same say saying says said several shall she should shouldn't since so some somebody someone something soon still such
    take taken tell than that that's the their theirs them themselves then there there's therefore these they they're thing
    things this those though through throughout thus till to today together told tomorrow too took toward towards two under
    until up upon us very want was wasn't way we we're we've well went were weren't what when where whether which while who
    whom whose why will with within without won't would wouldn't yes yesterday yet you your yours added according monday
    tuesday wednesday thursday friday saturday sunday mr mrs ms""".split()
)


@dataclass(frozen=True)
class WordForms:
    """The words of `text` in order: `spans[i]` is where the i-th stands, `forms[i]` the form in which copies agree."""

    text: str
    spans: tuple[Span, ...]
    forms: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> WordForms:
        matches = list(_WORD.finditer(text))
        return cls(text, tuple(Span(*m.span()) for m in matches), tuple(form(m.group()) for m in matches))

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """True for each word inside double quotation marks, in the order of `spans`; a quotation ends with its line."""
        inside = [False] * len(self.spans)
        at = 0
        for quotation in _QUOTED.finditer(self.text):
            while at < len(self.spans) and self.spans[at].start < quotation.start():
                at += 1
            while at < len(self.spans) and self.spans[at].start < quotation.end():
                inside[at] = True
                at += 1
        return tuple(inside)

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """The sentences, each as a range of indices of words; none crosses a line, and none is empty."""
        ends = [
            m.end()
            for m in _SENTENCE_END.finditer(self.text)
            if "\n" in m.group() or not _ABBREVIATION.search(self.text, max(0, m.start() - 12), m.start() + 1)
        ]
        found, begin, at = [], 0, 0
        for end in [*ends, len(self.text)]:
            while at < len(self.spans) and self.spans[at].start < end:
                at += 1
            if at > begin:
                found.append(range(begin, at))
                begin = at
        return tuple(found)

    def span(self, words: range) -> Span:
        """From the first of these words to the last; where there are none, the empty span before the word there."""
        if words:
            return Span(self.spans[words.start].start, self.spans[words.stop - 1].end)
        at = self.spans[words.start].start if words.start < len(self.spans) else len(self.text)
        return Span(at, at)


@lru_cache(maxsize=65536)
def form(word: str) -> str:
    """ "Guarantees’" and "guarantee", "U.S." and "US" have one form each."""
    bare = word.casefold().replace("’", "'").replace(".", "") if not word[0].isdigit() else word.replace(",", "")
    bare = bare.removesuffix("'s").removesuffix("'")
    return bare[:-1] if len(bare) > 3 and bare.endswith("s") and not bare.endswith(("ss", "us", "is")) else bare

"""Who takes part by the grammar of a sentence: the subject of a verb, its object, those whom "the two leaders" mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from accords.claims.antecedents import Contents, pronoun
from accords.claims.cast import Cast, Character
from accords.claims.guests import Guest, Guests, distinct
from accords.reading.reading import Kind, Reading
from accords.vocabulary import Span

# Code points looked through before a word, and those in which somebody told before may stand: bounds on the cost.
_REACH, _BACK = 400, 1500
_OBJECT = 300  # code points of an object
_TURNS = 100  # turns of a transcript that are looked through for those who speak
_NESTED = 4  # contents that are looked through for the innermost that holds a place

_STOP = r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<!\bLt)(?<!\bCol)(?<!\bProf)\.|[;:()“”\"!?\n]|\s[–—-]\s"
# What closes a list of guests: a finite verb, or a preposition that belongs to no title.
_BREAK = re.compile(
    rf"{_STOP}|(?:^|\s)(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|shall|should|must|did|does|said|says|told|met|meets|held|hold|"
    r"who|which|that|after|before|when|while|because|if|until|since|about|over|during|but|so|then|agreed|in|at|[a-z]{2,}ed)(?:\s|$)"
)
_COORDINATOR = re.compile(r",|\b(?:and|with|alongside|plus|as\swell\sas)\b|&|[-–—/]")
_AND = re.compile(r"\band\b|,")
_TOGETHER = re.compile(r"\b(?:and|with|met)\b")
_PAIR = re.compile(
    r"\W*(?P<word>(?i:they|them|themselves|each\sother)|(?i:the\spair)|(?i:the\stwo)(?!\s\w+s\b)"
    r"|(?i:(?:the\s)?(?:two|three)|both|neither|these\stwo)\s(?i:(?:the\s)?(?:(?!and\b)\w+\s)?(?:men|women|man|woman|leaders?|presidents?|ministers?|premiers?|generals?|envoys?|negotiators?|chiefs?"
    r"|sides?|part(?:y|ies)|delegations?|teams?|governments?|countries|capitals|camps))|(?i:the\s(?:sides|parties|delegations)))\b"
)
# "The leaders" without a number: those who bear the role in the report, else the last two.
_BARE = re.compile(r"\W*[Tt]he\s(?P<word>men|women|leaders|presidents|premiers|generals|envoys|chiefs)\b")
_SIDES = re.compile(r"(?:sides?|party|parties|delegations|teams|governments|countries|capitals|camps)$", re.I)
_SINGLE = re.compile(r"\W*(?P<word>[Hh]e|[Ss]he|[Hh]im|[Hh]er|I|[Ww]e|me|us)\b(?![’'\w])")
# What may stand before the subject of a clause: "After two days of talks, …", "On Monday …".
_OPENER = re.compile(
    r"\W*(?:After|Following|Before|During|In|At|On|Despite|With|Speaking|Late|Earlier|Ahead\sof|Hours|Days|Two|Three|Also|Then|Later|Meanwhile|As|When|From|By|Since|Asked|Pressed|Questioned|[A-Z][a-z]+ing)\b"
    r"[^,“”\"]{0,160},\s"
)
_OPENING = re.compile(
    r"\W*(?:After|Before|Following|During|At|In|Ahead|Having|While|On|Speaking|Standing|[A-Z][a-z]+ing)\b"
)
_MAIN_CLAUSE = re.compile(r"[^“”\";:]{0,160}?,\s(?=[A-Z]|the\s|he\s|she\s|they\s)")
_THAT = re.compile(r"\W*(?:that|how|whether)\s")
# A pronoun right before the verb, whatever stands before it.
_PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I)\s(?:(?:has|have|had|will|would|could|might|may|is|are|was|were|also|then|later|again|both|to|due|not|first|twice)\s){0,4}$"
)
_OWN_CLAUSE = re.compile(r"\b(?:he|she|they|it|had|has|have|was|were|is|are|will|would|said)\b")
_CUT = re.compile(
    r"[;:“”\"(]|\s[–—-]\s|,?\s(?:while|whereas|but|although|though|because|if|unless|when|where|whether|as(?!\s(?:well|part))|that|until|since|so"
    r"|(?:in|at|on|to|for)\swhich)\s(?!of\b)"
)
_AFTER_CUT = re.compile(r"\b(?:after|before|since)\s(?=(?:he|she|they|it)\b|(?:[A-Z]|the\s)[^,]{1,80}$)")
_RELATIVE = re.compile(r",?\s(?:who|whom|which|that)\s(?:[\w’']+\s){0,3}$")
# A relative clause between two commas, up to the verb of the main one.
_INSERTED = re.compile(r",\s(?:which|who|whose|whom|where)\s[^,;:“”\"]{3,200},\s$")
_OBJECT_END = re.compile(
    rf"{_STOP}|\s(?:in|on|at|to|about|over|after|before|during|since|into|under|through|via|despite|amid|while|as(?!\swell)|when|where|because|but|if|unless|until|ahead|following|who|which|that"
    r"|for|will|would|is|are|was|were|has|have|had|said|says|could|may|might|today|yesterday|tomorrow|last|this|next|led|aimed|hoping|seeking|earlier|later|twice|again|separately|there|here)\b"
)
_TITLE = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Rr]epresentative|[Ee]nvoy|[Aa]mbassador|[Cc]ommissioner|[Aa]dvis[eo]r|[Cc]oordinator|[Dd]elegate)$"
)
_INDIRECT = re.compile(r"['’]s?\s|\b(?:of|from|for|by|to)\s")
_DELEGATES_OF = re.compile(
    r"\b(?:delegat\w+|envoys?|officials|representatives?|negotiators?|ministers?|leaders?|chiefs?|members|president|teams?|heads?|commanders?|fighters)\s(?:of|from|for)\s"
)


@dataclass
class Attendance:
    """Looks for participants in one report."""

    reading: Reading
    cast: Cast
    guests: Guests = field(init=False)

    def __post_init__(self) -> None:
        spoken = [a for a in self.reading.attributions if a.kind is Kind.ASSERTION and not a.turn]
        self.guests = Guests(self.cast, Contents([piece for a in spoken for piece in a.content]))

    @property
    def text(self) -> str:
        return self.cast.text

    # -- by grammar ---------------------------------------------------------------------------------------------------

    def subject(self, low: int, at: int) -> tuple[Character, ...]:
        """The subject of the verb at `at` in a clause that begins at `low` at the earliest."""
        low = max(low, at - _REACH)
        at = without_insertion(self.text, low, at)
        relative = _RELATIVE.search(self.text, max(low, at - 60), at)
        if relative:
            return self._last_group(low, relative.start())
        that = _THAT.match(self.text, low, at)
        begin = _last_end(_CUT, self.text, that.end() if that else low, at)
        found = _PRONOUN.search(self.text, max(begin, at - 40), at)
        if found:
            meant = self._meant(found.start(), at)
            if meant:
                return meant
        opener = _OPENER.match(self.text, begin, at)
        if opener and not _OWN_CLAUSE.search(opener.group()):
            begin = opener.end()
        else:
            begin = _last_end(_AFTER_CUT, self.text, begin, at)
        return self.group(begin, at)

    def following(self, at: int, frame: Span) -> tuple[Character, ...]:
        """The subject of the main clause after an opening one: "After talks with B in X, A said"."""
        if not _OPENING.match(self.text, frame.start):
            return ()
        main = _MAIN_CLAUSE.match(self.text, at, frame.end)
        return self.group(main.end(), min(frame.end, main.end() + 120)) if main else ()

    def object(self, low: int, high: int) -> tuple[Character, ...]:
        """The object that begins at `low`: a list of guests with nothing before it but titles."""
        high = self._object_end(low, high)
        found = self.group(low, high)
        if not found:
            return ()
        named = self.guests.named(low, high)
        before = self.text[low : named[0].span.start] if named else ""
        return () if _INDIRECT.search(before) and not _DELEGATES_OF.search(before) else found

    def listed(self, low: int, high: int) -> tuple[Character, ...]:
        """The list after "between" or "with", whatever stands before its first guest."""
        return self.group(low, self._object_end(low, high))

    def group(self, low: int, high: int) -> tuple[Character, ...]:
        """The first list of guests of a stretch: "A, the minister of B, and C", or whom a pronoun at its head means."""
        high = min(high, low + _REACH)
        meant = self._meant(low, high)
        if meant:
            return meant
        found = self.guests.named(low, high)
        plural = self.guests.bearers_at(low, high)
        if (
            plural is not None
            and (not found or plural <= found[0].span.end)
            and not _BREAK.search(self.text[low:plural])
        ):
            bearers = self.guests.bearers(low, high)
            if len(bearers) >= 2:
                return bearers
        if found and not _BREAK.search(self.text[low : found[0].span.start]):
            return distinct(self._joined(found))
        bare = _BARE.match(self.text, low, high)
        return self.several(bare.start("word"), bare["word"]) if bare else ()

    def _object_end(self, at: int, high: int) -> int:
        high = min(high, at + _OBJECT)
        for m in _OBJECT_END.finditer(self.text, at + 1, high):
            if not _TITLE.search(self.text, max(at, m.start() - 20), m.start()):
                return m.start()
        return high

    def _joined(self, found: Sequence[Guest]) -> Iterable[Character]:
        yield found[0].character
        for before, after in pairwise(found):
            between = self.text[before.span.end : after.span.start]
            if len(between) > 130 or _BREAK.search(between) or not _COORDINATOR.search(between):
                return
            yield after.character

    def _last_group(self, low: int, high: int) -> tuple[Character, ...]:
        """The list that ends a stretch: those whom ", who met" goes on about."""
        found = self.guests.named(max(low, high - 200), high)
        if not found:
            return ()
        picked = [found[-1]]
        for before, after in zip(reversed(found[:-1]), reversed(found), strict=False):
            between = self.text[before.span.end : after.span.start]
            if _BREAK.search(between) or not _AND.search(between):
                break
            picked.append(before)
        return distinct(g.character for g in reversed(picked))

    # -- meant and not named --------------------------------------------------------------------------------------------

    def _meant(self, low: int, high: int) -> tuple[Character, ...]:
        m = _SINGLE.match(self.text, low, high)
        if m:
            return self.one(m.start("word"), m["word"])
        m = _PAIR.match(self.text, low, high)
        return self.several(m.start("word"), m["word"]) if m else ()

    def one(self, at: int, word: str) -> tuple[Character, ...]:
        """Whom a pronoun of the singular at `at` means; of the first person, who speaks there."""
        if word.lower() in ("i", "we", "me", "us"):
            who = self.speaker(at)
        else:
            who = pronoun(self.cast, at, word, (), quotations=self.guests.quotations).character
        return (who,) if who is not None else ()

    def several(self, at: int, word: str) -> tuple[Character, ...]:
        """Whom "the two leaders" or "both sides" at `at` mean: the last two people, or parties, told of together, else the
        last two told of outside quotations."""
        parties = bool(_SIDES.search(word))
        named = self.guests.named(max(0, at - _BACK), at)
        kept = [g for g in named if g.character.is_person != parties]
        for first, second in zip(reversed(kept[:-1]), reversed(kept), strict=False):
            between = self.text[first.span.end : second.span.start]
            if first.character is second.character or len(between) > 100 or _BREAK.search(between):
                continue
            if _TOGETHER.search(between):
                return first.character, second.character
        recent = distinct(g.character for g in reversed(kept) if not self.guests.quotations.hold(g.span.start))
        return tuple(reversed(recent[:2])) if len(recent) >= 2 else ()

    def taking_turns(self) -> tuple[Character, ...]:
        """The people of parties who speak in turns, as a transcript has them."""
        turns = [a.source for a in self.reading.attributions[:_TURNS] if a.turn and a.source]
        named = [g.character for s in turns for g in self.guests.named(s[0].start, s[-1].end)]
        return distinct(c for c in named if c.is_person and c.party)

    def speaker(self, at: int) -> Character | None:
        """Who says the words at `at`, where the source is named or a plain pronoun."""
        k = bisect_right(self._contents, (at, 1 << 62, 0))
        holding = [row for row in self._contents[max(0, k - _NESTED) : k] if row[0] <= at < row[1]]
        source = self.reading.attributions[holding[-1][2]].source if holding else ()
        if not source:
            return None
        low, high = source[0].start, source[-1].end
        named = self.guests.named(low, high)
        if named:
            return named[0].character
        m = _SINGLE.match(self.text, low, high)
        if m and m["word"].lower() in ("he", "she"):
            return pronoun(self.cast, low, m["word"], (), quotations=self.guests.quotations).character
        return None

    @cached_property
    def _contents(self) -> list[tuple[int, int, int]]:
        return sorted((p.start, p.end, k) for k, a in enumerate(self.reading.attributions) for p in a.content)


def without_insertion(text: str, low: int, at: int) -> int:
    """Where the clause stops that a relative one interrupts before the verb at `at`: "A, which lists B as rebels, has"."""
    if text[at - 2 : at] != ", ":
        return at
    inserted = _INSERTED.search(text, max(low, at - _REACH), at)
    return inserted.start() if inserted else at


def _last_end(pattern: re.Pattern[str], text: str, low: int, high: int) -> int:
    end = low
    for m in pattern.finditer(text, low, high):
        end = m.end()
    return end

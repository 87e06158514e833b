"""The stretch of text around a word that tells of a meeting, and the day and place that belong to it there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from accords.claims.calendar import Tense, counts_from_a_named_day, is_an_age, resolve
from accords.claims.cast import Cast
from accords.claims.names import FormKind
from accords.reading.reading import Kind, Reading, Timex
from accords.vocabulary import Span, When

# Code points on either side of a word that are looked at; a bound on the cost where no sentence ends.
REACH = 500
_ANCHORS = 3  # times told before from which "a day earlier" may count
_CLAUSE_CUT = re.compile(
    r"[;:“”\"()]|\s[–—-]\s|,?\s(?:who|which|where|while|whereas|but|although|though|because|unless|until|if|whether)\s|,\s(?:and|as|after|before|when)\s"
    r"|\s(?:and|but)\s(?=(?:is|are|was|were|has|have|had|will|would|then|later|said|told)\b)|\bthat\s(?=(?:the|a|an|he|she|it|they|[A-Z])\b)"
)
_SAID = re.compile(
    r"\b(?:said|says|told|announced|wrote|added|insisted|warned|confirmed|claimed|declared|stated|reported|posted|tweeted|according)\b",
    re.I,
)
TENSED = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|shall|should|must|said|says|told|announced|agreed|called|asked|made|gave|took|"
    r"warned|insisted|added|wrote|confirmed|claimed|declared)\b"
)
_TO_DO = re.compile(r"\bto\s[a-z]+")
_AFTER_OR_AT = re.compile(r"\b(?:after|following|since|during|at|in|from|of|by|held|had|hosted|joined)\s$", re.I)
# A time after these bounds or names something else.
_OTHER_TIME = re.compile(
    r"\b(?:until|till|by|since|due\sby|deadline\sof|dated|than|signed|agreed|adopted|war|of\sthe|after|elected|launched)\s(?:the\s)?$",
    re.I,
)
_MEANWHILE = re.compile(r"\b(?:[Aa]s|[Ww]hen|[Ww]hile|[Aa]fter|[Ff]ollowing)\s(?:[\w-]+\s){0,2}$")
_WHERE = re.compile(r"\b(?:where|when)\s$")
_EVE = re.compile(r"\b(?:on|at|comes?)\s(?:on\s)?the\seve\sof\s$", re.I)
# "Two days after" a clause or a noun that tells of the meeting.
_DAYS_AFTER = re.compile(
    r"\b(?P<words>(?:(?P<number>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s(?P<unit>days?|weeks?)|hours)"
    r"\s(?P<side>after|before))\s[^,;:“”\"]{0,70}$",
    re.I,
)
_COUNT = {w: n for n, w in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_COUNTED = 120  # code points from such words to the meeting
_MOST_OF_A_YEAR, _WEEKS = 240, 100  # days
_DATELINE = re.compile(
    r"(?m)^[^\S\n]*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{2,30})(?:(?=[,\s(])[^\n“”\"]{0,90}?(?<=[\s)])[—–-]{1,2}\s|\.\s(?=[A-Z][a-z]))"
)
_PLACE = re.compile(
    r"\b(?:in|at|inside|outside|near)\s(?:(?:the|a|an|his|her|its)\s)?(?:[A-Z]\w+\sstate\sof\s)?"
    r"(?:(?!(?:with|by|to|from|for|interview|and)\b)[a-z][\w-]*\s){0,4}?"
    r"(?P<name>[A-ZÀ-Þ][\w'’.-]*(?:\s(?:(?:of\s|de\s|la\s|al\s)?[A-ZÀ-Þ]|(?:el|al|ash|es|as)-[A-Z])[\w'’-]*){0,4}"
    r"(?:,\s(?:in\s)?(?:the\s)?[A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)?(?=[\s.,;:)”\"]|$))?)"
)
_TO_PLACE = re.compile(
    r"\bto\s(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)\s(?:(?:on|this|last|next)\s\w+\s)?for\s$"
)
_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|I|Article|English|Twitter|X|Facebook|Telegram|Parliament|The|He|She|They|Next|Last|First|Second|Third)\b"
)
# "The war in X" says where the war is.
_ELSEWHERE = re.compile(
    r"\b(?:war|conflict|peace|fighting|violence|cease-?fire|truce|troops|forces|killings?|crisis|situation|settlement|solution|agreement|"
    r"operations|regions?|elections?|interests?|people|bases)\s$"
)
_TAKES_PLACE = re.compile(
    r"\b(?:will|take|takes|took|taken|be|been|was|were|is|are|held|place|due|set|scheduled|expected|begin|began|opened?|ended|resumed?|started|concluded|broke|up|down)\b"
)
_FINITE = re.compile(
    r"\b(?:(?!(?:based|united)\b)[a-z]+ed|said|says|told|began|gave|made|went|came|would|has|have|had|could|may|might)\b"
)
_PROPER_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]|[Tt]his|that)\s|\b\w+['’]s\s|^)(?:[a-z-]+\s){0,2}(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s(?:[a-z-]+\s)?$"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One voice's stretch `[low, high)` around a word, and in it the clause `[begin, end)`."""

    low: int
    high: int
    begin: int
    end: int

    @property
    def evidence(self) -> Span:
        return Span(self.begin, self.end) if self.end - self.begin > 20 else Span(self.low, self.high)


@dataclass
class Surroundings:
    """Frames, days and places of one report."""

    reading: Reading
    cast: Cast

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def published(self) -> date | None:
        return self.reading.report.published

    def frame(self, at: int, end: int) -> Frame:
        """The frame of the word `[at, end)`: its sentence, cut where another's words begin or end."""
        sentence = self.reading.sentences.holding(at)
        low, high = max(sentence.start, at - REACH), min(max(sentence.end, end), end + REACH)
        k = bisect_right(self._edges, at)
        if k:
            low = max(low, self._edges[k - 1])
        if k < len(self._edges):
            high = max(end, min(high, self._edges[k]))
        begin, stop = low, high
        for cut in _CLAUSE_CUT.finditer(self.text, low, high):
            if cut.end() <= at:
                begin = cut.end()
            elif cut.start() >= end:
                stop = cut.start()
                break
        return Frame(low, high, begin, stop)

    @cached_property
    def _edges(self) -> list[int]:
        """Where contents of assertions begin and end; an infinitive ("to meet B") goes on with its speaker as subject."""
        edges: set[int] = set()
        for a in self.reading.attributions:
            if a.kind is Kind.ASSERTION:
                for piece in a.content:
                    if self.text[piece.start : piece.start + 3] != "to ":
                        edges.update(piece)
        return sorted(edges)

    # -- days -----------------------------------------------------------------------------------------------------------

    @cached_property
    def _time_starts(self) -> list[int]:
        return [t.span.start for t in self.reading.times]

    def _times(self, low: int, high: int) -> list[Timex]:
        return list(self.reading.times[bisect_left(self._time_starts, low) : bisect_left(self._time_starts, high)])

    def time(self, start: int, word: Span, frame: Frame) -> Timex | None:
        """The time of the phrase `[start, word.end)`: in it, else after it in the clause, else before it."""
        best: tuple[float, int, Timex] | None = None
        for timex in self._times(frame.low, frame.high):
            rank = self._rank(timex, start, word, frame)
            if rank is not None and (best is None or (rank, timex.span.start) < best[:2]):
                best = (rank, timex.span.start, timex)
        return best[2] if best else None

    def _rank(self, timex: Timex, start: int, word: Span, frame: Frame) -> float | None:
        at, end = timex.span
        if is_an_age(timex) or self._in_dateline(timex.span):
            return None
        if start <= at < word.start:
            return 0.0
        if timex.part("possessive") or _OTHER_TIME.search(self.text, max(0, at - 14), at):
            return None
        if at >= word.end and end <= frame.end:
            gap = self.text[word.end : at]
            return None if _SAID.search(gap) else 1 + len(gap) / 1000 + (0.4 if len(TENSED.findall(gap)) > 1 else 0)
        if frame.begin <= at < start:
            gap = self.text[end:start]
            if start != word.start and (_TO_DO.search(gap) or ("," in gap and at - frame.begin > 25)):
                return None
            if _SAID.search(gap):
                return 3.5 if _AFTER_OR_AT.search(self.text, max(0, start - 14), start) else None
            return 2 + len(gap) / 1000
        if at < start and at - frame.low < 25:
            return 2.6
        return 2.8 if at < start and _WHERE.search(self.text, max(0, frame.begin - 10), frame.begin) else None

    def time_of_saying(self, start: int, frame: Frame) -> Timex | None:
        """The day on which it was said that goes with "as they sat down", "after hours of talks": of the sentence or the one before."""
        if not _MEANWHILE.search(self.text, max(frame.low, start - 40), start):
            return None
        here = self.reading.sentences.index(start)
        for number in (here, here - 1):
            if number < 0:
                break
            span = self.reading.sentences.spans[number]
            for timex in self._times(max(span.start, start - 2 * REACH), min(span.end, start + REACH)):
                if timex.part("possessive") or self._in_dateline(timex.span):
                    continue
                if _OTHER_TIME.search(self.text, max(0, timex.span.start - 14), timex.span.start):
                    continue
                if timex.part("weekday") or timex.part("relative") or timex.part("day"):
                    return timex
        return None

    def saying_before(self, at: int) -> Timex | None:
        """The day told in the sentence of `at`, else the last one in the paragraph before it, or the one before that."""
        sentence = self.reading.sentences.holding(at)
        low = max(0, self.reading.sentences.paragraph(at).start - REACH)
        here = self._times(max(sentence.start, at - REACH), min(sentence.end, at + REACH))
        for timex in (*here, *reversed(self._times(low, at))):
            named = timex.part("weekday") or timex.part("relative") or timex.part("day")
            if named and not timex.part("possessive") and not self._in_dateline(timex.span):
                return None if counts_from_a_named_day(timex) else timex
        return None

    def day(self, timex: Timex, tense: Tense) -> When | None:
        """The days of a time, with its words; "a day earlier" counts from the last day told before it."""
        anchor = self._anchor(timex) if counts_from_a_named_day(timex) else None
        when = resolve(timex, published=self.published, tense=tense, anchor=anchor)
        return When(when.start, when.end, timex.span.words(self.text)) if when is not None else None

    @property
    def today(self) -> When | None:
        """The day of publication, of what is told as going on."""
        return When(self.published, self.published) if self.published is not None else None

    def days_after(self, start: int, frame: Frame) -> When | None:
        """ "…, said on Sunday, two days after A met B": the day counted back from the one told before, or from publication."""
        low = max(frame.low, start - _COUNTED)
        near = self.text[low:start]
        m = _DAYS_AFTER.search(self.text, low, start) if " after " in near or " before " in near else None
        if m is None:
            return None
        sentence = self.reading.sentences.holding(start)
        told = None
        for timex in reversed(self._times(max(sentence.start, start - REACH), m.start() + 1)):
            if timex.span.end <= m.start() and not counts_from_a_named_day(timex) and not self._in_dateline(timex.span):
                told = resolve(timex, published=self.published)
                break
        day = told.start if told is not None and told.start == told.end else self.published
        if day is None:
            return None
        number = m["number"].lower() if m["number"] else ""
        count = 0 if not number else int(number) if number.isdigit() else _COUNT.get(number, 1)
        step = timedelta(count * (7 if (m["unit"] or "").startswith("week") else 1))
        day = day - step if m["side"] == "after" else day + step
        return When(day, day, " ".join(m["words"].split()))

    def nearer(self, timex: Timex, when: When) -> When | None:
        """The same day of the year on the other side of publication, where it is a few weeks off and `when` most of a year."""
        if self.published is None or when.start is None or not timex.part("month") or timex.part("year"):
            return None
        far = (when.start - self.published).days
        if abs(far) < _MOST_OF_A_YEAR:
            return None
        other = self.day(timex, "future" if far < 0 else "past")
        near = other is not None and other.start is not None and abs((other.start - self.published).days) <= _WEEKS
        return other if near else None

    def eve(self, start: int, frame: Frame) -> When | None:
        """ "On the eve of the talks", told in the present: the day after publication."""
        m = _EVE.search(self.text, max(frame.low, start - 30), start)
        if m is None or self.published is None:
            return None
        day = self.published + timedelta(1)
        return When(day, day, m.group().strip())

    def _anchor(self, timex: Timex) -> date | None:
        k = bisect_left(self._time_starts, timex.span.start)
        for before in reversed(self.reading.times[max(0, k - _ANCHORS) : k]):
            when = None if counts_from_a_named_day(before) else resolve(before, published=self.published)
            if when is not None and when.start == when.end:
                return when.start
        return None

    def _in_dateline(self, span: Span) -> bool:
        line = self.reading.sentences.paragraph(span.start).start
        if span.start - line > 60:
            return False
        dateline = _DATELINE.match(self.text, line)
        return dateline is not None and span.end <= dateline.end()

    @cached_property
    def dateline(self) -> str | None:
        """The place from which the report was sent, as its first lines say in capitals."""
        m = _DATELINE.search(self.text, 0, 1500)
        return m["place"].strip(" .").title() if m else None

    # -- places -----------------------------------------------------------------------------------------------------------

    def place(self, start: int, word: Span, frame: Frame) -> str | None:
        """Where, as the text names it: after the word, before it, at the head of the sentence, or in the phrase itself."""
        stretches = ((word.end, frame.end), (frame.begin, start), (frame.low, min(frame.begin, frame.low + 80)))
        for low, high in stretches:
            for m in _PLACE.finditer(self.text, low, high):
                if low == word.end and not self._belongs(word.end, m.start()):
                    break
                if self._names_place(m.start("name"), m["name"]):
                    return re.sub(r"['’]s$", "", m["name"].rstrip(".,"))
        to = _TO_PLACE.search(self.text, max(frame.begin, start - 60), start)
        if to and self._names_place(to.start("name"), to["name"]):
            return to["name"]
        for place in self.cast.places_between(start, word.start):
            if place.kind in (FormKind.CAPITAL, FormKind.SEAT):
                return place.span.words(self.text)
        named = _PROPER_BEFORE.search(self.text[start : word.start])
        if named is None or _NO_PLACE.match(named["name"]):
            return None
        if named.start("name") == 0 and start == self.reading.sentences.holding(start).start:
            return None  # a capital only because the sentence begins
        low, high = start + named.start("name"), start + named.end("name")
        return None if self.cast.between(low, high) or self.cast.places_between(low, high) else named["name"]

    def _belongs(self, low: int, at: int) -> bool:
        """True where no other verb and no other noun takes the place for itself."""
        gap = self.text[low:at]
        return not _ELSEWHERE.search(gap) and not _FINITE.search(_TAKES_PLACE.sub("", gap))

    def _names_place(self, at: int, name: str) -> bool:
        if _NO_PLACE.match(name) or self.cast.roster.adjective(name):
            return False
        return not any(a.character.is_person for a in self.cast.between(at, at + 1))

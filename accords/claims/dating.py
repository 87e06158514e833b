"""The day on which each saying was said, as far as the report fixes it, and the words that fix it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from accords.claims.calendar import counts_from_a_named_day, resolve, tells_no_day
from accords.claims.frame import OCCASION, Frames, rank
from accords.claims.saying import Why
from accords.reading.reading import Mode, Reading
from accords.vocabulary import Span, When
from accords.vocabulary.actor import fold

# Code points at the head of a text in which a transcript or a document says its day.
_HEADER = 400
# Sentences over which a day is inherited: from an occasion told, a sentence about the speaker, a later saying,
# "the same briefing", the lead.
_OCCASION_REACH, _SPEAKER_REACH, _NEXT_REACH, _SAME_REACH, _LEAD_REACH = 8, 4, 6, 12, 2
# Sentences at the top of a report whose day may come with a later sentence.
_LEAD = 7
# Times nearest to a cue that are weighed, and days told before from which "two days later" may count.
_WEIGHED, _ANCHORS = 8, 5

_OCCASION = re.compile(rf"\b{OCCASION}\b", re.I)
_HAD = re.compile(r"\b(?:had|having)\s(?:\w+\s){0,2}$|^had\b", re.I)
_ONCE = re.compile(
    r"\b(?:previously|in\sthe\spast|repeatedly|often|once|long|always|for\s(?:weeks|months|years)|over\sthe\syears|routinely)\b",
    re.I,
)
_SAME_OCCASION = re.compile(
    rf"\bat\sthe\ssame\s(?:{OCCASION}|event|meeting)\b|\bin\sthe\ssame\s{OCCASION}\b|\bacross\sthe\stable\b"
    r"|\b(?:beside|alongside|next\sto)\s(?:him|her|them)\b|\bin\sreply\b",
    re.I,
)
# "She said after the ceremony": on the day of the event that was told.
_SAME_EVENT = re.compile(
    r"\b(?:after|at|before|during|following|at\sthe\s(?:close|end|start|opening)\sof)\sthe\s(?:[\w-]+\s)?"
    r"(?:ceremony|signing|talks|meeting|session|summit|round|vote|hearing|handover|dinner|lunch|call|conference|match|ruling|verdict)\b"
    r"|\bon\s(?:his|her|their)\sway\s(?:in|out|home)\b",
    re.I,
)
_BESIDE = re.compile(
    r"\b(?i:beside|alongside|next\sto|standing\swith|together\swith|flanked\sby|sitting\swith|joined\sby)\s(?P<names>(?:[\w'’.-]+\s?){1,8})"
)
_PRESENT = re.compile(
    r"(?:says?|writes?|adds?|tells?|warns?|insists?|reports|announces?|confirms?|stresses|stress|calls|argues?|denies|deny|according\sto"
    r"|(?:has|have)\s(?:also\s|just\s|now\s)?(?:said|told|written|added|warned|insisted|announced|confirmed|denied|called|urged|stressed))\b",
    re.I,
)
# "GENEVA, Aug. 4 (Agency) —": the day of writing.
_DATELINE = re.compile(r"(?m)^[^\S\n]*[A-ZÀ-Þ][^\n“\"]{1,80}?(?:\s\([^)\n]{2,40}\))?\s?[—–-]{1,2}\s")
_ENTRY = re.compile(
    r"(?m)^[^\S\n]*[*_#]{0,3}[^\S\n]?(?:[01]?\d|2[0-3])[.:h][0-5]\d(?:[^\S\n]?(?:am|pm|a\.m\.|p\.m\.|GMT|CET|CEST|UTC|BST|EST|EDT))?[*_]{0,3}(?=[^\S\n]|$|[-–—:.])"
)
_DOCUMENT = re.compile(
    r"(?mi)^\W*(?:(?:joint|press|final|official|chair['’]?s|co-chairs['’]?|media|public|agreed)\s){0,2}"
    r"(?:statement|communiqu[eé]|readout|read-out|declaration|press\srelease|summary\sof\sconclusions|memorandum|summary\sof\sthe\s(?:\w+\s){0,2}(?:briefing|meeting|press\sconference|call|talks))\b"
    r"(?=\W*$|\s(?:of|by|from|on|following|after|regarding|to)\b|\W)"
)

_OF_DATELINE = "the date of the dateline"
_PRONOUNS = {"he", "she", "they", "it", "who", "which"}

Dated = tuple[When | None, Why | None]


def date_sayings(reading: Reading, speakers: Sequence[str | None]) -> tuple[Dated, ...]:
    """The day of each attribution of `reading`, in its order, and why; open (`None`) where the text does not fix it.

    `speakers[i]` is the actor id of attribution i's speaker. All is counted from `reading.report.published`; without
    it, relative words stay open. The words of a `When` are the text's own, at the span of its `Why`.
    """
    return _Dater(reading, speakers).all()


@dataclass(frozen=True, slots=True)
class _Day:
    when: When
    span: Span
    sentence: int
    paragraph: int

    @property
    def single(self) -> bool:
        return self.when.start == self.when.end


@dataclass
class _Said:
    """What has been told so far of the days of one speaker: the latest day, and the last one told."""

    main: _Day | None = None
    recent: _Day | None = None


@dataclass
class _Dater:
    reading: Reading
    speakers: Sequence[str | None]
    frames: Frames = field(init=False)
    told: dict[str, _Said] = field(default_factory=dict)
    last: _Day | None = None
    occasion: _Day | None = None
    lead: tuple[int, _Day] | None = None
    beside: dict[str, _Day] = field(default_factory=dict)
    seen: int = 0

    def __post_init__(self) -> None:
        self.frames = Frames(self.reading, self.speakers)
        self.starts = [t.span.start for t in self.reading.times]
        self.days = self._resolved()
        self.header = self._header()
        self.document = self.header is not None and _DOCUMENT.search(self.text, 0, _HEADER) is not None
        self.entries = [m.start() for m in _ENTRY.finditer(self.text)]

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def published(self) -> date | None:
        return self.reading.report.published

    def all(self) -> tuple[Dated, ...]:
        out: list[Dated] = []
        for index in range(len(self.reading.attributions)):
            attribution = self.reading.attributions[index]
            if attribution.within is not None and attribution.within < len(out):
                out.append(self._nested(index, out[attribution.within][0]))
            else:
                out.append(self._outermost(index))
        self._from_what_follows(out)
        return tuple(out)

    # Times -----------------------------------------------------------------------------------------------------------

    def _resolved(self) -> list[When | None]:
        """Each time in the text's own voice; "two days later" counts from the last day told that leads to the past."""
        days: list[When | None] = []
        anchors: list[date] = []
        for timex in self.reading.times:
            when = None
            if counts_from_a_named_day(timex):
                for anchor in anchors[: -_ANCHORS - 1 : -1]:
                    when = self._past(resolve(timex, published=self.published, anchor=anchor))
                    if when is not None:
                        break
            else:
                when = self._past(resolve(timex, published=self.published))
            days.append(when)
            if (
                when is not None
                and when.start is not None
                and when.start == when.end
                and self.frames.told(timex.span.start)
            ):
                anchors.append(when.start)
        return days

    def _past(self, when: When | None) -> When | None:
        """What was said is never said after publication."""
        if when is None or when.start is None or self.published is None:
            return when
        if when.start > self.published:
            return None
        return When(when.start, min(when.end or when.start, self.published), when.words)

    def _times(self, within: Span) -> range:
        return range(bisect_left(self.starts, within.start), bisect_left(self.starts, within.end))

    def _day(self, which: int, when: When, sentence: int) -> _Day:
        span = self.reading.times[which].span
        words = self.text[span.start : span.end]
        return _Day(When(when.start, when.end, words), span, sentence, self.frames.line(span.start).start)

    def _own(self, index: int) -> tuple[int | None, bool]:
        """The time of the saying's own frame, by its number; and whether a time stands there at all."""
        within, cue = self.frames.window(index), self.frames.cue(index)
        numbers = self._times(within)
        near = bisect_left(self.starts, cue.start)
        numbers = range(max(numbers.start, near - _WEIGHED), min(numbers.stop, near + _WEIGHED))
        best: tuple[bool, int, int, int] | None = None
        for number in numbers:
            timex = self.reading.times[number]
            if self.frames.covers(index, timex.span.start) or not self.frames.owns(index, timex.span):
                continue
            place = rank(self.frames, index, within, timex)
            if place is None or tells_no_day(timex) or self._in_dateline(timex.span):
                continue
            distance = min(abs(timex.span.start - cue.end), abs(cue.start - timex.span.end))
            key = (self.days[number] is None, place, distance, number)
            if best is None or key < best:
                best = key
        return (None, False) if best is None else (best[3], True)

    def _in_dateline(self, span: Span) -> bool:
        line = self.frames.line(span.start).start
        if span.end - line > 80:
            return False
        dateline = _DATELINE.match(self.text, line)
        return dateline is not None and span.end <= dateline.end() and self.text[line : line + 3].isupper()

    def _dateline(self, sentence: Span) -> _Day | None:
        """The day of the dateline that the sentence opens with: what is told in it without a day was said then."""
        for which in self._times(Span(sentence.start, sentence.start + 80)):
            when = self.days[which]
            if when is not None and when.start == when.end and self._in_dateline(self.reading.times[which].span):
                return self._day(which, when, self.reading.sentences.index(sentence.start))
        return None

    def _in_sentence(self, number: int) -> int | None:
        """The first time of a sentence that only tells."""
        span = self.reading.sentences.spans[number]
        within = Span(span.start, min(span.end, span.start + 1000))
        for which in list(self._times(within))[:_WEIGHED]:
            timex = self.reading.times[which]
            if self.days[which] is None or not self.frames.told(timex.span.start) or self._in_dateline(timex.span):
                continue
            if tells_no_day(timex):
                continue
            if rank(self.frames, None, within, timex) is not None:
                return which
        return None

    # Sayings ---------------------------------------------------------------------------------------------------------

    def _outermost(self, index: int) -> Dated:
        attribution, speaker = self.reading.attributions[index], self.speakers[index]
        cue = self.frames.cue(index)
        sentence = self.reading.sentences.index(cue.start) if self.reading.sentences.spans else 0
        self._hear_occasions(sentence)
        if attribution.turn:
            return self._by_header("the date in the transcript's header", sentence)
        which, there = self._own(index)
        had = self._had(index)
        if which is not None and (when := self.days[which]) is not None:
            day = self._day(which, when, sentence)
            self._note(speaker, day, had)
            if not had and day.single:
                self._hear_lead(index, day)
                self._hear_beside(index, day)
            return day.when, Why("a date in the saying's own sentence", day.when.words, day.span)
        if there and which is not None:
            span = self.reading.times[which].span
            rule = (
                "a relative date without a day of publication"
                if self.published is None
                else "a date that the words leave open"
            )
            return None, Why(rule, span.words(self.text), span)
        if had:
            return None, Why("said before what is reported here, no day named")
        found = self._inherited(index, sentence)
        if found is None:
            return None, Why("no day named")
        day, rule = found
        self._hear_beside(index, day)
        if rule != "the same speaker's day":
            self._note(speaker, _Day(day.when, day.span, sentence, self.frames.line(cue.start).start), False)
        return day.when, Why(rule, day.when.words, day.span)

    def _had(self, index: int) -> bool:
        """True of what was said earlier or more than once: "had told", "has repeatedly said"."""
        cue = self.frames.cue(index)
        before = self.text[max(0, cue.start - 24) : cue.start]
        words = self.text[cue.start : min(cue.end, cue.start + 80)]
        return bool(
            _HAD.search(before) or re.match(r"had\b", words, re.I) or _ONCE.search(words) or _ONCE.search(before)
        )

    def _note(self, speaker: str | None, day: _Day, had: bool) -> None:
        if day.span.start < self.frames.headline.end:
            return
        if not had:
            self.last = day
        if speaker is None:
            return
        said = self.told.setdefault(speaker, _Said())
        said.recent = day
        latest = said.main is None or (said.main.when.start or date.min) <= (day.when.start or date.min)
        if not had and day.single and latest:
            said.main = day

    def _hear_lead(self, index: int, day: _Day) -> None:
        """The first saying of the body paraphrases what the next one quotes, often of another speaker of its side."""
        if self.lead is None and day.sentence < _LEAD and day.span.start >= self.frames.headline.end:
            self.lead = (index, day)

    def _hear_beside(self, index: int, day: _Day) -> None:
        window = self.frames.window(index)
        for match in _BESIDE.finditer(self.text, window.start, window.end):
            if not self.frames.covers(index, match.start()):
                for word in match["names"].split():
                    self.beside[fold(word.strip(","))] = day

    def _hear_occasions(self, sentence: int) -> None:
        """Interviews, briefings and the like that a sentence before `sentence` dates and that quotes nobody itself."""
        headline = self.frames.headline.end
        for number in range(self.seen, sentence):
            span = self.reading.sentences.spans[number]
            if span.start < headline or self.frames.neighbours(number):
                continue
            if not len(self._times(span)) or not _OCCASION.search(
                self.text, span.start, min(span.end, span.start + 1000)
            ):
                continue
            which = self._in_sentence(number)
            if which is not None and (when := self.days[which]) is not None and when.start == when.end:
                self.occasion = self._day(which, when, number)
        self.seen = max(self.seen, sentence)

    def _inherited(self, index: int, sentence: int) -> tuple[_Day, str] | None:
        speaker = self.speakers[index]
        cue = self.frames.cue(index)
        said = self.told.get(speaker, _Said()) if speaker is not None else _Said()
        line = self.frames.line(cue.start)
        before = self._sentence_before(index, line)
        if before is not None and (said.main is None or self._names(speaker, before.sentence)):
            return before, "a date in the sentence before"
        if said.recent is not None and said.recent.paragraph == line.start:
            return said.recent, "the same speaker's day"
        if said.main is not None:
            return said.main, "the same speaker's day"
        frame = self.frames.window(index)
        if (
            self.last is not None
            and sentence - self.last.sentence <= _SAME_REACH
            and _SAME_OCCASION.search(self.text, frame.start, frame.end)
        ):
            return self.last, "the same occasion"
        event = _SAME_EVENT.search(self.text, frame.start, frame.end)
        if event is not None and not self.frames.covers(index, event.start()):
            day = self._event_before(sentence)
            if day is not None:
                return day, "the day of the event told before"
        if speaker is not None and (day := self.beside.get(speaker.rsplit("-", 1)[-1])) is not None:
            return day, "the day of the speaker beside"
        about = self._about(speaker, sentence)
        if about is not None:
            return about, "a dated sentence about the speaker"
        if self.occasion is not None and sentence - self.occasion.sentence <= _OCCASION_REACH:
            return self.occasion, "the occasion told before"
        if self.lead is not None and self.lead[0] == index - 1 and sentence - self.lead[1].sentence <= _LEAD_REACH:
            return self.lead[1], "the day of the lead"
        if self._live(cue) and self.published is not None:
            return _Day(When.day(self.published), cue, sentence, line.start), "the day of a live page"
        dateline = self._dateline(self.reading.sentences.holding(cue.start))
        if dateline is not None:
            return dateline, _OF_DATELINE
        if self.document and self.header is not None:
            return _Day(*self.header, sentence, line.start), "the date of the document itself"
        return None

    def _sentence_before(self, index: int, line: Span) -> _Day | None:
        """The day of a sentence before in the paragraph that quotes nobody and is about the speaker or an occasion."""
        attribution = self.reading.attributions[index]
        first = min([self.frames.cue(index).start, *(piece.start for piece in attribution.content[:1])])
        number = self.reading.sentences.index(first) - 1
        if number < 0 or self.reading.sentences.spans[number].start < line.start or self.frames.neighbours(number):
            return None
        span = self.reading.sentences.spans[number]
        source = attribution.source[0].words(self.text).lower() if attribution.source else ""
        about = source in _PRONOUNS or self._names(self.speakers[index], number)
        if not about and not _OCCASION.search(self.text, span.start, min(span.end, span.start + 1000)):
            return None
        which = self._in_sentence(number)
        when = self.days[which] if which is not None else None
        return self._day(which, when, number) if which is not None and when is not None else None

    def _names(self, speaker: str | None, sentence: int) -> bool:
        """True where the sentence opens with the last name that the speaker's id ends in."""
        if speaker is None:
            return False
        span = self.reading.sentences.spans[sentence]
        opening = fold(self.text[span.start : min(span.end, span.start + 80)])
        return speaker.rsplit("-", 1)[-1] in re.findall(r"\w+", opening)

    def _event_before(self, sentence: int) -> _Day | None:
        """The single day of the nearest sentence before that tells something of a day."""
        for number in range(sentence - 1, max(-1, sentence - _OCCASION_REACH - 1), -1):
            if self.reading.sentences.spans[number].start < self.frames.headline.end:
                break
            which = self._in_sentence(number)
            if which is not None and (when := self.days[which]) is not None and when.start == when.end:
                return self._day(which, when, number)
        return None

    def _about(self, speaker: str | None, sentence: int) -> _Day | None:
        for number in range(sentence - 1, max(-1, sentence - _SPEAKER_REACH - 1), -1):
            if self.reading.sentences.spans[number].start < self.frames.headline.end:
                break
            if self.frames.neighbours(number) or not self._names(speaker, number):
                continue
            which = self._in_sentence(number)
            if which is not None and (when := self.days[which]) is not None:
                return self._day(which, when, number)
        return None

    def _nested(self, index: int, outer: When | None) -> Dated:
        """Inside another's words only a date of its own counts, and "today" is the day of the outer saying."""
        which, _ = self._own(index)
        if which is None:
            return None, Why("no day named")
        timex = self.reading.times[which]
        words = timex.span.words(self.text)
        around = self.frames.outer(index)
        quoted = around is not None and around.mode is Mode.DIRECT
        day = outer.start if outer is not None and outer.start == outer.end else None
        if quoted or timex.part("relative") == "today":
            when = resolve(timex, published=day, anchor=day)
        else:
            when = self.days[which]
        if when is not None and day is not None and when.start is not None and when.start > day:
            when = resolve(timex, published=day, anchor=day)
        if when is None:
            return None, Why("a date that the words leave open", words, timex.span)
        return When(when.start, when.end, words), Why("a date in the words of the outer saying", words, timex.span)

    # Headers, live pages, leads --------------------------------------------------------------------------------------

    def _header(self) -> tuple[When, Span] | None:
        """The first day on a line of its own at the head of the text, before any turn or sentence of the body."""
        turn = next((a.at for a in self.reading.attributions if a.turn), None)
        for which in self._times(Span(0, _HEADER if turn is None else min(turn, _HEADER))):
            span, when = self.reading.times[which].span, self.days[which]
            if when is None or when.start is None or when.start != when.end:
                continue
            line = self.frames.line(span.start)
            if turn is not None or (line.end - line.start < 160 and not self._sayings_in(line)):
                return When(when.start, when.end, span.words(self.text)), span
        return None

    def _sayings_in(self, line: Span) -> bool:
        number = self.reading.sentences.index(line.start)
        return bool(self.frames.neighbours(number))

    def _by_header(self, rule: str, sentence: int) -> Dated:
        if self.header is None:
            return None, Why("no day named in the transcript's header")
        return self.header[0], Why(rule, self.header[0].words, self.header[1])

    def _live(self, cue: Span) -> bool:
        """True inside the entries of a page whose entries are headed by clock times."""
        return len(self.entries) > 1 and cue.start >= self.entries[0]

    def _from_what_follows(self, out: list[Dated]) -> None:
        """The day of a lead comes with a later sentence of the same speaker."""
        following: dict[str, tuple[int, When, Why]] = {}
        for index in range(len(out) - 1, -1, -1):
            attribution, speaker = self.reading.attributions[index], self.speakers[index]
            if speaker is None or attribution.within is not None or attribution.turn:
                continue
            sentence = self.reading.sentences.index(self.frames.cue(index).start)
            when, why = out[index]
            if why is None:
                continue
            if when is not None:
                if (
                    when.start == when.end
                    and why.rule == "a date in the saying's own sentence"
                    and not self._had(index)
                ):
                    following[speaker] = (sentence, when, why)
            elif (
                why is not None
                and why.rule in ("no day named", _OF_DATELINE)
                and sentence < _LEAD
                and speaker in following
            ):
                later, day, reason = following[speaker]
                if later - sentence <= _NEXT_REACH:
                    out[index] = day, Why("a date that follows for the same speaker", reason.words, reason.span)

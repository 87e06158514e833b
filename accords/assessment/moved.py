"""Date moved: a copy whose words of time point to another day than the original's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from accords.assessment.alteration import Alteration
from accords.assessment.dispute import DisputeKind
from accords.assessment.version import Comparison, Version
from accords.claims.calendar import Tense, counts_from_a_named_day, is_an_age, resolve
from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.reading.calendar_words import WEEKDAYS
from accords.reading.reading import Timex
from accords.vocabulary import Span, When

_AHEAD = re.compile(
    r"\b(?:will|shall|due|next|scheduled|expected to|planned|plans? to|is to|are to|upcoming|coming|set to|hopes? to|tomorrow)\b",
    re.I,
)
_CLAUSE_END = re.compile(r"[,;:—–]\s|\s(?:that|which|who|but)\s")
# What a time counts from the day of writing: these parts make it relative.
_RELATIVE = ("relative", "weekday", "count", "period", "of_month", "of_year")
_HEAD = 400  # code points in which a dateline stands


@dataclass(frozen=True, slots=True)
class _Told:
    """A time of one version: its words, and the days that they may mean, by whether they look back or ahead."""

    timex: Timex
    words: tuple[int, ...]
    days: tuple[When | None, ...]


def dates_moved(compared: Comparison) -> Iterator[Alteration]:
    """One for each word of time that the copy keeps and that points elsewhere on its day, and one for each that it changed.

    Times inside quotation marks count from the day of saying, and are left alone. Without both days of publication nothing is known to have moved but one weekday that became another.
    """
    found: dict[tuple[str, str, str], list[tuple[_Told, _Told]]] = {}
    times = [(timex, tuple(compared.original.range_of(timex.span))) for timex in compared.original.times]
    place = {word: number for number, (_, words) in enumerate(times) for word in words}
    used: set[int] = set()
    for timex in compared.copy.times:
        words = tuple(compared.copy.range_of(timex.span))
        number = _counterpart(compared, words, place)
        if (
            number is None
            or number in used
            or set(words) & compared.copy.quoted
            or counts_from_a_named_day(timex)
            or is_an_age(timex)
        ):
            continue
        theirs = times[number]
        if counts_from_a_named_day(theirs[0]) or is_an_age(theirs[0]):
            continue
        used.add(number)
        one, two = _told(compared.original, *theirs), _told(compared.copy, timex, words)
        note = _note(compared, one, two)
        if note is not None:
            told = compared.original.told(one.words).casefold(), compared.copy.told(two.words).casefold()
            found.setdefault((*told, note), []).append((one, two))
    for (_, _, note), places in found.items():
        yield _moved(compared, places, note)


def _counterpart(compared: Comparison, words: Sequence[int], place: dict[int, int]) -> int | None:
    """The time of the original that stands where these words of the copy do: kept, put in its stead, or the only one there."""
    for word in words:
        if compared.equal.get(word) in place:
            return place[compared.equal[word]]
    for word in words:
        there = {place[w] for w in compared.instead.get(word, ()) if w in place}
        if len(there) == 1:
            return there.pop()
    if any(word in compared.equal for word in words):
        return None
    original, copy = compared.original, compared.copy
    theirs = {
        place[w] for w in original.in_sentences(compared.rendered(words)) if w in place and w not in compared.kept
    }
    ours = [t for t in copy.times if set(copy.sentences_of(copy.range_of(t.span))) & set(copy.sentences_of(words))]
    return theirs.pop() if len(theirs) == 1 and len(ours) == 1 else None


def _told(version: Version, timex: Timex, words: tuple[int, ...]) -> _Told:
    sentence = version.words.span(version.words.sentences[version.sentence_of(words[0])])
    before = _CLAUSE_END.split(version.text[sentence.start : timex.span.start])[-1]
    after = _CLAUSE_END.split(version.text[timex.span.end : sentence.end])[0]
    tenses: tuple[Tense, ...] = ("past", "future") if _AHEAD.search(f"{before} {after}") else ("past",)
    published = version.account.report.published
    return _Told(timex, words, tuple(resolve(timex, published=published, tense=tense) for tense in tenses))


def _note(compared: Comparison, one: _Told, two: _Told) -> str | None:
    theirs, ours = compared.original.account.report.published, compared.copy.account.report.published
    said = compared.original.told(one.words), compared.copy.told(two.words)
    if one.timex.parts == two.timex.parts:
        # The same words: they moved only where the day moved under them.
        if theirs is None or ours is None or theirs == ours or not any(one.timex.part(name) for name in _RELATIVE):
            return None
        if not _apart(one, two) or _says_the_day(compared.copy, theirs):
            return None
        return f"“{said[0]}” is {_shown(one)} in the original; in the copy, of {ours:%-d %B %Y}, it is {_shown(two)}"
    if theirs is not None and ours is not None:
        other = _apart(one, two)
    else:
        days = [timex.part("weekday") for timex in (one.timex, two.timex)]
        other = all(day in WEEKDAYS for day in days) and days[0] != days[1]
    hours = [timex.part("time") for timex in (one.timex, two.timex)]
    if other or (all(hours) and hours[0] != hours[1] and _same_day(one, two)):
        return f"“{said[0]}” becomes “{said[1]}”"
    return None


def _apart(one: _Told, two: _Told) -> bool:
    """True where the two cannot mean one day, whether they look back or ahead."""
    if not all((*one.days, *two.days)):
        return False
    return not any(_meet(a, b) for a in one.days for b in two.days if a and b)


def _same_day(one: _Told, two: _Told) -> bool:
    return any(_meet(a, b) for a in one.days for b in two.days if a and b) or not any((*one.days, *two.days))


def _meet(one: When, other: When) -> bool:
    return one.before(other) is not True and other.before(one) is not True


def _says_the_day(version: Version, day: date) -> bool:
    """True where the copy's own head tells the original's day: then its words count from that day for whoever reads it."""
    for timex in version.times:
        if timex.span.start > _HEAD:
            break
        if timex.part("day") and timex.part("month"):
            when = resolve(timex, published=day)
            if when is not None and when.start == when.end == day:
                return True
    return False


def _shown(told: _Told) -> str:
    when = next((when for when in reversed(told.days) if when is not None), None)
    if when is None or when.start is None:
        return "open"
    if when.end is None or when.start == when.end:
        return f"{when.start:%-d %B %Y}"
    return f"{when.start:%-d %B} to {when.end:%-d %B %Y}"


def _moved(compared: Comparison, places: Sequence[tuple[_Told, _Told]], note: str) -> Alteration:
    original, copy = compared.original, compared.copy
    theirs = tuple(one.timex.span for one, _ in places)
    ours = tuple(two.timex.span for _, two in places)
    return Alteration(
        DisputeKind.DATE_MOVED,
        original.side(theirs, *_beside(original, theirs)),
        copy.side(ours, *_beside(copy, ours)),
        note,
    )


def _beside(version: Version, spans: Sequence[Span]) -> tuple[tuple[Claim, ...], tuple[Saying, ...]]:
    """The claims and sayings of the sentences in which the spans stand."""
    sentences = version.sentences_of(version.at(spans))
    places = [version.words.span(version.words.sentences[number]) for number in sentences]
    claims = {c.id: c for place in places for c in version.claims_in(place)}
    sayings = {s.id: s for place in places for s in version.sayings_in(place)}
    return tuple(claims.values()), tuple(sayings.values())

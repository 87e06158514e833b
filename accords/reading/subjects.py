"""The noun phrase that a verb of saying has before it, or after it."""

from __future__ import annotations

import re

from accords.reading.cues import words_of
from accords.vocabulary import Span

_WORD = re.compile(r"[\w][\w'’.-]*")
_WINDOW = 120  # code points looked back
_LONGEST = 9  # words of a noun phrase
_PRONOUN = words_of("he she it they i we you")
_DETERMINER = words_of("the a an his her their its one two three four five several some both other another many most")
# May stand between a subject and its verb.
_ADVERB = words_of(
    "has had have also already now later repeatedly earlier then again since reportedly publicly privately himself "
    "herself themselves further once only just still always often long even ever"
)
# No noun phrase goes on over these.
_BOUNDARY = words_of(
    "that who which whom whose and but or nor so yet when as while if because after before since until unless though "
    "although whether where why how what than to with by from not never no did do does will would can could should may "
    "might must is are was were be been being there then it's"
)
_PREPOSITION = words_of("of for in at on")
_SPEAKERS = words_of(
    "officials aides diplomats sources analysts experts ministers negotiators mediators observers lawmakers rebels "
    "spokespeople residents witnesses leaders"
)
_TIME = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Yesterday|Today)$"
)
_FULL_STOP = re.compile(r"(?<!^Mr)(?<!^Ms)(?<!^Mrs)(?<!^Dr)(?<!^St)(?<!^Gen)(?<!^Col)(?<!^[A-Z])(?<!\.[A-Z])\.$")
_ASIDE = re.compile(r",\s(?:who|whom|whose|which)\b[^,;:.\"“”]{2,100},\s*$")
_AFTER = re.compile(
    r"\s(?P<np>(?:the|an?|one|two|three|several|his|her|its)\s[\w'’.-]{1,25}(?:\s[\w'’.-]{1,25}){0,6}"
    r"|[A-Z][\w'’.-]{0,25}(?:\s[\w'’.-]{1,25}){0,6})(?=[,;]|\.?\s*$|\.\s)"
)


def subject_before(text: str, low: int, at: int) -> Span | None:
    """The subject that ends right before the verb at `at`, not further left than `low`; `None` where none is plain."""
    words = list(_WORD.finditer(text, max(low, at - _WINDOW), at))
    if not words or words[0].start() < at - _WINDOW + 1:
        words = words[1:] if words and words[0].start() > low else words
    end = at
    while words and _is_adverb(words[-1].group()) and not text[words[-1].end() : end].strip(" \t“”\"'’"):
        end = words.pop().start()
    aside = _ASIDE.search(text, max(low, end - _WINDOW), end)
    if aside:  # "the admiral, who had come late, said"
        end = aside.start()
        words = [m for m in words if m.end() <= end]
    phrase: list[re.Match[str]] = []
    while words and len(phrase) < _LONGEST and not text[words[-1].end() : end].strip():
        if words[-1].group().lower() in _BOUNDARY or _TIME.match(words[-1].group()):
            break
        if phrase and _FULL_STOP.search(words[-1].group()):
            break
        end = words[-1].start()
        phrase.insert(0, words.pop())
    if not phrase:
        return None
    last = phrase[-1].group()
    if last.lower() in _PRONOUN:
        return Span(*phrase[-1].span())
    if last.lower() in _PREPOSITION or last.endswith((".", "-")):
        return None
    begin = _name_start(phrase) if last[0].isupper() else _noun_start(phrase)
    return None if begin is None else Span(phrase[begin].start(), phrase[-1].end())


def _is_adverb(word: str) -> bool:
    return word.lower() in _ADVERB or (word.endswith("ly") and word.islower() and len(word) > 4)


def _name_start(phrase: list[re.Match[str]]) -> int | None:
    """Capitals from the right, and the role before them where it opens with "the"."""
    k = len(phrase) - 1
    while k and (
        phrase[k - 1].group()[0].isupper() or phrase[k - 1].group() in ("al", "bin", "de", "van", "von", "of")
    ):
        k -= 1
    while k < len(phrase) and phrase[k].group().lower() in _PREPOSITION:
        k += 1
    if k and phrase[k - 1].group().lower() in _DETERMINER:
        return k - 1
    noun = _noun_start(phrase[:k]) if k else None
    return k if noun is None else noun


def _noun_start(phrase: list[re.Match[str]]) -> int | None:
    for k in range(len(phrase) - 2, -1, -1):
        word = phrase[k].group()
        if word.lower() in _DETERMINER and not (k and phrase[k - 1].group().lower() in _PREPOSITION):
            return k
        if word.lower() in _PRONOUN:
            return None
    if phrase and phrase[-1].group().lower() in _SPEAKERS:
        k = len(phrase) - 1
        while k and phrase[k - 1].group()[0].isupper():
            k -= 1
        if k and phrase[k - 1].group().lower() not in _PREPOSITION and k == len(phrase) - 1:
            k -= 1
        return k
    return None


def subject_after(text: str, at: int, high: int) -> Span | None:
    """The subject that follows a verb ending at `at`: ", said the minister." """
    m = _AFTER.match(text, at, min(high, at + _WINDOW))
    if not m or any(w.lower() in _BOUNDARY for w in m["np"].split()):
        return None
    start, end = m.span("np")
    return Span(start, end - 1 if text[end - 1] == "." else end)

"""Mentions of a meeting by noun: "Friday's summit in X between A and B", "six hours of talks", "a three-way meeting"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from accords.claims import meeting_words as words
from accords.claims.cast import Character
from accords.claims.guests import distinct, people_first
from accords.claims.meeting import MeetingStatus
from accords.claims.meeting_frame import REACH, TENSED, Frame
from accords.claims.meeting_mentions import Teller, Told
from accords.claims.meeting_status import Outcome, of_noun
from accords.claims.meeting_verbs import is_gerund
from accords.reading.cues import words_of
from accords.vocabulary import Span, lowered

_NOW, _OFF = MeetingStatus.UNDER_WAY, MeetingStatus.CANCELLED
_PLANNED, _HELD, _PROPOSED = MeetingStatus.PLANNED, MeetingStatus.HELD, MeetingStatus.PROPOSED
_LONGEST = 9  # words of a noun phrase before its noun
_DETERMINER = frozenset(
    """the a an this that his her its their our my your one two three four five another no any each every such some several
    many most all these those further more few numerous both""".split()
)
_DEFINITE = frozenset("the this that his her their its".split())
# No noun phrase goes back over these.
_STOP = frozenset(
    """of in on at to for with between from by after before during since until about over and or but as that which who when while if
    than into through ahead following is are was were be been being has have had having will would can could may might shall should
    must do does did not hold holds held holding attend attends attended join joined joins host hosts hosted convene convened chair
    chaired open opened left leave leaving began begin resume resumed resuming called call calling propose proposed proposing suggest
    suggested offer offered offering seek sought want wants wanted demand demanded request requested arrange arranged organise organised
    say says said told described describing cancel cancelled postponed plan planning expects expect like despite because where
    he she they it we i you there so then now just including under via""".split()
)
_POSSESSIVE = re.compile(r"['’]s?\s")
_ANEW = re.compile(r"\b(?:an?|another|one|second|third|new|next|follow-up|further|fresh|future|eventual)\b", re.I)
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th|last|latest|final|previous|next)\b",
    re.I,
)
_NUMBERED = re.compile(
    r"\b(?:tri-?lateral|tripartite|three-way|four-way|quadrilateral|bilateral|three-party|four-party|two-way|leaders['’]?)\b",
    re.I,
)
_LONG = re.compile(r"\b(?:hours?|days?|\w+-hour|marathon|all-night|overnight|late-night|proximity)\b", re.I)
_SEVERAL_HOURS = ("hours", "hour", "day", "night", "days", "weekend")
_WITH = re.compile(
    r"\s(?:held\s|also\s|together\s)?(?P<prep>with|between|among|involving|involved|including|bringing\stogether|brought\stogether"
    r"|attended\sby|attended|hosted\sby|chaired\sby|convened\sby|led\sby|joined\sby)\s"
)
_WHOLE = ("between", "among", "together", "involving")
_OF = re.compile(r"\s(?:of|for|by)\s")
_OF_PEOPLE = words_of("meeting summit gathering conference dinner reception encounter lunch session call")
_SENTENCE = re.compile(r"[;:.“”\"]\s|—|–")
_LIGHT = re.compile(
    r"\b(?P<verb>(?:h[eo]ld|holds|holding|had|has|have|having|attend(?:s|ed|ing)?|join(?:s|ed|ing)?|host(?:s|ed|ing)?|conven(?:e|es|ed|ing)|chair(?:s|ed|ing)?"
    r"|(?:took|takes?|taking)\spart\sin|sat\sin\son|open(?:s|ed|ing)?|left|leav(?:e|es|ing)|bega?n|begins|beginning|start(?:s|ed)?|resum(?:e|es|ed|ing)|conclud(?:e|es|ed|ing)|end(?:s|ed)?|finish(?:es|ed)?"
    r"|wrap(?:s|ped)\sup|arriv(?:e|es|ed|ing)\s(?:in\s[A-Z]\w+\s)?for|emerg(?:e|es|ed|ing)\sfrom|walk(?:ed|ing)?\sout\sof|travell?\w*\sto\s[A-Z]\w+\sfor|(?:met|gather\w*)\s(?:in\s[A-Z]\w+\s)?for"
    r"|sat\sdown\sfor|return(?:s|ed)?\sto))\s(?:(?:up|on|in|out)\s)?$"
)
_ABSENT = re.compile(r"\b(?:boycott\w*|skipp\w*|not\sattend|absent|not\sinvited|stay(?:ed)?\saway)\b")
_BESIDE = re.compile(r"\b(?:after|following|before|ahead\sof|during|at|in|from|for)\s$", re.I)
_IN = re.compile(r"\b(?:during|at|in|by)\s$", re.I)
_TOLD = re.compile(r"\btold\s")
_WHICH = re.compile(r",?\swhich\s")
_HELD_BEFORE = re.compile(
    r"\b(?:h[eo]ld|holds|holding|had|have|has|having|after|following|during|at|from|for|attend\w*|left|joined|conclud\w+|hosted)\s(?:in\s)?$"
)
_MARGINS = re.compile(r"\b(?:sidelines?|margins?|fringes?)\sof\s$")
_HYPHEN = re.compile(r"[-–—/]")
_BOTH = re.compile(
    r"\b(?:[Nn]either|[Bb]oth|[Tt]he\stwo)\s(?:\w+\s)?(?P<word>man|men|side|sides|leaders?|presidents?|delegations?|ministers?)\b"
)


def nouns(teller: Teller) -> Iterator[tuple[int, Told]]:
    """Mentions by noun, each with its place."""
    for m in words.NOUN.finditer(lowered(teller.text)):
        told = _noun(teller, m)
        if told is not None:
            yield m.start(), told


def _noun(teller: Teller, m: re.Match[str]) -> Told | None:
    text, noun = teller.text, m["noun"].lower()
    if noun == "meeting" and is_gerund(text, m):
        return None
    frame = teller.around.frame(*m.span())
    if not words.is_occasion(text, m, frame.low):
        return None
    start, determiner = _phrase(text, m.start(), frame.low)
    if determiner in words.NOT_COUNTED or _MARGINS.search(text, max(frame.low, start - 20), start):
        return None
    frame = _with_relative(teller, frame)
    outcome = of_noun(text, frame.begin, start, m, frame.high)
    if outcome.none:
        return None
    phrase = text[start : m.end()]
    owned = determiner not in ("a", "an") and bool(_POSSESSIVE.search(phrase))
    definite = determiner in _DEFINITE or owned
    present, whole = _present(teller, m, start, determiner, frame)
    told = replace(
        teller.told(m, start, frame, outcome, present),
        name=" ".join(phrase.split()),
        perhaps=_perhaps(teller, m, frame),
        guessed=outcome.guessed,
        definite=definite,
        anew=not definite and bool(_ANEW.search(phrase) or determiner in ("", "a", "an", "another", "one")),
    )
    if words.TALKS & set(noun.split()) and not _HELD_BEFORE.search(text, max(frame.low, start - 40), start):
        whole = False  # "talks between A and B" may go on for years
    several = words.COLLECTIVE.search(text, frame.begin, start) is not None
    return replace(told, founds=_founds(told, phrase, whole, several, outcome))


def _with_relative(teller: Teller, frame: Frame) -> Frame:
    """The frame whose clause goes on over "which": "the conference, which opened on Monday in X"."""
    which = _WHICH.match(teller.text, frame.end, frame.high)
    return replace(frame, end=teller.around.frame(which.end(), which.end() + 1).end) if which else frame


def _phrase(text: str, at: int, low: int) -> tuple[int, str]:
    """Where the noun phrase begins whose noun is at `at`, and its determiner."""
    start, begin = at, max(low, at - 90)
    for seen, word in enumerate(reversed(list(re.finditer(r"\S+", text[begin:at])))):
        token = word.group()
        bare = token.strip("“”\"'‘’")
        if token[-1] in ",.;:)(”" or seen >= _LONGEST or bare.lower() in _STOP or TENSED.fullmatch(bare):
            break
        start = begin + word.start()
        if bare.lower() in _DETERMINER:
            return start, bare.lower()
    return start, ""


def _founds(told: Told, phrase: str, whole: bool, several: bool, outcome: Outcome) -> bool:
    """True where the words make a meeting of their own: somebody, a day or a place goes with the noun, as its sort asks."""
    first = told.noun.split()[0]
    when = told.when
    days = (
        (when.end - when.start).days if when is not None and when.start is not None and when.end is not None else None
    )
    near = len(told.present) + len(told.perhaps)
    short = told.undated if days is None else days <= 10
    sure_plan = told.status is _PLANNED and not outcome.guessed
    if told.anew and outcome.status is None and len(told.present) < 2 and not (short and told.place):
        return False
    if words.TALKS & set(told.noun.split()):
        if first in ("round", "session"):
            return (short or told.place is not None or whole) and (bool(_ORDINAL.search(phrase)) or told.anew)
        if sure_plan:
            return days is not None and days <= 31
        if first in _SEVERAL_HOURS or _LONG.search(phrase):
            return short or told.place is not None or near > 0
        if told.status is _NOW and not outcome.guessed:
            return short or told.place is not None
        if short and (told.definite or (told.status is _HELD and not outcome.guessed)):
            return True
        return (short and (bool(told.present) or told.place is not None)) or (whole and told.status in (_HELD, _NOW))
    if short and told.definite:
        return True
    if told.noun in words.SOCIAL and len(told.present) < 2 and told.status is not _OFF:
        return short and (several or told.noun == "ceremony")
    if told.status is _OFF and not outcome.guessed:
        return bool(near or told.place or short)
    if told.status in (_PROPOSED, _PLANNED) and not told.definite:
        return len(told.present) >= 2 or short or bool(_NUMBERED.search(phrase)) or sure_plan
    if short:
        return bool(near or told.place) or told.noun in ("summit", "conference", "plenary") or "call" in told.noun
    if sure_plan and told.place is not None:
        return True
    return len(told.present) >= 2 or (told.place is not None and (len(told.present) >= 1 or near >= 2))


# -- participants ------------------------------------------------------------------------------------------------------


def _present(
    teller: Teller, m: re.Match[str], start: int, determiner: str, frame: Frame
) -> tuple[tuple[Character, ...], bool]:
    """Those present by the noun phrase and its verb; and whether both sides are named."""
    text, attendance = teller.text, teller.attendance
    high = min(frame.high, m.end() + 220)
    inside = _inside(teller, start, m.start())
    others: tuple[Character, ...] = ()
    of = _OF.match(text, m.end(), high)
    if of and (m["noun"].lower() in _OF_PEOPLE or "round" in m["noun"].lower()):
        others = attendance.object(of.end(), high)
    with_ = _WITH.search(text, m.end(), high)
    if with_ and not TENSED.search(text, m.end(), with_.start()) and not _SENTENCE.search(text, m.end(), with_.start()):
        others = distinct((*others, *attendance.listed(with_.end(), high)))
        if with_["prep"].split()[-1] in _WHOLE and len(others) >= 2:
            return distinct((*inside, *others)), True
    subject, light = _owner(teller, start, determiner, frame.low), False
    clause = text[max(frame.low, start - 110) : start]
    if not subject:
        verb = None if _ABSENT.search(clause) else _LIGHT.search(clause)
        light = verb is not None
        if verb is not None:
            subject = attendance.subject(frame.low, start - len(clause) + verb.start())
        elif others:
            subject = _of_clause(teller, m, start, frame)
        elif _BESIDE.search(clause):
            subject = _of_clause(teller, m, start, frame)
            others = _told_to(teller, frame) if subject and _IN.search(clause) else ()
            if not others and len({c.party for c in subject}) < 2:
                subject = ()
            light = bool(subject)
    elif not others and not light:
        light = True
    if others or light:
        present = distinct((*inside, *subject, *others))
        return present, len(present) >= 2
    return inside, len(inside) >= 2


def _of_clause(teller: Teller, m: re.Match[str], start: int, frame: Frame) -> tuple[Character, ...]:
    """Who "after talks with B" is said of: the subject of its clause, before or after it, else the speaker."""
    attendance = teller.attendance
    found = attendance.subject(frame.low, start) or attendance.group(frame.low, start)
    found = found or attendance.following(m.end(), Span(frame.low, frame.high))
    if not found:
        speaker = attendance.speaker(m.start())
        found = (speaker,) if speaker is not None else ()
    return found


def _told_to(teller: Teller, frame: Frame) -> tuple[Character, ...]:
    """ "In a call on Monday, A told B that": B."""
    told = _TOLD.search(teller.text, frame.low, frame.high)
    return teller.attendance.object(told.end(), frame.high) if told else ()


def _inside(teller: Teller, start: int, at: int) -> tuple[Character, ...]:
    """Those whom the noun phrase itself names: "the Roe-Doe summit", "Northern-Southern talks"."""
    found: list[Character] = []
    for token in teller.text[start:at].split():
        pieces = _HYPHEN.split(re.sub(r"['’]s?$", "", token))
        if len(pieces) < 2 or not all(p[:1].isupper() for p in pieces):
            continue
        for piece in pieces:
            roster = teller.cast.roster
            listed = {p.name: p for p in (*roster.named(piece), *roster.adjective(piece), *roster.metonym(piece))}
            who = teller.cast.listed(next(iter(listed.values()))) if len(listed) == 1 else None
            if not listed:
                who = teller.cast.person(piece, sure=False)
            if who is not None:
                found.append(who)
    return distinct(found) if len(found) >= 2 else ()


def _owner(teller: Teller, start: int, determiner: str, low: int) -> tuple[Character, ...]:
    """ "Jane Doe's meeting", "his meeting", "their talks"."""
    first = teller.cast.between(start, start + 60)[:1]
    if first and _POSSESSIVE.match(teller.text, first[0].span.end):
        return (first[0].character,)
    if determiner in ("his", "her"):
        return teller.attendance.one(start, "he" if determiner == "his" else "she")
    if determiner != "their":
        return ()
    subject = teller.attendance.subject(low, start)
    return subject if len(subject) >= 2 else teller.attendance.several(start, "they")


def _perhaps(teller: Teller, m: re.Match[str], frame: Frame) -> tuple[Character, ...]:
    """Those whom the sentence names elsewhere, those of its clause first; "the three presidents", "neither man"."""
    guests = teller.attendance.guests
    sentence = teller.reading.sentences.holding(m.start())
    low, high = max(sentence.start, m.start() - REACH), min(sentence.end, m.end() + REACH)
    here = [g.character for g in guests.named(frame.begin, frame.end) if g.character.is_person]
    there = [g.character for g in guests.named(low, high) if g.character.is_person]
    pair = _BOTH.search(teller.text, low, high)
    meant = teller.attendance.several(pair.start("word"), pair["word"]) if pair else ()
    return people_first((*here, *guests.bearers(low, high), *there, *meant))

"""Mentions of a meeting by verb: "A met B", "A received B", "A and B signed", "A rang B", "the ministers are due in X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from accords.claims import meeting_words as words
from accords.claims.cast import Character
from accords.claims.guests import distinct
from accords.claims.meeting import MeetingStatus
from accords.claims.meeting_frame import TENSED, Frame
from accords.claims.meeting_mentions import Teller, Told
from accords.claims.meeting_status import Outcome, of_verb
from accords.claims.names import FormKind
from accords.vocabulary import Span

_PLANNED, _HELD, _PROPOSED = MeetingStatus.PLANNED, MeetingStatus.HELD, MeetingStatus.PROPOSED
_WITH = re.compile(r"\s(?:up\s)?(?:with\s)?")
_WITH_LATER = re.compile(r"[^.;:“”\"()]{0,120}?\s(?:with|to|by(?!\s(?:tele)?phone|\svideo))\s")
_INSERTED = re.compile(r",?\s(?:at|in)\s(?:the\s|his\s|her\s)?(?:[A-Z][\w’'-]+,?\s){1,4}")
_SIGNED_WITH = re.compile(r"[^.;:“”\"()]{0,90}?\swith\s")
_PRESS_WITH = re.compile(r"(?:\s[^\s.;:“”\"()]+){0,5}?\s(?:with|alongside)\s")
_BY = re.compile(r"[^;:.“”\"]{0,60}?\sby\s")
_SIGNERS = 300  # code points below a document's last line in which its signers stand
_CALL_OF = re.compile(r"\sa\s(?:[\w-]+\s){0,3}call\s(?:from|to)\s")
_INVITED_TO = re.compile(
    r"\s[^.;:“”\"]{3,90}?\sto\s(?:the\s)?(?P<place>(?!(?:Parliament|Congress)\b)[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)"
)
_PLACE_NEXT = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?")
_SEE_BEFORE = re.compile(r"\b(?:to|will|would|may|might|could|shall)\s$")
_DELEGATION = re.compile(
    r"\s(?:a\s|an\s|the\s)?(?:\w+\s){0,3}(?:delegat|sides|parties|leaders|envoys|officials|representatives|negotiators|ministers)"
)
_GERUND_BEFORE = re.compile(
    r"\b(?:is|are|was|were|be|been|after|before|since|of|by|from|while|when|without|despite|keep|now|currently|also)\s(?:also\s|now\s|currently\s)?$"
)
_BE_BEFORE = re.compile(r"\b(?:is|are|was|were)\s(?:\w+\s)?$")
_GERUND_AFTER = re.compile(
    r"\s(?:with\s)?(?:the\s|his\s|her\s)?[A-Z]|\s(?:his|her|him|them|with|today|in|on|leaders|officials|representatives)\b"
)
_APPOSED_AFTER = re.compile(r"\s(?:in|at|on|under|with|for|by|behind|separately|today|again)\b")
# Verbs that tell of a meeting only with a day or a place: one may welcome a plan's author and see a rival everywhere.
_LOOSE = ("welc", "rece", "see", "sees", "saw", "seei", "visi", "join")
_HOSTING = ("host", "rece", "welc", "brou", "brin")
_BESIDE = ("standing", "beside", "alongside", "next", "flanked")


def verbs(teller: Teller) -> Iterator[tuple[int, Told]]:
    """Mentions by verb, each with its place."""
    text = teller.text
    tellers = (
        (words.MET, _met),
        (words.TOOK, _took),
        (words.SIGNED, _signed),
        (words.SPOKE, _spoke),
        (words.INVITED, _invited),
        (words.BOUND, _bound),
        (words.DONE, _done),
        (words.JOINT, _faced_the_press),
    )
    for pattern, tell in tellers:
        for m in pattern.finditer(text):
            told = tell(teller, m)
            if told is not None:
                yield m.start(), told
    for place in teller.cast.places:
        if place.kind is FormKind.SEAT:
            m_went = words.WENT.search(text, max(0, place.span.start - 40), place.span.start)
            told = _came(teller, m_went) if m_went else None
            if m_went and told is not None:
                yield m_went.start(), told


def is_gerund(text: str, m: re.Match[str]) -> bool:
    """True of "meeting" as a form of the verb."""
    before = text[max(0, m.start() - 24) : m.start()]
    if before.endswith(", "):
        return bool(_APPOSED_AFTER.match(text, m.end()))
    if not _GERUND_BEFORE.search(before):
        return False
    return bool(_BE_BEFORE.search(before) or _GERUND_AFTER.match(text, m.end()))


def _subject(teller: Teller, m: re.Match[str], frame: Frame) -> tuple[Character, ...]:
    attendance = teller.attendance
    found = attendance.subject(frame.low, m.start()) or attendance.group(frame.low, m.start())
    found = found or attendance.following(m.end(), Span(frame.low, frame.high))
    if not found and not teller.text[frame.low : m.start()].strip(" \"“”'‘,").removesuffix("to").strip():
        speaker = attendance.speaker(m.start())
        found = (speaker,) if speaker is not None else ()
    return found


def _met(teller: Teller, m: re.Match[str]) -> Told | None:
    """ "A met B", "A and B met", "A is to meet (with) B", "A spoke by telephone to B", "the ministers meet again on Monday"."""
    text, attendance = teller.text, teller.attendance
    verb = m["verb"].lower()
    if words.MET_THINGS.match(text, m.end()) or (verb == "meeting" and not is_gerund(text, m)):
        return None
    frame = teller.around.frame(*m.span())
    outcome = of_verb(text, frame.low, m)
    if outcome.none:
        return None
    direct = _WITH.match(text, m.end(), frame.high)
    objects = attendance.object(direct.end(), frame.high) if direct else ()
    if not objects:
        later = _WITH_LATER.match(text, m.end(), frame.end)
        if later and not TENSED.search(later.group()):
            objects = attendance.object(later.end(), frame.high)
    subject = _subject(teller, m, frame)
    if (
        not subject
        and objects
        and text[frame.begin : m.start()].strip()
        and not TENSED.search(text, m.end(), frame.end)
    ):
        # "In X met A B", as translations have it.
        subject = tuple(g.character for g in attendance.guests.named(m.end(), frame.end) if g.character.is_person)
    present = distinct((*subject, *objects))
    if present:
        present = distinct((*present, *_looking_on(teller, frame)))
    told = teller.told(m, m.start(), frame, outcome, present)
    if not present:
        several = words.COLLECTIVE.search(text, frame.begin, m.start())
        sure = told.status is _PLANNED and told.place is not None
        return replace(told, founds=(told.short or sure) and several is not None, several=several is not None)
    if len(present) == 1:
        several = words.COLLECTIVE.search(text, frame.begin, min(frame.high, m.end() + 60))
        return replace(told, founds=told.short and (several is not None or any(c.is_person for c in objects)))
    if verb.startswith("discuss"):
        parties = {c.party for c in present if c.is_person and c.party}
        return told if len(parties) >= 2 and (told.short or told.place is not None) else None
    loose = verb[:4] in ("gath", "conv", "reco")
    return replace(told, founds=not loose or (told.when is not None and told.place is not None))


def _took(teller: Teller, m: re.Match[str]) -> Told | None:
    """ "A hosted B", "A received B at the palace", "A travelled to X to see B", "A, standing next to B, said"."""
    text, attendance = teller.text, teller.attendance
    verb = m["verb"].lower()
    if verb.startswith("see") and not _SEE_BEFORE.search(text, max(0, m.start() - 12), m.start()):
        return None
    frame = teller.around.frame(*m.span())
    outcome = of_verb(text, frame.low, m)
    if outcome.none:
        return None
    low = m.end() + 1
    objects = attendance.object(low, frame.high)
    inserted = None if objects else _INSERTED.match(text, m.end(), frame.high)
    if inserted:
        objects = attendance.object(inserted.end(), frame.high)
    by_video = verb[:4] == "join" and words.VIDEO.search(text, m.end(), frame.end)
    hosted = bool(objects) and verb[:4] in _HOSTING and _DELEGATION.match(text, m.end())
    if not (any(c.is_person for c in objects) or by_video or hosted):
        return None
    subject = () if verb.startswith("br") else _subject(teller, m, frame)
    if verb.split()[0] in _BESIDE:
        return _stood_beside(teller, m, frame, subject, objects)
    present = distinct((*subject, *objects))
    told = teller.told(m, m.start(), frame, outcome, present)
    loose = verb[:4] in _LOOSE and not by_video and not (verb == "see" and outcome.status is _PLANNED)
    if loose and told.when is None and told.place is None:
        return None
    if verb[:4] == "join" and told.format is None:
        return None
    return replace(told, founds=len(present) >= 2)


def _stood_beside(
    teller: Teller, m: re.Match[str], frame: Frame, subject: tuple[Character, ...], objects: tuple[Character, ...]
) -> Told | None:
    """Two people of different parties who appear together have met."""
    people = [c for c in distinct((*subject, *objects)) if c.is_person]
    if len({c.party for c in people if c.party}) < 2:
        return None
    told = teller.told(m, m.start(), frame, Outcome(_HELD), tuple(people))
    if told.when is None:
        timex = teller.around.saying_before(m.start())
        told = replace(told, when=teller.around.day(timex, "past") if timex is not None else None)
    return replace(told, founds=True, format=told.format or "in person")


def _signed(teller: Teller, m: re.Match[str]) -> Told | None:
    """ "A and B signed the accord in X", "the accord signed in X by A and B"."""
    text, attendance = teller.text, teller.attendance
    frame = teller.around.frame(*m.span())
    what = words.WHAT_SIGNED.search(text, max(frame.low, m.start() - 50), m.start())
    if what:
        by = _BY.match(text, m.end(), frame.high)
        signers = attendance.listed(by.end(), frame.high) if by else ()
        told = teller.told(m, m.start(), frame, Outcome(_PLANNED if what["coming"] else _HELD), signers)
        return replace(told, noun="signing", definite=True, founds=told.place is not None)
    if not words.SIGNED_WHAT.match(text, m.end()):
        return None
    outcome = of_verb(text, frame.low, m)
    if outcome.none:
        return None
    present = _subject(teller, m, frame)
    with_ = _SIGNED_WITH.match(text, m.end(), frame.end)
    if present and with_:
        present = distinct((*present, *attendance.object(with_.end(), frame.high)))
    if present:
        present = distinct((*present, *_looking_on(teller, frame)))
    told = teller.told(m, m.start(), frame, outcome, present)
    several = len(present) >= 2 or words.COLLECTIVE.search(text, frame.begin, m.start())
    return replace(told, noun="signing") if told.short and several else None


def _done(teller: Teller, m: re.Match[str]) -> Told | None:
    """ "Done in X on Monday. For A: Jane Doe. For B: Bob Roe.": the signers stand below."""
    frame = teller.around.frame(*m.span())
    below = teller.attendance.guests.named(m.end(), min(len(teller.text), m.end() + _SIGNERS))
    signers = tuple(g.character for g in below if g.character.is_person)
    if len({c.party for c in signers}) < 2:
        return None  # what one side made and signed by itself
    told = teller.told(m, m.start(), frame, Outcome(_HELD), signers)
    return replace(told, noun="signing") if told.short else None


def _faced_the_press(teller: Teller, m: re.Match[str]) -> Told | None:
    """ "At a joint news conference with B, A said"; at the head of a transcript, those who speak in it."""
    text, attendance = teller.text, teller.attendance
    frame = teller.around.frame(*m.span())
    with_ = _PRESS_WITH.match(text, m.end(), frame.high)
    if with_:
        objects = attendance.listed(with_.end(), frame.high)
        subject = _subject(teller, m, frame)
    else:
        objects, subject = teller.attendance.taking_turns(), ()
    people = tuple(c for c in distinct((*subject, *objects)) if c.is_person)
    if len({c.party for c in people if c.party}) < 2:
        return None
    told = teller.told(m, m.start(), frame, Outcome(_HELD), people)
    return replace(told, format=told.format or "in person")


def _looking_on(teller: Teller, frame: Frame) -> tuple[Character, ...]:
    """ "In the presence of C", "with C in the chair": C."""
    found = words.PRESENCE.search(teller.text, frame.low, frame.high)
    return teller.attendance.listed(found.end(), frame.high) if found else ()


def _spoke(teller: Teller, m: re.Match[str]) -> Told | None:
    """ "A rang B on Monday", "A spoke with B for half an hour", "A took a call from B": people of two parties."""
    text, attendance = teller.text, teller.attendance
    frame = teller.around.frame(*m.span())
    outcome = of_verb(text, frame.low, m)
    low = m.end() + 1
    through = _CALL_OF.match(text, m.end(), frame.high)
    objects = attendance.object(through.end() if through else low, frame.high)
    subject = _subject(teller, m, frame)
    if outcome.none or not all(c.is_person for c in (*subject, *objects)):
        return None
    if not subject or not objects or {c.party for c in subject} & {c.party for c in objects}:
        return None
    told = teller.told(m, m.start(), frame, outcome, (*subject, *objects))
    called = through is not None or m["verb"][:4] in ("rang", "ring", "call", "told")
    if not (told.short or m["verb"] in ("told", "rang", "rings")) or not (
        called or words.LASTED.search(text, m.end(), frame.end)
    ):
        return None
    return replace(told, format=told.format or ("phone" if called else None))


def _invited(teller: Teller, m: re.Match[str]) -> Told | None:
    """ "A invited B to X": a meeting is proposed."""
    text = teller.text
    to = _INVITED_TO.match(text, m.end(), min(len(text), m.end() + 120))
    if to is None:
        return None
    frame = teller.around.frame(*m.span())
    outcome = of_verb(text, frame.low, m)
    present = distinct((*_subject(teller, m, frame), *teller.attendance.object(m.end() + 1, to.start("place") - 4)))
    if outcome.none or len({c.party for c in present}) < 2:
        return None
    told = teller.told(m, m.start(), frame, Outcome(_PROPOSED), present)
    return replace(told, place=to["place"])


def _bound(teller: Teller, m: re.Match[str]) -> Told | None:
    """Several parties that come to one place on one day: "the ministers are due in X on Monday"."""
    frame = teller.around.frame(*m.span())
    outcome = of_verb(teller.text, frame.low, m)
    present = _subject(teller, m, frame)
    several = len({c.party for c in present}) >= 2 or (
        not present and words.COLLECTIVE.search(teller.text, frame.begin, m.start())
    )
    if outcome.none or not several:
        return None
    told = teller.told(m, m.start(), frame, outcome, present)
    named = _PLACE_NEXT.match(teller.text, m.end())
    return replace(told, place=told.place or (named.group() if named else None)) if told.short else None


def _came(teller: Teller, m: re.Match[str]) -> Told | None:
    """Who comes to a seat of government on a day meets whoever sits there."""
    frame = teller.around.frame(*m.span())
    places = teller.cast.places_between(m.end(), m.end() + 2)
    outcome = of_verb(teller.text, frame.low, m)
    subject = _subject(teller, m, frame)
    if not places or outcome.none or not any(c.is_person for c in subject):
        return None
    host = teller.cast.listed(places[0].listed)
    if any(c is host or c.party == host.name for c in subject):
        return None
    told = teller.told(m, m.start(), frame, outcome, (*subject, host))
    place = told.place or places[0].span.words(teller.text)
    return replace(told, place=place) if told.when is not None or told.undated else None

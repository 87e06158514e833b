"""Parties that a report says have not confirmed, commented or answered.

The words are those with which news prose says so: a verb of answering or confirming that is denied ("has not confirmed"),
put off ("has yet to reply") or refused ("declined to comment"), and a noun of answering that is wanting ("no comment from").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from accords.claims.attendance import Attendance, without_insertion
from accords.claims.bodies import BODY, body
from accords.claims.cast import Cast, Character
from accords.claims.meeting import Silence
from accords.claims.meeting_frame import Frame, Surroundings
from accords.claims.names import FormKind
from accords.reading.reading import Reading
from accords.vocabulary import ActorKind, Span, lowered, slug

_NP = 120  # code points of a subject
_LONG = 400  # code points of evidence, above which only the clause is given

_CONFIRM = r"confirm(?:ed)?|comment(?:ed)?|repl(?:y|ied)|respond(?:ed)?|answer(?:ed)?|react(?:ed)?|acknowledged?|pronounced?|return(?:ed)?\s(?:calls|a\scall|messages)|spoken(?!\swith\b)|weighed\sin"
_SAY = r"(?:say|said|spell(?:ed)?\sout|specif(?:y|ied)|disclosed?|indicated?|explain(?:ed)?)(?=\s(?:\w+\s){0,2}?(?:whether|if|when|where|who|how|which|what|why|that|anything|a\sword)\b)"
_DRAWN = r"be\sdrawn(?=\s(?:on|about)\b|[.,;])"
_SOON = r"(?:immediately\s|yet\s|so\sfar\s|publicly\s|officially\s|directly\s|himself\s|herself\s|themselves\s|itself\s|\w+ly\s){0,2}"
# Of texts in lower case. The first letters of all that follows: most words are passed over by them.
_BEGINS = r"(?=h[ao]|d[eiou]|w[aeio]|c[ao]|is|ar|ne|re|si|ev|av|pa|le|st|ke|fe|ma|off|g[ai]|pr|sa)"
_VERB = re.compile(
    rf"\b{_BEGINS}(?P<verb>"
    rf"(?:has|have|had|did|does|do|will|would|could|can)\s(?:still\s|so\sfar\s)?(?:not|never)\s{_SOON}(?:{_CONFIRM}|{_DRAWN}|mention(?:ed)?(?!\s(?:it|that)\sto)|{_SAY})"
    rf"|(?:hasn|haven|hadn|didn|doesn|don|won|wouldn|couldn|can)['’]t\s{_SOON}(?:{_CONFIRM}|{_DRAWN}|mention(?:ed)?|{_SAY})"
    rf"|(?:(?:has|have|had|did|does|do|will|would)\s(?:not|never)|(?:didn|doesn|don|won|wouldn)['’]t)\s{_SOON}(?:wish|want|care)\sto\s(?:comment|say|answer|speak|reply)"
    r"|(?:(?:will|would)\s(?:not|never)|(?:won|wouldn)['’]t)\ssay(?=[.,;]|\smore\b)"
    rf"|(?:(?:is|are|was|were)\snot|(?:isn|aren|wasn|weren)['’]t)\s{_SOON}(?:commenting|answering|replying|responding)"
    r"|(?:is|are|was|were)\s(?:still\s)?saying\snothing|(?:was|were|is|are)\snot\sto\sbe\sreached"
    r"|(?:has|have|had)\snothing\s(?:more\s|further\s)?to\s(?:say|add)|(?:would|will)\sadd\snothing|ke(?:ep|eps|pt)\s(?:its|their|his|her)\s(?:own\s)?(?:counsel|peace)"
    rf"|cannot\s{_SOON}(?:confirm|comment|say\swhether)"
    rf"|(?:has|have|had|is|are)\syet\sto\s{_SOON}(?:{_CONFIRM}|say|comment\son|make\s(?:any\s)?(?:comment|statement))"
    rf"|(?:has|have)\sneither\sconfirmed\snor\sdenied|neither\sconfirm(?:s|ed)?\s(?:\w+\s){{0,2}}nor\s(?:den(?:y|ies|ied)|contradict(?:s|ed)?)"
    rf"|(?:decline|refuse)(?:s|d)?\sto\s{_SOON}(?:comment|say|answer|confirm|reply|respond|{_DRAWN}|elaborate|specify|disclose|give\s(?:any\s)?details)"
    r"|decline(?:s|d)?\sto\sdiscuss|(?:would|will|could|can)\sneither\sconfirm\snor\sdeny|(?:dodge|duck|sidestep|evade|avoid|parrie|parry)(?:s|d|ped)?\s(?:the|a|any|all|such)\squestions?"
    r"|(?:left|leaves|leave)\s(?:it\s)?open\s(?=whether|when|who|how|if)"
    rf"|(?:has\s|have\s)?(?:declined|refused)\s(?:any\s)?comment"
    rf"|(?:was|were|is|are|has\sbeen|have\sbeen|remain(?:s|ed)?|stay(?:s|ed)?|ke(?:ep|eps|pt)|fell|has\skept|have\skept)\s(?:\w+ly\s|so\sfar\s)?(?:silent|mum|tight-lipped|quiet\s(?:on|about)|silence\b)"
    rf"|(?:make|makes|made|has\smade|have\smade|offer(?:s|ed)?|g[ai]ve[sn]?|issued?|provided?|had|has\sgiven|had\sgiven)\sno\s(?:\w+\s)?(?:comment|mention|response|reply|answer|reaction|confirmation|explanation|statement|view|reason)"
    rf"|(?:said|says|has\ssaid|have\ssaid|had\ssaid)\snothing(?=\s(?:about|of|on|in|to|more|else|publicly|yet|so|as|at\sall)\b|[.,;])"
    rf"|could\snot\s(?:immediately\s)?be\sreached|(?:was|were)\snot\s(?:immediately\s)?available\s(?:for|to)\scomment"
    r")\b",
)
_NOUN = re.compile(
    r"\b(?P<noun>(?:no\s(?:(?:immediate|official|public|direct|word\sof|further)\s){0,2}(?:comment|response|reaction|reply|answer|confirmation|word|statement)|not\sa\sword"
    r")\s(?:[^.;:“”\"]{0,50}?\s)?(?:from|by))\s"
    r"|(?P<unanswered>\b(?:request|question|call|message|letter|email)s?\s(?:for\scomment\s)?(?:sent\s|put\s|made\s)?to\s)(?=[^.;:“”\"]{1,90}?\s(?:went|remained|were\sleft|was\sleft|were\snot|was\snot|has\snot\sbeen|have\snot\sbeen)\s(?:unanswered|answered|returned))",
)
_SORTS = r"side|party|delegation|government|capital|team|camp|man|woman|leader|president|minister|general"
_NEGATIVE_SUBJECT = re.compile(
    rf"\b(?:[Nn]o|[Nn]one\sof|[Nn]either|[Nn]obody\s(?:in|from))\s(?P<who>[^.;:,“”\"]{{2,60}}?)\s(?P<verb>(?:has|have|had|would|will|could|did)\s{_SOON}(?:{_CONFIRM}))\b"
)
# "Neither side will say": both of those told of last.
_NEITHER = re.compile(
    rf"\b(?:[Nn]either|[Nn]one)(?:\sof\s(?:them|the\stwo))?\s(?:(?P<sort>{_SORTS})\s)?(?:has\s|have\s|had\s|would\s|will\s|could\s|did\s)"
    rf"{_SOON}(?:{_CONFIRM}|say|said|disclosed?|specif(?:y|ied)|elaborated?|be\sdrawn)\b"
)
# What says nothing and is nobody.
_TEXT = re.compile(
    r"\b(?:treaty|agreement|accord|deal|text|document|statement|communiqu[eé]|draft|plan|paper|letter|declaration|report|summary|note|article|annex)\s$",
    re.I,
)
_EITHER = re.compile(rf"(?:either|both)\s(?P<sort>{_SORTS})s?\b")
_OWN = re.compile(r"\b(?P<his>[Hh]is|[Hh]er)\s[\w’'-]+(?:\s[\w’'-]+){0,3}\s*$")
_CUT = re.compile(
    r"[;:“”\"(]|\s[–—-]\s|,\s(?:and|but|which|while)\s|\s(?:but|while|although|though|because|that|and)\s(?=(?:the|its|his|her|their|he|she|it|they|[A-Z])\b)"
)
_IT = re.compile(r"[\s,]*(?:[Ii]t|[Tt]hey)\s*(?:itself\s|also\s|still\s|so\sfar\s)?")
_BEFORE = 200  # code points back to the party that "it" goes on about
_NOT_THEIRS = (ActorKind.OUTLET, ActorKind.DOCUMENT)


@dataclass(frozen=True)
class _Listener:
    """Finds whose silence it is."""

    reading: Reading
    cast: Cast
    attendance: Attendance
    around: Surroundings

    @property
    def text(self) -> str:
        return self.reading.report.text

    def subjects(self, frame: Frame, at: int) -> tuple[str, ...]:
        """The parties of the subject of the verb at `at`."""
        at = without_insertion(self.text, frame.low, at)
        low = max(frame.low, at - _NP)
        for cut in _CUT.finditer(self.text, low, at):
            low = cut.end()
        own = _OWN.search(self.text, low, at)
        if own:
            return self.parties(self.attendance.one(own.start(), "he" if own["his"].lower() == "his" else "she"))
        if _TEXT.search(self.text, low, at):
            return ()
        found = self.attendance.subject(frame.low, at)
        comma = self.text.rfind(", ", frame.low, at)
        if not found and comma >= 0:
            found = self.attendance.group(comma + 2, at)  # "Whether it will sign, A would not say"
        if found:
            return self.parties(found)
        if not self.text[low:at].strip(" ,"):
            speaker = self.attendance.speaker(at)
            return self.parties((speaker,) if speaker is not None else ())
        pronoun = _IT.fullmatch(self.text, low, at)
        if pronoun:
            place = self.cast.place_before(low)
            says = self.text[at : at + 5].lower() == "says "  # of a text
            near = place is not None and low - place.span.end < _BEFORE and not says
            return _known(self.cast.party_of(place.listed) if place is not None and near else None)
        return _known(self.described(low, at))

    def both(self, at: int, sort: str | None) -> tuple[str, ...]:
        """The two whom "neither side" and "either minister" at `at` mean; a bare "neither" the two sides."""
        people = sort in ("man", "woman", "leader", "president", "minister", "general")
        return self.parties(self.attendance.several(at, "leaders" if people else "sides"))

    def described(self, low: int, high: int) -> str | None:
        """The party of a body, an office or a nationality that is named in a stretch; "Jane Doe's office" is her party's."""
        owners = [a.character for a in self.cast.between(low, high) if a.possessive]
        if owners:
            return self.party(owners[0])
        words = self.text[low:high].strip(" ,")
        if BODY.search(words):
            found = body(self.cast, words, low)
            return found.party
        places = [p for p in self.cast.places_between(low, high) if p.kind is not FormKind.PERSON]
        return self.cast.party_of(places[0].listed) if places else None

    def named(self, low: int, high: int) -> tuple[str, ...]:
        """The parties of those who stand after "from" or "to"."""
        either = _EITHER.match(self.text, low, high)
        if either:
            return self.both(low, either["sort"])
        found = self.attendance.listed(low, high)
        return self.parties(found) if found else _known(self.described(low, min(high, low + _NP)))

    def parties(self, people: Iterable[Character]) -> tuple[str, ...]:
        """The party of each, once."""
        return tuple(dict.fromkeys(party for who in people if (party := self.party(who)) is not None))

    def party(self, who: Character) -> str | None:
        """The party that somebody speaks for; a state, bloc or group for itself."""
        if who.kind in _NOT_THEIRS:
            return None
        party = self.cast.party_of_character(who)
        if party is None and not who.is_person and who.listed is not None:
            return who.name
        return party


def silences(
    reading: Reading, cast: Cast, *, issue_of: Callable[[Span], str | None] | None = None
) -> tuple[Silence, ...]:
    """The silences that the report states, in order of place; of companies, analysts and the unknown none.

    `issue_of` tells the issue of a stretch of the text; without it the issue stays open. One row for a party and an issue.
    """
    listener = _Listener(reading, cast, Attendance(reading, cast), Surroundings(reading, cast))
    rows: dict[tuple[str, str | None, int], list[Span]] = {}
    for party, evidence in sorted(_each(listener), key=lambda row: row[1]):
        issue = issue_of(evidence) if issue_of is not None else None
        # Without an issue two silences are two: they may be about different things.
        spans = rows.setdefault((slug(party), issue, evidence.start if issue is None else 0), [])
        if not any(evidence.meets(span) for span in spans):
            spans.append(evidence)
    report = reading.report.id
    return tuple(Silence(report, party, issue, tuple(spans)) for (party, issue, _), spans in rows.items())


def _each(listener: _Listener) -> Iterator[tuple[str, Span]]:
    text, around = listener.text, listener.around
    low = lowered(text)
    for m in _VERB.finditer(low):
        frame = around.frame(*m.span())
        for party in listener.subjects(frame, m.start()):
            yield party, _evidence(text, frame)
    for m in _NEITHER.finditer(text):
        frame = around.frame(*m.span())
        for party in listener.both(m.start(), m["sort"]):
            yield party, _evidence(text, frame)
    for m in _NEGATIVE_SUBJECT.finditer(text):
        frame = around.frame(*m.span("verb"))
        found = listener.described(m.start("who"), m.end("who"))
        if found is not None:
            yield found, _evidence(text, frame)
    for m in _NOUN.finditer(low):
        frame = around.frame(*m.span())
        for party in listener.named(m.end(), frame.high):
            yield party, _evidence(text, frame)


def _known(party: str | None) -> tuple[str, ...]:
    return (party,) if party is not None else ()


def _evidence(text: str, frame: Frame) -> Span:
    low, high = (frame.low, frame.high) if frame.high - frame.low <= _LONG else (frame.begin, frame.end)
    words = text[low:high]
    return Span(low + len(words) - len(words.lstrip(" ,")), low + len(words.rstrip()))

"""Where each saying was said, as far as its sentence names it: a broadcaster, programme, paper, agency or platform."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from accords.claims.frame import Frames
from accords.claims.outlets import KINDS, LAST_WORDS, OUTLETS, PLATFORMS, PROGRAMMES
from accords.claims.saying import Why
from accords.reading.cues import alternatives
from accords.reading.mentions import ROLE, ROLES
from accords.reading.reading import Reading
from accords.vocabulary import Span

# Code points at the head of a transcript in which its station is named.
_HEADER = 400
# Code points before a name in which the word stands that makes it a place of saying ("in an interview given to").
_REACH = 140
# Sentences over which "he wrote" goes on with the platform that the same speaker was on.
_POST_REACH = 2


def _any(names: Sequence[str]) -> str:
    """The names as alternatives, the longer before those that they begin with."""
    return "|".join(re.escape(name).replace(r"\ ", " ") for name in sorted(set(names), key=len, reverse=True))


def _whole(names: Sequence[str], barred: str = r"\w’'-") -> str:
    """The names as alternatives into which nothing of `barred` runs, the longer first."""
    return alternatives(sorted(set(names), key=len, reverse=True), barred)


_C = r"[A-ZÀ-Þ][\w&’'-]*(?<![’'])(?<!['’]s)"
_KIND = rf"(?:{_any(KINDS)})"
_RUN = rf"{_C}(?:[ -](?:{_C}|(?:of|the|and|de|la|al) (?={_C})|\d{{1,3}}\b)){{0,3}}"
_KNOWN = re.compile(rf"(?P<name>{_whole(OUTLETS)})(?![\w-])")
_FIRST_WORDS = ("Radio", "Channel", "Canal", "Kanal", "Televisión", "TV")
_FORMED = re.compile(
    rf"(?<![\w’'-])(?P<name>(?:{_C} ){{1,3}}?(?:{_any(LAST_WORDS)})\b(?: (?:\d{{1,2}}|{_any(LAST_WORDS)})\b)?"
    rf"|(?:{_any(_FIRST_WORDS)}) (?:{_C}|\d{{1,3}}\b)(?: {_C})?)(?![\w-])"
)
_STATIONS = [kind for kind in KINDS if kind not in ("show", "programme", "program")]
_STATION = rf"(?:{_any(_STATIONS)})"
_AIR = (" radio", " television", " TV", " agency")
_MARKED = re.compile(
    rf"\b(?:{_STATION}|(?:local|state|official|national) agency) (?P<after>{_RUN})|(?P<before>{_RUN}) (?:{_STATION}|agency)\b(?! {_C})"
)
_STATE = re.compile(
    rf"\b(?P<name>(?:{_C} )?(?:state|national|public)(?:-run|-owned)?"
    r" (?:television|TV|radio|media|broadcaster|news agency)"
    r"|(?!(?:The|On|In|A|An|By)\b)[A-Z][a-z]+(?:n|sh|se|i|ch|ic) (?:television|TV|radio))\b(?! [A-ZÀ-Þ])"
)
_SELF = re.compile(
    r"(?P<name>(?<![\w’'-])(?:[Tt]his|[Oo]ur) (?:newspaper|network|agency|news agency|channel|paper|outlet|website|magazine|station|programme|program))\b"
)
# "A Beirut daily", "another network": told by its kind alone.
_KINDED = re.compile(
    rf"(?P<name>(?<![\w’'-])(?:[Aa]n?|[Aa]nother|[Oo]ne)\s(?:[\w-]+\s){{0,2}}{_KIND}|(?<![\w’'-])(?:state|national|local|army|military|government)\s(?:{_STATION}|agency))"
    r"(?=[^\s\w’'-]|$|\s(?:that|on|in|at|from|last|this|yesterday|today|earlier|later|there|after|before|as|but|and|by|of|he|she|it|they|we|the|an?"
    r"|his|her|its|their|both|no|any|all|late|early|under|with|from|over|during|[A-Z]\w+)\b)"
)
_NO_STATION = re.compile(r"\b(?:petrol|police|railway|polling|weather|train|power|metro|fire|gas|bus)\sstation$", re.I)
# "Told the Clarion", "told the Harbour Voice": whom no list knows, and who is no party, office or assembly.
_ADDRESSED = re.compile(
    rf"(?<=\btold )(?:the )?(?P<name>(?:The |(?<=the )){_C}(?: {_C}){{0,2}}(?![\w-])|{_C}(?: {_C})?(?=['’]s [“\"]))"
)
_NO_OUTLET = re.compile(
    r"\b(?:Council|Parliament|House|Senate|Congress|Assembly|Commission|Committee|Court|Cabinet|Union|Front|Movement|Party|Government|Ministry|Bundestag|Bundesrat|Riksdag"
    r"|Folketing|Storting|Sejm|Rada|Majlis|Oireachtas|Cortes|Diet|Althing|Saeima|Seimas|Riigikogu|Sobranie|Sabha|Jirga|Knesset|Duma|Commons|Lords|Army|Forces"
    r"|Conference|Summit|Forum|Group|League|Board|Bank|Institute|University|Secretariat|Security|Office|Embassy|Church|Vatican|[A-Z]\w+(?:ans|ese|is|ers|ists|es))\b"
)
_BEFORE_PLATFORM = r"\w’'.-"
_PLATFORM = re.compile(rf"(?P<name>{_whole(PLATFORMS, _BEFORE_PLATFORM)})(?![\w’'-]|\.\w)")
_TWEET = re.compile(
    r"\b(?:(?:in|via)\s(?:an?|his|her|the|another|its)?\s?(?:[\w-]+\s)?(?P<post>tweets?)|(?P<verb>tweet(?:ed|s)))(?<!\ba tweets)\b",
    re.I,
)
_LONE_PROGRAMME = re.compile(
    rf"[Oo](?<!\w.)(?i:n (?P<mark>[“\"‘'])?(?P<name>{_any([p for p in PROGRAMMES if ' ' in p])}))(?![\w-])"
)
_PROGRAMME_AFTER = re.compile(
    r"(?:['’]s?)?,? (?:(?:the|its|his|her|late-night|flagship|Sunday|morning|evening|political|weekly"
    rf"|{_any(KINDS)}),? ){{0,4}}"
    rf"(?:[“\"‘'](?P<quoted>[^”\"’'\n]{{2,40}}?),?[”\"’']|(?P<known>{_any(PROGRAMMES)})\b(?! (?:he|she|that|the)\b)"
    rf"|(?P<shown>{_C}(?: {_C}){{0,3}}) (?:programme|program|show)\b)"
)
_PROGRAMME_BEFORE = re.compile(
    rf"(?:[“\"‘'](?P<quoted>[^“”\"‘’'\n]{{2,40}}?),?[”\"’']|(?P<known>{_any(PROGRAMMES)})"
    rf"|(?P<shown>{_C}(?: {_C}){{0,3}})(?= (?:programme|program|show)))"
    r"(?: (?:programme|program|show))? (?:on|of|at) (?:the )?$"
)

_ADJECTIVE = (
    rf"(?:{_KIND}|(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-ZÀ-Þ][\w.-]+(?:['’]s?)?|state(?:-run|-owned|-controlled)?|government-run|local|national|private|public|independent|official"
    r"|pro-[\w-]+|opposition|business|financial|conservative|liberal|social|media|evening|morning|online|cable|satellite|sister|newly|US|U\.S\.)"
)
_THE = rf"(?:(?:the|an?|his|her|its|their|own|another|one of)\s){{0,2}}(?:{_ADJECTIVE}\s){{0,4}}$"
_SAID = (
    r"(?:interviews?|interviewed|remarks?|comments?|statements?|words|messages?|letters?|posts?|articles?|op-ed|opinion\spiece|essay|column|commentary"
    r"|appearances?|appeared|appearing|quoted|cited|carried|published|aired|broadcast|televised|posted|released|printed|shown|speech|address|briefing"
    r"|declarations?|conversation|answers?|responses?|discussion|podcast|guest|confirmed|revealed|speaking|spoke|talking|talked|wrote|writing|writes|written)"
)
_TO = r"(?:to|with|on|by|for|in|via|from|of|through)"
_TOLD = re.compile(
    rf"\b(?:told|tells?|telling|informed|(?:spoke|speaks?|speaking|talk(?:ed|ing|s))\s(?:to|with|on)|briefed)\s{_THE}",
    re.I,
)
_SAID_TO = re.compile(
    rf"\b(?:said|declared|stated|affirmed|added|explained)\s(?:(?!of\b|about\b)[\w'’-]+\s){{0,4}}?to\s{_THE}", re.I
)
_ON = re.compile(
    r"(?<!sanctions )(?<!attack )(?<!attacks )(?<!ban )(?<!strike )(?<!restrictions )(?<!crackdown )(?<!pressure )"
    rf"(?<!report )\bon\s{_THE}",
    re.I,
)
_IN_WORDS = re.compile(rf"\b{_SAID}\b[^,;:“”\"()]{{0,60}}?\b{_TO}\s{_THE}", re.I)
_OF_ONE = re.compile(r"\b(?:in|during|from|via)\s(?:an?|his|her|the|their|another)\s(?:[\w-]+\s){0,2}$", re.I)
_ITS_WORDS = re.compile(
    r"\s(?:interview|op-ed|column|article|podcast|broadcast|town\shall|appearance|programme|program|show|debate|documentary"
    r"|reporters?|correspondent|journalist)\b"
)
_POST = re.compile(
    r"\b(?:on|via|to|through|over)\s(?:(?:his|her|its|their|the|an?|own|official|verified|personal|social|media|messaging|platform|app|channel|network"
    r"|networking|site|website|account|page|service|microblogging|and)[\s,]+){0,6}$",
    re.I,
)
_POSTED = re.compile(
    r"\s(?:posts?|messages?|videos?|statement|threads?|livestream|channel|account|page|stream|story)\b"
)
_INTERVIEW_WITH = re.compile(rf"\binterview(?:s|ed)?\s(?:with|by|to|for|on)\s{_THE}", re.I)
_LETTERS = re.compile(
    r"(?P<name>[A-Z](?<![\w’'-].)[A-Z0-9]{1,5})(?![\w-])(?<!\bUS|\bUN|\bEU|\bUK|\bAU)(?<!\bNATO|\bOSCE)"
)
_AGENCY = re.compile(r"\((?P<name>[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,3})\)\s?[—–-]")
# "First Light", 20 April: the programme at the head of its transcript.
_TITLE_LINE = re.compile(r"\s*[“\"](?P<name>[A-Z][^“”\"\n]{2,40})[”\"],\s\D{0,12}\d")
_MINISTRY_OF = re.compile(r"\b(?:of|for) (?:the )?$")
_WRITES = re.compile(r"\b(?:wrote|writes|writing|posted|posts|posting|tweeted|tweets)\b", re.I)
_PATTERNS = (
    ("self", _SELF),
    ("known", _KNOWN),
    ("platform", _PLATFORM),
    ("formed", _FORMED),
    ("marked", _MARKED),
    ("state", _STATE),
    ("kinded", _KINDED),
    ("addressed", _ADDRESSED),
    ("programme", _LONE_PROGRAMME),
    ("tweet", _TWEET),
    ("letters", _LETTERS),
)
# What names of these kinds have in them or beside them.
_BY_KIND = frozenset(("formed", "marked", "state", "kinded"))
_SIGNS = ["agency", *LAST_WORDS, *_FIRST_WORDS, *_STATIONS, "television", "radio", "media", "broadcaster"]
_KIND_OF_OUTLET = re.compile("(?:" + _whole(_SIGNS, r"\w") + r")\b")

# Words without one of which a stretch has no name of the kind.
_WITH_WORDS = {"addressed": ("told ",), "kinded": ("told ", "tells ", " to ", "interview")}
_BY_ADDRESS = "whom it is told to"

Placed = tuple[str | None, Why | None]


@dataclass(frozen=True, slots=True)
class _Place:
    """A name that stands as a place of saying: `of` is outlet or platform."""

    span: Span
    channel: str
    of: str
    rule: str


def channels(
    reading: Reading, speakers: Sequence[str | None], known: Callable[[Span], bool] = lambda _: False
) -> tuple[Placed, ...]:
    """The channel of each attribution of `reading`, in its order, and why; `None` twice where its sentence names none.

    A programme stands in quotation marks after its station: `NBC "Meet the Press"`. In a transcript the station of the
    header is the channel of every turn. `speakers[i]` is the actor id of attribution i's speaker; `known` tells where
    somebody of the cast is named, who is no outlet.
    """
    frames = Frames(reading, speakers)
    places = [place for place in _places(frames) if place.rule != _BY_ADDRESS or not known(place.span)]
    starts = [place.span.start for place in places]
    header = _header(reading)
    out: list[Placed] = []
    posts: dict[str, tuple[int, _Place]] = {}
    for index, attribution in enumerate(reading.attributions):
        if attribution.turn:
            out.append((header.channel, _why(reading, header, "the transcript's header")) if header else (None, None))
            continue
        speaker = speakers[index]
        cue = frames.cue(index)
        sentence = reading.sentences.index(cue.start) if reading.sentences.spans else 0
        place = _in_frame(frames, index, places, starts) or _in_sentence_before(frames, index, places, starts)
        if place is None and speaker in posts and _WRITES.search(reading.text, cue.start, cue.end):
            told, post = posts[speaker]
            if sentence - told <= _POST_REACH:
                place = _Place(post.span, post.channel, post.of, "the same speaker's post")
        if place is not None and place.of == "platform" and speaker is not None:
            posts[speaker] = (sentence, place)
        elif speaker is not None and attribution.within is None and place is not None:
            posts.pop(speaker, None)
        out.append((place.channel, _why(reading, place, place.rule)) if place else (None, None))
    return tuple(out)


def _why(reading: Reading, place: _Place, rule: str) -> Why:
    return Why(rule, place.span.words(reading.text), place.span)


def _in_frame(frames: Frames, index: int, places: list[_Place], starts: list[int]) -> _Place | None:
    window, cue = frames.window(index), frames.cue(index)
    best: tuple[int, _Place] | None = None
    for place in places[bisect_left(starts, window.start) : bisect_left(starts, window.end)]:
        if frames.covers(index, place.span.start) or not frames.owns(index, place.span):
            continue
        if place.of == "own" and frames.reading.attributions[index].within is not None:
            continue  # "told us", in somebody's words, is not the outlet
        distance = max(place.span.start - cue.end, cue.start - place.span.end)
        if best is None or distance < best[0]:
            best = (distance, place)
    return best[1] if best else None


def _in_sentence_before(frames: Frames, index: int, places: list[_Place], starts: list[int]) -> _Place | None:
    """What a sentence before in the same paragraph names, if it quotes nobody itself."""
    reading, attribution = frames.reading, frames.reading.attributions[index]
    if attribution.within is not None:
        return None
    first = min([frames.cue(index).start, *(piece.start for piece in attribution.content[:1])])
    number = reading.sentences.index(first) - 1
    if number < 0 or frames.neighbours(number):
        return None
    span = reading.sentences.spans[number]
    if span.start < frames.line(first).start:
        return None
    for place in places[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
        if frames.told(place.span.start):
            return _Place(place.span, place.channel, place.of, "the sentence before")
    return None


def _places(frames: Frames) -> list[_Place]:
    """The places of saying in sentences that quote somebody and those before them, in order, none inside another."""
    reading, text = frames.reading, frames.text
    found: list[_Place] = []
    for span, name, kind in _names(text, reading.report.outlet, _around_sayings(frames)):
        low = max(reading.sentences.holding(span.start).start, span.start - _REACH)
        channel = _channel(text, span, name, kind, text[low : span.start], reading.report.outlet)
        if channel is not None:
            of = "platform" if kind in ("platform", "tweet") else "own" if kind == "self" else "outlet"
            if kind == "addressed":
                found.append(_Place(span, channel, of, "whom it is told to"))
            else:
                found.append(_Place(span, channel, of, "the saying's own sentence"))
    return found


def _around_sayings(frames: Frames) -> list[Span]:
    """The sentences of each cue, and the one before its saying begins."""
    sentences, wanted = frames.reading.sentences, set[int]()
    for index, attribution in enumerate(frames.reading.attributions):
        if not attribution.turn:
            cue = frames.cue(index)
            first = min([cue.start, *(piece.start for piece in attribution.content[:1])])
            wanted.add(max(0, sentences.index(first) - 1))
            wanted.update(range(sentences.index(cue.start), sentences.index(cue.end) + 1))
    return [sentences.spans[number] for number in sorted(wanted)]


def _names(text: str, outlet: str | None, stretches: Sequence[Span]) -> Iterator[tuple[Span, str, str]]:
    """Names in stretches of the text that may be a place of saying, with how they were known; where two overlap, the surer one."""
    taken: list[tuple[Span, str, str]] = []
    patterns = list(_PATTERNS)
    dateline = _AGENCY.search(text, 0, _HEADER)
    if dateline is not None:
        patterns.insert(1, ("known", re.compile(rf"(?<![\w’'-])(?P<name>{re.escape(dateline['name'])})(?![\w-])")))
    if outlet and outlet in text:
        patterns.insert(1, ("known", re.compile(rf"(?<![\w’'-])(?P<name>{re.escape(outlet)})(?![\w-])")))
    order = {kind: number for number, (kind, _) in enumerate(patterns)}
    for start, end in stretches:
        told = _KIND_OF_OUTLET.search(text, start, end) is not None
        for kind, pattern in patterns:
            if kind in _BY_KIND and not told:
                continue
            words = _WITH_WORDS.get(kind)
            if words and not any(text.find(word, start, end) >= 0 for word in words):
                continue
            for match in pattern.finditer(text, start, end):
                group = match.lastgroup if kind in ("marked", "tweet") else "name"
                if group == "before" and " " not in match["before"] and match.group()[len(match["before"]) :] in _AIR:
                    group = None  # "Harbin radio"
                taken.append((Span(*match.span(group or 0)), match.group(group or 0), kind))
    # A longer name holds a shorter one ("Sky News Arabia"); of two as long, the surer.
    taken.sort(key=lambda row: (row[0].start, -row[0].end, order[row[2]]))
    end = -1
    for span, name, kind in taken:
        if dateline is not None and span.within(Span(*dateline.span())):
            continue
        if span.start >= end:
            yield span, name, kind
            end = span.end


def _channel(text: str, span: Span, name: str, kind: str, before: str, outlet: str | None) -> str | None:
    """What the name is called as a channel, or `None` where the words before it make it no place of saying."""
    if kind == "tweet":
        return "Twitter"
    if kind == "platform":
        posted = _POSTED.match(text, span.end) is not None
        return name if _POST.search(before) or (posted and _OF_ONE.search(before)) else None
    if kind == "programme":
        station = _KNOWN.match(name)
        return f'{station["name"]} "{name}"' if station else f'"{name}"'
    if kind == "letters":
        return _with_programme(text, span, name, before) if _INTERVIEW_WITH.search(before) else None
    if kind == "self":
        return outlet if _TOLD.search(before) or _IN_WORDS.search(before) or _SAID_TO.search(before) else None
    if kind == "addressed":
        if outlet is not None and outlet.endswith(name.removeprefix("The")):
            return outlet
        if _NO_OUTLET.search(name) or ROLE.search(name) or ROLES.search(name):
            return None
        return _with_programme(text, span, name, before)
    if kind == "kinded":
        if _NO_STATION.search(name):
            return None
        return name if _TOLD.search(before) or _SAID_TO.search(before) or _INTERVIEW_WITH.search(before) else None
    told = (
        _TOLD.search(before)
        or _SAID_TO.search(before)
        or _IN_WORDS.search(before)
        or (kind != "marked" and _ON.search(before))
    )
    if not told and not (_OF_ONE.search(before) and _ITS_WORDS.match(text, span.end)):
        return None
    return _with_programme(text, span, name, before)


def _with_programme(text: str, span: Span, name: str, before: str) -> str:
    found = _PROGRAMME_AFTER.match(text, span.end) or _PROGRAMME_BEFORE.search(before)
    if found is None:
        return name
    title = found["quoted"] or found["known"] or found["shown"]
    return f'{name} "{title.strip(" ,.")}"'


def _header(reading: Reading) -> _Place | None:
    """The station that the head of a transcript names, if the text is one."""
    first = next((a.at for a in reading.attributions if a.turn), None)
    if first is None:
        return None
    text = reading.text
    head = text[: min(first, _HEADER)]
    rest: _Place | None = None
    title = _TITLE_LINE.match(text)
    if title is not None:
        return _Place(Span(*title.span("name")), f'"{title["name"]}"', "outlet", "the transcript's header")
    for span, name, kind in _names(head, None, [Span(0, len(head))]):
        if kind in ("platform", "tweet", "letters", "self", "kinded", "addressed"):
            continue
        if _MINISTRY_OF.search(head, 0, span.start) or (name == "DR" and head.startswith(".", span.end)):
            continue  # "Ministry of Foreign Affairs", "DR. HOLT" are no outlets
        place = _Place(span, _with_programme(text, span, name, head[: span.start]), "outlet", "the transcript's header")
        before = head[max(0, span.start - _REACH) : span.start]
        if _channel(text, span, name, kind, before, None) is not None:
            return place
        rest = rest or place
    return rest

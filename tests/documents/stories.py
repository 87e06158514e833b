"""Wire stories of one week about the same few talks, with copies at other outlets and what each copy changed.

Independent stories share parties, people, places, issues and whole phrases, so that only what copying leaves behind tells a
copy from another story on the matter. Nothing in them ever happened.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from tests.documents.story_synonyms import KEPT, ORDINARY, SYNONYMS
from tests.documents.story_words import BANK, FURNITURE, MODALS, TALKS

MONDAY = date(2025, 3, 3)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AGENCIES = (
    "Meridian Press",
    "Atlantic Newswire",
    "Channel Press Agency",
    "Indus Wire",
    "Northern News Agency",
    "Capital Press",
)
_FIRST = (
    "Harbour",
    "Valley",
    "Lakeshore",
    "Eastern",
    "Daily",
    "Morning",
    "Upland",
    "Coastal",
    "National",
    "Island",
    "Market",
    "Union",
)
_SECOND = ("Gazette", "Echo", "Bulletin", "Herald", "Courier", "Lantern", "Observer", "Dispatch", "Monitor", "Record")
_BYLINES = ("A. Writer", "J. Quill", "N. Marsh", "Staff reporter", "Our correspondent", "R. Penn", "World desk")

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTATION = re.compile(r"“[^”]*”")


@dataclass(frozen=True, slots=True)
class Alteration:
    """What a copy says otherwise than the oldest version; `kind` is that of a dispute, the words are those of the two texts."""

    kind: str  # attribution lost | words altered | role | strength | date moved
    original: str
    copy: str


@dataclass(frozen=True, slots=True)
class Story:
    """One report. `family` is the id of the original, `copy_of` the id of the report that it was made from."""

    id: str
    text: str
    outlet: str
    published: date | None
    fetched: datetime
    family: str
    copy_of: str | None
    way: str  # "original", or how it was copied: a name of WAYS
    credit: str | None  # the agency that the text names
    alterations: tuple[Alteration, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the forms in which a copy would tell something else: what changed, and the sentence then."""

    text: str
    others: tuple[tuple[Alteration, str], ...] = ()


Paragraphs = tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A story before it has an outlet: `paragraphs[0]` is the lead."""

    headline: str
    paragraphs: Paragraphs
    alterations: tuple[Alteration, ...] = ()


def stories(seed: int, families: int, reports: int, ways: tuple[str, ...] | None = None) -> list[Story]:
    """`families` originals of one week and their copies, `reports` in all; some stay without a copy, some have dozens.

    `ways` limits how they are copied (names of `WAYS`). The original comes before its copies. The same seed gives the same.
    """
    rng = random.Random(seed)
    copies = [0] * families
    weights = [rng.paretovariate(1.2) if rng.random() < 0.8 else 0.0 for _ in range(families)]
    for chosen in rng.choices(range(families), weights, k=reports - families) if reports > families else ():
        copies[chosen] += 1
    return [story for number, count in enumerate(copies) for story in _family(rng, number, count, ways or tuple(WAYS))]


def _family(rng: random.Random, number: int, copies: int, ways: tuple[str, ...]) -> list[Story]:
    talks = rng.choice(TALKS)
    published = MONDAY + timedelta(days=rng.randrange(7))
    original = _original(rng, talks, published)
    agency = rng.choice(AGENCIES)
    day = f"{published:%B} {published.day}"
    dateline = f"{talks['city'].upper()}, {day} ({agency}) — "
    name = f"f{number}"
    made = [
        Story(
            name, _page(original.headline, "", dateline, original), agency, published,
            _moment(rng, published), name, None, "original", agency, (),
        )
    ]  # fmt: skip
    bases = [(name, original)]
    for copy in range(1, copies + 1):
        way = rng.choice(ways)
        base_id, base = rng.choice(bases) if rng.random() < 0.25 else bases[0]
        version = WAYS[way](rng, base, talks)
        posted = published + timedelta(days=rng.choice((0, 0, 0, 1, 1, 2, 3, 5, 8, 12)))
        outlet = f"{rng.choice(_FIRST)} {rng.choice(_SECOND)}"
        credit = agency if rng.random() < 0.4 else None
        form = rng.choice(("dateline", "end", "with")) if credit else "none"
        head = f"{credit}) — " if form == "dateline" else ""
        opening = f"{talks['city'].upper()} ({head}" if head else rng.choice((f"{talks['city']} — ", "", ""))
        byline = rng.choice((f"By {rng.choice(_BYLINES)}, {outlet}", f"{outlet} | {posted:%d %B %Y}", ""))
        text = _page(version.headline, byline, opening, version)
        text += {"end": f"\n\n— {credit}", "with": f"\n\n(With inputs from {credit})"}.get(form, "")
        dated = posted if rng.random() < 0.95 else None
        alterations = (*version.alterations, *_moved(original, version, published, dated))
        report = f"{name}c{copy}"
        made.append(
            Story(report, text, outlet, dated, _moment(rng, posted, later=6), name, base_id, way, credit, alterations)
        )
        if way in _PASSED_ON:
            bases.append((report, version))
    return made


def _moment(rng: random.Random, day: date, later: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, 12 + rng.randrange(6) + later // 2, rng.randrange(60), tzinfo=UTC)


def _page(headline: str, byline: str, opening: str, version: Version) -> str:
    first, *rest = (" ".join(s.text for s in paragraph) for paragraph in version.paragraphs)
    return "\n\n".join(part for part in (headline, byline, opening + first, *rest) if part)


# ---- an original


def _fill(rng: random.Random, template: str, names: dict[str, str]) -> str:
    def of(match: re.Match[str]) -> str:
        slot = match[1]
        return _fill(rng, names[slot] if slot in names else rng.choice(BANK[slot]), names)

    return _SLOT.sub(of, _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), template))


def _original(rng: random.Random, talks: dict[str, str], published: date) -> Version:
    def names() -> dict[str, str]:
        sides = rng.sample((talks["A"], talks["B"]), 2)
        weekday = WEEKDAYS[(published - timedelta(days=rng.choice((0, 0, 1, 2)))).weekday()]
        return {**talks, "Pa": sides[0], "Pb": sides[1], "weekday": weekday, "modal": rng.choice(list(MODALS))}

    lead = _sentence(rng, "lead", names())
    makers = (_reported, _reported, _quoted, _quoted, _roles, _fact, _fact, _fact, _fact)
    body: list[tuple[Sentence, ...]] = []
    for _ in range(rng.randint(6, 12)):
        sentences = [rng.choice(makers)(rng, names()) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
        body.append(tuple(sentences))
    body.append((_sentence(rng, "close", names()),))
    return Version(_capital(_fill(rng, "{head}", names())), ((lead,), *body))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _sentence(rng: random.Random, slot: str, names: dict[str, str]) -> Sentence:
    text = _capital(_fill(rng, f"{{{slot}}}", names))
    return Sentence(text, _strengths(rng, text, names["modal"], names["Pa"]))


def _fact(rng: random.Random, names: dict[str, str]) -> Sentence:
    return Sentence(_capital(_fill(rng, "{fact}", names)))


def _reported(rng: random.Random, names: dict[str, str]) -> Sentence:
    deed = _fill(rng, "{Pa} {modal} {deed} {when}", names)
    speaker = _fill(rng, "{speaker}", names)
    forms = (
        f"{speaker} {{said}} {{day}} that {deed}.",
        f"According to {speaker}, {deed}.",
        f"{deed}, {speaker} {{said}}.",
    )
    text = _capital(_fill(rng, rng.choice(forms), names))
    lost = Alteration("attribution lost", text, f"{deed}.")
    return Sentence(text, ((lost, lost.copy), *_strengths(rng, text, names["modal"], names["Pa"])))


def _strengths(rng: random.Random, text: str, modal: str, party: str) -> tuple[tuple[Alteration, str], ...]:
    said = f"{party} {modal} "
    if said not in text:
        return ()
    other = rng.choice(MODALS[modal])
    return ((Alteration("strength", modal, other), text.replace(said, f"{party} {other} ", 1)),)


def _quoted(rng: random.Random, names: dict[str, str]) -> Sentence:
    words = _capital(_fill(rng, "{opinion}", names))
    after = _fill(rng, "{speaker} said {where}", names)
    altered = reworded(rng, words, 0.34)
    made = (
        (lambda quote: f"“{quote},” {after}.")
        if rng.random() < 0.7
        else (lambda quote: f"{_capital(after)}: “{quote}.”")
    )
    return Sentence(
        made(words), ((Alteration("words altered", words, altered), made(altered)),) if altered != words else ()
    )


def _roles(rng: random.Random, names: dict[str, str]) -> Sentence:
    start, end = _fill(rng, "{Pa} has agreed", names), _fill(rng, "give {Pb} {thing}", names)
    giver, after = _fill(rng, "{giver}", names), _fill(rng, "{speaker} {said} {day}", names)
    text, swapped = f"{start} that {giver} could {end}, {after}.", f"{start} to {end}, {after}."
    change = Alteration("role", f"{start} that {giver} could {end}", f"{start} to {end}")
    return Sentence(_capital(text), ((change, _capital(swapped)),))


# ---- copies


def reworded(rng: random.Random, text: str, rate: float) -> str:
    """`rate` of all words replaced by others, at random; names, figures and what tells how far a party has gone stay.

    Where too few words are left that may be replaced, all of those are.
    """
    words = list(_TOKEN.finditer(text))
    free = [m for m in words if m[0].islower() and m[0] not in KEPT and text[m.end() : m.end() + 1] != "-"]
    chosen = {m.start() for m in rng.sample(free, min(len(free), round(rate * len(words))))}

    def other(match: re.Match[str]) -> str:
        if match.start() not in chosen:
            return match[0]
        return rng.choice(SYNONYMS.get(match[0]) or ORDINARY)

    return _TOKEN.sub(other, text)


def _each(version: Version, change: Callable[[Sentence], Sentence]) -> Version:
    """Each sentence changed; words that this changes inside quotation marks are labelled."""
    found: list[Alteration] = []
    paragraphs = []
    for paragraph in version.paragraphs:
        after = tuple(change(sentence) for sentence in paragraph)
        for old, new in zip(paragraph, after, strict=True):
            for one, two in zip(_QUOTATION.findall(old.text), _QUOTATION.findall(new.text), strict=True):
                if one != two:
                    found.append(Alteration("words altered", one.strip("“”,."), two.strip("“”,.")))
        paragraphs.append(after)
    return replace(version, paragraphs=tuple(paragraphs), alterations=(*version.alterations, *found))


def _by_word(rate: float) -> Way:
    def way(rng: random.Random, version: Version, talks: dict[str, str]) -> Version:
        new = _each(version, lambda s: Sentence(reworded(rng, s.text, rate)))
        return replace(new, headline=_new_headline(rng, talks))

    return way


def _by_sentence(rate: float) -> Way:
    """A share `rate` of the sentences is told in wholly other words, as far as there are any; the rest stay."""

    def way(rng: random.Random, version: Version, talks: dict[str, str]) -> Version:
        return _each(version, lambda s: Sentence(reworded(rng, s.text, 1.0)) if rng.random() < rate else s)

    return way


def _new_headline(rng: random.Random, talks: dict[str, str]) -> str:
    return _capital(_fill(rng, "{head}", {**talks}))


def _verbatim(rng: random.Random, version: Version, talks: dict[str, str]) -> Version:
    return replace(version, headline=_new_headline(rng, talks) if rng.random() < 0.4 else version.headline)


def _lead_only(rng: random.Random, version: Version, talks: dict[str, str]) -> Version:
    return replace(version, paragraphs=version.paragraphs[: rng.randint(2, 4)])


def _middle_cut(rng: random.Random, version: Version, talks: dict[str, str]) -> Version:
    lead, *body = version.paragraphs
    kept = sorted(rng.sample(range(len(body)), max(2, round(len(body) * rng.uniform(0.4, 0.8)))))
    return replace(version, paragraphs=(lead, *(body[i] for i in kept)))


def _reordered(rng: random.Random, version: Version, talks: dict[str, str]) -> Version:
    lead, *body = version.paragraphs
    sentences = [s for paragraph in body for s in paragraph]
    rng.shuffle(sentences)
    return replace(version, paragraphs=(lead, *((s,) for s in sentences)))


def _popular(rng: random.Random, version: Version, talks: dict[str, str]) -> Version:
    """Half of the sentences in other words, a quarter left out, and paragraphs of its own between them."""
    rewritten = _by_sentence(0.5)(rng, version, talks)
    lead, *body = rewritten.paragraphs
    kept = [p for p in body if rng.random() > 0.25] or body[:2]
    for _ in range(rng.randint(2, 5)):
        own = tuple(Sentence(_fill(rng, "{chatter}", {**talks})) for _ in range(rng.choice((1, 2))))
        kept.insert(rng.randint(0, len(kept)), own)
    return replace(rewritten, headline=_new_headline(rng, talks), paragraphs=(lead, *kept))


def _furnished(rng: random.Random, version: Version, talks: dict[str, str]) -> Version:
    paragraphs = list(version.paragraphs)
    for line in rng.sample(FURNITURE, rng.randint(3, 6)):
        paragraphs.insert(rng.randint(1, len(paragraphs)), (Sentence(line),))
    return replace(version, paragraphs=tuple(paragraphs))


_GENITIVE = re.compile(r"\b([A-Z]\w+)[’']s (\w+)")
_BACK = (
    (" that ", " that "),
    (" said ", " affirmed "),
    (" talks", " conversations"),
    (" has agreed to ", " has agreed to "),
)


def _translated(rng: random.Random, version: Version, talks: dict[str, str]) -> Version:
    """As if it had been put into another language and back: other words, 'the X of Y', adverbs moved to the front."""

    def change(sentence: Sentence) -> Sentence:
        text = sentence.text
        for old, new in _BACK:
            text = text.replace(old, new)
        text = _GENITIVE.sub(r"the \2 of \1", text)
        return Sentence(reworded(rng, text, 0.3))

    new = _each(version, change)
    paragraphs = tuple(tuple(reversed(p)) if rng.random() < 0.2 else p for p in new.paragraphs)
    return replace(new, headline=_new_headline(rng, talks), paragraphs=paragraphs)


def _altered(rng: random.Random, version: Version, talks: dict[str, str]) -> Version:
    """Word for word but for one to four sentences that tell something else."""
    places = [(p, s) for p, paragraph in enumerate(version.paragraphs) for s, one in enumerate(paragraph) if one.others]
    paragraphs = [list(p) for p in version.paragraphs]
    found = []
    for p, s in rng.sample(places, min(len(places), rng.randint(1, 4))):
        alteration, text = rng.choice(paragraphs[p][s].others)
        paragraphs[p][s] = Sentence(text)
        found.append(alteration)
    return replace(version, paragraphs=tuple(map(tuple, paragraphs)), alterations=(*version.alterations, *found))


Way = Callable[[random.Random, Version, dict[str, str]], Version]
WAYS: dict[str, Way] = {
    "verbatim": _verbatim,
    "lead only": _lead_only,
    "middle cut": _middle_cut,
    "reordered": _reordered,
    "words 10 %": _by_word(0.1),
    "words 20 %": _by_word(0.2),
    "words 30 %": _by_word(0.3),
    "words 40 %": _by_word(0.4),
    "words 50 %": _by_word(0.5),
    "sentences 30 %": _by_sentence(0.3),
    "sentences 50 %": _by_sentence(0.5),
    "popular": _popular,
    "furniture": _furnished,
    "translated": _translated,
    "altered": _altered,
}
_PASSED_ON = ("verbatim", "furniture", "reordered", "middle cut", "altered")


def _moved(original: Version, copy: Version, first: date, posted: date | None) -> list[Alteration]:
    """Weekdays that the copy keeps and that, on its day, name another date. Undated copies move nothing."""
    if posted is None:
        return []
    words = " ".join(s.text for paragraph in copy.paragraphs for s in paragraph)
    theirs = " ".join(s.text for paragraph in original.paragraphs for s in paragraph)
    moved = [
        weekday
        for number, weekday in enumerate(WEEKDAYS)
        if weekday in words and weekday in theirs and _latest(number, first) != _latest(number, posted)
    ]
    return [Alteration("date moved", weekday, weekday) for weekday in moved]


def _latest(weekday: int, day: date) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)

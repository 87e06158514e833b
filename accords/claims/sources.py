"""The words of a source -> somebody of the cast, or nobody: the first rule that fits, in the order of `_RULES`.

The order and what each rule is worth were measured with the sketch (docs/decisions/speakers.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from accords.claims.antecedents import Choice, Contents, Spoke, by_role, pronoun
from accords.claims.bodies import BODY, author_of, body
from accords.claims.cast import Cast, Character
from accords.reading.mentions import NO_NAME, NO_PERSON, ROLE, ROLES
from accords.vocabulary import ActorKind, Span

_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens|several|some|many|both|most|other|others|few|a few|multiple|various"
_RELATIVE = re.compile(
    r",?\s(?:who|whom|whose|which|that)\b|,\s(?:none|all|both|speaking|standing|himself|herself|themselves|citing|quoting)\b|\s\((?!\w+\))"
)
_DESCRIBED = re.compile(
    rf"(?:an?|{_NUMBER}|one|another|people|officials|aides|sources|analysts|diplomats|witnesses|residents|experts|critics|observers|supporters|"
    r"mediators|negotiators|lawmakers|colleagues|relatives|reports|rumou?rs|media|senior|unnamed|anonymous|local|western|european|security|medical|military|hospital|"
    r"nobody else)\b(?!['’])", re.I
)  # fmt: skip
_NOBODY = re.compile(r"(?:neither|nobody|no one|none|nothing)\b", re.I)
_DOCUMENT = re.compile(
    r"(?:the|this|that|its|a|an|their|his|her)?\s?(?:joint |final |written |official |short |brief )?"
    r"(?:document|comment|statement|text|letter|communiqu[eé]|declaration|post|message|note|report|readout|draft|agreement|accord|article|paper)s?$", re.I
)  # fmt: skip
_STATEMENT_OF = re.compile(
    r"(?:an?|the|its|his|her|their)\s(?:\w+\s){0,2}?(?:statement|communiqu[ée]|post|letter|message|declaration|comment|note|readout|tweet|spokes(?:man|woman|person))\s"
    r"(?:issued\s|released\s|published\s|posted\s)?(?:from|by|of|on behalf of|for)\s", re.I
)  # fmt: skip
_SPOKESPERSON_FOR = re.compile(r"spokes(?:man|woman|person)\s(?:for|of)\s$", re.I)
_OFFICE = re.compile(
    r"['’]s?\s(?:press\s|private\s|own\s)?(?:office|team|party|family|campaign|lawyers?|bureau|delegation|side|camp|government|spokes\w+)$"
)
_GROUP = re.compile(
    r"(?:the\s)(?:\w+\s){0,2}(?:group|movement|guerrillas?|rebels?|militants?|militia|insurgents|bloc|alliance|organi[sz]ation|faction|party|union|front|insurgency)$", re.I
)  # fmt: skip
SEVERAL = re.compile(rf"(?:the\s)?(?:{_NUMBER}|pair|trio|sides|parties|delegations)\b", re.I)
_SAME_UNNAMED = re.compile(r"(?:the|this|that)\s(?:same\s)?(?:[\w-]+\s)?(?P<word>[\w-]+)")
_SENTENCE_IN_SOURCE = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Gen)(?<!Sen)[.!?]\s(?=[A-Z])")
_NOT_HEAD = re.compile(
    r"\b(?:of|to|with|for|close to|familiar with|near|by|from|in|against|under|at|on)\s(?:\w+\s){0,2}$", re.I
)
_SENTENCE_PRONOUN = frozenset(
    (
        "it",
        "this",
        "that",
        "these",
        "those",
        "there",
        "which",
        "what",
        "not",
        "me",
        "us",
        "them",
        "him",
        "her",
        "you",
        "one",
    )
)
_ARTICLE = re.compile(r"^(?:the|its|his|her|their)\s+", re.I)
_NAME_RUN = re.compile(r"(?:[Tt]he\s)?[A-Z][\w’'.&-]*(?:\s(?:of\s|the\s|for\s|and\s|&\s)?[A-Z][\w’'.&-]*){0,7}")
_ASKED_BY = re.compile(r"\b[Aa]sked by (?:\w+\.?\s){0,3}")


@dataclass(frozen=True, slots=True)
class Source:
    """The words of one source, as the rules look at them."""

    span: Span
    whole: str  # as tagged
    head: str  # without what follows "who", "which", a bracket
    low: str  # the head in lower case, no signs at its edges
    inside: Span | None  # the quotation or content it stands in
    outer: Character | None  # who speaks there
    outer_direct: bool

    @property
    def first(self) -> str:
        return self.low.split()[0] if self.low else ""

    @property
    def bare(self) -> str:
        """The head without article and possessive mark."""
        return re.sub(r"['’]s?$", "", _ARTICLE.sub("", self.head.strip(' ,"“”')))


@dataclass
class State:
    """What has been told so far, in order of place."""

    cast: Cast
    quotations: Contents
    acronyms: dict[str, str]
    spoken: list[Spoke] = field(default_factory=list)


Found = tuple[Choice, str]


def source_of(text: str, span: Span, inside: Span | None, outer: Character | None, direct: bool) -> Source:
    whole = span.words(text)
    cuts = list(_SENTENCE_IN_SOURCE.finditer(whole)) if len(whole) < 400 else []
    if cuts:
        span = Span(span.start + cuts[-1].end(), span.end)
        whole = span.words(text)
    head = _RELATIVE.split(whole)[0]
    return Source(span, whole, head, head.lower().strip(' ,"“”'), inside, outer, direct)


def by_rules(state: State, source: Source) -> Found:
    for rule in _RULES:
        found = rule(state, source)
        if found is not None:
            return found
    return Choice(None), "open"


# -- rules: State, Source -> what it found, or None to let the next try ---------------------------------------------


def _personal_pronoun(state: State, s: Source) -> Found | None:
    if s.low in ("he", "she", "him", "her") or s.first in ("he", "she"):
        sentence = state.cast.sentences.holding(s.span.start)
        asked = _ASKED_BY.search(state.cast.text, sentence.start, s.span.start)
        askers = [a.character for a in state.cast.between(asked.start(), asked.end() + 2)] if asked else []
        inside = s.inside if s.outer_direct else None
        choice = pronoun(
            state.cast,
            s.span.start,
            s.first,
            state.spoken,
            inside=inside,
            quotations=state.quotations,
            not_these=askers,
        )
        return choice, "pronoun"
    return None


def _first_person(state: State, s: Source) -> Found | None:
    if s.low in ("i", "me", "my", "we", "us"):
        if s.outer is not None:
            return Choice(s.outer), "first person inside a quotation"
        return Choice(state.spoken[-1].character if state.spoken else None), "first person"
    return None


def _plural_pronoun(state: State, s: Source) -> Found | None:
    if s.low in ("they", "them"):
        for p in reversed(state.spoken[-4:]):
            if p.character is not None and (p.several or not p.character.is_person):
                return Choice(p.character), "they"
        return Choice(None), "they"
    return None


def _relative_pronoun(state: State, s: Source) -> Found | None:
    if s.low in ("who", "which", "that", "whom") or (s.first in ("who", "which") and not s.whole.startswith("WHO")):
        sentence = state.cast.sentences.holding(s.span.start)
        near = state.cast.between(sentence.start, s.span.start)
        if near:
            return Choice(near[-1].character), "relative pronoun"
        place = state.cast.place_before(s.span.start)
        if place is not None and place.span.start >= sentence.start:
            return Choice(state.cast.listed(place.listed)), "relative pronoun"
        return Choice(None), "relative pronoun"
    return None


def _it(state: State, s: Source) -> Found | None:
    if s.low != "it":
        return None
    last = state.spoken[-1] if state.spoken else None
    if last is not None and _DOCUMENT.match(last.words):
        return Choice(author_of(state.cast, s.span.start) or last.character), "it, a document"
    for p in reversed(state.spoken[-6:]):
        if p.character is not None and p.character.kind not in (ActorKind.PERSON, ActorKind.UNNAMED):
            return Choice(p.character), "it"
    place = state.cast.place_before(s.span.start)
    if (
        place is not None
        and state.cast.sentences.index(s.span.start) - state.cast.sentences.index(place.span.start) <= 1
    ):
        return Choice(state.cast.listed(place.listed)), "it"
    return Choice(None), "it"


def _statement_of(state: State, s: Source) -> Found | None:
    m = _STATEMENT_OF.match(s.head)
    if m is None or len(s.head) <= m.end() + 2 or _SPOKESPERSON_FOR.search(m.group()):
        return None
    inner = source_of(
        state.cast.text, Span(s.span.start + m.end(), s.span.start + len(s.head)), s.inside, s.outer, s.outer_direct
    )
    choice, rule = by_rules(state, inner)
    return (choice, "statement of: " + rule) if choice.character is not None else None


def _acronym(state: State, s: Source) -> Found | None:
    name = state.acronyms.get(s.bare)
    if name is None:
        return None
    listed = [p for p in state.cast.roster.named(name) if p.kind is not ActorKind.PERSON]
    found = (
        state.cast.listed(listed[0], s.bare) if len(listed) == 1 else state.cast.character(name, ActorKind.ORGANIZATION)
    )
    found.aliases.add(s.bare)
    return Choice(found), "acronym"


def _office(state: State, s: Source) -> Found | None:
    if not _OFFICE.search(s.head.strip(" ,")):
        return None
    owners = state.cast.between(s.span.start, s.span.start + len(s.head))
    if not owners or not owners[0].possessive:
        return None
    found = state.cast.character(_ARTICLE.sub("", s.head.strip(" ,")), ActorKind.ORGANIZATION)
    found.party = found.party or owners[0].character.party
    return Choice(found), "somebody's office"


def _name(state: State, s: Source) -> Found | None:
    text = state.cast.text
    for a in state.cast.between(s.span.start, s.span.start + len(s.head)):
        tail = text[a.span.end : s.span.start + len(s.head)]
        if a.possessive and not re.fullmatch(r"['’]s?\W*", tail):
            continue
        oblique = _NOT_HEAD.search(text, max(s.span.start, a.span.start - 30), a.span.start)
        if oblique and a.span.start > s.span.start and not _ends_title(state, oblique.start(), a.span.start):
            continue
        return Choice(a.character), "name"
    return None


def _ends_title(state: State, low: int, at: int) -> bool:
    """ "High Representative of the EU Josep Borrell": what follows "of" is whole before the name begins."""
    places = state.cast.places_between(low, at)
    return bool(places) and not state.cast.text[places[-1].span.end : at].strip()


def _described(state: State, s: Source) -> Found | None:
    if not _DESCRIBED.match(s.low) or s.low.startswith("both sides"):
        return None
    if BODY.search(s.low) and re.match(r"an?\s", s.low) is None and not ROLES.search(s.low) and not ROLE.search(s.low):
        return None
    return Choice(_unnamed(state, s)), "described, not named"


def _unnamed(state: State, s: Source) -> Character:
    words = s.head.strip(' ,"“”')
    found = state.cast.character(words, ActorKind.UNNAMED)
    found.aliases.add(s.whole.strip(' ,"“”'))
    if (found.party is None and ROLES.search(words) is not None) or ROLE.search(words) is not None:
        found.party = state.cast.party_in(s.span.start, s.span.start + len(s.head))
    return found


def _nobody(state: State, s: Source) -> Found | None:
    return (Choice(None), "nobody") if _NOBODY.match(s.low) else None


def _body(state: State, s: Source) -> Found | None:
    head = s.low.split(" of ")[0]
    if not BODY.search(s.low) or ROLE.search(head) or ROLES.search(head):
        return None
    return Choice(body(state.cast, s.head, s.span.start)), "body"


def _place(state: State, s: Source) -> Found | None:
    """A state, bloc, group, capital, seat, nationality in the plural."""
    for lookup, rule in (
        (state.cast.roster.named, "state or group"),
        (state.cast.roster.metonym, "capital or seat"),
        (state.cast.roster.demonym, "nationality"),
    ):
        for form in (s.bare, s.head.strip(' ,"“”')):
            listed = [p for p in lookup(form) if p.kind is not ActorKind.PERSON]
            if len(listed) == 1:
                return Choice(state.cast.listed(listed[0], form)), rule
            if listed:
                return Choice(None, tuple(state.cast.listed(p) for p in listed[:4])), rule
    return None


def _several_states(state: State, s: Source) -> Found | None:
    """ "Moscow and Washington": an actor of that name, since both are meant."""
    if not re.search(r"\b(?:and|as well as)\b|,", s.bare) or len(s.bare) > 80:
        return None
    found = state.cast.places_between(s.span.start, s.span.start + len(s.head))
    rest = s.bare
    for f in found:
        rest = rest.replace(f.span.words(state.cast.text), "")
    if len({f.listed.name for f in found}) < 2 or re.search(r"\w", re.sub(r"\b(?:and|as|well|both|the)\b", "", rest)):
        return None
    return Choice(state.cast.character(s.bare, ActorKind.UNNAMED)), "several together"


def _group(state: State, s: Source) -> Found | None:
    if not _GROUP.match(s.low):
        return None
    for f in reversed(state.cast.places_between(max(0, s.span.start - 1500), s.span.start)):
        kinds = (
            (ActorKind.BLOC, ActorKind.ORGANIZATION)
            if re.search("bloc|alliance|union", s.low)
            else (ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION)
        )
        if f.listed.kind in kinds:
            return Choice(state.cast.listed(f.listed)), "the group"
    last = state.spoken[-1] if state.spoken else None
    if (
        last is not None
        and last.character is not None
        and last.character.kind in (ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP)
    ):
        return Choice(last.character), "the group"
    return None


def _document(state: State, s: Source) -> Found | None:
    if not _DOCUMENT.fullmatch(s.low):
        return None
    author = author_of(state.cast, s.span.start)
    if author is None and state.spoken:
        author = state.spoken[-1].character
    if author is None:
        author = state.cast.character(_ARTICLE.sub("", s.low), ActorKind.DOCUMENT)
    return Choice(author), "a document is its author"


def _number(state: State, s: Source) -> Found | None:
    m = re.match(r"the\s(two|three|four|five|pair|trio)$", s.low)
    if m:
        number = {"pair": "two", "trio": "three"}.get(m.group(1), m.group(1))
        for p in reversed(state.spoken[-8:]):
            if p.several and p.words.startswith(number) and p.character is not None:
                return Choice(p.character), "the same several"
    return None


def _role(state: State, s: Source) -> Found | None:
    head = s.low.split(" of ")[0]
    if not ROLE.search(s.low) or (ROLES.search(head) and not ROLE.search(ROLES.sub("", head))):
        return None
    owner = None
    if s.first in ("his", "her"):
        owner = pronoun(state.cast, s.span.start, s.first, state.spoken, quotations=state.quotations).character
    else:
        owners = [a for a in state.cast.between(s.span.start, s.span.start + len(s.head)) if a.possessive]
        owner = owners[0].character if owners else None
    choice = by_role(state.cast, s.span, s.head, state.spoken, state.quotations, owner)
    if choice.character is not None or choice.rivals:
        return choice, "role"
    found = _unnamed(state, s)
    if owner is not None and s.first in ("his", "her"):
        found.aliases.add(f"{owner.name}'s {_ARTICLE.sub('', s.low)}")
        found.party = found.party or owner.party
    return Choice(found), "role without a name"


def _same_unnamed(state: State, s: Source) -> Found | None:
    """ "the official" and "the same official": the unnamed one who spoke last and was called so."""
    m = _SAME_UNNAMED.fullmatch(s.low)
    if m is None:
        return None
    word = re.compile(rf"\b{re.escape(m.group('word'))}\b")
    for p in reversed(state.spoken[-8:]):
        if (
            p.character is not None
            and p.character.kind is ActorKind.UNNAMED
            and not p.several
            and word.search(p.character.name.lower())
        ):
            return Choice(p.character), "the same unnamed one"
    return None


def _name_by_form(state: State, s: Source) -> Found | None:
    """A run of capitals that no list knows: an organisation called so, or one of the text whose name begins or ends so."""
    m = _NAME_RUN.match(s.head.strip(' ,"“”'))
    if m is None:
        return None
    name = _ARTICLE.sub("", m.group().strip(" ,").rstrip("'’"))
    words = name.split()
    if not words or words[-1] in NO_NAME or (len(words) == 1 and words[0] in NO_NAME):
        return None
    for c in state.cast.characters.values():
        if not c.is_person and (c.name == name or name in c.aliases):
            return Choice(c), "organisation"
    person = (
        2 <= len(words) <= 3
        and not set(words) & NO_PERSON
        and not s.low.startswith("the ")
        and all(w[:1].isupper() for w in words)
    )
    if person:
        found = state.cast.person(name)
        if found is not None:
            return Choice(found), "name by form"
    if re.search(r"\s[a-z]", s.bare) and not re.match(re.escape(name) + r"\s(?:of|for|and|in|on)\b", s.bare):
        return None
    found = state.cast.character(name, ActorKind.ORGANIZATION)
    return Choice(found), "organisation"


def _description(state: State, s: Source) -> Found | None:
    """Anything else that says something of the source: a description is its name."""
    if s.first in _SENTENCE_PRONOUN or not re.match(r"[\w\"“]", s.head) or not re.search(r"[A-Za-z]{3}", s.head):
        return None
    return Choice(_unnamed(state, s)), "described, not named"


_RULES: Sequence[Callable[[State, Source], Found | None]] = (
    _personal_pronoun, _first_person, _plural_pronoun, _relative_pronoun, _it, _statement_of, _acronym, _office, _name, _several_states, _place,
    _nobody, _described, _body, _group, _document, _number, _same_unnamed, _role, _name_by_form, _description,
)  # fmt: skip

"""The words of a source -> somebody of the cast, or nobody: the first rule that fits, in the order of `_RULES`.

The order and what each rule is worth were measured with the sketch (docs/decisions/speakers.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from accords.claims.antecedents import Choice, by_role, pronoun
from accords.claims.bodies import BODY, author_of, body
from accords.claims.cast import Character
from accords.claims.described import ASIDE, described
from accords.claims.outlets import OUTLETS
from accords.claims.pronouns import (
    DOCUMENT,
    first_person,
    it,
    its,
    personal_pronoun,
    plural_pronoun,
    relative_pronoun,
    theirs,
)
from accords.claims.source import ARTICLE, Found, Source, State, source_of
from accords.reading.mentions import NO_NAME, NO_PERSON, PORTFOLIO, ROLE, ROLES
from accords.vocabulary import ActorKind, Span
from accords.vocabulary.actor import fold

__all__ = ["SEVERAL", "Found", "Source", "State", "by_rules", "source_of"]

_ARTICLE_THE = re.compile(r"^The\s")
_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens|several|some|many|both|most|other|others|few|a few|multiple|various"
_DESCRIBED = re.compile(
    rf"(?:an?|{_NUMBER}|one|another|people|officials|aides|sources|analysts|diplomats|witnesses|residents|experts|critics|observers|supporters|"
    r"mediators|negotiators|lawmakers|colleagues|relatives|reports|rumou?rs|media|senior|unnamed|anonymous|local|western|european|security|medical|military|hospital|"
    r"nobody else)(?![\w'’-])", re.I
)  # fmt: skip
_NOBODY = re.compile(r"(?:neither|nobody|no one|none|nothing)\b", re.I)
# Those of them that go out in somebody's name; an agreement or a report does not.
_ISSUED = re.compile(r"\b(?:comment|statement|letter|communiqu[eé]|declaration|post|message|note|readout)s?$", re.I)
_STATEMENT_OF = re.compile(
    r"(?:an?|the|its|his|her|their)\s(?:\w+\s){0,2}?(?:statement|communiqu[ée]|post|letter|message|declaration|comment|note|readout|tweet|spokes(?:man|woman|person))\s"
    r"(?:issued\s|released\s|published\s|posted\s)?(?:from|by|of|on behalf of|for)\s", re.I
)  # fmt: skip
_SPOKESPERSON_FOR = re.compile(r"spokes(?:man|woman|person)\s(?:for|of)\s$", re.I)
_OFFICE = re.compile(
    r"['’]s?\s(?:press\s|private\s|own\s)?(?:office|team|party|family|campaign|lawyers?|bureau|delegation|side|camp|government)$"
)
_GROUP = re.compile(
    r"(?:the\s)(?:\w+\s){0,2}(?:group|movement|guerrillas?|rebels?|militants?|militia|insurgents|bloc|alliance|organi[sz]ation|faction|party|union|front|insurgency)$", re.I
)  # fmt: skip
_COMPANY = re.compile(
    r"the\s(?:company|firm|club|charity|agency|newspaper|paper|broadcaster|network|bank|association)$"
)
SEVERAL = re.compile(rf"(?:the\s)?(?:{_NUMBER}|pair|trio|sides|parties|delegations)\b", re.I)
_SAME_UNNAMED = re.compile(r"(?:the|this|that)\s(?:same\s)?(?:[\w-]+\s)?(?P<word>[\w-]+)")
_SIDE = re.compile(r"(?:side|people|authorities|leadership)$", re.I)
_OUTLETS = frozenset(_ARTICLE_THE.sub("", name) for name in OUTLETS)
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
_NAME_RUN = re.compile(r"(?:[Tt]he\s)?[A-Z][\w’'.&-]*(?:\s(?:of\s|the\s|for\s|and\s|&\s)?[A-Z][\w’'.&-]*){0,7}")
_AND = re.compile(r"\b(?:and|as well as)\b|,")
# "The office of the mediator, Holt", "friends of the general": not the one they are of.
_OFFICE_OF = re.compile(
    r"(?:(?:the|an?|some|his|her)\s)?(?:(?!of\b)[\w-]+\s){0,2}?(?:office|team|friends?|family|relatives|lawyers|aides|allies|supporters|circle|entourage|camp|press service|delegation)\s(?:of|to)\s", re.I
)  # fmt: skip
_ONE_OF = re.compile(
    r"(?P<one>one|another|the other|the second|the first|a second|a third|two|three|some|others|both|most)(?:\s(?:of|from)\s(?:them|these|those|the (?:two|three|four|five|others?)))?", re.I
)  # fmt: skip
_SMALL_AFTER = re.compile(r"\s[a-z]")
_GOES_ON = re.compile(r"\s(?:of|for|and|in|on)\b")
_POSSESSIVES = frozenset(("his", "her", "its", "their"))
_OWNED = re.compile(r"\b(?:his|her|its|their)\b", re.I)


def by_rules(state: State, source: Source) -> Found:
    for rule in _RULES:
        found = rule(state, source)
        if found is not None:
            return found
    return Choice(None), "open"


# -- rules: State, Source -> what it found, or None to let the next try ---------------------------------------------


def _statement_of(state: State, s: Source) -> Found | None:
    m = _STATEMENT_OF.match(s.head)
    if m is None or len(s.head) <= m.end() + 2 or _SPOKESPERSON_FOR.search(m.group()):
        return None
    inner = source_of(
        state.cast.text, Span(s.span.start + m.end(), s.span.start + len(s.head)), s.inside, s.outer, s.outer_direct
    )
    choice, rule = by_rules(state, inner)
    return (choice, "statement of: " + rule) if choice.character is not None or choice.rivals else None


def _acronym(state: State, s: Source) -> Found | None:
    name = state.acronyms.get(s.bare)
    if name is None:
        return None
    listed = [p for p in state.cast.roster.named(name) if p.kind is not ActorKind.PERSON]
    found = (
        state.cast.listed(listed[0], s.bare) if len(listed) == 1 else state.cast.character(name, ActorKind.ORGANIZATION)
    )
    state.cast.call(found, s.bare)
    return Choice(found), "acronym"


def _office(state: State, s: Source) -> Found | None:
    if not _OFFICE.search(s.head.strip(" ,")):
        return None
    owners = state.cast.between(s.span.start, s.span.start + len(s.head))
    if not owners or not owners[0].possessive:
        return None
    found = state.cast.character(ARTICLE.sub("", s.head.strip(" ,")), ActorKind.ORGANIZATION)
    found.party = found.party or owners[0].character.party
    return Choice(found), "somebody's office"


def _office_of(state: State, s: Source) -> Found | None:
    m = _OFFICE_OF.match(s.head)
    if m is None:
        return None
    owners = state.cast.between(s.span.start + m.end(), s.span.start + len(s.head))
    if not owners or not owners[0].character.is_person:
        return None
    name = ARTICLE.sub("", s.head[: owners[0].span.end - s.span.start])
    found = state.cast.character(name, ActorKind.UNNAMED)
    found.aliases.add(f"{s.head[: m.end()].strip()} {owners[0].character.name}")
    found.party = found.party or owners[0].character.party
    return Choice(found), "somebody's office"


def _one_of(state: State, s: Source) -> Found | None:
    """ "One of them", after several who spoke: of their party, and called after them."""
    if _ONE_OF.fullmatch(s.low) is None:
        return None
    for p in reversed(state.spoken[-3:]):
        if (
            p.several
            and p.character is not None
            and p.character.kind is ActorKind.UNNAMED
            and p.words not in ("they", "them")
        ):
            if s.low in ("both", "they both", "the two"):
                return Choice(p.character), "the same several"
            found = state.cast.character(f"{s.low.split()[0]} of {p.character.name}", ActorKind.UNNAMED)
            found.aliases.add(s.bare)
            found.party = found.party or p.character.party
            return Choice(found), "one of several"
    return None


def _name(state: State, s: Source) -> Found | None:
    text = state.cast.text
    for a in state.cast.between(s.span.start, s.span.start + len(s.head)):
        tail = text[a.span.end : s.span.start + len(s.head)]
        if a.possessive and not re.fullmatch(r"['’]s?\W*", tail):
            continue
        oblique = _NOT_HEAD.search(text, max(s.span.start, a.span.start - 30), a.span.start)
        if oblique and a.span.start > s.span.start and not _ends_title(state, oblique.start(), a.span.start):
            continue
        who = a.character
        if who.is_person and who.party is None and s.first in _POSSESSIVES and ROLE.search(s.head):
            owner = _owner(state, s)
            who.party = state.cast.party_of_character(owner) if owner is not None and owner is not who else None
        return Choice(who), "name"
    return None


def _two_of_a_name(state: State, s: Source) -> Found | None:
    """A last name that several may bear."""
    named = state.cast.names_between(s.span.start, s.span.start + len(s.head))
    if not named or not state.cast.ambiguous:
        return None
    m = named[-1]
    tail = state.cast.text[m.span.end : s.span.start + len(s.head)]
    if re.search(r"\w", tail) and not re.fullmatch(r"['’]s?\W*", tail):
        return None
    rivals = state.cast.ambiguous.get(fold(m.span.words(state.cast.text)))
    if rivals is None or (
        m.span.start > s.span.start and _NOT_HEAD.search(state.cast.text[s.span.start : m.span.start])
    ):
        return None
    return Choice(None, rivals), "name"


def _ends_title(state: State, low: int, at: int) -> bool:
    """ "High Representative of the EU Josep Borrell", "Secretary of State Holt": what follows "of" is whole before the name."""
    if PORTFOLIO.fullmatch(state.cast.text, low, at):
        return True
    places = state.cast.places_between(low, at)
    return bool(places) and not state.cast.text[places[-1].span.end : at].strip()


def _described(state: State, s: Source) -> Found | None:
    if not _DESCRIBED.match(s.low) or s.low.startswith("both sides"):
        return None
    if BODY.search(s.low) and re.match(r"an?\s", s.low) is None and not ROLES.search(s.low) and not ROLE.search(s.low):
        return None
    words = s.bare.split()
    if (
        len(words) > 1
        and all(w[:1].isupper() for w in words)
        and not ROLES.search(words[-1])
        and not ROLE.search(words[-1])
    ):
        return None  # a name that begins so: "Medical Relief Corps"
    return Choice(_unnamed(state, s)), "described, not named"


def _unnamed(state: State, s: Source) -> Character:
    owner = _owner(state, s)
    return described(state.cast, s.span, s.head, s.whole, owner, opens=s.first in _POSSESSIVES)


def _owner(state: State, s: Source) -> Character | None:
    """Whom "his", "her", "its" or "their" in the words means."""
    m = _OWNED.search(s.head)
    if m is None:
        return None
    at, word = s.span.start + m.start(), m.group().lower()
    if word == "its":
        return its(state, at)
    if word == "their":
        return theirs(state, at)
    return pronoun(state.cast, at, word, state.spoken, quotations=state.quotations).character


def _nobody(state: State, s: Source) -> Found | None:
    return (Choice(None), "nobody") if _NOBODY.match(s.low) else None


def _body(state: State, s: Source) -> Found | None:
    head = s.low.split(" of ")[0]
    found = BODY.search(s.low)
    if found is None:
        return None
    office = found.group().endswith("office") and found.end() == len(s.low)
    if not office and (ROLE.search(head) or ROLES.search(head)):
        return None
    owner = _owner(state, s) if s.first in _POSSESSIVES else None
    party = state.cast.party_of_character(owner) if owner is not None else None
    return Choice(body(state.cast, s.head, s.span.start, party)), "body"


def _place(state: State, s: Source) -> Found | None:
    """A state, bloc, group, capital, seat, nationality in the plural."""
    for lookup, rule in (
        (state.cast.roster.named, "state or group"),
        (state.cast.roster.metonym, "capital or seat"),
        (state.cast.roster.demonym, "nationality"),
    ):
        for form in dict.fromkeys((s.bare, s.head.strip(' ,"“”'), _OWNED.sub("", s.bare))):
            listed = [p for p in lookup(form) if p.kind is not ActorKind.PERSON]
            if len(listed) == 1:
                return Choice(state.cast.listed(listed[0], form)), rule
            if listed:
                return Choice(None, tuple(state.cast.listed(p) for p in listed[:4])), rule
    m = _SIDE.search(s.bare)
    whose = state.cast.roster.adjective(s.bare[: m.start()].strip()) if m is not None else ()
    if len(whose) == 1:
        return Choice(state.cast.listed(whose[0], s.bare)), "nationality"
    return None


def _several_together(state: State, s: Source) -> Found | None:
    """ "Moscow and Washington": an actor of that name, since both are meant."""
    if not _AND.search(s.bare) or len(s.bare) > 80:
        return None
    low, high = s.span.start, s.span.start + len(s.head)
    found = [(p.span, p.listed.name) for p in state.cast.places_between(low, high)]
    found += [(a.span, a.character.name) for a in state.cast.between(low, high)]
    rest = s.bare
    for span, _ in found:
        rest = rest.replace(span.words(state.cast.text), "")
    if len({name for _, name in found}) < 2 or re.search(r"\w", re.sub(r"\b(?:and|as|well|both|the)\b", "", rest)):
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
    return _last_body(state, 1)


def _company(state: State, s: Source) -> Found | None:
    return _last_body(state, 4) if _COMPANY.match(s.low) else None


def _last_body(state: State, reach: int) -> Found | None:
    for p in reversed(state.spoken[-reach:]):
        if p.character is not None and p.character.kind in (
            ActorKind.ORGANIZATION,
            ActorKind.ARMED_GROUP,
            ActorKind.OUTLET,
        ):
            return Choice(p.character), "the group"
    return None


def _document(state: State, s: Source) -> Found | None:
    if not DOCUMENT.fullmatch(s.low) or (s.low.startswith("the ") and s.bare[:1].isupper()):
        return None
    author = author_of(state.cast, s.span.start)
    if author is None and state.spoken and _ISSUED.search(s.low):
        author = state.spoken[-1].character
    if author is None:
        author = state.cast.character(ARTICLE.sub("", s.low), ActorKind.DOCUMENT)
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
    if s.first in _POSSESSIVES:
        owner = _owner(state, s)
    else:
        owners = [a for a in state.cast.between(s.span.start, s.span.start + len(s.head)) if a.possessive]
        owner = owners[0].character if owners else None
    choice = by_role(state.cast, s.span, s.head, state.spoken, state.quotations, owner)
    if choice.character is not None or choice.rivals:
        return choice, "role"
    return Choice(_unnamed(state, s)), "role without a name"


def _same_unnamed(state: State, s: Source) -> Found | None:
    """ "the official" and "the same official": the unnamed one who spoke last and was called so."""
    m = _SAME_UNNAMED.fullmatch(s.low)
    if m is None:
        return None
    word = m.group("word")
    for p in reversed(state.spoken[-8:]):
        if (
            p.character is not None
            and p.character.kind is ActorKind.UNNAMED
            and not p.several
            and word in (called := p.character.name.lower())
            and re.search(rf"\b{re.escape(word)}\b", called)
        ):
            return Choice(p.character), "the same unnamed one"
    return None


def _name_by_form(state: State, s: Source) -> Found | None:
    """A run of capitals that no list knows: an organisation called so, or one of the text whose name begins or ends so."""
    m = _NAME_RUN.match(s.head.strip(' ,"“”'))
    if m is None:
        return None
    name = ARTICLE.sub("", m.group().strip(" ,").rstrip("'’"))
    words = name.split()
    if not words or words[-1] in NO_NAME or (len(words) == 1 and words[0] in NO_NAME):
        return None
    called = state.cast.called(name)
    if called is not None and called.kind is not ActorKind.UNNAMED:
        return Choice(called), "organisation"
    if name in _OUTLETS:
        return Choice(state.cast.character(name, ActorKind.OUTLET)), "organisation"
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
    bare = ASIDE.split(s.bare)[0]
    if _SMALL_AFTER.search(bare) and not (bare.startswith(name) and _GOES_ON.match(bare, len(name))):
        return None
    found = state.cast.character(name, ActorKind.ORGANIZATION)
    return Choice(found), "organisation"


def _description(state: State, s: Source) -> Found | None:
    """Anything else that says something of the source: a description is its name."""
    if s.first in _SENTENCE_PRONOUN or not re.match(r"[\w\"“]", s.head) or not re.search(r"[A-Za-z]{3}", s.head):
        return None
    return Choice(_unnamed(state, s)), "described, not named"


_RULES: Sequence[Callable[[State, Source], Found | None]] = (
    personal_pronoun, first_person, plural_pronoun, relative_pronoun, it, _nobody, _statement_of, _acronym, _several_together, _office, _office_of, _one_of, _name, _two_of_a_name, _place,
    _described, _body, _group, _company, _document, _number, _same_unnamed, _role, _name_by_form, _description,
)  # fmt: skip

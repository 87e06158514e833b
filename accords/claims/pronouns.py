"""Sources that are a pronoun -> somebody before, by rules as those of `claims.sources`: `None` lets the next one try."""

from __future__ import annotations

import re

from accords.claims.antecedents import Choice, pronoun
from accords.claims.bodies import author_of
from accords.claims.cast import Character, Place
from accords.claims.described import described
from accords.claims.names import FormKind
from accords.claims.source import Found, Source, State
from accords.reading.mentions import ROLE, ROLES
from accords.vocabulary import ActorKind, Span

DOCUMENT = re.compile(
    r"(?:the|this|that|its|a|an|their|his|her)?\s?(?:(?:joint|final|written|official|short|brief|draft|proposed|new|earlier|latest|same|signed|peace|ceasefire|framework) ){0,2}"
    r"(?:document|comment|statement|text|letter|communiqu[eé]|declaration|post|message|note|report|readout|draft|agreement|accord|article|paper)s?$", re.I
)  # fmt: skip
_NEAR = 2000  # code points to look back in a sentence that does not end
_ASKED_BY = re.compile(r"\b[Aa]sked by (?:\w+\.?\s){0,3}")
# "The two leaders welcomed it. They said": several who open a sentence.
_SEVERAL_OPEN = re.compile(
    r"(?:(?:The|Both|All|These|Those|Some|Several|Many|Most|Two|Three|Four|Five|Other|Senior|Western|[A-Z]\w*(?:n|i|sh|ese|ch|s))\s)?(?:(?!\w*ed\s|met\s|told\s|said\s|sent\s)[\w-]+\s){0,3}"
)


def personal_pronoun(state: State, s: Source) -> Found | None:
    if s.low in ("he", "she", "him", "her", "his", "hers") or s.first in ("he", "she"):
        sentence = state.cast.sentences.holding(s.span.start)
        asked = _ASKED_BY.search(state.cast.text, max(sentence.start, s.span.start - _NEAR), s.span.start)
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
        if inside is not None and choice.character is None and not choice.rivals and s.outer is not None:
            # Nobody in the quotation: somebody told of before it, and not who speaks.
            choice = pronoun(
                state.cast,
                inside.start,
                s.first,
                state.spoken,
                quotations=state.quotations,
                not_these=[*askers, s.outer],
            )
        return choice, "pronoun"
    return None


def first_person(state: State, s: Source) -> Found | None:
    if s.low in ("i", "me", "my", "we", "us") and not _in_capitals(s):
        if s.outer is not None:
            return Choice(s.outer), "first person inside a quotation"
        return Choice(state.spoken[-1].character if state.spoken else None), "first person"
    return None


def _in_capitals(s: Source) -> bool:
    """True of "US" and "WHO", which are no pronouns."""
    return len(s.low) > 1 and s.head.strip(' ,"“”').isupper()


def plural_pronoun(state: State, s: Source) -> Found | None:
    if s.low not in ("they", "them"):
        return None
    opening = _sentence_before(state, s.span.start)
    since = opening.start if opening is not None else 0
    for p in reversed(state.spoken[-4:]):
        if p.at < since and (several := _several_opening(state, opening)) is not None:
            return Choice(several), "they"
        if p.character is not None and (p.several or not p.character.is_person):
            return Choice(p.character), "they"
    return Choice(_several_opening(state, opening)), "they"


def _sentence_before(state: State, at: int) -> Span | None:
    sentences = state.cast.sentences
    here = sentences.index(at)
    before = sentences.spans[here - 1] if here > 0 else None
    return before if before is not None and before.start >= sentences.headline.end else None


def _several_opening(state: State, sentence: Span | None) -> Character | None:
    """Several who are described, or a state or group, at the opening of a sentence."""
    if sentence is None:
        return None
    text = state.cast.text[sentence.start : min(sentence.end, sentence.start + 70)]
    m = _SEVERAL_OPEN.match(text)
    while m is not None:
        role = ROLES.match(text, m.end())
        if role is not None and not ROLE.search(m.group()):
            words = text[: role.end()]
            return described(state.cast, Span(sentence.start, sentence.start + role.end()), words, words)
        shorter = m.group().rstrip().rpartition(" ")[0]
        m = _SEVERAL_OPEN.match(text, 0, len(shorter) + 1) if shorter else None
    place = _opening(state, sentence)
    return state.cast.listed(place.listed) if place is not None else None


def _opening(state: State, sentence: Span | None) -> Place | None:
    """The state, group or seat that is the subject at the opening of a sentence."""
    if sentence is None:
        return None
    for place in state.cast.places_between(sentence.start, sentence.start + 6)[:1]:
        before, after = state.cast.text[sentence.start : place.span.start], state.cast.text[place.span.end :][:1]
        if (
            before.strip(' "“‘') in ("", "The")
            and place.kind is not FormKind.ADJECTIVE
            and after not in ("'", "’", "-")
        ):
            return place
    return None


def relative_pronoun(state: State, s: Source) -> Found | None:
    if (s.first in ("who", "which", "whom") and not s.whole.startswith("WHO")) or s.low == "that":
        sentence = state.cast.sentences.holding(s.span.start)
        near = state.cast.between(max(sentence.start, s.span.start - _NEAR), s.span.start)
        if near:
            return Choice(near[-1].character), "relative pronoun"
        place = state.cast.place_before(s.span.start)
        if place is not None and place.span.start >= sentence.start:
            return Choice(state.cast.listed(place.listed)), "relative pronoun"
        return Choice(None), "relative pronoun"
    return None


def it(state: State, s: Source) -> Found | None:
    if s.low != "it":
        return None
    last = state.spoken[-1] if state.spoken else None
    if last is not None and DOCUMENT.match(last.words):
        return Choice(author_of(state.cast, s.span.start) or last.character), "it, a document"
    found = its(state, s.span.start, possessive=False)
    if found is not None:
        return Choice(found), "it"
    place = state.cast.place_before(s.span.start)
    if (
        place is not None
        and state.cast.sentences.index(s.span.start) - state.cast.sentences.index(place.span.start) <= 1
    ):
        return Choice(state.cast.listed(place.listed)), "it"
    return Choice(None), "it"


def theirs(state: State, at: int) -> Character | None:
    """Whose "their" is: several, a state or a group of the sentence before, else who spoke last and is no person."""
    several = _several_opening(state, _sentence_before(state, at))
    if several is not None:
        return several
    last = state.spoken[-1] if state.spoken else None
    if last is None or last.character is None:
        return None
    alone = last.character.kind in (ActorKind.PERSON, ActorKind.UNNAMED) and not last.several
    return None if alone else last.character


def its(state: State, at: int, *, possessive: bool = True) -> Character | None:
    """Whose "its" is: a state or group that opens its own sentence, or the one before and has not spoken since, else the last body
    that spoke."""
    here = state.cast.sentences.holding(at)
    if possessive and here.start + 6 < at:
        own = _opening(state, here)
        if own is not None and own.span.end < at:
            return state.cast.listed(own.listed)
    before = _sentence_before(state, at)
    subject = _opening(state, before)
    for p in reversed(state.spoken[-6:]):
        if subject is not None and before is not None and p.at < before.start:
            break
        if p.character is not None and p.character.kind not in (ActorKind.PERSON, ActorKind.UNNAMED):
            return p.character
    return state.cast.listed(subject.listed) if subject is not None else None

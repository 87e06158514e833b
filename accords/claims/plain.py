"""Plain predicates that the model passed over: a listed verb with its subject before it, in the report's own sentences.

The model learned from reports of talks; wire sentences of arrests, marches and shelling are outside them, and their verbs are plain.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from accords.claims.acts import IDIOM, IDIOM_ACTS
from accords.reading.clause import Clause
from accords.reading.cues import forms, words_of
from accords.reading.reading import Reading
from accords.vocabulary import Span
from accords.vocabulary.act import Act

_VERBS = {
    Act.ACCEPT: "accept approve",
    Act.AGREE: "agree",
    Act.COMMIT: "pledge promise vow",
    Act.OFFER: "offer",
    Act.PROPOSE: "propose",
    Act.REJECT: "reject refuse rebuff veto oppose",
    Act.DENY: "deny",
    Act.DEMAND: "demand",
    Act.REQUEST: "urge request appeal",
    Act.ACCUSE: "accuse blame criticise criticize condemn denounce",
    Act.SUPPORT: "praise welcome endorse applaud hail support",
    Act.THREATEN: "threaten",
    Act.WARN: "warn",
    Act.COOPERATE: "sign ratify extradite",
    Act.AID: "donate",
    Act.RETREAT: "surrender resign evacuate release withdraw",
    Act.INVESTIGATE: "investigate probe prosecute indict inspect",
    Act.PROTEST: "protest demonstrate march riot rally boycott",
    Act.SANCTION: "expel suspend sever",
    Act.MOBILIZE: "deploy mobilize mobilise",
    Act.COERCE: "arrest detain seize ban jail impose outlaw confiscate demolish evict deport",
    Act.ATTACK: "attack kill shell bomb invade ambush raid storm bombard",
    Act.MEET: "visit",
}
_OTHERS = {
    "withdraw": "withdrew withdrawn",
    "ban": "banned",
    "meet": "met",
    "sever": "severed",
}


def _table() -> dict[str, Act]:
    found = {}
    for act, verbs in _VERBS.items():
        for verb in words_of(verbs):
            for form in (*forms(verb)[1:3], *_OTHERS.get(verb, "").split()):
                found[form] = act
    return found


_FORMS = _table()
# "will not accept": the bare verb of what is ruled out.
_REFUSED = r"(?:(?:will|would|can|could|shall) (?:not|never)|cannot) (?:accept|agree|sign|negotiate|recogni[sz]e|talk|withdraw|yield|allow|tolerate)"
_PREDICATE = re.compile(
    r"\b(?:(?P<form>"
    + "|".join(sorted(_FORMS, key=len, reverse=True))
    + ")|(?P<refused>"
    + _REFUSED
    + ")|"
    + IDIOM.pattern
    + r")\b"
)
_AUXILIARY = re.compile(r"(?:\b(?:has|have|had|also|already|again|reportedly|since|on|last|\w+day|\w+ly)\s+)*$", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|get|got)\s+(?:\w+ly\s+)?$", re.I)
_AGENT = re.compile(r"[^.;,]{0,60}?\bby\s((?:the\s|an?\s)?[\w’'.-]+(?:\s[\w’'.-]+){0,4})")
_NEGATED = re.compile(r"\b(?:not|never|n['’]t)\s+(?:\w+\s)?$", re.I)
_CLAUSE_START = re.compile(r"(?:^|[,;:]\s|\b(?:and|but|while|as|that|after|when|which|who|said)\s)", re.I)
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s(?=while\b|but\b|after\b|as\b)|[.!?][”\"]?$")
# The subject is near, and its clause is short.
SUBJECT, CLAUSE = 110, 220
SURE = 0.6


def plain_clauses(reading: Reading) -> Iterator[Clause]:
    """Clauses that plain predicates tell, where no clause of the reading stands at them."""
    text, taken = reading.text, sorted(c.trigger for c in reading.clauses)
    starts = [t.start for t in taken]
    headline = reading.sentences.headline.end
    body = headline if text[headline:].strip() else 0
    for m in _PREDICATE.finditer(text):
        k = bisect_left(starts, m.start() - 30)
        if any(t.start < m.end() + 25 and m.start() < t.end + 25 for t in taken[k : k + 8]):
            continue
        act = _FORMS[m["form"]] if m["form"] else Act.REJECT if m["refused"] else IDIOM_ACTS[m.lastgroup or ""]
        sentence = reading.sentences.holding(m.start())
        if sentence.start < body or text[sentence.end - 2 : sentence.end].strip().endswith("?"):
            continue
        low = max(sentence.start, m.start() - SUBJECT)
        before = text[low : m.start()]
        stop = _CLAUSE_END.search(text, m.end(), min(sentence.end, m.end() + CLAUSE))
        end = stop.start() if stop else min(sentence.end, m.end() + CLAUSE)
        if _PASSIVE.search(before):
            agent = _AGENT.match(text, m.end(), end)
            party = Span(*agent.span(1)) if agent else None
        else:
            begin = low + max((c.end() for c in _CLAUSE_START.finditer(before)), default=0)
            finish = m.start() - len(_AUXILIARY.search(before).group())  # type: ignore[union-attr]
            words = text[begin:finish].strip()
            party = Span(begin, begin + len(text[begin:finish].rstrip())) if 0 < len(words.split()) <= 9 else None
        if party is None or not text[party.start : party.end].strip():
            continue
        yield Clause(
            trigger=Span(*m.span()),
            evidence=Span(min(party.start, m.start()), max(party.end, end)),
            party=party,
            acts=((act.value, SURE),),
            issues=(),
            strength="actual" if act.undertakes else None,
            negated=1.0 if _NEGATED.search(before) else 0.0,
        )

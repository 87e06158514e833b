"""On which issue a clause is: the neural model's opinion, that of the words around it, and listed words of issues.

The listed words are general ones of diplomatic English; a process file adds its own (names of the land in dispute, of bodies, of weapons).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from copy import copy

from accords.claims.process import Process
from accords.reading.clause import Clause
from accords.reading.sentences import Sentences
from accords.reading.wording import Wording
from accords.vocabulary import Span, lowered
from accords.vocabulary.issue import NAMES

_WORDS: Mapping[str, str] = {
    "security guarantees": r"security (?:guarantee|assurance|umbrella|commitment|pact|arrangement)\w*|guarantees? (?:of|for) (?:\w+ )?security|guarantors?\b"
    r"|article[ -](?:5|five|v)\b|collective (?:defen[cs]e|security)|mutual defen[cs]e|defen[cs]e (?:pact|treaty)|come to \w+ (?:aid|defen[cs]e)",
    "territory": r"territor\w+|annex\w*|land swaps?|borders?\b|boundar(?:y|ies)|frontiers?|sovereignty|partition|enclaves?|demarcat\w+|occupied|occupation|islands?\b|maritime line",
    "ceasefire": r"cease-?fires?|truces?|armistice|cessation of hostilities|(?:halt|end|stop|pause)\w*(?: to| of| in)? (?:the |all )?(?:fighting|hostilities|shelling|shooting|attacks|bombing)",
    "peace agreement": r"peace (?:agreement|deal|accord|treaty|plan|settlement|proposal|process|pact|framework)s?|(?:comprehensive|final|political|lasting) (?:agreement|settlement|deal|solution)",
    "talks": r"talks|summit|negotiat(?:ions?|ing table)|sit down|face[- ]to[- ]face|mediat(?:ion|ors?)|delegations?|venue|direct contact|invitation|dialogue",
    "alliance membership": r"(?:nato|eu|european union|alliance|bloc) (?:membership|accession|candidacy|enlargement)|(?:join|joining|accession to|membership (?:of|in)|leave|leaving|quit) (?:the )?(?:nato|eu|european union|alliance|bloc|union|treaty organi[sz]ation)|neutrality|non-?align\w+",
    "forces": r"troops?|peace-?keep\w*|soldiers?|battalions?|brigades?|garrisons?|military bases?|demilitari[sz]\w*|disarm\w*|demobili[sz]\w*|militias?|decommission\w*|watchtowers?|buffer zone|no-fly",
    "arms supply": r"arms (?:suppl|deliver|sale|shipment|export|purchase|transfer|embargo|deal)\w*|weapons (?:suppl|deliver|sale|shipment|export|deal)\w*|ammunition|munitions|missiles?|drones?|military aid|howitzers?|tanks\b|fighter jets?",
    "sanctions": r"sanctions?\b|embargo(?:es)?\b|blacklist\w*|asset freeze|travel ban|tariffs?|export controls?|trade ban",
    "prisoners": r"prisoners?|hostages?|detainees?|captives?|inmates?|bodies of|remains of|the missing|abduct(?:ed|ees?)|amnesty for",
    "assets and reparations": r"frozen (?:assets|funds|money)|assets?\b|reparations?|compensation|reconstruction|indemnit\w+|restitution|rebuild\w*",
    "nuclear": r"nuclear|enrich\w*|uranium|plutonium|centrifuges?|reactors?|warheads?|iaea|non-?proliferation|missile tests?|inspectors",
    "humanitarian": r"humanitarian|relief\b|aid (?:convoy|truck|deliver|worker|agenc)\w*|refugees?|displaced|famine|evacuat\w+|food aid|corridors?\b|medicines?|returnees",
    "governance": r"elections?|referend\w+|constitution\w*|autonom\w+|self-(?:rule|government)|power[- ]sharing|transitional (?:government|authority|council)|federal\w*|parliament\w*|interim government|language rights|cabinet posts?|ministr(?:y|ies) (?:to|for)",
    "accountability": r"war crimes?|tribunals?|international criminal court|accountab\w+|amnest\w+|impunity|truth commission|genocide|prosecut\w+|special court|justice for|transitional justice|massacres?",
}
_EDGE = r"\b"
# Of texts in lower case.
PATTERNS = {name: re.compile(rf"{_EDGE}(?:{words})") for name, words in _WORDS.items()}
# A log-linear model of the opinions on a clause's issue, fitted by likelihood on the fold of our own data that no weights were trained
# on (training/splits.py, 761 clauses): the neural model's and the words' log-probabilities; a word of the issue in the clause, in it after the trigger,
# in the sentence before where the clause has none; and what the clauses near by are about. The share of the report's words of issues
# got no weight: the words of the whole report say it already.
MODEL, WORDING, IN_CLAUSE, AFTER, BEFORE, NEAR = 0.38, 0.88, 0.34, 0.56, 0.36, 0.33
# Words that only the process file lists: nothing else knows them. Chosen on the development reports.
LISTED, LISTED_BEFORE = 1.5, 0.7
FLOOR = 0.004
_LEAST = math.log(FLOOR)
# Code points in which what another clause is about loses two thirds of its weight; clauses on each side that are asked; their floor.
REACH, SIDES, NEAR_FLOOR = 250.0, 6, 0.02


def patterns_of(process: Process | None) -> Mapping[str, re.Pattern[str]]:
    """The patterns of all issues, with the words and the issues that a process adds."""
    if process is None or not process.issues:
        return PATTERNS
    words = dict(_WORDS)
    for issue in process.issues:
        added = "|".join(re.escape(lowered(w)) for w in issue.words)
        if added:
            words[issue.name] = f"{words[issue.name]}|{added}\\b" if issue.name in words else rf"{added}\b"
    return {name: re.compile(rf"{_EDGE}(?:{pattern})") for name, pattern in words.items()}


def _places(low: str, patterns: Mapping[str, re.Pattern[str]]) -> dict[str, list[int]]:
    """Where each pattern is found in a text in lower case; a word may be of several issues."""
    places: dict[str, list[int]] = {name: [] for name in patterns}
    ends = dict.fromkeys(patterns, 0)
    # One search for all of them, and at each place it finds all of them: a third of the time of a search for each.
    every = "|".join(pattern.pattern.removeprefix(_EDGE) for pattern in patterns.values())
    for m in re.finditer(rf"{_EDGE}(?={every})", low):
        at = m.start()
        for name, pattern in patterns.items():
            if at >= ends[name] and (found := pattern.match(low, at)):
                places[name].append(at)
                ends[name] = found.end()
    return places


class Topics:
    """How often a report speaks of each issue, and where; `patterns` may be a process's own (`patterns_of`)."""

    def __init__(self, text: str, patterns: Mapping[str, re.Pattern[str]] = PATTERNS) -> None:
        self.text, self.patterns = text, patterns
        low = lowered(text)
        self._places = _places(low, patterns)
        # Where a process file's words stand that are not among the general ones.
        self.listed = self
        if patterns is not PATTERNS:
            general = _places(low, PATTERNS)
            self.listed = copy(self)
            self.listed._places = {name: sorted({*at} - {*general.get(name, ())}) for name, at in self._places.items()}
        total = sum(map(len, self._places.values()))
        self.names = (*NAMES, *(name for name in patterns if name not in NAMES))
        self._share = {name: math.log((len(at) + 1) / (total + len(patterns))) for name, at in self._places.items()}

        self._least = min(self._share.values(), default=0.0)

    def between(self, name: str, low: int, high: int) -> bool:
        """True where a word of the issue begins in `[low, high)`."""
        at = self._places.get(name, [])
        k = bisect_left(at, low)
        return k < len(at) and at[k] < high

    def share(self, name: str) -> float:
        """The logarithm of its share in the report's words of issues."""
        return self._share.get(name, self._least)


def named_in(topics: Topics, span: Span) -> str | None:
    """The issue that the words of a stretch name, the one of which the report speaks most; `None` where they name none."""
    named = [name for name in topics.patterns if topics.between(name, span.start, span.end)]
    return max(named, key=lambda name: (topics.share(name), name), default=None)


class Issues:
    """The issue of each clause of one report."""

    def __init__(self, topics: Topics, sentences: Sentences, clauses: Sequence[Clause]) -> None:
        self._topics, self._sentences, self.wording = topics, sentences, Wording(sentences)
        rows = sorted((c for c in clauses if c.issues), key=lambda c: c.trigger)
        self._starts = [c.trigger.start for c in rows]
        self._about = [c.issues for c in rows]

    def of(self, clause: Clause) -> tuple[str, float]:
        """The likeliest issue of a clause and its probability."""
        topics, at = self._topics, clause.trigger.start
        k = self._sentences.index(at)
        before = self._sentences.spans[max(0, k - 1)].start
        low, high = clause.evidence
        chances, words, near = dict(clause.issues), self.wording.issues(clause), self._near(at)
        scores = {}
        for name in topics.names:
            n = _NUMBER.get(name)
            score = MODEL * (math.log(max(chances[name], FLOOR)) if name in chances else _LEAST)
            score += WORDING * words[n] + NEAR * near[n] if n is not None else (WORDING + NEAR) * _LEAST
            if topics.between(name, low, high):
                score += IN_CLAUSE + (AFTER if topics.between(name, at, high) else 0)
            elif topics.between(name, before, low):
                score += BEFORE
            if topics.listed is not topics:
                if topics.listed.between(name, low, high):
                    score += LISTED
                elif topics.listed.between(name, before, low):
                    score += LISTED_BEFORE
            scores[name] = score
        best = min(scores, key=lambda name: (-scores[name], name))
        return best, 1 / sum(math.exp(score - scores[best]) for score in scores.values())

    def _near(self, at: int) -> list[float]:
        """[16] logarithms of what the other clauses near by are about, those further away less."""
        k = bisect_left(self._starts, at)
        total, about = 0.0, [0.0] * len(NAMES)
        for j in range(max(0, k - SIDES), min(len(self._starts), k + SIDES + 1)):
            if self._starts[j] != at:
                weight = math.exp(-abs(self._starts[j] - at) / REACH)
                total += weight
                for name, chance in self._about[j]:
                    about[_NUMBER[name]] += weight * chance
        if not total:
            return _EVEN
        return [math.log(NEAR_FLOOR + share / total) for share in about]


_NUMBER = {name: k for k, name in enumerate(NAMES)}
_EVEN = [math.log(NEAR_FLOOR + 1 / len(NAMES))] * len(NAMES)

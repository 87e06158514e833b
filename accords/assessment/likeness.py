"""Whether two claims speak of one thing: by the words of their terms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import Generic, TypeVar

from accords.vocabulary.actor import fold

T = TypeVar("T")
# What one thing is compared with at most, the likeliest first: keeps thousands of claims linear.
_COMPARED = 16
# What one word points to at most: a word that more have tells nothing apart.
_POSTINGS = 64

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
# Words that carry no subject: grammar, how far somebody goes, who says so, in what form. What is left is what it is about.
_EMPTY = frozenset(
    """
    a an the this that these those some any all no not never nor neither both each every other another such same own
    and or but if as than then so too also only just even still yet already again ever more most less least much many
    of in on at to from by with without for about into onto over under between among against through during before after
    until once when while where which who whom whose what why how there here it its he his him she her they them their
    we us our i me my you your is are was were be been being am do does did done have has had having will would shall
    should can could may might must ought going gonna let
    say says said saying tell tells told add adds added according agree agrees agreed agreeing agreement accept accepts
    accepted commit commits committed commitment committing offer offers offered offering promise promises promised
    pledge pledges pledged vow vows vowed undertake undertakes undertook undertaking willing ready prepared readiness
    willingness open consider concede concedes conceded concession concessions deny denies denied propose proposes
    proposed proposal reject rejects rejected want wants wanted
    law laws legislation legislative legislate legislated enshrine enshrined enshrinement constitution constitutional
    write writes wrote written writing letter sign signs signed treaty accord oral orally verbal verbally word mouth
    new part parts way ways matter matters thing things point points first time make makes made making take takes took
    give gives gave given put get got
    """.split()
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ians", "ian", "ers", "er", "ed", "es", "s", "e", "y")


@lru_cache(maxsize=16_384)  # copies repeat one another, and every answer asks again
def subject(words: str) -> frozenset[str]:
    """The words that say what it is about, folded and without their endings: `guarantees` and `guaranteed` are one."""
    return frozenset(_stem(word) for word in _WORD.findall(fold(words)) if word not in _EMPTY and len(word) > 2)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Two words or more in common, and half of those of the shorter; of a shorter with one word, that one."""
    if not one or not other:
        return False
    shared, fewest = len(one & other), min(len(one), len(other))
    return shared >= min(2, fewest) and shared * 2 >= fewest


class Subjects(Generic[T]):
    """Things by the words of what they are about, to find those that share words without comparing all."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._things: list[tuple[frozenset[str], T]] = []

    def add(self, about: frozenset[str], thing: T) -> None:
        for word in about:
            if len(self._by_word[word]) < _POSTINGS:
                self._by_word[word].append(len(self._things))
        self._things.append((about, thing))

    def __len__(self) -> int:
        return len(self._things)

    def near(self, about: frozenset[str], first: int | None = None) -> list[T]:
        """Those alike, those that share most words first, of equals the first added; `first`: only among so many."""
        shared = Counter(at for word in about for at in self._by_word.get(word, ()))
        if first is not None:
            shared = Counter({at: count for at, count in shared.items() if at < first})
        ranked = sorted(shared, key=lambda at: (-shared[at], at))[:_COMPARED]
        return [thing for at in ranked for own, thing in (self._things[at],) if alike(own, about)]

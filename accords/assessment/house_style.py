"""Words as they are compared inside quotation marks: what only an outlet's house style differs in is the same."""

from __future__ import annotations

import re
from functools import lru_cache

_CONTRACTED = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "ok": "okay",
    "percent": "per cent",
    **{f"{word}'s": f"{word} is" for word in "it that there here he she what who where how".split()},
}
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_NUMBERS = {
    word: str(number)
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
# British -> American, each rule on the whole word; only ever asked of words that stand in the same place.
_SPELLED = {
    "programme": "program",
    "programmes": "programs",
    "grey": "gray",
    "towards": "toward",
    "afterwards": "afterward",
    "judgement": "judgment",
    "acknowledgement": "acknowledgment",
    "sceptical": "skeptical",
    "sceptic": "skeptic",
    "cheque": "check",
    "plough": "plow",
    "tyre": "tire",
    "whilst": "while",
    "amongst": "among",
    "learnt": "learned",
    "practise": "practice",
    "manoeuvre": "maneuver",
}
_LONGEST = 60  # letters; the rules take the square of a word, and a report may have one as long as a book
_RULES = (
    (re.compile(r"([^\W_]{3,})is(e|ed|es|ing|ation|ations|er|ers)$"), r"\1iz\2"),
    (re.compile(r"ys(e|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"([^\W_]{2,})our(|s|ed|ing|able|ably|ite|ites|hood|ly|ers?)$"), r"\1or\2"),
    (re.compile(r"([bt])re(s?)$"), r"\1er\2"),
    (re.compile(r"(def|off|pret|lic)ence(s?)$"), r"\1ense\2"),
    (re.compile(r"([^\W_]{2,}[aeiou])ll(ed|ing|er|ers)$"), r"\1l\2"),
    (re.compile(r"([^\W_]{3,})ogue(s?)$"), r"\1og\2"),
    (re.compile(r"(skil|wil|instal|enrol|fulfil)l"), r"\1"),
    (re.compile(r"([^\W_]*)(?:ae|oe)(?=[dnmv])"), r"\1e"),
)


@lru_cache(maxsize=8192)
def plain(word: str) -> tuple[str, ...]:
    """The word, in lower case without typography, as one or more plain words: `won’t` -> will not; `ten` -> 10."""
    low = word.casefold().replace("’", "'")
    low = low.replace(",", "") if low[0].isdigit() else low.replace(".", "")
    if low in _CONTRACTED:
        return tuple(_CONTRACTED[low].split())
    for ending, full in _ENDINGS.items():
        if low.endswith(ending) and len(low) > len(ending):
            return (american(low.removesuffix(ending)), full)
    return (_NUMBERS.get(low) or american(low),)


def american(word: str) -> str:
    """A word in lower case as it is spelled in America; of a word that both spell alike the result may be no word at all."""
    if word in _SPELLED:
        return _SPELLED[word]
    if len(word) > _LONGEST:
        return word
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    return word

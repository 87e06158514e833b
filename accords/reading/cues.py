"""The words that ascribe: lemmas in groups, and the way from a form back to its lemma.

The groups follow PARC's types of attribution (Prasad et al. 2007); which lemma stands where was settled by reading news
and is measured on attributions of other texts than those that the lists were made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def words_of(words: str) -> frozenset[str]:
    """A set written as a line of words."""
    return frozenset(words.split())


# Sayings whatever the form of what is said.
SAYING = words_of(
    """say tell write answer reply respond add state warn explain stress insist argue claim declare affirm repeat
    note admit complain observe remark maintain assert caution contend emphasize emphasise
    reiterate predict joke quip tweet post continue quote read assure testify conclude
    estimate boast lament clarify retort counter interject object shout allege opine muse relate
    stipulate proclaim volunteer elaborate advise remind sneer fume thunder snap growl grumble moan bark hiss rage scoff jeer"""
)
# Sayings only where a clause or a quotation is said: one may also confirm a visit or announce a plan.
GUARDED = words_of(
    """reveal signal confirm report indicate announce explain allow suggest hint mention inform cite concede recount
    highlight disclose deny acknowledge recall underline underscore comment leak intimate imply charge chant plead judge sigh"""
)
# Undertakings and requests: sayings only where they have a clause of their own ("demanded that …").
CLAUSAL = words_of(
    """demand promise propose guarantee pledge vow swear urge request threaten undertake specify point relay
    publish rule recommend decree"""
)
# Acts told by whoever tells of them: "agreed that" ascribes no words unless they are quoted.
ASSENT = words_of("agree accept")
# What judges somebody or something: a saying only where its words are quoted.
JUDGING = words_of(
    """call describe label dub brand hail welcome praise thank condemn dismiss denounce slam blast criticise criticize
    accuse reject speak put ask applaud greet mock blame defend rebuke decry tout characterise characterize deride
    liken portray laud deplore congratulate refer"""
)
# Nouns that are cues where a clause or a quotation follows them.
SPEECH_NOUN = words_of(
    """statement message letter remark account communique communiqué speech words word assurance complaint verdict
    insistence argument contention accusation"""
)
# Idioms of saying: "let it be known that", "let slip", "made clear that", "gave to understand".
IDIOM = re.compile(
    r"\b(?:let(?:s|ting)?\s(?:it\s)?(?:be\sknown|slip)|let(?:s|ting)?\s(?:\w+\s){1,2}know|ma[dk]\w{1,3}\s(?:it\s)?(?:clear|plain|known)"
    r"|gave?\s(?:\w+\s){0,2}to\sunderstand|went\son\s(?:the\s)?record|put\sit)\b",
    re.I,
)
BELIEF = words_of(
    """hope believe think expect fear consider feel doubt assume suspect worry anticipate reckon regard view see deem
    imagine guess suppose trust presume"""
)
FACT = words_of(
    "know realise realize learn find remember forget regret discover understand notice recognise recognize hear"
)
# Told alone, with a subject, they turn a sentence round them into a saying: ", he said."
PARENTHETIC = words_of(
    """say add write warn explain insist argue claim declare continue note tell reply answer maintain stress state
    caution complain concede recall repeat remark observe conclude acknowledge admit"""
)
# What another is told to have said inside somebody's words.
NESTED = words_of(
    """say tell state announce warn claim insist declare argue reply answer write acknowledge admit confirm report
    promise assure deny indicate explain add note concede stress maintain"""
)

_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "read": "reads read reading",
    "speak": "speaks spoke spoken speaking",
    "put": "puts put putting",
    "swear": "swears swore sworn swearing",
    "undertake": "undertakes undertook undertaken undertaking",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "see": "sees saw seen seeing",
    "know": "knows knew known knowing",
    "find": "finds found finding",
    "forget": "forgets forgot forgotten forgetting",
    "understand": "understands understood understanding",
    "hear": "hears heard hearing",
    "learn": "learns learned learnt learning",
    "signal": "signals signalled signaled signalling signaling",
    "label": "labels labelled labeled labelling labeling",
    "refer": "refers referred referring",
    "quip": "quips quipped quipping",
    "dub": "dubs dubbed dubbing",
    "slam": "slams slammed slamming",
    "regret": "regrets regretted regretting",
    "admit": "admits admitted admitting",
    "quote": "quotes quoted quoting",
}
_VOWELS = frozenset("aeiou")


def forms(lemma: str) -> tuple[str, ...]:
    """The forms of a verb, the lemma first: `deny` -> deny denies denied denying."""
    if lemma in _IRREGULAR:
        return (lemma, *_IRREGULAR[lemma].split())
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    if lemma.endswith("ee"):
        return (lemma, lemma + "s", lemma + "d", lemma + "ing")
    if lemma.endswith("e"):
        return (lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing")
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return (lemma, lemma + plural, lemma + "ed", lemma + "ing")


def _table(lemmas: Iterable[str]) -> Iterator[tuple[str, str]]:
    for lemma in sorted(lemmas):
        for form in forms(lemma):
            yield form, lemma


_VERBS = SAYING | GUARDED | CLAUSAL | ASSENT | JUDGING | BELIEF | FACT | PARENTHETIC | NESTED
_LEMMA = dict(_table(_VERBS)) | {n + s: n for n in SPEECH_NOUN - _VERBS for s in ("", "s")} | {"words": "words"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# "to announce" after another verb is not yet said; "went on to say" is.
_INFINITIVE = re.compile(r"\b(?:to|will|would|can|could|may|might|shall|should|must)\s+[a-z]{1,20}(?:\s+into)?\b")
_GOING_ON = re.compile(
    r"\b(?:went|goes?|going|gone)\s+on(?:\s+to\b)?|\b(?:made|makes?|making)\s+(?:it\s+)?(?:very\s+)?(?:clear|plain)\b"
)
_SEEMING = re.compile(r"\b(?:appear|seem)(?:s|ed|ing)?\s+to\b")


def lemma(word: str) -> str | None:
    """The lemma of one form, or `None` where it is no word of the lists."""
    return _LEMMA.get(word.lower())


def lemmas(cue: str) -> frozenset[str]:
    """The listed lemmas of a cue, infinitives left out: "agreed to announce" -> agree; "according to" -> according."""
    low = cue.lower()
    if "according" in low:
        return frozenset(("according",))
    going_on = _GOING_ON.search(low)
    low = "say " + low[going_on.end() :] if going_on else _INFINITIVE.sub(" ", _SEEMING.sub(" ", low))
    return frozenset(found for word in _WORD.findall(low) if (found := _LEMMA.get(word)))


# Forms in -s that are nouns at least as often.
_NOUNS = words_of("states claims reports notes answers replies remarks promises stresses")


def alternatives(words: Iterable[str], barred: str = "") -> str:
    """The words as alternatives of a pattern in groups of one first letter, each of which a search tries but once.

    With `barred`, a class of signs without its brackets, none of those stands before a word; a search leaps to the letters.
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(
        f"{re.escape(c)}{f'(?<![{barred}]{re.escape(c)})' if barred else ''}(?:{'|'.join(rest)})"
        for c, rest in groups.items()
    )


def pattern(lemmas: Iterable[str], *phrases: str) -> re.Pattern[str]:
    """A regex of the finite forms of some verbs, and `phrases`; those left out that are as often nouns."""
    chosen = {f for x in lemmas for f in forms(x) if f != x and not f.endswith("ing")} - _NOUNS
    return re.compile("(?:" + alternatives((*sorted(chosen), *phrases), r"\w") + r")\b")

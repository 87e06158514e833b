"""What has become of a meeting, by the verb and the words that govern it: held, under way, planned, proposed, cancelled."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accords.claims.meeting import MeetingStatus

_HELD, _NOW, _PLANNED = MeetingStatus.HELD, MeetingStatus.UNDER_WAY, MeetingStatus.PLANNED
_ASKED, _OFF = MeetingStatus.PROPOSED, MeetingStatus.CANCELLED


@dataclass(frozen=True, slots=True)
class Outcome:
    """`guessed` is true where only a preposition says it ("before the summit"), `none` where nothing took place or is planned."""

    status: MeetingStatus | None
    guessed: bool = False
    none: bool = False


_NOTHING = Outcome(None, none=True)
_NEGATED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bwithout|\brefus\w+(?:\sto)?|\bdeclin\w+(?:\sto)?|\brul\w+\sout|\bneither|\bnor|\bcannot|\brather\sthan|\bno\splans?\s\w+)\s(?:\w+\s){0,3}$",
    re.I,
)
_ASKING = r"(?:want\w*|hop\w+|offer\w*|ready|readiness|willing\w*|invit\w+|ask\w*|urg\w+|propos\w*|need\w*|like|wish\w*|open|demand\w*|keen|eager|tr(?:y|ies|ied|ying)|seek\w*|sought|prepared|possible|chance|opportunity|able|request\w*|call\w*\son|desire|appeal\w*|refus\w+)"
_COMING = r"(?:agree[ds]?|due|set|expect\w*|schedul\w+|plan\w*|going|about|accept\w*|promis\w+|slated|likely|prepar\w+|intend\w*|arrang\w*|decided)"

# -- verbs -----------------------------------------------------------------------------------------------------------

_DUE = re.compile(r"\b(?:due|expected)$")
_WILL = re.compile(r"(?:\b(?:will|shall|won['’]t)|['’]ll)\s(?:\w+\s){0,2}$")
_MODAL = re.compile(r"\b(?:would|could|may|might|should|can|must)\s(?:\w+\s){0,2}$")
_TO = re.compile(r"\bto\s(?:\w+ly\s)?$")
_TO_ASKED = re.compile(rf"\b{_ASKING}\s(?:[\w’'.-]+\s){{0,5}}$", re.I)
_TO_COMING = re.compile(
    rf"\b(?:is|are|was|were)\s(?:also\s|both\s|then\s)?$|\b{_COMING}\s(?:[\w’'.-]+\s){{0,3}}$", re.I
)
_ON_THE_WAY = re.compile(r"\b(?:travels?|flies|goes|heads|comes|will\s\w+|due|expected)\b", re.I)
_HAVE = re.compile(r"\b(?:has|have|had|having|['’]ve)\s(?:\w+\s){0,2}$")
_ARE = re.compile(r"\b(?:is|are|am|['’]re|being)\s(?:\w+\s){0,2}$")
_WERE = re.compile(r"\b(?:was|were|been)\s(?:\w+\s){0,2}$")
_BEFORE = re.compile(r"\b(?:before|ahead\sof)\s(?:\w+\s)?$")
_IDEA = re.compile(rf"\b{_ASKING}\s(?:\w+\s){{0,2}}$", re.I)
_IF = re.compile(r"\b(?:if|whether|unless|should|could|would|might)\s(?:[\w’'.-]+\s){0,4}$", re.I)
_PAST = frozenset("met sat spoke held shook came went flew saw put brought lunched dined rang".split())


def of_verb(text: str, low: int, verb: re.Match[str]) -> Outcome:
    """By the verb and its auxiliaries, in a stretch that begins at `low`; a verb of the present leaves it open."""
    before = text[max(low, verb.start() - 70) : verb.start()]
    form = verb["verb"].lower()
    if _NEGATED.search(before):
        return _NOTHING
    if _WILL.search(before) or _DUE.search(form):
        return Outcome(_PLANNED)
    if _MODAL.search(before):
        return Outcome(_ASKED)
    to = _TO.search(before)
    if to:
        return _infinitive(before[: to.start()], text[max(low, verb.start() - 120) : verb.start()])
    if _HAVE.search(before):
        return Outcome(_HELD)
    if form.endswith("ing") or form.split()[0] in ("beside", "alongside", "next", "flanked"):
        return _participle(before)
    first = form.split()[0]
    if first in _PAST or first.endswith("ed"):
        return Outcome(_ASKED if _IF.search(before) else _HELD)
    return Outcome(None)


def _infinitive(governing: str, clause: str) -> Outcome:
    if _NEGATED.search(governing):
        return _NOTHING
    if _TO_ASKED.search(governing):
        return Outcome(_ASKED)
    return Outcome(_PLANNED if _TO_COMING.search(governing) or _ON_THE_WAY.search(clause) else None)


def _participle(before: str) -> Outcome:
    if before.endswith(", "):
        return Outcome(_HELD)
    if _ARE.search(before):
        return Outcome(_NOW)
    if _BEFORE.search(before):
        return Outcome(None)
    return Outcome(_ASKED if _IDEA.search(before) and not _WERE.search(before) else _HELD)


# -- nouns -----------------------------------------------------------------------------------------------------------

_CALLED_OFF = re.compile(
    r"\b(?:cancel\w*|call(?:s|ed|ing)?\soff|scrap(?:s|ped|ping)|postpon\w+|put\soff|shelved|aborted)\b", re.I
)
_CALLED_OFF_ITSELF = re.compile(r"\b(?:cancelled|canceled|postponed|aborted)\b", re.I)
_ASKED_ITSELF = re.compile(r"\b(?:proposed|possible|potential|hoped-for|eventual|suggested|hypothetical)\b", re.I)
_COMING_ITSELF = re.compile(r"\b(?:planned|scheduled|upcoming|forthcoming|coming|next|expected)\b", re.I)
_UNDER_WAY = re.compile(
    r"\b(?:under\s?way|taking\splace|in\sprogress|(?:is|are)\s(?:now\s|currently\s|still\s)?(?:being\sheld|ongoing|continuing|in\ssession)"
    r"|(?:have|has)\s(?:now\s)?begun|continues?|enter(?:ed|s)?\s(?:its|a|the|their)\s(?:\w+\s)day)\b",
    re.I,
)
_HOLDING = re.compile(r"\b(?:is|are)\s(?:now\s|currently\s)?(?:holding|hosting|attending)\s$")
_TAIL = r"\s(?:also\s|\w+ly\s)?(?:[a-z]+\s)?(?:(?:in|at|to|for|from|up|out|on|with|part|place)\s)?(?:[a-z]+\s)?$"
_GOVERNED_ASKED = re.compile(
    rf"\b(?:would|could|may|might|should|must|can|{_ASKING}\s(?:[\w’'.-]+\s){{0,2}}?to){_TAIL}"
    r"|\b(?:propos(?:e|es|ed|ing)|call(?:s|ed|ing)?\s(?:again\s)?for|hop(?:e|es|ed|ing)\sfor|demand(?:s|ed|ing)?|s(?:eek|eeks|eeking|ought)|want(?:s|ed|ing)?|suggest(?:s|ed|ing)?"
    r"|offer(?:s|ed|ing)?|push(?:es|ed|ing)?\sfor|(?:idea|prospects?|possibility|chances?|hopes?|plea|appeal|offer|calls?|demands?|request|proposals?|invitation|readiness|desire|need)"
    r"\s(?:of|for|to)|request(?:s|ed|ing)?|insist(?:s|ed|ing)?\son|ready\sfor|open\sto|closer\sto|favou?r(?:s|ed)?|urg(?:es|ed|ing)|conditions\sfor|if|whether)\s(?:there\s\w+\s)?$",
    re.I,
)
_GOVERNED_COMING = re.compile(
    rf"(?:\b(?:will|shall|won['’]t|(?:is|are)\sto|{_COMING}\s(?:[\w’'.-]+\s){{0,5}}?to)|['’]ll){_TAIL}"
    r"|\b(?:plan(?:s|ned|ning)?|schedul(?:e|es|ed|ing)|announc(?:e|es|ed|ing)|expect(?:s|ed|ing)?|await(?:s|ed|ing)?|arrang(?:e|es|ed|ing)|agree[ds]?\s(?:on|to)"
    r"|prepar(?:e|es|ed|ing|ation|ations)\s(?:for)?|looks?\sforward\sto|due\s(?:at|for)|invited\s[^,.]{1,50}\sto)\s$",
    re.I,
)
_OBJECT_BEFORE = re.compile(
    r"\b(?:of|in|on|at|to|for|with|from|by|after|before|during|following|since|about|ahead\sof|held|holds?|attended|joined|hosted|left)\s$",
    re.I,
)
# From the noun to its verb: "… with B in X, which was short, will …".
_VERB_AFTER = re.compile(
    r"(?:\s(?:in|on|at|with|between|of|among)\s[^,;:.“”\"]{1,70}?)?(?:,\swhich|,\s(?:the|a|an)\s[^;:“”\"]{1,60}?,)?"
    r"\s(?P<tense>will|shall|is|are|was|were|has|have|had|would|could|may|might|should|took|ended|concluded|broke|collapsed|opened|began|lasted|failed|produced|takes?|brought|followed|went|came|resumes?|begins?|opens?|starts?|(?:re)?convenes?|closed)\b(?P<rest>[^;“”\"]{0,40})"
)
_STARTS = re.compile(r"takes?|resumes?|begins?|opens?|starts?|(?:re)?convenes?")
_COMING_AFTER = re.compile(
    r"\s(?:also\s|now\s|still\s|currently\s|being\s)*(?:due|set|to|expected|scheduled|planned|slated|likely)\b"
)
_BEFOREHAND = re.compile(
    r"\b(?:before|ahead\sof|prior\sto|eve\sof|prepar\w+\s(?:for|of)|in\sthe\srun-up\sto|towards?)\s$", re.I
)
_AFTERWARDS = re.compile(
    r"\b(?:after|following|since|during|at|in|from|for|of|by|held|attended|left|had|concluded|ended|hosted|chaired|joined)\s$",
    re.I,
)
_TENSE = re.compile(
    r"\b(?:(?P<will>will|shall|(?:is|are|due|set|expected)\sto|travels|flies|arrives|heads|comes|goes|returns)|(?P<now>is|are)|(?P<may>could|may|might|should)"
    r"|(?P<past>was|were|had|has|have|said|told|[a-z]+ed|began|came|went|took|made|gave))\b"
)
_SINCE = re.compile(r"\b(?:comes|goes|returns|arrives)\b.*\b(?:after|following|since|of)\s$")
_IN_IT = re.compile(r"\b(?:in|at|for)\s$")
_LOOSE_PAST = (None, "said", "told", "has", "have")


def of_noun(text: str, begin: int, start: int, noun: re.Match[str], high: int) -> Outcome:
    """By what governs the noun phrase `[start, noun.end())` in a clause from `begin`, and the verb that follows before `high`."""
    phrase, before = text[start : noun.end()], text[max(begin, start - 70) : start]
    after = text[noun.end() : min(high, noun.end() + 160)]
    if _NEGATED.search(before) and "attend" not in before:
        return _NOTHING
    if _CALLED_OFF.search(after[:90]) or _CALLED_OFF.search(before[-50:]) or _CALLED_OFF_ITSELF.search(phrase):
        return Outcome(_OFF)
    if _ASKED_ITSELF.search(phrase):
        return Outcome(_ASKED)
    if _COMING_ITSELF.search(phrase):
        return Outcome(_PLANNED)
    if _UNDER_WAY.search(after[:70]) or _HOLDING.search(before):
        return Outcome(_NOW)
    if _GOVERNED_ASKED.search(before):
        return Outcome(_ASKED)
    if _GOVERNED_COMING.search(before):
        return Outcome(_PLANNED)
    verb = None if _OBJECT_BEFORE.search(before) else _VERB_AFTER.match(after)
    if verb:
        return Outcome(_of_its_verb(verb["tense"], verb["rest"]))
    return _by_preposition(text[max(begin, start - 120) : start])


def _of_its_verb(tense: str, rest: str) -> MeetingStatus:
    if (
        tense in ("will", "shall")
        or _STARTS.fullmatch(tense)
        or (tense in ("is", "are", "was", "were") and _COMING_AFTER.match(rest))
    ):
        return _PLANNED
    return _ASKED if tense in ("would", "could", "may", "might", "should") else _HELD


def _by_preposition(governing: str) -> Outcome:
    beforehand = _BEFOREHAND.search(governing)
    if beforehand:
        earlier = list(_TENSE.finditer(governing, 0, beforehand.start()))
        over = beforehand.group().lower().startswith("before") and earlier and earlier[-1]["past"] not in _LOOSE_PAST
        return Outcome(_HELD if over else _PLANNED, guessed=True)
    if not _AFTERWARDS.search(governing):
        return Outcome(None, guessed=True)
    tenses = list(_TENSE.finditer(governing))
    if tenses and tenses[-1]["will"] and (_IN_IT.search(governing) or not _SINCE.search(governing)):
        return Outcome(_PLANNED, guessed=True)
    if tenses and tenses[-1]["now"] and _IN_IT.search(governing):
        return Outcome(_NOW, guessed=True)
    return Outcome(_ASKED if tenses and tenses[-1]["may"] else _HELD, guessed=True)

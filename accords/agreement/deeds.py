"""What an undertaking would come to as a duty: a best guess by its words, its act and its issue, for a person to mend."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accords.agreement.agreement import Kind
from accords.assessment.forms import Form
from accords.vocabulary.act import Act

GUARANTEES = "security guarantees"
_LONGEST = 60  # characters of the name of an event, which people write in tables


@dataclass(frozen=True, slots=True)
class Deed:
    """`asked`: keys of a pattern with their values. `why`: by what it was guessed, for a comment."""

    kind: Kind
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    why: str


# "Not to annex", "will not send", "seek no revenge", "agreed to stop fighting": something is left undone.
_REFRAIN = re.compile(
    r"\b(?:will|would|shall|to|must|can|could|may|might|do|does)\s+(?:\w+\s+)?not\b|\bnot\s+to\b|\bwo(?:n|uld)['’]?t\b|\bwouldn['’]t\b|\bnever\b"
    r"|\bno\s+(?:more|longer|further)\b|\b(?:seek|claim|take|make|use|send|build|host|lay|launch|demand|supply|deploy|station)s?\s+no\b"
    r"|\b(?:refrain|abstain|desist|renounc|forgo|forswear|forswor)\w*\b"
    r"|\b(?:stop|ceas|halt|end|suspend|paus)(?:s|e|es|ed|ped|ing|ping)?\s+(?:\w+\s+){0,3}?(?:fight\w*|hostilit\w*|attack\w*|shell\w*|bomb\w*|strikes?|fire|war|offensive\w*)\b"
    r"|\b(?:hold|cease)\w*\s+(?:their\s+|its\s+)?fire\b",
    re.I,
)
# What is left undone, in this order: what is attacked or taken goes before what is only named beside it.
_FORBIDDEN = (
    (
        Act.ATTACK,
        r"attack|invad|invasion|shell|bomb|fight|hostilit|violen|reveng|annex|seiz|occup|conquer|cease-?fire|truce|(?:their|its|cease\w*|open) fire",
    ),
    (Act.MOBILIZE, r"deploy|station|troop|mobili[sz]|build-?up|exercis|soldier"),
    (Act.SANCTION, r"sanction|embargo|tariff"),
    (Act.AID, r"\b(?:arms?|arming|weapons?|missiles?|ammunition)\b"),
    (Act.THREATEN, r"threat"),
    (Act.COERCE, r"block|detain|arrest|expel|cut off|obstruct|coerc"),
    (Act.ATTACK, r"\bforce\b|\bwar\b|land\b|territor|border|sovereign|violat|strikes?\b|\bfire\b"),
)
_FORBIDDEN_ON = {
    "ceasefire": Act.ATTACK,
    "territory": Act.ATTACK,
    GUARANTEES: Act.ATTACK,
    "forces": Act.MOBILIZE,
    "sanctions": Act.SANCTION,
    "arms supply": Act.AID,
    "humanitarian": Act.COERCE,
}
# What is done: whichever is named first.
_OWED = {
    Act.RETREAT: r"withdraw|pull(?:ing)? (?:back|out)|retreat|leav(?:e|ing)\b|vacat|evacuat|redeploy|disengag|(?:lay|laying) down|disarm|demobili|hand(?:ing)? over"
    r"|return|releas|free(?:ing)?\b|swap|exchang|lift|eas(?:e|ing)\b|unfreez|reopen|cede|ceding|give up|dismantl|reduc",
    Act.AID: r"\baid|assist|\bhelp|support|provid|\bgiv(?:e|ing)\b|send|suppl|deliver|\bfund|financ|\bpay|compensat|restor|protect|defend|contribut|invest|rebuil",
    Act.COOPERATE: r"\bsign(?:s|ed|ing|ature)?\b|ratif|conclud|co-?operat|\bwork(?:ing)? (?:with|together|toward)|\bjoin|establish|recogni|line of contact|monitor|watch over",
}
_OWED_ON = {
    "forces": Act.RETREAT,
    "prisoners": Act.RETREAT,
    "sanctions": Act.RETREAT,
    "territory": Act.RETREAT,
    "humanitarian": Act.AID,
    "arms supply": Act.AID,
    "assets and reparations": Act.AID,
    "peace agreement": Act.COOPERATE,
    "ceasefire": Act.COOPERATE,
}
_FORM_NOUNS = {Form.LEGISLATION: "law", Form.TREATY: "treaty", Form.WRITTEN: "written undertaking"}
# A party that agrees or accepts gives nothing itself, unless its words say so: "agreed to give", and not "agreed that they would give".
_ASSENTS = (Act.ACCEPT, Act.AGREE, Act.CONCEDE)
_GIVES = re.compile(
    r"^\W*(?:(?!that\b|agree|accept|conced)\w+\W+){0,4}?(?:agree[ds]?|accept(?:s|ed)?|conced(?:es|ed)|undert\w+|consent\w*|ready|willing|prepared)"
    r"\W+to\W+(?:\w+ly\W+)?(?:giv|guarante|protect|defend|provid|contribut|take part|share|do (?:its|their) share|assist|aid|help|support)",
    re.I,
)


def deed_of(act: Act, issue: str, terms: str, form: Form | None, to: tuple[str, ...]) -> Deed:
    """`terms`: the words of the undertaking; `to`: to whom it is owed, by id."""
    refrains = _REFRAIN.search(terms) is not None
    if form in _FORM_NOUNS:
        return _formal(form, issue, refrains)
    if refrains:
        return _forbidden(issue, terms)
    if issue == GUARANTEES and not (act in _ASSENTS and not _GIVES.match(terms)):
        toward = (("toward", to),) if to else ()
        why = "it helps whom it guarantees; nobody told what it would do, nor by when"
        return Deed(Kind.GUARANTEE, (("act", (Act.AID.value,)), *toward), why)
    if issue == GUARANTEES:
        why = "it lets others give guarantees, and shows that by saying so itself"
        return Deed(Kind.OBLIGATION, (("act", (Act.ACCEPT.value, Act.AGREE.value)), ("issue", (issue,))), why)
    return _owed(issue, terms)


def _formal(form: Form | None, issue: str, refrains: bool) -> Deed:
    noun = _FORM_NOUNS[form] if form else ""
    also = "; what it would forbid is a prohibition of its own, to be added once the text is known" if refrains else ""
    why = f"the {noun} itself, which a row of a table of events tells{also}"
    return Deed(Kind.OBLIGATION, (("event", (f"{noun} on {issue}",)),), why)


def _forbidden(issue: str, terms: str) -> Deed:
    for act, words in _FORBIDDEN:
        if found := re.search(words, terms, re.I):
            why = f"by the word “{_word(terms, found)}”"
            on = (("issue", (issue,)),) if act not in (Act.ATTACK, Act.THREATEN, Act.COERCE) else ()
            return Deed(Kind.PROHIBITION, (("act", (act.value,)), *on), why)
    if known := _FORBIDDEN_ON.get(issue):
        return Deed(Kind.PROHIBITION, (("act", (known.value,)),), f"by the issue, {issue}")
    return Deed(Kind.PROHIBITION, (("event", (event_of(terms, issue),)),), _UNKNOWN)


def _owed(issue: str, terms: str) -> Deed:
    found = {act: match for act, words in _OWED.items() if (match := re.search(words, terms, re.I))}
    if found:
        act = min(found, key=lambda one: found[one].start())
        on = (("issue", (issue,)),) if issue != "other" else ()
        return Deed(Kind.OBLIGATION, (("act", (act.value,)), *on), f"by the word “{_word(terms, found[act])}”")
    if known := _OWED_ON.get(issue):
        return Deed(Kind.OBLIGATION, (("act", (known.value,)), ("issue", (issue,))), f"by the issue, {issue}")
    return Deed(Kind.OBLIGATION, (("event", (event_of(terms, issue),)),), _UNKNOWN)


_UNKNOWN = "no act fits its words, so a row of a table of events tells it by this name"


def _word(terms: str, found: re.Match[str]) -> str:
    """The whole words around what was found."""
    start = found.start()
    while start and terms[start - 1].isalnum():
        start -= 1
    end = found.end()
    while end < len(terms) and terms[end].isalnum():
        end += 1
    return terms[start:end]


def event_of(words: str, otherwise: str) -> str:
    """The first words, as the name of an event in a table: one line without commas, semicolons and quotation marks."""
    line = " ".join(re.sub(r"[,;\"“”„«»]", " ", words).split())
    if len(line) > _LONGEST:
        line = line[: _LONGEST + 1].rpartition(" ")[0] or line[:_LONGEST]
    return line or otherwise

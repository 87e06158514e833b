"""What a ruling says, in a sentence: for whoever just made it, and for lists of rulings."""

from __future__ import annotations

from collections import defaultdict
from shlex import quote

from accords.ledger.judgement import Judgement, Ruling
from accords.presentation.wording import line_of

_SENTENCES = {
    Ruling.RIGHT: "{subject} is confirmed",
    Ruling.MISREAD: "{subject} is set aside as misread",
    Ruling.SAME_ACTOR: "{other} is the same as {subject}",
    Ruling.NOT_THE_SAME: "{other} is not the same as {subject}",
    Ruling.MERGE: "{others} are one with {subject}",
    Ruling.SPLIT: "of {subject} somebody or something else is meant in {places}",
    Ruling.RE_ATTRIBUTE: "{subject} was said by {speaker}",
    Ruling.ACT: "the act of {subject} is {act}",
    Ruling.ISSUE: "the issue of {subject} is {issue}",
    Ruling.STRENGTH: "the strength of {subject} is {strength}",
    Ruling.NEGATED: "{subject} tells of what was {negated}",
    Ruling.PARTY: "{subject} is an act of {party}",
    Ruling.CLAIM: "a claim is added to {subject}: {party}, {act}, {issue}",
    Ruling.NOT_A_COPY: "{subject} is no copy of {other}",
    Ruling.NOTE: "a note is kept on {subject}",
    Ruling.UNDO: "the ruling {subject} is undone",
}
_NOTHING = {"strength": "none", "speaker": "nobody who is known", "other": "any report"}


def sentence(judgement: Judgement) -> str:
    """`the act of c1b2f00d4e5a is accept`, on one line, with ids as they are."""
    value = judgement.value
    told = {
        name: ", ".join(map(str, one)) if isinstance(one, list) else str(one)
        for name, one in value.items()
        if one is not None
    }
    places = ", ".join(told[name] for name in ("reports", "attributions", "claims") if name in told)
    if "negated" in value:
        told["negated"] = "not done" if value["negated"] else "done"
    # Of a forgotten report words are gone from the rulings on it too.
    words = defaultdict(lambda: "…", {"subject": judgement.subject, "places": places, **_NOTHING, **told})
    return line_of(_SENTENCES[judgement.ruling].format_map(words))


def command(ruling: str, subject: str, *operands: str, asks: str = "") -> str:
    """`accords judge act c1b2f00d4e5a ACT`, as a shell takes it: an id may hold anything. `asks` names what is still to be said."""
    told = map(quote, (subject, *operands))
    return " ".join(("accords judge", ruling.replace(" ", "-"), *told, *([asks] if asks else [])))

"""The reasons that `claims` gives by name, as sentences.

A rule without a sentence here is shown by its name; `tests/presentation/test_reasons.py` keeps the tables whole.
In a sentence `{words}` are the words that the rule rests on, `{source}` those of the source, `{speaker}` who was found,
`{candidates}` the rivals, `{published}` the day of publication, `{where}` the place of the words.
"""

from __future__ import annotations

# What a rule of `claims.parties` found, where it found somebody.
SPEAKER = {
    "turn": "The name {words} opens a turn of a transcript{where}.",
    "elided, same sentence": "No source is told; it goes on in the sentence in which {speaker} spoke.",
    "elided, first person of the sentence": "No source is told; {speaker} is the first person of the sentence.",
    "elided, spoke last": "No source is told; {speaker} spoke last.",
    "pronoun": "The pronoun {words}{where} goes to the nearest earlier person whom it fits: {speaker}.",
    "first person": "{words}{where} is whoever spoke last: {speaker}.",
    "first person inside a quotation": "{words}{where} stands in a quotation, so it is who speaks there: {speaker}.",
    "they": "{words}{where} is the last body, or the last several, that spoke or opened the sentence before: {speaker}.",
    "relative pronoun": "{words}{where} goes to the name just before it: {speaker}.",
    "it": "{words}{where} is the last body or state that spoke or was named: {speaker}.",
    "it, a document": "{words}{where} is a document, and a document speaks for its author: {speaker}.",
    "a document is its author": "{words}{where} is a document, and a document speaks for its author: {speaker}.",
    "acronym": "The report spells the letters {words}{where} out: {speaker}.",
    "somebody's office": "{words}{where} is somebody's office: it speaks for itself, beside its owner.",
    "name": "{words}{where} names {speaker}.",
    "name by form": "{words}{where} has the form of a person's name, though no list has it.",
    "organisation": "{words}{where} has the form of an organisation's name, though no list has it.",
    "several together": "{words}{where} are several speaking as one.",
    "state or group": "{words}{where} is a name of {speaker} in the roster.",
    "capital or seat": "{words}{where} is a capital or seat of government, and stands for {speaker}.",
    "nationality": "{words}{where} is a nationality, and stands for {speaker}.",
    "described, not named": "{words}{where} describes the source and does not name it: it is kept as described.",
    "body": "{words}{where} is a body of a state or organisation: {speaker}.",
    "the group": "{words}{where} is the group or body that was named last: {speaker}.",
    "one of several": "{words}{where} is of several who spoke before.",
    "the same several": "{words}{where} are the same several who spoke before: {speaker}.",
    "the same unnamed one": "{words}{where} is the one who spoke before and was called so: {speaker}.",
    "role": "{words}{where} is a role, and {speaker} is who holds it in the report, or else in the roster.",
    "role without a name": "{words}{where} is a role whose holder the report does not name: it is kept as described.",
    "ruling": "A person ruled that {speaker} says it.",
}
# What the same rules mean where they found nobody.
NOBODY = {
    "two candidates": "{words}{where} fits {candidates} equally well, and accords does not guess.",
    "nobody is named": "No source is told, and nobody spoke before.",
    "nobody": "{words}{where} says that nobody did.",
    "open": "{words}{where} fits no rule.",
    "pronoun": "Nobody who fits the pronoun {words}{where} is named near enough before it.",
    "first person": "Nobody spoke before {words}{where}.",
    "they": "Nobody who were several spoke just before {words}{where}.",
    "relative pronoun": "No name stands before {words}{where} in its sentence.",
    "it": "No body or state spoke or was named just before {words}{where}.",
    "elided, same sentence": "No source is told, and nobody is known who spoke earlier in the sentence.",
    "elided, spoke last": "No source is told, and nobody is known who spoke last.",
    "a document is its author": "{words}{where} is a document, and its author is not told.",
    "it, a document": "{words}{where} is a document, and its author is not told.",
    "ruling": "A person ruled that it is not known who says it.",
}
# `claims.channel` and `claims.dating`: the same sentence whether or not something was settled.
CHANNEL = {
    "the saying's own sentence": "Its own sentence names {words}{where} as the place of saying.",
    "whom it is told to": "It is told to {words}{where}, who is nobody else in the report.",
    "the sentence before": "The sentence before names {words}{where}, and quotes nobody itself.",
    "the transcript's header": "The transcript is headed with {words}{where}.",
    "the same speaker's post": "It goes on with the post that the same speaker wrote just before: {words}{where}.",
}
DAY = {
    "a date in the saying's own sentence": "Its own sentence says {words}{where}, counted from {published}.",
    "a date in the sentence before": "The sentence before says {words}{where}, counted from {published}.",
    "a date in the words of the outer saying": "The saying around it says {words}{where}, counted from its own day.",
    "a date that follows for the same speaker": "A later sentence says {words}{where} of the same speaker.",
    "a dated sentence about the speaker": "A sentence about the speaker just before says {words}{where}.",
    "the same speaker's day": "The same speaker's day was said before, and this goes on: {words}{where}.",
    "the day of the speaker beside": "They stood beside each other: the other's day is {words}{where}.",
    "the same occasion": "It was said on the same occasion, for which the report says {words}{where}.",
    "the occasion told before": "The occasion was told before, with {words}{where}.",
    "the date in the transcript's header": "The transcript is dated {words}{where}.",
    "the date of the document itself": "The report is the document itself, dated {words}{where}.",
    "the day of a live page": "An entry of a live page tells it and names no day: {words}{where}; the page is of {published}.",
    "the day of the event told before": "It was said at or after the event that a sentence before dates: {words}{where}.",
    "a relative date without a day of publication": (
        "{words}{where} counts from the day of publication, and that is not given: --published says it."
    ),
    "a date that the words leave open": "{words}{where} may be more than one day.",
    "said before what is reported here, no day named": "It was said before what is reported here, on no day named.",
    "no day named": "The report names no day for it.",
    "no day named in the transcript's header": "The transcript is headed with no day.",
}
UNRECORDED = "The dossier does not say why."
# What stands before another rule, and the sentence that goes before that rule's.
_BEFORE = {
    "statement of: ": "A statement is that of whoever issued it.",
    "confirmed: ": "A person ruled that this is right.",
    "united: ": "A person ruled that several names are one actor.",
}


def reason(rule: str, of: str, *, settled: bool, **values: str) -> str:
    """The sentence of a rule. `of` is `speaker`, `channel` or `day`; `values` fill the places in it.

    A rule that has no sentence is given as it is.
    """
    if rule == "unrecorded":
        return UNRECORDED
    if of == "speaker":
        for before, first in _BEFORE.items():
            if rule.startswith(before):
                inner = reason(rule.removeprefix(before), of, settled=settled, **values)
                return f"{first} {inner}"
        table = SPEAKER if settled else NOBODY
    else:
        table = CHANNEL if of == "channel" else DAY
    sentence = table.get(rule)
    return sentence.format_map(values) if sentence else f"Rule: {rule}."

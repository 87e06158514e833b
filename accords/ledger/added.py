"""A claim that a person adds, by the words that the machine passed over: its row, and what its ruling says of it.

The ruling is on the report; under `read` it keeps the claim's whole row, marked by `ADDED`. The claim has its id by the
same hash as one that was read, so that other rulings may be on it, and so that both are one where the machine reads it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, NoReturn

from accords.claims.claim import Claim, claim_id
from accords.ledger.judgement import Judgement, Ruling
from accords.vocabulary import Fault, Misuse, Span, words_at
from accords.vocabulary.act import Act, Standing, Strength

# The field of `read` that tells a row that a person added from one that was read.
ADDED = "added"
# The rule of such a claim, in its `why`.
RULE = "added by a person"
_SHOWN = 4


def added_row(judgement: Judgement) -> Mapping[str, Any] | None:
    """The row, as JSON, of the claim that a ruling adds; `None` of other rulings."""
    read = judgement.value.get("read")
    if judgement.ruling is not Ruling.CLAIM or not isinstance(read, Mapping):
        return None
    return read if isinstance(read.get("id"), str) and isinstance(read.get("report"), str) else None


def told_fields(value: Mapping[str, Any]) -> dict[str, Any]:
    """What a person said of a claim that they added, by the name of its field; what they left open is not there.

    Of an empty value nothing. Who does not say that a claim is negated says that it is not.
    """
    if not value:
        return {}
    fields: dict[str, Any] = {
        name: str(value[name]) for name in ("party", "issue", "condition", "terms") if value.get(name) is not None
    }
    if value.get("act") is not None:
        fields["act"] = Act(str(value["act"]))
    if value.get("strength") is not None:
        fields["strength"] = Strength(str(value["strength"]))
    fields["negated"] = bool(value.get("negated"))
    if value.get("toward") is not None:
        fields["toward"] = tuple(map(str, value["toward"]))
    return fields


def claim_told(report: str, text: str, value: Mapping[str, Any]) -> Claim:
    """The claim of a value that `checked_words` gave: as it would stand in the outlet's own voice."""
    told = told_fields(value)
    evidence = tuple(Span(*pair) for pair in value["words"])
    words = words_at(text, evidence)
    act = told["act"]
    return Claim(
        id=claim_id(report, told["party"], act, told["issue"], evidence),
        report=report,
        attribution=value.get("attribution"),
        party=told["party"],
        person=None,
        act=act,
        toward=told.get("toward", ()),
        issue=told["issue"],
        terms=told.get("terms", words),
        negated=told["negated"],
        strength=told.get("strength") if act.graded else None,
        condition=told.get("condition"),
        chain=(),
        standing=Standing.OUTLET,
        evidence=evidence,
        confidence=1.0,
        words=words,
        why={"rule": RULE},
    )


def checked_words(text: str, value: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The value with all its words found in the text: `words` as places in order, condition and terms as they stand there.

    Words may be given as such where they stand in the text once; line breaks count as spaces. `Misuse` where words are not
    in the text, or no place of it. A field without a value goes, but for `attribution`, where null says the outlet's voice.
    """
    told = {name: part for name, part in value.items() if part is not None or name == "attribution"}
    words = told["words"]
    spans = [_once(text, words, f"{place}.words")] if isinstance(words, str) else [Span(*pair) for pair in words]
    for number, span in enumerate(spans):
        at = f"{place}.words[{number}]"
        if span.end > len(text):
            _refuse(
                at, f"[{span.start}, {span.end})", f"[start, end) inside the report's text of {len(text)} code points"
            )
        if not span.words(text).strip():
            _refuse(at, f"[{span.start}, {span.end}), where no word stands", "the place of words")
    told["words"] = [list(span) for span in sorted(spans)]
    for name in ("condition", "terms"):
        if name in told:
            found = _stands(text, told[name])
            if not found:
                _refuse(f"{place}.{name}", repr(told[name]), f"words of the report, which make its {name}")
            told[name] = found[0].words(text)
    if "toward" in told:
        told["toward"] = list(told["toward"])
    return told


def _once(text: str, words: str, place: str) -> Span:
    found = _stands(text, words)
    if not found:
        _refuse(place, f"words that are not in the report, {words!r}", "words as they stand in it, letter for letter")
    if len(found) > 1:
        places = [f"{start}-{end}" for start, end in found[:_SHOWN]]
        more = ", …" if len(found) > _SHOWN else ""
        told = f"{words!r} {len(found)} times, at {', '.join(places)}{more}"
        remedy = f"Say which of them: --at {places[0]} (in Python [[{found[0].start}, {found[0].end}]])."
        raise Misuse(Fault(place, told, "words that stand in the report once, or their place", remedy))
    return found[0]


def _stands(text: str, words: str) -> list[Span]:
    """Every place of these words, letter for letter but for line breaks; places may overlap."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [Span(*match.span(1)) for match in re.finditer(f"(?=({pattern}))", text)] if pattern else []


def overlapping(spans: Iterable[Span]) -> bool:
    return any(one.meets(other) for one, other in pairwise(sorted(spans)))


def _refuse(place: str, found: str, accepted: str) -> NoReturn:
    shown = found if len(found) < 160 else found[:157] + "…"
    raise Misuse(
        Fault(place, shown, accepted, "Copy the words from the report as it is kept. See docs/reference/rulings.md.")
    )

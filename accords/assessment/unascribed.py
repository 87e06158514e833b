"""Attribution lost: a copy tells as its own, or as the party's own, what its original has from a speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from accords.assessment.alteration import Alteration
from accords.assessment.counterparts import Counterpart
from accords.assessment.dispute import DisputeKind
from accords.assessment.version import Comparison, Version
from accords.claims.saying import Saying
from accords.reading.cues import SAYING, pattern
from accords.reading.reading import Kind
from accords.vocabulary.act import Standing

# Of a saying's source and cue, what a copy keeps beside the content where it still says who says so.
_KEPT = 0.5
# A saying of which no claim was made: so many words of its content, and such a share of them, stand in the copy.
_LEAST_WORDS, _LEAST_SHARE = 5, 0.6
# What tells that somebody speaks, told of anybody.
_SAYS = pattern(
    SAYING | {"announce", "warn", "tell"},
    *("according to", "in the words of", "as saying", "as telling", "said to", "statement", "reportedly", "quoted"),
)
_FROM_OTHERS = (Standing.COUNTERPART, Standing.THIRD_PARTY)
_ON_ITS_FACE = (Standing.OWN, Standing.OUTLET)


def attribution_lost(compared: Comparison, pairs: Sequence[Counterpart]) -> Iterator[Alteration]:
    """One for each claim of the copy whose speaker is gone, and for each saying without a claim whose cue is.

    `lowered` is the standing that the original's claim has, where the copy's has a higher one on its face.
    """
    told: set[str] = set()  # sayings of the original whose claims show what became of them
    for pair in pairs:
        around = list(compared.original.around(pair.original))
        if not _is_lost(compared, pair, around):
            continue
        told.update(saying.id for saying in around)
        yield _of_claims(compared, pair, around)
    for saying in compared.original.account.sayings:
        if saying.id not in told and saying.attribution.kind is Kind.ASSERTION:
            yield from _of_saying(compared, saying)


def _is_lost(compared: Comparison, pair: Counterpart, around: Sequence[Saying]) -> bool:
    theirs, ours = pair.original, pair.copy
    missing = [speaker for speaker in theirs.chain if speaker not in ours.chain]
    if not missing or pair.exchanged:
        return False
    raised = theirs.standing in _FROM_OTHERS and ours.standing in _ON_ITS_FACE
    if not (raised or len(ours.chain) < len(theirs.chain)):
        return False
    if theirs.standing is Standing.OWN and ours.chain:
        return False  # the party speaks in both; who of it, and where, is no matter of standing
    words = compared.copy.at(ours.evidence)
    outer = [saying for saying in around if saying.speaker in missing] or list(around)
    if outer and all(_still_ascribed(compared, saying, words) for saying in outer):
        return False
    return bool(ours.chain) or not _says(compared, outer, words)


def _of_claims(compared: Comparison, pair: Counterpart, around: Iterable[Saying]) -> Alteration:
    original, copy = compared.original, compared.copy
    theirs, ours = pair.original, pair.copy
    missing = [speaker for speaker in theirs.chain if speaker not in ours.chain]
    speakers = " and ".join(original.name(speaker) for speaker in missing)
    if not ours.chain:
        how = "the copy states it as its own"
    elif ours.standing is Standing.OWN:
        how = f"in the copy {copy.name(ours.party)} says so itself"
    else:
        how = "the copy leaves that out"
    lowered = theirs.standing if theirs.standing in _FROM_OTHERS and theirs.standing is not ours.standing else None
    return Alteration(
        DisputeKind.ATTRIBUTION_LOST,
        original.side(theirs.evidence, (theirs,), around),
        copy.side(ours.evidence, (ours,), copy.around(ours)),
        f"the original ascribes it to {speakers}; {how}",
        lowered,
    )


def _of_saying(compared: Comparison, saying: Saying) -> Iterator[Alteration]:
    original, copy = compared.original, compared.copy
    content = original.at(saying.attribution.content)
    place = compared.image(content)
    if len(place) < _LEAST_WORDS or len(place) < _LEAST_SHARE * len(content) or not _frame(original, saying):
        return
    # Inside quotation marks, or inside what somebody else says there, it is not told by the copy.
    said = frozenset(word for other in copy.account.sayings for word in copy.at(other.attribution.content))
    if sum(word in copy.quoted or word in said for word in place) * 2 >= len(place):
        return
    if _still_ascribed(compared, saying, place) or _says(compared, (saying,), place):
        return
    spans = copy.spans_of(range(place[0], place[-1] + 1)) if place[-1] - place[0] < 2 * len(content) else ()
    spans = spans or copy.spans_of(place)
    claims = [c for c in original.account.claims if c.attribution == saying.id]
    ours = {c.id: c for span in spans for c in copy.claims_in(span)}
    speaker = original.name(saying.speaker) if saying.speaker else saying.words.source or "somebody"
    yield Alteration(
        DisputeKind.ATTRIBUTION_LOST,
        original.side(saying.attribution.content, claims, (saying,)),
        copy.side(spans, ours.values()),
        f"the original ascribes it to {speaker}; the copy states it as its own",
    )


def _frame(original: Version, saying: Saying) -> list[int]:
    """The words of source and cue; where these are not told, what stands in the content's sentences beside it."""
    told = original.at((*saying.attribution.source, *saying.attribution.cue))
    if told:
        return told
    content = original.at(saying.attribution.content)
    inside = set(content)
    return [word for word in original.in_sentences(original.sentences_of(content)) if word not in inside]


def _still_ascribed(compared: Comparison, saying: Saying, place: Sequence[int]) -> bool:
    """True where source and cue stand beside the words of the copy, as they do in the original.

    Words that stand far from the content there (one cue for several sentences) are asked for in the whole copy.
    """
    original, copy = compared.original, compared.copy
    frame = _frame(original, saying)
    if not frame or not place:
        return False
    content = original.sentences_of(original.at(saying.attribution.content))
    told = original.sentences_of(frame)
    if content and told and min(abs(a - b) for a in content for b in told) > 1:
        return len(compared.image(frame)) >= _KEPT * len(frame)
    here = copy.sentences_of(place)
    near = copy.in_sentences(range(here[0] - 1, here[-1] + 2))
    cue = original.at(saying.attribution.cue)
    # The same name, and the cue or other words in its place.
    beside = copy.in_sentences(here)
    instead = {there for word in beside for there in (*compared.instead.get(word, ()), compared.equal.get(word))}
    if compared.share_kept(original.at(saying.attribution.source), beside) >= _KEPT and instead & set(cue):
        return True
    if cue and not compared.share_kept(cue, near):
        return False
    return compared.share_kept(frame, near) >= _KEPT


def _says(compared: Comparison, around: Iterable[Saying], place: Sequence[int]) -> bool:
    """True where the copy's sentence tells in other words that somebody says so."""
    copy = compared.copy
    content = {w for saying in around for w in compared.original.at(saying.attribution.content)}
    for sentence in copy.sentences_of(place):
        words = copy.in_sentences((sentence,))
        beside = [w for w in words if w not in copy.quoted and compared.equal.get(w) not in content]
        if _SAYS.search(copy.told(beside).casefold()):
            return True
    return False

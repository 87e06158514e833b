"""A version is one report of a family, made ready to be compared; a comparison says which of its words are whose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from accords.assessment.alteration import Side
from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.documents.alignment import Kind, aligned, aligned_sentences
from accords.documents.word_forms import WordForms
from accords.reading.quotations import Quotations
from accords.reading.reading import Timex
from accords.reading.sentences import unwrapped
from accords.reading.timex import times
from accords.vocabulary import Span, Spans, slug
from accords.vocabulary.actor import fold

if TYPE_CHECKING:
    from accords.claims.build import Account


@dataclass(frozen=True)
class Version:
    """An account with the words of its text; what is worked out of a text is worked out once.

    Words are told by their number in `words`, sentences by theirs in `words.sentences`.
    """

    account: Account
    words: WordForms

    @classmethod
    def of(cls, account: Account) -> Version:
        return cls(account, WordForms.of(unwrapped(account.report.text)))

    @property
    def id(self) -> str:
        return self.account.report.id

    @property
    def text(self) -> str:
        return self.words.text

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.words.spans]

    @cached_property
    def _firsts(self) -> list[int]:
        return [words.start for words in self.words.sentences]

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        return Quotations.of(self.text).outer

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The words inside quotation marks."""
        return frozenset(n for span in self.quotations for n in self.range_of(span))

    @cached_property
    def times(self) -> tuple[Timex, ...]:
        return times(self.text)

    @cached_property
    def sayings(self) -> dict[str, Saying]:
        return {saying.id: saying for saying in self.account.sayings}

    @cached_property
    def names(self) -> dict[str, str]:
        return {actor.id: actor.name for actor in self.account.actors}

    @cached_property
    def called(self) -> dict[str, frozenset[str]]:
        """Each party -> the names, folded, that it and those who speak for it go by here."""
        found: dict[str, set[str]] = {}
        for actor in self.account.actors:
            forms = {fold(name) for name in (actor.name, *actor.aliases)}
            for party in {actor.id, actor.party or actor.id}:
                found.setdefault(party, set()).update(forms)
        return {party: frozenset(forms) for party, forms in found.items()}

    def name(self, actor: str) -> str:
        return self.names.get(actor) or actor.replace("-", " ").title()

    def range_of(self, span: Span) -> range:
        """The words that begin inside the span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def at(self, spans: Iterable[Span]) -> list[int]:
        """The words inside the spans, in order, each once."""
        return sorted({number for span in spans for number in self.range_of(span)})

    def forms(self, words: range) -> tuple[str, ...]:
        return self.words.forms[words.start : words.stop]

    def sentence_of(self, word: int) -> int:
        return bisect_right(self._firsts, word) - 1

    def sentences_of(self, words: Iterable[int]) -> list[int]:
        return sorted({self.sentence_of(word) for word in words})

    def in_sentences(self, numbers: Iterable[int]) -> list[int]:
        """The words of some sentences, those outside the text left out."""
        every = self.words.sentences
        return [word for number in numbers if 0 <= number < len(every) for word in every[number]]

    def spans_of(self, words: Sequence[int]) -> Spans:
        """One span for each run of words."""
        found: list[Span] = []
        for at, word in enumerate(words):
            span = self.words.spans[word]
            if at and words[at - 1] == word - 1:
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
        return tuple(found)

    def told(self, words: Sequence[int]) -> str:
        """The text's own words at these words."""
        return " … ".join(self.text[start:end] for start, end in self.spans_of(words))

    def side(self, spans: Spans, claims: Iterable[Claim] = (), sayings: Iterable[Saying] = ()) -> Side:
        words = " … ".join(self.text[start:end] for start, end in spans)
        return Side(self.id, spans, words, tuple(c.id for c in claims), tuple(s.id for s in sayings))

    def claims_in(self, span: Span) -> list[Claim]:
        """The claims whose evidence shares a code point with the span."""
        return [c for c in self.account.claims if any(span.meets(place) for place in c.evidence)]

    def sayings_in(self, span: Span) -> list[Saying]:
        """The sayings whose content shares a code point with the span."""
        return [s for s in self.account.sayings if any(span.meets(place) for place in s.attribution.content)]

    def around(self, claim: Claim) -> Iterator[Saying]:
        """The sayings in whose content the claim stands, the innermost first."""
        seen: set[str] = set()
        at = claim.attribution
        while at is not None and at not in seen and at in self.sayings:
            seen.add(at)
            yield self.sayings[at]
            at = self.sayings[at].within


class Edit(NamedTuple):
    """Words of the original, and the words of the copy that stand in their place; one of the two may be empty."""

    original: tuple[int, ...]
    copy: tuple[int, ...]


@dataclass(frozen=True)
class Comparison:
    """Two versions word for word.

    `pairs`: each sentence of the copy -> those of the original that it renders. `equal`: each word of the copy that is kept
    -> the word of the original; `kept` the other way round. `edits`: by sentence of the copy, what was changed in it.
    """

    original: Version
    copy: Version
    pairs: dict[int, tuple[int, ...]]
    equal: dict[int, int]
    kept: dict[int, int]
    edits: dict[int, tuple[Edit, ...]]
    instead: dict[int, frozenset[int]] = field(default_factory=dict)
    """Each word of the copy that replaces others -> those of the original that stood in its place."""

    @classmethod
    def of(cls, original: Version, copy: Version) -> Comparison:
        pairs: dict[int, tuple[int, ...]] = {}
        equal: dict[int, int] = {}
        kept: dict[int, int] = {}
        edits: dict[int, tuple[Edit, ...]] = {}
        instead: dict[int, frozenset[int]] = {}
        for pair in aligned_sentences(original.text, copy.text):
            if pair.original is None or pair.copy is None:
                continue
            theirs, ours = original.range_of(pair.original), copy.range_of(pair.copy)
            if not theirs or not ours:
                continue
            here = copy.sentence_of(ours.start)
            pairs[here] = (*pairs.get(here, ()), original.sentence_of(theirs.start))
            changed: list[Edit] = []
            if original.forms(theirs) == copy.forms(ours):
                for there, word in zip(theirs, ours, strict=True):
                    equal.setdefault(word, there)
                    kept.setdefault(there, word)
                continue
            for piece in aligned(pair.original.words(original.text), pair.copy.words(copy.text)):
                one = original.range_of(_moved(piece.original, pair.original.start))
                two = copy.range_of(_moved(piece.copy, pair.copy.start))
                if piece.kind is Kind.EQUAL:
                    for there, word in zip(one, two, strict=False):
                        equal.setdefault(word, there)
                        kept.setdefault(there, word)
                else:
                    changed.append(Edit(tuple(one), tuple(two)))
                    for word in two:
                        instead[word] = instead.get(word, frozenset()) | frozenset(one)
            edits[here] = (*edits.get(here, ()), *changed)
        # Of a sentence made of two, what the one does not have the other may.
        true = {
            here: tuple(edit for one in several if (edit := _rest(one, equal, kept))) for here, several in edits.items()
        }
        return cls(original, copy, pairs, equal, kept, true, instead)

    def shared(self, original: Sequence[int], copy: Sequence[int]) -> float:
        """How much two places have of each other: words kept or put in place of one another, by the shorter place; 0 to 1."""
        theirs = frozenset(original)
        if not theirs or not copy:
            return 0.0
        met = sum(self.equal.get(word) in theirs or bool(self.instead.get(word, frozenset()) & theirs) for word in copy)
        return min(1.0, met / min(len(theirs), len(copy)))

    def image(self, original: Iterable[int]) -> list[int]:
        """The words of the copy in which words of the original are kept, in order."""
        return sorted({self.kept[word] for word in original if word in self.kept})

    def share_kept(self, original: Sequence[int], within: Iterable[int]) -> float:
        """The share of some words of the original that are kept among some words of the copy."""
        place = frozenset(within)
        return sum(self.kept.get(word) in place for word in original) / len(original) if original else 0.0

    def rendered(self, words: Iterable[int]) -> list[int]:
        """The sentences of the original that the copy's sentences with these words render."""
        return sorted({there for here in self.copy.sentences_of(words) for there in self.pairs.get(here, ())})

    def changed(self, words: Iterable[int]) -> list[Edit]:
        """What was changed in the copy's sentences with these words."""
        return [edit for here in self.copy.sentences_of(words) for edit in self.edits.get(here, ())]


def _rest(edit: Edit, equal: dict[int, int], kept: dict[int, int]) -> Edit | None:
    original = tuple(word for word in edit.original if word not in kept)
    copy = tuple(word for word in edit.copy if word not in equal)
    return Edit(original, copy) if original or copy else None


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def party_named(version: Version, party: str, words: str) -> bool:
    """True where the words name the party or somebody who speaks for it."""
    low = f" {slug(words).replace('-', ' ')} "
    return any(f" {slug(name).replace('-', ' ')} " in low for name in version.called.get(party, frozenset((party,))))

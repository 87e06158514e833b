"""A pattern says which items are meant; whether one is may be unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accords.agreement.item import Item
from accords.vocabulary.actor import fold


@dataclass(frozen=True, slots=True)
class Area:
    """Places that are inside, less places that are not; the narrowest named place decides. Both folded (`fold`)."""

    name: str
    inside: frozenset[str]
    outside: frozenset[str] = frozenset()

    def holds(self, place: Iterable[str]) -> bool | None:
        """`place` goes from narrow to wide. Unknown where nothing is said of the place, or only of wider places that an exception is part of."""
        told = False
        for name in place:
            told = True
            if fold(name) in self.outside:
                return False
            if fold(name) in self.inside:
                return True
        return False if told else None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Asked of an item; what is empty is not asked. `parties` and `toward` hold every name and member (`Party.names`).

    Events, issues and attributes are the same whatever their case (`fold`). An item tells of what kind it is by its act or its event:
    one that tells only the other is not of the kind asked for.
    """

    acts: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    toward: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    area: Area | None = None
    about: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, frozenset[str]], ...] = ()
    words: tuple[str, ...] = ()  # one of these stands in the item's words, whatever their case
    negated: bool = False

    def matches(self, item: Item) -> bool | None:
        """Yes, no, or `None` where the item does not tell what is asked."""
        if item.negated is not self.negated:
            return False
        if (self.acts and item.act is None and item.event is not None) or (
            self.events and item.event is None and item.act is not None
        ):
            return False
        answers = [
            _among(item.act, self.acts),
            _alike(item.event, self.events),
            _among(item.party, self.parties),
            _some(item.toward, self.toward),
            _alike(item.issue, self.issues),
            _among(item.about, self.about),
            self.area.holds(item.place) if self.area else True,
        ]
        if self.attributes:
            told = {fold(name): value for name, value in item.attributes}
            answers += [_alike(told.get(fold(name)), wanted) for name, wanted in self.attributes]
        if self.words:
            said = item.words.casefold()
            answers.append(any(word.casefold() in said for word in self.words))
        if False in answers:
            return False
        return None if None in answers else True


def _among(told: str | None, wanted: frozenset[str]) -> bool | None:
    if not wanted:
        return True
    return None if told is None else told in wanted


def _alike(told: str | None, wanted: frozenset[str]) -> bool | None:
    if not wanted or told is None or told in wanted:
        return _among(told, wanted)
    return fold(told) in map(fold, wanted)


def _some(told: Iterable[str], wanted: frozenset[str]) -> bool | None:
    if not wanted:
        return True
    names = list(told)
    return any(name in wanted for name in names) if names else None

"""Patterns of an agreement file, and the parties, places and norms that they name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accords.agreement.agreement import AGREEMENT, Party, names_of
from accords.agreement.item import Operation
from accords.agreement.naming import Named
from accords.agreement.parse_check import Check, listed, shown
from accords.agreement.pattern import Area, Pattern
from accords.claims.nodes import Node
from accords.vocabulary.act import Act
from accords.vocabulary.actor import fold

PATTERN_KEYS = ("act", "event", "party", "toward", "issue", "place", "about", "with", "words", "negated")
COUNT_KEYS = ("times", "within")
ACTS = (*(act.value for act in Act), *(operation.value for operation in Operation))
# What is meant by words that are no keys of a pattern.
_MEANT = {
    "who": "party", "by": "party", "to": "toward", "does": "act", "area": "place", "count": "times", "number": "times",
}  # fmt: skip


class Names:
    """The parties, areas and norms of one file, and the patterns that name them."""

    def __init__(self, check: Check, parties: Mapping[str, Party], areas: Mapping[str, Area], named: Named) -> None:
        self.check, self.parties, self.named = check, parties, named
        # The ids of all stipulations, in the order of the file.
        self._ids = tuple(dict.fromkeys(norm.stipulation for norms in named.values() for norm in norms))
        self._areas = {fold(name): area for name, area in areas.items()}

    def pattern(self, name: str, node: Node, mapping: dict[str, Node]) -> Pattern | None:
        """Which items a mapping means; `None`, with a fault, where it is no pattern."""
        check, before = self.check, self.check.broken
        check.unknown(mapping, (*PATTERN_KEYS, *COUNT_KEYS), name, _MEANT)
        for key, item in mapping.items():
            check.filled(key, item)
        asked: dict[str, Any] = {}
        if "act" in mapping:
            acts = (check.choice("act", item, ACTS) for item in check.items("act", mapping["act"]))
            asked["acts"] = frozenset(act for act in acts if act)
        for key, field in (("event", "events"), ("issue", "issues")):
            if key in mapping:
                asked[field] = frozenset(text for text, _ in check.texts(key, mapping[key]))
        for key, field in (("party", "parties"), ("toward", "toward")):
            if key in mapping:
                ids = self.party_ids(key, mapping[key])
                asked[field] = names_of(tuple(self.parties[one] for one in ids))
        if "place" in mapping:
            asked["area"] = self._area([text for text, _ in check.texts("place", mapping["place"])])
        if "about" in mapping:
            asked["about"] = frozenset(
                text for text, item in check.texts("about", mapping["about"]) if self.is_norm(text, item, AGREEMENT)
            )
        if "with" in mapping:
            columns = check.mapping("`with`", mapping["with"], "a mapping of columns to values: `{quality: [A, B]}`")
            asked["attributes"] = tuple(
                (column, frozenset(text for text, _ in check.texts(column, values)))
                for column, values in columns.items()
                if check.filled(column, values)
            )
        if "words" in mapping:
            asked["words"] = tuple(text for text, _ in check.texts("words", mapping["words"]))
        if "negated" in mapping:
            asked["negated"] = check.yes("negated", mapping["negated"])
        if before == check.broken and not any(value for key, value in asked.items() if key != "negated"):
            accepted = f"one or several of {listed(PATTERN_KEYS[:-1])}"
            check.fault(node, f"{name} that asks nothing of an item", accepted, "Say which items are meant.")
        return Pattern(**asked) if before == check.broken else None

    def _area(self, places: list[str]) -> Area:
        """One area of areas and places, where what one of them holds is not outside because another leaves it out."""
        areas = [self._areas.get(fold(place)) or Area(place, frozenset((fold(place),))) for place in places]
        if len(areas) == 1:
            return areas[0]
        inside = frozenset[str]().union(*(area.inside for area in areas))
        outside = frozenset[str]().union(*(area.outside for area in areas)) - inside
        return Area(", ".join(places), inside, outside)

    def party_ids(self, name: str, node: Node) -> tuple[str, ...]:
        """The parties that are named, each once."""
        return party_ids(self.check, self.parties, name, node)

    def is_norm(self, word: str, node: Node, *others: str) -> bool:
        """Whether a word names a stipulation, an article or a norm; a fault where it does not."""
        if word in self.named or word in others:
            return True
        near = self.check.nearest(word, (*self.named, *others))
        accepted = f"the id of a stipulation or the number of an article: {listed(self._ids)}"
        remedy = f"Did you mean `{near}`?" if near else "Name one of these."
        self.check.fault(node, f"`{shown(word)}`, which is no stipulation of this file", accepted, remedy)
        return False


def party_ids(check: Check, parties: Mapping[str, Party], name: str, node: Node) -> tuple[str, ...]:
    """The parties that a node names, each once; a fault for each that is none."""
    check.filled(name, node)
    found: dict[str, None] = {}
    for word, item in check.texts(name, node):
        if word in parties:
            found[word] = None
            continue
        called = None if check.many else _called(word, parties)
        near = None if called else check.nearest(word, parties)
        remedy = f"Did you mean `{near}`?" if near else "Add it under `parties`."
        if called:
            remedy = f"Write its id, `{called.id}`."
        accepted = listed(parties) if parties else "an id under `parties`, and there are none"
        check.fault(item, f"the unknown party `{shown(word)}` in `{name}`", accepted, remedy)
    return tuple(found)


def _called(word: str, parties: Mapping[str, Party]) -> Party | None:
    """The party that has this name."""
    folded = fold(word)
    return next((one for one in parties.values() if folded in map(fold, (one.id, one.name, *one.aliases))), None)

"""Which items a pattern means, and where it cannot tell."""

from __future__ import annotations

from datetime import date

import pytest

from accords.agreement.item import Item
from accords.agreement.pattern import Area, Pattern


def item(**told: object) -> Item:
    return Item("i", 0, 0, date(2029, 3, 12), **told)  # type: ignore[arg-type]


ATTACK, BEGINS = Pattern(acts=frozenset(("attack",))), Pattern(events=frozenset(("Withdrawal begins",)))
LISTS = Pattern(acts=frozenset(("aid",)), events=frozenset(("lists",)))
QUALITY = Pattern(attributes=(("quality", frozenset(("AAA", "AA"))),))
SHORE = Pattern(area=Area("shore", frozenset(("lake district",)), frozenset(("old mill",))))

SITUATIONS = {
    "the act": (ATTACK, {"act": "attack"}, True),
    "another act": (ATTACK, {"act": "aid"}, False),
    "neither act nor event is told": (ATTACK, {"party": "norland"}, None),
    # What the thing is, is told: it is not perhaps something else as well.
    "an event is no act": (ATTACK, {"event": "withdrawal begins"}, False),
    "an act is no event": (BEGINS, {"act": "retreat"}, False),
    "the event in another case": (BEGINS, {"event": "withdrawal BEGINS"}, True),
    "another event": (BEGINS, {"event": "withdrawal ends", "act": "retreat"}, False),
    "an event of nothing told": (BEGINS, {}, None),
    "both are asked, one is told": (LISTS, {"event": "lists"}, False),
    "both are asked and told": (LISTS, {"act": "aid", "event": "lists"}, True),
    "a value in another case": (QUALITY, {"attributes": (("Quality", "aa"),)}, True),
    "another value": (QUALITY, {"attributes": (("quality", "B"),)}, False),
    "a value not told": (QUALITY, {"attributes": (("colour", "red"),)}, None),
    "inside": (SHORE, {"place": ("Harbourg", "Lake District", "Vestria")}, True),
    "in the part left out": (SHORE, {"place": ("Old Mill", "Lake District")}, False),
    "elsewhere": (SHORE, {"place": ("Kasmere",)}, False),
    "nowhere told": (SHORE, {"act": "attack"}, None),
    "what did not happen": (ATTACK, {"act": "attack", "negated": True}, False),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_whether_an_item_is_meant(situation: str) -> None:
    pattern, told, expected = SITUATIONS[situation]
    assert pattern.matches(item(**told)) is expected

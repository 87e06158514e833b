"""Where a party stands on an issue, as one half of a cell of the matrix: by its own words, or by what others say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accords.assessment.positions import Position
from accords.presentation import claim_words, wording
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.told import RANKS, day_words
from accords.vocabulary.act import Standing


@dataclass(frozen=True, slots=True)
class Stance:
    """`act` is what is told first, with its negation; `strength` in words, `rank` the same from 0 to 5. `whose` is `in its own words` or
    `according to …`, short. `href` leads to the history of the cell. `turn`: `new` or `changed` since the day that is chosen, where one is."""

    act: str
    strength: str
    rank: int
    own: bool
    whose: str
    day: str
    outlets: int
    href: str | None
    turn: str = ""


def stance_of(row: Position, shown: Shown) -> Stance:
    one = shown.claim(row.claim)
    own = row.standing is Standing.OWN
    through = ", citing ".join(wording.inside(shown.name_of(link)) for link in one.claim.chain) if one else ""
    if own:
        whose = "own words"
    elif one is not None and one.claim.standing is not row.standing:
        whose = "in a copy that lost who said it"
    elif through:
        whose = f"according to {through}"
    else:
        whose = f"told by {one.outlet or 'the report'} itself" if one else f"according to others ({row.standing})"
    return Stance(
        act=claim_words.stance(row.stance, None, row.negated),
        strength=row.strength.value if row.strength else "",
        rank=RANKS.get(row.strength.value, 0) if row.strength else 0,
        own=own,
        whose=wording.short(whose),
        day=day_words(row.as_of),
        outlets=row.independent_outlets,
        href=shown.href("position", cell_place(row.party, row.issue)),
    )


def cell_place(party: str, issue: str) -> str:
    """What the page is called, and the part of others, that holds what a party is on record for on an issue: no two cells' alike."""
    return f"{_HYPHENS.sub(_coded, party)}--{_IN_ISSUES.sub(_coded, issue).replace(' ', '-')}"


# Ids made of names have none of these, and no issue of the closed list has.
_HYPHENS = re.compile(r"_|-(?=-|$)")
_IN_ISSUES = re.compile(r"[_-]")


def _coded(match: re.Match[str]) -> str:
    return f"_{ord(match.group()):x}_"

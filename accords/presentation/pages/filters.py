"""The form above a list that asks for a part of it, where there is a server to ask; and what is asked for, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accords.presentation import wording
from accords.presentation.pages.address import LONGEST, Address
from accords.presentation.pages.shown import NAME, Shown
from accords.vocabulary import Fault, Misuse
from accords.vocabulary.act import Standing

OUTLETS = 200  # names of outlets that a field proposes, the most frequent ones


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is what the query says, `words` what a reader sees."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be asked for. `kind` is `choice` (one of `choices`), `day`, or `words`, for which `choices` are proposals."""

    name: str
    label: str
    kind: str
    value: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """`action` is where the form goes; `hidden` is what else it carries."""

    action: str
    hidden: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]


def filters(
    shown: Shown, kind: str, names: Sequence[str], more: Sequence[Field] = (), parties: Iterable[str] = ()
) -> Filters | None:
    """The form of a list of that kind with some of `party`, `issue`, `outlet`, `standing`, `from`, `to`, then the fields that only this
    list has; `None` where no server answers. `parties` can be asked for beside those of which there are claims."""
    action = shown.links(Address(kind))
    if not shown.keeps_day or action is None:
        return None
    day = shown.asked.as_of
    made = tuple(_field(name, shown, parties) for name in names)
    return Filters(action, (("as_of", day.isoformat()),) if day else (), (*made, *more))


def of_values(shown: Shown, name: str, label: str, values: Iterable[str]) -> tuple[str | None, Field]:
    """What a query asks for of a closed list that only one page knows, and its field. `Misuse` where it is not of the list."""
    accepted = list(values)
    asked = dict(shown.asked.more).get(name)
    if asked is not None and asked not in accepted:
        raise Misuse(Fault(name, repr(asked), ", ".join(accepted), "Choose one, or leave it out."))
    return asked, Field(name, label, "choice", asked or "", tuple(Choice(one, one, one == asked) for one in accepted))


def narrowed(shown: Shown) -> str:
    """What is asked for, in words: `Russia, territory, told by Example Post, from 1 August 2025`; empty where all is."""
    where = shown.asked.where
    parts = [
        shown.name_of(where.party) if where.party else "",
        wording.short(where.issue or ""),
        f"told by {wording.short(where.outlet)}" if where.outlet else "",
        STANDINGS[where.standing] if where.standing else "",
        f"from {wording.plain_day(where.first)}" if where.first else "",
        f"until {wording.plain_day(where.last)}" if where.last else "",
        *(wording.short(value) for _, value in shown.asked.more),
    ]
    return ", ".join(part for part in parts if part)


STANDINGS = {
    Standing.OWN: "in the party’s own words",
    Standing.COUNTERPART: "according to its counterpart",
    Standing.THIRD_PARTY: "according to a third party",
    Standing.OUTLET: "told by the outlet itself",
}
_LABELS = {
    "party": "Party",
    "issue": "Issue",
    "outlet": "Outlet",
    "standing": "Whose words",
    "from": "From",
    "to": "Until",
}


def _field(name: str, shown: Shown, parties: Iterable[str]) -> Field:
    where, label = shown.asked.where, _LABELS[name]
    if name in ("from", "to"):
        day = where.first if name == "from" else where.last
        return Field(name, label, "day", day.isoformat() if day else "")
    if name == "outlet":
        several = Counter(known.outlet for known in shown.view.reports if known.outlet and len(known.outlet) <= NAME)
        names = sorted(outlet for outlet, _ in several.most_common(OUTLETS))
        return Field(name, label, "words", where.outlet or "", tuple(Choice(one, one, False) for one in names))
    if name == "standing":
        told = {one.value: words for one, words in STANDINGS.items()}
        asked = where.standing.value if where.standing else None
    else:
        # A cell's claims stand in the order in which they came to be known.
        known = [key for key, cell in shown.view.record.cells.items() if shown.view.knows(cell.claims[0])]
        at, asked = (0, where.party) if name == "party" else (1, where.issue)
        values = (
            {key[at] for key in known} | (set(parties) if name == "party" else set()) | ({asked} if asked else set())
        )
        # An id as long as a book is nothing to choose; what is asked for stays, so that the form asks for it again.
        few = [own for own in values if len(own) <= LONGEST or own == asked]
        told = {own: shown.name_of(own) if name == "party" else wording.short(own) for own in few}
        told = dict(sorted(told.items(), key=lambda pair: pair[1].casefold()))
    choices = tuple(Choice(value, words, value == asked) for value, words in told.items())
    return Field(name, label, "choice", asked or "", choices)

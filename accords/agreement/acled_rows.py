"""Rows of ACLED, the Armed Conflict Location and Event Data -> items.

What an event is, is told by its type and sub-type; the tables here are ours, made from ACLED's codebook and from PLOVER's event types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from enum import Enum
from typing import NamedTuple

from accords.agreement.called import Called
from accords.agreement.clock import Clock
from accords.agreement.item import Item, Status
from accords.agreement.moments import moment_of
from accords.agreement.plain_rows import Attributes, several, status_of, values_of
from accords.agreement.refusal import Refusal, nearest
from accords.vocabulary.act import Act
from accords.vocabulary.actor import fold

_USED = (
    "event_id_cnty event_date sub_event_type actor1 assoc_actor_1 actor2 assoc_actor_2 country admin1 admin2 admin3 location source notes "
    "timestamp status"
).split()
ACLED_COLUMNS = frozenset(
    (
        *_USED,
        *"event_type year time_precision disorder_type inter1 inter2 interaction civilian_targeting iso region latitude longitude".split(),
        *"geo_precision source_scale fatalities tags".split(),
    )
) - {"status"}
_NEEDED = frozenset(("event_date", "event_type", "actor1"))


class Who(Enum):
    """Whose act an event is. ACLED's order of actors does not say who began (its codebook: it implies no direction)."""

    FIRST = "the first actor's, upon the second"  # where one side acts alone, ACLED names it first
    BOTH = "of both, with each other"
    EITHER = "of one upon the other, and it does not tell which"


class _Kind(NamedTuple):
    act: Act | None
    who: Who = Who.FIRST


_OLD_BATTLES = ("no change of territory", "government regains territory", "non-state actor overtakes territory")
_BATTLE, _TRANSFER = _Kind(Act.ATTACK, Who.EITHER), _Kind(Act.RETREAT, Who.EITHER)
# By event type; those of before 2019 too.
_TYPES = {
    "battles": _BATTLE,
    **{f"battle-{sub}": _BATTLE for sub in _OLD_BATTLES},
    "explosions/remote violence": _Kind(Act.ATTACK),
    "remote violence": _Kind(Act.ATTACK),
    "violence against civilians": _Kind(Act.ATTACK),
    "protests": _Kind(Act.PROTEST),
    "riots": _Kind(Act.PROTEST),
    "riots/protests": _Kind(Act.PROTEST),
    "strategic developments": _Kind(None),
    "strategic development": _Kind(None),
    "headquarters or base established": _Kind(Act.MOBILIZE),
    "non-violent transfer of territory": _TRANSFER,
}
# Where the sub-type says more: strategic developments. The others of these (change to group/activity, disrupted weapons use, other) are
# none of our acts; patterns may ask for them as events.
_SUB_TYPES = {
    "agreement": _Kind(Act.AGREE, Who.BOTH),
    "arrests": _Kind(Act.COERCE),
    "looting/property destruction": _Kind(Act.COERCE),
    "headquarters or base established": _Kind(Act.MOBILIZE),
    "non-violent transfer of territory": _TRANSFER,
}
# "Military Forces of Norland (1998-2004) Border Guard" -> Norland.
_YEARS = re.compile(r"\s*\(\d{4}-(?:\d{4})?\).*$")
_FORCES = re.compile(r"^(?:Military Forces|Police Forces|Government) of ", re.I)
_NOBODY = re.compile(r"civilians\b", re.I)
_LONG_DATE = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})", re.ASCII)
_MONTHS = "january february march april may june july august september october november december".split()
_TIMESTAMP = re.compile(r"\d{9,10}(?:\.0)?", re.ASCII)
_WEEK = timedelta(days=6)  # before and after: a day of that week is named, which of them is not told


class AcledRows:
    """`told`: what is wrong with the row that was asked for last."""

    def __init__(
        self,
        header: Sequence[str],
        place: str,
        clock: Clock,
        called: Called,
        columns: AbstractSet[str] | None,
        status: Status,
    ) -> None:
        self.place, self.clock, self.called, self.status = place, clock, called, status
        self.told: list[Refusal] = []
        self._values = values_of(header, (*_USED, "event_type", "time_precision"))
        lower = [fold(name) for name in header]
        self._attributes = Attributes(lower, frozenset(_USED) - {"sub_event_type"}, columns)
        self._moments: dict[tuple[str, str], tuple[int, int]] = {}
        self._deeds: dict[tuple[str, ...], tuple[_Deed, ...]] = {}
        self._places: dict[tuple[str, ...], tuple[str, ...]] = {}

    def items(self, line: int, cells: list[str]) -> list[Item]:
        """The items of one event, one for each party whose act it may be; none where the row cannot be used."""
        (
            own, when, sub, actor1, assoc1, actor2, assoc2, country, admin1, admin2, admin3, location, source, notes,
            timestamp, status, kind, precision,
        ) = self._values(cells)  # fmt: skip
        about = self._kind(kind, sub)
        days = self._days(when, precision)
        known = self._known(timestamp)
        stands = status_of(status, self.told) if status else self.status
        if about is None or days is None or known is None or stands is None:
            return []
        first, last = days
        known_on = self.clock.day(last)
        if known:
            known_on = self.clock.day(known)
            if last > first:  # what is known has happened
                last = max(first, min(last, self.clock.start(known_on)))
        place = f"{self.place}:{line}"
        whose = (actor1, assoc1, actor2, assoc2, about.who.name)
        deeds = self._deeds.get(whose)
        if deeds is None:
            sides = (self._side(actor1, assoc1), self._side(actor2, assoc2))
            deeds = self._deeds[whose] = tuple(_deeds(about.who, *sides))
        where = (location, admin3, admin2, admin1, country)
        names = self._places.get(where)
        if names is None:
            names = self._places[where] = tuple(dict.fromkeys(name for name in where if name))
        attributes = self._attributes.pairs(cells)
        return [
            Item(
                id=(own or place) if n == 1 else f"{own or place}/{n}",
                first=first,
                last=last,
                known_on=known_on,
                status=stands if deed.sure or stands is not Status.CONFIRMED else Status.REPORTED,
                act=about.act.value if about.act else None,
                event=sub or kind,
                party=deed.party,
                toward=deed.toward,
                place=names,
                attributes=attributes,
                words=notes,
                source=f"{source} ({place})" if source else place,
            )
            for n, deed in enumerate(deeds, 1)
        ]

    def _kind(self, kind: str, sub: str) -> _Kind | None:
        of_type = _TYPES.get(kind.casefold())
        if of_type is None:
            shown = ", ".join(name.capitalize() for name in list(_TYPES) if "battle-" not in name)
            remedy = nearest(kind, _TYPES, "Mend the type, or read it as a plain table, with a column `date`.")
            self.told.append(Refusal(f"in `event_type`: `{kind[:40]}`", shown, remedy))
            return None
        return _SUB_TYPES.get(sub.casefold(), of_type) if of_type.act is None else of_type

    def _days(self, when: str, precision: str) -> tuple[int, int] | None:
        """The first and the last day on which it may have been, at their first instants."""
        found = self._moments.get((when, precision))
        if found is not None:
            return found
        moment = moment_of(_iso(when), self.clock)
        exact = precision.removesuffix(".0") or "1"
        if isinstance(moment, Refusal):
            accepted = "a date as `2029-03-12` or `12 March 2029`"
            self.told.append(Refusal(f"in `event_date`: {moment.found}", accepted, moment.remedy))
        elif exact not in ("1", "2", "3"):
            accepted = "1 (that day), 2 (that week) or 3 (that month)"
            self.told.append(Refusal(f"in `time_precision`: `{precision[:40]}`", accepted, "Choose one of these."))
        else:
            first = last = moment.day
            if exact == "2":
                first, last = first - _WEEK, last + _WEEK
            elif exact == "3":
                first = first.replace(day=1)
                last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            found = self._moments[when, precision] = (self.clock.start(first), self.clock.start(last))
        return found

    def _known(self, timestamp: str) -> int | None:
        """When the row was published as it stands; 0 where it is not told."""
        if not timestamp:
            return 0
        if _TIMESTAMP.fullmatch(timestamp):
            return int(timestamp.removesuffix(".0"))
        accepted = "seconds since 1970, as ACLED has them"
        self.told.append(Refusal(f"in `timestamp`: `{timestamp[:40]}`", accepted, "Mend it, or leave it empty."))
        return None

    def _side(self, actor: str, associated: str) -> _Side:
        first = (self._party(actor) or self.called(actor)) if actor else None
        names = several(associated)
        beside = [own for name in names if (own := self._party(name)) is not None and own != first]
        told = [self._party(name) or self.called(name) for name in (actor, *names) if name and not _NOBODY.match(name)]
        return _Side(first, tuple(dict.fromkeys(beside)), tuple(dict.fromkeys(told)))

    def _party(self, name: str) -> str | None:
        """The party that ACLED calls so: by its whole name, without its years, or by the state whose forces they are."""
        bare = _YEARS.sub("", name)
        state = _FORCES.sub("", bare)
        return (
            self.called.party(name) or self.called.party(bare) or (self.called.party(state) if state != bare else None)
        )


class _Side(NamedTuple):
    """The actor, the parties that are named as associated with it, and who was acted upon if it was this side: civilians are nobody's
    but their own, so that whether a party was acted upon is not told."""

    actor: str | None
    beside: tuple[str, ...]
    named: tuple[str, ...]


class _Deed(NamedTuple):
    party: str | None
    toward: tuple[str, ...]
    sure: bool  # that it was this party's


def _deeds(who: Who, one: _Side, other: _Side) -> Iterator[_Deed]:
    sides = [(one, other)] if who is Who.FIRST else [(one, other), (other, one)]
    for side, against in sides:
        if who is not Who.BOTH or side.actor:
            yield _Deed(side.actor, against.named, who is not Who.EITHER)
        yield from (_Deed(party, against.named, False) for party in side.beside)


def is_acled(header: Sequence[str]) -> bool:
    names = set(map(fold, header))
    return names >= _NEEDED and "date" not in names


def _iso(words: str) -> str:
    """`12 March 2029`, as ACLED's export tool writes it -> `2029-03-12`."""
    told = _LONG_DATE.fullmatch(words)
    if told is None:
        return words
    named = told[2].lower()
    month = next((n for n, name in enumerate(_MONTHS, 1) if named in (name, name[:3])), None)
    return words if month is None else f"{told[3]}-{month:02}-{int(told[1]):02}"

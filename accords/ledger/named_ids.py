"""The ids that a ruling names beside its subject: looked up, so that a slip of the pen makes nobody and holds nowhere unseen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from accords.ledger import tables as t
from accords.ledger.judgement import Ruling
from accords.ledger.recall import latest, read_judgements
from accords.ledger.ruled_actors import told_of
from accords.ledger.rulings import Rulings
from accords.ledger.subjects import Subject, SubjectKind, subject_among
from accords.vocabulary import Fault, Misuse, slug

# Whoever a ruling brings in, in this field; who is new has a name in the same value, or is a slip of the pen.
_BROUGHT_IN = {
    Ruling.PARTY: "party",
    Ruling.CLAIM: "party",
    Ruling.RE_ATTRIBUTE: "speaker",
    Ruling.SPLIT: "id",
}
_PLACES = {
    "reports": SubjectKind.REPORT,
    "attributions": SubjectKind.ATTRIBUTION,
    "claims": SubjectKind.CLAIM,
}
_SEE = "Ids stand at the end of the lines of every answer."


def with_ids(
    connection: Connection, about: Subject, ruling: Ruling, value: Mapping[str, Any], name: str
) -> dict[str, Any]:
    """The value with the ids of places whole. `Misuse` where one names nobody whom the ledger knows, or no such place.

    An actor's id is given whole. One that the ledger lacks needs a name beside it, and is of the form that ids of names have: pages
    ask for it so.
    """
    told = dict(value)
    # Read where an id is not that of a reading, and once: nearly all are.
    rulings = cache(lambda: Rulings.of(read_judgements(connection)))
    field = _BROUGHT_IN.get(ruling, "")
    if (own := told.get(field)) is not None:
        _check_actor(connection, rulings, own, f"ruling.value.{field}", named=told.get("name") is not None)
    # Of these no name can be given: a report that tells of them later has it.
    beside = {"party": told.get("party")} if field in ("speaker", "id") else {}
    for place, other in (*beside.items(), *(("toward", one) for one in told.get("toward") or ())):
        if other is not None:
            _check_actor(connection, rulings, other, f"ruling.value.{place}", named=True)
    if ruling is Ruling.SPLIT:
        for places in (one for one in _PLACES if told.get(one)):
            kind, place = _PLACES[places], f"ruling.value.{places}"
            found = (subject_among(connection, own, (kind,), name, place=place, remedy=_SEE) for own in told[places])
            told[places] = [one.id for one in found]
        if about.kind is SubjectKind.MEETING:
            _check_told_in(connection, rulings(), about.id, told["reports"])
    return told


def _check_actor(connection: Connection, rulings: Callable[[], Rulings], own: str, place: str, named: bool) -> None:
    if _is_known(connection, rulings, own):
        return
    meant = slug(own)
    if meant != own and _is_known(connection, rulings, meant):
        accepted = "the id of an actor as it stands in the ledger"
        raise Misuse(Fault(place, repr(own[:80]), accepted, f"Did you mean {meant!r}?"))
    if not named:
        found = f"{own[:80]!r}, of whom this ledger knows nothing"
        accepted = "the id of an actor of the ledger, or a new id with a name"
        raise Misuse(Fault(place, found, accepted, "Correct it; or if it is somebody new, give the name too."))
    if meant != own:
        accepted = "of somebody new an id of small letters, digits and hyphens"
        raise Misuse(Fault(place, repr(own[:80]), accepted, f"Write it so, such as {meant or 'jon-varga'!r}."))


def _is_known(connection: Connection, rulings: Callable[[], Rulings], own: str) -> bool:
    """Whether any reading names it, or a ruling that stands gave it a name."""
    for column in (t.ACTORS.c.id, t.CLAIMS.c.party, t.ATTRIBUTIONS.c.speaker):
        if connection.scalar(select(column).where(column == own).limit(1)) is not None:
            return True
    told = told_of(rulings().judgements).get(own)
    return told is not None and told.name is not None


def _check_told_in(connection: Connection, rulings: Rulings, meeting: str, reports: Sequence[str]) -> None:
    """`Misuse` where one of these reports does not tell of the meeting: the ruling would hold nowhere."""
    for report in reports:
        rows = select(t.MEETINGS.c.id).join(t.READINGS, t.READINGS.c.seq == t.MEETINGS.c.reading)
        told = list(connection.scalars(latest(rows).where(t.READINGS.c.report == report).distinct()))
        if rulings.same(meeting) not in map(rulings.same, told):
            found = f"the report {report}, which tells of {', '.join(told[:4]) or 'no meeting'}"
            raise Misuse(Fault("ruling.value.reports", found, f"reports that tell of the meeting {meeting}", _SEE))

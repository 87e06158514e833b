"""An agreement -> a process file: reports of the talks are then read with its parties and the names that it gives them.

The same door as any other process or roster takes (`accords.claims.process`); the form is `docs/reference/process.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from accords.agreement.agreement import Agreement, Party
from accords.agreement.yaml_words import comment, flow, one_line, scalar
from accords.claims.listed import Listed, key
from accords.claims.names import FileRoster
from accords.claims.roster import load_roster
from accords.vocabulary import ActorKind, Fault, Misuse, slug

_PARTS = ("principals", "mediators", "participants", "observers")
_GUARANTOR = re.compile(r"guarant", re.I)
# What an agreement calls those who are not its parties -> where they sit. All others are principals.
_ROLES = (
    ("observers", re.compile(r"observ|monitor|verif|depositar|receives|forum|registr", re.I)),
    ("mediators", re.compile(r"mediat|facilitat|broker|\bhost|witness", re.I)),
    ("participants", re.compile(r"neighbou?r|\borgan\b|alliance|carrier|\bally\b|third|donor|supports?\b", re.I)),
)
# Of a party that nobody lists the kind is guessed by its name.
_KINDS = (
    (
        ActorKind.ARMED_GROUP,
        re.compile(r"\b(?:army|front|forces|militia|brigades?|fighters|rebels|liberation)\b", re.I),
    ),
    (
        ActorKind.ORGANIZATION,
        re.compile(
            r"\b(?:agency|association|carriers|commission|committee|company|contact group|council|court|fund|group|mission|observers?|organ"
            r"|organi[sz]ation|secretariat)\b",
            re.I,
        ),
    ),
    (ActorKind.BLOC, re.compile(r"\b(?:alliance|bloc|coalition|league|union|states)\b", re.I)),
)


@dataclass(frozen=True, slots=True)
class _Seat:
    """One party at the table: by what name, and the line under `actors` that it needs, if any."""

    name: str
    part: str
    guarantor: bool
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    listed: bool = True  # known to the shipped roster as a party of its own
    itself: bool = False  # known there as speaking for another
    shared: tuple[str, ...] = field(default=(), kw_only=True)  # aliases that the shipped roster has for others


def process_of(agreement: Agreement, *, name: str | None = None) -> str:
    """The process file of an agreement's parties, without a fault, for people to mend. `name`: what `--process` is to take.

    `Misuse` where the agreement has fewer than two parties that are not groups of others: no talks are between fewer.
    """
    roster = load_roster()
    groups = [party for party in agreement.parties if _is_group(party, agreement, roster)]
    seats = _seated([_seat(party, roster) for party in agreement.parties if party not in groups])
    if len(seats) < 2:
        found = f"{len(seats) or 'no'} party to put at the table"
        raise Misuse(Fault(agreement.place, found, "two parties at the least", "Name who takes part under `parties`."))
    return "\n".join(_lines(agreement, seats, groups, name)) + "\n"


def _is_group(party: Party, agreement: Agreement, roster: FileRoster) -> bool:
    """True of words for several parties at once ("the Member States"), which are no party themselves."""
    ids = {one.id for one in agreement.parties}
    return len(ids.intersection(party.members)) > 1 and not any(map(_own_party, roster.named(party.name)))


def _own_party(listed: Listed) -> bool:
    return not listed.is_person and listed.party in (None, listed.name)


def _seat(party: Party, roster: FileRoster) -> _Seat:
    role = party.role or ""
    part = next((part for part, words in _ROLES if words.search(role)), None)
    # A body of several states sits beside them, and is not what the dispute is between.
    part = part or ("participants" if party.members else "principals")
    guarantor = _GUARANTOR.search(role) is not None
    known = _known(party, roster)
    name = known.name if known else one_line(party.name)
    aliases: list[str] = []
    shared: list[str] = []
    for alias in dict.fromkeys(map(one_line, (party.name, *party.aliases))):
        if not slug(alias) or key(alias) == key(name):
            continue
        meant = {*roster.named(alias), *roster.metonym(alias), *roster.adjective(alias)}
        if known is not None and any(name in (one.name, one.party) for one in meant):
            continue  # the shipped list has it
        (shared if meant else aliases).append(alias)
    if known is not None:
        return _Seat(
            name,
            part,
            guarantor,
            known.kind,
            tuple(aliases),
            _own_party(known),
            not _own_party(known),
            shared=tuple(shared),
        )
    kind = next((kind for kind, words in _KINDS if words.search(name)), ActorKind.STATE)
    if party.members:
        kind = ActorKind.BLOC
    return _Seat(name, part, guarantor, kind, tuple(aliases), False, shared=tuple(shared))


def _known(party: Party, roster: FileRoster) -> Listed | None:
    """The one actor of the shipped roster that bears the party's name, else its id; no person."""
    for name in (party.name, party.id):
        found = {one for one in roster.named(name) if not one.is_person}
        if len(found) == 1:
            return found.pop()
    return None


def _seated(seats: Iterable[_Seat]) -> list[_Seat]:
    """Each once, and two principals at the least: guarantors guarantee between others only where there are two others."""
    distinct = list({key(seat.name): seat for seat in reversed(list(seats)) if slug(seat.name)}.values())[::-1]
    others = [seat for seat in distinct if seat.part == "principals" and not seat.guarantor]
    if len(others) > 1:
        distinct = [
            replace(seat, part="mediators") if seat.guarantor and seat.part == "principals" else seat
            for seat in distinct
        ]
    for part in _PARTS[1:]:
        if sum(seat.part == "principals" for seat in distinct) > 1:
            break
        distinct = [replace(seat, part="principals") if seat.part == part else seat for seat in distinct]
    return distinct


def _lines(agreement: Agreement, seats: list[_Seat], groups: list[Party], name: str | None) -> Iterator[str]:
    yield from comment(
        "Made from the parties of an agreement; who sits where is a guess by their roles. Mend it, and ask",
        0,
    )
    short = re.sub(r"[^a-z0-9]+", "-", slug(name or agreement.id)).strip("-") or "talks"
    yield from comment(
        f"what is wrong with it: accords process check {short}.yaml. The keys: docs/reference/process.md.", 0
    )
    yield f"name: {short}"
    yield f"title: {scalar(agreement.title)}"
    for part in _PARTS:
        names = [seat.name for seat in seats if seat.part == part]
        if names:
            yield f"{part}: [{', '.join(map(scalar, names))}]"
    # What accords ships for a name is kept: listed are those that it does not know, and names that it does not have.
    listed = [seat for seat in seats if seat.aliases or not seat.listed]
    if listed:
        yield "actors:"
        for seat in listed:
            yield from _actor(seat)
    terms = list(_terms(groups, agreement, seats))
    if terms:
        yield "terms:"
        yield from terms


def _actor(seat: _Seat) -> Iterator[str]:
    yield f"- name: {scalar(seat.name)}"
    guess = (
        "" if seat.listed or seat.itself else "  # a guess: person, state, bloc, organization, armed group or outlet"
    )
    yield f"  kind: {seat.kind}{guess}"
    if seat.itself:
        yield f"  party: {scalar(seat.name)}"
    if seat.aliases:
        yield f"  aliases: [{', '.join(map(scalar, seat.aliases))}]"
    if seat.shared:
        yield from comment(
            f"Others' names, as accords knows them: {', '.join(seat.shared)}. If they mean this one here, list them as aliases.",
            2,
        )


def _terms(groups: list[Party], agreement: Agreement, seats: list[_Seat]) -> Iterator[str]:
    """Words for several parties at once, with those of them that sit at the table."""
    roster, names = load_roster(), {key(seat.name): seat.name for seat in seats}
    parties = {party.id: party for party in agreement.parties}
    for group in groups:
        inside = (parties[member] for member in group.members if member in parties)
        found = [names[at] for party in inside if (at := key(_seat(party, roster).name)) in names]
        if len(set(found)) > 1:
            for words in dict.fromkeys(map(one_line, (group.name, *group.aliases))):
                yield f"  {scalar(words)}: {flow(tuple(dict.fromkeys(found)))}"

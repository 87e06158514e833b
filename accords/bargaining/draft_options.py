"""Commitments and positions -> what parties could do: the options of a drafted scenario, each with who tells of it."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from accords.agreement.agreement import ClauseStanding
from accords.agreement.clauses import standing_of
from accords.agreement.material import Material
from accords.assessment.commitments import Commitment, CommitmentStatus
from accords.assessment.forms import Form
from accords.assessment.positions import Position
from accords.vocabulary.act import Act, Standing
from accords.vocabulary.actor import slug

LONGEST = 200  # characters of a report's words that are written out
_BACK = (CommitmentStatus.DENIED, CommitmentStatus.WITHDRAWN)
_ASKING = (Act.DEMAND, Act.REQUEST, Act.WANT)
_ASKED = {Act.DEMAND: "demands", Act.REQUEST: "asks for", Act.WANT: "wants"}
_NOUNS = {Form.LEGISLATION: "law on ", Form.TREATY: "treaty on ", Form.WRITTEN: "text on "}
_LONG = 60  # characters of an id
_WITNESSES = 12  # claims of an option that are named


class Origin(StrEnum):
    """From what an option was made."""

    AGREED = "agreed"
    OFFERED = "offered"
    REPORTED = "reported"
    ASKED = "asked of it"
    REFUSED = "refused by it"
    THREATENED = "threatened by it"


_STANDINGS = {
    ClauseStanding.AGREED: Origin.AGREED,
    ClauseStanding.OFFERED: Origin.OFFERED,
    ClauseStanding.REPORTED: Origin.REPORTED,
}


@dataclass(frozen=True, slots=True)
class DraftOption:
    """`party` is an actor's id, `name` the option's own. `to`: to whom it is owed, or by whom it is asked. `condition`: words on which
    it is said to depend. `support`: outlets, claims in the party's own words, and all claims that tell of it."""

    party: str
    name: str
    issue: str
    origin: Origin
    text: str
    because: str
    claims: tuple[str, ...]
    to: tuple[str, ...]
    condition: str | None
    support: tuple[int, int, int]

    @property
    def guess(self) -> bool:
        """True where the party itself has said nothing of it."""
        return not self.support[1]


@dataclass(frozen=True, slots=True)
class Stance:
    """What a position says of an option. `wants`: the party would have it taken, else left. `matched`: that this option is meant is only
    told by its issue."""

    party: str
    option: DraftOption
    wants: bool
    position: Position
    matched: bool


@dataclass(frozen=True, slots=True)
class Offers:
    """`left`: positions and commitments of which nothing was made, each with the reason, in words."""

    options: tuple[DraftOption, ...]
    stances: tuple[Stance, ...]
    left: tuple[str, ...]


def options_from(material: Material) -> Offers:
    """The options, in the order of commitments and then of positions; those asked for before those refused."""
    return _Gathering(material).offers()


def words_of(claim: str, material: Material) -> str:
    """`Russia itself (Sergei Lavrov), Eastern Lines, 20 August 2025: “…”.`"""
    told = material.told.get(claim)
    words = " ".join((told.words if told else "").split())
    words = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    source = material.source(claim)
    return f"{source[:1].upper()}{source[1:]}{f': “{words}”' if words else ''}."


class _Gathering:
    def __init__(self, material: Material) -> None:
        self.material = material
        self.options: list[DraftOption] = []
        self.on: dict[tuple[str, str], list[DraftOption]] = {}  # by party and issue, the best supported first
        # Of whom a report tells: what one says of nobody by name is not about those of other talks.
        self.told_in: dict[str, dict[str, None]] = {}
        for told in material.told.values():
            self.told_in.setdefault(told.claim.report, {}).update(dict.fromkeys((told.claim.party, *told.claim.toward)))
        self.numbers: dict[
            tuple[str, str], int
        ] = {}  # by party and name: how many options have it, with a number or without
        self.stances: list[Stance] = []
        self.left: list[str] = []

    def offers(self) -> Offers:
        for row in self.material.commitments:
            self.commitment(row)
        # A refusal may be of what somebody asks for, so what is asked for is known first.
        positions = sorted(self.material.positions, key=lambda one: not self.asks(one))
        for position in positions:
            self.position(position)
        return Offers(tuple(self.options), tuple(self.stances), tuple(self.left))

    @staticmethod
    def asks(position: Position) -> bool:
        return position.stance in _ASKING and not position.negated

    def commitment(self, row: Commitment) -> None:
        material = self.material
        if row.status in _BACK:
            gone = "denied" if row.status is CommitmentStatus.DENIED else "taken back"
            first = f" {words_of(row.claims[0], material)}" if row.claims else ""
            self.left.append(f"{material.name(row.debtor)}, {row.issue}: {gone}.{first} [{row.id}]")
            return
        origin = _STANDINGS[standing_of(row)]
        own = dict.fromkeys(row.confirmed)
        lead = next(iter(own or row.claims), None)
        others = next((one for one in row.claims if one not in own), None)
        told = [words_of(lead, material)] if lead else []
        if own and others:
            told.append(f"Others say: {words_of(others, material)}")
        words = {
            Origin.AGREED: "do as it agreed on",
            Origin.OFFERED: "do as it says on",
            Origin.REPORTED: "do what others say that it would on",
        }[origin]
        self.add(
            row.debtor,
            f"{_NOUNS.get(row.form, '') if row.form else ''}{row.issue}",
            row.issue,
            origin,
            f"{words} {row.issue}{_quoted(row.terms)}",
            " ".join(told),
            (*own, *(one for one in row.claims if one not in own)),
            to=tuple(one for one in row.creditor if one != row.debtor),
            condition=row.condition,
            support=(row.independent_outlets, len(own), len(row.claims)),
        )

    def position(self, position: Position) -> None:
        if self.asks(position):
            self.asking(position)
        elif position.stance is Act.REJECT or (position.negated and position.stance is not Act.DENY):
            if not (position.stance is Act.REJECT and position.negated):
                self.refusing(position)
        elif position.stance is Act.THREATEN:
            made = self.of(position, position.party, "threat on", Origin.THREATENED, "carry out its threat on")
            self.stances.append(Stance(position.party, made, False, position, True))
        elif position.stance in (Act.DENY, Act.WITHDRAW, Act.SUPPORT, Act.COOPERATE):
            self.leave(position, "says neither what a party could do nor what it would rather have")

    def asking(self, position: Position) -> None:
        """What somebody is asked for is an option of whoever it is asked of."""
        toward = self.toward(position)
        if not toward:
            best = self.best_of_others(position)
            if best is None or position.standing is not Standing.OWN:
                self.leave(position, "nobody tells of whom")
                return
            self.stances.append(Stance(position.party, best, True, position, True))
            return
        for party in toward:
            known = self.on.get((party, position.issue))
            text = f"do what {self.material.inside(position.party)} {_ASKED[position.stance]} on"
            made = known[0] if known else self.of(position, party, "", Origin.ASKED, text)
            self.stances.append(Stance(position.party, made, True, position, bool(known)))

    def refusing(self, position: Position) -> None:
        """What it refuses is what it is asked for, or what another would do; else an option of its own, to accept it."""
        own = self.on.get((position.party, position.issue), ())
        best = next((one for one in own if one.origin is Origin.ASKED), None) or self.best_of_others(position)
        if best is not None:
            self.stances.append(Stance(position.party, best, False, position, True))
            return
        made = self.of(position, position.party, "yield on", Origin.REFUSED, "accept what it refuses on")
        self.stances.append(Stance(position.party, made, False, position, False))

    def best_of_others(self, position: Position) -> DraftOption | None:
        """The best supported option on the issue of those it is said to be toward, else of anybody else of whom its report tells."""
        told = self.material.told.get(position.claim)
        others = self.toward(position) or (self.told_in[told.claim.report] if told else ())
        there = (self.on.get((party, position.issue), ()) for party in others if party != position.party)
        return min((every[0] for every in there if every), key=_rank, default=None)

    def toward(self, position: Position) -> tuple[str, ...]:
        told = self.material.told.get(position.claim)
        toward = told.claim.toward if told else ()
        return tuple(one for one in dict.fromkeys(toward) if one != position.party)

    def of(self, position: Position, party: str, stem: str, origin: Origin, text: str) -> DraftOption:
        told = self.material.told.get(position.claim)
        own = int(told is not None and told.own and party == position.party)
        return self.add(
            party,
            f"{stem} {position.issue}",
            position.issue,
            origin,
            f"{text} {position.issue}{_quoted(told.claim.terms if told else '')}",
            words_of(position.claim, self.material),
            (position.claim,),
            to=(position.party,) if party != position.party else self.toward(position),
            support=(position.independent_outlets, own, 1),
        )

    def add(
        self,
        party: str,
        stem: str,
        issue: str,
        origin: Origin,
        text: str,
        because: str,
        claims: tuple[str, ...],
        *,
        to: tuple[str, ...],
        support: tuple[int, int, int],
        condition: str | None = None,
    ) -> DraftOption:
        name = stem = id_of(stem)
        while (party, name) in self.numbers:
            self.numbers[party, stem] += 1
            name = f"{stem}-{self.numbers[party, stem]}"
        self.numbers[party, name] = 1
        made = DraftOption(party, name, issue, origin, text, because, claims[:_WITNESSES], to, condition, support)
        self.options.append(made)
        insort(self.on.setdefault((party, issue), []), made, key=_rank)
        return made

    def leave(self, position: Position, reason: str) -> None:
        party = self.material.name(position.party)
        told = words_of(position.claim, self.material)
        self.left.append(f"{party}, {position.issue}, {position.stance}: {reason}. {told} [{position.claim}]")


def _rank(option: DraftOption) -> tuple[int, int, int]:
    outlets, own, claims = option.support
    return -outlets, -own, -claims


def id_of(words: str) -> str:
    """Words as an id that no condition needs backticks for."""
    return re.sub(r"[\W_]+", "-", slug(words)).strip("-")[:_LONG].strip("-") or "other"


def _quoted(terms: str) -> str:
    line = " ".join(terms.split())
    return f": “{line if len(line) <= LONGEST else line[:LONGEST] + '…'}”" if line else ""


def best_of(options: Iterable[DraftOption], most: int, parties: int) -> tuple[DraftOption, ...]:
    """The best supported ones, in their order: so many, of so many parties at the most."""
    every = list(options)
    kept: set[int] = set()
    theirs: set[str] = set()
    for at in sorted(range(len(every)), key=lambda at: _rank(every[at])):
        party = every[at].party
        if len(kept) < most and (party in theirs or len(theirs) < parties):
            theirs.add(party)
            kept.add(at)
    return tuple(option for at, option in enumerate(every) if at in kept)

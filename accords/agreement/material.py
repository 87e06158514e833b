"""What a draft is made of: commitments, positions and disputes as of a day, with who tells each claim and in what words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from accords.agreement.spoken import day_words
from accords.assessment.commitments import Commitment
from accords.assessment.dispute import Dispute
from accords.assessment.positions import Position
from accords.assessment.where import ALL, Where
from accords.claims.claim import Claim
from accords.documents.report import Report
from accords.reading.reading import Mode
from accords.vocabulary import Actor
from accords.vocabulary.act import Standing
from accords.vocabulary.actor import inside

if TYPE_CHECKING:
    from accords.assessment.view import View

# First words of sources that are described and not named.
_DESCRIBED = frozenset(("The", "A", "An", "Both", "One", "Two", "Three", "Several", "Some"))


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as somebody tells it. `standing` as of the day of the draft, which may be lower than the claim's own. `day`: said, else
    published. `paraphrased`: the wording is the reporter's, and not that of who said it."""

    claim: Claim
    words: str
    standing: Standing
    outlet: str | None = None
    day: date | None = None
    paraphrased: bool = False

    @property
    def own(self) -> bool:
        """True where the party itself says so."""
        return self.standing is Standing.OWN


@dataclass(frozen=True, slots=True)
class Named:
    """How an actor is called."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """`disputes`: by the id of each of their claims. `told`: claims by id. `actors`: by id; one that is not there is called by its id.
    `reports`: those in which the claims stand, by id. `as_of`: the day asked for. `known`: how many reports were known by then."""

    commitments: tuple[Commitment, ...]
    positions: tuple[Position, ...] = ()
    disputes: Mapping[str, tuple[Dispute, ...]] = field(default_factory=dict)
    told: Mapping[str, Told] = field(default_factory=dict)
    actors: Mapping[str, Named] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)
    as_of: date | None = None
    known: int = 0

    def name(self, actor: str) -> str:
        """The name of an actor; of one that nobody names its id, made readable."""
        known = self.actors.get(actor)
        return known.name if known else actor.replace("-", " ").title()

    def inside(self, actor: str) -> str:
        """The name as it stands inside a sentence: `the United States`, `a senior official`."""
        name = self.name(actor)
        first = name.partition(" ")[0]
        return name[0].lower() + name[1:] if first in _DESCRIBED else inside(name)

    def vouched(self, claim: str) -> str:
        """Who says so: `Russia itself (Sergei Lavrov)`, `Steve Witkoff, citing Russia (counterpart)`, `Daybreak Online in its own voice`."""
        told = self.told.get(claim)
        if told is None:
            return "somebody (the claim is not at hand)"
        party = self.inside(told.claim.party)
        through = ", citing ".join(map(self.inside, told.claim.chain))
        if told.own:
            if not through:
                return f"{party} itself, in a text that it signed"
            who = f" ({through})" if told.claim.chain != (told.claim.party,) else ""
            return f"{party} itself{who}{', paraphrased' if told.paraphrased else ''}"
        return f"{through} ({told.standing})" if through else f"{told.outlet or 'a report'} in its own voice"

    def source(self, claim: str) -> str:
        """Who says so, where and when: `Steve Witkoff (counterpart), Harbour Standard, 17 August 2025`."""
        told = self.told.get(claim)
        if told is None:
            return self.vouched(claim)
        # In its own voice the outlet is named already.
        outlet = told.outlet if told.own or told.claim.chain else None
        day = day_words(told.day) if told.day else "on a day that is not told"
        return ", ".join(part for part in (self.vouched(claim), outlet, day) if part)


def material_of(view: View, where: Where = ALL, *, actors: Iterable[Actor] = ()) -> Material:
    """What a view knows of the commitments asked for and of what stands beside them; `where.party` is the debtor's id.

    Positions are those of all parties on the issues of these commitments, and those of the party or issue asked for. `actors`: who is
    who, where the view's reports do not name their actors (a dossier's).
    """
    rows = view.commitments(where)
    issues = {row.issue for row in rows}
    stances = dict.fromkeys((*view.positions(Where(issue=where.issue)), *view.positions(where)))
    positions = tuple(row for row in stances if row.issue in issues or where.has_cell(row.party, row.issue))
    wanted = {
        *(own for row in rows for own in (*row.claims, *(one.claim for one in row.denied))),
        *(row.claim for row in positions),
    }
    told: dict[str, Told] = {}
    reports: dict[str, Report] = {}
    for known in view.reports:
        sayings = {saying.id: saying for saying in known.account.sayings}
        for one in known.claims:
            if one.id not in wanted:
                continue
            saying = sayings.get(one.claim.attribution or "")
            indirect = saying is not None and saying.attribution.mode is Mode.INDIRECT
            words = one.words or one.claim.terms
            told[one.id] = Told(one.claim, words, view.standing_of(one), known.outlet, one.day, indirect)
            reports[known.id] = known.account.report
    named = {
        *(actor for one in told.values() for actor in (one.claim.party, *one.claim.toward, *one.claim.chain)),
        *(actor for row in rows for actor in (row.debtor, *row.creditor)),
    }
    called = {one.id: Named(one.name, one.aliases) for one in actors if one.id in named}
    called |= {row.id: Named(row.name, row.aliases) for row in view.actors() if row.id in named}
    disputes: dict[str, tuple[Dispute, ...]] = {}
    for dispute in view.disputes(Where(issue=where.issue)):
        for own in wanted.intersection(dispute.claims):
            disputes[own] = (*disputes.get(own, ()), dispute)
    return Material(rows, positions, disputes, told, called, reports, view.day, len(view.reports))

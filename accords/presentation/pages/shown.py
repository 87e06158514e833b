"""What pages are made of: the record as of a day, texts, rulings, files of analysts, and where other pages stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from accords.presentation import wording
from accords.presentation.answering import about
from accords.presentation.dossier import Dossier
from accords.presentation.marks import anchor_of
from accords.presentation.pages.address import LEAF, Address, Links
from accords.presentation.pages.asked import NOTHING, Asked
from accords.presentation.pages.leaf import Leaf, leaf_of
from accords.presentation.pages.link import Link
from accords.presentation.pages.parts import Parts, places
from accords.vocabulary import Actor, ActorKind

if TYPE_CHECKING:
    from accords.assessment.recorded import Recorded
    from accords.assessment.view import View
    from accords.claims.build import Account
    from accords.ledger.judgement import Judgement
    from accords.ledger.search import Hit
    from accords.presentation.agreement_record import Watched
    from accords.presentation.bargain import Bargain
    from accords.presentation.packages import Packages

Row = TypeVar("Row")
NAME = 120  # letters of a name


class Missing(Exception):
    """There is no such page: `kind` and the id that was asked for."""

    def __init__(self, kind: str, own: str) -> None:
        super().__init__(f"no {kind} {own}")
        self.kind, self.own = kind, own


@dataclass(frozen=True)
class Shown:
    """`text_of`: a report's text, `None` where it was left out, forgotten, or is not to be shown whole; `excerpts` says that it is the
    last. `judgements`: all rulings in order. `find`: full-text search (words, how many at the most), where there is a ledger.

    `may_rule`: pages have forms (the app). `keeps_day`: links carry the day that is asked for.
    """

    view: View
    links: Links
    name: str
    asked: Asked = NOTHING
    text_of: Callable[[str], str | None] = lambda report: None
    excerpts: bool = False
    judgements: Sequence[Judgement] = ()
    agreements: Mapping[str, Watched] = field(default_factory=dict)
    scenarios: Mapping[str, Bargain | Packages] = field(default_factory=dict)
    find: Callable[[str, int], Sequence[Hit]] | None = None
    may_rule: bool = False
    keeps_day: bool = False
    _actors: dict[str, Actor | None] = field(default_factory=dict, compare=False, repr=False)  # asked for already
    _parts: dict[str, tuple[Account, Parts]] = field(default_factory=dict, compare=False, repr=False)

    # -- links ---------------------------------------------------------------------------------------------------------------

    def href(self, kind: str, own: str = "", *, place: str = "", form: str = "", **asked: str | None) -> str | None:
        """Where a page stands. `from_` stands for the word `from` of a query."""
        day = self.asked.as_of.isoformat() if self.keeps_day and self.asked.as_of else None
        query = {"as_of": day} | {name.rstrip("_"): value for name, value in asked.items()}
        told = tuple((name, value) for name, value in query.items() if value)
        return self.links(Address(kind, own, told, place, form))

    def link(self, words: str, kind: str, own: str = "", *, place: str = "", **asked: str | None) -> Link:
        """A page with words for it, cut where a report made them too long for a list."""
        return Link(wording.short(words), self.href(kind, own, place=place, form="", **asked))

    def same(self, kind: str, own: str = "", *, place: str = "", **changed: str | None) -> str | None:
        """The page that is being made, with something else asked for."""
        told = dict(self.asked.query(**changed))
        if not self.keeps_day:
            told.pop("as_of", None)
        return self.links(Address(kind, own, tuple(told.items()), place))

    def leaf(self, rows: Sequence[Row], size: int, kind: str, own: str = "") -> Leaf[Row]:
        """The part that is asked for of a list on the page that is being made."""
        return leaf_of(rows, self.asked.leaf, size, lambda number: self.same(kind, own, **{LEAF: number}))

    def downloads(self, kind: str, own: str = "", forms: Sequence[str] = ("csv", "xlsx", "json")) -> tuple[Link, ...]:
        """The page's data in other forms."""
        told = tuple((name, value) for name, value in self.asked.query() if name != LEAF)
        told = tuple(one for one in told if self.keeps_day or one[0] != "as_of")
        made = [Link(form.upper(), self.links(Address(kind, own, told, form=form))) for form in forms]
        return tuple(link for link in made if link.href)

    # -- what rows refer to -------------------------------------------------------------------------------------------------

    def dossier(self, claims: Iterable[str] = (), reports: Iterable[str] = ()) -> Dossier:
        """Some claims and reports with what they refer to, for wording; it costs what is asked for."""
        return about(self.view, claims, reports)

    def claim(self, own: str) -> Recorded | None:
        """A claim as it was known by the view's day."""
        one = self.view.record.claim(own)
        return one if one is not None and self.view.knows(one) else None

    def known_actor(self, own: str) -> Actor | None:
        """What the reports known by the day tell of somebody; `None` where none names it."""
        if own not in self._actors:
            sightings = self.view.record.sightings.get(own)
            known = sightings.known_by(self.view.day) if sightings else ()
            self._actors[own] = sightings.actor(known) if sightings and known else None
        return self._actors[own]

    def name_of(self, own: str) -> str:
        """The actor's name, or its id made readable where no report names it."""
        actor = self.known_actor(own)
        return wording.short(actor.name if actor else own[: NAME + 1].replace("-", " ").title(), NAME)

    def actor(self, own: str) -> Link:
        """Whoever it is, with its page where anything is told of it."""
        if self.known_actor(own) is None and own not in self._with_cells:
            return Link(self.name_of(own))
        return self.link(self.name_of(own), "party" if self.is_party(own) else "person", own)

    def is_party(self, own: str) -> bool:
        """True of what sits at tables: a state, a bloc, an armed group, or whatever else claims are made about as a party."""
        actor = self.known_actor(own)
        if actor is None or actor.party == own or actor.kind in _SEATED:
            return True
        return own in self._with_cells

    @cached_property
    def _with_cells(self) -> frozenset[str]:
        return frozenset(party for party, _ in self.view.record.cells)

    def report(self, own: str, words: str | None = None, place: str = "", at: int = 0) -> Link:
        """A report by its title or outlet; `place` is a claim or attribution of it, `at` a place in its text, in code points: the link
        leads to the part of a long report in which that stands."""
        known = self.view.record.report(own)
        if known is None:
            return Link(wording.short(words or own))
        told = known.account.report
        part = self.parts_of(own).part(place, at) if place or at else 1
        return self.link(
            words or told.title or told.outlet or told.given_id or own,
            "report",
            own,
            place=anchor_of(place),
            **{LEAF: str(part) if part > 1 else None},
        )

    def parts_of(self, own: str) -> Parts:
        """The parts in which a report is shown; worked out once of what was read in it."""
        known = self.view.record.report(own)
        if known is None:
            return Parts()
        account, parts = self._parts.get(own, (None, Parts()))
        if account is not known.account:
            parts = Parts.of(places(known.account))
            self._parts[own] = known.account, parts
        return parts

    def as_of(self, day: date | None) -> Shown:
        """The same as of another day."""
        return replace(self, view=self.view.record.as_of(day), asked=replace(self.asked, as_of=day), _actors={})


_SEATED = frozenset({ActorKind.STATE, ActorKind.BLOC, ActorKind.ARMED_GROUP})

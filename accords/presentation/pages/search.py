"""Search: reports by their texts, claims by their words, actors by their names. Where no server answers, a script finds words in a list
that the page carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from accords.presentation import wording
from accords.presentation.pages import sought
from accords.presentation.pages.filters import Field, Filters, filters, narrowed
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.search_list import SearchList, search_list
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.told import Told, all_told, day_words
from accords.vocabulary import Misuse

if TYPE_CHECKING:
    from accords.ledger.search import Hit

HITS = 20  # reports on a leaf
# Reports that are looked at: those that have the words best. Of these a part is asked for, so more are looked at then.
MOST, MOST_OF_PART = 200, 1_000
FOUND = 40  # words of an excerpt that are marked
CLAIMS, ACTORS = 20, 12  # shown; more are counted


@dataclass(frozen=True, slots=True)
class HitShown:
    """A report that has the words. `excerpt`: some of its text in pieces, each with whether it is what was looked for."""

    report: Link
    outlet: str
    day: str
    excerpt: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ActorFound:
    """Somebody with one of the names."""

    link: Link
    about: str


@dataclass(frozen=True, slots=True)
class Search:
    """`words` are what is looked for; empty where nothing is yet. `problem` says why nothing could be looked for. `looked_at`: only so many
    reports were, of more that have the words; 0 where all were. `claims` are the latest of `claims_of`. `list` is what a script finds words
    in, where there is no server."""

    heading: str
    words: str
    problem: tuple[str, ...]
    hits: Leaf[HitShown]
    looked_at: int
    claims: tuple[Told, ...]
    claims_of: int
    actors: tuple[ActorFound, ...]
    actors_of: int
    filters: Filters | None
    only: str
    whole: Link
    list: SearchList | None
    downloads: tuple[Link, ...] = ()
    template: ClassVar[str] = "search.html"


def search(shown: Shown) -> Search:
    words = shown.asked.words
    empty = Search(
        heading="Search",
        words=words,
        problem=(),
        hits=Leaf((), 1, 1, 0),
        looked_at=0,
        claims=(),
        claims_of=0,
        actors=(),
        actors_of=0,
        filters=_form(shown),
        only=narrowed(shown),
        whole=shown.link("all that has these words", "search", q=words or None),
        list=search_list(shown) if shown.find is None else None,
    )
    if not words or shown.find is None:
        return empty
    try:
        asked = sought.Sought.of(words)
        most = MOST if not empty.only else MOST_OF_PART
        found = shown.find(words, most)
    except Misuse as misuse:
        if misuse.__cause__:  # the ledger cannot be read: no fault of the words
            raise
        return replace(empty, problem=tuple(_told(misuse)))
    where = shown.asked.where
    hits = [hit for hit in found if sought.fits(hit.report, shown.view, where)]
    leaf = shown.leaf(hits, HITS, "search")
    claims = list(sought.claims(asked, shown.view, where))
    actors = sought.actors(asked, shown.view.actors())
    return replace(
        empty,
        hits=leaf.with_rows(tuple(_hit(hit, shown) for hit in leaf.rows)),
        looked_at=len(found) if len(found) >= most else 0,
        claims=all_told((one.id for one in islice(claims, CLAIMS)), shown),
        claims_of=len(claims),
        actors=tuple(
            ActorFound(
                shown.actor(row.id), ", ".join([row.kind.value, *([wording.short(row.role)] if row.role else [])])
            )
            for row in actors[:ACTORS]
        ),
        actors_of=len(actors),
    )


def _form(shown: Shown) -> Filters | None:
    form = filters(shown, "search", ("party", "issue", "standing", "outlet", "from", "to"))
    return replace(form, fields=(Field("q", "Words", "words", shown.asked.words), *form.fields)) if form else None


def _told(misuse: Misuse) -> Iterator[str]:
    fault = misuse.fault
    yield wording.line_of(f"This cannot be looked for: {fault.found}. Accepted are {fault.accepted}.")
    yield wording.line_of(fault.remedy)


def _hit(hit: Hit, shown: Shown) -> HitShown:
    return HitShown(
        report=shown.report(hit.report),
        outlet=wording.short(hit.outlet or "outlet not told"),
        day=day_words(hit.published),
        excerpt=tuple(_pieces(hit)),
    )


def _pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    at = 0
    # Where the text has the signs of the search in it, some of these places are none.
    for start, end in [place for place in hit.found if place[0] < place[1]][:FOUND]:
        if start < at:
            continue
        if start > at:
            yield _cut(hit.excerpt[at:start]), False
        yield _cut(hit.excerpt[start:end]), True
        at = end
    if at < len(hit.excerpt):
        yield _cut(hit.excerpt[at:]), False


def _cut(words: str) -> str:
    """An excerpt is of so many words, and of these one may be a book."""
    half = wording.SHORT // 2
    return words if len(words) <= wording.SHORT else f"{words[:half]}…{words[-half:]}"

"""What of one agreement is what of another: parties by what they are called, articles and stipulations by what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accords.agreement.agreement import Agreement, Article, Party, Stipulation
from accords.agreement.condition import Happened, atoms
from accords.agreement.lint_terms import patterns_of
from accords.agreement.pairing import Likeness, paired, words_in
from accords.agreement.pattern import Pattern
from accords.vocabulary.actor import fold


@dataclass(frozen=True, slots=True)
class Clause:
    """A stipulation with all of its readings."""

    id: str
    article: str
    readings: tuple[Stipulation, ...]

    @property
    def place(self) -> str:
        return self.readings[0].place

    @property
    def name(self) -> str | None:
        return self.readings[0].name


@dataclass(frozen=True, slots=True)
class Matched:
    """Pairs of old and new; what stands on one side only is new or gone. `old_keys`, `new_keys`: what both call a thing (`Meaning`)."""

    parties: tuple[tuple[Party | None, Party | None], ...]
    articles: tuple[tuple[Article | None, Article | None], ...]
    clauses: tuple[tuple[Clause | None, Clause | None], ...]
    old_keys: Mapping[tuple[str, str], str]
    new_keys: Mapping[tuple[str, str], str]


def matched(old: Agreement, new: Agreement) -> Matched:
    parties = _parties(old.parties, new.parties)
    known = {new_one.id: old_one.id for old_one, new_one in parties if old_one and new_one}
    articles = _articles(old.articles, new.articles, known)
    clauses = _clauses(old, new, articles, known)
    old_keys: dict[tuple[str, str], str] = {}
    new_keys: dict[tuple[str, str], str] = {}
    rows_of: dict[str, list[tuple[str | None, str | None]]] = {
        "party": [(one.id if one else None, other.id if other else None) for one, other in parties],
        "article": [(one.number if one else None, other.number if other else None) for one, other in articles],
        "stipulation": [(one.id if one else None, other.id if other else None) for one, other in clauses],
    }
    for kind, rows in rows_of.items():
        for number, (before, after) in enumerate(rows):
            # Of what is on one side only nothing on the other may be called the same.
            if before is not None:
                old_keys[kind, before] = f"{before}" if after == before else f"{before}\0{number}"
            if after is not None:
                new_keys[kind, after] = f"{after}" if after == before else f"{before}\0{number}"
    return Matched(parties, articles, clauses, old_keys, new_keys)


def _both(
    old: Sequence[object], new: Sequence[object], pairs: Iterable[tuple[int, int]]
) -> list[tuple[object, object]]:
    pairs = list(pairs)
    gone = {i for i, _ in pairs}
    come = {j for _, j in pairs}
    rows: list[tuple[object, object]] = [(old[i], new[j]) for i, j in pairs]
    rows += [(one, None) for i, one in enumerate(old) if i not in gone]
    rows += [(None, one) for j, one in enumerate(new) if j not in come]
    return rows


def _parties(old: Sequence[Party], new: Sequence[Party]) -> tuple[tuple[Party | None, Party | None], ...]:
    """By id, else by a name or alias that is one party's on either side."""
    places = {party.id: j for j, party in enumerate(new)}
    pairs = [(i, places[party.id]) for i, party in enumerate(old) if party.id in places]
    left = [party for party in old if party.id not in places]
    taken = {new[j].id for _, j in pairs}
    right = [party for party in new if party.id not in taken]
    ours, theirs = _called(left), _called(right)
    found: dict[str, str] = {}
    for name, party in ours.items():
        other = theirs.get(name)
        if party and other and party not in found and other not in found.values():
            found[party] = other
    at = {party.id: i for i, party in enumerate(old)}
    pairs += [(at[one], places[other]) for one, other in found.items()]
    return tuple(_both(old, new, sorted(pairs)))  # type: ignore[arg-type]


def _called(parties: Iterable[Party]) -> dict[str, str | None]:
    called: dict[str, str | None] = {}
    for party in parties:
        for name in {fold(name) for name in (party.id, party.name, *party.aliases)}:
            called[name] = None if name in called else party.id
    return dict(sorted(called.items()))


def _articles(
    old: Sequence[Article], new: Sequence[Article], known: Mapping[str, str]
) -> tuple[tuple[Article | None, Article | None], ...]:
    def likeness(article: Article, names: Mapping[str, str]) -> Likeness:
        tokens = set(words_in(article.title, *(words for _, words in article.text)))
        for one in article.stipulations:
            tokens |= set(_tokens(one, names))
        return Likeness(article.number, frozenset(tokens))

    pairs = paired([likeness(one, {}) for one in old], [likeness(one, known) for one in new])
    pairs = _same_number(old, new, pairs)
    return tuple(_both(old, new, pairs))  # type: ignore[arg-type]


def _same_number(old: Sequence[Article], new: Sequence[Article], pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Articles that say nothing at all are known by their numbers alone."""
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}

    def empty(article: Article) -> bool:
        return not (article.title or article.text or article.stipulations)

    places = {one.number: j for j, one in enumerate(new) if j not in taken_new and empty(one)}
    more = [
        (i, places[one.number])
        for i, one in enumerate(old)
        if i not in taken_old and empty(one) and one.number in places
    ]
    return sorted([*pairs, *more])


def _clauses(
    old: Agreement,
    new: Agreement,
    articles: Sequence[tuple[Article | None, Article | None]],
    known: Mapping[str, str],
) -> tuple[tuple[Clause | None, Clause | None], ...]:
    """Those of matched articles first; what is left over may have moved to another article."""
    ours, theirs = _grouped(old), _grouped(new)
    rows: list[tuple[Clause | None, Clause | None]] = []
    for before, after in articles:
        if before and after:
            rows += _pairs(ours.get(before.number, []), theirs.get(after.number, []), known)
    done_old = {one.id for one, _ in rows if one}
    done_new = {one.id for _, one in rows if one}
    left = [one for group in ours.values() for one in group if one.id not in done_old]
    right = [one for group in theirs.values() for one in group if one.id not in done_new]
    rows += _pairs(left, right, known, moved=True)
    done_old |= {one.id for one, _ in rows if one}
    done_new |= {one.id for _, one in rows if one}
    rows += [(one, None) for one in left if one.id not in done_old]
    rows += [(None, one) for one in right if one.id not in done_new]
    return tuple(rows)


def _grouped(agreement: Agreement) -> dict[str, list[Clause]]:
    groups: dict[str, dict[str, list[Stipulation]]] = {}
    for one in agreement.stipulations:
        groups.setdefault(one.article, {}).setdefault(one.id, []).append(one)
    return {
        article: [Clause(own, article, tuple(readings)) for own, readings in group.items()]
        for article, group in groups.items()
    }


def _pairs(
    old: list[Clause], new: list[Clause], known: Mapping[str, str], *, moved: bool = False
) -> list[tuple[Clause | None, Clause | None]]:
    def likeness(clause: Clause, names: Mapping[str, str]) -> Likeness:
        tokens = {token for one in clause.readings for token in _tokens(one, names)}
        return Likeness(clause.name or "", frozenset(tokens))

    pairs = paired([likeness(one, {}) for one in old], [likeness(one, known) for one in new])
    if not moved and not pairs and len(old) == len(new) == 1 and old[0].readings[0].kind is new[0].readings[0].kind:
        pairs = [(0, 0)]  # the only one of its article, of one kind: it is worded anew
    return [(old[i], new[j]) for i, j in pairs]


def _tokens(one: Stipulation, names: Mapping[str, str]) -> Iterator[str]:
    """What it is known by: its kind, its parties, what it asks for, its words."""
    yield f"kind {one.kind}"
    for party in (*one.who, *(who for step in one.steps for who in step.who)):
        yield f"who {names.get(party, party)}"
    for party in (*one.to, *(one.guarantee.beneficiary if one.guarantee else ())):
        yield f"to {names.get(party, party)}"
    deed = one.deed.pattern if one.deed else None
    for pattern in patterns_of(one):
        yield from _of_pattern("does" if pattern == deed else "asks", pattern)
    yield from (f"may {operation}" for operation in one.operations)
    yield from words_in(one.name, *(words for _, words in one.text))
    yield from words_in(*(words for step in one.steps for _, words in step.text))
    for condition in (one.when, one.unless, one.ended_by):
        yield from ("waits" for atom in atoms(condition) if not isinstance(atom, Happened))


def _of_pattern(what: str, pattern: Pattern) -> Iterator[str]:
    for act in pattern.acts:
        yield f"{what} {act}"
    for word in words_in(*pattern.events, *pattern.issues):
        yield f"{what} {word}"

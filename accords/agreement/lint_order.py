"""Findings on order: circles, chains of articles that rest on each other, and conditions that can never hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from accords.agreement.agreement import Article, Kind, Stipulation
from accords.agreement.condition import All, Condition, Happened, Not, Reached, State, atoms
from accords.agreement.finding import Code, Finding, Severity
from accords.agreement.foresight import Foresight
from accords.agreement.spoken import counted, series, states_words

LONGEST = 50  # articles of a chain that are named


def order_findings(sight: Foresight) -> Iterator[Finding]:
    if sight.circular:
        yield from _circle(sight)
    yield from _chains(sight)
    for one in sight.agreement.stipulations:
        yield from _conditions(sight, one)


def _circle(sight: Foresight) -> Iterator[Finding]:
    """One circle is named; mended, the next one shows."""
    try:
        TopologicalSorter({norm.id: sight.waits_for(norm) for norm in sight.norms[1:]}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][::-1]
        path = tuple((own, sight.by_id[own].place) for own in circle)
        words = f"{circle[0]} waits for itself" if len(circle) == 2 else ", which waits for ".join(circle)
        remedy = "Let one of them wait for something that happens, for a date, or for nothing."
        about = sight.owners[circle[0]].stipulation.id
        yield Finding(
            path[0][1], Code.CIRCLE, about, Severity.ERROR, f"None of these can ever come first: {words}.", remedy, path
        )


# -- chains ----------------------------------------------------------------------------------------------------------------


def _chains(sight: Foresight) -> Iterator[Finding]:
    """Of each article on which no other rests and that rests on two or more, near or far."""
    below: dict[str, dict[str, None]] = {}
    ties: dict[str, dict[str, dict[str, None]]] = {}  # article -> what of it waits -> for what
    for norm in sight.norms[1:]:
        owner = sight.owners[norm.id]
        for named in sight.waits_for(norm):
            other = sight.owners[named]
            if other.stipulation.article != norm.article:
                below.setdefault(norm.article, {})[other.stipulation.article] = None
            if other.stipulation.id != owner.stipulation.id:
                waiting = ties.setdefault(norm.article, {}).setdefault(owner.about, {})
                waiting[other.about] = None
    rested_on = {article for others in below.values() for article in others}
    articles = {article.number: article for article in sight.agreement.articles}
    place = {number: at for at, number in enumerate(articles)}
    for number in articles:
        if number in rested_on or number not in below:
            continue
        depth = _depths(number, below)
        if len(depth) > 2:
            yield _chain(sorted(depth, key=lambda one: (depth[one], place[one])), articles, ties)


def _depths(root: str, below: dict[str, dict[str, None]]) -> dict[str, int]:
    depth, ahead = {root: 0}, deque([root])
    while ahead and len(depth) < LONGEST:
        one = ahead.popleft()
        for other in below.get(one, ()):
            if other not in depth:
                depth[other] = depth[one] + 1
                ahead.append(other)
    return depth


def _chain(chain: list[str], articles: dict[str, Article], ties: dict[str, dict[str, dict[str, None]]]) -> Finding:
    links = [f"{waiting} waits for {series(named)}" for one in chain for waiting, named in ties.get(one, {}).items()]
    head = articles[chain[0]]
    words = f"{'-'.join(chain)}: article {chain[0]} rests on {series(chain[1:])}. {_sentence(links)}."
    remedy = "Check that each of these has a date and can be done without those before it: where one stops, all before it stop."
    path = tuple((number, articles[number].place) for number in chain)
    return Finding(head.place, Code.CHAIN, head.number, Severity.NOTE, words, remedy, path)


def _sentence(links: list[str]) -> str:
    told = links[:12]
    more = f"; and {counted(len(links) - 12, 'more tie')}" if len(links) > 12 else ""
    return "; ".join(told) + more


# -- conditions ------------------------------------------------------------------------------------------------------------


def _conditions(sight: Foresight, one: Stipulation) -> Iterator[Finding]:
    def finding(code: Code, severity: Severity, words: str, remedy: str) -> Finding:
        return Finding(one.place, code, one.id, severity, words, remedy, reading=one.reading)

    asked = [one.when, one.unless, one.ended_by, one.guarantee.trigger if one.guarantee else None]
    for atom in dict.fromkeys(atom for condition in asked for atom in atoms(condition)):
        if isinstance(atom, Reached) and (possible := _possible(sight, atom.norm)) and not possible & atom.states:
            rest = series(sorted(state.value for state in possible), "or")
            words = f"{one.id} asks whether {atom.norm} is {states_words(atom.states)}, which it can never be."
            remedy = f"Name a state that it can be in ({rest}), or give {atom.norm} what it lacks."
            yield finding(Code.UNREACHABLE, Severity.ERROR, words, remedy)
    waits = All(tuple(part for part in (one.when, Not(one.unless) if one.unless else None) if part is not None))
    both = _excluded(waits)
    if both is not None:
        words = f"{one.id} waits for something and for the absence of the same: it can never be triggered."
        yield finding(Code.UNREACHABLE, Severity.ERROR, words, "Take one of the two out of `when` and `unless`.")
    if one.kind is Kind.OBLIGATION and one.deed and not one.again:
        triggers = [atom for atom in atoms(one.when) if isinstance(atom, Happened)]
        if any(atom.pattern == one.deed.pattern for atom in triggers):
            words = f"{one.id} is triggered by the same as fulfils it, and what triggers a duty does not fulfil it: it has to be done a second time."
            yield finding(
                Code.DEED_IS_TRIGGER, Severity.WARNING, words, "Let `when` and `does` ask for different things."
            )


def _possible(sight: Foresight, word: str) -> frozenset[State]:
    return frozenset(state for norm in sight.reached((word,)) for state in sight.states(norm))


def _excluded(condition: Condition) -> Condition | None:
    """A part that must hold, and must not."""
    must: set[Condition] = set()
    never: set[Condition] = set()
    ahead: list[Condition] = [condition]
    while ahead:
        match ahead.pop():
            case All(parts):
                ahead += parts
            case Not(part):
                never.add(part)
            case part:
                must.add(part)
    return next(iter(must & never), None)

"""What would hold in a negotiation, and what must be preferred for a state to hold, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from accords.bargaining.inverse import Demands
from accords.bargaining.sensitivity import Sensitivity
from accords.bargaining.stability import Kind
from accords.presentation.bargain import CAVEAT, Bargain
from accords.presentation.bargain_answer import Answer, bearing
from accords.presentation.bargain_words import MEANT, NAMES, TOLD, BargainWords, kinds_words, reasons
from accords.presentation.screen import Screen, wrapped
from accords.presentation.wording import counted

_LISTED = 20  # equilibria that are listed
_COALITIONS = 6  # coalition improvements that are told unless all are asked for
_LOST = 8  # neighbouring rankings that are told


def run(answer: Answer, screen: Screen, *, coalitions: bool = False) -> Iterator[str]:
    """The equilibria; of the states that are told why each is stable or not, and how one comes there; what could be done together."""
    bargain = answer.bargain
    words = BargainWords(bargain)
    yield from _head(bargain, words, screen)
    yield ""
    yield from _equilibria(bargain, words, screen)
    ways = {way.to: way for way in answer.ways}
    for state in answer.states:
        yield ""
        yield from _state(state, words, screen, TOLD if answer.asked else 1)
        if state in ways and ways[state].steps != ():
            yield from wrapped(words.way(ways[state]), screen.columns, "  ", "  ")
        for found in answer.sensitivities:
            if found.state == state:
                yield from _sensitivity(found, words, screen)
    if not answer.asked and answer.left_out:
        yield ""
        yield f"{answer.left_out} more equilibria are not told in full: --state NAME, or --json."
    yield from _coalitions(answer, words, screen, every=coalitions)
    yield from _foot(screen, {kind for kind in Kind})


def _head(bargain: Bargain, words: BargainWords, screen: Screen) -> Iterator[str]:
    game = bargain.game
    own = f" [{game.scenario.id}]" if game.scenario else ""
    yield from map(screen.strong, wrapped(f"{bargain.title}{own}", screen.columns))
    counts = [counted(len(game.parties), "party", "parties")]
    counts += [counted(len(game.scenario.options), "option")] if game.scenario else []
    counts += [counted(len(game.states), "feasible state")]
    yield ", ".join(counts)
    if bargain.stability.one_step:
        yield "Opponents are taken to answer with one move of one of them (--one-step)."
    if game.status_quo is not None:
        yield from wrapped(f"Status quo: {words.whole(game.status_quo)}", screen.columns, "", "    ")


def _equilibria(bargain: Bargain, words: BargainWords, screen: Screen) -> Iterator[str]:
    yield screen.strong("Equilibria: states that are stable for every party")
    if not bargain.stable:
        yield "  There is none: from every state some party has a move that nothing spoils."
    for kinds, states in groupby(bargain.stable[:_LISTED], key=bargain.kinds):
        for state in states:
            yield from wrapped(f"{words.state(state)}: {kinds_words(kinds)}", screen.columns, "  - ", "    ")
    rest = bargain.stable[_LISTED:]
    if rest:
        some = [kind for kind in Kind if any(kind in bargain.kinds(state) for state in rest)]
        yield f"  and {len(rest):,} more ({kinds_words(some)}): --json lists them."


def _state(state: int, words: BargainWords, screen: Screen, most: int) -> Iterator[str]:
    bargain = words.bargain
    kinds = bargain.kinds(state)
    holds = f"stable for every party: {kinds_words(kinds)}" if kinds else "not stable for every party in any sense"
    now = ", the status quo" if state == bargain.game.status_quo else ""
    yield from map(screen.strong, wrapped(f"{words.state(state)}{now}: {holds}", screen.columns))
    taken = words.taken(state)
    if taken:
        yield from wrapped(taken, screen.columns, "  ", "  ")
    for party in range(len(bargain.game.parties)):
        yield from _party(state, party, words, screen, most)


def _party(state: int, party: int, words: BargainWords, screen: Screen, most: int) -> Iterator[str]:
    told = reasons(words, party, state, most)
    head = f"{words.party(party)}, {told.standing}."
    if len(told.shown) == 1:
        yield from wrapped(f"{head} {told.shown[0][2]}", screen.columns, "  - ", "    ")
        return
    yield from wrapped(head, screen.columns, "  - ", "    ")
    for kind, found, why in told.shown:
        yield from wrapped(f"{'' if found else 'not '}{NAMES[kind]}: {why}", screen.columns, "    ", "      ")


def _coalitions(answer: Answer, words: BargainWords, screen: Screen, *, every: bool) -> Iterator[str]:
    rows = answer.coalitions
    if rows is None:
        yield ""
        yield "What parties could do together is not told of a game as large as this: --coalitions."
        return
    if not rows:
        return
    shown = rows if every else bearing(answer)[:_COALITIONS]
    more = len(rows) - len(shown)
    counts = f"{'more than ' if answer.cut else ''}{more:,}"
    yield ""
    if not shown:
        yield f"Together, coalitions could leave an equilibrium in {counts} ways that each member prefers: --coalitions."
        return
    yield screen.strong("Together: coalitions that could leave an equilibrium for a state that each member prefers")
    for row in shown:
        yield from wrapped(words.coalition(row), screen.columns, "  - ", "    ")
    if more:
        yield f"  and {counts} more: {'--state NAME tells those of one state' if every else '--coalitions'}"


def _sensitivity(found: Sensitivity, words: BargainWords, screen: Screen) -> Iterator[str]:
    lost = [one for one in found.neighbours if not one.kept]
    told = f"{NAMES[found.kind]}: stays an equilibrium in {found.kept:,} of {len(found.neighbours):,} neighbouring rankings"
    yield from wrapped(f"{told}{'; not with' if lost else '.'}", screen.columns, "  ", "    ")
    for one in lost[:_LOST]:
        yield from wrapped(words.neighbour(one), screen.columns, "    - ", "      ")
    if len(lost) > _LOST:
        yield f"    - and {len(lost) - _LOST:,} more: --json"
    for reversal in found.reversals:
        if not reversal.kept:
            told = f"{NAMES[found.kind]}: it would be no equilibrium {words.reversal(reversal)}."
            yield from wrapped(told, screen.columns, "  ", "    ")


def inverse(bargain: Bargain, state: int, found: Sequence[Demands], screen: Screen) -> Iterator[str]:
    """What each party must prefer for a state to be stable for it."""
    words = BargainWords(bargain)
    yield from _head(bargain, words, screen)
    yield ""
    for line in wrapped(f"For {words.state(state)} to hold", screen.columns):
        yield screen.strong(line)
    taken = words.taken(state)
    if taken:
        yield from wrapped(taken, screen.columns, "  ", "  ")
    for party, rows in groupby(found, key=lambda one: one.party):
        yield ""
        yield from map(screen.strong, wrapped(words.party(party), screen.columns))
        for demands, alike in groupby(rows, key=lambda one: one.demands):
            several = list(alike)
            kinds = kinds_words([one.kind for one in several])
            if not demands:
                yield f"  {kinds}: stable whatever it prefers."
                continue
            all_of = " all of these" if len(demands) > 1 else ""
            met = "and so it is" if several[0].met else "and it is not so now"
            yield f"  {kinds}: stable if and only if{all_of}, {met}:"
            for sentence in words.demands(several[0]):
                yield from wrapped(sentence, screen.columns, "  - ", "    ")
    yield from _foot(screen, {one.kind for one in found})


def _foot(screen: Screen, kinds: set[Kind]) -> Iterator[str]:
    yield ""
    for kind in Kind:
        if kind in kinds:
            yield from wrapped(f"{NAMES[kind]}: {MEANT[kind]}.", screen.columns, "", "    ")
    yield ""
    yield from wrapped(CAVEAT, screen.columns)

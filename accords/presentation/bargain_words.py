"""States, moves and verdicts of a negotiation in plain words.

Parties may be one or many ("European states"), so sentences say what they could or would do, and never what they do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accords.agreement.spoken import series
from accords.bargaining.coalitions import CoalitionImprovement
from accords.bargaining.inverse import Demand, Demands
from accords.bargaining.paths import Path
from accords.bargaining.scenario import Irreversible, Option
from accords.bargaining.sensitivity import Change, Neighbour, Reversal
from accords.bargaining.sequences import Step
from accords.bargaining.stability import Kind
from accords.bargaining.verdict import Improvement, Sanction, Verdict
from accords.presentation.bargain import CAVEAT as CAVEAT
from accords.presentation.bargain import Bargain
from accords.presentation.wording import counted, line_of

NAMES = {Kind.NASH: "Nash", Kind.SEQ: "SEQ", Kind.GMR: "GMR", Kind.SMR: "SMR"}
MEANT = {
    Kind.NASH: "no party has a move to a state that it prefers",
    Kind.SEQ: "each such move would be answered, each answer to the gain of whoever makes it, until the mover is no better off than before",
    Kind.GMR: "each such move could be answered so, whatever it costs whoever answers",
    Kind.SMR: "as GMR, and from there the mover could move on to nothing better than before",
}
TOLD = 3  # improvements that a verdict tells one by one
_ALTERNATIVES = 4  # ways to meet a demand that are told, and states of each
_STATES = 3  # states of a tie that are named


@dataclass(frozen=True, slots=True)
class Reasons:
    """Of a party in a state, in every sense whether it is stable and why. `shown`: those from which the others follow."""

    all: tuple[tuple[Kind, bool, str], ...]
    shown: tuple[tuple[Kind, bool, str], ...]

    @property
    def standing(self) -> str:
        """`stable in every sense`, `stable: GMR, SMR; not stable: Nash, SEQ`."""
        stable = [kind for kind, found, _ in self.all if found]
        unstable = [kind for kind, found, _ in self.all if not found]
        if not unstable:
            return "stable in every sense"
        if not stable:
            return "not stable in any sense"
        return f"stable: {kinds_words(stable)}; not stable: {kinds_words(unstable)}"


class BargainWords:
    """The words of one negotiation: its parties by name, its states by name or by what is taken in them."""

    def __init__(self, bargain: Bargain) -> None:
        self.bargain, self.game = bargain, bargain.game
        scenario = bargain.game.scenario
        self._options: tuple[Option, ...] = () if scenario is None else scenario.options
        self._parties = [line_of(self.game.name_of(number)) for number in range(len(self.game.parties))]

    # -- parties and states ----------------------------------------------------------------------------------------------------

    def party(self, number: int) -> str:
        return self._parties[number]

    def parties(self, numbers: Iterable[int], last: str = "and") -> str:
        return series(map(self.party, numbers), last)

    def state(self, state: int) -> str:
        """What a state is called where it is one of many: “deal”, or its options as the file names them; of a game given outright `state 5`."""
        if self.game.scenario is None:
            return f"state {self.name(state)}"
        return f"“{self.name(state)}”"

    def name(self, state: int) -> str:
        """The same without quotation marks."""
        return line_of(str(self.bargain.id_of(state)))

    def labels(self, states: Iterable[int]) -> dict[int, str]:
        """What a drawing and its table call states: their ids where the file gave them, else numbers from 1."""
        return {
            state: str(number) if self.game.ids is None else self.name(state) for number, state in enumerate(states, 1)
        }

    def taken(self, state: int) -> str:
        """What is so in a state: each party with the options that it takes; what the file says of a state of a game given outright."""
        scenario = self.game.scenario
        if scenario is None:
            return _about(self.game.about[state]) if self.game.about else ""
        of: dict[int, list[str]] = {}
        number = 0
        for party, own in enumerate(scenario.parties):
            for option in own.options:
                if state >> number & 1:
                    of.setdefault(party, []).append(line_of(option.text))
                number += 1
        return (
            "; ".join(f"{self.party(party)}: {', '.join(texts)}" for party, texts in of.items()) or "nothing is taken"
        )

    def whole(self, state: int) -> str:
        """A state with all that is so in it."""
        taken = self.taken(state)
        return f"{self.state(state)} ({taken})" if taken else self.state(state)

    # -- moves -----------------------------------------------------------------------------------------------------------------

    def move(self, start: int, to: int) -> str:
        """What somebody does who moves: `take up “lift the blockade” (to “deal”)`, `move to state 5 (US: strike)`."""
        if self.game.scenario is None:
            return f"move to {self.whole(to)}"
        deeds = []
        for verb, bits in (("take up", to & ~start), ("give up", start & ~to)):
            texts = [f"“{line_of(self._options[n].text)}”" for n in range(len(self._options)) if bits >> n & 1]
            deeds += [f"{verb} {series(texts)}"] if texts else []
        named = f" (to {self.state(to)})" if to in self.bargain.names else ""
        return series(deeds) + named

    def steps(self, steps: Sequence[Step], against: bool = True) -> str:
        """A sequence, mover by mover; `against`: what is not better for whoever moves is marked."""
        return "; then ".join(
            f"{self.party(one.party)}: {self.move(one.start, one.to)}"
            + (f" (not better for {self.party(one.party)})" if against and not one.improves else "")
            for one in steps
        )

    # -- verdicts --------------------------------------------------------------------------------------------------------------

    def because(self, found: Verdict, most: int = TOLD) -> str:
        """Why a state is stable for a party or not: who could move, to what, and who would spoil it and how; of what is spoilt so many moves."""
        who = self.party(found.party)
        if not found.improvements:
            able = len(self.game.moves.reach(found.party, found.state))
            told = f"{who} could move, but to nothing that is better for {who}." if able else f"{who} can make no move."
            return _sentence(told)
        broken = found.breaks
        if broken is not None:
            return _sentence(self._broken(found, broken))
        told = " ".join(_sentence(self._spoilt(found, one)) for one in found.improvements[:most])
        more = found.number - most
        moves = counted(more, "other move that would be better", "other moves that would be better")
        return told if more <= 0 else f"{told} So {'are' if more > 1 else 'is'} {moves} for {who} spoilt."

    def _spoilt(self, found: Verdict, one: Improvement) -> str:
        who, sanction = self.party(found.party), one.sanction
        assert sanction is not None
        answer = self._answer(sanction, "would" if found.kind is Kind.SEQ else "could")
        told = f"{who} could {self.move(found.state, one.to)}, but {answer}"
        if found.kind is Kind.SEQ:
            mover = self.party(sanction.steps[0].party)
            gain = "each move better for whoever makes it" if len(sanction.steps) > 1 else f"better for {mover}"
            return f"{told}, {gain}, and no better for {who} than this state"
        told += f", which is no better for {who} than this state"
        if found.kind is Kind.GMR:
            return told
        stuck = (
            "can make no move" if sanction.onward is None else "could move on, but to nothing better than this state"
        )
        return f"{told}; from there {who} {stuck}"

    def _answer(self, sanction: Sanction, word: str) -> str:
        return ", and then ".join(
            f"{self.party(one.party)} {word} {'' if number else 'then '}{self.move(one.start, one.to)}"
            for number, one in enumerate(sanction.steps)
        )

    def _broken(self, found: Verdict, one: Improvement) -> str:
        who = self.party(found.party)
        move = f"{who} could {self.move(found.state, one.to)}, which is better for {who}"
        others = self.game.opponents(found.party)
        if found.kind is Kind.NASH or not others:
            several = found.number
            return move if several == 1 else f"{move} ({several:,} moves are; this one most)"
        if one.escaped is not None:
            on = one.escaped.onward
            assert on is not None
            answer, onward = self._answer(one.escaped, "could"), self.move(one.escaped.ends, on)
            rest = "and so with whatever else the others could do"
            return f"{move}; {answer}, but from there {who} could {onward}, which is better for {who} than this state, {rest}"
        them = self.parties(others, "or") if len(others) < 3 else "the others"
        answer = (
            f"single move of {them}" if self.bargain.stability.one_step and len(others) > 1 else f"answer of {them}"
        )
        gain = " to the gain of whoever makes it" if found.kind is Kind.SEQ else ""
        return f"{move}, and no {answer}{gain} leads from there to what is no better for {who} than this state"

    # -- ways, coalitions ------------------------------------------------------------------------------------------------------

    def way(self, way: Path) -> str:
        """How one comes from the status quo to a state."""
        if way.start == way.to:
            return "It is the status quo."
        if way.steps is None:
            return "No moves lead to it from the status quo."
        told = f"From the status quo: {self.steps(way.steps)}."
        if way.by_improvements:
            return f"{told} {'Each move' if len(way.steps) > 1 else 'That'} is better for whoever makes it."
        return f"{told} No moves lead there that are all better for whoever makes them."

    def coalition(self, found: CoalitionImprovement) -> str:
        """What several parties could do together."""
        who = self.parties(found.parties)
        better = "for both" if len(found.parties) == 2 else "for each of them"
        return f"{who} together: from {self.state(found.start)} to {self.state(found.to)}, better {better}. {self.steps(found.steps)}."

    # -- inverse ---------------------------------------------------------------------------------------------------------------

    def demands(self, found: Demands) -> list[str]:
        """What must be so for a state to be stable for a party, a sentence for each; what is so now is said."""
        return [self._demand(found, demand) for demand in found.demands]

    def _demand(self, found: Demands, demand: Demand) -> str:
        who, state = self.party(found.party), self.state(found.state)
        ranks = self.game.ranks[found.party]
        # What is so now is told first: a ranking needs only one of them.
        ordered = sorted(demand.alternatives, key=lambda one: any(ranks[other] > ranks[found.state] for other in one))
        alternatives = [self._none_of(states) for states in ordered[:_ALTERNATIVES]]
        more = len(ordered) - len(alternatives)
        if len(ordered) == 1:
            told = f"{who} must not prefer {alternatives[0]} to {state}"
        else:
            alternatives += [f"one of {more:,} more"] if more else []
            told = f"{who} must not prefer to {state}: {'; or else '.join(alternatives)}"
        return f"{told} ({'so it is' if demand.met else 'it is not so now'})"

    def _none_of(self, states: Sequence[int]) -> str:
        named = [self.state(state) for state in states[:_ALTERNATIVES]]
        named += [f"{len(states) - len(named):,} more"] if len(states) > len(named) else []
        return named[0] if len(states) == 1 else f"any of {series(named)}"

    # -- sensitivity -----------------------------------------------------------------------------------------------------------

    def neighbour(self, one: Neighbour) -> str:
        """How a ranking differs from the party's own."""
        upper, lower = self._tier(one.upper), self._tier(one.lower)
        who = self.party(one.party)
        if one.change is Change.SWAPPED:
            return f"{who}: {upper} above {lower}, not below"
        if one.change is Change.TIED:
            return f"{who}: {upper} tied with {lower}, not above"
        return f"{who}: {upper} above {lower}, not tied"

    def _tier(self, states: Sequence[int]) -> str:
        told = ", ".join(map(self.state, states[:_STATES]))
        more = len(states) - _STATES
        return told if more <= 0 else f"{told} and {counted(more, 'state')} tied with them"

    def reversal(self, one: Reversal) -> str:
        option = self._options[one.option]
        text = f"“{line_of(option.text)}”"
        if one.irreversible is None:
            how = "once taken up" if option.irreversible is Irreversible.TAKEN else "once given up"
            return f"if {text} could be undone {how}"
        return f"if {text} could not be undone once taken up"


def reasons(words: BargainWords, party: int, state: int, most: int = TOLD) -> Reasons:
    """What is stable in Nash's sense is in all; in the sense of SEQ or SMR, in that of GMR too. Only what follows from nothing else is shown."""
    found = {kind: words.bargain.verdict(party, state, kind, most) for kind in Kind}
    rows = tuple((kind, one.stable, words.because(one, most)) for kind, one in found.items())
    stable = {kind: one.stable for kind, one in found.items()}
    if stable[Kind.NASH]:
        shown = {Kind.NASH}
    elif not stable[Kind.GMR]:
        shown = {Kind.GMR}
    else:
        shown = {Kind.SEQ, Kind.SMR}
        if not (stable[Kind.SEQ] or stable[Kind.SMR]):
            shown.add(Kind.GMR)
    return Reasons(rows, tuple(row for row in rows if row[0] in shown))


def kinds_words(kinds: Iterable[Kind]) -> str:
    """`Nash, SEQ, GMR`."""
    return ", ".join(NAMES[kind] for kind in kinds)


def _sentence(words: str) -> str:
    words = words[:1].upper() + words[1:]
    return words if words.endswith(".") else f"{words}."


def _about(given: object) -> str:
    """What a game given outright says of a state: a text, a list of texts, or anything, as JSON."""
    if given is None:
        return ""
    if isinstance(given, list) and all(isinstance(one, str) for one in given):
        return line_of(", ".join(given)) or "nothing is taken"
    return line_of(given if isinstance(given, str) else json.dumps(given, ensure_ascii=False))

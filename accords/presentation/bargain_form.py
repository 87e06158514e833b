"""Answers on a negotiation in JSON: docs/reference/bargain-json.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from accords.bargaining.coalitions import CoalitionImprovement
from accords.bargaining.inverse import Demands
from accords.bargaining.paths import Path
from accords.bargaining.sensitivity import Neighbour, Reversal, Sensitivity
from accords.bargaining.sequences import Step
from accords.bargaining.stability import Kind
from accords.presentation.bargain import CAVEAT, Bargain
from accords.presentation.bargain_answer import Answer, Done, silent, told_in_json
from accords.presentation.bargain_words import TOLD, BargainWords

Json: TypeAlias = dict[str, object]


class BargainForm:
    """Makes the rows of one negotiation: states by their ids as given, parties by theirs."""

    def __init__(self, words: BargainWords) -> None:
        self.words, self.bargain = words, words.bargain
        self._parties = words.game.parties

    def head(self) -> Json:
        """What begins and explains every answer."""
        bargain = self.bargain
        now = bargain.game.status_quo
        return {
            "file": bargain.place,
            "title": bargain.title,
            "caveat": CAVEAT,
            "one_step": bargain.stability.one_step,
            "parties": {own: bargain.game.name_of(number) for number, own in enumerate(self._parties)},
            "status_quo": None if now is None else bargain.id_of(now),
            "notes": [note.to_json() for note in bargain.notes],
        }

    def equilibria(self) -> Json:
        return {kind.value: found for kind, found in self.bargain.equilibria.items()}

    def stability(self, states: Sequence[int], done: Callable[[int], None] = lambda _: None) -> Json:
        """{party: {state: {kind: {"stable", "because"}}}} of these states; `done` is told after each how many verdicts were worked out."""
        bargain = self.bargain
        found: dict[str, object] = {}
        for party, own in enumerate(self._parties):
            rows: Json = {}
            for state in states:
                verdicts = [bargain.verdict(party, state, kind, TOLD) for kind in Kind]
                rows[str(bargain.id_of(state))] = {
                    one.kind.value: {"stable": one.stable, "because": self.words.because(one)} for one in verdicts
                }
                done(len(verdicts))
            found[own] = rows
        return found

    def states(self, states: Iterable[int]) -> Json:
        """What is so in each state, in words and as the options of the file."""
        scenario = self.bargain.game.scenario
        return {
            str(self.bargain.id_of(state)): {
                "text": self.words.taken(state),
                **({} if scenario is None else {"options": [option.id for option in scenario.taken(state)]}),
            }
            for state in states
        }

    def coalition(self, found: CoalitionImprovement) -> Json:
        return {"parties": self._ids(found.parties), "from": self._id(found.start), "to": self._id(found.to)}

    def coalition_way(self, found: CoalitionImprovement) -> Json:
        """The same with whether a smaller coalition could, and how."""
        told = {"minimal": found.minimal, "steps": self.steps(found.steps), "words": self.words.coalition(found)}
        return self.coalition(found) | told

    def way(self, way: Path) -> Json:
        return {
            "to": self._id(way.to),
            "by_improvements": way.by_improvements,
            "steps": None if way.steps is None else self.steps(way.steps),
            "words": self.words.way(way),
        }

    def steps(self, steps: Iterable[Step]) -> list[Json]:
        return [
            {
                "party": self._parties[one.party],
                "from": self._id(one.start),
                "to": self._id(one.to),
                "better": one.improves,
            }
            for one in steps
        ]

    def demands(self, found: Demands) -> Json:
        return {
            "party": self._parties[found.party],
            "state": self._id(found.state),
            "kind": found.kind.value,
            "met": found.met,
            "demands": [
                {"met": one.met, "alternatives": [list(map(self._id, states)) for states in one.alternatives]}
                for one in found.demands
            ],
            "words": self.words.demands(found),
        }

    def sensitivity(self, found: Sensitivity) -> Json:
        return {
            "state": self._id(found.state),
            "kind": found.kind.value,
            "equilibrium": found.equilibrium,
            "kept": found.kept,
            "neighbours": len(found.neighbours),
            "lost": [self._neighbour(one) for one in found.neighbours if one.kept is not found.equilibrium],
            "reversals": [self._reversal(one) for one in found.reversals],
        }

    def _neighbour(self, one: Neighbour) -> Json:
        return {
            "party": self._parties[one.party],
            "change": one.change.value,
            "upper": list(map(self._id, one.upper)),
            "lower": list(map(self._id, one.lower)),
            "words": self.words.neighbour(one),
        }

    def _reversal(self, one: Reversal) -> Json:
        scenario = self.bargain.game.scenario
        assert scenario is not None
        return {
            "option": scenario.options[one.option].id,
            "irreversible": one.irreversible.value if one.irreversible else None,
            "equilibrium": one.kept,
            "words": self.words.reversal(one),
        }

    def _ids(self, parties: Iterable[int]) -> list[str]:
        return [self._parties[party] for party in parties]

    def _id(self, state: int) -> int | str:
        return self.bargain.id_of(state)


def run(
    answer: Answer,
    asked: Sequence[int],
    *,
    every: bool = False,
    ways: bool = False,
    done: Done = silent,
) -> Json:
    """The answer of `run`. `every`: the stability of every state of a large game too; `ways`: how coalitions get there."""
    bargain = answer.bargain
    form = BargainForm(BargainWords(bargain))
    told = told_in_json(bargain, asked, every)
    total, worked_out = len(told) * len(bargain.game.parties) * len(Kind), 0

    def count(verdicts: int) -> None:
        nonlocal worked_out
        worked_out += verdicts
        done("verdicts", worked_out, total)

    rows = answer.coalitions
    whole = len(told) == len(bargain.game.states)
    left_out = [] if whole else [f"stability: of {len(told):,} of {len(bargain.game.states):,} states; --all tells all"]
    left_out += (
        ["coalition_improvements: not worked out of a game as large as this; --coalitions does"] if rows is None else []
    )
    left_out += (
        [f"coalition_improvements: the first {len(rows):,} of more; --state STATE tells those from one"]
        if rows and answer.cut
        else []
    )
    found: Json = {
        "equilibria": form.equilibria(),
        "stability": form.stability(told, count),
        "coalition_improvements": None if rows is None else [form.coalition(row) for row in rows],
        "left_out": left_out,
        **form.head(),
        "states": form.states(told),
        "ways": [form.way(way) for way in answer.ways],
    }
    if ways:
        found["coalitions"] = [form.coalition_way(row) for row in rows or ()]
    if answer.sensitivities:
        found["sensitivity"] = [form.sensitivity(one) for one in answer.sensitivities]
    return found


def inverse(bargain: Bargain, state: int, found: Iterable[Demands]) -> Json:
    """The answer of `inverse`."""
    form = BargainForm(BargainWords(bargain))
    rows = list(found)
    named = {
        state,
        *(one for row in rows for demand in row.demands for states in demand.alternatives for one in states),
    }
    return {
        "state": bargain.id_of(state),
        "inverse": [form.demands(row) for row in rows],
        **form.head(),
        "states": form.states(sorted(named)),
    }

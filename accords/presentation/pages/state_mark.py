"""States as people see them: a sign and a look beside the word, so that nothing is told by colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accords.agreement.condition import State

# State -> its sign, and its look: the class of its frame in a text and of its ground in a figure.
SIGNS: Mapping[State, tuple[str, str]] = {
    State.CONDITIONAL: ("○", "st-waits"),
    State.UNDETERMINED: ("◐", "st-asked"),
    State.ACTIVE: ("●", "st-runs"),
    State.SUSPENDED: ("‖", "st-stands"),
    State.FULFILLED: ("✓", "st-done"),
    State.CURED: ("!✓", "st-late"),
    State.BREACHED: ("!", "st-broken"),
    State.RELEASED: ("–", "st-over"),
    State.TERMINATED: ("×", "st-over"),
    State.LAPSED: ("–", "st-over"),
}
MEANT: Mapping[State, str] = {
    State.CONDITIONAL: "waits for its condition",
    State.UNDETERMINED: "its condition may have come, and nobody has said so who may",
    State.ACTIVE: "owed, bound or empowered",
    State.SUSPENDED: "owed, its clock stopped",
    State.FULFILLED: "done in time; of a ban: kept to its end",
    State.CURED: "breached, then done late",
    State.BREACHED: "not done in time, or done against a ban",
    State.RELEASED: "let go by one who may, or ended without failing",
    State.TERMINATED: "ended with the agreement",
    State.LAPSED: "its condition can no longer come",
}
UNSURE, UNSETTLED = "?", "??"


@dataclass(frozen=True, slots=True)
class Mark:
    """`words` are the state, or all that are possible; `look` is a class."""

    sign: str
    words: str
    look: str


def mark(states: Sequence[State], words: str) -> Mark:
    """Of the possible states, in words as `AgreementWords.states` has them; none: not settled."""
    if not states:
        return Mark(UNSETTLED, words, "st-unsettled")
    if len(states) > 1:
        return Mark(UNSURE, words, "st-unsure")
    sign, look = SIGNS[states[0]]
    return Mark(sign, words, look)

"""Why a norm changed, what is unmet, and what had no effect, in plain words."""

from __future__ import annotations

from accords.agreement.agreement import AGREEMENT, Agreement
from accords.agreement.condition import All, AnyOf, Happened, Not, Passed, Reached, State
from accords.agreement.course import Course
from accords.agreement.deadline import Anchor
from accords.agreement.explain import Arithmetic, NoEffect, Reason, Unmet
from accords.agreement.norm import Norm, NormKind
from accords.agreement.roles import WAITING
from accords.agreement.spoken import at_words, due_words, series, states_words
from accords.presentation.agreement_words import AgreementWords, name_of
from accords.presentation.wording import line_of


class Reasons:
    """Reasons in the words of one agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self.words, self.clock = AgreementWords(agreement), agreement.clock

    def change(self, reason: Reason, own: str) -> str:
        """One change of a norm, or of one that the norm `own` rests on: when, to what, and why."""
        when = self.words.hour(reason.at) if reason.clock else self.words.at(reason.at)
        about = "" if reason.norm.id == own else f"{name_of(reason.norm.id)} "
        if reason.before is not reason.after:
            to = reason.after.value
        else:
            to = "waits for its beginning" if reason.after in WAITING else f"{reason.after.value}, its clock set anew"
        return f"{when}: {about}{to}: {self.reason(reason)}."

    def reason(self, reason: Reason) -> str:
        """Why a norm changed, as a sentence without its day."""
        if reason.item is not None:
            told = f"{self.words.item(reason.item)}"
            if reason.assumed:
                told = (
                    f"if it is so: {told}" if not reason.item.status.settled else f"if it is meant, or was then: {told}"
                )
        elif reason.norms:
            told = "because " + series([f"{name_of(own)} became {state.value}" for own, state in reason.norms])
        elif reason.clock is not None:
            told = self._came(reason, reason.clock)
        elif reason.after is State.LAPSED:
            told = "what it waits for can no longer come"
        elif reason.norm.id == AGREEMENT:
            told = "it entered into force"
        elif reason.norm.trigger is None:
            told = "it waits for nothing but the entry into force"
        else:
            told = f"its condition holds: {self.words.condition(reason.norm.trigger)}"
        if reason.runs is not None:
            term = reason.norm.kind is not NormKind.OBLIGATION
            told += f"; {'it runs' if term else 'to be done'} {self.arithmetic(reason.runs, term=term)}"
        return told

    def _came(self, reason: Reason, clock: Arithmetic) -> str:
        reckoned = self.arithmetic(clock)
        match reason.after:
            case State.BREACHED:
                return f"to be done {reckoned}; it was not done before {self.words.hour(clock.due)}"
            case State.FULFILLED:
                return f"its term is over ({self.arithmetic(clock, term=True)}), and it was kept"
            case State.LAPSED:
                return f"its time ran out: {reckoned}"
            case State.ACTIVE:
                return f"it begins {self.arithmetic(clock, begins=True)}"
        return f"its time came: {reckoned}"

    def arithmetic(self, reckoned: Arithmetic, *, begins: bool = False, term: bool = False) -> str:
        """How an instant was reckoned: `30 days after signing (12 February 2015), so by the end of 14 March 2015`; of a beginning the day
        itself, of a `term` until when it runs."""
        deadline, clock = reckoned.deadline, self.clock
        until = due_words(clock, reckoned.due)
        if begins:
            until = at_words(clock, reckoned.due)
        elif term:
            until = self.words.until(reckoned.due)
        if deadline.at is not None:
            return until
        anchor = f" ({self.words.at(reckoned.anchor)})" if reckoned.anchor is not None else ""
        shifted = ""
        if reckoned.anchor is not None and clock.due(deadline, reckoned.anchor) != reckoned.due:
            shifted = ", its clock having stood still in between"
        words = line_of(deadline.words)
        words = words if deadline.anchor is not Anchor.TRIGGER or "trigger" in words else f"{words} after trigger"
        return f"{words}{anchor}, so {until}{shifted}"

    def unmet(self, unmet: Unmet, norm: Norm, course: Course) -> str:
        """Something that did not come about: `11 to be done: breached now`."""
        if unmet.deed:
            term = self.words.term(norm, course)
            if norm.kind is NormKind.PROHIBITION:
                return (
                    f"the end of its term, {term.removeprefix('until ')}"
                    if term
                    else "the end of its term, of which the text says nothing"
                )
            wanted = self.words.happened(norm.deed) if norm.deed else "the deed"
            done = "nothing of it has been done" if not unmet.so_far else f"{unmet.so_far} done so far"
            return f"{wanted}{', ' + term if term else ''}: {done}"
        if unmet.deadline is not None:
            return f"its beginning, {line_of(unmet.deadline.words)}"
        match unmet.condition:
            case Happened(pattern, count, within):
                often = f": {unmet.so_far} of {count:,} so far" if count > 1 or within else ": not so far"
                return f"{self.words.happened(Happened(pattern, count, within))}{often}"
            case Reached(other, states):
                return f"{name_of(other)} to be {states_words(states)}: {self._now(other, course)} now"
            case Passed(at):
                return f"{at_words(self.clock, at)}: not yet"
            case Not(Happened()):
                return f"{self.words.condition(unmet.condition)}: it has happened"
            case Not(Reached(other)):
                return f"{self.words.condition(unmet.condition)}: {self._now(other, course)} now"
            case Not(Passed(at)):
                return f"not {at_words(self.clock, at).removeprefix('on ').removeprefix('at ')} yet: it has passed"
            case All() | AnyOf() | Not():
                return self.words.condition(unmet.condition)
        return "nothing"

    def _now(self, norm: str, course: Course) -> str:
        now = course.states(norm)
        return "not settled" if now is None else series(sorted(state.value for state in now), "or")

    def no_effect(self, told: NoEffect) -> str:
        """What was done and changed nothing, and why."""
        if not told.norms:
            why = (
                f"the agreement has nothing called “{line_of(told.item.about)}”"
                if told.item.about
                else "it does not say upon what"
            )
        elif told.empowered:
            why = "it was not open to it then"
        else:
            why = f"{self.words.party(told.item.party)} is not empowered"
        return f"{self.words.item(told.item)}: no effect: {why}"


def nothing_unmet(wanted: State | None) -> str:
    """Of a norm that nothing keeps from anything."""
    told = "it can come to no other state" if wanted is None else f"it cannot become {wanted} any more"
    return f"Nothing is unmet: {told}"

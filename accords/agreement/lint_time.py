"""Findings on time: can every obligation be breached in finite time, can every condition lapse, do the dates fit each other?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accords.agreement.agreement import AgreementStatus, Article, Kind, Stipulation
from accords.agreement.condition import All, Condition, Happened, Passed, Reached, atoms
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.finding import Code, Finding, Severity
from accords.agreement.foresight import LONG_AGO, Foresight, Owner
from accords.agreement.norm import Norm, NormKind
from accords.agreement.pattern import Pattern
from accords.agreement.spoken import at_words, due_words, series

_OWED = (Kind.OBLIGATION, Kind.PROCEDURE)
_COUNTS_FROM = re.compile(r".*? (?:after|of|from) ", re.I)


def time_findings(sight: Foresight) -> Iterator[Finding]:
    agreement = sight.agreement
    for note in agreement.notes:
        words = f"The file has {note.found}. Accepted is {note.accepted}."
        yield Finding(note.place, Code.LOCAL_TIME, agreement.id, Severity.WARNING, words, note.remedy)
    if agreement.signed is not None and LONG_AGO < sight.force < agreement.signed:
        came, signed = at_words(agreement.clock, sight.force), at_words(agreement.clock, agreement.signed)
        words = f"The agreement is in force {came}, before it was signed, which was {signed}: what was done between the two counts."
        yield Finding(
            agreement.place, Code.RETROACTIVE, agreement.id, Severity.NOTE, words, "Check that this is what is meant."
        )
    for article in agreement.articles:
        yield from _dates(article)
    for norm, owner in sight.duties():
        yield from _of_norm(sight, norm, owner)


# -- dates that are missing ------------------------------------------------------------------------------------------------


def _dates(article: Article) -> Iterator[Finding]:
    if not article.stipulations:
        words = f"Article {article.number} binds nobody to anything dated: no stipulation is written for it."
        remedy = "Write what it asks of whom as stipulations, or leave it so if it only declares or defines."
        yield Finding(article.place, Code.UNDATED, article.number, Severity.NOTE, words, remedy)
        return
    owed = [one for one in article.stipulations if one.kind in _OWED]
    if owed and not any(map(_dated, article.stipulations)):
        ids = list(dict.fromkeys(one.id for one in owed))
        words = f"Article {article.number} has no date at all: "
        words += (
            "what it asks can never be breached"
            if ids == [article.number]
            else f"what {series(ids)} {'asks' if len(ids) == 1 else 'ask'} can never be breached"
        )
        remedy = "Add `by:` with a date, or with a time after something that will happen."
        yield Finding(article.place, Code.UNDATED, article.number, Severity.WARNING, f"{words}.", remedy)
        return
    for one in owed:
        yield from _no_deadline(one)


def _dated(one: Stipulation) -> bool:
    return one.due is not None or one.begins is not None or any(step.due for step in one.steps)


def _no_deadline(one: Stipulation) -> Iterator[Finding]:
    remedy = "Add `by:` with a date, or with a time after something that will happen."
    if one.kind is Kind.OBLIGATION and one.due is None:
        ends = ": it may end without having been done" if one.ended_by else ""
        words = f"{one.id} has no deadline, so that it can never be breached{ends}."
        yield Finding(one.place, Code.NO_DEADLINE, one.id, Severity.WARNING, words, remedy, reading=one.reading)
    for step in one.steps:
        if step.due is None:
            words = f"Step {step.number} of {one.id} has no deadline, so that the procedure can stop there for ever and nobody is in breach."
            about = f"{one.id}.{step.number}"
            yield Finding(step.place, Code.NO_DEADLINE, about, Severity.WARNING, words, remedy, reading=one.reading)


# -- one norm --------------------------------------------------------------------------------------------------------------


def _of_norm(sight: Foresight, norm: Norm, owner: Owner) -> Iterator[Finding]:
    one, about = owner.stipulation, owner.about

    def finding(code: Code, severity: Severity, words: str, remedy: str) -> Finding:
        return Finding(norm.place, code, about, severity, words, remedy, reading=norm.reading)

    if norm.kind is NormKind.PROHIBITION and norm.due is None and norm.ended_by is None:
        words = f"{about} forbids without an end: it can be broken at any time, and a day on which it has been kept never comes."
        yield finding(Code.NO_END, Severity.NOTE, words, "Add `until:`, unless it is meant for ever.")
    if _waits_for_ever(sight, norm):
        severity = (
            Severity.WARNING
            if norm.kind is NormKind.OBLIGATION and not (norm.again or norm.survives)
            else Severity.NOTE
        )
        if severity is Severity.WARNING or norm.kind is not NormKind.TRIGGER:
            words = f"{about} waits until {_condition(one)}, and may wait for ever: nothing says by when that must have come."
            remedy = "Add `lapses:` with the date from which it is no longer waited for."
            yield finding(Code.CANNOT_LAPSE, severity, words, remedy)
    for key, deadline in (("begins", norm.begins), (_key(norm), norm.due), ("lapses", norm.lapses)):
        if deadline is not None:
            yield from _anchored(sight, norm, owner, key, deadline)
    yield from _fitting(sight, norm, owner)


def _waits_for_ever(sight: Foresight, norm: Norm) -> bool:
    """The steps of a procedure wait for each other; of a guarantee the trigger is what waits."""
    own = sight.owners[norm.id]
    if norm.trigger is None or own.name.step > 1 or (own.name.kind is Kind.GUARANTEE and not own.name.trigger):
        return False
    if all(isinstance(atom, Passed) for atom in atoms(norm.trigger)):
        return False
    return not sight.can_lapse(norm.id)


def _condition(one: Stipulation) -> str:
    said = dict(one.said)
    told = [f"`{said[key]}`" for key in ("when", "trigger") if key in said]
    told += [f"not `{said[key]}`" for key in ("unless",) if key in said]
    return series(told) or "its condition holds"


def _key(norm: Norm) -> str:
    return "by" if norm.kind is NormKind.OBLIGATION else "until"


def _anchored(sight: Foresight, norm: Norm, owner: Owner, key: str, deadline: Deadline) -> Iterator[Finding]:
    """Whether what a deadline counts from is sure to come, once the norm is triggered."""
    agreement, about = sight.agreement, owner.about
    anchor = deadline.anchor
    if (anchor is Anchor.SIGNING and agreement.signed is None) or (
        anchor is Anchor.FORCE and agreement.in_force is None and agreement.signed is None
    ):
        named, missing = ("signing", "signed") if anchor is Anchor.SIGNING else ("entry into force", "in force")
        severity = Severity.ERROR if agreement.status is AgreementStatus.SIGNED else Severity.WARNING
        words = f"`{key}` of {about} counts from the {named}, of which the file has no date: it never comes."
        yield Finding(
            norm.place, Code.NO_ANCHOR, about, severity, words, f"Add `{missing}:` with a date.", reading=norm.reading
        )
    if anchor is None or isinstance(anchor, Anchor) or key == "lapses" or _implied(norm.trigger, anchor):
        return
    what = _COUNTS_FROM.sub("", deadline.words, count=1)
    done = "" if isinstance(anchor, Pattern) else " is done"
    then = "begins" if key == "begins" else "can be breached" if key == "by" else "ends"
    words = f"{about} {then} only a time after `{what}`{done}, which nothing makes sure of: if that never comes, neither does this."
    remedy = f"Let it wait for that (`when:`), or give `{key}` a date that comes in any case."
    yield Finding(norm.place, Code.CLOCK_MAY_NOT_START, about, Severity.NOTE, words, remedy, reading=norm.reading)


def _implied(trigger: Condition | None, anchor: Pattern | str | tuple[str, ...]) -> bool:
    """Whether whoever is triggered has seen the anchor come."""
    parts = _conjuncts(trigger)
    if isinstance(anchor, Pattern):
        return any(isinstance(part, Happened) and part.pattern == anchor for part in parts)
    done = {part.norm for part in parts if isinstance(part, Reached) and all(state.done for state in part.states)}
    return set((anchor,) if isinstance(anchor, str) else anchor) <= done


def _conjuncts(condition: Condition | None) -> list[Condition]:
    match condition:
        case None:
            return []
        case All(parts):
            return [inner for part in parts for inner in _conjuncts(part)]
    return [condition]


# -- dates that do not fit -------------------------------------------------------------------------------------------------


def _fitting(sight: Foresight, norm: Norm, owner: Owner) -> Iterator[Finding]:
    about, clock = owner.about, sight.clock
    due, lapses, begins = (sight.instant(one) for one in (norm.due, norm.lapses, norm.begins))
    comes = sight.condition_earliest(norm.trigger)

    def finding(code: Code, severity: Severity, words: str, remedy: str) -> Finding:
        return Finding(norm.place, code, about, severity, words, remedy, reading=norm.reading)

    first = max(comes, LONG_AGO if begins is None else begins)
    end = "is due" if norm.kind is NormKind.OBLIGATION else "ends"
    if due is not None and first > LONG_AGO and due <= first:
        then = "it is breached at once" if norm.kind is NormKind.OBLIGATION else "it never binds or empowers anybody"
        words = f"{about} {end} {due_words(clock, due)}, and cannot begin before it is over: not earlier than {at_words(clock, first)}. So {then}."
        yield finding(Code.ENDS_BEFORE_IT_BEGINS, Severity.ERROR, words, f"Mend `{_key(norm)}`, or what it waits for.")
    elif due is not None and _may_be_late(norm, owner, due, lapses):
        words = f"{about} {end} {due_words(clock, due)}, and nothing makes sure that {_condition(owner.stipulation)} has come by then: if it comes later, this is breached at once."
        remedy = "Count `by` from `trigger`, or let the condition lapse by that date (`lapses:`)."
        yield finding(Code.DATE_BEFORE_CONDITION, Severity.WARNING, words, remedy)
    if norm.lapses is None or (owner.name.kind is Kind.GUARANTEE and not owner.name.trigger):
        return
    if norm.trigger is None:
        words = f"{about} waits for nothing that could lapse: its `lapses` says nothing."
        yield finding(Code.IDLE_LAPSES, Severity.NOTE, words, "Remove `lapses`, or add the condition as `when:`.")
    elif lapses is not None and comes > LONG_AGO and lapses <= comes:
        words = f"{about} lapses {at_words(clock, lapses)}, and what it waits for cannot come before {at_words(clock, comes).removeprefix('on ').removeprefix('at ')}: it can never be triggered."
        yield finding(Code.LAPSES_FIRST, Severity.ERROR, words, "Mend `lapses`, or the condition.")
    elif lapses is not None and begins is not None and lapses <= begins:
        words = f"The condition of {about} has to come before it lapses {at_words(clock, lapses)}, and {about} begins only later, {at_words(clock, begins)}: between the two it can neither come nor lapse."
        yield finding(Code.LAPSES_FIRST, Severity.NOTE, words, "Check that `lapses` is meant to come before `begins`.")


def _may_be_late(norm: Norm, owner: Owner, due: int, lapses: int | None) -> bool:
    """Whether a duty waits for something that may come after its date."""
    if norm.kind is not NormKind.OBLIGATION or owner.name.step > 1 or (lapses is not None and lapses <= due):
        return False
    return any(not isinstance(atom, Passed) for atom in atoms(norm.trigger))

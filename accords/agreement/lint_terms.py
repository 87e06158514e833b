"""Findings on who and what: debtors, parties, definitions and areas that nothing uses, and clauses that ask what others forbid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accords.agreement.agreement import Agreement, Kind, Stipulation
from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, atoms
from accords.agreement.finding import Code, Finding, Severity
from accords.agreement.foresight import Foresight
from accords.agreement.pattern import Area, Pattern
from accords.agreement.spoken import series


def term_findings(sight: Foresight) -> Iterator[Finding]:
    agreement = sight.agreement
    for one in agreement.stipulations:
        yield from _debtors(agreement, one)
        yield from _wide(one)
    yield from _unused(agreement)
    yield from _conflicts(agreement)


# -- debtors ---------------------------------------------------------------------------------------------------------------


def _debtors(agreement: Agreement, one: Stipulation) -> Iterator[Finding]:
    def finding(code: Code, words: str, remedy: str, place: str = "", about: str = "") -> Finding:
        return Finding(place or one.place, code, about or one.id, Severity.WARNING, words, remedy, reading=one.reading)

    if not one.who and not one.anyone and one.kind is not Kind.PROCEDURE:
        then = {
            Kind.POWER: "nobody can use it",
            Kind.PROHIBITION: "whoever does it breaks it, and nobody answers for that",
            Kind.GUARANTEE: "nobody guarantees anything",
        }.get(one.kind, "whoever does it has done it, and nobody is in breach if nobody does")
        yield finding(Code.NO_DEBTOR, f"{one.id} names nobody: {then}.", "Add `who:` with those whom it binds.")
    for step in one.steps:
        if not step.who:
            words = f"Step {step.number} of {one.id} names nobody who has to take it."
            yield finding(Code.NO_DEBTOR, words, "Add `who:` to the step.", step.place, f"{one.id}.{step.number}")
    if one.kind is Kind.OBLIGATION and len(one.who) > 1 and one.owed is None:
        words = f"{one.id} is owed by {series(one.who)}, and does not say how: it is read as jointly and severally, so that one who does it frees all."
        remedy = "Add `owed:` severally (each owes its own), jointly (all must act), or jointly and severally (one is enough)."
        yield finding(Code.OWED_NOT_SAID, words, remedy)
    members = {member: party.id for party in agreement.parties if party.id in one.who for member in party.members}
    for member in one.who:
        if member in members and members[member] != member:
            words = f"{one.id} binds {members[member]} and also {member}, which is a member of it: what {member} does counts for both."
            yield finding(Code.GROUP_AND_MEMBER, words, f"Name either {members[member]} or its members.")


def _wide(one: Stipulation) -> Iterator[Finding]:
    if one.kind not in (Kind.OBLIGATION, Kind.GUARANTEE) or one.deed is None:
        return
    deed = one.deed.pattern
    if deed == Pattern(acts=deed.acts):
        acts = series(sorted(deed.acts), "or")
        words = f"Any act of the kind {acts} fulfils {one.id}, toward whomever and about whatever."
        remedy = "Say toward whom, on which issue or where: `{act: …, toward: …}`."
        yield Finding(one.place, Code.WIDE_DEED, one.id, Severity.NOTE, words, remedy, reading=one.reading)


# -- what nothing uses -----------------------------------------------------------------------------------------------------


def patterns_of(one: Stipulation) -> Iterator[Pattern]:
    """All that a stipulation asks of items."""
    for condition in conditions_of(one):
        yield from (atom.pattern for atom in atoms(condition) if isinstance(atom, Happened))
    for deadline in (one.begins, one.due, one.lapses, *(step.due for step in one.steps)):
        if deadline is not None and isinstance(deadline.anchor, Pattern):
            yield deadline.anchor
    if one.cured_by:
        yield one.cured_by


def conditions_of(one: Stipulation) -> Iterator[Condition]:
    trigger = one.guarantee.trigger if one.guarantee else None
    for condition in (one.when, one.unless, one.ended_by, trigger, one.deed, *(step.deed for step in one.steps)):
        if condition is not None:
            yield condition


def _unused(agreement: Agreement) -> Iterator[Finding]:
    used: set[Condition] = set()
    patterns: dict[Pattern, None] = {}
    roots = [condition for one in agreement.stipulations for condition in conditions_of(one)]
    for condition in (*roots, *([agreement.in_force] if agreement.in_force else ())):
        used.update(_parts(condition))
    for one in agreement.stipulations:
        patterns.update(dict.fromkeys(patterns_of(one)))
    patterns.update(dict.fromkeys(atom.pattern for atom in atoms(agreement.in_force) if isinstance(atom, Happened)))
    for definition in agreement.definitions:
        if definition.condition not in used and definition.pattern not in patterns:
            words = f"`{definition.name}` is defined, and nothing uses it."
            remedy = "Use the term where it is meant, or remove the definition."
            yield Finding(definition.place, Code.UNUSED_DEFINITION, definition.name, Severity.NOTE, words, remedy)
    # What only an unused definition names is not told a second time.
    asked = [
        *patterns,
        *(a.pattern for d in agreement.definitions for a in atoms(d.condition) if isinstance(a, Happened)),
    ]
    areas = {pattern.area for pattern in asked if pattern.area}
    told = {name.strip() for area in areas for name in (area.name, *area.name.split(","))}
    for area in agreement.areas:
        if area not in areas and area.name not in told:
            words = f"The area {area.name} is described, and nothing asks for it."
            remedy = "Add `place:` where it is meant, or remove the area."
            yield Finding(agreement.place, Code.UNUSED_AREA, area.name, Severity.NOTE, words, remedy)
    yield from _idle_parties(agreement, asked)


def _parts(condition: Condition) -> Iterator[Condition]:
    ahead: list[Condition] = [condition]
    while ahead:
        one = ahead.pop()
        yield one
        match one:
            case All(parts) | AnyOf(parts):
                ahead += parts
            case Not(part):
                ahead.append(part)


def _idle_parties(agreement: Agreement, asked: Iterable[Pattern]) -> Iterator[Finding]:
    named: set[str] = set()
    for one in agreement.stipulations:
        named.update(one.who, one.to, *(step.who for step in one.steps))
        if one.guarantee:
            named.update(one.guarantee.beneficiary)
            if determined := one.guarantee.determined:
                named.update(determined.who, determined.veto)
    for pattern in asked:
        named |= pattern.parties | pattern.toward
    for party in agreement.parties:
        if party.id in named:
            named.update(party.members)
    for party in agreement.parties:
        # Those who are only named together with others of a group are used with it.
        if party.id not in named and not named.intersection(party.members):
            role = f" ({party.role})" if party.role else ""
            words = f"{party.name}{role} is a party of the file, and no stipulation asks anything of it or for it."
            remedy = "Say what it owes or may do, or remove it."
            yield Finding(party.place, Code.UNUSED_PARTY, party.id, Severity.NOTE, words, remedy)


# -- clauses against each other --------------------------------------------------------------------------------------------


def _conflicts(agreement: Agreement) -> Iterator[Finding]:
    """An obligation whose every deed a prohibition of the same debtor forbids. What is conditional is not compared."""
    forbidden: dict[str, list[Stipulation]] = {}
    for one in agreement.stipulations:
        if one.kind is Kind.PROHIBITION and one.deed and one.deed.count == 1 and not (one.when or one.unless):
            for kind in one.deed.pattern.acts | one.deed.pattern.events:
                forbidden.setdefault(kind, []).append(one)
    for one in agreement.stipulations:
        if one.kind not in (Kind.OBLIGATION, Kind.GUARANTEE) or one.deed is None:
            continue
        deed = one.deed.pattern
        against = [
            other
            for kind in sorted(deed.acts | deed.events)[:1]
            for other in forbidden.get(kind, ())[:50]
            if other.deed and covers(other.deed.pattern, deed) and set(other.who) & set(one.who)
        ]
        if against:
            both = series([who for who in one.who if who in against[0].who])
            words = f"{one.id} asks of {both} what {against[0].id} forbids: whatever is done, one of the two is broken."
            remedy = (
                f"Make an exception in {against[0].id} (`unless:`, a narrower `does not`), or say until when it lasts."
            )
            yield Finding(one.place, Code.CONFLICT, one.id, Severity.WARNING, words, remedy, reading=one.reading)


def covers(wide: Pattern, narrow: Pattern) -> bool:
    """Whether every item that the narrow pattern means is meant by the wide one as well."""

    def within(asked: frozenset[str], told: frozenset[str]) -> bool:
        return not asked or (bool(told) and told <= asked)

    columns = dict(narrow.attributes)
    return (
        wide.negated is narrow.negated
        and within(wide.acts, narrow.acts)
        and within(wide.events, narrow.events)
        and within(wide.parties, narrow.parties)
        and within(wide.toward, narrow.toward)
        and within(wide.issues, narrow.issues)
        and within(wide.about, narrow.about)
        and all(column in columns and columns[column] <= values for column, values in wide.attributes)
        and within(frozenset(wide.words), frozenset(narrow.words))
        and (wide.area is None or (narrow.area is not None and area_covers(wide.area, narrow.area)))
    )


def area_covers(wide: Area, narrow: Area) -> bool:
    """By the places that they name; a place inside another that neither names is not known to be so."""
    return narrow.inside - narrow.outside <= wide.inside - wide.outside and wide.outside <= narrow.outside

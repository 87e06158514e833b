"""Norms, states, conditions, deadlines and reasons in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from accords.agreement.agreement import AGREEMENT, Agreement
from accords.agreement.condition import Condition, Happened, State
from accords.agreement.course import Course
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.item import Item, Operation, Status
from accords.agreement.norm import Determination, Norm, NormKind, Rule
from accords.agreement.score import Rate
from accords.agreement.spoken import Names, due_words, series, span_words
from accords.agreement.status import Holders, Standing
from accords.presentation.wording import line_of, plain_day

# What an operation does, of whoever did it.
_DID: dict[str, str] = {
    Operation.SUSPEND: "suspended",
    Operation.RESUME: "resumed",
    Operation.RELEASE: "released",
    Operation.TERMINATE: "terminated",
    Operation.ASSIGN: "assigned",
    Operation.SUBSTITUTE: "put another in the debtor's place in",
    Operation.SUBCONTRACT: "subcontracted",
    Operation.DETERMINE: "determined",
}
_RULES = {
    Rule.ANY: "any one of",
    Rule.MAJORITY: "more than half of",
    Rule.TWO_THIRDS: "two thirds of",
    Rule.UNANIMITY: "all of",
}


AS_WRITTEN = Holders()  # nobody stands in another's place


class AgreementWords:
    """The words of one agreement: its parties by their names, its instants in its zone."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement, self.clock = agreement, agreement.clock
        self._names = Names(agreement)
        self._called = {party.id: line_of(party.name) for party in agreement.parties}

    # -- parties -------------------------------------------------------------------------------------------------------------

    def party(self, own: str | None) -> str:
        """A party by its name; somebody else by what the record calls it."""
        return "nobody named" if own is None else self._called.get(own, line_of(own))

    def ids(self, parties: Iterable[frozenset[str]]) -> list[str]:
        """The ids of debtors or creditors, each given with all its names."""
        return [own for names in parties for own in self._names.parties(names)[:1]]

    def parties(self, parties: Iterable[frozenset[str]], last: str = "and") -> str:
        return series([self.party(own) for own in self.ids(parties)], last)

    # -- time ----------------------------------------------------------------------------------------------------------------

    def at(self, instant: int) -> str:
        """`15 March 2015`, `15 March 2015 14:00`."""
        day = self.clock.day(instant)
        if instant == self.clock.start(day):
            return plain_day(day)
        passed = timedelta(seconds=instant - self.clock.start(day))
        moment = datetime.fromtimestamp(instant, self.clock.zone)
        return f"{plain_day(day)} {moment:%H:%M}" if passed else plain_day(day)

    def hour(self, instant: int) -> str:
        """An instant with its hour, where a day alone would leave open which end of it is meant: `15 March 2015 00:00`."""
        return f"{plain_day(self.clock.day(instant))} {datetime.fromtimestamp(instant, self.clock.zone):%H:%M}"

    def iso(self, instant: int) -> str:
        return datetime.fromtimestamp(instant, self.clock.zone).isoformat()

    def until(self, instant: int) -> str:
        """`until the end of 14 March 2015`, `until 14:00 on 14 March 2015`."""
        return "until " + due_words(self.clock, instant).removeprefix("by ").removeprefix("before ")

    def by(self, dues: tuple[int, int]) -> str:
        """`by the end of 14 March 2015`; of an uncertain one both ends."""
        first, last = (due_words(self.clock, at) for at in dues)
        return first if first == last else f"{first}, or as late as {last.removeprefix('by ')}"

    def days(self, item: Item) -> str:
        """When something is said to have happened."""
        first, last = self.clock.day(item.first), self.clock.day(item.last)
        if first == last:
            return f"on {self.at(item.first)}"
        return f"some day from {plain_day(first)} to {plain_day(last)}"

    # -- norms ---------------------------------------------------------------------------------------------------------------

    def clause(self, norm: Norm, holders: Holders = AS_WRITTEN, debtors: str | None = None) -> str:
        """What a norm asks of whom, towards whom; `holders`: who stands in whose place. `debtors`: of several norms of a stipulation."""
        who = debtors or self._who(norm)
        if holders.debtor:
            who = f"{self.party(holders.debtor)} (in the place of {who})"
        deed = self.happened(norm.deed) if norm.deed else ""
        match norm.kind:
            case NormKind.AGREEMENT:
                return "the agreement is in force"
            case NormKind.PROHIBITION:
                return f"{who} must not: {deed}"
            case NormKind.POWER:
                may = [f"{series(sorted(one.value for one in norm.operations), 'or')} {series(sorted(norm.over))}"]
                return f"{who} may: {series([*(may if norm.operations else []), *([deed] if deed else [])], 'or')}"
            case NormKind.TRIGGER:
                return self.determined(norm.determination)
        to = self.party(holders.creditor) if holders.creditor else self.parties(norm.creditors)
        if to and not debtors and to == who:
            to = ""
        helped = f" (also done by {series(sorted(map(self.party, holders.helpers)))})" if holders.helpers else ""
        owes = f"owe{'' if ' and ' in who else 's'} {to}" if to else "must"
        each = " each" if norm.jointly else ""
        return f"{who}{each} {owes}: {deed}{helped}"

    def _who(self, norm: Norm) -> str:
        if not norm.debtors:
            return "whoever it is" if norm.anyone else "nobody named"
        together = len(norm.debtors) > 1 and not norm.jointly and norm.kind is NormKind.OBLIGATION
        return self.parties(norm.debtors, "or" if together else "and")

    def determined(self, rule: Determination | None) -> str:
        """Who says that a guarantee is triggered, and by what rule."""
        asked = "whether the guarantee is triggered is"
        if rule is None or rule.rule is Rule.FACTS or not rule.voters:
            return f"{asked} told by the facts, nobody need say so"
        if len(rule.voters) == 1:
            told = f"{asked} for {self.parties(rule.voters)} to say"
        else:
            told = f"{asked} for {_RULES[rule.rule]} {self.parties(rule.voters)} to say"
        veto = series([self.party(own) for n, own in enumerate(self.ids(rule.voters)) if n in rule.veto])
        within = f", within {span_words(rule.within)}" if rule.within else ""
        return told + within + (f"; a no of {veto} ends it" if veto else "")

    def deadline(self, deadline: Deadline | None) -> str:
        """A deadline as the file words it; a date as the day with which it ends."""
        if deadline is None:
            return ""
        return due_words(self.clock, deadline.at) if deadline.at is not None else line_of(deadline.words)

    def term(self, norm: Norm, course: Course) -> str:
        """Until when a norm has to be done, or runs; with the day, where it counts from the signing or the entry into force."""
        deadline = norm.due
        if deadline is None:
            return ""
        term = norm.kind is not NormKind.OBLIGATION
        if term and deadline.at is not None:
            return self.until(deadline.at)
        told = self.deadline(deadline)
        until = "until " if term else ""
        anchor = None
        if deadline.anchor is Anchor.SIGNING:
            anchor = course.machine.signed
        elif deadline.anchor is Anchor.FORCE:
            anchor = in_force_at(course)
        if anchor is not None:
            told += f", so {due_words(self.clock, self.clock.due(deadline, anchor))}"
        return until + told

    def happened(self, happened: Happened) -> str:
        """What is to be done or not, with an area by its name alone."""
        area = happened.pattern.area
        return line_of(self._names.happened(happened, area=False) + (f" in {area.name}" if area else ""))

    def condition(self, condition: Condition) -> str:
        return line_of(self._names.condition(condition, self.clock))

    # -- states --------------------------------------------------------------------------------------------------------------

    def states(self, standing: Standing) -> str:
        """`breached`; of several possible ones `active or breached`; of what is not settled the reason."""
        if standing.unsettled:
            return f"not settled (more than {standing.unsettled})"
        return series([state.value for state in standing.possible], "or")

    # -- items ---------------------------------------------------------------------------------------------------------------

    def deed(self, item: Item) -> str:
        """What an item says was done, by whom, to whom and where."""
        what = item.event or (item.act and _DID.get(item.act)) or item.act or "something"
        parts = [f"no {what}" if item.negated else what]
        if item.about:
            parts.append(f"(upon {item.about})" if item.event else item.about)
        if item.party:
            parts.append(f"by {self.party(item.party)}")
        if item.toward:
            parts.append(f"toward {series(list(map(self.party, item.toward)))}")
        if item.to:
            parts.append(f"to {self.party(item.to)}")
        if item.place:
            parts.append(f"in {item.place[0]}")
        if item.count != 1:
            parts.append(f"({item.count:,} times)")
        return line_of(" ".join(parts))

    def item(self, item: Item) -> str:
        """An item in one line: what, when, how it stands, who says so, and its id."""
        source = line_of(item.source)
        own = "" if item.id in item.source else f" [{line_of(item.id)}]"
        status = "" if item.status is Status.CONFIRMED else f"{item.status.value}; "
        said = f": “{line_of(item.words)}”" if item.words else ""
        told = f"{status}{source}" if source else item.status.value
        return f"{self.deed(item)}, {self.days(item)}{said} ({told}){own}"


def name_of(norm: str) -> str:
    return "the agreement" if norm == AGREEMENT else norm


def rate_words(rate: Rate) -> str:
    """How far something has been carried out: `62.5 %`, `50.0 to 75.0 %`."""
    if rate.low is None or rate.high is None:
        return "nothing is asked yet"
    low, high = f"{rate.low:.1f}", f"{rate.high:.1f}"
    return f"{low} %" if low == high else f"{low} to {high} %"


def in_force_at(course: Course) -> int | None:
    """When the agreement entered into force, where that is certain."""
    own = course.machine.norms[0].id
    return next((at for at, states in course.possible[own] if states == {State.ACTIVE}), None)

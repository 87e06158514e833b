"""Random agreements and records for the oracle: small worlds, in which most items matter to some norm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Passed, Reached, State
from accords.agreement.deadline import Anchor, Deadline, Unit
from accords.agreement.item import Item, Operation, Status
from accords.agreement.norm import Determination, Norm, NormKind, Rule
from accords.agreement.pattern import Area, Pattern

HOUR = 3600
DAY = 24 * HOUR
UNTIL = 60 * HOUR
LAST = 34  # hour of the last item

PARTIES = ("arland", "beland", "corland")
NAMES = {party: frozenset({party, party[0]}) for party in PARTIES}
LEAGUE = NAMES["arland"] | NAMES["beland"] | {"league"}
DEEDS = ("aid", "retreat")
FACTS = ("attack", "strike")
SHORE = Area("shore", frozenset({"harbourg"}), frozenset({"old mill"}))


class UtcClock:
    """Days of UTC; hours are counted by the clock, and days end with their last."""

    def day(self, instant: int) -> date:
        return datetime.fromtimestamp(instant, UTC).date()

    def start(self, day: date) -> int:
        return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())

    def end(self, day: date) -> int:
        return self.start(day) + DAY

    def due(self, deadline: Deadline, anchor: int) -> int:
        if deadline.at is not None:
            return deadline.at
        if deadline.unit is Unit.HOURS:
            return anchor + HOUR * deadline.number
        assert deadline.unit is Unit.DAYS
        return self.end(self.day(anchor)) + DAY * deadline.number


@dataclass(frozen=True)
class Made:
    """An agreement and its record."""

    norms: tuple[Norm, ...]
    items: tuple[Item, ...]
    signed: int | None


def item(
    name: str,
    hour: int,
    act: str | None = None,
    status: Status = Status.CONFIRMED,
    *,
    last: int | None = None,
    event: str | None = None,
    party: str | None = None,
    toward: tuple[str, ...] = (),
    place: tuple[str, ...] = (),
    about: str | None = None,
    to: str | None = None,
    count: int = 1,
    negated: bool = False,
) -> Item:
    """`hour` and `last`: hours since 1970 UTC."""
    return Item(
        name, hour * HOUR, (hour if last is None else last) * HOUR, date(1970, 1, 1), status, act, event, party, toward,
        place=place, about=about, to=to, count=count, negated=negated,
    )  # fmt: skip


def at_hour(hour: int) -> Deadline:
    return Deadline(f"hour {hour}", at=hour * HOUR)


def after(number: int, anchor: Anchor | Pattern | str = Anchor.TRIGGER, unit: Unit = Unit.HOURS) -> Deadline:
    return Deadline(f"{number} {unit} after {anchor}", number=number, unit=unit, anchor=anchor)


def happened(act: str, times: int = 1, within: int | None = None) -> Happened:
    return Happened(Pattern(acts=frozenset({act})), times, within)


def reached(norm: str, *states: State) -> Reached:
    return Reached(norm, frozenset(states))


# ---- norms

few = st.sampled_from
rarely = st.sampled_from((False, False, False, True))
hours = st.integers(1, LAST)


def patterns_of_facts() -> st.SearchStrategy[Pattern]:
    """What an agreement waits for: acts by anyone, of someone, toward someone, somewhere."""
    plain = few(FACTS).map(lambda act: Pattern(acts=frozenset({act})))
    return st.one_of(
        plain,
        plain,
        plain,
        few(DEEDS).map(lambda act: Pattern(acts=frozenset({act}))),
        st.builds(lambda act, who: Pattern(acts=frozenset({act}), parties=NAMES[who]), few(FACTS), few(PARTIES)),
        st.builds(lambda act, who: Pattern(acts=frozenset({act}), toward=NAMES[who]), few(FACTS), few(PARTIES)),
        few(FACTS).map(lambda act: Pattern(acts=frozenset({act}), area=SHORE)),
        st.just(Pattern(acts=frozenset({"attack"}), negated=True)),
    )


@st.composite
def happenings(draw: st.DrawFn, patterns: st.SearchStrategy[Pattern]) -> Happened:
    times = draw(few((1, 1, 1, 2, 3)))
    within = draw(few((None, 4 * HOUR, DAY))) if times > 1 else None
    return Happened(draw(patterns), times, within)


WANTED = (
    frozenset({State.FULFILLED, State.CURED}),
    frozenset({State.BREACHED}),
    frozenset({State.ACTIVE}),
    frozenset({State.CONDITIONAL}),
    frozenset({State.LAPSED, State.RELEASED, State.TERMINATED}),
    frozenset({State.FULFILLED}),
    frozenset({State.SUSPENDED, State.UNDETERMINED}),
)


@st.composite
def conditions(draw: st.DrawFn, earlier: tuple[str, ...], depth: int = 2) -> Condition:
    kinds = ["happened"] * 4
    kinds += ["reached"] * 3 if earlier else []
    kinds += ["passed", "all", "any", "not"] if depth else []
    match draw(few(kinds)):
        case "happened":
            return draw(happenings(patterns_of_facts()))
        case "reached":
            return Reached(draw(few(earlier)), draw(few(WANTED)))
        case "passed":
            return Passed(draw(hours) * HOUR)
        case "not":
            return Not(draw(conditions(earlier, depth - 1)))
        case word:
            parts = tuple(draw(st.lists(conditions(earlier, depth - 1), min_size=2, max_size=2)))
            return All(parts) if word == "all" else AnyOf(parts)


@st.composite
def deadlines(draw: st.DrawFn, done: tuple[str, ...], anchors: tuple[str, ...]) -> Deadline:
    """`done`: norms that may be counted from."""
    kinds = [*anchors, *(["norm"] if done else [])]
    match draw(few(kinds)):
        case "at":
            return at_hour(draw(hours))
        case "trigger":
            anchor: Anchor | Pattern | str = Anchor.TRIGGER
        case "force":
            anchor = draw(few((Anchor.FORCE, Anchor.SIGNING)))
        case "pattern":
            anchor = draw(patterns_of_facts())
        case _:
            anchor = draw(few(done))
    if draw(few((False, False, False, False, True))):
        return after(draw(few((0, 1))), anchor, Unit.DAYS)
    return after(draw(st.integers(1, 8)), anchor)


Draft = dict[str, object]
"""What `item` takes, beside its name."""


@st.composite
def norms(draw: st.DrawFn, most: int = 5) -> tuple[tuple[Norm, ...], list[Draft]]:
    """The agreement and up to four norms; and items of a story that they may tell together."""
    force = draw(few(("none", "none", "date", "item")))
    trigger = {"none": None, "date": Passed(3 * HOUR), "item": happened("agree")}[force]
    made = [Norm("agreement", NormKind.AGREEMENT, "a.yaml:1", "", trigger=trigger)]
    number = draw(st.integers(1, most - 1))
    names = tuple(f"n{k}" for k in range(1, number + 1))
    story: list[Draft] = []
    told = draw(few(("none", "none", "stopped", "voted", "handed", "ended"))) if number > 1 else "none"
    if told != "none":
        first, story = draw(stories(told, tuple(made), names))
        made += first
    for k in range(len(made), number + 1):
        kinds = ["obligation", "obligation", "obligation", "prohibition", "power"]
        kinds += ["trigger"] if k < number else []
        if made[-1].kind is NormKind.TRIGGER:
            kinds = ["guarantor"]
        made.append(draw(one_norm(names[k - 1], draw(few(kinds)), tuple(made), names)))
    return tuple(made), story


@st.composite
def stories(
    draw: st.DrawFn, told: str, before: tuple[Norm, ...], names: tuple[str, ...]
) -> tuple[list[Norm], list[Draft]]:
    """Two norms and items that bear on both, as rare by chance as they are common in agreements."""
    at = sorted(draw(st.lists(st.integers(3, LAST), min_size=2, max_size=5)))
    one, two = names[:2]
    if told == "voted":
        asked = draw(one_norm(one, "trigger", before, names))
        fact = draw(few(FACTS))
        bound = draw(one_norm(two, "guarantor", (*before, asked), names))
        return [asked, bound], [
            {"hour": hour, "act": act, "party": draw(few(PARTIES)), "about": about}
            for hour, act, about in zip(
                at, (fact, "determine", "determine", fact, "determine"), (None, one, one, None, one), strict=False
            )
        ]
    owed = draw(one_norm(one, draw(few(("obligation", "obligation", "prohibition", "power"))), before, names))
    owed = replace(owed, trigger=draw(few((None, None, happened("attack")))))
    if told == "handed":
        acts: tuple[str, ...] = (draw(few(("assign", "substitute", "subcontract"))), draw(few(("release", *DEEDS))))
        holders = [
            draw(few([p for p in PARTIES if NAMES[p] in who] or PARTIES)) for who in (owed.debtors, owed.creditors)
        ]
        giver = holders[0] if acts[0] == "subcontract" else holders[1]
        to = draw(few(takers(owed)))
        return [owed], [
            {"hour": at[0], "act": acts[0], "party": giver, "about": one, "to": to},
            {"hour": at[1], "act": acts[1], "party": draw(few((to, *holders))), "about": one},
        ]
    operations = (Operation.SUSPEND, Operation.RESUME) if told == "stopped" else (Operation.TERMINATE,)
    over = frozenset({one, "agreement"})
    power = Norm(
        two, NormKind.POWER, "a.yaml:9", "2", (NAMES["corland"],), again=draw(few((True, True, False))),
        operations=frozenset(operations), over=over,
    )  # fmt: skip
    acts = ("suspend", "resume", "suspend") if told == "stopped" else ("terminate", *DEEDS)
    about = draw(few((one, "agreement")))
    return [owed, power], [
        {"hour": hour, "act": act, "party": "corland", "about": about} for hour, act in zip(at, acts, strict=False)
    ]


@st.composite
def one_norm(draw: st.DrawFn, name: str, kind: str, before: tuple[Norm, ...], names: tuple[str, ...]) -> Norm:
    earlier = tuple(norm.id for norm in before[1:])
    done = tuple(norm.id for norm in before[1:] if not norm.again and norm.kind is not NormKind.TRIGGER)
    given: dict[str, object] = {}
    article = draw(few(("1", "2")))
    if kind == "trigger":
        facts = draw(
            st.one_of(
                happenings(patterns_of_facts()),
                st.lists(happenings(patterns_of_facts()), min_size=2, max_size=2).map(tuple).map(AnyOf),
            )
        )
        rule = draw(few(tuple(Rule)))
        voters = tuple(NAMES[party] for party in PARTIES[: draw(few((1, 2, 3)))])
        veto = frozenset({0}) if draw(rarely) and rule is not Rule.FACTS else frozenset()
        determination = Determination(rule, () if rule is Rule.FACTS else voters, veto, frozenset({name, article}))
        lapses = draw(st.one_of(st.none(), st.none(), deadlines(done, ("at", "force"))))
        return Norm(
            name, NormKind.TRIGGER, "a.yaml:2", article, trigger=facts, determination=determination, lapses=lapses,
            again=draw(rarely),
        )  # fmt: skip
    if kind == "guarantor":
        given["trigger"] = reached(before[-1].id, State.ACTIVE)
    elif draw(few((False, False, True) if kind == "power" else (False, True, True))):
        given["trigger"] = draw(conditions(earlier))
    if draw(rarely):
        given["lapses"] = draw(deadlines(done, ("at", "at", "force", "pattern")))
    if draw(rarely) and draw(rarely):
        given["begins"] = draw(deadlines(done, ("at", "trigger", "pattern", "force")))
    if draw(rarely):
        given["ended_by"] = draw(conditions(earlier, 1))
    if draw(few((False, False, True) if kind == "power" else (False, True, True, True))):
        given["due"] = draw(deadlines(done, ("trigger", "trigger", "trigger", "at", "pattern", "force")))
    owners = draw(few((("arland",), ("beland",), ("arland", "beland"))))
    given["debtors"] = tuple(NAMES[party] for party in owners)
    # Who holds a power and is its creditor too would exercise it and give it away with one act upon an article.
    creditors = (("corland",), ()) if kind == "power" else (("corland",), ("beland",), ())
    given["creditors"] = tuple(NAMES[party] for party in draw(few(creditors)))
    given["survives"] = draw(rarely)
    given["again"] = draw(rarely)
    given["restarts"] = draw(rarely)
    if given["again"]:
        given.pop("begins", None)  # whether it waits anew, the page does not say
    given["delegable"] = not draw(rarely)
    given["assignable"] = not draw(rarely)
    deed = happenings(few(DEEDS).map(lambda act: Pattern(acts=frozenset({act}))))
    match kind:
        case "obligation" | "guarantor":
            given["deed"] = draw(deed)
            given["cure"] = draw(few((True, True, False)))
            given["jointly"] = len(owners) > 1 and draw(st.booleans())
            given["anyone"] = not given["jointly"] and draw(rarely)
        case "prohibition":
            given["deed"] = draw(happenings(few(FACTS).map(lambda act: Pattern(acts=frozenset({act})))))
            given["cured_by"] = draw(few((None, Pattern(acts=frozenset({"retreat"})))))
        case "power":
            if draw(rarely):
                given["deed"] = draw(deed)
            else:
                others = [other for other in names if other != name]
                operations = draw(few(OPERATIONS if others else (OPERATIONS[-1],)))
                over = [*others, "agreement"] if OF_AGREEMENTS & set(operations) else others
                given["operations"] = frozenset(operations)
                given["over"] = frozenset(draw(st.lists(few(over), min_size=1, max_size=3)))
    real = NormKind.OBLIGATION if kind == "guarantor" else NormKind(kind)
    return Norm(name, real, "a.yaml:3", article, **given)  # type: ignore[arg-type]


OF_AGREEMENTS = {Operation.SUSPEND, Operation.TERMINATE}
OPERATIONS = (
    (Operation.SUSPEND, Operation.RESUME),
    (Operation.SUSPEND, Operation.RESUME),
    (Operation.RELEASE,),
    (Operation.SUBSTITUTE, Operation.RELEASE),
    (Operation.TERMINATE,),
)

# ---- records


@st.composite
def records(
    draw: st.DrawFn, norms: tuple[Norm, ...], story: list[Draft], most: int = 8, unsettled: int = 4
) -> tuple[Item, ...]:
    makers = [facts, facts, deeds, operations]
    makers += [operations] * 3 if any(norm.operations for norm in norms) else [deeds]
    makers += [votes] * 3 if any(norm.determination and norm.determination.voters for norm in norms) else [deeds]
    drafts = list(story)
    if norms[0].trigger == happened("agree") and draw(few((True, True, True, False))):
        drafts.append({"hour": draw(few((0, 1, 4, 12))), "act": "agree"})
    for _ in range(draw(st.integers(0 if drafts else 1, most - len(drafts)))):
        drafts.append({"hour": draw(st.integers(0, LAST))} | draw(few(makers).flatmap(lambda maker: maker(norms))))
    made: list[Item] = []
    left = unsettled
    for k, draft in enumerate(drafts):
        if left and draw(rarely):
            draft["status"] = draw(few((Status.REPORTED, Status.DISPUTED)))
            left -= 1
        elif draw(rarely) and draw(rarely):
            draft["status"] = Status.RETRACTED
        if left and draw(rarely) and draw(rarely):
            draft["hour"], draft["last"] = draw(few(((0, 24), (24, 48), (0, 48))))
            left -= 1
        made.append(item(f"i{k}", **draft))  # type: ignore[arg-type]
    return tuple(made)


counts = few((1, 1, 1, 2))


@st.composite
def deeds(draw: st.DrawFn, norms: tuple[Norm, ...]) -> Draft:
    mine = [norm for norm in norms if norm.deed]
    if not mine:
        return draw(facts(norms))
    norm = draw(few(mine))
    assert norm.deed
    who = [party for party in PARTIES if NAMES[party] in norm.debtors]
    party = draw(few((*who, *who, draw(few(PARTIES)), None if len(norm.debtors) == 1 else who[0])))
    (act,) = norm.deed.pattern.acts
    return {"act": act, "party": party, "count": draw(counts)}


@st.composite
def facts(draw: st.DrawFn, norms: tuple[Norm, ...]) -> Draft:
    return {
        "act": draw(few((*FACTS, *FACTS, *DEEDS))),
        "party": draw(few((*PARTIES, *PARTIES, None))),
        "toward": draw(few(((), ("corland",), ("arland", "b")))),
        "place": draw(few(((), ("Harbourg",), ("Old Mill", "Harbourg"), ("Elsewhere",)))),
        "negated": draw(rarely) and draw(rarely),
        "count": draw(counts),
    }


def takers(norm: Norm) -> list[str]:
    """Who may take over; of what is owed jointly one deed of one who owes too would have to count for two."""
    return [party for party in PARTIES if not (norm.jointly and NAMES[party] in norm.debtors)]


@st.composite
def operations(draw: st.DrawFn, norms: tuple[Norm, ...]) -> Draft:
    powers = [norm for norm in norms if norm.operations and norm.over]
    if powers and draw(few((True, True, True, False))):
        power = norm = draw(few(powers))
        act = draw(few(sorted(power.operations)))
        about = draw(few(sorted(power.over)))
        holders = [party for party in PARTIES if NAMES[party] in power.debtors]
        party = draw(few((*holders, *holders, *holders, draw(few((*PARTIES, None))))))
    else:
        act = draw(few((Operation.RELEASE, Operation.ASSIGN, Operation.SUBSTITUTE, Operation.SUBCONTRACT)))
        norm = draw(few(norms[1:]))
        about = draw(few((norm.id, norm.id, norm.article)))
        owed = norm.debtors if act is Operation.SUBCONTRACT else norm.creditors
        fitting = [party for party in PARTIES if NAMES[party] in owed] or list(PARTIES)
        party = draw(few((*fitting, *fitting, draw(few((*PARTIES, None))))))
    to = None
    if act in (Operation.ASSIGN, Operation.SUBSTITUTE, Operation.SUBCONTRACT):
        to = draw(few(takers(norm)))
    return {"act": str(act), "about": about, "party": party, "to": to}


@st.composite
def votes(draw: st.DrawFn, norms: tuple[Norm, ...]) -> Draft:
    asked = [norm for norm in norms if norm.determination and norm.determination.voters]
    if not asked:
        return draw(deeds(norms))
    norm = draw(few(asked))
    return {
        "act": str(Operation.DETERMINE),
        "party": draw(few((*PARTIES, *PARTIES, None))),
        "about": draw(few((None, norm.id, norm.article))),
        "negated": draw(few((False, False, True))),
    }


@st.composite
def agreements(draw: st.DrawFn) -> Made:
    made, story = draw(norms())
    return Made(made, draw(records(made, story)), draw(few((0, 2 * HOUR, None))))

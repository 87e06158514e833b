"""What has changed since a day is the difference of two whole views, though only what has changed is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.assessment import cell, since
from accords.assessment.dispute import Dispute, outlets_of
from accords.assessment.occasions import Group
from accords.assessment.record import Record
from accords.assessment.since import Change, Changed
from accords.assessment.view import View
from accords.assessment.where import ALL, Where
from accords.claims.build import Account
from accords.vocabulary.act import Act, Standing, Strength
from tests.assessment.test_contested import DAY, read, reports
from tests.assessment.test_record import tell
from tests.ledger.accounts import account

FILTERS = (
    ALL,
    Where(party="norland"),
    Where(issue="forces"),
    Where(outlet="R3"),
    Where(standing=Standing.OWN),
    Where(standing=Standing.COUNTERPART, issue="security guarantees"),
    Where(first=DAY + timedelta(10), last=DAY + timedelta(40)),
)
Key = Callable[[Any], object]


def difference(view: View, day: date, where: Where) -> Sequence[Change]:
    """As the words have it: every row of both days, held against one another."""
    before = view.record.as_of(day if view.day is None else min(day, view.day))
    old_disputes, disputes = before.disputes(where), view.disputes(where)
    still = {row.id for row in disputes}
    new = [row for row in disputes if row.id not in {row.id for row in old_disputes}]

    def grown(row: Dispute) -> str:
        larger = (one for one in new if one.kind == row.kind and {*row.claims} <= {*one.claims})
        return row.id if row.id in still else next((one.id for one in larger), row.id)

    return [
        *changes(view, day, Changed.POSITION, before.positions(where), view.positions(where), of_position),
        *changes(view, day, Changed.COMMITMENT, before.commitments(where), view.commitments(where), by_id),
        *changes(view, day, Changed.MEETING, before.meetings(where), view.meetings(where), by_id),
        *changes(view, day, Changed.DISPUTE, old_disputes, disputes, grown),
    ]


def by_id(row: Any) -> object:
    return row.id


def of_position(row: Any) -> object:
    return (row.party, row.issue, row.standing is Standing.OWN)


def changes(
    view: View, day: date, kind: Changed, before: Sequence[Any], after: Sequence[Any], key: Key
) -> Iterator[Change]:
    then = view.record.as_of(day if view.day is None else min(day, view.day))
    was = {key(row): row for row in before}
    there = set()
    for now in after:
        old = was.get(key(now))
        there.add(key(now))
        if old != now:
            told = old.claims if old and kind is Changed.COMMITMENT else ()
            names = tuple(f.name for f in fields(now) if f.name != "id" and getattr(old, f.name) != getattr(now, f.name)) if old else ()  # fmt: skip
            yield Change(kind, old, now, names, behind(view, day, kind, now, told), outlets(now, view))
    for own, old in was.items():
        if own not in there:
            yield Change(kind, old, None, (), (), outlets(old, then))


def outlets(row: Any, view: View) -> int:
    return outlets_of(row, view) if isinstance(row, Dispute) else row.independent_outlets


def behind(view: View, day: date, kind: Changed, now: Any, told: Sequence[str]) -> tuple[str, ...]:
    """The reports that have come to be known since, in order."""
    claims: Sequence[str] = ()
    if kind is Changed.POSITION:
        claims = [now.claim]
    elif kind is Changed.COMMITMENT:
        claims = [*(own for own in now.claims if own not in told), *(one.claim for one in now.denied)]
    elif kind is Changed.DISPUTE:
        claims = now.claims
    own = {report for report, _ in now.evidence} if kind is Changed.MEETING else set()
    own |= {one.report for claim in claims if (one := view.record.claim(claim)) is not None}
    known = [known for known in map(view.record.report, own) if known is not None and known.known_on > day]
    return tuple(one.id for one in sorted(known, key=lambda one: one.order))


# Few things to tell, so that reports meet in all that is asked: one party's undertaking, who denies or withdraws it, an agreement
# of two, a refusal and a wish, an indication that nobody is named for, a dispute of two renderings.
GUNS = "Norland will withdraw its guns from the ridge"
TRUCE = "agreed to stop the fighting on the river"
OWN, COUNTERPART = Standing.OWN, Standing.COUNTERPART
TOLD = (
    ("norland", Act.COMMIT, "forces", GUNS, OWN, 0, Strength.UNDERTAKEN),
    ("norland", Act.COMMIT, "forces", GUNS, COUNTERPART, 0, Strength.UNDERTAKEN),
    ("norland", Act.COMMIT, "forces", f"{GUNS} for good", OWN, 0, Strength.UNDERTAKEN),
    (
        "norland",
        Act.COMMIT,
        "forces",
        "Norland has indicated that it will free the sailors",
        OWN,
        1,
        Strength.UNDERTAKEN,
    ),
    ("norland", Act.DENY, "forces", GUNS, OWN, 0, None),
    ("norland", Act.WITHDRAW, "forces", "dropped its promise on the guns on the ridge", OWN, 0, None),
    ("vestria", Act.DENY, "forces", GUNS, OWN, 0, None),
    ("norland", Act.AGREE, "ceasefire", TRUCE, OWN, 0, Strength.ACTUAL),
    ("vestria", Act.AGREE, "ceasefire", TRUCE, OWN, 0, Strength.ACTUAL),
    ("norland", Act.REJECT, "forces", "not one gun will go", OWN, 0, None),
    ("norland", Act.WANT, "forces", "all guns gone", COUNTERPART, 1, Strength.DESIRED),
    ("norland", Act.ACCEPT, "ceasefire", "Norland has signalled that it takes the truce", OWN, 1, Strength.POSSIBLE),
    ("norland", Act.ACCEPT, "ceasefire", "Norland takes the truce", COUNTERPART, 0, Strength.POSSIBLE),
    ("norland", Act.ACCEPT, "ceasefire", "Norland takes the truce", COUNTERPART, 1, Strength.ACTUAL),
)
few = st.tuples(
    st.integers(0, 5),
    st.sampled_from((*range(20), None)),
    st.lists(
        st.tuples(st.sampled_from(TOLD), st.just(False), st.sampled_from((None, None, 0))), min_size=1, max_size=3
    ),
    st.none(),
)
# A report copies an older one from a day on, as far as anybody knows; or only up to a day.
copies = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 20), st.booleans()), max_size=4)


@settings(max_examples=250, deadline=None)
@given(
    st.one_of(st.lists(few, min_size=2, max_size=8), st.lists(reports, min_size=2, max_size=10)),
    copies,
    st.sampled_from(("worked out", "worked out", "told", "told by the day")),
    st.integers(-2, 20),
    st.one_of(st.none(), st.integers(5, 60)),
    st.sampled_from(FILTERS),
)
def test_it_is_the_difference_of_two_whole_views(
    rows: Any, copied: Any, lowering: str, since: int, until: int | None, where: Where
) -> None:
    def families(report: str, day: date | None) -> str:
        for one, other, turn, later in copied:
            if report == f"r{max(one, other)}" and (day is None or day >= DAY + timedelta(turn)) is later:
                return f"r{min(one, other)}"
        return report

    def lowered(claim: str, day: date | None) -> Standing | None:
        late = day is None or day >= DAY + timedelta(12)
        return COUNTERPART if late and sum(map(ord, claim)) % 3 == 0 else None

    told = {"worked out": None, "told": {"r1-0-0": Standing.THIRD_PARTY}, "told by the day": lowered}[lowering]
    accounts = [read(*row) for row in rows]
    day, last = DAY + timedelta(since), None if until is None else DAY + timedelta(until)
    view = Record(accounts, families=families, lowered=told).as_of(last)
    whole = Record(accounts, families=families, lowered=told).as_of(last)
    assert view.since(day, where) == tuple(difference(whole, day, where))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=12, unique=True),
    st.integers(0, 45),
    st.one_of(st.none(), st.integers(0, 60)),
    st.sampled_from((ALL, Where(party="norland"), Where(issue="forces"), Where(standing=Standing.OWN))),
)
def test_so_it_is_of_reports_with_texts_meetings_and_undertakings(
    chosen: list[int], since: int, until: int | None, where: Where
) -> None:
    accounts = [account(number, seed=number % 2, paragraphs=6) for number in chosen]
    first = date(2029, 1, 1)
    day, last = first + timedelta(since), None if until is None else first + timedelta(until)
    told = Record(accounts).as_of(last).since(day, where)
    assert told == tuple(difference(Record(accounts).as_of(last), day, where))


def assert_changed(record: Callable[[], Record], day: date, *kinds: Changed, where: Where = ALL) -> None:
    """Rows of these kinds are others than by `day`; `record` makes the same one each time."""
    told = record().as_of().since(day, where)
    assert tuple(change.kind for change in told) == kinds
    assert told == tuple(difference(record().as_of(), day, where))


def said(name: str, after: int, *rows: Any) -> Account:
    return read(int(name), after, [(row, False, None) for row in rows], None)


def test_what_turns_out_to_be_a_copy_is_one_outlet_less() -> None:
    refusals = [
        ("norland", Act.REJECT, "forces", words, OWN, 0, None) for words in ("not one gun will go", "all guns stay")
    ]
    promises = [TOLD[0], TOLD[2]]
    told = [said(str(n), n, *rows) for n, rows in enumerate(zip(refusals, promises, strict=True))]

    def families(report: str, day: date | None) -> str:
        return "r0" if day is None else report

    def record() -> Record:
        return Record(told, families=families)

    assert_changed(record, DAY + timedelta(5), Changed.POSITION, Changed.COMMITMENT)
    (position, commitment) = record().as_of().since(DAY + timedelta(5))
    assert {*position.fields} == {"claim", "as_of", "independent_outlets"} and position.independent_outlets == 1
    assert commitment.fields == ("independent_outlets",)


def test_so_it_is_of_a_meeting() -> None:
    one = account(3)
    other = replace(
        account(3),
        report=replace(one.report, kept_id="other", outlet="Elsewhere"),
        sayings=(),
        claims=(),
        silences=(),
        meetings=tuple(replace(m, id="other", evidence=(("other", m.evidence[0][1]),)) for m in one.meetings),
    )
    one = replace(one, sayings=(), claims=(), silences=())

    def record() -> Record:
        return Record([one, other], families=lambda own, day: one.report.id if day is None else own)

    assert_changed(record, date(2029, 6, 1), Changed.MEETING)
    (change,) = record().as_of().since(date(2029, 6, 1))
    assert change.fields == ("independent_outlets",) and change.reports == ()


def test_an_indication_that_another_side_alone_tells_of_lowers_an_undertaking_known_before() -> None:
    told = [said("0", 0, TOLD[3]), said("1", 6, TOLD[1])]

    def record() -> Record:
        return Record(told, families={})

    rows = record().as_of().since(DAY)
    sailors = next(row for row in rows if row.kind is Changed.COMMITMENT and row.before is not None)
    assert {*sailors.fields} == {"status", "confirmed"} and sailors.reports == ()
    assert record().as_of().since(DAY) == tuple(difference(record().as_of(), DAY, ALL))


def test_where_the_other_side_agrees_as_well_the_undertaking_is_agreed() -> None:
    norland, vestria = (row for row in TOLD if row[1] is Act.AGREE)
    told = [said("0", 0, norland), said("1", 6, vestria)]

    def record() -> Record:
        return Record(told, families={})

    (change,) = (row for row in record().as_of().since(DAY, Where(party="norland")))
    assert change.kind is Changed.COMMITMENT and change.fields == ("status",)
    assert_changed(record, DAY, Changed.POSITION, Changed.COMMITMENT, Changed.COMMITMENT)


def test_where_a_denial_turns_out_not_to_be_the_party_s_own_the_undertaking_stands_again() -> None:
    told = [said("0", 0, TOLD[0]), said("1", 1, TOLD[4])]
    (denial,) = told[1].claims

    def record() -> Record:
        lowered = {denial.id: COUNTERPART}
        return Record(told, families={}, lowered=lambda claim, day: lowered.get(claim) if day is None else None)

    rows = record().as_of().since(DAY + timedelta(5))
    (change,) = (row for row in rows if row.kind is Changed.COMMITMENT)
    assert {*change.fields} == {"status", "denied"}
    assert rows == tuple(difference(record().as_of(), DAY + timedelta(5), ALL))


def test_a_dispute_of_own_words_is_none_any_more_where_these_turn_out_not_to_be_own() -> None:
    told = [said("0", 0, TOLD[1]), said("1", 1, TOLD[4])]

    def record() -> Record:
        return Record(told, families={}, lowered=lambda claim, day: COUNTERPART if day is None else None)

    assert len(record().as_of().disputes()) == 1
    own = Where(standing=OWN)
    assert record().as_of().disputes(own) == () != record().as_of(DAY + timedelta(5)).disputes(own)
    assert Changed.DISPUTE in {row.kind for row in record().as_of().since(DAY + timedelta(5), own)}
    assert record().as_of().since(DAY + timedelta(5), own) == tuple(
        difference(record().as_of(), DAY + timedelta(5), own)
    )


def test_what_no_new_report_touches_is_not_asked_for(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two parties one is told of again: what the other is on record for is not made a second time."""

    def told(name: str, day: int, party: str) -> Account:
        claim = bench.claim(party, Act.REJECT, "forces", f"{party} refuses {name}", standing=Standing.OWN)
        return tell(bench, name, DAY + timedelta(day), claim)

    record = Record([told("a", 0, "norland"), told("b", 0, "vestria"), told("c", 9, "norland")])
    asked: list[str] = []
    as_it_is = since.positions_of

    def positions_of(view: View, where: Where, cells: Sequence[cell.Cell]) -> Any:
        asked.extend(one.party for one in cells)
        return as_it_is(view, where, cells)

    groups: list[Group] = []
    monkeypatch.setattr(since, "positions_of", positions_of)
    monkeypatch.setattr(since, "meetings_of", lambda view, where, some: groups.extend(some) or ())
    (change,) = record.as_of().since(DAY)
    assert change.reports == ("c",)
    assert asked == ["norland", "norland"] and groups == []

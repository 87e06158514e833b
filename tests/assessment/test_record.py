"""The record: nothing depends on the order of adding, a past day never saw what came later, copies count once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.assessment.commitments import commitments
from accords.assessment.order import days
from accords.assessment.positions import positions
from accords.assessment.record import Record
from accords.assessment.view import View
from accords.assessment.where import ALL, Where
from accords.claims.build import Account
from accords.documents.report import Report
from accords.vocabulary.act import Act, Standing, Strength
from tests.ledger.accounts import account

OWN, COUNTERPART = Standing.OWN, Standing.COUNTERPART
MONDAY = date(2029, 3, 5)
FILTERS = (
    ALL,
    Where(party="norland"),
    Where(issue="ceasefire"),
    Where(outlet="harbour post"),
    Where(standing=OWN),
    Where(first=date(2029, 1, 5), last=date(2029, 1, 20)),
)


def everything(view: View, where: Where = ALL) -> Mapping[str, object]:
    """All answers, so that laws hold of each."""
    return {
        "positions": view.positions(where),
        "commitments": view.commitments(where),
        "timeline": view.timeline(where),
        "meetings": view.meetings(where),
        "actors": view.actors(where),
        "since": view.since(date(2029, 1, 8), where),
        "disputes": view.disputes(where),
    }


def tell(
    bench: Any, name: str, day: date | None, *claims: Any, outlet: str | None = None, fetched: date = MONDAY
) -> Account:
    """The account of a report with these claims, published on a day."""
    at = datetime(fetched.year, fetched.month, fetched.day, 6, tzinfo=UTC)
    report = Report("", at, outlet=outlet, published=day, kept_id=name, kept_sha256="")
    told = tuple(replace(claim, report=name, words=bench.words(claim)) for claim in claims)
    return Account(report, (), (), told)


def copied(read: Account, name: str, later: int) -> Account:
    """The same words elsewhere, some days later: other ids, and nothing else."""
    assert read.report.published is not None
    report = replace(
        read.report, text="", kept_id=name, outlet=f"Copyist {name}", published=read.report.published + timedelta(later)
    )
    return replace(
        read,
        report=report,
        sayings=tuple(replace(s, id=f"{name}-{s.id}", report=name) for s in read.sayings),
        claims=tuple(
            replace(c, id=f"{name}-{c.id}", report=name, attribution=c.attribution and f"{name}-{c.attribution}")
            for c in read.claims
        ),
        meetings=tuple(
            replace(m, id=f"{name}-{m.id}", evidence=tuple((name, span) for _, span in m.evidence))
            for m in read.meetings
        ),
        silences=tuple(replace(s, report=name) for s in read.silences),
    )


# Few days, few places: so that reports meet in cells and meetings.
numbers = st.lists(st.integers(0, 40), min_size=1, max_size=9, unique=True)


@settings(max_examples=25, deadline=None)
@given(numbers, st.randoms())
def test_the_order_in_which_reports_are_added_changes_no_answer(chosen: list[int], random: Any) -> None:
    read = [account(number, seed=number % 2, paragraphs=6) for number in chosen]
    expected = [everything(Record(read).as_of(), where) for where in FILTERS]
    shuffled = list(read)
    random.shuffle(shuffled)
    record = Record()
    for one in shuffled:  # answers asked for in between are not kept beyond their time
        record.add(one)
        everything(record.as_of())
    assert [everything(record.as_of(), where) for where in FILTERS] == expected


@settings(max_examples=25, deadline=None)
@given(numbers, st.integers(0, 40))
def test_an_answer_as_of_a_day_is_that_of_a_record_that_never_saw_the_later_reports(
    chosen: list[int], after: int
) -> None:
    read = [account(number, paragraphs=6) for number in chosen]
    day = date(2029, 1, 1) + timedelta(days=after)
    families = {one.report.id: read[n // 2].report.id for n, one in enumerate(read)}
    whole = Record(read, families=families)
    everything(whole.as_of())
    then = Record([one for one in read if (one.report.published or day) <= day], families=families)
    for where in FILTERS:
        assert everything(whole.as_of(day), where) == everything(then.as_of(), where)


@settings(max_examples=50, deadline=None)
@given(numbers, st.integers(0, 40), st.integers(1, 20))
def test_a_later_word_for_word_copy_changes_no_count_of_outlets_and_no_position(
    chosen: list[int], of: int, later: int
) -> None:
    read = [account(number, paragraphs=6) for number in chosen]
    original = read[of % len(read)]
    copy = copied(original, "copy", later)
    families = {"copy": original.report.id}
    before, after = Record(read, families=families).as_of(), Record([*read, copy], families=families).as_of()
    assert after.positions() == before.positions()
    for name in ("commitments", "meetings", "actors", "timeline"):
        rows, again = getattr(before, name)(), getattr(after, name)()
        assert [row.id for row in rows] == [row.id for row in again], name
        assert [row.independent_outlets for row in rows] == [row.independent_outlets for row in again], name
    assert [row.status for row in before.commitments()] == [row.status for row in after.commitments()]
    assert [row.status for row in before.meetings()] == [row.status for row in after.meetings()]


@settings(max_examples=25, deadline=None)
@given(numbers, st.integers(0, 40))
def test_taking_a_report_out_undoes_adding_it(chosen: list[int], of: int) -> None:
    read = [account(number, paragraphs=6) for number in chosen]
    out = read[of % len(read)]
    never = Record([one for one in read if one is not out])
    record = Record(read)
    everything(record.as_of())
    record.remove(out.report.id)
    assert len(record) == len(never)
    for where in FILTERS:
        assert everything(record.as_of(), where) == everything(never.as_of(), where)
    record.add(out)
    assert everything(record.as_of()) == everything(Record(read).as_of())


def test_a_report_that_is_there_is_replaced_and_one_that_is_not_is_passed_over() -> None:
    read = account(3)
    record = Record([read, account(4)])
    record.remove("no such report")
    record.add(replace(read, claims=read.claims[:1]))
    expected = Record([replace(read, claims=read.claims[:1]), account(4)])
    assert everything(record.as_of()) == everything(expected.as_of())
    assert len(record) == 2 and read.report.id in record


def read_otherwise(read: Account, how: int) -> Account:
    """The same report with something else read in it."""
    first, *rest = read.claims
    sayings = (replace(read.sayings[0], speaker=None), *read.sayings[1:])
    meeting = replace(read.meetings[0], participants=read.meetings[0].participants[:1])
    actors = (replace(read.actors[-1], party="kasmere"), *read.actors[:-1])
    return (
        read,
        replace(read, claims=(replace(first, act=Act.DENY, strength=None), *rest)),
        replace(read, claims=(replace(first, party="kasmere", issue="nuclear"), *rest)),
        replace(read, claims=tuple(rest)),
        replace(read, sayings=sayings),
        replace(read, meetings=(meeting,)),
        replace(read, meetings=(), silences=()),
        replace(read, actors=actors),
        replace(read, silences=(*read.silences, *read.silences)),
        replace(read, report=replace(read.report, outlet="Another Outlet", kept_id=read.report.id)),
        replace(read, report=replace(read.report, text="", kept_id=read.report.id)),
    )[how]


@settings(max_examples=40, deadline=None)
@given(numbers, st.lists(st.tuples(st.integers(0, 8), st.integers(0, 10), st.booleans()), min_size=1, max_size=5))
def test_a_report_that_is_read_otherwise_is_as_if_it_had_been_read_so_at_once(
    chosen: list[int], changes: list[tuple[int, int, bool]]
) -> None:
    read = {one.report.id: one for one in (account(number, paragraphs=6) for number in chosen)}
    original = next(iter(read.values()))
    again = replace(copied(original, "copy", 2), report=replace(original.report, kept_id="copy", outlet="Copyist"))
    before, read["copy"] = dict(read), again
    record = Record(read.values())
    everything(record.as_of())
    for which, how, ask in changes:
        own = [*before][which % len(before)]
        read[own] = read_otherwise(before[own], how)
        record.add(read[own])
        if ask:
            everything(record.as_of())
    fresh = Record(read.values())
    for where in FILTERS:
        assert everything(record.as_of(), where) == everything(fresh.as_of(), where)
    assert record.as_of().families_of() == fresh.as_of().families_of()


def test_another_reading_of_a_report_asks_nobody_again_who_copies_whom() -> None:
    read = [account(number, paragraphs=6) for number in range(5)]
    record = Record(read)
    before, view = record.syndication, record.as_of()
    rows = {one.id: one for one in view.reports[1].claims}
    own = view.reports[1].id
    (one,) = (one for one in read if one.report.id == own)
    record.add(one)
    assert record.as_of() is view, "nothing is another"
    record.add(replace(one, claims=(replace(one.claims[0], why={"rule": "hand"}), *one.claims[1:])))
    assert record.syndication is before
    now = record.report(own)
    assert now is not None and now.claims[0].claim.why == {"rule": "hand"}
    assert all(row is rows[row.id] for row in now.claims[1:])
    record.add(replace(one, report=replace(one.report, text=f"{one.report.text} More.", kept_id=own)))
    assert record.with_text(own).report.text.endswith("More.")  # type: ignore[union-attr]


def test_without_families_a_record_says_what_the_functions_over_claims_say() -> None:
    read = [account(number) for number in range(0, 1400, 100)]
    claims = [claim for one in read for claim in one.claims]
    published = {one.report.id: one.report.published for one in read}
    outlets = {one.report.id: (one.report.outlet or "").lower() for one in read}
    day_of = days([saying for one in read for saying in one.sayings], published)

    def known_on(claim: Any) -> date:
        return published[claim.report] or date.min

    view = Record(read, families={}).as_of()
    told = commitments(
        claims, lambda c: c.words, outlet_of=lambda c: outlets[c.report], day_of=day_of, known_on=known_on
    )
    assert [replace(row, silences=()) for row in view.commitments()] == list(told)
    stances = positions(claims, day_of)
    assert [replace(row, independent_outlets=1) for row in view.positions()] == list(stances)


# -- what an answer says ----------------------------------------------------------------------------------------------------


def test_twenty_copies_of_one_agency_are_one_source(bench: Any) -> None:
    def claim() -> Any:
        return bench.claim("norland", Act.COMMIT, "forces", "Norland pledged to pull back its guns", standing=OWN)

    original = tell(bench, "r00", MONDAY, claim(), outlet="Northern Wire")
    copies = [tell(bench, f"r{n:02}", MONDAY + timedelta(n), claim(), outlet=f"Paper {n}") for n in range(1, 21)]
    other = tell(bench, "s", MONDAY, claim(), outlet="Lake Courier")
    families = {one.report.id: "r00" for one in copies}
    view = Record([*copies, other, original], families=families).as_of()
    (commitment,), (position,) = view.commitments(), view.positions()
    assert (len(commitment.claims), commitment.independent_outlets, position.independent_outlets) == (22, 2, 2)
    assert position.as_of == MONDAY


def test_two_reports_of_one_outlet_are_one_source_and_unknown_outlets_count_by_family(bench: Any) -> None:
    def told(name: str, outlet: str | None) -> Account:
        claim = bench.claim("norland", Act.REJECT, "forces", f"no {name}", standing=OWN)
        return tell(bench, name, MONDAY, claim, outlet=outlet)

    view = Record([told("a", "Lake Courier"), told("b", "LAKE COURIER"), told("c", None), told("d", None)]).as_of()
    assert [row.independent_outlets for row in view.positions()] == [3]


def test_the_outlet_of_a_family_is_that_of_its_oldest_report_as_of_the_day(bench: Any) -> None:
    first = bench.claim("norland", Act.REJECT, "forces", "Norland refused", standing=OWN)
    again = bench.claim("norland", Act.REJECT, "forces", "Norland refused", standing=OWN)
    apart = bench.claim("norland", Act.REJECT, "forces", "it will not", standing=OWN)
    record = Record(
        [
            tell(bench, "a", MONDAY, apart, outlet="Lake Courier"),
            tell(bench, "b", MONDAY, first, outlet="Paper"),
            tell(bench, "c", MONDAY - timedelta(1), again, outlet="Lake Courier"),
        ],
        families={"b": "f", "c": "f"},
    )
    assert [row.independent_outlets for row in record.as_of().positions()] == [1]
    record.remove("c")
    assert [row.independent_outlets for row in record.as_of().positions()] == [2]


@pytest.mark.parametrize("as_function", [False, True])
def test_where_a_copy_lost_its_attribution_the_standing_is_lower(bench: Any, as_function: bool) -> None:
    lost = bench.claim("norland", Act.COMMIT, "forces", "Norland pledged to pull back its guns", standing=OWN)
    lowered = {lost.id: COUNTERPART}
    record = Record(
        [tell(bench, "a", MONDAY, lost)],
        lowered=(lambda claim, day: lowered.get(claim)) if as_function else lowered,
    )
    (position,), (commitment,) = record.as_of().positions(), record.as_of().commitments()
    assert position.standing is COUNTERPART
    assert (commitment.status, commitment.confirmed) == ("reported", ())
    (statement, told) = record.as_of().timeline()
    assert statement.standing is COUNTERPART and told.what == "reported"
    assert record.as_of().positions(Where(standing=OWN)) == ()


def test_an_undated_report_counts_from_when_it_was_fetched_and_is_marked(bench: Any) -> None:
    claim = bench.claim("norland", Act.COMMIT, "forces", "Norland pledged to pull back its guns", standing=OWN)
    record = Record([tell(bench, "a", None, claim, fetched=MONDAY)])
    assert record.as_of(MONDAY - timedelta(1)).positions() == ()
    view = record.as_of(MONDAY)
    (position,), (commitment,) = view.positions(), view.commitments()
    assert (position.undated, position.as_of, commitment.undated, commitment.first) == (True, None, True, None)
    assert all(row.undated and row.day is None for row in view.timeline())


def test_a_later_copy_of_an_old_report_does_not_bring_the_old_position_back(bench: Any) -> None:
    old = bench.claim("norland", Act.REJECT, "forces", "Norland refuses", standing=OWN)
    new = bench.claim("norland", Act.ACCEPT, "forces", "Norland agrees after all", standing=OWN)
    copy = bench.claim("norland", Act.REJECT, "forces", "Norland refuses", standing=OWN)
    read = [
        tell(bench, "old", MONDAY, old),
        tell(bench, "new", MONDAY + timedelta(2), new),
        tell(bench, "copy", MONDAY + timedelta(5), copy),
    ]
    (position,) = Record(read, families={"copy": "old"}).as_of().positions()
    assert position.claim == new.id
    (unaware,) = Record(read).as_of().positions()
    assert unaware.claim == copy.id


def undertaken(bench: Any) -> tuple[Sequence[Account], Record]:
    """Told by the other side, then confirmed, then withdrawn."""
    words = "Norland will withdraw its guns from the ridge"
    told = bench.claim("norland", Act.COMMIT, "forces", words, strength=Strength.UNDERTAKEN)
    own = bench.claim("norland", Act.COMMIT, "forces", words, standing=OWN)
    back = bench.claim("norland", Act.WITHDRAW, "forces", "dropped its promise on the guns on the ridge", standing=OWN)
    read = [tell(bench, f"r{n}", MONDAY + timedelta(2 * n), one) for n, one in enumerate((told, own, back))]
    return read, Record(read)


def test_a_commitment_is_reported_then_stated_then_withdrawn_as_of_each_day(bench: Any) -> None:
    _, record = undertaken(bench)
    seen = [record.as_of(MONDAY + timedelta(n)).commitments() for n in (-1, 0, 2, 4)]
    assert [[row.status.value for row in rows] for rows in seen] == [[], ["reported"], ["stated"], ["withdrawn"]]
    assert len({row.id for rows in seen for row in rows}) == 1
    events = [row for row in record.as_of().timeline() if row.kind == "commitment"]
    assert [(row.what, row.report) for row in events] == [("reported", "r0"), ("stated", "r1"), ("withdrawn", "r2")]


def test_what_changed_since_a_day_names_the_new_reports(bench: Any) -> None:
    _, record = undertaken(bench)
    changes = record.as_of(MONDAY + timedelta(3)).since(MONDAY)
    assert [(c.kind.value, c.before is None, c.reports) for c in changes] == [
        ("position", True, ("r1",)),
        ("commitment", False, ("r1",)),
    ]
    assert {"status", "claims", "confirmed"} <= set(changes[1].fields)
    assert record.as_of().since(MONDAY + timedelta(9)) == ()
    assert changes[1].to_json()["after"]["status"] == "stated"  # type: ignore[index]


def test_a_dispute_is_new_then_grows_with_what_joins_it(bench: Any) -> None:
    words = "Norland will withdraw its guns from the ridge"
    told = bench.claim("norland", Act.COMMIT, "forces", words)
    denial = bench.claim("norland", Act.DENY, "forces", "it would withdraw guns from the ridge", standing=OWN)
    again = bench.claim("norland", Act.COMMIT, "forces", words, chain=("another-envoy",))
    read = [tell(bench, f"r{n}", MONDAY + timedelta(n), one) for n, one in enumerate((told, denial, again))]
    record = Record(read)
    (new,) = disputed(record, MONDAY + timedelta(1), MONDAY)
    assert (new.before, new.reports, new.independent_outlets) == (None, ("r1",), 2)
    (grown,) = disputed(record, MONDAY + timedelta(2), MONDAY + timedelta(1))
    assert grown.before == new.after and {*grown.before.claims} < {*grown.after.claims}
    assert (grown.fields, grown.reports, grown.independent_outlets) == (("claims",), ("r2",), 3)
    assert grown.to_json()["kind"] == "dispute"
    assert disputed(record, MONDAY + timedelta(9), MONDAY + timedelta(2)) == []
    (whole,) = disputed(record, MONDAY + timedelta(2), MONDAY)
    assert (whole.before, whole.reports) == (None, ("r1", "r2"))
    assert disputed(record, MONDAY + timedelta(2), MONDAY, Where(party="estland")) == []


def test_a_dispute_is_gone_where_it_is_no_longer_plain_what_was_denied(bench: Any) -> None:
    told = bench.claim("norland", Act.COMMIT, "forces", "Norland will withdraw its guns from the ridge")
    denial = bench.claim("norland", Act.DENY, "forces", "somebody invented the story", standing=OWN)
    other = bench.claim("norland", Act.COMMIT, "forces", "Norland will disband two battalions")
    read = [tell(bench, f"r{n}", MONDAY + timedelta(n), one) for n, one in enumerate((told, denial, other))]
    (gone,) = disputed(Record(read), None, MONDAY + timedelta(1))
    assert (gone.after, gone.fields, gone.reports, gone.independent_outlets) == (None, (), (), 2)


def disputed(record: Record, day: date | None, since: date, where: Where = ALL) -> list[Any]:
    return [change for change in record.as_of(day).since(since, where) if change.kind.value == "dispute"]


def test_who_denies_a_commitment_is_named_and_what_is_denied_later_is_not_denied_before(bench: Any) -> None:
    told = bench.claim("norland", Act.COMMIT, "forces", "Norland will withdraw its guns from the ridge")
    denial = bench.claim("norland", Act.DENY, "forces", "it would withdraw guns from the ridge", standing=OWN)
    record = Record([tell(bench, "a", MONDAY, told), tell(bench, "b", MONDAY + timedelta(1), denial)])
    (row,) = record.as_of().commitments()
    assert (row.status.value, [(d.claim, d.by) for d in row.denied]) == ("denied", [(denial.id, "norland")])
    (before,) = record.as_of(MONDAY).commitments()
    assert (before.status.value, before.denied) == ("reported", ())


DENIALS = {
    "another party that names the debtor": ("estland", OWN, "Norland would withdraw any guns from the ridge", True),
    "another party, of what may be its own": ("estland", OWN, "it would withdraw any guns from the ridge", False),
    "another party, of another matter": ("estland", OWN, "Norland would free forty prisoners", False),
    "somebody else says that the debtor does": ("norland", COUNTERPART, "it would withdraw guns from the ridge", True),
    "the outlet says that the debtor does": ("norland", Standing.OUTLET, "it would withdraw guns from the ridge", True),
}


@pytest.mark.parametrize("situation", DENIALS)
def test_whoever_denies_a_commitment_is_named_with_who_vouches_and_the_status_rests_on_the_debtors_own_words(
    bench: Any, situation: str
) -> None:
    by, standing, words, named = DENIALS[situation]
    told = bench.claim("norland", Act.COMMIT, "forces", "Norland will withdraw its guns from the ridge")
    denial = bench.claim(by, Act.DENY, "forces", words, standing=standing)
    record = Record([tell(bench, "a", MONDAY, told), tell(bench, "b", MONDAY + timedelta(1), denial)])
    (row,) = record.as_of().commitments()
    assert row.status.value == "reported"
    assert [(d.claim, d.by, d.standing) for d in row.denied] == ([(denial.id, by, standing)] if named else [])
    assert commitments([denial, told], bench.words)[0].denied == row.denied
    assert record.as_of(MONDAY).commitments()[0].denied == ()
    changed = [c for c in record.as_of().since(MONDAY) if c.kind.value == "commitment"]
    assert [(c.fields, c.reports) for c in changed] == ([(("denied",), ("b",))] if named else [])
    record.remove("b")
    assert record.as_of().commitments()[0].denied == ()


@pytest.mark.parametrize(("after", "denied"), [(3, True), (40, False)])
def test_a_denial_holds_of_what_is_told_some_days_after_and_not_of_a_promise_weeks_later(
    bench: Any, after: int, denied: bool
) -> None:
    denial = bench.claim("norland", Act.DENY, "forces", "it would withdraw guns from the ridge", standing=OWN)
    told = bench.claim("norland", Act.COMMIT, "forces", "Norland will withdraw its guns from the ridge")
    late = tell(bench, "b", MONDAY + timedelta(after), told)
    (row,) = Record([tell(bench, "a", MONDAY, denial), late]).as_of().commitments()
    assert (row.status.value == "denied") is denied


def test_a_report_that_says_the_party_has_not_confirmed_stands_with_the_commitment() -> None:
    read = account(5)
    silent = read.silences[0].party
    rows = Record([read]).as_of().commitments()
    assert rows and all((row.silences == (read.report.id,)) is (row.debtor == silent) for row in rows)


def test_filters_ask_for_part_of_an_answer() -> None:
    view = Record(account(number) for number in range(0, 60, 2)).as_of()
    assert {row.party for row in view.positions(Where(party="norland"))} == {"norland"}
    assert {row.issue for row in view.commitments(Where(issue="prisoners"))} == {"prisoners"}
    assert {row.standing for row in view.positions(Where(standing=COUNTERPART))} == {COUNTERPART}
    stretch = Where(first=date(2029, 1, 5), last=date(2029, 1, 9))
    assert {row.day for row in view.timeline(stretch)} <= {date(2029, 1, n) for n in range(5, 10)}
    assert view.timeline(stretch) and view.actors(Where(party="norland"))
    assert {row.party for row in view.actors(Where(party="norland"))} == {"norland"}
    outlet = Where(outlet="Harbour Post")
    assert 0 < sum(row.reports for row in view.actors(outlet)) < sum(row.reports for row in view.actors())
    assert view.positions(Where(party="nobody", issue="ceasefire")) == ()


def test_rows_are_plain_in_json() -> None:
    import json

    view = Record(account(number) for number in range(12)).as_of()
    for rows in everything(view).values():
        assert rows and json.loads(json.dumps([row.to_json() for row in rows]))  # type: ignore[attr-defined]

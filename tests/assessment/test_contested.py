"""Disputes of a record: kept up to date they are those of a record made at once, and what is far away changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.assessment.dispute import Dispute, DisputeKind
from accords.assessment.record import Record
from accords.assessment.where import Where
from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.claims.saying import Saying, Why, Words
from accords.documents.report import Report
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Span, When
from accords.vocabulary.act import Act, Standing, Strength
from tests.ledger.accounts import account

DAY = date(2031, 5, 5)
WORDS = (
    "Norland takes the shield",
    "Norland agreed to give Vestria the shield",
    "by law the valley towns",
    "a written promise for the valley towns",
    "categorically no foreign camp in the valley",
    "a foreign camp is not a practical idea",
    "nothing has been agreed on the shield",
    "Norland has signalled that it takes the shield",
    "no Vestrian guarantors in the valley towns",
)
QUOTED = (
    "we will open the crossing for grain when the shelling stops",
    "we may open the crossing for grain when all of it stops",
)
ACTS = (
    Act.ACCEPT,
    Act.AGREE,
    Act.CONCEDE,
    Act.OFFER,
    Act.PROPOSE,
    Act.REJECT,
    Act.DENY,
    Act.ASSESS,
    Act.WANT,
    Act.DEMAND,
)
CHAINS: Mapping[Standing, tuple[tuple[str, ...], ...]] = {
    Standing.OWN: (("speaker",), ("norland",), ("envoy",)),
    Standing.COUNTERPART: (("envoy",), ("minister",)),
    Standing.THIRD_PARTY: (("minister",),),
    Standing.OUTLET: ((),),
}

OWN, OUTLET, COUNTERPART, THIRD_PARTY = Standing.OWN, Standing.OUTLET, Standing.COUNTERPART, Standing.THIRD_PARTY
ACTUAL, POSSIBLE = Strength.ACTUAL, Strength.POSSIBLE
GUARANTEES, FORCES = "security guarantees", "forces"
SHIELD, GIVES, LAW, WRITTEN, FIRM, SOFT, NOTHING, SIGNALLED, GUARANTORS = WORDS
# Claims that every rule has something to say of, where they meet: party, act, issue, words, standing, which chain, strength.
TYPICAL = (
    ("norland", Act.AGREE, GUARANTEES, SHIELD, COUNTERPART, 0, ACTUAL),
    ("norland", Act.ACCEPT, GUARANTEES, SHIELD, COUNTERPART, 0, POSSIBLE),
    ("norland", Act.ACCEPT, GUARANTEES, SHIELD, OWN, 0, POSSIBLE),
    ("norland", Act.ACCEPT, GUARANTEES, SHIELD, OWN, 2, ACTUAL),
    ("norland", Act.ACCEPT, GUARANTEES, SIGNALLED, OWN, 1, POSSIBLE),
    ("norland", Act.ACCEPT, GUARANTEES, SHIELD, OUTLET, 0, ACTUAL),
    ("norland", Act.ACCEPT, GUARANTEES, GIVES, COUNTERPART, 0, ACTUAL),
    ("norland", Act.COMMIT, FORCES, LAW, COUNTERPART, 1, ACTUAL),
    ("norland", Act.COMMIT, FORCES, WRITTEN, COUNTERPART, 0, ACTUAL),
    ("norland", Act.REJECT, FORCES, FIRM, OWN, 0, None),
    ("norland", Act.REJECT, FORCES, SOFT, OWN, 0, None),
    ("norland", Act.REJECT, GUARANTEES, GUARANTORS, OWN, 0, None),
    ("vestria", Act.ACCEPT, GUARANTEES, SHIELD, COUNTERPART, 1, ACTUAL),
    ("westmark", Act.OFFER, GUARANTEES, SHIELD, COUNTERPART, 0, ACTUAL),
    ("westmark", Act.DENY, GUARANTEES, "that is not what I said", OWN, 2, None),
    ("norland", Act.DENY, GUARANTEES, "it takes no shield", OWN, 0, None),
    ("westmark", Act.ASSESS, GUARANTEES, NOTHING, OWN, 2, None),
    ("norland", Act.WANT, FORCES, LAW, COUNTERPART, 0, ACTUAL),
    ("norland", Act.DEMAND, FORCES, LAW, THIRD_PARTY, 0, None),
    ("norland", Act.PROPOSE, FORCES, LAW, COUNTERPART, 0, ACTUAL),
    ("vestria", Act.PROPOSE, FORCES, LAW, COUNTERPART, 1, ACTUAL),
)
anything = st.tuples(
    st.sampled_from(("norland", "norland", "vestria")),
    st.sampled_from(ACTS),
    st.sampled_from((GUARANTEES, FORCES)),
    st.sampled_from(WORDS),
    st.sampled_from(list(Standing)),
    st.integers(0, 1),
    st.sampled_from((ACTUAL, POSSIBLE, Strength.CONDITIONAL, None)),
)
told = st.tuples(
    st.one_of(st.sampled_from(TYPICAL), st.sampled_from(TYPICAL), anything),
    st.integers(0, 9).map(lambda n: n == 0),  # negated
    st.sampled_from((None, None, None, 0, 3, 16)),  # said so many days before
)
reports = st.tuples(
    st.integers(0, 9),  # which report
    st.sampled_from((None, *range(0, 50, 2))),  # published so many days after the first
    st.lists(told, min_size=1, max_size=4),
    st.one_of(st.none(), st.sampled_from(QUOTED)),
)


def read(number: int, after: int | None, rows: Any, quoted: str | None, *, version: int = 0) -> Account:
    """The account of a report without a text."""
    name = f"r{number}"
    published = None if after is None else DAY + timedelta(after)
    fetched = datetime(2031, 5, 5, 6, tzinfo=UTC) + timedelta(days=(after or 0) + 7 * number)
    sayings, claims = [], []
    for at, ((party, act, issue, words, standing, which, strength), negated, before) in enumerate(rows):
        own = f"{name}-{at}-{version}"
        chains = CHAINS[standing]
        chain = chains[which % len(chains)]
        day = None if before is None else DAY + timedelta((after or 0) - before)
        if chain:
            sayings.append(saying(own, name, chain[0], words, Mode.INDIRECT, day))
        claims.append(
            Claim(
                id=own,
                report=name,
                attribution=own if chain else None,
                party=party,
                person=None,
                act=act,
                toward=(),
                issue=issue,
                terms=words,
                negated=negated,
                strength=strength if act.graded else None,
                condition=None,
                chain=chain,
                standing=standing,
                evidence=(Span(at * 100, at * 100 + len(words)),),
                confidence=1.0,
                words=words,
            )
        )
    if quoted:
        sayings.append(saying(f"{name}-q", name, "speaker", quoted, Mode.DIRECT, published))
    return Account(
        Report("", fetched, outlet=name, published=published, kept_id=name, kept_sha256=""),
        (),
        tuple(sayings),
        tuple(claims),
    )


def saying(own: str, report: str, speaker: str, words: str, mode: Mode, day: date | None) -> Saying:
    attribution = Attribution((), (), (), kind=Kind.ASSERTION, mode=mode)
    said = When.day(day) if day else None
    return Saying(
        own, report, attribution, speaker, Why("made"), None, None, said, Why("made"), None, Words("", "", words)
    )


def fresh(kept: Mapping[str, Account], families: Mapping[str, str], day: date | None = None) -> tuple[Dispute, ...]:
    return Record(kept.values(), families=dict(families)).as_of(day).disputes()


steps = st.lists(
    st.one_of(
        reports.map(lambda row: ("add", row)),
        st.integers(0, 9).map(lambda number: ("remove", number)),
        st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: ("copy", pair)),
        st.one_of(st.none(), st.integers(0, 70)).map(lambda after: ("ask", after)),
    ),
    min_size=8,
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_disputes_kept_up_to_date_are_those_of_a_record_made_at_once(taken: list[tuple[str, Any]]) -> None:
    kept: dict[str, Account] = {}
    families: dict[str, str] = {}
    record = Record(families=families)
    for version, (step, row) in enumerate([*taken, ("ask", None), ("ask", 30)]):
        if step == "add":
            one = read(*row, version=version % 2)
            kept[one.report.id] = one
            record.add(one)
        elif step == "remove":
            kept.pop(f"r{row}", None)
            record.remove(f"r{row}")
        elif step == "copy":
            families[f"r{max(row)}"] = f"r{min(row)}"
            record.changed()
        else:
            day = None if row is None else DAY + timedelta(row)
            assert record.as_of(day).disputes() == fresh(kept, families, day)


@settings(max_examples=100, deadline=None)
@given(st.lists(reports, min_size=2, max_size=9), st.integers(0, 70), st.randoms())
def test_disputes_as_of_a_day_are_those_of_a_record_that_never_saw_what_came_later(
    rows: Any, after: int, random: Any
) -> None:
    kept = {one.report.id: one for one in (read(*row) for row in rows)}
    record = Record(kept.values(), families={})
    day = DAY + timedelta(after)
    if random.random() < 0.5:
        record.as_of().disputes()
    then = {own: one for own, one in kept.items() if (one.report.published or one.report.fetched.date()) <= day}  # type: ignore[union-attr]
    shuffled = list(then)
    random.shuffle(shuffled)
    assert record.as_of(day).disputes() == fresh({own: then[own] for own in shuffled}, {})


Teller = Callable[..., Account]


@pytest.fixture
def tell(bench: Any) -> Teller:
    def tell(name: str, day: date | None, *claims: Any, fetched: date = DAY + timedelta(400)) -> Account:
        at = datetime(fetched.year, fetched.month, fetched.day, 6, tzinfo=UTC)
        report = Report("", at, outlet=name, published=day, kept_id=name, kept_sha256="")
        own = tuple(replace(claim, report=name, words=bench.words(claim)) for claim in claims)
        return Account(report, (), (), own)

    return tell


def said(bench: Any, **fields: Any) -> Any:
    words = "Norland agreed to hand back the valley towns"
    return bench.claim("norland", Act.AGREE, "territory", words, **{"strength": Strength.ACTUAL, **fields})


def denied(bench: Any) -> Any:
    return bench.claim("norland", Act.DENY, "territory", "no valley towns were promised", standing=Standing.OWN)


@pytest.mark.parametrize(("apart", "meet"), [(0, True), (1, True), (13, True), (14, True), (15, False), (400, False)])
@pytest.mark.parametrize("first", range(0, 14, 3))
def test_a_denial_is_of_what_was_said_within_a_fortnight_of_it(
    bench: Any, tell: Teller, first: int, apart: int, meet: bool
) -> None:
    one = tell("a", DAY + timedelta(first), said(bench))
    other = tell("b", DAY + timedelta(first + apart), denied(bench))
    found = Record([one, other], families={}).as_of().disputes()
    assert [row.kind for row in found] == ([DisputeKind.DENIAL] if meet else [])


@pytest.mark.parametrize("first", range(0, 14, 3))
def test_renderings_a_fortnight_apart_are_one_remark(bench: Any, tell: Teller, first: int) -> None:
    rows = [
        tell("a", DAY + timedelta(first), said(bench)),
        tell("b", DAY + timedelta(first + 8), said(bench, strength=Strength.POSSIBLE)),
        tell("c", DAY + timedelta(first + 14), said(bench, strength=Strength.POSSIBLE)),
    ]
    (row,) = Record(rows, families={}).as_of().disputes()
    assert (row.kind, len(row.claims)) == (DisputeKind.STRENGTH, 3)


@pytest.mark.parametrize("away", [-400, -60, -43, 57, 400])
def test_a_report_of_other_weeks_changes_no_dispute(bench: Any, tell: Teller, away: int) -> None:
    rows = [
        tell("a", DAY, said(bench)),
        tell("b", DAY + timedelta(6), said(bench, strength=Strength.POSSIBLE)),
        tell("c", DAY + timedelta(14), denied(bench)),
    ]
    record = Record(rows, families={})
    before = record.as_of().disputes()
    record.add(tell("far", DAY + timedelta(away), said(bench, strength=Strength.POSSIBLE), denied(bench)))
    after = record.as_of().disputes()
    assert {row.id for row in before} <= {row.id for row in after}
    assert {row.kind for row in before} == {DisputeKind.STRENGTH, DisputeKind.DENIAL}
    assert not any({"far", "a", "b", "c"} <= {record.claim(own).report for own in row.claims} for row in after)  # type: ignore[union-attr]


class TestUndated:
    """A report that nobody dated is held against what was told last before it was fetched."""

    def disputes(self, record: Record) -> list[set[str]]:
        found = record.as_of().disputes()
        return [{record.claim(own).report for own in row.claims} for row in found]  # type: ignore[union-attr]

    def test_of_the_same_speaker(self, bench: Any, tell: Teller) -> None:
        record = Record(
            [
                tell("old", DAY - timedelta(200), said(bench)),
                tell("new", DAY, said(bench)),
                tell("later", DAY + timedelta(200), said(bench)),
                tell("undated", None, said(bench, strength=Strength.POSSIBLE), fetched=DAY + timedelta(100)),
            ],
            families={},
        )
        assert self.disputes(record) == [{"new", "undated"}]
        record.remove("new")
        assert self.disputes(record) == [{"old", "undated"}], "its day is that of what is there"

    def test_what_came_after_it_was_fetched_where_there_is_nothing_else(self, bench: Any, tell: Teller) -> None:
        late = tell("late", DAY + timedelta(200), said(bench))
        undated = tell("undated", None, said(bench, strength=Strength.POSSIBLE), fetched=DAY)
        assert self.disputes(Record([undated, late], families={})) == [{"late", "undated"}]

    def test_a_copy_has_the_day_of_what_it_copies(self, bench: Any, tell: Teller) -> None:
        record = Record(
            [
                tell("wire", DAY - timedelta(200), bench.claim("vestria", Act.WANT, "talks", "wants to talk")),
                tell("near", DAY - timedelta(199), said(bench)),
                tell("new", DAY, said(bench)),
                tell("copy", None, said(bench, strength=Strength.POSSIBLE)),
            ],
            families={"copy": "wire"},
        )
        assert self.disputes(record) == [{"near", "copy"}]


def test_disputes_are_asked_for_by_party_issue_and_outlet(bench: Any, tell: Teller) -> None:
    view = Record([tell("a", DAY, said(bench)), tell("b", DAY, denied(bench))], families={}).as_of()
    assert len(view.disputes(Where(party="norland"))) == len(view.disputes(Where(outlet="A"))) == 1
    assert view.disputes(Where(party="vestria")) == view.disputes(Where(issue="forces")) == ()


def test_many_reports_of_one_process_are_kept_up_to_date() -> None:
    """Reports as the bench has them: with quotations, sayings inside sayings, several families."""
    read = [account(n % 30 + 700 * (n // 30), paragraphs=6) for n in range(90)]
    families = {read[n].report.id: read[n - 1].report.id for n in range(1, 90, 4)}
    record = Record(read[:60], families=families)
    for n in range(60, 90):
        record.add(read[n])
        record.remove(read[n - 60].report.id)
        record.as_of(date(2029, 1, 15)).disputes()
        if n % 10 == 9:
            kept = {one.report.id: one for one in read[n - 59 : n + 1]}
            assert record.as_of().disputes() == fresh(kept, families)
            assert record.as_of(date(2029, 1, 15)).disputes() == fresh(kept, families, date(2029, 1, 15))

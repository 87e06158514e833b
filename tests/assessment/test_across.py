"""Disputes between reports: renderings of one remark, accounts of one party, quotations; and near misses that are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from accords.assessment.bare import borrowed, lowered
from accords.assessment.dispute import DisputeKind
from accords.assessment.disputes import disputes
from accords.assessment.placed import heard, placed
from accords.assessment.quotations import Quotations, Told, pairs, quoted_apart
from accords.assessment.remarks import Telling
from accords.claims.saying import Saying, Why, Words
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import When
from accords.vocabulary.act import Act, Standing, Strength

OWN, OUTLET, COUNTERPART = Standing.OWN, Standing.OUTLET, Standing.COUNTERPART
DAY = date(2031, 5, 4)


def telling(days: dict[str, date] | None = None, copies: dict[str, str] | None = None) -> Telling:
    told = days or {}
    return Telling(
        day_of=lambda claim: told.get(claim.report, DAY),
        origin=lambda report: (copies or {}).get(report, report),
        known_on=lambda report: told.get(report, DAY),
    )


def kinds(bench: Any, *claims: Any, known: Telling | None = None) -> list[DisputeKind]:
    return [dispute.kind for dispute in disputes(claims, bench.words, known or telling())]


def rendering(bench: Any, report: str, strength: Strength, **fields: Any) -> Any:
    return bench.claim(
        "norland",
        Act.ACCEPT,
        "security guarantees",
        "Norland takes the shield",
        report=report,
        strength=strength,
        **fields,
    )


def test_one_remark_in_strengths_that_go_differently_far_is_one_dispute_with_all_its_renderings(bench: Any) -> None:
    claims = [
        rendering(bench, "a", Strength.POSSIBLE),
        rendering(bench, "b", Strength.ACTUAL),
        rendering(bench, "c", Strength.ACTUAL),
    ]
    (row,) = disputes(claims, bench.words, telling())
    assert (row.kind, set(row.claims)) == (DisputeKind.STRENGTH, {claim.id for claim in claims})


def test_a_headline_in_the_outlets_voice_is_a_rendering_of_what_its_report_ascribes(bench: Any) -> None:
    said = rendering(bench, "a", Strength.POSSIBLE)
    headline = rendering(bench, "a", Strength.ACTUAL, standing=OUTLET)
    other = rendering(bench, "b", Strength.POSSIBLE)
    told = placed(
        headline,
        bench.words(headline),
        day=DAY,
        known_on=DAY,
        published=DAY,
        origin="a",
        heard_in=[heard([said, headline])],
    )
    assert (told.speaker, told.bare) == ("envoy", True)
    assert kinds(bench, said, headline, other) == [DisputeKind.STRENGTH]


@pytest.mark.parametrize(
    ("days", "chain"),
    [
        ({"a": DAY, "b": DAY + timedelta(30)}, ("envoy",)),  # said again a month later
        ({}, ("another-envoy",)),  # somebody else said it
    ],
)
def test_two_remarks_are_no_dispute(bench: Any, days: dict[str, date], chain: tuple[str, ...]) -> None:
    one, other = rendering(bench, "a", Strength.POSSIBLE), rendering(bench, "b", Strength.ACTUAL, chain=chain)
    assert kinds(bench, one, other, known=telling(days)) == []


def test_others_go_further_than_the_party_itself_and_less_far_is_no_news(bench: Any) -> None:
    own = rendering(bench, "a", Strength.POSSIBLE, standing=OWN)
    assert kinds(bench, own, rendering(bench, "b", Strength.ACTUAL)) == [DisputeKind.STRENGTH]
    own = rendering(bench, "a", Strength.ACTUAL, standing=OWN)
    assert kinds(bench, own, rendering(bench, "b", Strength.POSSIBLE)) == []


def test_a_refusal_that_is_firm_in_one_and_a_doubt_in_another(bench: Any) -> None:
    def refusal(report: str, words: str) -> Any:
        return bench.claim("norland", Act.REJECT, "forces", words, report=report, standing=OWN)

    firm, soft = (
        refusal("a", "we categorically reject any foreign camp"),
        refusal("b", "a foreign camp is not a practical idea"),
    )
    assert kinds(bench, firm, soft) == [DisputeKind.STRENGTH]
    assert kinds(bench, firm, refusal("b", "it rejects any foreign camp")) == []


def test_a_speaker_corrects_what_outlets_make_of_his_words(bench: Any) -> None:
    said = rendering(bench, "a", Strength.POSSIBLE)
    headline = rendering(bench, "a", Strength.POSSIBLE, standing=OUTLET)
    denial = bench.claim(
        "westmark",
        Act.DENY,
        "security guarantees",
        "that is not what I said",
        report="b",
        standing=OWN,
        chain=("envoy",),
    )
    found = [d for d in disputes([said, headline, denial], bench.words, telling()) if d.kind is DisputeKind.DENIAL]
    assert [set(d.claims) for d in found] == [{headline.id, denial.id}]


def test_others_say_that_it_accepts_and_it_refuses_a_form_of_it(bench: Any) -> None:
    yes = rendering(bench, "a", Strength.ACTUAL)
    no = bench.claim("norland", Act.REJECT, "forces", "no foreign soldiers here", report="b", standing=OWN)
    assert kinds(bench, yes, no) == [DisputeKind.DENIAL]
    assert kinds(bench, yes, no, known=telling({"a": DAY, "b": DAY + timedelta(9)})) == []


class TestCopies:
    """`copy` is a copy of `wire`."""

    @pytest.fixture
    def known(self) -> Telling:
        return telling({"wire": DAY, "copy": DAY + timedelta(1)}, {"copy": "wire"})

    def test_a_copy_that_states_what_the_wire_ascribes_is_lowered_and_listed(self, bench: Any, known: Telling) -> None:
        wire = rendering(bench, "wire", Strength.ACTUAL)
        copy = rendering(bench, "copy", Strength.ACTUAL, standing=OUTLET)
        assert kinds(bench, wire, copy, known=known) == [DisputeKind.ATTRIBUTION_LOST]
        assert lowered([copy, wire], known) == {copy.id: COUNTERPART}

    def test_what_the_wire_states_by_itself_too_has_lost_nothing(self, bench: Any, known: Telling) -> None:
        claims = [
            rendering(bench, "wire", Strength.ACTUAL),
            rendering(bench, "wire", Strength.ACTUAL, standing=OUTLET),
            rendering(bench, "copy", Strength.ACTUAL, standing=OUTLET),
        ]
        assert lowered(claims, known) == {}

    def test_an_older_report_has_lost_nothing_to_a_younger_one(self, bench: Any) -> None:
        older = telling({"wire": DAY + timedelta(1), "copy": DAY}, {"copy": "wire"})
        claims = [rendering(bench, "wire", Strength.ACTUAL), rendering(bench, "copy", Strength.ACTUAL, standing=OUTLET)]
        assert lowered(claims, older) == {}


def test_a_signal_that_nobody_gave_is_what_another_side_says(bench: Any) -> None:
    words = "Norland has signalled that it takes the shield"
    signal = bench.claim(
        "norland", Act.ACCEPT, "security guarantees", words, report="b", standing=OWN, chain=("norland",)
    )
    said = rendering(bench, "a", Strength.UNDERTAKEN)
    assert list(borrowed([said, signal], bench.words, telling())) == [signal.id]
    plain = bench.claim(
        "norland",
        Act.ACCEPT,
        "security guarantees",
        "Norland said it takes it",
        report="b",
        standing=OWN,
        chain=("norland",),
    )
    assert borrowed([said, plain], bench.words, telling()) == {}, "in so many words it is its own"
    assert borrowed([signal], bench.words, telling()) == {}, "nobody else says so"


class TestQuotations:
    WORDS = "we are ready to open the crossing for grain if the shelling stops"

    def quoted(self, report: str, words: str, day: date = DAY) -> Saying:
        attribution = Attribution((), (), (), kind=Kind.ASSERTION, mode=Mode.DIRECT)
        why = Why("name")
        return Saying(
            f"s{report}",
            report,
            attribution,
            "speaker",
            why,
            None,
            None,
            When.day(day),
            why,
            None,
            Words("", "", words),
        )

    @pytest.mark.parametrize(
        ("words", "differs"),
        [
            (WORDS, False),
            ("We are ready to open the crossing for grain, if the shelling stops.", False),  # typography
            ("we are ready to open the crossing for grain", False),  # cut at its end
            ("we are ready to open the crossing … if the shelling stops", False),  # a sign of omission
            ("we are willing to open the crossing for grain if the shelling stops", True),
            ("we are ready to open the crossing for grain and coal if the shelling stops", True),
        ],
    )
    def test_words_that_differ_inside_a_quotation(self, bench: Any, words: str, differs: bool) -> None:
        held = Quotations()
        held.add([self.quoted("a", self.WORDS), self.quoted("b", words)])
        assert self.found(bench, held) == ([DisputeKind.WORDS_ALTERED] if differs else [])
        held.remove("b")
        assert self.found(bench, held) == []

    @pytest.mark.parametrize(
        ("days", "kinds"), [(1, [DisputeKind.DATE_MOVED]), (14, [DisputeKind.DATE_MOVED]), (15, []), (0, [])]
    )
    def test_one_quotation_on_two_days_and_what_is_said_again_weeks_later(
        self, bench: Any, days: int, kinds: list[DisputeKind]
    ) -> None:
        held = Quotations()
        held.add([self.quoted("b", self.WORDS, DAY + timedelta(days)), self.quoted("a", self.WORDS)])
        assert self.found(bench, held) == kinds
        assert self.found(bench, held, origin=lambda report: "a") == []

    def found(
        self, bench: Any, held: Quotations, origin: Callable[[str], str] = lambda report: report
    ) -> list[DisputeKind]:
        claims = {name: bench.claim("norland", Act.OFFER, "humanitarian", "x y", report=name) for name in "ab"}
        told = Told(lambda report: True, origin, lambda report: DAY)
        wordings = {wording for name in "ab" for wording in held.wordings(name)}
        rows = [pair for wording in wordings for pair in pairs(wording, told)]
        return [row.dispute.kind for row in quoted_apart(rows, lambda quotation: [claims[quotation.report]], told)]

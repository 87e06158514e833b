"""From clauses to claims: whose act it is, and who vouches for it. The clauses are given; the report and the roster are real."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from accords.claims import claimed
from accords.claims.build import Account, build
from accords.claims.process import load_process
from accords.claims.roster import FileRoster
from accords.reading.clause import Clause
from accords.reading.reading import Reading
from accords.vocabulary import Span
from accords.vocabulary.act import Standing


def clause(
    text: str, trigger: str, party: str | None, evidence: str, act: str, issue: str = "talks", **more: object
) -> Clause:
    at = text.index(evidence)
    inside = lambda words: Span(text.index(words, at), text.index(words, at) + len(words))  # noqa: E731
    who = None
    if party is not None:
        start = text.rindex(party, 0, at + len(evidence)) if party not in evidence else text.index(party, at)
        who = Span(start, start + len(party))
    fields: dict[str, object] = {"strength": None, "negated": 0.0, **more}
    return Clause(inside(trigger), Span(at, at + len(evidence)), who, ((act, 0.9),), ((issue, 0.9),), **fields)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def every_claim_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests make their clauses by hand: how sure the models are of the words is no part of them."""
    monkeypatch.setattr(claimed, "LEAST_SURE", 0.0)
    monkeypatch.setattr(claimed, "LEAST_SURE_PLAIN", 0.0)


@pytest.fixture
def account(reading_made: Callable[..., Reading], roster: FileRoster) -> Callable[..., Account]:
    def make(marked: str, *rows: tuple[object, ...], process: str | None = None, **more: object) -> Account:
        reading = reading_made(marked)
        clauses = tuple(clause(reading.report.text, *row, **more) for row in rows)  # type: ignore[arg-type]
        chosen = load_process(process) if process else None
        known = chosen.roster(roster) if chosen else roster
        return build(replace(reading, clauses=clauses), roster=known, process=chosen)

    return make


def test_words_that_reach_us_through_another_are_never_the_partys_own(account):
    """The sentence that the product is for."""
    told = account(
        "[Steve Witkoff], the US envoy, {said} <[Russia] {said} <it would write a promise to annex no more territory into its law>>.",
        (
            "would write",
            "it",
            "it would write a promise to annex no more territory into its law",
            "commit",
            "territory",
        ),
        strength="undertaken",
    )
    (claim,) = told.claims
    assert (claim.party, claim.act, claim.issue) == ("russia", "commit", "territory")
    assert claim.chain == ("steve-witkoff", "russia")
    assert claim.standing is Standing.COUNTERPART


@pytest.mark.parametrize(
    ("marked", "row", "party", "chain", "standing"),
    [
        (
            "[Sergei Lavrov] said <Russia would not accept the plan>.",
            ("would not accept", "Russia", "Russia would not accept the plan", "reject"),
            "russia", ("sergei-lavrov",), "own",
        ),
        (
            "[Volodymyr Zelensky] said <Russia had refused the truce>.",
            ("had refused", "Russia", "Russia had refused the truce", "reject"),
            "russia", ("volodymyr-zelenskyy",), "counterpart",
        ),
        (
            "Russia refused the truce on Sunday.",
            ("refused", "Russia", "Russia refused the truce", "reject"),
            "russia", (), "outlet",
        ),
        (
            "[Two bankers] said <Russia had refused the truce>.",
            ("had refused", "Russia", "Russia had refused the truce", "reject"),
            "russia", ("two-bankers",), "third party",
        ),
        (
            '[Sergei Lavrov] told reporters: "<We will not sign>."',
            ("will not sign", "We", "We will not sign", "reject"),
            "russia", ("sergei-lavrov",), "own",
        ),
        (
            "[Sergei Lavrov] said <that was out of the question>.",
            ("out of the question", None, "that was out of the question", "reject"),
            "russia", ("sergei-lavrov",), "own",
        ),
    ],
)  # fmt: skip
def test_standing_follows_who_vouches(account, marked, row, party, chain, standing):
    (claim,) = account(marked, row).claims
    assert (claim.party, claim.chain, claim.standing.value) == (party, chain, standing)


def test_two_sides_are_two_claims_and_never_the_mediator(account):
    told = account(
        "Moscow and Kyiv sent their ministers. The two sides agreed on the route. The United States had asked for it.",
        ("agreed", "The two sides", "The two sides agreed on the route", "agree"),
        process="ukraine-2025",
    )
    assert sorted(c.party for c in told.claims) == ["russia", "ukraine"]


def test_a_clause_whose_party_nobody_can_tell_makes_no_claim_and_is_counted(account):
    told = account(
        "Envoys of the Kremlin had left. It was turned down by midnight.",
        ("turned down", None, "It was turned down by midnight", "reject"),
    )
    assert told.claims == () and told.unclear == 1


def test_the_assenting_party_and_the_giver_are_never_one(account):
    told = account(
        "[Steve Witkoff] said <Putin agreed that the United States could offer guarantees>.",
        (
            "agreed",
            "Putin",
            "Putin agreed that the United States could offer guarantees",
            "accept",
            "security guarantees",
        ),
        (
            "could offer",
            "the United States",
            "the United States could offer guarantees",
            "offer",
            "security guarantees",
        ),
        strength="possible",
    )
    assert [(c.party, c.act.value, c.person) for c in told.claims] == [
        ("russia", "accept", "vladimir-putin"),
        ("united-states", "offer", None),
    ]


def test_a_party_named_apart_from_its_verb_is_part_of_the_evidence(account):
    told = account(
        "Hamas took part in the talks and refused to leave the city.",
        ("refused", "Hamas", "refused to leave the city", "reject"),
    )
    (claim,) = told.claims
    assert claim.party == "hamas" and len(claim.evidence) == 2


def test_acts_that_undertake_nothing_have_no_strength(account):
    (claim,) = account(
        "Russia rejected the plan.", ("rejected", "Russia", "Russia rejected the plan", "reject"), strength="actual"
    ).claims
    assert claim.strength is None


def test_a_signed_text_speaks_for_those_who_signed_it(reading_made, roster):
    reading = reading_made(
        "Armenia and Azerbaijan agree to open the border.", headline="Joint declaration of Armenia and Azerbaijan"
    )
    row = clause(
        reading.report.text,
        "agree",
        "Armenia and Azerbaijan",
        "Armenia and Azerbaijan agree to open the border",
        "agree",
    )
    told = build(replace(reading, clauses=(row,)), roster=roster)
    assert {(c.party, c.standing.value) for c in told.claims} == {("armenia", "own"), ("azerbaijan", "own")}


def test_a_report_of_something_else_makes_no_claims(reading_made, roster):
    """A match has sides, agreements and refusals too."""
    text = (
        "Norvane held on to win. The home side rejected every long pass, their captain said after the game. “We agreed at half-time that "
        "nobody would leave his zone,” he added. The visitors had offered little. Their coach demanded a penalty and was turned down. The "
        "league will decide next week whether he sits out two games. Rain fell on the capital of Portugal all night, and the crowd of nine "
        "thousand went home early, past closed cafés and a band that had given up. The clubs meet again in spring, and nobody expects more "
        "goals then. The captain promised to stay, whatever other clubs may offer for him."
    )
    reading = reading_made(text)
    rows = (
        clause(reading.report.text, "rejected", "The home side", "The home side rejected every long pass", "reject"),
        clause(reading.report.text, "agreed", "We", "We agreed at half-time", "agree", "ceasefire"),
    )
    assert build(replace(reading, clauses=rows), roster=roster).claims == ()


def test_two_readings_of_the_same_words_are_one_claim(account):
    told = account(
        "Russia refused to discuss the truce.",
        ("refused", "Russia", "Russia refused to discuss the truce", "reject", "ceasefire"),
        ("discuss", "Russia", "Russia refused to discuss the truce", "demand", "talks"),
    )
    assert len(told.claims) == 1


def test_what_will_not_be_accepted_is_refused_and_not_merely_undone(account):
    (claim,) = account(
        "Russia would not accept the plan.",
        ("would not accept", "Russia", "Russia would not accept the plan", "accept"),
    ).claims
    assert (claim.act.value, claim.negated, claim.strength) == ("reject", False, None)


def test_a_plain_predicate_that_the_model_passed_over_is_read(account):
    told = account("Hamas agreed to free ten hostages. Israel offered a truce of three days.")
    assert [(c.party, c.act.value) for c in told.claims] == [("hamas", "agree"), ("israel", "offer")]

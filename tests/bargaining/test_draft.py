"""A drafted scenario holds what the record tells, says what is a guess, and is a file without a fault whatever the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.agreement.material import Material, Named, material_of
from accords.assessment.record import Record
from accords.bargaining.draft import DraftStatement, ScenarioDraft, draft_of, words
from accords.bargaining.draft_options import Origin
from accords.bargaining.parse import MAX_BYTES, scenario_of
from accords.bargaining.parse_options import MOST_PARTIES
from accords.bargaining.scenario import Option, Priorities, Ranking, Scenario, Statement
from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.vocabulary import Misuse
from accords.vocabulary.act import Act, Standing
from tests.agreement.claims_told import COUNTERPART, OUTLET, OWN, account
from tests.agreement.claims_told import claim as claimed


def claim(party: str, act: Act, issue: str, terms: str, standing: Standing = OWN, **fields: object) -> Claim:
    """A claim made by hand, unless told otherwise in the party's own words."""
    return claimed(party, act, issue, terms, standing, **fields)


def drafted(*accounts: Account, most: int = 12) -> ScenarioDraft:
    return draft_of(material_of(Record(accounts).as_of(None)), most=most)


def parsed(draft: ScenarioDraft) -> Scenario:
    scenario, faults = scenario_of(draft.text, "draft.yaml")
    assert not faults, (draft.text, faults)
    assert scenario is not None
    assert not scenario.notes, draft.text
    return scenario


def options(draft: ScenarioDraft) -> dict[str, Option]:
    return {option.id: option for option in parsed(draft).options}


def statements(draft: ScenarioDraft, party: str) -> dict[str, Statement]:
    (preference,) = [one.preference for one in parsed(draft).parties if one.id == party]
    assert isinstance(preference, Priorities)
    return {one.words: one for one in preference.statements}


# -- options -------------------------------------------------------------------------------------------------------------------


def test_what_a_party_says_that_it_would_do_is_its_option_with_its_claim_and_words() -> None:
    told = claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge")
    option = options(drafted(account([told])))["norland.forces"]
    assert option.text == "do as it says on forces: “will withdraw its guns from the ridge”"
    assert option.claims == (told.id,)
    assert option.because.startswith("Norland itself (Minister Of Norland), Outlet r1, 5 March 2029: “will withdraw")
    assert not option.guess


def test_what_only_others_say_of_it_is_a_guess_and_says_so() -> None:
    option = options(drafted(account([claim("norland", Act.COMMIT, "forces", "will withdraw", COUNTERPART)])))[
        "norland.forces"
    ]
    assert option.text.startswith("do what others say that it would on forces")
    assert option.because.startswith("Envoy (counterpart), Outlet r1")
    assert option.guess


def test_its_own_words_stand_first_and_those_of_others_apart() -> None:
    others = claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge", COUNTERPART)
    own = claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge")
    option = options(drafted(account([others, own])))["norland.forces"]
    assert option.claims == (own.id, others.id)
    before, after = option.because.split(" Others say: ")
    assert before.startswith("Norland itself")
    assert after.startswith("Envoy (counterpart)")


def test_a_law_is_called_one() -> None:
    told = claim("norland", Act.COMMIT, "territory", "will write into its laws that it annexes nothing")
    assert list(options(drafted(account([told])))) == ["norland.law-on-territory"]


def test_several_things_on_one_issue_are_numbered() -> None:
    rows = [
        claim("norland", Act.COMMIT, "forces", words)
        for words in ("will leave the ridge", "to send home every conscript", "shall pay the wounded")
    ]
    assert list(options(drafted(account(rows)))) == ["norland.forces", "norland.forces-2", "norland.forces-3"]


def test_what_was_denied_is_no_option_and_is_told_beside_the_file() -> None:
    reported = claim("norland", Act.COMMIT, "forces", "will withdraw", COUNTERPART)
    denied = claim("norland", Act.DENY, "forces", "that it would withdraw")
    other = claim("vestria", Act.COMMIT, "sanctions", "will lift them")
    draft = drafted(account([reported, other]), account([denied], "r2", date(2029, 3, 6)))
    assert list(options(draft)) == ["vestria.sanctions"]
    assert any(one.startswith("Norland, forces: denied.") for one in draft.left)
    assert "# - Norland, forces: denied." in draft.text


def test_what_is_demanded_of_a_party_is_its_option() -> None:
    told = claim("vestria", Act.DEMAND, "forces", "that Norland leave the ridge", toward=("norland",))
    draft = drafted(account([told]))
    assert options(draft)["norland.forces"].text == "do what Vestria demands on forces: “that Norland leave the ridge”"
    assert options(draft)["norland.forces"].guess  # it has said nothing of it
    assert list(statements(draft, "vestria")) == ["norland.forces"]
    assert not statements(draft, "vestria")["norland.forces"].guess


def test_what_is_refused_on_which_nobody_would_do_anything_is_yielding() -> None:
    draft = drafted(account([claim("norland", Act.REJECT, "territory", "giving away any land")]))
    assert options(draft)["norland.yield-on-territory"].text.startswith("accept what it refuses on territory")
    assert list(statements(draft, "norland")) == ["not norland.yield-on-territory"]
    assert not statements(draft, "norland")["not norland.yield-on-territory"].guess


def test_a_refusal_of_what_is_asked_of_it_is_of_that_option() -> None:
    asked = claim("vestria", Act.DEMAND, "territory", "the valley", toward=("norland",))
    refused = claim("norland", Act.REJECT, "territory", "giving away any land", toward=("vestria",))
    draft = drafted(account([refused, asked]))
    assert list(options(draft)) == ["norland.territory"]
    statement = statements(draft, "norland")["not norland.territory"]
    assert statement.guess
    assert statement.because.endswith("That this option is meant is told by the issue alone.")


def test_a_threat_is_an_option_that_nobody_prefers() -> None:
    told = claim("vestria", Act.THREATEN, "sanctions", "to close the border", toward=("norland",))
    draft = drafted(account([told]))
    assert list(options(draft)) == ["vestria.threat-on-sanctions"]
    for party in ("norland", "vestria"):
        assert statements(draft, party)["not vestria.threat-on-sanctions"].guess


def test_a_demand_of_nobody_in_particular_is_left_where_nobody_else_is_told_of() -> None:
    draft = drafted(
        account([claim("vestria", Act.DEMAND, "forces", "an end to it")]),
        account([claim("norland", Act.COMMIT, "forces", "will withdraw")], "other talks"),
    )
    assert list(options(draft)) == ["norland.forces"]
    assert [party.id for party in draft.parties] == ["norland"]
    assert any("nobody tells of whom" in one for one in draft.left)


def test_the_best_supported_options_are_kept_and_the_others_are_told() -> None:
    rows = [
        claim("norland", Act.COMMIT, issue, f"will act on {issue}") for issue in ("forces", "sanctions", "prisoners")
    ]
    again = claim("norland", Act.COMMIT, "prisoners", "will act on prisoners")
    draft = drafted(account(rows), account([again], "r2"), most=1)
    assert list(options(draft)) == ["norland.prisoners"]
    assert sum(one.startswith("Less told of than what is above: Norland: ") for one in draft.left) == 2
    assert draft.about.endswith("2 options less told of are left out.")


# -- preferences -----------------------------------------------------------------------------------------------------------------


def test_demands_stand_first_then_refusals_and_last_what_it_would_do_itself() -> None:
    draft = drafted(
        account(
            [
                claim("norland", Act.OFFER, "prisoners", "could free them", toward=("vestria",)),
                claim("norland", Act.REJECT, "forces", "any troops there", toward=("league",)),
                claim("league", Act.COMMIT, "forces", "will send troops"),
                claim("norland", Act.DEMAND, "sanctions", "that they be lifted", toward=("vestria",)),
                claim("vestria", Act.COMMIT, "territory", "will leave the valley", toward=("norland",)),
            ]
        )
    )
    assert list(statements(draft, "norland")) == [
        "vestria.sanctions", "not league.forces", "vestria.territory", "norland.prisoners",
    ]  # fmt: skip
    told = statements(draft, "norland")
    assert [one.guess for one in told.values()] == [False, True, True, True]


def test_its_own_demand_stands_before_what_others_say_that_it_demands() -> None:
    draft = drafted(
        account(
            [
                claim("norland", Act.DEMAND, "forces", "that they go", COUNTERPART, toward=("vestria",)),
                claim("norland", Act.WANT, "sanctions", "that they be lifted", toward=("vestria",)),
            ]
        )
    )
    told = statements(draft, "norland")
    assert list(told) == ["vestria.sanctions", "vestria.forces"]
    assert told["vestria.forces"].because.startswith("Others say so, and not it itself: Envoy")
    assert told["vestria.forces"].guess


def test_what_a_party_has_not_confirmed_it_is_guessed_not_to_prefer_and_whoever_would_gain_by_it_to_prefer() -> None:
    told = claim("norland", Act.COMMIT, "forces", "will withdraw", COUNTERPART, toward=("vestria",))
    draft = drafted(account([told]))
    assert list(statements(draft, "norland")) == ["not norland.forces"]
    assert list(statements(draft, "vestria")) == ["norland.forces"]
    assert all(
        statements(draft, party)[words].guess
        for party, words in (("norland", "not norland.forces"), ("vestria", "norland.forces"))
    )


def test_a_condition_that_names_the_issue_of_another_option_is_required_and_any_other_is_told() -> None:
    law = claim("norland", Act.COMMIT, "territory", "will annex nothing", condition="once a ceasefire holds")
    truce = claim("vestria", Act.COMMIT, "ceasefire", "will stop firing")
    swap = claim("vestria", Act.OFFER, "prisoners", "could free them", condition="if the harvest is good")
    draft = drafted(account([law, truce, swap]))
    scenario = parsed(draft)
    (rule,) = scenario.rules
    assert rule.words == "requires: {option: norland.territory, needs: vestria.ceasefire}"
    assert "# A guess: its condition, “once a ceasefire holds”, names their issue." in draft.text
    assert "# Its condition, in words alone: “if the harvest is good”. Make an option of it" in draft.text


def test_conditions_that_wait_for_each_other_do_not_tie_options_together() -> None:
    one = claim("norland", Act.COMMIT, "territory", "will leave", condition="once the sanctions are lifted")
    two = claim("vestria", Act.COMMIT, "sanctions", "will lift them", condition="once the territory is free")
    assert len(parsed(drafted(account([one, two]))).rules) == 1


def test_the_status_quo_takes_nothing() -> None:
    draft = drafted(account([claim("norland", Act.COMMIT, "forces", "will withdraw")]))
    assert parsed(draft).status_quo == 0


def test_a_record_that_tells_of_nothing_that_a_party_could_do_is_a_misuse() -> None:
    with pytest.raises(Misuse, match="nothing that a party could do"):
        drafted(account([claim("norland", Act.SUPPORT, "forces", "the plan")]))


@pytest.mark.parametrize("most", [0, 25])
def test_as_many_options_as_no_file_may_have_are_a_misuse(most: int) -> None:
    with pytest.raises(Misuse, match="from 1 to 24"):
        drafted(account([claim("norland", Act.COMMIT, "forces", "will withdraw")]), most=most)


# -- whatever the words ------------------------------------------------------------------------------------------------------------

PARTIES = ("norland", "vestria", "league", "not", "и", "o'neill-s", "x" * 90, "1")
ACTS = (
    Act.COMMIT, Act.OFFER, Act.AGREE, Act.ACCEPT, Act.DEMAND, Act.REQUEST, Act.WANT, Act.REJECT, Act.DENY, Act.THREATEN,
    Act.WITHDRAW, Act.SUPPORT,
)  # fmt: skip
ISSUES = ("forces", "ceasefire", "assets and reparations", "sanctions", "other", "or", "no: [such]")
CONDITIONS = (None, "once a truce holds", "if sanctions are lifted and the troops go", "- `not`: #")


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    few = st.sampled_from
    odd = few(("will: act", "“so”", "# no", "a\nb", "", "x" * 500)) | st.text(max_size=12)
    made = claim(
        draw(few(PARTIES)),
        draw(few(ACTS)),
        draw(few(ISSUES)),
        draw(odd),
        draw(few((OWN, OWN, COUNTERPART, OUTLET))),
        toward=tuple(draw(st.lists(few(PARTIES), max_size=2, unique=True))),
        condition=draw(few(CONDITIONS)),
        negated=draw(few((False, False, False, True))),
    )
    return made


@given(
    st.lists(st.lists(claims(), min_size=1, max_size=6), min_size=1, max_size=4),
    st.integers(1, 24),
    st.text(max_size=8),
)
def test_any_draft_is_a_file_without_a_fault_and_within_the_number_of_options(
    reports: list[list[Claim]], most: int, name: str
) -> None:
    material = material_of(Record([account(one, f"r{at}") for at, one in enumerate(reports)]).as_of(None))
    try:
        draft = draft_of(material, name=name, most=most)
    except Misuse as error:
        assert error.fault.found == "nothing that a party could do"
        return
    scenario = parsed(draft)
    assert 1 <= len(scenario.options) <= most
    known = {one.id for report in reports for one in report}
    for party in scenario.parties:
        if isinstance(party.preference, Ranking):
            assert party.preference.guess
            continue
        for one in party.preference.statements:
            assert one.because
            assert set(one.claims) <= known
            assert one.claims
    own = {one.id for report in reports for one in report if one.standing is OWN}
    for party_drafted in draft.parties:
        for statement in party_drafted.statements:
            if not statement.guess:  # the party has said so itself
                assert set(statement.claims) <= own
        for option in party_drafted.options:
            assert option.guess is (not own & set(option.claims) or option.origin is Origin.ASKED)


def test_a_party_of_which_nothing_is_told_that_it_prefers_is_indifferent_and_that_is_a_guess() -> None:
    draft = drafted(account([claim("norland", Act.COMMIT, "forces", "will withdraw")]))
    (party,) = draft.parties
    text = replace(draft, parties=(replace(party, statements=()),)).text
    scenario, faults = scenario_of(text, "draft.yaml")
    assert not faults
    assert scenario is not None
    preference = scenario.parties[0].preference
    assert isinstance(preference, Ranking)
    assert (preference.rest, preference.guess) == (0, True)


def test_names_are_those_of_the_record() -> None:
    material = material_of(Record([account([claim("nl", Act.COMMIT, "forces", "will go")])]).as_of(None))
    named = Material(
        material.commitments, material.positions, told=material.told, actors={"nl": Named("Norland: the land")}
    )
    assert [party.name for party in parsed(draft_of(named)).parties] == ["Norland: the land"]


def test_a_large_record_makes_no_file_that_is_too_large_to_read() -> None:
    rows = [
        claim(f"party-{at % 90}", act, issue, "words of some length " * 20, toward=(f"party-{(at + 1) % 90}",))
        for at in range(600)
        for act, issue in (((Act.COMMIT, "forces"), (Act.DEMAND, "sanctions"))[at % 2],)
    ]
    draft = drafted(account(rows), most=24)
    assert len(draft.text.encode()) < MAX_BYTES
    scenario = parsed(draft)
    assert (len(scenario.options), len(scenario.parties)) == (24, MOST_PARTIES)  # of 90 parties


def test_its_json_names_each_option_and_statement_as_the_file_does() -> None:
    draft = drafted(account([claim("norland", Act.DEMAND, "sanctions", "that they go", toward=("vestria",))]))
    told = draft.to_json()
    assert isinstance(told["parties"], list)
    every = {one["id"]: one for one in told["parties"]}
    assert every["vestria"]["options"][0]["option"] == "vestria.sanctions"
    assert every["norland"]["priorities"][0]["prefers"] == "vestria.sanctions"
    (statement,) = [one for party in draft.parties if party.id == "norland" for one in party.statements]
    assert isinstance(statement, DraftStatement)
    assert words(statement, draft.ids) == "vestria.sanctions"

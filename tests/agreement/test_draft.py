"""A draft keeps apart what a party says itself and what others say of it, whatever the words; and it is a file without a fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.agreement.agreement import Agreement, ClauseStanding, Kind, Owed, Stipulation
from accords.agreement.condition import Happened
from accords.agreement.deeds import deed_of
from accords.agreement.draft import Draft, draft_of
from accords.agreement.finding import Severity
from accords.agreement.lint import lint
from accords.agreement.material import Material, Named, material_of
from accords.agreement.parse import agreement_of
from accords.agreement.yaml_words import one_line
from accords.assessment.forms import Form
from accords.assessment.record import Record
from accords.assessment.where import ALL, Where
from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.claims.meeting import Silence
from accords.vocabulary import Actor, ActorKind, Span
from accords.vocabulary.act import Act, Standing
from tests.agreement.claims_told import COUNTERPART, DAY, OUTLET, OWN, account, claim


def drafted(*accounts: Account, where: Where = ALL, as_of: date | None = None) -> Draft:
    return draft_of(material_of(Record(accounts).as_of(as_of), where))


def parsed(draft: Draft) -> Agreement:
    """The agreement of the draft's text: without a fault, and without an error of the lint."""
    agreement, faults = agreement_of(draft.text, "draft.yaml")
    assert not faults, (draft.text, faults)
    assert agreement is not None
    errors = [finding for finding in lint(agreement) if finding.severity is Severity.ERROR]
    assert not errors, (draft.text, errors)
    return agreement


def only(draft: Draft) -> Stipulation:
    (stipulation,) = parsed(draft).stipulations
    return stipulation


# -- whose word it is ------------------------------------------------------------------------------------------------------------


def test_what_others_say_of_a_party_is_only_reported_of_it() -> None:
    told = claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge")
    one = only(drafted(account([told])))
    assert one.standing is ClauseStanding.REPORTED
    assert one.claims == (told.id,)
    (words,) = [words for _, words in one.text]
    assert words.startswith(
        "Only reported of Norland, on the word of Envoy (counterpart); Norland has not confirmed it."
    )
    assert "“will withdraw its guns from the ridge”" in words


def test_a_partys_own_word_is_offered() -> None:
    told = claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge", OWN)
    one = only(drafted(account([told])))
    assert one.standing is ClauseStanding.OFFERED
    assert one.text[0][1].startswith("Offered, on the word of Norland itself (Minister Of Norland).")


def test_a_text_that_it_signed_is_agreed() -> None:
    told = claim("norland", Act.COMMIT, "forces", "undertook to withdraw its guns", OWN, chain=())
    one = only(drafted(account([told])))
    assert one.standing is ClauseStanding.AGREED
    assert "in a text that it signed" in one.text[0][1]


def test_an_offered_clause_says_what_the_party_says_and_keeps_what_others_add_beside_it() -> None:
    others = claim(
        "norland",
        Act.COMMIT,
        "forces",
        "will withdraw all guns from the ridge by law",
        toward=("vestria",),
        condition="if Vestria pays",
    )
    own = claim("norland", Act.COMMIT, "forces", "will withdraw some guns from the ridge", OWN)
    draft = drafted(account([others], "r1"), account([own], "r2", date(2029, 3, 6)))
    one = only(draft)
    assert one.standing is ClauseStanding.OFFERED
    assert set(one.claims) == {others.id, own.id}
    assert "“will withdraw some guns from the ridge”" in one.text[0][1]
    assert one.to == ()
    assert one.when is None
    comments = "\n".join(line for line in draft.text.splitlines() if line.lstrip().startswith("#"))
    unwrapped = " ".join(comments.replace("#", "").split())
    assert "Not its own word: Envoy (counterpart) names the condition “if Vestria pays”" in unwrapped
    assert "names Vestria as the other side" in unwrapped
    assert "names the form legislation" in unwrapped


def test_a_party_that_lets_others_guarantee_is_no_guarantor() -> None:
    told = claim(
        "russia", Act.ACCEPT, "security guarantees", "agreed that others would give full protection to Norland"
    )
    given = replace(
        told, terms="agreed to give Norland full protection", words="agreed to give Norland full protection"
    )
    assert only(drafted(account([told]))).kind is Kind.OBLIGATION
    assert only(drafted(account([given]))).kind is Kind.GUARANTEE


def test_an_offer_of_guarantees_is_a_guarantee_by_whoever_offers_for_whom_it_names() -> None:
    told = claim("vestria", Act.OFFER, "security guarantees", "will protect Norland", OWN, toward=("norland",))
    one = only(drafted(account([told])))
    assert one.kind is Kind.GUARANTEE
    assert one.who == ("vestria",)
    assert one.guarantee is not None
    assert one.guarantee.beneficiary == ("norland",)
    assert one.guarantee.strength == "will protect Norland"
    assert one.due is None


def test_what_was_denied_or_taken_back_is_left_out_and_said_to_be() -> None:
    told = claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge")
    denial = claim("norland", Act.DENY, "forces", "denied that it will withdraw its guns from the ridge", OWN)
    kept = claim("vestria", Act.COMMIT, "forces", "will withdraw its tanks from the ridge")
    taken = claim("kasmere", Act.COMMIT, "prisoners", "will release forty prisoners of war")
    back = claim("kasmere", Act.WITHDRAW, "prisoners", "will no longer release forty prisoners of war")
    draft = drafted(account([told, denial, kept, taken, back]))
    agreement = parsed(draft)
    assert [one.who for one in agreement.stipulations] == [("vestria",)]
    assert {party.id for party in agreement.parties} == {"vestria"}
    text = " ".join(draft.text.replace("#", "").split())
    assert f"Norland denies it in its own words [{denial.id}]." in text
    assert "Kasmere is said to have taken it back." in text
    assert "2 commitments that were denied or taken back are left out" in text
    assert agreement.articles[1].title == "Prisoners"


def test_where_everything_was_denied_the_file_still_has_no_fault() -> None:
    told = claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge")
    denial = claim("norland", Act.DENY, "forces", "denied that it will withdraw its guns from the ridge", OWN)
    assert not list(parsed(drafted(account([told, denial]))).stipulations)


def test_a_denial_by_another_and_a_silence_stand_beside_a_clause() -> None:
    told = claim("norland", Act.COMMIT, "forces", "Norland will withdraw its guns from the ridge")
    denial = claim("vestria", Act.DENY, "forces", "denied that Norland will withdraw its guns from the ridge", OWN)
    read = account([told, denial])
    silent = replace(read, silences=(Silence("r1", "norland", "forces", (Span(0, 4),)),))
    text = " ".join(drafted(silent).text.replace("#", "").split())
    assert f"Vestria denies it in its own words [{denial.id}]." in text
    assert "Its silence is told, perhaps on this: Outlet r1." in text


def test_one_sentence_about_two_parties_is_one_clause_that_each_owes() -> None:
    both = claim("norland", Act.COMMIT, "territory", "will seek no revenge")
    other = replace(both, id="cx", party="vestria")
    one = only(drafted(account([both, other])))
    assert one.who == ("norland", "vestria")
    assert one.owed is Owed.SEVERALLY
    assert set(one.claims) == {both.id, "cx"}
    assert one.kind is Kind.PROHIBITION


def test_what_is_promised_on_a_condition_is_not_owed_before_it() -> None:
    told = claim(
        "norland",
        Act.COMMIT,
        "forces",
        "would withdraw its guns, once the dam is shut",
        condition="once the dam is shut",
    )
    one = only(drafted(account([told])))
    assert isinstance(one.when, Happened)
    assert one.when.pattern.events == {"once the dam is shut"}


def test_it_counts_from_the_day_by_which_all_had_been_told() -> None:
    first = claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge")
    last = claim("vestria", Act.COMMIT, "forces", "will withdraw its tanks from the bridge")
    accounts = (account([first]), account([last], "r2", date(2029, 4, 2)))
    assert drafted(*accounts).told_by == date(2029, 4, 2)
    assert "in force: 2029-04-02\n" in drafted(*accounts).text
    assert drafted(*accounts, as_of=DAY).told_by == DAY
    undated = drafted(account([first], day=None))
    assert undated.told_by is None
    parsed(undated)


def test_positions_that_demand_or_reject_stand_beside_as_comments_that_say_whose_they_are() -> None:
    told = claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge")
    own = claim("vestria", Act.DEMAND, "forces", "must leave the whole valley", OWN)
    others = claim("kasmere", Act.REJECT, "forces", "rejects any withdrawal")
    refused = claim("norland", Act.ACCEPT, "forces", "does not accept a timetable", OWN, negated=True)
    apart = claim("vestria", Act.DEMAND, "sanctions", "wants the embargo lifted", OWN)
    praise = claim("vestria", Act.SUPPORT, "forces", "welcomes it", COUNTERPART)
    draft = drafted(account([told, own, others, refused, apart, praise]))
    text = " ".join(draft.text.replace("#", "").split())
    assert (
        f"Vestria demands: “must leave the whole valley”. By Vestria itself (Minister Of Vestria), Outlet r1, 5 March 2029 [{own.id}]."
        in text
    )
    assert (
        f"Others, and not Kasmere itself, say that it rejects: “rejects any withdrawal”. By Envoy (counterpart), Outlet r1, 5 March 2029 [{others.id}]."
        in text
    )
    assert "Norland does not accept: “does not accept a timetable”" in text
    assert (
        "Positions on what nobody undertook anything about: - sanctions: Vestria demands: “wants the embargo lifted”"
        in text
    )
    assert "welcomes it" not in text
    assert len(list(parsed(draft).stipulations)) == 1


# -- what would fulfil or breach it ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "issue", "terms", "form", "kind", "asked"),
    [
        (Act.COMMIT, "forces", "will pull back its tanks", None, Kind.OBLIGATION, {"act": "retreat", "issue": "forces"}),
        (Act.AGREE, "prisoners", "agreed to swap 40 captives", None, Kind.OBLIGATION, {"act": "retreat"}),
        (Act.COMMIT, "humanitarian", "will let aid through and leave the road", None, Kind.OBLIGATION, {"act": "aid"}),
        (Act.COMMIT, "peace agreement", "will sign the text", None, Kind.OBLIGATION, {"act": "cooperate"}),
        (Act.COMMIT, "sanctions", "will do so in May", None, Kind.OBLIGATION, {"act": "retreat", "issue": "sanctions"}),
        (Act.COMMIT, "other", "will do so, in May", None, Kind.OBLIGATION, {"event": "will do so in May"}),
        (Act.AGREE, "ceasefire", "agreed to stop fighting", None, Kind.PROHIBITION, {"act": "attack"}),
        (Act.COMMIT, "territory", "promised to take no more land", None, Kind.PROHIBITION, {"act": "attack"}),
        (Act.COMMIT, "territory", "will not move the border", None, Kind.PROHIBITION, {"act": "attack"}),
        (Act.COMMIT, "forces", "would not send troops", None, Kind.PROHIBITION, {"act": "mobilize", "issue": "forces"}),
        (Act.COMMIT, "arms supply", "won't supply missiles", None, Kind.PROHIBITION, {"act": "aid"}),
        (Act.COMMIT, "sanctions", "will refrain from new embargoes", None, Kind.PROHIBITION, {"act": "sanction"}),
        (Act.COMMIT, "other", "will never do so", None, Kind.PROHIBITION, {"event": "will never do so"}),
        (Act.COMMIT, "forces", "endorsed the attack and will leave", None, Kind.OBLIGATION, {"act": "retreat"}),
        # a law is a deed, whatever it will forbid
        (Act.COMMIT, "territory", "a law to take no more land", Form.LEGISLATION, Kind.OBLIGATION, {"event": "law on territory"}),
        (Act.OFFER, "security guarantees", "ready to do its share", None, Kind.GUARANTEE, {"act": "aid", "toward": "v"}),
        (Act.AGREE, "security guarantees", "agreed to protect Vestria", None, Kind.GUARANTEE, {"act": "aid"}),
        (Act.AGREE, "security guarantees", "agreed that they protect Vestria", None, Kind.OBLIGATION, {"act": "accept"}),
        (Act.COMMIT, "security guarantees", "will not attack again", None, Kind.PROHIBITION, {"act": "attack"}),
    ],
)  # fmt: skip
def test_a_deed_is_guessed_by_the_words_then_by_the_issue(
    act: Act, issue: str, terms: str, form: Form | None, kind: Kind, asked: dict[str, str]
) -> None:
    deed = deed_of(act, issue, terms, form, ("v",))
    assert deed.kind is kind
    told = {key: values[0] for key, values in deed.asked}
    assert asked.items() <= told.items()


# -- the file --------------------------------------------------------------------------------------------------------------------


def test_parties_whose_names_are_alike_are_told_apart() -> None:
    rows = [
        claim(party, Act.COMMIT, "forces", f"will withdraw {what}")
        for party, what in (("a", "guns there"), ("b", "tanks here"))
    ]
    actors = tuple(Actor(own, "Norland", ActorKind.STATE, own, aliases=("North", "Norland")) for own in ("a", "b"))
    agreement = parsed(drafted(account(rows, actors=actors)))
    assert [(party.id, party.name, party.aliases) for party in agreement.parties] == [
        ("a", "Norland", ("North",)),
        ("b", "Norland (b)", ()),
    ]


def test_reports_are_named_as_sources() -> None:
    told = claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge")
    read = account([told], title="Guns to go: “soon”", url="https://example.org/a?b#c")
    (source,) = parsed(drafted(read)).sources
    assert (source.title, source.url, source.publisher, source.date, source.note) == (
        "Guns to go: “soon”",
        "https://example.org/a?b#c",
        "Outlet r1",
        "2029-03-05",
        "report r1",
    )


def test_of_one_party_or_issue_only_that_is_drafted() -> None:
    rows = [
        claim("norland", Act.COMMIT, "forces", "will withdraw its guns from the ridge"),
        claim("vestria", Act.COMMIT, "forces", "will withdraw its tanks from the bridge"),
        claim("vestria", Act.COMMIT, "prisoners", "will release forty prisoners of war"),
        claim("norland", Act.DEMAND, "prisoners", "must free all", OWN),
    ]
    read = account(rows)
    assert [one.who for one in parsed(drafted(read, where=Where(party="norland"))).stipulations] == [("norland",)]
    draft = drafted(read, where=Where(issue="prisoners"))
    assert [article.title for article in parsed(draft).articles] == ["Prisoners"]
    assert "must free all" in draft.text


ODD = st.text(
    st.one_of(st.characters(), st.sampled_from("\"'\\#:-?[]{}&*!|>%@`,\n\r\t\x00\x85\u2028\ufeff ~=<")), max_size=30
)
SAID = st.one_of(
    ODD, st.sampled_from(["will withdraw", "not to attack", "ready to give", "by law", "agreed to release"])
)
PARTIES = ["norland", "vestria", "Öst land", "no", "..", "a" * 200]


@st.composite
def told(draw: st.DrawFn) -> Claim:
    act = draw(
        st.sampled_from([Act.COMMIT, Act.COMMIT, Act.AGREE, Act.ACCEPT, Act.OFFER, Act.DENY, Act.DEMAND, Act.REJECT])
    )
    standing = draw(st.sampled_from(list(Standing)))
    chain = () if standing is OUTLET else tuple(draw(st.lists(ODD, max_size=2)))
    return claim(
        draw(st.sampled_from(PARTIES)),
        act,
        draw(st.sampled_from(["forces", "security guarantees", "other", "talks: #1"])),
        " ".join(draw(st.lists(SAID, max_size=4))),
        standing,
        chain=chain if standing is OWN else chain or (() if standing is OUTLET else ("envoy",)),
        toward=tuple(draw(st.lists(st.sampled_from(PARTIES), max_size=2, unique=True))),
        condition=draw(st.none() | ODD),
        terms=" ".join(draw(st.lists(SAID, max_size=4))),
    )


@given(st.lists(told(), min_size=1, max_size=6), ODD, ODD)
def test_whatever_the_words_the_file_has_no_fault_and_no_borrowed_promise(
    rows: list[Claim], name: str, title: str
) -> None:
    actors = tuple(Actor(own, name or own, ActorKind.STATE, own, aliases=(title,)) for own in PARTIES[:2])
    material = material_of(Record([account(rows, actors=actors, title=title, url=name)]).as_of())
    if not material.commitments:
        return
    agreement = parsed(draft_of(material, name=name, title=title if one_line(title) else None))
    claims = {one.id: one for one in rows}
    for one in agreement.stipulations:
        assert one.standing is not None
        vouched = [claims[own] for own in one.claims if claims[own].standing is OWN]
        if one.standing is ClauseStanding.REPORTED:
            assert not vouched
            assert one.text[0][1].startswith("Only reported of ")
        else:
            assert vouched
            words = one.text[0][1].partition("report's words: “")[2].removesuffix("”")
            assert words in [one_line(each.terms) for each in vouched] or one.text[0][1].endswith(
                "No report gives its words."
            )
            assert (one.when is None) is all(each.condition is None or not each.condition for each in vouched)
            beneficiary = one.guarantee.beneficiary if one.guarantee else ()
            assert len({*one.to, *beneficiary}) <= len({party for each in vouched for party in each.toward})


def test_commitments_without_their_claims_are_drafted_as_far_as_they_go() -> None:
    """Of values that another program made, with no claims at hand."""
    record = Record(
        [account([claim("norland", Act.COMMIT, "forces", "will withdraw its guns", OWN, toward=("vestria",))])]
    )
    rows = record.as_of().commitments()
    one = only(draft_of(Material(rows, actors={"norland": Named("Norland")})))
    assert one.standing is ClauseStanding.OFFERED
    assert one.to == ("vestria",)

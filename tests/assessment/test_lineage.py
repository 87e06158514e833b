"""What a copy changed, told of small texts whose claims are put by hand, of generated stories, and of the gold of development."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from accords.assessment.alteration import Alteration
from accords.assessment.dispute import DisputeKind
from accords.assessment.house_style import plain
from accords.assessment.lineage import alterations, lineage
from accords.assessment.version import Comparison
from accords.claims.accounts import accounts_of
from accords.claims.build import Account
from accords.documents.syndication import Syndication
from accords.reading.reading import Mode
from accords.vocabulary.act import Act, Standing, Strength
from bench.alterations import by_construction, measure, printed
from tests.assessment.tellings import SUNDAY, Done, Said, telling
from tests.documents.stories import stories

LEAD = "Delegates from four countries met behind closed doors in the old customs house on the quay.\n\n"
END = "\n\nThe harbour was closed to fishing boats for the length of the session."


def framed(sentence: str) -> str:
    return f"{LEAD}{sentence}{END}"


def only(found: tuple[Alteration, ...], kind: DisputeKind) -> Alteration:
    assert [one.kind for one in found] == [kind], [(one.kind.value, one.note) for one in found]
    return found[0]


# Attribution lost ---------------------------------------------------------------------------------------------------

DEED = "Vestria will pull its guns back behind the canal"
BY_BRANDT = Said(DEED, "Ada Brandt")


def wire(name: str = "wire") -> Account:
    return telling(name, framed(f"{DEED}, Ada Brandt said."), said=[BY_BRANDT], done=[Done(DEED, "Vestria")])


def test_what_a_counterpart_said_and_a_copy_states_is_lowered_to_what_it_was() -> None:
    copy = telling("copy", framed(f"{DEED}."), done=[Done(DEED, "Vestria")])
    found = only(alterations(wire(), copy), DisputeKind.ATTRIBUTION_LOST)
    assert found.lowered is Standing.COUNTERPART
    assert found.note == "the original ascribes it to Ada Brandt; the copy states it as its own"
    assert (found.original.claims, found.copy.claims) == (("wire-c0",), ("copy-c0",))
    assert found.original.words == found.copy.words == DEED
    assert all(copy.report.text[s:e] == DEED for s, e in found.copy.spans)


def test_a_party_made_to_speak_for_itself_is_named() -> None:
    words = "it will pull its guns back behind the canal"
    copy = telling(
        "copy",
        framed(f"Vestria has signalled that {words}."),
        said=[Said(words, "Vestria", "has signalled")],
        done=[Done(words, "Vestria")],
    )
    found = only(alterations(wire(), copy), DisputeKind.ATTRIBUTION_LOST)
    assert copy.claims[0].standing is Standing.OWN
    assert found.lowered is Standing.COUNTERPART
    assert found.note == "the original ascribes it to Ada Brandt; in the copy Vestria says so itself"


def test_a_saying_of_which_no_claim_was_made_is_found_by_its_words() -> None:
    words = "the bridge at the lower mill has been mined twice since the spring"
    original = telling("wire", framed(f"Lena Moss said {words}."), said=[Said(words, "Lena Moss")])
    copy = telling("copy", framed(f"{words.capitalize()}."))
    found = only(alterations(original, copy), DisputeKind.ATTRIBUTION_LOST)
    assert found.original.sayings == ("wire-s0",) and found.original.claims == ()
    assert found.lowered is None


def test_words_of_a_party_about_itself_lose_their_speaker_but_not_their_standing() -> None:
    original = telling(
        "wire", framed(f"{DEED}, Ivo Keller said."), said=[Said(DEED, "Ivo Keller")], done=[Done(DEED, "Vestria")]
    )
    copy = telling("copy", framed(f"{DEED}."), done=[Done(DEED, "Vestria")])
    assert only(alterations(original, copy), DisputeKind.ATTRIBUTION_LOST).lowered is None


STILL_ASCRIBED = {
    "word for word": f"{DEED}, Ada Brandt said.",
    "the reader missed the speaker": f"{DEED}, Ada Brandt said.",
    "another word for said": f"{DEED}, Ada Brandt declared.",
    "told in front": f"According to Ada Brandt, {DEED}.",
    "by what she is": f"{DEED}, the Norlandic minister told reporters.",
}


@pytest.mark.parametrize("situation", STILL_ASCRIBED)
def test_a_copy_that_still_says_who_says_so_lost_nothing(situation: str) -> None:
    copy = telling("copy", framed(STILL_ASCRIBED[situation]), done=[Done(DEED, "Vestria")])
    assert alterations(wire(), copy) == ()


def test_an_own_voice_in_the_original_cannot_be_lost() -> None:
    original = telling("wire", framed(f"{DEED}."), done=[Done(DEED, "Vestria")])
    assert alterations(original, wire("copy")) == ()


# Words altered ------------------------------------------------------------------------------------------------------


def quoted(name: str, sentence: str) -> Account:
    return telling(name, framed(sentence))


ORIGINAL = (
    "“We are ready to work on the list of prisoners, and we shall honour its spirit,” Ada Brandt said on the stairs."
)
ALTERED = {
    "a word changed": (
        "“We are willing to work on the list of prisoners, and we shall honour its spirit,” Ada Brandt said on the stairs.",
        "“ready” becomes “willing”",
    ),
    "dropped without a sign": (
        "“We are ready to work on the list, and we shall honour its spirit,” Ada Brandt said on the stairs.",
        "“of prisoners” is dropped without a sign",
    ),
    "added": (
        "“We are ready to work on the list of prisoners, and we shall always honour its spirit,” Ada Brandt said on the stairs.",
        "“always” is added",
    ),
    "another beginning": (
        "“I believe we were told to work on the list of prisoners, and we shall honour its spirit,” Ada Brandt said on the stairs.",
        "becomes",
    ),
    "nearly every word": (
        "“They stand prepared to toil at this roll of captives, and will respect that letter,” Ada Brandt said on the stairs.",
        "becomes",
    ),
}


@pytest.mark.parametrize("situation", ALTERED)
def test_other_words_inside_quotation_marks_are_found(situation: str) -> None:
    sentence, what = ALTERED[situation]
    found = only(alterations(quoted("wire", ORIGINAL), quoted("copy", sentence)), DisputeKind.WORDS_ALTERED)
    assert what in found.note, found.note
    assert found.original.words.startswith("We are ready")


UNALTERED = {
    "straight marks": ORIGINAL.replace("“", '"').replace("”", '"'),
    "guillemets": ORIGINAL.replace("“", "«").replace("”", "»"),
    "shortened at its end": "“We are ready to work on the list of prisoners,” Ada Brandt said on the stairs.",
    "shortened at its head": "“… and we shall honour its spirit,” Ada Brandt said on the stairs.",
    "its heart alone": "Ada Brandt said on the stairs that she would “honour its spirit” in all of this.",
    "a sign of omission": "“We are ready to work on the list … and we shall honour its spirit,” Ada Brandt said on the stairs.",
    "dots in brackets": "“We are ready to work on the list [...] and we shall honour its spirit,” Ada Brandt said on the stairs.",
    "interrupted": "“We are ready to work on the list,” Ada Brandt said on the stairs, “and we shall honour its spirit.”",
    "a word in brackets": "“We are ready to work on the list of [war] prisoners, and we shall honour its spirit,” Ada Brandt said on the stairs.",
    "a bracket for a word": "“[The government is] ready to work on the list of prisoners, and we shall honour its spirit,” Ada Brandt said on the stairs.",
    "American spelling": ORIGINAL.replace("honour", "honor"),
    "contracted": ORIGINAL.replace("We are", "We’re"),
    "left out": "Ada Brandt spoke on the stairs.",
    "told without marks": "Ada Brandt said on the stairs that they were ready to work on the list of prisoners.",
}


@pytest.mark.parametrize("situation", UNALTERED)
def test_what_is_no_alteration_of_a_quotation(situation: str) -> None:
    found = alterations(quoted("wire", ORIGINAL), quoted("copy", UNALTERED[situation]))
    assert not [one.note for one in found if one.kind is DisputeKind.WORDS_ALTERED]


def test_another_remark_of_the_same_speaker_is_no_rendering() -> None:
    copy = quoted(
        "copy", "“Nothing that was whispered in the corridor binds my government,” Ada Brandt told a crowd later."
    )
    assert alterations(quoted("wire", ORIGINAL), copy) == ()


def test_marks_around_what_the_original_tells_in_its_own_words_are_found() -> None:
    original = telling("wire", framed("Ada Brandt said that the talks had been short and full of good will."))
    copy = telling("copy", framed("Ada Brandt said that the talks had been “short and full of good will”."))
    found = only(alterations(original, copy), DisputeKind.WORDS_ALTERED)
    assert "puts quotation marks around" in found.note


def test_a_turn_of_a_transcript_is_measured_as_a_quotation() -> None:
    words = "We can lend them two ships, maybe three, if they can live with that."
    original = telling("wire", f"{LEAD}BRANDT: {words}{END}", said=[Said(words, "Ada Brandt", ":", Mode.DIRECT)])
    copy = telling("copy", framed("“We can lend them two ships if they can live with that,” Ada Brandt said."))
    assert "maybe three" in only(alterations(original, copy), DisputeKind.WORDS_ALTERED).note


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("honour", "honor"),
        ("organisations", "organizations"),
        ("analysed", "analyzed"),
        ("centre", "center"),
        ("defence", "defense"),
        ("travelled", "traveled"),
        ("dialogue", "dialog"),
        ("programme", "program"),
        ("fulfil", "fulfill"),
        ("won’t", "won't"),
        ("U.S.", "US"),
        ("ten", "10"),
        ("1,500", "1500"),
    ],
)
def test_house_style_is_one_form(british: str, american: str) -> None:
    assert plain(british) == plain(american)


@pytest.mark.parametrize(
    ("one", "other"), [("four", "for"), ("will", "would"), ("secured", "guaranteed"), ("10", "11")]
)
def test_house_style_keeps_other_words_apart(one: str, other: str) -> None:
    assert plain(one) != plain(other)


# Role ---------------------------------------------------------------------------------------------------------------


def test_who_assents_in_the_original_and_gives_in_the_copy() -> None:
    whole = "Vestria has agreed that Sundmark could give Norland a guarantee against attack"
    part = "Sundmark could give Norland a guarantee against attack"
    original = telling(
        "wire",
        framed(f"{whole}, Lena Moss said."),
        said=[Said(whole, "Lena Moss")],
        done=[
            Done(whole, "Vestria", Act.ACCEPT, Strength.ACTUAL),
            Done(part, "Sundmark", Act.OFFER, Strength.POSSIBLE, ("Norland",)),
        ],
    )
    other = "Vestria has agreed to give Norland a guarantee against attack"
    copy = telling(
        "copy",
        framed(f"{other}, Lena Moss said."),
        said=[Said(other, "Lena Moss")],
        done=[Done(other, "Vestria", Act.AGREE, Strength.ACTUAL, ("Norland",))],
    )
    found = only(alterations(original, copy), DisputeKind.ROLE)
    assert found.note == "in the original Vestria assents and Sundmark gives; in the copy Vestria gives"
    assert found.original.claims == ("wire-c0", "wire-c1") and found.copy.claims == ("copy-c0",)


def test_parties_that_changed_places() -> None:
    one, other = "Norland turned down the offer that Vestria made", "Vestria turned down the offer that Norland made"
    rejects = dict(act=Act.REJECT, strength=None)
    original = telling("wire", framed(f"{one}."), done=[Done(one, "Norland", toward=("Vestria",), **rejects)])  # type: ignore[arg-type]
    copy = telling("copy", framed(f"{other}."), done=[Done(other, "Vestria", toward=("Norland",), **rejects)])  # type: ignore[arg-type]
    assert only(alterations(original, copy), DisputeKind.ROLE).note == (
        "in the original it is Norland that acts, in the copy Vestria"
    )


def test_a_party_that_was_read_otherwise_in_the_same_words_is_no_swap() -> None:
    one = "Norland turned down the offer that Vestria made"
    original = telling("wire", framed(f"{one}."), done=[Done(one, "Norland", Act.REJECT, None, ("Vestria",))])
    copy = telling("copy", framed(f"{one}."), done=[Done(one, "Vestria", Act.REJECT, None, ("Norland",))])
    assert alterations(original, copy) == ()


# Strength -----------------------------------------------------------------------------------------------------------

STRENGTHS = {
    "could becomes will": ("could open the pass", "possible", "will open the pass", "undertaken", "raised: “could” becomes “will”"),
    "will becomes may": ("will open the pass", "undertaken", "may open the pass", "possible", "lowered: “will” becomes “may”"),
    "looked into and agreed": (
        "is willing to look into opening the pass", "possible", "has agreed to opening the pass", "actual", "raised: ",
    ),
    "a hedge left out": (
        "agreed in principle to open the pass", "actual", "agreed to open the pass", "actual", "raised: “in principle” is left out",
    ),
    "by the grades alone": ("moved towards opening the pass", "possible", "settled on opening the pass", "actual", "raised: from possible to actual"),
}  # fmt: skip


@pytest.mark.parametrize("situation", STRENGTHS)
def test_how_far_a_party_goes_is_raised_or_lowered(situation: str) -> None:
    one, before, other, after, note = STRENGTHS[situation]
    original = telling(
        "wire",
        framed(f"Norland {one} to grain."),
        done=[Done(f"Norland {one}", "Norland", Act.AGREE, Strength(before))],
    )
    copy = telling(
        "copy",
        framed(f"Norland {other} to grain."),
        done=[Done(f"Norland {other}", "Norland", Act.AGREE, Strength(after))],
    )
    assert only(alterations(original, copy), DisputeKind.STRENGTH).note.startswith(note)


def test_a_condition_that_is_left_out_raises() -> None:
    deed = "Norland would open the pass to grain"
    original = telling(
        "wire",
        framed(f"Once a truce is signed and sealed, {deed}."),
        done=[Done(deed, "Norland", strength=Strength.CONDITIONAL, condition="Once a truce is signed and sealed")],
    )
    copy = telling("copy", framed(f"{deed}."), done=[Done(deed, "Norland", strength=Strength.CONDITIONAL)])
    note = "raised: the condition “Once a truce is signed and sealed” is left out"
    assert only(alterations(original, copy), DisputeKind.STRENGTH).note == note


SAME_STRENGTH = {
    "read otherwise in the same words": ("could open the pass", "possible", "could open the pass", "undertaken"),
    "another word of the same grade": ("might open the pass", "possible", "could open the pass", "possible"),
    "the month of May": ("will open the pass in May", "undertaken", "will open the pass in June", "undertaken"),
    "a noun": (
        "will open the pass for a written pledge",
        "undertaken",
        "will open the pass for a signed pledge",
        "undertaken",
    ),
}


@pytest.mark.parametrize("situation", SAME_STRENGTH)
def test_what_is_no_change_of_strength(situation: str) -> None:
    one, before, other, after = SAME_STRENGTH[situation]
    original = telling(
        "wire", framed(f"Norland {one}."), done=[Done(f"Norland {one}", "Norland", strength=Strength(before))]
    )
    copy = telling(
        "copy", framed(f"Norland {other}."), done=[Done(f"Norland {other}", "Norland", strength=Strength(after))]
    )
    assert DisputeKind.STRENGTH not in {found.kind for found in alterations(original, copy)}


def test_would_after_said_is_will_in_a_sentence_of_its_own() -> None:
    said = "Vestria would pull its guns back behind the canal"
    original = telling(
        "wire", framed(f"{said}, Ada Brandt said."), said=[Said(said, "Ada Brandt")], done=[Done(said, "Vestria")]
    )
    copy = telling("copy", framed(f"{DEED}."), done=[Done(DEED, "Vestria")])
    only(alterations(original, copy), DisputeKind.ATTRIBUTION_LOST)


# Dates --------------------------------------------------------------------------------------------------------------

LATER = SUNDAY + timedelta(days=8)
DATES = {
    "a weekday on another week": ("Ada Brandt flew home on Friday.", LATER, True),
    "a weekday that is the same day": ("Ada Brandt flew home on Friday.", SUNDAY + timedelta(days=2), False),
    "yesterday on another day": ("Ada Brandt flew home yesterday.", SUNDAY + timedelta(days=1), True),
    "a full date": ("Ada Brandt flew home on 30 May 2031.", LATER, False),
    "the same day of posting": ("Ada Brandt flew home yesterday.", SUNDAY, False),
    "an undated copy": ("Ada Brandt flew home yesterday.", None, False),
    "the speaker's own today": ("“They came to us today with a map,” Ada Brandt said.", LATER, False),
    "ahead in both": ("Ada Brandt is due in the capital on Tuesday.", SUNDAY + timedelta(days=1), False),
}


@pytest.mark.parametrize("situation", DATES)
def test_words_of_time_move_with_the_day_of_the_copy(situation: str) -> None:
    sentence, posted, moved = DATES[situation]
    found = alterations(telling("wire", framed(sentence)), telling("copy", framed(sentence), published=posted))
    assert [one.kind for one in found] == [DisputeKind.DATE_MOVED] * moved


def test_the_note_gives_both_days() -> None:
    sentence = "Ada Brandt flew home on Friday."
    found = only(
        alterations(telling("wire", framed(sentence)), telling("copy", framed(sentence), published=LATER)),
        DisputeKind.DATE_MOVED,
    )
    assert found.note == "“Friday” is 30 May 2031 in the original; in the copy, of 9 June 2031, it is 6 June 2031"


def test_a_copy_that_tells_the_day_of_the_original_moves_nothing() -> None:
    text = f"HARBOURG, 1 June 2031 (Lake Wire) — {framed('Ada Brandt flew home on Friday.')}"
    assert alterations(telling("wire", text), telling("copy", text, published=LATER)) == ()


OTHER_TIMES = {
    "another day": ("on Friday morning", "on Thursday evening", SUNDAY, True),
    "another hour": ("on Friday morning", "on Friday evening", SUNDAY, True),
    "the same day, named from the next": ("today", "yesterday", SUNDAY + timedelta(days=1), False),
    "the same day, named in full": ("on Friday", "on 30 May 2031", LATER, False),
    "another weekday, undated": ("on Friday", "on Thursday", None, True),
}


@pytest.mark.parametrize("situation", OTHER_TIMES)
def test_a_time_that_was_put_for_another(situation: str) -> None:
    one, other, posted, moved = OTHER_TIMES[situation]
    sentence = "Ada Brandt answered questions by telephone {} for an hour."
    original = telling("wire", framed(sentence.format(one)))
    copy = telling("copy", framed(sentence.format(other)), published=posted)
    assert [one.kind for one in alterations(original, copy)] == [DisputeKind.DATE_MOVED] * moved


# Families -----------------------------------------------------------------------------------------------------------


def test_a_word_for_word_copy_changed_nothing() -> None:
    assert alterations(wire(), wire("copy")) == ()


def test_of_a_report_without_a_text_nothing_is_known() -> None:
    assert alterations(wire(), telling("copy", "")) == alterations(telling("copy", ""), wire()) == ()


def test_a_copy_of_a_copy_says_where_the_change_was_already() -> None:
    first = telling("first", framed(f"{DEED}."), done=[Done(DEED, "Vestria")], published=SUNDAY + timedelta(days=1))
    more = framed(f"{DEED}.") + "\n\nA brass band played at the gate until the rain began to fall in earnest."
    second = telling("second", more, done=[Done(DEED, "Vestria")], published=SUNDAY + timedelta(days=2))
    found = lineage([second, wire(), first])
    assert found.family == "wire" and found.versions == ("wire", "first", "second")
    assert found.closest == {"first": "wire", "second": "first"}
    (one,), (other,) = found.alterations["first"], found.alterations["second"]
    assert one.already_in is None and other.already_in == "first"
    assert other.original.report == "wire"


def test_a_quotation_that_only_a_younger_version_has_is_measured_by_that_one() -> None:
    added = "\n\n“The ferry will run again before the leaves have turned,” Lena Moss told a radio station."
    altered = added.replace("leaves", "apples")
    first = telling("first", framed(f"{DEED}, Ada Brandt said.") + added, published=SUNDAY + timedelta(days=1))
    second = telling("second", framed(f"{DEED}, Ada Brandt said.") + altered, published=SUNDAY + timedelta(days=2))
    found = lineage([telling("wire", framed(f"{DEED}, Ada Brandt said.")), first, second])
    assert found.alterations["first"] == ()
    assert only(found.alterations["second"], DisputeKind.WORDS_ALTERED).original.report == "first"


def test_the_order_in_which_accounts_come_changes_nothing() -> None:
    copies = [
        telling("b", framed(f"{DEED}."), done=[Done(DEED, "Vestria")], published=SUNDAY + timedelta(days=1)),
        telling("c", framed(f"{DEED}, Ada Brandt said."), published=None),
    ]
    assert len({json.dumps(lineage(order).to_json()) for order in permutations([wire(), *copies])}) == 1


def test_of_one_day_the_agency_that_signs_its_own_dateline_is_the_oldest() -> None:
    text = f"HARBOURG (Lake Wire) — {framed(f'{DEED}, Ada Brandt said.')}"
    agency = telling("z", text, outlet="Lake Wire")
    assert lineage([telling("a", text, outlet="Valley Echo"), agency]).versions[0] == "z"


def test_the_oldest_is_the_report_that_syndication_names_the_family_for() -> None:
    several = [story for story in stories(41, 4, 30) if story.family == "f0"] or stories(41, 1, 6)
    syndication = Syndication()
    accounts = by_construction(several)
    for one in accounts:
        report = one.report
        syndication.add(
            report.id, report.text, published=report.published, fetched=report.fetched, outlet=report.outlet
        )
    for family, members in syndication.members().items():
        found = lineage(account for account in accounts if account.report.id in members)
        assert (found.family, found.versions) == (family, members)


def test_a_family_of_many_copies_costs_two_comparisons_a_copy_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    compare = Comparison.of

    def counted(original, copy):  # type: ignore[no-untyped-def]
        calls[copy.id] += 1
        return compare(original, copy)

    monkeypatch.setattr(Comparison, "of", counted)
    lineage([wire(), *(wire(f"copy{n:02}") for n in range(30))])
    assert len(calls) == 30 and max(calls.values()) <= 2


# Generated stories, and the gold of development ------------------------------------------------------------------------


def test_alterations_of_generated_copies_are_named_claims_put_by_construction() -> None:
    """The goal is 85 in 100 over all ways of copying; where a copy is word for word but for what it changed, far more."""
    every = measure(stories(11, 30, 150), by_construction)
    print("\n" + printed(every))
    assert every.recall() >= 0.85 and every.precision() >= 0.9
    close = measure(stories(12, 30, 130, ("altered",)), by_construction)
    print(printed(close))
    for kind in ("attribution lost", "words altered", "role", "strength", "date moved"):
        assert close.labels[kind] >= 10, kind
        assert close.recall(kind) >= 0.9 and close.precision(kind) >= 0.9, kind


CHANGED = {
    ("meridian-witkoff.txt", "valley-echo-witkoff.txt", "attribution lost", "security guarantees"),
    ("meridian-witkoff.txt", "valley-echo-witkoff.txt", "attribution lost", "territory"),
    ("meridian-witkoff.txt", "valley-echo-witkoff.txt", "strength", "security guarantees"),
    ("meridian-witkoff.txt", "valley-echo-witkoff.txt", "strength", "territory"),
    ("meridian-witkoff.txt", "lakeshore-witkoff.txt", "date moved", "security guarantees"),
    ("indus-wire-putin.txt", "newssprout-putin.txt", "words altered", "security guarantees"),
    ("indus-wire-putin.txt", "newssprout-putin.txt", "words altered", "peace agreement"),
    ("cpa-lavrov.txt", "globenow-lavrov.txt", "attribution lost", "talks"),
    ("cpa-lavrov.txt", "globenow-lavrov.txt", "attribution lost", "security guarantees"),
}


def test_what_the_copies_of_the_development_reports_changed(shared: Path, tmp_path: Path) -> None:
    """Claims as a perfect reader has them; every change that the gold lists between members of one family, and no other."""
    folder, made = shared / "reports/dev", tmp_path / "gold.json"
    if not folder.is_dir():
        pytest.skip(f"no development reports: there is no folder {folder}")
    subprocess.run([sys.executable, shared / "eval/gold_dossier.py", folder, made], check=True)
    accounts, _ = accounts_of(json.loads(made.read_text("utf-8")), "gold.json")
    named = {account.report.given_id: account for account in accounts}
    families = {
        tuple(json.loads(path.read_text("utf-8"))["report"].get("family", ()))
        for path in folder.glob("*.gold.json")
        if path.name != "disputes.gold.json"
    } - {()}
    files = {account.report.id: account.report.given_id for account in accounts}
    issues = {claim.id: claim.issue for account in accounts for claim in account.claims}
    seen = set()
    for family in families:
        for found in lineage([named[name] for name in family]).alterations.values():
            for one in found:
                for claim in (*one.original.claims, *one.copy.claims):
                    seen.add((files[one.original.report], files[one.copy.report], one.kind.value, issues[claim]))
    assert seen >= CHANGED
    assert {row[:3] for row in seen} == {row[:3] for row in CHANGED}


@pytest.mark.slow
def test_alterations_of_a_few_generated_copies_are_named_as_the_model_reads_them() -> None:
    from bench.alterations import by_reading

    tally = measure(stories(21, 8, 24, ("altered",)), by_reading)
    print("\n" + printed(tally))
    assert tally.recall() >= 0.85 and tally.precision() >= 0.85


def test_the_day_of_fetching_stands_for_a_day_of_publication_that_nobody_told() -> None:
    undated = telling("a", framed(f"{DEED}."), published=None)
    assert undated.report.fetched == datetime(2031, 7, 1, tzinfo=UTC)
    dated = telling("b", framed(f"{DEED}."), published=date(2031, 6, 30))
    assert lineage([undated, dated]).versions == ("b", "a")

"""What a ledger keeps and gives back: both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from accords.claims.build import Account
from accords.ledger.entry import Run
from accords.ledger.ledger import Ledger
from accords.vocabulary import Misuse
from accords.vocabulary.act import Act
from tests.ledger.accounts import RUN, account

LATER = Run(datetime(2032, 1, 1, tzinfo=UTC), "0.1-later", weights="d" * 64, roster="b" * 64)


def other_act(one: Account) -> Account:
    """The same report, with its first claim read as another act."""
    first = one.claims[0]
    act = Act.ACCUSE if first.act is not Act.ACCUSE else Act.SUPPORT
    return replace(one, claims=(replace(first, id="c0000000000ff", act=act, strength=None), *one.claims[1:]))


def test_what_is_added_comes_back_as_it_was(place: str) -> None:
    added = [account(number) for number in range(20)]
    with Ledger.new(place) as ledger:
        assert ledger.add(added, RUN).reports == 20
        back = list(ledger.accounts())
    assert [one.report.text for one in back] == [one.report.text for one in added]
    for one, other in zip(back, added, strict=True):
        assert (one.actors, one.sayings, one.meetings, one.silences) == (
            other.actors,
            other.sayings,
            other.meetings,
            other.silences,
        )
        assert [replace(claim, confidence=0) for claim in one.claims] == [
            replace(claim, confidence=0) for claim in other.claims
        ]


def test_texts_can_be_left_out_and_the_words_stay(place: str) -> None:
    with Ledger.new(place) as ledger:
        ledger.add([account(1)], RUN)
        (without,) = ledger.accounts(texts=False)
    assert without.report.text == ""
    assert without.report.id == account(1).report.id
    assert without.report.text_sha256 == account(1).report.text_sha256
    assert [claim.words for claim in without.claims] == [claim.words for claim in account(1).claims]


def test_another_reading_supersedes_and_the_older_is_kept(place: str) -> None:
    one = account(1)
    with Ledger.new(place) as ledger:
        ledger.add([one], RUN)
        told = ledger.add([other_act(one)], LATER)
        assert (told.reports, told.readings, told.alike) == (0, 1, 0)
        (now,) = ledger.accounts()
        assert now.claims[0].id == "c0000000000ff"
        info = ledger.info()
        assert (info.reports, info.readings, info.superseded) == (1, 2, 1)
        assert list(ledger.check()) == []


def test_a_reading_that_says_the_same_is_not_kept_twice(place: str) -> None:
    with Ledger.new(place) as ledger:
        ledger.add([account(1)], RUN)
        head = ledger.head()
        assert ledger.add([account(1)], RUN).alike == 1
        assert ledger.head() == head


def test_known_tells_by_how_a_report_was_read(place: str) -> None:
    own = account(1).report.id
    with Ledger.new(place) as ledger:
        ledger.add([account(1)], RUN)
        assert ledger.known([own, "another"]) == {own}
        assert ledger.known([own], how=RUN.how) == {own}
        assert ledger.known([own], how=LATER.how) == set()


def test_a_view_of_the_past_sees_what_was_published_by_then_and_the_undated_by_when_it_was_fetched(place: str) -> None:
    def told(name: str, published: date | None, fetched: datetime) -> Account:
        one = account(hash(name) % 1000)
        report = replace(one.report, published=published, fetched=fetched, given_id=name, kept_id=name)
        return Account(report, (), ())

    early, late = datetime(2024, 1, 5, tzinfo=UTC), datetime(2024, 6, 5, tzinfo=UTC)
    with Ledger.new(place) as ledger:
        ledger.add(
            [
                told("dated", date(2024, 1, 1), late),
                told("undated", None, early),
                told("undated and fetched later", None, late),
                told("later", date(2024, 5, 1), late),
            ],
            RUN,
        )
        seen = {one.report.id for one in ledger.accounts(as_of=date(2024, 1, 31))}
    assert seen == {"dated", "undated"}


class TestSearch:
    WORDS = (
        ("convoy", {"a"}),
        ("CONVOYS", {"a"}),
        ('"aid convoys"', {"a"}),
        ('"convoys aid"', set()),
        ("river -convoy", {"b"}),
        ("river", {"a", "b"}),
        ("zurich", {"b"}),
        ('grain" OR (', set()),
        ("near* title:x", set()),
    )

    @pytest.fixture
    def ledger(self, place: str) -> Ledger:
        texts = {"a": "Aid convoys crossed the river.", "b": "The river talks in Zürich went on; nothing was agreed."}
        ledger = Ledger.new(place)
        one = account(1)
        ledger.add(
            [Account(replace(one.report, text=text, title=None, kept_id=own), (), ()) for own, text in texts.items()],
            RUN,
        )
        return ledger

    @pytest.mark.parametrize(("words", "found"), WORDS)
    def test_words_are_found_by_stem_phrase_and_without_accents(
        self, ledger: Ledger, words: str, found: set[str]
    ) -> None:
        if words == "zurich" and not ledger.database.is_sqlite:
            pytest.skip("PostgreSQL's English dictionary keeps accents")
        with ledger:
            assert {hit.report for hit in ledger.search(words)} == found

    def test_the_words_found_are_marked_by_their_places(self, ledger: Ledger) -> None:
        with ledger:
            (hit,) = ledger.search("convoy")
        assert [hit.excerpt[start:end] for start, end in hit.found] == ["convoys"]

    @pytest.mark.parametrize("words", ["", "-river", '"" - ()'])
    def test_a_question_without_a_word_is_refused(self, ledger: Ledger, words: str) -> None:
        with ledger, pytest.raises(Misuse, match="words to look for"):
            ledger.search(words)


class TestRuling:
    @pytest.fixture
    def ledger(self, place: str) -> Ledger:
        ledger = Ledger.new(place)
        ledger.add([account(1), account(2)], RUN)
        return ledger

    def test_a_ruling_holds_for_the_beginning_of_an_id_and_is_undone_by_another(self, ledger: Ledger) -> None:
        with ledger:
            before = list(ledger.accounts())
            own = before[0].claims[0]
            made = ledger.rule("issue", own.id[:10], {"issue": "nuclear"}, who="A. Analyst")
            assert made.subject == own.id
            assert next(ledger.accounts()).claims[0].issue == "nuclear"
            assert next(ledger.accounts(as_read=True)).claims[0] == own
            ledger.rule("undo", made.id, who="B. Analyst")
            assert list(ledger.accounts()) == before
            assert [judgement.who for judgement in ledger.judgements()] == ["A. Analyst", "B. Analyst"]

    def test_a_ruling_holds_when_the_report_is_read_anew(self, ledger: Ledger) -> None:
        with ledger:
            own = account(1).claims[0]
            ledger.rule("act", own.id, {"act": "threaten"}, who="A. Analyst")
            ledger.add([replace(account(1), claims=())], LATER)
            (now,) = ledger.accounts(reports=[account(1).report.id])
            assert [(claim.id, claim.act) for claim in now.claims] == [(own.id, Act.THREATEN)]
            # And what is no longer read can still be ruled on.
            ledger.rule("misread", own.id, who="A. Analyst")
            (now,) = ledger.accounts(reports=[account(1).report.id])
            assert now.claims == ()

    REFUSED = (
        ("act", "claim", {"act": "promise"}, "one of accept, agree"),
        ("act", "claim", {}, "no field 'act'"),
        ("act", "report", {"act": "accept"}, "the id of a claim"),
        ("same actor", "claim", {"other": "vestria"}, "the id of an actor"),
        ("not a copy", "claim", {}, "the id of a report"),
        ("undo", "report", {}, "the id of a judgement"),
        ("applaud", "claim", {}, "one of right, misread"),
        ("right", "nothing", {}, "no id 'zzz'"),
    )

    @pytest.mark.parametrize(("ruling", "kind", "value", "words"), REFUSED)
    def test_what_cannot_be_ruled_is_refused_and_nothing_is_kept(
        self, ledger: Ledger, ruling: str, kind: str, value: dict[str, object], words: str
    ) -> None:
        own = {"claim": account(1).claims[0].id, "report": account(1).report.id, "nothing": "zzz"}[kind]
        with ledger:
            with pytest.raises(Misuse, match=words):
                ledger.rule(ruling, own, value, who="A. Analyst")
            assert ledger.judgements() == ()

    def test_an_undoing_is_not_undone(self, ledger: Ledger) -> None:
        with ledger:
            made = ledger.rule("right", account(1).claims[0].id, who="A. Analyst")
            undone = ledger.rule("undo", made.id, who="A. Analyst")
            for own in (made.id, undone.id):
                with pytest.raises(Misuse, match="Make the ruling anew"):
                    ledger.rule("undo", own, who="A. Analyst")

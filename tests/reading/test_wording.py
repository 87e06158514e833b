"""What the words around a clause say of its issue and act, on the shipped weights."""

import math

import pytest

from accords.reading.clause import Clause
from accords.reading.sentences import Sentences
from accords.reading.wording import Wording, act_zones, issue_zones
from accords.vocabulary import Span
from accords.vocabulary.act import Act
from accords.vocabulary.issue import NAMES


def clause(text: str, evidence: str, trigger: str) -> Clause:
    at, begin = text.index(evidence), text.index(trigger)
    return Clause(Span(begin, begin + len(trigger)), Span(at, at + len(evidence)), None, (), (), None, 0.0)


def likeliest(names: tuple[str, ...], scores: list[float]) -> str:
    return max(zip(scores, names, strict=True))[1]


def test_both_are_logarithms_of_probabilities_that_sum_to_one():
    text = "Norland rejected the plan."
    wording, one = Wording(Sentences.of(text)), clause(text, text[:-1], "rejected")
    assert math.isclose(sum(map(math.exp, wording.issues(one))), 1, abs_tol=1e-4) and len(wording.issues(one)) == len(
        NAMES
    )
    assert math.isclose(sum(map(math.exp, wording.acts(one))), 1, abs_tol=1e-4) and len(wording.acts(one)) == len(Act)


def test_a_headline_far_above_makes_its_issue_likelier():
    told = "\n\nNorland's foreign minister arrived in the evening. She accepted the offer at once."
    scores = {}
    for headline in (
        "Prisoners and hostages: swap of detainees near",
        "Enrichment of uranium: nuclear inspectors to return",
    ):
        one = clause(headline + told, "She accepted the offer at once", "accepted")
        scores[headline[:3]] = dict(zip(NAMES, Wording(Sentences.of(headline + told)).issues(one), strict=True))
    assert scores["Pri"]["prisoners"] > scores["Enr"]["prisoners"] + 0.5
    assert scores["Enr"]["nuclear"] > scores["Pri"]["nuclear"] + 0.5


@pytest.mark.parametrize(
    ("text", "trigger", "act"),
    [
        ("Norland rejected the plan on Monday.", "rejected", "reject"),
        ("Norland demands a halt to the shelling.", "demands", "demand"),
        ("Norland praised the mediators.", "praised", "support"),
    ],
)
def test_plain_words_tell_the_act(text, trigger, act):
    names = tuple(a.value for a in Act)
    assert likeliest(names, Wording(Sentences.of(text)).acts(clause(text, text[:-1], trigger))) == act


def test_words_that_nobody_knows_leave_the_priors():
    text = "Zxqv wqrt plmk."
    wording = Wording(Sentences.of(text))
    assert likeliest(NAMES, wording.issues(clause(text, text[:-1], "wqrt"))) in NAMES


def test_zones_are_stretches_of_the_text_and_the_last_is_the_whole():
    text = "One side spoke. The other listened and then refused. It rained."
    one = clause(text, "The other listened and then refused", "refused")
    zones = issue_zones(one, Sentences.of(text))
    assert zones[-1] == (0, len(text)) and all(0 <= a <= b <= len(text) for a, b in zones)
    assert [text[a:b] for a, b in act_zones(one)] == ["refused", "The other listened and then refused"]

"""How sure a claim is, and what is left out for being unsure."""

from itertools import pairwise

import pytest

from accords.claims.confidence import confidence, features
from accords.reading.clause import Clause
from accords.vocabulary import Span


def clause(sure: float) -> Clause:
    return Clause(Span(0, 5), Span(0, 20), None, (("accept", sure),), (("talks", 1.0),), None, 0.0)


def of(sure: float = 0.9, words: str = "Norland", act: float = 0.9, issue: float = 0.9, listed: bool = True) -> float:
    return confidence(features(clause(sure), words, act, issue, 1, listed))


def test_it_is_a_probability_whatever_it_is_given():
    for sure in (0.0, 0.5, 1.0):
        for chance in (0.0, 1.0):
            assert 0 <= of(sure=sure, act=chance, issue=chance) <= 1


@pytest.mark.parametrize("what", ["sure", "act", "issue"])
def test_it_grows_with_what_the_models_are_sure_of(what):
    values = [of(**{what: share}) for share in (0.1, 0.4, 0.7, 0.95)]
    assert all(a < b for a, b in pairwise(values))


def test_a_party_that_is_named_and_listed_is_surer_than_one_that_is_described_or_only_speaks():
    assert of(words="Norland") > of(words="the northerners") > of(words="the northerners", listed=False)
    assert of(words="Norland") > of(words="")
    assert of(words="They") == of(words="they")

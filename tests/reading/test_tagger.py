"""Decoding, and the shipped weights on sentences of our own."""

import itertools

import numpy as np
import pytest

from accords.reading import weights
from accords.reading.relations import TAGS
from accords.reading.tagger import load_tagger
from accords.reading.viterbi import best_paths, constraints
from accords.vocabulary import Misuse, words_at


@pytest.fixture(scope="module")
def tagger():
    return load_tagger()


def test_the_best_paths_are_those_of_trying_every_path():
    rng = np.random.default_rng(7)
    transitions, start = constraints(TAGS)
    transitions = transitions + rng.normal(size=transitions.shape).astype(np.float32)
    emissions = [rng.normal(size=(n, len(TAGS))).astype(np.float32) for n in (1, 4, 3)]
    for emission, path in zip(emissions, best_paths(emissions, transitions, start), strict=True):

        def score(tags, emission=emission):
            return (
                start[tags[0]]
                + sum(emission[i, t] for i, t in enumerate(tags))
                + sum(transitions[a, b] for a, b in itertools.pairwise(tags))
            )

        best = max(itertools.product(range(len(TAGS)), repeat=len(emission)), key=score)
        assert path.tolist() == list(best)


def test_it_finds_source_cue_and_content(tagger):
    text = (
        "“The two delegations will meet again in Vienna,” Prime Minister Ana Kovac said on Friday. Nobody else spoke."
    )
    (relation,) = tagger.relations([text])[0]
    assert words_at(text, relation.source) == "Prime Minister Ana Kovac"
    assert words_at(text, relation.cue) == "said"
    assert 0 < relation.confidence <= 1
    assert "The two delegations will meet again in Vienna" in words_at(text, relation.content)


def test_a_text_reads_the_same_alone_and_beside_others(tagger):
    texts = [
        "The envoy said the talks would go on.",
        "\n\n".join(["“No deal is near,” a diplomat told reporters."] * 30),
        "",
    ]
    together = tagger.relations(texts)
    assert together == [tagger.relations([t])[0] for t in texts]
    assert together[2] == []


def test_weights_that_are_not_the_shipped_ones_are_refused(monkeypatch, tmp_path):
    for name in weights.manifest()["files"]:
        (tmp_path / name).write_bytes(b"something else")
    monkeypatch.setattr(weights, "FOLDER", tmp_path)
    weights.check.cache_clear()
    with pytest.raises(Misuse, match=r"found weights with digest .* Install accords again"):
        weights.check()
    weights.check.cache_clear()

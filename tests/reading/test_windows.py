"""Windows hold every word piece once, whatever the text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.reading import weights
from accords.reading.windows import UNIT, Pieces, load_tokenizer


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(str(weights.TOKENIZER))


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=400))
def test_every_piece_stands_in_exactly_one_window_and_in_its_place(tokenizer, text):
    pieces = Pieces.of(text, tokenizer)
    windows = pieces.windows()
    held = np.concatenate([w.pieces[w.pieces >= 0] for w in windows]) if windows else np.zeros(0)
    assert held.tolist() == list(range(len(pieces.ids)))
    assert all(len(w.ids) <= UNIT + 2 for w in windows)
    assert all(0 <= a < b <= len(text) for a, b in zip(pieces.starts, pieces.ends, strict=True) if a != b)


def test_a_paragraph_longer_than_a_unit_is_cut_at_a_sentence(tokenizer):
    sentence = "The mediators carried the same draft from one hotel to the other all night. "
    windows = Pieces.of(sentence * 80, tokenizer).windows()
    pieces = Pieces.of(sentence * 80, tokenizer)
    assert len(windows) > 3
    for window in windows:
        first = pieces.starts[window.pieces[1]]
        assert (sentence * 80)[first:].startswith("The mediators")


def test_one_line_without_end_is_cut_in_linear_steps(tokenizer):
    text = "word " * 20_000
    assert sum(int((w.pieces >= 0).sum()) for w in Pieces.of(text, tokenizer).windows()) == 20_000

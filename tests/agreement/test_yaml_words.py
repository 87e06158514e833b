"""Any words, written into a file in YAML and read back, are the same words."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from accords.agreement.yaml_words import comment, entry, flow, one_line, scalar
from accords.claims.nodes import Form, nodes_of

FORM = Form("a file", "one mapping", "Begin.", "docs/reference/agreement-file.md")
# Any code points, and more often those that mean something to YAML.
ODD = st.text(st.one_of(st.characters(), st.sampled_from("\"'\\#:-?[]{}&*!|>%@`,\n\r\t\x00\x85\u2028\ufeff ~=<ny")))
WORDS = st.one_of(ODD, st.lists(ODD, max_size=40).map(" ".join))


def read(text: str) -> object:
    root, faults = nodes_of(text, "draft.yaml", FORM)
    assert not faults, (text, faults)
    assert root is not None

    def plain(node: object) -> object:
        value = getattr(node, "value", node)
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items()}
        return [plain(inner) for inner in value] if isinstance(value, list) else value

    return plain(root)


@given(WORDS)
def test_any_words_come_back_as_they_are(words: str) -> None:
    expected = one_line(words)
    assert read("\n".join(entry("text", words, 2))) == {"text": expected}
    assert read("\n".join(entry("text", f"{words} {'long ' * 30}", 6))) == {"text": one_line(f"{words} {'long ' * 30}")}
    assert read(f"{{text: {scalar(words)}}}") == {"text": expected}


@given(WORDS)
def test_another_reader_of_yaml_takes_the_same_words_for_text(words: str) -> None:
    assert yaml.safe_load("\n".join(entry("text", words, 0))) == {"text": one_line(words)}


@given(st.lists(ODD, min_size=2, max_size=12), ODD)
def test_lists_and_keys_come_back_as_they_are(several: list[str], key: str) -> None:
    assert read("\n".join(entry("claims", several, 4))) == {"claims": [one_line(words) for words in several]}
    assert read("\n".join(entry("does", {key: several}, 4))) == {
        "does": {one_line(key): [one_line(words) for words in several]}
    }


@given(WORDS)
def test_a_comment_never_becomes_a_value(words: str) -> None:
    lines = ["a: b", *comment(words, 2, 4), "c: d"]
    assert read("\n".join(lines)) == {"a": "b", "c": "d"}
    assert all(len(line.splitlines()) == 1 for line in lines)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("russia", "russia"),
        ("security guarantees", "security guarantees"),
        ("no", '"no"'),
        ("NULL", '"NULL"'),
        ("2025-08-17", '"2025-08-17"'),
        ("a: b", '"a: b"'),
        ("", '""'),
        ('said "no"', '"said \\"no\\""'),
        ("a\nb", "a b"),
        ("z\u202eero", '"z\\u202eero"'),
        ("Ōsaka", '"Ōsaka"'),
    ],
)
def test_words_are_quoted_where_they_could_be_taken_for_something_else(words: str, written: str) -> None:
    assert scalar(words) == written


def test_one_item_stands_without_brackets() -> None:
    assert flow(["attack"]) == "attack"
    assert flow({"act": ["attack"], "toward": ["norland", "vestria"]}) == "{act: attack, toward: [norland, vestria]}"

"""What holds of every reading, with the real model, on our examples and on texts put together at random."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import accords

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = sorted(EXAMPLES.glob("*.txt"))

# Sentences of our own in many shapes; a text is any run of them with any line ends and signs between.
SENTENCES = [
    "Foreign Minister Ana Kovac said on Tuesday that the two delegations would meet again in Vienna.",
    "“We have a text,” she told reporters. “We do not have a deal.”",
    "Moscow, he added, said it would think about it.",
    "The Kremlin has not commented.",
    "According to two Western diplomats, who asked not to be named, the draft has nine articles.",
    "‏قال الوزير‏ that nothing was agreed, a spokesman said.",
    'The general called the offer "a trap.',
    "Zoë Müller-Le\u0301ger wrote on Telegram: nothing is signed.",
    "Q: Will you sign?",
    "A: Not today.",
    "<script>alert('said')</script> the page said.",
    "TRUMP: We are close.",
    "Rain fell on the capital all night.",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10).flatmap(
    lambda rows: st.lists(
        st.sampled_from([" ", "\n", "\n\n", " — ", "\u2028"]), min_size=len(rows), max_size=len(rows)
    ).map(lambda gaps: "".join(a + b for a, b in zip(rows, gaps, strict=True)))
)
MODEST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path: Path, **given: Any) -> dict[str, Any]:
    dossier = accords.read([path], language="en", **given)
    assert not dossier.faults
    return dossier.to_json()


def without(row: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in keys}


def words_of(dossier: dict[str, Any]) -> list[dict[str, Any]]:
    """The attributions with their words for places, and without ids."""
    text = dossier["reports"][0]["text"]
    numbers = {a["id"]: n for n, a in enumerate(dossier["attributions"])}
    return [
        {
            **without(a, "id", "report", "why", "confidence", "words"),  # the words stand at the places
            "within": numbers.get(a["within"]),
            **{role: [text[s:e].replace("\r\n", "\n") for s, e in a[role]] for role in ("source", "cue", "content")},
        }
        for a in dossier["attributions"]
    ]


@MODEST
@given(text=TEXTS)
def test_every_span_lies_inside_its_text_and_holds_words(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_text(text, "utf-8", newline="")
    dossier = read(path)
    (report,) = dossier["reports"]
    assert report["text"] == text
    ids = {a["id"] for a in dossier["actors"]}
    known = {a["id"] for a in dossier["attributions"]}
    assert len(known) == len(dossier["attributions"])
    for a in dossier["attributions"]:
        spans = [*a["source"], *a["cue"], *a["content"]]
        assert a["content"] and all(0 <= s < e <= len(text) for s, e in spans)
        assert all(text[s:e] == text[s:e].strip() for s, e in spans)
        assert a["speaker"] is None or a["speaker"] in ids
        assert a["within"] is None or a["within"] in known - {a["id"]}
        for why in a["why"].values():
            assert why is None or why["span"] is None or text[slice(*why["span"])] == why["words"]


@MODEST
@given(text=TEXTS)
def test_reading_twice_gives_the_same_but_for_the_time(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_text(text, "utf-8", newline="")
    first, second = read(path), read(path)
    for dossier in (first, second):
        for report in dossier["reports"]:
            report.pop("fetched")
    assert first == second


@MODEST
@given(text=TEXTS)
def test_line_ends_of_either_kind_differ_in_ids_and_offsets_only(tmp_path, text):
    lf, crlf = tmp_path / "lf.txt", tmp_path / "crlf.txt"
    lf.write_text(text, "utf-8", newline="")
    crlf.write_text(text.replace("\n", "\r\n"), "utf-8", newline="")
    one, other = read(lf), read(crlf)
    assert words_of(one) == words_of(other)
    assert one["actors"] == other["actors"]


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_a_record_and_a_file_with_the_same_text_differ_in_given_id_only(tmp_path, path):
    text = path.read_text("utf-8")
    alone, record = tmp_path / "a.txt", tmp_path / "b.jsonl"
    alone.write_text(text, "utf-8", newline="")
    record.write_text(json.dumps({"id": "r1", "text": text}) + "\n", "utf-8")
    one, other = read(alone), read(record)
    assert one["reports"][0]["given_id"] == "a.txt" and other["reports"][0]["given_id"] == "r1"
    # the report's id is made of given_id too, where no address is known, and stands in every row
    drop = ("id", "given_id", "fetched", "family")
    assert [without(r, *drop) for r in one["reports"]] == [without(r, *drop) for r in other["reports"]]
    assert words_of(one) == words_of(other) and one["actors"] == other["actors"]


def test_a_report_reads_the_same_alone_and_in_a_folder():
    together = accords.read([EXAMPLES]).to_json()
    by_text = {r["text"]: r["id"] for r in together["reports"]}
    for path in REPORTS[:3]:
        alone = accords.read([path]).to_json()
        report = by_text[alone["reports"][0]["text"]]
        rows = [a for a in together["attributions"] if a["report"] == report]
        assert rows == alone["attributions"]


def test_a_line_of_four_megabytes_is_read(tmp_path):
    path = tmp_path / "line.txt"
    filler = "x" * 119 + " "  # one piece each, longer than any word: the model's part stays small
    text = filler * 34_200 + " The envoy said that the talks would go on in Muscat."
    path.write_text(text, "utf-8")
    dossier = read(path)
    assert any(text[slice(*a["cue"][0])] == "said" for a in dossier["attributions"] if a["cue"])

"""Transcripts, and what only looks like one."""

from collections.abc import Callable
from typing import Any

import pytest

from accords.reading.reading import Mode
from accords.reading.turns import turns

Marker = Callable[[str], Any]  # the fixture of conftest.py


def told(text: str) -> list[tuple[str, str]]:
    return [
        (text[slice(*t.source)], " / ".join(" ".join(text[s:e].split()) for s, e in t.content)) for t in turns(text)
    ]


def test_lines_with_names_are_turns() -> None:
    assert told("Talk of the day\n\nRAO: Is it done?\n\nLUND: We are close.\n\nRAO: How close?\n") == [
        ("RAO", "Is it done?"),
        ("LUND", "We are close."),
        ("RAO", "How close?"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Q: Is it done?\nSPOKESPERSON: We are close.\nQ: When?\n", ["Q", "SPOKESPERSON", "Q"]),
        (
            "Journalist: Is it done?\nAsha Rao: We are close.\nJournalist: When?\nAsha Rao: In May.\n",
            ["Journalist", "Asha Rao", "Journalist", "Asha Rao"],
        ),
        ("ASHA RAO (in Hindi): I come.\nLUND: You do?\nRAO: I do.\n", ["ASHA RAO", "LUND", "RAO"]),
        ("ASHA RAO, HOST: You came.\nLUND: I did.\nRAO: Why?\n", ["ASHA RAO", "LUND", "RAO"]),
        ("MS. RAO: You came.\r\n\r\nLUND: I did.\r\n\r\nMS. RAO: Why?\r\n", ["MS. RAO", "LUND", "MS. RAO"]),
        ("**Rao:** You came.\n**Lund:** I did.\n**Rao:** Why?\n", ["Rao", "Lund", "Rao"]),
        ("JUAN DE LA CRUZ: I came.\nLUND: You did.\nLUND: Why?\n", ["JUAN DE LA CRUZ", "LUND", "LUND"]),
    ],
)
def test_names_come_in_several_forms(text: str, names: list[str]) -> None:
    assert [name for name, _ in told(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RAO: You came.\nLUND: I did.\n",
        "RAO: I came.\nRAO: I saw.\nRAO: I went.\n",
        "Location: our hall\nNote: you pay\nUpdate: we moved\nUpdate: we are back\n",
        "1: we came\n2: you saw\n1: I went\n",
        "14:05: we came\n14:20: you saw\n14:31: I went\n",
        "Rao told us this: we came.\nLund then said: you saw.\nRao then said: I went.\n",
        "Norway: wants the road open.\nAsk: wants the road shut.\nNorway: pays the toll.\n",
    ],
)
def test_lists_and_single_speakers_are_no_transcript(text: str) -> None:
    assert turns(text) == ()


def test_a_turn_runs_over_paragraphs_and_round_stage_directions() -> None:
    text = "RAO: Why?\n\nLUND: We tried.\n\nIt failed.\n\n(Laughter.)\n\nYou know that.\n\nRAO: I do.\n\n[End]\n"
    assert told(text) == [("RAO", "Why?"), ("LUND", "We tried. It failed. / You know that."), ("RAO", "I do.")]


def test_the_page_after_the_last_turn_is_not_its_words() -> None:
    text = "RAO: Why?\n\nLUND: We tried.\n\nRAO: I see.\n\nAll rights are with the radio.\n"
    assert told(text)[-1] == ("RAO", "I see.")


def test_turns_are_direct_and_what_is_told_in_them_is_within(marked: Marker) -> None:
    rows = marked(
        "RAO: What is new?\n\nLUND: <s>The king</s> <q>told</q> me <c>that the road is open</c>. We are glad.\n\n"
        "RAO: I see.\n"
    ).attributions()
    assert [(a.turn, a.mode, a.within) for a in rows] == [
        (True, Mode.DIRECT, None),
        (True, Mode.DIRECT, None),
        (False, Mode.INDIRECT, 1),
        (True, Mode.DIRECT, None),
    ]


def test_what_the_tagger_makes_of_a_label_gives_way_to_the_turn(marked: Marker) -> None:
    rows = marked("<s>RAO</s><q>:</q> <c>What is new?</c>\n\nLUND: We are close.\n\nRAO: I see.\n").attributions()
    assert [a.turn for a in rows] == [True, True, True]

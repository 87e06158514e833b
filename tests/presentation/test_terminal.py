from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from accords.presentation.dossier import Dossier
from accords.presentation.screen import Screen, shortest
from accords.presentation.terminal import faults, terminal
from accords.vocabulary import Fault

WIDE = Screen(columns=200)


def shown(dossier: Dossier, *, every_kind: bool = False) -> str:
    return "\n".join(terminal(dossier, screen=WIDE, every_kind=every_kind))


def line_with(page: str, words: str) -> str:
    return next(line for line in page.splitlines() if words in line)


def test_the_head_says_where_when_what_and_how_much(dossier: Dossier) -> None:
    lines = shown(dossier).splitlines()
    assert lines[0] == "Example Post, Sunday 17 August 2025"
    assert lines[1] == "The envoy returns"
    assert lines[2] == "68 words, 6 sayings by 3 speakers"


def test_what_nobody_said_of_the_report_is_said(dossier_of: Callable[..., Dossier]) -> None:
    page = shown(dossier_of("Holt said: go", "Holt", "go"))
    assert page.startswith("outlet not given, day of publication not given")


def test_speakers_have_name_role_and_party(dossier: Dossier) -> None:
    assert "Mira Holt, envoy, for Westmark" in shown(dossier).splitlines()


def test_each_speaker_stands_once_in_the_order_of_the_text(dossier: Dossier) -> None:
    heads = [line for line in shown(dossier).splitlines()[3:] if line and not line.startswith(" ")]
    assert [head.split(",")[0] for head in heads[:4]] == [
        "Mira Holt",
        "Norland",
        "Two senior officials",
        "“She” (two candidates)",
    ]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("delegation", "the delegation would stay in Lakeside · Sunday 17 August 2025 · ["),
        ("new tone", "“We heard a new tone,” … “and we will test it.” · Northern Radio · ["),
        ("open the border · ", "Norland … said it would open the border · ["),
        ("according to", "according to Mira Holt: it would open the border · ["),
        ("fragile", "the plan as “fragile” and “late” · ["),
    ],
)
def test_a_saying_has_its_words_day_channel_and_way(dossier: Dossier, words: str, line: str) -> None:
    assert line_with(shown(dossier), words).startswith(f"  - {line}")


def test_unnamed_sources_are_called_so(dossier: Dossier) -> None:
    assert "Two senior officials, unnamed" in shown(dossier)


def test_other_kinds_are_counted_and_shown_on_request(dossier: Dossier) -> None:
    assert "1 belief not shown: --all" in shown(dossier)
    assert "truce" not in shown(dossier)
    page = shown(dossier, every_kind=True)
    assert "the truce holds · belief · [" in page and "--all" not in page


def test_each_saying_ends_with_the_beginning_of_its_id(dossier: Dossier) -> None:
    for saying in dossier.attributions[:6]:
        assert f"[{saying.id[:8]}]" in shown(dossier)


def test_an_encoding_that_was_guessed_is_said(dossier: Dossier) -> None:
    row = replace(dossier.reports[0], encoding="windows-1252")
    assert "read as windows-1252, not UTF-8" in shown(replace(dossier, reports=(row,)))
    assert "read as" not in shown(dossier)


def test_bold_only_where_the_screen_has_it(dossier: Dossier) -> None:
    assert "\x1b" not in shown(dossier)
    assert "\x1b[1mThe envoy returns\x1b[0m" in list(terminal(dossier, screen=Screen(80, bold=True)))


def test_lines_keep_to_the_width(dossier: Dossier) -> None:
    assert all(len(line) <= 44 for line in terminal(dossier, screen=Screen(44)))


def test_a_hostile_report_cannot_move_the_cursor(dossier_of: Callable[..., Dossier]) -> None:
    evil = "\x1b[2J\x1b]0;owned\x07\r\u202e\u2066\x9b1m\x00"
    page = shown(
        dossier_of(f"Holt{evil} said: go{evil}", f"Holt{evil}", f"go{evil}", name=f"H{evil}", outlet=evil, title=evil)
    )
    assert not set(page) & {"\x1b", "\x07", "\r", "\u202e", "\u2066", "\x9b", "\x00"}
    assert "\\x1b[2J" in page


def test_faults_are_lines_that_cannot_move_the_cursor() -> None:
    fault = Fault("a\x1b.txt", "bytes", "text", "Save it as text.")
    assert list(faults([fault])) == ["fault: a\\x1b.txt: found bytes; accepted: text. Save it as text."]


def test_an_empty_dossier_shows_nothing() -> None:
    assert shown(Dossier()) == ""


def test_short_ids_tell_each_from_every_other() -> None:
    short = shortest(["aaaaaaaaaa1", "aaaaaaaaaa2", "bbbbbbbbbbbbb", "b"])
    assert short == {"aaaaaaaaaa1": "aaaaaaaaaa1", "aaaaaaaaaa2": "aaaaaaaaaa2", "bbbbbbbbbbbbb": "bbbbbbbb", "b": "b"}

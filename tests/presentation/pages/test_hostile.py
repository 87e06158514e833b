"""Hostile reports through every page, by the app's links, as a site, as one file, and as data: they stay words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from accords.assessment.record import Record
from accords.claims.build import Account
from accords.documents.report import Report
from accords.ledger.judgement import Judgement, Ruling
from accords.presentation.files_shown import FilesShown, files_shown
from accords.presentation.pages.address import in_app
from accords.presentation.pages.catalogue import KINDS, Kind
from accords.presentation.pages.link import Link
from accords.presentation.pages.render import Entry, Frame, rendered
from accords.presentation.pages.report import report
from accords.presentation.pages.shown import Shown
from accords.presentation.wording import short
from tests.presentation.pages.hostile import (
    BEGIN,
    HOSTILITIES,
    TOLD,
    Word,
    accounts,
    files,
    harmless,
    hostile,
    kept,
    plain,
)
from tests.presentation.pages.looked_at import LookedAt, Shape, broken

MEGABYTE = 1_000_000
MADE = datetime(2031, 7, 2, 9, tzinfo=UTC)
ALL = (*HOSTILITIES, "halves")


class Words_:
    """Words that remember what was asked for."""

    def __init__(self, word: Word) -> None:
        self.word, self.told = word, set[str]()

    def __call__(self, name: str) -> str:
        self.told.add(self.word(name))
        return self.word(name)


def judgements(word: Word, own: Callable[[str], str]) -> tuple[Judgement, ...]:
    """Rulings whose every word is hostile: on a claim, an attribution, an actor, a report, a meeting, and on what is there no more."""
    gone = {"id": own("gone"), "report": own("wire"), "words": word("gone"), "evidence": [[0, 3]]}
    told = [
        (Ruling.NOTE, own("c wire 1"), {}),
        (Ruling.RE_ATTRIBUTE, own("a wire 1"), {"speaker": own("minister"), "name": word("name")}),
        (Ruling.SAME_ACTOR, own("envoy"), {"other": own("nobody"), "name": word("name")}),
        (Ruling.NOT_A_COPY, own("wire"), {"other": own("other")}),
        (Ruling.MERGE, own("m wire"), {"others": [own("m copy"), own("m other")]}),
        (Ruling.MISREAD, own("gone"), {"read": gone}),
    ]
    made = [
        Judgement(ruling, subject, word("who"), MADE + timedelta(minutes=n), value, word("note"))
        for n, (ruling, subject, value) in enumerate(told)
    ]
    return (*made, Judgement(Ruling.UNDO, made[-2].id, word("who"), MADE + timedelta(hours=1), {}, word("note")))


def view_of(kind: str, word: Word, own: Callable[[str], str], shown_files: FilesShown, **changed: object) -> Shown:
    """The app's view of three reports of a kind of hostility, ruled on."""
    rows = list(accounts(kind, word, own))
    texts = {one.report.id: one.report.text for one in rows}
    made = Shown(
        view=Record(rows).as_of(),
        links=in_app,
        name=word("ledger"),
        text_of=texts.get,
        judgements=judgements(word, own),
        agreements=shown_files.agreements,
        scenarios=shown_files.scenarios,
        may_rule=True,
        keeps_day=True,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def shown_of(*rows: Account) -> Shown:
    texts = {one.report.id: one.report.text for one in rows}
    return Shown(
        view=Record(rows).as_of(), links=in_app, name="talks", text_of=texts.get, keeps_day=True, may_rule=True
    )


def frame_of(shown: Shown) -> Frame:
    there = [kind for kind in KINDS.values() if kind.menu and (kind.when is None or kind.when(shown))]
    menu = [Entry(Link(kind.menu or "", shown.href(kind.name)), False) for kind in there]
    told = dict(action="/", csrf="0", told=f"Kept: {shown.name}", undo="j0", here="/")
    return Frame(shown.name, menu, "/style.css", "/script.js", who=short(shown.name, 199), **told)  # type: ignore[arg-type]


def ids_of(kind: Kind, shown: Shown, own: Callable[[str], str]) -> list[str]:
    if kind.name == "judge":
        names = ("envoy", "norland", "m wire", "gone", *TOLD)
        return [own(name) for name in (*names, *(f"{c} {t} {n}" for c in "ac" for t in TOLD for n in (1, 2)))]
    return [""] if kind.ids is None else list(kind.ids(shown))


def pages_of(shown: Shown, own: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Each page with the name of its kind."""
    frame = frame_of(shown)
    for kind in KINDS.values():
        for one in ids_of(kind, shown, own):
            yield kind.name, rendered(kind.make(shown, one), frame)


@pytest.fixture(scope="module")
def shown_files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Word], FilesShown]:
    """Agreements and scenarios with words of a kind."""

    @cache
    def made(kind: str, word: Word) -> FilesShown:
        if kind == "halves":
            return FilesShown()
        folder = tmp_path_factory.mktemp("files")
        agreements, scenarios = files(folder, lambda _: word, (kind,))
        return files_shown([agreements], [scenarios])

    return made


@pytest.fixture(scope="module")
def shapes(shown_files: Callable[[str, Word], FilesShown]) -> dict[str, set[Shape]]:
    """The elements of pages of reports without any harm, by kind of page."""
    found: dict[str, set[Shape]] = {}
    own = harmless("plain")
    for shown in (view_of("plain", plain, own, shown_files("elements", plain)),):
        for way in (shown, replace(shown, keeps_day=False), replace(shown, excerpts=True, text_of=lambda one: None)):
            for name, page in pages_of(way, own):
                found.setdefault(name, set()).update(LookedAt(page).shapes)
    return found


# -- every page ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["whole", "excerpts"])
@pytest.mark.parametrize("kind", ALL)
def test_hostile_words_stay_words_on_every_page(
    kind: str, way: str, shown_files: Callable[[str, Word], FilesShown], shapes: dict[str, set[Shape]]
) -> None:
    """No element, no attribute and no address comes of them; they are there letter for letter, and what is not seen is written out."""
    word, own = Words_(hostile(kind)), kept(kind)
    changed = {} if way == "whole" else {"excerpts": True, "text_of": lambda one: None}
    shown = view_of(kind, word, own, shown_files(kind, word), **changed)
    seen: set[str] = set()
    for name, page in pages_of(shown, own):
        looked = LookedAt(page)
        assert not looked.faults(), (name, looked.faults())
        assert looked.shapes <= shapes[name], (name, looked.shapes - shapes[name])
        assert not broken(looked.words, word.told) and not broken(looked.attributes, word.told), name
        page.encode("utf-8")
        if BEGIN in looked.main:
            seen.add(name)
    none = {"search"} if shown.agreements else {"search", "agreement", "agreements", "scenario", "scenarios"}
    assert set(KINDS) - seen <= none, "pages on which there was no word to look at"


@pytest.mark.parametrize("kind", [kind for kind in HOSTILITIES if kind not in ("templates", "addresses", "cells")])
def test_words_that_were_put_into_a_page_as_they_are_are_found(kind: str, shapes: dict[str, set[Shape]]) -> None:
    """What the other tests ask of pages is not true of every page."""
    word = hostile(kind)
    page = f'<!DOCTYPE html><html><head><title>x</title></head><body><main><p title="{word("title")}">{word("text")}</p></main></body></html>'
    looked = LookedAt(page)
    words = {word("title"), word("text")}
    found = (looked.faults(), looked.shapes - set().union(*shapes.values()), broken(looked.words, words))
    assert any(found) and (found[0] or found[2])


def test_line_ends_of_other_systems_are_line_ends() -> None:
    """Reports come with carriage returns: a page is not to write them out, and their words lead where they stood."""
    told = "Norland moves\r\n\r\nRussia will halt the shelling, Lavrov said on Monday.\r\nThe weather was fair.\r\n"
    one = Account(Report(told, MADE, outlet="Example Post"), (), ())
    page = rendered(report(shown_of(one), one.report.id), Frame("talks", (), "/style.css", "/script.js"))
    assert "x0d" not in page
    article = LookedAt(page).tree.find(".//article").text_content()
    assert article.replace("\r\n", "\n").replace("\r", "\n") == told.replace("\r\n", "\n")


# -- size and time -------------------------------------------------------------------------------------------------------------

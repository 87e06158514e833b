"""The pages as files: whole, complete, and leading nowhere else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

import accords
from accords.presentation.answering import answers
from accords.presentation.files_shown import files_shown
from accords.presentation.pages.address import in_app
from accords.presentation.pages.shown import Shown
from accords.presentation.site import MADE, single, site
from accords.vocabulary import Misuse

EXAMPLES = Path(__file__).parents[2] / "examples"
HREF = re.compile(r'(?:href|src)="([^"]*)"')
ID = re.compile(r'(?<![-\w])id="([^"]*)"')


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    path = tmp_path_factory.mktemp("ledger") / "talks.ledger"
    with accords.Ledger.new(path) as ledger:
        accords.add(EXAMPLES, ledger)
        record = answers(ledger)
        texts = {known.id: ledger.text(known.id) for known in record.as_of().reports}
    files = files_shown([EXAMPLES / "agreements" / "minsk-ii.yaml"], [EXAMPLES / "scenarios"], record=record)
    return Shown(
        view=record.as_of(),
        links=in_app,
        name="talks",
        text_of=texts.get,
        agreements=files.agreements,
        scenarios=files.scenarios,
    )


@pytest.fixture(scope="module")
def folder(shown: Shown, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "pages"
    site(shown, out)
    return out


def test_every_link_of_a_site_leads_to_a_file_and_a_place_that_is_there(folder: Path) -> None:
    places = {path: set(ID.findall(path.read_text("utf-8"))) for path in folder.rglob("*.html")}
    assert len(places) > 50
    lost = []
    for path in places:
        for href in HREF.findall(path.read_text("utf-8")):
            if href.startswith(("http://", "https://")):
                continue
            file, _, place = href.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path
            if not target.is_file() or (place and target in places and unquote(place) not in places[target]):
                lost.append((path.name, href))
    assert not lost, lost[:10]


def test_a_site_asks_nothing_of_the_network(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        html = path.read_text("utf-8")
        assert "Content-Security-Policy" in html
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', html)
        assert "<form" not in html


def test_no_page_of_a_site_is_over_a_megabyte(folder: Path) -> None:
    assert max(path.stat().st_size for path in folder.rglob("*.html")) < 1_000_000


def test_all_pages_in_one_file_lead_into_it(shown: Shown, tmp_path: Path) -> None:
    written = single(shown, tmp_path / "talks.html")
    html = written.start.read_text("utf-8")
    ids = ID.findall(html)
    assert len(ids) == len(set(ids)), sorted({own for own in ids if ids.count(own) > 1})[:10]
    lost = [h for h in HREF.findall(html) if not h.startswith("http") and unquote(h.removeprefix("#")) not in set(ids)]
    assert not lost, lost[:10]
    assert html.count('<article class="page"') == written.pages


def test_texts_are_left_out_unless_asked_for(shown: Shown, tmp_path: Path) -> None:
    sentence = "Asked about the timetable"  # a sentence of examples without a claim is looked for below
    texts = [text for known in shown.view.reports if (text := shown.text_of(known.id))]
    longest = max(texts, key=len)
    site(replace(shown, text_of=lambda report: None, excerpts=True), tmp_path / "bare")
    bare = "\n".join(path.read_text("utf-8") for path in (tmp_path / "bare" / "report").glob("*.html"))
    said = {one.claim.words for known in shown.view.reports for one in known.claims}
    paragraphs = [p.strip() for p in longest.split("\n") if len(p.strip()) > 40]
    assert paragraphs and any(p not in bare for p in paragraphs), sentence
    assert any(words[:30] in bare for words in said if '"' not in words and "'" not in words)


def test_a_site_takes_the_place_of_an_older_one_and_of_nothing_else(shown: Shown, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    site(shown, out)
    (out / "old.html").write_text("old")
    site(shown, out)
    assert not (out / "old.html").exists() and (out / MADE).exists()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep me")
    with pytest.raises(Misuse, match="a folder that holds other files"):
        site(shown, mine)
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "pages"]


def test_a_site_that_cannot_be_finished_leaves_nothing(shown: Shown, tmp_path: Path) -> None:
    def broken(kind: str, done: int, of: int) -> None:
        raise KeyboardInterrupt

    for write, out in ((site, tmp_path / "pages"), (single, tmp_path / "pages.html")):
        with pytest.raises(KeyboardInterrupt):
            write(shown, out, progress=broken)
    assert list(tmp_path.iterdir()) == []

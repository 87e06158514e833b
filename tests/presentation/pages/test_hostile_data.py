"""Hostile words in what leaves the pages: data in other forms, figures that stand alone, sites and files of all pages."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import shlex
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urldefrag

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils.escape import unescape

from accords.ledger.judgement import Ruling
from accords.presentation.files_shown import FilesShown, files_shown
from accords.presentation.pages import ruling_forms
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.catalogue import KINDS
from accords.presentation.pages.downloads import Download, download
from accords.presentation.pages.scenario import scenario
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.queue_words import Settling
from accords.presentation.site import single, site
from accords.presentation.tables.csv_form import unguarded
from accords.presentation.wording import escaped, line_of
from tests.presentation.pages.hostile import BEGIN, ELSEWHERE, HOSTILITIES, IDS, files, hostile, kept, texts_of
from tests.presentation.pages.looked_at import LookedAt, broken
from tests.presentation.pages.test_hostile import ALL, Words_, ids_of, view_of

KINDS_OF_DATA = (*KINDS, "positions")
# A cell that begins so, whatever stands around it, is a formula for some spreadsheet.
FORMULA = re.compile("[\\s'\"\ufeff\u200b]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")


@pytest.fixture(scope="module", params=ALL)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Shown, Words_]:
    """A kind of hostility, a view of reports, agreements and scenarios that is full of it, and the words that these hold."""
    kind = request.param
    word, beside = Words_(hostile(kind)), FilesShown()
    if kind != "halves":
        beside = files_shown(*([one] for one in files(tmp_path_factory.mktemp("files"), lambda _: word, (kind,))))
    return kind, view_of(kind, word, kept(kind), beside), word


def downloads(kind: str, shown: Shown, form: str) -> Iterator[Download]:
    """The data of every page in a form, where it has them."""
    for name in KINDS_OF_DATA:
        for own in ids_of(KINDS[name], shown, kept(kind)) if name in KINDS else [""]:
            try:
                yield download(name, own, form, shown)
            except Missing:
                continue


def whole(cells: Iterable[str], word: Words_) -> int:
    """How many cells have hostile words; these are there letter for letter."""
    several = [escaped(re.sub("[ \t\r\n]+", " ", cell)) for cell in cells if BEGIN in cell]
    assert not (found := broken("\n".join(several), word.told)), found[:3]
    return len(several)


def in_sentences(one: Download) -> bool:
    """Of families a cell holds a sentence, which may end inside a word of ours."""
    return one.name.startswith("famil")


def test_no_cell_of_a_csv_is_a_formula_and_every_word_is_there(told: tuple[str, Shown, Words_]) -> None:
    kind, shown, word = told
    made = list(downloads(kind, shown, "csv"))
    assert len(made) > 20
    seen = 0
    for one in made:
        rows = list(csv.reader(io.StringIO(one.body.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1, one.name
        cells = [cell for row in rows for cell in row]
        wrong = [cell for cell in cells if FORMULA.match(cell) and not cell.startswith("'") and not _number(cell)]
        assert not wrong, (one.name, wrong[:3])
        seen += 0 if in_sentences(one) else whole(map(unguarded, cells), word)
    assert seen > 100


def _number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", cell) is not None


def test_every_workbook_opens_and_holds_text_alone(told: tuple[str, Shown, Words_]) -> None:
    kind, shown, word = told
    seen = 0
    for one in downloads(kind, shown, "xlsx"):
        with zipfile.ZipFile(io.BytesIO(one.body)) as archive:
            assert archive.testzip() is None
            parts = {name: archive.read(name) for name in archive.namelist()}
        assert not any(name.startswith("xl/externalLinks") or "vba" in name.casefold() for name in parts), one.name
        for name, part in parts.items():
            tree = etree.fromstring(part)
            assert not list(tree.iter("{*}f", "{*}hyperlink")), (one.name, name)
            assert not [where for own in tree.iter("{*}Relationship") if (where := own.get("TargetMode")) == "External"]
        book = openpyxl.load_workbook(io.BytesIO(one.body))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b", "inlineStr"}, one.name
        texts = (unescape(cell.value) for cell in cells if isinstance(cell.value, str))
        seen += 0 if in_sentences(one) else whole(texts, word)
    assert seen > 100


def test_json_is_json_and_holds_every_word_as_it_is(told: tuple[str, Shown, Words_]) -> None:
    kind, shown, word = told
    seen = 0
    for one in downloads(kind, shown, "json"):
        texts = list(texts_of(json.loads(one.body.decode("utf-8"))))
        seen += 0 if in_sentences(one) else whole(texts, word)
        assert one.media_type == "application/json"
    assert seen > 100


def test_what_a_download_is_called_is_the_name_of_a_file(told: tuple[str, Shown, Words_]) -> None:
    kind, shown, _ = told
    for form in ("csv", "svg"):
        for one in downloads(kind, shown, form):
            assert re.fullmatch(rf"[a-z]+(?:-[A-Za-z0-9-]{{0,120}})?\.{form}", one.name), one.name


def test_figures_that_stand_alone_are_drawings_and_words(told: tuple[str, Shown, Words_]) -> None:
    kind, shown, word = told
    shown = replace(shown, asked=Asked(as_of=date(2031, 9, 1)))  # by then the agreement has a course
    figures = list(downloads(kind, shown, "svg"))
    assert len(figures) == (1 if kind == "halves" else 4)
    seen = 0
    for one in figures:
        tree = etree.fromstring(one.body, etree.XMLParser(resolve_entities=False, no_network=True))
        elements = [each for each in tree.iter() if isinstance(each.tag, str)]
        assert len(elements) == len(list(tree.iter())), "a comment, an entity or an instruction"
        drawn = {etree.QName(each).localname for each in elements}
        assert drawn <= {
            *"svg g a title desc text tspan rect circle path line polyline polygon defs marker pattern style".split()
        }
        for each in elements:
            assert etree.QName(each).namespace == "http://www.w3.org/2000/svg"
            assert not [name for name in each.attrib if name.startswith("on") or name == "style"]
            href = each.get("href") or each.get("{http://www.w3.org/1999/xlink}href") or "#"
            assert href.startswith(("#", "/")) and not href.startswith("//"), href
        styles = [each.text or "" for each in elements if etree.QName(each).localname == "style"]
        assert len(styles) == 1 and not re.search(r"@import|url\(|" + BEGIN, styles[0])
        seen += whole(("".join(each.itertext()) for each in elements if not len(each) and each.text), word)
    assert seen > 5


def test_a_site_of_hostile_reports_leads_to_its_own_files_alone(
    told: tuple[str, Shown, Words_], tmp_path: Path
) -> None:
    _, shown, word = told
    site(shown, tmp_path / "pages")
    files = [path for path in (tmp_path / "pages").rglob("*") if path.is_file()]
    names = [str(path.relative_to(tmp_path / "pages")) for path in files]
    assert len({name.casefold() for name in names}) == len(names) > 60
    assert not [name for name in names if not re.fullmatch(r"(?:[a-z]+/)?[a-z0-9_.-]+", name)]
    pages = {path: LookedAt(path.read_text("utf-8")) for path in files if path.suffix == ".html"}
    for path, looked in pages.items():
        assert not looked.faults(("script.js", "../script.js")), (
            path.name,
            looked.faults(("script.js", "../script.js")),
        )
        assert not broken(looked.words, word.told), path.name
        for href in looked.hrefs():
            if href.startswith(f"{ELSEWHERE}/"):
                continue  # where the report was published
            name, place = urldefrag(href)
            target = (path.parent / unquote(name)).resolve() if name else path
            assert target.is_file(), (path.name, href)
            assert not place or target not in pages or unquote(place) in pages[target].ids, (path.name, href)


def test_all_pages_in_one_file_end_no_element_before_its_end(told: tuple[str, Shown, Words_], tmp_path: Path) -> None:
    """Words stand beside a style, a script and lists of the search in one file: none closes or opens any of them."""
    _, shown, word = told
    written = single(shown, tmp_path / "talks.html")
    page = written.start.read_bytes().decode("utf-8")
    looked = LookedAt(page)
    scripts = [one for one in looked.elements if one.tag == "script" and one.get("type") != "application/json"]
    [style] = [one for one in looked.elements if one.tag == "style"]
    [policy] = [one.get("content") for one in looked.elements if one.get("http-equiv")]
    assert len(scripts) == 1
    for one in (style, scripts[0]):
        assert f"'sha256-{_digest(one.text)}'" in policy and BEGIN not in one.text
    for one in (one for one in looked.elements if one.get("type") == "application/json"):
        rows = json.loads(one.text)
        assert whole(texts_of(rows), word) and not re.search("[<>&]", one.text)
    style.drop_tree()
    scripts[0].drop_tree()
    rest = LookedAt(page)
    rest.tree = looked.tree
    assert not rest.faults()
    articles = [one for one in rest.elements if one.tag == "article" and one.get("class") == "page"]
    assert len(articles) == written.pages > 20
    assert {one.getparent().get("id") for one in articles} == {"main"}, "a page stands in another"
    assert not broken(rest.words, word.told)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# -- commands ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "own", [*(IDS[kind].format("envoy") for kind in HOSTILITIES), "$(touch x); `id` && a'b\"c|d >e *"]
)
def test_a_command_that_a_page_shows_is_one_command_for_a_shell(own: str) -> None:
    """Whoever copies it runs nothing that an id says."""
    forms = (
        *ruling_forms.quick(own),
        *ruling_forms.of_actor(own),
        *ruling_forms.of_meeting(own),
        *ruling_forms.of_report(own),
    )
    for form in forms:
        assert shlex.split(form.twin)[:4] == ["accords", "judge", form.ruling.replace(" ", "-"), own]
    settled = Settling(Ruling.SAME_ACTOR, "envoy", "they are one", own).command
    assert shlex.split(settled) == shlex.split(f"accords judge same-actor envoy {shlex.quote(line_of(own))}")
    assert Settling(Ruling.ACT, "c1b2f00d4e5a", "", asks="ACT").command == "accords judge act c1b2f00d4e5a ACT"


def test_commands_of_scenarios_name_their_file_as_one_word(told: tuple[str, Shown, Words_]) -> None:
    kind, shown, _ = told
    commands = [command for name in shown.scenarios if (command := getattr(scenario(shown, name), "command", None))]
    assert len(commands) == (0 if kind == "halves" else 2)
    for command in commands:
        words = shlex.split(command)
        assert words[:2] == ["accords", "bargain"] and words[3].endswith(".yaml") and words[4].startswith("--")

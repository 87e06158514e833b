"""A real browser on pages of hostile reports: they are read, and nothing of them runs, loads, or leads astray."""

from __future__ import annotations

import http.client
import json
import shutil
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

import pytest

import accords
from accords.presentation.cli.main import main
from accords.presentation.wording import escaped
from tests.ledger.accounts import RUN
from tests.presentation.pages.hostile import (
    BEGIN,
    ELSEWHERE,
    FRAGMENTS,
    HOSTILITIES,
    RAN,
    Remembering,
    Word,
    accounts,
    files,
    hostile,
    kept,
)
from tests.presentation.pages.looked_at import LookedAt, broken
from tools.serving import serving

EACH = 3  # pages of each kind that are opened, those of different hostilities
KINDS = tuple(kind for kind in HOSTILITIES if kind != "cells")  # these harm in other programs than browsers
NAMELESS = "nobody"  # was at meetings, and no report has a name or words of theirs
# Enough of English that the reports are taken for reports.
PLAIN = """Talks go on. Delegates from both countries met in the old customs house on the quay, as they had in the spring, and nobody at
the table wished to be the first to leave it. Snow had closed the upper road, so that the lorries waited on the far bank until the morning."""
# What a payload would have done, and what no page has, whatever it says.
LOOKED = """() => ({
  ran: "ran" in window,
  on: [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes]).filter((a) => /^on|^style$|^srcdoc$/.test(a.name)).length,
  odd: document.querySelectorAll("iframe, object, embed, base, img, math, body style, body link, body meta").length,
  scripts: [...document.scripts].filter((s) => s.type !== "application/json").length,
  astray: [...document.querySelectorAll("[href], [action]")].map((e) => e.getAttribute("href") ?? e.getAttribute("action"))
    .filter((href) => /^\\s*(javascript|data|vbscript|\\/\\/|\\\\)/i.test(href)),
})"""


# The words of a page as they are seen. Two texts word by word, in which words of both stand among one another, are left out, and what
# is told to those alone who hear the page.
SEEN = """(root) => {
  for (const one of root.querySelectorAll(".pair, .same, .hidden")) { one.remove(); }
  return root.innerText;
}"""


@dataclass(frozen=True)
class Hostile:
    """A ledger of hostile reports, the options of commands that name agreements and scenarios as hostile, and every hostile word in any."""

    ledger: Path
    beside: tuple[str, ...]
    words: frozenset[str]


def read_by_the_machine(number: int, kind: str, word: Word) -> str:
    """A report as another program hands it over. What has control characters in its text is taken for no text, and refused."""
    everything = " ".join(FRAGMENTS[kind])
    text = (
        f"{PLAIN}\n\nRussian Foreign Minister Sergei Lavrov said on Monday that Russia will halt the shelling {everything}.\n\n"
        f"Witkoff told “{everything}” that Russia would free the sailors. {everything} refused to open the border, he said.\n\n{PLAIN}\n"
    )
    text = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc")
    row = {"text": text, "published": "2031-06-02", "id": f"{kind}-{number}"}
    return json.dumps(
        {**row, "title": word("title"), "outlet": word("outlet"), "url": FRAGMENTS["addresses"][number % 3]}
    )


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """Reports that the machine read, and accounts with hostile ids in which as much was read as can be; ruled on with hostile words."""
    folder = tmp_path_factory.mktemp("hostile")
    given: set[str] = set()
    pens = {kind: Remembering(kind, given) for kind in KINDS}
    rows = [read_by_the_machine(number, *one) for number, one in enumerate(pens.items())]
    (folder / "read.jsonl").write_text("\n".join(rows), "utf-8")
    with accords.Ledger.new(folder / "talks.ledger") as opened:
        tally = accords.add(folder / "read.jsonl", opened)
        assert tally.reports == len(KINDS) and not tally.faults, tally
        for kind, word in pens.items():
            own = kept(kind)
            opened.add(list(accounts(kind, word, own)), RUN)
            for subject in ("c wire 1", "envoy", "wire"):
                opened.rule("note", own(subject), who=word("who"), note=word("note"))
            value = {"speaker": f"nobody-{kind}", "name": word("name")}
            opened.rule("re-attribute", own("a other 1"), value, who=word("who"))
    agreements, scenarios = files(folder, pens.__getitem__, KINDS)
    beside = ("--agreement", str(agreements), "--scenario", str(scenarios))
    return Hostile(folder / "talks.ledger", beside, frozenset(given))


@dataclass
class Watch:
    """What a window did that no hostile words may make it do."""

    page: Any
    ours: str
    dialogs: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda one: None if one.url.startswith(self.ours) else self.elsewhere.append(one.url))

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def check(self, scripts: int = 1) -> None:
        """`scripts`: how many there may be, which are ours."""
        found = self.page.evaluate(LOOKED)
        assert found.pop("scripts") == scripts and not any(found.values()), (self.page.url, found)
        assert not self.dialogs and not self.elsewhere, (self.page.url, self.dialogs, self.elsewhere)
        assert len(self.page.context.pages) == 1


def read(part: Any, words: Iterable[str]) -> bool:
    """Whether hostile words are seen in a part of the page; they are there letter for letter. It is asked last: it takes some of it away."""
    seen = " ".join(part.evaluate(SEEN).split())
    assert not (found := broken(seen, words)), (part.page.url, found[:3])
    return BEGIN in seen


def sampled(several: Iterable[str]) -> list[str]:
    """Some addresses of every kind of page, those of one kind far from one another."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for one in sorted(several):
        by_kind[one.strip("/").split("/")[0]].append(one)
    return [one for rows in by_kind.values() for one in rows[:: max(1, len(rows) // EACH)][:EACH]]


# -- the app -------------------------------------------------------------------------------------------------------------------


def links_of(html: str, at: str) -> set[str]:
    """Where a page of the app leads, itself left out; links to where a report was published are not ours."""
    hrefs = (urljoin(at, href) for href in LookedAt(html).hrefs())
    return {href for href in hrefs if urlsplit(href).netloc == urlsplit(at).netloc}


def test_the_app_shows_hostile_reports_as_words_and_every_link_of_its_pages_resolves(page: Any, talks: Hostile) -> None:
    with serving(talks.ledger, *talks.beside) as url:
        watch = Watch(page, url)
        page.goto(url)
        lists = page.locator("nav.menu a").evaluate_all("(links) => links.map((one) => one.href)")
        found: set[str] = set()
        for one in lists:
            page.goto(one)
            watch.check()
            found |= links_of(page.content(), one)
        paths = {urlsplit(one).path for one in found} - {urlsplit(one).path for one in lists}
        opened = sampled(path for path in paths if "." not in path.rsplit("/", 1)[-1] or "%" in path)
        assert {path.split("/")[1] for path in opened} >= {
            "report",
            "party",
            "person",
            "agreement",
            "scenario",
            "judge",
        }
        without = []
        for path in opened:
            page.goto(url + path)
            watch.check()
            found |= links_of(page.content(), url + path)
            if not read(page.locator("main"), talks.words):
                without.append(path)
        assert {path for path in without if NAMELESS not in path} == set(), (
            "pages on which there was no word to look at"
        )
        assert len(found) > 200 and not (lost := lost_in_app(found)), lost[:5]
        watch.check()


def lost_in_app(links: Iterable[str]) -> list[str]:
    """Those that lead to no page, or to no element of it."""
    places: dict[str, set[str]] = defaultdict(set)
    for one in links:
        address, place = urldefrag(one)
        places[address].add(unquote(place))
    host = urlsplit(next(iter(places))).netloc
    app, lost = http.client.HTTPConnection(host, timeout=30), list[str]()
    for address, wanted in places.items():
        app.request("GET", address.partition(host)[2] or "/", headers={"Host": host})
        answer = app.getresponse()
        body = answer.read()
        if answer.status != 200:
            lost.append(f"{answer.status} {address}")
        elif wanted := wanted - {""}:
            lost += [f"{address}#{place}" for place in wanted.difference(LookedAt(body.decode()).ids)]
    app.close()
    return lost


def test_a_ruling_with_a_hostile_name_and_note_is_shown_as_words(page: Any, talks: Hostile, tmp_path: Path) -> None:
    kind = "elements"
    who, note = f"<script>{RAN}</script> \u202egnp.exe", f"{hostile(kind)('note')} {hostile('ends')('note')}"
    with serving(Path(shutil.copy(talks.ledger, tmp_path / "talks.ledger"))) as url:
        watch = Watch(page, url)
        page.goto(f"{url}/judge/{quote(kept(kind)('c copy 1'), safe='')}")
        form = page.locator("form.rule", has=page.locator("textarea[name=note]"))
        form.locator("textarea").fill(note)
        form.locator("input[name=who]").fill(who)
        form.locator("button").click()
        assert "a note is kept on" in page.locator("[role=status]").inner_text()
        for path in (
            urlsplit(page.url).path,
            "/rulings",
            urlsplit(page.locator("main a[href^='/report/']").first.get_attribute("href")).path,
        ):
            page.goto(url + path)
            watch.check()
            text = " ".join(page.locator("main").inner_text().split())
            assert escaped(who) in text, path
            assert " ".join(escaped(hostile(kind)("note")).split()) in text, path
            assert not broken(text, talks.words), path
        # The name stands in the field of the next form, as it was written.
        page.goto(f"{url}/judge/{quote(kept(kind)('c copy 1'), safe='')}")
        watch.check()
    with accords.Ledger(tmp_path / "talks.ledger") as opened:
        made = opened.judgements()[-1]
    assert (made.who, made.note) == (who, note)


# -- the site ------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(talks: Hostile) -> Path:
    # What is wrong with the files beside is told; the site is written.
    assert main(
        ["site", str(talks.ledger.parent / "site"), "--ledger", str(talks.ledger), "--text", *talks.beside]
    ) in (0, 1)
    return talks.ledger.parent / "site"


def test_the_site_shows_hostile_reports_as_words_from_a_disk(page: Any, folder: Path, talks: Hostile) -> None:
    page.context.set_offline(True)
    watch = Watch(page, folder.as_uri())
    lists = sorted(path.name for path in folder.glob("*.html"))
    singles = sampled(str(path.relative_to(folder)) for path in folder.glob("*/*.html"))
    assert {path.split("/")[0] for path in singles} >= {"report", "party", "person", "agreement", "scenario", "dispute"}
    without = []
    for path in (*lists, *singles):
        page.goto((folder / path).as_uri())
        watch.check()
        if not read(page.locator("main"), talks.words):
            without.append(path)
    assert [path for path in without if NAMELESS not in path] == ["search.html"], (
        "pages on which there was no word to look at"
    )
    page.goto((folder / "search.html").as_uri())
    page.locator(".finder input").fill("norland")
    page.locator(".finder-found article").first.wait_for()
    assert read(page.locator("main"), talks.words)
    watch.check()


def test_every_link_of_the_site_leads_to_a_file_and_a_place_that_is_there(folder: Path) -> None:
    pages = {path: LookedAt(path.read_text("utf-8")) for path in folder.rglob("*.html")}
    lost = []
    for path, looked in pages.items():
        assert not looked.faults(["script.js", "../script.js"]), path
        for href in looked.hrefs():
            if href.startswith(f"{ELSEWHERE}/"):
                continue
            name, place = urldefrag(href)
            target = (path.parent / unquote(name)).resolve() if name else path
            if not target.is_file() or (place and unquote(place) not in pages[target].ids):
                lost.append((path.name, href))
    assert not lost, lost[:5]


def test_all_pages_in_one_file_are_words_too(page: Any, talks: Hostile, tmp_path: Path) -> None:
    file = tmp_path / "talks.html"
    assert main(["site", "--single", str(file), "--ledger", str(talks.ledger), "--text", *talks.beside]) in (0, 1)
    page.context.set_offline(True)
    watch = Watch(page, file.as_uri())
    page.goto(file.as_uri())
    watch.check(scripts=1)
    places = page.evaluate("[...document.querySelectorAll('article.page')].map((one) => one.id)")
    hrefs = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map((one) => decodeURIComponent(one.getAttribute('href').slice(1)))"
    )
    ids = set(page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)"))
    assert len(places) > 100 and set(hrefs) <= ids
    for place in sampled(places)[: 12 * EACH]:
        page.goto(f"{file.as_uri()}#{quote(place)}")
        article = page.locator("article.page:visible")
        assert article.count() == 1 and article.get_attribute("id") == place
        assert read(article, talks.words) or place == "/search" or NAMELESS in place, place
    watch.check()


# -- the policy ----------------------------------------------------------------------------------------------------------------

# What hostile words would come to if a template forgot to escape them.
COME_IN = """() => {
  const put = (name, set) => { const made = Object.assign(document.createElement(name), set); document.body.append(made); return made; };
  document.body.insertAdjacentHTML("beforeend", `<img src="ELSEWHERE/x.png" onerror="window.ran=1">
    <iframe srcdoc="<script>parent.ran=1</script>"></iframe><iframe src="ELSEWHERE/"></iframe>
    <p id="styled" style="position: fixed">x</p><style>#told { position: fixed }</style><p id="told">x</p>
    <svg onload="window.ran=1"><a xlink:href="javascript:window.ran=1"></a></svg>`);
  put("script", { textContent: "window.ran = 1" });
  put("script", { src: "ELSEWHERE/x.js" });
  put("link", { rel: "stylesheet", href: "ELSEWHERE/x.css" });
  put("base", { href: "ELSEWHERE/" });
  put("a", { href: "javascript:window.ran=1" }).click();
  put("form", { action: "ELSEWHERE/" }).submit();
  put("object", { data: "ELSEWHERE/x" });
  fetch("ELSEWHERE/x").catch(() => {});
  const placed = (id) => getComputedStyle(document.getElementById(id)).position;
  return [placed("styled"), placed("told")];
}""".replace("ELSEWHERE", ELSEWHERE)


@pytest.mark.parametrize("kind", ["app", "site", "single"])
def test_what_came_into_a_page_as_elements_would_neither_run_nor_load(
    kind: str, browser: Any, talks: Hostile, folder: Path, tmp_path: Path
) -> None:
    """The second wall: nothing inline, nothing from elsewhere, no form that leads away."""
    single = tmp_path / "talks.html"
    if kind == "single":
        assert main(["site", "--single", str(single), "--ledger", str(talks.ledger)]) == 0
    with serving(talks.ledger) if kind == "app" else nullcontext((folder / "index.html").as_uri()) as address:
        start = single.as_uri() if kind == "single" else address
        context = browser.new_context()
        page, asked, refused = context.new_page(), list[str](), list[str]()
        context.route(f"{ELSEWHERE}/**", lambda route: (asked.append(route.request.url), route.abort()))
        page.on("console", lambda told: refused.append(told.text) if "Content Security Policy" in told.text else None)
        page.goto(start)
        before = page.url
        assert page.evaluate(COME_IN) == ["static", "static"]
        page.wait_for_timeout(300)
        assert not page.evaluate("'ran' in window") and page.url == before and not asked
        assert len(refused) > 8, refused
        context.close()

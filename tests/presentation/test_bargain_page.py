"""The pages of `accords bargain`: read by a real parser, opened from disk, with words of others as words and nothing else."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from accords.bargaining.stability import Kind
from accords.presentation import bargain_page, package_page
from accords.presentation.bargain import CAVEAT, Bargain, bargain
from accords.presentation.bargain_answer import answer
from accords.presentation.bargain_figure import HEIGHT, WIDTH, figure
from accords.presentation.bargain_words import BargainWords
from accords.presentation.packages import CAVEAT as PACKAGES_CAVEAT
from accords.presentation.packages import packages

EXAMPLES = Path(__file__).parents[2] / "examples" / "scenarios"
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)> \" ' & \u202e $style"
VOID = {"meta", "br", "link", "input", "img"}


class Tree(HTMLParser):
    """Checks that elements nest, and gathers tags with their attributes, headings, and the text of each kind of element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        assert len(attrs) == len(dict(attrs)), "an attribute stands twice"
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> does not nest"

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def tree(text: str) -> Tree:
    parsed = Tree()
    parsed.feed(text)
    parsed.close()
    assert not parsed.open
    return parsed


@pytest.fixture(scope="module")
def lake() -> Bargain:
    return bargain(EXAMPLES / "lake-talks.yaml")


def hostile_game(folder: Path) -> Path:
    game = {
        "parties": [HOSTILE, "B"],
        "states": [{"id": 1, "options": [HOSTILE]}, {"id": HOSTILE, "options": {"x": HOSTILE}}],
        "moves": {HOSTILE: [[1, HOSTILE]], "B": []},
        "preferences": {HOSTILE: [HOSTILE, 1], "B": [[1, HOSTILE]]},
        "status_quo": 1,
    }
    path = folder / "hostile.json"
    path.write_text(json.dumps(game), "utf-8")
    return path


def hostile_scenario(folder: Path) -> Path:
    words = json.dumps(HOSTILE)
    path = folder / "hostile.yaml"
    path.write_text(
        f"""accords: scenario/1
id: hostile
title: {words}
about: {words}
sources: [{{title: {words}, url: "https://example.org/?a=1&b=<2>"}}]
parties:
  a: {{name: {words}, options: {{x: {{text: {words}, because: {words}}}}}}}
  b: {{name: B, options: {{y: {{text: {words}, irreversible: yes}}}}}}
status quo: []
preferences:
  a: {{priorities: [{{prefers: x, because: {words}, claims: [c0123456789ab], guess: yes}}]}}
  b: {{priorities: [{{prefers: not y}}]}}
states: {{{words}: [a.x]}}
""",
        "utf-8",
    )
    return path


def hostile_packages(folder: Path) -> Path:
    words = json.dumps(HOSTILE)
    path = folder / "package.yaml"
    path.write_text(
        f"""accords: packages/1
id: hostile
title: {words}
about: {words}
parties: {{a: {{name: {words}}}, b: {{name: B}}}}
issues:
  one: {{name: {words}, levels: {{low: {words}, high: high}}}}
values:
  a: {{reservation: 10, because: {words}, issues: {{one: {{weight: 1, values: [0, 100], because: {words}, guess: yes}}}}}}
  b: {{reservation: 10, issues: {{one: {{weight: 1, values: [100, 0]}}}}}}
""",
        "utf-8",
    )
    return path


def pages(folder: Path) -> dict[str, str]:
    lake = answer(bargain(EXAMPLES / "lake-talks.yaml"), sensitive=True)
    found = packages(EXAMPLES / "settlement-2025-package.yaml")
    hostile = packages(hostile_packages(folder))
    return {
        "lake": bargain_page.page(lake),
        "settlement": bargain_page.page(answer(bargain(EXAMPLES / "settlement-2025.yaml"))),
        "hostile game": bargain_page.page(answer(bargain(hostile_game(folder)))),
        "hostile scenario": bargain_page.page(answer(bargain(hostile_scenario(folder)), sensitive=True)),
        "packages": package_page.page(found, found.domain.package(0), found.sampled(20)),
        "hostile packages": package_page.page(hostile, hostile.domain.package(1)),
    }


def test_pages_run_nothing_fetch_nothing_and_nest(tmp_path: Path) -> None:
    for name, text in pages(tmp_path).items():
        parsed = tree(text)
        tags = {tag for tag, _ in parsed.tags}
        assert not tags & {"script", "img", "link", "iframe", "form", "object", "image", "use", "foreignobject"}, name
        policy = [a["content"] for a in parsed.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
        assert policy == ["default-src 'none'; style-src 'unsafe-inline'"], name
        assert not any(key.startswith("on") for _, attributes in parsed.tags for key in attributes), name
        style = text.partition("<style>")[2].partition("</style>")[0]
        assert "url(" not in style and "@import" not in style, name
        assert all(address.startswith("#") for address in re.findall(r"url\(([^)]*)\)", text)), name
        assert "\u202e" not in text, name


def test_every_link_has_its_anchor_and_no_anchor_stands_twice(tmp_path: Path) -> None:
    for name, text in pages(tmp_path).items():
        parsed = tree(text)
        anchors = [str(a["id"]) for _, a in parsed.tags if "id" in a]
        assert len(anchors) == len(set(anchors)), name
        links = {str(a["href"]) for a in parsed.all("a")}
        assert {link for link in links if link.startswith("#")} <= {f"#{anchor}" for anchor in anchors}, name
        assert all(link.startswith(("#", "https://", "http://")) for link in links), name
        named = {word for _, a in parsed.tags for word in (a.get("aria-labelledby") or "").split()}
        assert named <= set(anchors), name


def test_pages_can_be_read_aloud(tmp_path: Path) -> None:
    for name, text in pages(tmp_path).items():
        parsed = tree(text)
        assert parsed.all("html") == [{"lang": "en"}], name
        assert len(parsed.all("h1")) == len(parsed.all("main")) == 1, name
        levels = [int(tag[1]) for tag, _ in parsed.tags if re.fullmatch(r"h[1-6]", tag)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
        for drawn in parsed.all("svg"):
            assert drawn.get("aria-hidden") == "true" or (
                drawn.get("role") == "img" and drawn.get("aria-labelledby")
            ), name
        assert len(parsed.all("caption")) == len(parsed.all("table")) > 0, name
        assert {a.get("scope") for a in parsed.all("th")} == {"col", "row"}, name


def test_words_of_others_stand_as_words(tmp_path: Path) -> None:
    told = pages(tmp_path)
    shown = re.sub(r"\s+", " ", HOSTILE).replace("\u202e", "\\u202e")
    for name in ("hostile game", "hostile scenario", "hostile packages"):
        parsed = tree(told[name])
        assert shown in parsed.text, name
        assert "$style" in parsed.text, "what looks like a field of the template is none"
    assert tree(told["hostile scenario"]).texts["title"][0] == shown
    assert "https://example.org/?a=1&b=<2>" in [a["href"] for a in tree(told["hostile scenario"]).all("a")]


def test_the_page_of_the_lake_says_what_the_terminal_says(lake: Bargain) -> None:
    parsed = tree(bargain_page.page(answer(lake, sensitive=True)))
    text = re.sub(r"\s+", " ", parsed.text)
    assert CAVEAT in text
    assert "“deal on trust”: stable for every party: GMR, SMR" in text
    assert (
        "Vestria could give up “lift the blockade of the harbour” (to “left and blockaded”), which is better for Vestria"
        in text
    )
    assert "Norland and Vestria together: from “nothing” to “deal on trust”" in text
    assert "What stands first matters most." in text and "if withdraw then lift" in text
    assert "neighbouring rankings" in text
    rows = [row for row in parsed.texts["tr"] if "deal with a guarantee" in row]
    assert rows and "Nash, SEQ, GMR, SMR" in rows[0]


def test_stable_states_are_told_apart_by_shape_and_by_letters(lake: Bargain) -> None:
    told = bargain_page.page(answer(lake))
    kinds = {name: kind for kind, name in re.findall(r'<g class="state (\w+)"><title>“([^”]+)”', told)}
    assert kinds["deal with a guarantee"] == "nash" and kinds["deal on trust"] == "some"
    assert kinds["blockade lifted for nothing"] == "none"
    trust = told.partition("<title>“deal on trust”")[2].partition("</g>")[0]
    assert "GMR · SMR" in trust and "Nash" not in trust
    assert "status quo" in told.partition("<title>“nothing”")[2].partition("</g>")[0]


def test_the_drawing_has_every_move_of_a_small_game_once_and_says_which_way_it_is_wanted(lake: Bargain) -> None:
    drawn = figure(answer(lake))
    assert len(drawn.places) == 8 and drawn.note == ""
    pairs = {(line.party, frozenset((line.start, line.to))) for line in drawn.lines}
    assert len(pairs) == len(drawn.lines) == 12  # three options, each open in four states
    for line in drawn.lines:
        ranks = lake.game.ranks[line.party]
        assert line.improves == bool(ranks[line.to] > ranks[line.start])
    states = list(drawn.places.items())
    for at, (_, (x, y)) in enumerate(states):
        for _, (other_x, other_y) in states[at + 1 :]:
            assert abs(x - other_x) >= WIDTH or abs(y - other_y) >= HEIGHT, "boxes lie on one another"


def test_of_many_states_equilibria_and_the_ways_to_them_are_drawn_and_the_rest_is_said_to_be_left_out() -> None:
    talks = bargain(EXAMPLES / "settlement-2025.yaml")
    drawn = figure(answer(talks))
    assert len(drawn.places) <= 64 and "Of 384 states only" in drawn.note
    assert talks.state("status quo") in drawn.places
    assert set(talks.equilibria[Kind.NASH]) <= {talks.id_of(state) for state in drawn.places}


def test_a_ring_of_states_is_drawn_on_a_circle(tmp_path: Path) -> None:
    ring = {
        "parties": ["A", "B"],
        "states": [{"id": number} for number in range(5)],
        "moves": {
            "A": [[number, (number + 1) % 5] for number in range(5)],
            "B": [[(number + 1) % 5, number] for number in range(5)],
        },
        "preferences": {"A": [0, 1, 2, 3, 4], "B": [[0, 1, 2, 3, 4]]},
    }
    (tmp_path / "ring.json").write_text(json.dumps(ring), "utf-8")
    found = bargain(tmp_path / "ring.json")
    drawn = figure(answer(found))
    assert len(set(drawn.places.values())) == 5 and len({y for _, y in drawn.places.values()}) > 2
    labels = BargainWords(found).labels(drawn.places)
    assert list(labels.values()) == ["0", "1", "2", "3", "4"]


def test_the_page_of_packages_plots_every_pair_and_says_the_same_in_tables(tmp_path: Path) -> None:
    found = packages(EXAMPLES / "settlement-2025-package.yaml")
    parsed = tree(package_page.page(found, found.domain.package(0), found.sampled(20)))
    assert sum(drawn.get("role") == "img" for drawn in parsed.all("svg")) == 6  # of four parties every two
    text = re.sub(r"\s+", " ", parsed.text)
    assert PACKAGES_CAVEAT in text and "Kalai–Smorodinsky" in text
    assert "Of 120 feasible packages" in text and "Drawn 20 times (seed 0)." in text
    assert "would refuse it." in text
    for _, attributes in parsed.tags:
        for name in ("cx", "cy", "d", "x", "y"):
            assert "nan" not in (attributes.get(name) or "") and "inf" not in (attributes.get(name) or "")

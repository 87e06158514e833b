"""The pages of scenarios: one code makes them and the stand-alone sheets, with what the answers are worth, and claims that lead to their place."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from accords.presentation import bargain_page, package_page
from accords.presentation.bargain import CAVEAT, Bargain
from accords.presentation.bargain_answer import answer
from accords.presentation.files_shown import files_shown
from accords.presentation.packages import CAVEAT as PACKAGES_CAVEAT
from accords.presentation.packages import Packages
from accords.presentation.pages.address import InSingle, InSite
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.catalogue import KINDS
from accords.presentation.pages.downloads import download
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.scenario import Scenario, scenario, scenario_figure, scenarios
from accords.presentation.pages.shown import Missing, Shown
from tests.presentation.test_bargain_page import HOSTILE, hostile_game, hostile_packages, hostile_scenario, tree

EXAMPLES = Path(__file__).parents[3] / "examples" / "scenarios"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


@pytest.fixture(scope="module")
def shown(shown: Shown) -> Shown:
    return replace(shown, scenarios=files_shown((), [EXAMPLES]).scenarios)


def made(shown: Shown, name: str, **given: str) -> Scenario:
    return scenario(replace(shown, asked=Asked.of(given)), name)


def html(page: Scenario) -> str:
    return rendered(page, Frame("talks", [], "/s.css", "/s.js"))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_all_that_the_sheet_says(shown: Shown, name: str) -> None:
    found, page = shown.scenarios[name], made(shown, name)
    if isinstance(found, Packages):
        parts, caveat = package_page.parts(found), PACKAGES_CAVEAT
    else:
        parts, caveat = bargain_page.parts(answer(found)), CAVEAT
    assert page.caveat == caveat and escape(caveat) in html(page)
    told = {part.title: flat(tree(f"<div>{part.body}</div>").text) for part in parts if part.body}
    shown_ = {part.title: flat(tree(f"<div>{part.body}</div>").text) for part in page.sections}
    # Of a small game the page tells more than the sheet: all states, and the neighbouring rankings.
    assert told.keys() <= shown_.keys()
    assert {title for title in told if told[title] != shown_[title]} <= {
        "What holds, and why",
        "What parties could do together",
    }


def test_of_a_small_game_all_states_are_told_and_the_neighbouring_rankings(shown: Shown) -> None:
    page, found = made(shown, "lake-talks"), shown.scenarios["lake-talks"]
    assert isinstance(found, Bargain)
    places = re.findall(r'<h3 id="(lake-talks\.state-\d+)">', html(page))
    assert len(places) == len(found.game.states) == 8
    assert [part.title for part in page.sections if part.folded] == ["Neighbouring rankings"]
    led = re.findall(r'<th scope="row"><a href="#(lake-talks\.state-\d+)">', html(page))
    assert sorted(led) == sorted(places), "every state of the table leads to where it is told"


def test_of_a_large_game_the_table_leads_to_a_page_that_tells_the_state(shown: Shown) -> None:
    page = html(made(shown, "settlement-2025"))
    led = re.findall(r'<th scope="row"><a href="(/scenario/settlement-2025\?state=[^"]*)">', page)
    assert len(led) > 10
    asked = made(shown, "settlement-2025", state="russia.sign, ukraine.sign, us.guarantee")
    assert not asked.problem and asked.back is not None
    why = next(part for part in asked.sections if part.title == "What holds, and why")
    assert "Russia: keep a peace agreement with Ukraine" in str(why.body) and str(why.body).count("<h3") == 1
    site = replace(shown, links=InSite("scenario/settlement-2025.html", KINDS), keeps_day=False)
    text = html(scenario(site, "settlement-2025"))
    assert "?state=" not in text and "<form" not in text and "accords bargain run settlement-2025.yaml" in text


def test_a_state_that_there_is_none_of_is_told_beside_the_form(shown: Shown) -> None:
    page = made(shown, "lake-talks", state="deal on truts")
    assert page.problem.startswith("the state `deal on truts`: found `deal on truts`; accepted: ")
    text = html(page)
    assert 'role="alert"' in text and 'value="deal on truts"' in text
    assert page.back is None and len(re.findall(r"<h3 id=", text)) >= 8, "the rest is told as ever"


def test_a_package_that_is_asked_for_is_told_with_who_would_refuse_it(shown: Shown) -> None:
    page = made(shown, "lake-package", **{"level:shore": "stay", "level:harbour": "closed", "level:watch": "nobody"})
    told = next(part for part in page.sections if part.title == "The package that was asked for")
    assert "would refuse it" in str(told.body)
    assert page.ask is not None
    assert [[level.value for level in one.levels if level.chosen] for one in page.ask.issues] == [
        ["stay"],
        ["closed"],
        ["nobody"],
    ]
    some = made(shown, "lake-package", **{"level:shore": "stay"})
    assert "nothing of harbour, watch" in some.problem and some.ask is not None
    assert [level.value for level in some.ask.issues[0].levels if level.chosen] == ["stay"], "what was entered stays"


def test_uncertain_numbers_are_drawn_when_that_is_asked_for(shown: Shown) -> None:
    plain = made(shown, "lake-package")
    assert "Uncertain numbers, drawn" not in [part.title for part in plain.sections]
    assert plain.ask is not None and plain.ask.draws is not None and "draws=yes" in (plain.ask.draws.href or "")
    drawn = made(shown, "lake-package", draws="yes")
    body = next(part.body for part in drawn.sections if part.title == "Uncertain numbers, drawn")
    assert "Drawn 200 times (seed 0)." in str(body)


def test_claims_on_which_a_preference_rests_lead_to_their_place(shown: Shown, tmp_path: Path) -> None:
    claim = next(one for one in shown.view.record.said)
    path = hostile_scenario(tmp_path)
    path.write_text(path.read_text("utf-8").replace("c0123456789ab", claim.claim.id), "utf-8")
    page = html(scenario(replace(shown, scenarios=files_shown((), [path]).scenarios), "hostile"))
    assert f'<a href="/report/{claim.report}#{claim.claim.id}">{claim.claim.id}</a>' in page
    unknown = files_shown((), [hostile_scenario(tmp_path)]).scenarios
    assert "c0123456789ab" in html(scenario(replace(shown, scenarios=unknown), "hostile"))


def test_words_of_files_are_words_and_nothing_else(shown: Shown, tmp_path: Path) -> None:
    game = hostile_game(tmp_path)
    files = [game, hostile_packages(tmp_path)]
    found = files_shown((), files).scenarios
    seen = flat(HOSTILE).replace("\u202e", "\\u202e")
    for name in found:
        text = html(scenario(replace(shown, scenarios=found), name))
        parsed = tree(text.replace("<!DOCTYPE html>", ""))
        assert seen in flat(parsed.text) and "\u202e" not in text
        assert not parsed.all("img") and len(parsed.all("script")) == 1
        ElementTree.fromstring(scenario_figure(replace(shown, scenarios=found), name))
    listed = rendered(scenarios(replace(shown, scenarios=found)), Frame("talks", [], "", ""))
    assert seen in flat(tree(listed.replace("<!DOCTYPE html>", "")).text)


@pytest.mark.parametrize("name", NAMES)
def test_figures_stand_alone_as_files(shown: Shown, name: str) -> None:
    told = scenario_figure(shown, name)
    root = ElementTree.fromstring(told)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    style = told.partition("<style>")[2].partition("</style>")[0]
    assert "var(" not in style and "@media" not in style and ":root" not in style
    plots = [one for one in root.iter("{http://www.w3.org/2000/svg}svg") if one.get("role") == "img"]
    assert len(plots) == (1 if isinstance(shown.scenarios[name], Bargain) else len(plots)) and plots


def test_in_a_file_of_all_pages_no_element_is_there_twice_and_all_that_are_named_are_there(shown: Shown) -> None:
    single = replace(shown, links=InSingle(KINDS), keeps_day=False)
    pages = [html(scenario(single, name)) for name in NAMES]
    ids = [own for page in pages for own in re.findall(r'\sid="([^"]+)"', page) if own not in ("main", "as-of")]
    assert len(ids) == len(set(ids))
    for page in pages:
        own = set(re.findall(r'\sid="([^"]+)"', page))
        named = {word for names in re.findall(r'aria-labelledby="([^"]*)"', page) for word in names.split()}
        assert named <= own
        assert set(re.findall(r"url\(#([^)]*)\)", page)) <= own
        assert {link for link in re.findall(r'href="#([^"]*)"', page) if link != "main"} <= own


def test_the_list_says_of_each_what_would_hold(shown: Shown) -> None:
    page = scenarios(shown)
    told = {row.title.href: row for row in page.rows.rows}
    assert list(told) == [f"/scenario/{name}" for name in NAMES]
    lake = told["/scenario/lake-talks"]
    assert lake.holds == "“nothing”, “left and blockaded”, “promise alone” and 2 more"
    assert lake.summary.startswith("3 parties, 8 feasible states")
    assert "4 are at least as good as no agreement" in told["/scenario/lake-package"].holds


def test_there_is_no_page_of_a_scenario_that_is_not_shown(shown: Shown) -> None:
    for make in (scenario, scenario_figure):
        with pytest.raises(Missing):
            make(shown, "nix")
    when = KINDS["scenarios"].when
    assert when is not None and when(shown) and not when(replace(shown, scenarios={}))


def test_the_data_can_be_taken_away_in_other_forms(shown: Shown, tmp_path: Path) -> None:
    states = json.loads(download("scenario", "lake-talks", "json", shown).body)["states"]
    assert len(states) == 8
    assert next(row for row in states if row["state"] == "deal on trust")["stable"] == ["gmr", "smr"]
    (tmp_path / "p.xlsx").write_bytes(download("scenario", "lake-package", "xlsx", shown).body)
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx")["frontier"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == ["package", "worth_norland", "worth_vestria", "worth_league", "in_zone"]
    assert download("scenario", "lake-talks", "svg", shown).body.startswith(b"<?xml")
    page = made(shown, "lake-talks")
    assert [link.words for link in page.downloads] == ["CSV", "XLSX", "JSON", "SVG"]

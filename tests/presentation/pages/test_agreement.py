"""The page of an agreement says what the commands say, with signs beside words, its dates, its reasons and where they are told."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

import accords
from accords.agreement.condition import State
from accords.agreement.status import states_shown
from accords.presentation import terminal_agreement, terminal_status
from accords.presentation.agreement_record import Watched
from accords.presentation.files_shown import files_shown
from accords.presentation.pages.address import InSingle, InSite
from accords.presentation.pages.agreement import AgreementPage, agreement, agreement_figure_of
from accords.presentation.pages.agreement_course import over_time
from accords.presentation.pages.agreement_lines import LineShown
from accords.presentation.pages.agreements import agreements
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.catalogue import KINDS
from accords.presentation.pages.downloads import download
from accords.presentation.pages.link import Link
from accords.presentation.pages.render import Entry, Frame, Page, rendered
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.state_mark import MEANT, SIGNS
from accords.presentation.screen import Screen
from tests.presentation.test_bargain_page import tree

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = sorted(path.stem for path in (EXAMPLES / "agreements").glob("*.yaml"))
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)> \" ' & \u202e {{ 7*7 }}"


@pytest.fixture(scope="module")
def shown(ledger: accords.Ledger, shown: Shown) -> Shown:
    """The examples' agreements beside the ledger of the examples."""
    files = files_shown([EXAMPLES / "agreements"], record=shown.view.record)
    return replace(shown, agreements=files.agreements)


def on(shown: Shown, day: date, **more: str) -> Shown:
    return replace(shown, asked=Asked.of({"as_of": day.isoformat(), **more}))


def html(page: Page) -> str:
    return rendered(page, Frame("talks", [Entry(Link("Agreements", "/agreements"), True)], "/s.css", "/s.js"))


def lines(page: AgreementPage) -> list[LineShown]:
    return [page.own, *(line for article in page.articles for clause in article.clauses for line in clause.lines)]


def line(page: AgreementPage, title: str) -> LineShown:
    return next(one for one in lines(page) if one.title == title)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# -- states ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("day", [date(2015, 3, 3), date(2026, 1, 1)])
def test_every_line_is_that_of_the_status_command(shown: Shown, name: str, day: date) -> None:
    watched = shown.agreements[name]
    told = terminal_status.status(watched.status(day), watched.items(day), watched.without_effect(day), Screen(4000))
    terminal = flat("\n".join(told))
    page = agreement(on(shown, day), name)
    for one in lines(page):
        head = f"{one.title}: {one.mark.words}{f' {one.since}' if one.since else ''}{f', {one.by}' if one.by else ''}"
        assert head in terminal
        assert all(asked in terminal for asked in one.asks)
        assert all(waited in terminal for waited in one.waits)
    assert len(lines(page)) == sum(1 for told in terminal_lines(watched, day))
    assert [report.number for report in page.reports] == list(range(1, len(page.reports) + 1))


def terminal_lines(watched: Watched, day: date) -> list[str]:
    """Those with a state: they alone begin in the fifth column."""
    told = terminal_status.status(watched.status(day), [], (), Screen(4000))
    inside = []
    for row in told:
        if row.startswith("Reports on which"):
            break
        if re.match(r"[ !?]{4}\S.*: ", row) and " is only reported: " not in row and " is offered by " not in row:
            inside.append(row)
    return inside


def test_states_are_told_by_sign_and_word_and_by_a_frame_of_their_own() -> None:
    assert SIGNS.keys() == MEANT.keys() == set(State)
    ended = {State.RELEASED, State.LAPSED}
    signs = [sign for state, (sign, _) in SIGNS.items() if state not in ended]
    assert len(set(signs)) == len(signs), "no two states but those that ended alike have one sign"


def test_what_is_breached_and_what_is_not_certain_can_be_seen_at_a_glance(shown: Shown) -> None:
    page = agreement(on(shown, date(2015, 12, 31)), "minsk-ii")
    certain = line(page, "1[certain areas]")
    assert (certain.mark.sign, certain.mark.words, certain.since) == ("!", "breached", "since 17 February 2015")
    open_ = line(page, "1[ukraine]")
    assert (open_.mark.sign, open_.mark.words) == ("?", "breached or active")
    assert [link.words for link in open_.depends] == ["1", "2"]
    text = html(page)
    for link in open_.depends:
        assert f'id="{(link.href or "")[1:]}"' in text, "what it depends on stands on the page"
    assert re.search(r'<span class="sign" aria-hidden="true">!</span> breached</span> <strong class="name">', text)


def test_the_tally_counts_every_norm_once(shown: Shown) -> None:
    for name in NAMES:
        page = agreement(on(shown, date(2026, 1, 1)), name)
        norms = sum(len(one.norms) for one in shown.agreements[name].status(date(2026, 1, 1)).stipulations)
        assert sum(one.number for one in page.tally) == norms
        assert page.of.startswith(f"{norms} norm")


def test_a_clause_with_two_texts_shows_both_readings_and_its_text_once(shown: Shown) -> None:
    page = agreement(on(shown, date(2015, 3, 3)), "minsk-ii")
    withdrawal = next(one for one in page.articles if one.title.startswith("Article 2 "))
    begin = [clause for clause in withdrawal.clauses if any("2.begin" in one.title for one in clause.lines)]
    assert [(clause.reading, bool(clause.text)) for clause in begin] == [("un", True), ("ru", False)]
    assert withdrawal.text is not None and withdrawal.text.language == "en"
    assert [text.language for text in withdrawal.texts] == ["ru"]
    assert '<blockquote lang="ru"' in html(page)


def test_it_is_as_of_the_day_that_is_asked_for_else_today(shown: Shown) -> None:
    before = agreement(on(shown, date(2015, 2, 20)), "minsk-ii")
    assert line(before, "4.resolution").mark.words == "active"
    assert "At the end of 20 February 2015" in before.record
    today = agreement(replace(shown, asked=Asked()), "minsk-ii")
    assert f"At the end of {date.today().day} " in today.record


def test_what_bears_on_it_is_counted_and_not_all_that_a_ledger_tells(shown: Shown) -> None:
    day = date(2026, 1, 1)
    watched = shown.agreements["us-korea"]
    page = agreement(on(shown, day), "us-korea")
    assert f"{len(watched.bearing(day))} things told by then bear on it" in page.record
    assert len(watched.bearing(day)) < len(watched.items(day))


# -- why ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["minsk-ii", "nato", "budapest-1994"])
def test_why_and_what_is_unmet_unfold_below_each_line_in_the_words_of_the_commands(shown: Shown, name: str) -> None:
    day = date(2015, 12, 31)
    watched, standing = shown.agreements[name], shown.agreements[name].status(day)
    page = agreement(on(shown, day), name)
    folders = str(EXAMPLES / "agreements") + "/"
    unfolded = 0
    for one in lines(page):
        if one.why is None:
            continue
        own = one.title if one.title != "the agreement" else "agreement"
        own = own.partition(" and ")[0]
        why = flat("\n".join(terminal_agreement.why(watched.why(own, day), standing, Screen(9000)))).replace(
            folders, ""
        )
        not_ = flat(
            "\n".join(terminal_agreement.why_not_lines(watched.why_not(own, None, day), None, standing, Screen(9000)))
        )
        for derived in one.why.derived:
            assert not derived.left_out
            assert all(step.words in why for step in derived.steps)
            unfolded += len(derived.steps)
        assert all(unmet in not_ for unmet in one.why.unmet)
        assert bool(one.why.unmet) != bool(one.why.nothing)
        assert re.fullmatch(rf"{name}\.yaml:\d+", one.why.rule)
    assert unfolded > 20
    assert html(page).count('<details class="why">') == sum(one.why is not None for one in lines(page))


def test_the_reasons_of_one_norm_can_be_asked_for_and_come_unfolded(shown: Shown) -> None:
    page = agreement(on(shown, date(2015, 12, 31), why="4.resolution"), "minsk-ii")
    assert [one.title for one in lines(page) if one.why and one.why.open] == ["4.resolution"]
    assert html(page).count('<details class="why" open>') == 1
    wrong = agreement(on(shown, date(2015, 12, 31), why="44"), "minsk-ii")
    assert "nothing called `44` in minsk-ii.yaml" in wrong.problem
    assert f'<p class="problem" role="alert">{wrong.problem[:2]}' in html(wrong)


def test_many_changes_are_cut_and_a_link_leads_to_all_of_them(shown: Shown, tmp_path: Path) -> None:
    days = [date(2029, 1, 2) + timedelta(days=number) for number in range(200)]
    watched = made(tmp_path, *(f"{day},attack,norland,,confirmed" for day in days))
    shown = replace(shown, agreements={"calm": watched})
    page = agreement(on(shown, date(2029, 12, 31)), "calm")
    answered = line(page, "1.answer").why
    assert answered is not None and answered.derived[0].left_out > 0
    whole = answered.whole
    assert whole is not None and whole.href == "/agreement/calm?as_of=2029-12-31&why=1.answer#calm.norm.1_2e_answer"
    all_ = line(agreement(on(shown, date(2029, 12, 31), why="1.answer"), "calm"), "1.answer").why
    assert all_ is not None and all_.derived[0].left_out == 0
    assert len(all_.derived[0].steps) == len(answered.derived[0].steps) + answered.derived[0].left_out
    site = replace(shown, links=InSite("agreement/calm.html", KINDS), keeps_day=False)
    left = line(agreement(on(site, date(2029, 12, 31)), "calm"), "1.answer").why
    assert left is not None and left.whole == Link("accords agreement why calm.yaml 1.answer")


TEXT = """accords: agreement/1
id: calm
title: {title}
about: {title}
signed: 2029-01-01
sources:
  - {{title: {title}, url: "javascript:alert(1)"}}
  - {{title: Text, url: "https://example.org/?a=1&b=<2>"}}
parties:
  norland: {{name: {title}}}
  vestria: {{name: Vestria}}
articles:
  - article: 1
    title: {title}
    text: {title}
    stipulations:
      - {{name: calm, kind: prohibition, who: norland, does not: {{act: attack}}}}
      - {{name: answer, kind: obligation, who: vestria, does: {{event: answered}}, when: {{act: attack}}, by: 3 days after trigger, {again}: yes}}
"""


def made(folder: Path, *rows: str, title: str = "Calm", again: str = "restarts") -> Watched:
    """A ban, and an answer that is owed after each breach of it; the rows tell date, act, party, clause and status."""
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    (folder / "calm.yaml").write_text(TEXT.format(title=quoted, again=again), "utf-8")
    (folder / "rows.csv").write_text("\n".join(["date,act,party,about,status", *rows]) + "\n", "utf-8")
    return accords.watch(folder / "calm.yaml", events=folder / "rows.csv")


# -- dates -------------------------------------------------------------------------------------------------------------------


def test_the_calendar_tells_what_is_to_come_and_what_became_of_what_has_come(shown: Shown) -> None:
    def told(page: AgreementPage) -> tuple[set[tuple[str, str]], dict[tuple[str, str], str]]:
        coming = {(one.day, one.norm.words) for one in page.calendar.to_come}
        return coming, {(one.day, one.norm.words): one.note for one in page.calendar.past}

    before, past = told(agreement(on(shown, date(2015, 3, 3)), "minsk-ii"))
    assert ("14 March 2015", "4.resolution") in before and ("31 December 2015", "11.status") in before
    assert past["1 March 2015", "2.complete~from ceasefire[ukraine]"] == "now breached"
    coming, past = told(agreement(on(shown, date(2015, 3, 20)), "minsk-ii"))
    assert past["14 March 2015", "4.resolution"] == "now cured", "a deadline that counted from the signing stays told"
    assert ("14 March 2015", "4.resolution") not in coming
    assert past["12 March 2015", "6[ukraine]"].startswith("not certain; now breached or conditional")


def test_each_date_leads_to_the_line_of_its_norm(shown: Shown) -> None:
    page = agreement(on(shown, date(2015, 3, 3)), "minsk-ii")
    places = {f"#{one.place}" for one in lines(page) if one.place}
    dates = (*page.calendar.past, *page.calendar.to_come)
    assert dates and {one.norm.href for one in dates} <= places


# -- the figure --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_bars_hold_on_every_day_what_the_course_says_of_its_end(shown: Shown, name: str) -> None:
    standing = shown.agreements[name].status(date(2026, 1, 1))
    course, clock = standing.course, standing.agreement.clock
    norms = {row.norm.id: row.norm for one in standing.stipulations for row in one.norms}
    over = over_time(standing)
    assert over is not None
    told = 0
    for bar in over.bars:
        own = bar.name.partition(" and ")[0]
        norm = norms.get(own) or next((n for n in norms.values() if n.id.startswith(own)), course.machine.norms[0])
        for day in {day + timedelta(days=shift) for day in over.days for shift in (-1, 0, 1)}:
            if over.first <= day <= over.last:
                held = [stretch for stretch in bar.stretches if stretch.first <= day][-1]
                assert set(held.states) == states_shown(course, norm, min(clock.end(day) - 1, course.until))
                told += 1
    assert told > len(over.bars)


def test_the_figure_can_be_read_aloud_and_stands_beside_a_table_that_says_the_same(shown: Shown) -> None:
    page = agreement(on(shown, date(2015, 12, 31)), "minsk-ii")
    assert page.over_time is not None
    drawn = tree(str(page.over_time.svg))
    assert drawn.all("svg")[0]["role"] == "img"
    named = (drawn.all("svg")[0]["aria-labelledby"] or "").split()
    assert [
        attributes["id"] for tag, attributes in drawn.tags if tag in ("title", "desc") and "id" in attributes
    ] == named
    row = next(row for row in page.over_time.rows if row.name == "4.resolution")
    assert row.stretches == ("● active", "from 15 March 2015 ! breached", "from 17 March 2015 !✓ cured")
    assert "4.resolution: breached from 15 March 2015 until 17 March 2015" in drawn.text
    assert {one.words for _, one, _ in page.over_time.key} >= {"active", "breached", "cured", "conditional"}
    patterns = {attributes["id"] for attributes in drawn.all("pattern")}
    used = set(re.findall(r"url\(#([^)]*)\)", html(page)))
    assert used <= patterns, "legend and figure use the patterns of the figure"


def test_a_guarantee_that_nobody_has_determined_is_drawn_undetermined(shown: Shown) -> None:
    page = agreement(on(shown, date(2026, 1, 1)), "us-korea")
    assert page.over_time is not None
    row = next(row for row in page.over_time.rows if row.name == "III")
    assert row.stretches[-1] == "from 23 November 2010 ◐ undetermined"


def test_a_file_of_the_figure_stands_alone(shown: Shown) -> None:
    from xml.etree import ElementTree

    told = agreement_figure_of(on(shown, date(2026, 1, 1)), "minsk-ii")
    root = ElementTree.fromstring(told)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (
        "var(" not in told
        and "@media" not in told
        and "--" not in told.partition("<style>")[2].partition("</style>")[0]
    )
    assert ".plate { fill: #" in told


def test_before_anything_has_changed_there_is_no_figure(shown: Shown) -> None:
    early = on(shown, date(1950, 1, 1))
    page = agreement(early, "us-korea")
    assert page.over_time is None
    assert not [link for link in page.downloads if link.words == "SVG"]
    with pytest.raises(Missing):
        agreement_figure_of(early, "us-korea")
    assert "States over time" not in html(page)


def test_many_days_of_change_are_drawn_to_scale(shown: Shown, tmp_path: Path) -> None:
    days = [date(2029, 1, 2) + timedelta(days=7 * week) for week in range(90)]
    watched = made(tmp_path, *(f"{day},attack,norland,,confirmed" for day in days), again="again")
    (tmp_path / "answers.csv").write_text(
        "date,event,party,status\n" + "".join(f"{day} 12:00,answered,vestria,confirmed\n" for day in days), "utf-8"
    )
    watched = accords.watch(watched.agreement, events=[tmp_path / "rows.csv", tmp_path / "answers.csv"])
    page = agreement(on(replace(shown, agreements={"calm": watched}), date(2031, 1, 1)), "calm")
    assert page.over_time is not None and not page.over_time.to_scale, "a day on which it began and ended is one bar"
    late = accords.watch(watched.agreement, events=[tmp_path / "rows.csv", later(tmp_path, days)])
    page = agreement(on(replace(shown, agreements={"calm": late}), date(2031, 1, 1)), "calm")
    assert page.over_time is not None and page.over_time.to_scale
    assert "not to scale" not in html(page)
    few = agreement(on(shown, date(2026, 1, 1)), "minsk-ii")
    assert few.over_time is not None and not few.over_time.to_scale and "not to scale" in html(few)


def later(folder: Path, days: list[date]) -> Path:
    """Each attack is answered on the day after."""
    rows = "".join(f"{day + timedelta(days=1)},answered,vestria,confirmed\n" for day in days)
    (folder / "later.csv").write_text(f"date,event,party,status\n{rows}", "utf-8")
    return folder / "later.csv"


# -- evidence and strangers' words --------------------------------------------------------------------------------------------


def test_claims_that_decide_lead_to_their_place_in_the_report(shown: Shown) -> None:
    page = agreement(on(shown, date(2026, 1, 1)), "settlement-2025")
    inside = [report.evidence.inside for report in page.reports if report.evidence.inside]
    assert inside
    for link in inside:
        assert link.href is not None
        report, _, claim = link.href.removeprefix("/report/").partition("#")
        known = shown.claim(claim)
        assert known is not None and known.report == report.partition("?")[0]


def test_addresses_of_the_web_are_links_and_no_others(shown: Shown, tmp_path: Path) -> None:
    watched = made(tmp_path, "2029-02-01,attack,norland,,reported", title=HOSTILE)
    text = html(agreement(on(replace(shown, agreements={"calm": watched}), date(2029, 3, 1)), "calm"))
    links = [attributes["href"] for attributes in tree(text).all("a")]
    assert "https://example.org/?a=1&b=<2>" in links
    assert not [link for link in links if link and link.startswith("javascript")]


def test_words_of_files_are_words_and_nothing_else(shown: Shown, tmp_path: Path) -> None:
    watched = made(tmp_path, "2029-02-01,attack,norland,,reported", title=HOSTILE)
    hostile = on(replace(shown, agreements={"calm": watched}), date(2029, 3, 1))
    seen = flat(HOSTILE).replace("\u202e", "\\u202e")
    for page in (agreement(hostile, "calm"), agreements(hostile)):
        text = html(page)
        parsed = tree(text.replace("<!DOCTYPE html>", ""))
        assert seen in flat(parsed.text)
        assert not parsed.all("img") and len(parsed.all("script")) == 1
        assert "\u202e" not in text and "49" not in flat(parsed.text)
        assert not [
            name for _, attributes in parsed.tags for name in attributes if name == "style" or name.startswith("on")
        ]
    tree(agreement_figure_of(hostile, "calm").partition("?>")[2])


def test_where_the_analyst_keeps_the_files_is_not_told(shown: Shown, tmp_path: Path) -> None:
    watched = made(tmp_path, "2029-02-01,attack,norland,,reported", "2029-02-02,suspend,norland,1.calm,confirmed")
    for links in (shown.links, InSite("agreement/calm.html", KINDS)):
        asked = on(replace(shown, agreements={"calm": watched}, links=links), date(2029, 3, 1), why="nix")
        page = agreement(asked, "calm")
        fields = re.findall(r'name="settle:[^"]*"', html(page))
        text = html(page)
        for field in fields:  # the app's own form names a report by its id
            text = text.replace(field, "")
        assert str(tmp_path) not in text
        assert "rows.csv:2" in text


def test_what_was_done_without_effect_is_told(shown: Shown, tmp_path: Path) -> None:
    watched = made(tmp_path, "2029-02-02,suspend,norland,1.calm,confirmed")
    page = agreement(on(replace(shown, agreements={"calm": watched}), date(2029, 3, 1)), "calm")
    assert len(page.idle) == 1 and "no effect: Calm is not empowered" in page.idle[0]


# -- the whole page ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_element_that_is_named_is_there_once(shown: Shown, name: str) -> None:
    text = html(agreement(on(shown, date(2026, 1, 1)), name))
    parsed = tree(text.replace("<!DOCTYPE html>", ""))
    ids = [str(attributes["id"]) for _, attributes in parsed.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = {str(attributes["href"])[1:] for attributes in parsed.all("a") if str(attributes["href"]).startswith("#")}
    assert inside <= set(ids)
    labels = {attributes.get("for") for attributes in parsed.all("label")} - {None}
    assert labels <= set(ids)
    assert len(text) < 1_000_000
    levels = [int(tag[1]) for tag, _ in parsed.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_in_a_file_of_all_pages_no_two_agreements_share_an_element(shown: Shown) -> None:
    single = replace(shown, links=InSingle(KINDS), keeps_day=False)
    seen: set[str] = set()
    for name in NAMES:
        ids = set(re.findall(r'\sid="([^"]+)"', html(agreement(on(single, date(2026, 1, 1)), name)))) - {
            "main",
            "as-of",
        }
        assert not ids & seen
        seen |= ids


def test_there_is_no_page_of_an_agreement_that_is_not_shown(shown: Shown) -> None:
    with pytest.raises(Missing):
        agreement(shown, "nix")


def test_the_list_says_of_each_where_it_stands_and_what_comes_next(shown: Shown) -> None:
    page = agreements(on(shown, date(2015, 3, 3)))
    assert [row.title.href for row in page.rows.rows] == [f"/agreement/{name}?as_of=2015-03-03" for name in NAMES]
    minsk = page.rows.rows[NAMES.index("minsk-ii")]
    assert minsk.signed == "signed 12 February 2015" and minsk.mark.words == "active"
    assert minsk.next == "14 March 2015: 4.resolution to be done"
    assert "warning" in minsk.findings
    assert {one.mark.words for one in minsk.tally} >= {"active", "breached", "not certain"}
    assert "minsk-ii" in html(page)


def test_the_menu_has_agreements_only_where_there_are_any(shown: Shown) -> None:
    for kind in ("agreement", "agreements"):
        when = KINDS[kind].when
        assert when is not None and when(shown) and not when(replace(shown, agreements={}))


def test_the_data_can_be_taken_away_in_other_forms(shown: Shown, tmp_path: Path) -> None:
    asked = on(shown, date(2015, 3, 3))
    told = json.loads(download("agreement", "minsk-ii", "json", asked).body)
    norms = {row["norm"]: row for row in told["norms"]}
    standing = shown.agreements["minsk-ii"].status(date(2015, 3, 3))
    assert list(norms) == [row.norm.id for one in standing.stipulations for row in one.norms]
    assert norms["1[certain areas]"]["possible"] == ["breached"] and norms["1[certain areas]"]["certain"] is True
    assert norms["4.resolution"]["due"] == ["2015-03-15T00:00:00+02:00"]
    assert {"day": "2015-03-14", "norm": "4.resolution", "what": "to be done"}.items() <= next(
        row for row in told["dates"] if row["norm"] == "4.resolution"
    ).items()
    (tmp_path / "a.xlsx").write_bytes(download("agreement", "minsk-ii", "xlsx", asked).body)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:2] == ["norms", "dates"] and book["norms"].max_row == len(norms) + 1
    assert str(EXAMPLES) not in download("agreement", "minsk-ii", "csv", asked).body.decode()
    page = agreement(asked, "minsk-ii")
    assert [link.words for link in page.downloads] == ["CSV", "XLSX", "JSON", "SVG"]

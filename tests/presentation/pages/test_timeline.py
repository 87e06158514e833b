"""The timeline: every row, the latest first, with whose words they are; and the same as a drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from accords.presentation.pages.address import InSite
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.timeline import ROWS, Timeline, timeline, timeline_figure_of
from accords.vocabulary import Misuse
from accords.vocabulary.act import Act, Standing
from tests.presentation.pages.by_hand import ADELA, BRUNO, NORLAND, RIVER, VESTRIA, Met, Said, account, view_of

FRAME = Frame("talks", (), "/style.css", "/script.js")
KINDS = {"timeline", "report", "party", "person", "issue", "meeting", "commitment"}
SVG = "{http://www.w3.org/2000/svg}"


def events(page: Timeline) -> list[tuple[str, ...]]:
    return [(day.words, one.kind, one.what) for day in page.days.rows for one in day.events]


def drawn(page: Timeline) -> ET.Element:
    assert page.figure is not None
    return ET.fromstring(str(page.figure))


def test_every_row_stands_there_day_by_day_the_latest_first() -> None:
    assert events(timeline(view_of(RIVER))) == [
        ("Friday 20 June 2031", "commitment", "withdrawn"),
        ("Friday 20 June 2031", "statement", "withdraw"),
        ("Friday 6 June 2031", "commitment", "stated"),
        ("Friday 6 June 2031", "statement", "commit"),
        ("Thursday 5 June 2031", "meeting", "held"),
        ("Sunday 1 June 2031", "commitment", "reported"),
        ("Sunday 1 June 2031", "statement", "want"),
        ("Sunday 1 June 2031", "statement", "commit"),
    ]


def test_own_words_and_what_others_say_are_told_apart_and_a_meeting_is_neither() -> None:
    page = timeline(view_of(RIVER))
    told = {(one.kind, one.own, one.whose) for day in page.days.rows for one in day.events}
    assert ("statement", True, "own words (Bruno Dahl)") in told
    assert ("statement", False, "according to Adela Birke (counterpart)") in told
    assert ("meeting", None, "") in told


def test_each_row_leads_to_its_words_in_the_report() -> None:
    shown = view_of(RIVER)
    for day in timeline(shown).days.rows:
        for one in day.events:
            (words,) = one.words
            assert words.href is not None and one.report.href is not None
            report, _, place = words.href.removeprefix("/report/").partition("#")
            text = shown.text_of(report)
            assert text is not None and words.words in text
            assert place if one.kind != "meeting" else not place


def test_a_meeting_and_a_commitment_lead_to_their_pages_and_a_statement_has_none() -> None:
    shown = view_of(RIVER)
    pages = {one.kind: one.page for day in timeline(shown).days.rows for one in day.events}
    (meeting,), (commitment,) = shown.view.meetings(), shown.view.commitments()
    assert pages["meeting"] and pages["meeting"].href == f"/meeting/{meeting.id}"
    assert pages["commitment"] and pages["commitment"].href == f"/commitment/{commitment.id}"
    assert pages["statement"] is None


def test_of_the_examples_it_has_every_row_of_the_answer(shown: Shown) -> None:
    page = timeline(shown)
    rows = shown.view.timeline()
    assert page.days.of == len(rows) > 100
    kept = sum(len(day.events) for day in timeline(replace(shown, asked=Asked.of({"leaf": "all"}))).days.rows)
    assert kept == len(rows)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"party": "norland"}, {"want", "held"}),
        ({"issue": "prisoners"}, {"want"}),
        ({"outlet": "valley gazette"}, {"withdraw", "withdrawn"}),
        ({"standing": "counterpart"}, {"commit", "reported"}),
        ({"from": "2031-06-05", "to": "2031-06-06"}, {"held", "commit", "stated"}),
    ],
)
def test_a_filter_leaves_what_is_asked_for(query: dict[str, str], expected: set[str]) -> None:
    page = timeline(view_of(RIVER, **query))
    assert {what for _, _, what in events(page)} == expected
    assert page.only
    assert page.whole.href == "/timeline"


def test_the_form_has_a_label_for_every_field_and_keeps_what_is_asked_for() -> None:
    shown = view_of(RIVER, party="vestria", from_="2031-06-02", as_of="2031-06-30")
    page = timeline(shown)
    assert page.filters is not None
    assert [field.label for field in page.filters.fields] == [
        "Party",
        "Issue",
        "Outlet",
        "Whose words",
        "From",
        "Until",
    ]
    assert ("as_of", "2031-06-30") in page.filters.hidden
    html = rendered(page, FRAME)
    form = re.search(r"<form class=\"filters\".*?</form>", html, re.S)
    assert form is not None
    assert '<option value="vestria" selected>Vestria</option>' in form.group()
    assert 'name="from" value="2031-06-02"' in form.group()
    fields = re.findall(r"<(?:select|input)(?! type=\"hidden\")", form.group())
    assert len(fields) == form.group().count("<label>") == 6


def test_files_have_no_form_since_nobody_answers_it() -> None:
    page = timeline(view_of(RIVER, InSite("timeline.html", KINDS), app=False))
    assert page.filters is None
    assert "<form" not in rendered(page, replace(FRAME, action=None))


def test_a_standing_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(Misuse, match="own, counterpart, third party, outlet"):
        timeline(view_of(RIVER, standing="gossip"))


def test_where_nothing_is_asked_for_that_there_is_the_page_says_so() -> None:
    page = timeline(view_of(RIVER, party="atlantis"))
    assert page.days.of == 0 and page.figure is None
    assert "Nothing is on record for what is asked for." in rendered(page, FRAME)
    assert "SVG" not in [link.words for link in page.downloads]


# -- leaves ------------------------------------------------------------------------------------------------------------------


def many(count: int) -> Shown:
    """Two statements a day, for so many days."""
    first = date(2030, 1, 1)
    told = [Said(BRUNO, f"Vestria rejects paper {n}", VESTRIA, Act.REJECT, "talks") for n in range(2)]
    return view_of([account(first + timedelta(days=n), "Lake Wire", told) for n in range(count)])


def test_a_long_timeline_is_in_leaves_and_each_day_has_one_place_in_all_of_them() -> None:
    shown = many(200)
    pages = [timeline(replace(shown, asked=Asked.of({"leaf": str(n)}))) for n in (1, 2, 3)]
    assert pages[0].days.leaves == 3
    assert sum(len(day.events) for day in pages[0].days.rows) == ROWS
    places = [day.place for page in pages for day in page.days.rows if day.place]
    assert len(places) == len(set(places)) == 200


def test_a_day_that_goes_on_from_the_leaf_before_has_its_place_there() -> None:
    first = date(2030, 1, 1)
    told = [Said(BRUNO, f"Vestria rejects paper {n}", VESTRIA, Act.REJECT, "talks") for n in range(ROWS + 50)]
    shown = view_of([account(first, "Lake Wire", told), account(first - timedelta(days=1), "Harbour Post", told[:1])])
    one, two = (timeline(replace(shown, asked=Asked.of({"leaf": n}))) for n in "12")
    assert [day.place for day in one.days.rows] == ["day-2030-01-01"]
    assert [day.place for day in two.days.rows] == ["", "day-2029-12-31"]


def test_the_drawing_stands_on_the_first_leaf_and_the_others_lead_to_it() -> None:
    shown = many(200)
    second = timeline(replace(shown, asked=Asked.of({"leaf": "2", "party": "vestria"})))
    assert second.figure is None
    assert second.first is not None and second.first.href == "/timeline?party=vestria"
    assert timeline(shown).first is None


# -- the drawing -------------------------------------------------------------------------------------------------------------


def lanes_of(svg: ET.Element) -> dict[str, ET.Element]:
    return {lane.attrib["aria-label"]: lane for lane in svg.iter(f"{SVG}g") if lane.get("role") == "group"}


def titles(of: ET.Element) -> list[str]:
    return [title.text or "" for title in of.iter(f"{SVG}title")]


def test_each_party_has_a_lane_with_a_mark_for_each_thing() -> None:
    lanes = lanes_of(drawn(timeline(view_of(RIVER))))
    assert list(lanes) == ["Vestria", "Norland"]
    assert len(titles(lanes["Vestria"])) == 7
    assert titles(lanes["Norland"]) == [
        "1 June 2031, Norland: statement on prisoners, want, own words (Adela Birke): Norland wanted the prisoners home first",
        "5 June 2031, Norland: meeting, held: Dalum",
    ]


def test_kinds_differ_in_shape_and_whose_words_they_are_in_place_and_filling() -> None:
    lane = lanes_of(drawn(timeline(view_of(RIVER))))["Vestria"]
    middle = float(next(line for line in lane.iter(f"{SVG}line")).attrib["y1"])
    seen = set()
    for mark in lane.iter(f"{SVG}a"):
        title, shape = mark[0].text or "", mark[1]
        kind = next(kind for kind in ("statement", "commitment", "meeting") if kind in title)
        seen.add((kind, shape.tag.removeprefix(SVG), shape.attrib["class"]))
        height = float(shape.get("cy") or shape.get("y") or middle)
        if kind != "meeting":
            assert (height < middle) is ("own words" in title) is (shape.attrib["class"] == "own")
    assert seen == {
        ("statement", "circle", "own"),
        ("statement", "circle", "others"),
        ("commitment", "rect", "own"),
        ("commitment", "rect", "others"),
        ("meeting", "polygon", "met"),
    }


def test_a_mark_of_one_thing_leads_to_it() -> None:
    shown = view_of(RIVER)
    hrefs = {mark.attrib["href"].split("/")[1] for mark in drawn(timeline(shown)).iter(f"{SVG}a")}
    assert hrefs == {"report", "meeting", "commitment"}


def test_a_mark_of_many_things_counts_them_and_leads_to_these_alone() -> None:
    shown = many(200)
    (lane,) = lanes_of(drawn(timeline(shown))).values()
    marks = {mark[0].text: mark.attrib["href"] for mark in lane.iter(f"{SVG}a")}
    assert len(marks) < 60
    assert marks["week of 7 January 2030, Vestria: 14 statements in its own words"] == (
        "/timeline?party=vestria&from=2030-01-07&to=2030-01-13"
    )
    asked = Asked.of({"party": "vestria", "from": "2030-01-07", "to": "2030-01-13"})
    assert timeline(replace(shown, asked=asked)).days.of == 14


def test_in_files_a_mark_of_many_leads_to_the_day_on_its_leaf() -> None:
    shown = replace(many(200), links=InSite("timeline.html", KINDS), keeps_day=False)
    leaves = [timeline(replace(shown, asked=Asked.of({"leaf": str(n)}))) for n in (1, 2, 3)]
    places = {
        f"timeline{f'.{page.days.number}' if page.days.number > 1 else ''}.html#{day.place}"
        for page in leaves
        for day in page.days.rows
        if day.place
    }
    hrefs = [mark.attrib["href"] for mark in drawn(leaves[0]).iter(f"{SVG}a")]
    assert len(hrefs) > 20
    assert set(hrefs) <= places


def test_a_narrowed_timeline_that_cannot_be_narrowed_further_leads_to_its_own_rows() -> None:
    shown = replace(many(3), asked=Asked.of({"party": "vestria", "from": "2030-01-02", "to": "2030-01-02"}))
    (mark,) = drawn(timeline(shown)).iter(f"{SVG}a")
    assert mark.attrib["href"] == "/timeline?party=vestria&from=2030-01-02&to=2030-01-02#day-2030-01-02"


def test_the_twelve_parties_with_most_rows_are_drawn_and_the_rest_is_counted() -> None:
    guests = [replace(ADELA, id=f"guest-{n}", name=f"Guest {n}", party=None) for n in range(20)]
    told = [
        Met(f"meeting number {n}", (NORLAND, guest), date(2031, 6, 5), f"Room {n}") for n, guest in enumerate(guests)
    ]
    page = timeline(view_of([account(date(2031, 6, 6), "Lake Wire", told)]))
    lanes = lanes_of(drawn(page))
    assert len(lanes) == 12 and next(iter(lanes)) == "Norland"
    assert "Of 21 parties the 12 with most rows are drawn." in page.notes


def test_rows_without_a_day_are_counted_beside_the_drawing() -> None:
    told = [Said(BRUNO, "Vestria rejects the paper", VESTRIA, Act.REJECT, "talks")]
    page = timeline(view_of([*RIVER, account(None, "Lake Wire", told)]))
    assert "Not drawn: 1 row without a day." in page.notes
    assert [day.words for day in page.days.rows if not day.place] == ["Day not told"]


def test_what_has_no_day_stands_after_all_that_has_one() -> None:
    told = [Said(BRUNO, "Vestria rejects the paper", VESTRIA, Act.REJECT, "talks")]
    between = datetime(2031, 6, 3, 6, tzinfo=UTC)
    page = timeline(view_of([*RIVER, account(None, "Lake Wire", told, fetched=between)]))
    assert [day.words for day in page.days.rows][-1] == "Day not told"
    assert [day.words for day in page.days.rows].count("Day not told") == 1
    assert page.days.rows[0].words == "Friday 20 June 2031"


def test_the_drawing_has_a_way_past_it_and_neither_style_nor_handler() -> None:
    html = rendered(timeline(view_of(RIVER)), FRAME)
    assert '<a class="skip" href="#timeline-rows">' in html and 'id="timeline-rows"' in html
    assert 'role="region" aria-label="The timeline as a drawing"' in html
    assert " style=" not in html and "<style" not in html and not re.search(r"<[^>]* on\w+=", html)


def test_as_a_file_the_drawing_has_its_own_style_and_no_links() -> None:
    whole = ET.fromstring(timeline_figure_of(view_of(RIVER), "").encode())
    style = whole.find(f"{SVG}style")
    assert style is not None and "svg.lanes .own" in (style.text or "") and "var(" not in (style.text or "")
    assert not list(whole.iter(f"{SVG}a"))
    assert len(titles(whole)) == 9


def test_of_nothing_there_is_no_drawing() -> None:
    with pytest.raises(Missing):
        timeline_figure_of(view_of(()), "")


def test_hostile_words_are_words_in_rows_and_drawing() -> None:
    harm = '"><script>ran=1</script><b onclick="x"> \u202e&amp;'
    told = [Said(replace(BRUNO, name=harm), f"Vestria wants {harm}", VESTRIA, Act.WANT, harm)]
    shown = view_of([account(date(2031, 6, 6), harm, told)])
    page = timeline(shown)
    html = rendered(page, FRAME)
    assert "<script>ran" not in html and "<b onclick" not in html and "\u202e" not in html
    (title,) = titles(drawn(page))
    assert "<script>ran=1</script>" in title and "\\u202e" in title


def test_thousands_of_rows_make_a_page_of_less_than_a_megabyte() -> None:
    acts = [Act.REJECT, Act.WANT]
    accounts = []
    for n in range(1500):
        told = [
            Said(speaker, f"paper {n} of {who.name} goes back", who, acts[n % 2], "talks")
            for speaker in (ADELA, BRUNO)
            for who in (NORLAND, VESTRIA)
        ]
        accounts.append(account(date(2029, 1, 1) + timedelta(days=n), "Lake Wire", told))
    shown = view_of(accounts)
    page = timeline(shown)
    assert page.days.of == len(shown.view.timeline()) >= 6000
    assert len(rendered(page, FRAME).encode()) < 500_000
    assert sum(row.standing is Standing.OWN for row in shown.view.timeline()) == 3000

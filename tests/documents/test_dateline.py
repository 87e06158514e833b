"""Outlet and day of publication come out of the first lines where these state them, and are never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.documents.dateline import dateline, full_date

BODY = "The envoy said that the talks would go on."

SITUATIONS: dict[str, tuple[str, str | None, date | None]] = {
    "byline, outlet, date": ("By Ann Writer, Harbour Courier, 3 March 2015", "Harbour Courier", date(2015, 3, 3)),
    "outlet, weekday, date": (
        "Northern Review, weekly note 12, Tuesday 3 March 2015",
        "Northern Review",
        date(2015, 3, 3),
    ),
    "place, outlet, date": ("Oslo, Fjord Channel, 3 March 2015", "Fjord Channel", date(2015, 3, 3)),
    "American order": ("The Hill Sentinel, Tuesday, March 3, 2015", "The Hill Sentinel", date(2015, 3, 3)),
    "bars and a section": ("Analysis | Coastal Broadcasting | 3 March 2015", "Coastal Broadcasting", date(2015, 3, 3)),
    "a desk of the outlet": ("Coastal Web Desk | 3 March 2015", "Coastal", date(2015, 3, 3)),
    "byline of a desk": ("By the Daily Whistle foreign desk, 3 March 2015", "Daily Whistle", date(2015, 3, 3)),
    "a remark follows": ("Radio Strand, 3 March 2015. Edited transcript.", "Radio Strand", date(2015, 3, 3)),
    "in brackets": ("(Evening Lamp, 3 March 2015, last edition)", "Evening Lamp", date(2015, 3, 3)),
    "place and date": ("Vienna, Tuesday 3 March 2015", None, date(2015, 3, 3)),
    "date alone": ("Tuesday, March 3, 2015", None, date(2015, 3, 3)),
    "ISO date": ("Harbour Courier | 2015-03-03", "Harbour Courier", date(2015, 3, 3)),
    "ordinal": ("Harbour Courier, 3rd of March 2015", "Harbour Courier", date(2015, 3, 3)),
    "an office issues it": (
        "Issued by the Ministry of Fisheries, Oslo, 3 March 2015",
        "Ministry of Fisheries",
        date(2015, 3, 3),
    ),
    "published": ("Published 3 March 2015", None, date(2015, 3, 3)),
    "published at a time": ("Published at 10:15 GMT, 3 March 2015", None, date(2015, 3, 3)),
    "published and updated": ("Published 3 March 2015, updated 5 March 2015", None, date(2015, 3, 3)),
    "updated is not published": ("Harbour Courier | Updated 5 March 2015", "Harbour Courier", None),
    "updated with a colon": ("Updated: 5 March 2015", None, None),
    "no year": ("Harbour Courier, 3 March", None, None),
    "weekday against date": ("Harbour Courier, Friday 3 March 2015", "Harbour Courier", None),
    "no such day": ("Harbour Courier, 31 February 2015", "Harbour Courier", None),
    "figures that may be read two ways": ("Harbour Courier, 03/04/2015", None, None),
    "two dates": ("Harbour Courier, 3 March 2015, 4 March 2015", None, None),
    "a person is no outlet": ("By Ann Writer, 3 March 2015", None, date(2015, 3, 3)),
    "dateline with agency and day": (f"GENEVA, 3 March 2015 (Transit) — {BODY}", "Transit", date(2015, 3, 3)),
    "dateline without year": (f"LONDON, March 3 (Transit) - {BODY}", "Transit", None),
    "dateline without day": (f"WASHINGTON (Transit Wire) — {BODY}", "Transit Wire", None),
    "dateline with state": (f"DAYTON, Ohio, Nov. 20 (Transit) -- {BODY}", "Transit", None),
    "dateline in small letters": (f"Geneva, 3 March 2015 – {BODY}", None, date(2015, 3, 3)),
    "dateline with strokes": (f"MOSCOW, March 3. /TRANS/. {BODY}", "TRANS", None),
    "place alone": (f"NICOSIA — {BODY}", None, None),
    "capitals spelt out": ("NATO (North Atlantic Treaty Organization) — the alliance met.", None, None),
    "a date in a sentence": ("He spoke in Geneva, 3 March 2015, and left.", None, None),
    "a date that ends a sentence": ("The agreement was signed in Geneva on Tuesday, 3 March 2015.", None, None),
    "a dash in a sentence": ("Ministers met on 3 March 2015 - and again later.", None, None),
    "nothing": (BODY, None, None),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_outlet_and_day_are_read_where_they_are_stated(situation: str) -> None:
    line, outlet, published = SITUATIONS[situation]
    text = f"Envoy speaks of a second round\n\n{line}\n\n{BODY}\n"
    found = dateline(text)
    assert (found.outlet, found.published) == (outlet, published)


def test_only_the_first_lines_count() -> None:
    text = "\n\n".join([BODY] * 6 + ["Harbour Courier, 3 March 2015"])
    assert dateline(text).published is None


def test_the_header_goes_before_the_agency_of_the_dateline() -> None:
    text = f"Envoy speaks\nHarbour Courier, 3 March 2015\nOSLO (Transit) — {BODY}"
    assert dateline(text).outlet == "Harbour Courier"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("17 August 2025", date(2025, 8, 17)),
        ("Sunday, 17 August 2025", date(2025, 8, 17)),
        ("Monday, 17 August 2025", None),
        ("Aug. 17, 2025", date(2025, 8, 17)),
        ("August 2025", None),
        ("17 August", None),
        ("17/08/2025", None),
    ],
)
def test_a_full_date_has_day_month_and_year_that_agree(words: str, day: date | None) -> None:
    assert full_date(words) == day


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["%d %B %Y", "%A, %B %d, %Y", "%Y-%m-%d", "%a %d %b %Y"]),
)
@settings(max_examples=60, deadline=None)
def test_every_day_is_read_back_from_the_usual_forms(day: date, form: str) -> None:
    assert full_date(day.strftime(form)) == day


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_text_upsets_it(text: str) -> None:
    assert dateline(text) == dateline(text)

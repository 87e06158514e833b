"""Families: what is a copy, what is another story on the same matter, and that neither order nor later reports change it."""

from __future__ import annotations

import json
import os
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accords.documents import neighbours
from accords.documents.likeness import likeness
from accords.documents.neighbours import Sketch
from accords.documents.syndication import COPY, Syndication
from tests.documents.stories import Story, stories

FETCHED = datetime(2025, 3, 20, tzinfo=UTC)


def syndication_of(made: Iterable[Story]) -> Syndication:
    held = Syndication()
    for story in made:
        held.add(story.id, story.text, published=story.published, fetched=story.fetched, outlet=story.outlet)
    return held


def pairs(number: int) -> int:
    return number * (number - 1) // 2


def scores(families: Mapping[str, str], truth: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs of reports in one family."""
    both = sum(map(pairs, Counter((families[report], truth[report]) for report in truth).values()))
    said = sum(map(pairs, Counter(families[report] for report in truth).values()))
    true = sum(map(pairs, Counter(truth.values()).values()))
    precision, recall = both / said if said else 1.0, both / true if true else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


STORY = (
    "Envoys leave Doha without a map\n\nDOHA, March 6 (Meridian Press) — Ethiopia could pull 40 battalions back behind the Mereb "
    "river, Foreign Minister Hana Girma said on Thursday, after nine hours of talks with Eritrea in Doha.\n\n"
    "The two delegations argued over the spelling of Korvat for most of the morning, and a quarrel about the order of speakers "
    "held up the afternoon session by 35 minutes.\n\n“We did not come for the view,” she said.\n\n"
    "Rockets struck Narbek while the delegates were at dinner; at least 17 people were taken to hospital. Villagers had been told "
    "to expect engineers with cement for the cracked dam, not artillery."
)
OTHER = (
    "Doha talks: a bus and a bridge\n\nDOHA, March 6 (Atlantic Newswire) — A bus with 53 elderly villagers was driven over the "
    "Mereb river at dawn on Thursday as Ethiopia and Eritrea sat down in Doha for a third day.\n\n"
    "Foreign Minister Hana Girma said that Ethiopia could pull its battalions back only after monitors had arrived.\n\n"
    "“We did not come for the view,” she said.\n\n"
    "Eritrean officers spent the afternoon with Qatari surveyors, who marked the ceasefire line with paint. Traders in Asmara "
    "complained that the price of onions had risen by 30 percent since the coastal road was mined."
)


def added(*reports: tuple[str, str, date | None]) -> Syndication:
    held = Syndication()
    for name, text, published in reports:
        held.add(name, text, published=published, fetched=FETCHED, outlet=f"The {name}")
    return held


COPIES = {
    "word for word": STORY,
    "another headline and byline": "Map trouble in Doha\n\nBy A. Writer\n\n"
    + STORY.split("\n\n", 1)[1].replace(" (Meridian Press)", ""),
    "the lead and one paragraph": "\n\n".join(STORY.split("\n\n")[:3]),
    "paragraphs in another order": "\n\n".join(reversed(STORY.split("\n\n"))),
    "typography and hyphens": STORY.replace("“", '"').replace("”", '"').replace("nine hours", "nine-hours"),
    "furniture of the site": STORY
    + "\n\nSubscribe to our newsletter.\n\nFollow us on WhatsApp.\n\nAll rights reserved.",
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_is_in_the_family_of_the_oldest(copy: str) -> None:
    held = added(("first", STORY, date(2025, 3, 6)), ("copy", copy, date(2025, 3, 7)))
    assert held.families() == {"first": "first", "copy": "first"}
    assert held.parents("copy")[0].report == "first"
    assert held.members() == {"first": ("first", "copy")}


STRANGERS = {
    "another story on the same talks with the same quotation": OTHER,
    "furniture alone is shared": OTHER
    + "\n\nSubscribe to our newsletter.\n\nFollow us on WhatsApp.\n\nRead more: five things.",
    "nothing": "",
    "a line": "Doha talks go on.",
}


@pytest.mark.parametrize("other", STRANGERS.values(), ids=STRANGERS)
def test_another_story_is_a_family_of_its_own(other: str) -> None:
    first = STORY + "\n\nSubscribe to our newsletter.\n\nFollow us on WhatsApp.\n\nRead more: five things."
    held = added(("first", first, date(2025, 3, 6)), ("other", other, date(2025, 3, 7)))
    assert held.families() == {"first": "first", "other": "other"}


def test_likeness_is_the_same_both_ways_and_knows_a_text_in_itself() -> None:
    assert likeness(STORY, OTHER) == likeness(OTHER, STORY) < COPY
    assert likeness(STORY, STORY) > 2 * COPY
    assert likeness(STORY, "") == likeness("", "") == 0.0


def test_figures_that_differ_tell_two_stories_of_one_form_apart() -> None:
    form = "The annex on prisoners of {a} lists {n} names, many of them spelt in two ways.\n\nThe parliament of {a} voted by {m} to 4 to let the delegation go on.\n\nThe draft on {a} has {m} articles, of which {n} are in brackets."
    one, other = form.format(a="Korvat", n=310, m=61), form.format(a="Narbek", n=522, m=48)
    assert likeness(one, other) < COPY <= likeness(one, one)


def test_an_undated_report_counts_from_when_it_was_fetched() -> None:
    held = added(("undated", STORY, None), ("dated", STORY, date(2025, 3, 8)))
    assert set(held.families().values()) == {"dated"}
    assert held.families(as_of=date(2025, 3, 19)) == {"dated": "dated"}


def test_of_one_day_the_agency_that_the_text_credits_is_the_oldest() -> None:
    held = Syndication()
    for name, outlet in (("a", "Valley Echo"), ("b", "Meridian Press"), ("c", "Harbour Gazette")):
        held.add(name, STORY, published=date(2025, 3, 6), fetched=FETCHED, outlet=outlet)
    assert set(held.families().values()) == {"b"}


def test_a_roundup_of_two_stories_does_not_make_them_one_family() -> None:
    both = STORY + "\n\n" + OTHER.split("\n\n", 1)[1]
    held = added(("one", STORY, date(2025, 3, 6)), ("two", OTHER, date(2025, 3, 6)), ("both", both, date(2025, 3, 7)))
    families = held.families()
    assert families["one"] != families["two"]
    assert families["both"] in ("one", "two")


def test_an_outlet_that_uses_its_own_background_again_has_two_stories() -> None:
    background = STORY.split("\n\n", 2)[2].split("\n\n")[0]
    later = (
        "Envoys back in Doha\n\nTwo weeks after the talks broke off, a ferry with carpenters from Asmara has put up a hall on the quay "
        "of Doha, where lawyers will compare the lists of the missing from Friday.\n\nThe hall has no windows, no flags and eleven "
        f"doors, one for each adviser, according to the architect who drew it on a napkin.\n\n{background}\n\nCooks were told to "
        "prepare for a month."
    )
    held = Syndication()
    for name, text, day in (("one", STORY, 6), ("two", later, 20)):
        held.add(name, text, published=date(2025, 3, day), fetched=FETCHED, outlet="Meridian Press")
    assert held.families() == {"one": "one", "two": "two"}


def test_families_that_credit_one_agency_stay_apart() -> None:
    held = added(
        ("one", STORY, date(2025, 3, 6)),
        ("two", OTHER.replace("Atlantic Newswire", "Meridian Press"), date(2025, 3, 6)),
    )
    assert len(set(held.families().values())) == 2


RULINGS = {
    "of another": ({("copy", "first")}, {"first": "first", "copy": "copy", "again": "first"}),
    "of another, told the other way round": ({("first", "copy")}, {"first": "first", "copy": "copy", "again": "first"}),
    "of anybody": ({("copy", None)}, {"first": "first", "copy": "copy", "again": "first"}),
    "the oldest of anybody": ({("first", None)}, {"first": "first", "copy": "copy", "again": "copy"}),
    "two rulings": ({("copy", None), ("again", "first")}, {"first": "first", "copy": "copy", "again": "again"}),
    "none": (set(), {"first": "first", "copy": "first", "again": "first"}),
}


@pytest.mark.parametrize(("apart", "expected"), RULINGS.values(), ids=RULINGS)
def test_a_ruling_that_something_is_no_copy(apart: set[tuple[str, str | None]], expected: dict[str, str]) -> None:
    held = added(
        ("first", STORY, date(2025, 3, 6)), ("copy", STORY, date(2025, 3, 7)), ("again", STORY, date(2025, 3, 8))
    )
    assert held.families(apart=apart) == expected
    assert set(held.families().values()) == {"first"}, "a ruling undone restores the answer"


def test_adding_a_report_twice_changes_nothing() -> None:
    held = added(("first", STORY, date(2025, 3, 6)), ("first", OTHER, date(2025, 3, 5)))
    assert held.families() == {"first": "first"}


SMALL = stories(4, 12, 48)


@settings(deadline=None, max_examples=12)
@given(st.permutations(SMALL), st.integers(0, 14))
def test_neither_order_nor_later_reports_change_a_family(order: list[Story], days: int) -> None:
    day = date(2025, 3, 3) + timedelta(days=days)
    held = Syndication()
    for number, story in enumerate(order):
        held.add(story.id, story.text, published=story.published, fetched=story.fetched, outlet=story.outlet)
        if number % 7 == 0:
            held.families()  # asked in between, which must change nothing
    seen = [story for story in SMALL if (story.published or story.fetched.date()) <= day]
    assert held.families() == syndication_of(SMALL).families()
    assert held.families(as_of=day) == syndication_of(seen).families()


@settings(deadline=None, max_examples=20)
@given(st.permutations(SMALL), st.integers(1, 6), st.booleans())
def test_taking_reports_out_undoes_adding_them(order: list[Story], count: int, asked: bool) -> None:
    out = order[:count]
    held = syndication_of(order)
    if asked:
        held.families()
    for number, story in enumerate(out):
        held.remove(story.id)
        held.remove(story.id)  # nothing is there any more
        if asked and number % 2:
            held.families()
    never = syndication_of(order[count:])
    assert len(held) == len(never) and out[0].id not in held
    assert held.families() == never.families()
    for story in order[count:]:
        assert held.parents(story.id) == never.parents(story.id)
    held.add(out[0].id, out[0].text, published=out[0].published, fetched=out[0].fetched, outlet=out[0].outlet)
    assert held.families() == syndication_of([*order[count:], out[0]]).families()


def test_the_one_that_was_just_too_far_off_takes_the_place_of_one_that_is_gone() -> None:
    """A report keeps the nearest few of those before it; with many copies of one story there are more."""
    texts = [f"{STORY}\n\nReader {n} wrote to us from Street {n} in Town {n}." for n in range(16)]
    rows = [(f"r{n:02}", text, date(2025, 3, 1 + n)) for n, text in enumerate(texts)]
    held = added(*rows)
    held.families()
    for gone in range(12, 2, -1):
        held.remove(f"r{gone:02}")
    never = added(*(row for row in rows if not 3 <= int(row[0][1:]) <= 12))
    assert held.parents("r15") == never.parents("r15") and len(never.parents("r15")) > 1
    assert held.families() == never.families()


# -- lines that very many reports share ----------------------------------------------------------------------------------


@pytest.fixture
def few() -> Iterator[None]:
    """Of those that agree in a value so few count that the small collection is over it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "_FIRST", 2)
        patch.setattr(neighbours, "_LAST", 1)
        yield


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(SMALL), st.integers(0, 14), st.integers(1, 6))
def test_neither_order_nor_later_reports_matter_where_most_candidates_are_left_out(
    few: None, order: list[Story], days: int, count: int
) -> None:
    day = date(2025, 3, 3) + timedelta(days=days)
    held = Syndication()
    for number, story in enumerate(order):
        held.add(story.id, story.text, published=story.published, fetched=story.fetched, outlet=story.outlet)
        if number % 7 == 0:
            held.families()
    whole = syndication_of(SMALL)
    assert held.families() == whole.families()
    seen = [story for story in SMALL if (story.published or story.fetched.date()) <= day]
    assert held.families(as_of=day) == syndication_of(seen).families()
    for story in order[:count]:
        held.remove(story.id)
    never = syndication_of(order[count:])
    assert held.families() == never.families()
    assert all(held.parents(story.id) == never.parents(story.id) for story in order[count:])


FURNITURE = "\n\n".join(
    f"Subscribe to the {n} letters of the Harbour Gazette in Lindau, Bregenz and Konstanz for news of ferries number {n}."
    for n in range(4)
)


def test_a_line_under_every_report_makes_no_report_a_candidate_for_all(few: None) -> None:
    """And the copy of one of them is found all the same."""
    made = [
        Story(s.id, f"{s.text}\n\n{FURNITURE}", s.outlet, s.published, s.fetched, s.family, None, "", None, ())
        for s in stories(11, 240, 240)
    ]
    held = syndication_of(made)
    last = max(made, key=lambda story: (story.published or date.min, story.id))
    sketch = Sketch.of(last.text)
    candidates = held.candidates(last.id)
    assert len(candidates) < len(made) / 2
    assert sum(sketch.likeness(Sketch.of(story.text)) > 0 for story in made) > len(made) * 0.9
    held.add("copy", made[100].text, published=date(2026, 1, 1), fetched=FETCHED, outlet="The Copyist")
    assert held.families()["copy"] == held.families()[made[100].id]


def test_a_copy_word_for_word_changes_no_other_family() -> None:
    before = syndication_of(SMALL).families()
    again = [
        Story(f"again{n}", s.text, "The Echo", s.published, s.fetched, s.family, s.id, "verbatim", None, ())
        for n, s in enumerate(SMALL)
    ]
    after = syndication_of([*SMALL, *again]).families()
    assert {report: after[report] for report in before} == before
    assert set(after.values()) == set(before.values())


def test_small_collections_are_put_into_families() -> None:
    made = stories(9, 40, 300)
    precision, recall, f1 = scores(syndication_of(made).families(), {s.id: s.family for s in made})
    assert precision == 1.0 and f1 >= 0.95, (precision, recall, f1)


@pytest.mark.slow
def test_five_hundred_families_of_five_thousand_reports(capsys: pytest.CaptureFixture[str]) -> None:
    made = stories(2025, 500, 5_000)
    families = syndication_of(made).families()
    truth = {story.id: story.family for story in made}
    precision, recall, f1 = scores(families, truth)
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    of_original = {story.id: families[story.id] for story in made if story.copy_of is None}
    for story in made:
        if story.copy_of is not None:
            kinds[story.way].append(families[story.id] == of_original[story.family])
    with capsys.disabled():
        print(f"\nfamilies: precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}")
        for way, found in sorted(kinds.items()):
            print(
                f"  {way:<15} {len(found):4} copies, {100 * sum(found) / len(found):5.1f} % in the family of their original"
            )
    across = [(one, truth[one], families[one]) for one in truth if truth[one] != truth[families[one]]]
    assert not across, "no pair across stories of the same week on the same talks"
    assert f1 >= 0.95
    assert all(sum(found) / len(found) >= 0.9 for found in kinds.values())


@pytest.mark.slow
def test_one_more_report_costs_little_however_many_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    reports = 20_000 if os.environ.get("ACCORDS_LONG") else 5_000
    made = stories(31, reports // 10, reports)
    random.Random(1).shuffle(made)
    made.sort(key=lambda story: story.published or story.fetched.date())
    held, costs, medians = Syndication(), [], {}
    marks = (500, 5_000, 10_000, 20_000)
    for number, story in enumerate(made, 1):
        begin = time.thread_time()
        held.add(story.id, story.text, published=story.published, fetched=story.fetched, outlet=story.outlet)
        if any(mark - 100 < number <= mark for mark in marks):
            held.parents(story.id)
            costs.append(time.thread_time() - begin)
        if number in marks:
            medians[number] = sorted(costs)[len(costs) // 2]
            costs.clear()
            with capsys.disabled():
                print(f"\n{number:6} reports: one more takes {1000 * medians[number]:.1f} ms at the median", end="")
    # It grows somewhat, and is far from being in proportion to the reports that are there.
    assert medians[reports] < (reports / 500) ** 0.7 * medians[500]


def test_the_development_reports_fall_into_their_families(shared: Path) -> None:
    folder = shared / "reports/dev"
    if not folder.is_dir():
        pytest.skip(f"no development reports: there is no folder {folder}")
    held, gold = Syndication(), set()
    for path in sorted(folder.glob("*.gold.json")):
        if path.name == "disputes.gold.json":
            continue
        report = json.loads(path.read_text("utf-8"))["report"]
        published = date.fromisoformat(report["published"]) if report["published"] else None
        text = (folder / report["file"]).read_text("utf-8")
        held.add(report["file"], text, published=published, fetched=FETCHED, outlet=report["outlet"])
        gold |= {frozenset(pair) for pair in combinations(report.get("family", []), 2)}
    families = held.families()
    said = {frozenset(pair) for pair in combinations(families, 2) if families[pair[0]] == families[pair[1]]}
    f1 = 2 * len(said & gold) / (len(said) + len(gold))
    assert f1 >= 0.95, sorted(map(sorted, said ^ gold))

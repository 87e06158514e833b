"""What if, asked on a page: what would be otherwise, mistakes beside the form with what was entered, and the command that answers the same."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from accords.presentation.cli.main import main
from accords.presentation.files_shown import files_shown
from accords.presentation.pages.address import InSite
from accords.presentation.pages.agreement import agreement
from accords.presentation.pages.agreement_what_if import FIELDS, WhatIfShown
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.catalogue import KINDS
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.shown import Shown
from tests.presentation.test_bargain_page import Tree, tree

EXAMPLES = Path(__file__).parents[3] / "examples" / "agreements"
SEOUL = {"day": "2030-03-01", "act": "attack", "toward": "south-korea", "place": "Seoul; South Korea"}
DETERMINED = "date=2030-03-02 act=determine party=united-states about=III"


@pytest.fixture(scope="module")
def shown(shown: Shown) -> Shown:
    """The examples' agreements with their tables alone."""
    return replace(shown, agreements=files_shown([EXAMPLES]).agreements)


def asked(shown: Shown, name: str, as_of: str = "2026-01-01", **given: str) -> WhatIfShown:
    return agreement(replace(shown, asked=Asked.of({"as_of": as_of, **given})), name).what_if


def form(shown: Shown, name: str, as_of: str = "2026-01-01", **given: str) -> Tree:
    page = agreement(replace(shown, asked=Asked.of({"as_of": as_of, **given})), name)
    return tree(rendered(page, Frame("talks", [], "/s.css", "/s.js")).replace("<!DOCTYPE html>", ""))


def test_a_guarantee_that_is_set_off_and_determined_is_owed(shown: Shown) -> None:
    told = asked(shown, "us-korea", as_of="2000-01-01", **SEOUL, suppose=DETERMINED).answer
    assert told is not None
    assert told.supposed == (
        "If: attack toward South Korea in Seoul, on 1 March 2030",
        "If: determined III by United States, on 2 March 2030",
    )
    assert told.then == "At the end of 2 March 2030:"
    assert told.changes[0] == "III, III.trigger[united-states]: active since 2 March 2030, instead of conditional"
    assert told.duties == (
        "III[united-states]: United States owes the Parties: aid or mobilize toward the Parties; no time is stated",
    )


def test_a_report_that_is_settled_settles_what_hangs_on_it(shown: Shown) -> None:
    own = "minsk-ii.events.csv:13"
    full = next(item.id for item in shown.agreements["minsk-ii"].rows if item.id.endswith(own))
    for given in ({f"settle:{full}": "false"}, {"settle": f"{own}=false"}, {"settle": f"{full}=no"}):
        told = asked(shown, "minsk-ii", **given).answer
        assert told is not None
        assert any(
            "2.complete~from ceasefire[ukraine]" in line
            and "breached" in line
            and "instead of breached or cured" in line
            for line in told.changes
        ), given


def test_where_nothing_would_be_otherwise_it_says_so(shown: Shown) -> None:
    told = asked(shown, "us-korea", day="2030-03-01", act="meet").answer
    assert told is not None and not told.changes and not told.duties
    assert told.nothing == "nothing would be otherwise" and told.no_duty


@pytest.mark.parametrize(
    ("given", "place", "words"),
    [
        ({"day": "2030-13-01", "act": "attack"}, "what happens", "a month 13 in `2030-13-01`"),
        ({"day": "2030-03-01"}, "what happens", "a day alone"),
        ({"act": "attack"}, "what happens", "no day"),
        ({"day": "2030-03-01", "act": "atack"}, "what happens", "`atack`"),
        ({"suppose": "date=2030-03-01 acts=attack"}, "line 1", "the key `acts`"),
        ({"suppose": f"{DETERMINED}\nact=attack"}, "line 2", "no `date`"),
        ({"suppose": "\n".join([DETERMINED] * 51)}, "suppose", "51 lines"),
        ({"settle": "us-korea"}, "settle", "`us-korea`"),
        ({"settle": "nix=true"}, "what-if", "no item `nix`"),
        ({"settle:nix": "maybe"}, "settle", "`nix=maybe`"),
        ({**SEOUL, "until": "soon"}, "until", "'soon'"),
    ],
)
def test_a_mistake_stands_beside_the_form_and_what_was_entered_stays(
    shown: Shown, given: dict[str, str], place: str, words: str
) -> None:
    told = asked(shown, "us-korea", **given)
    assert told.answer is None
    assert told.problem.startswith(f"{place}: found ") and words in told.problem and "; accepted: " in told.problem
    parsed = form(shown, "us-korea", **given)
    alerts = [attributes for _, attributes in parsed.tags if attributes.get("role") == "alert"]
    forms = [attributes for attributes in parsed.all("form") if "what-if" in (attributes.get("action") or "")]
    assert [one["aria-describedby"] for one in forms] == [alerts[0]["id"]]
    held = {attributes["name"]: attributes.get("value") for attributes in parsed.all("input") if "name" in attributes}
    held |= {"suppose": parsed.texts["textarea"][0], "settle": parsed.texts["textarea"][1]}
    for field in given.keys() & held.keys():
        assert held[field] == given[field]


def test_a_day_that_is_none_is_still_shown_where_fields_for_days_would_swallow_it(shown: Shown) -> None:
    kinds = {
        attributes.get("name"): attributes.get("type") for attributes in form(shown, "us-korea", **SEOUL).all("input")
    }
    assert kinds["day"] == kinds["until"] == "date"
    wrong = form(shown, "us-korea", day="1 March", act="attack", until="2030-02-31x")
    kinds = {attributes.get("name"): attributes.get("type") for attributes in wrong.all("input")}
    assert kinds["day"] == kinds["until"] == "text"
    hour = asked(shown, "us-korea", **{**SEOUL, "day": "2030-03-01 14:00"})
    assert hour.answer is not None and "2030 14:00" in hour.answer.supposed[0]


def test_the_form_offers_what_the_agreement_speaks_of_and_has_a_label_for_each_field(shown: Shown) -> None:
    told = asked(shown, "minsk-ii", **{"act": "attack", "day": "2015-05-01", "by": "russia"}).form
    assert told is not None
    assert [one.value for one in told.acts if one.group == "Deeds"] == ["attack"]
    assert {"suspend", "determine"} <= {one.value for one in told.acts if one.group == "Upon a clause"}
    assert "withdrawal of heavy weapons completed" in [one.value for one in told.events]
    assert [one.value for one in told.by if one.chosen] == ["russia"]
    assert {"agreement", "4.resolution"} <= {one.value for one in told.upon}
    assert len(told.settling) == 8 and told.settling[0].number == 1
    parsed = form(shown, "minsk-ii")
    named = {attributes.get("for") for attributes in parsed.all("label")} - {None}
    inside = len(re.findall(r"<label>", rendered(agreement(shown, "minsk-ii"), Frame("t", [], "", ""))))
    fields = [a for tag in ("input", "select", "textarea") for a in parsed.all(tag) if a.get("type") != "hidden"]
    assert len([one for one in fields if one.get("id") not in named]) == inside, (
        "in a label of its own, or named by one"
    )
    assert {one["name"] for one in fields if one.get("name") in FIELDS} == FIELDS.keys()


def test_the_day_that_is_looked_at_is_carried_along(shown: Shown) -> None:
    told = asked(shown, "us-korea", as_of="2010-06-01").form
    assert told is not None and told.hidden == (("as_of", "2010-06-01"),)
    assert told.action == "/agreement/us-korea#us-korea.what-if"


def test_a_site_has_no_form_and_says_which_command_answers(shown: Shown) -> None:
    site = replace(shown, links=InSite("agreement/us-korea.html", KINDS), keeps_day=False)
    told = asked(site, "us-korea", **SEOUL)
    assert told.form is None and told.answer is None and not told.problem
    parsed = form(site, "us-korea")
    assert not parsed.all("form") and not parsed.all("input")
    assert "accords agreement what-if us-korea.yaml --suppose" in parsed.text


@pytest.mark.parametrize(
    "given",
    [
        {},
        {**SEOUL, "suppose": DETERMINED, "until": "2030-06-01"},
        {"day": "2030-03-01", "act": "attack", "place": 'The "New" Town; South Korea\\North'},
    ],
)
def test_the_command_that_is_shown_answers_the_same(
    shown: Shown, given: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = asked(shown, "us-korea", as_of="2026-01-01", **given)
    words = shlex.split(told.command)
    assert words[:3] == ["accords", "agreement", "what-if"]
    monkeypatch.chdir(EXAMPLES)
    monkeypatch.setenv("COLUMNS", "4000")
    assert main([*words[1:], "--as-of", "2026-01-01", "--events", "us-korea.events.csv"]) == 0
    said = capsys.readouterr().out
    if told.answer is not None:
        for sentence in (*told.answer.supposed, told.answer.then, *told.answer.changes, *told.answer.duties):
            assert re.sub(r"\s+", " ", sentence) in re.sub(r"\s+", " ", said)
    else:
        assert "At the end of " in said

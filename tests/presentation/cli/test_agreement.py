"""`accords agreement`, as lawyers and analysts within it: an accord on a lake, what happened, and what the examples that ship say of it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.presentation.cli.conftest import Run

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples" / "agreements"
LAKE = """accords: agreement/1
id: lake
title: Accord on the lake
signed: 2029-03-01
zone: Europe/Zurich
parties:
  norland: {name: Norland, aliases: [Norland Republic]}
  vestria: {name: Vestria}
  league: {name: Lake League, role: guarantor}
areas:
  shore: {places: [Harbourg], except: [Old Mill]}
articles:
  - article: 1
    title: Ceasefire
    stipulations:
      - kind: prohibition
        who: [norland, vestria]
        owed: severally
        does not: {act: attack, place: shore}
        until: 2030-03-01
  - article: 2
    title: Lists
    stipulations:
      - {name: lists, kind: obligation, who: norland, owed: severally, to: vestria, does: {event: lists handed over}, by: 10 days after signing}
      - {name: prisoners, kind: obligation, who: vestria, owed: severally, to: norland, does: {event: prisoners freed}, when: 2.lists is done,
         by: 5 working days after trigger, lapses: 2029-12-31}
      - {name: stop, kind: power, who: vestria, may: suspend, over: 2.lists, until: 2029-12-31}
  - article: 3
    title: Guarantee
    stipulations:
      - kind: guarantee
        guarantors: league
        beneficiary: norland
        trigger: {act: attack, toward: norland, place: shore}
        determined by: {who: norland, rule: any}
        duty: {act: aid, toward: norland}
        by: 3 days after trigger
        lapses: 2039-03-01
"""
ROWS = """date,act,event,party,toward,place,about,status,words,source,id
2029-03-05,suspend,suspension,norland,,,2.lists,confirmed,Norland suspends what it owes itself,Gazette,own-stop
2029-03-13,,lists handed over,Norland Republic,,,,confirmed,The lists are handed over,Gazette,lists
2029-03-16,,prisoners freed,vestria,,,,reported,Buses were seen at the bridge,Evening Star,buses
2029-04-01,attack,shelling,vestria,norland,Harbourg,,confirmed,Shells fall on the quay,Gazette,shells
"""


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    (tmp_path / "lake.yaml").write_text(LAKE, "utf-8")
    (tmp_path / "rows.csv").write_text(ROWS, "utf-8")
    return tmp_path


def shown(done: subprocess.CompletedProcess[bytes], status: int = 0) -> str:
    """What was printed, on one line, so that the width of a terminal does not matter."""
    assert done.returncode == status, done.stderr.decode()
    return re.sub(r"\s+", " ", done.stdout.decode())


def ask(within: Run, command: str, *arguments: str, day: str = "2029-04-10") -> subprocess.CompletedProcess[bytes]:
    return within("agreement", command, "lake.yaml", *arguments, "--events", "rows.csv", "--as-of", day)


def minsk(within: Run, command: str, *arguments: str, day: str = "2016-12-31") -> str:
    file, table = EXAMPLES / "minsk-ii.yaml", EXAMPLES / "minsk-ii.events.csv"
    return shown(within("agreement", command, str(file), *arguments, "--events", str(table), "--as-of", day))


# -- check -------------------------------------------------------------------------------------------------------------------


def test_check_tells_what_a_file_holds_and_exits_with_0_where_nothing_is_an_error(within: Run, lake: Path) -> None:
    told = shown(within("agreement", "check", "lake.yaml"))
    assert "lake.yaml: 3 articles, 5 stipulations;" in told
    assert " fault" not in told.rpartition(";")[2]


def test_check_lists_all_that_is_wrong_at_once_with_file_and_line(within: Run, lake: Path) -> None:
    wrong = LAKE.replace("to: vestria", "to: vestira").replace("signed: 2029-03-01", "signed: 2029-02-30")
    (lake / "wrong.yaml").write_text(wrong, "utf-8")
    done = within("agreement", "check", "wrong.yaml")
    told = shown(done, 1)
    assert "fault: wrong.yaml:4: found in `signed`: 30 February 2029" in told
    assert "`vestira`" in told and "Did you mean `vestria`?" in told and "fault: wrong.yaml:24" in told
    rows = json.loads(within("agreement", "check", "wrong.yaml", "--json").stdout)
    assert [fault["place"] for fault in rows["faults"]][:2] == ["wrong.yaml:4", "wrong.yaml:24"]


def test_check_of_minsk_names_every_undated_point_and_the_chain(within: Run) -> None:
    told = shown(within("agreement", "check", str(EXAMPLES / "minsk-ii.yaml")))
    for point in (5, 7, 8, 10, 12, 13):
        assert f"Article {point} has no date at all" in told
    assert "9-11-12" in told and "[chain]" in told and told.count("[readings-differ]") == 3


# -- status ------------------------------------------------------------------------------------------------------------------


def test_status_tells_the_certain_from_the_possible_without_colour(run: Run, lake: Path) -> None:
    told = shown(ask(run, "status"))
    assert "At the end of 10 April 2029 (Europe/Zurich); 4 things told by then (3 confirmed, 1 reported)." in told
    assert "the agreement: active since 1 March 2029." in told
    assert "! 1[vestria]: breached since 1 April 2029." in told
    assert "1[norland]: active since 1 March 2029, until the end of 1 March 2030." in told
    assert "2.lists: cured since 13 March 2029." in told
    assert "Norland owes Vestria: lists handed over; 10 days after signing, so by the end of 11 March 2029." in told
    assert "? 2.prisoners: active or fulfilled since 16 March 2029" not in told  # its date has passed since
    assert "? 2.prisoners: breached or fulfilled since 21 March 2029; depends on report 1." in told
    assert (
        "1. prisoners freed by Vestria, on 16 March 2029: “Buses were seen at the bridge” (reported; Evening Star"
        in told
    )
    assert "\x1b" not in told


def test_status_tells_who_has_to_speak_where_a_trigger_is_undetermined(within: Run, lake: Path) -> None:
    told = shown(ask(within, "status"))
    assert "3.trigger: undetermined since 1 April 2029" in told
    assert "what may be a trigger has happened, and nobody has said so who may" in told
    assert "whether the guarantee is triggered is for Norland to say" in told


def test_status_tells_what_had_no_effect_and_why(within: Run, lake: Path) -> None:
    told = shown(ask(within, "status"))
    assert "Without effect" in told and "suspension (upon 2.lists) by Norland" in told
    assert "no effect: Norland is not empowered" in told


def test_status_of_a_day_does_not_know_what_came_later(within: Run, lake: Path) -> None:
    told = shown(ask(within, "status", day="2029-03-05"))
    assert "2.lists: active since 1 March 2029, to be done by the end of 11 March 2029." in told
    assert "2.prisoners: conditional." in told and "waits for 2.lists to be done: active now" in told
    assert "Shells" not in told


def test_status_in_json_has_states_dates_and_what_decides(within: Run, lake: Path) -> None:
    found = json.loads(ask(within, "status", "--json").stdout)
    assert (found["agreement"], found["as_of"], found["items"], found["faults"]) == ("lake", "2029-04-10", 4, [])
    norms = {norm["norm"]: norm for one in found["stipulations"] for norm in one["norms"]}
    assert norms["2.lists"]["certain"] == "cured" and norms["2.lists"]["debtors"] == ["norland"]
    assert norms["1[norland]"]["due"] == ["2030-03-02T00:00:00+01:00"] * 2
    assert norms["2.prisoners"]["possible"] == ["breached", "fulfilled"]
    assert norms["2.prisoners"]["certain"] is None and norms["2.prisoners"]["depends_on"] == ["buses"]
    assert [item["id"] for item in found["deciding"]] == ["buses"]
    assert found["without_effect"][0]["empowered"] is False


def test_a_draft_says_that_it_is_looked_at_as_if_it_were_in_force(within: Run, lake: Path) -> None:
    (lake / "draft.yaml").write_text(LAKE.replace("signed: 2029-03-01", "status: draft\nsigned: 2029-03-01"), "utf-8")
    told = shown(within("agreement", "status", "draft.yaml", "--as-of", "2029-03-02"))
    assert "A draft, not signed; it is looked at as if it were in force from its date." in told
    assert "nothing told by then" in told


# -- faults ------------------------------------------------------------------------------------------------------------------


def test_a_bad_row_is_named_and_the_rest_is_used(run: Run, lake: Path) -> None:
    (lake / "rows.csv").write_text(ROWS.replace("2029-03-16", "2029-03-36"), "utf-8")
    done = ask(run, "status")
    assert "2.prisoners: breached since 21 March 2029" in shown(done, 1)
    assert b"fault: rows.csv:4: found in `date`: 36 March 2029" in done.stderr


def test_a_stipulation_that_is_spoilt_costs_that_one_alone(within: Run, lake: Path) -> None:
    (lake / "lake.yaml").write_text(LAKE.replace("10 days after signing", "10 days after nothing"), "utf-8")
    done = ask(within, "status")
    told = shown(done, 1)
    assert "1[vestria]: breached" in told and "2.lists" not in told.partition("Without effect")[0]
    assert b"fault: lake.yaml:24: found" in done.stderr


def test_a_table_that_comes_twice_counts_once(within: Run, lake: Path) -> None:
    (lake / "again.csv").write_text(ROWS, "utf-8")
    done = ask(within, "status", "--events", "again.csv")
    assert "4 things told by then" in shown(done, 1)
    assert b"fault: rows.csv: found the id `own-stop`, which again.csv has too, and 3 more" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status", "none.yaml"), "none.yaml: found no such file or directory; accepted: an agreement file in YAML"),
        (("status", "bomb.yaml"), "bomb.yaml:1: found the anchor `&a`"),
        (("why", "lake.yaml", "2.list"), "found nothing called `2.list` in lake.yaml"),
        (("why", "lake.yaml", "2.list"), "Did you mean `2.lists`?"),
        (("why-not", "lake.yaml", "2.lists", "broken"), "found 'broken'; accepted: conditional, undetermined, lapsed"),
        (("status", "lake.yaml", "--as-of", "yesterday"), "found 'yesterday'; accepted: a day as YYYY-MM-DD"),
        (("status", "lake.yaml", "--in", "none.json"), "none.json: found No such file or directory"),
        (("status", "lake.yaml", "--ledger", "none.ledger"), "none.ledger"),
        (("calendar", "lake.yaml", "--ics", "none/lake.ics"), "none/lake.ics: found no folder none"),
        (("calendar", "lake.yaml", "--ics", "lake.yaml"), "lake.yaml: found one of the sources"),
        (("calendar", "lake.yaml", "--ics", "-", "--json"), "--ics -: found --json beside it"),
        (("what-if", "lake.yaml"), "what-if: found nothing that is supposed; accepted: --suppose WORDS"),
        (("what-if", "lake.yaml", "--suppose", "act=attack"), "--suppose 1: found no `date`"),
        (("what-if", "lake.yaml", "--suppose", "date=2029-05-01 plcae=Harbourg"), "found the key `plcae`"),
        (("what-if", "lake.yaml", "--suppose", "date=2029-05-01 plcae=Harbourg"), "Did you mean `place`?"),
        (("what-if", "lake.yaml", "--suppose", "date=2029-05-01 attack"), "found `attack`; accepted: words as key=value"),
        (("what-if", "lake.yaml", "--suppose", "date=2029-05-01 date=2029-05-02"), "found the key `date` twice"),
        (("what-if", "lake.yaml", "--suppose", "date=2029-05-32"), "32 May 2029"),
        (("what-if", "lake.yaml", "--suppose", "date=2029-05-01 words='open"), "found a quotation mark that is not closed"),
        (("what-if", "lake.yaml", "--suppose", "date=2029-05-01 act=atack"), "found in `act`: `atack`; accepted: accept"),
        (("what-if", "lake.yaml", "--settle", "buses"), "--settle: found `buses`; accepted: the id of a report and `=true`"),
        (("what-if", "lake.yaml", "--settle", "bus=true"), "found no item `bus` in the record"),
        (("diff", "lake.yaml", "none.yaml"), "none.yaml: found no such file"),
        (("compare", "none.yaml"), "none.yaml: found no such file"),
        (("score", "lake.yaml", "--every", "day"), "invalid choice: 'day'"),
    ],
)  # fmt: skip
def test_misuse_is_worded_and_exits_with_2(arguments: tuple[str, ...], words: str, within: Run, lake: Path) -> None:
    (lake / "bomb.yaml").write_text("a: &a [x, x]\nb: [*a, *a]\n", "utf-8")
    done = within("agreement", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in re.sub(r"\s+", " ", done.stderr.decode())


# -- why ---------------------------------------------------------------------------------------------------------------------


def test_why_of_the_resolution_of_minsk_reckons_its_date(within: Run) -> None:
    told = minsk(within, "why", "4.resolution")
    assert "4.resolution: cured at the end of 31 December 2016" in told
    assert "(12 February 2015), so by the end of 14 March 2015" in told
    assert (
        "15 March 2015 00:00: breached: to be done 30 days after signing (12 February 2015), so by the end of 14 March 2015"
        in told
    )
    assert (
        "17 March 2015: cured: resolution on the territory of the special regime by Ukraine in Kyiv, on 17 March 2015"
        in told
    )
    assert "minsk-ii.yaml:" in told and "Verkhovna Rada no. 252-VIII" in told


def test_why_of_the_constitution_and_why_not_of_the_border(within: Run) -> None:
    assert "1 January 2016 00:00: breached: to be done by the end of 31 December 2015" in minsk(
        within, "why", "11.constitution"
    )
    told = minsk(within, "why-not", "9.complete")
    assert "9.complete: conditional" in told
    assert "unmet first: 12.elections to be done: conditional now" in told
    assert "unmet: 11.constitution to be done: breached now" in told


def test_why_of_what_is_uncertain_has_a_way_to_each_state(within: Run, lake: Path) -> None:
    told = shown(ask(within, "why", "2.prisoners"))
    assert "It may be breached:" in told and "It may be fulfilled:" in told
    assert "if it is so: prisoners freed by Vestria, on 16 March 2029" in told
    assert "to be done 5 working days after trigger (13 March 2029), so by the end of 20 March 2029" in told
    (norm,) = json.loads(ask(within, "why", "2.prisoners", "--json").stdout)["norms"]
    ways = {way["state"]: way["reasons"] for way in norm["derivations"]}
    assert ways["fulfilled"][-1]["item"]["id"] == "buses" and ways["fulfilled"][-1]["assumed"] is True
    assert ways["breached"][-1]["came_due"]["due"] == "2029-03-21T00:00:00+01:00"


def test_allies_that_stand_alike_are_explained_once(within: Run) -> None:
    file, table = EXAMPLES / "nato.yaml", EXAMPLES / "nato.events.csv"
    told = shown(within("agreement", "why", str(file), "5.assistance", "--events", str(table), "--as-of", "2001-12-31"))
    assert "and alike: 5.assistance.trigger[canada]" in told
    assert (
        told.count("5.assistance.trigger[belgium]: active") == 1 and "5.assistance.trigger[canada]: active" not in told
    )


def test_why_not_counts_what_is_there_and_answers_for_a_state(within: Run, lake: Path) -> None:
    assert (
        "unmet: lists handed over, 10 days after signing, so by the end of 11 March 2029: nothing of it has been done"
        in shown(ask(within, "why-not", "2.lists", day="2029-03-02"))
    )
    assert "It is cured." in shown(ask(within, "why-not", "2.lists", "cured"))
    assert "It may be breached." in shown(ask(within, "why-not", "2.prisoners", "breached"))


# -- calendar, what-if -------------------------------------------------------------------------------------------------------


def test_the_calendar_shows_the_last_day_on_which_something_can_be_done(within: Run, lake: Path) -> None:
    told = shown(ask(within, "calendar", day="2029-03-02"))
    assert "11 March 2029: 2.lists to be done: Norland owes Vestria: lists handed over" in told
    assert ask(within, "calendar", "--ics", "lake.ics", day="2029-03-02").stdout == b""
    events = {str(event["uid"]): event for event in Calendar.from_ical((lake / "lake.ics").read_bytes()).walk("VEVENT")}
    (lists,) = (event for own, event in events.items() if "2.lists" in own)
    assert lists.decoded("dtstart").isoformat() == "2029-03-11" and str(lists["status"]) == "CONFIRMED"
    first = (lake / "lake.ics").read_bytes()
    ask(within, "calendar", "--ics", "lake.ics", day="2029-03-02")
    assert (lake / "lake.ics").read_bytes() == first


def test_what_if_tells_who_would_have_to_do_what_by_when(within: Run, lake: Path) -> None:
    attack = "date=2029-05-01 act=attack toward=norland place='Harbourg'"
    told = shown(
        ask(within, "what-if", "--suppose", attack, "--suppose", "date=2029-05-02 act=determine party=norland about=3")
    )
    assert "If: attack toward Norland in Harbourg, on 1 May 2029" in told
    assert "At the end of 2 May 2029:" in told
    assert "3[league]: Lake League owes Norland: aid toward Norland; by the end of 5 May 2029" in told


def test_an_attack_outside_the_area_changes_nothing(within: Run, lake: Path) -> None:
    done = within("agreement", "what-if", "lake.yaml", "--as-of", "2029-03-02", "--suppose",
               "date=2029-05-01 act=attack toward=norland place='Old Mill;Harbourg'", "--until", "2029-03-03")  # fmt: skip
    assert "nothing would be otherwise" in shown(done)


def test_what_if_settles_a_report(within: Run, lake: Path) -> None:
    assert "2.prisoners: fulfilled since 16 March 2029, instead of breached or fulfilled" in shown(
        ask(within, "what-if", "--settle", "buses=true")
    )
    found = json.loads(ask(within, "what-if", "--settle", "buses=false", "--json").stdout)
    assert {row["id"]: row["after"]["certain"] for row in found["changed"]}["2.prisoners"] == "breached"


def test_what_if_takes_a_table(within: Run, lake: Path) -> None:
    (lake / "more.csv").write_text("date,event,party\n2029-04-09,prisoners freed,vestria\n2029-04-99,x,y\n", "utf-8")
    done = ask(within, "what-if", "--suppose-from", "more.csv")
    assert "2.prisoners: cured or fulfilled" in shown(done, 1)
    assert b"fault: more.csv:3" in done.stderr


# -- diff, score, compare ----------------------------------------------------------------------------------------------------


def test_diff_says_which_draft_asks_more(within: Run, lake: Path) -> None:
    (lake / "new.yaml").write_text(
        LAKE.replace("10 days after signing", "26 days after signing").replace("Lists", "Prisoner lists"), "utf-8"
    )
    told = shown(within("agreement", "diff", "lake.yaml", "new.yaml"))
    assert "In meaning (1)" in told and "Looser: the deadline of 2.lists is 16 days later" in told
    assert "In words alone (1)" in told and "lake.yaml:21 -> new.yaml:21" in told
    (row,) = json.loads(within("agreement", "diff", "lake.yaml", "new.yaml", "--meaning", "--json").stdout)[
        "differences"
    ]
    assert row["days"] == [16, 16] and row["direction"] == "looser"
    assert shown(within("agreement", "diff", "lake.yaml", "lake.yaml")) == "no difference "


def test_score_has_both_ends_of_what_is_uncertain(within: Run, lake: Path) -> None:
    told = shown(ask(within, "score", "--every", "month"))
    assert "Carried out by the end of 10 April 2029" in told and "Over time 2029-03-31" in told
    assert "2.lists: 3 full" in told and "2.prisoners: 0 to 3, not initiated to full" in told
    rows = json.loads(ask(within, "score", "--json").stdout)["scores"]
    assert 0 <= rows[-1]["rate"]["low"] < rows[-1]["rate"]["high"] <= 100


def test_compare_puts_clauses_side_by_side(within: Run, lake: Path) -> None:
    files = [str(EXAMPLES / f"{name}.yaml") for name in ("istanbul-2022", "istanbul-2022-counter")]
    told = shown(within("agreement", "compare", *files, "lake.yaml"))
    assert "istanbul-2022 5.assistance: each guarantor for itself" in told
    assert "istanbul-2022-counter 5.assistance: all of them: United Kingdom, China, Russia" in told
    assert "lake 3: Norland" in told and "lake 3: harbourg; not old mill" in told
    assert len(json.loads(within("agreement", "compare", *files, "--json").stdout)["guarantees"]) == 2


# -- claims of reports -------------------------------------------------------------------------------------------------------

REPORT = """Troops will stay, Moscow says

MOSCOW, 5 March 2024 (Eastern Lines) — Russian Foreign Minister Sergei Lavrov said on Tuesday that Russia rejected any withdrawal of
its troops from the river crossing. American envoy Steve Witkoff said that Ukraine had agreed to a ceasefire.
"""
TALKS = """accords: agreement/1
id: talks
title: What is asked of the talks
signed: 2024-03-01
parties:
  russia: {name: Russia}
  ukraine: {name: Ukraine}
articles:
  - article: 1
    stipulations:
      - {name: no, kind: prohibition, who: russia, owed: severally, does not: {act: reject}, until: 2024-12-31}
      - {name: yes, kind: obligation, who: ukraine, owed: severally, does: {act: agree}, by: 2024-12-31}
"""


def test_claims_of_a_dossier_and_of_a_ledger_are_items_and_a_ruling_settles_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    (tmp_path / "talks.yaml").write_text(TALKS, "utf-8")
    (tmp_path / "dossier.json").write_bytes(run("read", "report.txt", "--published", "2024-03-05", "--json").stdout)
    run("ledger", "init", "--ledger", "talks.ledger")
    assert run("add", "report.txt", "--published", "2024-03-05", "--ledger", "talks.ledger").returncode == 0

    def states(*record: str, **environment: str) -> dict[str, list[str]]:
        done = run("agreement", "status", "talks.yaml", "--as-of", "2024-06-01", "--json", *record, **environment)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        return {norm["norm"]: norm["possible"] for one in found["stipulations"] for norm in one["norms"]}

    # What a party says itself is so; what the other side says of it may be so.
    expected = {"1.no": ["breached"], "1.yes": ["active", "fulfilled"]}
    assert states("--in", "dossier.json") == expected
    assert states("--ledger", "talks.ledger") == expected
    assert states("--ledger", "talks.ledger", "--in", "dossier.json") == expected
    # A ledger of the environment is asked where nothing else is named.
    assert states(ACCORDS_LEDGER="talks.ledger") == expected
    (tmp_path / "none.csv").write_text("date,act,party\n", "utf-8")
    assert states("--events", "none.csv", ACCORDS_LEDGER="talks.ledger") == {"1.no": ["active"], "1.yes": ["active"]}
    claims = json.loads((tmp_path / "dossier.json").read_bytes())["claims"]
    told = next(claim["id"] for claim in claims if claim["party"] == "ukraine" and claim["act"] == "agree")
    assert run("judge", "right", told, "--by", "Ana Ruiz", "--ledger", "talks.ledger").returncode == 0
    assert states("--ledger", "talks.ledger")["1.yes"] == ["fulfilled"]
    run("judge", "misread", told, "--by", "Ana Ruiz", "--ledger", "talks.ledger")
    assert states("--ledger", "talks.ledger")["1.yes"] == ["active"]

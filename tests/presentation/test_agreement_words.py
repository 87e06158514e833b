"""What agreements say and become, in words: who stands in whose place, clocks that stood still, limits that were reached."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import accords
from accords.agreement import worlds
from accords.presentation import terminal_agreement, terminal_status
from accords.presentation.agreement_record import Watched, watched
from accords.presentation.screen import Screen
from accords.vocabulary import Misuse

TEXT = """accords: agreement/1
id: fuel
title: "Fuel for\\ttowns"
signed: 2029-03-01
parties:
  norland: {name: Norland}
  vestria: {name: Vestria}
  kasmere: {name: Kasmere}
  council: {name: Council}
articles:
  - article: 1
    stipulations:
      - {name: fuel, kind: obligation, who: norland, owed: severally, to: vestria, does: {event: delivered}, by: 10 days after signing}
      - {name: ferry, kind: obligation, who: [norland, kasmere], owed: jointly, does: {event: ferry made ready}, by: 2029-04-01 12:00}
      - {name: road, kind: obligation, who: [norland, kasmere], owed: jointly and severally, does: {event: road cleared, times: 3}, by: 2029-04-01}
      - {name: stop, kind: power, who: vestria, may: [suspend, resume], over: 1.fuel, again: yes}
      - {name: pay, kind: obligation, who: vestria, to: norland, owed: severally, does: {event: paid}, by: 3 days after trigger,
         when: {all: [1.fuel is done, {after: 2029-03-20}]}, unless: {act: attack}}
  - article: 2
    stipulations:
      - kind: guarantee
        guarantors: kasmere
        beneficiary: vestria
        trigger: {act: attack, toward: vestria}
        determined by: {who: [norland, vestria, council], rule: two thirds, veto: council, within: 3 days}
        duty: {act: aid}
"""


def made(folder: Path, rows: str) -> Watched:
    (folder / "fuel.yaml").write_text(TEXT, "utf-8")
    (folder / "rows.csv").write_text(f"date,act,event,party,toward,about,to,status,id\n{rows}", "utf-8")
    return accords.watch(folder / "fuel.yaml", events=folder / "rows.csv")


def page(found: Watched, day: date) -> str:
    lines = terminal_status.status(found.status(day), found.items(day), found.without_effect(day), Screen(400))
    return re.sub(r"\s+", " ", "\n".join(lines))


def why(found: Watched, norm: str, day: date) -> str:
    return re.sub(r"\s+", " ", "\n".join(terminal_agreement.why(found.why(norm, day), found.status(day), Screen(400))))


def why_not(found: Watched, norm: str, day: date) -> str:
    lines = terminal_agreement.why_not_lines(found.why_not(norm, as_of=day), None, found.status(day), Screen(400))
    return re.sub(r"\s+", " ", "\n".join(lines))


def test_who_stands_in_whose_place_is_told(tmp_path: Path) -> None:
    rows = "2029-03-02,substitute,handed on,vestria,,1.fuel,kasmere,confirmed,a\n"
    told = page(made(tmp_path, rows), date(2029, 3, 3))
    assert "Kasmere (in the place of Norland) owes Vestria: delivered" in told


def test_a_helper_performs_beside_the_debtor(tmp_path: Path) -> None:
    rows = "2029-03-02,subcontract,handed on,norland,,1.fuel,kasmere,confirmed,a\n"
    assert "Norland owes Vestria: delivered (also done by Kasmere)" in page(made(tmp_path, rows), date(2029, 3, 3))


def test_the_ways_of_owing_are_told_apart(tmp_path: Path) -> None:
    told = page(made(tmp_path, ""), date(2029, 3, 3))
    assert "Norland and Kasmere each must: ferry made ready; before 12:00 on 1 April 2029." in told
    assert "Norland or Kasmere must: road cleared, 3 times; by the end of 1 April 2029." in told
    assert "Vestria may: resume or suspend 1.fuel." in told


def test_a_rule_of_determining_names_its_voters_its_time_and_its_veto(tmp_path: Path) -> None:
    told = page(made(tmp_path, ""), date(2029, 3, 3))
    assert (
        "whether the guarantee is triggered is for two thirds of Norland, Vestria and Council to say, within 3 days; a no of Council ends it"
        in told
    )


def test_a_clock_that_stood_still_is_told_in_the_reckoning(tmp_path: Path) -> None:
    rows = "2029-03-05,suspend,halt,vestria,,1.fuel,,confirmed,a\n2029-03-25,resume,halt lifted,vestria,,1.fuel,,confirmed,b\n"
    told = why(made(tmp_path, rows), "1.fuel", date(2029, 5, 1))
    assert "5 March 2029: suspended: halt (upon 1.fuel) by Vestria" in told
    assert "its clock having stood still in between" in told
    assert "1 April 2029 00:00: breached" in told


def test_what_is_unmet_is_told_part_by_part(tmp_path: Path) -> None:
    told = why_not(made(tmp_path, ""), "1.pay", date(2029, 3, 3))
    assert "unmet first: 1.fuel to be done: active now" in told
    assert "on 21 March 2029: not yet" in told or "on 20 March 2029: not yet" in told
    assert "road cleared, 3 times" in why_not(
        made(tmp_path, "2029-03-02,,road cleared,norland,,,,confirmed,a\n"), "1.road", date(2029, 3, 3)
    )
    assert "1 done so far" in why_not(
        made(tmp_path, "2029-03-02,,road cleared,norland,,,,confirmed,a\n"), "1.road", date(2029, 3, 3)
    )


def test_where_there_are_too_many_worlds_no_state_is_certain_and_the_limit_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worlds, "WORLDS", 2)
    rows = "".join(f"2029-03-0{n},,road cleared,norland,,,,reported,r{n}\n" for n in range(2, 7))
    found = made(tmp_path, rows)
    told = page(found, date(2029, 3, 20))
    assert "? 1.road: not settled (more than 2 worlds of one norm)" in told
    assert "Not settled from" in why(found, "1.road", date(2029, 3, 20))
    standing = {row.norm.id: row.standing for one in found.status(date(2029, 3, 20)).stipulations for row in one.norms}
    assert standing["1.road"].certain is None and standing["1.road"].possible == ()


def test_controls_of_a_terminal_in_the_file_and_the_record_are_written_out(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("date,event,party,status\n2029-03-02,\x1b[31mpaid,vestria,reported\n", "utf-8")
    (tmp_path / "fuel.yaml").write_text(TEXT.replace("event: delivered", 'event: "\\e[31mpaid"'), "utf-8")
    found = accords.watch(tmp_path / "fuel.yaml", events=tmp_path / "rows.csv")
    assert "\x1b" not in page(found, date(2029, 3, 3)) + why(found, "1.fuel", date(2029, 3, 3))


def test_a_file_of_which_nothing_can_be_used_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "none.yaml").write_text("accords: agreement/1\n", "utf-8")
    with pytest.raises(Misuse, match=r"none.yaml:1: found no `id` .*and \d more faults"):
        accords.watch(tmp_path / "none.yaml")


def test_an_agreement_that_is_in_hand_is_watched_without_a_file(tmp_path: Path) -> None:
    found = made(tmp_path, "2029-03-02,,delivered,norland,,,,confirmed,a\n")
    again = watched(found.agreement, events=tmp_path / "rows.csv")
    assert again.status(date(2029, 3, 3)).standing == found.status(date(2029, 3, 3)).standing
    assert [item.id for item in again.items(date(2029, 3, 1))] == []


def test_a_term_runs_until_its_end_and_a_duty_is_to_be_done_by_it(tmp_path: Path) -> None:
    ban = '{name: ban, kind: prohibition, who: norland, does not: {act: attack}, until: "2029-04-01 12:00"}'
    (tmp_path / "ban.yaml").write_text(
        TEXT.replace("      - {name: fuel", f"      - {ban}\n      - {{name: fuel"), "utf-8"
    )
    found = accords.watch(tmp_path / "ban.yaml")
    assert "1.ban: active since 1 March 2029, until 12:00 on 1 April 2029." in page(found, date(2029, 3, 3))
    assert "it runs until 12:00 on 1 April 2029" in why(found, "1.ban", date(2029, 3, 3))
    assert "its term is over (until 12:00 on 1 April 2029), and it was kept" in why(found, "1.ban", date(2029, 5, 3))
    assert "unmet: the end of its term, until 12:00 on 1 April 2029" not in why_not(found, "1.ban", date(2029, 3, 3))
    assert "unmet: the end of its term, 12:00 on 1 April 2029" in why_not(found, "1.ban", date(2029, 3, 3))

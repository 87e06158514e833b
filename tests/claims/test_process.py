"""Who sits at which table: shipped processes, users' files with all their faults, and what names mean at a table."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.claims import process as process_module
from accords.claims.listed import key
from accords.claims.process import (
    SHIPPED,
    Process,
    ProcessIssue,
    load_process,
    read_process_file,
    shipped_json,
    shipped_processes,
)
from accords.claims.process_form import KEYS
from accords.claims.process_template import template
from accords.claims.roster import FileRoster, load_roster, shipped
from accords.vocabulary import Misuse, slug
from accords.vocabulary.issue import ISSUES

ROOT = Path(__file__).parents[2]
PROCESSES = {name: load_process(name) for name in shipped_processes()}

GOOD = """\
name: sarrow-2024
title: Talks on the Sarrow valley
aliases: [sarrow]
from: 2024-03
to: 2025-01-20
principals: [Norlund, FSM]
mediators: [Norway]
participants: [EU]
observers: [International Crisis Group]
actors:
- {name: Republic of Norlund, kind: state, aliases: [Norlund], adjective: Norlunder, seats: [Amber House]}
- {name: Free Sarrow Movement, kind: armed group, aliases: [FSM], plurals: [rebels]}
- name: Ingrid Solvane
  kind: person
  sex: f
  party: Norlund
  roles:
  - {role: Foreign Minister, from: 2023-02, to: 2024-05-13}
  - {role: President, from: 2024-05-14}
- {name: Liv Aasen, kind: person, sex: f, party: Norway, roles: [{role: Special Envoy}]}
not_actors: [Norlund Times]
issues:
- {name: territory, words: [Sarrow valley]}
- {name: Water, pax: "Land, property and environment", words: [river water, Tessa dam]}
terms:
  the two delegations: [Norlund, FSM]
"""


@pytest.fixture(scope="module")
def base() -> FileRoster:
    return load_roster()


def write(folder: Path, text: str) -> Path:
    path = folder / "talks.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def names(listed: tuple[object, ...]) -> list[str]:
    return [str(getattr(one, "name", one)) for one in listed]


# A user's file


def test_a_file_becomes_a_process_with_parties_by_their_full_names(tmp_path: Path) -> None:
    process, faults = read_process_file(write(tmp_path, GOOD))
    assert faults == [] and process is not None
    assert (process.name, process.title, process.aliases) == ("sarrow-2024", "Talks on the Sarrow valley", ("sarrow",))
    assert (process.dates.start, process.dates.end) == (date(2024, 3, 1), date(2025, 1, 20))
    assert process.principals == ("Republic of Norlund", "Free Sarrow Movement")
    assert process.mediators == ("Norway",)
    assert process.participants == ("European Union",)
    assert process.observers == ("International Crisis Group",)
    assert names(process.actors)[2:] == ["Ingrid Solvane", "Liv Aasen"]
    assert process.issues[1] == ProcessIssue("water", "Land, property and environment", ("river water", "Tessa dam"))
    assert process.issues[0].pax == next(issue.pax for issue in ISSUES if issue.name == "territory")
    assert process.meant_by("The two delegations") == process.principals
    assert process.meant_by("the two sides") == ()


@pytest.mark.parametrize(
    ("party", "at_table", "principal", "mediator"),
    [
        ("Free Sarrow Movement", True, True, False),
        ("free-sarrow-movement", True, True, False),
        ("Norway", True, False, True),
        ("European Union", True, False, False),
        ("International Crisis Group", False, False, False),
        ("Sweden", False, False, False),
        ("", False, False, False),
    ],
)
def test_who_is_at_the_table_is_asked_by_name_or_id(
    tmp_path: Path, party: str, at_table: bool, principal: bool, mediator: bool
) -> None:
    process = load_process(write(tmp_path, GOOD))
    assert process.at_table(party) is at_table
    assert process.is_principal(party) is principal
    assert process.is_mediator(party) is mediator


def test_a_process_cannot_be_changed(tmp_path: Path) -> None:
    process = load_process(write(tmp_path, GOOD))
    with pytest.raises(FrozenInstanceError):
        process.name = "other"  # type: ignore[misc]


def test_what_is_left_out_is_unknown(tmp_path: Path) -> None:
    process = load_process(write(tmp_path, "name: two\nprincipals: [Russia, Ukraine]\n"))
    assert (process.title, process.dates.start, process.dates.end) == ("two", None, None)
    assert (process.mediators, process.actors, process.issues, process.terms) == ((), (), (), ())
    assert process.table == ("Russia", "Ukraine")


def test_its_names_add_to_the_roster_and_win_over_it(tmp_path: Path, base: FileRoster) -> None:
    text = """\
name: georgia
principals: [State of Georgia, Russia]
actors:
- {name: State of Georgia, kind: organization, aliases: [Georgia]}
- {name: Russia, kind: state, aliases: [the northern neighbour]}
- {name: Ann Lavrov, kind: person, sex: f, party: State of Georgia}
"""
    process = load_process(write(tmp_path, text))
    roster = process.roster(base)
    assert names(roster.named("Georgia")) == ["State of Georgia"]
    (russia,) = roster.named("northern neighbour")
    assert "Moscow" in russia.capitals and russia.iso3 == "RUS"  # what is shipped stays
    assert names(roster.by_last_name("Lavrov")) == ["Ann Lavrov"]
    assert names(roster.named("France")) == ["France"]
    assert names(base.named("Georgia")) == ["Georgia"]  # the base is as it was


def test_a_users_roster_may_name_its_parties_and_wins_over_it(tmp_path: Path, base: FileRoster) -> None:
    process = load_process(write(tmp_path, GOOD))
    more = tmp_path / "names.yaml"
    more.write_text(
        "actors:\n- {name: Ola Brenn, kind: person, party: FSM}\n- {name: Rebels, kind: organization, plurals: [rebels]}\n",
        encoding="utf-8",
    )
    roster = load_roster(more, base=process.roster(base))
    assert roster.named("Ola Brenn")[0].party == "Free Sarrow Movement"
    assert names(roster.demonym("rebels")) == ["Rebels"]
    assert names(process.roster(base).demonym("rebels")) == ["Free Sarrow Movement"]


def test_longer_names_that_mean_something_else_are_passed_over(tmp_path: Path, base: FileRoster) -> None:
    found = load_process(write(tmp_path, GOOD)).roster(base).find("The Norlund Times asked Norlund.")
    assert [form.span.words("The Norlund Times asked Norlund.") for form in found] == ["Norlund"]


# Faults

HEAD = "name: x\nprincipals: [Russia, Ukraine]\n"


@pytest.mark.parametrize(
    ("text", "line", "found", "accepted"),
    [
        ("", 1, "nothing", "one mapping with `name` and `principals`"),
        ("- a\n", 1, "a list", "a mapping with `name` and `principals`"),
        ("principals: [Russia, Ukraine]\n", 1, "no `name`", "a short name"),
        ("name: Big Talks\nprincipals: [Russia, Ukraine]\n", 1, "the name `Big Talks`", "small letters, digits"),
        ("name: x\n", 1, "no party in `principals`", "two at the least"),
        ("name: x\nprincipals: [Russia]\n", 2, "1 party in `principals`", "two at the least"),
        ("name: x\nprincipals: {a: b}\n", 2, "`principals` as a mapping", "a list"),
        (HEAD + "mediator: [Norway]\n", 3, "the unknown key `mediator`", "`mediators`"),
        (HEAD + "capital: Oslo\n", 3, "the unknown key `capital`", "`mediators`"),
        (HEAD + "name: y\n", 3, "`name` a second time", "each key once"),
        (HEAD + "title: [a]\n", 3, "`title` as a list", "one line of text"),
        (HEAD + "from: last May\n", 3, "the date `last May` in `from`", "a year (2024), a month"),
        (HEAD + "from: 2024-02\nto: 2023\n", 3, "talks from 2024-02 to 2023", "on or before"),
        (HEAD + "mediators: [Atlantis]\n", 3, "`Atlantis` in `mediators`, which is nobody's name", "of a state"),
        (HEAD + "mediators: [Congo]\n", 3, "which may be Democratic Republic of the Congo or", "of a state"),
        (HEAD + "mediators: [Sergei Lavrov]\n", 3, "`Sergei Lavrov` in `mediators`, which is a person", "of a state"),
        (HEAD + "mediators:\n- Norway\n- Russia\n", 5, "`Russia` in `mediators`, which stands in `principals`", "once"),
        (HEAD + "observers: [US, USA]\n", 3, "`USA` in `observers`, which stands in `observers`", "each party once"),
        (HEAD + "observers: [UNHCR]\n", 3, "which speaks for United Nations", "a party of its own"),
        (HEAD + "actors: x\n", 3, "`actors` as the text `x`", "a list of actors"),
        (HEAD + "actors:\n- name: A\n", 4, "no `kind` of A", "person, state"),
        (HEAD + "actors:\n- {name: A, kind: person, party: B}\n", 4, "the party `B` of A", "of a state"),
        (HEAD + "issues: [territory]\n", 3, "the text `territory` in `issues`", "a mapping with `name` and `words`"),
        (HEAD + "issues:\n- words: [a]\n", 4, "an issue without a name", "a `name`"),
        (HEAD + "issues:\n- {name: territory}\n", 4, "no `words` of the issue `territory`", "words that speak of it"),
        (HEAD + "issues:\n- {name: water, words: [a]}\n", 4, "no `pax` of the issue `water`", "the PA-X category"),
        (HEAD + "issues:\n- {name: talks, pax: Talk, words: [a]}\n", 4, "`Talk` as `pax` of talks", "Negotiation"),
        (HEAD + "issues:\n- {name: talks, word: a}\n", 4, "the unknown key `word` in an issue", "`words`"),
        (
            HEAD + "issues:\n- {name: talks, words: [a]}\n- {name: nuclear, words: [A]}\n",
            5,
            "the word `A` of the issue `nuclear`, which stands under `talks` too",
            "each word under one issue",
        ),
        (
            HEAD + "issues:\n- {name: talks, words: [a]}\n- {name: Talks, words: [b]}\n",
            5,
            "the issue `talks` a second time",
            "each issue once",
        ),
        (HEAD + "terms: [a]\n", 3, "`terms` as a list", "a mapping of words to parties"),
        (HEAD + "terms:\n  the two: [Russia]\n", 4, "1 party for the term `the two`", "two at the least"),
        (HEAD + "terms:\n  the two: [Russia, X]\n", 4, "`X` in the term `the two`, which is nobody's", "of a state"),
        (HEAD + "title: &a x\n", 3, "the anchor `&a`", "values written out"),
        (HEAD + "title: a: b\n", 3, "what is no YAML", "one mapping with `name`"),
    ],
)
def test_a_fault_names_the_line_what_was_found_and_what_is_accepted(
    tmp_path: Path, text: str, line: int, found: str, accepted: str
) -> None:
    path = write(tmp_path, text)
    process, faults = read_process_file(path)
    assert process is None
    fault = faults[0]
    assert fault.place == f"{path}:{line}"
    assert found in fault.found
    assert accepted in fault.accepted
    assert fault.remedy.endswith((".", "?"))
    with pytest.raises(Misuse, match=r"talks\.yaml"):
        load_process(path)


def test_all_faults_are_listed_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = "title: t\nfrom: x\nprincipals: [A]\nactors:\n- {name: B, kind: country}\nissues:\n- {name: z}\nwhat: 1\n"
    path = write(tmp_path, text)
    _, faults = read_process_file(path)
    assert [int(fault.place.rpartition(":")[2]) for fault in faults] == [1, 2, 3, 3, 5, 7, 7, 8]
    with pytest.raises(Misuse) as raised:
        load_process(path)
    assert "7 more in the same file" in str(raised.value) and "`what`" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("name: Big Talks!\nprincipals: [Russia, Ukraine]\n", "Write `name: big-talks`"),
        (HEAD + "principal: [Russia]\n", "Did you mean `principals`?"),
        (HEAD + "issues:\n- {name: territories, words: [a]}\n", "Did you mean the issue `territory`?"),
        (HEAD + "observers: [UNHCR]\n", "Name United Nations instead, or list UNHCR under `actors`"),
    ],
)
def test_a_remedy_names_what_was_meant(tmp_path: Path, text: str, remedy: str) -> None:
    assert remedy in read_process_file(write(tmp_path, text))[1][0].remedy


def test_a_body_that_is_a_party_of_its_own_here_may_be_listed_so(tmp_path: Path) -> None:
    text = HEAD + "observers: [UNHCR]\nactors:\n- {name: UNHCR, kind: organization, party: UNHCR}\n"
    process, faults = read_process_file(write(tmp_path, text))
    assert faults == [] and process is not None and process.observers == ("UNHCR",)


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no such file" in read_process_file(tmp_path / "none.yaml")[1][0].found
    assert "directory" in read_process_file(tmp_path)[1][0].found
    (tmp_path / "bytes.yaml").write_bytes(b"name: \xff\n")
    assert "not UTF-8" in read_process_file(tmp_path / "bytes.yaml")[1][0].found
    monkeypatch.setattr(process_module, "MAX_BYTES", 10)
    assert "at most 10 bytes" in read_process_file(write(tmp_path, GOOD))[1][0].accepted


@given(st.text(max_size=200) | st.text("nameprincipals:[],-{} \n", max_size=200))
def test_any_text_is_a_process_or_has_faults(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")
    process, faults = read_process_file(path)
    assert (process is None) is bool(faults)


# Finding one


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("cyprus", "cyprus"),
        ("Cyprus", "cyprus"),
        ("ukraine-2025", "ukraine-2025"),
        ("Ukraine", "ukraine-2025"),
        ("Good Friday Agreement", "northern-ireland-1998"),
        ("Dayton", "bosnia-1995"),
        ("Talks on Afghanistan in Doha, 2018 to 2021", "afghanistan-2018"),
    ],
)
def test_a_shipped_process_is_found_by_name_title_or_alias(asked: str, expected: str) -> None:
    assert load_process(asked).name == expected


def test_a_file_is_found_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, GOOD).rename(tmp_path / "sarrow")
    monkeypatch.chdir(tmp_path)
    assert load_process("sarrow").name == load_process(Path("sarrow")).name == load_process("./sarrow").name
    assert load_process("sarrow").name == "sarrow-2024"


def test_a_shipped_name_goes_before_a_file_called_so_and_a_path_reaches_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, GOOD).rename(tmp_path / "cyprus")
    monkeypatch.chdir(tmp_path)
    assert load_process("cyprus").name == "cyprus"
    assert load_process("./cyprus").name == load_process(Path("cyprus")).name == "sarrow-2024"


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("kosova-serbia", "Did you mean `kosovo-serbia`?"),
        ("cipru", "Did you mean `cyprus`?"),
        ("farc talks", "Did you mean"),
        ("zzzzzz", "See `accords process list`."),
        ("", "See `accords process list`."),
        ("x" * 5000, "See `accords process list`."),
        ("a\0b", "See `accords process list`."),
    ],
)
def test_an_unknown_name_is_misuse_with_the_nearest_ones(asked: str, near: str) -> None:
    with pytest.raises(Misuse) as raised:
        load_process(asked)
    fault = raised.value.fault
    assert "no process known by that name" in fault.found and near in fault.remedy
    assert "ukraine-2025" in fault.accepted and "the path of a process file" in fault.accepted


@pytest.mark.parametrize("asked", ["none.yaml", "./cyprus-x", Path("cyprus-x")])
def test_a_path_to_nothing_is_misuse(asked: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Misuse, match="no such file"):
        load_process(asked)


# Those that are shipped


def test_the_shipped_processes_are_listed() -> None:
    assert set(shipped_processes()) == {path.stem for path in SHIPPED.glob("*.yaml")}
    assert len(shipped_processes()) >= 13 and list(shipped_processes()) == sorted(shipped_processes())


def test_the_json_is_made_of_the_yaml_files() -> None:
    """After a change of a file: python -c 'from accords.claims.process import write_shipped; write_shipped()'"""
    assert (SHIPPED / "processes.json").read_text("utf-8") == shipped_json()


def test_a_process_loaded_from_json_is_the_one_of_its_file() -> None:
    for name, process in PROCESSES.items():
        assert read_process_file(SHIPPED / f"{name}.yaml") == (process, [])


def test_no_name_or_alias_finds_two_processes() -> None:
    forms = [slug(form) for p in PROCESSES.values() for form in {slug(f) for f in (p.name, p.title, *p.aliases)}]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
def test_a_shipped_process_is_complete(process: Process, base: FileRoster) -> None:
    roster = process.roster(base)
    people = [actor for actor in process.actors if actor.is_person]
    assert len(process.principals) >= 2 and process.mediators and process.dates.start
    assert len(people) >= 15
    assert all(person.sex and person.party for person in people)
    for party in (*process.table, *process.observers):
        listed = roster.get(slug(party))
        assert listed is not None and listed.party == party
    speak_for = {person.party for person in people}
    assert set(process.principals[:2]) <= speak_for | {"P5+1", "Bosniaks"}
    assert {issue.name for issue in process.issues} <= {issue.name for issue in ISSUES}


@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
def test_no_form_of_a_shipped_process_names_two_of_its_actors(process: Process) -> None:
    bearers: dict[str, set[str]] = {}
    for actor in process.actors:
        forms = (actor.name, *actor.aliases, *actor.adjectives, *actor.plurals, *actor.capitals, *actor.seats)
        for form in forms:
            bearers.setdefault(key(form), set()).add(actor.name)
    # Either Korea is meant by "Korea": both are listed with what is shipped of them.
    assert {form: who for form, who in bearers.items() if len(who) > 1} == {}


@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
def test_no_shipped_process_doubles_somebody_of_the_roster_under_another_name(
    process: Process, base: FileRoster
) -> None:
    doubled = {
        (actor.name, form, other.name)
        for actor in process.actors
        if actor.is_person
        for form in (actor.name, *actor.aliases)
        for other in base.named(form)
        if other.id != actor.id
    }
    assert doubled == set()


@pytest.mark.parametrize(
    ("process", "form", "party"),
    [
        ("ukraine-2025", "Kremlin", "Russia"),
        ("northern-ireland-1998", "Northern Ireland Office", "United Kingdom"),
        ("northern-ireland-1998", "Iveagh House", "Ireland"),
        ("kosovo-serbia", "Pristina", "Kosovo"),
        ("mindanao-2012", "Malacanang", "Philippines"),
        ("mindanao-2012", "the Palace", "Philippines"),
        ("libya-2019", "Tripoli", "Government of National Accord"),
        ("bosnia-1995", "Pale", "Bosnian Serbs"),
        ("afghanistan-2018", "Kabul", "Afghanistan"),
        ("korea-2018", "Blue House", "South Korea"),
    ],
)
def test_capitals_and_seats_stand_for_whom_they_stand_for_at_that_table(
    process: str, form: str, party: str, base: FileRoster
) -> None:
    assert names(PROCESSES[process].roster(base).metonym(form)) == [party]


@pytest.mark.parametrize(
    ("process", "form", "party"),
    [
        ("aceh-2005", "GAM", "Free Aceh Movement"),
        ("northern-ireland-1998", "Sinn Fein", "Sinn Féin"),
        ("northern-ireland-1998", "the Irish government", "Ireland"),
        ("mindanao-2012", "MILF", "Moro Islamic Liberation Front"),
        ("mindanao-2012", "MNLF", "Moro National Liberation Front"),
        ("south-sudan-2015", "SPLM/A-IO", "SPLM-IO"),
        ("south-sudan-2015", "SSOA", "South Sudan Opposition Alliance"),
        ("libya-2019", "LNA", "Libyan National Army"),
        ("libya-2019", "GNA", "Government of National Accord"),
        ("iran-2013", "world powers", "P5+1"),
        ("cyprus", "Greek Cypriot side", "Greek Cypriots"),
        ("kosovo-serbia", "Serb List", "Kosovo Serbs"),
        ("colombia-farc", "Farc", "FARC"),
        ("korea-2018", "DPRK", "North Korea"),
    ],
)
def test_groups_are_known_by_the_names_that_reports_use(process: str, form: str, party: str, base: FileRoster) -> None:
    assert names(PROCESSES[process].roster(base).named(form)) == [party]


def test_both_koreas_stay_meant_by_korea(base: FileRoster) -> None:
    assert set(names(PROCESSES["korea-2018"].roster(base).named("Korea"))) == {"North Korea", "South Korea"}


@pytest.mark.parametrize(
    ("process", "role", "party", "day", "holder"),
    [
        ("northern-ireland-1998", "Northern Ireland Secretary", "United Kingdom", date(1998, 4, 10), "Mo Mowlam"),
        ("colombia-farc", "foreign minister", "Colombia", date(2014, 5, 1), "María Ángela Holguín"),
        ("south-sudan-2015", "chief negotiator", "SPLM-IO", date(2015, 3, 1), "Taban Deng Gai"),
        ("cyprus", "leader", "Turkish Cypriots", date(2017, 1, 12), "Mustafa Akıncı"),
        ("cyprus", "president", "Cyprus", date(2017, 1, 12), "Nicos Anastasiades"),
        ("iran-2013", "foreign minister", "Germany", date(2015, 4, 2), "Frank-Walter Steinmeier"),
    ],
)
def test_roles_are_held_at_their_time(
    process: str, role: str, party: str, day: date, holder: str, base: FileRoster
) -> None:
    assert names(PROCESSES[process].roster(base).holders(role, party, day)) == [holder]


@pytest.mark.parametrize(
    ("process", "party", "at_table", "mediator"),
    [
        ("ukraine-2025", "United States", True, True),
        ("ukraine-2025", "Coalition of the Willing", True, False),
        ("ukraine-2025", "China", False, False),
        ("cyprus", "Turkey", True, False),
        ("cyprus", "United Nations", True, True),
        ("iran-2013", "Israel", False, False),
        ("colombia-farc", "ELN", False, False),
        ("kosovo-serbia", "Kosovo Serbs", True, False),
    ],
)
def test_the_table_is_set_as_it_was(process: str, party: str, at_table: bool, mediator: bool) -> None:
    assert PROCESSES[process].at_table(party) is at_table
    assert PROCESSES[process].is_mediator(party) is mediator


def test_a_shipped_process_is_loaded_once_and_from_the_form_that_loads_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """From JSON, and no YAML is read: that would take a hundred times longer. Of the others only the names are looked at."""
    shipped()
    caches = (process_module._shipped, process_module._shipped_names, process_module._shipped_process)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(process_module, "read_nodes", None)
    assert load_process("ukraine-2025").name == "ukraine-2025"
    assert process_module._shipped_process.cache_info().currsize == 1
    monkeypatch.setattr(process_module, "json", None)
    assert load_process("ukraine-2025") is load_process("ukraine-2025")


# The template and the docs


@pytest.mark.parametrize("name", ["sarrow", "My Talks: 2024", 'the "other" talks', "Tâlks\n#1", "a\\b", "- x"])
def test_the_template_is_a_file_without_faults_under_any_name(tmp_path: Path, name: str) -> None:
    process, faults = read_process_file(write(tmp_path, template(name)))
    assert faults == [] and process is not None
    assert process.title == " ".join(name.split())
    assert process.at_table("Norlund") and process.is_mediator("Norway")


@pytest.mark.parametrize("name", ["", "…", "  "])
def test_a_name_of_nothing_makes_no_template(name: str) -> None:
    with pytest.raises(Misuse, match="a name with letters or digits"):
        template(name)


def test_the_template_and_the_reference_show_every_key() -> None:
    page = (ROOT / "docs/reference/process.md").read_text("utf-8")
    for word in KEYS:
        assert f"\n{word}:" in template("x") and f"`{word}`" in page


@pytest.mark.parametrize("page", ["reference/process.md", "how-to/add-a-process.md"])
def test_the_examples_of_the_docs_are_files_without_faults(page: str, tmp_path: Path) -> None:
    examples = (ROOT / "docs" / page).read_text("utf-8").split("```yaml\n")[1:]
    assert examples
    for example in examples:
        process, faults = read_process_file(write(tmp_path, example.split("```")[0]))
        assert faults == [] and process is not None

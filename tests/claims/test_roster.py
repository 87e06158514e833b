"""Whom names mean: the shipped list, its forms, who held a role on a day, and users' files with all their faults."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.claims import roster as roster_module
from accords.claims.listed import Listed, flat, key, last_names, role_words
from accords.claims.roster import (
    DATA,
    FileRoster,
    FormKind,
    Roster,
    load_roster,
    read_roster_file,
    shipped,
    shipped_json,
)
from accords.vocabulary import ActorKind, Misuse
from tests.growth import growth


@pytest.fixture(scope="module")
def roster() -> FileRoster:
    return load_roster()


def names(listed: tuple[object, ...]) -> list[str]:
    return [str(getattr(one, "name", one)) for one in listed]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("United States", ["United States"]),
        ("US", ["United States"]),
        ("U.S.", ["United States"]),
        ("the U.S.", ["United States"]),
        ("us", []),
        ("Us", []),
        ("WHO", ["World Health Organization"]),
        ("Who", []),
        ("Nato", ["NATO"]),
        ("the UK", ["United Kingdom"]),
        ("Türkiye", ["Turkey"]),
        ("Turkiye", ["Turkey"]),
        ("Cote d’Ivoire", ["Côte d'Ivoire"]),
        ("Timor Leste", ["East Timor"]),
        ("E3", ["E3"]),
        ("P5+1", ["P5+1"]),
        ("Ansar Allah", ["Houthis"]),
        ("Tamil Tigers", ["Liberation Tigers of Tamil Eelam"]),
        ("GAM", ["Free Aceh Movement"]),
        ("Sinn Fein", ["Sinn Féin"]),
        ("Volodymyr Zelensky", ["Volodymyr Zelenskyy"]),
        ("Recep Tayyip Erdogan", ["Recep Tayyip Erdoğan"]),
        ("MBS", ["Mohammed bin Salman"]),
        ("Witkoff", []),
        ("Atlantis", []),
        ("", []),
    ],
)
def test_a_name_or_alias_names_its_actor(roster: FileRoster, form: str, expected: list[str]) -> None:
    assert names(roster.named(form)) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Korea", {"North Korea", "South Korea"}),
        ("Congo", {"Republic of the Congo", "Democratic Republic of the Congo"}),
        ("National Liberation Army", {"ELN", "National Liberation Army (Macedonia)"}),
        ("Georgia", {"Georgia"}),
        ("Guinea", {"Guinea"}),
        ("Jordan", {"Jordan"}),
        ("Chad", {"Chad"}),
    ],
)
def test_a_form_that_several_bear_names_all_of_them_and_no_other(
    roster: FileRoster, form: str, expected: set[str]
) -> None:
    assert set(names(roster.named(form))) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("von der Leyen", ["Ursula von der Leyen"]),
        ("Leyen", ["Ursula von der Leyen"]),
        ("al-Sisi", ["Abdel Fattah al-Sisi"]),
        ("Sisi", ["Abdel Fattah al-Sisi"]),
        ("el-Sisi", ["Abdel Fattah al-Sisi"]),
        ("Al Burhan", ["Abdel Fattah al-Burhan"]),
        ("Salman", ["King Salman"]),
        ("Xi", ["Xi Jinping"]),
        ("Jinping", []),
        ("Moon", ["Moon Jae-in"]),
        ("Zelenskiy", ["Volodymyr Zelenskyy"]),
        ("O’Neill", ["Michelle O'Neill"]),
        ("Dacic", ["Ivica Dačić"]),
        ("Galvez", ["Carlito Galvez Jr."]),
        ("Nobody", []),
    ],
)
def test_a_last_name_finds_its_persons(roster: FileRoster, last: str, expected: list[str]) -> None:
    assert names(roster.by_last_name(last)) == expected


def test_a_last_name_of_several_persons_finds_all_of_them(roster: FileRoster) -> None:
    assert {"Kim Jong Un", "Kim Yo Jong", "Kim Dae-jung"} <= set(names(roster.by_last_name("Kim")))
    assert set(names(roster.by_last_name("bin Salman"))) == {"Mohammed bin Salman", "Khalid bin Salman"}


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Ann Reed", ("Reed",)),
        ("Ann Reed Jr.", ("Reed",)),
        ("Piet van den Berg", ("van den Berg", "Berg")),
        ("Omar bin Tahir", ("bin Tahir",)),
        ("Nadia al-Karim", ("al-Karim", "Karim")),
        ("Madonna", ("Madonna",)),
    ],
)
def test_last_names_keep_or_drop_particles_as_reports_do(name: str, forms: tuple[str, ...]) -> None:
    assert last_names(name) == forms


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("the Kremlin", "Russia"),
        ("Moscow", "Russia"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("Washington", "United States"),
        ("the White House", "United States"),
        ("Downing Street", "United Kingdom"),
        ("Elysee", "France"),
        ("the Élysée Palace", "France"),
        ("Brussels", "European Union"),
        ("the European Commission", "European Union"),
        ("Ramallah", "Palestinian Authority"),
        ("the Vatican", "Holy See"),
    ],
)
def test_capitals_and_seats_stand_for_their_state_or_bloc(roster: FileRoster, form: str, expected: str) -> None:
    assert names(roster.metonym(form)) == [expected]


@pytest.mark.parametrize("place", ["Geneva", "The Hague", "New York", "Istanbul", "Oslo Accords", "Crimea"])
def test_venues_that_are_no_capitals_stand_for_nobody(roster: FileRoster, place: str) -> None:
    assert roster.metonym(place) == ()


def test_adjectives_and_peoples_name_their_state(roster: FileRoster) -> None:
    assert names(roster.adjective("Kosovan")) == names(roster.adjective("Kosovar")) == ["Kosovo"]
    assert names(roster.adjective("U.S.")) == ["United States"]
    assert roster.adjective("us") == ()
    assert names(roster.demonym("Russians")) == names(roster.demonym("the Russians")) == ["Russia"]
    assert names(roster.demonym("the French")) == ["France"]
    assert names(roster.demonym("the Chinese")) == ["China"]
    assert set(names(roster.adjective("Korean"))) == {"North Korea", "South Korea"}


@pytest.mark.parametrize(
    ("role", "party", "on", "expected"),
    [
        ("President", "Ukraine", date(2018, 5, 1), ["Petro Poroshenko"]),
        ("president", "ukraine", date(2025, 8, 17), ["Volodymyr Zelenskyy"]),
        ("foreign minister", "Russia", None, ["Sergei Lavrov"]),
        ("Secretary of State", "US", date(2023, 1, 1), ["Antony Blinken"]),
        ("the US secretary of state", "United States", date(2025, 8, 17), ["Marco Rubio"]),
        ("foreign secretary", "United Kingdom", date(2025, 8, 17), ["David Lammy"]),
        ("defense secretary", "United States", date(2022, 3, 1), ["Lloyd Austin"]),
        ("Taoiseach", "Ireland", date(1998, 4, 10), ["Bertie Ahern"]),
        ("vice president", "United States", date(2025, 8, 17), ["JD Vance"]),
        ("secretary-general", "UN", date(2005, 8, 15), ["Kofi Annan"]),
        ("chief negotiator", "GAM", date(2005, 8, 15), ["Malik Mahmud"]),
        ("spokeswoman", "White House", date(2025, 8, 17), []),
        ("Kremlin spokesman", "Russia", date(2025, 8, 17), ["Dmitry Peskov"]),
        ("envoy for Yemen", "United Nations", date(2019, 1, 1), ["Martin Griffiths"]),
        ("president", "Atlantis", None, []),
        ("former president", "Ukraine", None, []),
        ("", "Ukraine", None, []),
    ],
)
def test_who_held_a_role_on_a_day(
    roster: FileRoster, role: str, party: str, on: date | None, expected: list[str]
) -> None:
    assert names(roster.holders(role, party, on)) == expected


@pytest.mark.parametrize(
    ("role", "party", "on", "expected"),
    [
        ("leader", "Russia", date(2025, 8, 17), "Vladimir Putin"),
        ("leader", "Israel", date(2025, 8, 17), "Benjamin Netanyahu"),
        ("leader", "Germany", date(2025, 8, 17), "Friedrich Merz"),
        ("leader", "Iran", date(2015, 7, 14), "Ali Khamenei"),
        ("leader", "Turkish Cypriots", date(2016, 1, 1), "Mustafa Akıncı"),
        ("chief", "NATO", date(2025, 8, 17), "Mark Rutte"),
        ("chief", "UN", date(2005, 8, 17), "Kofi Annan"),
    ],
)
def test_the_leader_is_whoever_leads_there(roster: FileRoster, role: str, party: str, on: date, expected: str) -> None:
    assert names(roster.holders(role, party, on)) == [expected]


def test_a_deputy_is_not_the_minister(roster: FileRoster) -> None:
    assert "Sergei Ryabkov" not in names(roster.holders("foreign minister", "Russia", date(2020, 1, 1)))
    assert "Sergei Ryabkov" in names(roster.holders("deputy foreign minister", "Russia", date(2020, 1, 1)))


def test_several_envoys_are_several_answers(roster: FileRoster) -> None:
    assert {"Steve Witkoff", "Keith Kellogg"} <= set(names(roster.holders("envoy", "US", date(2025, 8, 17))))


def test_words_of_a_role_are_the_same_whichever_foreign_service_says_it() -> None:
    said = ["Secretary of State", "foreign secretary", "Minister of Foreign Affairs", "minister for foreign affairs"]
    assert {role_words(role) for role in said} == {frozenset({"foreign", "minister"})}
    assert role_words("spokeswoman") == role_words("press secretary")
    assert role_words("Vice President") != role_words("President")


def test_an_actor_has_the_party_role_and_codes_of_the_day(roster: FileRoster) -> None:
    (rutte,) = roster.named("Mark Rutte")
    then, now = roster.actor(rutte, date(2020, 1, 1)), roster.actor(rutte, date(2025, 8, 17))
    assert (then.party, then.role, then.codes) == (
        "netherlands",
        "Prime Minister",
        {"iso3": "NLD", "plover": "NLD"},
    )
    assert (now.party, now.role, now.codes) == ("nato", "Secretary General", {"plover": "IGO"})
    (russia,) = roster.named("Russia")
    assert roster.actor(russia).party == "russia"
    assert roster.actor(russia).kind is ActorKind.STATE
    (unicef,) = roster.named("UNICEF")
    assert roster.actor(unicef).party == "united-nations"


def found(roster: FileRoster, text: str) -> list[tuple[str, str, list[str]]]:
    return [(f.span.words(text), f.kind.value, names(f.listed)) for f in roster.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.-backed talks", [("U.S.", "name", ["United States"])]),
        ("South Sudan's army", [("South Sudan", "name", ["South Sudan"])]),
        ("the French said", [("French", "adjective", ["France"])]),
        ("Russians and the Kremlin", [("Russians", "plural", ["Russia"]), ("Kremlin", "seat", ["Russia"])]),
        ("in Kyiv", [("Kyiv", "capital", ["Ukraine"])]),
        ("UKRAINE AGREES", [("UKRAINE", "name", ["Ukraine"])]),
        ("Israel Katz of Israel", [("Israel Katz", "person", ["Israel Katz"]), ("Israel", "name", ["Israel"])]),
        ("al-Shabaab, Al-Shabaab", [("al-Shabaab", "name", ["al-Shabaab"]), ("Al-Shabaab", "name", ["al-Shabaab"])]),
        ("Türkiye’s envoy", [("Türkiye", "name", ["Turkey"])]),
        ("The Quad met", [("Quad", "name", ["Quad"])]),
        ("Luhansk People’s Republic", [("Luhansk People’s Republic", "name", ["Luhansk People's Republic"])]),
        ("polish the turkey for us, who said it is china", []),
        ("New Mexico, the Washington Post and South America", []),
        ("WHO SAYS THIS IS OVER", []),
        ("Irania, Chadwick, Maliki, Omanson", []),
        ("South\nSudan", [("Sudan", "name", ["Sudan"])]),
        ("", []),
    ],
)
def test_one_pass_finds_every_form_the_longest_first(
    roster: FileRoster, text: str, expected: list[tuple[str, str, list[str]]]
) -> None:
    assert found(roster, text) == expected


ALPHABET = st.sampled_from(
    ["Russia", "the U.S.", "Kyiv", "al-Qaeda", "Élysée", " ", "\n", ".", "’s", "-", "é", "İ", "x", "🙂", "\u0301"]
)


@given(st.lists(ALPHABET, max_size=30).map("".join))
def test_what_is_found_lies_in_order_in_the_text_and_bears_the_name(text: str) -> None:
    roster, end = load_roster_once(), 0
    for span, kind, listed in roster.find(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
        ask = {FormKind.NAME: roster.named, FormKind.PERSON: roster.named, FormKind.ADJECTIVE: roster.adjective}
        ask |= {FormKind.SEAT: roster.metonym, FormKind.CAPITAL: roster.metonym, FormKind.PLURAL: roster.demonym}
        assert set(names(listed)) <= set(names(ask[kind](span.words(text))))


@given(st.text())
def test_a_flat_text_is_as_long_as_the_text(text: str) -> None:
    assert len(flat(text)) == len(text)


@given(st.text())
def test_a_looked_up_form_is_stable(text: str) -> None:
    assert key("  " + text.upper().lower()) == key(text.upper().lower() + " ")


_once: list[FileRoster] = []


def load_roster_once() -> FileRoster:
    if not _once:
        _once.append(load_roster())
    return _once[0]


def test_a_long_text_of_opening_words_takes_linear_time(roster: FileRoster) -> None:
    grown = growth(lambda n: "United South North Republic Islamic International " * n, roster.find, 200, 3_200)
    assert grown.is_near_linear, grown
    assert roster.find("United South North Republic Islamic International " * 100) == []


def test_a_file_roster_is_a_roster(roster: FileRoster) -> None:
    asked: Roster = roster
    assert asked.named("Russia")


# The shipped list itself


def test_the_shipped_json_is_what_the_yaml_files_say() -> None:
    """Mend: `python -c "from accords.claims.roster import write_shipped; write_shipped()"`."""
    assert (DATA / "roster.json").read_text(encoding="utf-8") == shipped_json()


def test_the_shipped_list_has_every_state_and_enough_of_the_rest() -> None:
    kinds = Counter(listed.kind for listed in shipped()[0])
    codes = {listed.iso3 for listed in shipped()[0] if listed.kind is ActorKind.STATE}
    assert kinds[ActorKind.STATE] >= 193 + 5  # members of the United Nations, observers, Kosovo, Taiwan and others
    assert {"PSE", "VAT", "XKX", "TWN", "ESH"} <= codes
    assert kinds[ActorKind.PERSON] >= 350
    assert kinds[ActorKind.ARMED_GROUP] + kinds[ActorKind.ORGANIZATION] + kinds[ActorKind.BLOC] >= 100


def test_no_id_and_no_state_code_is_two_actors() -> None:
    actors = shipped()[0]
    assert [i for i, n in Counter(listed.id for listed in actors).items() if n > 1] == []
    assert [c for c, n in Counter(listed.iso3 for listed in actors if listed.iso3).items() if n > 1] == []
    assert all(len(listed.iso3) == 3 and listed.iso3.isupper() for listed in actors if listed.iso3)


# What several bear on purpose: docs/reference/roster.md says so.
SHARED = {"congo", "korea", "national liberation army"}
SHARED_ADJECTIVES = {"congolese", "korean", "dominican"}
SHARED_PLURALS = {"congolese", "koreans", "dominicans"}


def test_no_form_names_two_actors_but_those_that_the_docs_list() -> None:
    actors = shipped()[0]

    def shared(*fields: str) -> set[str]:
        bearers: dict[str, set[str]] = {}
        for listed in actors:
            for field in fields:
                value = getattr(listed, field)
                for form in (value,) if isinstance(value, str) else value:
                    bearers.setdefault(key(form), set()).add(listed.id)
        return {form for form, ids in bearers.items() if len(ids) > 1}

    assert shared("name", "aliases") == SHARED
    assert shared("adjectives") == SHARED_ADJECTIVES
    assert shared("plurals") == SHARED_PLURALS
    assert shared("capitals", "seats") == set()


def test_every_person_speaks_for_somebody_and_no_role_ends_before_it_begins() -> None:
    listed_ids = {listed.name for listed in shipped()[0] if not listed.is_person}
    for listed in shipped()[0]:
        assert listed.party in listed_ids, listed.name
        assert not listed.is_person or listed.sex in ("m", "f"), listed.name
        for held in listed.roles:
            assert held.party is None or held.party in listed_ids, listed.name
            assert held.since is None or held.until is None or held.since <= held.until, listed.name


def test_the_shipped_list_is_loaded_once_and_from_the_form_that_loads_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """From JSON, and no YAML is read: that would take a hundred times longer."""
    monkeypatch.setattr(roster_module, "read_nodes", None)
    shipped.cache_clear()
    assert load_roster().named("Norway")
    monkeypatch.setattr(roster_module, "json", None)
    assert load_roster().named("Norway")


def test_time_to_list_actors_grows_with_their_number_alone() -> None:
    every = shipped()[0]
    size = len(every) // 8

    def made(actors: tuple[Listed, ...]) -> None:
        roster = FileRoster(actors)
        roster.named("Norway"), roster.by_last_name("Berg"), roster.find("Norway")

    grown = growth(lambda number: every[:: 8 * size // number][:number], made, size, 8 * size)
    assert grown.is_near_linear, grown


# Users' files


def write(folder: Path, text: str) -> Path:
    path = folder / "names.yaml"
    path.write_text(text, encoding="utf-8")
    return path


GOOD = """\
actors:
  - name: Republic of Norlund
    kind: state
    aliases: [Norlund]
    adjective: Norlunder
    capital: Tessbruck
    seats:
      - Amber House
    plover: NO
  - name: Ingrid Solvane
    kind: person
    sex: f
    party: Norlund
    roles:
      - {role: Foreign Minister, from: 2023-02, to: past}
      - role: President
        from: 2024-05-14
not_actors: [Norlund Times]
"""


def test_a_users_file_adds_actors(tmp_path: Path) -> None:
    listed, faults = read_roster_file(write(tmp_path, GOOD))
    assert faults == []
    assert names(tuple(listed)) == ["Republic of Norlund", "Ingrid Solvane"]
    assert listed[0].plover == "NO"  # a word, never YAML's false
    roster = load_roster(tmp_path / "names.yaml")
    assert names(roster.demonym("Norlunders")) == names(roster.metonym("Amber House")) == ["Republic of Norlund"]
    assert names(roster.holders("president", "Norlund", date(2025, 1, 1))) == ["Ingrid Solvane"]
    assert names(roster.holders("president", "Norlund", date(2024, 5, 13))) == []
    assert names(roster.holders("foreign minister", "Norlund", None)) == ["Ingrid Solvane"]
    assert roster.actor(roster.named("Ingrid Solvane")[0], date(2025, 1, 1)).party == "republic-of-norlund"
    assert found(roster, "The Norlund Times on Norlund") == [("Norlund", "name", ["Republic of Norlund"])]
    assert names(roster.named("Russia")) == ["Russia"]


def test_a_users_file_can_stand_alone(tmp_path: Path) -> None:
    roster = load_roster(write(tmp_path, GOOD), builtin=False)
    assert roster.named("Russia") == ()
    assert names(roster.named("Norlund")) == ["Republic of Norlund"]


def test_a_users_file_wins_over_the_shipped_list(tmp_path: Path) -> None:
    text = """\
actors:
- {name: State of Georgia, kind: organization, aliases: [Georgia, Peach State]}
- {name: Russia, kind: state, aliases: [Rossiya]}
- {name: Sergei Lavrov, kind: person, party: Russia, roles: [{role: Ambassador, from: 1994, to: 2004}]}
"""
    roster = load_roster(write(tmp_path, text))
    assert names(roster.named("Georgia")) == ["State of Georgia"]
    assert found(roster, "in Georgia") == [("Georgia", "name", ["State of Georgia"])]
    (russia,) = roster.named("Rossiya")
    assert "Moscow" in russia.capitals and russia.iso3 == "RUS"  # the rest stays as shipped
    assert roster.holders("foreign minister", "Russia", date(2020, 1, 1)) == ()
    assert names(roster.by_last_name("Lavrov")) == ["Sergei Lavrov"]


def test_a_successor_ends_a_role_that_the_list_left_open(tmp_path: Path) -> None:
    text = """\
actors:
- {name: Anna Vell, kind: person, party: Russia, roles: [{role: Foreign Minister, from: 2031-01-01}]}
"""
    roster = load_roster(write(tmp_path, text))
    assert names(roster.holders("foreign minister", "Russia", date(2031, 6, 1))) == ["Anna Vell"]
    assert names(roster.holders("foreign minister", "Russia", date(2030, 6, 1))) == ["Sergei Lavrov"]


ITEM = "actors:\n- name: Ann Reed\n  kind: person\n"


@pytest.mark.parametrize(
    ("text", "line", "found", "accepted"),
    [
        ("", 1, "nothing", "`actors`"),
        ("- a\n- b\n", 1, "a list", "a mapping with the key `actors`"),
        ("actors: none\n", 1, "`actors` as the text `none`", "a list of actors"),
        ("people: []\n", 1, "the unknown key `people`", "`actors`"),
        ("actors:\n- Ann Reed\n", 2, "the text `Ann Reed` in `actors`", "a mapping with `name` and `kind`"),
        (ITEM + "  nmae: x\n", 4, "the unknown key `nmae`", "`name`"),
        ("actors:\n- kind: state\n", 2, "an actor without a name", "a `name`"),
        ("actors:\n- {name: '...', kind: state}\n", 2, "an actor without a name", "a `name`"),
        ("actors:\n- name: Ann Reed\n", 2, "no `kind` of Ann Reed", "person, state, bloc, organization, armed group"),
        ("actors:\n- name: A\n  kind: country\n", 3, "the kind `country` of A", "person, state"),
        (ITEM + "  sex: female\n", 4, "the sex `female`", "`m` or `f`"),
        (
            ITEM + "  party: Atlantis\n",
            4,
            "the party `Atlantis` of Ann Reed, which is nobody's name",
            "alias of a state",
        ),
        (ITEM + "  party: Congo\n", 4, "may be Democratic Republic of the Congo or Republic", "alias of a state"),
        (ITEM + "  iso3: ru\n", 4, "the code `ru`", "three capitals"),
        (ITEM + "  aliases: {a: b}\n", 4, "`aliases` as a mapping", "one line of text"),
        (ITEM + "  roles: President\n", 4, "`roles` as the text `President`", "a list of roles"),
        (ITEM + "  roles:\n  - from: 2020\n", 5, "a role without its name", "a `role`"),
        (ITEM + "  roles:\n  - {role: Envoy, since: 2020}\n", 5, "the unknown key `since` in a role", "`from`"),
        (ITEM + "  roles:\n  - {role: Envoy, from: May 2020}\n", 5, "the date `May 2020`", "a year (2024), a month"),
        (ITEM + "  roles:\n  - {role: Envoy, from: 2020-02-30}\n", 5, "the date `2020-02-30`", "a day (2024-05-14)"),
        (ITEM + "  roles:\n  - {role: Envoy, from: past}\n", 5, "the date `past` in `from`", "a year"),
        (ITEM + "  roles:\n  - {role: Envoy, from: 2021, to: 2020}\n", 5, "from 2021 to 2020", "on or before"),
        (ITEM + "- name: ann  reed\n  kind: person\n", 4, "a second time (first in line 2)", "each name once"),
        (ITEM + "  kind: state\n", 4, "`kind` a second time", "each key once"),
        ("actors:\n- name: A\n\tkind: state\n", 3, "a tab as indentation", "spaces"),
        ("actors:\n- name: [A\n  kind: state\n", 3, "what is no YAML", "YAML"),
        ("actors:\n- &a {name: A, kind: state}\n", 2, "the anchor `&a`", "values written out"),
        ("actors:\n- *a\n", 2, "the alias `*a`", "values written out"),
        ("actors:\n- !!python/name:os.system x\n", 2, "the tag `tag:yaml.org,2002:python/name:os.system`", "plain"),
        ("actors:\n- !state A\n", 2, "the tag `!state`", "plain"),
        ("actors: " + "[" * 3000, 1, "nested 9 deep", "at most 8 levels"),
        ("actors: []\n---\nactors: []\n", 1, "2 documents", "one mapping"),
        ("actors:\n- {[a]: b}\n", 2, "a list or mapping as a key", "a word as a key"),
    ],
)
def test_a_fault_names_the_line_what_was_found_and_what_is_accepted(
    tmp_path: Path, text: str, line: int, found: str, accepted: str
) -> None:
    path = write(tmp_path, text)
    listed, faults = read_roster_file(path)
    assert listed == []
    fault = faults[0]
    assert fault.place == f"{path}:{line}"
    assert found in fault.found
    assert accepted in fault.accepted
    assert fault.remedy.endswith((".", "?"))
    with pytest.raises(Misuse, match=r"names\.yaml"):
        load_roster(path)


def test_all_faults_of_a_file_are_listed_at_once(tmp_path: Path) -> None:
    text = "actors:\n- {name: A, kind: country}\n- {name: B, kind: person, sex: x, party: Nowhere}\n- {kind: state}\n"
    path = write(tmp_path, text)
    _, faults = read_roster_file(path)
    assert [fault.place.rpartition(":")[2] for fault in faults] == ["2", "3", "4", "3"]
    with pytest.raises(Misuse) as raised:
        load_roster(path)
    assert "3 more in the same file" in str(raised.value) and "Nowhere" in str(raised.value)


def test_a_near_miss_of_a_key_is_suggested(tmp_path: Path) -> None:
    _, faults = read_roster_file(write(tmp_path, ITEM + "  rolls: []\n"))
    assert faults[0].remedy == "Did you mean `roles`?"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"actors:\n- name: \xff\n", "not UTF-8"),
        (b"actors:\n- name: \x00\n", "what YAML does not allow"),
        (None, "no such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, content: bytes | None, found: str) -> None:
    path = tmp_path / "names.yaml"
    if content is not None:
        path.write_bytes(content)
    listed, faults = read_roster_file(path)
    assert listed == []
    assert [found in fault.found for fault in faults] == [True]


def test_a_folder_and_a_file_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "directory" in read_roster_file(tmp_path)[1][0].found
    monkeypatch.setattr("accords.claims.roster.MAX_BYTES", 10)
    assert "at most 10 bytes" in read_roster_file(write(tmp_path, GOOD))[1][0].accepted


def test_a_later_file_may_name_parties_of_an_earlier_one(tmp_path: Path) -> None:
    first = write(tmp_path, GOOD)
    second = tmp_path / "more.yaml"
    second.write_text("actors:\n- {name: Ola Brenn, kind: person, party: Norlund}\n", encoding="utf-8")
    assert names(load_roster(first, second).named("Ola Brenn")) == ["Ola Brenn"]
    assert "is nobody's name" in read_roster_file(second)[1][0].found


def test_the_example_of_the_docs_is_a_file_without_faults(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "roster.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    listed, faults = read_roster_file(write(tmp_path, example))
    assert (names(tuple(listed)), faults) == (["Republic of Norlund", "Ingrid Solvane"], [])

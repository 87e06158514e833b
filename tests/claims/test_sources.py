"""The words of a source -> who is meant, of which party, by which rule. The form of the texts: conftest.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

Teller = Callable[..., list]  # the fixture `told` of conftest.py
Row = tuple[str | None, str | None, str]

NAMES: list[tuple[str, list[Row]]] = [
    ("[Russian Foreign Minister Sergei Lavrov] said <no>.", [("Sergei Lavrov", "russia", "name")]),
    ("[Ukraine's Volodymyr Zelensky] said <no>.", [("Volodymyr Zelenskyy", "ukraine", "name")]),
    ("[EU foreign policy chief Kaja Kallas] said <no>.", [("Kaja Kallas", "european-union", "name")]),
    ("[Norwegian mediator Mira Holt] said <no>. [Holt] said <yes>.", [("Mira Holt", "norway", "name")] * 2),
    ("[Mira Holt, who leads the Norwegian team,] said <no>.", [("Mira Holt", "norway", "name")]),
    ("[Mira Holt, who met the Norwegian envoy,] said <no>.", [("Mira Holt", None, "name")]),
    ("[Trump himself] said <no>.", [("Donald Trump", "united-states", "name")]),
    ("[SERGEI LAVROV] said <no>. [VON DER LEYEN] said <no>.", [("Sergei Lavrov", "russia", "name"), ("Ursula von der Leyen", "european-union", "name")]),
    ("[Lt. Gen. Omar Bell] said <no>. [Mr. Bell] said <no>.", [("Omar Bell", None, "name")] * 2),
    ("[Omar Bell and his team] said <no>.", [("Omar Bell", None, "name")]),
    # A speaker in office is known also where nothing of the state is named; one long out of office is not.
    ("[Macron] said <no>.", [("Emmanuel Macron", "france", "name")]),
    # People whom no list has.
    ("[The striker Tomas Verdan] said <no>. [Verdan] said <no>.", [("Tomas Verdan", None, "name")] * 2),
    ("[Norwegian striker Tomas Verdan] said <no>.", [("Tomas Verdan", None, "name")]),
    ("[Liu Jianbo, a Chinese diplomat,] said <no>. [Liu] said <no>.", [("Liu Jianbo", "china", "name")] * 2),
    ("In Kyiv [von der Leyen] said <no>.", [("Ursula von der Leyen", "european-union", "name")]),
    ("[Abdel Fattah al-Burhan] said <no>. Later [al-Burhan] said <no>. [Burhan] said <no>.", [("Abdel Fattah al-Burhan", "sudan", "name")] * 3),
    ("[Mohammed bin Salman] said <no>. [Bin Salman] said <no>.", [("Mohammed bin Salman", "saudi-arabia", "name")] * 2),
    ("[Kim Jong Un] said <no>. [Kim] said <no>.", [("Kim Jong Un", "north-korea", "name")] * 2),
    ("[Abiy Ahmed] said <no>. [Abiy] said <no>.", [("Abiy Ahmed", "ethiopia", "name")] * 2),
    ("[Nicolás Maduro] said <no>. [Maduro] said <no>.", [("Nicolás Maduro", "venezuela", "name")] * 2),
    # A title before the name, whatever the sentence before and however long it is.
    ("Nothing came of it. [Foreign minister Tomas Verdan] said <no>.", [("Tomas Verdan", None, "name")]),
    ("It was over. [U.S. Secretary of State Tomas Verdan] said <no>.", [("Tomas Verdan", None, "name")]),
    ("[Minister of state Tomas Verdan] said <no>.", [("Tomas Verdan", None, "name")]),
    ("[The Norwegian envoy to the Harbour League, Tomas Verdan,] said <no>.", [("Tomas Verdan", "norway", "name")]),
    ("[The Harbour Rovers captain, Tomas Verdan,] said <no>.", [("Tomas Verdan", None, "name")]),
    ("Norway waits. [Its foreign minister, Tomas Verdan,] said <no>.", [("Tomas Verdan", "norway", "name")]),
    ("[Herr Tomas Verdan] said <no>. [Verdan] said <no>.", [("Tomas Verdan", None, "name")] * 2),
    # The name in a source is not always who speaks.
    ("[The office of the mediator, Tomas Verdan,] said <no>.", [("office of the mediator, Tomas Verdan", None, "somebody's office")]),
    ("[The harbour commission, led by the mediator Tomas Verdan,] said <no>.", [("The harbour commission", None, "described, not named")]),
    # The deputy is another than the minister, and "the minister" is either.
    ("[Foreign Minister Tomas Verdan] said <no>. [The deputy foreign minister] said <yes>.", [("Tomas Verdan", None, "name"), ("The deputy foreign minister", None, "role without a name")]),
    ("[Foreign Minister Tomas Verdan] said <no>. [The minister] said <yes>.", [("Tomas Verdan", None, "name"), ("Tomas Verdan", None, "role")]),
    ("[Netanyahu's office] said <no>.", [("Netanyahu's office", "israel", "somebody's office")]),
    ("[A spokesman for Sergei Lavrov] said <no>.", [("A spokesman for Sergei Lavrov", "russia", "described, not named")]),
    ("[Keir Starmer's spokeswoman] said <no>.", [("Keir Starmer's spokeswoman", "united-kingdom", "role without a name")]),
]  # fmt: skip

PRONOUNS: list[tuple[str, list[Row]]] = [
    ("[Zelensky] said <no>. [He] said <yes>.", [("Volodymyr Zelenskyy", "ukraine", "name"), ("Volodymyr Zelenskyy", "ukraine", "pronoun")]),
    # By sex.
    ("Kaja Kallas met Sergei Lavrov. [She] said <no>.", [("Kaja Kallas", "european-union", "pronoun")]),
    ("Kaja Kallas met Sergei Lavrov. [He] said <no>.", [("Sergei Lavrov", "russia", "pronoun")]),
    # The subject before who stands with, to or of.
    ("Friedrich Merz spoke with Emmanuel Macron. [He] said <no>.", [("Friedrich Merz", "germany", "pronoun")]),
    ("Emmanuel Macron praised Friedrich Merz's plan. [He] said <no>.", [("Emmanuel Macron", "france", "pronoun")]),
    # Who is only described goes on as he or she, several do not.
    ("[A European diplomat] said <no>. [He] said <yes>.", [("A European diplomat", "europe", "described, not named"), ("A European diplomat", "europe", "pronoun")]),
    ("[Two diplomats] said <no>. [He] said <yes>.", [("Two diplomats", None, "described, not named"), (None, None, "pronoun")]),
    # Inside a quotation "he" is never who speaks.
    ("[Sergei Lavrov] said: “<I met Friedrich Merz. [He] said <no>>.”", [("Sergei Lavrov", "russia", "name"), ("Friedrich Merz", "germany", "pronoun")]),
    ("Friedrich Merz called. [Sergei Lavrov] said: “<[He] said <no>>.”", [("Sergei Lavrov", "russia", "name"), ("Friedrich Merz", "germany", "pronoun")]),
    ("[Sergei Lavrov] said: “<[He] said <no>>.”", [("Sergei Lavrov", "russia", "name"), (None, None, "pronoun")]),
    ("[Sergei Lavrov] said: “<[I] said <no>>.”", [("Sergei Lavrov", "russia", "name"), ("Sergei Lavrov", "russia", "first person inside a quotation")]),
    # Nor is who asked.
    ("Friedrich Merz called. Asked by Emmanuel Macron, [he] said <no>.", [("Friedrich Merz", "germany", "pronoun")]),
    # Somebody named since then takes over from who is only described.
    ("[A European diplomat] said <no>. Friedrich Merz disagreed. Nothing was lost, [he] said <yes>.", [("A European diplomat", "europe", "described, not named"), ("Friedrich Merz", "germany", "pronoun")]),
    ("[A European diplomat] said <no to Friedrich Merz>. [He] said <yes>.", [("A European diplomat", "europe", "described, not named"), ("A European diplomat", "europe", "pronoun")]),
    ("[Hamas] said <no>. [It] said <yes>.", [("Hamas", "hamas", "state or group"), ("Hamas", "hamas", "it")]),
    # Who opens the sentence before is nearer than who spoke before that.
    ("[Hamas] said <no>. Israel rejected the plan. [It] said <yes>.", [("Hamas", "hamas", "state or group"), ("Israel", "israel", "it")]),
    ("[Two diplomats] said <no>. [They] said <yes>.", [("Two diplomats", None, "described, not named"), ("Two diplomats", None, "they")]),
    ("[Two Russian diplomats] said <no>. [One of them] said <yes>.", [("Two Russian diplomats", "russia", "described, not named"), ("one of Two Russian diplomats", "russia", "one of several")]),
    ("[One of them] said <yes>.", [("One of them", None, "described, not named")]),
    # Whose spokesman it is tells two of them apart.
    ("[Vladimir Putin] said <no>. [His spokesman] said <yes>.", [("Vladimir Putin", "russia", "name"), ("Vladimir Putin's spokesman", "russia", "role without a name")]),
    ("[Vladimir Putin] said <no>. [His guest] said <yes>.", [("Vladimir Putin", "russia", "name"), ("Vladimir Putin's guest", None, "described, not named")]),
    ("[Hamas] said <no>. [Its spokesman] said <yes>.", [("Hamas", "hamas", "state or group"), ("Hamas's spokesman", "hamas", "role without a name")]),
    ("[Two diplomats] said <no>. [The two] said <yes>.", [("Two diplomats", None, "described, not named"), ("Two diplomats", None, "the same several")]),
    ("The two leaders welcomed it. [They] said <yes>.", [("The two leaders", None, "they")]),
    ("The minister met officials. [They] said <yes>.", [(None, None, "they")]),
    ("Hamas, [which] said <no>, left.", [("Hamas", "hamas", "relative pronoun")]),
    ("Kaja Kallas, [who] said <no>, left.", [("Kaja Kallas", "european-union", "relative pronoun")]),
]  # fmt: skip

PLACES: list[tuple[str, list[Row]]] = [
    ("[The Kremlin] said <no>.", [("Russia", "russia", "capital or seat")]),
    ("[Kyiv] said <no>.", [("Ukraine", "ukraine", "capital or seat")]),
    ("[Washington] said <no>.", [("United States", "united-states", "capital or seat")]),
    ("[Downing Street] said <no>.", [("United Kingdom", "united-kingdom", "capital or seat")]),
    ("[The Élysée] said <no>.", [("France", "france", "capital or seat")]),
    ("[The State Department] said <no>.", [("United States", "united-states", "capital or seat")]),
    ("[The Russians] said <no>.", [("Russia", "russia", "nationality")]),
    ("[The French] said <no>.", [("France", "france", "nationality")]),
    ("[The American side] said <no>.", [("United States", "united-states", "nationality")]),
    ("[Russia itself] said <no>.", [("Russia", "russia", "state or group")]),
    ("[US] said <no>. [WHO] said <no>.", [("United States", "united-states", "state or group"), ("World Health Organization", "united-nations", "state or group")]),
    ("[The Houthis] said <no>. [The group] said <yes>.", [("Houthis", "houthis", "state or group"), ("Houthis", "houthis", "the group")]),
    ("The Houthis fired at ships. [The movement] said <yes>.", [("Houthis", "houthis", "the group")]),
    ("[Moscow and Washington] said <no>.", [("Moscow and Washington", None, "several together")]),
    ("[Egypt, Qatar and the United States] said <no>.", [("Egypt, Qatar and the United States", None, "several together")]),
    ("[Vladimir Putin and Donald Trump] said <no>.", [("Vladimir Putin and Donald Trump", None, "several together")]),
]  # fmt: skip

BODIES: list[tuple[str, list[Row]]] = [
    ("[The Russian Foreign Ministry] said <no>. [The ministry] said <yes>.", [("Russian Foreign Ministry", "russia", "body")] * 2),
    ("[Turkey] said <it would open its border with Armenia>. [Its Foreign Ministry] said <no>.", [("Turkey", "turkey", "state or group"), ("Turkish Foreign Ministry", "turkey", "body")]),
    # An army is a state's; the state may be named before a group that is not one.
    ("Sudan met the Rapid Support Forces. [The government] said <no>.", [("Sudanese Government", "sudan", "body")]),
    ("Hamas and Israel talked. [The Hamas delegation] said <no>.", [("Hamas Delegation", "hamas", "body")]),
    ("The United Kingdom waits. [The prime minister's office] said <no>.", [("British Prime Minister's Office", "united-kingdom", "body")]),
    ("[The Southern Harbour Front (SHF)] said <no>. [The SHF] said <no>. [SHF] said <no>.", [("Southern Harbour Front", None, "organisation"), ("Southern Harbour Front", None, "acronym"), ("Southern Harbour Front", None, "acronym")]),
    ("[The Southern Harbour Front (SHF)] said <no>. [The group] said <no>.", [("Southern Harbour Front", None, "organisation"), ("Southern Harbour Front", None, "the group")]),
    ("[The Meridian Observatory] said <no>. [Port Relief] said <no>. [Medical Relief Fund] said <no>.", [("Meridian Observatory", None, "organisation"), ("Port Relief", None, "organisation"), ("Medical Relief Fund", None, "organisation")]),
    ("[Harlow Steel, a shipping company,] said <no>. [The company] said <no>. [Harlow Steel] said <no>.", [("Harlow Steel", None, "name"), ("Harlow Steel", None, "the group"), ("Harlow Steel", None, "name")]),
    ("[Mira Holt, a company director,] said <no>. [Omar Bell, a member of the group,] said <no>.", [("Mira Holt", None, "name"), ("Omar Bell", None, "name")]),
    ("[The New York Times] reported <no>. [The Post] reported <no>.", [("New York Times", None, "organisation"), ("Post", None, "organisation")]),
]  # fmt: skip

DESCRIBED: list[tuple[str, str | None]] = [
    ("two senior Israeli officials", "israel"),
    ("A source in the Russian delegation", "russia"),
    ("An adviser to Volodymyr Zelensky", "ukraine"),
    ("an aide of Vladimir Putin", "russia"),
    ("Officials in Kyiv", "ukraine"),
    # Where somebody stands, whom he is near and what he knows of is not whom he speaks for.
    ("A Western diplomat in Nairobi", None),
    ("Western officials in Kyiv", None),
    ("A source close to Hamas", None),
    ("two people familiar with the American position", None),
    ("A US official in Kyiv", "united-states"),
    ("Egyptian and Qatari mediators", None),
    # These speak for themselves.
    ("A doctor in Gaza", None),
    ("a Ukrainian farmer", None),
    ("an Israeli analyst", None),
    ("Residents of Kyiv", None),
    ("several people", None),
]

DOCUMENTS: list[tuple[str, list[Row]]] = [
    ("[A statement by Sergei Lavrov] said <no>.", [("Sergei Lavrov", "russia", "statement of: name")]),
    ("[A statement issued by the Kremlin] said <no>.", [("Russia", "russia", "statement of: capital or seat")]),
    ("[A joint statement by Egypt and Qatar] said <no>.", [("Egypt and Qatar", None, "statement of: several together")]),
    ("The ministers read a letter from Sergei Lavrov. [The letter] said <no>.", [("Sergei Lavrov", "russia", "a document is its author")]),
    ("[Sergei Lavrov] said <no>. [The statement] said <yes>.", [("Sergei Lavrov", "russia", "name"), ("Sergei Lavrov", "russia", "a document is its author")]),
    ("[Sergei Lavrov] said <no>. [The ceasefire agreement] says <yes>.", [("Sergei Lavrov", "russia", "name"), ("ceasefire agreement", None, "a document is its author")]),
    ("[The draft text] says <no>.", [("draft text", None, "a document is its author")]),
]  # fmt: skip

ROLES: list[tuple[str, list[Row]]] = [
    # Who bears the role in the text, the last first.
    ("Mira Holt, the Norwegian envoy, met Jan Berg, the Swedish envoy. [The envoy] said <no>. [The Norwegian envoy] said <no>.", [("Jan Berg", "sweden", "role"), ("Mira Holt", "norway", "role")]),
    ("[Mira Holt, the Norwegian envoy,] met Jan Berg, the Swedish envoy, and said <no>. [The envoy] said <yes>.", [("Mira Holt", "norway", "name"), ("Mira Holt", "norway", "role")]),
    # Else who has it on the roster that day.
    ("[The Russian foreign minister] said <no>.", [("Sergei Lavrov", "russia", "role")]),
    ("[The German chancellor] said <no>.", [("Friedrich Merz", "germany", "role")]),
    ("[The US secretary of state] said <no>.", [("Marco Rubio", "united-states", "role")]),
    ("Germany and France met. Germany waits. [The chancellor] said <no>.", [("Friedrich Merz", "germany", "role")]),
    # Not of those whom there are several at once.
    ("[The Russian spokesman] said <no>.", [("The Russian spokesman", "russia", "role without a name")]),
    ("[The Israeli ambassador] said <no>.", [("The Israeli ambassador", "israel", "role without a name")]),
    ("[Kremlin spokesman Dmitry Peskov] said <no>. [The spokesman] said <no>.", [("Dmitry Peskov", "russia", "name"), ("Dmitry Peskov", "russia", "role")]),
    # A counterpart has the same office elsewhere.
    ("Hakan Fidan and Recep Tayyip Erdogan of Turkey met Sergei Lavrov. [Lavrov] said <no>. [His Turkish counterpart] said <yes>.", [("Sergei Lavrov", "russia", "name"), ("Hakan Fidan", "turkey", "role")]),
    ("[Sergei Lavrov] said <no>. [His German counterpart] said <yes>.", [("Sergei Lavrov", "russia", "name"), ("Johann Wadephul", "germany", "role")]),
    ("[A senior official] said <no>. [The official] said <yes>.", [("A senior official", None, "described, not named"), ("A senior official", None, "the same unnamed one")]),
    ("[Volodymyr Zelensky] said <no>. [One of his aides] said <yes>.", [("Volodymyr Zelenskyy", "ukraine", "name"), ("One of his aides", "ukraine", "described, not named")]),
    ("[The Russian Foreign Ministry] said <no>. [A ministry official] said <yes>.", [("Russian Foreign Ministry", "russia", "body"), ("A ministry official", "russia", "described, not named")]),
]  # fmt: skip

NOBODY: list[tuple[str, str]] = [
    ("[Nobody] said <no>.", "nobody"),
    ("[Neither Vladimir Putin nor Donald Trump] said <no>.", "nobody"),
    ("[None of the diplomats] said <no>.", "nobody"),
    ("[It] said <no>.", "it"),
    ("[They] said <no>.", "they"),
    ("[He] said <no>.", "pronoun"),
    ("Kaja Kallas left. [He] said <no>.", "pronoun"),
    ("[I] said <no>.", "first person"),
    ("[This] said <no>.", "open"),
]

RIVALS: list[tuple[str, tuple[str, ...]]] = [
    ("John Tarn met Olga Tarn. [Tarn] said <no>.", ("john-tarn", "olga-tarn")),
    ("John Tarn met James Tarn. [Mr. Tarn] said <no>.", ("james-tarn", "john-tarn")),
    ("Kim Jong Un met Kim Yo Jong. [Kim] said <no>.", ("kim-jong-un", "kim-yo-jong")),
    ("[A statement by Tarn] said <no>. John Tarn met Olga Tarn.", ("john-tarn", "olga-tarn")),
    ("[The US envoy] said <no>.", ("steve-witkoff", "keith-kellogg", "massad-boulos", "tom-barrack")),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*NAMES, *PRONOUNS, *PLACES, *BODIES, *DOCUMENTS, *ROLES], ids=lambda v: v if isinstance(v, str) else ""
)  # fmt: skip
def test_a_source_is_resolved(told: Teller, text: str, expected: list[Row]) -> None:
    assert [(t.name, t.party, t.rule) for t in told(text)] == expected


@pytest.mark.parametrize(("words", "party"), DESCRIBED)
def test_a_source_that_is_only_described_keeps_its_words_as_its_name(
    told: Teller, words: str, party: str | None
) -> None:
    [found] = told(f"[{words}] said <no>.")
    assert (found.actor.kind.value, found.name, found.rule) == ("unnamed", words, "described, not named")
    assert found.party == party


@pytest.mark.parametrize(("text", "rule"), NOBODY)
def test_where_nobody_can_be_meant_nobody_is(told: Teller, text: str, rule: str) -> None:
    [found] = told(text)
    assert (found.name, found.rule, found.candidates) == (None, rule, ())


@pytest.mark.parametrize(("text", "rivals"), RIVALS)
def test_of_several_who_fit_nobody_is_chosen_and_all_are_named(
    told: Teller, text: str, rivals: tuple[str, ...]
) -> None:
    [found] = told(text)
    assert (found.name, found.rule, found.candidates) == (None, "two candidates", rivals)


def test_the_day_of_the_report_says_who_holds_an_office(told: Teller) -> None:
    text = "[The German chancellor] said <no>."
    assert [told(text, date(year, 9, 1))[0].name for year in (2019, 2023, 2025)] == [
        "Angela Merkel",
        "Olaf Scholz",
        "Friedrich Merz",
    ]


def test_a_speaker_who_is_out_of_office_is_not_known_by_the_last_name_alone(told: Teller) -> None:
    text = "[Scholz] said <no>."
    assert told(text, date(2023, 9, 1))[0].name == "Olaf Scholz"
    assert told(text, date(2025, 9, 1))[0].name != "Olaf Scholz"
    assert told(f"Germany waits. {text}", date(2025, 9, 1))[0].name == "Olaf Scholz"


def test_the_kinds_of_actors(told: Teller) -> None:
    text = (
        "[Mira Holt] said <a>. [Norway] said <b>. [The European Union] said <c>. [The Harbour Commission] said <d>. "
        "[Hamas] said <e>. [Reuters] said <f>. [The agreement] says <g>. [A diplomat] said <h>."
    )
    kinds = [t.actor.kind.value for t in told(text)]
    assert kinds == ["person", "state", "bloc", "organization", "armed group", "outlet", "document", "unnamed"]

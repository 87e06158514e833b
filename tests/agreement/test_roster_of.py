"""The parties of an agreement as a process file: the same form and the same check as any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.agreement.agreement import Agreement
from accords.agreement.parse import agreement_of, read_agreement
from accords.agreement.roster_of import process_of
from accords.agreement.yaml_words import scalar
from accords.claims.process import Process, read_process_file
from accords.claims.roster import load_roster
from accords.vocabulary import Misuse

SHIPPED = sorted((Path(__file__).parents[2] / "examples" / "agreements").glob("*.yaml"))


def written(parties: str) -> Agreement:
    text = (
        f"accords: agreement/1\nid: lake\ntitle: 'Accord: the lake'\nparties:\n{parties}\narticles:\n  - article: 1\n"
    )
    agreement, faults = agreement_of(text, "lake.yaml")
    assert agreement is not None, faults
    assert not faults
    return agreement


def checked(agreement: Agreement, folder: Path, name: str | None = None) -> Process:
    path = folder / "process.yaml"
    path.write_text(process_of(agreement, name=name), "utf-8")
    process, faults = read_process_file(path)
    assert not faults, (path.read_text("utf-8"), faults)
    assert process is not None
    return process


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_agreement_yields_a_process_without_a_fault(path: Path, tmp_path: Path) -> None:
    agreement, _ = read_agreement(path)
    assert agreement is not None
    process = checked(agreement, tmp_path)
    assert process.name == agreement.id
    assert len(process.principals) > 1


def test_parties_sit_where_their_roles_put_them(tmp_path: Path) -> None:
    process = checked(
        written(
            "  norland: {name: Norland, role: party}\n"
            "  fsm: {name: Free Sarrow Movement, role: party, aliases: [FSM]}\n"
            "  norway: {name: Norway, role: mediator}\n"
            "  us: {name: United States, role: guarantor}\n"
            "  kasmere: {name: Kasmere, role: neighbour}\n"
            "  mission: {name: Observer Mission, role: monitor}\n"
        ),
        tmp_path,
        "sarrow talks",
    )
    assert process.name == "sarrow-talks"
    assert process.title == "Accord: the lake"
    assert process.principals == ("Norland", "Free Sarrow Movement")
    assert process.mediators == ("Norway", "United States")
    assert process.participants == ("Kasmere",)
    assert process.observers == ("Observer Mission",)
    kinds = {actor.name: actor.kind.value for actor in process.actors}
    assert kinds == {
        "Norland": "state",
        "Free Sarrow Movement": "state",
        "Kasmere": "state",
        "Observer Mission": "organization",
    }
    roster = process.roster(load_roster())
    assert [one.name for one in roster.named("FSM")] == ["Free Sarrow Movement"]


def test_guarantors_are_principals_where_there_is_one_other(tmp_path: Path) -> None:
    parties = "  a: {name: Ukraine, role: beneficiary}\n  b: {name: Russia, role: guarantor}\n  c: {name: France, role: guarantor}\n"
    assert checked(written(parties), tmp_path).principals == ("Ukraine", "Russia", "France")


def test_words_for_several_parties_are_a_term(tmp_path: Path) -> None:
    parties = (
        "  a: {name: Norland}\n  b: {name: Vestria}\n  both: {name: the Parties, aliases: [the two], members: [a, b]}\n"
    )
    process = checked(written(parties), tmp_path)
    assert process.meant_by("the two") == process.meant_by("the Parties") == ("Norland", "Vestria")
    assert process.table == ("Norland", "Vestria")


def test_names_that_accords_ships_for_others_are_not_taken_but_told(tmp_path: Path) -> None:
    parties = "  a: {name: Lake States, aliases: [European Union, Lakers]}\n  b: {name: Russia, aliases: [Kremlin, Rus side]}\n"
    agreement = written(parties)
    roster = checked(agreement, tmp_path).roster(load_roster())
    assert [one.name for one in roster.named("Lakers")] == ["Lake States"]
    assert [one.name for one in roster.named("European Union")] == ["European Union"]
    assert "Others' names, as accords knows them: European Union." in process_of(agreement)
    assert [one.name for one in roster.named("Rus side")] == ["Russia"]
    assert "Kremlin" not in process_of(agreement)  # the shipped list has it for Russia


def test_one_party_alone_is_no_talks() -> None:
    with pytest.raises(Misuse, match="two parties at the least"):
        process_of(written("  a: {name: Norland}\n"))


ODD = st.text(st.one_of(st.characters(), st.sampled_from("\"'\\#:-?[]{}&*!|>%@`, \n\u2028")), min_size=1, max_size=20)


@given(st.lists(st.tuples(ODD, ODD, ODD), min_size=2, max_size=4))
def test_whatever_the_names_there_is_no_fault(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    lines = [
        f"  p{at}:\n    name: {scalar(f'{at} {name}')}\n    role: {scalar(f'x{role}')}\n    aliases: [{scalar(f'{alias} {at}')}]"
        for at, (name, role, alias) in enumerate(rows)
    ]
    text = (
        "accords: agreement/1\nid: lake\ntitle: Lake\nparties:\n" + "\n".join(lines) + "\narticles:\n  - article: 1\n"
    )
    agreement, _ = agreement_of(text, "lake.yaml")
    assert agreement is not None, text
    checked(agreement, tmp_path_factory.mktemp("process", numbered=True))

"""Event rows, read back by csv and pandas."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Literal

import pandas
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accords.presentation.dossier import Dossier
from accords.presentation.tables.csv_form import unguarded
from accords.presentation.tables.plover_form import OURS, POLECAT, write_plover
from accords.vocabulary import Fault, When
from accords.vocabulary.act import Act, Standing


def file_of(
    dossier: Dossier, separator: Literal["\t", ","] = "\t", *, negated: bool = False
) -> tuple[bytes, tuple[Fault, ...]]:
    stream = io.BytesIO()
    faults = write_plover(dossier, stream, separator=separator, negated=negated)
    return stream.getvalue(), faults


def events(dossier: Dossier, separator: Literal["\t", ","] = "\t", *, negated: bool = False) -> list[dict[str, str]]:
    text = file_of(dossier, separator, negated=negated)[0].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def one(dossier: Dossier, **changed: object) -> Dossier:
    return replace(dossier, claims=(replace(dossier.claims[0], **changed),))  # type: ignore[arg-type]


def test_the_columns_are_polecats_forty_in_their_order_and_then_ours(claimed: Dossier) -> None:
    head = file_of(claimed)[0].decode("utf-8").split("\n")[0].split("\t")
    assert head == [*POLECAT, *OURS]
    assert len(POLECAT) == 40 and head[1:3] == ["Event Date", "Event Type"]
    assert head[7] == "Actor Name" and head[15] == "Recipient Name" and head[39] == "Version"
    assert all(column.startswith("accords ") for column in OURS)


def test_an_event_says_what_a_claim_says_and_who_vouches(claimed: Dossier) -> None:
    law, zone, *_ = events(claimed)
    claim = claimed.claims[0]
    assert law["Event ID"] == f"{claim.id}_AGREE_1" and law["accords Claim ID"] == claim.id
    assert (law["Event Date"], law["accords Date From"]) == ("2025-08-17", "said on")
    assert (law["Event Type"], law["Quad Code"], law["Contexts"]) == ("AGREE", "VERBAL COOPERATION", "territory")
    assert (law["Actor Name"], law["Actor Name Raw"], law["Recipient Name"]) == ("Norland", "Norland", "Estland")
    assert (law["Source"], law["Publication Date"], law["Language"]) == ("Example Post", "2025-08-18", "en")
    assert (law["accords Standing"], law["accords According To"]) == ("counterpart", "Mira Holt")
    assert (law["accords Strength"], law["accords Negated"]) == ("undertaken", "no")
    assert law["accords Words"].startswith("Norland would write into law")
    assert (zone["accords Standing"], zone["Recipient Name"]) == ("own", "")
    assert (zone["Event Date"], zone["accords Date From"]) == ("2025-08-18", "published")


def test_a_claim_toward_two_has_two_rows_with_ids_of_their_own(claimed: Dossier) -> None:
    both = events(one(claimed, toward=("estland", "westmark", "estland")))
    assert [row["Recipient Name"] for row in both] == ["Estland", "Westmark"]
    assert len({row["Event ID"] for row in both}) == 2


def test_a_stretch_of_days_is_no_day_of_an_event(claimed: Dossier) -> None:
    saying = replace(claimed.attributions[0], said_on=When(date(2025, 8, 15), date(2025, 8, 17), "over the weekend"))
    [row] = events(replace(one(claimed), attributions=(saying,)))
    assert (row["Event Date"], row["accords Date From"]) == ("2025-08-18", "published")


def test_without_any_day_the_row_stays_and_is_told(claimed: Dossier) -> None:
    bare = replace(
        one(claimed, attribution=None), reports=tuple(replace(row, published=None) for row in claimed.reports)
    )
    [row] = events(bare)
    assert row["Event Date"] == "" and row["accords Date From"] == ""
    [fault] = file_of(bare)[1]
    assert fault.found == "1 claim without a day"


def test_acts_without_a_type_are_left_out_and_told(claimed: Dossier) -> None:
    assert events(one(claimed, act=Act.ASSESS)) == []
    [fault] = file_of(one(claimed, act=Act.ASSESS))[1]
    assert "1 claim with an act that has no PLOVER type" in fault.found


def test_what_was_not_done_is_no_event_unless_asked_for(claimed: Dossier) -> None:
    denied = one(claimed, negated=True)
    assert events(denied) == []
    assert "1 claim negated" in file_of(denied)[1][0].found
    [row] = events(denied, negated=True)
    assert row["accords Negated"] == "yes" and file_of(denied, negated=True)[1] == ()


def test_codes_give_country_and_sector(claimed: Dossier) -> None:
    def coded(**codes: str) -> Dossier:
        actors = tuple(replace(a, codes=codes) if a.id == "norland" else a for a in claimed.actors)
        return replace(one(claimed), actors=actors)

    told = {
        tuple(codes.items()): (row["Actor Country"], row["Primary Actor Sector"])
        for codes in ({"plover": "SYRREB"}, {"plover": "IGO"}, {"plover": "REB"}, {"plover": "USA", "iso3": "USA"}, {})
        for row in events(coded(**codes))
    }
    assert list(told.values()) == [("SYR", "REB"), ("", "IGO"), ("", "REB"), ("USA", ""), ("", "")]


def test_the_one_mode_and_the_quad_that_is_open(claimed: Dossier) -> None:
    [row] = events(one(claimed, act=Act.INVESTIGATE))
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("ACCUSE", "investigate", "VERBAL CONFLICT")
    assert events(one(claimed, act=Act.SANCTION))[0]["Quad Code"] == ""


def test_every_type_has_a_quad_but_one(claimed: Dossier) -> None:
    empty = {act.plover for act in Act if act.plover and not events(one(claimed, act=act))[0]["Quad Code"]}
    assert empty == {"SANCTION"}


def test_what_the_outlet_tells_names_the_outlet(claimed: Dossier) -> None:
    [row] = events(one(claimed, chain=(), standing=Standing.OUTLET))
    assert (row["accords Standing"], row["accords According To"]) == ("outlet", "Example Post")


def test_pandas_reads_it_with_either_separator(claimed: Dossier) -> None:
    for separator in ("\t", ","):
        frame = pandas.read_csv(io.BytesIO(file_of(claimed, separator)[0]), sep=separator)  # type: ignore[arg-type]
        assert list(frame["accords Confidence"]) == [claim.confidence for claim in claimed.claims]
        assert list(frame.columns) == [*POLECAT, *OURS]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters() | st.sampled_from('=+-@\x00\ud800\t\r\n";')))
def test_hostile_words_are_one_cell_on_one_line(claimed: Dossier, words: str) -> None:
    dossier = one(claimed, terms=words)
    data = file_of(dossier)[0]
    assert data.count(b"\n") == 2 and len(events(dossier)) == 1
    cell = events(dossier)[0]["accords Terms"]
    assert not cell.startswith(tuple("=+-@"))
    assert ("\t" not in cell and unguarded(cell).split() == unguarded(cell).split(" ")) or cell == ""


def test_the_same_dossier_gives_the_same_bytes_also_without_texts(claimed: Dossier, forgotten: Dossier) -> None:
    assert file_of(claimed) == file_of(claimed)
    assert [row["accords Words"] for row in events(forgotten)] == [""] * 4

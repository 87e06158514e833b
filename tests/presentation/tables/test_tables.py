"""The tables themselves, and the page that lists them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from accords.presentation.dossier import Dossier
from accords.presentation.tables.table import Cell, Column, Kind, Table
from accords.presentation.tables.tables import chosen, table_names, tables_of
from accords.vocabulary import Misuse
from accords.vocabulary.act import Standing

ROOT = Path(__file__).parents[3]
NAMES = (
    "reports",
    "actors",
    "attributions",
    "claims",
    "meetings",
    "commitments",
    "positions",
    "silences",
    "disputes",
)


def records(dossier: Dossier, name: str, *, text: bool = True) -> list[dict[str, Cell]]:
    [table] = chosen(tables_of(dossier, text=text), [name])
    return [dict(zip([c.name for c in table.columns], row, strict=True)) for row in table.rows()]


def test_every_list_of_a_dossier_is_a_table(claimed: Dossier) -> None:
    assert table_names() == NAMES
    for name in NAMES:
        assert len(records(claimed, name)) == len(getattr(claimed, name))


def test_cells_are_of_their_columns_types(claimed: Dossier, dossier: Dossier) -> None:
    kinds: dict[Kind, type | tuple[type, ...]] = {
        Kind.TEXT: str,
        Kind.DAY: date,
        Kind.NUMBER: (int, float),
        Kind.YES_NO: bool,
    }

    def wrong(column: Column, cell: Cell) -> bool:
        if column.several:
            return not (isinstance(cell, tuple) and all(isinstance(one, str) for one in cell))
        return cell is not None and not isinstance(cell, kinds[column.kind])

    for one in (claimed, dossier):
        for table in tables_of(one):
            for row in table.rows():
                assert [c.name for c, cell in zip(table.columns, row, strict=True) if wrong(c, cell)] == []


def test_names_of_columns_are_snake_case_and_each_says_what_it_is() -> None:
    for table in tables_of(Dossier()):
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) for name in names)
        assert all(column.about.endswith(".") for column in table.columns)


def test_a_claim_says_who_vouches_with_names_and_with_the_words(claimed: Dossier) -> None:
    law = records(claimed, "claims")[0]
    assert law["party_name"] == "Norland"
    assert law["chain"] == ("mira-holt",) and law["chain_names"] == ("Mira Holt",)
    assert law["standing"] == "counterpart" and law["whose_words"] == "according to Mira Holt"
    assert law["words"] == "Norland would write into law a pledge to take no more land from Estland"
    assert law["plover"] == "AGREE" and law["toward_names"] == ("Estland",)
    assert law["outlet"] == "Example Post" and law["published"] == date(2025, 8, 18)


def test_positions_keep_own_words_and_others_apart(claimed: Dossier) -> None:
    told = {(row["issue"], row["standing"]): row["whose_words"] for row in records(claimed, "positions")}
    assert told == {
        ("forces", "own"): "own words",
        ("forces", "counterpart"): "according to Mira Holt",
        ("talks", "own"): "own words",
        ("territory", "counterpart"): "according to Mira Holt",
    }


def test_what_the_outlet_tells_is_according_to_the_outlet(claimed: Dossier) -> None:
    plain = replace(claimed.claims[0], chain=(), standing=Standing.OUTLET)
    assert records(replace(claimed, claims=(plain,)), "claims")[0]["whose_words"] == "according to Example Post"


def test_paraphrase_is_told_from_own_words(claimed: Dossier) -> None:
    paraphrased = replace(claimed.claims[0], standing=Standing.OWN)
    told = records(replace(claimed, claims=(paraphrased,)), "claims")[0]["whose_words"]
    assert told == "own words, paraphrased"


def test_an_attribution_has_its_words_and_day(dossier: Dossier) -> None:
    stay, tone, *_ = records(dossier, "attributions")
    assert stay["source_words"] == "Envoy Mira Holt" and stay["party"] == "westmark"
    assert stay["said_on_start"] == stay["said_on_end"] == date(2025, 8, 17)
    assert tone["content_words"] == "We heard a new tone, … and we will test it."
    assert tone["channel"] == "Northern Radio" and tone["mode"] == "direct"


def test_texts_are_left_out_on_demand_and_words_stay(claimed: Dossier) -> None:
    assert "text" in records(claimed, "reports")[0]
    assert "text" not in records(claimed, "reports", text=False)[0]
    assert records(claimed, "claims", text=False) == records(claimed, "claims")


def test_without_any_text_tables_have_empty_words_and_nothing_breaks(forgotten: Dossier) -> None:
    assert {row["words"] for row in records(forgotten, "claims")} == {""}
    assert {row["words"] for row in records(forgotten, "silences")} == {""}
    assert records(forgotten, "meetings")[0]["words"] == ()


def test_rows_that_point_at_what_is_not_there_are_written(claimed: Dossier) -> None:
    alone = replace(claimed, reports=(), actors=(), attributions=(), claims=())
    assert records(alone, "positions")[0]["party_name"] == "Norland"  # its id, made readable
    assert records(alone, "positions")[0]["words"] is None
    assert records(alone, "silences")[0]["outlet"] is None
    assert records(replace(claimed, reports=()), "claims")[0]["published"] is None


def test_rows_are_made_one_at_a_time_and_anew_each_time(claimed: Dossier) -> None:
    [table] = chosen(tables_of(claimed), ["claims"])
    rows = table.rows()
    assert isinstance(rows, Iterator) and next(rows) == next(table.rows())


def test_a_table_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(Misuse) as refused:
        chosen(tables_of(Dossier()), ["claims", "clams"])
    assert "'clams'" in str(refused.value) and "reports, actors, attributions, claims" in str(refused.value)


def test_tables_come_in_their_own_order_whatever_was_asked(claimed: Dossier) -> None:
    picked: tuple[Table, ...] = chosen(tables_of(claimed), ["disputes", "reports"])
    assert [table.name for table in picked] == ["reports", "disputes"]


def test_the_page_lists_every_table_and_column() -> None:
    """`make docs` fills it."""
    done = subprocess.run([sys.executable, "tools/tables.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (ROOT / "docs/reference/tables.md").read_text("utf-8")
    for table in tables_of(Dossier()):
        assert f"### {table.name}\n" in page
        assert all(f"| `{column.name}` |" in page for column in table.columns)

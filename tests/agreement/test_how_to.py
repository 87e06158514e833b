"""Every table of docs/how-to/agreements.md is what comes out of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from accords.agreement.agreement import Agreement
from accords.agreement.course import course
from accords.agreement.machine import Machine
from accords.agreement.moments import Moment, moment_of
from accords.agreement.norms import norms_of, targets_of
from accords.agreement.parse import agreement_of
from accords.agreement.tables import items_of_table

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "agreements.md"
_BLOCK = re.compile(r"```(yaml|csv)\n(.*?)```", re.DOTALL)


class Example(NamedTuple):
    name: str
    rows: str  # in CSV
    norms: list[str]
    table: list[tuple[str, list[str]]]  # instant, the state of each norm


def examples() -> Iterator[Example]:
    """Each block of rows with the table that follows it."""
    page = PAGE.read_text(encoding="utf-8")
    heading = ""
    for number, part in enumerate(re.split(r"(?m)^(?=```csv$)", page)):
        if number:
            found = _BLOCK.match(part)
            assert found, part
            lines = [line for line in part[found.end() :].split("\n\n")[1].splitlines() if line.startswith("|")]
            head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
            yield Example(
                f"{heading} {number}",
                found[2],
                [cell.strip("`") for cell in head[1:]],
                [(row[0], row[1:]) for row in rows],
            )
        heading = ([heading, *re.findall(r"(?m)^### (.+)$", part)])[-1]


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    blocks = [text for kind, text in _BLOCK.findall(PAGE.read_text(encoding="utf-8")) if kind == "yaml"]
    found, faults = agreement_of(blocks[0], "fuel-accord.yaml")
    assert not faults
    assert found is not None
    return found


EXAMPLES = list(examples())


def test_every_kind_of_step_has_an_example() -> None:
    acts = {row.split(",")[1] for example in EXAMPLES for row in example.rows.splitlines() if ",act," in example.rows}
    assert {"suspend", "resume", "subcontract", "assign", "release", "substitute", "terminate"} <= acts
    assert all(example.table and example.norms for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_the_states_of_the_page_are_those_that_come_out(agreement: Agreement, example: Example, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(example.rows, encoding="utf-8")
    items, faults = items_of_table(path, agreement.clock, parties=agreement.party_ids)
    assert not faults
    machine = Machine(norms_of(agreement), agreement.clock, agreement.signed, targets_of(agreement))
    told, found = [], []
    for words, states in example.table:
        at = moment_of(words, agreement.clock)
        assert isinstance(at, Moment)
        become = course(machine, items, at.first)
        told.append((words, states))
        found.append((words, [" or ".join(sorted(become.states(norm) or ())) for norm in example.norms]))
    assert found == told

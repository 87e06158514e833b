"""What becomes of the agreements that ship: as it was read and kept. `make golden` resets it; the difference is there to be read."""

from __future__ import annotations

import pytest

from tools import golden, what_if_table


@pytest.mark.parametrize("name", golden.names())
def test_an_example_becomes_what_is_kept_beside_it(name: str) -> None:
    kept = (golden.EXAMPLES / f"{name}.expected.json").read_text("utf-8")
    assert golden.expected(name) == kept, "run `make golden`, and read the difference"


def test_every_agreement_that_ships_has_a_record() -> None:
    files = {path.stem for path in golden.EXAMPLES.glob("*.yaml")}
    assert files == set(golden.names())


def test_the_table_of_what_ifs_is_what_comes_out_now() -> None:
    page = what_if_table.PAGE.read_text("utf-8")
    assert what_if_table.filled(page) == page, "run `make docs`"


def test_outside_of_its_area_no_guarantee_is_triggered() -> None:
    for agreement, cases in what_if_table.asked().items():
        inside, _ = what_if_table.answer(agreement, cases["inside"])
        outside, _ = what_if_table.answer(agreement, cases["outside"])
        assert what_if_table.moved(inside), agreement
        assert not what_if_table.moved(outside), agreement

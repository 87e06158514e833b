"""What a run says of itself: two runs have one `how` exactly where they read alike."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

import accords
from accords.claims.names import FileRoster
from accords.claims.process import load_process
from accords.claims.roster import extended, load_roster
from accords.intake.run import run_of
from accords.reading import weights

ROSTER, CYPRUS = load_roster(), load_process("cyprus")
NOW = datetime(2025, 8, 18, tzinfo=UTC)


def test_a_run_names_what_it_read_by() -> None:
    run = run_of(ROSTER, CYPRUS, begun=NOW)
    assert (run.begun, run.process, run.source) == (NOW, "cyprus", "read")
    assert run.version == accords.__version__
    assert len(run.weights) == len(run.roster) == len(run.issues or "") == 64
    assert run_of(ROSTER).process is None is run_of(ROSTER).issues


def test_the_order_of_a_list_and_the_time_are_of_no_account() -> None:
    shuffled = list(ROSTER.lists[0])
    random.Random(1).shuffle(shuffled)
    again = FileRoster(shuffled, *ROSTER.lists[1:], not_actors=reversed(ROSTER.not_actors))
    assert run_of(again, begun=NOW).how == run_of(ROSTER).how
    assert run_of(ROSTER, begun=NOW).id != run_of(ROSTER, begun=NOW.replace(year=2026)).id


ONE = {"name": "Ada Holt", "kind": "person", "party": "France"}
OTHERWISE = {
    "one more actor": extended(ROSTER, [ONE]),
    "an alias more": extended(ROSTER, [{**ONE, "aliases": ["Ada M. Holt"]}]),
    "a role": extended(ROSTER, [{**ONE, "roles": [{"role": "Envoy", "to": "2025"}]}]),
    "another day of a role": extended(ROSTER, [{**ONE, "roles": [{"role": "Envoy", "to": "2026"}]}]),
    "the same actor of a later list": extended(extended(ROSTER, [{"name": "Nobody", "kind": "person"}]), [ONE]),
    "a name that is none": extended(ROSTER, [], ["New Ruritania"]),
}


def test_every_change_of_a_roster_changes_the_run() -> None:
    hows = {run_of(roster).how for roster in (ROSTER, *OTHERWISE.values())}
    assert len(hows) == 1 + len(OTHERWISE)


@pytest.mark.parametrize(
    "change", [{"issues": ()}, {"principals": ("France", "Spain")}, {"mediators": ()}, {"terms": ()}, {"name": "other"}]
)
def test_every_change_of_a_process_changes_the_run(change: dict[str, Any]) -> None:
    assert replace(CYPRUS, **change) != CYPRUS
    assert run_of(ROSTER, replace(CYPRUS, **change)).how != run_of(ROSTER, CYPRUS).how


def test_other_weights_or_another_version_are_another_run(monkeypatch: pytest.MonkeyPatch) -> None:
    how = run_of(ROSTER, version="1").how
    assert run_of(ROSTER, version="2").how != how
    shipped = weights.manifest()
    for other in (
        {**shipped, "files": {**shipped["files"], "wording.npz": "0" * 64}},
        {**shipped, "decoding": {**shipped["decoding"], "act": 0.9}},
    ):
        monkeypatch.setattr(weights, "manifest", lambda other=other: other)
        assert run_of(ROSTER, version="1").how != how

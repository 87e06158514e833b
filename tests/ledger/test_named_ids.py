"""A ruling that names somebody or some place by a slip of the pen is refused, instead of making somebody or holding nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accords.ledger.ledger import Ledger
from accords.vocabulary import Misuse
from tests.ledger.accounts import RUN, accounts

WHO = "R. Reader"
READ = list(accounts(3))
ONE, OTHER = READ[0], READ[1]
CLAIM, SAYING, MEETING = ONE.claims[0].id, ONE.sayings[0].id, ONE.meetings[0].id
PARTY = ONE.claims[0].party
SOMEBODY = next(actor.id for actor in ONE.actors if actor.role)
ADDED = {"words": [[0, 10]], "act": "assess", "issue": "talks"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.new(tmp_path / "talks.ledger") as made:
        made.add(READ, RUN)
        yield made


REFUSED: dict[str, tuple[str, str, dict[str, object], str, str]] = {
    "a party in capitals": ("party", CLAIM, {"party": PARTY.title()}, "value.party", f"Did you mean '{PARTY}'?"),
    "a party that nobody knows": ("party", CLAIM, {"party": "utopia"}, "of whom this ledger knows nothing", "give the name too"),
    "a new party that no page could ask for": ("party", CLAIM, {"party": "New Bloc", "name": "New Bloc"}, "'New Bloc'", "'new-bloc'"),
    "a speaker by name": ("re-attribute", SAYING, {"speaker": "Nobody Here"}, "'Nobody Here'", "give the name too"),
    "a speaker in capitals, named too": (
        "re-attribute", SAYING, {"speaker": SOMEBODY.upper(), "name": "S."}, "value.speaker", f"Did you mean '{SOMEBODY}'?",
    ),
    "a party of the speaker in capitals": (
        "re-attribute", SAYING, {"speaker": "nina-new", "name": "Nina New", "party": PARTY.title()}, "value.party", PARTY,
    ),
    "a claim of a party that nobody knows": ("claim", ONE.report.id, {**ADDED, "party": "utopia"}, "utopia", "give the name too"),
    "addressed to one in capitals": (
        "claim", ONE.report.id, {**ADDED, "party": SOMEBODY, "toward": [PARTY.title()]}, "value.toward", f"Did you mean '{PARTY}'?",
    ),
    "a split in a report that is not there": (
        "split", SOMEBODY, {"reports": ["nosuch"], "id": "n", "name": "N"}, "no id 'nosuch'", "Ids stand at the end",
    ),
    "a split in a report that is a claim": (
        "split", SOMEBODY, {"reports": [CLAIM], "id": "n", "name": "N"}, f"claim {CLAIM}", "Ids stand at the end",
    ),
    "a meeting split in a report that tells of another": (
        "split", MEETING, {"reports": [OTHER.report.id]}, f"which tells of {OTHER.meetings[0].id}", "Ids stand at the end",
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", REFUSED)
def test_a_slip_of_the_pen_is_refused_with_what_to_do(ledger: Ledger, situation: str) -> None:
    ruling, subject, value, found, remedy = REFUSED[situation]
    with pytest.raises(Misuse) as refused:
        ledger.rule(ruling, subject, value, who=WHO)
    assert found in str(refused.value) and remedy in refused.value.fault.remedy
    assert ledger.judgements() == ()


def test_somebody_new_is_taken_with_a_name_and_known_until_that_is_undone(ledger: Ledger) -> None:
    made = ledger.rule("party", CLAIM, {"party": "new-bloc", "name": "The New Bloc"}, who=WHO)
    other = ONE.claims[1].id
    ledger.rule("party", other, {"party": "new-bloc"}, who=WHO)
    ledger.rule("undo", made.id, who=WHO)
    with pytest.raises(Misuse, match="of whom this ledger knows nothing"):
        ledger.rule("party", CLAIM, {"party": "new-bloc"}, who=WHO)


def test_places_of_a_split_may_be_beginnings_and_are_kept_whole(ledger: Ledger) -> None:
    value = {
        "reports": [ONE.report.id[:8]],
        "claims": [CLAIM[:8]],
        "attributions": [SAYING[:8]],
        "id": "other-one",
        "name": "Other",
    }
    made = ledger.rule("split", SOMEBODY, value, who=WHO)
    told = (made.value["reports"], made.value["claims"], made.value["attributions"])
    assert told == ([ONE.report.id], [CLAIM], [SAYING])
    (account,) = ledger.accounts(reports=[ONE.report.id])
    named = {actor.id for actor in account.actors}
    assert "other-one" in named and SOMEBODY not in named

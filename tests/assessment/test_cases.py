"""What copying does to a claim: each case's right reading, on dossiers made of the gold reports of development.

The cases are those of the design; each test is named after its case. `bench/across.py` runs them on a dossier read from the texts too
(`ACCORDS_CASES` names it) and says how many hold end to end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from accords.assessment.commitments import Commitment, CommitmentStatus
from accords.assessment.dispute import Dispute, DisputeKind
from accords.assessment.record import Record
from accords.assessment.view import View
from accords.assessment.where import Where
from accords.claims.accounts import accounts_of
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing

GUARANTEES, TERRITORY, FORCES, TALKS = "security guarantees", "territory", "forces", "talks"


class Case:
    """A view, and its claims by the file in which they stand."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.file = {one.id: str(one.account.report.given_id).removesuffix(".txt") for one in view.reports}

    def claim(self, own: str) -> Claim:
        one = self.view.record.claim(own)
        assert one is not None
        return one.claim

    def files(self, dispute: Dispute) -> set[str]:
        return {self.file[self.claim(own).report] for own in dispute.claims}

    def disputes(self, kind: DisputeKind, *among: str) -> list[Dispute]:
        """Those of a kind to which all of these files belong."""
        return [d for d in self.view.disputes() if d.kind is kind and set(among) <= self.files(d)]

    def commitments(self, party: str, issue: str) -> tuple[Commitment, ...]:
        return self.view.commitments(Where(party=party, issue=issue))

    def standing(self, file: str, party: str, issue: str) -> set[Standing]:
        """The standings, as of the view, of a party's claims in a file."""
        return {
            self.view.standing_of(one)
            for known in self.view.reports
            if self.file[known.id] == file
            for one in known.claims
            if (one.claim.party, one.claim.issue) == (party, issue) and one.claim.act.undertakes
        }


@pytest.fixture(scope="module")
def case(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    gold, maker = shared / "reports" / "dev", shared / "eval" / "gold_dossier.py"
    made = Path(os.environ.get("ACCORDS_CASES") or tmp_path_factory.mktemp("cases") / "gold.json")
    if not made.exists():
        subprocess.run([sys.executable, str(maker), str(gold), str(made)], check=True)
    accounts, faults = accounts_of(json.loads(made.read_text("utf-8")), "gold")
    assert not faults
    return Case(Record(accounts).as_of())


def test_what_russia_is_said_to_have_agreed_to_17_august(case: Case) -> None:
    renderings = case.disputes(
        DisputeKind.STRENGTH, "cnn-witkoff-excerpts", "meridian-witkoff", "deccan-lantern-shield"
    )
    assert len(renderings) == 1, "one claim with many renderings"
    assert len(case.files(renderings[0])) >= 6
    told = [
        c for c in map(case.claim, renderings[0].claims) if c.party == "russia" and c.chain[-1:] == ("steve-witkoff",)
    ]
    assert {c.act for c in told} <= {Act.ACCEPT, Act.AGREE, Act.CONCEDE, Act.SUPPORT}, (
        "Russia assents; it gives nothing"
    )
    offers = [
        c for c in map(case.claim, renderings[0].claims) if c.act is Act.OFFER and c.chain[-1:] == ("steve-witkoff",)
    ]
    assert {c.party for c in offers} == {"united-states"}
    for row in case.commitments("russia", GUARANTEES):
        if not any(case.claim(own).chain[-1:] == ("vladimir-putin",) for own in row.claims):
            assert row.status in (CommitmentStatus.REPORTED, CommitmentStatus.DENIED), "never a Russian self-commitment"


def test_witkoff_corrects_the_question(case: Case) -> None:
    (correction,) = case.disputes(DisputeKind.DENIAL, "cnn-witkoff-excerpts", "valley-echo-witkoff")
    denials = [c for c in map(case.claim, correction.claims) if c.act is Act.DENY]
    assert [(c.party, c.chain) for c in denials] == [("united-states", ("steve-witkoff",))]
    assert not any(row.status is CommitmentStatus.DENIED for row in case.commitments("russia", GUARANTEES))


def test_who_gives_the_guarantee(case: Case) -> None:
    assert case.disputes(DisputeKind.ROLE, "correio-norte-guarantor", "cnn-witkoff-excerpts")
    (refused,) = case.disputes(DisputeKind.ROLE, "baltic-dispatch-brussels", "cnn-witkoff-excerpts")
    assert any(c.party == "ukraine" and c.act is Act.REJECT for c in map(case.claim, refused.claims))
    taken_back = (CommitmentStatus.DENIED, CommitmentStatus.WITHDRAWN)
    assert not any(row.status in taken_back for row in case.commitments("united-states", GUARANTEES))


def test_russias_legislative_promise(case: Case) -> None:
    law = [
        row
        for row in case.commitments("russia", TERRITORY)
        if any("law" in case.claim(own).terms for own in row.claims)
    ]
    assert law
    promised = max(law, key=lambda row: len(row.claims))
    assert promised.status is CommitmentStatus.REPORTED, "only others say so, the outlet that says 'signalled' included"
    assert promised.condition
    assert case.disputes(DisputeKind.ATTRIBUTION_LOST, "kosmos-brief-five-points", "cnn-witkoff-excerpts")


def test_putins_own_words_against_the_accounts_of_them(case: Case) -> None:
    own, others = case.view.positions(Where(party="russia", issue=GUARANTEES))
    assert (own.standing, others.standing) == (Standing.OWN, Standing.COUNTERPART), "two records"
    assert case.disputes(DisputeKind.STRENGTH, "indus-wire-putin", "cpa-trump-accept")
    assert case.disputes(DisputeKind.WORDS_ALTERED, "indus-wire-putin", "newssprout-putin")
    early = case.view.record.as_of(case.view.record.report(case.claim(own.claim).report).known_on.replace(day=16))  # type: ignore[union-attr]
    (said, *_) = early.positions(Where(party="russia", issue=GUARANTEES))
    assert case.file[case.claim(said.claim).report] == "indus-wire-putin", (
        "altered words do not win over the original's"
    )


def test_trumps_sentence_on_acceptance(case: Case) -> None:
    (partial,) = case.disputes(DisputeKind.DENIAL, "cpa-trump-accept", "mdm-ministry-comment")
    claims = list(map(case.claim, partial.claims))
    assert {c.chain[-1] for c in claims if c.act is Act.ACCEPT} == {"donald-trump"}
    assert FORCES in {c.issue for c in claims if c.act is Act.REJECT}, "one form of a guarantee is refused: troops"
    assert not any(row.status is CommitmentStatus.DENIED for row in case.commitments("russia", GUARANTEES))
    assert case.disputes(DisputeKind.STRENGTH, "mdm-ministry-comment", "cedar-channel-nato")


def test_attribution_lost_between_copies_of_one_wire(case: Case) -> None:
    assert case.disputes(DisputeKind.ATTRIBUTION_LOST, "cpa-lavrov", "globenow-lavrov")
    assert Standing.OUTLET not in case.standing("globenow-lavrov", "russia", TALKS), (
        "it is traced to the one who said it"
    )
    others = [p for p in case.view.positions(Where(party="russia", issue=TALKS)) if p.standing is not Standing.OWN]
    assert all(p.independent_outlets == 1 for p in others if p.stance is Act.AGREE), "no independent confirmation"


def test_territory_agreed_discussed_or_not_on_the_table(case: Case) -> None:
    (conflict,) = case.disputes(
        DisputeKind.STRENGTH, "meridian-vance", "meridian-donbas-exclusive", "cnn-witkoff-excerpts"
    )
    conceded = [c for c in map(case.claim, conflict.claims) if c.act is Act.CONCEDE]
    assert conceded and all(c.standing is not Standing.OWN for c in conceded), "reported by the other side only"
    own = [p for p in case.view.positions(Where(party="russia", issue=TERRITORY)) if p.standing is Standing.OWN]
    assert not any(p.stance is Act.CONCEDE for p in own)


def test_us_military_role(case: Case) -> None:
    assert case.disputes(DisputeKind.STRENGTH, "atlantic-newswire-by-air", "daily-semaphore-jets")
    assert case.disputes(DisputeKind.WORDS_ALTERED, "atlantic-newswire-by-air", "daily-semaphore-jets")
    germany = case.view.positions(Where(party="germany", issue=FORCES))
    assert germany and all(p.standing is not Standing.OWN for p in germany), "ascribed, not Germany's own"
    assert not any(row.status is not CommitmentStatus.REPORTED for row in case.commitments("germany", FORCES))

"""A question is something that the machine read and that a person's ruling would be worth most on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class QuestionKind(StrEnum):
    """The closed list: was this read rightly; who said this; are these two one."""

    CLAIM = "claim"
    ATTRIBUTION = "attribution"
    ACTORS = "actors"


class Hangs(StrEnum):
    """What hangs on a question. `denial` is that a commitment is denied; `reports` that a report and its copies show a claim;
    `claims` that claims in such answers are vouched for by whoever is asked about; `actors` that two actors would be one."""

    POSITION = "position"
    COMMITMENT = "commitment"
    DENIAL = "denial"
    DISPUTE = "dispute"
    REPORTS = "reports"
    CLAIMS = "claims"
    ACTORS = "actors"


class Reason(NamedTuple):
    """One thing that hangs on a question.

    `answers`: how many answers would be others if the machine is wrong; a part of one where it may stand all the same.
    `own`: it is told as the party's own words. `others`: how many claims beside this one say the same there; of `reports`, the
    copies that repeat it; of `claims`, how many claims there are. `row`: the id of the commitment or dispute. `instead`: of a
    position, the claim that it would be without this one, `None` where it would be gone.
    """

    hangs: Hangs
    answers: float
    own: bool = False
    others: int = 0
    row: str | None = None
    instead: str | None = None

    def to_json(self) -> dict[str, object]:
        return {
            "hangs": self.hangs.value,
            "answers": round(self.answers, 4),
            "own": self.own,
            "others": self.others,
            "row": self.row,
            "instead": self.instead,
        }


@dataclass(frozen=True, slots=True)
class Question:
    """What to rule on, how likely the machine is wrong there, and what hangs on it.

    `subject` is the id of a claim, of an attribution without a speaker, or of the better known of two actors that may be one;
    `other` is then the other's. `unsure`: how likely it is wrong, 0 to 1. `reports`: where it stands; of two actors, the first
    report that names each. `claims`: those that a ruling would touch; of a claim itself, also those of copies that repeat it.
    """

    kind: QuestionKind
    subject: str
    unsure: float
    reasons: tuple[Reason, ...]
    other: str | None = None
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def worth(self) -> float:
        """The number of answers that a ruling is expected to change."""
        return self.unsure * sum(reason.answers for reason in self.reasons)

    def to_json(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "subject": self.subject,
            "other": self.other,
            "worth": round(self.worth, 4),
            "unsure": round(self.unsure, 4),
            "reports": list(self.reports),
            "claims": list(self.claims),
            "reasons": [reason.to_json() for reason in self.reasons],
        }


def pair_of(one: str, other: str) -> str:
    """What stands for two actors among the ids that were ruled on. No id of one holds a space."""
    return " ".join(sorted((one, other)))

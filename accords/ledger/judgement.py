"""A judgement is what a person rules on something that the machine read: a row with who and when, undone by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from accords.ledger.entry import digest, instant


class Ruling(StrEnum):
    """The closed list. What each asks of `subject` and `value`: `docs/reference/rulings.md`."""

    RIGHT = "right"
    MISREAD = "misread"
    SAME_ACTOR = "same actor"
    NOT_THE_SAME = "not the same"
    MERGE = "merge"
    SPLIT = "split"
    RE_ATTRIBUTE = "re-attribute"
    ACT = "act"
    ISSUE = "issue"
    STRENGTH = "strength"
    NEGATED = "negated"
    PARTY = "party"
    CLAIM = "claim"
    NOT_A_COPY = "not a copy"
    NOTE = "note"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One ruling. `subject` is the id of a claim, attribution, meeting, actor, report or (to undo) judgement.

    `value` holds plain JSON: what the ruling says (`{"act": "accept"}`, `{"other": "steve-witkoff"}`), and under `read`
    what the machine had read when the ruling was made, so that it finds its claim again in a later reading; of a ruling
    that adds a claim, the claim.
    `kept_id` is the id that it was given when it was made: it stays where words of a forgotten report went from it.
    """

    ruling: Ruling
    subject: str
    who: str
    made_at: datetime
    value: Mapping[str, object] = field(default_factory=dict)
    note: str | None = None
    kept_id: str | None = field(default=None, compare=False, repr=False)

    @property
    def id(self) -> str:
        return self.kept_id or "j" + digest(self.to_json())[:12]

    def to_json(self) -> dict[str, object]:
        return {
            "ruling": self.ruling.value,
            "subject": self.subject,
            "who": self.who,
            "made_at": instant(self.made_at),
            "value": dict(self.value),
            "note": self.note,
        }

"""A finding is something that the lint has to say of an agreement: what a careful lawyer would ask before it is signed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"  # what is written cannot be meant: it can never come about, or is broken from its first instant
    WARNING = "warning"  # something is missing that decides who is in breach, and when
    NOTE = "note"  # good to know


class Code(StrEnum):
    """What a finding is of. Names are stable: files and scripts may rest on them."""

    # Time
    UNDATED = "undated"  # no stipulation of the article has a date, or it has no stipulation
    NO_DEADLINE = "no-deadline"  # an obligation or a step of an article that has dates elsewhere
    NO_END = "no-end"  # a prohibition that can be broken and never be kept to its end
    CANNOT_LAPSE = "cannot-lapse"  # a condition that may be waited for for ever
    CLOCK_MAY_NOT_START = "clock-may-not-start"  # what a deadline counts from may never come
    NO_ANCHOR = "no-anchor"  # a deadline counts from a signing or an entry into force of which the file has no date
    DATE_BEFORE_CONDITION = "date-before-condition"  # the date may pass before the duty comes
    ENDS_BEFORE_IT_BEGINS = "ends-before-it-begins"
    LAPSES_FIRST = "lapses-first"  # the condition can only come when it has lapsed
    IDLE_LAPSES = "idle-lapses"  # there is no condition that could lapse
    RETROACTIVE = "retroactive"  # in force before it was signed
    LOCAL_TIME = "local-time"  # an hour that comes twice
    # Order
    CIRCLE = "circle"
    CHAIN = "chain"
    UNREACHABLE = "unreachable"  # waits for a state that a norm cannot be in, or for what excludes itself
    DEED_IS_TRIGGER = "deed-is-trigger"  # what triggers a duty does not also fulfil it
    # Who and what
    NO_DEBTOR = "no-debtor"
    OWED_NOT_SAID = "owed-not-said"
    GROUP_AND_MEMBER = "group-and-member"
    WIDE_DEED = "wide-deed"
    CONFLICT = "conflict"  # one clause asks what another forbids
    UNUSED_PARTY = "unused-party"
    UNUSED_DEFINITION = "unused-definition"
    UNUSED_AREA = "unused-area"
    # Texts
    READINGS_DIFFER = "readings-differ"
    READINGS_ALIKE = "readings-alike"
    # Powers
    IDLE_POWER = "idle-power"
    NO_WAY_BACK = "no-way-back"  # may be suspended, and nobody may resume it
    NOBODY_MAY = "nobody-may"  # a clause waits for an operation that nobody may do
    # Guarantees
    DUTY_WITHOUT_TIME = "duty-without-time"
    DISCRETION = "discretion"
    NOBODY_DETERMINES = "nobody-determines"
    RULE_CANNOT_BE_MET = "rule-cannot-be-met"
    VETO = "veto"
    OWN_CAUSE = "own-cause"  # whoever attacks has a say in whether it was an attack
    SILENCE = "silence"  # nothing follows where nobody determines in time
    NO_TERM = "no-term"
    NO_BENEFICIARY = "no-beneficiary"
    NO_AREA = "no-area"


@dataclass(frozen=True, slots=True)
class Finding:
    """`place`: file:line. `about`: the id of a stipulation or norm, the number of an article, or the name of a party, definition or area.

    `words`: a full sentence. `remedy`: what to do. `path`: of a chain or a circle, what rests on what follows, each with its place.
    `reading`: the only readings in which it is so, joined by commas.
    """

    place: str
    code: Code
    about: str
    severity: Severity
    words: str
    remedy: str
    path: tuple[tuple[str, str], ...] = ()
    reading: str | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.words} {self.remedy} [{self.code}]"

    def to_json(self) -> dict[str, object]:
        return {
            "place": self.place,
            "code": self.code.value,
            "about": self.about,
            "severity": self.severity.value,
            "words": self.words,
            "remedy": self.remedy,
            "path": [{"id": own, "place": place} for own, place in self.path],
            "reading": self.reading,
        }


def line_of(place: str) -> tuple[str, int]:
    """A place as it is put in order: file, line."""
    name, _, line = place.rpartition(":")
    return (name, int(line)) if line.isdecimal() else (place, 0)

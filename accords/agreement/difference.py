"""A difference is one thing in which two texts of an agreement are not the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from accords.agreement.spoken import counted


class DifferenceKind(StrEnum):
    MEANING = "meaning"  # who owes what, when, or what follows
    TEXT = "text"  # words, numbers, names and codes, of which nothing follows


class Subject(StrEnum):
    AGREEMENT = "agreement"
    PARTY = "party"
    AREA = "area"
    DEFINITION = "definition"
    ARTICLE = "article"
    STIPULATION = "stipulation"


class Direction(StrEnum):
    """What it means for those who owe."""

    STRICTER = "stricter"
    LOOSER = "looser"
    OTHER = "other"  # neither, or not clear

    @property
    def mirrored(self) -> Direction:
        if self is Direction.OTHER:
            return self
        return Direction.LOOSER if self is Direction.STRICTER else Direction.STRICTER


@dataclass(frozen=True, slots=True)
class Difference:
    """`aspect`: in what (`who`, `by`, `when`, `text`; of something that is new or gone as a whole: `all`). `old`, `new`: its id in both
    files, `None` where it is not there; `before`, `after`: what each says, `None` where it says nothing.

    `days`: by how many days a date is later, at the least and at the most; negative: earlier.
    """

    kind: DifferenceKind
    subject: Subject
    aspect: str
    old: str | None = None
    new: str | None = None
    old_place: str | None = None
    new_place: str | None = None
    before: str | None = None
    after: str | None = None
    direction: Direction = Direction.OTHER
    days: tuple[int, int] | None = None

    def mirrored(self) -> Difference:
        """The same, with old and new exchanged."""
        return replace(
            self,
            old=self.new,
            new=self.old,
            old_place=self.new_place,
            new_place=self.old_place,
            before=self.after,
            after=self.before,
            direction=self.direction.mirrored,
            days=(-self.days[1], -self.days[0]) if self.days else None,
        )

    @property
    def sentence(self) -> str:
        """`Looser: the deadline of 4.resolution is 16 days later: …`."""
        words = _WHOLE[self.new is None](self) if self.aspect == "all" else self._aspect()
        if self.direction is not Direction.OTHER:
            return f"{self.direction.capitalize()}: {words}"
        return words[:1].upper() + words[1:]

    def _aspect(self) -> str:
        name = _LABELS.get(self.aspect, self.aspect)
        of = self._of(self.new or self.old)
        if self.aspect in ("number", "name", "article", "called"):
            return f"{self._of(self.old)} is {self._of(self.after if self.aspect == 'called' else self.new)} now."
        if self.aspect in _FLAGS and (self.before is None) is not (self.after is None):
            return f"{_FLAGS[self.aspect][self.after is None].format(of=of)}."
        if self.before is None:
            return f"{of} has {name if name.endswith('s') else _indefinite(name)} now: {self.after}."
        if self.after is None:
            return f"{of} has no {name} any more; before: {self.before}."
        if self.aspect.endswith("text") or self.aspect in ("about", "title"):
            return f"the {name} of {of} is worded differently."
        if self.days and (later := _later(self.days)):
            return f"the {name} of {of} is {later}: {self.after}; before: {self.before}."
        return f"the {name} of {of} {'are' if name.endswith('s') else 'is'} now: {self.after}; before: {self.before}."

    def _of(self, own: str | None) -> str:
        own = own or ""
        match self.subject:
            case Subject.STIPULATION:
                return own
            case Subject.AGREEMENT:
                return "the agreement"
            case Subject.DEFINITION:
                return f"the definition `{own}`"
        return f"{'the ' if self.subject is not Subject.ARTICLE else ''}{self.subject} {own}"

    def to_json(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "subject": self.subject.value,
            "aspect": self.aspect,
            "old": self.old,
            "new": self.new,
            "old_place": self.old_place,
            "new_place": self.new_place,
            "before": self.before,
            "after": self.after,
            "direction": self.direction.value,
            "days": list(self.days) if self.days else None,
            "sentence": self.sentence,
        }


def _new(one: Difference) -> str:
    return f"{one._of(one.new)} is new: {one.after}."


def _gone(one: Difference) -> str:
    return f"{one._of(one.old)} is gone; it said: {one.before}."


_WHOLE = {False: _new, True: _gone}
# Aspects whose name in the file is not what people call them.
_LABELS = {
    "who": "debtors",
    "owed": "way of owing",
    "to": "creditors",
    "does": "deed",
    "does not": "forbidden deed",
    "may": "empowered deed",
    "by": "deadline",
    "until": "end",
    "begins": "beginning",
    "lapses": "day of lapsing",
    "when": "condition",
    "unless": "exception",
    "ended by": "early end",
    "cured by": "cure",
    "over": "reach of the power",
    "beneficiary": "beneficiaries",
    "determined by": "determining body",
    "rule": "rule of determining",
    "veto": "holders of a veto",
    "within": "time for determining",
    "about": "description",
    "in force": "entry into force",
    "signed": "date of signing",
}
# What is said where it is not as usual: the sentence where that is new, and where it is so no more.
_FLAGS = {
    "cure": (
        "what is done late does not cure a breach of {of} any more",
        "what is done late cures a breach of {of} now",
    ),
    "delegable": ("{of} may not be subcontracted any more", "{of} may be subcontracted now"),
    "assignable": ("the right to {of} may not be handed on any more", "the right to {of} may be handed on now"),
    "restarts": (
        "a second trigger restarts the clock of {of} now",
        "a second trigger restarts the clock of {of} no more",
    ),
    "anyone": ("anybody's deed fulfils {of} now", "only its debtors' deed fulfils {of} now"),
    "survives": ("{of} survives the end of the agreement now", "{of} ends with the agreement now"),
    "again": ("{of} can be triggered again now", "{of} is done once for all now"),
    "discretion": (
        "{of} leaves it to the guarantor what it does now",
        "{of} no more leaves it to the guarantor what it does",
    ),
}


def _indefinite(name: str) -> str:
    return name if name.startswith("`") else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _later(days: tuple[int, int]) -> str:
    least, most = sorted(map(abs, days))
    if days[0] * days[1] < 0 or not most:
        return ""
    word = "later" if max(days) > 0 else "earlier"
    return f"{counted(most, 'day')} {word}" if least == most else f"{least} to {counted(most, 'day')} {word}"

"""The recorded claims of one party on one issue -> its undertakings, each with all that tell of it.

Gathered in the order in which things came to be known, so that what is gathered by a day is the same whatever is told later:
one gathering answers for every day, and one more claim at its end costs no more than itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accords.assessment.forms import Form
from accords.assessment.likeness import Subjects, alike
from accords.assessment.recorded import First, Recorded
from accords.vocabulary.act import Standing

# Words that terms must have to tell one undertaking from another: "we will work on that" has fewer.
_TELLING = 2
# How much later than its denial an undertaking may come to be known: reports come late, but what is promised weeks after
# is another promise.
_LATE = timedelta(days=14)
_STEM = 4  # letters by which a word is known to belong to a party's name: "Russian", russia


class Undertaking:
    """`claims` in order. `taken_back`: those of the party that deny it or withdraw it, each with the day from which that is
    known; `contradicted`: those of other parties that deny it, likewise.

    What an answer says of the first so many claims is kept as they come, so that any day is answered without going through
    them: `ids` and `reports` of the claims, `own` the indexes of those in the party's own words, `days` the earliest and the
    latest day up to each, and in `firsts` the index of the first claim of which something holds. `made` keeps the rows made
    of it, by what they were made of.
    """

    __slots__ = (
        "bare",
        "claims",
        "contradicted",
        "days",
        "firsts",
        "form",
        "ids",
        "made",
        "others",
        "own",
        "reports",
        "taken_back",
    )

    def __init__(self, form: Form | None = None, bare: bool = False) -> None:
        self.form = form
        self.bare = bare  # told so far only as an agreement with the other side: what each will do may follow
        self.claims: list[Recorded] = []
        self.taken_back: list[tuple[date, Recorded]] = []
        self.contradicted: list[tuple[date, Recorded]] = []
        self.ids: list[str] = []
        self.reports: list[str] = []
        self.own: list[int] = []
        self.days: list[tuple[date | None, date | None]] = []
        self.firsts: dict[First, int] = {}
        self.others: dict[str, int] = {}
        self.made: dict[object, Any] = {}

    def take(self, one: Recorded, standing: Standing) -> None:
        at, claim, made = len(self.claims), one.claim, one.undertaken
        self.claims.append(one)
        self.ids.append(one.id)
        self.reports.append(one.report)
        earliest, latest = self.days[-1] if self.days else (None, None)
        if one.day is not None:
            earliest = one.day if earliest is None else min(earliest, one.day)
            latest = one.day if latest is None else max(latest, one.day)
        self.days.append((earliest, latest))
        for party in claim.toward:
            self.others.setdefault(party, at)
        own = standing is Standing.OWN
        if own:
            self.own.append(at)
        for name in made.holds_of_own if own else made.holds:
            if name not in self.firsts:
                self.firsts[name] = at
        if not one.undated:
            self.firsts.setdefault(First.DATED, at)

    def first(self, name: First, among: int) -> Recorded | None:
        """The first claim of which it holds, among the first so many."""
        at = self.firsts.get(name)
        return None if at is None or at >= among else self.claims[at]

    def known_by(self, day: date | None) -> int:
        """How many of the claims are known by the end of the day: the first so many."""
        if day is None or self.claims[-1].known_on <= day:
            return len(self.claims)
        return bisect_right(self.claims, day, key=_known_on)

    def standing_as(self, standing_of: Callable[[Recorded], Standing]) -> Undertaking:
        """The same where claims have another standing than their reports say."""
        row = Undertaking(self.form, self.bare)
        for one in self.claims:
            row.take(one, standing_of(one))
        row.taken_back, row.contradicted = self.taken_back, self.contradicted
        return row


@dataclass(eq=False, slots=True)
class _Denial:
    """What takes something back; `checked`: among how many subjects it was looked for."""

    recorded: Recorded
    about: frozenset[str]
    of: Undertaking | None = None
    known_on: date = date.min
    checked: int = 0
    settled_by: tuple[int, int] = (-1, -1)


class Gathering:
    """The undertakings of one party on one issue; `take` them in order, then `settle` what was taken back."""

    def __init__(self) -> None:
        self.rows: list[Undertaking] = []
        self._told: Subjects[Undertaking] = Subjects()
        # Of each subject in `_told`: its words, since when it is known, and the row.
        self._subjects: list[tuple[frozenset[str], date, Undertaking]] = []
        # Reports repeat one another: what is near the same words, among how many.
        self._asked: dict[frozenset[str], tuple[int, list[Undertaking]]] = {}
        self._denials: list[_Denial] = []
        self._of_others: dict[Recorded, _Denial] = {}
        self._contradicted_by: tuple[int, list[Recorded]] = (0, [])

    def take(self, recorded: Recorded) -> None:
        made = recorded.undertaken
        if made.takes_back:
            self._denials.append(_Denial(recorded, made.about))
        if not made.undertakes:
            return
        about, form, rows = made.about, made.form, self.rows
        if self._asked.get(about, (-1,))[0] != len(self._told):
            self._asked[about] = (len(self._told), self._told.near(about))
        row = next((r for r in self._asked[about][1] if _one_form(r, form)), None)
        if row is None and len(about) < _TELLING:
            row = next((r for r in reversed(rows) if _carries_on(r, recorded, form)), None)
        if row is None and rows and (made.bare or rows[-1].bare) and _one_form(rows[-1], form):
            row = rows[-1]
            self._add(about, recorded, row)
        if row is None:
            row = Undertaking(form, made.bare)
            rows.append(row)
            self._add(about, recorded, row)
        row.form = row.form or form
        row.bare = row.bare and made.bare
        row.take(recorded, recorded.claim.standing)

    def _add(self, about: frozenset[str], recorded: Recorded, row: Undertaking) -> None:
        self._told.add(about, row)
        self._subjects.append((about, recorded.known_on, row))

    def settle(self) -> None:
        """Say of each denial and withdrawal what it takes back: the undertaking most like it among those known by the end
        of its day, else the first like it that comes to be known in the fortnight after. One without words is of the only one there is."""
        if not self._denials:
            return
        for denial in self._denials:
            self._settle(denial)
        for row in self.rows:
            row.taken_back = []
        for denial in self._denials:
            if denial.of is not None:
                denial.of.taken_back.append((denial.known_on, denial.recorded))

    def contradict(self, party: str, denials: Sequence[Recorded]) -> None:
        """Say of each denial by another party which undertaking of this `party` it is of, found as for the party's own.

        Only of one that names the party and has words enough besides: what somebody denies is as a rule his own.
        """
        asked = (len(self._subjects), list(denials))
        if asked == self._contradicted_by:
            return
        self._contradicted_by = asked
        before, self._of_others = self._of_others, {}
        for one in denials:
            denial = before.get(one) or _of_another(party, one)
            if denial is not None:
                self._of_others[one] = denial
                self._settle(denial)
        for row in self.rows:
            row.contradicted = []
        for denial in self._of_others.values():
            if denial.of is not None:
                denial.of.contradicted.append((denial.known_on, denial.recorded))

    def _settle(self, denial: _Denial) -> None:
        known_on = denial.recorded.known_on
        by_then = bisect_right(self._subjects, known_on, key=lambda subject: subject[1])
        rows = bisect_right(self.rows, known_on, key=lambda row: row.claims[0].known_on)
        if denial.settled_by != (by_then, rows):
            denial.settled_by, denial.checked, denial.known_on = (by_then, rows), by_then, known_on
            denial.of = next(iter(self._told.near(denial.about, by_then)), None)
            if denial.of is None and rows == 1 and not denial.about:
                denial.of = self.rows[0]
        while denial.of is None and denial.checked < len(self._subjects):
            about, since, row = self._subjects[denial.checked]
            if since > known_on + _LATE:
                break
            denial.checked += 1
            if alike(about, denial.about):
                denial.of, denial.known_on = row, since


def _of_another(party: str, denied: Recorded) -> _Denial | None:
    names = [name[:_STEM] for name in party.split("-") if len(name) >= _STEM]
    told = denied.undertaken.about
    about = frozenset(word for word in told if not word.startswith(tuple(names)))
    named = bool(names) and all(any(word.startswith(name) for word in told) for name in names)
    return _Denial(denied, about) if (named or party in denied.claim.toward) and len(about) >= _TELLING else None


def _known_on(recorded: Recorded) -> date:
    return recorded.known_on


def _one_form(row: Undertaking, form: Form | None) -> bool:
    """A law and a letter are two undertakings, whatever they say."""
    return not (row.form and form) or row.form is form


def _carries_on(row: Undertaking, recorded: Recorded, form: Form | None) -> bool:
    """Vague words go with what was vouched for in the same way just before."""
    last, claim = row.claims[-1].claim, recorded.claim
    return (last.report, last.standing) == (claim.report, claim.standing) and _one_form(row, form)

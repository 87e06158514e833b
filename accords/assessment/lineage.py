"""What every copy of a story changed against its oldest version, and from which version it was made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from accords.assessment.alteration import Alteration
from accords.assessment.counterparts import LEAST_SHARED, counterparts
from accords.assessment.exchanged import roles
from accords.assessment.graded import strengths
from accords.assessment.moved import dates_moved
from accords.assessment.quoted import words_altered
from accords.assessment.unascribed import attribution_lost
from accords.assessment.version import Comparison, Version
from accords.documents.credits import own_wire

if TYPE_CHECKING:
    from accords.claims.build import Account

# A mark of descent is a run of so many words that the original does not have, or one of its own that is gone.
_MARK = 4
# Versions that have one mark: what more of them share tells nobody apart.
_HOLDERS = 64


@dataclass(frozen=True, slots=True)
class Lineage:
    """A family: its versions' report ids from the oldest on, and what each copy changed, in the same order.

    `family` is the id of the oldest. `closest`: each copy -> the older version that shares most of its changes, the oldest
    where it shares none. `alterations`: each copy -> what it changed against the oldest; in passages that only a younger
    version has, against that one.
    """

    family: str
    versions: tuple[str, ...]
    closest: dict[str, str]
    alterations: dict[str, tuple[Alteration, ...]]

    def to_json(self) -> dict[str, object]:
        return {
            "family": self.family,
            "versions": list(self.versions),
            "closest": dict(self.closest),
            "alterations": [a.to_json() for copy in self.versions for a in self.alterations.get(copy, ())],
        }


def alterations(original: Account, copy: Account) -> tuple[Alteration, ...]:
    """What the copy changed, in its order of place. Texts must be there: of a report without one nothing is known."""
    return compared(Version.of(original), Version.of(copy))


def compared(original: Version, copy: Version) -> tuple[Alteration, ...]:
    """`alterations` of two versions that are at hand already."""
    return _found(Comparison.of(original, copy))


def lineage(accounts: Iterable[Account], before: Lineage | None = None) -> Lineage:
    """The accounts of one family, in any order; at least one. Each copy is compared with the oldest and with the closest.

    `before`: the lineage of other members of the family, the same accounts where ids are. What is told there of a copy holds here
    where the versions up to it are the same, for a copy is compared with older ones alone.
    """
    versions = [Version.of(account) for account in oldest_first(accounts)]
    told: dict[str, tuple[Alteration, ...]] = {}
    for version, other in zip(versions, before.versions if before else (), strict=False):
        if version.id != other:
            break
        told[other] = before.alterations.get(other, ()) if before else ()
    oldest, *copies = versions
    by_id = {version.id: version for version in versions}
    closest = _closest(versions)
    found: dict[str, tuple[Alteration, ...]] = {}
    first: dict[tuple[object, ...], str] = {}
    for copy in copies:
        if copy.id in told:
            found[copy.id] = told[copy.id]
            for one in found[copy.id]:
                first.setdefault(one.change, copy.id)
            continue
        comparison = Comparison.of(oldest, copy)
        own = _found(comparison)
        if closest[copy.id] != oldest.id:
            own = (*own, *_in_what_is_new(comparison, compared(by_id[closest[copy.id]], copy)))
        found[copy.id] = tuple(
            one if first.setdefault(one.change, copy.id) == copy.id else one.inherited(first[one.change]) for one in own
        )
    return Lineage(oldest.id, tuple(version.id for version in versions), closest, found)


def oldest_first(accounts: Iterable[Account]) -> list[Account]:
    """By day (published, else fetched); of one day an agency's own text first, then what was fetched first, then by id.

    It is the order in which `documents.syndication` has them, so the first is the report that the family is named for.
    """

    def age(account: Account) -> tuple[date, bool, datetime, str]:
        report = account.report
        fetched = report.fetched or datetime.max.replace(tzinfo=UTC)
        fetched = fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC)
        day = report.published or fetched.astimezone(UTC).date()
        return (day, not own_wire(report.text, report.outlet), fetched, report.id)

    return sorted(accounts, key=age)


def _found(comparison: Comparison) -> tuple[Alteration, ...]:
    pairs = counterparts(comparison)
    unascribed = list(attribution_lost(comparison, pairs))
    lost = frozenset(claim for one in unascribed for claim in one.copy.claims)
    found = [
        *unascribed,
        *words_altered(comparison),
        *roles(comparison, pairs),
        *strengths(comparison, pairs, lost),
        *dates_moved(comparison),
    ]
    return tuple(sorted(found, key=lambda one: (one.copy.spans[:1], one.kind.value, one.id)))


def _in_what_is_new(oldest: Comparison, found: Sequence[Alteration]) -> list[Alteration]:
    """Those in passages of the copy that do not come from the oldest version."""
    kept = []
    for one in found:
        words = oldest.copy.at(one.copy.spans)
        rendered = sum(bool(oldest.pairs.get(sentence)) for sentence in oldest.copy.sentences_of(words))
        if not rendered and sum(word in oldest.equal for word in words) < LEAST_SHARED * len(words):
            kept.append(one)
    return kept


def _closest(versions: Sequence[Version]) -> dict[str, str]:
    """Each copy -> the older version with which it shares most of what sets it apart from the oldest (common errors)."""
    oldest, *copies = versions
    base = _runs(oldest)
    holders: defaultdict[tuple[bool, tuple[str, ...]], list[str]] = defaultdict(list)
    order = {version.id: number for number, version in enumerate(versions)}
    closest: dict[str, str] = {}
    for copy in copies:
        own = _runs(copy)
        marks = [*((True, run) for run in own - base), *((False, run) for run in base - own)]
        shared = Counter(version for mark in marks for version in holders[mark])
        best = max(shared.items(), key=lambda row: (row[1], -order[row[0]]), default=(oldest.id, 0))
        closest[copy.id] = best[0]
        for mark in marks:
            if len(holders[mark]) < _HOLDERS:
                holders[mark].append(copy.id)
    return closest


def _runs(version: Version) -> frozenset[tuple[str, ...]]:
    forms = version.words.forms
    return frozenset(forms[at : at + _MARK] for at in range(max(1, len(forms) - _MARK + 1)))

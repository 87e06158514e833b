"""Answers on packages in JSON: docs/reference/bargain-json.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from accords.bargaining.domain import Package
from accords.bargaining.opening import Assent, Opening
from accords.bargaining.uncertain import Sampled, Share
from accords.presentation.package_words import CAVEAT, PackageWords

Json: TypeAlias = dict[str, object]
MOST = 10_000  # packages of the frontier that are listed
_OFTENEST = 10  # packages of a kind that are listed with how often they were drawn


class PackageForm:
    """Makes the rows of one domain: parties, issues and levels by their ids."""

    def __init__(self, words: PackageWords) -> None:
        self.words, self.packages, self.domain = words, words.packages, words.domain
        self._parties = [party.id for party in self.domain.parties]

    def answer(self, asked: Package | None, sampled: Sampled | None) -> Json:
        packages, domain = self.packages, self.domain
        zone, front, opening = packages.zone, packages.frontier, packages.opening
        numbers = front.numbers[:MOST].tolist()
        found: Json = {
            "packages": domain.size,
            "feasible": zone.feasible,
            "zone": {
                "count": zone.count,
                "best": None if zone.best is None else self.by_party(zone.best),
                "assents": self.by_party(zone.assents),
            },
            "frontier": [
                {"package": domain.named(domain.package(own)), "worth": self.by_party(worth), "in_zone": inside}
                for own, worth, inside in zip(
                    numbers, front.worth.T[:MOST].tolist(), front.in_zone[:MOST].tolist(), strict=True
                )
            ],
            "solutions": {
                concept.value: {
                    "packages": list(map(domain.named, solution.packages)),
                    "count": solution.count,
                    "gains": list(map(self.by_party, solution.gains)),
                    "none": solution.none or None,
                }
                for concept, solution in packages.solutions.items()
            },
            "opening": None if opening is None else self.opening(opening),
            "left_out": [f"frontier: the first {MOST:,} of {len(front.numbers):,}"]
            if len(front.numbers) > MOST
            else [],
            "file": packages.place,
            "title": domain.title,
            "caveat": CAVEAT,
            "parties": {party.id: party.name for party in domain.parties},
            "reservations": self.by_party(float(party.reservation.mean) for party in domain.parties),
            "uncertain": domain.uncertain,
        }
        if asked is not None:
            found["asked"] = self.asked(asked)
        if sampled is not None:
            found["drawn"] = self.sampled(sampled)
        return found

    def by_party(self, values: Iterable[object]) -> Json:
        return dict(zip(self._parties, values, strict=True))

    def asked(self, package: Package) -> Json:
        """One package: what it is worth, who refuses, and what would move each who does."""
        packages = self.packages
        refusers = [party.id for party in packages.refusers(package)]
        return {
            "package": self.domain.named(package),
            "feasible": packages.feasible(package),
            "worth": self.by_party(packages.worth(package)),
            "refusers": refusers,
            "assent": [self.assent(packages.assent(package, own), own) for own in refusers],
        }

    def assent(self, found: Assent | None, party: str) -> Json:
        row: Json = {"party": party, "package": None, "changes": [], "losers": [], "gains": None}
        if found is not None:
            row |= {
                "package": self.domain.named(found.package),
                "changes": [{"issue": one.issue, "before": one.before, "after": one.after} for one in found.changes],
                "losers": list(found.losers),
                "gains": self.by_party(found.gains),
            }
        return row | {"words": self.words.assent(found, party)}

    def opening(self, opening: Opening) -> Json:
        named = self.domain.named
        return {
            "reservations": [
                {"party": one.party, "now": one.now, "needed": one.needed, "package": named(one.package)}
                for one in opening.reservations
            ],
            "values": [
                {
                    "party": one.party,
                    "issue": one.issue,
                    "level": one.level,
                    "now": one.now,
                    "needed": one.needed,
                    "share": one.share,
                    "package": named(one.package),
                }
                for one in opening.values
            ],
            "weights": [
                {
                    "party": one.party,
                    "issue": one.issue,
                    "now": one.now,
                    "needed": one.needed,
                    "share": one.share,
                    "package": named(one.package),
                }
                for one in opening.weights
            ],
            "nearest": {
                "package": named(opening.nearest.package),
                "lacks": self.by_party(opening.nearest.lacks),
                "share": opening.nearest.share,
            },
            "words": list(self.words.opening(opening)),
        }

    def sampled(self, found: Sampled) -> Json:
        return {
            "draws": found.draws,
            "seed": found.seed,
            "open": self._share(found.share(found.open)),
            "zone_sizes": list(found.zone_sizes),
            "in_zone": self._often(found.oftenest(found.in_zone, _OFTENEST)),
            "solutions": {
                concept.value: {
                    "packages": self._often(found.oftenest(counts, _OFTENEST)),
                    "none": found.undecided[concept],
                    "gains": None if (rows := found.gains[concept]) is None else self.by_party(map(list, rows)),
                }
                for concept, counts in found.picked.items()
            },
        }

    def _often(self, rows: Sequence[tuple[Package, Share]]) -> list[Json]:
        return [{"package": self.domain.named(package)} | self._share(share) for package, share in rows]

    def _share(self, share: Share) -> Json:
        return {"share": share.count / share.draws, "low": share.low, "high": share.high}

"""What packages cost: the zone, the frontier and all solution points of a million packages for five parties, and a hundred draws of a small domain.

    python -m bench.packages [--seed N] [--json]

The made-up domains differ in what makes a frontier large: values drawn evenly; two blocs that want the opposite in every issue; issues of
two levels; exclusions that link all issues, so that none can be judged by itself; and, at worst, values of which the last
party's are all that the others lose, so that every package is on the frontier. Each with the time of a plain pass that only adds
the worth of every package for every party, of the same minute and machine.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from accords.bargaining.domain import Domain, DomainParty, Estimate, Exclusion, Issue, Level, Shape, Valuation
from accords.bargaining.packages import frontier, zone
from accords.bargaining.solutions import Concept, solutions
from accords.bargaining.uncertain import sampled
from accords.bargaining.worths import outer_sum, worths_of

PARTIES = 5
KINDS = ("even", "blocs", "two levels", "linked", "all on the frontier")


def domain_of_values(values: Sequence[np.ndarray], exclusions: Sequence[Exclusion], share: float) -> Domain:
    """`values`: of each issue, levels by parties, weighed already. Reservations stand at `share` between the least and the greatest worth."""
    issues = tuple(
        Issue(
            f"issue-{number}", f"issue-{number}", "bench", tuple(Level(f"l{one}", f"l{one}") for one in range(len(own)))
        )
        for number, own in enumerate(values)
    )
    weight = Estimate((Fraction(1),))
    parties = []
    for party in range(values[0].shape[1]):
        low, high = (sum(int(reach(own[:, party])) for own in values) for reach in (np.min, np.max))
        reservation = (Fraction(low) + Fraction(str(share)) * (high - low)) / len(values)
        own = tuple(
            Valuation(weight, tuple(Estimate((Fraction(int(one)),)) for one in issue[:, party]), "bench")
            for issue in values
        )
        parties.append(DomainParty(f"p{party}", f"p{party}", "bench", Estimate((reservation,)), own))
    return Domain("bench", "Bench", "bench", issues, tuple(parties), tuple(exclusions))


def made(kind: str, generator: np.random.Generator) -> Domain:
    """2^20 packages: ten issues of four levels, or twenty of two."""
    count, levels = (20, 2) if kind == "two levels" else (10, 4)
    weights = generator.integers(1, 31, (count, 1, PARTIES))
    values = generator.integers(0, 101, (count, levels, PARTIES)) * weights
    share, exclusions = 0.4, []
    if kind == "blocs":
        values = np.sort(values, axis=1)
        values[:, :, 2:] = values[:, ::-1, 2:]
    elif kind == "all on the frontier":
        values[:, :, -1] = -values[:, :, :-1].sum(axis=2)
    elif kind == "linked":
        exclusions = [Exclusion(((one, (0,)), (one + 1, (1,))), "bench") for one in range(count - 1)]
    return domain_of_values(list(values), exclusions, share)


def timed(kind: str, seed: int) -> dict[str, object]:
    domain = made(kind, np.random.default_rng(seed))
    worths = worths_of(domain)
    start = time.perf_counter()
    for party in worths.parties:
        outer_sum(party.tables)
    plain = time.perf_counter() - start
    start = time.perf_counter()
    on = frontier(domain)
    after_frontier = time.perf_counter()
    found = solutions(domain, on)
    after_solutions = time.perf_counter()
    agreed = zone(domain)
    return {
        "domain": kind,
        "packages": domain.size,
        "zone": agreed.count,
        "frontier": len(on.numbers),
        "nash": found[Concept.NASH].count,
        "frontier_s": round(after_frontier - start, 3),
        "solutions_s": round(after_solutions - after_frontier, 3),
        "both_s": round(after_solutions - start, 3),
        "adding_alone_s": round(plain, 3),
    }


def drawn(seed: int) -> dict[str, object]:
    """Four issues of four levels, three parties of whom one's reservation is uncertain."""
    generator = np.random.default_rng(seed)
    domain = domain_of_values(list(generator.integers(0, 101, (4, 4, 3))), [], 0.5)
    first = domain.parties[0]
    spread = Estimate((Fraction(40), Fraction(60)), Shape.BETWEEN)
    uncertain = DomainParty(first.id, first.name, first.place, spread, first.issues)
    domain = Domain(domain.id, domain.title, domain.place, domain.issues, (uncertain, *domain.parties[1:]))
    start = time.perf_counter()
    found = sampled(domain, draws=1_000, seed=seed)
    return {"packages": domain.size, "draws": found.draws, "s": round(time.perf_counter() - start, 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = [timed(kind, asked.seed) for kind in KINDS]
    draws = drawn(asked.seed)
    if asked.json:
        print(json.dumps({"packages": rows, "draws": draws}, indent=2))
        return
    for row in rows:
        print(
            f"{row['domain']:<20} {row['packages']:>9,} packages  zone {row['zone']:>9,}  frontier {row['frontier']:>9,}  "
            f"frontier {row['frontier_s']} s, solutions {row['solutions_s']} s, both {row['both_s']} s "
            f"(adding alone {row['adding_alone_s']} s)"
        )
    print(f"{draws['draws']:,} draws of {draws['packages']} packages: {draws['s']} s")


if __name__ == "__main__":
    main()

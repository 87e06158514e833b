"""What could be agreed on, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from accords.bargaining.domain import Package
from accords.bargaining.uncertain import Sampled
from accords.presentation.package_words import CAVEAT, CONCEPTS, MEANT, PackageWords, number
from accords.presentation.packages import Packages
from accords.presentation.screen import Screen, wrapped
from accords.presentation.wording import counted

_FRONTIER, _REFUSED = 8, 4  # packages of the frontier that are told: in the zone, and where none is
_OFTENEST = 3  # packages that are told with how often they were drawn


def packages(found: Packages, asked: Package | None, sampled: Sampled | None, screen: Screen) -> Iterator[str]:
    """The zone, the frontier, what each concept picks, what would open the zone; one package that is asked for; what was drawn."""
    words, domain = PackageWords(found), found.domain
    yield from map(screen.strong, wrapped(f"{domain.title} [{domain.id}]", screen.columns))
    parties, issues = counted(len(domain.parties), "party", "parties"), counted(len(domain.issues), "issue")
    yield f"{parties}, {issues}, {counted(domain.size, 'package')}"
    yield ""
    yield screen.strong("Zone of agreement")
    yield from wrapped(words.zone(), screen.columns, "  ", "  ")
    best = found.zone.best
    for at, party in enumerate(domain.parties):
        line = f"{words.reservation(party)}; alone it would refuse {found.zone.feasible - found.zone.assents[at]:,}"
        line += f"; the zone holds up to {number(best[at])}" if best else ""
        yield from wrapped(line, screen.columns, "  - ", "    ")
    if found.opening is not None:
        yield ""
        yield screen.strong("What would open it")
        for sentence in words.opening(found.opening):
            yield from wrapped(sentence, screen.columns, "  - ", "    ")
    yield from _frontier(words, screen)
    yield ""
    yield screen.strong("Solutions, with what each gains over no agreement")
    for concept, solution in found.solutions.items():
        told = f"{CONCEPTS[concept]} ({MEANT[concept]}): {words.solution(solution)}"
        yield from wrapped(told, screen.columns, "  - ", "    ")
    if asked is not None:
        yield from _asked(asked, words, screen)
    if sampled is not None:
        yield from _sampled(sampled, words, screen)
    elif domain.uncertain:
        yield ""
        yield from wrapped("Some numbers are uncertain, and count as their means here: --draws 1000.", screen.columns)
    yield ""
    yield from wrapped(CAVEAT, screen.columns)


def _frontier(words: PackageWords, screen: Screen) -> Iterator[str]:
    front = words.packages.frontier
    inside = front.in_zone.tolist()
    yield ""
    yield screen.strong("Frontier: packages that could not be better for one party but at the cost of another")
    many = f"  {counted(len(inside), 'package')}, {sum(inside):,} in the zone"
    yield many + (": nearly everything is a gain of one at the cost of another." if front.huge else "")
    order = [at for at, own in enumerate(inside) if own][:_FRONTIER] or list(range(len(inside)))[:_REFUSED]
    for at in order:
        package = words.domain.package(int(front.numbers[at]))
        refused = (
            ""
            if inside[at]
            else f"; {words.parties(one.id for one in words.packages.refusers(package))} would refuse it"
        )
        worth = words.worths(front.worth[:, at].tolist())
        yield from wrapped(f"{words.called(package)}: {worth}{refused}", screen.columns, "  - ", "    ")
    if len(inside) > len(order):
        yield f"  and {len(inside) - len(order):,} more: --json"


def _asked(package: Package, words: PackageWords, screen: Screen) -> Iterator[str]:
    found = words.packages
    yield ""
    yield from map(screen.strong, wrapped(f"The package {words.package(package)}", screen.columns))
    if not found.feasible(package):
        yield "  It is not feasible: a rule of the file forbids it."
    yield from wrapped(f"It is worth: {words.worths(found.worth(package))}.", screen.columns, "  ", "  ")
    refusers = found.refusers(package)
    if not refusers:
        yield "  Nobody would refuse it."
    for party in refusers:
        told = f"{words.party(party.id)} would refuse it. {words.assent(found.assent(package, party.id), party.id)}"
        yield from wrapped(told, screen.columns, "  - ", "    ")


def _sampled(found: Sampled, words: PackageWords, screen: Screen) -> Iterator[str]:
    yield ""
    yield screen.strong(f"With the uncertain numbers drawn {found.draws:,} times (seed {found.seed})")
    low, middle, high = (f"{size:,.0f}" for size in found.zone_sizes)
    opened = f"The zone was open {words.share(found.share(found.open))}; packages in it, in nine of ten draws: {low} to {high}, as often more than {middle} as less."
    yield from wrapped(opened, screen.columns, "  ", "  ")
    for package, share in found.oftenest(found.in_zone, _OFTENEST):
        yield from wrapped(f"in the zone {words.share(share)}: {words.called(package)}", screen.columns, "  - ", "    ")
    for concept, counts in found.picked.items():
        for package, share in found.oftenest(counts, _OFTENEST):
            told = f"{CONCEPTS[concept]} {words.share(share)}: {words.called(package)}"
            yield from wrapped(told, screen.columns, "  - ", "    ")

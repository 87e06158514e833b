"""What could be agreed on, as one page with plots."""

from __future__ import annotations

from itertools import combinations

from accords.bargaining.domain import Package
from accords.bargaining.uncertain import Sampled, Share
from accords.presentation import sheet
from accords.presentation.marks import Html, html
from accords.presentation.package_plot import LETTERS, plot, points_of
from accords.presentation.package_words import CAVEAT, CONCEPTS, MEANT, PackageWords, estimate, number, percent
from accords.presentation.packages import Packages
from accords.presentation.sheet import Linked, Part
from accords.presentation.wording import counted

_PLOTS = 15  # of six parties every two
_FRONTIER = 200  # packages that the table holds
_OFTENEST = 5


def page(found: Packages, asked: Package | None = None, sampled: Sampled | None = None) -> str:
    """The whole page as a string."""
    domain = found.domain
    about = sheet.about(domain.about, domain.sources)
    return sheet.sheet(domain.title, summary(found), about, CAVEAT, parts(found, asked, sampled))


def summary(found: Packages) -> str:
    """`2 parties, 3 issues, 27 feasible packages`."""
    counts = [
        counted(len(found.domain.parties), "party", "parties"),
        counted(len(found.domain.issues), "issue"),
        counted(found.zone.feasible, "feasible package"),
    ]
    return ", ".join(counts)


def parts(
    found: Packages,
    asked: Package | None = None,
    sampled: Sampled | None = None,
    prefix: str = "",
    linked: Linked = html,
) -> list[Part]:
    """The sections of the page, those without a body to be left out. `prefix` begins the ids in them, `linked` makes a claim's id a link."""
    words, opening = PackageWords(found, whole=True), found.opening
    opened = sheet.listed(sheet.said(one) for one in words.opening(opening)) if opening else Html("")
    drawn = _sampled(words, sampled) if sampled else Html("")
    return [
        Part(f"{prefix}figure", "What packages are worth", _figure(words, asked, prefix)),
        Part(f"{prefix}zone", "Zone of agreement", _zone(words)),
        Part(f"{prefix}opening", "What would open it", opened),
        Part(f"{prefix}solutions", "Solutions", _solutions(words)),
        Part(f"{prefix}asked", "The package that was asked for", _asked(words, asked) if asked else Html("")),
        Part(f"{prefix}frontier", "Frontier", _frontier(words)),
        Part(f"{prefix}drawn", "Uncertain numbers, drawn", drawn),
        Part(f"{prefix}values", "The values that were entered", _values(words, linked)),
    ]


def plots(words: PackageWords, asked: Package | None = None, prefix: str = "") -> tuple[list[Html], str]:
    """A plot of every two parties, and what is left out."""
    points, note = points_of(words)
    pairs = list(combinations(range(len(words.domain.parties)), 2))
    drawn = [plot(across, up, points, words, asked, prefix) for across, up in pairs[:_PLOTS]]
    left = f" {len(pairs) - _PLOTS} more pairs of parties are left out." if len(pairs) > _PLOTS else ""
    return drawn, f"{note}{left}"


def _figure(words: PackageWords, asked: Package | None, prefix: str) -> Html:
    drawn, note = plots(words, asked, prefix)
    every = "\n".join(drawn)
    letters = ", ".join(f"{letter} {CONCEPTS[concept]}" for concept, letter in LETTERS.items())
    caption = (
        "Filled diamonds are packages of the frontier, rings others; a dashed line is what no agreement is worth to a party, and what neither of the two would refuse is shaded. "
        f"Circled: {letters}.{' A cross: the package that was asked for.' if asked else ''} {note}"
    )
    return Html(
        f'<figure>\n<div class="drawing plots" tabindex="0" role="region" aria-label="Plots">\n{every}\n</div>\n<figcaption>{html(caption)}</figcaption>\n</figure>'
    )


def _zone(words: PackageWords) -> Html:
    zone, parties = words.packages.zone, words.domain.parties
    rows = [
        (
            sheet.said(party.name),
            html(estimate(party.reservation)),
            html(f"{zone.feasible - zone.assents[at]:,}"),
            html(number(zone.best[at]) if zone.best else "–"),
        )
        for at, party in enumerate(parties)
    ]
    heads = (
        "Party",
        "What no agreement is worth",
        "Feasible packages that it would refuse",
        "The most that it can have in the zone",
    )
    return Html(sheet.paragraph(words.zone()) + sheet.table("The zone, party by party", heads, rows, (1, 2, 3)))


def _solutions(words: PackageWords) -> Html:
    rows = [
        (html(CONCEPTS[concept]), html(MEANT[concept]), sheet.said(words.solution(solution)))
        for concept, solution in words.packages.solutions.items()
    ]
    return sheet.table(
        "What theory picks, with what each gains over no agreement", ("Solution", "It has", "Package"), rows
    )


def _asked(words: PackageWords, package: Package) -> Html:
    found = words.packages
    told = f"{words.package(package)}. It is worth: {words.worths(found.worth(package))}."
    barred = "" if found.feasible(package) else " It is not feasible: a rule of the file forbids it."
    refusers = found.refusers(package)
    items = [
        sheet.said(f"{words.party(one.id)} would refuse it. {words.assent(found.assent(package, one.id), one.id)}")
        for one in refusers
    ]
    return Html(sheet.paragraph(told + barred) + (sheet.listed(items) or sheet.paragraph("Nobody would refuse it.")))


def _frontier(words: PackageWords) -> Html:
    front, domain = words.packages.frontier, words.domain
    inside = front.in_zone.tolist()
    order = sorted(range(len(inside)), key=lambda at: not inside[at])[:_FRONTIER]
    rows = [
        (
            sheet.said(words.package(domain.package(int(front.numbers[at])))),
            *(html(number(worth)) for worth in front.worth[:, at].tolist()),
            html("yes" if inside[at] else "no"),
        )
        for at in order
    ]
    heads = ("Package", *(party.name for party in domain.parties), "In the zone")
    more = len(inside) - len(order)
    left = sheet.paragraph(f"{more:,} more: --json lists them.") if more else Html("")
    caption = "Packages that could not be better for one party but at the cost of another"
    return Html(sheet.table(caption, heads, rows, range(1, len(domain.parties) + 1)) + left)


def _sampled(words: PackageWords, found: Sampled) -> Html:
    rows: list[tuple[Html, Html, Html]] = []

    def add(what: str, share: Share, package: str) -> None:
        told = f"{percent(share.count / share.draws)} ({percent(share.low)} to {percent(share.high)})"
        rows.append((html(what), sheet.said(package), html(told)))

    for package, share in found.oftenest(found.in_zone, _OFTENEST):
        add("in the zone", share, words.package(package))
    for concept, counts in found.picked.items():
        for package, share in found.oftenest(counts, _OFTENEST):
            add(CONCEPTS[concept], share, words.package(package))
    opened = (
        f"Drawn {found.draws:,} times (seed {found.seed}). The zone was open {words.share(found.share(found.open))}."
    )
    return Html(
        sheet.paragraph(opened) + sheet.table("How often", ("What", "Package", "Share of the draws"), rows, (2,))
    )


def _values(words: PackageWords, linked: Linked) -> Html:
    parts: list[str] = []
    for party in words.domain.parties:
        rests = sheet.resting(party.because, party.claims, party.guess, linked)
        rows = []
        for issue, own in zip(words.domain.issues, party.issues, strict=True):
            levels = "; ".join(
                f"{level.text}: {estimate(value)}" for level, value in zip(issue.levels, own.values, strict=True)
            )
            because = sheet.resting(own.because, own.claims, own.guess, linked)
            rows.append((sheet.said(issue.name), html(estimate(own.weight)), Html(f"{sheet.said(levels)}{because}")))
        parts.append(f"<h3>{sheet.said(party.name)}</h3>\n{rests}")
        parts.append(sheet.table(f"What {party.name} values", ("Issue", "Weight", "Value of each level"), rows, (1,)))
    return Html("\n".join(parts))

"""Packages as plots: of every two parties what each package is worth to them, as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from accords.bargaining.domain import Package
from accords.bargaining.solutions import Concept
from accords.presentation.marks import Html, html
from accords.presentation.package_words import PackageWords, number

LETTERS = {
    Concept.NASH: "N",
    Concept.KALAI_SMORODINSKY: "K",
    Concept.RELATIVE_EGALITARIAN: "R",
    Concept.EGALITARIAN: "E",
    Concept.UTILITARIAN: "U",
}
_SIDE, _LEFT, _BOTTOM, _TOP = 340, 56, 44, 24
_POINTS, _FRONT = 1_500, 1_500  # that a plot can hold


@dataclass(frozen=True, slots=True)
class Point:
    """A package with what it is worth to each party. `letters`: of the concepts that pick it."""

    worth: tuple[float, ...]
    front: bool
    letters: str


def points_of(words: PackageWords) -> tuple[list[Point], str]:
    """What the plots hold, and what they leave out."""
    packages, domain = words.packages, words.domain
    picked: dict[int, str] = {}
    for concept, solution in packages.solutions.items():
        for one in solution.packages[:3]:
            picked[one.number] = picked.get(one.number, "") + LETTERS[concept]
    ahead: list[int] = packages.frontier.numbers.tolist()
    some = ahead[:: max(1, math.ceil(len(ahead) / _FRONT))]
    every = range(0, domain.size, max(1, math.ceil(domain.size / _POINTS)))
    drawn = dict.fromkeys([*every, *some, *picked])
    on = set(ahead)
    points = []
    for own in drawn:
        package = domain.package(own)
        if packages.feasible(package):
            points.append(Point(packages.worth(package), own in on, picked.get(own, "")))
    left = domain.size - len(drawn)
    note = f"{len(drawn):,} of {domain.size:,} packages are drawn." if left else ""
    return sorted(points, key=lambda point: (bool(point.letters), point.front)), note


def plot(
    across: int,
    up: int,
    points: Sequence[Point],
    words: PackageWords,
    asked: Package | None = None,
    prefix: str = "",
) -> Html:
    """One plot of two parties, by number. Shaded is what neither of the two would refuse. `prefix` begins the ids in it."""
    domain = words.domain
    reserves = [float(domain.parties[party].reservation.mean) for party in (across, up)]
    frames = [
        _frame([*(point.worth[party] for point in points), reserve])
        for party, reserve in zip((across, up), reserves, strict=True)
    ]
    right, bottom = _LEFT + _SIDE, _TOP + _SIDE

    def x(value: float) -> float:
        return _LEFT + _SIDE * (value - frames[0][0]) / (frames[0][1] - frames[0][0])

    def y(value: float) -> float:
        return bottom - _SIDE * (value - frames[1][0]) / (frames[1][1] - frames[1][0])

    one, other = (words.party(domain.parties[party].id) for party in (across, up))
    parts = [
        f'<rect class="inside" x="{x(reserves[0]):.1f}" y="{_TOP}" width="{right - x(reserves[0]):.1f}" height="{y(reserves[1]) - _TOP:.1f}"/>',
        f'<path class="axis" d="M{_LEFT} {_TOP}L{_LEFT} {bottom}L{right} {bottom}"/>',
        f'<path class="reserve" d="M{x(reserves[0]):.1f} {_TOP}L{x(reserves[0]):.1f} {bottom}M{_LEFT} {y(reserves[1]):.1f}L{right} {y(reserves[1]):.1f}"/>',
        *(f'<text x="{x(value):.1f}" y="{bottom + 16}">{number(value)}</text>' for value in frames[0]),
        *(f'<text class="side" x="{_LEFT - 6}" y="{y(value) + 4:.1f}">{number(value)}</text>' for value in frames[1]),
        f'<text x="{_LEFT + _SIDE / 2}" y="{bottom + 34}">{html(one)}</text>',
        f'<text transform="translate(14 {_TOP + _SIDE / 2}) rotate(-90)">{html(other)}</text>',
    ]
    for point in points:
        parts.append(_mark(x(point.worth[across]), y(point.worth[up]), point))
    if asked is not None:
        worth = words.packages.worth(asked)
        at, high = x(worth[across]), y(worth[up])
        parts.append(
            f'<path class="pick" d="M{at - 7:.1f} {high - 7:.1f}l14 14m0 -14l-14 14"><title>{html(words.package(asked))}</title></path>'
        )
    told = html(f"What each package is worth to {one} (across) and to {other} (up). The tables below tell the same.")
    title = f"{prefix}plot-{across}-{up}"
    width, height = _LEFT + _SIDE + 24, _TOP + _SIDE + _BOTTOM
    return Html(
        f'<svg class="plot" role="img" aria-labelledby="{title} {title}-about" viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
        f'<title id="{title}">{html(one)} and {html(other)}</title>\n<desc id="{title}-about">{told}</desc>\n'
        + "\n".join(parts)
        + "\n</svg>"
    )


def _mark(x: float, y: float, point: Point) -> str:
    if not point.front:
        return f'<circle class="any" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>'
    square = f'<path class="front" d="M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5z"/>'
    if not point.letters:
        return square
    return f'{square}<circle class="pick" cx="{x:.1f}" cy="{y:.1f}" r="9"/><text class="letter" x="{x:.1f}" y="{y - 13:.1f}">{point.letters}</text>'


def _frame(values: Sequence[float]) -> tuple[float, float]:
    """From the least to the greatest, which are never the same."""
    least, most = min(values), max(values)
    return (least, most) if most > least else (least - 1, most + 1)

"""The timeline as a drawing: a lane for each party, above its line what it says itself, below what others say of it, on it who met.

Kinds are told apart by shape, whose words they are by filling and place, so that no colour is needed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import svg

from accords.presentation import wording
from accords.presentation.bargain_svg import cut
from accords.presentation.marks import Html, html
from accords.presentation.pages.timeline_lanes import Lane, Lanes, Mark, Slot

_EDGE = 10.0  # left and right of the columns
_NARROW, _WIDE, _WIDTH = 24, 72, 1_200  # of a column at the least and the most; of all of them together
_LEAST = 340.0  # width of the legend
_LEGEND = (
    ((Slot.OWN_STATEMENT, "statement"), (Slot.OWN_COMMITMENT, "commitment"), (Slot.MEETING, "meeting")),
    ((Slot.OWN_STATEMENT, "above the line, filled: the party’s own words"),),
    ((Slot.OTHERS_STATEMENT, "below the line, hollow: according to others"),),
)
_LINE = 20.0  # of the legend and of the ticks
_NAME = 18.0  # height of a party's name above its lane
_ROW = 14.0  # height of one of the three rows of a lane
_LETTERS = 42  # columns of a name
_TICK, _APART = 70.0, 26.0  # width of a day's words; between two of one stretch
_TICKS = 14.0  # height of a line of days
_AGAIN = 480.0  # after which a name stands once more, for narrow screens
_OWN = frozenset({Slot.OWN_STATEMENT, Slot.OWN_COMMITMENT})
_OTHERS = frozenset({Slot.OTHERS_STATEMENT, Slot.OTHERS_COMMITMENT})
_COMMITMENTS = frozenset({Slot.OWN_COMMITMENT, Slot.OTHERS_COMMITMENT})


def drawing(
    drawn: Lanes,
    name_of: Callable[[str], str],
    told: Callable[[Lane, Mark], str],
    href: Callable[[Lane, Mark], str | None],
) -> Html:
    """The whole `<svg>`. `told` words a mark for readers of screens and those who point at it, `href` is where it leads."""
    count = len(drawn.columns)
    cell = max(_NARROW, min(_WIDE, _WIDTH // count))
    across = max(_LEAST, 2 * _EDGE + cell * count + max(0.0, _TICK - cell))
    top = _LINE * len(_LEGEND) + 2 * _TICKS + 8
    high = _NAME + 3 * _ROW + 6
    bottom = top + high * len(drawn.lanes)
    first, last = drawn.columns.words(0), drawn.columns.words(count - 1)
    label = f"Timeline by party, {first}" + (f" to {last}" if last != first else "")
    tracks = _tracks(drawn.columns.numbers, cell)
    parts: list[svg.Element] = [*_legend(), *_ticks(drawn, cell, top, bottom)]
    for number, lane in enumerate(drawn.lanes):
        parts.append(_lane(lane, top + high * number, cell, tracks, name_of, told, href))
    whole = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, round(across), round(bottom)),
        width=round(across),
        height=round(bottom),
        class_=["lanes"],
        extra={"role": "group", "aria-label": html(label)},
        elements=parts,
    )
    return Html(str(whole))


def _legend() -> Iterator[svg.Element]:
    signs: list[svg.Element] = []
    for number, line in enumerate(_LEGEND):
        x, y = _EDGE, _LINE * number + 13
        for slot, words in line:
            signs += [_shape(slot, x + 5, y - 4, 4.5), svg.Text(x=x + 15, y=y, text=html(words))]
            x += 34 + 6.8 * len(words)
    yield svg.G(class_=["legend"], elements=signs)


def _ticks(drawn: Lanes, cell: float, top: float, bottom: float) -> Iterator[svg.Element]:
    """The days at which columns begin, on two lines, as many as there is room for; those after a gap come first."""
    marks: list[svg.Element] = []
    free = [0.0, 0.0]  # how far each line is taken
    numbers = drawn.columns.numbers
    for column, number in enumerate(numbers):
        x = _EDGE + cell * column
        if number is None:
            middle = x + cell / 2
            marks.append(svg.Line(x1=middle, x2=middle, y1=top - 4, y2=bottom, class_=["gap"]))
            continue
        begins = column == 0 or numbers[column - 1] is None
        line = 0 if free[0] <= x else 1
        if free[line] > x or (not begins and x < max(free) + _APART):
            continue
        free[line] = x + _TICK
        y = top - 8 - _TICKS * (1 - line)
        marks.append(svg.Line(x1=x, x2=x, y1=y - 9, y2=bottom, class_=["day"]))
        marks.append(svg.Text(x=x + 3, y=y, class_=["date"], text=html(drawn.columns.tick(column))))
    yield svg.G(elements=marks, extra={"aria-hidden": "true"})


def _tracks(numbers: Sequence[int | None], cell: float) -> list[tuple[float, float]]:
    """From where to where the line of a lane runs: it is broken at gaps."""
    gaps = [column for column, number in enumerate(numbers) if number is None]
    begins = [_EDGE, *(_EDGE + cell * (gap + 1) for gap in gaps)]
    ends = [*(_EDGE + cell * gap for gap in gaps), _EDGE + cell * len(numbers)]
    return list(zip(begins, ends, strict=True))


def _lane(
    lane: Lane,
    top: float,
    cell: float,
    tracks: Sequence[tuple[float, float]],
    name_of: Callable[[str], str],
    told: Callable[[Lane, Mark], str],
    href: Callable[[Lane, Mark], str | None],
) -> svg.Element:
    name = cut(wording.short(name_of(lane.party)), _LETTERS)
    base = top + _NAME + 1.5 * _ROW
    parts: list[svg.Element] = []
    for number in range(max(1, math.ceil((tracks[-1][1] - _EDGE) / _AGAIN))):
        kind = ["name"] if number == 0 else ["name", "again"]
        x = _EDGE + _AGAIN * number
        parts.append(svg.Text(x=x, y=top + 13, class_=kind, text=html(name), extra={"aria-hidden": "true"}))
    parts += [svg.Line(x1=begin, x2=end, y1=base, y2=base, class_=["track"]) for begin, end in tracks]
    for mark in lane.marks:
        # Statements stand left and commitments right of the middle of their column, meetings in it.
        aside = 0.0 if mark.slot is Slot.MEETING else min(7.0, cell / 4) * (1 if mark.slot in _COMMITMENTS else -1)
        row = 0.0 if mark.slot is Slot.MEETING else _ROW * (-1 if mark.slot in _OWN else 1)
        size = 3.6 + min(2.4, 0.4 * math.log2(mark.count))
        shape = _shape(mark.slot, _EDGE + cell * (mark.column + 0.5) + aside, base + row, size)
        to = href(lane, mark)
        title = svg.Title(text=html(told(lane, mark)))
        parts.append(svg.A(href=html(to), elements=[title, shape]) if to else svg.G(elements=[title, shape]))
    return svg.G(elements=parts, extra={"role": "group", "aria-label": html(name)})


def _shape(slot: Slot, x: float, y: float, size: float) -> svg.Element:
    x, y, size = round(x, 1), round(y, 1), round(size, 1)
    if slot is Slot.MEETING:
        half = size + 1
        corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
        return svg.Polygon(points=[svg.Point(round(a, 1), round(b, 1)) for a, b in corners], class_=["met"])
    kind = ["others" if slot in _OTHERS else "own"]
    if slot in _COMMITMENTS:
        side = round(2 * size - 0.6, 1)
        return svg.Rect(x=round(x - side / 2, 1), y=round(y - side / 2, 1), width=side, height=side, class_=kind)
    return svg.Circle(cx=x, cy=y, r=size, class_=kind)

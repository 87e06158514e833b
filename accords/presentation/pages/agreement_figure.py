"""The states of an agreement over time as SVG: a bar for each norm, told apart by pattern, sign and word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import svg

from accords.agreement.condition import State
from accords.agreement.spoken import series
from accords.presentation.bargain_svg import cut
from accords.presentation.marks import Html, html
from accords.presentation.pages.agreement_course import Bar, Over, Stretch
from accords.presentation.pages.state_mark import SIGNS, UNSETTLED, UNSURE
from accords.presentation.wording import plain_day, width

_TOP, _RIGHT = 84.0, 48.0  # of the bars; above stand the days, right the name of the last
_HEAD, _ROW, _HIGH = 24.0, 24.0, 18.0  # of an article's number, of a bar with and without the space below
_LEAST, _MOST, _LAST = 30.0, 130.0, 96.0  # of the time between two changes; of the last at least
_COLUMNS = 60  # changes that are drawn each at its own width; more stand to scale
_SCALE = 1_500.0  # width of a drawing to scale
_NAME = 35  # columns of a name
_LETTER, _BOLD = 6.2, 7.4  # width of a letter in a bar, in a heading
_TICKS = 18  # years or months that are named at the most

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# The look of a ground -> the lines of its pattern, in a square of 8; none: a plain ground.
_PATTERNS = {
    "st-waits": "",
    "st-asked": "M2 2h1v1h-1zM6 6h1v1h-1z",
    "st-runs": "",
    "st-stands": "M2 0v8M6 0v8",
    "st-done": "",
    "st-late": "M-2 2l4 -4M0 8l8 -8M6 10l4 -4",
    "st-broken": "M-2 6l4 4M0 0l8 8M6 -2l4 4",
    "st-over": "M0 4h8",
    "st-unsettled": "M0 0l8 8M8 0l-8 8",
}


def figure(over: Over, name: str, title: str) -> Html:
    """The whole `<svg>`. `name` begins the ids in it; the table beside it says the same in words."""
    axis = _axis(over)
    right = max(axis.places.values())
    rows = list(_rows(over))
    bottom = rows[-1][0] + _ROW + 4
    described = (
        f"A bar for each of {len(over.bars)} norms from {plain_day(over.first)} to {plain_day(over.last)}, "
        f"with the states that it may have been in. The table tells the same."
    )
    parts: list[svg.Element] = [
        svg.Title(id=f"{name}.course-title", text=_text(f"{title}: states over time")),
        svg.Desc(id=f"{name}.course-about", text=_text(described)),
        svg.Defs(elements=list(patterns(name))),
        *_days(axis, bottom),
    ]
    for top, bar, heading in rows:
        if heading:
            parts.append(svg.Text(x=0, y=top - 5, class_=["head"], text=_text(cut(heading, int(right / _BOLD)))))
        parts += _bar(bar, top, over, axis.places, name)
    drawn = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, round(right + _RIGHT), round(bottom)),
        width=round(right + _RIGHT),
        height=round(bottom),
        class_=["course"],
        extra={"role": "img", "aria-labelledby": f"{name}.course-title {name}.course-about"},
        elements=parts,
    )
    return Html(str(drawn))


def swatch(name: str, look: str) -> Html:
    """The ground of a state for a legend, drawn with the patterns of the figure on the same page."""
    ground = svg.Rect(x=0.5, y=0.5, width=33, height=15, class_=["ground", look], fill=f"url(#{_own(name, look)})")
    drawn = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, 34, 16),
        width=34,
        height=16,
        class_=["course"],
        extra={"aria-hidden": "true"},
        elements=[ground],
    )
    return Html(str(drawn))


def patterns(name: str) -> Iterator[svg.Element]:
    for look, lines in _PATTERNS.items():
        ground = svg.Rect(width=8, height=8, class_=["paper", look])
        drawn = svg.Path(class_=["hatch", look], extra={"d": lines})
        yield svg.Pattern(
            id=_own(name, look),
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
            elements=[ground, *([drawn] if lines else [])],
        )


def _own(name: str, look: str) -> str:
    return f"{name}.ground-{look}"


@dataclass(frozen=True, slots=True)
class _Axis:
    """`places`: where each day of a change stands, and the day after the last. `ticks`: places with their words."""

    places: Mapping[date, float]
    ticks: Sequence[tuple[float, str]]


def to_scale(over: Over) -> bool:
    """Whether so much has changed that the drawing is to scale."""
    return len({over.first, *over.days}) > _COLUMNS


def _axis(over: Over) -> _Axis:
    """Few changes: the longer between two, the wider, but not to scale, so that a week in which much happened can be read beside years in
    which nothing did. Many: to scale, with years or months."""
    days = sorted({over.first, *over.days})
    left = 14 + _LETTER * max(width(_middle(bar.name)) for bar in over.bars)
    end = over.last + timedelta(days=1)
    if to_scale(over):
        whole = max((end - over.first).days, 1)
        places = {day: left + _SCALE * (day - over.first).days / whole for day in (*days, end)}
        months = [
            date(month // 12, month % 12 + 1, 1)
            for month in range(over.first.year * 12 + over.first.month, over.last.year * 12 + over.last.month)
        ]
        years = [month for month in months if month.month == 1]
        named = years if len(months) > _TICKS else months
        named = named[:: -(-len(named) // _TICKS) or 1]
        ticks = [(left + _SCALE * (day - over.first).days / whole, _short(day)) for day in named]
        return _Axis(places, ticks)
    places, at = {}, left
    for day, following in zip(days, [*days[1:], end], strict=True):
        places[day] = at
        wide = min(_MOST, max(_LEAST, 8.0 * (following - day).days ** 0.5))
        at += max(wide, _LAST) if following == end else wide
    return _Axis({**places, end: at}, [*((places[day], _short(day)) for day in days), (at, _short(over.last))])


def _short(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _rows(over: Over) -> Iterator[tuple[float, Bar, str]]:
    """Each bar with its top, and with the heading of its article where it is the first of it."""
    top, article = _TOP, ""
    for bar in over.bars:
        heading = ""
        if bar.article != article:
            article, heading = bar.article, bar.article
            top += _HEAD
        yield top, bar, heading
        top += _ROW


def _days(axis: _Axis, bottom: float) -> Iterator[svg.Element]:
    """A line down at each day that is named, with its name above."""
    for place, words in axis.ticks:
        x = round(place, 1)
        yield svg.Line(x1=x, y1=_TOP - 8, x2=x, y2=bottom - 4, class_=["day"])
        turned: list[svg.Transform] = [svg.Translate(x + 4, _TOP - 12), svg.Rotate(-50)]
        yield svg.Text(class_=["date"], text=words, transform=turned)


def _bar(bar: Bar, top: float, over: Over, places: Mapping[date, float], name: str) -> Iterator[svg.Element]:
    label = svg.Text(x=0, y=top + 13, class_=["name"], text=_text(_middle(bar.name)))
    parts: list[svg.Element] = [svg.Title(text=_text(bar.name)), label]
    end = over.last + timedelta(days=1)
    ends = [*(stretch.first for stretch in bar.stretches[1:]), end]
    for stretch, following in zip(bar.stretches, ends, strict=True):
        left, wide = places[stretch.first], places[following] - places[stretch.first]
        until = "" if following == end else f" until {plain_day(following)}"
        told = f"{bar.name}: {states_words(stretch)} from {plain_day(stretch.first)}{until}"
        parts.append(svg.G(elements=[svg.Title(text=_text(told)), *_stretch(stretch, left, top, wide, name)]))
    yield svg.G(class_=["norm"], elements=parts)


def _stretch(stretch: Stretch, left: float, top: float, wide: float, name: str) -> Iterator[svg.Element]:
    """One ground; of several possible states one above the other."""
    looks = [SIGNS[state][1] for state in stretch.states] or ["st-unsettled"]
    high = _HIGH / len(looks)
    for number, look in enumerate(looks):
        yield svg.Rect(
            x=round(left, 1),
            y=round(top + number * high, 2),
            width=round(wide, 1),
            height=round(high, 2),
            class_=["ground", look],
            fill=f"url(#{_own(name, look)})",
        )
    sign = sign_of(stretch.states)
    whole = f"{sign} {states_words(stretch)}"
    told = whole if _LETTER * width(whole) + 8 <= wide else sign
    needed = round(_LETTER * width(told) + 4, 1)
    if needed + 4 <= wide:
        # A plate under the words, so that they can be read on any pattern.
        yield svg.Rect(x=round(left + 3, 1), y=top + 2.5, width=needed, height=_HIGH - 5, rx=2, class_=["plate"])
        yield svg.Text(x=round(left + 5, 1), y=top + 13, class_=["state"], text=_text(told))


def _middle(name: str) -> str:
    """As much of a name as fits; what is cut is cut out of its middle, since norms of one clause differ in their ends."""
    if width(name) <= _NAME:
        return name
    half = _NAME // 2
    return f"{cut(name, half)}{cut(name[::-1], half)[::-1].removeprefix('…')}"


def sign_of(states: Sequence[State]) -> str:
    return UNSETTLED if not states else UNSURE if len(states) > 1 else SIGNS[states[0]][0]


def states_words(stretch: Stretch) -> str:
    return series([state.value for state in stretch.states], "or") or "not settled"


def _text(words: str) -> str:
    """Escaped: svg.py puts texts out as they are."""
    return str(html(words))

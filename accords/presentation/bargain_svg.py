"""The drawing of states and moves as SVG: no script, and nothing told by colour alone."""

from __future__ import annotations

import math
from collections.abc import Iterable

from accords.bargaining.stability import Kind
from accords.presentation.bargain_figure import HEIGHT, WIDTH, Figure, Line
from accords.presentation.bargain_words import NAMES, BargainWords
from accords.presentation.marks import Html, html
from accords.presentation.wording import width

DASHES = ("", "9 5", "2 5", "12 4 2 4", "5 2", "14 6")  # of parties, in their order, over again
_NAME = 18  # columns of a name in a box


def drawing(figure: Figure, words: BargainWords, prefix: str = "") -> Html:
    """The whole `<svg>`; what it shows is told in the tables beside it. `prefix` begins the ids in it, where several stand in one file."""
    parties = range(len(words.game.parties))
    lines = "\n".join(_line(one, figure, nth, prefix) for one, nth in _fanned(figure.lines))
    boxes = "\n".join(_box(state, label, figure, words) for state, label in words.labels(figure.places).items())
    heads = "".join(
        f'<marker id="{prefix}head{party}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path class="head p{party % len(DASHES)}" d="M0 0L10 5L0 10z"/></marker>'
        for party in parties
    )
    across, down = math.ceil(figure.width), math.ceil(figure.height)
    described = html(_described(figure, words))
    return Html(
        f'<svg class="graph" role="img" aria-labelledby="{prefix}drawing-title {prefix}drawing-about" viewBox="0 0 {across} {down}" width="{across}" height="{down}">\n'
        f'<title id="{prefix}drawing-title">States and moves</title>\n<desc id="{prefix}drawing-about">{described}</desc>\n'
        f"<defs>{heads}</defs>\n<g>\n{lines}\n</g>\n{boxes}\n</svg>"
    )


def _described(figure: Figure, words: BargainWords) -> str:
    stable = sum(bool(words.bargain.kinds(state)) for state in figure.places)
    improving = sum(line.improves for line in figure.lines)
    return (
        f"{len(figure.places)} states as boxes, of which {stable} are equilibria; {improving} moves that their party prefers to make as arrows. "
        f"{figure.note} The tables below tell the same."
    )


def _fanned(lines: Iterable[Line]) -> Iterable[tuple[Line, int]]:
    """Each line with how many run between the same states before it, so that no two lie on one another."""
    seen: dict[tuple[int, int], int] = {}
    for line in lines:
        pair = (min(line.start, line.to), max(line.start, line.to))
        nth = seen.get(pair, 0)
        seen[pair] = nth + 1
        yield line, nth


def _line(line: Line, figure: Figure, nth: int, prefix: str) -> str:
    (x1, y1), (x2, y2) = figure.places[line.start], figure.places[line.to]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    # To the same side of the pair, whichever way the move goes: there and back are one line.
    side = 1 if (x1, y1) < (x2, y2) else -1
    bulge = side * (_round(x2 - x1, y2 - y1, length) + 16 * nth)
    middle = ((x1 + x2) / 2 + bulge * (y2 - y1) / length, (y1 + y2) / 2 - bulge * (x2 - x1) / length)
    begin, end = _border((x1, y1), middle), _border((x2, y2), middle)
    party = line.party % len(DASHES)
    dashes = f' stroke-dasharray="{DASHES[party]}"' if DASHES[party] else ""
    arrow = f' marker-end="url(#{prefix}head{line.party})"' if line.improves or not line.back else ""
    kind = "" if line.improves else " idle"
    return (
        f'<path class="move p{party}{kind}"{dashes}{arrow} d="M{begin[0]:.1f} {begin[1]:.1f}'
        f'Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}"/>'
    )


def _round(across: float, down: float, length: float) -> float:
    """How far a line bends, so that it goes round the boxes of its row or column; a curve comes half as far as it is bent."""
    if across and down:
        return 0.08 * length
    box = HEIGHT if across else WIDTH
    near = length < 1.5 * (WIDTH if across else HEIGHT) + 40
    return 0.0 if near else box + 16 + 0.03 * length


def _border(middle: tuple[float, float], toward: tuple[float, float]) -> tuple[float, float]:
    """Where the way from the middle of a box to a point leaves the box."""
    across, down = toward[0] - middle[0], toward[1] - middle[1]
    if not (across or down):
        return middle
    reach = min(
        (WIDTH / 2 + 4) / abs(across) if across else math.inf,
        (HEIGHT / 2 + 4) / abs(down) if down else math.inf,
        1.0,
    )
    return middle[0] + across * reach, middle[1] + down * reach


def _box(state: int, label: str, figure: Figure, words: BargainWords) -> str:
    bargain = words.bargain
    x, y = figure.places[state]
    left, top = x - WIDTH / 2, y - HEIGHT / 2
    kinds = bargain.kinds(state)
    kind, corner = (
        ("nash", 0)
        if Kind.NASH in kinds
        else ("seq", 26)
        if Kind.SEQ in kinds
        else ("some", 8)
        if kinds
        else ("none", 8)
    )
    parts = [f'<rect x="{left:.1f}" y="{top:.1f}" width="{WIDTH}" height="{HEIGHT}" rx="{corner}"/>']
    if kind == "nash":
        inner = f'x="{left + 4:.1f}" y="{top + 4:.1f}" width="{WIDTH - 8}" height="{HEIGHT - 8}"'
        parts.append(f'<rect class="inner" {inner}/>')
    told = cut(f"{label} {words.name(state)}" if state in bargain.names else label)
    parts.append(f'<text x="{x:.1f}" y="{y - 8:.1f}" class="name">{html(told)}</text>')
    for row, pair in enumerate((kinds[:2], kinds[2:])):
        letters = " · ".join(NAMES[one] for one in pair)
        parts.append(f'<text x="{x:.1f}" y="{y + 8 + 14 * row:.1f}" class="kinds">{letters}</text>' if letters else "")
    if state == bargain.game.status_quo:
        parts.append(f'<text x="{x:.1f}" y="{top - 6:.1f}" class="now">status quo</text>')
    return f'<g class="state {kind}"><title>{html(words.whole(state))}</title>{"".join(parts)}</g>'


def cut(name: str, columns: int = _NAME) -> str:
    """As much of a name as a box holds."""
    if width(name) <= columns:
        return name
    kept = ""
    for letter in name:
        if width(kept) + width(letter) >= columns:
            break
        kept += letter
    return kept.rstrip() + "…"

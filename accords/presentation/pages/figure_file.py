"""A figure of a page as a file of its own: plain SVG with its style in it, in light colours, for texts and slides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from accords.presentation.marks import Html

# What programs that read SVG know: rules of classes with colours as such, no custom properties, no media.
_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_PROPERTY = re.compile(r"--([\w-]+)\s*:\s*([^;}]+)")
_USED = re.compile(r"var\(--([\w-]+)\)")
_SIZE = re.compile(r'\b(?:width|height)="(\d+)"')


def alone(svg: Html) -> str:
    """The same `<svg>` as a whole file."""
    head, tag, rest = svg.partition(">")
    if "xmlns=" not in head:
        head = head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{tag}<style>{_style()}</style>{rest}\n'


@cache
def _style() -> str:
    """The rules of figures, with the colours of the pages in the light put in."""
    base, figures = (_MEDIA.sub("", _sheet(name)) for name in ("base.css", "figure.css"))
    colours = dict(_PROPERTY.findall(" ".join(_ROOT.findall(base) + _ROOT.findall(figures))))
    rules = _ROOT.sub("", figures)
    return _USED.sub(
        lambda used: colours[used.group(1)].strip(), re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)
    ).strip()


def _sheet(name: str) -> str:
    return resources.files("accords.presentation").joinpath("static", "style", name).read_text("utf-8")


def beside(drawn: Sequence[Html]) -> Html:
    """Several `<svg>` of one width in one, one below the other."""
    sizes = [tuple(int(number) for number in _SIZE.findall(one.partition(">")[0])) for one in drawn]
    across, down = max((wide for wide, _ in sizes), default=0), sum(high for _, high in sizes)
    parts, top = [], 0
    for one, (_, high) in zip(drawn, sizes, strict=True):
        parts.append(one.replace("<svg ", f'<svg y="{top}" ', 1))
        top += high
    inside = "\n".join(parts)
    return Html(f'<svg viewBox="0 0 {across} {down}" width="{across}" height="{down}">\n{inside}\n</svg>')

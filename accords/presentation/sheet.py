"""A page of answers with figures: no script, nothing fetched, every text escaped. What pages on scenarios and packages share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from string import Template
from typing import TypeAlias

from accords.agreement.agreement import Source
from accords.presentation.marks import Html, html
from accords.presentation.wording import line_of

# Of what other pages share these have the figures and what stands around them.
_STYLES = ("figure.css", "scenario.css")
Linked: TypeAlias = Callable[[str], Html]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a page: `anchor` is the id of its element, `title` any text."""

    anchor: str
    title: str
    body: Html


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page; every field is HTML."""

    title: Html
    summary: Html
    about: Html
    caveat: Html
    style: Html
    contents: Html
    sections: Html


def sheet(title: str, summary: str, about: Html, caveat: str, parts: Sequence[Part]) -> str:
    """The whole page as a string; parts without a body are left out."""
    shown = [part for part in parts if part.body]
    links = "\n".join(f'<li><a href="#{part.anchor}">{html(part.title)}</a></li>' for part in shown)
    sections = "\n".join(
        f'<section id="{part.anchor}" aria-labelledby="{part.anchor}-title">\n'
        f'<h2 id="{part.anchor}-title">{html(part.title)}</h2>\n{part.body}\n</section>'
        for part in shown
    )
    whole = Sheet(
        title=html(line_of(title)),
        summary=html(summary),
        about=about,
        caveat=html(caveat),
        style=Html(
            _file("templates", "page.css")
            + "".join(_file("static", "style", one) for one in _STYLES)
            + _file("templates", "sheet.css")
        ),
        contents=Html(f'<nav aria-label="Contents"><ol>\n{links}\n</ol></nav>'),
        sections=Html(sections),
    )
    values = {name: getattr(whole, name) for name in whole.__slots__}
    return Template(_file("templates", "sheet.html")).substitute(values)


def about(text: str, sources: Iterable[Source] = ()) -> Html:
    """What a file says of itself, and on what it rests."""
    told = paragraph(text)
    items = [_source(source) for source in sources]
    if items:
        told = Html(f"{told}<details><summary>Sources</summary>\n{listed(items)}\n</details>")
    return Html(told)


def _source(source: Source) -> Html:
    title = f"<bdi>{html(line_of(source.title))}</bdi>"
    url = source.url or ""
    if url.lower().startswith(("https://", "http://")):
        return Html(f'<a href="{html(url)}" rel="noopener noreferrer">{title}</a>')
    return Html(title)


def paragraph(text: str) -> Html:
    return Html(f"<p><bdi>{html(line_of(text))}</bdi></p>" if text.strip() else "")


def listed(items: Iterable[Html], ordered: bool = False) -> Html:
    """A list; empty where there is nothing in it."""
    every = "\n".join(f"<li>{item}</li>" for item in items)
    tag = "ol" if ordered else "ul"
    return Html(f"<{tag}>\n{every}\n</{tag}>" if every else "")


def said(text: str) -> Html:
    """A text of others on one line, whatever direction it is written in."""
    return Html(f"<bdi>{html(line_of(text))}</bdi>")


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Html]], numbers: Iterable[int] = ()) -> Html:
    """A table whose first column heads its rows; `numbers`: columns of numbers. A cell is HTML."""
    right = set(numbers)
    top = "".join(f'<th scope="col"{_kind(at in right)}>{html(line_of(head))}</th>' for at, head in enumerate(heads))
    body = "\n".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{cell}</th>' if at == 0 else f"<td{_kind(at in right)}>{cell}</td>"
            for at, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return Html(
        f'<div class="wide" tabindex="0" role="region" aria-label="{html(line_of(caption))}"><table>\n<caption>{html(line_of(caption))}</caption>\n'
        f"<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def resting(because: str, claims: Sequence[str], guess: bool, linked: Linked = html) -> Html:
    """On what a preference or a value rests, and whether it is a guess. `linked`: a claim's id, with where it leads."""
    parts = ['<span class="guess">guess</span>'] if guess else []
    parts += [said(because)] if because else []
    parts += [", ".join(map(linked, claims))] if claims else []
    return Html(f' <span class="rests">{" ".join(parts)}</span>' if parts else "")


def _kind(number: bool) -> str:
    return ' class="number"' if number else ""


def _file(*names: str) -> str:
    return resources.files("accords.presentation").joinpath(*names).read_text("utf-8")

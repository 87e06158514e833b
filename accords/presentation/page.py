"""A dossier as one HTML page: no script, nothing fetched, every text escaped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from string import Template

from accords.claims.saying import Saying
from accords.presentation import wording
from accords.presentation.dossier import Dossier, ReportRow
from accords.presentation.explanation import NOT_HERE
from accords.presentation.marks import Html, Mark, anchor_of, html, marked
from accords.presentation.page_claims import foot, lead


@dataclass(frozen=True, slots=True)
class Section:
    """One report of the page; every field is HTML. `text` is the report's own, with its marks."""

    anchor: Html
    title: Html
    about: Html
    language: Html
    text: Html
    speakers: Html


@dataclass(frozen=True, slots=True)
class Page:
    """The page; every field is HTML."""

    title: Html
    summary: Html
    style: Html
    contents: Html
    lead: Html
    reports: Html
    measured: Html
    faults: Html


def page(dossier: Dossier) -> str:
    """The whole page as a string."""
    by_report: dict[str, list[Saying]] = defaultdict(list)
    for saying in dossier.attributions:
        by_report[saying.report].append(saying)
    sections = [_section(row, by_report[row.id], dossier) for row in dossier.reports]
    whole = Page(
        title=html(_title(dossier)),
        summary=html(_summary(dossier)),
        style=Html(_template("page.css")),
        contents=_contents(sections) if len(sections) > 1 else Html(""),
        lead=lead(dossier),
        measured=foot(dossier),
        reports=Html("\n".join(_filled("report.html", section) for section in sections)),
        faults=_faults(dossier),
    )
    return _filled("page.html", whole)


def _title(dossier: Dossier) -> str:
    if len(dossier.reports) == 1:
        return f"{dossier.reports[0].name}: who said what"
    return f"{wording.counted(len(dossier.reports), 'report')}: who said what"


def _summary(dossier: Dossier) -> str:
    counts = [
        wording.counted(sum(len(row.text.split()) for row in dossier.reports), "word"),
        wording.counted(len(dossier.attributions), "saying"),
        wording.counted(len({s.speaker for s in dossier.attributions if s.speaker}), "speaker"),
    ]
    return ", ".join(counts)


def _section(row: ReportRow, sayings: list[Saying], dossier: Dossier) -> Section:
    return Section(
        anchor=anchor_of(f"report-{row.id}"),
        title=html(row.name),
        about=_about(row),
        language=html(row.language),
        text=_text(row, [mark for saying in sayings for mark in _marks(saying, dossier)]),
        speakers=_speakers(row, sayings, dossier),
    )


def _text(row: ReportRow, marks: list[Mark]) -> Html:
    """Where the text is not here, links into it still lead to where it would stand."""
    return marked(row.text, marks) if row.text else Html(html(NOT_HERE) + marked("", marks))


def _about(row: ReportRow) -> Html:
    parts = [f"<bdi>{html(wording.reported(row))}</bdi>"]
    if row.url and row.url.lower().startswith(("https://", "http://")):
        parts.append(f'<a href="{html(row.url)}" rel="noopener noreferrer">{html(row.url)}</a>')
    if row.encoding.lower() not in wording.UTF_8:
        parts.append(f"read as {html(row.encoding)}, not UTF-8")
    return Html(" · ".join(parts))


def _marks(saying: Saying, dossier: Dossier) -> Iterable[Mark]:
    a = saying.attribution
    name = wording.speaker(saying, dossier)
    for part, spans in (("source", a.source), ("cue", a.cue), ("content", a.content)):
        for span in spans:
            yield Mark(span, part, saying.id, f"{part} of what {name} said ({a.kind}, {a.mode})")


def _speakers(row: ReportRow, sayings: list[Saying], dossier: Dossier) -> Html:
    groups: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        groups[saying.speaker or wording.speaker(saying, dossier)].append(saying)
    if not groups:
        return Html("<p>No attribution was found.</p>")
    return Html("\n".join(_speaker(group, row, dossier) for group in groups.values()))


def _speaker(group: list[Saying], row: ReportRow, dossier: Dossier) -> Html:
    actor = dossier.actor_by_id.get(group[0].speaker or "")
    about = wording.described(actor, dossier) if actor else ""
    described = f'<p class="about"><bdi>{html(about)}</bdi></p>' if about else ""
    items = "\n".join(f"<li>{_item(saying, row, dossier)}</li>" for saying in group)
    return Html(f"<h4><bdi>{html(wording.speaker(group[0], dossier))}</bdi></h4>\n{described}<ul>\n{items}\n</ul>")


def _item(saying: Saying, row: ReportRow, dossier: Dossier) -> Html:
    through = wording.according_to(saying, dossier)
    told = [
        saying.attribution.kind.value,
        *([wording.when(saying.said_on)] if saying.said_on else []),
        *([wording.line_of(saying.channel)] if saying.channel else []),
        saying.id,
    ]
    before = f"<bdi>{html(through)}</bdi>: " if through else ""
    words = f'<a href="#{anchor_of(saying.id)}"><bdi>{html(wording.content(saying, row) or "(no words)")}</bdi></a>'
    return Html(f'{before}{words} <span class="told"><bdi>{html(" · ".join(told))}</bdi></span>')


def _contents(sections: list[Section]) -> Html:
    items = "\n".join(f'<li><a href="#{s.anchor}"><bdi>{s.title}</bdi></a></li>' for s in sections)
    return Html(f'<nav aria-label="Reports"><ol>\n{items}\n</ol></nav>')


def _faults(dossier: Dossier) -> Html:
    if not dossier.faults:
        return Html("")
    items = "\n".join(f"<li><bdi>{html(str(fault))}</bdi></li>" for fault in dossier.faults)
    return Html(f"<footer>\n<h2>What could not be read</h2>\n<ul>\n{items}\n</ul>\n</footer>")


def _filled(template: str, values: Page | Section) -> Html:
    return Html(Template(_template(template)).substitute({name: getattr(values, name) for name in values.__slots__}))


def _template(name: str) -> str:
    return resources.files("accords.presentation").joinpath("templates", name).read_text("utf-8")

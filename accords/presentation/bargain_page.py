"""What would hold in a negotiation, as one page with a drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from accords.bargaining.scenario import Priorities
from accords.bargaining.sensitivity import Sensitivity
from accords.bargaining.stability import Kind
from accords.presentation import sheet
from accords.presentation.bargain import CAVEAT
from accords.presentation.bargain_answer import Answer, bearing
from accords.presentation.bargain_figure import Figure, figure
from accords.presentation.bargain_svg import DASHES, drawing
from accords.presentation.bargain_words import MEANT, NAMES, BargainWords, kinds_words, reasons
from accords.presentation.marks import Html, html
from accords.presentation.sheet import Linked, Part
from accords.presentation.wording import counted

_SHAPES = (
    ("two frames, square corners", "Nash"),
    ("a thick frame, round ends", "SEQ, not Nash"),
    ("a dashed frame", "GMR alone, or with SMR"),
    ("a faint frame", "no equilibrium"),
)
_COALITIONS = 30  # that are told
_LOST = 20  # neighbouring rankings that are told
Led: TypeAlias = Callable[[int], str | None]


def _nowhere(state: int) -> None:
    return None


def page(answer: Answer) -> str:
    """The whole page as a string."""
    scenario = answer.bargain.game.scenario
    about = sheet.about(scenario.about, scenario.sources) if scenario else Html("")
    return sheet.sheet(answer.bargain.title, summary(answer), about, CAVEAT, parts(answer))


def summary(answer: Answer) -> str:
    """`2 parties, 8 feasible states, 3 equilibria`."""
    bargain = answer.bargain
    game = bargain.game
    counts = [counted(len(game.parties), "party", "parties"), counted(len(game.states), "feasible state")]
    counts.append(counted(len(bargain.stable), "equilibrium", "equilibria"))
    if bargain.stability.one_step:
        counts.append("opponents answer with one move of one of them")
    return ", ".join(counts)


def parts(answer: Answer, prefix: str = "", linked: Linked = html, led: Led = _nowhere) -> list[Part]:
    """The sections of the page, those without a body to be left out. `prefix` begins the ids in them, `linked` makes a claim's id a link,
    and `led` says where a state is told in full that is not told here."""
    words, drawn = BargainWords(answer.bargain), figure(answer)
    told = Html("\n".join(_state(state, answer, words, prefix) for state in answer.states))

    def where(state: int) -> str | None:
        return f"#{anchor(state, prefix)}" if state in answer.states else led(state)

    return [
        Part(f"{prefix}figure", "States and moves", _figure(drawn, words, prefix)),
        Part(f"{prefix}states", "The states", _states(drawn, words, where)),
        Part(f"{prefix}why", "What holds, and why", told),
        Part(f"{prefix}together", "What parties could do together", _together(answer, words)),
        Part(f"{prefix}sensitivity", "Neighbouring rankings", _sensitivities(answer, words)),
        Part(f"{prefix}preferences", "The preferences that were entered", _preferences(words, linked)),
        Part(f"{prefix}words", "What the words mean", _meant()),
    ]


def _figure(drawn: Figure, words: BargainWords, prefix: str) -> Html:
    lines = [
        f'<li><svg class="graph" aria-hidden="true" viewBox="0 0 56 20"><path class="move p{party % len(DASHES)}"'
        f'{_dashes(party)} d="M2 10L54 10"/></svg> {sheet.said(words.party(party))}</li>'
        for party in range(len(words.game.parties))
    ]
    shapes = "; ".join(f"{html(shape)}: {html(kind)}" for shape, kind in _SHAPES)
    note = f" {html(drawn.note)}" if drawn.note else ""
    caption = f"An arrow is a move that its party prefers to make; a thin line one that it can make and would not. Boxes: {shapes}.{note} Numbers are those of the table."
    moves = f'<ul class="legend" aria-label="Whose moves">\n{chr(10).join(lines)}\n</ul>'
    return Html(
        f'<figure>\n<div class="drawing" tabindex="0" role="region" aria-label="Drawing">{drawing(drawn, words, prefix)}</div>\n'
        f"{moves}\n<figcaption>{caption}</figcaption>\n</figure>"
    )


def _dashes(party: int) -> str:
    dashes = DASHES[party % len(DASHES)]
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def _states(drawn: Figure, words: BargainWords, where: Led) -> Html:
    """The states of the drawing, with their improvements: what it shows, in words."""
    labels = words.labels(drawn.places)
    improving: dict[int, list[str]] = {}
    for line in drawn.lines:
        if line.improves:
            improving.setdefault(line.start, []).append(f"{words.party(line.party)}: to {labels[line.to]}")
    rows = [
        (
            _linked(label, where(state)),
            sheet.said(
                (words.name(state) if state in words.bargain.names else "")
                + (" (status quo)" if state == words.game.status_quo else "")
            ),
            sheet.said(words.taken(state)),
            html(kinds_words(words.bargain.kinds(state)) or "–"),
            sheet.said("; ".join(improving.get(state, [])) or "–"),
        )
        for state, label in labels.items()
    ]
    heads = ("Number", "State", "What is taken", "Equilibrium", "Moves that a party prefers to make")
    return sheet.table("The states of the drawing", heads, rows)


def _linked(label: str, href: str | None) -> Html:
    return html(label) if href is None else Html(f'<a href="{html(href)}">{html(label)}</a>')


def anchor(state: int, prefix: str) -> str:
    """The id of the element that tells of a state."""
    return f"{prefix}state-{state}"


def _state(state: int, answer: Answer, words: BargainWords, prefix: str) -> Html:
    bargain = answer.bargain
    kinds = bargain.kinds(state)
    holds = f"stable for every party: {kinds_words(kinds)}" if kinds else "not stable for every party in any sense"
    now = ", the status quo" if state == bargain.game.status_quo else ""
    title = sheet.said(f"{words.state(state)}{now}: {holds}")
    items = []
    for party in range(len(bargain.game.parties)):
        told = reasons(words, party, state)
        one = len(told.shown) == 1
        whys = [
            sheet.said(why if one else f"{'' if found else 'not '}{NAMES[kind]}: {why}")
            for kind, found, why in told.shown
        ]
        rest = Html(f" {whys[0]}") if one else sheet.listed(whys)
        items.append(Html(f"<strong>{sheet.said(words.party(party))}</strong>, {html(told.standing)}.{rest}"))
    ways = "".join(sheet.paragraph(words.way(way)) for way in answer.ways if way.to == state and way.steps != ())
    return Html(
        f'<h3 id="{anchor(state, prefix)}">{title}</h3>\n{sheet.paragraph(words.taken(state))}\n{sheet.listed(items)}\n{ways}'
    )


def _together(answer: Answer, words: BargainWords) -> Html:
    rows = answer.coalitions
    if rows is None:
        return sheet.paragraph("Not worked out of a game as large as this: ask with --coalitions.")
    shown = bearing(answer)[:_COALITIONS]
    told = sheet.listed(sheet.said(words.coalition(row)) for row in shown)
    more = len(rows) - len(shown)
    rest = (
        sheet.paragraph(f"{'More than ' if answer.cut else ''}{more:,} more are told by --coalitions.") if more else ""
    )
    return Html(f"{told}{rest}")


def _sensitivities(answer: Answer, words: BargainWords) -> Html:
    return Html("\n".join(_sensitivity(found, words) for found in answer.sensitivities))


def _sensitivity(found: Sensitivity, words: BargainWords) -> Html:
    told = f"{words.state(found.state)}, {NAMES[found.kind]}: stays an equilibrium in {found.kept:,} of {len(found.neighbours):,} neighbouring rankings."
    lost = [sheet.said(f"not with {words.neighbour(one)}") for one in found.neighbours if not one.kept]
    more = [sheet.said(f"and {len(lost) - _LOST:,} more")] if len(lost) > _LOST else []
    undone = [sheet.said(f"no equilibrium {words.reversal(one)}") for one in found.reversals if not one.kept]
    return Html(sheet.paragraph(told) + sheet.listed([*lost[:_LOST], *more, *undone]))


def _preferences(words: BargainWords, linked: Linked) -> Html:
    scenario = words.game.scenario
    if scenario is None:
        return Html("")
    parts: list[str] = []
    for party in scenario.parties:
        parts.append(f"<h3>{sheet.said(party.name)}</h3>")
        preference = party.preference
        if isinstance(preference, Priorities):
            items = (
                Html(f"{sheet.said(one.words)}{sheet.resting(one.because, one.claims, one.guess, linked)}")
                for one in preference.statements
            )
            parts.append(sheet.listed(items, ordered=True))
        else:
            rests = sheet.resting(preference.because, preference.claims, preference.guess, linked)
            parts.append(f"<p>{sheet.said(preference.words)}{rests}</p>")
    return Html("<p>What stands first matters most.</p>\n" + "\n".join(parts))


def _meant() -> Html:
    def terms() -> Iterator[str]:
        for kind in Kind:
            yield f"<dt>{NAMES[kind]}</dt><dd>{html(MEANT[kind])}</dd>"

    return Html("<dl>\n" + "\n".join(terms()) + "\n</dl>")

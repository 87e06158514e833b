"""A drafted scenario -> the file, with comments that say what is only guessed and what nothing was made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accords.agreement.draft_text import source_entry
from accords.agreement.yaml_words import comment, entry, scalar
from accords.bargaining.draft import DraftNeed, DraftParty, ScenarioDraft, words
from accords.bargaining.parse import VERSION
from accords.bargaining.parse_preferences import REST

_HEAD = (
    "A draft, made from what reports say: nobody has said that these are its options or its preferences. Mend it before you believe an answer.",
    "",
    "The order of priorities decides, and no report tells it: demands stand first, refusals next, then what others would do, and last what the party itself would do.",
    "`guess: yes` marks what the party has not said in its own words, and what was matched by the issue alone.",
)


def text_of(draft: ScenarioDraft) -> str:
    return "\n".join((*_opening(draft), *_parties(draft), *_rules(draft), *_preferences(draft), *_left(draft))) + "\n"


def _opening(draft: ScenarioDraft) -> Iterator[str]:
    for line in _HEAD:
        yield from comment(line, 0)
    yield f"accords: {VERSION}"
    yield f"id: {scalar(draft.id)}"
    yield from entry("title", draft.title, 0)
    yield from entry("about", draft.about, 0)
    if draft.sources:
        yield "sources:"
        for report in draft.sources:
            yield from source_entry(report)


def _parties(draft: ScenarioDraft) -> Iterator[str]:
    needs = {one.option for one in draft.needs}
    yield "parties:"
    for party in draft.parties:
        yield f"  {scalar(party.id)}:"
        yield f"    name: {scalar(party.name)}"
        if party.options:
            yield "    options:"
        for option in party.options:
            yield f"      {scalar(option.name)}:"
            yield from entry("text", option.text, 8)
            yield from _reason(option.because, option.claims, option.guess)
            if option.condition and option not in needs:
                told = f"Its condition, in words alone: “{option.condition}”. Make an option of it, and require it."
                yield from comment(told, 8)


def _rules(draft: ScenarioDraft) -> Iterator[str]:
    if draft.needs:
        yield "requires:"
    for one in draft.needs:
        yield from _need(one, draft.ids)
    yield from comment("Nothing of it is taken as done: add the options that already are.", 0)
    yield "status quo: []"


def _need(need: DraftNeed, ids: Mapping[tuple[str, str], str]) -> Iterator[str]:
    each = " or ".join(ids[one.party, one.name] for one in need.needs)
    yield from comment(f"A guess: its condition, “{need.words}”, names their issue.", 2)
    yield f"  - option: {ids[need.option.party, need.option.name]}"
    yield f"    needs: {each}"


def _preferences(draft: ScenarioDraft) -> Iterator[str]:
    yield "preferences:"
    for party in draft.parties:
        yield from _preference(party, draft.ids)


def _preference(party: DraftParty, ids: Mapping[tuple[str, str], str]) -> Iterator[str]:
    yield f"  {scalar(party.id)}:"
    if not party.statements:
        yield f"    ranking: [{REST}]"
        yield "    because: No report tells what it prefers; all is the same to it until somebody writes it."
        yield "    guess: yes"
        return
    yield "    priorities:"
    for one in party.statements:
        yield f"      - prefers: {words(one, ids)}"
        yield from _reason(one.because, one.claims, one.guess)


def _reason(because: str, claims: tuple[str, ...], guess: bool) -> Iterator[str]:
    if because:
        yield from entry("because", because, 8)
    if claims:
        yield from entry("claims", claims, 8)
    if guess:
        yield "        guess: yes"


def _left(draft: ScenarioDraft) -> Iterator[str]:
    if draft.left:
        yield from comment("Nothing was made of these:", 0)
        for one in draft.left:
            yield from comment(f"- {one}", 0, 2)

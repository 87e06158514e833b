"""A draft -> the file, with comments that say on whose word each clause rests and what is only guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accords.agreement.agreement import Kind
from accords.agreement.clauses import Clause, LeftOut
from accords.agreement.deeds import event_of
from accords.agreement.draft import Draft
from accords.agreement.parse import VERSION
from accords.agreement.parse_stipulations import DEEDS
from accords.agreement.yaml_words import comment, entry, scalar
from accords.documents.report import Report

_HEAD = (
    "A draft, made from what reports say. It is nobody's text: mend it, and ask what is wrong or missing with",
    "`accords agreement check FILE`.",
    "",
    "standing: agreed (in a text of the party's own, or both sides say in their own words that they agree), offered (the word of the one who would owe it),",
    "reported (only others say so: it is not the party's undertaking).",
    "Marked as a guess is what no report tells: which deeds would fulfil or breach a clause. No report tells deadlines either: add `by` or `until`.",
)


def text_of(draft: Draft) -> str:
    return "\n".join((*_opening(draft), *_articles(draft), *_closing(draft))) + "\n"


def _opening(draft: Draft) -> Iterator[str]:
    for line in _HEAD:
        yield from comment(line, 0)
    yield f"accords: {VERSION}"
    yield f"id: {scalar(draft.id)}"
    yield from entry("title", draft.title, 0)
    yield "status: draft"
    if draft.told_by:
        yield from comment(
            "The day by which all of it had been told; no report says from when it would count. What happened before counts for nothing.",
            0,
        )
        yield f"in force: {draft.told_by.isoformat()}"
    else:
        yield from comment(
            "No report tells a day: add `in force: 2029-03-20`, so that what happened before counts for nothing.", 0
        )
    yield from entry("about", draft.about, 0)
    if draft.sources:
        yield "sources:"
        for report in draft.sources:
            yield from source_entry(report)
    yield "parties:"
    for party in draft.parties:
        yield f"  {scalar(party.id)}:"
        yield f"    name: {scalar(party.name)}"
        yield f"    role: {scalar(party.role)}"
        if party.aliases:
            yield from entry("aliases", (*party.aliases,), 4)


def source_entry(report: Report) -> Iterator[str]:
    name = next(
        (words for words in (report.title, report.given_id, report.outlet) if words and words.strip()), report.id
    )
    yield f"  - title: {scalar(name)}"
    for key, words in (("publisher", report.outlet), ("url", report.url)):
        if words and words.strip():
            yield f"    {key}: {scalar(words)}"
    if report.published:
        yield f"    date: {report.published.isoformat()}"
    yield f"    note: {scalar(f'report {report.id}')}"


def _articles(draft: Draft) -> Iterator[str]:
    ids = draft.ids
    yield "articles:"
    for article in draft.articles:
        yield f"  - article: {article.number}"
        yield f"    title: {scalar(article.issue[:1].upper() + article.issue[1:])}"
        if article.beside:
            yield from comment("Positions that demand or reject:", 4)
            for words in article.beside:
                yield from comment(f"- {words}", 4, 2)
        for one in article.left_out:
            yield from _left_out(one)
        if article.clauses:
            yield "    stipulations:"
            for _, name, clause in article.clauses:
                yield from _clause(ids, name, clause)


def _left_out(one: LeftOut) -> Iterator[str]:
    yield from comment(f"Left out, {one.commitment}: {one.reason}", 4)
    for words in one.witnesses:
        yield from comment(f"- {words}", 4, 2)


def _clause(ids: Mapping[str, str], name: str, clause: Clause) -> Iterator[str]:
    who, to = tuple(ids[actor] for actor in clause.who), tuple(ids[actor] for actor in clause.to)
    yield f"      - name: {scalar(name)}"
    yield f"        kind: {clause.kind}"
    yield f"        standing: {clause.standing}"
    yield from entry("claims", clause.claims, 8)
    for words in (*clause.witnesses, *clause.remarks):
        yield from comment(f"- {words}", 8, 2)
    yield from entry("text", clause.text, 8)
    guarantee = clause.kind is Kind.GUARANTEE
    yield from entry("guarantors" if guarantee else "who", who, 8)
    if len(who) > 1 and not guarantee:
        yield "        owed: severally"
    if to:
        yield from entry("beneficiary" if guarantee else "to", to, 8)
    elif guarantee:
        yield from comment("No report tells whom it would guarantee: add `beneficiary`.", 8)
    if clause.condition:
        yield from comment(
            f"Its condition, in words alone: “{clause.condition}”. Make a condition of it, or tell this event in a table.",
            8,
        )
        yield from entry("when", {"event": (event_of(clause.condition, f"condition of {name}"),)}, 8)
    if guarantee:
        yield from comment("A guess: no report tells what sets it off, where, and who says so.", 8)
        yield from entry("trigger", {"act": ("attack",), **({"toward": to} if to else {})}, 8)
    yield from comment(f"A guess: {clause.deed.why}.", 8)
    asked = {
        key: tuple(ids[actor] for actor in values) if key == "toward" else values for key, values in clause.deed.asked
    }
    yield from entry(DEEDS[clause.kind], asked, 8)
    if guarantee:
        yield from entry("strength", clause.terms or "No report gives its words.", 8)


def _closing(draft: Draft) -> Iterator[str]:
    if draft.elsewhere:
        yield from comment("Positions on what nobody undertook anything about:", 0)
        for issue, positions in draft.elsewhere:
            for words in positions:
                yield from comment(f"- {issue}: {words}", 0, 2)

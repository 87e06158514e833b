"""Articles of an agreement file: first what all stipulations are called, so that they may name each other in any order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from accords.agreement.agreement import AGREEMENT, Article, Kind, Owed, Party
from accords.agreement.deadline import Anchor
from accords.agreement.naming import Named, Shape, is_several, named_by
from accords.agreement.parse_check import Check, listed, shown
from accords.agreement.parse_parties import NAME, NUMBER, codes_of, texts_of
from accords.agreement.parse_patterns import party_ids
from accords.claims.nodes import Node

ARTICLE_KEYS = ("article", "title", "text", "codes", "stipulations")
KINDS = tuple(kind.value for kind in Kind)
OWED = tuple(owed.value for owed in Owed)
MOST_NORMS = 20_000
_NO_OVERLAY = ("name", "kind", "readings")
_RESERVED = (AGREEMENT, *(anchor.value for anchor in Anchor))


class Clause(NamedTuple):
    """A stipulation in one reading, not yet read: its keys, those of the reading over those that all share."""

    shape: Shape
    node: Node  # where it stands
    mapping: dict[str, Node]
    sound: bool  # its name, kind and readings are


class Part(NamedTuple):
    """An article with its stipulations not yet read."""

    article: Article
    clauses: tuple[Clause, ...]


def parts_of(check: Check, node: Node, parties: Mapping[str, Party]) -> tuple[Part, ...]:
    parts: list[Part] = []
    numbers: dict[str, Node] = {}
    check.filled("articles", node)
    for item in check.sequence("articles", node, "a list of articles", "article"):
        mapping = check.mapping("an article", item, "a mapping with `article`, `text` and `stipulations`")
        if not mapping:
            continue
        if "article" not in mapping:
            check.unknown(mapping, ARTICLE_KEYS, "an article")
            check.missing(item, "article", "an article", "its number")
            continue
        number = check.text("article", mapping["article"])
        if not number:
            continue
        if not NUMBER.fullmatch(number) or number == AGREEMENT:
            accepted = "a number such as `4`, `4a` or `IV`, of letters, digits, dots and hyphens"
            check.fault(
                mapping["article"],
                f"the article `{shown(number)}`",
                accepted,
                "Write its number, and the rest as `title`.",
            )
            continue
        if number in numbers:
            found = f"the article {number} a second time (first in line {numbers[number].line})"
            check.fault(mapping["article"], found, "each number once", "Join the two, or number one of them anew.")
            continue
        numbers[number] = mapping["article"]
        check.unknown(mapping, ARTICLE_KEYS, f"article {number}")
        title = check.text("title", mapping["title"]) if "title" in mapping else ""
        article = Article(
            number,
            check.place(item),
            title or None,
            texts_of(check, "text", mapping["text"]) if "text" in mapping else (),
            codes_of(check, mapping["codes"]) if "codes" in mapping else (),
        )
        parts.append(Part(article, _clauses(check, number, mapping, parties)))
    return tuple(parts)


def _clauses(check: Check, number: str, mapping: dict[str, Node], parties: Mapping[str, Party]) -> tuple[Clause, ...]:
    if "stipulations" not in mapping:
        return ()
    nodes = check.sequence("stipulations", mapping["stipulations"], "a list of stipulations", "kind")
    clauses: list[Clause] = []
    named: dict[str, Node] = {}
    for node in nodes:
        before = check.broken
        of = f"a stipulation of article {number}"
        base = check.mapping(of, node, "a mapping with `kind` and what it asks")
        if not base:
            continue
        name = check.text("name", base["name"]) if "name" in base else ""
        if name and not NAME.fullmatch(name):
            check.fault(
                base["name"],
                f"the name `{shown(name)}` of {of}",
                "letters, digits, hyphens and spaces",
                "Write one word or two.",
            )
        if "kind" not in base:
            check.missing(node, "kind", of, listed(KINDS))
        kind = check.choice("kind", base["kind"], KINDS) if "kind" in base else None
        if len(nodes) > 1 and not name and "name" not in base:
            accepted = "a name for each, where an article has several"
            check.fault(
                node, f"no `name` in {of}, which has {len(nodes)}", accepted, "Add `name:` with one word or two."
            )
        identity = f"{number}.{name}" if len(nodes) > 1 else number
        if name and name in named:
            found = f"the stipulation {identity} a second time (first in line {named[name].line})"
            check.fault(base["name"], found, "each name once in an article", "Give one of them another `name`.")
        named.setdefault(name, base.get("name", node))
        # What is not sound is named all the same, so that to name it elsewhere is no second fault.
        shape = Shape(identity, number, Kind(kind or Kind.OBLIGATION), name=name or None)
        clauses += _readings(check, shape, node, base, parties, sound=before == check.broken)
    return tuple(clauses)


def _readings(
    check: Check, shape: Shape, node: Node, base: dict[str, Node], parties: Mapping[str, Party], *, sound: bool
) -> list[Clause]:
    shared = {key: value for key, value in base.items() if key != "readings"}
    if "readings" not in base:
        return [_clause(check, shape, node, shared, parties, sound)]
    accepted = "a mapping of each reading to what differs: `{en: {by: …}, de: {by: …}}`"
    of = f"`readings` of {shape.id}"
    readings = check.mapping(of, base["readings"], accepted)
    if len(readings) < 2 and isinstance(base["readings"].value, dict):
        check.fault(
            base["readings"],
            f"{len(readings) or 'nothing'} in {of}",
            "two readings at the least",
            "Write both, or none.",
        )
    if not readings:
        return [_clause(check, shape, node, shared, parties, False)]
    clauses: list[Clause] = []
    for reading, item in readings.items():
        before = check.broken
        if not NAME.fullmatch(reading):
            check.fault(
                item,
                f"the reading `{shown(reading)}` of {shape.id}",
                "letters, digits, hyphens and spaces",
                "Write one word.",
            )
        over = check.mapping(f"the reading `{shown(reading)}` of {shape.id}", item, accepted)
        for key in _NO_OVERLAY:
            if key in over:
                found = f"`{key}` in the reading `{shown(reading)}` of {shape.id}"
                check.fault(over[key], found, "any other key of the stipulation", f"Write `{key}` beside `readings`.")
        one = Shape(shape.id, shape.article, shape.kind, reading, shape.name)
        clauses.append(_clause(check, one, item, {**shared, **over}, parties, sound and before == check.broken))
    return clauses


def _clause(
    check: Check, shape: Shape, node: Node, mapping: dict[str, Node], parties: Mapping[str, Party], sound: bool
) -> Clause:
    """What its norms are called by is read already; the faults in it are told where all of it is read."""
    quiet = Check(check.path)
    key = "guarantors" if shape.kind is Kind.GUARANTEE else "who"
    who = party_ids(quiet, parties, key, mapping[key]) if key in mapping else ()
    owed = quiet.choice("owed", mapping["owed"], OWED) if "owed" in mapping else None
    determined = mapping.get("determined by")
    rule = determined.value.get("rule") if determined and isinstance(determined.value, dict) else None
    steps: list[str | None] = []
    if shape.kind is Kind.PROCEDURE and "steps" in mapping and isinstance(mapping["steps"].value, list):
        for step in mapping["steps"].value:
            name = step.value.get("name") if isinstance(step.value, dict) else None
            steps.append(name.value if name and isinstance(name.value, str) and NAME.fullmatch(name.value) else None)
    made = Shape(
        shape.id,
        shape.article,
        shape.kind,
        shape.reading,
        shape.name,
        who,
        is_several(shape.kind, Owed(owed) if owed else None),
        rule is not None and rule.value == "each",
        tuple(steps),
    )
    return Clause(made, node, mapping, sound)


def named_in(check: Check, parts: tuple[Part, ...], definitions: Mapping[str, Node]) -> Named | None:
    """The words that stand for norms, and a fault for each that could mean two things; `None` where they are too many."""
    clauses = [clause for part in parts for clause in part.clauses]
    most = sum(max(1, 2 * len(clause.shape.who), len(clause.shape.steps)) for clause in clauses)
    if most > MOST_NORMS:
        found = f"up to {most} norms, for each debtor of each stipulation and reading"
        check.fault(clauses[0].node, found, f"at most {MOST_NORMS}", "Split the agreement.")
        return None
    named = named_by(clause.shape for clause in clauses)
    at = {clause.shape.id: clause.node for clause in reversed(clauses)}
    articles = {part.article.number for part in parts}
    for word, norms in named.items():
        strangers = [norm.stipulation for norm in norms if norm.article != word]
        owners = tuple(dict.fromkeys(norm.stipulation for norm in norms))
        if word in articles and strangers:
            found = f"`{shown(word)}`, which is both an article and a stipulation of another"
            check.fault(at[strangers[0]], found, "one meaning for each id", "Give the stipulation another `name`.")
        elif word not in articles and len(owners) > 1:
            found = f"`{shown(word)}`, which could be a norm of {listed(owners)}"
            check.fault(at[owners[1]], found, "one meaning for each id", "Give one of them another `name`.")
    for word, node in definitions.items():
        if word in named or word in _RESERVED:
            found = f"the definition `{shown(word)}`, which is " + (
                "a stipulation too" if word in named else "a word of its own"
            )
            check.fault(node, found, "one meaning for each name", "Give the definition another name.")
    return named

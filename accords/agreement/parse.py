"""An agreement file -> the agreement, and all that is wrong with the file at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from accords.agreement.agreement import Agreement, AgreementStatus, Article, Stipulation
from accords.agreement.condition import Condition, Happened, Passed, Reached, atoms
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.naming import Named
from accords.agreement.norms import drawn, rests_on
from accords.agreement.parse_articles import Part, named_in, parts_of
from accords.agreement.parse_check import Check, flow, shown, whole
from accords.agreement.parse_parties import areas_of, parties_of, sources_of
from accords.agreement.parse_patterns import Names
from accords.agreement.parse_stipulations import stipulation_of
from accords.agreement.parse_terms import Terms
from accords.agreement.parse_time import Times, clock_of
from accords.agreement.pattern import Pattern
from accords.claims.nodes import Form, Node, nodes_of, read_nodes
from accords.vocabulary import Fault

MAX_BYTES = 5_000_000
VERSION = "agreement/1"
KEYS = (
    "accords", "id", "title", "status", "signed", "in force", "zone", "calendar", "about", "sources", "parties", "areas",
    "definitions", "articles",
)  # fmt: skip
NEEDED = {
    "accords": f"`accords: {VERSION}`",
    "id": "a short name of small letters, digits and hyphens (lake-accord)",
    "title": "what people call it",
    "parties": "a mapping of ids to parties",
    "articles": "a list of articles",
}
STATUSES = tuple(status.value for status in AgreementStatus)
FORM = Form(
    "an agreement file",
    f"one mapping that begins with `accords: {VERSION}`",
    f"Begin the file with `accords: {VERSION}`.",
    "docs/reference/agreement-file.md",
    depth=24,  # the deepest keys stand 9 deep; conditions may be nested below them
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_CIRCLES, _SHOWN = 20, 10  # circles of a file, and names of one in a message


def read_agreement(path: Path) -> tuple[Agreement | None, list[Fault]]:
    """The agreement of a file and every fault in it, in the order of its lines.

    Stipulations that a fault has spoilt, and those that name them, are left out; `None` where nothing can be used.
    """
    root, faults = read_nodes(path, FORM, max_bytes=MAX_BYTES)
    return _agreement(root, faults, str(path))


def agreement_of(text: str, place: str) -> tuple[Agreement | None, list[Fault]]:
    """The same of a text; `place` is where it came from."""
    root, faults = nodes_of(text, place, FORM)
    return _agreement(root, faults, place)


def _agreement(root: Node | None, faults: list[Fault], place: str) -> tuple[Agreement | None, list[Fault]]:
    agreement, every = whole(root, faults, place, FORM, lambda check, node, keys: _File(check, node, keys).agreement())
    # Where a key stands twice nobody can tell which is meant.
    return None if faults else agreement, every


class _File:
    """Reads one file: what can be named first, then what names it."""

    def __init__(self, check: Check, root: Node, mapping: dict[str, Node]) -> None:
        self.check, self.root, self.mapping = check, root, mapping

    def agreement(self) -> Agreement | None:
        check, mapping = self.check, self.mapping
        check.unknown(mapping, KEYS, "an agreement file")
        for key, accepted in NEEDED.items():
            if key not in mapping:
                check.missing(self.root, key, "an agreement file", accepted)
        before = check.broken
        if "accords" in mapping and (version := check.text("accords", mapping["accords"])) and version != VERSION:
            found = f"`{shown(version)}` as `accords`"
            check.fault(mapping["accords"], found, f"`{VERSION}`", f"Write `accords: {VERSION}`.")
        times = Times(check, clock_of(check, mapping))
        signed = times.instant("signed", mapping["signed"]) if "signed" in mapping else None
        sound = before == check.broken  # else what is below means other days, or another thing altogether
        status = self._status(signed is not None)
        parties = parties_of(check, mapping["parties"]) if "parties" in mapping else {}
        areas = areas_of(check, mapping["areas"]) if "areas" in mapping else {}
        definitions = self._definitions()
        parts = parts_of(check, mapping["articles"], parties) if "articles" in mapping else ()
        named = named_in(check, parts, definitions)
        if named is None:
            return None
        terms = Terms(Names(check, parties, areas, named), times, definitions)
        defined = terms.definitions()
        before = check.broken
        in_force = self._in_force(terms, signed)
        sound = sound and before == check.broken
        identity = self._id()
        agreement = Agreement(
            id=identity,
            title=self._text("title"),
            status=status,
            place=f"{check.path}:{self.root.line}",
            clock=times.clock,
            signed=signed,
            in_force=in_force,
            about=check.words("about", mapping["about"]) if "about" in mapping else "",
            sources=sources_of(check, mapping["sources"]) if "sources" in mapping else (),
            parties=tuple(parties.values()),
            areas=tuple(areas.values()),
            definitions=defined,
            articles=self._articles(terms, parts),
            said=tuple(
                (key, flow(mapping[key])) for key in ("signed", "in force", "zone", "calendar") if key in mapping
            ),
            notes=tuple(dict.fromkeys(times.notes)),
        )
        agreement = _straight(check, agreement, named)
        return agreement if sound and agreement.articles else None

    def _id(self) -> str:
        identity = self._text("id")
        if identity and not _ID.fullmatch(identity):
            near = re.sub(r"[^a-z0-9]+", "-", identity.lower()).strip("-")
            remedy = f"Write `id: {near}`, and what people read as `title`." if near else "Give it a short name."
            self.check.fault(self.mapping["id"], f"the id `{shown(identity)}`", NEEDED["id"], remedy)
        return identity

    def _text(self, key: str) -> str:
        return self.check.text(key, self.mapping[key]) if key in self.mapping else ""

    def _status(self, signed: bool) -> AgreementStatus:
        usual = AgreementStatus.SIGNED if signed else AgreementStatus.DRAFT
        told = self.check.choice("status", self.mapping["status"], STATUSES) if "status" in self.mapping else None
        return AgreementStatus(told) if told else usual

    def _definitions(self) -> dict[str, Node]:
        if "definitions" not in self.mapping:
            return {}
        accepted = "a mapping of names to patterns: `armed attack: {act: attack}`"
        return self.check.mapping("`definitions`", self.mapping["definitions"], accepted)

    def _in_force(self, terms: Terms, signed: int | None) -> Condition | None:
        """What the entry into force waits for: a date, a condition, or else the signing."""
        if "in force" not in self.mapping:
            return None if signed is None else Passed(signed)
        node = self.mapping["in force"]
        if isinstance(node.value, str) and node.value[:1].isdigit() and " is " not in node.value:
            at = terms.times.instant("in force", node)
            return None if at is None else Passed(at)
        condition = terms.condition("`in force`", node)
        if any(isinstance(atom, Reached) for atom in atoms(condition)):
            found = "a stipulation in `in force`"
            remedy = "Name what happens (`{event: …}`) or a date: nothing is owed before the entry into force."
            self.check.fault(node, found, "a date, or a condition over what happens", remedy)
        return condition

    def _articles(self, terms: Terms, parts: tuple[Part, ...]) -> tuple[Article, ...]:
        """The articles with those stipulations that no fault has spoilt."""
        articles = []
        for part in parts:
            made = [(clause.shape.id, stipulation_of(terms, clause)) for clause in part.clauses]
            spoilt = {identity for identity, one in made if one is None}
            sound = tuple(one for identity, one in made if one is not None and identity not in spoilt)
            articles.append(replace(part.article, stipulations=sound))
        return tuple(articles)


def _straight(check: Check, agreement: Agreement, named: Named) -> Agreement:
    """The agreement without stipulations that name what is spoilt, and without circles; a fault for each circle."""
    kept = {one.id for one in agreement.stipulations}
    owners = {norm.id: norm.stipulation for norms in named.values() for norm in norms}
    agreement = _without(agreement, set(owners.values()) - kept, named)
    norms = drawn(agreement)
    places = {norm.id: norm.place for norm in norms}
    rests = {norm.id: rests_on(norm) for norm in norms[1:]}
    for _ in range(_MOST_CIRCLES):
        try:
            TopologicalSorter(rests).prepare()
            return agreement
        except CycleError as error:
            circle: list[str] = error.args[1][::-1]
        names = [f"`{one}`" for one in circle]
        if len(names) > _SHOWN:
            names = [*names[:_SHOWN], f"{len(names) - _SHOWN - 1} more", names[-1]]
        found = f"stipulations that wait for each other in a circle: {', which waits for '.join(names)}"
        if len(circle) == 2:
            found = f"`{circle[0]}`, which waits for itself"
        remedy = "Let one of them wait for something that happens, for a date, or for nothing."
        check.faults.append(Fault(places[circle[0]], found, "stipulations that wait for others only", remedy))
        agreement = _without(agreement, {owners[one] for one in circle}, named)
        kept = {one.id for one in agreement.stipulations}
        rests = {one: others for one, others in rests.items() if owners[one] in kept}
    return replace(agreement, articles=())


def _without(agreement: Agreement, spoilt: set[str], named: Named) -> Agreement:
    """The agreement without stipulations that are spoilt, or name one that is, or one that names one."""
    if not spoilt:
        return agreement
    names: dict[str, set[str]] = {}
    for one in agreement.stipulations:
        for word in _words(one):
            for norm in named.get(word, ()):
                names.setdefault(norm.stipulation, set()).add(one.id)
    ahead, gone = list(spoilt), set(spoilt)
    while ahead:
        new = names.get(ahead.pop(), set()) - gone
        gone |= new
        ahead += new
    articles = (
        replace(article, stipulations=tuple(one for one in article.stipulations if one.id not in gone))
        for article in agreement.articles
    )
    return replace(agreement, articles=tuple(articles))


def _words(one: Stipulation) -> Iterator[str]:
    """The stipulations, articles and norms that it names."""
    conditions = [one.when, one.unless, one.ended_by, one.deed, one.guarantee.trigger if one.guarantee else None]
    conditions += [step.deed for step in one.steps]
    for condition in conditions:
        for atom in atoms(condition):
            match atom:
                case Reached(norm):
                    yield norm
                case Happened(pattern):
                    yield from pattern.about
    for deadline in (one.begins, one.due, one.lapses, *(step.due for step in one.steps)):
        match deadline:
            case Deadline(anchor=Pattern(about=about)):
                yield from about
            case Deadline(anchor=str(word)) if not isinstance(word, Anchor):
                yield word
    yield from one.over
    yield from one.cured_by.about if one.cured_by else ()

"""A packages file -> the domain, and all that is wrong with the file at once."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path

from accords.agreement.parse_check import Check, kind_of, listed, shown, whole
from accords.agreement.parse_parties import NAME, sources_of
from accords.bargaining.domain import (
    MOST_PACKAGES,
    Domain,
    DomainParty,
    Exclusion,
    Issue,
    Level,
)
from accords.bargaining.parse_valuations import valued_of
from accords.bargaining.worths import feasible
from accords.claims.nodes import Form, Node, nodes_of, read_nodes
from accords.vocabulary import Fault

MAX_BYTES = 2_000_000
VERSION = "packages/1"
KEYS = ("accords", "id", "title", "about", "sources", "parties", "issues", "values", "infeasible")
PARTY_KEYS = ("name",)
ISSUE_KEYS = ("name", "about", "levels")
NEEDED = {
    "accords": f"`accords: {VERSION}`",
    "id": "a short name of small letters, digits and hyphens (lake-package)",
    "parties": "a mapping of ids to parties",
    "issues": "a mapping of ids to issues with their levels",
    "values": "a mapping of parties to what they want",
}
FORM = Form(
    "a packages file",
    f"one mapping that begins with `accords: {VERSION}`",
    f"Begin the file with `accords: {VERSION}`.",
    "docs/reference/scenario-file.md",
    depth=12,  # the deepest keys stand 9 deep
)
MOST_EXCLUSIONS = 1_000  # each is a pass over the packages that it forbids
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_AN_ID = "an id of letters, digits, hyphens and spaces"
_PARTIES = "a mapping of ids to parties: `norland: {name: Norland}`"
_ISSUES = "a mapping of ids to issues: `withdrawal: {levels: [none, half, full]}`"


def read_domain(path: Path) -> tuple[Domain | None, list[Fault]]:
    """The domain of a file and every fault in it, in the order of its lines; `None` where there is any."""
    root, faults = read_nodes(path, FORM, max_bytes=MAX_BYTES)
    return _domain(root, faults, str(path))


def domain_of(text: str, place: str) -> tuple[Domain | None, list[Fault]]:
    """The same of a text; `place` is where it came from."""
    root, faults = nodes_of(text, place, FORM)
    return _domain(root, faults, place)


def _domain(root: Node | None, faults: list[Fault], place: str) -> tuple[Domain | None, list[Fault]]:
    domain, every = whole(root, faults, place, FORM, _read)
    # With a value or an exclusion missing the answers would be those of other talks.
    return None if every else domain, every


def _read(check: Check, root: Node, mapping: dict[str, Node]) -> Domain | None:
    check.unknown(mapping, KEYS, "a packages file")
    for key, accepted in NEEDED.items():
        if key not in mapping:
            check.missing(root, key, "a packages file", accepted)
    if "accords" in mapping and (version := check.text("accords", mapping["accords"])) and version != VERSION:
        found = f"`{shown(version)}` as `accords`"
        check.fault(mapping["accords"], found, f"`{VERSION}`", f"Write `accords: {VERSION}`.")
    identity = _id(check, mapping["id"]) if "id" in mapping else ""
    title = check.text("title", mapping["title"]) if "title" in mapping else ""
    about = check.words("about", mapping["about"]) if "about" in mapping else ""
    sources = sources_of(check, mapping["sources"]) if "sources" in mapping else ()
    names = _parties(check, mapping["parties"]) if "parties" in mapping else {}
    before = check.broken
    issues = _issues(check, mapping["issues"]) if "issues" in mapping else {}
    sound = check.broken == before
    parties: tuple[DomainParty, ...] = ()
    if "values" in mapping and names and issues:
        parties = valued_of(check, mapping["values"], names, issues)
    exclusions: tuple[Exclusion, ...] = ()
    if "infeasible" in mapping and issues:
        exclusions = _exclusions(check, mapping["infeasible"], issues)
    place = f"{check.path}:{root.line}"
    domain = Domain(identity, title or identity, place, tuple(issues.values()), parties, exclusions, about, sources)
    if sound and issues:
        _check_size(check, mapping, domain)
    return None if check.faults else domain


def _id(check: Check, node: Node) -> str:
    identity = check.text("id", node)
    if identity and not _ID.fullmatch(identity):
        near = re.sub(r"[^a-z0-9]+", "-", identity.lower()).strip("-")
        remedy = f"Write `id: {near}`, and what people read as `title`." if near else "Give it a short name."
        check.fault(node, f"the id `{shown(identity)}`", NEEDED["id"], remedy)
    return identity


def _named(check: Check, what: str, identity: str, node: Node) -> bool:
    if NAME.fullmatch(identity):
        return True
    check.fault(node, f"the {what} `{shown(identity)}`", _AN_ID, "Give it a short id, and the rest as words beside it.")
    return False


def _parties(check: Check, node: Node) -> dict[str, tuple[str, str]]:
    """Of each party its name and place."""
    parties: dict[str, tuple[str, str]] = {}
    nodes = check.mapping("`parties`", node, _PARTIES)
    for identity, item in nodes.items():
        if not _named(check, "party", identity, item):
            continue
        of = f"the party `{identity}`"
        mapping = check.mapping(of, item, "a mapping with `name`")
        check.unknown(mapping, PARTY_KEYS, of)
        name = check.text("name", mapping["name"]) if "name" in mapping else ""
        parties[identity] = name or identity, check.place(item)
    if len(nodes) < 2 and isinstance(node.value, dict):
        found = f"`parties` with {'one party' if nodes else 'nothing in it'}"
        check.fault(node, found, "two parties or more", "Name those whose assent is needed.")
    return parties


def _issues(check: Check, node: Node) -> dict[str, Issue]:
    issues: dict[str, Issue] = {}
    nodes = check.mapping("`issues`", node, _ISSUES)
    for identity, item in nodes.items():
        if not _named(check, "issue", identity, item):
            continue
        of = f"the issue `{identity}`"
        mapping = check.mapping(of, item, "a mapping with `levels`")
        check.unknown(mapping, ISSUE_KEYS, of)
        if "levels" not in mapping and isinstance(item.value, dict):
            check.missing(item, "levels", of, "the levels that it may be settled at: `[none, half, full]`")
        name = check.text("name", mapping["name"]) if "name" in mapping else identity
        about = check.words("about", mapping["about"]) if "about" in mapping else ""
        levels = _levels(check, identity, mapping["levels"]) if "levels" in mapping else ()
        issues[identity] = Issue(identity, name, check.place(item), levels, about)
    if not nodes and isinstance(node.value, dict):
        check.fault(node, "`issues` with nothing in it", "one issue or several", "Name what is to be settled.")
    return issues


def _levels(check: Check, issue: str, node: Node) -> tuple[Level, ...]:
    """The levels of an issue; none where a fault is in them, so that what names them is not called wrong for it."""
    of, before = f"the issue `{issue}`", check.broken
    levels: dict[str, Level] = {}
    if isinstance(node.value, dict):
        for identity, item in node.value.items():
            if _named(check, f"level of {of}", identity, item):
                levels[identity] = Level(identity, check.text(identity, item))
    else:
        for text, item in check.texts("levels", node):
            if text in levels:
                found = f"the level `{shown(text)}` a second time in {of}"
                check.fault(item, found, "each level once", "Remove one of them.")
            elif _named(check, f"level of {of}", text, item):
                levels[text] = Level(text, text)
    if node.value in ({}, []):
        check.fault(node, f"`levels` of {of} with nothing in it", "one level or several", "Name them.")
    return tuple(levels.values()) if check.broken == before else ()


def _exclusions(check: Check, node: Node, issues: Mapping[str, Issue]) -> tuple[Exclusion, ...]:
    accepted = "a list of what cannot be together: `- {withdrawal: full, guarantee: none}`"
    if not isinstance(node.value, list):
        check.fault(node, f"`infeasible` as {kind_of(node)}", accepted, "Begin each with `- {`.")
        return ()
    if len(node.value) > MOST_EXCLUSIONS:
        found = f"{len(node.value):,} items of `infeasible`"
        remedy = "Join some: a level may be a list of levels."
        check.fault(node, found, f"at most {MOST_EXCLUSIONS:,}", remedy)
        return ()
    exclusions = []
    for item in node.value:
        mapping = check.mapping("an item of `infeasible`", item, "a mapping of issues to levels")
        if item.value == {}:
            remedy = "Name issues and levels, or remove it."
            check.fault(item, "an item of `infeasible` with nothing in it", accepted, remedy)
        place = dict.fromkeys(issues)
        pairs: list[tuple[int, tuple[int, ...]]] = []
        for name, level in mapping.items():
            if name not in issues:
                near = check.nearest(name, issues)
                remedy = f"Did you mean `{near}`?" if near else "Name it under `issues`, or remove it here."
                check.fault(level, f"the unknown issue `{shown(name)}` in `infeasible`", listed(issues), remedy)
                continue
            known = {one.id: number for number, one in enumerate(issues[name].levels)}
            if not known:
                continue
            numbers = [
                known[text] if text in known else _unknown_level(check, one, name, text, known)
                for text, one in check.texts(name, level)
            ]
            pairs.append((list(place).index(name), tuple(dict.fromkeys(numbers))))
        exclusions.append(Exclusion(tuple(pairs), check.place(item)))
    return tuple(exclusions)


def _unknown_level(check: Check, node: Node, issue: str, level: str, known: Mapping[str, int]) -> int:
    near = check.nearest(level, known)
    remedy = f"Did you mean `{near}`?" if near else "Name it under the issue's `levels`, or remove it here."
    check.fault(node, f"the unknown level `{shown(level)}` of the issue `{issue}`", listed(known), remedy)
    return 0


def _check_size(check: Check, mapping: dict[str, Node], domain: Domain) -> None:
    """Faults of a domain with too many packages or none; nothing is laid out before the number is known to be small enough."""
    if domain.size > MOST_PACKAGES:
        most = max(domain.issues, key=lambda issue: len(issue.levels))
        counts = " × ".join(map(str, domain.shape[:12])) + (" × …" if len(domain.shape) > 12 else "")
        power = sum(map(math.log10, domain.shape))
        size = f"{domain.size:,}" if power < 18 else f"about 10^{power:.0f}"
        remedy = (
            f"Leave out issues on which nobody differs, or levels that nobody would propose; `{most.id}` has the most levels "
            f"({len(most.levels)})."
        )
        check.fault(mapping["issues"], f"{counts} = {size} packages", f"at most {MOST_PACKAGES:,}", remedy)
    elif domain.size and domain.infeasible and not check.faults and not feasible(domain).any():
        found = "no feasible package: what is forbidden leaves none"
        remedy = "Remove an item, or name a further issue in one, so that it forbids less."
        check.fault(mapping["infeasible"], found, "one feasible package or more", remedy)

"""Parties, areas and sources of an agreement file."""

from __future__ import annotations

import re
from dataclasses import replace

from accords.agreement.agreement import Codes, Party, Source, Texts
from accords.agreement.parse_check import Check, shown
from accords.agreement.pattern import Area
from accords.claims.nodes import Node
from accords.vocabulary import slug
from accords.vocabulary.actor import fold

PARTY_KEYS = ("name", "role", "aliases", "members")
AREA_KEYS = ("places", "except")
SOURCE_KEYS = ("title", "url", "publisher", "date", "language", "note")
# What ids are made of: other signs have a meaning in the ids of norms.
NAME = re.compile(r"\w(?:[\w '’-]*\w)?")
NUMBER = re.compile(r"\w(?:[\w.-]*\w)?")
_A_NAME = "letters, digits, hyphens and spaces"


def parties_of(check: Check, node: Node) -> dict[str, Party]:
    parties: dict[str, Party] = {}
    nodes = check.mapping("`parties`", node, "a mapping of ids to parties: `norland: {name: Norland, role: party}`")
    for identity, item in nodes.items():
        if not NAME.fullmatch(identity):
            check.fault(
                item,
                f"the party `{shown(identity)}`",
                f"an id of {_A_NAME}",
                "Give it a short id, and the rest as `name`.",
            )
            continue
        parties[identity] = _party(check, identity, item)
    if not nodes and isinstance(node.value, dict):
        check.fault(node, "`parties` with nothing in it", "one party or several", "Name those who take part.")
    _called_once(check, parties, nodes)
    own = {one: frozenset((one, party.name, *party.aliases)) for one, party in parties.items()}
    own = {one: names.union(map(slug, names)) for one, names in own.items()}
    return {one: replace(party, names=_names(check, one, parties, nodes, own)) for one, party in parties.items()}


def _party(check: Check, identity: str, node: Node) -> Party:
    of = f"the party `{identity}`"
    mapping = check.mapping(of, node, "a mapping with `name`, `role`, `aliases` and `members`")
    check.unknown(mapping, PARTY_KEYS, of)
    name = check.text("name", mapping["name"]) if "name" in mapping else ""
    role = check.text("role", mapping["role"]) if "role" in mapping else ""
    aliases, members = (
        tuple(text for text, _ in check.texts(key, mapping[key])) if key in mapping else () for key in PARTY_KEYS[2:]
    )
    return Party(identity, name or identity, check.place(node), role or None, aliases, members)


def _called_once(check: Check, parties: dict[str, Party], nodes: dict[str, Node]) -> None:
    bearers: dict[str, str] = {fold(one): one for one in reversed(parties)}
    for one, party in parties.items():
        for name in (one, party.name, *party.aliases):
            other = bearers.setdefault(fold(name), one)
            if other != one:
                found = f"`{shown(name)}` for the party `{one}`, which `{other}` is called too"
                check.fault(nodes[one], found, "each name for one party", "Remove it from one of them.")


def _names(
    check: Check, identity: str, parties: dict[str, Party], nodes: dict[str, Node], own: dict[str, frozenset[str]]
) -> frozenset[str]:
    """All that an item's party may be, for it to be this one: the names of its members too, and of theirs. `own`: of each by itself."""
    found: set[str] = set()
    ahead, seen = [identity], {identity}
    while ahead:
        word = ahead.pop()
        members = parties[word].members if word in parties else ()
        found |= own[word] if word in own else {word, slug(word)}
        if identity in members:
            through = f", through `{word}`" if word != identity else ""
            what = f"the party `{identity}` as a member of itself{through}"
            check.fault(nodes[identity], what, "members that do not have it as theirs", "Remove one membership.")
        ahead += [member for member in members if member not in seen]
        seen.update(members)
    return frozenset(found)


def areas_of(check: Check, node: Node) -> dict[str, Area]:
    areas: dict[str, Area] = {}
    nodes = check.mapping("`areas`", node, "a mapping of names to areas: `lake shore: {places: [Harbourg]}`")
    for name, item in nodes.items():
        of = f"the area `{shown(name)}`"
        mapping = check.mapping(of, item, "a mapping with `places` and `except`")
        check.unknown(mapping, AREA_KEYS, of)
        held = {
            key: frozenset(fold(text) for text, _ in check.texts(key, mapping[key]))
            for key in AREA_KEYS
            if key in mapping
        }
        if "places" not in mapping and isinstance(item.value, dict):
            check.missing(item, "places", of, "the places that it holds")
        inside, outside = held.get("places", frozenset()), held.get("except", frozenset())
        if both := sorted(inside & outside):
            found = f"`{both[0]}` both in `places` and in `except` of {of}"
            check.fault(mapping["except"], found, "each place in one of them", "Remove it from one.")
        areas[name] = Area(name, inside, outside)
    return areas


def sources_of(check: Check, node: Node) -> tuple[Source, ...]:
    sources = []
    for item in check.sequence("sources", node, "a list of sources", "title"):
        mapping = check.mapping("a source", item, "a mapping with `title` and `url`")
        check.unknown(mapping, SOURCE_KEYS, "a source")
        told = {key: check.text(key, mapping[key]) for key in SOURCE_KEYS if key in mapping}
        if "title" not in mapping and mapping:
            check.missing(item, "title", "a source", "what the text is called")
        sources.append(
            Source(told.pop("title", ""), check.place(item), **{key: words or None for key, words in told.items()})
        )
    return tuple(sources)


def texts_of(check: Check, name: str, node: Node) -> Texts:
    """Words of a text, in one language that is not named or in several that are."""
    if isinstance(node.value, dict) and node.value:
        return tuple(
            (language, words) for language, item in node.value.items() if (words := check.words(language, item))
        )
    if isinstance(node.value, str):
        return (("", words),) if (words := check.words(name, node)) else ()
    accepted = "words, or a mapping of languages to words: `{en: …, de: …}`"
    check.fault(
        node, f"`{name}` with neither words nor languages", accepted, "Write the text after it, or remove the key."
    )
    return ()


def codes_of(check: Check, node: Node) -> Codes:
    """PA-X, PAM, ATOP and others, each with a code or several, or none."""
    mapping = check.mapping("`codes`", node, "a mapping of schemes to codes: `{PA-X: [Ce], PAM: ceasefire}`")
    return tuple(
        (scheme, tuple(text for text, _ in check.texts(scheme, item)) if item.value != [] else ())
        for scheme, item in mapping.items()
    )

"""A roster file's records: checked against the form, all faults at once, and made into listed actors."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from accords.claims.listed import Held, Listed, key
from accords.claims.nodes import Node
from accords.vocabulary import ActorKind, Fault, slug

# One actor as JSON holds it: the keys of the form, lists as lists, roles as mappings of strings.
Record: TypeAlias = dict[str, Any]

KINDS = tuple(kind.value for kind in ActorKind if kind not in (ActorKind.UNNAMED, ActorKind.DOCUMENT))
LISTS = ("aliases", "adjectives", "plurals", "capitals", "seats", "family")
_TEXTS = ("name", "kind", "iso3", "plover", "party", "sex")
# The singular is taken for the plural: both read well beside one value.
_SINGULAR = {"alias": "aliases", "adjective": "adjectives", "plural": "plurals", "capital": "capitals", "seat": "seats"}
_KEYS = (*_TEXTS, *LISTS, "roles")
_ROLE_KEYS = ("role", "party", "from", "to")
_DATES = "a year (2024), a month (2024-05) or a day (2024-05-14)"


def records_of(root: Node, path: str, known: Iterable[Listed]) -> tuple[list[Record], list[str], list[Fault]]:
    """The records of a file, its `not_actors`, and every fault in it."""
    check = Check(path)
    if not isinstance(root.value, dict):
        accepted = "a mapping with the key `actors`"
        check.fault(root, is_a(root), accepted, "Begin the file with `actors:` and a list under it.")
        return [], [], check.faults
    check.unknown(root.value, ("actors", "not_actors"), "a roster file")
    if "actors" not in root.value and "not_actors" not in root.value:
        check.fault(root, "no `actors`", "a list under `actors:`", "Add `actors:` and one item for each actor.")
    actors = root.value.get("actors", Node([], root.line))
    records: list[tuple[Record, Node]] = []
    if not isinstance(actors.value, list):
        check.fault(actors, f"`actors` as {is_a(actors)}", "a list of actors", "Begin each actor with `- name:`.")
    else:
        records = [(record, node) for node in actors.value if (record := check.record(node)) is not None]
    names = check.texts("not_actors", root.value["not_actors"]) if "not_actors" in root.value else []
    check.names(records, known)
    return [record for record, _ in records], names, check.faults


class Check:
    """Gathers the faults of one file while its nodes become records."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def fault(self, node: Node, found: str, accepted: str, remedy: str) -> None:
        self.faults.append(Fault(f"{self.path}:{node.line}", found, accepted, remedy))

    def unknown(self, mapping: dict[str, Node], keys: tuple[str, ...], of: str) -> None:
        for name, node in mapping.items():
            if name not in keys and _SINGULAR.get(name) not in keys:
                import difflib  # only on the way to a fault

                near = difflib.get_close_matches(name, keys, 1)
                remedy = f"Did you mean `{near[0]}`?" if near else "Remove the key."
                self.fault(node, f"the unknown key `{name}` in {of}", ", ".join(f"`{k}`" for k in keys), remedy)

    def record(self, node: Node) -> Record | None:
        """The record of one item of `actors`; `None` where it has no name to be called by."""
        if not isinstance(node.value, dict):
            self.fault(node, f"{is_a(node)} in `actors`", "a mapping with `name` and `kind`", "Write `- name: …`.")
            return None
        self.unknown(node.value, _KEYS, "an actor")
        record: Record = {}
        for name, value in node.value.items():
            name = _SINGULAR.get(name, name)
            if name in LISTS:
                record[name] = [*record.get(name, []), *self.texts(name, value)]
            elif name in _TEXTS and (text := self.text(name, value)):
                record[name] = text
            elif name == "roles":
                record[name] = self.roles(value)
        if not slug(record.get("name", "")):
            found = f"an actor without a name ({', '.join(node.value) or 'empty'})"
            self.fault(node, found, "a `name` with letters or digits", "Add `name:` with the usual English name.")
            return None
        self.values(record, node.value, node)
        return record

    def values(self, record: Record, mapping: dict[str, Node], node: Node) -> None:
        whose = f"of {record['name']}"
        kinds = ", ".join(KINDS)
        if "kind" not in record:
            self.fault(node, f"no `kind` {whose}", kinds, "Add `kind:` with one of these.")
        elif record["kind"] not in KINDS:
            self.fault(mapping["kind"], f"the kind `{record['kind']}` {whose}", kinds, "Choose one of these.")
        if record.get("sex", "m") not in ("m", "f"):
            found = f"the sex `{record['sex']}` {whose}"
            self.fault(mapping["sex"], found, "`m` or `f`", "Choose one, or remove the key where you do not know.")
        if not re.fullmatch(r"[A-Z]{3}", record.get("iso3", "AAA")):
            found = f"the code `{record['iso3']}` {whose}"
            self.fault(mapping["iso3"], found, "three capitals of ISO 3166-1 (UKR)", "Write the code so, or remove it.")

    def text(self, name: str, node: Node) -> str:
        if isinstance(node.value, str):
            return " ".join(node.value.split())
        self.fault(node, f"`{name}` as {is_a(node)}", "one line of text", f"Write `{name}: …`.")
        return ""

    def texts(self, name: str, node: Node) -> list[str]:
        nodes = node.value if isinstance(node.value, list) else [node]
        return [text for item in nodes if (text := self.text(name, item))]

    def roles(self, node: Node) -> list[dict[str, str]]:
        roles: list[dict[str, str]] = []
        if not isinstance(node.value, list):
            self.fault(node, f"`roles` as {is_a(node)}", "a list of roles", "Begin each role with `- role:`.")
            return roles
        for item in node.value:
            mapping = {"role": item} if isinstance(item.value, str) else item.value
            if not isinstance(mapping, dict):
                self.fault(item, f"{is_a(item)} in `roles`", "a mapping with `role`", "Write `- role: …`.")
                continue
            self.unknown(mapping, _ROLE_KEYS, "a role")
            role = {name: self.text(name, mapping[name]) for name in _ROLE_KEYS if name in mapping}
            role = {name: text for name, text in role.items() if text}
            if "role" not in role:
                self.fault(item, "a role without its name", "a `role` such as Foreign Minister", "Add `role:`.")
                continue
            self.days(role, mapping)
            roles.append(role)
        return roles

    def days(self, role: dict[str, str], mapping: dict[str, Node]) -> None:
        bad = False
        for side in ("from", "to"):
            if side in role and days(role[side]) is None and (side, role[side]) != ("to", "past"):
                bad = True
                accepted = _DATES + (", or `past`" if side == "to" else "")
                remedy = "Write the date so, or remove it where you do not know."
                self.fault(mapping[side], f"the date `{role[side]}` in `{side}`", accepted, remedy)
        since, until = days(role.get("from", "")), days(role.get("to", ""))
        if not bad and since and until and since[0] > until[1]:
            found = f"a role from {role['from']} to {role['to']}"
            self.fault(mapping["from"], found, "`from` on or before `to`", "Mend one of the dates.")

    def names(self, records: list[tuple[Record, Node]], known: Iterable[Listed]) -> None:
        """No name twice; every party somebody's, and written as that one's name."""
        lines: dict[str, int] = {}
        for record, node in records:
            identity = slug(record["name"])
            if identity in lines:
                found = f"{record['name']} a second time (first in line {lines[identity]})"
                self.fault(node, found, "each name once in a file", "Join the two, or tell them apart in `name`.")
            lines.setdefault(identity, node.line)
        parties = PartyNames((record for record, _ in records), known)
        for record, node in records:
            mapping = node.value if isinstance(node.value, dict) else {}
            rows = [(record, mapping.get("party", node))]
            rows += [(role, mapping.get("roles", node)) for role in record.get("roles", ())]
            for row, at in rows:
                if "party" in row:
                    row["party"] = self.party(
                        row["party"], f"the party `{row['party']}` of {record['name']}", at, parties
                    )

    def party(self, written: str, found: str, at: Node, parties: PartyNames) -> str:
        """The name of the party that is written so; as it stands, with a fault, where it is nobody's or several's."""
        named = parties.named(written)
        if len(named) == 1:
            return named[0]
        found += ", which " + (f"may be {' or '.join(named)}" if named else "is nobody's name")
        accepted = "the name or an alias of a state, bloc, organization or armed group"
        remedy = "List it in this file as an actor of its own, or mend the spelling."
        if near := None if named else parties.nearest(written):
            remedy = f"Did you mean `{near}`? Else list it in this file as an actor of its own."
        self.fault(at, found, accepted, remedy)
        return written


class PartyNames:
    """What a file may call a party: the names and aliases of its own actors and of those known before, but of persons."""

    def __init__(self, records: Iterable[Record], known: Iterable[Listed]) -> None:
        self._exact: dict[str, str] = {}
        self._aliases: dict[str, set[str]] = {}
        for listed in known:
            if not listed.is_person:
                self._add(listed.name, listed.aliases)
        for record in records:
            if record.get("kind") != "person":
                self._add(record["name"], record.get("aliases", ()))

    def _add(self, name: str, aliases: Iterable[str]) -> None:
        self._exact[key(name)] = name
        for form in aliases:
            self._aliases.setdefault(key(form), set()).add(name)

    def named(self, form: str) -> list[str]:
        """The names of the parties called so: none, one, or several where the form does not tell."""
        folded = key(form)
        return [self._exact[folded]] if folded in self._exact else sorted(self._aliases.get(folded, ()))

    def nearest(self, form: str) -> str | None:
        """The name, or the folded alias, that is spelt most like it."""
        import difflib  # only on the way to a fault

        near = difflib.get_close_matches(key(form), [*self._exact, *self._aliases], 1, 0.8)
        return self._exact.get(near[0], near[0]) if near else None


def is_a(node: Node) -> str:
    """What a node is, for the words of a fault."""
    if isinstance(node.value, dict):
        return "a mapping"
    return "a list" if isinstance(node.value, list) else f"the text `{node.value}`" if node.value else "nothing"


def days(written: str) -> tuple[date, date] | None:
    """The first and last day of "2024", "2024-05" or "2024-05-14"; `None` where it is none of these."""
    m = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", written, re.ASCII)
    if not m:
        return None
    try:
        year, month, day = (int(group) if group else None for group in m.groups())
        assert year is not None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def listed_of(record: Record) -> Listed:
    """The actor of a record that has been checked."""
    kind = ActorKind(record["kind"])
    name: str = record["name"]  # `id` is there where it was made before, in the shipped list
    adjectives = tuple(record.get("adjectives", ()))
    plurals = tuple(record["plurals"]) if "plurals" in record else tuple(map(_plural, adjectives))
    lists = {field: tuple(record[field]) for field in ("aliases", "capitals", "seats", "family") if field in record}
    return Listed(
        id=record.get("id") or slug(name),
        name=name,
        kind=kind,
        adjectives=adjectives,
        plurals=plurals,
        iso3=record.get("iso3"),
        plover=record.get("plover") or record.get("iso3"),
        party=record.get("party") or (None if kind is ActorKind.PERSON else name),
        sex=record.get("sex"),
        roles=tuple(map(_held, record.get("roles", ()))),
        **lists,
    )


def _plural(adjective: str) -> str:
    """Russian -> Russians; Chinese -> the Chinese; what is regular, the rest stands in the file."""
    return (
        f"the {adjective}"
        if re.search(r"(?:ese|sh|ch|ss|y|ois|U\.?[SK]\.?|EU|E\.U\.)$", adjective)
        else adjective + "s"
    )


def _held(role: dict[str, str]) -> Held:
    since, until = role.get("from"), role.get("to")
    first, last = days(since) if since else None, days(until) if until else None
    return Held(
        role=role["role"],
        party=role.get("party"),
        since=first[0] if first else None,
        until=last[1] if last else None,
        ended=until is not None,
    )


def merged(earlier: Listed, record: Record) -> Listed:
    """An actor that a later file names again: lists grow; single values and `roles` are the later's, if it has any."""
    later = listed_of(record)
    lists: dict[str, Any] = {field: _joined(getattr(earlier, field), getattr(later, field)) for field in LISTS}
    given = {
        field: getattr(later, field) for field in ("kind", "iso3", "plover", "party", "sex", "roles") if field in record
    }
    return replace(earlier, **lists, **given)


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def gathered(faults: list[Fault]) -> Fault:
    """The first of several faults of a file, the others named in its remedy: what `Misuse` carries."""
    first, *rest = faults
    if not rest:
        return first
    more = "; ".join(f"{fault.place}: {fault.found}" for fault in rest[:20])
    also = f"{first.remedy} {len(rest)} more in the same file: {more}."
    return Fault(first.place, first.found, first.accepted, also)

"""A process file's nodes: checked against the form, all faults at once, and made into a record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from accords.claims.listed import Listed, key
from accords.claims.nodes import Node
from accords.claims.records import Check, PartyNames, Record, days, is_a, records_of
from accords.vocabulary import Fault, slug
from accords.vocabulary.issue import ISSUES

# One process as JSON holds it: the keys of the form, parties by their full names, actors as a roster's records.
ProcessRecord: TypeAlias = dict[str, Any]

PARTS = ("principals", "mediators", "participants", "observers")
_ROSTER_KEYS = ("actors", "not_actors")
KEYS = ("name", "title", "aliases", "from", "to", *PARTS, *_ROSTER_KEYS, "issues", "terms")
_ISSUE_KEYS = ("name", "pax", "words")
_PAX = {issue.name: issue.pax for issue in ISSUES}
_A_PARTY = "the name or an alias of a state, bloc, organization or armed group"


def process_record(root: Node, path: str, known: Iterable[Listed]) -> tuple[ProcessRecord | None, list[Fault]]:
    """The record of a file, and every fault in it in the order of its lines. `known` are actors listed before."""
    check = _ProcessCheck(path)
    if not isinstance(root.value, dict):
        check.fault(root, is_a(root), "a mapping with `name` and `principals`", "Begin the file with `name:`.")
        return None, check.faults
    known = tuple(known)
    record = check.process(root.value, root, known)
    return record, sorted(check.faults, key=lambda fault: int(fault.place.rpartition(":")[2]))


class _ProcessCheck(Check):
    """Gathers the faults of one process file while its nodes become a record."""

    def process(self, mapping: dict[str, Node], root: Node, known: tuple[Listed, ...]) -> ProcessRecord:
        self.unknown(mapping, KEYS, "a process file")
        record: ProcessRecord = {"name": self.name(mapping, root)}
        title = self.text("title", mapping["title"]) if "title" in mapping else ""
        record["title"] = title or record["name"]
        if "aliases" in mapping or "alias" in mapping:
            record["aliases"] = [a for n in ("aliases", "alias") if n in mapping for a in self.texts(n, mapping[n])]
        record |= self.dates(mapping)
        actors = self.actors(mapping, root, known)
        record |= actors
        parties = PartyNames(actors.get("actors", ()), known)
        speaks_for = {slug(listed.name): listed.party for listed in known if not listed.is_person}
        speaks_for |= {
            slug(actor["name"]): actor.get("party", speaks_for.get(slug(actor["name"])))
            for actor in actors.get("actors", ())
            if actor.get("kind") != "person"
        }
        people = {key(listed.name) for listed in known if listed.is_person}
        people |= {key(actor["name"]) for actor in actors.get("actors", ()) if actor.get("kind") == "person"}
        record |= self.parts(mapping, root, parties, speaks_for, people)
        if "issues" in mapping:
            record["issues"] = self.issues(mapping["issues"])
        if "terms" in mapping:
            record["terms"] = self.terms(mapping["terms"], parties)
        return record

    def name(self, mapping: dict[str, Node], root: Node) -> str:
        accepted = "a short name of small letters, digits and hyphens (cyprus, korea-2018)"
        if "name" not in mapping:
            self.fault(root, "no `name`", accepted, "Add `name:`.")
            return ""
        name = self.text("name", mapping["name"])
        if isinstance(mapping["name"].value, str) and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
            near = re.sub(r"[^a-z0-9]+", "-", slug(name)).strip("-")
            remedy = f"Write `name: {near}`, and what people read as `title`." if near else "Name the talks."
            self.fault(mapping["name"], f"the name `{name}`", accepted, remedy)
        return name

    def actors(self, mapping: dict[str, Node], root: Node, known: tuple[Listed, ...]) -> ProcessRecord:
        """The part of the file that has a roster's form, read as a roster."""
        mine = {name: mapping[name] for name in _ROSTER_KEYS if name in mapping}
        if not mine:
            return {}
        records, not_actors, faults = records_of(Node(mine, root.line), self.path, known)
        self.faults += faults
        return {name: rows for name, rows in (("actors", records), ("not_actors", not_actors)) if rows}

    def dates(self, mapping: dict[str, Node]) -> dict[str, str]:
        written: dict[str, str] = {}
        for side in ("from", "to"):
            if side in mapping and (words := self.text(side, mapping[side])):
                written[side] = words
        for side, words in written.items():
            if days(words) is None:
                accepted = "a year (2024), a month (2024-05) or a day (2024-05-14)"
                remedy = "Write the date so, or remove it where you do not know or the talks go on."
                self.fault(mapping[side], f"the date `{words}` in `{side}`", accepted, remedy)
        since, until = days(written.get("from", "")), days(written.get("to", ""))
        if since and until and since[0] > until[1]:
            found = f"talks from {written['from']} to {written['to']}"
            self.fault(mapping["from"], found, "`from` on or before `to`", "Mend one of the dates.")
        return written

    def parts(
        self,
        mapping: dict[str, Node],
        root: Node,
        parties: PartyNames,
        speaks_for: dict[str, str | None],
        people: set[str],
    ) -> ProcessRecord:
        """Who takes part, as what: each a party of its own, each once, two principals at the least."""
        record: ProcessRecord = {}
        first: dict[str, str] = {}  # party -> the key under which it stands
        for part in PARTS:
            if part not in mapping:
                continue
            record[part] = []
            for node in self.items(part, mapping[part]):
                written = self.text(part, node)
                if not written:
                    continue
                found = f"`{written}` in `{part}`"
                if key(written) in people and not parties.named(written):
                    self.fault(
                        node, f"{found}, which is a person", _A_PARTY, "Name the party that the person speaks for."
                    )
                    continue
                party = self.party(written, found, node, parties)
                other = speaks_for.get(slug(party))
                if other and slug(other) != slug(party):
                    remedy = f"Name {other} instead, or list {party} under `actors` with `party: {party}`."
                    self.fault(node, f"{found}, which speaks for {other}", "a party of its own", remedy)
                elif party in first:
                    accepted = "each party once, in one of " + ", ".join(f"`{one}`" for one in PARTS)
                    self.fault(
                        node, f"{found}, which stands in `{first[party]}` already", accepted, "Remove one of them."
                    )
                first.setdefault(party, part)
                record[part].append(party)
        if len(record.get("principals", ())) < 2:
            at = mapping.get("principals", root)
            found = f"{len(record.get('principals', ())) or 'no'} party in `principals`"
            self.fault(at, found, "two at the least", "Name the parties whose dispute it is.")
        return record

    def issues(self, node: Node) -> list[Record]:
        rows: list[Record] = []
        bearers: dict[str, str] = {}  # a word -> the issue it stands under
        for item in self.items("issues", node):
            mapping = item.value
            if not isinstance(mapping, dict):
                self.fault(item, f"{is_a(item)} in `issues`", "a mapping with `name` and `words`", "Write `- name: …`.")
                continue
            self.unknown(mapping, _ISSUE_KEYS, "an issue")
            name = self.text("name", mapping["name"]).casefold() if "name" in mapping else ""
            if not name:
                self.fault(item, "an issue without a name", "a `name` such as territory", "Add `name:`.")
                continue
            if name in (row["name"] for row in rows):
                found = f"the issue `{name}` a second time"
                self.fault(item, found, "each issue once", "Join the two lists of words.")
            words = self.texts("words", mapping["words"]) if "words" in mapping else []
            if not words:
                self.fault(item, f"no `words` of the issue `{name}`", "words that speak of it", "Add `words: […]`.")
            for word in words:
                other = bearers.setdefault(key(word), name)
                if other != name:
                    found = f"the word `{word}` of the issue `{name}`, which stands under `{other}` too"
                    self.fault(mapping["words"], found, "each word under one issue", "Remove one of them.")
            rows.append({"name": name, "pax": self.pax(name, mapping, item), "words": words})
        return rows

    def pax(self, name: str, mapping: dict[str, Node], item: Node) -> str:
        given = self.text("pax", mapping["pax"]) if "pax" in mapping else ""
        if name in _PAX:
            if given and given != _PAX[name]:
                remedy = "Remove `pax`, or give an issue of your own another name."
                self.fault(mapping["pax"], f"`{given}` as `pax` of {name}", f"`{_PAX[name]}`", remedy)
            return _PAX[name]
        if not given:
            import difflib  # only on the way to a fault

            near = difflib.get_close_matches(name, _PAX, 1)
            remedy = "Add `pax:` with the category, such as Security sector, disarmament."
            if near:
                remedy = f"Did you mean the issue `{near[0]}`? Else a" + remedy[1:]
            accepted = "the PA-X category of an issue that is not one of " + ", ".join(_PAX)
            self.fault(item, f"no `pax` of the issue `{name}`", accepted, remedy)
        return given

    def terms(self, node: Node, parties: PartyNames) -> dict[str, list[str]]:
        if not isinstance(node.value, dict):
            accepted = "a mapping of words to parties"
            self.fault(node, f"`terms` as {is_a(node)}", accepted, "Write `the two sides: [One, Other]` under it.")
            return {}
        terms = {}
        for words, listed in node.value.items():
            nodes = self.items("terms", listed)
            names = [(at, name) for at in nodes if (name := self.text("terms", at))]
            terms[words] = [self.party(name, f"`{name}` in the term `{words}`", at, parties) for at, name in names]
            if len(names) < 2:
                remedy = "Words for one party are an alias of it: write them under `actors`."
                self.fault(listed, f"{len(names) or 'no'} party for the term `{words}`", "two at the least", remedy)
        return terms

    def items(self, name: str, node: Node) -> list[Node]:
        """The nodes of a list; one value is a list of one."""
        if isinstance(node.value, dict):
            self.fault(node, f"`{name}` as {is_a(node)}", "a list", f"Write `{name}: [One, Other]`.")
            return []
        return node.value if isinstance(node.value, list) else [node]

"""One stipulation of an agreement file, in one reading."""

from __future__ import annotations

from typing import Any

from accords.agreement.agreement import ClauseStanding, Guarantee, Kind, Owed, Step, Stipulation
from accords.agreement.condition import Happened
from accords.agreement.item import Operation
from accords.agreement.naming import Shape
from accords.agreement.parse_articles import OWED, Clause
from accords.agreement.parse_check import flow, listed, shown
from accords.agreement.parse_determined import determined_of
from accords.agreement.parse_parties import NAME, codes_of, texts_of
from accords.agreement.parse_terms import Terms
from accords.claims.nodes import Node

COMMON_KEYS = (
    "name", "kind", "text", "when", "unless", "begins", "lapses", "ended by", "survives", "again", "to", "readings", "codes",
    "score", "standing", "claims",
)  # fmt: skip
KIND_KEYS = {
    Kind.OBLIGATION: ("who", "owed", "does", "by", "cure", "restarts", "delegable", "assignable", "anyone"),
    Kind.PROHIBITION: ("who", "owed", "does not", "until", "cured by"),
    Kind.POWER: ("who", "may", "over", "until"),
    Kind.GUARANTEE: (
        "guarantors", "beneficiary", "trigger", "determined by", "duty", "discretion", "strength", "by", "procedure",
    ),
    Kind.PROCEDURE: ("steps",),
}  # fmt: skip
STEP_KEYS = ("name", "who", "does", "by", "text")
DEEDS = {Kind.OBLIGATION: "does", Kind.PROHIBITION: "does not", Kind.POWER: "may", Kind.GUARANTEE: "duty"}
# `assign` and `subcontract` are for creditors and debtors; to determine is for a guarantee's `determined by`.
OPERATIONS = ("suspend", "resume", "release", "terminate", "substitute")
STANDINGS = tuple(standing.value for standing in ClauseStanding)
_DEED = "a pattern of what is done, such as `{act: retreat, issue: forces}`"
# What is meant by the keys of other kinds.
_INSTEAD: dict[Kind, dict[str, str]] = {
    Kind.OBLIGATION: {"until": "by", "does not": "does", "duty": "does", "guarantors": "who"},
    Kind.PROHIBITION: {"by": "until", "does": "does not", "cure": "cured by"},
    Kind.POWER: {"by": "until", "does": "may"},
    Kind.GUARANTEE: {"who": "guarantors", "does": "duty", "until": "ended by", "may": "duty"},
    Kind.PROCEDURE: {"who": "steps", "does": "steps", "by": "steps"},
}


def stipulation_of(terms: Terms, clause: Clause) -> Stipulation | None:
    """The stipulation; `None` where a fault has spoilt it, since without what is wrong it would say another thing."""
    before = terms.check.broken
    made = _Reader(terms, clause).stipulation()
    return made if clause.sound and made is not None and before == terms.check.broken else None


class _Reader:
    """Reads the keys of one stipulation."""

    def __init__(self, terms: Terms, clause: Clause) -> None:
        self.terms, self.check = terms, terms.check
        self.shape: Shape = clause.shape
        self.node, self.mapping = clause.node, clause.mapping
        self.of = f"the {self.shape.kind} {self.shape.stem}"

    def stipulation(self) -> Stipulation | None:
        kind = self.shape.kind
        self.check.unknown(self.mapping, (*KIND_KEYS[kind], *COMMON_KEYS), self.of, _INSTEAD[kind])
        told: dict[str, Any] = {**self._common(), **self._debtors()}
        match kind:
            case Kind.OBLIGATION:
                for key, usual in (("cure", True), ("restarts", False), ("delegable", True), ("assignable", True)):
                    told[key] = self._yes(key, usual)
                told["anyone"] = self._yes("anyone", False)
                told["deed"] = self._deed("does", self.mapping, told["anyone"])
                told["due"] = self._deadline("by")
            case Kind.PROHIBITION:
                told["deed"] = self._deed("does not", self.mapping)
                told["due"] = self._deadline("until")
                if "cured by" in self.mapping:
                    told["cured_by"] = self.terms.pattern("`cured by`", self.mapping["cured by"])
            case Kind.POWER:
                told |= self._power()
                told["due"] = self._deadline("until")
            case Kind.GUARANTEE:
                told["deed"] = self._deed("duty", self.mapping)
                told["due"] = self._deadline("by")
                told["guarantee"] = self._guarantee(told["who"])
            case Kind.PROCEDURE:
                told["steps"] = self._steps()
        place = self.check.place(self.node)
        shape = self.shape
        return Stipulation(
            shape.id, kind, place, shape.article, shape.name, shape.reading, said=_said(self.mapping), **told
        )

    def _common(self) -> dict[str, Any]:
        check, mapping = self.check, self.mapping
        told: dict[str, Any] = {
            "when": self._condition("when"),
            "unless": self._condition("unless"),
            "ended_by": self._condition("ended by"),
            "begins": self._deadline("begins", begins=True),
            "lapses": self._deadline("lapses"),
            "survives": self._yes("survives", False),
            "again": self._yes("again", False),
        }
        if "to" in mapping:
            told["to"] = self.terms.names.party_ids("to", mapping["to"])
        if "text" in mapping:
            told["text"] = texts_of(check, "text", mapping["text"])
        if "codes" in mapping:
            told["codes"] = codes_of(check, mapping["codes"])
        if "score" in mapping:
            told["score"] = check.number("score", mapping["score"], 0, 3)
        if "standing" in mapping and (standing := check.choice("standing", mapping["standing"], STANDINGS)):
            told["standing"] = ClauseStanding(standing)
        if "claims" in mapping:
            told["claims"] = tuple(text for text, _ in check.texts("claims", mapping["claims"]))
        return told

    def _debtors(self) -> dict[str, Any]:
        told: dict[str, Any] = {}
        key = "guarantors" if self.shape.kind is Kind.GUARANTEE else "who"
        if key in self.mapping and key in KIND_KEYS[self.shape.kind]:
            told["who"] = self.terms.names.party_ids(key, self.mapping[key])
        elif self.shape.kind is Kind.GUARANTEE:
            self.check.missing(self.node, "guarantors", self.of, "the parties that guarantee")
            told["who"] = ()
        if "owed" in self.mapping and (owed := self.check.choice("owed", self.mapping["owed"], OWED)):
            told["owed"] = Owed(owed)
        return told

    def _yes(self, key: str, usual: bool) -> bool:
        return self.check.yes(key, self.mapping[key]) if key in self.mapping else usual

    def _condition(self, key: str) -> Any:
        return self.terms.condition(f"`{key}`", self.mapping[key]) if key in self.mapping else None

    def _deadline(self, key: str, *, begins: bool = False) -> Any:
        if key not in self.mapping:
            return None
        return self.terms.deadline(key, self.mapping[key], self.shape.id, begins=begins)

    def _deed(self, key: str, mapping: dict[str, Node], anyone: bool = False) -> Happened | None:
        """What is owed, forbidden or empowered: whose deed it is, the debtors tell."""
        if key not in mapping:
            self.check.missing(self.node, key, self.of, _DEED)
            return None
        made = self.terms.happened(f"`{key}`", mapping[key])
        if made is not None and made.pattern.parties and not anyone:
            found = f"a party in `{key}` of {self.of}"
            remedy = "Remove `party`: a deed is that of those who owe it" + (
                ", or add `anyone: yes`." if self.shape.kind is Kind.OBLIGATION else "."
            )
            self.check.fault(mapping[key], found, "a pattern that names no party", remedy)
        return made

    def _power(self) -> dict[str, Any]:
        """A deed of its own, or operations over norms."""
        if "may" not in self.mapping:
            accepted = f"one or several of {listed(OPERATIONS)}, or a pattern"
            self.check.missing(self.node, "may", self.of, accepted)
            return {}
        node = self.mapping["may"]
        by_name = isinstance(node.value, str) and node.value in {*OPERATIONS, *Operation}
        if not by_name and not isinstance(node.value, list):
            if "over" in self.mapping:
                remedy = f"Remove `over`, or write one or several of {listed(OPERATIONS)} as `may`."
                self.check.fault(
                    self.mapping["over"], f"`over` in {self.of}, which may do a deed", "operations in `may`", remedy
                )
            return {"deed": self._deed("may", self.mapping)}
        chosen = (self.check.choice("may", item, OPERATIONS) for item in self.check.items("may", node))
        operations = frozenset(Operation(one) for one in chosen if one)
        if node.value == []:
            self.check.fault(node, "`may` with nothing in it", listed(OPERATIONS), "Write one or several of these.")
        if "over" not in self.mapping:
            accepted = "ids of stipulations or articles, or `agreement`"
            self.check.missing(self.node, "over", self.of, accepted)
            return {"operations": operations}
        over = tuple(
            dict.fromkeys(
                word for word, item in self.check.texts("over", self.mapping["over"])
                if self.terms.names.is_norm(word, item, "agreement")
            )
        )  # fmt: skip
        return {"operations": operations, "over": over}

    # -- guarantees ----------------------------------------------------------------------------------------------------------

    def _guarantee(self, guarantors: tuple[str, ...]) -> Guarantee | None:
        check, mapping = self.check, self.mapping
        if "trigger" not in mapping:
            check.missing(self.node, "trigger", self.of, "a condition: the facts that trigger it")
        trigger = self._condition("trigger")
        beneficiary = (
            self.terms.names.party_ids("beneficiary", mapping["beneficiary"]) if "beneficiary" in mapping else ()
        )
        determined = (
            determined_of(self.terms, mapping["determined by"], guarantors) if "determined by" in mapping else None
        )
        strength = check.words("strength", mapping["strength"]) if "strength" in mapping else ""
        procedure = check.texts("procedure", mapping["procedure"]) if "procedure" in mapping else []
        if trigger is None:
            return None
        discretion = self._yes("discretion", False)
        words = tuple(text for text, _ in procedure)
        return Guarantee(trigger, beneficiary, determined, discretion, strength or None, words)

    # -- procedures ----------------------------------------------------------------------------------------------------------

    def _steps(self) -> tuple[Step, ...]:
        if "steps" not in self.mapping:
            self.check.missing(self.node, "steps", self.of, "a list of steps, each with `who` and `does`")
            return ()
        nodes = self.check.sequence("steps", self.mapping["steps"], "a list of steps", "who")
        if not nodes and isinstance(self.mapping["steps"].value, list):
            self.check.fault(
                self.mapping["steps"],
                f"`steps` of nothing in {self.of}",
                "one step or several",
                "Write them in the list.",
            )
        made = [self._step(number, node) for number, node in enumerate(nodes, 1)]
        return tuple(step for step in made if step is not None)

    def _step(self, number: int, node: Node) -> Step | None:
        check, of = self.check, f"step {number} of {self.shape.stem}"
        mapping = check.mapping(of, node, "a mapping with `who`, `does` and `by`")
        if not mapping:
            return None
        check.unknown(mapping, STEP_KEYS, of)
        if "does" not in mapping:
            check.missing(node, "does", of, _DEED)
            return None
        deed = self._deed("does", mapping)
        name = check.text("name", mapping["name"]) if "name" in mapping else ""
        if name and not NAME.fullmatch(name):
            check.fault(
                mapping["name"],
                f"the name `{shown(name)}` of {of}",
                "letters, digits, hyphens and spaces",
                "Write one word or two.",
            )
        due = self.terms.deadline("by", mapping["by"], self.shape.id) if "by" in mapping else None
        who = self.terms.names.party_ids("who", mapping["who"]) if "who" in mapping else ()
        text = texts_of(check, "text", mapping["text"]) if "text" in mapping else ()
        return (
            None
            if deed is None
            else Step(number, check.place(node), deed, who, due, name or None, text, _said(mapping))
        )


def _said(mapping: dict[str, Node]) -> tuple[tuple[str, str], ...]:
    return tuple((key, flow(node)) for key, node in mapping.items())

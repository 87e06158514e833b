"""Every rule that `claims` can give has its sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import accords.claims
from accords.ledger.ruled_sayings import CONFIRMED, RULING, UNITED
from accords.presentation.reasons import CHANNEL, DAY, NOBODY, SPEAKER, reason

CLAIMS = Path(accords.claims.__path__[0])
PLACES = {"words", "source", "speaker", "candidates", "published", "where"}
VALUES = {name: f"<{name}>" for name in PLACES}


def rules_of(modules: str) -> Iterator[str]:
    """The rules that modules name: first argument of `Why`, last of `_Place`, second of a pair whose first is made or
    looked up, first of `_by_header`, last of `_why`, and what is assigned to `rule`."""
    trees = [ast.parse((CLAIMS / f"{module}.py").read_text("utf-8")) for module in modules.split()]
    for node in (node for tree in trees for node in ast.walk(tree)):
        found: list[ast.expr] = []
        match node:
            case ast.Call(func=ast.Name(id="Why"), args=[first, *_]):
                found = [first]
            case ast.Call(func=ast.Name(id="_Place"), args=[*_, last]):
                found = [last]
            case ast.Call(func=ast.Name(id="_why"), args=[*_, last]):
                found = [last]
            case ast.Call(func=ast.Attribute(attr="_by_header"), args=[first, *_]):
                found = [first]
            case ast.Tuple(elts=[ast.Call() | ast.Attribute() | ast.Name(), second], ctx=ast.Load()):
                found = [second]
            case ast.Assign(targets=[ast.Name(id="rule")], value=value):
                found = [value]
        for expression in found:
            for part in ast.walk(expression):
                value = part.value if isinstance(part, ast.Constant) else None
                if isinstance(value, str) and value[:1].isalpha() and value != "statement of: ":
                    yield value


TABLES = [("parties sources pronouns", {**SPEAKER, **NOBODY}), ("dating", DAY), ("channel", CHANNEL)]


@pytest.mark.parametrize(("module", "table"), TABLES)
def test_every_rule_has_a_sentence(module: str, table: dict[str, str]) -> None:
    rules = set(rules_of(module))
    assert len(rules) > 3, "no rules were found: the search no longer fits the module"
    assert rules - set(table) == set()


@pytest.mark.parametrize(("module", "table"), TABLES)
def test_no_sentence_is_left_over_from_a_rule_that_is_gone(module: str, table: dict[str, str]) -> None:
    assert set(table) - set(rules_of(module)) - {RULING} == set()


@pytest.mark.parametrize("sentence", [*SPEAKER.values(), *NOBODY.values(), *CHANNEL.values(), *DAY.values()])
def test_sentences_use_places_that_are_filled_and_end(sentence: str) -> None:
    assert {name for _, name, _, _ in Formatter().parse(sentence) if name} <= PLACES
    assert sentence.endswith(".")


def test_a_statement_is_explained_by_whoever_issued_it() -> None:
    told = reason("statement of: name", "speaker", settled=True, **VALUES)
    assert told == "A statement is that of whoever issued it. <words><where> names <speaker>."


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (RULING, "A person ruled that <speaker> says it."),
        (CONFIRMED + "name", "A person ruled that this is right. <words><where> names <speaker>."),
        (UNITED + "name", "A person ruled that several names are one actor. <words><where> names <speaker>."),
        (
            CONFIRMED + UNITED + "name",
            "A person ruled that this is right. A person ruled that several names are one actor. <words><where> names <speaker>.",
        ),
    ],
)
def test_what_a_person_ruled_is_said_before_what_the_machine_read(rule: str, told: str) -> None:
    assert reason(rule, "speaker", settled=True, **VALUES) == told


def test_a_ruling_that_nobody_is_known_is_said_so() -> None:
    assert reason(RULING, "speaker", settled=False, **VALUES) == "A person ruled that it is not known who says it."


def test_a_rule_that_found_nobody_says_what_was_missing() -> None:
    assert reason("pronoun", "speaker", settled=False, **VALUES).startswith("Nobody who fits the pronoun <words>")


def test_a_rule_without_a_sentence_is_named() -> None:
    assert reason("the stars", "day", settled=True, **VALUES) == "Rule: the stars."


def test_a_dossier_of_another_program_gives_no_reasons() -> None:
    assert reason("unrecorded", "speaker", settled=True, **VALUES) == "The dossier does not say why."

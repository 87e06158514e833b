"""The JSON Schema for editors says of a file what the parsers say, as far as a schema can."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import accords.bargaining
from accords.agreement.parse_parties import SOURCE_KEYS
from accords.bargaining import parse, parse_packages
from accords.bargaining.parse import scenario_of
from accords.bargaining.parse_options import IRREVERSIBLE, OPTION_KEYS, PARTY_KEYS
from accords.bargaining.parse_packages import domain_of
from accords.bargaining.parse_preferences import PREFERENCE_KEYS
from accords.bargaining.parse_priorities import STATEMENT_KEYS
from accords.bargaining.parse_rules import INFEASIBLE_KEYS, REQUIRES_KEYS
from accords.bargaining.parse_valuations import VALUATION_KEYS, VALUE_KEYS

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads(
    (Path(accords.bargaining.__file__).parent / "scenario.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
EXAMPLES = re.findall(
    r"```yaml\n(.*?)```", (ROOT / "docs/reference/scenario-file.md").read_text(encoding="utf-8"), re.DOTALL
)
SHIPPED = sorted((ROOT / "examples" / "scenarios").glob("*.yaml"))


class Editor(yaml.SafeLoader):
    """As editors read YAML (1.2): no dates; numbers and yes or no are what they look like."""


Editor.yaml_implicit_resolvers = {
    first: [row for row in rows if row[0] != "tag:yaml.org,2002:timestamp"]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
LOADERS = {"typed": Editor, "words": yaml.BaseLoader}


def wrongs(text: str, loader: Any) -> list[str]:
    found = VALIDATOR.iter_errors(yaml.load(text, Loader=loader))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


def faultless(text: str) -> bool:
    """Whether the parser of its kind finds nothing wrong."""
    made, faults = domain_of(text, "a.yaml") if "packages/1" in text else scenario_of(text, "a.yaml")
    assert (made is None) is bool(faults)
    return not faults


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("kind", [0, 1], ids=["scenario", "packages"])
def test_the_examples_of_the_reference_page_fit(kind: int, loader: str) -> None:
    assert wrongs(EXAMPLES[kind], LOADERS[loader]) == []
    assert faultless(EXAMPLES[kind])


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_file_fits(path: Path, loader: str) -> None:
    assert wrongs(path.read_text(encoding="utf-8"), LOADERS[loader]) == []
    assert faultless(path.read_text(encoding="utf-8"))


# -- the same words ----------------------------------------------------------------------------------------------------------


def keys(*path: str | int) -> list[str]:
    at: Any = SCHEMA["$defs"]
    for step in path:
        at = at[step]
    return sorted(at["properties"])


def test_the_schema_knows_the_keys_that_the_parsers_know() -> None:
    scenario, packages = SCHEMA["$defs"]["scenario"], SCHEMA["$defs"]["packages"]
    assert keys("scenario") == sorted(parse.KEYS)
    assert sorted(scenario["required"]) == sorted(parse.NEEDED)
    assert keys("packages") == sorted(parse_packages.KEYS)
    assert sorted(packages["required"]) == sorted(parse_packages.NEEDED)
    of = ("properties", "parties", "additionalProperties")
    assert keys("scenario", *of) == sorted(PARTY_KEYS)
    assert keys("packages", *of) == sorted(parse_packages.PARTY_KEYS)
    assert keys("packages", "properties", "issues", "additionalProperties") == sorted(parse_packages.ISSUE_KEYS)
    assert keys("packages", "properties", "values", "additionalProperties") == sorted(VALUE_KEYS)
    assert keys("valuation") == sorted(VALUATION_KEYS)
    assert keys("option", "anyOf", 1) == sorted(OPTION_KEYS)
    assert keys("statement", "anyOf", 1) == sorted(STATEMENT_KEYS)
    either = {key for one in SCHEMA["$defs"]["preference"]["oneOf"] for key in one["properties"]}
    assert either == set(PREFERENCE_KEYS)
    assert keys("scenario", "properties", "infeasible", "anyOf", 0, "anyOf", 1) == sorted(INFEASIBLE_KEYS)
    assert keys("scenario", "properties", "requires", "anyOf", 0) == sorted(REQUIRES_KEYS)
    for kind in ("scenario", "packages"):
        assert keys(kind, "properties", "sources", "items") == sorted(SOURCE_KEYS)


def test_the_schema_knows_the_words_that_the_parsers_know() -> None:
    irreversible = SCHEMA["$defs"]["option"]["anyOf"][1]["properties"]["irreversible"]["enum"]
    assert {one for one in irreversible if isinstance(one, str)} == set(IRREVERSIBLE)


def properties(at: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(at, dict):
        for name, inner in at.get("properties", {}).items():
            yield name, inner
        for name, inner in at.items():
            if name != "if":
                yield from properties(inner)
    elif isinstance(at, list):
        for inner in at:
            yield from properties(inner)


def test_every_key_is_described_for_editors() -> None:
    assert [name for name, inner in properties(SCHEMA) if "description" not in inner and "const" not in inner] == []


# -- the same judgement ------------------------------------------------------------------------------------------------------

HEAD = "accords: scenario/1\nid: pond\ntitle: Talks\n"
PARTIES = "parties: {arland: {options: {leave: go}}, beland: {options: {fish: stop}}}\n"
REST = "status quo: []\npreferences: {arland: {priorities: [fish]}, beland: {ranking: [rest]}}\n"
WHOLE = HEAD + PARTIES + REST
OPTIONS = {
    "go": True, "{text: go}": True, "{text: go, irreversible: yes}": True, "{text: go, irreversible: not taken}": True,
    "{text: go, irreversible: never}": False, "{irreversible: yes}": False, "''": False, "[go]": False, "{text: go, guess: yes, claims: c1, because: so}": True,
    "{text: go, claims: [c1, c2]}": True, "{text: go, clams: c1}": False, "{text: go, guess: perhaps}": False,
}  # fmt: skip
RULES = {
    "infeasible: leave": True, "infeasible: [leave and fish, {if: leave, not: fish}]": True, "infeasible: [[leave]]": False,
    "infeasible: [{if: leave}]": False, "infeasible: [{if: leave, then: fish}]": False, "infeasible: {if: leave, not: fish}": True,
    "infeasible: ['']": False, "infeasible: []": True,
    "requires: [{option: leave, needs: fish}]": True, "requires: {option: leave, needs: fish}": True, "requires: [leave]": False,
    "requires: [{option: leave, need: fish}]": False, "requires: [{option: leave}]": False,
    "at most one of: [[leave, fish]]": True, "at most one of: [leave, fish]": False, "at most one of: leave": False,
    "at most one of: [[leave]]": False, "at most two of: [[leave, fish]]": False,
    "states: {nothing: [], gone: leave, both: [leave, fish]}": True, "states: {rest: []}": False, "states: {a: {leave: yes}}": False,
    "states: [a]": False, "about: Words": True, "about: []": False, "sources: [{title: A, url: https://example.org}]": True,
    "sources: [{url: https://example.org}]": False, "sources: {title: A}": False,
}  # fmt: skip
PREFERENCES = {
    "{priorities: [fish]}": True, "{priorities: fish}": True, "{priorities: [{prefers: fish, because: so, claims: [c1], guess: yes}]}": True,
    "{priorities: {prefers: fish}}": True, "{priorities: []}": False, "{priorities: [{because: so}]}": False, "{priorities: [[fish]]}": False,
    "{ranking: [rest]}": True, "{ranking: rest}": True, "{ranking: [[rest]], because: so, guess: no}": True, "{ranking: []}": False,
    "{ranking: [[]]}": False, "{ranking: {rest: 1}}": False, "{ranking: [rest], priorities: [fish]}": False, "{}": False, "[fish]": False,
    "{priorities: [fish], because: so}": False, "{priority: [fish]}": False,
}  # fmt: skip
DOMAIN = """accords: packages/1
id: pond
parties: {a: {name: A}, b: {}}
issues: {fish: {levels: [none, all]}}
values:
  a: {reservation: 1, issues: {fish: {weight: 1, values: [0, 1]}}}
  b: {reservation: 0, issues: {fish: {weight: 2, values: {none: 3, all: 0}}}}
"""
DOMAINS = {
    ("", ""): True,
    ("reservation: 1", "reservation: {between: [0, 1]}"): True,
    ("reservation: 1", "reservation: {normal: [0.5, .1]}"): True,
    ("reservation: 1", "reservation: {triangle: [0, 1, 2]}"): True,
    ("reservation: 1", "reservation: {triangle: [0, 1]}"): False,
    ("reservation: 1", "reservation: {evenly: [0, 1]}"): False,
    ("reservation: 1", "reservation: {between: [0, 1], normal: [0, 1]}"): False,
    ("reservation: 1", "reservation: some"): False,
    ("reservation: 1, ", ""): False,
    ("weight: 1, ", ""): False,
    ("weight: 1, ", "weight: 1e3, because: so, "): True,
    (", values: [0, 1]", ""): False,
    ("values: [0, 1]", "values: 1"): False,
    ("[none, all]", "{none: nothing, all: every fish}"): True,
    ("[none, all]", "[]"): False,
    ("[none, all]", "[none, none]"): False,
    ("{levels: [none, all]}", "{level: [none, all]}"): False,
    ("{levels: [none, all]}", "{levels: [none, all], name: Fish, about: The fish}"): True,
    ("parties: {a: {name: A}, b: {}}", "parties: {a: {name: A}}"): False,
    ("parties: {a: {name: A}, b: {}}", "parties: {a: {name: A, options: {}}, b: {}}"): False,
    ("id: pond\n", ""): False,
    ("id: pond\n", "id: pond\ntitle: Fish\nabout: All fish\n"): True,
    ("id: pond\n", "id: pond\ninfeasible: [{fish: none}]\n"): True,
    ("id: pond\n", "id: pond\ninfeasible: [{fish: [none]}]\n"): True,
    ("id: pond\n", "id: pond\ninfeasible: [{}]\n"): False,
    ("id: pond\n", "id: pond\ninfeasible: {fish: none}\n"): False,
    ("id: pond\n", "id: pond\npreferences: {}\n"): False,
}
CASES = {
    WHOLE: True,
    HEAD + PARTIES: False,
    WHOLE.replace("id: pond", "id: The Pond"): False,
    WHOLE.replace("title: Talks\n", ""): False,
    WHOLE.replace("scenario/1", "scenario/2"): False,
    WHOLE.replace("arland:", "ar.land:"): False,
    WHOLE.replace("{leave: go}", "{le.ave: go}"): False,
    WHOLE.replace("{options: {leave: go}}", "{options: {leave: go}, role: party}"): False,
    WHOLE.replace("status quo: []", "status quo: fish"): True,
    WHOLE.replace("status quo: []", "status quo: {fish: yes}"): False,
    "just words": False,
    "[a, b]": False,
    **{WHOLE.replace("leave: go", f"leave: {option}"): good for option, good in OPTIONS.items()},
    **{f"{WHOLE}{rule}\n": good for rule, good in RULES.items() if rule != "infeasible: leave"},
    f"{WHOLE}infeasible: leave\n": True,
    **{WHOLE.replace("{priorities: [fish]}", one): good for one, good in PREFERENCES.items()},
    **{DOMAIN.replace(*change): good for change, good in DOMAINS.items()},
}


@pytest.mark.parametrize("text", CASES, ids=lambda text: text.removeprefix(HEAD)[-110:])
def test_schema_and_parsers_agree(text: str) -> None:
    assert faultless(text) is CASES[text]
    for loader in LOADERS.values():
        assert (wrongs(text, loader) == []) is CASES[text], wrongs(text, loader)

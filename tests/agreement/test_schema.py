"""The JSON Schema for editors says of a file what the parser says, as far as a schema can."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import accords.agreement
from accords.agreement.agreement import Kind
from accords.agreement.condition import State
from accords.agreement.parse import KEYS, NEEDED, STATUSES, agreement_of, read_agreement
from accords.agreement.parse_articles import ARTICLE_KEYS, KINDS, OWED
from accords.agreement.parse_determined import DETERMINED_KEYS, RULES
from accords.agreement.parse_parties import AREA_KEYS, PARTY_KEYS, SOURCE_KEYS
from accords.agreement.parse_patterns import ACTS, COUNT_KEYS, PATTERN_KEYS
from accords.agreement.parse_stipulations import COMMON_KEYS, KIND_KEYS, OPERATIONS, STANDINGS, STEP_KEYS
from accords.agreement.parse_terms import JOINS
from accords.agreement.parse_time import CALENDAR_KEYS

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads(
    (Path(accords.agreement.__file__).parent / "agreement.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
EXAMPLE = re.findall(
    r"```yaml\n(.*?)```", (ROOT / "docs/reference/agreement-file.md").read_text(encoding="utf-8"), re.DOTALL
)[0]
SHIPPED = sorted((ROOT / "examples" / "agreements").glob("*.yaml"))


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


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("loader", LOADERS)
def test_the_example_of_the_reference_page_fits(loader: str) -> None:
    assert wrongs(EXAMPLE, LOADERS[loader]) == []


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_agreement_fits_and_has_no_fault(path: Path, loader: str) -> None:
    assert wrongs(path.read_text(encoding="utf-8"), LOADERS[loader]) == []
    assert read_agreement(path)[1] == []


def test_there_are_shipped_agreements() -> None:
    assert SHIPPED


# -- the same words ----------------------------------------------------------------------------------------------------------


def keys(*path: str) -> list[str]:
    at: Any = SCHEMA
    for step in path:
        at = at[step]
    return sorted(at["properties"])


def test_the_schema_knows_the_keys_that_the_parser_knows() -> None:
    assert keys() == sorted(KEYS)
    assert sorted(SCHEMA["required"]) == sorted(NEEDED)
    assert keys("properties", "calendar") == sorted(CALENDAR_KEYS)
    assert keys("properties", "parties", "additionalProperties") == sorted(PARTY_KEYS)
    assert keys("properties", "areas", "additionalProperties") == sorted(AREA_KEYS)
    assert keys("properties", "sources", "items") == sorted(SOURCE_KEYS)
    assert keys("$defs", "article") == sorted(ARTICLE_KEYS)
    assert keys("$defs", "stipulation") == sorted(COMMON_KEYS)
    assert keys("$defs", "mapping") == sorted((*PATTERN_KEYS, *COUNT_KEYS))
    assert keys("$defs", "step") == sorted(STEP_KEYS)
    assert keys("$defs", "determined", "anyOf", 1) == sorted(DETERMINED_KEYS)  # type: ignore[arg-type]
    kinds = {one["if"]["properties"]["kind"]["const"]: one["then"] for one in SCHEMA["$defs"]["stipulation"]["allOf"]}
    assert {kind: sorted(then["properties"]) for kind, then in kinds.items()} == {
        kind.value: sorted(KIND_KEYS[kind]) for kind in Kind
    }
    every = {key for own in KIND_KEYS.values() for key in own} | set(COMMON_KEYS) - {"name", "kind", "readings"}
    assert keys("$defs", "reading") == sorted(every)


def test_the_schema_knows_the_words_that_the_parser_knows() -> None:
    defs = SCHEMA["$defs"]
    assert defs["mapping"]["properties"]["act"]["anyOf"][0]["enum"] == list(ACTS)
    assert tuple(defs["stipulation"]["properties"]["kind"]["enum"]) == KINDS
    assert tuple(defs["owed"]["enum"]) == OWED
    assert tuple(defs["stipulation"]["properties"]["standing"]["enum"]) == STANDINGS
    assert tuple(defs["determined"]["anyOf"][1]["properties"]["rule"]["enum"]) == RULES
    assert tuple(SCHEMA["properties"]["status"]["enum"]) == STATUSES
    power = next(one["then"] for one in defs["stipulation"]["allOf"] if "may" in one["then"]["properties"])
    assert tuple(power["properties"]["may"]["anyOf"][0]["enum"]) == OPERATIONS
    assert all(state in defs["condition"]["description"] for state in State)
    joins = [next(iter(one["properties"])) for one in defs["condition"]["anyOf"][1:4]]
    assert tuple(joins) == JOINS


def properties(at: Any) -> Iterator[tuple[str, Any]]:
    """Each key that a file may have, with what the schema says of it, but for the readings', which say it again."""
    if isinstance(at, dict):
        for name, inner in at.get("properties", {}).items():
            yield name, inner
        for name, inner in at.items():
            if name not in ("reading", "if"):
                yield from properties(inner)
    elif isinstance(at, list):
        for inner in at:
            yield from properties(inner)


def test_every_key_is_described_for_editors() -> None:
    silent = []
    for name, inner in properties(SCHEMA):
        named = SCHEMA["$defs"].get(inner.get("$ref", "").rpartition("/")[2], {})
        if "description" not in inner and "description" not in named and "const" not in inner:
            silent.append(name)
    # What stands under these is told by what they are keys of.
    assert set(silent) <= {"of", "articles"}, silent


# -- the same judgement ------------------------------------------------------------------------------------------------------

HEAD = """accords: agreement/1
id: pond
title: Accord on the Pond
parties:
  arland: {name: Arland}
  beland: {name: Beland}
definitions:
  fire: {act: attack}
"""
ROW = "  - article: 1\n    stipulations: [{kind: obligation, who: arland, does: {event: x}MORE}]\n"
GOOD_ROWS = (
    "", ", by: 2029-05-01", ", by: 2029-05-01 14:00", ", by: 2029-05-01 14:00 Europe/Kyiv", ", by: 3 days after signing",
    ", by: within three working days of fire", ", by: by day 5 after entry into force", ", by: the day after trigger", ", when: fire",
    ", when: agreement is terminated", ", when: {all: [fire, {none: [{act: aid}]}]}", ", when: {any: fire}", ", when: {after: 2029-05-01}",
    ", when: {of: fire, times: 3, within: 30 days}", ", when: {act: [attack, aid], times: 3}", ", cure: no, restarts: yes",
    ", to: [beland], owed: jointly", ", text: {en: Words, 'no': Ord}", ", text: Words", ", score: 3", ", standing: agreed, claims: [a, b]",
    ", codes: {PA-X: [Ce], PAM: ceasefire, ATOP: []}", ", readings: {en: {by: 2029-05-01}, fr: {by: 2029-05-02}}",
    ", readings: {en: {}, fr: {does: {event: y}}}", ", begins: 2029-04-01, lapses: 2029-05-01, ended by: fire, unless: fire",
    ", survives: true, again: false, delegable: no, assignable: no, anyone: yes", ", name: only",
)  # fmt: skip
BAD_ROWS = (
    ", whn: fire", ", by: soon", ", by: 5 dais after signing", ", by: [2029-05-01]", ", until: 2029-05-01", ", when: [fire]",
    ", when: {all: []}", ", when: {all: [fire], event: x}", ", when: {act: atack}", ", when: {negated: yes}", ", when: {event: []}",
    ", when: {event: x, within: 3 days}", ", when: {event: x, times: 0}", ", when: {event: x, times: 2, within: 3 months}",
    ", when: {after: someday}", ", when: {evnt: x}", ", when: ''", ", cure: maybe", ", owed: several", ", score: 4", ", standing: signed",
    ", codes: Ce", ", text: {}", ", readings: {en: {by: 2029-05-01}}", ", readings: {en: {}, fr: {kind: power}}", ", to: []",
    ", name: a.b", ", determined by: facts", ", steps: []", ", when: {with: {}}", ", when: {times: 3}", ", to: {arland: yes}",
)  # fmt: skip
ARTICLES = {
    "  - {article: 1, text: Words}\n": True,
    "  - {article: IV, title: Four, codes: {}}\n": True,
    "  - {article: 1a}\n": True,
    "  - {article: agreement}\n": False,
    "  - {article: 1~2}\n": False,
    "  - {title: Four}\n": False,
    "  - {article: 1, stipulation: []}\n": False,
    "  - {article: 1, stipulations: {}}\n": False,
    "  - article: 1\n    stipulations: [{who: arland}]\n": False,
    "  - article: 1\n    stipulations: [{kind: powr}]\n": False,
    "  - article: 1\n    stipulations: [{kind: obligation}]\n": False,
    "  - article: 1\n    stipulations: [{kind: obligation, does: fire}, {kind: obligation, does: fire}]\n": False,
    "  - article: 1\n    stipulations: [{name: a, kind: obligation, does: fire}, {name: b, kind: obligation, does: fire}]\n": True,
    "  - article: 1\n    stipulations: [{kind: prohibition, who: arland, does not: {act: attack}, until: 2029-05-01, cured by: {event: x}}]\n": True,
    "  - article: 1\n    stipulations: [{kind: prohibition, who: arland, does: {act: attack}}]\n": False,
    "  - article: 1\n    stipulations: [{kind: prohibition, does not: fire, cured by: {act: aid, times: 2, within: soon}}]\n": False,
    "  - article: 1\n    stipulations: [{kind: power, who: arland, may: {act: meet}, until: 2029-05-01}]\n": True,
    "  - article: 1\n    stipulations: [{kind: power, who: arland, may: [suspend, resume], over: agreement}]\n": True,
    "  - article: 1\n    stipulations: [{kind: power, who: arland, may: [], over: agreement}]\n": False,
    "  - article: 1\n    stipulations: [{kind: power, who: arland, may: [assign], over: agreement}]\n": False,
    "  - article: 1\n    stipulations: [{kind: procedure, steps: [{who: arland, does: fire, by: 3 days after trigger}]}]\n": True,
    "  - article: 1\n    stipulations: [{kind: procedure, steps: []}]\n": False,
    "  - article: 1\n    stipulations: [{kind: procedure, steps: [{who: arland}]}]\n": False,
    "  - article: 1\n    stipulations: [{kind: guarantee, guarantors: arland, trigger: fire, duty: {act: aid}}]\n": True,
    "  - article: 1\n    stipulations: [{kind: guarantee, guarantors: arland, duty: {act: aid}}]\n": False,
    "  - article: 1\n    stipulations: [{kind: guarantee, trigger: fire, duty: {act: aid}}]\n": False,
    **{
        f"  - article: 1\n    stipulations: [{{kind: guarantee, guarantors: arland, trigger: fire, duty: fire, determined by: {words}}}]\n": good
        for words, good in {
            "facts": True, "{rule: each}": True, "{who: arland}": True, "{who: [arland, beland], rule: majority, veto: arland, within: 3 days}": True,
            "somebody": False, "{rule: majority}": False, "{who: arland, rule: most}": False, "{who: arland, within: soon}": False, "{whom: arland}": False,
        }.items()
    },
}  # fmt: skip
HEADS = {
    "signed: 2029-03-12": True,
    "signed: 2029-03-12 14:00 Europe/Kyiv": True,
    "signed: in March": False,
    "in force: {event: x}": True,
    "in force: 2029-03-12": True,
    "in force: [fire]": False,
    "status: reported": True,
    "status: agreed": False,
    "zone: Europe/Kyiv": True,
    "calendar: {weekend: [Friday], holidays: [2029-05-01]}": True,
    "calendar: {weekend: [Freitag]}": False,
    "calendar: {holiday: [2029-05-01]}": False,
    "about: Words of it.": True,
    "sources: [{title: Text, url: https://example.org}]": True,
    "sources: [{url: https://example.org}]": False,
    "sources: {title: Text}": False,
    "areas: {shore: {places: [Mill], except: [Quay]}}": True,
    "areas: {shore: {except: [Quay]}}": False,
    "areas: {shore: [Quay]}": False,
    "sgned: 2029-03-12": False,
}
CASES = {
    **{HEAD + "articles:\n" + ROW.replace("MORE", more): True for more in GOOD_ROWS},
    **{HEAD + "articles:\n" + ROW.replace("MORE", more): False for more in BAD_ROWS},
    **{HEAD + "articles:\n" + article: good for article, good in ARTICLES.items()},
    **{HEAD + head + "\narticles:\n" + ROW.replace("MORE", ""): good for head, good in HEADS.items()},
    HEAD + "articles: []\n": False,
    HEAD: False,
    HEAD.replace("agreement/1", "agreement/2") + "articles:\n" + ROW.replace("MORE", ""): False,
    HEAD.replace("id: pond", "id: The Pond") + "articles:\n" + ROW.replace("MORE", ""): False,
    HEAD.replace("title: Accord on the Pond\n", "") + "articles:\n" + ROW.replace("MORE", ""): False,
    HEAD.replace("{name: Beland}", "{nam: Beland}") + "articles:\n" + ROW.replace("MORE", ""): False,
    HEAD.replace("beland:", "be~land:") + "articles:\n" + ROW.replace("MORE", ""): False,
    HEAD.replace("{name: Beland}", "[]") + "articles:\n" + ROW.replace("MORE", ""): False,
    "just words": False,
    "[a, b]": False,
}


@pytest.mark.parametrize("text", CASES, ids=lambda text: text.removeprefix(HEAD)[-90:])
def test_schema_and_parser_agree(text: str) -> None:
    agreement, faults = agreement_of(text, "pond.yaml")
    assert (faults == [], agreement is not None or bool(faults)) == (CASES[text], True), faults
    for loader in LOADERS.values():
        assert (wrongs(text, loader) == []) is CASES[text], wrongs(text, loader)

"""Requests made out of the API's own description: none ends in a 500, and every answer is one that the description allows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import jsonschema
import pytest
import schemathesis
from schemathesis import GenerationMode

import accords
from accords.presentation.files_shown import FilesShown
from accords.presentation.live import Live
from accords.presentation.web.api import DOCUMENT, JUDGEMENTS, OPERATIONS, SESSION
from accords.presentation.web.app import app_of
from accords.presentation.web.guard import Guard
from accords.presentation.web.served import Served
from tests.presentation.web.conftest import HOST, TOKEN

EXAMPLES = 15  # of each operation, and of each kind: those that the description allows, and those that it does not
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Host": HOST}
ASKED = [("GET", path) for path in (*(one.path for one in OPERATIONS), SESSION)] + [("POST", JUDGEMENTS)]

# That what is not described is refused counts as wrong where only the token was taken out, which this test puts back, or where a word
# of a query has no values, and so is not sent; the refusals stand in test_api.
REFUSES, ACCEPTS = schemathesis.checks.negative_data_rejection, schemathesis.checks.positive_data_acceptance
# A ruling of the form may be about nothing that is there, and `:` is text, but no word to look for.
MAY_REFUSE = {("POST", JUDGEMENTS), ("GET", "/api/search")}


@pytest.fixture(scope="module")
def api(
    made_file: Path, files: FilesShown, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[schemathesis.BaseSchema]:
    path = tmp_path_factory.mktemp("api") / "river.ledger"
    shutil.copy(made_file, path)
    with accords.Ledger(path) as ledger:
        served = Served(ledger, Live(ledger), "river.ledger", agreements=files.agreements, scenarios=files.scenarios)
        app = app_of(served, Guard(frozenset({HOST}), TOKEN))
        yield schemathesis.openapi.from_asgi(DOCUMENT, app, headers=HEADERS)


@pytest.mark.parametrize(
    ("method", "path", "mode"),
    [
        (method, path, mode)
        for method, path in ASKED
        for mode in GenerationMode
        # Nothing can be asked of these, so nothing otherwise than described.
        if mode is GenerationMode.POSITIVE or path not in ("/api/health", SESSION)
    ],
)
def test_no_request_ends_in_an_error_of_ours(
    api: schemathesis.BaseSchema, method: str, path: str, mode: GenerationMode
) -> None:
    """Status, kind and form of each answer are described; what is asked otherwise than described is not done."""
    operation = api[path][method]
    left_out = [REFUSES, *([ACCEPTS] if (method, path) in MAY_REFUSE else [])]

    @hypothesis.settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=HEADERS, excluded_checks=left_out)

    asked()


def test_the_description_is_one_of_openapi_and_names_every_address(api: schemathesis.BaseSchema) -> None:
    told = api.raw_schema
    assert told["openapi"] == "3.1.0"
    assert {(method.upper(), path) for path, methods in told["paths"].items() for method in methods} == set(ASKED)
    for schema in told["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    names = [one["operationId"] for methods in told["paths"].values() for one in methods.values()]
    assert len(set(names)) == len(names)

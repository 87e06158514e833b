"""The description of the API in OpenAPI 3.1, made of the table of what it answers."""

from __future__ import annotations

from collections.abc import Iterable

from accords import __version__
from accords.presentation.web import schemas as s
from accords.presentation.web.asking import Json, Operation, Word

_ABOUT = (
    "What a ledger of claims says, as of any day. The forms of rows are those of the commands with `--json`. A claim in other words than "
    "the party's own is never its position."
)
_REFUSALS = {
    "400": "What was asked is not of the form; the error names the place, what was found, what is accepted and what to do.",
    "401": "A token is needed, and none or another was given.",
    "403": "A ruling that may have been sent by a page of another site.",
    "404": "There is no such thing, or none was known by that day.",
    "413": "The body is too long.",
    "415": "The body is not JSON.",
    "421": "The name in Host is not one that the app was started for.",
    "503": "The ledger cannot be read, or another writes to it for too long.",
}


def document(operations: Iterable[Operation], *, guarded: bool) -> Json:
    """`guarded`: every request needs the token."""
    paths: dict[str, Json] = {one.path: {"get": _asked(one)} for one in operations}
    paths["/api/judgements"]["post"] = _judged()
    paths["/api/session"] = {
        "get": {
            "operationId": "session",
            "summary": "The token that a ruling needs beside the cookie that comes with it, where no Bearer token is given.",
            "responses": _responses(s.row(csrf=s.TEXT, header=s.TEXT), ()),
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "accords", "version": __version__, "description": _ABOUT, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": dict(s.ROWS),
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"bearer": []}] if guarded else [{}, {"bearer": []}],
    }


def _asked(one: Operation) -> Json:
    in_path = one.parameter
    place = [{"name": in_path, "in": "path", "required": True, "schema": _OWN}] if in_path else []
    return {
        "operationId": one.name,
        "summary": one.about,
        "parameters": [*place, *map(_parameter, one.words)],
        "responses": _responses(one.gives, ("400", *(("404",) if in_path else ()))),
    }


def _parameter(word: Word) -> Json:
    return {
        "name": word.name,
        "in": "query",
        "required": word.required,
        "description": word.about,
        "schema": s.several(word.schema) if word.several else word.schema,
        **({"style": "form", "explode": True} if word.several else {}),
    }


def _judged() -> Json:
    return {
        "operationId": "judge",
        "summary": "Rule on what was read. The ruling is kept with the name and the time; another undoes it (docs/reference/rulings.md).",
        "parameters": [
            {
                "name": "X-Accords-CSRF",
                "in": "header",
                "required": False,
                "description": "what /api/session gives, with its cookie, where no Bearer token is given",
                "schema": s.TEXT,
            }
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": s.TO_JUDGE}}},
        "responses": _responses(s.JUDGED, ("400", "403", "413", "415"), "201"),
    }


def _responses(gives: s.Schema, refusals: Iterable[str], status: str = "200") -> Json:
    every = sorted({*refusals, "401", "421", "503"})
    return {
        status: {"description": "The answer.", "content": {"application/json": {"schema": gives}}},
        **{
            code: {
                "description": _REFUSALS[code],
                "content": {"application/json": {"schema": s.ref("Error")}},
            }
            for code in every
        },
    }


_OWN: s.Schema = {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}

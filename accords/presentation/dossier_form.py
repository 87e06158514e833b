"""The JSON form of a dossier, checked and read back."""

from __future__ import annotations

import json
import os
import sys

from accords.claims import account_form
from accords.claims.fields import MAKE, Data, maybe, needed, rows
from accords.presentation.assessment_form import commitment, dispute, position
from accords.presentation.dossier import Dossier, ReportRow
from accords.vocabulary import Fault, Misuse


def load(path: str | os.PathLike[str]) -> Dossier:
    """The dossier in a file (`-`: standard input); `Misuse` says what is wrong with it."""
    return parse(*_loaded(path))


def _loaded(path: str | os.PathLike[str]) -> tuple[object, str]:
    name = os.fspath(path)
    try:
        raw = sys.stdin.buffer.read() if name == "-" else _bytes(name)
    except OSError as error:
        raise Misuse(Fault(name, error.strerror or str(error), "a file that can be read", MAKE)) from None
    return json_of(raw, name), name


def json_of(raw: bytes, name: str) -> object:
    """The JSON in the bytes of a file; `Misuse` where it is none."""
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Misuse(Fault(name, f"bytes that are not UTF-8 at {error.start}", "a dossier in JSON", MAKE)) from None
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}"
        raise Misuse(Fault(place, f"no JSON: {error.msg}", "a dossier in JSON", MAKE)) from None
    except ValueError:
        raise Misuse(Fault(name, "a number of thousands of digits", "a dossier in JSON", MAKE)) from None
    except RecursionError:
        raise Misuse(Fault(name, "lists within lists without end", "a dossier in JSON", MAKE)) from None


def parse(data: object, place: str) -> Dossier:
    """The dossier that some JSON holds; `Misuse` names the first thing that is not of the form."""
    data = account_form.as_dossier(data, place)
    reports = tuple(_report(row, at) for row, at in rows(data, "reports", place))
    texts = {row.id: row.text for row in reports}
    faults = tuple(
        Fault(*(needed(row, name, str, at) for name in ("place", "found", "accepted", "remedy")))
        for row, at in rows(data, "faults", place)
    )
    return Dossier(
        reports,
        tuple(account_form.actor(row, at) for row, at in rows(data, "actors", place)),
        tuple(account_form.saying(row, at, texts) for row, at in rows(data, "attributions", place)),
        faults,
        claims=tuple(account_form.claim(row, at, texts) for row, at in rows(data, "claims", place)),
        meetings=tuple(account_form.meeting(row, at, texts) for row, at in rows(data, "meetings", place)),
        commitments=tuple(commitment(row, at) for row, at in rows(data, "commitments", place)),
        positions=tuple(position(row, at) for row, at in rows(data, "positions", place)),
        silences=tuple(account_form.silence(row, at, texts) for row, at in rows(data, "silences", place)),
        disputes=tuple(dispute(row, at) for row, at in rows(data, "disputes", place)),
    )


def _report(row: Data, at: str) -> ReportRow:
    report = account_form.report(row, at)
    return ReportRow.of(report, maybe(row, "unclear", int, at) or 0, maybe(row, "family", str, at))


def _bytes(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()

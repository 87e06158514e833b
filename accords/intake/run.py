"""What reads -> `Run`: digests of all that a reading depends on beside its text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, fields
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

from accords.claims.listed import Listed
from accords.claims.names import FileRoster
from accords.claims.process import Process
from accords.ledger.entry import Run, digest, now
from accords.reading import weights

_FIELDS = tuple(field.name for field in fields(Listed))


def run_of(
    roster: FileRoster, process: Process | None = None, *, begun: datetime | None = None, version: str | None = None
) -> Run:
    """The run of this program with the shipped weights, now unless `begun` says when.

    Two runs have one `how` exactly where they would read every text alike. `version` is the installed one unless told.
    """
    return Run(
        begun=begun or now(),
        version=version or _version(),
        weights=weights_digest(),
        roster=roster_digest(roster),
        process=process.name if process else None,
        issues=process_digest(process) if process else None,
    )


def weights_digest() -> str:
    """Of all shipped files of the model, and of how what they say is decoded."""
    manifest = weights.manifest()
    return digest({"files": manifest["files"], "decoding": manifest["decoding"]})


def roster_digest(roster: FileRoster) -> str:
    """Of every record and which list it is of (a later list wins over an earlier); the order within a list is of no account."""
    hashed = hashlib.sha256()
    for listed in roster.lists:
        rows = [json.dumps([getattr(actor, name) for name in _FIELDS], default=_plain) for actor in listed]
        hashed.update("\x1e".join((f"{len(rows)}", *sorted(rows), "")).encode())
    hashed.update(json.dumps(sorted(set(roster.not_actors))).encode())
    return hashed.hexdigest()


def process_digest(process: Process) -> str:
    """Of what a process adds to reading beside its names, which are in the roster: who sits at the table, its terms and issues."""
    return digest(
        {
            "principals": process.principals,
            "mediators": process.mediators,
            "participants": process.participants,
            "observers": process.observers,
            "dates": [str(process.dates.start), str(process.dates.end)],
            "terms": [[term.words, *term.parties] for term in process.terms],
            "issues": [[issue.name, issue.pax, *issue.words] for issue in process.issues],
        }
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else astuple(value)  # type: ignore[call-overload]


def _version() -> str:
    try:
        return installed("accords")
    except PackageNotFoundError:  # run from a folder of sources
        return "unknown"

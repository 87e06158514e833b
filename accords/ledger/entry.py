"""What a ledger is made of: entries in one order, each sealed together with all before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

# What the first entry is sealed with.
ORIGIN = "0" * 64


class EntryKind(StrEnum):
    RUN = "run"
    REPORT = "report"
    READING = "reading"
    JUDGEMENT = "judgement"
    TOMBSTONE = "tombstone"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log. `subject` is the id of the run, report or judgement; of a reading and a tombstone, the report's.

    `sha256` is that of the body in canonical JSON, `chain` seals it with the chain before it: whoever changes one entry
    must change every later one.
    """

    seq: int
    kind: EntryKind
    subject: str
    sha256: str
    chain: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a ledger's log ends: 0 and `ORIGIN` where it is empty. Two ledgers with one head hold the same."""

    seq: int = 0
    chain: str = ORIGIN

    def next(self, kind: EntryKind, subject: str, sha256: str) -> Entry:
        seq = self.seq + 1
        return Entry(seq, kind, subject, sha256, sealed(self.chain, seq, kind, subject, sha256))


# The head of an empty log.
NOTHING = Head()


@dataclass(frozen=True, slots=True)
class Run:
    """What made readings: the program, and the digests (SHA-256, hex) of all that it read by.

    `process` is the name of the process file, `issues` the digest of the issues that it adds; `source` is "read", or
    "import" for what another ledger or program made.
    """

    begun: datetime
    version: str
    weights: str
    roster: str
    process: str | None = None
    issues: str | None = None
    source: str = "read"

    @property
    def how(self) -> str:
        """A hash of all but the time: two runs with the same read alike."""
        return digest({name: value for name, value in self.to_json().items() if name not in ("id", "begun")})[:16]

    @property
    def id(self) -> str:
        return "r" + digest({"how": self.how, "begun": instant(self.begun)})[:12]

    def to_json(self) -> dict[str, object]:
        return {
            "begun": instant(self.begun),
            "version": self.version,
            "weights": self.weights,
            "roster": self.roster,
            "process": self.process,
            "issues": self.issues,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a report that was forgotten: its id, the digest of its text, who did it, why and when.

    `judgements` are the ids of rulings that held words of it: those words went too, so their digests no longer tell.
    """

    report: str
    text_sha256: str
    reason: str
    who: str
    made_at: datetime
    judgements: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "report": self.report,
            "text_sha256": self.text_sha256,
            "reason": self.reason,
            "who": self.who,
            "made_at": instant(self.made_at),
            **({"judgements": list(self.judgements)} if self.judgements else {}),
        }


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(body: Mapping[str, object]) -> str:
    """One text for one body: sorted keys, no white space; characters that UTF-8 cannot write (lone surrogates) escaped."""
    text = _encode(body)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(body, sort_keys=True, separators=(",", ":"))
    return text


def digest(body: Mapping[str, object]) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def sealed(before: str, seq: int, kind: str, subject: str, sha256: str) -> str:
    """The chain after one more entry."""
    return hashlib.sha256("\x1f".join((before, str(seq), kind, subject, sha256)).encode()).hexdigest()


def now() -> datetime:
    """The time to the second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def instant(moment: datetime) -> str:
    """`2025-08-18T06:00:00Z`: UTC, to the second; a time without a zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

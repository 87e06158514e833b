"""Lines of an exported log -> entries with what they seal, each checked against its seal and the line before it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, NoReturn, TypeAlias

from accords.claims import account_form
from accords.claims.build import Account
from accords.claims.fields import Data, choice, kind_of, maybe, needed, rows, strings
from accords.documents.report import Report
from accords.ledger.entry import Entry, EntryKind, Head, Run, Tombstone, digest, sealed
from accords.ledger.exchange import FORMAT
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.rows import reading_body, reading_seal, report_body, what_was_read
from accords.vocabulary import Fault, Misuse

# Bytes of one line, so that a file without line ends fills no memory; a report may have 5 million bytes unless told.
LONGEST = 64_000_000
# What the bytes received may unpack to, for each byte that they take packed: what deflate can do at the most.
_UNPACKED = 1_032
_PIECE = 1_000_000
_MOST_UNCLEAR = 2**31 - 1  # what an INTEGER of PostgreSQL holds
_UNSTORABLE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_REMEDY = "Nothing was added. Copy the file again, or export the ledger again."
_ACCEPTED = "a log as 'accords export --format jsonl' writes it"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """`received` is packed with zlib. `text` is `None` where it was left out or forgotten."""

    report: Report
    body: dict[str, object]
    run: str
    added_at: str
    forgotten: bool
    text: str | None
    received: bytes | None


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """`forgotten`: words of a forgotten report went from it; its id is the one it was given when it was made."""

    judgement: Judgement
    forgotten: bool


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """`says` is the digest of what was read, before anything of it was forgotten."""

    account: Account
    run: str
    read_at: str
    forgotten: bool
    says: str


# What an entry holds, the subject and digest that it should have, and the body as this accords would write it.
Made: TypeAlias = "tuple[Sealed, str, str, dict[str, object]]"
Sealed: TypeAlias = Run | ReportLine | ReadingLine | JudgementLine | Tombstone


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: `size` in bytes, `place` as `file:line`."""

    place: str
    size: int
    entry: Entry
    holds: Sealed


def log_lines(stream: BinaryIO, place: str, *, longest: int = LONGEST) -> Iterator[LogLine]:
    """Every entry of a log, in order, one line in memory at a time; `Misuse` names the first line that is not as it was.

    That the file is whole is known only once the last one was asked for. `longest`: bytes of one line.
    """
    lines = _lines(stream, place, longest)
    first = next(lines, None)
    if first is None:
        raise Misuse(Fault(place, "an empty file", _ACCEPTED, _REMEDY))
    wanted = _header(first[0], first[1])
    head, last = Head(), first[0]
    for at, row, size in lines:
        entry = _entry(row, at, head)
        if entry.seq > wanted.seq:
            _refuse(at, f"entry {entry.seq:,} after the last", f"{wanted.seq:,} entries, as the header says")
        head, last = Head(entry.seq, entry.chain), at
        yield LogLine(at, size, entry, _held(entry, row, at))
    if head.seq < wanted.seq:
        _refuse(last, f"the end of the file after {head.seq:,} entries", f"{wanted.seq:,} entries, as the header says")
    if head.chain != wanted.chain:
        _refuse(
            last, f"a log that ends in {head.chain[:12]}…", f"one that ends in {wanted.chain[:12]}…, as the header says"
        )


def is_log(data: bytes) -> bool:
    """True where a file that begins so is a log of this or a newer form."""
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    return re.match(rb'\{[^{}\[\]]*"format"\s*:\s*"accords-ledger/', first) is not None


def _refuse(at: str, found: str, accepted: str) -> NoReturn:
    raise Misuse(Fault(at, found, accepted, _REMEDY))


def _lines(stream: BinaryIO, place: str, longest: int) -> Iterator[tuple[str, Data, int]]:
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        at = f"{place}:{number}"
        if len(line) > longest:
            _refuse(at, f"a line of more than {longest:,} bytes", "one entry a line")
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield at, _json(line, at), len(line)


def _json(line: bytes, at: str) -> Data:
    try:
        row = json.loads(line.decode(), parse_constant=lambda name: _refuse(at, name, "numbers that JSON has"))
    except UnicodeDecodeError as error:
        _refuse(at, f"bytes that are not UTF-8 (at byte {error.start})", "JSON in UTF-8")
    except (ValueError, RecursionError) as error:
        why = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "too deep or long"
        found = f"text that is not JSON ({why})" if line.endswith(b"\n") else f"a line that is cut off ({why})"
        _refuse(at, found, "one JSON object a line")
    if not isinstance(row, dict):
        _refuse(at, f"a {kind_of(row)}", "one JSON object a line")
    if _UNSTORABLE.search(line) and _unstorable(row):
        _refuse(at, "a NUL or half of a surrogate pair in a string", "characters that a ledger can hold")
    return row


def _unstorable(value: object) -> bool:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str) and any(c == "\0" or "\ud800" <= c <= "\udfff" for c in one):
            return True
    return False


def _header(at: str, row: Data) -> Head:
    told = row.get("format")
    if told != FORMAT:
        newer = isinstance(told, str) and re.fullmatch(r"accords-ledger/\d{1,9}", told)
        found = f"a log of another form ({told})" if newer else "a first line that is no header of a log"
        remedy = "Install a newer accords." if newer else "Name a file of 'accords export'."
        raise Misuse(Fault(at, found, f"a header with 'format': '{FORMAT}'", remedy))
    head = row.get("head")
    match head:
        case {"seq": int(seq), "chain": str(chain)} if not isinstance(seq, bool) and seq >= 0:
            return Head(seq, chain)
        case _:
            _refuse(at, "a header without 'head'", "where the log ends: 'head' with 'seq' and 'chain'")


def _entry(row: Data, at: str, before: Head) -> Entry:
    with_place = _Placed(at)
    seq = row.get("seq")
    if isinstance(seq, bool) or not isinstance(seq, int):
        _refuse(f"{at}: seq", repr(seq)[:80], "the number of the entry")
    if seq != before.seq + 1:
        what = "a line that is there twice" if 0 < seq <= before.seq else "a line missing before this one"
        _refuse(at, f"entry {seq:,}: {what}", f"entry {before.seq + 1:,}")
    kind = with_place(lambda: choice(row, "kind", EntryKind, at))
    subject, sha256, chain = (with_place(lambda n=n: needed(row, n, str, at)) for n in ("subject", "sha256", "chain"))
    if sealed(before.chain, seq, kind, subject, sha256) != chain:
        _refuse(at, f"entry {seq:,}, which does not follow the line before it", "lines as they were written")
    return Entry(seq, kind, subject, sha256, chain)


class _Placed:
    """Values of a line, asked for; what is wrong with them is refused with a remedy that fits a log."""

    def __init__(self, at: str) -> None:
        self._at = at

    def __call__(self, ask: Any) -> Any:
        try:
            return ask()
        except Misuse as misuse:
            fault = misuse.fault
            raise Misuse(Fault(fault.place, fault.found, fault.accepted, _REMEDY)) from None
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            _refuse(self._at, f"an entry that cannot be read ({error})", _ACCEPTED)


def _held(entry: Entry, row: Data, at: str) -> Sealed:
    body = row.get("body")
    if not isinstance(body, dict):
        _refuse(f"{at}: body", f"a {kind_of(body)}", "an object")
    made = {
        EntryKind.RUN: _run,
        EntryKind.REPORT: _report,
        EntryKind.READING: _reading,
        EntryKind.JUDGEMENT: _judgement,
        EntryKind.TOMBSTONE: _tombstone,
    }[entry.kind]
    holds, subject, sha256, again = _Placed(at)(lambda: made(entry, row, body, at))
    if subject != entry.subject:
        _refuse(at, f"an entry about {entry.subject!r} that holds {subject!r}", "the entry's own body")
    if sha256 != entry.sha256:
        _refuse(at, f"a {entry.kind} that was changed: its digest is another", "the body that was sealed")
    # What is kept must be what was sealed, to the character: another form of it would break the seal later.
    if digest(body) != digest(again):
        _refuse(f"{at}: body", "values that this accords would write otherwise", _ACCEPTED)
    return holds  # type: ignore[no-any-return]


def _run(entry: Entry, row: Data, body: Data, at: str) -> Made:
    run = run_of(body, f"{at}: body")
    return run, run.id, digest(body), run.to_json()


def run_of(body: Data, at: str) -> Run:
    """A run from its JSON; `Misuse` or `ValueError` where it is none."""
    return Run(
        datetime.fromisoformat(needed(body, "begun", str, at)),
        needed(body, "version", str, at),
        needed(body, "weights", str, at),
        needed(body, "roster", str, at),
        maybe(body, "process", str, at),
        maybe(body, "issues", str, at),
        needed(body, "source", str, at),
    )


def judgement_of(body: Data, at: str, kept_id: str | None = None) -> Judgement:
    """A judgement from its JSON; `Misuse` or `ValueError` where it is none."""
    return Judgement(
        choice(body, "ruling", Ruling, at),
        needed(body, "subject", str, at),
        needed(body, "who", str, at),
        datetime.fromisoformat(needed(body, "made_at", str, at)),
        needed(body, "value", dict, at),
        maybe(body, "note", str, at),
        kept_id,
    )


def tombstone_of(body: Data, at: str) -> Tombstone:
    """A tombstone from its JSON; `Misuse` or `ValueError` where it is none."""
    report, text_sha256, reason, who = (needed(body, n, str, at) for n in ("report", "text_sha256", "reason", "who"))
    made_at = datetime.fromisoformat(needed(body, "made_at", str, at))
    return Tombstone(report, text_sha256, reason, who, made_at, strings(body, "judgements", at))


def _judgement(entry: Entry, row: Data, body: Data, at: str) -> Made:
    forgotten = _forgotten(row, at)
    judgement = judgement_of(body, f"{at}: body", entry.subject if forgotten else None)
    sha256 = entry.sha256 if forgotten else digest(body)
    return JudgementLine(judgement, forgotten), judgement.id, sha256, judgement.to_json()


def _tombstone(entry: Entry, row: Data, body: Data, at: str) -> Made:
    tombstone = tombstone_of(body, f"{at}: body")
    return tombstone, tombstone.report, digest(body), tombstone.to_json()


def _report(entry: Entry, row: Data, body: Data, at: str) -> Made:
    text, forgotten = maybe(row, "text", str, at), _forgotten(row, at)
    fetched = datetime.fromisoformat(needed(body, "fetched", str, f"{at}: body"))
    report = account_form.report(body, f"{at}: body")
    sha256 = needed(body, "text_sha256", str, f"{at}: body")
    received_sha256 = maybe(body, "received_sha256", str, f"{at}: body")
    packed = maybe(row, "received", str, at)
    if forgotten and (text is not None or packed is not None):
        _refuse(at, "the text of a report that was forgotten", "'text' and 'received': null")
    if text is not None and hashlib.sha256(text.encode()).hexdigest() != sha256:
        _refuse(f"{at}: text", "a text that was changed: its digest is another", "the text that was sealed, or null")
    received = None
    if packed is not None:
        received = _unpackable(packed, received_sha256, at)
    line = ReportLine(
        report, body, needed(row, "run", str, at), _instant(row, "added_at", at), forgotten, text, received
    )
    again = {**report_body(report, fetched), "received_sha256": received_sha256}
    return line, report.id, entry.sha256 if forgotten else digest(body), again


def _unpackable(packed: str, sha256: str | None, at: str) -> bytes:
    """The packed bytes, once they were seen to unpack to what was sealed; no more than a piece of them is in memory."""
    try:
        received = base64.b64decode(packed, validate=True)
        stream, seen = zlib.decompressobj(), hashlib.sha256()
        room, rest = len(received) * _UNPACKED, received
        while rest and not stream.eof and room > 0:
            piece = stream.decompress(rest, _PIECE)
            seen.update(piece)
            room, rest = room - len(piece), stream.unconsumed_tail
        seen.update(stream.flush())
    except (ValueError, binascii.Error, zlib.error) as error:
        _refuse(f"{at}: received", f"bytes that cannot be unpacked ({error})", "base64 of zlib, or null")
    if not stream.eof or stream.unused_data or seen.hexdigest() != sha256:
        found = "bytes that were changed: their digest is another"
        _refuse(f"{at}: received", found, "the bytes that were sealed, or null")
    return received


def _reading(entry: Entry, row: Data, body: Data, at: str) -> Made:
    here, forgotten = f"{at}: body", _forgotten(row, at)
    own, run = needed(body, "report", str, here), needed(body, "run", str, here)
    account = _account(body, own, at)
    says = needed(row, "says", str, at) if forgotten else what_was_read(body)
    line = ReadingLine(account, run, _instant(row, "read_at", at), forgotten, says)
    return line, own, reading_seal(own, run, says), reading_body(account, run)


def _account(body: Data, own: str, at: str) -> Account:
    unclear = body.get("unclear")
    if isinstance(unclear, bool) or not isinstance(unclear, int) or not 0 <= unclear <= _MOST_UNCLEAR:
        _refuse(f"{at}: body.unclear", repr(unclear)[:80], "a number from 0")
    meetings = rows(body, "meetings", at)
    # Spans are those of a text that is not on this line; those of a meeting may be of other reports too.
    told = {
        place.get("report") for row, _ in meetings for place in row.get("evidence") or () if isinstance(place, dict)
    }
    texts = {own: "", **{str(report): "" for report in told}}
    return Account(
        Report(text="", fetched=None, kept_id=own),
        tuple(account_form.actor(row, place) for row, place in rows(body, "actors", at)),
        tuple(account_form.saying(row, place, texts) for row, place in rows(body, "attributions", at)),
        tuple(account_form.claim(row, place, texts) for row, place in rows(body, "claims", at)),
        tuple(account_form.meeting(row, place, texts) for row, place in meetings),
        tuple(account_form.silence(row, place, texts) for row, place in rows(body, "silences", at)),
        unclear,
    )


def _forgotten(row: Data, at: str) -> bool:
    told = row.get("forgotten", False)
    if not isinstance(told, bool):
        _refuse(f"{at}: forgotten", repr(told)[:80], "true or false")
    return told


def _instant(row: Data, name: str, at: str) -> str:
    told = needed(row, name, str, at)
    datetime.fromisoformat(told)
    return told

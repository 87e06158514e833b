"""A dossier in JSON, by this or another program -> accounts, one for each of its reports."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, TypeVar

from accords.claims import account_form
from accords.claims.account_form import Texts, as_dossier
from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.claims.fields import MAKE, Data, kind_of, maybe
from accords.claims.meeting import Meeting, Silence
from accords.claims.saying import Saying, Words
from accords.documents.encoding import sound
from accords.documents.report import Report
from accords.vocabulary import Actor, Fault, Misuse, words_at

_AGAIN = "It is left out; correct it and import the file again."
_WITH_ALL = "It and all that was read in it are left out; correct it and import the file again."

Row = TypeVar("Row", Saying, Claim, Meeting, Silence)
Parse: TypeAlias = Callable[[Data, str, Texts], Row]


def accounts_of(data: object, place: str) -> tuple[list[Account], list[Fault]]:
    """The accounts of a dossier, and what of it could not be taken; `place` is the file's name, for messages.

    What is worked out of claims (positions, commitments, disputes, families) is not read. Actors go to the reports whose
    rows name them, a meeting to each report that it has evidence in. A row that is not of the form, or whose words are
    not the text's own at its spans, is left out with a fault; `Misuse` where the whole is no dossier. NULs and halves of
    surrogate pairs become U+FFFD. The field `ledger` is that of `presentation.dossier_export`.
    """
    form = as_dossier(data, place)
    try:
        return _Reading(form, place).accounts()
    except RecursionError:
        raise Misuse(Fault(place, "lists within lists without end", "a dossier in JSON", MAKE)) from None


@dataclass(slots=True)
class _Rows:
    """What was read in one report."""

    sayings: list[Saying] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)

    def named(self) -> Iterator[str | None]:
        """The actors that the rows name."""
        for saying in self.sayings:
            yield saying.speaker
            yield from saying.speaker_why.candidates
        for claim in self.claims:
            yield from (claim.party, claim.person, *claim.toward, *claim.chain)
        for meeting in self.meetings:
            yield from meeting.participants
        for silence in self.silences:
            yield silence.party


class _Reading:
    """A dossier while it is read."""

    def __init__(self, data: Data, place: str) -> None:
        self._data, self._place = data, place
        self._faults: list[Fault] = []
        self._refused: set[str] = set()  # reports that were left out
        self._texts: dict[str, str] = {}

    def accounts(self) -> tuple[list[Account], list[Fault]]:
        reports = self._reports()
        self._texts = {own: report.text for own, (report, _) in reports.items()}
        told = maybe(self._data, "ledger", dict, f"{self._place}: ") or {}
        rows = self._rows(self._data, self._place, told)
        actors = {actor.id: actor for actor in self._actors(self._data, "actors", self._place)}
        order = {own: number for number, own in enumerate(actors)}
        listed = maybe(told, "actors", dict, f"{self._place}: ledger") or {}
        as_read = self._as_read(told, reports)
        accounts = []
        for own, (report, unclear) in reports.items():
            if own in as_read:
                accounts.append(as_read[own])
                continue
            read = rows.get(own) or _Rows()
            if own in listed:
                here = self._listed(listed[own], actors, f"{self._place}: ledger.actors.{own}")
            elif len(reports) == 1:
                here = list(actors.values())
            else:
                here = [actors[one] for one in sorted(_with_parties(read.named(), actors), key=order.__getitem__)]
            accounts.append(_account(report, unclear, here, read))
        return accounts, self._faults

    def _reports(self) -> dict[str, tuple[Report, int]]:
        found: dict[str, tuple[Report, int]] = {}
        for raw, at in self._each(self._data, "reports", self._place, _WITH_ALL):
            own = raw.get("id")
            try:
                fault = _text_fault(raw, at)
                row = _sound(raw)
                if row.get("text") != raw.get("text"):
                    row["text_sha256"] = None  # that of the text as it is kept is another
                report = account_form.report(row, at)
                unclear = maybe(row, "unclear", int, at) or 0
            except Misuse as misuse:
                fault = misuse.fault
            if fault is None and (not report.id or report.id in found):
                fault = Fault(f"{at}.id", repr(report.id), "an id that no other report of the file has", "")
            if fault is None and not 0 <= unclear < 2**31:
                fault = Fault(f"{at}.unclear", str(unclear)[:40], "a number from 0", "")
            if fault is not None:
                self._faults.append(Fault(fault.place, fault.found, fault.accepted, _WITH_ALL))
                if isinstance(own, str) and own not in found:
                    self._refused.add(sound(own))
                continue
            found[report.id] = (report, unclear)
        return found

    def _rows(self, data: Data, place: str, told: Data) -> dict[str, _Rows]:
        """What was read, by report."""
        rows: dict[str, _Rows] = {}

        def of(report: str) -> _Rows:
            return rows.setdefault(report, _Rows())

        for saying, at in self._parsed(data, "attributions", place, account_form.saying):
            a, text = saying.attribution, self._texts[saying.report]
            own = Words.of(a, text) if text else saying.words
            words = Words(*(told or here for told, here in zip(saying.words, own, strict=True)))
            parts = zip(words, (a.source, a.cue, a.content), words._fields, strict=True)
            if all(self._own(w, saying.report, spans, f"{at}.words.{name}") for w, spans, name in parts):
                of(saying.report).sayings.append(replace(saying, words=words))
        for claim, at in self._parsed(data, "claims", place, account_form.claim):
            if self._own(claim.words, claim.report, claim.evidence, f"{at}.words"):
                of(claim.report).claims.append(claim)
        for silence, _ in self._parsed(data, "silences", place, account_form.silence):
            of(silence.report).silences.append(silence)
        bare = maybe(told, "meetings", dict, f"{place}: ledger") or {}
        for meeting, at in self._parsed(data, "meetings", place, account_form.meeting):
            for report, part in self._parts(meeting, bare.get(meeting.id), at):
                of(report).meetings.append(part)
        return rows

    def _parts(self, meeting: Meeting, told: object, at: str) -> Iterator[tuple[str, Meeting]]:
        """The meeting as each report tells of it, under its one id."""
        by_report: dict[str, list[Any]] = {}
        for report, span in meeting.evidence:
            by_report.setdefault(report, []).append((report, span))
        without = [own for own in told if own in self._texts] if isinstance(told, list) else []
        if not by_report and not without and len(self._texts) == 1:
            without = list(self._texts)
        if not by_report and not without:
            accepted = "evidence, which says of which report it is: nothing is kept without"
            self._faults.append(Fault(f"{at}.evidence", "none", accepted, _AGAIN))
        for report in dict.fromkeys((*by_report, *without)):
            yield report, _with_evidence(meeting, by_report.get(report, ()))

    def _as_read(self, told: Data, reports: Mapping[str, tuple[Report, int]]) -> dict[str, Account]:
        """The accounts as they were read, of those reports that rulings changed."""
        found: dict[str, Account] = {}
        for row, at in self._each(told, "as_read", f"{self._place}: ledger", _AGAIN):
            own = sound(str(row.get("report")))
            if own not in reports:
                if own not in self._refused:
                    accepted = "the id of one of the file's reports"
                    self._faults.append(Fault(f"{at}.report", own, accepted, _AGAIN))
                continue
            report, unclear = reports[own]
            inside = {"meetings": {str(m.get("id")): [own] for m, _ in _dicts(row, "meetings")}}
            read = self._rows(row, at, inside).get(own) or _Rows()
            found[own] = _account(report, unclear, self._actors(row, "actors", at), read)
        return found

    def _actors(self, data: Data, name: str, place: str) -> list[Actor]:
        found: dict[str, Actor] = {}
        for row, at in self._each(data, name, place, _AGAIN):
            try:
                actor = account_form.actor(_sound(row), at)
            except Misuse as misuse:
                self._leave_out(misuse)
                continue
            if actor.id in found:
                self._twice(actor.id, at)
            else:
                found[actor.id] = actor
        return list(found.values())

    def _listed(self, told: object, actors: Mapping[str, Actor], at: str) -> list[Actor]:
        """Actors of one report: an id stands for the file's own row, a row for what this report knows of it."""
        rows = {"actors": [row for row in told if isinstance(row, dict)]} if isinstance(told, list) else {}
        own = {actor.id: actor for actor in self._actors(rows, "actors", at)}
        ids = [row.get("id") if isinstance(row, dict) else row for row in told] if isinstance(told, list) else []
        known = (own.get(one) or actors.get(one) for one in ids if isinstance(one, str))
        return [actor for actor in known if actor is not None]

    def _parsed(self, data: Data, name: str, place: str, parse: Parse[Row]) -> Iterator[tuple[Row, str]]:
        seen: set[str] = set()
        for raw, at in self._each(data, name, place, _AGAIN):
            if self._is_refused(raw):
                continue
            evidence = raw.get("evidence")
            if name == "meetings" and self._refused and isinstance(evidence, list):
                raw = {**raw, "evidence": [place for place in evidence if not self._is_refused(place)]}
                if evidence and not raw["evidence"]:
                    continue
            try:
                row = parse(_sound(raw), at, self._texts)
            except Misuse as misuse:
                self._leave_out(misuse)
                continue
            own = getattr(row, "id", None)
            if own is not None and own in seen:
                self._twice(own, at)
                continue
            if own is not None:
                seen.add(own)
            yield row, at

    def _is_refused(self, row: object) -> bool:
        """True of what was read in a report that was left out, which is told with the report."""
        return isinstance(row, dict) and isinstance(own := row.get("report"), str) and sound(own) in self._refused

    def _each(self, data: Data, name: str, place: str, remedy: str) -> Iterator[tuple[Data, str]]:
        for number, row in enumerate(maybe(data, name, list, f"{place}: ") or ()):
            at = f"{place}: {name}[{number}]"
            if isinstance(row, dict):
                yield row, at
            else:
                self._faults.append(Fault(at, f"a {kind_of(row)}", "an object", remedy))

    def _own(self, words: str, report: str, spans: Sequence[Any], at: str) -> bool:
        """True where the words are the text's own; breaks between words count for spaces, as they do in reading."""
        text = self._texts[report]
        if not text or words.split() == words_at(text, spans).split():
            return True
        accepted = f"the text's own words at its spans: {words_at(text, spans)[:80]!r}"
        self._faults.append(Fault(at, repr(words[:80]), accepted, _AGAIN))
        return False

    def _twice(self, own: str, at: str) -> None:
        self._faults.append(Fault(f"{at}.id", repr(own), "an id that no other row of its kind has", _AGAIN))

    def _leave_out(self, misuse: Misuse) -> None:
        fault = misuse.fault
        self._faults.append(Fault(fault.place, fault.found, fault.accepted, _AGAIN))


def _account(report: Report, unclear: int, actors: Iterable[Actor], rows: _Rows) -> Account:
    return Account(
        report,
        tuple(actors),
        tuple(rows.sayings),
        tuple(rows.claims),
        tuple(rows.meetings),
        tuple(rows.silences),
        unclear,
    )


def _with_evidence(meeting: Meeting, evidence: Sequence[Any]) -> Meeting:
    return replace(meeting, evidence=tuple(evidence))


def _with_parties(named: Iterable[str | None], actors: Mapping[str, Actor]) -> set[str]:
    """Those of `named` that are known, and for whom they speak."""
    found: set[str] = set()
    waiting = [own for own in named if own is not None]
    while waiting:
        own = waiting.pop()
        if own in actors and own not in found:
            found.add(own)
            waiting += [party] if (party := actors[own].party) is not None else []
    return found


def _text_fault(row: Data, at: str) -> Fault | None:
    text, sha256 = maybe(row, "text", str, at), maybe(row, "text_sha256", str, at)
    if not text:
        return None if sha256 else Fault(f"{at}.text", "neither a text nor 'text_sha256'", "one of them", "")
    found = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if sha256 is not None and sha256 != found:
        return Fault(f"{at}.text_sha256", sha256[:80], f"that of the text, {found}", "")
    return None


def _dicts(row: Data, name: str) -> Iterator[tuple[Data, str]]:
    listed = row.get(name)
    return ((one, "") for one in listed if isinstance(one, dict)) if isinstance(listed, list) else iter(())


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, dict):
        return {sound(name): _sound(inner) for name, inner in value.items()}
    return [_sound(inner) for inner in value] if isinstance(value, list) else value

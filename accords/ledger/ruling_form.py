"""What each ruling asks of its subject and value: checked, and read back from JSON."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, NoReturn

from accords.claims import account_form
from accords.claims.claim import claim_id
from accords.ledger.added import added_row, overlapping
from accords.ledger.judgement import Judgement, Ruling
from accords.vocabulary import ActorKind, Fault, Misuse, Span
from accords.vocabulary.act import Act, Strength
from accords.vocabulary.issue import NAMES

_SEE = "See docs/reference/rulings.md."
Check = Callable[[object, str, Collection[str]], None]


def checked(
    ruling: str,
    subject: object,
    value: object = None,
    *,
    place: str = "ruling",
    known_issues: Collection[str] = (),
) -> dict[str, object]:
    """The value of a ruling on a subject, as `Judgement` takes it; `Misuse` says what is wrong and what is accepted.

    `known_issues`: issues beside the closed list, as a process file adds them. `place` is where it stands, for messages.
    Nothing is looked up: that there is such a claim or actor is for the ledger to say.
    """
    kind = _ruling(ruling, place)
    if not _told(subject):
        accepted = "the id of a judgement" if kind is Ruling.UNDO else "the id of what is ruled on"
        _wrong(f"{place}.subject", subject, f"{accepted}, a string that is not blank")
    if value is None:
        value = {}
    if not isinstance(value, Mapping):
        _wrong(f"{place}.value", value, "an object")
    needed, free = _FORMS[kind]
    for name in value:
        if name not in needed and name not in free:
            names = ", ".join(map(repr, (*needed, *free)))
            _wrong(f"{place}.value", name, f"of a ruling {kind.value!r} {names or 'nothing'}", "the field ")
    for name in needed:
        if name not in value:
            _wrong(f"{place}.value", name, _ACCEPTED[name], "no field ")
    for name, told in value.items():
        if name in needed or told is not None:
            _CHECKS[name](told, f"{place}.value.{name}", known_issues)
    if kind is Ruling.SPLIT:
        _split(value, f"{place}.value")
    if kind is Ruling.CLAIM and value["party"] in (value.get("toward") or ()):
        _wrong(f"{place}.value.toward", value["party"], "others than the party itself")
    for name in ("other", "others", "id"):
        told = value.get(name)
        if told == subject or (isinstance(told, list) and subject in told):
            _wrong(f"{place}.value.{name}", subject, "another id than that of the subject")
    return dict(value)


def from_json(row: object, place: str, *, known_issues: Collection[str] = ()) -> Judgement:
    """The judgement that `Judgement.to_json` gave; `Misuse` names the first thing that is not of the form."""
    if not isinstance(row, Mapping):
        _wrong(place, row, "an object with 'ruling', 'subject', 'who', 'made_at' and 'value'")
    ruling = _ruling(row.get("ruling"), place)
    value = checked(ruling, row.get("subject"), row.get("value"), place=place, known_issues=known_issues)
    who, note = row.get("who"), row.get("note")
    if not _told(who):
        _wrong(f"{place}.who", who, "the name of who ruled, a string that is not blank")
    if note is not None and not isinstance(note, str):
        _wrong(f"{place}.note", note, "a string, or null")
    if ruling is Ruling.NOTE and not _told(note):
        _wrong(f"{place}.note", note, "of a ruling 'note' what it says, a string that is not blank")
    try:
        made_at = datetime.fromisoformat(row["made_at"])
    except (KeyError, TypeError, ValueError):
        _wrong(f"{place}.made_at", row.get("made_at"), "a time as 2025-08-18T06:00:00Z")
    judgement = Judgement(ruling, str(row["subject"]), str(who), made_at, value, note)
    if ruling is Ruling.CLAIM:
        _added(judgement, f"{place}.value")
    if "id" in row and row["id"] != judgement.id:
        _wrong(f"{place}.id", row["id"], f"{judgement.id!r}, the hash of what the judgement says; it was changed since")
    return judgement


def _ruling(told: object, place: str) -> Ruling:
    try:
        return Ruling(str(told))
    except ValueError:
        _wrong(f"{place}.ruling", told, _one_of(Ruling))


def _added(judgement: Judgement, place: str) -> None:
    """The claim that a ruling adds is the one that its value tells, of the report that it is about."""
    value, row = judgement.value, added_row(judgement)
    if row is None:
        _wrong(place, value.get("read"), "'read' with the whole claim that is added", "as 'read' ")
    told = {name: value[name] for name in ("party", "act", "issue")} | {"report": judgement.subject}
    for name, own in (*told.items(), ("evidence", value["words"])):
        if row.get(name) != own:
            _wrong(f"{place}.read.{name}", row.get(name), f"{own!r}, as the ruling says")
    evidence = tuple(Span(*pair) for pair in row["evidence"])
    own = claim_id(row["report"], row["party"], Act(row["act"]), row["issue"], evidence)
    if row["id"] != own:
        _wrong(f"{place}.read.id", row["id"], f"{own!r}, the hash of its report, party, act, issue and place")


def _split(value: Mapping[str, Any], place: str) -> None:
    rows = [name for name in ("reports", "attributions", "claims") if value.get(name)]
    if not rows:
        _wrong(
            place, {}, "'reports', 'attributions' or 'claims' (of a meeting 'reports'), a list of ids that is not empty"
        )
    named = value.get("name") is not None, value.get("id") is not None
    if any(named) != all(named):
        _wrong(place, dict(value), "of an actor both 'name' and 'id' of who is meant there; of a meeting neither")
    if not any(named) and rows != ["reports"]:
        _wrong(place, rows, "of a meeting 'reports' alone; of an actor also 'name' and 'id' of who is meant there")


def _text(told: object, place: str, _: Collection[str]) -> None:
    if not _told(told):
        _wrong(place, told, "a string that is not blank")


def _text_or_null(told: object, place: str, _: Collection[str]) -> None:
    if told is not None and not _told(told):
        _wrong(place, told, "an id, or null")


def _ids(told: object, place: str, _: Collection[str]) -> None:
    if not isinstance(told, list | tuple) or not told or not all(map(_told, told)):
        _wrong(place, told, "a list of ids that is not empty")


def _others(told: object, place: str, _: Collection[str]) -> None:
    if not isinstance(told, list | tuple) or not all(map(_told, told)):
        _wrong(place, told, "a list of ids")


def _flag(told: object, place: str, _: Collection[str]) -> None:
    if not isinstance(told, bool):
        _wrong(place, told, "true or false")


def _words(told: object, place: str, _: Collection[str]) -> None:
    if isinstance(told, str) and told.strip():
        return
    if not isinstance(told, list | tuple) or not told:
        _wrong(place, told, _ACCEPTED["words"])
    spans = [_span(pair, f"{place}[{number}]") for number, pair in enumerate(told)]
    if overlapping(spans):
        _wrong(place, told, "places that do not overlap")


def _span(pair: object, place: str) -> Span:
    if isinstance(pair, list | tuple) and [type(edge) for edge in pair] == [int, int] and 0 <= pair[0] < pair[1]:
        return Span(*pair)
    _wrong(place, pair, "[start, end) with end after start, in code points from 0")


def _act(told: object, place: str, _: Collection[str]) -> None:
    if told not in list(Act):
        _wrong(place, told, _one_of(Act))


def _strength(told: object, place: str, _: Collection[str]) -> None:
    if told is not None and told not in list(Strength):
        _wrong(place, told, f"{_one_of(Strength)}, or null")


def _kind(told: object, place: str, _: Collection[str]) -> None:
    if told not in list(ActorKind):
        _wrong(place, told, _one_of(ActorKind))


def _issue(told: object, place: str, known: Collection[str]) -> None:
    if not isinstance(told, str) or (told not in NAMES and told not in known):
        names = ", ".join((*NAMES, *sorted(set(known) - set(NAMES))))
        _wrong(place, told, f"one of {names}; and the issues of the process file, where one is given")


def _read(told: object, place: str, _: Collection[str]) -> None:
    accepted = "the claim, attribution or meeting that was ruled on, as its `to_json` gives it"
    if not isinstance(told, dict):
        _wrong(place, told, accepted)
    if "act" in told:
        account_form.claim(told, place, _Any())
    elif "content" in told:
        account_form.saying(told, place, _Any())
    elif "participants" in told:
        account_form.meeting(told, place, _Any())
    else:
        _wrong(place, told, accepted)


class _Any(Mapping[str, str]):
    """Every report is there, with its text left out: a ruling is checked without the report that it is about."""

    def __getitem__(self, report: str) -> str:
        return ""

    def __contains__(self, report: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _one_of(choices: Collection[str] | type[Ruling] | type[Act] | type[Strength] | type[ActorKind]) -> str:
    return "one of " + ", ".join(map(str, choices))


def _told(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _wrong(place: str, found: object, accepted: str, before: str = "") -> NoReturn:
    shown = repr(found)
    raise Misuse(Fault(place, before + (shown if len(shown) < 80 else shown[:77] + "…"), accepted, _SEE))


_CHECKS: dict[str, Check] = {
    "act": _act,
    "issue": _issue,
    "strength": _strength,
    "party": _text,
    "speaker": _text_or_null,
    "name": _text,
    "kind": _kind,
    "id": _text,
    "other": _text,
    "others": _ids,
    "reports": _ids,
    "attributions": _ids,
    "claims": _ids,
    "read": _read,
    "words": _words,
    "negated": _flag,
    "toward": _others,
    "condition": _text,
    "terms": _text,
    "attribution": _text_or_null,
}
# What a field holds that a ruling cannot do without.
_ACCEPTED: dict[str, str] = {
    "act": "'act', " + _one_of(Act),
    "issue": "'issue', " + _one_of(NAMES),
    "strength": "'strength', " + _one_of(Strength) + ", or null",
    "negated": "'negated', true or false",
    "party": "'party', the id of an actor",
    "speaker": "'speaker', the id of an actor, or null where nobody is known",
    "other": "'other', an id",
    "others": "'others', a list of ids",
    "words": "'words', a list of places [start, end) in the report's text, or words that stand in it once",
}
# Ruling -> the fields that its value needs, and those that it may have.
_FORMS: dict[Ruling, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Ruling.RIGHT: ((), ("read",)),
    Ruling.MISREAD: ((), ("read",)),
    Ruling.SAME_ACTOR: (("other",), ("name",)),
    Ruling.NOT_THE_SAME: (("other",), ()),
    Ruling.MERGE: (("others",), ("name", "read")),
    Ruling.SPLIT: ((), ("name", "id", "kind", "party", "reports", "attributions", "claims", "read")),
    Ruling.RE_ATTRIBUTE: (("speaker",), ("name", "kind", "party", "read")),
    Ruling.ACT: (("act",), ("read",)),
    Ruling.ISSUE: (("issue",), ("read",)),
    Ruling.STRENGTH: (("strength",), ("read",)),
    Ruling.NEGATED: (("negated",), ("read",)),
    Ruling.PARTY: (("party",), ("name", "kind", "read")),
    Ruling.CLAIM: (
        ("party", "act", "issue", "words"),
        ("strength", "negated", "toward", "condition", "terms", "attribution", "name", "kind", "read"),
    ),
    Ruling.NOT_A_COPY: ((), ("other",)),
    Ruling.NOTE: ((), ()),
    Ruling.UNDO: ((), ()),
}

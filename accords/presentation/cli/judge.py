"""`accords judge`: a person's rulings on what a ledger holds. The twin is `accords.Ledger.rule`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, by_whom, where, with_by, with_json, with_ledger

if TYPE_CHECKING:
    from accords.ledger.judgement import Judgement

Value = Callable[[argparse.Namespace], dict[str, object]]


@dataclass(frozen=True, slots=True)
class _Command:
    """One ruling as a command: `name` on the command line, the operands after the subject, and its value made of them."""

    name: str
    ruling: str
    subject: str
    help: str
    operands: tuple[tuple[str, str], ...] = ()
    value: Value = lambda options: {}


_ID = "the id, or its beginning, of a claim, an attribution or a meeting"
_CLAIM = "the id of a claim, or its beginning"
_COMMANDS = (
    _Command("right", "right", _ID, "confirm what was read"),
    _Command("misread", "misread", _ID, "set aside what was misread"),
    _Command(
        "act",
        "act",
        _CLAIM,
        "say which act a claim is",
        (("act", "one of the closed list, such as accept"),),
        lambda options: {"act": options.act},
    ),
    _Command(
        "issue",
        "issue",
        _CLAIM,
        "say which issue a claim is about",
        (("issue", "one of the closed list or of the process, such as territory"),),
        lambda options: {"issue": options.issue},
    ),
    _Command(
        "strength",
        "strength",
        _CLAIM,
        "say how far a claim goes",
        (("strength", "actual, undertaken, conditional, possible, desired, or none"),),
        lambda options: {"strength": _or_none(options.strength)},
    ),
    _Command(
        "negated",
        "negated",
        _CLAIM,
        "say whether a claim tells of what was not done",
        (("negated", "yes or no"),),
        lambda options: {"negated": options.negated},
    ),
    _Command(
        "party",
        "party",
        _CLAIM,
        "say whose act a claim is",
        (("party", "the id of an actor, such as russia"),),
        lambda options: {"party": options.party, **_named(options)},
    ),
    _Command(
        "re-attribute",
        "re-attribute",
        "the id of an attribution or a claim, or its beginning",
        "say who said it",
        (("speaker", "the id of an actor, or none where nobody is known"),),
        lambda options: {"speaker": _or_none(options.speaker), **_named(options)},
    ),
    _Command(
        "claim",
        "claim",
        "the id of a report, or its beginning",
        "add a claim that was missed, by the report's own words",
        (),
        lambda options: _claim(options),
    ),
    _Command(
        "same-actor",
        "same actor",
        "the id that is kept",
        "say that two ids are one actor",
        (("other", "the id of the other"),),
        lambda options: {"other": options.other},
    ),
    _Command(
        "not-the-same",
        "not the same",
        "the id of an actor",
        "say that two actors are two",
        (("other", "the id of the other"),),
        lambda options: {"other": options.other},
    ),
    _Command(
        "merge",
        "merge",
        "the id that is kept, of an actor or a meeting",
        "make several actors, or several meetings, one",
        (("others", "the ids of the others"),),
        lambda options: {"others": options.others},
    ),
    _Command(
        "split",
        "split",
        "the id of an actor or a meeting",
        "say that somebody else, or another meeting, is meant in some places",
        (),
        lambda options: {
            name: value
            for name in ("reports", "attributions", "claims", "name", "id")
            if (value := getattr(options, name)) is not None
        },
    ),
    _Command(
        "not-a-copy",
        "not a copy",
        "the id of a report, or its beginning",
        "say that a report is no copy of another",
        (("other", "the id of the other report; of none where it is left out"),),
        lambda options: {"other": options.other},
    ),
    _Command("note", "note", "the id of anything, or its beginning", "write a note on it; give the words with --note"),
    _Command("undo", "undo", "the id of a judgement, or its beginning", "undo a ruling; the row stays"),
)
_SEVERAL, _OPTIONAL = ("others",), {"not-a-copy": "other"}
_PLACE = re.compile(r"(\d+)-(\d+)", re.ASCII)


def _claim(options: argparse.Namespace) -> dict[str, object]:
    told = {
        name: getattr(options, name) for name in ("party", "act", "issue", "strength", "toward", "condition", "terms")
    }
    told |= {"words": options.words if options.at is None else options.at, **_named(options)}
    if options.negated:
        told["negated"] = True
    if options.attribution is not None:
        told["attribution"] = _or_none(options.attribution)
    return {name: part for name, part in told.items() if part is not None or name == "attribution"}


def _named(options: argparse.Namespace) -> dict[str, object]:
    return {"name": options.name} if options.name else {}


def add(groups: Groups) -> None:
    group = groups.add_parser(
        "judge",
        help="rule on what was read: confirm, correct, merge, undo",
        description="Rule on what was read. A ruling is a row with your name and the time; it wins over the machine in every "
        "view, also of the past, and another ruling undoes it.",
        allow_abbrev=False,
    )
    commands = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for one in _COMMANDS:
        command = commands.add_parser(one.name, help=one.help, description=_sentence(one.help), allow_abbrev=False)
        command.add_argument("subject", metavar="ID", help=one.subject)
        for name, about in one.operands:
            count = "+" if name in _SEVERAL else "?" if _OPTIONAL.get(one.name) == name else None
            read = _as_yes if name == "negated" else str
            command.add_argument(name, metavar=name.upper(), help=about, nargs=count, type=read)
        if one.name == "split":
            for name in ("reports", "attributions", "claims"):
                command.add_argument(f"--{name}", nargs="+", metavar="ID", help=f"the {name} in which it is another")
            command.add_argument("--id", metavar="ID", help="of an actor: the id of who is meant there")
        if one.name == "claim":
            _with_claim(command)
        if one.name in ("split", "party", "re-attribute", "claim"):
            command.add_argument("--name", metavar="NAME", help="the name of who is meant, where the ledger lacks it")
        command.add_argument("--note", metavar="WORDS", help="why, or what is to be kept in mind")
        with_by(command)
        with_ledger(command)
        with_json(command, "the judgement as JSON")
        command.set_defaults(run=lambda options, one=one: rule(one, options))
    listing = commands.add_parser(
        "list",
        help="list the rulings",
        description="List the rulings in the order in which they were made.",
        allow_abbrev=False,
    )
    with_ledger(listing)
    with_json(listing, "the judgements as JSON")
    listing.set_defaults(run=show)


def _with_claim(command: argparse.ArgumentParser) -> None:
    where_words = command.add_mutually_exclusive_group(required=True)
    where_words.add_argument("--words", metavar="WORDS", help="the words that say so, as they stand in the report once")
    about = "where they stand, as code points of the text; several where others stand between"
    where_words.add_argument("--at", nargs="+", metavar="START-END", type=_as_place, help=about)
    command.add_argument("--party", required=True, metavar="ID", help="the id of the actor whose act it is")
    command.add_argument("--act", required=True, metavar="ACT", help="one of the closed list, such as accept")
    command.add_argument("--issue", required=True, metavar="ISSUE", help="one of the list or of the process")
    command.add_argument(
        "--strength",
        metavar="STRENGTH",
        help="actual, undertaken, conditional, possible or desired, where words tell it",
    )
    command.add_argument("--negated", action="store_true", help="the words say that it was not done")
    command.add_argument("--toward", nargs="+", metavar="ID", help="the ids of the actors to whom it is addressed")
    command.add_argument("--condition", metavar="WORDS", help="the report's words that make it conditional")
    command.add_argument("--terms", metavar="WORDS", help="the report's words for what it is about (all of them)")
    command.add_argument(
        "--attribution",
        metavar="ID",
        help="the attribution in which it stands, none in the outlet's voice (the innermost around the words)",
    )


def _as_place(value: str) -> list[int]:
    if (match := _PLACE.fullmatch(value)) is None:
        raise argparse.ArgumentTypeError(
            f"found {value!r}; accepted: a place as START-END. Write it so, such as 120-164."
        )
    return [int(match[1]), int(match[2])]


def _as_yes(value: str) -> bool:
    if value not in ("yes", "no"):
        raise argparse.ArgumentTypeError(f"found {value!r}; accepted: yes, no. Say which.")
    return value == "yes"


def _or_none(told: str) -> str | None:
    return None if told == "none" else told


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def rule(one: _Command, options: argparse.Namespace) -> int:
    who = by_whom(options)
    from accords.ledger.ledger import Ledger

    with Ledger(where(options)) as ledger:
        judgement = ledger.rule(one.ruling, options.subject, one.value(options), who=who, note=options.note)
    if options.json:
        output.put_json({"id": judgement.id, **judgement.to_json()})
    else:
        output.put([f"{_line(judgement)}  [{judgement.id}]"])
    return 0


def show(options: argparse.Namespace) -> int:
    from accords.ledger.judgement import Ruling
    from accords.ledger.ledger import Ledger

    with Ledger(where(options)) as ledger:
        judgements = ledger.judgements()
    undone = {judgement.subject for judgement in judgements if judgement.ruling is Ruling.UNDO}
    if options.json:
        rows = [{"id": j.id, **j.to_json(), "undone": j.id in undone} for j in judgements]
        output.put_json({"judgements": rows})
    else:
        output.put(_lines(judgements, undone))
    return 0


def _lines(judgements: Sequence[Judgement], undone: set[str]) -> Iterator[str]:
    if not judgements:
        yield "no rulings"
    for judgement in judgements:
        mark = " (undone)" if judgement.id in undone else ""
        yield f"{judgement.made_at:%Y-%m-%d %H:%M}  {_line(judgement)}{mark}  [{judgement.id}]"
        if judgement.note:
            from accords.presentation.wording import line_of

            yield f"    {line_of(judgement.note)}"


def _line(judgement: Judgement) -> str:
    from accords.presentation.wording import line_of

    told = _worded(judgement)
    return line_of(f"{judgement.who}: {judgement.ruling.value} {judgement.subject}{' ' if told else ''}{told}")


def _worded(judgement: Judgement) -> str:
    """What a ruling says, without what had been read; of a claim that it adds the words, and which it is."""
    parts = []
    value = judgement.value
    read = value.get("read")
    for name, told in value.items():
        if name == "read":
            continue
        if name == "words" and isinstance(read, Mapping):
            parts += [f"“{read.get('words')}”", f"as {read.get('id')}"]
            continue
        parts.append(_told(told) if name in _BARE or name == judgement.ruling else f"{name} {_told(told)}")
    return "; ".join(parts)


_BARE = frozenset({"act", "issue", "strength", "party", "speaker", "other", "others"})


def _told(value: object) -> str:
    match value:
        case list():
            return ", ".join(map(str, value))
        case bool():
            return "yes" if value else "no"
        case None:
            return "none"
    return str(value)

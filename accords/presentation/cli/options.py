"""Options that several commands share, and values that are checked where they are given."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypedDict, TypeVar

from accords.presentation.cli.settings import in_bytes, settle
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    Groups: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Groups = object


T = TypeVar("T")


def with_json(command: argparse._ActionsContainer, what: str) -> None:
    command.add_argument("--json", action="store_true", help=what)


def as_published(value: str) -> date:
    from accords.documents.metadata import published_option

    return _accepted(published_option, value)


def as_language(value: str) -> str:
    from accords.documents.metadata import language_option

    return _accepted(language_option, value)


def as_size(value: str) -> int:
    return _accepted(lambda words: in_bytes(words, "--max-size"), value)


def _accepted(check: Callable[[str], T], value: str) -> T:
    """What `check` makes of the value; its refusal as argparse words refusals, which name the option themselves."""
    try:
        return check(value)
    except Misuse as misuse:
        fault = misuse.fault
        message = f"found {fault.found}; accepted: {fault.accepted}. {fault.remedy}"
        raise argparse.ArgumentTypeError(message) from None


def with_ledger(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--ledger", metavar="PATH|URL", help="the ledger: a file, or postgresql://USER@HOST/DATABASE (ACCORDS_LEDGER)"
    )


def where(options: argparse.Namespace, option: str = "--ledger", accepted: str = "a ledger: --ledger PATH") -> str:
    """The ledger that a command is about: `--ledger`, else the environment, else `accords.toml`; else `Misuse`.

    `option` and `accepted` are for that message, of a command that takes something else instead.
    """
    ledger = settle(ledger=options.ledger, folder=Path(), environment=os.environ).ledger
    if ledger is None:
        remedy = "Make one with 'accords ledger init --ledger talks.ledger'."
        elsewhere = f"{accepted}, ACCORDS_LEDGER, or ledger = 'PATH' in accords.toml"
        raise Misuse(Fault(option, "nothing", elsewhere, remedy))
    return ledger


def with_by(command: argparse._ActionsContainer) -> None:
    command.add_argument("--by", metavar="NAME", help="who rules so, for the record (ACCORDS_NAME)")


def by_whom(options: argparse.Namespace) -> str:
    """Who makes a ruling; `Misuse` where nobody is named: a ruling without a name is none."""
    name = settle(name=options.by, folder=Path(), environment=os.environ).name
    if name is None or not name.strip():
        accepted = 'who rules so: --by NAME, ACCORDS_NAME, or name = "NAME" in accords.toml'
        raise Misuse(Fault("--by", "nobody", accepted, "Give your name: it is kept with the ruling."))
    return name.strip()


def as_day_option(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = f"found {value!r}; accepted: a day as YYYY-MM-DD. Write it so, such as 2025-08-17."
        raise argparse.ArgumentTypeError(message) from None


def as_number(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"found {value!r}; accepted: a whole number above 0. Give one, such as 20.")
    return int(value)


def with_reports(command: argparse.ArgumentParser) -> None:
    """What is known of the reports and who is who: the same of every command that reads."""
    command.add_argument("--outlet", metavar="NAME", help="who published the reports, where they do not say it")
    command.add_argument(
        "--published", metavar="DAY", type=as_published, help="when, as YYYY-MM-DD, where they do not say it"
    )
    command.add_argument(
        "--language",
        metavar="CODE",
        type=as_language,
        help="the language to read them as, such as en, whatever they look like",
    )
    command.add_argument(
        "--process",
        metavar="NAME|PATH",
        help="the talks they are about, as 'accords process list' names them or a file",
    )
    command.add_argument("--roster", metavar="FILE", help="a file of names, beside the shipped list")
    command.add_argument("--max-size", metavar="BYTES", type=as_size, help="refuse a larger report (5MB unless told)")


def with_quiet(command: argparse.ArgumentParser) -> None:
    command.add_argument("--quiet", action="store_true", help="no progress and no hints on standard error")


def with_reading(command: argparse.ArgumentParser) -> None:
    """`with_reports`, and how to read them: the same of every command that reads into a ledger."""
    with_reports(command)
    command.add_argument("--jobs", metavar="NUMBER", type=as_number, default=1, help="processes that read (1)")
    command.add_argument(
        "--no-learning", action="store_true", help="read as if the ledger knew no names, so that any run reads alike"
    )
    with_quiet(command)


def with_network(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--allow-private",
        action="store_true",
        help="fetch from addresses that are not public too, such as your own server",
    )


def as_duration(value: str) -> timedelta:
    match = re.fullmatch(r"(\d+)([smhd])", value.strip())
    if match is None:
        raise argparse.ArgumentTypeError(f"found {value!r}; accepted: a time as 90s, 30m, 2h or 1d. Write it so.")
    return int(match[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86_400}[match[2]] * timedelta(seconds=1)


class Reading(TypedDict):
    """How reports are to be read, as `accords.read`, `accords.add` and `accords.follow` take it."""

    outlet: str | None
    published: date | None
    language: str | None
    roster: str | None
    process: str | None
    max_size: int


def reading(options: argparse.Namespace) -> Reading:
    """What the options, else the environment, else `accords.toml` say of it."""
    from accords.presentation.asked import MAX_SIZE

    settings = settle(
        roster=options.roster,
        process=options.process,
        max_size=options.max_size,
        language=options.language,
        folder=Path(),
        environment=os.environ,
    )
    return Reading(
        outlet=options.outlet,
        published=options.published,
        language=settings.language,
        roster=settings.roster,
        process=settings.process,
        max_size=settings.max_size or MAX_SIZE,
    )

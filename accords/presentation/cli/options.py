"""Options that several commands share, and values that are checked where they are given."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from accords.presentation.cli.settings import in_bytes
from accords.vocabulary import Misuse

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

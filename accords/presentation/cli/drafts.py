"""What commands that draft a file share: where the draft comes from, and a file that was not there before."""

from __future__ import annotations

import argparse
import contextlib
import os
from pathlib import Path

from accords.presentation.cli import output
from accords.presentation.cli.options import as_day_option, where, with_ledger
from accords.vocabulary import Fault, Misuse


def with_record(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--in", dest="dossier", metavar="DOSSIER.json", help="a dossier of 'accords read --json' (-: standard input)"
    )
    with_ledger(command)
    command.add_argument(
        "--as-of", metavar="DAY", type=as_day_option, help="as it was known by the end of that day (now)"
    )


def with_out(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", metavar="FILE", help="write it to a new file; one that is there is never overwritten")


def ledger_of(options: argparse.Namespace) -> str | None:
    """The ledger to draft from, `None` where a dossier is named."""
    if options.dossier and options.ledger:
        raise Misuse(Fault("--in", "--ledger beside it", "one of the two", "Leave one out."))
    if options.dossier:
        return None
    return where(options, "--in", "a dossier (--in FILE) or a ledger (--ledger PATH)")


def name_of(options: argparse.Namespace) -> str:
    """What the draft's id is made of: the file that it is written to."""
    return Path(options.out).stem if options.out and options.out != "-" else "draft"


def _there(name: str) -> Misuse:
    remedy = "Give another name, or move the file away: what people have written into it would be lost."
    return Misuse(Fault(name, "a file that is there", "the name of a new file", remedy))


def check_new(name: str) -> None:
    """`Misuse` where the file is there already, or cannot be made: said before anything is read."""
    if name == "-":
        return
    output.check_target(name, ())
    if os.path.lexists(name):
        raise _there(name)


def write_new(name: str, text: str) -> None:
    """Write a file that was not there before, whole or not at all."""
    made = False
    try:
        with open(name, "x", encoding="utf-8", newline="\n") as file:
            made = True
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise _there(name) from None
    except BaseException as error:
        if made:
            with contextlib.suppress(OSError):
                os.unlink(name)
        if isinstance(error, (OSError, ValueError)):
            found = getattr(error, "strerror", None) or str(error)
            raise Misuse(Fault(name, found, "a file that can be written", "Name another file.")) from None
        raise

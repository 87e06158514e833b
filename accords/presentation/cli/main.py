"""The command `accords`: its tree, and what happens around every command."""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import sys
from collections.abc import Sequence

from accords import __version__
from accords.presentation.cli import (
    add,
    agreement,
    answers,
    bargain,
    completion,
    explain,
    export,
    judge,
    ledger,
    process,
    queue,
    read,
    roster,
    search,
    serve,
    site,
)
from accords.presentation.cli.output import tell, use_utf_8
from accords.vocabulary import Misuse

DONE, IN_PART, MISUSED = 0, 1, 2
# What a shell reports of a program that its reader or its user stopped: 128 and the signal.
INTERRUPTED, NO_READER = 130, 141
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})

EPILOG = """exit status: 0 done; 1 done in part, the faults are listed; 2 misuse.
Results go to standard output, everything else to standard error."""


def parser() -> argparse.ArgumentParser:
    """The tree of commands; each leaf has `run`, a function from its options to an exit status."""
    tree = argparse.ArgumentParser(
        prog="accords",
        description="Read news reports of peace talks and record who said what, according to whom.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    tree.add_argument("--version", action="version", version=f"accords {__version__}")
    groups = tree.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for group in (
        read,
        add,
        answers,
        explain,
        search,
        queue,
        judge,
        ledger,
        export,
        agreement,
        bargain,
        serve,
        site,
        process,
        roster,
    ):
        group.add(groups)
    completion.add(groups, parser)
    return tree


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status. Errors of the command line itself exit with 2 through argparse."""
    use_utf_8()
    try:
        options = parser().parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
    except Misuse as misuse:
        tell([f"accords: {misuse}"])
        return MISUSED
    except KeyboardInterrupt:
        _silence()
        sys.stderr.write("\naccords: stopped\n")
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return NO_READER
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _silence()
        tell([f"accords: standard output: found {error.strerror}; accepted: room for the result. Free some."])
        return IN_PART
    return status


def _silence() -> None:
    """Let what is still to be written go nowhere, so that Python's exit does not complain of it."""
    with contextlib.suppress(OSError):  # a stream without a file has nothing to complain of
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

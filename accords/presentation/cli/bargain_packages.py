"""`accords bargain packages`: what could be agreed on. The Python twin is `accords.packages(...)`."""

from __future__ import annotations

import argparse
import sys

from accords.presentation.cli import output
from accords.presentation.cli.agreement_options import screen, told
from accords.presentation.cli.options import Groups, as_number, with_json, with_quiet
from accords.presentation.cli.progress import Counted


def add(commands: Groups) -> None:
    command = commands.add_parser(
        "packages",
        help="what could be agreed on, issue by issue",
        description="What could be agreed on: packages that no party refuses, those that could not be bettered, what theory picks of them, "
        "and the smallest change that opens a zone of agreement.",
        allow_abbrev=False,
    )
    command.add_argument("file", metavar="FILE", help="a packages file (YAML)")
    command.add_argument(
        "--package",
        metavar="WORDS",
        help="tell of this package too, and what would move whoever refuses it: 'withdrawal=half, guarantee=assistance'",
    )
    command.add_argument(
        "--draws", metavar="NUMBER", type=as_number, help="draw the uncertain numbers so many times, such as 1000"
    )
    command.add_argument(
        "--seed",
        metavar="NUMBER",
        type=_as_seed,
        default=0,
        help="with --draws: the same seed gives the same answer (0)",
    )
    form = command.add_mutually_exclusive_group()
    with_json(form, "the answer as JSON")
    form.add_argument("--html", metavar="FILE", help="write a page with plots to FILE (-: standard output)")
    with_quiet(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.html:
        output.check_target(options.html, [options.file])
    from accords.presentation.packages import read_packages

    found, faults = read_packages(options.file)
    if found is None:
        told(faults)
        return 2
    asked = None if options.package is None else found.package(options.package)
    sampled = None
    if options.draws:
        counted = Counted(sys.stderr, quiet=options.quiet)
        sampled = found.sampled(options.draws, options.seed, lambda done, of: counted("draws", done, of))
        counted.end()
    if options.html:
        from accords.presentation.package_page import page

        output.write_whole(options.html, page(found, asked, sampled))
    elif options.json:
        from accords.presentation.package_form import PackageForm
        from accords.presentation.package_words import PackageWords

        output.put_json(PackageForm(PackageWords(found, whole=True)).answer(asked, sampled))
    else:
        from accords.presentation import terminal_packages

        output.put(terminal_packages.packages(found, asked, sampled, screen()))
    return 0


def _as_seed(value: str) -> int:
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"found {value!r}; accepted: a whole number. Give one, such as 7.")
    return int(value)

"""`accords export` and `accords import`: a ledger as files that other programs read, and back.

The twins are `presentation.dossier_export`, `ledger.exchange` and the forms of `presentation.tables`.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, as_day_option, where, with_json, with_ledger
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.ledger.ledger import Ledger
    from accords.presentation.dossier import Dossier

FORMATS = ("dossier", "jsonl", "csv", "xlsx", "parquet", "plover", "ics")
_SELECTING = ("as_of", "party", "issue", "outlet")


def add(groups: Groups) -> None:
    exporting = groups.add_parser(
        "export",
        help="write a ledger as a dossier, tables for Excel, R and pandas, events or a calendar",
        description="Write a ledger in another form. 'dossier' and 'jsonl' are complete: 'accords import' makes a ledger of "
        "them that answers alike. The others are tables: csv, xlsx (Excel), parquet, plover (event rows), ics (meetings).",
        allow_abbrev=False,
    )
    exporting.add_argument("--format", choices=FORMATS, required=True, metavar="FORM", help=", ".join(FORMATS))
    exporting.add_argument(
        "--out", metavar="OUT", help="the file, of several tables the folder (-: standard output, which is the default)"
    )
    exporting.add_argument(
        "--table",
        action="append",
        default=[],
        metavar="NAME",
        help="of csv, parquet and xlsx this table alone; repeatable",
    )
    exporting.add_argument("--no-text", action="store_true", help="leave the texts out; quoted words stay")
    exporting.add_argument("--as-of", metavar="DAY", type=as_day_option, help="only what was published by that day")
    exporting.add_argument("--party", metavar="ID", help="only claims about this party, and what goes with them")
    exporting.add_argument("--issue", metavar="NAME", help="only claims on this issue, and what goes with them")
    exporting.add_argument("--outlet", metavar="NAME", help="only reports of this outlet")
    with_ledger(exporting)
    with_json(exporting, "what was written and left out, as JSON (with --out)")
    exporting.set_defaults(run=export)
    importing = groups.add_parser(
        "import",
        help="add a dossier or an exported log to a ledger",
        description="Add a dossier ('accords read --json', 'accords export --format dossier') or an exported log "
        "('--format jsonl') to a ledger. What is there already is passed over.",
        allow_abbrev=False,
    )
    importing.add_argument("file", metavar="FILE", help="the file (-: standard input)")
    with_ledger(importing)
    with_json(importing, "what was added and what could not be, as JSON")
    importing.set_defaults(run=take_in)


def export(options: argparse.Namespace) -> int:
    from accords.ledger.ledger import Ledger

    _check(options)
    with Ledger(where(options)) as ledger:
        if options.format == "jsonl":
            from accords.ledger.exchange import write_log

            with output.whole(options.out or "-") as stream:
                write_log(ledger.database, stream, texts=not options.no_text)
            left: tuple[Fault, ...] = ()
        else:
            left = _write(ledger, options)
    return _told(options, left)


def _check(options: argparse.Namespace) -> None:
    if options.format == "jsonl" and (named := [name for name in _SELECTING if getattr(options, name)]):
        found = ", ".join(f"--{name.replace('_', '-')}" for name in named)
        remedy = "Export a selection with --format dossier."
        raise Misuse(Fault("--format jsonl", found, "no selection: the log is whole, or its seals do not hold", remedy))
    if options.table and options.format not in ("csv", "parquet", "xlsx"):
        raise Misuse(
            Fault(f"--format {options.format}", "--table", "--table with csv, xlsx or parquet", "Leave it out.")
        )
    if options.json and not options.out:
        raise Misuse(Fault("--json", "no --out", "--out with --json", "Both would go to standard output."))
    if options.format in ("csv", "parquet") and len(options.table) != 1 and (not options.out or options.out == "-"):
        remedy = "Name a folder with --out, or one table with --table."
        raise Misuse(Fault("--out", "standard output", "a folder for several tables", remedy))
    if options.out:
        output.check_target(options.out, ()) if not _is_folder(options) else _check_folder(options.out)


def _is_folder(options: argparse.Namespace) -> bool:
    return options.format in ("csv", "parquet") and len(options.table) != 1


def _check_folder(name: str) -> None:
    path = Path(name)
    if path.exists() and not path.is_dir():
        raise Misuse(Fault(name, "a file", "a folder for several tables", "Name another, or one table with --table."))


def _write(ledger: Ledger, options: argparse.Namespace) -> tuple[Fault, ...]:
    from accords.presentation.dossier_export import dossier_of, export_json, select

    target, text = options.out or "-", not options.no_text
    chosen = {"as_of": options.as_of, "party": options.party, "issue": options.issue, "outlet": options.outlet}
    if options.format == "dossier":
        lines = output.json_lines(export_json(ledger, text=text, **chosen))
        with output.whole(target) as stream:
            for line in lines:
                stream.write(f"{line}\n".encode("utf-8", "backslashreplace"))
        return ()
    dossier = select(dossier_of(ledger, as_of=options.as_of), **{k: v for k, v in chosen.items() if k != "as_of"})
    return _write_tables(dossier, target, options.format, options.table, text)


def _write_tables(dossier: Dossier, target: str, form: str, names: Sequence[str], text: bool) -> tuple[Fault, ...]:
    from accords.presentation.tables import csv_form, parquet_form
    from accords.presentation.tables.tables import chosen, tables_of

    if form == "ics":
        from accords.presentation.tables.calendar_form import write_calendar

        with output.whole(target) as stream:
            return write_calendar(dossier, stream)
    if form == "plover":
        from accords.presentation.tables.plover_form import write_plover

        with output.whole(target) as stream:
            return write_plover(dossier, stream)
    tables = tables_of(dossier, text=text)
    if names:
        tables = chosen(tables, names)
    if form == "xlsx":
        from accords.presentation.tables.xlsx_form import write_xlsx

        with output.whole(target) as stream:
            return write_xlsx(tables, stream)
    if len(names) == 1:
        write_one = csv_form.write_csv if form == "csv" else parquet_form.write_parquet
        with output.whole(target) as stream:
            write_one(tables[0], stream)
    else:
        write_all = csv_form.write_csv_files if form == "csv" else parquet_form.write_parquet_files
        with output.whole_folder(target) as folder:
            write_all(tables, folder)
    return ()


def _told(options: argparse.Namespace, left: Sequence[Fault]) -> int:
    from accords.presentation.terminal import faults

    if options.json:
        output.put_json({"out": options.out, "format": options.format, "left_out": [fault.to_json() for fault in left]})
    else:
        output.tell(faults(left))
    return 0


def take_in(options: argparse.Namespace) -> int:
    from accords import __version__
    from accords.ledger.ledger import Ledger
    from accords.presentation.dossier_export import import_file
    from accords.presentation.terminal import faults

    if options.file != "-" and not os.path.exists(options.file):
        remedy = "Check the spelling and the current folder."
        raise Misuse(Fault(options.file, "no file of this name", "a dossier or a log of 'accords export'", remedy))
    with Ledger(where(options)) as ledger:
        done, left = import_file(ledger, options.file, version=__version__)
        name = ledger.name
    if options.json:
        output.put_json({"ledger": name, **done.to_json(), "faults": [fault.to_json() for fault in left]})
    else:
        output.tell(faults(left))
        output.put(
            [f"{name}: {done.reports:,} reports and {done.readings:,} readings added, {done.alike:,} there already"]
        )
    return 1 if left else 0

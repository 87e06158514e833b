"""What a ledger holds, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accords.presentation.wording import counted

if TYPE_CHECKING:
    from accords.ledger.info import Info


def info_lines(info: Info) -> Iterator[str]:
    """A line for each thing that a keeper of a ledger asks of it."""
    days = f", {info.first_day} to {info.last_day}" if info.first_day else ""
    yield f"ledger      {info.name}"
    yield f"schema      {info.schema}, made {info.made_at} (accords {info.version})"
    yield f"reports     {info.reports:,} of {counted(info.outlets, 'outlet')}{days}"
    if info.forgotten:
        yield f"forgotten   {info.forgotten:,}"
    older = f", {info.superseded:,} of them superseded" if info.superseded else ""
    yield f"readings    {info.readings:,}{older}"
    yield f"read        {counted(info.attributions, 'attribution')}, {counted(info.claims, 'claim')}, {counted(info.meetings, 'meeting')}"
    undone = f", {info.undone:,} undone" if info.undone else ""
    yield f"rulings     {info.judgements:,}{undone}"
    if info.last_run:
        process = f", process {info.last_run.process}" if info.last_run.process else ""
        yield f"last run    {info.last_run.begun:%Y-%m-%d %H:%M} UTC, accords {info.last_run.version}{process}"
    yield f"size        {info.bytes:,} bytes"
    yield f"head        {info.head.seq:,} {info.head.chain}"

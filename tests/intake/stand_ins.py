"""Readers that stand in for the model, in a module of its own: processes that are begun anew import it by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from accords.claims.build import Account
from accords.documents.report import Report
from accords.intake.accounts import Read
from accords.vocabulary import Fault, Misuse


def obeying() -> Read:
    """Reads a text as an order."""
    return _obey


def _obey(batch: Sequence[Report]) -> list[Account]:
    return [Account(_obeyed(report), (), ()) for report in batch]


def _obeyed(report: Report) -> Report:
    order, _, rest = report.text.partition(" ")
    if order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "die-once" and not (mark := Path(rest)).exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "sleep":
        time.sleep(float(rest))
    elif order == "fail":
        raise ValueError("told to fail")
    elif order == "tell":
        with Path(rest).open("a") as file:
            file.write(f"{os.getpid()}\n")
    return report


def stillborn() -> Read:
    os._exit(7)


def refusing() -> Read:
    raise Misuse(Fault("tagger.onnx", "weights with another digest", "the shipped file", "Install accords again."))

"""What is raised: only the caller's mistakes. Faults in the material are values (`Fault`)."""

from __future__ import annotations

from accords.vocabulary.fault import Fault


class AccordsError(Exception):
    """The base of every error that accords raises on purpose."""


class Misuse(AccordsError):
    """The caller asked for something that cannot be done; carries the fault that says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault

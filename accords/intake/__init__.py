"""Documents -> reading -> claims -> ledger for many reports: the one place that runs them in order."""

from accords.intake.accounts import Known, read_accounts

__all__ = ["Known", "read_accounts"]

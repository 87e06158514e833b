"""A ledger as a dossier, complete: what it says, and under `ledger` what a rebuilt ledger needs besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from accords.claims.build import Account
from accords.ledger.entry import instant
from accords.ledger.ledger import Ledger
from accords.ledger.rows import reading_body
from accords.ledger.rulings import Rulings
from accords.ledger.whole import read_whole
from accords.presentation.dossier import Dossier
from accords.presentation.dossier_import import FileForm, import_dossier, import_file, load_any
from accords.presentation.selection import select

__all__ = ["FileForm", "dossier_of", "export_json", "import_dossier", "import_file", "load_any", "select"]


def dossier_of(ledger: Ledger, *, as_of: date | None = None, text: bool = True) -> Dossier:
    """What a ledger says: the latest reading of each report, as persons have ruled it to be."""
    return _of(ledger.accounts(as_of=as_of), Rulings.of(ledger.judgements()), text)


def _of(accounts: Iterable[Account], rulings: Rulings, text: bool) -> Dossier:
    """The texts tell who copies whom, so they go only when that is known."""
    dossier = Dossier.of(accounts, rulings.not_copies)
    return dossier if text else replace(dossier, reports=tuple(replace(row, text="") for row in dossier.reports))


def export_json(
    ledger: Ledger,
    *,
    text: bool = True,
    as_of: date | None = None,
    outlet: str | None = None,
    reports: Iterable[str] | None = None,
    party: str | None = None,
    issue: str | None = None,
) -> dict[str, object]:
    """The dossier of a ledger, as one moment has it, in the form `accords-dossier/1`; `text=False` leaves texts null.

    Of the whole ledger it has the field `ledger`: a ledger rebuilt from it answers alike, now and after a ruling is undone.
    A selection (see `select`) is what the ledger says now, with the rulings applied, and has no such field.
    """
    if any(asked is not None for asked in (as_of, outlet, reports, party, issue)):
        chosen = None if reports is None else list(reports)
        of_reports = _of(ledger.accounts(as_of=as_of, reports=chosen), Rulings.of(ledger.judgements()), text)
        return select(of_reports, outlet=outlet, party=party, issue=issue).to_json()
    whole = read_whole(ledger.database, texts=True)
    rulings = Rulings.of(whole.judgements)
    ruled = [rulings.applied(account, known=whole.known) for account in whole.accounts]
    dossier = _of(ruled, rulings, text)
    runs = {run.id: run for run, _ in whole.made.values()}
    return {
        **dossier.to_json(),
        "ledger": {
            "head": {"seq": whole.head.seq, "chain": whole.head.chain},
            "runs": [{"id": own, **run.to_json()} for own, run in runs.items()],
            "readings": [
                {"report": report, "run": run.id, "read_at": instant(at)} for report, (run, at) in whole.made.items()
            ],
            "judgements": [{"id": judgement.id, **judgement.to_json()} for judgement in whole.judgements],
            "tombstones": [stone.to_json() for stone in whole.tombstones],
            **_besides(dossier, whole.accounts, ruled),
        },
    }


def _besides(dossier: Dossier, read: Sequence[Account], ruled: Sequence[Account]) -> dict[str, object]:
    """What uniting the reports in one dossier would lose: what each report alone tells of an actor or a meeting, and how
    reports were read that rulings change."""
    actors: dict[str, list[object]] = {}
    bare: dict[str, list[str]] = {}
    as_read: list[dict[str, object]] = []
    meetings = {meeting.id: meeting for meeting in dossier.meetings}

    def told_alike(account: Account) -> bool:
        own = account.report.id
        for meeting in account.meetings:
            united = meetings[meeting.id]
            here = tuple(place for place in united.evidence if place[0] == own)
            if meeting != replace(united, evidence=here):
                return False
        return True

    for before, account in zip(read, ruled, strict=True):
        own = account.report.id
        if account is not before or not told_alike(account):
            body = reading_body(before, "")
            as_read.append({name: value for name, value in body.items() if name not in ("run", "unclear")})
            continue
        known = dossier.actor_by_id
        actors[own] = [actor.id if actor == known[actor.id] else actor.to_json() for actor in account.actors]
        for meeting in account.meetings:
            if not meeting.evidence:
                bare.setdefault(meeting.id, []).append(own)
    return {"actors": actors, "meetings": bare, "as_read": as_read}

"""What the API answers of the record: the forms of the commands' `--json`, a part at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accords import __version__
from accords.assessment.known import Known
from accords.assessment.queue import queue_in
from accords.assessment.view import View
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.rulings import Rulings
from accords.presentation.dossier import Dossier, ReportRow
from accords.presentation.explain import explain
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.shown import Missing
from accords.presentation.queue_words import material, row
from accords.presentation.settled import ruled_on
from accords.presentation.web.asking import Answer, Call, Json, Row
from accords.vocabulary import Fault, Misuse


def rows_of(name: str, rows: Callable[[View, Call], Sequence[Row]]) -> Answer:
    """The answer of a view under this name."""

    def answer(call: Call) -> Json:
        with call.served.shown(call.asked) as shown:
            return call.part(rows(shown.view, call), name, shown)

    return answer


def since(call: Call) -> Json:
    told = call.word("since") or ""
    try:
        day = date.fromisoformat(told.strip())
    except ValueError:
        raise Misuse(Fault("since", repr(told[:80]), "a day as YYYY-MM-DD", "Correct it.")) from None
    with call.served.shown(call.asked) as shown:
        return call.part(shown.view.since(day, call.asked.where), "since", shown)


def health(call: Call) -> Json:
    """Whether the ledger can be read, and how far it has come."""
    with call.served.shown(Asked()):
        head = call.served.live.head
    return {"ledger": call.served.name, "entries": head.seq, "head": head.chain, "version": __version__}


@dataclass(frozen=True, slots=True)
class _Bare:
    """A report without its text, as a row."""

    known: Known
    view: View

    def to_json(self) -> dict[str, object]:
        account = self.known.account
        row = ReportRow.of(account.report, account.unclear, self.view.families.get(self.known.id)).to_json()
        del row["text"]
        return row


def reports(view: View, call: Call) -> Sequence[Row]:
    """Those of an outlet, published in some days, as they came to be known."""
    where = call.asked.where
    return [_Bare(one, view) for one in view.reports if where.from_outlet(one.outlet) and where.on(one.published)]


def report(call: Call) -> Json:
    """The dossier of one report, as `accords read --json` has it."""
    with call.served.shown(call.asked) as shown:
        known = shown.view.record.report(call.own)
        if known is None or not shown.view.reaches(known.known_on):
            raise Missing("report", call.own)
        dossier = _dossier(call.own, call)
        family = shown.view.families.get(call.own, call.own)
        rows = tuple(replace(row, family=family, **_no_text(call)) for row in dossier.reports)
        return replace(dossier, reports=rows).to_json()


def _no_text(call: Call) -> dict[str, Any]:
    return {} if call.served.texts else {"text": ""}


def _dossier(report: str, call: Call) -> Dossier:
    found = Dossier.of(call.served.ledger.accounts(reports=[report]))
    if not found.reports:
        raise Missing("report", report)
    return found


def claim(call: Call) -> Json:
    """A claim with who vouches for it by the record, and why it is as it is (`accords explain --json`)."""
    with call.served.shown(call.asked) as shown:
        one = shown.claim(call.own)
        if one is None:
            raise Missing("claim", call.own)
        dossier = _dossier(one.report, call)
        if call.own not in dossier.claim_by_id:
            raise Missing("claim", call.own)
        return {
            **call.head(shown),
            "claim": one.claim.to_json(),
            "standing": shown.view.standing_of(one).value,
            "known_on": one.known_on.isoformat(),
            "day": one.day.isoformat() if one.day else None,
            "explanation": explain(dossier, call.own, place=shown.name).to_json(),
        }


def search(call: Call) -> Json:
    """The reports with all these words, best first: of how many there are nothing is told."""
    with call.served.shown(call.asked) as shown:
        assert shown.find is not None
        hits = shown.find(call.word("q") or "", call.offset + call.limit)[call.offset :]
        rows = [hit.to_json() for hit in hits]
        told = {"asked": call.word("q"), **call.head(shown), "offset": call.offset, "limit": call.limit, "hits": rows}
    return told


def queue(call: Call) -> Json:
    """What is most worth a ruling, the first worth most."""
    with call.served.shown(call.asked) as shown:
        ruled = ruled_on(Rulings.of(shown.judgements).judgements)
        found = queue_in(shown.view, call.asked.where, ruled, call.offset + call.limit)[call.offset :]
        dossier = material(found, shown.view)
        return {
            "answer": "queue",
            **call.head(shown),
            "offset": call.offset,
            "limit": call.limit,
            "rows": [row(number, one, dossier) for number, one in enumerate(found, call.offset + 1)],
        }


@dataclass(frozen=True, slots=True)
class _Ruled:
    judgement: Judgement
    undone: bool

    def to_json(self) -> dict[str, object]:
        return {"id": self.judgement.id, **self.judgement.to_json(), "undone": self.undone}


def judgements(call: Call) -> Json:
    """All rulings in order, as `accords judge list --json` has them."""
    with call.served.shown(Asked()) as shown:
        undone = {one.subject for one in shown.judgements if one.ruling is Ruling.UNDO}
        rows = [_Ruled(one, one.id in undone) for one in shown.judgements]
        return call.part(rows, "judgements", shown)

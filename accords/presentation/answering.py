"""Answers of a ledger: the record that its accounts make, and what a page needs to word a row.

The commands are `accords positions`, `commitments`, `timeline`, `meetings`, `disputes`, `families`, `actors` and `since`; the Python
twin of each is the method of that name of a `View`.

    >>> with accords.Ledger("talks.ledger") as ledger:  # doctest: +SKIP
    ...     view = accords.answers(ledger).as_of(date(2025, 8, 18))
    ...     view.positions(Where(party="russia"))
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from accords.presentation.dossier import Dossier, ReportRow
from accords.vocabulary.actor import united

if TYPE_CHECKING:
    from accords.assessment.record import Record
    from accords.assessment.view import View
    from accords.claims.claim import Claim
    from accords.claims.meeting import Silence
    from accords.claims.saying import Saying
    from accords.ledger.ledger import Ledger
    from accords.vocabulary import Actor


def answers(ledger: Ledger) -> Record:
    """A record of all that a ledger holds, as people have ruled it: a view of it as of a day answers.

    It is of the moment when it was made; `Record.add` brings in what is added later.
    """
    from accords.assessment.record import Record
    from accords.ledger.rulings import Rulings

    return Record(ledger.accounts(), apart=Rulings.of(ledger.judgements()).not_copies)


def about(view: View, claims: Iterable[str], reports: Iterable[str] = ()) -> Dossier:
    """A dossier, without texts, of some claims with what they refer to: reports, attributions, actors. For wording rows."""
    wanted, named = set(claims), set(reports)
    found: list[Claim] = []
    rows: list[ReportRow] = []
    sayings: list[Saying] = []
    silences: list[Silence] = []
    actors: dict[str, Actor] = {}
    for known in view.reports:
        account = known.account
        own = [one.claim for one in known.claims if one.claim.id in wanted]
        if not own and known.id not in named:
            continue
        found += own
        rows.append(ReportRow.of(account.report, account.unclear, view.families.get(known.id)))
        sayings += account.sayings
        silences += account.silences
        for actor in account.actors:
            there = actors.get(actor.id)
            actors[actor.id] = united(there, actor) if there else actor
    return Dossier(
        reports=tuple(rows),
        actors=tuple(actors.values()),
        attributions=tuple(sayings),
        claims=tuple(found),
        silences=tuple(silences),
    )

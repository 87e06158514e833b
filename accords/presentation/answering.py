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
    record = view.record
    wanted = {own: one for own in claims if (one := record.claim(own)) is not None}
    asked = dict.fromkeys((*reports, *(one.report for one in wanted.values())))
    there = [known for own in asked if (known := record.report(own)) is not None and view.reaches(known.known_on)]
    there.sort(key=lambda known: known.order)
    actors: dict[str, Actor] = {}
    for known in there:
        for actor in known.account.actors:
            before = actors.get(actor.id)
            actors[actor.id] = united(before, actor) if before else actor
    accounts = [known.account for known in there]
    return Dossier(
        reports=tuple(ReportRow.of(one.report, one.unclear, view.families.get(one.report.id)) for one in accounts),
        actors=tuple(actors.values()),
        attributions=tuple(saying for one in accounts for saying in one.sayings),
        claims=tuple(one.claim for known in there for one in known.claims if one.id in wanted),
        silences=tuple(silence for one in accounts for silence in one.silences),
    )

"""The draft of an agreement from what a ledger or a dossier holds. The command is `accords agreement new`.

>>> draft = draft_agreement(ledger="talks.ledger", where=Where(issue="territory"))  # doctest: +SKIP
>>> Path("territory.yaml").write_text(draft.text, "utf-8")  # doctest: +SKIP
"""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from accords.agreement.draft import Draft, draft_of
from accords.agreement.material import material_of
from accords.assessment.where import ALL, Where
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accords.assessment.view import View
    from accords.ledger.ledger import Ledger
    from accords.presentation.dossier import Dossier
    from accords.vocabulary import Actor

Source: TypeAlias = str | os.PathLike[str]
_SHOWN = 12  # parties or issues in a message


def draft_agreement(
    *,
    ledger: Source | Ledger | None = None,
    dossier: Source | Dossier | None = None,
    as_of: date | None = None,
    where: Where = ALL,
    name: str = "draft",
    title: str | None = None,
) -> Draft:
    """A draft of what parties undertook, as it was known by the end of a day: of one ledger, or of one dossier.

    `where`: of one party (the debtor's id), on one issue. `name`: what the draft's id is made of. `Misuse` where there is no commitment of
    which a clause could be made, and where neither or both of ledger and dossier are given.
    """
    if (ledger is None) is (dossier is None):
        raise Misuse(
            Fault("draft_agreement", "not one place to draft from", "a ledger or a dossier", "Give one of the two.")
        )
    if dossier is not None:
        return _of_dossier(dossier, as_of, where, name, title)
    from accords.ledger.ledger import Ledger
    from accords.presentation.answering import answers

    if isinstance(ledger, Ledger):
        return _made(answers(ledger).as_of(as_of), (), ledger.name, where, name, title)
    with Ledger(os.fspath(ledger or "")) as opened:
        return _made(answers(opened).as_of(as_of), (), opened.name, where, name, title)


def _of_dossier(dossier: Source | Dossier, as_of: date | None, where: Where, name: str, title: str | None) -> Draft:
    from accords.presentation.dossier import Dossier
    from accords.presentation.dossier_form import load

    place = "the dossier" if isinstance(dossier, Dossier) else os.fspath(dossier)
    whole = dossier if isinstance(dossier, Dossier) else load(dossier)
    # Its actors stand apart from its reports.
    return _made(whole.record.as_of(as_of), whole.actors, place, where, name, title)


def _made(view: View, actors: Iterable[Actor], place: str, where: Where, name: str, title: str | None) -> Draft:
    material = material_of(view, where, actors=actors)
    if not material.commitments:
        raise Misuse(_nothing(view, place, where))
    return draft_of(material, name=name, title=title)


def _nothing(view: View, place: str, where: Where) -> Fault:
    """What was asked for, and what there would be."""
    asked = f" of the party `{where.party}`" if where.party else ""
    asked += f" on the issue `{where.issue}`" if where.issue else ""
    asked += f" by {view.day.isoformat()}" if view.day else ""
    rows = view.commitments()
    accepted = "reports that tell what a party undertook"
    if rows:
        parties = _listed(sorted({row.debtor for row in rows}))
        accepted = f"a party that undertook something ({parties}) and an issue ({_listed(sorted({row.issue for row in rows}))})"
    return Fault(place, f"no commitment{asked}", accepted, "See what there is with 'accords commitments'.")


def _listed(words: list[str]) -> str:
    rest = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return ", ".join(words[:_SHOWN]) + rest

"""What a draft is made from: what a ledger or a dossier told by the end of a day."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from accords.agreement.material import Material, material_of
from accords.assessment.where import Where
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.assessment.view import View
    from accords.ledger.ledger import Ledger
    from accords.presentation.dossier import Dossier
    from accords.vocabulary import Actor

Source: TypeAlias = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """`actors`: those of a dossier stand apart from its reports. `place`: what the record is called in a message."""

    view: View
    actors: tuple[Actor, ...]
    place: str

    def material(self, where: Where) -> Material:
        return material_of(self.view, where, actors=self.actors)


def drawn(asker: str, *, ledger: Source | Ledger | None, dossier: Source | Dossier | None, as_of: date | None) -> Drawn:
    """The record of one ledger or of one dossier; `Misuse`, in the name of `asker`, where neither or both are given."""
    if (ledger is None) is (dossier is None):
        raise Misuse(Fault(asker, "not one place to draft from", "a ledger or a dossier", "Give one of the two."))
    if dossier is not None:
        from accords.presentation.dossier import Dossier
        from accords.presentation.dossier_form import load

        place = "the dossier" if isinstance(dossier, Dossier) else os.fspath(dossier)
        whole = dossier if isinstance(dossier, Dossier) else load(dossier)
        return Drawn(whole.record.as_of(as_of), tuple(whole.actors), place)
    from accords.ledger.ledger import Ledger
    from accords.presentation.answering import answers

    if isinstance(ledger, Ledger):
        return Drawn(answers(ledger).as_of(as_of), (), ledger.name)
    with Ledger(os.fspath(ledger or "")) as opened:
        return Drawn(answers(opened).as_of(as_of), (), opened.name)


def asked_words(where: Where, day: date | None) -> str:
    """What was asked for, behind what there is none of."""
    asked = f" of the party `{where.party}`" if where.party else ""
    asked += f" on the issue `{where.issue}`" if where.issue else ""
    return asked + (f" by {day.isoformat()}" if day else "")

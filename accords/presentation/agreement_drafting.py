"""The draft of an agreement from what a ledger or a dossier holds. The command is `accords agreement new`.

>>> draft = draft_agreement(ledger="talks.ledger", where=Where(issue="territory"))  # doctest: +SKIP
>>> Path("territory.yaml").write_text(draft.text, "utf-8")  # doctest: +SKIP
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from accords.agreement.draft import Draft, draft_of
from accords.assessment.where import ALL, Where
from accords.presentation.drafting import Source, asked_words, drawn
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.assessment.view import View
    from accords.ledger.ledger import Ledger
    from accords.presentation.dossier import Dossier
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
    found = drawn("draft_agreement", ledger=ledger, dossier=dossier, as_of=as_of)
    material = found.material(where)
    if not material.commitments:
        raise Misuse(_nothing(found.view, found.place, where))
    return draft_of(material, name=name, title=title)


def _nothing(view: View, place: str, where: Where) -> Fault:
    """What was asked for, and what there would be."""
    rows = view.commitments()
    accepted = "reports that tell what a party undertook"
    if rows:
        parties = _listed(sorted({row.debtor for row in rows}))
        accepted = f"a party that undertook something ({parties}) and an issue ({_listed(sorted({row.issue for row in rows}))})"
    return Fault(
        place, f"no commitment{asked_words(where, view.day)}", accepted, "See what there is with 'accords commitments'."
    )


def _listed(words: list[str]) -> str:
    rest = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return ", ".join(words[:_SHOWN]) + rest

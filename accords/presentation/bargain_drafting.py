"""The draft of a scenario from what a ledger or a dossier holds. The command is `accords bargain draft`.

>>> draft = draft_scenario(ledger="talks.ledger", where=Where(issue="territory"))  # doctest: +SKIP
>>> Path("talks.yaml").write_text(draft.text, "utf-8")  # doctest: +SKIP
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from accords.assessment.where import ALL, Where
from accords.bargaining.draft import USUAL, ScenarioDraft, draft_of
from accords.presentation.drafting import Source, asked_words, drawn
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.ledger.ledger import Ledger
    from accords.presentation.dossier import Dossier


def draft_scenario(
    *,
    ledger: Source | Ledger | None = None,
    dossier: Source | Dossier | None = None,
    as_of: date | None = None,
    where: Where = ALL,
    name: str = "draft",
    title: str | None = None,
    most: int = USUAL,
) -> ScenarioDraft:
    """A draft of who could do what and would rather have what, as it was known by the end of a day: of one ledger, or of one dossier.

    `where`: on one issue. `name`: what the draft's id is made of. `most`: options. `Misuse` where the record tells of nothing that a party
    could do, where neither or both of ledger and dossier are given, and where `most` is not from 1 to 24.
    """
    found = drawn("draft_scenario", ledger=ledger, dossier=dossier, as_of=as_of)
    try:
        return draft_of(found.material(where), name=name, title=title, most=most)
    except Misuse as misuse:
        fault = misuse.fault
        if fault.place != "the record":
            raise
        asked = asked_words(where, found.view.day)
        raise Misuse(Fault(found.place, fault.found + asked, fault.accepted, fault.remedy)) from None

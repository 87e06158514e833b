"""What people have ruled on, as the queue leaves it out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from accords.assessment.question import pair_of
from accords.ledger.identities import split_id, strings
from accords.ledger.judgement import Judgement, Ruling

if TYPE_CHECKING:
    from accords.ledger.ledger import Ledger


def ruled_on(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The ids that people have ruled on; of rulings on who is who the pairs (`pair_of`), since there may be others to tell apart.

    `judgements`: those that no other undid. A note counts as well: whoever wrote one has looked.
    """
    found: set[str] = set()
    for judgement in judgements:
        own, value = judgement.subject, judgement.value
        match judgement.ruling:
            case Ruling.SAME_ACTOR | Ruling.NOT_THE_SAME:
                found.add(pair_of(own, str(value.get("other"))))
            case Ruling.MERGE:
                found.update(pair_of(own, other) for other in strings(value, "others"))
            case Ruling.SPLIT:
                found.add(pair_of(own, split_id(judgement)))
            case _:
                found.add(own)
    return frozenset(found)


def ruled_in(ledger: Ledger) -> frozenset[str]:
    """The same of a ledger."""
    from accords.ledger.rulings import Rulings

    return ruled_on(Rulings.of(ledger.judgements()).judgements)

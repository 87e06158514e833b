"""What would be otherwise, in sentences that every rendering shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from accords.agreement.item import Item
from accords.agreement.what_if import WhatIf
from accords.presentation.agreement_words import AgreementWords, name_of
from accords.presentation.wording import line_of, plain_day

NOTHING = "nothing would be otherwise"
NO_DUTY = "Nobody would owe anything that is not owed already."
DUTIES = "Who would have to do what by when"


def supposed(found: WhatIf, items: Sequence[Item], settled: Mapping[str, bool]) -> Iterator[str]:
    """What is supposed, a sentence for each thing."""
    words = AgreementWords(found.after.agreement)
    for item in items:
        yield f"If: {words.deed(item)}, {words.days(item)}"
    for own, so in settled.items():
        yield f"If {line_of(own)} is {'so' if so else 'not so'}"


def then(found: WhatIf) -> str:
    return f"At the end of {plain_day(found.after.day)}:"


def changes(found: WhatIf) -> Iterator[str]:
    """What would stand elsewhere, norms that would change alike together."""
    words = AgreementWords(found.after.agreement)
    for (before, after, since), rows in groupby(
        found.changed, key=lambda one: (words.states(one.before), words.states(one.after), one.after.since)
    ):
        names = ", ".join(name_of(one.id) for one in rows)
        told = (
            f"{after} since {words.at(since)}, instead of {before}"
            if before != after
            else f"{after} still, with another date"
        )
        yield f"{names}: {told}"


def duties(found: WhatIf) -> Iterator[str]:
    """Who would have to do what by when, beside what is owed already."""
    words = AgreementWords(found.after.agreement)
    for duty in found.duties:
        by = words.by(duty.dues) if duty.dues else "no time is stated"
        sure = "" if duty.certain else " (not certain)"
        yield f"{duty.norm.id}: {words.clause(duty.norm)}; {by}{sure}"

"""On which side of a dispute a claim stands, where the dispute is not one of how far somebody goes."""

from __future__ import annotations

from collections.abc import Callable

from accords.assessment.dispute import DisputeKind
from accords.assessment.forms import form_of
from accords.assessment.placed import CONTRASTS
from accords.presentation.pages.own_words import Rendering
from accords.vocabulary.act import Act

_REFUSALS = frozenset((Act.DENY, Act.REJECT, Act.WITHDRAW, Act.ASSESS))
NameOf = Callable[[str], str]


def side_of(kind: DisputeKind, note: str, one: Rendering, words: str, name_of: NameOf) -> tuple[int, str]:
    """The side by its place among the sides and its heading. `words` are those of the report, `name_of` names a party."""
    claim = one.claim
    match kind:
        case DisputeKind.DENIAL:
            refused = claim.negated or claim.act in _REFUSALS
            return (1, "What is said against it") if refused else (0, "What is said")
        case DisputeKind.STRENGTH:
            return (0, "Without a strength, so not on the scale: refusals, demands, and what was not graded")
        case DisputeKind.ROLE:
            return (0, f"{name_of(claim.party)}: {claim.act.value}")
        case DisputeKind.ORIGIN:
            return (0, f"The proposal of {name_of(claim.party)}")
        case DisputeKind.FORM:
            return _form(note, words)
        case DisputeKind.ATTRIBUTION_LOST:
            if claim.chain in ((), (claim.party,)):
                return (1, "Stated as a fact, or as the party’s own")
            return (0, "Ascribed to somebody")
        case DisputeKind.WORDS_ALTERED | DisputeKind.DATE_MOVED:
            return (1, "In copies") if one.is_copy else (0, "In reports that copy nobody")


def _form(note: str, words: str) -> tuple[int, str]:
    for first, second, told in CONTRASTS:
        if told == note:
            one, other = first.search(words), second.search(words)
            found = one if one and not other else other if other and not one else None
            return (0, f"“{found.group()}”") if found else (1, "Neither, or both")
    form = form_of(words)
    return (0, form.value) if form else (1, "No form is named")

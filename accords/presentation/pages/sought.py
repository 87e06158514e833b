"""Words that are looked for, held against what a record holds beside the texts: claims, and whom the reports name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from accords.assessment.actors import ActorRow
from accords.assessment.recorded import Recorded
from accords.assessment.view import View
from accords.assessment.where import Where
from accords.documents.word_forms import form
from accords.ledger.search import terms

_WHOLE = 3  # words of so many letters are looked for as they are: "us" is not "used"


@dataclass(frozen=True)
class Sought:
    """All of `wanted` and none of `unwanted` must be there. Each is a phrase: a pattern, and a word of it to look for before."""

    wanted: tuple[tuple[str, re.Pattern[str]], ...]
    unwanted: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def of(cls, words: str) -> Sought:
        """The words as a search of the texts takes them: `"a phrase"`, `-word`. `Misuse` where there is none to look for.

        Case, accents and the plural's s do not matter; a word is found at the beginning of a longer one, unless it is very short.
        """
        wanted, unwanted = terms(words)
        return cls(tuple(map(_phrase, wanted)), tuple(map(_phrase, unwanted)))

    def is_in(self, text: str) -> bool:
        """A microsecond or two for the words of a claim."""
        low = plain(text)
        for word, pattern in self.wanted:
            if word not in low or pattern.search(low) is None:
                return False
        return not any(word in low and pattern.search(low) for word, pattern in self.unwanted)


def plain(text: str) -> str:
    """Without case and accents."""
    low = text.lower()
    if low.isascii():
        return low
    apart = normalize("NFKD", low)
    return low if apart == low else "".join(c for c in apart if not combining(c))


def claims(sought: Sought, view: View, where: Where) -> Iterator[Recorded]:
    """The claims that are asked for and have the words, in those of the report, in terms, issue or party; the latest first."""
    asked, whole = where.claims(view.standing_of), where.party is None and where.issue is None
    first = max((word for word, _ in sought.wanted), key=len)
    for one in reversed(view.record.said):
        claim = one.claim
        if not whole and not where.has_cell(claim.party, claim.issue):
            continue
        text = f"{one.words} {claim.terms} {claim.issue} {claim.party}".lower()
        # Most claims are done with here: this loop goes over all that a ledger has.
        if text.isascii() and first not in text:
            continue
        if sought.is_in(text) and view.knows(one) and asked(one):
            yield one


def actors(sought: Sought, rows: Iterable[ActorRow]) -> list[ActorRow]:
    """Those whose name, or another form of it, has all the words; those first that most reports name."""
    found = [row for row in rows if sought.is_in(" | ".join((row.name, *row.aliases)))]
    return sorted(found, key=lambda row: (-row.reports, row.id))


def fits(report: str, view: View, where: Where) -> bool:
    """True where the view knows the report, and it is one that is asked for: by outlet and day itself, by the rest one of its claims."""
    known = view.record.report(report)
    if known is None or report not in view.families:
        return False
    if not where.from_outlet(known.outlet) or not where.on(known.published):
        return False
    if where.party is None and where.issue is None and where.standing is None:
        return True
    return any(
        where.has_cell(one.claim.party, one.claim.issue) and where.standing in (None, view.standing_of(one))
        for one in known.claims
    )


def _phrase(parts: Sequence[str]) -> tuple[str, re.Pattern[str]]:
    words = [plain(form(part)) for part in parts]
    longest = max(words, key=len)
    return longest, re.compile(r"[\W_]+".join(map(_word, words)))


def _word(word: str) -> str:
    ending = "s?" if len(word) <= _WHOLE else r"\w*"
    return rf"\b{re.escape(word)}{ending}\b"

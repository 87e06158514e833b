"""What a person wrote about a report, without the words of that report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accords.vocabulary import lowered

# So many words in a row that a note shares with a report are the report's: fewer are names and turns of phrase that
# anybody uses. Of a note on something else than this report (an actor, say), twice as many.
LEAST = 3
ELSEWHERE = 2 * LEAST
GONE = "…"
_WORD = re.compile(r"\w+")
# Of what the machine had read, these hold no words of the text: ids, days, and values of closed lists.
_KEPT = frozenset(
    "id report attribution within speaker party person toward chain participants candidates act plover issue strength "
    "standing kind mode status format rule start end iso3".split()
)

# Of the value of a ruling, what holds words of the report and nothing else.
_QUOTED = ("read", "condition", "terms")


@dataclass(frozen=True)
class Forgotten:
    """Every run of `least` words of a report."""

    least: int
    runs: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, words: str, least: int = LEAST) -> Forgotten:
        parts = _WORD.findall(lowered(words))
        return cls(least, frozenset(tuple(parts[at : at + least]) for at in range(len(parts) - least + 1)))

    def taken_from(self, words: str) -> str:
        """`words` with `GONE` in the place of each stretch that the report has too."""
        found = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(lowered(words))]
        out: list[str] = []
        at = kept = 0
        while at <= len(found) - self.least:
            if tuple(word for word, _, _ in found[at : at + self.least]) not in self.runs:
                at += 1
                continue
            first = at
            while (
                at + 1 <= len(found) - self.least
                and tuple(word for word, _, _ in found[at + 1 : at + 1 + self.least]) in self.runs
            ):
                at += 1
            at += self.least
            out += (words[kept : found[first][1]], GONE)
            kept = found[at - 1][2]
        return "".join((*out, words[kept:]))

    def taken_from_value(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The value of a ruling: of what was `read`, and where words of the report were told as such, all words go; of what
        the person wrote the report's."""
        return {
            name: without_words(part) if name in _QUOTED else part if name in _KEPT else self._taken(part)
            for name, part in value.items()
        }

    def _taken(self, part: Any) -> Any:
        if isinstance(part, str):
            return self.taken_from(part) if any(map(str.isspace, part)) else part  # one without a space is an id
        if isinstance(part, Mapping):
            return {name: inner if name in _KEPT else self._taken(inner) for name, inner in part.items()}
        return [self._taken(inner) for inner in part] if isinstance(part, list) else part


def without_words(part: Any) -> Any:
    """What was read, as JSON, without its words: ids, days, places and values of closed lists stay."""
    if isinstance(part, str):
        return ""
    if isinstance(part, Mapping):
        # Under `why` a field's name stands for the reason of it, which quotes.
        kept = {name for name, inner in part.items() if name in _KEPT and not isinstance(inner, Mapping)}
        return {name: inner if name in kept else without_words(inner) for name, inner in part.items()}
    return [without_words(inner) for inner in part if not isinstance(inner, str)] if isinstance(part, list) else part

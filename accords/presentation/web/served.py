"""What the app serves: a ledger with its live record, and the files that pages show beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from accords.ledger.database import is_url
from accords.ledger.entry import Head
from accords.ledger.judgement import Judgement
from accords.ledger.ledger import Ledger
from accords.ledger.search import Hit
from accords.presentation.agreement_record import Watched
from accords.presentation.bargain import Bargain
from accords.presentation.live import Live
from accords.presentation.packages import Packages
from accords.presentation.pages.address import in_app
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.shown import Shown
from accords.presentation.web.refused import Refused
from accords.vocabulary import Fault, Misuse

_LONGEST_SEARCH = 1_000  # characters


@dataclass(frozen=True)
class Served:
    """`name`: what pages call the ledger. `texts`: whether reports are shown whole, else only what is quoted. `by`: the name of whoever
    rules, where a browser has not told another."""

    ledger: Ledger
    live: Live
    name: str
    texts: bool = True
    by: str | None = None
    agreements: Mapping[str, Watched] = field(default_factory=dict)
    scenarios: Mapping[str, Bargain | Packages] = field(default_factory=dict)
    _beside: dict[Head, Mapping[str, Watched]] = field(default_factory=dict, compare=False, repr=False)

    @contextmanager
    def shown(self, asked: Asked) -> Iterator[Shown]:
        """What pages are made of, as the ledger is now. Nobody else makes one until it is left: words only what is needed in it."""
        with self.live.held():
            try:
                view = self.live.view(asked.as_of)
            except Misuse as misuse:
                raise Refused(503, self.ours(misuse.fault)) from misuse
            yield Shown(
                view=view,
                links=in_app,
                name=self.name,
                asked=asked,
                text_of=self.ledger.text if self.texts else lambda report: None,
                excerpts=not self.texts,
                judgements=self.live.judgements,
                agreements=self._watched(),
                scenarios=self.scenarios,
                find=self._find(asked),
                may_rule=True,
                keeps_day=True,
            )

    def rule(
        self, ruling: str, subject: str, value: Mapping[str, object], *, who: str, note: str | None = None
    ) -> Judgement:
        """`Ledger.rule`; waits for whoever writes, and keeps no page waiting. `Refused` where it cannot be done, with the reason."""
        if "read" in value:
            remedy = "What had been read is put there by the ledger."
            raise Refused(400, Fault("ruling.value", "the field 'read'", "the other fields", remedy))
        _check_characters((ruling, subject, value, who, note))
        try:
            return self.ledger.rule(ruling, subject, value, who=who, note=note)
        except Misuse as misuse:
            # What the database said, such as that another writes for too long, is no fault of whoever rules.
            raise Refused(503 if misuse.__cause__ else 400, self.ours(misuse.fault)) from misuse

    def _watched(self) -> Mapping[str, Watched]:
        """The agreements held against the record as it is now; what was worked out for them is kept until it changes."""
        head = self.live.head
        if self.agreements and head not in self._beside:
            self._beside.clear()
            self._beside[head] = {name: one.beside(self.live.record) for name, one in self.agreements.items()}
        return self._beside.get(head, {})

    def _find(self, asked: Asked) -> Callable[[str, int], Sequence[Hit]]:
        def find(words: str, most: int) -> Sequence[Hit]:
            if len(words) > _LONGEST_SEARCH:
                found = f"{len(words):,} characters"
                raise Misuse(Fault("search", found, f"{_LONGEST_SEARCH:,} at the most", "Look for fewer words."))
            hits = self.ledger.search(words, as_of=asked.as_of, most=most)
            # Excerpts of enough searches are the text.
            return hits if self.texts else tuple(replace(hit, excerpt="", found=()) for hit in hits)

        return find

    def ours(self, fault: Fault) -> Fault:
        """The fault without where the ledger lies on this machine."""
        if not fault.place.startswith(self.ledger.name):
            return fault
        return replace(fault, place=self.name + fault.place.removeprefix(self.ledger.name))


def _check_characters(told: object) -> None:
    """`Refused` where words cannot be kept: half a character of UTF-16, or NUL, which PostgreSQL has in no text."""
    words = json.dumps(told, ensure_ascii=False)
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        found = "half a character (a lone surrogate)"
    else:
        if r"\u0000" not in words:
            return
        found = "a NUL character"
    raise Refused(400, Fault("the ruling", found, "text", "Take it out."))


def called(where: str) -> str:
    """What pages call a ledger: its file without the folder, or its database."""
    return urlsplit(where).path.strip("/") or "ledger" if is_url(where) else Path(where).name

"""Who is meant by a name in a table or a ledger: a party of the agreement, or somebody else."""

from __future__ import annotations

from collections.abc import Mapping

from accords.vocabulary.actor import fold, slug


class Called:
    """Names and ids -> ids of parties. A name that is no party's becomes its slug, so that it is known to be nobody of them.

    `parties`: every name, alias and id, folded -> the id (`Agreement.party_ids`); a slug of a name, as ledgers have them, is that name.
    """

    def __init__(self, parties: Mapping[str, str]) -> None:
        self._ids = {slug(name): own for name, own in parties.items()} | dict(parties)
        self._kept: dict[str, str] = {}

    def party(self, name: str) -> str | None:
        """The id of the party that is called so; `None` where none is."""
        return self._ids.get(fold(name)) or self._ids.get(slug(name))

    def __call__(self, name: str) -> str:
        found = self._kept.get(name)
        if found is None:
            found = self._kept[name] = self.party(name) or slug(name)
        return found

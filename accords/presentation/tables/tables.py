"""The tables of a dossier, for every tabular form: CSV, XLSX, Parquet."""

from __future__ import annotations

from collections.abc import Iterable

from accords.presentation.dossier import Dossier
from accords.presentation.tables import assessed, said
from accords.presentation.tables.field import table
from accords.presentation.tables.table import Table
from accords.vocabulary import Fault, Misuse


def tables_of(dossier: Dossier, *, text: bool = True) -> tuple[Table, ...]:
    """All tables, also those without rows, in the order of the docs.

    With `text` false the table of reports has no column `text`; the words of what is said stay.
    """
    reports = said.REPORTS if text else tuple(field for field in said.REPORTS if field is not said.TEXT_OF_REPORT)
    return (
        table("reports", "The reports that were read.", reports, dossier.reports, dossier),
        table("actors", "Whom the reports name.", said.ACTORS, dossier.actors, dossier),
        table("attributions", "Who said what.", said.ATTRIBUTIONS, dossier.attributions, dossier),
        table(
            "claims",
            "Which party is said to have done, undertaken, wanted or refused what, and who vouches for it.",
            said.CLAIMS,
            dossier.claims,
            dossier,
        ),
        table("meetings", "Occasions with at least two parties.", assessed.MEETINGS, dossier.meetings, dossier),
        table("commitments", "What parties bound themselves to.", assessed.COMMITMENTS, dossier.commitments, dossier),
        table(
            "positions",
            "The latest claim of each party on each issue: by its own words, and apart from them by what others say.",
            assessed.POSITIONS,
            dossier.positions,
            dossier,
        ),
        table("silences", "Who is said not to have answered.", assessed.SILENCES, dossier.silences, dossier),
        table("disputes", "Where claims contradict one another.", assessed.DISPUTES, dossier.disputes, dossier),
    )


def table_names() -> tuple[str, ...]:
    return tuple(one.name for one in tables_of(Dossier()))


def chosen(tables: Iterable[Table], names: Iterable[str]) -> tuple[Table, ...]:
    """The tables with these names, in the order of `tables`, all of them for no names; `Misuse` for a name that is none."""
    known = {one.name: one for one in tables}
    wanted = set(names)
    for name in sorted(wanted - known.keys()):
        raise Misuse(
            Fault("table", repr(name), f"one of {', '.join(known)}", "Name one of these, or leave it out for all.")
        )
    return tuple(one for own, one in known.items() if not wanted or own in wanted)

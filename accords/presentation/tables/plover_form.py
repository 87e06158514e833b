"""Claims as PLOVER event rows, in the columns of the POLECAT data, for programs that read those.

POLECAT is distributed as tab-separated files with 40 columns (Scarborough et al., "POLECAT Weekly Data", 2023,
doi:10.7910/DVN/AJGVIT). Ours follow, each with `accords` before its name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, Literal

from accords.claims.claim import Claim
from accords.presentation import wording
from accords.presentation.claim_words import chain, name
from accords.presentation.dossier import Dossier
from accords.presentation.tables.csv_form import guarded
from accords.presentation.tables.table import writable
from accords.presentation.tables.words import claim_words, teller, words_in
from accords.vocabulary import Actor, Fault
from accords.vocabulary.act import Act, Standing

POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
OURS = (
    *("accords Claim ID", "accords Report ID", "accords Date From", "accords Act", "accords Strength"),
    *("accords Negated", "accords Condition", "accords Standing", "accords According To", "accords Terms"),
    *("accords Words", "accords Confidence"),
)
VERSION = "accords"

# The table of quad categories in PLOVER's README, with the names that its types have now. SANCTION is not in it here:
# the README counts it as verbal, and its definition, the reduction of relations, has material acts too.
_QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "VERBAL COOPERATION"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "MATERIAL COOPERATION"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "VERBAL CONFLICT"),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"), "MATERIAL CONFLICT"),
}
# The one act that says its mode; PLOVER's other modes tell of means (by phone, from the air) that a claim does not hold.
_MODE = {Act.INVESTIGATE: "investigate"}
_NO_STATE = frozenset(("IGO", "NGO", "REB", "OPP"))


def write_plover(
    dossier: Dossier, stream: BinaryIO, *, separator: Literal["\t", ","] = "\t", negated: bool = False
) -> tuple[Fault, ...]:
    """One row for each claim and recipient, one without a recipient where the claim has none: UTF-8, LF, a header.

    Left out, and counted in the faults: claims whose act has no PLOVER type (`assess`), and negated ones unless `negated`
    is true, since a program that does not look at our columns would count what did not happen as an event.
    """
    file = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    untyped = denied = undated = 0
    try:
        rows = csv.writer(file, delimiter=separator, lineterminator="\n")
        rows.writerow([*POLECAT, *OURS])
        for claim in dossier.claims:
            if claim.act.plover is None:
                untyped += 1
            elif claim.negated and not negated:
                denied += 1
            else:
                undated += _day(claim, dossier)[0] is None
                for row in _rows(claim, claim.act.plover, dossier):
                    rows.writerow([_cell(row.get(column)) for column in (*POLECAT, *OURS)])
        file.flush()
    finally:
        file.detach()
    told = (
        (untyped, "with an act that has no PLOVER type", "Left out here; every other form has them."),
        (denied, "negated", "Left out: what was not done is no event. Every other form has them."),
        (undated, "without a day", "Written with an empty Event Date: neither it nor its report has one."),
    )
    return tuple(
        Fault("plover", wording.counted(count, "claim") + f" {what}", "events with a type and a day", remedy)
        for count, what, remedy in told
        if count
    )


def _cell(value: str | int | float | None) -> str | int | float | None:
    """On one line: many readers of such files split at every newline and tab."""
    return guarded(writable(" ".join(value.split()))) if isinstance(value, str) else value


def _rows(claim: Claim, event: str, dossier: Dossier) -> Iterator[dict[str, str | int | float | None]]:
    day, since = _day(claim, dossier)
    report = dossier.report_by_id.get(claim.report)
    own = claim.standing is Standing.OWN
    shared: dict[str, str | int | float | None] = {
        "Event Date": day.isoformat() if day else None,
        "Event Type": event,
        "Event Mode": _MODE.get(claim.act),
        "Quad Code": _QUAD.get(event),
        "Contexts": claim.issue,
        **_actor("Actor", claim.party, dossier),
        "Actor Name Raw": words_in(claim.report, claim.party_words, dossier),
        "Source": report.outlet if report else None,
        "Publication Date": report.published.isoformat() if report and report.published else None,
        "Language": report.language if report else None,
        "Version": VERSION,
        "accords Claim ID": claim.id,
        "accords Report ID": claim.report,
        "accords Date From": since,
        "accords Act": claim.act.value,
        "accords Strength": claim.strength.value if claim.strength else None,
        "accords Negated": "yes" if claim.negated else "no",
        "accords Condition": claim.condition,
        "accords Standing": claim.standing.value,
        "accords According To": chain(claim, dossier) or (None if own else teller(claim, dossier)),
        "accords Terms": claim.terms,
        "accords Words": claim_words(claim, dossier),
        "accords Confidence": round(claim.confidence, 3),
    }
    for number, recipient in enumerate(dict.fromkeys(claim.toward) or (None,), 1):
        toward = _actor("Recipient", recipient, dossier) if recipient else {}
        yield {**shared, **toward, "Event ID": f"{claim.id}_{event}_{number}"}


def _actor(side: str, actor_id: str, dossier: Dossier) -> dict[str, str | int | float | None]:
    """Country and sector of the actor's PLOVER code: `SYRREB` is a rebel of Syria, `IGO` a body of no country."""
    actor: Actor | None = dossier.actor_by_id.get(actor_id)
    code = actor.codes.get("plover", "") if actor else ""
    bare = code in _NO_STATE
    country = "" if bare else code[:3]
    sector = code if bare else code[3:]
    return {
        f"{side} Name": name(actor_id, dossier),
        f"{side} Country": (actor.codes.get("iso3") if actor else None) or country,
        f"Primary {side} Sector": sector,
        f"{side} Sectors": sector,
        f"{side} Title": actor.role if actor else None,
    }


def _day(claim: Claim, dossier: Dossier) -> tuple[date | None, str | None]:
    """The day on which it was said, where the words give one single day, else that of publication, and which of them.

    POLECAT does the same with the day of an event. What a claim tells of may have happened on another day.
    """
    saying = dossier.saying_by_id.get(claim.attribution or "")
    for link in (saying, *dossier.chain(saying)) if saying else ():
        said = link.said_on if link else None
        if said and said.start and said.start == said.end:
            return said.start, "said on"
    report = dossier.report_by_id.get(claim.report)
    return (report.published, "published") if report and report.published else (None, None)

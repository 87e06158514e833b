"""What the rulings change, kept as rows, so that the views show what answers show.

None of it is of the record: `rebuild` makes it anew. A report that rulings change has all its rows here as they are
then (`corrected` and the tables that begin so); the others have none. `refresh` costs the rows of the reports that it is
given and a look at each judgement, however many reports the ledger holds.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, or_, select

from accords.claims.build import Account
from accords.ledger import tables as t
from accords.ledger.identities import Identities, split_id, strings
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.recall import first_rows, latest, named_in, parts, read_accounts, read_actors, read_judgements
from accords.ledger.rows import Row, child_rows
from accords.ledger.ruled import Ruled, ruled_rows
from accords.ledger.ruled_actors import told_of
from accords.ledger.ruled_claims import RULING
from accords.ledger.rulings import Rulings

# Reports whose accounts are in memory at once.
_AT_ONCE = 100
# Rulings by which one id may come to stand for another everywhere.
_IDENTITY = (Ruling.SAME_ACTOR, Ruling.NOT_THE_SAME, Ruling.MERGE, Ruling.SPLIT)
# Where the value of a ruling names actors (or meetings) one by one.
_NAMING = ("other", "id", "speaker", "party")


def after_judgements(connection: Connection, added: Sequence[Judgement]) -> None:
    """Bring everything up to date with rulings that have just been added, in the same transaction."""
    if not added:
        return
    every = read_judgements(connection)
    own = {judgement.id for judgement in added}
    before, after = Rulings.of(j for j in every if j.id not in own), Rulings.of(every)
    ruled = _ruled(every, own)
    _mark_reports(connection, ruled, {**_same(before), **_same(after)})
    reports = _touched(connection, every, ruled, before, after)
    _mark_same(connection, after)
    refresh(connection, reports, after)


def touched(connection: Connection, every: Collection[Judgement], own: Collection[str]) -> set[str]:
    """The reports that some of the ledger's judgements touch: those whose ids are `own`, held against all others."""
    before, after = Rulings.of(j for j in every if j.id not in own), Rulings.of(every)
    return _touched(connection, every, _ruled(every, own), before, after)


def _ruled(every: Iterable[Judgement], own: Collection[str]) -> list[Judgement]:
    """Those whose ids are `own`, and instead of one that undoes what it undoes."""
    by_id = {judgement.id: judgement for judgement in every}
    return [by_id.get(j.subject, j) if j.ruling is Ruling.UNDO else j for j in by_id.values() if j.id in own]


def _touched(
    connection: Connection, every: Iterable[Judgement], ruled: Iterable[Judgement], before: Rulings, after: Rulings
) -> set[str]:
    changed = _changed(before, after)
    reports = judged_by(connection, {j.id for j in ruled} | naming(every, changed))
    reports |= _naming_reports(connection, [o for o in changed if before.same(o) != o or after.same(o) != o])
    return reports | corrected_naming(connection, changed)


def after_accounts(connection: Connection, accounts: Iterable[Account], readings: Mapping[str, int]) -> None:
    """Bring everything up to date with accounts that have just been added. `readings`: report -> its new reading."""
    if not readings or connection.scalar(select(t.JUDGEMENTS.c.seq).limit(1)) is None:
        return
    stands_for = {row.id: row.stands_for for row in connection.execute(select(t.SAME_AS))}
    named = {a.report.id: stands_for.keys() & _ids(a) for a in accounts if a.report.id in readings}
    reports = {report for report, ids in named.items() if any(stands_for[own] != own for own in ids)}
    for some in parts(sorted(readings)):
        for table in (t.JUDGED_REPORTS, t.CORRECTED):
            reports.update(connection.scalars(select(table.c.report).where(table.c.report.in_(some))))
    # Whom rulings name may be told of here for the first time: then name and party are known from now on.
    oldest = min(readings.values())
    new = {row["id"] for row in first_rows(connection, set().union(*named.values())) if row["reading"] >= oldest}
    if new:
        reports |= judged_by(connection, naming(read_judgements(connection), new))
    refresh(connection, reports)


def rebuild(connection: Connection) -> int:
    """Make everything anew. The number of reports that rulings change."""
    every = read_judgements(connection)
    rulings = Rulings.of(every)
    for table in (t.JUDGED_REPORTS, t.CORRECTED):
        connection.execute(delete(table))
    same = _same(rulings)
    _mark_reports(connection, every, same)
    _mark_same(connection, rulings)
    reports = set(connection.scalars(select(t.JUDGED_REPORTS.c.report)))
    reports |= _naming_reports(connection, [own for own, kept in same.items() if own != kept])
    return refresh(connection, reports, rulings)


def refresh(connection: Connection, reports: Collection[str], rulings: Rulings | None = None) -> int:
    """Work out these reports anew; of how many rulings change something. `rulings`: of all judgements, where at hand."""
    if not reports:
        return 0
    rulings = Rulings.of(read_judgements(connection)) if rulings is None else rulings
    known = read_actors(connection, named_in(rulings.judgements))
    ruled, identities = ruled_rows(rulings.judgements), Identities.of(rulings.judgements)
    count = 0
    for some in parts(sorted(reports), _AT_ONCE):
        connection.execute(delete(t.CORRECTED).where(t.CORRECTED.c.report.in_(some)))
        last = latest(select(t.READINGS.c.report, t.READINGS.c.seq)).where(t.READINGS.c.report.in_(some))
        reading = {row.report: row.seq for row in connection.execute(last)}
        heads: list[Row] = []
        rows: list[list[Row]] = [[] for _ in t.READ]
        for account in list(read_accounts(connection, reports=some, texts=False)):
            applied = rulings.applied(account, known=known)
            if applied is account:
                continue
            own = reading[account.report.id]
            heads.append({"reading": own, "report": account.report.id})
            because = _because(account, applied, ruled, identities)
            for kept, made in zip(rows, _rows(applied, own, because), strict=True):
                kept += made
        for table, made in zip((t.CORRECTED, *t.CORRECTED_READ), (heads, *rows), strict=True):
            if made:
                connection.execute(insert(table), made)
        count += len(heads)
    return count


def _rows(applied: Account, reading: int, because: Mapping[str, set[str]]) -> tuple[list[Row], ...]:
    rows = child_rows(applied, reading)
    _, sayings, claims, _, _ = rows
    for row in sayings:
        row["rulings"] = json.dumps(sorted(because.get(row["id"], ())))
    for row, claim in zip(claims, applied.claims, strict=True):
        told = claim.why.get(RULING)
        row["rulings"] = json.dumps(told if isinstance(told, list) else [])
    return rows


def _because(
    account: Account, applied: Account, ruled: Mapping[str, Ruled], identities: Identities
) -> dict[str, set[str]]:
    """Attribution -> the judgements on it, on the speaker of a claim in it, and on who its speaker is."""
    because: dict[str, set[str]] = {}
    speaker = {saying.id: saying.speaker for saying in account.sayings}
    for saying in applied.sayings:
        because[saying.id] = set(ruled[saying.id].because) if saying.id in ruled else set()
        before = speaker.get(saying.id)
        if before is not None and before != saying.speaker:
            meant = identities.meant(before, saying.id, account.report.id)
            because[saying.id].update(meant.because if meant.id == saying.speaker else ())
    for claim in applied.claims:
        if claim.attribution in because and claim.id in ruled and "speaker" in ruled[claim.id].fields:
            because[claim.attribution].add(ruled[claim.id].fields["speaker"].judgement.id)
    return because


def names(judgement: Judgement) -> set[str]:
    """The actors and meetings that a ruling names, but for the row that it is about."""
    if judgement.ruling in (Ruling.NOT_A_COPY, Ruling.NOTE, Ruling.UNDO):
        return set()
    value = judgement.value
    found = {own for name in _NAMING if isinstance(own := value.get(name), str)}
    found.update((*strings(value, "others"), *strings(value, "toward")))
    if judgement.ruling in _IDENTITY:
        found.add(judgement.subject)
    if judgement.ruling is Ruling.SPLIT:
        found.add(split_id(judgement))
    return found


def _same(rulings: Rulings) -> dict[str, str]:
    """Each id that rulings name -> the id that it stands for, its own where it is another's."""
    return {own: rulings.same(own) for judgement in rulings.judgements for own in names(judgement)}


def _changed(before: Rulings, after: Rulings) -> set[str]:
    """The ids that mean another than before, or of which rulings tell something else, with all that are one with them."""
    told_before, told_after = told_of(before.judgements), told_of(after.judgements)
    every = {*_same(before), *_same(after)}
    changed = {
        own
        for own in every
        if before.same(own) != after.same(own) or told_before.get(own) != told_after.get(own)
    }  # fmt: skip
    kept = {same for own in changed for same in (before.same(own), after.same(own))}
    return {own for own in every if before.same(own) in kept or after.same(own) in kept}


def naming(judgements: Iterable[Judgement], ids: Collection[str]) -> set[str]:
    """The ids of the judgements that name one of `ids`."""
    return {judgement.id for judgement in judgements if not names(judgement).isdisjoint(ids)} if ids else set()


def _ids(account: Account) -> set[str]:
    return {actor.id for actor in account.actors} | {meeting.id for meeting in account.meetings}


def _mark_reports(connection: Connection, judgements: Iterable[Judgement], same: Mapping[str, str]) -> None:
    """Keep which reports each judgement is about: those of its rows in any reading, and those that it names."""
    members: dict[str, list[str]] = {}
    for own, kept in same.items():
        members.setdefault(kept, []).append(own)
    pairs: set[tuple[str, str]] = set()
    by_row: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.ruling is Ruling.UNDO:
            continue
        value, own = judgement.value, judgement.id
        read = value.get("read")
        if isinstance(read, Mapping) and isinstance(read.get("report"), str):
            pairs.add((own, read["report"]))
        pairs.update((own, report) for report in strings(value, "reports"))
        subject = judgement.subject
        for row in (subject, *members.get(subject, ()), *strings(value, "claims"), *strings(value, "attributions")):
            by_row.setdefault(row, set()).add(own)
    for some in parts(sorted(by_row)):
        for table in (t.ATTRIBUTIONS, t.CLAIMS, t.MEETINGS):
            rows = select(table.c.id, t.READINGS.c.report).join(t.READINGS, t.READINGS.c.seq == table.c.reading)
            for row in connection.execute(rows.where(table.c.id.in_(some)).distinct()):
                pairs.update((own, row.report) for own in by_row[row.id])
        for report in connection.scalars(select(t.REPORTS.c.id).where(t.REPORTS.c.id.in_(some))):
            pairs.update((own, report) for own in by_row[report])
    there: set[tuple[str, str]] = set()
    marked = t.JUDGED_REPORTS
    for some in parts(sorted({own for own, _ in pairs})):
        rows = select(marked.c.judgement, marked.c.report).where(marked.c.judgement.in_(some))
        there.update((row.judgement, row.report) for row in connection.execute(rows))
    if fresh := sorted(pairs - there):
        connection.execute(insert(marked), [{"judgement": own, "report": report} for own, report in fresh])


def judged_by(connection: Connection, judgements: Collection[str]) -> set[str]:
    """The reports that these judgements are about."""
    found: set[str] = set()
    marked = t.JUDGED_REPORTS
    for some in parts(sorted(judgements)):
        found.update(connection.scalars(select(marked.c.report).where(marked.c.judgement.in_(some))))
    return found


def _mark_same(connection: Connection, rulings: Rulings) -> None:
    connection.execute(delete(t.SAME_AS))
    if rows := [{"id": own, "stands_for": kept} for own, kept in sorted(_same(rulings).items())]:
        connection.execute(insert(t.SAME_AS), rows)


def _naming_reports(connection: Connection, ids: Collection[str]) -> set[str]:
    """The reports in whose latest reading one of these actors or meetings stands."""
    found: set[str] = set()
    for some in parts(sorted(ids)):
        for table in (t.ACTORS, t.MEETINGS):
            rows = select(t.READINGS.c.report).join(table, table.c.reading == t.READINGS.c.seq)
            found.update(connection.scalars(latest(rows).where(table.c.id.in_(some)).distinct()))
    return found


def corrected_naming(connection: Connection, ids: Collection[str]) -> set[str]:
    """The reports that rulings changed already and that name one of these since, perhaps as the party of one brought in."""
    found: set[str] = set()
    actors = t.CORRECTED_READ[t.READ.index(t.ACTORS)]
    for some in parts(sorted(ids)):
        rows = select(t.CORRECTED.c.report).join(actors, actors.c.reading == t.CORRECTED.c.reading)
        named = or_(actors.c.id.in_(some), actors.c.party.in_(some))
        found.update(connection.scalars(rows.where(named).distinct()))
    return found

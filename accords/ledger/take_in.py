"""An exported log -> a ledger: the same log where the ledger is empty, else what it does not have yet.

One transaction holds all of it, since standard input can be read only once: a line that is refused at the end takes back
those before it, and a killed import leaves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, BinaryIO

from sqlalchemy import Connection, Select, delete, insert, select

from accords.ledger import tables as t
from accords.ledger.check_bodies import WITHOUT_TEXTS
from accords.ledger.corrections import rebuild
from accords.ledger.database import WAIT, Database
from accords.ledger.entry import EntryKind, Run, Tombstone, canonical
from accords.ledger.forget import add_tombstone, forget_in, sweep
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.log import Log, add_run
from accords.ledger.log_lines import LONGEST, JudgementLine, LogLine, ReadingLine, ReportLine, log_lines
from accords.ledger.recall import latest
from accords.ledger.rows import child_rows
from accords.ledger.search import index
from accords.ledger.verbatim import not_verbatim
from accords.vocabulary import Fault, Misuse

# Lines written together, and the bytes at which fewer are.
_LINES, _BYTES = 50, 4_000_000


class Taken(Enum):
    """What became of a tombstone."""

    THERE = "forgotten here already"
    KEPT = "kept: its report came without a text"
    FORGOTTEN = "its report was here, and its words are gone"
    NOWHERE = "no such report"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import added. `alike` lines or readings were there already; `texts` were there as reports without one.

    `forgotten` are reports whose text was in this ledger and is not any more, since the other had forgotten it.
    """

    reports: int = 0
    readings: int = 0
    judgements: int = 0
    tombstones: int = 0
    texts: int = 0
    alike: int = 0
    forgotten: tuple[str, ...] = ()

    def with_tombstone(self, stone: Tombstone, taken: Taken) -> Imported:
        if taken is Taken.THERE:
            return replace(self, alike=self.alike + 1)
        added = replace(self, tombstones=self.tombstones + (taken is not Taken.NOWHERE))
        return replace(added, forgotten=(*self.forgotten, stone.report)) if taken is Taken.FORGOTTEN else added

    def to_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__} | {"forgotten": list(self.forgotten)}

    def faults(self, place: str) -> tuple[Fault, ...]:
        """What whoever keeps the ledger has to be told."""
        return tuple(
            Fault(
                f"{place}: {report}",
                "a tombstone of a report whose text was in this ledger",
                "that what was forgotten elsewhere is forgotten here too",
                "Its text and words are gone from this ledger; a backup may still hold them.",
            )
            for report in self.forgotten
        )


def read_log(
    database: Database, stream: BinaryIO, place: str, *, wait: float = WAIT, longest: int = LONGEST
) -> Imported:
    """Add an exported log to a ledger; `place` is the file's name, for messages; `longest`: bytes of one line.

    Every line is checked before it counts. `Misuse`, with the line, where one was changed, is missing, doubled or cut
    off, or of another form: then nothing is added. What is there already is passed over, so a second time adds nothing;
    a tombstone counts here too.
    """
    with database.writing(wait) as connection:
        taking = _Taking.into(connection, database.name)
        waiting: list[LogLine] = []
        size = 0
        end = None
        for line in log_lines(stream, place, longest=longest):
            waiting.append(line)
            size += line.size
            end = line
            if len(waiting) >= _LINES or size >= _BYTES:
                taking.take(waiting)
                waiting, size = [], 0
        taking.take(waiting)
        taking.finish(end, place)
        if taking.without_texts:
            mark_without_texts(connection)
        if taking.log.head.seq > taking.before:
            rebuild(connection)
    if taking.done.forgotten:
        sweep(database, wait)
    return taking.done


@dataclass(slots=True)
class _There:
    """Of the reports of some lines: what the ledger has of them."""

    reports: dict[str, tuple[int, str]]  # -> entry, digest of the text
    with_text: set[str]
    gone: set[str]
    says: dict[str, set[str]]  # of the readings before the import
    last: dict[str, tuple[int, str]]  # the latest reading, and what it says
    judgements: set[str]
    runs: set[str]


@dataclass(slots=True)
class _Taking:
    connection: Connection
    name: str
    log: Log
    before: int  # the last entry before the import
    without_texts: bool = False
    done: Imported = field(default_factory=Imported)
    # Reports and judgements that lines call forgotten, until a tombstone says so.
    owed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def into(cls, connection: Connection, name: str) -> _Taking:
        log = Log.of(connection)
        return cls(connection, name, log, log.head.seq)

    def count(self, **more: Any) -> None:
        self.done = replace(self.done, **{name: getattr(self.done, name) + by for name, by in more.items()})

    def take(self, lines: Sequence[LogLine]) -> None:
        """Add some lines that follow one another."""
        there = self._there(lines)
        texts: list[dict[str, Any]] = []
        rows: dict[Any, list[dict[str, Any]]] = {t.REPORTS: [], t.TEXTS: texts, t.READINGS: []}
        rows.update({table: [] for table in t.READ})
        rows[t.JUDGEMENTS] = []
        for line in lines:
            match line.holds:
                case Run() as run:
                    add_run(self.connection, self._written(rows), run)
                    there.runs.add(run.id)
                case ReportLine() as report:
                    self._report(line, report, there, rows)
                case ReadingLine() as reading:
                    self._reading(line, reading, there, rows)
                case JudgementLine() as judgement:
                    self._judgement(line, judgement, there, rows)
                case Tombstone() as stone:
                    self._written(rows)
                    self._tombstone(line, stone, there)
        self._written(rows)

    def finish(self, end: LogLine | None, place: str) -> None:
        """`Misuse` where the whole file, each line of it sound, is still not what it should be."""
        at = end.place if end else place
        remedy = "Nothing was added. Export the ledger again."
        if self.owed:
            own, where = next(iter(self.owed.items()))
            raise Misuse(Fault(where, f"{own}, forgotten by no tombstone", "a tombstone later in the log", remedy))
        if self.before == 0 and end is not None and self.log.head.chain != end.entry.chain:
            raise Misuse(Fault(at, "a log that holds something twice", "each run, report and reading once", remedy))

    def _written(self, rows: dict[Any, list[dict[str, Any]]]) -> Log:
        """The log, once all that waits was written."""
        self.log.write(self.connection)
        for table, some in rows.items():
            if some:
                self.connection.execute(insert(table), some)
                if table is t.TEXTS:
                    index(self.connection, some)
                some.clear()
        return self.log

    def _there(self, lines: Iterable[LogLine]) -> _There:
        def found(query: Select[Any]) -> list[Any]:
            return list(self.connection.execute(query))

        reports, judgements, runs = set[str](), set[str](), set[str]()
        for line in lines:
            match line.holds:
                case ReportLine(report=report, run=run):
                    reports.add(report.id)
                    runs.add(run)
                case ReadingLine(run=run):
                    reports.add(line.entry.subject)
                    runs.add(run)
                case JudgementLine(judgement=judgement):
                    judgements |= {judgement.id, judgement.subject}
                    reports.add(_report_of(judgement) or "")
                case Tombstone(report=own):
                    reports.add(own)
                case _:
                    pass
        says: dict[str, set[str]] = {}
        for row in found(
            select(t.READINGS.c.report, t.READINGS.c.says).where(
                t.READINGS.c.report.in_(reports), t.READINGS.c.seq <= self.before
            )
        ):
            says.setdefault(row.report, set()).add(row.says)
        last = latest(select(t.READINGS.c.report, t.READINGS.c.seq, t.READINGS.c.says))
        return _There(
            {
                r.id: (r.seq, r.text_sha256)
                for r in found(
                    select(t.REPORTS.c.id, t.REPORTS.c.seq, t.REPORTS.c.text_sha256).where(t.REPORTS.c.id.in_(reports))
                )
            },
            {r.report for r in found(select(t.TEXTS.c.report).where(t.TEXTS.c.report.in_(reports)))},
            {r.report for r in found(select(t.TOMBSTONES.c.report).where(t.TOMBSTONES.c.report.in_(reports)))},
            says,
            {r.report: (r.seq, r.says) for r in found(last.where(t.READINGS.c.report.in_(reports)))},
            {r.id for r in found(select(t.JUDGEMENTS.c.id).where(t.JUDGEMENTS.c.id.in_(judgements)))},
            {r.id for r in found(select(t.RUNS.c.id).where(t.RUNS.c.id.in_(runs)))},
        )

    def _report(self, line: LogLine, told: ReportLine, there: _There, rows: dict[Any, list[dict[str, Any]]]) -> None:
        own = told.report.id
        if told.forgotten:
            self.owed[own] = line.place
        number, sha256 = there.reports.get(own, (0, told.report.text_sha256))
        if not number:
            self._known_run(told.run, line, there)
            number = self.log.seal(EntryKind.REPORT, own, line.entry.sha256).seq
            there.reports[own] = (number, sha256)
            known_on = told.body["published"] or str(told.body["fetched"])[:10]
            row = {**told.body, "seq": number, "run": told.run, "known_on": known_on, "added_at": told.added_at}
            rows[t.REPORTS].append(row)
            self.without_texts |= told.text is None and not told.forgotten
            self.count(reports=1)
        elif told.text is None or own in there.with_text | there.gone or sha256 != told.report.text_sha256:
            self.count(alike=1)
            return
        else:
            self.count(texts=1)
        if told.text is not None:
            there.with_text.add(own)
            row = {"number": number, "report": own, "title": told.body["title"], "text": told.text}
            rows[t.TEXTS].append({**row, "received": told.received})

    def _reading(self, line: LogLine, told: ReadingLine, there: _There, rows: dict[Any, list[dict[str, Any]]]) -> None:
        own, said = line.entry.subject, told.says
        if own not in there.reports:
            raise Misuse(Fault(line.place, f"a reading of {own}, which is not there", "its report before it", _AGAIN))
        self._known_run(told.run, line, there)
        if told.forgotten:
            self.owed[own] = line.place
        seq, latest_says = there.last.get(own, (None, None))
        # Once this import has added to what a report was read as, it goes on as in the other ledger, or the latest
        # reading would be another one than there.
        goes_on = seq is not None and seq > self.before
        if own in there.gone or said == latest_says or (not goes_on and said in there.says.get(own, ())):
            self.count(alike=1)
            return
        entry = self.log.seal(EntryKind.READING, own, line.entry.sha256)
        account = told.account
        rows[t.READINGS].append(
            {
                "seq": entry.seq,
                "report": own,
                "run": told.run,
                "read_at": told.read_at,
                "says": said,
                "supersedes": seq,
                "unclear": account.unclear,
            }
        )
        there.last[own] = (entry.seq, said)
        for table, some in zip(t.READ, child_rows(account, entry.seq), strict=True):
            rows[table] += some
        self.count(readings=1)

    def _judgement(
        self, line: LogLine, told: JudgementLine, there: _There, rows: dict[Any, list[dict[str, Any]]]
    ) -> None:
        judgement = told.judgement
        undoes = judgement.subject if judgement.ruling is Ruling.UNDO else None
        if told.forgotten:
            self.owed[judgement.id] = line.place
        if judgement.id in there.judgements or (self.before and self._passed_over(told, there, undoes)):
            self.count(alike=1)
            return
        if undoes is not None and undoes not in there.judgements:
            found = f"an undoing of {undoes}, which is not there"
            raise Misuse(Fault(line.place, found, "the judgement before it", _AGAIN))
        if judgement.ruling is Ruling.CLAIM and not told.forgotten:
            self._written(rows)  # the text may have come just now
            if fault := not_verbatim(self.connection, judgement, line.place):
                raise Misuse(replace(fault, remedy=_AGAIN))
        entry = self.log.seal(EntryKind.JUDGEMENT, judgement.id, line.entry.sha256)
        there.judgements.add(judgement.id)
        row = {**judgement.to_json(), "value": canonical(judgement.value)}
        rows[t.JUDGEMENTS].append({"id": judgement.id, "seq": entry.seq, "undoes": undoes, **row})
        self.count(judgements=1)

    def _passed_over(self, told: JudgementLine, there: _There, undoes: str | None) -> bool:
        """Into a ledger with entries of its own: what undoes nothing there, or what it has undone already; and a ruling
        that lost words with a report, unless the report comes with it: no tombstone there would say why."""
        if told.forgotten:
            report = _report_of(told.judgement)
            return report is None or report not in self.owed or report in there.gone
        if undoes is None:
            return False
        undone = select(t.JUDGEMENTS.c.id).where(t.JUDGEMENTS.c.undoes == undoes).limit(1)
        return undoes not in there.judgements or self.connection.scalar(undone) is not None

    def _tombstone(self, line: LogLine, stone: Tombstone, there: _There) -> None:
        for own in (stone.report, *stone.judgements):
            self.owed.pop(own, None)
        taken = take_tombstone(self.connection, self.name, stone, self.before)
        if taken is Taken.NOWHERE:
            found = f"a tombstone of {stone.report}, which is not there"
            raise Misuse(Fault(line.place, found, "its report before it", _AGAIN))
        there.gone.add(stone.report)
        self.done = self.done.with_tombstone(stone, taken)
        self.log = Log.of(self.connection)

    def _known_run(self, run: str, line: LogLine, there: _There) -> None:
        if run not in there.runs:
            raise Misuse(Fault(line.place, f"the run {run}, which is not there", "its run before it", _AGAIN))


_AGAIN = "Nothing was added. Export the ledger again."


def mark_without_texts(connection: Connection) -> None:
    """Note that reports came without their texts, so that `check` does not miss them."""
    connection.execute(delete(t.ABOUT).where(t.ABOUT.c.name == WITHOUT_TEXTS))
    connection.execute(insert(t.ABOUT), {"name": WITHOUT_TEXTS, "value": "yes"})


def take_tombstone(connection: Connection, name: str, stone: Tombstone, before: int) -> Taken:
    """Keep the tombstone of another ledger, in the caller's transaction; `before` is the last entry before the import.

    Of a report that came with it, as it is; of one that was there, the text and the words go too. The caller then calls
    `forget.sweep`.
    """
    seq = connection.scalar(select(t.REPORTS.c.seq).where(t.REPORTS.c.id == stone.report))
    if seq is None:
        return Taken.NOWHERE
    if connection.scalar(select(t.TOMBSTONES.c.seq).where(t.TOMBSTONES.c.report == stone.report)) is not None:
        return Taken.THERE
    if seq > before:
        add_tombstone(connection, stone)
        return Taken.KEPT
    # Of the rulings that lost words with it, those that came just now.
    here = select(t.JUDGEMENTS.c.id).where(t.JUDGEMENTS.c.id.in_(stone.judgements), t.JUDGEMENTS.c.seq > before)
    judgements = tuple(connection.scalars(here.order_by(t.JUDGEMENTS.c.seq)))
    forget_in(connection, name, stone.report, stone.reason, stone.who, judgements=judgements)
    return Taken.FORGOTTEN


def _report_of(judgement: Judgement) -> str | None:
    """The report that a ruling is about, where its value says so."""
    read = judgement.value.get("read")
    report = read.get("report") if isinstance(read, dict) else None
    return report if isinstance(report, str) else None

"""Copies that can be relied on, ledgers of older schemas, and files that are none."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from accords.ledger import copies, migrations
from accords.ledger import tables as t
from accords.ledger.copies import Migrated, migrate
from accords.ledger.database import Database, connect
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ledger import Ledger
from accords.ledger.migrations import SCHEMA, STEPS, Step, take
from accords.vocabulary import Misuse
from tests.ledger.accounts import RUN, account, accounts, read_again
from tests.ledger.soundness import dump

AT = datetime(2031, 3, 2, 7, 0, tzinfo=UTC)
SIX = [replace(one, report=replace(one.report, received=one.report.text.encode())) for one in accounts(6, paragraphs=4)]
RULED = Judgement(Ruling.ACT, SIX[1].claims[0].id, "Ines", AT, {"act": "reject", "read": SIX[1].claims[0].to_json()})


def fill(ledger: Ledger) -> None:
    ledger.add(SIX, RUN, read_at=AT)
    ledger.add([read_again(SIX[0])], RUN, read_at=AT)
    ledger.judge(RULED)


# Copies.


def test_a_backup_is_a_ledger_with_the_same_rows_head_and_answers(place: str, tmp_path: Path) -> None:
    target = tmp_path / "kept" / "copy.ledger"
    target.parent.mkdir()
    with Ledger.new(place, version="0.7") as ledger:
        fill(ledger)
        ledger.forget(SIX[4].report.id, reason="asked", who="Ines")
        assert ledger.backup(target) == target
        with Ledger(target) as copy:
            assert copy.head() == ledger.head()
            assert dump(copy) == dump(ledger)
            assert list(copy.accounts(received=True)) == list(ledger.accounts(received=True))
            assert (
                {hit.report for hit in copy.search("river")} == {hit.report for hit in ledger.search("river")} != set()
            )
            assert copy.tombstones() == ledger.tombstones() and copy.info().made_at == ledger.info().made_at
            assert list(copy.check()) == []
            # It goes on as a ledger of its own.
            copy.add([account(9)], RUN)
            assert list(copy.check()) == []
    assert os.listdir(target.parent) == ["copy.ledger"], "nothing is left beside it"


def test_without_a_name_it_gets_one_with_the_time(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Ledger.new(place) as ledger:
        made = ledger.backup()
        stem = ledger.database.path.stem if ledger.database.path else "postgres"
    assert re.fullmatch(rf"{stem}-\d{{4}}-\d\d-\d\d-\d{{6}}\.backup\.ledger", made.name)
    assert made.resolve().parent == tmp_path
    Ledger(made).close()


def test_a_file_that_is_there_is_not_overwritten(place: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.ledger"
    target.write_bytes(b"mine")
    with (
        Ledger.new(place) as ledger,
        pytest.raises(Misuse, match=r"a file that is there already.*nothing is overwritten"),
    ):
        ledger.backup(target)
    assert target.read_bytes() == b"mine"


def test_a_file_that_comes_meanwhile_is_not_overwritten(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.ledger"
    synced = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: (target.write_bytes(b"mine"), synced(number)))
    with Ledger.new(place) as ledger, pytest.raises(Misuse, match=r"a file that is there already"):
        ledger.backup(target)
    assert target.read_bytes() == b"mine"
    assert not list(tmp_path.glob(".*"))


def test_a_copy_that_fails_midway_leaves_no_file(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "kept" / "copy.ledger"
    target.parent.mkdir()

    def fails(number: int) -> None:
        raise OSError(28, "No space left on device")

    with Ledger.new(place) as ledger:
        fill(ledger)
        monkeypatch.setattr(os, "fsync", fails)
        with pytest.raises(Misuse, match=r"no copy could be written there .*No space left on device.* its room"):
            ledger.backup(target)
    assert os.listdir(target.parent) == []


def test_no_folder_for_the_copy_is_refused(place: str, tmp_path: Path) -> None:
    with Ledger.new(place) as ledger, pytest.raises(Misuse, match=r"no copy could be written there .*No such file"):
        ledger.backup(tmp_path / "gone" / "copy.ledger")


def test_nobody_may_read_a_copy_who_may_not_read_the_ledger(tmp_path: Path) -> None:
    place = tmp_path / "a.ledger"
    with Ledger.new(place) as ledger:
        place.chmod(0o640)
        assert ledger.backup(tmp_path / "b.ledger").stat().st_mode & 0o777 == 0o640


def test_on_a_file_system_without_links_the_copy_is_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*paths: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    with Ledger.new(tmp_path / "a.ledger") as ledger:
        fill(ledger)
        with Ledger(ledger.backup(tmp_path / "b.ledger")) as copy:
            assert copy.head() == ledger.head()


def test_while_another_writes_a_copy_is_one_moment_of_the_ledger(place: str, tmp_path: Path) -> None:
    Ledger.new(place).close()
    stop = threading.Event()
    failed: list[BaseException] = []

    def write() -> None:
        try:
            with Ledger(place) as writer:
                for n in range(200):
                    if stop.is_set():
                        return
                    writer.add([account(n, paragraphs=3)], RUN)
        except BaseException as error:
            failed.append(error)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        heads = []
        with Ledger(place) as ledger:
            while ledger.head().seq < 5:
                pass
            for n in range(3):
                with Ledger(ledger.backup(tmp_path / f"copy{n}.ledger")) as copy:
                    assert list(copy.check()) == []
                    heads.append(copy.head().seq)
    finally:
        stop.set()
        writing.join()
    assert not failed and heads == sorted(heads) and heads[0] >= 5


# Older schemas.


def older(place: str, schema: int) -> Database:
    """A ledger as the program of that schema would have left it, filled by plain inserts into the tables that it had."""
    with Ledger.new(f"{tempfile.mkdtemp()}/now.ledger") as now:
        fill(now)
        rows = dump(now)
        shutil.rmtree(Path(now.name).parent)
    database = connect(place, make=True)
    if database.is_sqlite:
        database.write_ahead()
    with database.writing(new=True) as connection:
        take(connection, database, "0.1-old", until=schema)
        for name, some in rows.items():
            table = t.METADATA.tables[name]
            if some:
                connection.execute(insert(table), [dict(zip(table.columns.keys(), row, strict=True)) for row in some])
        if database.is_sqlite and schema >= 2:
            connection.execute(text("INSERT INTO search (search) VALUES ('rebuild')"))
    return database


@pytest.mark.parametrize("schema", [step.schema for step in STEPS[:-1]])
def test_an_older_ledger_migrates_and_answers_like_one_made_new(
    schema: int, new_place: Callable[[], str], tmp_path: Path
) -> None:
    place = new_place()
    database = older(place, schema)
    database.close()
    with pytest.raises(Misuse, match=rf"a ledger of an older accords \(schema {schema}\).*Run 'accords ledger migrate"):
        Ledger(place)
    done = Ledger.migrate(place, version="0.9-new")
    assert (done.before, done.after, done.faults) == (schema, SCHEMA, ())
    assert list(done.steps) == [step.about for step in STEPS if step.schema > schema]
    with Ledger(place) as ledger, Ledger.new(new_place()) as new:
        fill(new)
        assert dump(ledger) == dump(new)
        assert list(ledger.accounts()) == list(new.accounts())
        words = "harbourg OR river"
        assert [hit.report for hit in ledger.search(words)] == [hit.report for hit in new.search(words)]
        assert {hit.report for hit in ledger.search("river")} == {hit.report for hit in new.search("river")} != set()
        with ledger.database.reading() as connection, new.database.reading() as other:
            for table in t.CORRECTED_READ:
                order = [*table.primary_key]
                assert (
                    connection.execute(select(table).order_by(*order)).all()
                    == other.execute(select(table).order_by(*order)).all()
                )
        ledger.add([account(9)], RUN)
        assert list(ledger.check()) == [] and ledger.info().version == "0.9-new"


@pytest.mark.parametrize("schema", [step.schema for step in STEPS[:-1]])
def test_a_migration_keeps_a_copy_of_the_older_ledger_as_it_was(schema: int, place: str) -> None:
    database = older(place, schema)
    done = migrate(database, "0.9-new")
    database.close()
    assert done.copy
    if database.is_sqlite:
        kept = connect(done.copy)
        assert Path(done.copy).parent == Path(place).parent
    else:
        assert re.fullmatch(rf"accords_before_{SCHEMA}_\d{{8}}_\d{{6}}(_\d+)?", done.copy)
        kept = connect(re.sub(r"search_path%3D\w+", f"search_path%3D{done.copy}", place))
    with Ledger(place) as ledger, kept.reading() as connection:
        assert migrations.schema_of(kept) == schema
        for name, rows in dump(ledger).items():
            table = t.METADATA.tables[name]
            there = connection.execute(select(table).order_by(*table.primary_key)).all()
            assert [tuple(row) for row in there] == rows
    kept.close()
    # The copy is itself a ledger of its schema: it migrates like any other.
    again = connect(kept.name) if kept.is_sqlite else connect(kept.engine.url.render_as_string(hide_password=False))
    assert migrate(again, "0.9-new").faults == ()
    again.close()


def test_a_current_ledger_is_left_alone(place: str, tmp_path: Path) -> None:
    with Ledger.new(place, version="0.7") as ledger:
        fill(ledger)
        before = dump(ledger)
    listed = sorted(os.listdir(tmp_path))
    done = Ledger.migrate(place, version="0.9", copy=tmp_path / "copy.ledger")
    assert done == Migrated(SCHEMA, SCHEMA) and done.to_json()["copy"] is None
    assert sorted(os.listdir(tmp_path)) == listed
    with Ledger(place) as ledger:
        assert dump(ledger) == before and ledger.info().version == "0.7"


def test_a_migration_that_fails_midway_leaves_the_ledger_as_it_was(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = older(place, 1)
    before = rows_of(database)
    broken = Step(SCHEMA, "a step that fails", ("UPDATE reports SET outlet = 'lost'", "CREATE TABLE feeds (a TEXT)"))
    monkeypatch.setattr(migrations, "STEPS", (*STEPS[:-1], broken))
    with pytest.raises(Misuse, match=r"feeds.*already exists"):
        migrate(database, "0.9-new")
    assert migrations.schema_of(database) == 1 and rows_of(database) == before
    monkeypatch.undo()
    assert migrate(database, "0.9-new").faults == ()
    database.close()


def rows_of(database: Database) -> dict[str, Any]:
    """The tables by name, each with its rows."""
    from sqlalchemy import inspect

    with database.reading() as connection:
        return {
            name: sorted(map(str, connection.execute(text(f"SELECT * FROM {name}")).all()))
            for name in sorted(inspect(connection).get_table_names())
        }


def test_a_copy_that_cannot_be_made_stops_the_migration(tmp_path: Path) -> None:
    database = older(str(tmp_path / "a.ledger"), 2)
    with pytest.raises(Misuse, match=r"no copy could be written there"):
        migrate(database, "0.9-new", copy=tmp_path / "gone" / "b.ledger")
    assert migrations.schema_of(database) == 2
    done = migrate(database, "0.9-new", copy=tmp_path / "b.ledger")
    assert done.copy == str(tmp_path / "b.ledger") and migrations.schema_of(connect(done.copy)) == 2
    database.close()


def test_the_copy_of_a_postgresql_ledger_takes_no_file(postgresql: str, tmp_path: Path) -> None:
    import psycopg

    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("CREATE SCHEMA nofile")
    database = older(f"{postgresql}&options=-csearch_path%3Dnofile", 2)
    with pytest.raises(Misuse, match=r"the copy is a schema of the same database. Leave it out"):
        migrate(database, "0.9-new", copy=tmp_path / "b.ledger")
    database.close()


def test_a_migration_waits_for_a_writer_and_says_so(place: str) -> None:
    database = older(place, 2)
    other = connect(place)
    with other.writing(), pytest.raises(Misuse, match=r"another writer that has not finished in 0.1 s"):
        migrate(database, "0.9-new", wait=0.1)
    assert migrate(database, "0.9-new").before == 2
    for one in (database, other):
        one.close()


def test_a_copy_within_postgresql_has_keys_indexes_and_views_too(postgresql: str) -> None:
    import psycopg

    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("CREATE SCHEMA original")
        with Ledger.new(f"{postgresql}&options=-csearch_path%3Doriginal") as ledger:
            fill(ledger)
            with ledger.database.writing() as connection:
                name = copies._copy_schema(connection)
                assert connection.scalar(text("SELECT current_schema()")) == "original"
            with Ledger(f"{postgresql}&options=-csearch_path%3D{name}") as copy:
                assert dump(copy) == dump(ledger) and list(copy.check()) == []
                copy.add([account(9)], RUN)
                assert copy.head() != ledger.head()
        for asked in (
            "SELECT conname, contype FROM pg_constraint WHERE connamespace = '{}'::regnamespace ORDER BY 1",
            "SELECT indexname FROM pg_indexes WHERE schemaname = '{}' ORDER BY 1",
            "SELECT relname, relkind FROM pg_class WHERE relnamespace = '{}'::regnamespace ORDER BY 1",
        ):
            one, other = (server.execute(asked.format(schema)).fetchall() for schema in ("original", name))
            assert one == other != []


# What is no ledger.


def statement(place: str, *statements: str) -> None:
    database = connect(place, make=True)
    with database.writing(new=True) as connection:
        for one in statements:
            connection.execute(text(one))
    database.close()


FOREIGN = {
    "tables of something else": (
        ["CREATE TABLE cats (name TEXT)", "CREATE TABLE dogs (name TEXT)"],
        r"a database of something else \(its tables: cats, dogs\); accepted: a ledger of accords, or an empty database",
    ),
    "another table of that name": (
        ["CREATE TABLE about (chapter TEXT)"],
        r"a database of something else \(its tables: about\)",
    ),
    "another format": (
        ["CREATE TABLE about (name TEXT, value TEXT)", "INSERT INTO about VALUES ('format', 'diary')"],
        "a database of something else",
    ),
    "a newer schema": (
        [
            "CREATE TABLE about (name TEXT, value TEXT)",
            "INSERT INTO about VALUES ('format', 'accords-ledger'), ('schema', '99'), ('version', '7.1')",
        ],
        rf"a ledger of a newer accords \(schema 99, made by 7\.1\); accepted: schema {SCHEMA} or older\. Install a newer accords",
    ),
    "a schema that is no number": (
        [
            "CREATE TABLE about (name TEXT, value TEXT)",
            "INSERT INTO about VALUES ('format', 'accords-ledger'), ('schema', 'four')",
        ],
        "a ledger of schema four; accepted: a number, as accords writes it. Take the last backup",
    ),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_foreign_or_newer_database_is_refused_and_left_alone(what: str, place: str) -> None:
    statements, words = FOREIGN[what]
    statement(place, *statements)
    database = connect(place)
    before = rows_of(database)
    for asked in (Ledger, Ledger.new, lambda p: Ledger.migrate(p, version="1")):
        with pytest.raises(Misuse, match=words):
            asked(place)
    assert rows_of(database) == before
    database.close()


def test_an_empty_database_is_no_ledger_yet(place: str) -> None:
    statement(place, "CREATE TABLE gone (a TEXT)", "DROP TABLE gone")
    for asked in (Ledger, lambda p: Ledger.migrate(p, version="1")):
        with pytest.raises(Misuse, match=r"a database without a ledger.*Make one with 'accords ledger init"):
            asked(place)
    Ledger.new(place).close()


def text_file(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("Talks go on.\n" * 20)
    return path


def empty_file(folder: Path) -> Path:
    (folder / "empty.ledger").touch()
    return folder / "empty.ledger"


NO_FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a text file": (text_file, "a file that is no SQLite database; accepted: a ledger.*Name another file"),
    "an empty file": (empty_file, "an empty file; accepted: a ledger.*Run 'accords ledger init' on it"),
    "a folder": (lambda folder: folder, "a folder; accepted: a ledger.*Name a file in it"),
    "no file": (
        lambda folder: folder / "a.ledger",
        "no file of this name.*Make one with 'accords ledger init --ledger",
    ),
    "no folder": (lambda folder: folder / "gone" / "a.ledger", "no file of this name"),
    "a file as folder": (lambda folder: text_file(folder) / "a.ledger", "no file of this name"),
    "a name too long": (lambda folder: folder / ("a" * 300), "no file that can be opened .*File name too long"),
}


@pytest.mark.parametrize("what", NO_FILES)
def test_a_path_without_a_ledger_is_refused_with_what_to_do(what: str, tmp_path: Path) -> None:
    made, words = NO_FILES[what]
    with pytest.raises(Misuse, match=words):
        Ledger(made(tmp_path))


def test_a_new_ledger_in_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        Misuse, match=r"no folder .*gone; accepted: a file in a folder that is there\. Make the folder first"
    ):
        Ledger.new(tmp_path / "gone" / "a.ledger")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The bytes of a ledger's file, and of the log beside it, in the middle of its work."""
    place = tmp_path_factory.mktemp("whole") / "a.ledger"
    with Ledger.new(place) as ledger:
        ledger.add(SIX, RUN)
        with closing(sqlite3.connect(place)) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute("PRAGMA wal_autocheckpoint = 0")
            ledger.judge(RULED)
            return place.read_bytes(), Path(f"{place}-wal").read_bytes()


@pytest.mark.parametrize("log", [False, True], ids=["alone", "with a log beside"])
@pytest.mark.parametrize("length", [1, 15, 16, 99, 100, 4095, 4096, 40960, 0.5, 0.9, -4097, -4096])
def test_a_file_cut_off_is_refused_whatever_is_left(
    length: float, log: bool, whole: tuple[bytes, bytes], tmp_path: Path
) -> None:
    data, beside = whole
    assert len(data) > 80_000 and beside
    cut = int(length * len(data)) if 0 < length < 1 else int(length)
    place = tmp_path / "a.ledger"
    place.write_bytes(data[:cut])
    if log:
        Path(f"{place}-wal").write_bytes(beside)
    for asked in (Ledger, Ledger.new):
        with pytest.raises(
            Misuse, match=r"a file cut off: [\d,]+ .*bytes; accepted: a whole ledger\. Take the last backup"
        ):
            asked(place)
    assert place.read_bytes() == data[:cut]


def test_nothing_left_of_a_file_but_its_log_is_refused(whole: tuple[bytes, bytes], tmp_path: Path) -> None:
    place = tmp_path / "a.ledger"
    place.touch()
    Path(f"{place}-wal").write_bytes(whole[1])
    for asked in (Ledger, Ledger.new):
        with pytest.raises(Misuse, match=r"a file cut off: 0 bytes"):
            asked(place)
    assert Path(f"{place}-wal").read_bytes() == whole[1]


def test_a_file_with_its_log_is_whole(whole: tuple[bytes, bytes], tmp_path: Path) -> None:
    place = tmp_path / "a.ledger"
    place.write_bytes(whole[0])
    Path(f"{place}-wal").write_bytes(whole[1])
    with Ledger(place) as ledger:
        assert ledger.judgements() == (RULED,) and list(ledger.check()) == []


def test_a_checkpoint_that_was_stopped_is_no_file_cut_off(whole: tuple[bytes, bytes], tmp_path: Path) -> None:
    """The header is written first: the pages it speaks of may all stand in the log still."""
    place = tmp_path / "a.ledger"
    with Ledger.new(place) as ledger:
        with closing(sqlite3.connect(place)) as raw:
            raw.execute("PRAGMA wal_autocheckpoint = 0")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            size = place.stat().st_size
            ledger.add(SIX, RUN)
            held = Path(f"{place}-wal").read_bytes()
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)")
        data = place.read_bytes()
    assert len(data) > size
    stopped = tmp_path / "b.ledger"
    stopped.write_bytes(data[:size])
    Path(f"{stopped}-wal").write_bytes(held)
    with Ledger(stopped) as ledger:
        assert list(ledger.check()) == []


@contextmanager
def nobody() -> Iterator[None]:
    """As a user without rights: nothing keeps root from reading and writing."""
    if os.geteuid() != 0:
        yield
        return
    groups = os.getgroups()
    os.setgroups([])
    os.setresgid(65534, 65534, 0)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.setgroups(groups)


@pytest.fixture
def held() -> Iterator[Path]:
    """A ledger in a folder that everybody may look into."""
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        place = Path(outer) / "held" / "a.ledger"
        place.parent.mkdir()
        with Ledger.new(place) as ledger:
            fill(ledger)
        yield place
        place.parent.chmod(0o755)
        place.chmod(0o644)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_read_is_refused(what: str, held: Path) -> None:
    (held if what == "file" else held.parent).chmod(0)
    with (
        nobody(),
        pytest.raises(Misuse, match=r"no file that can be opened .*Permission denied.*Check its name and its perm"),
    ):
        Ledger(held)


def test_what_may_only_be_read_answers_and_refuses_to_be_written_to(held: Path) -> None:
    held.chmod(0o444)
    held.parent.chmod(0o555)
    with nobody(), Ledger(held) as ledger:
        assert len(list(ledger.accounts())) == len(SIX) and ledger.info().reports == len(SIX)
        assert list(ledger.check()) == []
        with pytest.raises(Misuse, match=r"a ledger that cannot be written to .*accepted: permission to write"):
            ledger.forget(SIX[0].report.id, reason="asked", who="Ines")
        with pytest.raises(Misuse, match=r"no copy could be written there .*Permission denied"):
            ledger.backup()


def test_what_may_only_be_read_shows_what_stands_in_its_log(held: Path, whole: tuple[bytes, bytes]) -> None:
    """Or is refused, but never answers as it was before."""
    held.write_bytes(whole[0])
    Path(f"{held}-wal").write_bytes(whole[1])
    for file in held.parent.iterdir():
        file.chmod(0o444)
    held.parent.chmod(0o555)
    with nobody():
        try:
            with Ledger(held) as ledger:
                assert ledger.judgements() == (RULED,)
        except Misuse as refused:
            assert "cannot be opened" in str(refused)


def test_a_postgresql_user_without_rights_is_told_so(postgresql: str) -> None:
    import psycopg

    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("CREATE SCHEMA private")
        server.execute("CREATE ROLE guest LOGIN")
        server.execute("GRANT USAGE ON SCHEMA private TO guest")
        Ledger.new(f"{postgresql}&options=-csearch_path%3Dprivate").close()
        guest = f"{postgresql.replace('tester@', 'guest@')}&options=-csearch_path%3Dprivate"
        with pytest.raises(Misuse, match=r"permission denied for table about"):
            Ledger(guest)
        server.execute("GRANT SELECT ON ALL TABLES IN SCHEMA private TO guest")
        with Ledger(guest) as ledger:
            assert ledger.head().seq == 0 and list(ledger.check()) == []
            with pytest.raises(Misuse, match=r"permission denied"):
                ledger.add([account(1)], RUN)


def test_a_postgresql_server_that_is_not_there_is_refused() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(Misuse, match=r"Check the address, the user and that the server runs"):
        Ledger("postgresql://nobody@/none?host=/nonexistent")

"""Ledgers in both databases: a file of SQLite, and a schema of a PostgreSQL server that the tests start."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from tests.ledger.children import Nursery

_NUMBER = count(1)


def _programs() -> Path | None:
    """The folder of PostgreSQL's server programs, Debian's newest first, else what the path has."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def _as_server(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as the user that its package made."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@dataclass(frozen=True)
class Server:
    """A server of PostgreSQL of the tests' own, without TCP, in a folder that goes again."""

    programs: Path
    folder: Path

    @property
    def url(self) -> str:
        return f"postgresql://tester@/postgres?host={self.folder}"

    def start(self) -> None:
        options = (
            f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off -c max_connections=30"
        )
        self.call("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def stop(self) -> None:
        """At once, as if its machine had stopped: what it had in hand is lost."""
        pid = self.folder / "data/postmaster.pid"
        # The signal of an immediate stop, without the tenth of a second that its program takes to send it.
        os.kill(int(pid.read_text().split()[0]), signal.SIGQUIT)
        until = time.monotonic() + 30
        while pid.exists():
            assert time.monotonic() < until, "the server does not stop"
            time.sleep(0.01)

    def call(self, program: str, *asked: str) -> None:
        command = _as_server([str(self.programs / program), *asked])
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr + done.stdout


@pytest.fixture(scope="session")
def postgresql(postgresql_server: Server) -> str:
    """The URL of the server."""
    return postgresql_server.url


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed: pip install 'accords[postgresql]'")
    programs = _programs()
    if programs is None:
        pytest.skip(
            "PostgreSQL is not installed (Debian: postgresql); what is asked of a ledger is tried on SQLite alone"
        )
    if os.geteuid() == 0 and "postgres" not in {user.pw_name for user in pwd.getpwall()}:
        pytest.skip("PostgreSQL does not run as root, and there is no user 'postgres'")
    folder = Path(tempfile.mkdtemp(prefix="accords-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = Server(programs, folder)
    server.call("initdb", "-D", "data", "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
    server.start()
    try:
        yield server
    finally:
        with suppress(AssertionError, OSError):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def nurseries() -> Iterator[list[Nursery]]:
    """Three processes of which each has a child at a time."""
    some = [Nursery() for _ in range(3)]
    yield some
    for nursery in some:
        nursery.close()


@pytest.fixture
def nursery(nurseries: list[Nursery]) -> Nursery:
    return nurseries[0]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes the name of one more place for a ledger where there is none yet: of each database in turn."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{next(_NUMBER)}.ledger")
    server = request.getfixturevalue("postgresql")

    def schema() -> str:
        import psycopg

        name = f"t{next(_NUMBER)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{server}&options=-csearch_path%3D{name}"

    return schema


@pytest.fixture
def place(new_place: Callable[[], str]) -> str:
    """A place for a ledger where there is none yet."""
    return new_place()

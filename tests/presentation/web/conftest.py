"""The app over a real ledger of accounts that were made up: asked inside this process, or as a process of its own over real HTTP."""

from __future__ import annotations

import html
import http.client
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from starlette.testclient import TestClient

import accords
from accords.presentation.files_shown import FilesShown, files_shown
from accords.presentation.live import Live
from accords.presentation.web.app import app_of
from accords.presentation.web.guard import Guard
from accords.presentation.web.served import Served
from tests.ledger.accounts import RUN, accounts

PACKAGE = Path(__file__).parents[3]
EXAMPLES = PACKAGE / "examples"
HOST = "accords.test"
TOKEN = "a token for the tests alone"

Serve = Callable[..., "Server"]
Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of a dozen accounts. Copy it before you write to it."""
    path = tmp_path_factory.mktemp("made") / "river.ledger"
    with accords.Ledger.new(path) as ledger:
        ledger.add(list(accounts(12)), RUN)
    return path


@pytest.fixture
def ledger_file(made_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "river.ledger"
    shutil.copy(made_file, path)
    return path


@pytest.fixture
def ledger(ledger_file: Path) -> Iterator[accords.Ledger]:
    with accords.Ledger(ledger_file) as opened:
        yield opened


@pytest.fixture(scope="session")
def files() -> FilesShown:
    return files_shown([EXAMPLES / "agreements" / "minsk-ii.yaml"], [EXAMPLES / "scenarios"])


@pytest.fixture
def served(ledger: accords.Ledger, files: FilesShown) -> Served:
    return Served(
        ledger, Live(ledger), "river.ledger", agreements=files.agreements, scenarios=files.scenarios, by="Ana Ruiz"
    )


def client_of(served: Served, guard: Guard | None = None, *, raising: bool = True) -> TestClient:
    """A browser without a window: it keeps cookies, and goes where it is led only when told to."""
    app = app_of(served, guard or Guard(frozenset({HOST})))
    return TestClient(app, f"http://{HOST}", raise_server_exceptions=raising, follow_redirects=False)


@pytest.fixture
def client(served: Served) -> TestClient:
    return client_of(served)


@pytest.fixture
def claim(ledger: accords.Ledger) -> str:
    """The id of a claim in its party's own words."""
    return next(row.claim for row in accords.answers(ledger).as_of().positions() if row.standing == "own")


def csrf_of(page: str) -> str:
    """The token of the forms of a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found, "no form that rules on the page"
    return found[1]


def token_of(client: TestClient) -> str:
    """The token of forms for this browser, as programs ask for it."""
    return str(client.get("/api/session").json()["csrf"])


def words_of(page: str) -> str:
    """The words of a page, without its elements."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@dataclass
class Server:
    """`accords serve` as a process. `cookies` are those that it gave."""

    process: subprocess.Popen[bytes]
    address: str
    told: dict[str, object]
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 80

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        *,
        to: str = "127.0.0.1",
        cookies: bool = True,
        **headers: str,
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers and text. Names of headers have `_` for `-`."""
        connection = http.client.HTTPConnection(to, self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookies and self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for name, value in answer.getheaders():
            if name.casefold() == "set-cookie" and cookies:
                own, _, rest = value.partition("=")
                self.cookies[own] = rest.partition(";")[0]
        return answer.status, {name.casefold(): value for name, value in answer.getheaders()}, text

    def post(self, path: str, fields: dict[str, str], **headers: str) -> tuple[int, dict[str, str], str]:
        sent = {"Content_Type": "application/x-www-form-urlencoded", **headers}
        return self.ask(path, "POST", urlencode(fields).encode(), **sent)

    def rows(self, path: str) -> list[dict[str, object]]:
        status, _, text = self.ask(path)
        assert status == 200, text
        found: list[dict[str, object]] = json.loads(text)["rows"]
        return found

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts `accords serve --port 0 --json` with more options, and waits until it says where it answers."""
    begun: list[subprocess.Popen[bytes]] = []

    def go(*options: str, **environment: str) -> Server:
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "accords", "serve", "--port", "0", "--json", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env={**kept, "PYTHONPATH": str(PACKAGE), **environment},
        )
        begun.append(process)
        told = json.loads(_first_object(process))
        return Server(process, str(told["address"]), told)

    yield go
    for process in begun:
        if process.poll() is None:
            process.kill()
        process.wait(60)
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()


def _first_object(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout and process.stderr
    until, told = time.monotonic() + 60, b""
    while time.monotonic() < until:
        ready, _, _ = select.select([process.stdout], [], [], 1)
        if ready:
            some = os.read(process.stdout.fileno(), 65536)
            told += some
            if told.rstrip().endswith(b"}") or not some:
                break
        if process.poll() is not None and not ready:
            break
    if not told:
        process.kill()
        raise AssertionError(process.stderr.read().decode())
    return told.decode()


def own_address() -> str | None:
    """An address of this machine that is not loopback; `None` where it has none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))
        except OSError:
            return None
        found = str(asked.getsockname()[0])
    return None if found.startswith("127.") else found

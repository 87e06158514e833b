"""`accords serve` as its users run it: a process of its own, real HTTP, a ledger that others write to meanwhile."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import accords
from accords.presentation.web.serve import Bound, _address, bind, hosts_of
from accords.vocabulary import Misuse
from tests.presentation.web.conftest import PACKAGE, TOKEN, Serve, Server, csrf_of, own_address, words_of

ADD = """
import sys, accords
from tests.ledger.accounts import RUN, account
with accords.Ledger(sys.argv[1]) as ledger:
    ledger.add([account(int(sys.argv[2]))], RUN)
    print(account(int(sys.argv[2])).report.id)
"""


def added(ledger_file: Path, number: int) -> str:
    """Add an account in another process; the id of its report."""
    done = subprocess.run(
        [sys.executable, "-c", ADD, str(ledger_file), str(number)],
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE,
    )
    return done.stdout.strip()


@pytest.fixture
def server(serve: Serve, ledger_file: Path) -> Server:
    return serve("--ledger", str(ledger_file), "--by", "Ana Ruiz")


def test_it_says_where_it_answers_and_stops_cleanly(server: Server) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", server.address)
    assert server.told["token"] is None and server.told["texts"] is True
    status, headers, text = server.ask("/")
    assert status == 200 and "Who stands where" in words_of(text) and "server" not in headers
    assert server.stop(signal.SIGTERM) == 0
    assert server.process.stderr is not None
    told = server.process.stderr.read().decode()
    assert server.address in told and "Ctrl-C stops it" in told and "Traceback" not in told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_even_while_a_browser_holds_on(server: Server, number: int) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as held:
        held.sendall(f"GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        assert b"200 OK" in held.recv(65536)
        assert server.stop(number) == 0


def test_a_signal_that_comes_at_once_stops_it_too(serve: Serve, ledger_file: Path) -> None:
    """Between saying where it answers and answering."""
    assert serve("--ledger", str(ledger_file)).stop(signal.SIGTERM) == 0


def test_names_of_this_machine_are_answered_and_others_not(server: Server) -> None:
    for host in ("127.0.0.1", "localhost", "[::1]"):
        assert server.ask("/", Host=f"{host}:{server.port}")[0] == 200
    for host in (
        "evil.example",
        f"evil.example:{server.port}",
        f"127.0.0.1:{server.port + 1}",
        "127.0.0.1",
        "localhost",
    ):
        status, _, text = server.ask("/", Host=host)
        assert status == 421 and "river" not in text


def test_two_names_or_none_are_refused(server: Server) -> None:
    for lines in ("", f"Host: 127.0.0.1:{server.port}\r\nHost: evil.example\r\n"):
        with socket.create_connection(("127.0.0.1", server.port), 10) as asked:
            asked.sendall(f"GET / HTTP/1.0\r\n{lines}\r\n".encode())
            answer = b""
            while some := asked.recv(65536):
                answer += some
        assert answer.split(b" ", 2)[1] in (b"400", b"421") and b"river" not in answer


def test_a_ruling_and_its_undoing_change_the_position_at_once(server: Server, ledger_file: Path) -> None:
    row = next(row for row in server.rows("/api/positions?limit=1000") if row["standing"] == "own")
    claim = str(row["claim"])

    def stance() -> object:
        return next(one["stance"] for one in server.rows("/api/positions?limit=1000") if one["claim"] == claim)

    server.ask("/")
    token = json.loads(server.ask("/api/session")[2])["csrf"]
    told = {"csrf": token, "ruling": "act", "subject": claim, "value.act": "reject", "back": "/"}
    status, headers, _ = server.post(
        "/rule", told, Origin=f"http://127.0.0.1:{server.port}", Sec_Fetch_Site="same-origin"
    )
    assert (status, headers["location"]) == (303, "/")
    assert stance() == "reject" != row["stance"]
    _, _, page = server.ask("/")
    assert f"Kept: the act of {claim} is reject." in words_of(page)
    own = re.search(r'name="subject" value="(j[0-9a-f]+)"', page)
    assert own
    undo = {"csrf": csrf_of(page), "ruling": "undo", "subject": own[1], "back": "/"}
    assert server.post("/rule", undo)[0] == 303
    assert stance() == row["stance"]
    # Whoever asks the ledger finds both rows, with the name of the command line.
    with accords.Ledger(ledger_file) as ledger:
        assert [(one.ruling, one.who) for one in ledger.judgements()] == [("act", "Ana Ruiz"), ("undo", "Ana Ruiz")]
        assert list(ledger.check()) == []


def test_a_form_without_its_token_or_from_elsewhere_is_refused(server: Server, ledger_file: Path) -> None:
    token = json.loads(server.ask("/api/session")[2])["csrf"]
    told = {"ruling": "right", "subject": "c1", "who": "Bo"}
    assert server.post("/rule", told)[0] == 403
    assert server.post("/rule", {**told, "csrf": token}, Origin="https://evil.example")[0] == 403
    assert server.post("/rule", {**told, "csrf": token}, Sec_Fetch_Site="cross-site")[0] == 403
    server.cookies.clear()
    assert server.post("/rule", {**told, "csrf": token})[0] == 403
    with accords.Ledger(ledger_file) as ledger:
        assert ledger.judgements() == ()


def test_what_another_process_adds_is_shown(server: Server, ledger_file: Path) -> None:
    before = server.rows("/api/reports")
    report = added(ledger_file, 500)
    assert [row["id"] for row in server.rows("/api/reports")].count(report) == 1
    assert len(server.rows("/api/reports")) == len(before) + 1
    status, _, text = server.ask("/")
    assert status == 200 and f"{len(before) + 1} reports" in words_of(text)


def test_a_ruling_waits_for_whoever_writes_and_pages_do_not(server: Server, ledger_file: Path) -> None:
    """Intake holds the ledger for a while: pages are shown meanwhile, and the ruling is kept when it is free."""
    claim = str(server.rows("/api/positions")[0]["claim"])
    token = json.loads(server.ask("/api/session")[2])["csrf"]
    with accords.Ledger(ledger_file) as ledger, ledger.database.writing():
        body = json.dumps({"ruling": "right", "subject": claim, "who": "Bo"}).encode()
        head = (
            f"POST /api/judgements HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: application/json\r\n"
            f"X-Accords-CSRF: {token}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
            f"Cookie: {'; '.join(f'{name}={value}' for name, value in server.cookies.items())}\r\n\r\n"
        )
        asked = socket.create_connection(("127.0.0.1", server.port), 30)
        asked.sendall(head.encode() + body)
        asked.settimeout(1)
        with pytest.raises(TimeoutError):
            asked.recv(1)
        # Whoever waited for the ledger would be refused after half a minute: it is held until the page is there.
        assert server.ask("/")[0] == 200
    asked.settimeout(30)
    with asked:
        assert b"201" in asked.recv(65536).split(b"\r\n", 1)[0]


# -- beyond this machine -----------------------------------------------------------------------------------------------------


def test_beyond_this_machine_it_asks_for_a_token(serve: Serve, ledger_file: Path) -> None:
    server = serve("--ledger", str(ledger_file), "--host", "0.0.0.0")
    token = str(server.told["token"])
    assert len(token) >= 40 and server.told["texts"] is False
    assert server.address == f"http://127.0.0.1:{server.port}/?token={token}"
    to = own_address() or "127.0.0.1"
    for path in ("/", "/api/health", "/style-x.css", "/positions.csv", "/rule"):
        status, headers, text = server.ask(path, to=to)
        assert status == 401 and "river" not in text and "content-security-policy" in headers
    assert server.ask("/api/health", to=to, Authorization=f"Bearer {token}x")[0] == 401
    assert server.ask("/api/health", to=to, Authorization=f"Bearer {token}")[0] == 200
    status, headers, _ = server.ask(f"/?token={token}", to=to)
    assert (status, headers["location"]) == (303, "/")
    assert token not in headers["set-cookie"]
    assert server.ask("/", to=to)[0] == 200
    assert server.ask("/", to=to, Host=f"evil.example:{server.port}")[0] == 421
    # Others' texts are not shown unless asked for.
    report = str(server.rows("/api/reports")[0]["id"])
    assert json.loads(server.ask(f"/api/report/{report}", to=to)[2])["reports"][0]["text"] is None
    assert server.stop() == 0
    assert server.process.stderr is not None
    assert "is not encrypted" in server.process.stderr.read().decode()


def test_a_name_that_is_allowed_makes_it_reachable_from_elsewhere(serve: Serve, ledger_file: Path) -> None:
    """A server in front answers others: so it asks for a token though it is bound to this machine."""
    server = serve("--ledger", str(ledger_file), "--allow-host", "talks.example", "--text", ACCORDS_TOKEN=TOKEN)
    assert server.told["token"] == TOKEN and server.told["texts"] is True
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert server.ask("/", Host="talks.example")[0] == 401
    for host in ("talks.example", f"talks.example:{server.port}", f"127.0.0.1:{server.port}"):
        assert server.ask("/", Host=host, **bearer)[0] == 200
    assert server.ask("/", Host="other.example", **bearer)[0] == 421
    token = json.loads(server.ask("/api/session", Host="talks.example", **bearer)[2])["csrf"]
    told = {"csrf": token, "ruling": "right", "subject": "nothing", "who": "Bo"}
    status, _, text = server.post("/rule", told, Host="talks.example", Origin="https://talks.example", **bearer)
    assert status == 400 and "no id" in words_of(text), "the form was taken, and is about nothing"


def test_a_token_that_is_given_is_asked_for_on_this_machine_too(serve: Serve, ledger_file: Path) -> None:
    server = serve("--ledger", str(ledger_file), "--token", TOKEN)
    assert server.ask("/")[0] == 401
    assert server.told["texts"] is True, "it is still this machine alone"


def test_beyond_this_machine_everybody_gives_their_own_name(serve: Serve, ledger_file: Path) -> None:
    server = serve("--ledger", str(ledger_file), "--host", "0.0.0.0", "--token", TOKEN, ACCORDS_NAME="Ana Ruiz")
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    claim = str(json.loads(server.ask("/api/positions", **bearer)[2])["rows"][0]["claim"])
    body = json.dumps({"ruling": "right", "subject": claim}).encode()
    status, _, text = server.ask("/api/judgements", "POST", body, Content_Type="application/json", **bearer)
    assert status == 400 and "Give your name" in text


# -- the command line --------------------------------------------------------------------------------------------------------


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "accords", "serve", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(PACKAGE), **environment},
        check=False,
    )


def test_a_port_in_use_is_said(ledger_file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("--ledger", str(ledger_file), "--port", str(port), cwd=ledger_file.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--port: found {port}, in use; accepted: a port that is free." in done.stderr


MISUSED = {
    "a port that is none": (("--port", "65536"), "accepted: a number from 0 to 65535"),
    "a port in words": (("--port", "http"), "found 'http'"),
    "an address of another machine": (("--host", "192.0.2.1"), "--host: found '192.0.2.1'"),
    "nothing, as of a variable that was not set": (("--host", ""), "--host: found nothing"),
    "a name for browsers that is an address": (
        ("--allow-host", "http://talks.example"),
        "--allow-host: found 'http://talks",
    ),
    "a name that is none": (("--host", "no such host"), "--host: found 'no such host'"),
    "a token that can be guessed": (("--token", "secret"), "--token: found 6 characters; accepted: 16 characters"),
    "an agreement that is not there": (("--agreement", "none.yaml"), "none.yaml"),
    "a scenario that is not there": (("--scenario", "none.yaml"), "none.yaml"),
}


@pytest.mark.parametrize("situation", MISUSED)
def test_misuse_is_said_before_anything_is_read(ledger_file: Path, situation: str) -> None:
    arguments, words = MISUSED[situation]
    done = run("--ledger", str(ledger_file), *arguments, cwd=ledger_file.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr and "Traceback" not in done.stderr


def test_without_a_ledger_there_is_nothing_to_serve(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert done.returncode == 2 and "--ledger: found nothing" in done.stderr
    done = run("--ledger", "none.ledger", cwd=tmp_path)
    assert done.returncode == 2 and "none.ledger: found no file of this name" in done.stderr


# -- where it is bound -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_loopback_is_this_machine_alone(host: str) -> None:
    bound = bind(host, 0)
    try:
        assert not bound.beyond and not bound.everywhere and bound.port > 0
    finally:
        bound.close()


def test_every_address_is_beyond_this_machine() -> None:
    bound = bind("0.0.0.0", 0)
    try:
        assert bound.beyond and bound.everywhere
    finally:
        bound.close()


def test_a_port_is_taken_once() -> None:
    bound = bind("127.0.0.1", 0)
    try:
        for one in bound.sockets:
            one.listen()
        with pytest.raises(Misuse, match=f"{bound.port}, in use"):
            bind("127.0.0.1", bound.port)
    finally:
        bound.close()


ADDRESSES = {
    "this machine": (("127.0.0.1", ["127.0.0.1"]), [], None, "http://127.0.0.1:8321/"),
    "a name": (("localhost", ["127.0.0.1", "::1"]), [], None, "http://localhost:8321/"),
    "IPv6": (("::1", ["::1"]), [], None, "http://[::1]:8321/"),
    "every address": (("0.0.0.0", ["0.0.0.0"]), [], "a b", "http://127.0.0.1:8321/?token=a%20b"),
    "every address, under a name": (
        ("0.0.0.0", ["0.0.0.0"]),
        ["talks.example"],
        "t",
        "http://talks.example:8321/?token=t",
    ),
    "with a port of its own": (
        ("192.0.2.7", ["192.0.2.7"]),
        ["talks.example:99"],
        "t",
        "http://talks.example:99/?token=t",
    ),
    "one address": (("192.0.2.7", ["192.0.2.7"]), [], "t", "http://192.0.2.7:8321/?token=t"),
    "behind a server in front": (
        ("127.0.0.1", ["127.0.0.1"]),
        ["talks.example"],
        "t",
        "http://127.0.0.1:8321/?token=t",
    ),
}


@pytest.mark.parametrize("situation", ADDRESSES)
def test_the_address_is_one_that_a_browser_can_open(situation: str) -> None:
    (host, addresses), names, token, address = ADDRESSES[situation]
    assert _address(Bound(host, 8321, tuple(addresses), ()), names, token) == address


def test_a_sender_that_leaves_is_no_error(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 10) as asked:
        head = f"POST /rule HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: 100\r\n"
        asked.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\na=b".encode())
    assert server.ask("/api/health")[0] == 200
    assert server.stop() == 0
    assert server.process.stderr is not None
    assert "Traceback" not in server.process.stderr.read().decode()


def test_names_that_are_answered() -> None:
    bound, port = Bound("127.0.0.1", 8321, ("127.0.0.1",), ()), 8321
    here = {f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"}
    assert hosts_of(bound, ()) == here
    assert hosts_of(bound, ["Talks.Example"]) == here | {f"talks.example:{port}", "talks.example"}
    assert hosts_of(bound, ["localhost:9000"]) == here | {"localhost:9000"}
    assert hosts_of(bound, ["[::1]:9000"]) == here | {"[::1]:9000"}
    assert hosts_of(Bound("", port, ("0.0.0.0", "::"), ()), ()) >= here
    assert hosts_of(Bound("192.0.2.7", port, ("192.0.2.7",), ()), ()) == {f"192.0.2.7:{port}"}

"""A ledger served over HTTP until it is stopped. The command is `accords serve`."""

from __future__ import annotations

import errno
import ipaddress
import re
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from urllib.parse import quote

import uvicorn
from starlette.types import ASGIApp

from accords.ledger.ledger import Ledger
from accords.presentation.files_shown import FilesShown
from accords.presentation.live import Live
from accords.presentation.web.app import app_of
from accords.presentation.web.guard import Guard, checked_token, with_port
from accords.presentation.web.served import Served, called
from accords.vocabulary import Fault, Misuse

PORT = 8321
_HERE = ("127.0.0.1", "localhost", "::1")
# A name, an address of IPv4, or one of IPv6 with brackets where a port follows.
_HOST = re.compile(r"(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?|[0-9a-f:.]+", re.ASCII | re.IGNORECASE)
_LAST = 5  # seconds that a request under way has when the app is stopped


@dataclass(frozen=True, slots=True)
class Bound:
    """Where the app will answer: sockets that are bound, and the port of them all. `beyond`: others than this machine can reach them."""

    host: str
    port: int
    addresses: tuple[str, ...]
    sockets: tuple[socket.socket, ...]

    @property
    def beyond(self) -> bool:
        return not all(ipaddress.ip_address(one.partition("%")[0]).is_loopback for one in self.addresses)

    @property
    def everywhere(self) -> bool:
        return any(ipaddress.ip_address(one.partition("%")[0]).is_unspecified for one in self.addresses)

    def close(self) -> None:
        for one in self.sockets:
            one.close()


def bind(host: str, port: int) -> Bound:
    """Take the port, so that nobody else has it while the ledger is read. `Misuse` where that cannot be done."""
    if not 0 <= port <= 65535:
        raise Misuse(Fault("--port", str(port), "a number from 0 to 65535", "0 takes any that is free."))
    if not host.strip():
        # To the system nothing means everywhere: a variable that a script forgot would open the ledger to all.
        accepted = "an address of this machine, such as 127.0.0.1"
        raise Misuse(Fault("--host", "nothing", accepted, "0.0.0.0 is every address of the machine."))
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        told = getattr(error, "strerror", None) or "no name"
        accepted = "an address of this machine, such as 127.0.0.1"
        raise Misuse(Fault("--host", f"{host!r}: {told}", accepted, "Correct it.")) from None
    sockets: list[socket.socket] = []
    refused: OSError | None = None
    for family, kind, protocol, _, address in dict.fromkeys(found):
        try:
            # Port 0: the first one that is free is that of all.
            at = sockets[0].getsockname()[1] if sockets else port
            sockets.append(_bound(family, kind, protocol, (address[0], at, *address[2:])))
        except OSError as error:
            if error.errno == errno.EADDRINUSE and not (port == 0 and sockets):
                for one in sockets:
                    one.close()
                raise _no_room(host, port, error) from None
            refused = error  # such as an address of IPv6 where there is none of it
    if not sockets:
        assert refused is not None
        raise _no_room(host, port, refused) from None
    addresses = tuple(one.getsockname()[0] for one in sockets)
    return Bound(host, sockets[0].getsockname()[1], addresses, tuple(sockets))


def _bound(family: int, kind: int, protocol: int, address: tuple[object, ...]) -> socket.socket:
    made = socket.socket(family, kind, protocol)
    try:
        # A port whose last connections are still closing can be taken again.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
    except BaseException:
        made.close()
        raise
    return made


def _no_room(host: str, port: int, error: OSError) -> Misuse:
    if error.errno == errno.EADDRINUSE:
        remedy = f"Is 'accords serve' running already? Else choose another, such as --port {port % 65535 + 1}."
        return Misuse(Fault("--port", f"{port}, in use", "a port that is free", remedy))
    if error.errno == errno.EACCES:
        return Misuse(Fault("--port", f"{port}: {error.strerror}", "a port from 1024 on", "Choose another."))
    accepted = "an address of this machine, such as 127.0.0.1"
    return Misuse(Fault("--host", f"{host!r}: {error.strerror}", accepted, "Correct it."))


@dataclass(frozen=True, slots=True)
class Ready:
    """Where the app answers. `address` holds the token, if any: whoever has it reads the ledger and rules."""

    address: str
    token: str | None
    beyond: bool
    texts: bool


def serve(
    ledger: Ledger,
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    token: str | None = None,
    allow_hosts: Iterable[str] = (),
    files: FilesShown | None = None,
    by: str | None = None,
    texts: bool | None = None,
    ready: Callable[[Ready], None] = lambda _: None,
) -> None:
    """Serve the pages of a ledger until SIGINT or SIGTERM; `ready` is called as soon as it answers.

    Bound to loopback it asks for no token unless one is given, and shows texts. Reached from elsewhere (`host`, or a name in
    `allow_hosts` that is not this machine's own) it asks for `token` (made where none is given), and shows texts only if `texts` says so.
    `by`: whose rulings they are where a browser tells no name; reached from elsewhere, everybody tells their own. `Misuse` where it cannot be bound, or the token is too short.

        >>> with accords.Ledger("talks.ledger") as ledger:  # doctest: +SKIP
        ...     serve(ledger, ready=lambda at: print(at.address))
    """
    names = tuple(map(_checked_name, allow_hosts))
    if token is not None:
        checked_token(token)
    bound = bind(host, port)
    try:
        beyond = bound.beyond or any(_name(one) not in _HERE for one in names)
        if beyond and token is None:
            token = secrets.token_urlsafe(32)
        shows = texts if texts is not None else not beyond
        guard = Guard(hosts_of(bound, names), token, bound.everywhere, str(bound.port))
        live, given = Live(ledger), files or FilesShown()
        live.warm()
        name = called(ledger.name)
        served = Served(ledger, live, name, shows, None if beyond else by, given.agreements, given.scenarios)
        told = Ready(_address(bound, names, token), token, beyond, shows)
        _run(app_of(served, guard), bound, lambda: ready(told))
    finally:
        bound.close()


def hosts_of(bound: Bound, names: Iterable[str]) -> frozenset[str]:
    """What may stand in `Host`: the names of where it is bound, and those that are allowed beside them."""
    own = {bound.host, *bound.addresses} - {""}
    if not bound.beyond or bound.everywhere:
        own |= set(_HERE)
    given = {name.casefold() for name in names if name.rpartition("]")[2].partition(":")[2]}
    bare = {name.casefold() for name in names if name.casefold() not in given}
    # A name alone may also come without a port: so it does through a server in front that has TLS.
    return with_port(own, bound.port) | with_port(bare, bound.port) | given | bare


def _checked_name(host: str) -> str:
    """`Misuse` where no browser could send it in `Host`."""
    if _HOST.fullmatch(host):
        return host
    accepted = "a name, or NAME:PORT, such as talks.example"
    raise Misuse(Fault("--allow-host", repr(host[:80]), accepted, "Leave out http:// and all that follows the name."))


def _name(host: str) -> str:
    """`localhost:9000` -> `localhost`, `[::1]:9000` -> `::1`."""
    if host.startswith("["):
        return host[1:].partition("]")[0].casefold()
    return (host if host.count(":") > 1 else host.partition(":")[0]).casefold()


def _address(bound: Bound, names: Iterable[str], token: str | None) -> str:
    """Where a browser finds it: at the name that others know it by, where they reach it without a server in front."""
    known = next((name for name in names if _name(name) not in _HERE), None) if bound.beyond else None
    host = known or ("127.0.0.1" if bound.everywhere else bound.host)
    if known is None or _name(known) == known.casefold():
        [host] = [one for one in with_port([host], bound.port) if one.endswith(f":{bound.port}")]
    return f"http://{host}/" + (f"?token={quote(token, safe='')}" if token else "")


def _run(app: ASGIApp, bound: Bound, ready: Callable[[], None]) -> None:
    # Addresses that a server in front tells of are not believed, since anybody can write them.
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",  # what goes wrong in the app is in its own log; who is cut off at the end is no fault
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST,
    )
    server = uvicorn.Server(config)
    with _stopped_by_signals(server):
        for one in bound.sockets:
            one.listen(config.backlog)
        ready()
        server.run(sockets=list(bound.sockets))


@contextmanager
def _stopped_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """SIGINT and SIGTERM end the app as a whole: uvicorn sends them on when it is done, and without this they would end the process."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may; whoever runs it in another sees to it
        return

    def stop(number: int, frame: FrameType | None) -> None:
        server.force_exit = server.should_exit  # whoever asks twice waits for nobody
        server.should_exit = True

    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)

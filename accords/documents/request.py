"""One request to one address, within limits (the only urllib3 import).

One connection for each, to the very IP address that was checked, so that a name cannot lead elsewhere between check and
connection. urllib3's connections are used below its pools: it retries nothing, follows nothing, asks no proxy and
decompresses nothing. A proxy would resolve names by itself, and nobody could check where they lead; so the proxy
variables of the environment are not read.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from threading import Thread, Timer

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from accords.documents.addresses import Address, Resolve, not_public
from accords.documents.body import ENCODINGS, Damaged, TooMuch, Unpacking
from accords.vocabulary import Fault

_PIECE = 16_384  # bytes read at once
_BROKEN = (HTTPError, HTTPException, OSError)
_AGAIN = "Try again later."


@dataclass(frozen=True, slots=True)
class Network:
    """How hosts are reached: who names their IP addresses, which are allowed, whose certificates are trusted.

    `connect` and `silence` are seconds, for a connection and between two pieces of an answer. Without `tls` the
    machine's authorities are trusted.
    """

    resolve: Resolve
    allow_private: bool = False
    connect: float = 10
    silence: float = 20
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left for one answer: `seconds` of the `whole` number of them, and bytes as received and as decoded."""

    seconds: float
    whole: float
    received: int
    decoded: int


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of one server; a body is only there with status 200. `cut` says what is missing of it."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    cut: str | None = None


class _Refused(Exception):
    """Ends a request with the fault that it carries."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def ask(
    here: Address,
    headers: Mapping[str, str],
    *,
    place: str,
    network: Network,
    allowance: Allowance,
    accept: Sequence[str] | None = None,
) -> Reply | Fault:
    """The answer of `here`; `place` is what faults call it.

    A body of another media type than those of `accept` is a fault, and so is one larger than allowed. Without `accept`
    any type will do, and a body that is too large is taken up to the limit.
    """
    end = time.monotonic() + allowance.seconds
    try:
        with _opened(here, headers, place, network, end) as response:
            if response.status != 200:
                return Reply(response.status, response.headers)
            if accept is not None:
                _check_type(response.headers, place, accept)
            body, cut = _body(response, place, allowance, strict=accept is not None)
            if time.monotonic() < end:
                return Reply(200, response.headers, body, cut)
    except _Refused as refused:
        return refused.fault
    except _BROKEN as error:
        if time.monotonic() < end:
            return Fault(place, f"no answer ({_reason(error)})", "a server that answers HTTP", _AGAIN)
    accepted = f"a whole one within {allowance.whole:g} seconds"
    return Fault(place, "an answer that was not whole in time", accepted, _AGAIN)


@contextmanager
def _opened(
    here: Address, headers: Mapping[str, str], place: str, network: Network, end: float
) -> Iterator[BaseHTTPResponse]:
    connection = _connected(here, _checked(here, place, network, end), network, end)
    # Timeouts of a socket begin anew with each byte. This one ends the whole answer, whatever it trickles.
    watch = Timer(max(0.0, end - time.monotonic()), _shut, [connection.sock])
    watch.daemon = True
    watch.start()
    try:
        connection.timeout = network.silence
        own = {"Host": here.authority, "Accept-Encoding": ENCODINGS, "Connection": "close"}
        connection.request("GET", here.target, headers={**own, **headers}, preload_content=False, decode_content=False)
        yield connection.getresponse()
    finally:
        watch.cancel()
        connection.close()


def _connected(here: Address, addresses: Sequence[str], network: Network, end: float) -> HTTPConnection:
    """A connection to the first of the checked addresses that takes one; TLS is for the name, not the address."""
    failed: Exception = TimeoutError("out of time")
    for ip in addresses:
        timeout = min(network.connect, end - time.monotonic())
        if timeout <= 0:
            break
        if here.scheme == "https":
            tls = network.tls or ssl.create_default_context()
            connection: HTTPConnection = HTTPSConnection(
                ip, here.port, timeout=timeout, ssl_context=tls, server_hostname=here.host.rstrip(".")
            )
        else:
            connection = HTTPConnection(ip, here.port, timeout=timeout)
        try:
            connection.connect()
            return connection
        except _BROKEN as error:
            connection.close()
            failed = error
    raise failed


def _checked(here: Address, place: str, network: Network, end: float) -> Sequence[str]:
    """The IP addresses of the host, each of them public unless private ones are allowed."""
    seconds = max(0.0, min(network.connect, end - time.monotonic()))
    addresses = _in_time(lambda: network.resolve(here.host, here.port), seconds)
    if not addresses:
        raise OSError(f"no address for the name {here.host}")
    for ip in addresses:
        kind = not_public(ip)
        if kind is not None and not network.allow_private:
            leads = "" if ip == here.host else f" leads to {ip}, which"
            found = f"an address that is not public ({here.host}{leads} is {kind})"
            remedy = "Allow private addresses (allow_private) if you trust where it came from."
            raise _Refused(Fault(place, found, "addresses on the public internet", remedy))
    return addresses


def _in_time(ask: Callable[[], Sequence[str]], seconds: float) -> Sequence[str]:
    """What `ask` returns; the system's resolver takes no timeout, so a thread that may be left behind asks it."""
    outcome: list[Sequence[str] | Exception] = []

    def run() -> None:
        try:
            outcome.append(ask())
        except Exception as error:
            outcome.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise TimeoutError("no answer of the name server")
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


def _shut(sock: socket.socket | None) -> None:
    if sock is not None:
        with suppress(OSError):
            # Not SSLSocket.shutdown, which would end its TLS layer under the thread that reads from it.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _body(response: BaseHTTPResponse, place: str, allowance: Allowance, *, strict: bool) -> tuple[bytes, str | None]:
    """The body, and what is missing of it. Where not `strict`, a body that is too long is taken up to the limit."""
    received, decoded = allowance.received, allowance.decoded
    remedy = "Save the page as a file, or raise the limit."
    try:
        unpacking = Unpacking(response.headers.get("Content-Encoding"), decoded)
    except Damaged as error:
        raise _Refused(Fault(place, str(error), f"no encoding, or one of {ENCODINGS}", _AGAIN)) from None
    count, cut = 0, None
    try:
        for piece in response.stream(_PIECE, decode_content=False):
            count += len(piece)
            if strict and count > received:
                raise TooMuch(received)
            unpacking.add(piece)
            if count > received:
                break
    except TooMuch as error:
        if strict:
            much = f"more than {received:,} bytes" if count > received else str(error)
            found, accepted = f"an answer of {much}", f"at most {min(received, decoded):,} bytes"
            raise _Refused(Fault(place, found, accepted, remedy)) from None
    except Damaged as error:
        cut = str(error)
    except (HTTPError, HTTPException) as error:
        # The start of a chunk that was cut stands in the error alone.
        rest = getattr(error.__cause__ or error.__context__, "partial", None)
        if isinstance(rest, bytes):
            with suppress(TooMuch, Damaged):
                unpacking.add(rest)
        cut = _reason(error)
    if cut is None and not unpacking.whole:
        cut = "its compressed stream has no end"
    return bytes(unpacking.data[:decoded]), cut


def _check_type(headers: Mapping[str, str], place: str, accept: Sequence[str]) -> None:
    found = media_type(headers)
    if found is not None and found not in accept:
        remedy = "Name the address of the report itself." if "text/html" in accept else "Check the address."
        if found in ("application/rss+xml", "application/atom+xml"):
            remedy = "This is a feed: follow it, or name the address of one report."
        raise _Refused(Fault(place, f"content of the type {found}", ", ".join(accept), remedy))


def media_type(headers: Mapping[str, str]) -> str | None:
    """The type that Content-Type states, without its parameters."""
    return headers.get("Content-Type", "").replace(",", ";").split(";")[0].strip().lower()[:100] or None


def _reason(error: Exception) -> str:
    """What broke, in few words, without the objects that urllib3 prints into its messages."""
    inner = error.__cause__ or error.__context__
    if isinstance(error, socket.gaierror):
        return "no host of this name"
    if isinstance(inner, ssl.SSLError):
        error = inner
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"a certificate that does not hold: {error.verify_message}"
    if isinstance(error, TimeoutError) or isinstance(inner, TimeoutError):
        return "silence for too long"
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror.lower()
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    words = str(error.args[0]) if error.args else type(error).__name__
    return re.sub(r"<[^>]*>:?\s*", "", words)[:200]

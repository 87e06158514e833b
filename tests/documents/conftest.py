"""A server on loopback that says exactly what a test wants, byte for byte."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

Say = Callable[[socket.socket], None]


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP answer; `Content_Type="text/html"` becomes a header, and Content-Length is added."""
    lines = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


@dataclass
class Server:
    """`pages` maps a path to an answer, or to a function that writes to the connection; `asked` keeps requests."""

    family: socket.AddressFamily = socket.AF_INET
    pages: dict[str, bytes | Say] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        host = "::1" if self.family == socket.AF_INET6 else "127.0.0.1"
        self._listening = socket.create_server((host, 0), family=self.family)
        self.port: int = self._listening.getsockname()[1]
        self.origin = f"http://[::1]:{self.port}" if ":" in host else f"http://127.0.0.1:{self.port}"
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def at(self, path: str) -> str:
        return self.origin + path

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def _listen(self) -> None:
        while not self.ended.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=[connection], daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            head = b""
            while b"\r\n\r\n" not in head and (more := connection.recv(4096)):
                head += more
            lines = head.decode("latin-1").split("\r\n")
            path = lines[0].split(" ")[1]
            self.asked.append(
                (path, {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:] if line)})
            )
            page = self.pages.get(path, answer(status="404 Not Found"))
            connection.sendall(page) if isinstance(page, bytes) else page(connection)

    def close(self) -> None:
        self.ended.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(5)


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.close()


@pytest.fixture
def other_server() -> Iterator[Server]:
    one = Server()
    yield one
    one.close()

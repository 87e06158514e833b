"""Asking addresses: what is refused before, during and after, and what servers that misbehave cannot do.

The servers stand on loopback, which every fetcher here is told to allow, but for those that show the refusal.
"""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.documents import request
from accords.documents.addresses import Address, not_public, read_address
from accords.documents.answer import (
    FEEDS,
    LONGEST_BACK_OFF,
    Answer,
    Conditions,
    Fetched,
    Later,
    Limits,
    NotModified,
    Visit,
    after,
)
from accords.documents.fetch import Fetcher
from accords.vocabulary import Fault

from .conftest import Server, answer

# Times are as shipped, from ten seconds to a minute, but where a test is of one of them.
SMALL = Limits(received=200_000, decoded=200_000, pause=0)
PAGE = b"<!doctype html><p>The envoy arrived.</p>"


def fetch(address: str, *, limits: Limits = SMALL, **options: Any) -> Answer:
    asked = {name: options.pop(name) for name in ("conditions", "accept") if name in options}
    return Fetcher(limits=limits, allow_private=options.pop("allow_private", True), **options).fetch(address, **asked)


def fetched(address: str, **options: Any) -> Fetched:
    got = fetch(address, **options)
    assert isinstance(got, Fetched), got
    return got


def fault(address: str, **options: Any) -> Fault:
    got = fetch(address, **options)
    assert isinstance(got, Fault), got
    return got


def later(address: str, **options: Any) -> Later:
    got = fetch(address, **options)
    assert isinstance(got, Later), got
    return got


def test_a_page_comes_with_what_the_server_said_of_it(server: Server) -> None:
    server.pages["/a?b=c"] = answer(PAGE, ETag='"v1"', Last_Modified="Tue, 03 Mar 2020 10:00:00 GMT")
    got = fetched(server.at("/a?b=c#part"))
    assert (got.body, got.media_type, got.charset, got.cut, got.moved) == (PAGE, "text/html", "utf-8", None, None)
    assert got.address == server.at("/a?b=c")
    assert got.conditions == Conditions('"v1"', "Tue, 03 Mar 2020 10:00:00 GMT")
    assert abs(got.at - datetime.now(UTC)) < timedelta(seconds=60)


def test_servers_are_told_who_asks_and_nothing_of_the_machine(server: Server) -> None:
    server.pages["/"] = answer(PAGE)
    fetched(server.origin)
    headers = dict(server.asked[-1][1])
    assert headers.pop("user-agent").startswith("accords/")
    assert headers.pop("host") == f"127.0.0.1:{server.port}"
    assert set(headers) == {"accept", "accept-encoding", "connection"}
    assert socket.gethostname() not in str(server.asked)


# Addresses

UNREADABLE = {
    "no address": ("talks", "an address of the kind"),
    "a file": ("file:///etc/passwd", "an address of the kind `file:`"),
    "another protocol": ("ftp://h.example/a", "an address of the kind `ftp:`"),
    "no host": ("http:///a", "no name of a host"),
    "a port that is none": ("http://h.example:99999/", "cannot be read"),
    "port 0": ("http://h.example:0/", "port 0"),
    "a line end": ("http://h.example/a\r\nHost: b", "a control character"),
    "a backslash": ("http://h.example\\@b.example/", "a backslash"),
    "half a bracket": ("http://[::1/", "cannot be read"),
    "a bound address": ("http://[fe80::1%25eth0]/", "as the name of a host"),
    "a space in the name": ("http://h example/", "as the name of a host"),
    "a name with an empty part": ("http://h..example/", "as the name of a host"),
    "far too long": ("http://h.example/" + "a" * 9000, "characters"),
}


@pytest.mark.parametrize("situation", UNREADABLE)
def test_what_is_no_address_to_ask_is_refused(situation: str) -> None:
    words, found = UNREADABLE[situation]
    assert found in fault(words).found


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    one = fault("https://me:secret@h.example/a")
    assert one.found == "an address with a user name or a password"
    assert one.place == "https://h.example/a"
    assert "secret" not in str(one)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("HTTP://News.Example", Address("http", "news.example", 80, "/")),
        ("https://news.example:443/a b?c=d e#f", Address("https", "news.example", 443, "/a%20b?c=d%20e")),
        (
            "https://münchen.example/straße?q=%C3%9F",
            Address("https", "xn--mnchen-3ya.example", 443, "/stra%C3%9Fe?q=%C3%9F"),
        ),
        ("http://[2001:DB8::1]:8080/", Address("http", "2001:db8::1", 8080, "/")),
    ],
)
def test_an_address_is_written_as_servers_take_it(words: str, expected: Address) -> None:
    assert read_address(words) == expected
    assert read_address(str(expected)) == expected


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://h.example/", "http://[", "http://h.example:"]))
def test_any_text_is_an_address_in_ascii_or_a_fault(words: str, before: str) -> None:
    one = read_address(before + words)
    assert isinstance(one, Fault) or (str(one).isascii() and str(one).isprintable() and " " not in str(one))


# Addresses that are not public

NOT_PUBLIC = (
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.1.1",
    "169.254.169.254", "168.63.129.16", "100.64.0.1", "100.100.100.200", "100.127.255.254", "192.0.0.192", "192.0.2.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::",
    "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
)  # fmt: skip
PUBLIC = ("8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1",
          "::ffff:8.8.8.8", "64:ff9b::808:808")  # fmt: skip


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_an_ip_address_that_is_not_public_is_told(ip: str) -> None:
    assert not_public(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_a_public_ip_address_passes(ip: str) -> None:
    assert not_public(ip) is None


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_loopback_in_any_spelling_is_refused_unless_told(server: Server, host: str) -> None:
    one = fault(f"http://{host}:{server.port}/", allow_private=False)
    assert one.found.startswith("an address that is not public")
    assert one.found.endswith("is loopback)")
    assert one.accepted == "addresses on the public internet"
    assert server.asked == []


def test_a_public_looking_name_that_leads_to_a_private_address_is_refused(server: Server) -> None:
    one = fault(f"http://news.example:{server.port}/", allow_private=False, resolve=lambda host, port: ["10.0.0.7"])
    assert one.found == "an address that is not public (news.example leads to 10.0.0.7, which is private)"
    assert "allow_private" in one.remedy


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    one = fault("http://news.example/", allow_private=False, resolve=lambda host, port: ["8.8.8.8", "127.0.0.1"])
    assert "127.0.0.1, which is loopback" in one.found


def test_the_connection_goes_to_the_address_that_was_checked(server: Server) -> None:
    """Each name is resolved once a request, and what was resolved is connected to, under the name of the host."""
    server.pages["/a"] = answer(PAGE)
    asked: list[str] = []

    def once(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    got = fetched(f"http://news.example:{server.port}/a", resolve=once)
    assert got.address == f"http://news.example:{server.port}/a"
    assert asked == ["news.example", "news.example"]  # robots.txt, then the page
    assert server.asked[-1][1]["host"] == f"news.example:{server.port}"


def test_a_redirect_is_checked_like_the_first_address(server: Server) -> None:
    """A name that counts as public here leads, by redirect, to one that does not."""
    server.pages["/a"] = answer(status="302 Found", Location="http://inner.example/secret")
    names = {"127.0.0.1": ["127.0.0.1"], "inner.example": ["192.168.0.9"]}

    judged = request.not_public
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(request, "not_public", lambda ip: None if ip == "127.0.0.1" else judged(ip))
        one = Fetcher(limits=SMALL, resolve=lambda host, port: names[host]).fetch(server.at("/a"))
    assert isinstance(one, Fault)
    assert "inner.example leads to 192.168.0.9, which is private" in one.found
    assert one.place.startswith(f"{server.at('/a')} -> http://inner.example/secret")


def test_the_next_address_of_a_name_is_tried_where_the_first_takes_no_connection(server: Server) -> None:
    server.pages["/a"] = answer(PAGE)
    url = f"http://news.example:{server.port}/a"
    assert fetched(url, resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"]).body == PAGE


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.pages["/a"] = answer(PAGE)
    assert fetched(server.at("/a")).body == PAGE


def test_ipv6_is_asked_like_ipv4() -> None:
    try:
        server = Server(family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 on this machine")
    try:
        server.pages["/a"] = answer(PAGE)
        assert fetched(server.at("/a")).body == PAGE
        assert server.asked[-1][1]["host"] == f"[::1]:{server.port}"
    finally:
        server.close()


# Names


def test_a_name_that_nobody_has_is_a_fault() -> None:
    def nobody(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert fault("http://nowhere.example/", resolve=nobody).found == "no answer (no host of this name)"


def test_a_name_server_that_is_silent_does_not_hold_up() -> None:
    silent = threading.Event()

    def wait(host: str, port: int) -> Sequence[str]:
        silent.wait(60)
        return []

    began = time.monotonic()
    one = fault("http://slow.example/", limits=replace(SMALL, connect=0.3), resolve=wait)
    silent.set()
    assert time.monotonic() - began < 30
    assert "no answer" in one.found


def test_a_port_where_nobody_listens_is_a_fault() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert fault(f"http://127.0.0.1:{port}/").found == "no answer (connection refused)"


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and its key for news.example, made for this run."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    subprocess.run(
        ["openssl", *made, *named, "-keyout", str(path), "-out", f"{path}.crt"], check=True, capture_output=True
    )
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[tuple[int, list[str | None]]]:
    """The port of an https server for news.example, and the names that were asked for in TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    names: list[str | None] = []
    context.sni_callback = lambda connection, name, own: names.append(name)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            with suppress(OSError), context.wrap_socket(plain, server_side=True) as connection:
                asked = connection.recv(4096)
                connection.sendall(answer(status="404 Not Found") if b"GET /robots" in asked else answer(PAGE))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listening.getsockname()[1], names
    with suppress(OSError):
        listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(5)


def test_tls_is_for_the_name_though_the_connection_is_to_its_address(
    secure: tuple[int, list[str | None]], certificate: Path
) -> None:
    port, names = secure
    tls = ssl.create_default_context(cafile=str(certificate))
    got = fetched(f"https://news.example:{port}/", tls=tls, resolve=lambda host, port: ["127.0.0.1"])
    assert got.body == PAGE
    assert set(names) == {"news.example"}


def test_a_certificate_for_another_name_is_refused(secure: tuple[int, list[str | None]], certificate: Path) -> None:
    tls = ssl.create_default_context(cafile=str(certificate))
    one = fault(f"https://other.example:{secure[0]}/", tls=tls, resolve=lambda host, port: ["127.0.0.1"])
    assert "a certificate that does not hold" in one.found


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: tuple[int, list[str | None]]) -> None:
    one = fault(f"https://news.example:{secure[0]}/", resolve=lambda host, port: ["127.0.0.1"])
    assert "a certificate that does not hold: self" in one.found


# Redirects


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_a_redirect_is_followed_and_one_for_good_is_told(server: Server, status: str) -> None:
    server.pages["/a/b"] = answer(status=status, Location="../c")
    server.pages["/c"] = answer(PAGE)
    got = fetched(server.at("/a/b"))
    assert (got.address, got.body) == (server.at("/c"), PAGE)
    assert got.moved == (server.at("/c") if status[:3] in ("301", "308") else None)


def test_what_is_moved_for_good_ends_where_a_passing_redirect_begins(server: Server) -> None:
    server.pages["/a"] = answer(status="301 M", Location="/b")
    server.pages["/b"] = answer(status="302 F", Location="/c")
    server.pages["/c"] = answer(status="301 M", Location="/d")
    server.pages["/d"] = answer(PAGE)
    got = fetched(server.at("/a"))
    assert (got.address, got.moved) == (server.at("/d"), server.at("/b"))


@pytest.mark.parametrize("loop", [("/a", "/a"), ("/a", "/b", "/a"), ("/a", "/b", "/c", "/b")])
def test_a_loop_of_redirects_is_refused(server: Server, loop: tuple[str, ...]) -> None:
    for here, following in pairwise(loop):
        server.pages[here] = answer(status="302 F", Location=following)
    one = fault(server.at("/a"))
    assert one.found == f"redirects in a loop, back to {server.at(loop[-1])}"


def test_redirects_without_end_are_refused(server: Server) -> None:
    for n in range(9):
        server.pages[f"/{n}"] = answer(status="302 F", Location=f"/{n + 1}")
    assert fault(server.at("/0")).found == "more than 5 redirects"
    assert [path for path in server.paths if path != "/robots.txt"] == [f"/{n}" for n in range(6)]


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://", "ftp://h.example/", "http://u:p@h.example/", "http://[::"]
)
def test_a_redirect_to_what_is_no_address_is_a_fault(server: Server, location: str) -> None:
    server.pages["/a"] = answer(status="302 F", Location=location)
    one = fault(server.at("/a"))
    assert one.place.startswith(server.at("/a"))
    assert "u:p" not in str(one)


def test_a_redirect_with_letters_beyond_ascii_is_followed(server: Server) -> None:
    server.pages["/a"] = answer(status="302 F", Location="/é".encode().decode("latin-1"))
    server.pages["/%C3%A9"] = answer(PAGE)
    assert fetched(server.at("/a")).body == PAGE


# Conditions


def test_an_unchanged_page_is_not_sent_again(server: Server) -> None:
    server.pages["/a"] = answer(status="304 Not Modified", ETag='"v2"')
    kept = Conditions('"v1"', "Tue, 03 Mar 2020 10:00:00 GMT")
    got = fetch(server.at("/a"), conditions=kept)
    headers = server.asked[-1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == (kept.etag, kept.last_modified)
    assert isinstance(got, NotModified)
    assert got.conditions == Conditions('"v2"', kept.last_modified)


def test_not_modified_to_a_question_without_conditions_is_a_fault(server: Server) -> None:
    server.pages["/a"] = answer(status="304 Not Modified")
    assert "304" in fault(server.at("/a")).found


def test_a_version_that_would_break_a_request_is_not_kept(server: Server) -> None:
    server.pages["/a"] = answer(PAGE, ETag='"a\x07b"', Last_Modified="x" * 2000)
    assert fetched(server.at("/a")).conditions == Conditions()
    server.pages["/b"] = answer(PAGE, ETag='"a"\r\n folded: yes')
    assert "\n" not in (fetched(server.at("/b")).conditions.etag or "")
    fetch(server.at("/a"), conditions=Conditions('"a"\r\nX-Evil: 1'))
    assert "x-evil" not in server.asked[-1][1]


# What servers ask for

REFUSALS = {
    "401 Unauthorized": "behind a login",
    "403 Forbidden": "save the page from a browser",
    "404 Not Found": "Check the address",
    "410 Gone": "take the address off your list",
    "500 Internal Server Error": "Try again later",
    "206 Partial Content": "Try again later",
    "999 Odd": "Try again later",
    "302 Found": "Try again later",  # without a Location
}


@pytest.mark.parametrize("status", REFUSALS)
def test_an_answer_without_a_page_is_a_fault_with_what_to_do(server: Server, status: str) -> None:
    server.pages["/a"] = answer(b"no", status=status)
    one = fault(server.at("/a"))
    assert one.found.startswith(f"the answer {status[:3]}")
    assert REFUSALS[status] in one.remedy


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_retry_after_says_when_to_come_back(server: Server, status: str) -> None:
    server.pages["/a"] = answer(status=status, Retry_After="120")
    got = later(server.at("/a"))
    assert got.until is not None
    assert abs(got.until - datetime.now(UTC) - timedelta(seconds=120)) < timedelta(seconds=60)
    assert status in got.fault.found


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("Wed, 01 Jan 2200 00:00:00 GMT", datetime(2200, 1, 1, tzinfo=UTC)),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("9" * 30, None),
    ],
)
def test_retry_after_is_a_date_or_a_number_or_nothing(server: Server, words: str, until: datetime | None) -> None:
    server.pages["/a"] = answer(status="503 S", Retry_After=words)
    assert later(server.at("/a")).until == until


def test_retry_after_in_the_past_is_now(server: Server) -> None:
    server.pages["/a"] = answer(status="503 S", Retry_After="Wed, 01 Jan 2020 00:00:00 GMT")
    until = later(server.at("/a")).until
    assert until is not None
    assert abs(until - datetime.now(UTC)) < timedelta(seconds=60)


# robots.txt


def test_robots_txt_is_honoured_for_our_name_and_kept(server: Server) -> None:
    server.pages["/robots.txt"] = answer(b"User-agent: accords\nDisallow: /inner/*.html$\n", Content_Type="text/plain")
    server.pages["/a"] = answer(PAGE)
    fetcher = Fetcher(limits=SMALL, allow_private=True)
    one = fetcher.fetch(server.at("/inner/a.html"))
    assert isinstance(one, Fault)
    assert one.found == f"a page that {server.at('/robots.txt')} closes to accords"
    assert isinstance(fetcher.fetch(server.at("/a")), Fetched)
    assert server.paths == ["/robots.txt", "/a"]


def test_rules_for_everybody_hold_and_those_for_others_do_not(server: Server) -> None:
    server.pages["/robots.txt"] = answer(b"User-agent: other\nDisallow: /b\n\nUser-agent: *\nDisallow: /a\n")
    server.pages["/b"] = answer(PAGE)
    assert "closes" in fault(server.at("/a")).found
    assert fetched(server.at("/b")).body == PAGE


def test_the_target_of_a_redirect_is_held_against_its_own_robots_txt(server: Server, other_server: Server) -> None:
    server.pages["/a"] = answer(status="302 F", Location=other_server.at("/b"))
    other_server.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /\n")
    assert "closes" in fault(server.at("/a")).found
    assert other_server.paths == ["/robots.txt"]


def test_robots_txt_is_asked_for_again_after_its_time(server: Server) -> None:
    server.pages["/a"] = answer(PAGE)
    limits = Limits(pause=0, robots_kept=0)
    fetcher = Fetcher(limits=limits, allow_private=True)
    fetcher.fetch(server.at("/a"))
    fetcher.fetch(server.at("/a"))
    assert server.paths == ["/robots.txt", "/a"] * 2


@pytest.mark.parametrize("status", ["500 S", "503 S", "429 T"])
def test_a_host_whose_robots_txt_cannot_be_had_is_asked_later(server: Server, status: str) -> None:
    """RFC 9309, 2.3.1.4: what is unreachable counts as closed."""
    server.pages["/robots.txt"] = answer(status=status, Retry_After="60")
    got = later(server.at("/a"))
    assert got.until is not None
    assert "robots.txt" in got.fault.found
    assert server.paths == ["/robots.txt"]


def test_a_host_without_robots_txt_is_open(server: Server) -> None:
    server.pages["/robots.txt"] = answer(status="403 Forbidden")
    server.pages["/a"] = answer(PAGE)
    assert fetched(server.at("/a")).body == PAGE


def test_a_robots_txt_that_is_redirected_counts(server: Server, other_server: Server) -> None:
    server.pages["/robots.txt"] = answer(status="301 M", Location=other_server.at("/r.txt"))
    other_server.pages["/r.txt"] = answer(b"User-agent: *\nDisallow: /\n")
    assert "closes" in fault(server.at("/a")).found


def test_only_the_beginning_of_a_long_robots_txt_is_read(server: Server) -> None:
    long = b"User-agent: *\nDisallow: /a\n" + b"#" * 5000 + b"\nDisallow: /b\n"
    server.pages["/robots.txt"] = answer(long)
    server.pages["/b"] = answer(PAGE)
    limits = Limits(pause=0, robots_bytes=1000)
    assert fetched(server.at("/b"), limits=limits).body == PAGE
    assert "closes" in fault(server.at("/a"), limits=limits).found
    # A rule that the limit cuts in two is no rule: half of it would close more.
    server.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /a\nDisallow: /" + b"c" * 2000)
    assert fetched(server.at("/b"), limits=limits).body == PAGE


def test_a_robots_txt_without_end_does_not_hold_up(server: Server) -> None:
    server.pages["/robots.txt"] = drip(server, HEAD + b"\r\n", b"User-agent: *\n")
    one = fault(server.at("/a"), limits=replace(SMALL, robots_seconds=0.4))
    assert one.place.endswith(f"(asked for {server.at('/robots.txt')})")
    assert (one.found, one.accepted) == ("an answer that was not whole in time", "a whole one within 0.4 seconds")


def test_a_robots_txt_of_stars_costs_no_time(server: Server) -> None:
    server.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /" + b"*1" * 30 + b"*Z\n")
    server.pages["/" + "1" * 60] = answer(PAGE)
    assert fetched(server.at("/" + "1" * 60)).body == PAGE


def test_a_host_is_given_its_pause(server: Server) -> None:
    server.pages["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 4\n")
    server.pages["/a"] = answer(PAGE)
    waited: list[float] = []
    fetched(server.at("/a"), limits=Limits(pause=1), sleep=waited.append)
    assert [round(seconds) for seconds in waited] == [4]


def test_a_host_that_wants_a_long_pause_is_asked_later(server: Server) -> None:
    server.pages["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 3600\n")
    got = later(server.at("/a"))
    assert got.until is not None
    assert abs(got.until - datetime.now(UTC) - timedelta(hours=1)) < timedelta(seconds=60)


# Content types


@pytest.mark.parametrize(
    "kind", ["application/pdf", "image/jpeg", "application/rss+xml", "video/mp4; x=y", "application/json"]
)
def test_content_of_another_type_is_refused_unread(server: Server, kind: str) -> None:
    server.pages["/a"] = answer(b"x" * 10_000_000, Content_Type=kind)
    one = fault(server.at("/a"))
    assert one.found == f"content of the type {kind.split(';')[0]}"
    assert one.accepted == "text/html, application/xhtml+xml, text/plain, text/markdown"
    assert ("follow" in one.remedy) == (kind == "application/rss+xml")


def test_a_feed_is_taken_where_a_feed_is_asked_for(server: Server) -> None:
    server.pages["/a"] = answer(b"<rss/>", Content_Type="Application/RSS+XML;charset='UTF-8'")
    got = fetched(server.at("/a"), accept=FEEDS)
    assert (got.media_type, got.charset) == ("application/rss+xml", "UTF-8")


def test_content_without_a_type_is_taken(server: Server) -> None:
    server.pages["/a"] = answer(PAGE, Content_Type="")
    assert fetched(server.at("/a")).media_type is None


# Sizes, times and bodies that are not whole


def drip(server: Server, first: bytes, piece: bytes = b"x", every: float = 0.02) -> Any:
    """Writes `first`, then `piece` again and again, too often for a timeout between two pieces; after half a minute it ends."""

    def say(connection: socket.socket) -> None:
        connection.sendall(first)
        until = time.monotonic() + 30
        while not server.ended.wait(every) and time.monotonic() < until:
            connection.sendall(piece)

    return say


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
DRIPS = {
    "the body": (HEAD + b"\r\n", b"x"),
    "a body of a stated length": (HEAD + b"Content-Length: 100000\r\n\r\n", b"x"),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "the length of a chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "the end of the chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", b"a: b\r\n"),
    "the status": (b"HTTP/1.1 200 ", b"O"),
    "the headers": (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
    "answers before the answer": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("what", DRIPS)
def test_a_slow_drip_ends_at_the_limit_of_the_whole_answer(server: Server, what: str) -> None:
    server.pages["/a"] = drip(server, *DRIPS[what])
    began = time.monotonic()
    one = fault(server.at("/a"), limits=replace(SMALL, seconds=0.5))
    assert one.found == "an answer that was not whole in time"
    assert one.accepted == "a whole one within 0.5 seconds"
    assert 0.4 < time.monotonic() - began < 20


def test_the_time_is_for_all_redirects_together(server: Server) -> None:
    def slow(connection: socket.socket) -> None:
        server.ended.wait(0.2)
        connection.sendall(answer(status="302 F", Location="/b" + "x" * len(server.paths)))

    for n in range(9):
        server.pages["/b" + "x" * n] = slow
    assert "not whole in time" in fault(server.at("/b"), limits=replace(SMALL, seconds=0.5)).found
    assert len(server.paths) < 6, "the times of each would have been enough"


def test_silence_is_not_waited_out(server: Server) -> None:
    server.pages["/a"] = lambda connection: (server.ended.wait(60), None)[1]
    began = time.monotonic()
    assert fault(server.at("/a"), limits=replace(SMALL, silence=0.3)).found == "no answer (silence for too long)"
    assert time.monotonic() - began < 30


def pour(head: bytes, piece: bytes) -> Any:
    def say(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)

    return say


POURED = {
    "without end": pour(HEAD + b"\r\n", b"x" * 65_536),
    "in chunks without end": pour(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"ff\r\n" + b"x" * 255 + b"\r\n"),
    "in one chunk without end": pour(HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n", b"x" * 65_536),
    "of a stated size": answer(b"x" * 200_001),
}


@pytest.mark.parametrize("what", POURED)
def test_a_body_larger_than_allowed_is_refused(server: Server, what: str) -> None:
    server.pages["/a"] = POURED[what]
    one = fault(server.at("/a"), limits=Limits(received=200_000, pause=0))
    assert (one.found, one.accepted) == ("an answer of more than 200,000 bytes", "at most 200,000 bytes")


def test_headers_and_chunk_lengths_without_end_are_refused(server: Server) -> None:
    server.pages["/a"] = pour(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65_536)
    server.pages["/b"] = pour(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1000)
    server.pages["/c"] = pour(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0" * 65_536)
    limits = Limits(pause=0)
    assert "no answer" in fault(server.at("/a"), limits=limits).found
    assert "no answer" in fault(server.at("/b"), limits=limits).found
    assert fetched(server.at("/c"), limits=limits).cut is not None


BOMBS = {
    "gzip": gzip.compress(bytes(50_000_000), 1),
    "deflate": zlib.compress(bytes(50_000_000), 1),
}


@pytest.mark.parametrize("encoding", BOMBS)
def test_a_bomb_is_refused_before_it_unfolds(server: Server, encoding: str) -> None:
    server.pages["/a"] = answer(BOMBS[encoding], Content_Encoding=encoding)
    one = fault(server.at("/a"), limits=Limits(received=10_000_000, decoded=1_000_000, pause=0))
    assert one.found == "an answer of more than 1,000,000 bytes, decompressed"


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("GZIP", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
    ],
)
def test_a_compressed_page_is_decompressed(server: Server, encoding: str, data: bytes) -> None:
    server.pages["/a"] = answer(data, Content_Encoding=encoding)
    got = fetched(server.at("/a"))
    assert (got.body, got.cut) == (PAGE, None)


def test_an_encoding_that_was_not_asked_for_is_refused(server: Server) -> None:
    server.pages["/a"] = answer(PAGE, Content_Encoding="br")
    one = fault(server.at("/a"))
    assert (one.found, one.accepted) == ("the content encoding `br`", "no encoding, or one of gzip, deflate")


CUT = {
    "shorter than its length": answer(PAGE, Content_Length="9999"),
    "in the middle of a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nffff\r\n" + PAGE,
    "between two chunks": HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(PAGE), PAGE),
    "a chunk of no length": HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\nzz\r\n" % (len(PAGE), PAGE),
}


@pytest.mark.parametrize("what", CUT)
def test_a_body_that_ends_early_is_told_and_kept(server: Server, what: str) -> None:
    server.pages["/a"] = CUT[what]
    got = fetched(server.at("/a"))
    assert got.body == PAGE
    assert got.cut is not None
    assert got.cut.found.startswith(f"an answer cut off after {len(PAGE)} bytes")


def test_a_compressed_body_that_ends_early_is_told(server: Server) -> None:
    packed = gzip.compress(PAGE * 50)
    server.pages["/a"] = answer(packed[:-9], Content_Encoding="gzip")
    server.pages["/b"] = answer(packed[:20] + b"\xff" * 50, Content_Encoding="gzip")
    server.pages["/c"] = answer(packed + packed, Content_Encoding="gzip")
    for path in ("/a", "/b", "/c"):
        assert fetched(server.at(path)).cut is not None, path


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"hello\r\n\r\n",
        b"SSH-2.0-x\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nx",
    ],
)
def test_what_is_no_http_is_a_fault(server: Server, said: bytes) -> None:
    server.pages["/a"] = said
    got = fetch(server.at("/a"))
    assert isinstance(got, Fault) or (isinstance(got, Fetched) and got.cut), got


@given(st.binary(max_size=300))
def test_no_bytes_of_a_server_raise(said: bytes) -> None:
    server = Server()
    try:
        server.pages["/a"] = b"HTTP/1.1 200 OK\r\n" + said
        assert isinstance(fetch(server.at("/a")), Fault | Fetched)
    finally:
        server.close()


# What to remember

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEPT = Conditions('"v1"')
FAULT = Fault("p", "f", "a", "r")
WHOLE = Fetched("http://h.example/", NOW, b"x", conditions=Conditions('"v2"'))
CUT_OFF = Fetched("http://h.example/", NOW, b"x", conditions=Conditions('"v2"'), cut=FAULT)

VISITS: dict[str, tuple[int, Answer, timedelta, int, Conditions]] = {
    "content": (3, WHOLE, HOUR, 0, Conditions('"v2"')),
    "nothing new": (3, NotModified("http://h.example/", NOW, KEPT), HOUR, 0, KEPT),
    "a first fault": (0, FAULT, 2 * HOUR, 1, KEPT),
    "a third fault": (2, FAULT, 8 * HOUR, 3, KEPT),
    "a hundredth fault": (99, FAULT, LONGEST_BACK_OFF, 100, KEPT),
    "a body cut off": (0, CUT_OFF, 2 * HOUR, 1, KEPT),
    "later, without a time": (0, Later(FAULT, None), 2 * HOUR, 1, KEPT),
    "later, sooner than the back-off": (0, Later(FAULT, NOW + timedelta(minutes=1)), 2 * HOUR, 1, KEPT),
    "later, by a long time": (0, Later(FAULT, NOW + timedelta(days=3)), timedelta(days=3), 1, KEPT),
    "later, by years": (0, Later(FAULT, NOW + timedelta(days=4000)), timedelta(days=7), 1, KEPT),
}


@pytest.mark.parametrize("situation", VISITS)
def test_the_next_visit_is_put_off_as_the_answer_wants(situation: str) -> None:
    failures, got, pause, counted, kept = VISITS[situation]
    following = after(Visit(KEPT, NOW, failures), got, now=NOW, every=HOUR)
    assert following == Visit(kept, NOW + pause, counted)


def test_a_rare_visit_is_not_made_more_often_by_failing() -> None:
    week = timedelta(days=7)
    assert after(Visit(), FAULT, now=NOW, every=week).next_at == NOW + week

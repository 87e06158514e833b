"""Addresses on the network: how one is written, where its name leads, and whether that place is public."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

from accords.vocabulary import Fault

Resolve = Callable[[str, int], Sequence[str]]
"""Name and port -> every IP address of the name, in the order to try them; raises `OSError` where there is none."""

_PORTS = {"http": 80, "https": 443}
_ACCEPTED = "an address that begins with http:// or https://, such as https://news.example/talks"
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?\.?")
_LONGEST = 8000  # characters; what servers are advised to take (RFC 9110, 4.1)
# RFC 3986, 2: what may stand in a path or a query as it is; anything else is written as %XX.
_KEPT = "!#$%&'()*+,/:;=?@[]~-._"

# What `is_global` of some supported Python lets pass, or judges otherwise than a reader of public news must.
_NOT_PUBLIC = tuple(
    (ip_network(network), kind)
    for network, kind in (
        ("169.254.169.254/32", "a cloud's metadata"),
        ("168.63.129.16/32", "a cloud's metadata"),  # public by its number, answered by the host of the machine
        ("100.64.0.0/10", "a provider's inner network"),
        ("192.0.0.0/24", "reserved"),
        ("192.88.99.0/24", "reserved"),
        ("2001::/23", "reserved"),  # Teredo, ORCHID and others
        ("2001:db8::/32", "reserved for documentation"),
        ("2002::/16", "an IPv4 address in a tunnel"),  # 6to4 leads to the IPv4 address in it
        ("3fff::/20", "reserved for documentation"),
    )
)
_UNICAST = ip_network("2000::/3")  # all of IPv6 that is given out for public use
# A translator leads these to the IPv4 address in their last 32 bits (RFC 6052).
_NAT64 = ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """One http or https address, ready to be asked.

    `host` is a name in lower-case ASCII (IDNA) or an IP address without brackets; `target` is path and query with
    everything beyond ASCII as %XX. There is no fragment: servers are not told it.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as the Host header states them: an ordinary port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def read_address(words: str) -> Address | Fault:
    """The address in `words`; a user name or password in it is refused, and is not repeated in the fault."""
    words = words.strip()
    place = re.sub(r"//[^/?#]*@", "//", "".join(c if c.isprintable() else "?" for c in words[:500]))
    remedy = "Check how the address is written."
    if len(words) > _LONGEST:
        return Fault(place, f"an address of {len(words):,} characters", f"at most {_LONGEST:,}", remedy)
    if re.search(r"[\x00-\x1f\x7f\\]", words):
        return Fault(place, "an address with a control character or a backslash", _ACCEPTED, remedy)
    try:
        parts = urlsplit(words)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        return Fault(place, f"an address that cannot be read ({error})", _ACCEPTED, remedy)
    if parts.scheme not in _PORTS:
        return Fault(place, f"an address of the kind `{parts.scheme}:`", _ACCEPTED, remedy)
    if "@" in parts.netloc:
        remedy = "Take the user name and password out; pages behind a login are not read."
        return Fault(place, "an address with a user name or a password", _ACCEPTED, remedy)
    ascii_host = _ascii(host)
    if ascii_host is None:
        return Fault(place, f"`{host}` as the name of a host" if host else "no name of a host", _ACCEPTED, remedy)
    target = quote(parts.path or "/", _KEPT) + (f"?{quote(parts.query, _KEPT)}" if parts.query else "")
    if port == 0:
        return Fault(place, "port 0", "a port from 1 to 65535", remedy)
    return Address(parts.scheme, ascii_host, port or _PORTS[parts.scheme], target)


def redirected(address: Address, location: str) -> Address | Fault:
    """Where a Location header of `address` leads."""
    with suppress(UnicodeError):
        # Headers are decoded as latin-1; servers that write other letters write them in UTF-8.
        location = location.encode("latin-1").decode("utf-8")
    try:
        return read_address(urljoin(str(address), location.strip()))
    except ValueError as error:
        return Fault(str(address), f"a redirect that cannot be read ({error})", _ACCEPTED, "Open it in a browser.")


def resolve(host: str, port: int) -> Sequence[str]:
    """Every IP address of a name, as the machine's resolver orders them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # a label of more than 63 characters
        raise socket.gaierror(socket.EAI_NONAME, "no name of a host") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def not_public(ip: str) -> str | None:
    """What `ip` is, where it is no address of the public internet (`loopback`, `private`, ...); `None` where it is.

    An IPv4 address inside an IPv6 one (mapped, NAT64) is judged as the IPv4 address that packets would reach.
    """
    if "%" in ip:
        return "bound to one link"
    address = _reached(ip_address(ip))
    for network, kind in _NOT_PUBLIC:
        if address in network:
            return kind
    if address.is_loopback:
        return "loopback"
    if address.is_unspecified:
        return "unspecified"
    if address.is_link_local:
        return "link-local"
    if address.is_multicast:
        return "multicast"
    if isinstance(address, IPv6Address) and address not in _UNICAST:
        return "private" if address.is_private else "reserved"
    return None if address.is_global else "reserved" if address.is_reserved else "private"


def _reached(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def _ascii(host: str) -> str | None:
    """The host as DNS knows it; `None` where it cannot be a host."""
    if ":" in host:
        try:
            return str(IPv6Address(host)) if "%" not in host else None
        except ValueError:
            return None
    try:
        name = host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
    except UnicodeError:
        return None
    return name if _HOST.fullmatch(name) and ".." not in name else None

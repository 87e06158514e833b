"""robots.txt -> whether a path may be asked for, and how long to wait between two requests (the only protego import)."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

AGENT = "accords"
"""The name under which robots.txt may speak to accords."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for accords: those for its name, else those for everybody."""

    rules: Protego

    def allows(self, url: str) -> bool:
        return bool(self.rules.can_fetch(url, AGENT))

    @property
    def pause(self) -> float | None:
        """Seconds between two requests (Crawl-delay, Request-rate), where the host asks for some."""
        asked = [float(self.rules.crawl_delay(AGENT) or 0)]
        rate = self.rules.request_rate(AGENT)
        if rate is not None and rate.requests:
            asked.append(rate.seconds / rate.requests)
        return max(asked) or None


def read_robots(data: bytes) -> Robots:
    """The rules in `data`, which may be cut off anywhere; what is no rule is passed over, as RFC 9309 wants."""
    return Robots(Protego.parse(data.decode("utf-8-sig", "replace")))


NO_RULES = read_robots(b"")

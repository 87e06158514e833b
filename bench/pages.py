"""How long pages take on the server, and how large they are: the real app over a ledger of many synthetic reports.

    python -m bench.pages [--reports 20000] [--ledger PATH] [--json]

Every kind of page is asked for over HTTP on loopback, warm: single things the one with most behind it and some others, lists from the first
leaf to the last, and with filters. Milliseconds are medians of `TIMES` answers, from the request to the last byte, beside an answer that costs
nothing (the style). `after a ruling`: the first overview after one, which brings the record up to date.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from accords.ledger.ledger import Ledger
from bench.answers import copy_of
from tests.ledger.accounts import RUN, accounts
from tools.serving import serving

TIMES = 7
COPY_OF = 20
EACH = 5  # pages of a kind of which there are many
TOGETHER = 500  # reports in one transaction
LISTS = ("", "timeline", "commitments", "meetings", "disputes", "families", "actors", "reports", "queue", "rulings")
ASKED = (
    "?as_of=2030-06-01",
    "timeline?party=norland",
    "timeline?issue=ceasefire&from=2030-01-01",
    "commitments?party=norland",
    "disputes?issue=ceasefire",
    "search?q=ceasefire",
    "search?q=river+truce",
    "?since=2030-09-01",
    "timeline.json?party=norland&issue=ceasefire",
)
LINK = re.compile(r'href="/([a-z]+)/([^"?#]+)["?#]')


def made(path: Path, count: int) -> None:
    """Synthetic reports, of every `COPY_OF` one a copy of the one before."""
    read = list(accounts(count))
    every = [
        copy_of(read[n - 1], f"copy-{read[n].report.id}") if n % COPY_OF == 1 else one for n, one in enumerate(read)
    ]
    with Ledger.new(path) as ledger:
        for start in range(0, count, TOGETHER):
            ledger.add(every[start : start + TOGETHER], RUN)
        if every:
            ledger.rule("right", every[0].claims[0].id, who="bench")


def asked(connection: HTTPConnection, path: str) -> tuple[float, int, int, str]:
    """Milliseconds, bytes, status and the text of one answer."""
    begun = time.perf_counter()
    connection.request("GET", f"/{path}")
    answer = connection.getresponse()
    body = answer.read()
    return (time.perf_counter() - begun) * 1000, len(body), answer.status, body.decode("utf-8", "replace")


def found(connection: HTTPConnection) -> dict[str, list[str]]:
    """Pages of single things, as the lists lead to them."""
    pages: dict[str, dict[str, None]] = {}
    for name in LISTS:
        for kind, own in LINK.findall(asked(connection, name)[3]):
            pages.setdefault(kind, {})[own] = None
    for own in list(pages.get("party", {}))[:1]:
        for kind, other in LINK.findall(asked(connection, f"party/{own}")[3]):
            pages.setdefault(kind, {})[other] = None
    return {kind: [f"{kind}/{own}" for own in list(several)[:EACH]] for kind, several in sorted(pages.items())}


def measured(ledger: Path) -> dict[str, object]:
    started = time.perf_counter()
    with serving(ledger) as address:
        start = time.perf_counter() - started
        place = urlsplit(address)
        connection = HTTPConnection(place.hostname or "", place.port, timeout=600)
        begun = time.perf_counter()
        asked(connection, "")
        first = time.perf_counter() - begun
        single = found(connection)
        rows = []
        for name in (*LISTS, *ASKED, *(path for several in single.values() for path in several)):
            asked(connection, name)  # warm
            several = [asked(connection, name) for _ in range(TIMES)]
            _, size, status, _ = several[0]
            rows.append(
                {"page": f"/{name}", "ms": round(median(one[0] for one in several), 1), "bytes": size, "status": status}
            )
        with Ledger(ledger) as opened:
            claim = next(iter(opened.accounts(texts=False))).claims[0]
            after = []
            for act in ("deny", "accept", "want"):
                opened.rule("act", claim.id, {"act": act}, who="bench")
                after.append(asked(connection, "")[0])
        style = re.search(r'href="/(style-[^"]+)"', asked(connection, "")[3])
        nothing = median(asked(connection, style[1])[0] for _ in range(TIMES)) if style else 0.0
    return {
        "start_s": round(start, 1),
        "first_overview_s": round(first, 1),
        "after_a_ruling_ms": round(median(after), 1),
        "style_ms": round(nothing, 2),
        "pages": rows,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--ledger", type=Path, help="keep the ledger there, and use it again")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder, "bench.ledger")
        if not path.exists():
            made(path, options.reports)
        result = measured(path)
    if options.json:
        print(json.dumps(result, indent=1))
        return 0
    print(
        f"the app answers after {result['start_s']} s; the first overview {result['first_overview_s']} s; after a ruling {result['after_a_ruling_ms']} ms; the style {result['style_ms']} ms"
    )
    for row in sorted(result["pages"], key=lambda row: -row["ms"]):  # type: ignore[index, attr-defined]
        print(f"{row['ms']:8.1f} ms {row['bytes']:9,} bytes  {row['status']}  {row['page']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

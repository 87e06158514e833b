"""How long pages take on the server, and how large they are: the real app over a ledger of many synthetic reports.

    python -m bench.pages [--reports 20000] [--ledger PATH] [--json]
    python -m bench.pages --here          without HTTP, in this process, and told which reports are copies: the app works that out of the
                                          texts when it starts, which takes most of its start and nothing of a page

Every kind of page is asked for over HTTP on loopback, warm: single things the one with most behind it and some others, lists from the first
leaf to the last, and with filters. Milliseconds are medians of `TIMES` answers, from the request to the last byte, beside an answer that costs
nothing (the style). `after a ruling`: the first overview after one, which brings the record up to date.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import sys
import tempfile
import time
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from accords.assessment.record import Record
from accords.claims.build import Account
from accords.ledger.ledger import Ledger
from accords.presentation.pages.address import in_app
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.catalogue import KINDS
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.shown import Shown
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


def synthetic(count: int) -> list[Account]:
    """Reports, every `COPY_OF`th a copy of the one before."""
    read = list(accounts(count))
    return [
        copy_of(read[n - 1], f"copy-{read[n].report.id}") if n % COPY_OF == 1 else one for n, one in enumerate(read)
    ]


def made(path: Path, count: int) -> None:
    every = synthetic(count)
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
            claim = synthetic(1)[0].claims[0]
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


def measured_here(count: int) -> dict[str, object]:
    """The same without a server: each page made and rendered, of the ids that the catalogue has."""
    every = synthetic(count)
    families = {one.report.id: one.report.id for one in every}
    families |= {one.report.id: every[n - 1].report.id for n, one in enumerate(every) if n % COPY_OF == 1}
    texts = {one.report.id: one.report.text for one in every}
    begun = time.perf_counter()
    record = Record(every, families=families)
    shown = Shown(record.as_of(), in_app, "bench", text_of=texts.get, may_rule=True, keeps_day=True)
    view = shown.view
    for ask in (view.positions, view.commitments, view.timeline, view.actors, view.disputes, view.families_of):
        ask()
    gc.collect()
    gc.freeze()
    start = time.perf_counter() - begun
    frame = Frame("bench", (), "/style.css", "/script.js", csrf="x", who="bench", action="/")
    rows = []
    for kind in KINDS.values():
        ids = list(kind.ids(shown))[:EACH] if kind.ids else [""]
        pages = [(own, dict[str, str]()) for own in ids] + [("", words) for words in FILTERED.get(kind.name, ())]
        for own, query in pages:
            wanted = Asked.of(query)
            here = replace(shown, view=record.as_of(wanted.as_of), asked=wanted)
            size = len(rendered(kind.make(here, own), frame).encode())  # warm
            times = []
            for _ in range(TIMES):
                one = time.perf_counter()
                rendered(kind.make(replace(here, _actors={}), own), frame)
                times.append((time.perf_counter() - one) * 1000)
            told = "&".join(f"{name}={value}" for name, value in query.items())
            page = f"/{kind.name}{f'/{own}' if own else ''}{f'?{told}' if told else ''}"
            rows.append({"page": page, "ms": round(median(times), 1), "bytes": size, "status": 200})
            print(page, rows[-1]["ms"], size, file=sys.stderr)
    return {"start_s": round(start, 1), "pages": rows}


FILTERED: dict[str, tuple[dict[str, str], ...]] = {
    "overview": ({"since": "2030-09-01"}, {"as_of": "2030-06-01"}),
    "timeline": ({"party": "norland"}, {"issue": "ceasefire", "from": "2030-01-01"}),
    "commitments": ({"party": "norland"},),
    "disputes": ({"issue": "ceasefire"},),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--ledger", type=Path, help="keep the ledger there, and use it again")
    parser.add_argument("--here", action="store_true", help="in this process, without a server")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measured_here(options.reports), indent=1))
        return 0
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

"""What it costs to follow an agreement: events a second, whether twice the events take twice the time, and how long it takes with much that is unconfirmed.

    python -m bench.agreement [--events N] [--json]

An agreement of 20 norms (duties that are triggered again and again, bans, powers, procedures) and a made-up record of it; beside it, of the same
minute and machine, a plain loop over the same events that only counts them. Then 200 unconfirmed items that bear on 20 norms, and the status
of every example that ships.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from accords.agreement.agreement import Agreement
from accords.agreement.course import course
from accords.agreement.item import Item, Status
from accords.agreement.parse import agreement_of
from accords.agreement.status import machine_of
from accords.presentation.agreement_record import watch

EXAMPLES = Path(__file__).parent.parent / "examples" / "agreements"
STEPS = (25_000, 50_000, 100_000, 200_000)
TURNS = 3  # the fastest counts
FIRST = date(2029, 1, 1)
DAY = 86_400
ACTS = ("attack", "retreat", "aid", "meet", "threaten", "cooperate")
PARTIES = ("norland", "vestria", "league", "kasmere")


def agreement() -> Agreement:
    """20 norms beside the agreement itself."""
    clauses = []
    for n in range(5):
        who, to = PARTIES[n % 4], PARTIES[(n + 1) % 4]
        clauses += [
            f"{{name: duty-{n}, kind: obligation, who: {who}, to: {to}, does: {{event: delivery {n}}}, "
            f"when: {{event: order {n}}}, by: 10 days after trigger, again: yes}}",
            f"{{name: ban-{n}, kind: prohibition, who: {who}, does not: {{act: attack, toward: {to}, place: shore}}, until: 2060-01-01, "
            f"cured by: {{event: amends {n}}}}}",
            f"{{name: power-{n}, kind: power, who: {to}, may: [suspend, resume], over: duty-{n}, again: yes}}".replace(
                f"over: duty-{n}", f"over: 1.duty-{n}"
            ),
            f"{{name: late-{n}, kind: obligation, who: {who}, does: {{event: penalty {n}}}, when: 1.duty-{n} is breached, by: 30 days after trigger, again: yes}}",
        ]
    listed = "\n".join(f"      - {clause}" for clause in clauses)
    text = (
        "accords: agreement/1\nid: bench\ntitle: Bench\nsigned: 2029-01-01\nparties:\n"
        + "".join(f"  {party}: {{name: {party.title()}}}\n" for party in PARTIES)
        + "areas:\n  shore: {places: [Harbourg, Lakeside], except: [Old Mill]}\n"
        + f"articles:\n  - article: 1\n    stipulations:\n{listed}\n"
    )
    made, faults = agreement_of(text, "bench")
    if made is None or faults:
        raise SystemExit("\n".join(map(str, faults)))
    return made


def record(count: int, *, words: bool, unconfirmed: int = 0) -> list[Item]:
    """Events of thirty years in order. `words`: each has words of its own, as those of real records have."""
    draw = random.Random(7)
    start = int((FIRST - date(1970, 1, 1)).total_seconds())
    items = []
    for number in range(count):
        at = start + number * 30 * 365 * DAY // count
        n = draw.randrange(5)
        kind = draw.random()
        who, to = PARTIES[n % 4], PARTIES[(n + 1) % 4]
        common = {
            "id": f"bench:{number}",
            "first": at,
            "last": at,
            "known_on": FIRST + timedelta(days=(at - start) // DAY),
            "words": f"what was said of event {number}" if words else "",
        }
        if kind < 0.6:  # most of what happens concerns nobody's duty
            items.append(
                Item(
                    **common,
                    act=draw.choice(ACTS),
                    event="incident",
                    party=who,
                    toward=("nobody",),
                    place=("Elsewhere",),
                )
            )  # type: ignore[arg-type]
        elif kind < 0.95:
            event = draw.choice(("order", "delivery", "penalty"))
            items.append(Item(**common, event=f"{event} {n}", party=who))  # type: ignore[arg-type]
        elif kind < 0.99:
            items.append(Item(**common, act="attack", event="shelling", party=who, toward=(to,), place=("Harbourg",)))  # type: ignore[arg-type]
        else:
            act = draw.choice(("suspend", "resume"))
            items.append(Item(**common, act=act, event=act, party=to, about=f"1.duty-{n}"))  # type: ignore[arg-type]
    for at in sorted(draw.sample(range(count), unconfirmed)):
        old = items[at]
        fields = {name: getattr(old, name) for name in ("id", "first", "last", "known_on", "words")}
        n = draw.randrange(5)
        event = draw.choice(("order", "delivery", "penalty"))
        items[at] = Item(**fields, status=Status.REPORTED, event=f"{event} {n}", party=PARTIES[n % 4])
    return items


def fastest(do: Callable[[], object], turns: int = TURNS) -> float:
    walls = []
    for _ in range(turns):
        begun = time.perf_counter()
        do()
        walls.append(time.perf_counter() - begun)
    return min(walls)


def plain(items: Iterable[Item]) -> dict[tuple[str | None, str | None], int]:
    """What Python cannot do faster: look at each event once, and count it by what it is and who did it."""
    found: dict[tuple[str | None, str | None], int] = {}
    for item in items:
        key = (item.event, item.party)
        found[key] = found.get(key, 0) + 1
    return found


def following(events: int) -> dict[str, object]:
    made = agreement()
    until = made.clock.end(date(2059, 12, 31)) - 1
    rows = []
    for words in (False, True):
        for count in (*(step for step in STEPS if step < events), events):
            items = record(count, words=words)

            def run(items: list[Item] = items) -> object:
                return course(machine_of(made), items, until)

            seconds, loop = fastest(run), fastest(lambda items=items: plain(items))  # type: ignore[misc]
            rows.append(
                {
                    "events": count,
                    "own_words": words,
                    "seconds": seconds,
                    "events_a_second": count / seconds,
                    "to_plain_loop": seconds / loop,
                }
            )
    return {"norms": len(machine_of(made).norms) - 1, "rows": rows}


def unconfirmed(among: int) -> dict[str, object]:
    """200 items that may be or not, among so many; where there are no others, nothing settles what they leave open."""
    made = agreement()
    until = made.clock.end(date(2059, 12, 31)) - 1
    items = record(among, words=True, unconfirmed=200)
    begun = time.perf_counter()
    ran = course(machine_of(made), items, until)
    seconds = time.perf_counter() - begun
    uncertain = sum(len(ran.states(norm.id) or ()) != 1 for norm in ran.machine.norms)
    return {
        "items": len(items),
        "unconfirmed": 200,
        "seconds": seconds,
        "not_certain": uncertain,
        "not_settled": len(ran.unsettled),
    }


def examples() -> dict[str, float]:
    """Milliseconds of reading the file and its table, and of the status."""
    found = {}
    for table in sorted(EXAMPLES.glob("*.events.csv")):
        file = table.with_name(table.name.replace(".events.csv", ".yaml"))
        found[file.stem] = 1000 * fastest(
            lambda file=file, table=table: watch(file, events=table).status(date(2025, 12, 31))
        )  # type: ignore[misc]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=STEPS[-1], metavar="N", help="of the longest record (200,000)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    told, shipped = following(options.events), examples()
    several = [unconfirmed(among) for among in (2_000, 400, 200)]
    if options.json:
        print(json.dumps({"following": told, "unconfirmed": several, "status_ms": shipped}, indent=1))
        return
    for row in told["rows"]:  # type: ignore[attr-defined]
        kind = "each with its own words" if row["own_words"] else "many alike"
        print(
            f"{row['events']:>9,} events ({kind}), {told['norms']} norms: {row['events_a_second']:,.0f} events/s (goal: 300,000), "
            f"{row['to_plain_loop']:.1f} times a plain loop that counts them"
        )
    for many in several:
        print(
            f"{many['unconfirmed']} unconfirmed among {many['items']:>5,} items: {many['seconds']:.1f} s (goal: 5 s), "
            f"{many['not_certain']} of {told['norms']} norms not certain, {many['not_settled']} not settled"
        )
    slowest = max(shipped, key=shipped.__getitem__)
    print(f"status of an example: {min(shipped.values()):.0f} to {shipped[slowest]:.0f} ms ({slowest}; goal: 100 ms)")


if __name__ == "__main__":
    main()

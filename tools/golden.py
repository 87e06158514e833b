"""What becomes of each example over time, kept beside it: `python tools/golden.py [--check]`, or `make golden`.

`examples/agreements/NAME.expected.json` is made of `NAME.yaml` and `NAME.events.csv`: from the beginning to the end of the year of the last
row, every norm's possible states, at each day on which they change (an hour where it is not the day's first instant); norms to which the same
happens stand together. Read the difference before you keep it. With `--check` nothing is written, and exit status 1 names what has changed.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from accords.agreement.status import history
from accords.presentation.agreement_record import Watched, watch
from accords.presentation.agreement_words import AgreementWords
from accords.presentation.cli.output import json_lines

EXAMPLES = Path(__file__).parent.parent / "examples" / "agreements"
BEGINNING = "from the beginning"


def names() -> list[str]:
    """The examples that have a record."""
    return sorted(path.name.removesuffix(".events.csv") for path in EXAMPLES.glob("*.events.csv"))


def watched(name: str) -> Watched:
    found = watch(EXAMPLES / f"{name}.yaml", events=EXAMPLES / f"{name}.events.csv")
    if found.faults:
        sys.exit("\n".join(map(str, found.faults)))
    return found


def expected(name: str) -> str:
    """The file as it ought to be."""
    example = watched(name)
    day = date(max(item.known_on for item in example.rows).year, 12, 31)
    course = example.course(day)
    words = AgreementWords(example.agreement)

    def at(instant: int) -> str:
        if instant <= course.start:
            return BEGINNING
        moment = words.iso(instant)
        whole = instant == example.agreement.clock.start(example.agreement.clock.day(instant))
        return moment[:10] if whole else moment[:16].replace("T", " ")

    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for own, rows in history(course, course.possible).items():
        cap = course.unsettled.get(own)
        told = [(at(when), " or ".join(states)) for when, states in rows if cap is None or when < cap.at]
        if cap is not None:
            told.append((at(cap.at), f"not settled: {cap.cap}"))
        alike.setdefault(tuple(told), []).append(own)
    norms = [{"norms": ", ".join(own), "states": dict(told)} for told, own in alike.items()]
    return "\n".join(json_lines({"agreement": name, "as_of": day.isoformat(), "over_time": norms})) + "\n"


def main(arguments: list[str]) -> int:
    stale = []
    for name in names():
        path, text = EXAMPLES / f"{name}.expected.json", expected(name)
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path)
            if "--check" not in arguments:
                path.write_text(text, "utf-8")
    for path in stale:
        print(f"{path.name}: {'not what comes out now; run: make golden' if '--check' in arguments else 'written'}")
    return bool(stale and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

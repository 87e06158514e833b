"""How many of the alterations that generated copies have are named, and how many of those named are there.

    python -m bench.alterations [--families 60] [--reports 400] [--seed 1] [--ways altered,verbatim]

The stories are those of `tests.documents.stories`; their claims are put by construction (`tests.assessment.story_accounts`),
so that lineage is measured alone, without what a reader misses. `--read` has the model read them instead: slow, take few.
An alteration is named where one of its kind is found in the sentence that holds it; a label whose words the copy has not
(its sentence was cut afterwards) is left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from accords.assessment.alteration import Alteration
from accords.assessment.lineage import compared
from accords.assessment.version import Version
from accords.claims.build import Account
from accords.reading.sentences import Sentences
from tests.assessment.story_accounts import account
from tests.documents.stories import Alteration as Label
from tests.documents.stories import Story, stories


@dataclass(slots=True)
class Tally:
    """By kind: labels, those named, those found, those found without a label. `missed` and `extra` are for reading."""

    labels: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[Story, Label]] = field(default_factory=list)
    extra: list[tuple[Story, Alteration]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def recall(self, kind: str | None = None) -> float:
        return _share(self.named, self.labels, kind)

    def precision(self, kind: str | None = None) -> float:
        right = self.found - self.false
        return _share(right, self.found, kind)


def _share(part: Counter[str], whole: Counter[str], kind: str | None) -> float:
    some, every = (sum(c.values()) if kind is None else c[kind] for c in (part, whole))
    return some / every if every else 1.0


def measure(told: Sequence[Story], read: Callable[[Iterable[Story]], Iterable[Account]]) -> Tally:
    """Each copy against the original of its family."""
    tally = Tally()
    versions = {story.id: Version.of(one) for story, one in zip(told, read(told), strict=True)}
    for story in told:
        if story.family == story.id:
            continue
        began = perf_counter()
        found = compared(versions[story.family], versions[story.id])
        tally.seconds.append(perf_counter() - began)
        _score(tally, story, found)
    return tally


def _score(tally: Tally, story: Story, found: Sequence[Alteration]) -> None:
    sentences = Sentences.of(story.text)
    free: defaultdict[str, list[Alteration]] = defaultdict(list)
    for one in found:
        free[one.kind.value].append(one)
        tally.found[one.kind.value] += 1
    matched: set[str] = set()
    for label in dict.fromkeys(story.alterations):
        if _plain(label.copy) not in _plain(story.text):
            continue
        tally.labels[label.kind] += 1
        right = [one for one in free[label.kind] if _is(label, one, sentences)]
        if right:
            tally.named[label.kind] += 1
            matched.update(one.id for one in right)
        else:
            tally.missed.append((story, label))
    for one in found:
        if one.id not in matched:
            tally.false[one.kind.value] += 1
            tally.extra.append((story, one))


def _is(label: Label, found: Alteration, sentences: Sentences) -> bool:
    """True where the words that were changed stand in the sentence (of a strength or date) or passage that was found."""
    said = [sentences.holding(span.start).words(sentences.text) for span in found.copy.spans]
    if label.kind in ("strength", "date moved"):
        return any(_plain(label.copy) in _plain(words) for words in said) and _plain(label.original) in _plain(
            found.original.words + " " + found.note
        )
    ours, theirs = _plain(found.copy.words), _plain(label.copy)
    return ours in theirs or theirs in ours or _plain(label.original) == _plain(found.original.words)


def _plain(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def by_construction(told: Iterable[Story]) -> list[Account]:
    return [account(story) for story in told]


def by_reading(told: Iterable[Story]) -> list[Account]:
    """As the model reads them; without a roster but the bundled one."""
    from accords.claims.build import build
    from accords.claims.roster import load_roster
    from accords.documents.report import Report
    from accords.reading.reader import read_batch
    from accords.reading.tagger import load_tagger

    tagger, roster = load_tagger(), load_roster()
    reports = [Report(s.text, s.fetched, given_id=s.id, outlet=s.outlet, published=s.published) for s in told]
    return [build(reading, roster=roster) for reading in read_batch(reports, tagger=tagger)]


def printed(tally: Tally) -> str:
    rows = [f"{'kind':18} {'labels':>6} {'named':>6} {'recall':>7} {'found':>6} {'right':>6} {'precision':>9}"]
    for kind in (*sorted(tally.labels | tally.found), None):
        labels, named, found, false = (
            sum(c.values()) if kind is None else c[kind] for c in (tally.labels, tally.named, tally.found, tally.false)
        )
        rows.append(
            f"{kind or 'all':18} {labels:6} {named:6} {tally.recall(kind):7.3f} {found:6} {found - false:6} {tally.precision(kind):9.3f}"
        )
    seconds = sorted(tally.seconds)
    if seconds:
        rows.append(
            f"one comparison: median {1000 * seconds[len(seconds) // 2]:.1f} ms, longest {1000 * seconds[-1]:.1f} ms"
        )
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=int, default=60)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ways", help="ways of copying, by comma")
    parser.add_argument("--read", action="store_true", help="let the model read the stories")
    parser.add_argument("--misses", type=int, default=0, help="so many of what was missed and of what was too much")
    given = parser.parse_args()
    ways = tuple(given.ways.split(",")) if given.ways else None
    told = stories(given.seed, given.families, given.reports, ways)
    tally = measure(told, by_reading if given.read else by_construction)
    print(printed(tally))
    for story, label in tally.missed[: given.misses]:
        print("missed", story.id, story.way, json.dumps([label.kind, label.original, label.copy], ensure_ascii=False))
    for story, one in tally.extra[: given.misses]:
        row = [one.kind.value, one.note, one.original.words, one.copy.words]
        print("extra", story.id, story.way, json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()

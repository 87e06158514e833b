"""What renderings of a remark are held against, and how far they go from it: a table of situations."""

from __future__ import annotations

from datetime import date

import pytest

from accords.claims.claim import Claim
from accords.presentation.pages.own_words import Measures, Rendering, further, measures
from accords.reading.reading import Mode
from accords.vocabulary.act import Act, Standing, Strength

OWN, THEIRS, OUTLET = Standing.OWN, Standing.COUNTERPART, Standing.OUTLET


def rendering(
    name: str,
    strength: Strength | None = Strength.POSSIBLE,
    standing: Standing = THEIRS,
    mode: Mode | None = Mode.INDIRECT,
    *,
    speaker: str | None = "envoy",
    day: int = 4,
    is_copy: bool = False,
    negated: bool = False,
) -> Rendering:
    claim = Claim(
        id=name,
        report=f"r-{name}",
        attribution=None,
        party="norland",
        person=None,
        act=Act.ACCEPT,
        toward=(),
        issue="forces",
        terms="",
        negated=negated,
        strength=strength,
        condition=None,
        chain=(speaker,) if speaker else (),
        standing=standing,
        evidence=(),
        confidence=1.0,
    )
    return Rendering(claim, standing, mode, date(2031, 5, day), is_copy)


def named(found: Measures) -> tuple[str | None, dict[str, str]]:
    return (found.own.claim.id if found.own else None), {who: one.claim.id for who, one in found.quoted.items()}


OF_OWN = {
    "own words before what others say, quoted or not": (
        [rendering("theirs", mode=Mode.DIRECT), rendering("own", standing=OWN, speaker="minister")],
        "own",
    ),
    "quoted before paraphrased": (
        [rendering("told", standing=OWN), rendering("quoted", standing=OWN, mode=Mode.DIRECT, day=9)],
        "quoted",
    ),
    "quoted in part before paraphrased": (
        [rendering("told", standing=OWN), rendering("part", standing=OWN, mode=Mode.MIXED, day=9)],
        "part",
    ),
    "the earliest of those told alike": (
        [rendering("late", standing=OWN, day=9), rendering("early", standing=OWN, day=2)],
        "early",
    ),
    "an original before a copy that quotes": (
        [rendering("copy", standing=OWN, mode=Mode.DIRECT, is_copy=True), rendering("original", standing=OWN)],
        "original",
    ),
    "a refusal measures nothing": ([rendering("no", standing=OWN, negated=True)], None),
    "what is not graded measures nothing": ([rendering("flat", None, OWN)], None),
    "nobody's own": ([rendering("theirs"), rendering("outlet", standing=OUTLET, mode=None, speaker=None)], None),
}


@pytest.mark.parametrize("situation", OF_OWN)
def test_the_own_words(situation: str) -> None:
    renderings, expected = OF_OWN[situation]
    assert named(measures(renderings))[0] == expected
    assert named(measures(reversed(renderings)))[0] == expected


def test_a_speaker_of_another_side_is_held_to_quoted_words_only() -> None:
    told, quoted, other = rendering("told"), rendering("quoted", mode=Mode.MIXED), rendering("o", speaker="broker")
    assert named(measures([told, quoted, other])) == (None, {"envoy": "quoted"})


def test_a_rendering_is_held_against_own_words_and_its_own_speaker_never_itself() -> None:
    own = rendering("own", standing=OWN, speaker="minister")
    quoted = rendering("quoted", mode=Mode.DIRECT)
    told, broker = rendering("told"), rendering("b", speaker="broker")
    found = measures([own, quoted, told, broker])
    ids = {one.claim.id: [m.claim.id for m in found.held_against(one)] for one in (own, quoted, told, broker)}
    assert ids == {"own": [], "quoted": ["own"], "told": ["own", "quoted"], "b": ["own"]}
    assert own in found and quoted in found and told not in found


def test_what_stands_without_a_speaker_is_held_against_the_only_one_quoted() -> None:
    bare = rendering("bare", standing=OUTLET, mode=None, speaker=None)
    one, two = rendering("one", mode=Mode.DIRECT), rendering("two", mode=Mode.DIRECT, speaker="broker")
    assert [m.claim.id for m in measures([bare, one]).held_against(bare)] == ["one"]
    assert measures([bare, one, two]).held_against(bare) == ()


@pytest.mark.parametrize(
    ("one", "measure", "expected"),
    [
        (Strength.POSSIBLE, Strength.POSSIBLE, "as far as"),
        (Strength.POSSIBLE, Strength.DESIRED, "further (1 step) than"),
        (Strength.ACTUAL, Strength.POSSIBLE, "much further (3 steps) than"),
        (Strength.UNDERTAKEN, Strength.CONDITIONAL, "much further (1 step) than"),
        (Strength.UNDERTAKEN, Strength.ACTUAL, "less far (1 step) than"),
        (Strength.DESIRED, Strength.UNDERTAKEN, "much less far (3 steps) than"),
    ],
)
def test_the_distance(one: Strength, measure: Strength, expected: str) -> None:
    assert further(rendering("one", one), rendering("measure", measure)) == expected

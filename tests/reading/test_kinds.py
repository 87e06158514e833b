"""Which relations are sayings, and how their words stand."""

from collections.abc import Callable
from typing import Any

import pytest

from accords.reading.cues import lemma, lemmas
from accords.reading.reading import Kind, Mode

Marker = Callable[[str], Any]  # the fixture of conftest.py

ASSERTIONS = [
    "<s>The envoy</s> <q>said</q> <c>that the road would open</c>.",
    "<s>The envoy</s> <q>has repeatedly warned</q> <c>the road is mined</c>.",
    "<q>According to</q> <s>the harbour office</s>, <c>no ship has left</c>.",
    "<s>Officials</s> <q>confirmed</q> <c>that the road was open</c>.",
    "<s>Officials</s> <q>confirmed</q> <c>the road was open</c>.",
    "<s>The council</s> <q>demanded</q> <c>that the guns be moved</c>.",
    "<s>She</s> <q>promised</q> <c>that the guns would be moved</c>.",
    "<s>She</s> <q>called</q> the offer “<c>a step back</c>”.",
    "<c>First the guns, then the law</c>, <s>the envoy</s> <q>shrugged</q>.",
    "<s>The envoy</s> <q>was at pains</q> otherwise: <c>the road was never open</c>.",
    "<s>The envoy</s> <q>roared</q> <c>that the road was never open</c>.",
    "<s>She</s> <q>condemned</q> <c>what she called “a cold and cruel plan”</c>.",
    "“<c>I believe that it can be done</c>,” <s>she</s> <q>believes</q>.",
    "“<c>Is the road open to us now?</c>” <s>she</s> <q>asked</q>.",
    "<s>He</s> <q>went on</q>: “<c>The road is ours</c>.”",
    "<s>Lund</s><q>:</q> <c>the road stays shut</c>",
    "<s>She</s> <q>said</q> <c>that what the guard had seen was a boat</c>.",
    "<c>If the rain stops, the road will open</c>, <s>she</s> <q>said</q>.",
    "In <s>her</s> <q>view</q> <c>the offer is made to be turned down</c>.",
    "<s>He</s> <q>denied</q> <c>that the guns were there</c>.",
    "<s>He</s> <q>made it clear</q> <c>that the guns would stay</c>.",
    "<s>He</s> <q>appeared to suggest</q> <c>that the guns would stay</c>.",
    "<s>The crowd</s> <q>sang out</q> “<c>open the road to us</c>”.",
    "<s>He</s> <q>said not only</q> <c>that the road was shut</c>.",
]
NO_ASSERTIONS = [
    ("<s>She</s> <q>ensured</q> <c>that the road was open</c>.", Kind.EVENTUALITY),
    ("<s>She</s> <q>prefers</q> <c>that the road be open</c>.", Kind.EVENTUALITY),
    ("<c>How it would work</c>, <s>she</s> <q>explored in</q> a speech.", Kind.EVENTUALITY),
    ("<c>On roads and guns</c>, <s>she</s> <q>bristled</q>.", Kind.EVENTUALITY),
    ("<s>She</s> <q>hopes</q> <c>the sides will meet</c>.", Kind.BELIEF),
    ("<s>Analysts</s> <q>expect</q> <c>that the talks will fail</c>.", Kind.BELIEF),
    ("<s>She</s> <q>learned</q> <c>that the road was shut</c>.", Kind.FACT),
    ("<s>He</s> <q>knows</q> <c>what the other side wants</c>.", Kind.FACT),
    ("<s>She</s> <q>wants</q> <c>the guns to go</c>.", Kind.EVENTUALITY),
    ("<s>She</s> <q>promised</q> <c>to move the guns</c>.", Kind.EVENTUALITY),
    ("<s>The council</s> <q>agreed</q> <c>to a pause of ten days</c>.", Kind.EVENTUALITY),
    ("<s>The council</s> <q>praised</q> <c>the plan of the mediators</c>.", Kind.EVENTUALITY),
    ("<s>The council</s> <q>confirmed</q> <c>the visit of the king</c>.", Kind.EVENTUALITY),
    ("<s>The council</s> <q>revealed</q> <c>some of what was put to it</c>.", Kind.EVENTUALITY),
    ("<s>The council</s> <q>demanded</q> <c>more guns for the fleet</c>.", Kind.EVENTUALITY),
    ("<s>She</s> <q>called for</q> <c>an end of the siege</c>.", Kind.EVENTUALITY),
    ("<s>She</s> <q>has not said</q> <c>that the guns would go</c>.", Kind.EVENTUALITY),
    ("<s>She</s> declined to <q>say</q> <c>that the guns would go</c>.", Kind.EVENTUALITY),
    ("<s>She</s> <q>has yet to confirm</q> <c>that the guns would go</c>.", Kind.EVENTUALITY),
    ("<s>Nobody</s> <q>said</q> <c>that the guns would go</c>.", Kind.EVENTUALITY),
    ("<s>She</s> <q>will say</q> <c>that the guns must go</c>.", Kind.EVENTUALITY),
    ("<s>She</s> is expected to <q>announce</q> <c>that the guns must go</c>.", Kind.EVENTUALITY),
    ("<s>She</s> <q>did not say</q> <c>whether the guns would go</c>.", Kind.EVENTUALITY),
    ("<s>She</s> <q>explained</q> <c>why the guns had gone</c>.", Kind.EVENTUALITY),
    ("<s>They</s> <q>told</q> the men <c>to leave the bridge at once</c>.", Kind.EVENTUALITY),
    ("Did <s>the king</s> <q>say</q> <c>the bridge was his</c>?", Kind.EVENTUALITY),
    ("If <s>the king</s> <q>says</q> <c>that the bridge is his</c>, the talks end.", Kind.EVENTUALITY),
]


@pytest.mark.parametrize("text", ASSERTIONS)
def test_words_that_are_ascribed_make_an_assertion(text: str, marked: Marker) -> None:
    assert [a.kind for a in marked(text).attributions()] == [Kind.ASSERTION]


@pytest.mark.parametrize(("text", "kind"), NO_ASSERTIONS)
def test_what_is_not_said_in_words_is_of_another_kind(text: str, kind: Kind, marked: Marker) -> None:
    assert [a.kind for a in marked(text).attributions()] == [kind]


def test_a_relation_without_a_cue_is_an_assertion(marked: Marker) -> None:
    assert [a.kind for a in marked("<s>Mediators</s> on <c>the road that was shut</c>").attributions()] == [
        Kind.ASSERTION
    ]


MODES = [
    ("<s>She</s> <q>said</q> <c>the road is open</c>.", Mode.INDIRECT),
    ("“<c>The road is open</c>,” <s>she</s> <q>said</q>.", Mode.DIRECT),
    ('"<c>The road is open</c>," <s>she</s> <q>said</q>.', Mode.DIRECT),
    ("«<c>The road is open</c>», <s>she</s> <q>said</q>.", Mode.DIRECT),
    ("‘<c>The road is open</c>,’ <s>she</s> <q>said</q>.", Mode.DIRECT),
    ("“<c>The road</c>,” <s>she</s> <q>said</q>, “<c>is open</c>.”", Mode.DIRECT),
    ("“<c>The road is open</c>,” <s>she</s> <q>said</q>, and <c>the gate too</c>.", Mode.MIXED),
    ("<s>She</s> <q>said</q> <c>the road was “wide open</c>”.", Mode.MIXED),
    ("<s>She</s> <q>called</q> it “<c>a dead end for all</c>”.", Mode.MIXED),
    ("<s>She</s> <q>said</q> <c>the guards’ road was open</c>.", Mode.INDIRECT),
    ("“<c>The road is open.\n\n“It will stay so</c>,” <s>she</s> <q>said</q>.", Mode.DIRECT),
]


@pytest.mark.parametrize(("text", "mode"), MODES)
def test_the_mode_says_how_much_of_the_words_is_in_quotation_marks(text: str, mode: Mode, marked: Marker) -> None:
    assert [a.mode for a in marked(text).attributions()] == [mode]


def test_what_a_quoted_speaker_tells_of_another_is_indirect(marked: Marker) -> None:
    rows = marked("“<c>The king told us that the road is open</c>,” <s>she</s> <q>said</q>.").attributions()
    assert [(a.mode, a.within) for a in rows] == [(Mode.DIRECT, None), (Mode.INDIRECT, 0)]


@pytest.mark.parametrize(
    ("form", "expected"),
    [("said", "say"), ("denies", "deny"), ("denied", "deny"), ("agreed", "agree"), ("warning", "warn"),
     ("swore", "swear"), ("stresses", "stress"), ("Insisted", "insist"), ("stated", "state"), ("walked", None)],
)  # fmt: skip
def test_a_form_leads_back_to_its_lemma(form: str, expected: str | None) -> None:
    assert lemma(form) == expected


def test_an_infinitive_in_a_cue_is_not_yet_said() -> None:
    assert lemmas("agreed to announce") == {"agree"}
    assert lemmas("went on to say") == {"say"}
    assert lemmas("according to") == {"according"}

"""Random agreement files, for laws that hold of every file; and a short way to write one by hand."""

from __future__ import annotations

from hypothesis import strategies as st

from accords.agreement.agreement import Agreement
from accords.agreement.parse import agreement_of

HEAD = """accords: agreement/1
id: pond
title: Accord on the Pond
signed: 2029-03-12
parties:
  arland: {name: Arland}
  beland: {name: Beland}
  celand: {name: Celand, role: guarantor}
areas:
  shore: {places: [Harbourg, Lakeside], except: [Old Mill]}
definitions:
  armed attack: {act: attack, toward: arland, place: shore}
  start: {event: withdrawal begins}
articles:
"""

_PARTIES = ("arland", "beland", "celand")
_who = st.lists(st.sampled_from(_PARTIES), min_size=1, max_size=3, unique=True).map(lambda who: f"[{', '.join(who)}]")
_deed = st.sampled_from(
    (
        "{act: retreat, issue: forces}",
        "{act: retreat}",
        "{event: lists handed over}",
        "{act: aid, toward: arland}",
        "{event: prisoners freed, times: 3}",
        "start",
    )
)
_deadline = st.sampled_from(
    (
        "2029-06-01",
        "2029-07-15 12:00",
        "14 days after signing",
        "2 weeks after signing",
        "5 working days after start",
        "3 months after entry into force",
        "10 days after trigger",
    )
)
_condition = st.sampled_from(
    (
        "start",
        "armed attack",
        "{none: [armed attack]}",
        "{any: [start, {after: 2029-05-01}]}",
        "{all: [start, armed attack]}",
    )
)


@st.composite
def _stipulation(draw: st.DrawFn, name: str) -> str:
    kind = draw(st.sampled_from(("obligation", "obligation", "prohibition", "power", "guarantee", "procedure")))
    lines = [f"name: {name}", f"kind: {kind}"]

    def may(key: str, values: st.SearchStrategy[str]) -> None:
        if draw(st.booleans()):
            lines.append(f"{key}: {draw(values)}")

    may("when", _condition)
    may("lapses", st.sampled_from(("2029-12-31", "2029-04-01")))
    may("ended by", st.just("{event: peace}"))
    match kind:
        case "obligation":
            lines += [f"who: {draw(_who)}", f"does: {draw(_deed)}"]
            may("owed", st.sampled_from(("severally", "jointly", "jointly and severally")))
            may("by", _deadline)
            may("cure", st.sampled_from(("yes", "no")))
        case "prohibition":
            lines += [f"who: {draw(_who)}", "does not: {act: attack, place: shore}"]
            may("until", _deadline)
        case "power":
            lines += [f"who: {draw(_who)}", "may: suspend", "over: agreement"]
        case "guarantee":
            lines += [
                f"guarantors: {draw(_who)}",
                "beneficiary: arland",
                f"trigger: {draw(_condition)}",
                f"duty: {draw(_deed)}",
            ]
            may(
                "determined by",
                st.sampled_from(("facts", "{who: arland}", "{rule: each}", "{who: [arland, beland], rule: unanimity}")),
            )
            may("by", _deadline)
        case "procedure":
            steps = [
                f"{{who: {draw(_who)}, does: {draw(_deed)}, by: {draw(_deadline)}}}"
                for _ in range(draw(st.integers(1, 3)))
            ]
            lines.append(f"steps: [{', '.join(steps)}]")
    return "\n".join(f"      {'- ' if at == 0 else '  '}{line}" for at, line in enumerate(lines))


@st.composite
def articles(draw: st.DrawFn) -> str:
    """The articles of a file, to stand after `HEAD`."""
    numbers = draw(st.lists(st.integers(1, 8), min_size=1, max_size=4, unique=True))
    told = []
    for number in sorted(numbers):
        names = draw(st.lists(st.sampled_from(("guns", "lists", "aid", "watch")), max_size=3, unique=True))
        words = draw(st.sampled_from(("All fire ceases.", "Both sides draw back.", "Prisoners go home.", "Aid comes.")))
        lines = [f"  - article: {number}", f"    text: {words}"]
        if names:
            lines += ["    stipulations:", *(draw(_stipulation(name)) for name in names)]
        told.append("\n".join(lines))
    return "\n".join(told) + "\n"


def agreed(articles: str, head: str = HEAD, place: str = "pond.yaml") -> Agreement:
    """The agreement of a file that has no fault."""
    agreement, faults = agreement_of(head + articles, place)
    assert agreement is not None and not faults, [str(fault) for fault in faults]
    return agreement


def clause(*lines: str, number: int = 1, name: str = "") -> str:
    """One article with one stipulation."""
    named = [f"name: {name}"] if name else []
    body = "\n".join(f"      {'- ' if at == 0 else '  '}{line}" for at, line in enumerate((*named, *lines)))
    return f"  - article: {number}\n    stipulations:\n{body}\n"

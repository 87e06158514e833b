"""Hostile reports: accounts in which every word and every id that a report, a process or a person can choose would do harm if a page took
it for anything but words.

`accounts(hostile(...))` and `accounts(plain)` are the same accounts with other words, so a page of the one has to have the elements of a
page of the other.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.claims.meeting import Meeting, MeetingStatus, Silence
from accords.claims.saying import Saying, Why, Words
from accords.documents.report import Report
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Span, When
from accords.vocabulary.act import Act, Standing, Strength

ELSEWHERE = "https://elsewhere.example"  # where nothing may be asked for; a link that a reader follows may lead there
RAN = "window.ran=1"  # what every script would do

# The kinds of hostility. Every word of an account holds all of one kind.
FRAGMENTS = {
    "elements": (
        f"<script>{RAN}</script>",
        f"<script src={ELSEWHERE}/x.js></script>",
        f'<img src=x onerror="{RAN}">',
        f"<svg onload={RAN}><a xlink:href=javascript:{RAN}>",
        '<iframe srcdoc="<script>parent.ran=1</script>">',
        f'<style>@import "{ELSEWHERE}/x.css"; * {{ background: url({ELSEWHERE}/x.png) }}</style>',
        f"<link rel=stylesheet href={ELSEWHERE}/x.css><base href={ELSEWHERE}/>",
        f'<meta http-equiv=refresh content="0;url={ELSEWHERE}/">',
        f"<form action={ELSEWHERE}><input name=who><button>",
        f"<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror={RAN}>'>",
    ),
    "ends": (
        "</script></style></textarea></title></select></option></datalist></noscript></bdi></mark></article></svg></main></html>",
        f"<![CDATA[<img src=x onerror={RAN}>]]>",
        "<?xml version='1.0'?><!DOCTYPE x>",
        "<!-- --!> -->",
        "<!--",
        "<plaintext>",
    ),
    "attributes": (
        f'"><img src=x onerror={RAN}>',
        f"' onmouseover='{RAN}' x='",
        f'" onfocus="{RAN}" autofocus tabindex="1',
        f"` onload={RAN} x=`",
        ' id="main" href="#main" for="as-of" aria-labelledby="since"',
        f"url(#main) url({ELSEWHERE}/x.png)",
        f"&lt;script&gt;{RAN}&lt;/script&gt; &#60;b&#62; &amp;quot; &colon; &",
    ),
    "templates": (
        "{{7919*7907}}",
        "{% raw %}{% endraw %}{% include 'frame.html' %}",
        "{# a #}",
        "${7919*7907} #{7919*7907} <%= 7919*7907 %>",
        "%(name)s %s {0} {page.heading} \\1 \\g<0> $1",
    ),
    "addresses": (
        f"javascript:{RAN}//",
        f"data:text/html,<script>{RAN}</script>",
        f'{ELSEWHERE}/x"onclick="{RAN}',
        "//elsewhere.example/x \\\\elsewhere.example\\x",
        "../../etc/passwd %2e%2e%2f %00 % %zz #main ?leaf=2&as_of=x ;a=b",
    ),
    "unseen": (
        "\x01\x08\x0b\x1b[31m\x7f\x85\x9f",
        "\u202egnp.exe\u202c \u2066a\u2067b\u2068c\u2069",
        "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c",
        "\u2028\u2029\ufff9\ufffd\ufffe\ue000\U000e0041\U0010ffff",
        "Z" + "\u0300\u0316" * 40,
        "\u0627\u0644 \u05d0 \u4f60 \U0001f600",
    ),
    "cells": (
        f'=HYPERLINK("{ELSEWHERE}";"x")',
        "+1 -1 @SUM(1)",
        "\t=1\r\n=2;=3|=4",
        "=cmd|' /C calc'!A0",
        "\uff1d1\uff0b1",
        "<r>=1</r>",
    ),
}
# No ledger holds these; a view of accounts that came otherwise may.
HALVES = ("\x00", "\ud800", "\udfff\ud800", "a\udc80b")
BEGIN, END = "⟦", "⟧"  # around every hostile word, so that a page can be asked whether it holds it whole

Word = Callable[[str], str]  # the name of a word -> the word


def hostile(kind: str) -> Word:
    """Words of a kind of hostility, each with its name in it."""
    fragments = " ".join(HALVES if kind == "halves" else FRAGMENTS[kind])
    return lambda name: f"{BEGIN}{name} {fragments} {name}{END}"


class Remembering:
    """Hostile words of a kind; remembers which it gave."""

    def __init__(self, kind: str, given: set[str]) -> None:
        self.word, self.given = hostile(kind), given

    def __call__(self, name: str) -> str:
        self.given.add(self.word(name))
        return self.word(name)


def plain(name: str) -> str:
    return f"{BEGIN}{name} said without any harm {name}{END}"


HOSTILITIES = tuple(FRAGMENTS)


# Ids as other programs may give them: no slugs.
IDS = {
    "elements": "<b>{}</b>",
    "ends": "{}</script><!--",
    "attributes": '"{}\' x="y',
    "templates": "{{{{{}}}}}%s",
    "addresses": "../{}/..//a%2Fb%41%?q=1&x=y#z;\\",
    "unseen": "{} \u202e\u200b\x01 \u4f60\u0301",
    "cells": "={}.csv",
    "halves": "\ud800{}",
}


@dataclass(slots=True)
class _Pen:
    """A text while it is written, so that each piece knows its place."""

    pieces: list[str] = field(default_factory=list)
    at: int = 0

    def put(self, words: str) -> Span:
        start = self.at
        self.pieces.append(words)
        self.at += len(words)
        return Span(start, self.at)


_LEAD = (
    "Delegates from four countries met behind closed doors in the old customs house on the quay, as they had in spring and autumn. "
    "A draft of four pages went from hand to hand in the corridor, and nobody at the table wished to be the first to leave it."
)
_END = (
    "The harbour was closed to fishing boats for the length of the session, and bakers gave bread away on the square before it. "
    "Snow had closed the upper road, so the lorries waited on the far bank until the morning."
)
SUNDAY = date(2031, 6, 1)
TOLD = ("wire", "copy", "other")  # the reports of one kind


def accounts(kind: str, word: Word, own: Callable[[str], str]) -> Iterator[Account]:
    """Three reports: one, its copy that goes further, and another that contradicts both. `own`: a name -> an id."""
    for number, name in enumerate(TOLD):
        yield _account(kind, name, number, word, own)


def _account(kind: str, name: str, number: int, word: Word, own: Callable[[str], str]) -> Account:
    pen = _Pen()
    pen.put(f"{word('place')} — ")
    met = pen.put(f"Delegations of {word('norland')} and {word('vestria')} met {word('format')}")
    pen.put(f".\n\n{kind}: {_LEAD}\n\n")
    raised = name == "copy"
    source = pen.put(word("envoy"))
    pen.put(", ")
    cue = pen.put(f"warned {word('cue')}")
    pen.put(" that ")
    party = pen.put(word("vestria"))
    pen.put(" ")
    trigger = pen.put("will" if raised else "could")
    pen.put(" ")
    terms = pen.put(f"pull its guns back behind {word('terms')}")
    pen.put(" if ")
    condition = pen.put(word("condition"))
    pen.put(f". He spoke {word('channel')}.\n\n“")
    opened = pen.at - 1
    who = pen.put("We")
    pen.put(" ")
    own_trigger = pen.put("will not" if name == "other" else "will")
    pen.put(" ")
    own_terms = pen.put(f"let {word('observers')} watch the quay")
    pen.put(",” ")
    speaker = pen.put(word("minister"))
    pen.put(" ")
    said = pen.put("told reporters")
    pen.put(".\n\n")
    unsaid = pen.put(f"{word('vestria')} has not confirmed {word('silence')}.")
    pen.put(f"\n\n{_END if name != 'other' else _END[::-1]}\n")
    text = "".join(pen.pieces)
    report = Report(
        text,
        datetime(2031, 7, 1, 6, tzinfo=UTC) + timedelta(minutes=number),
        given_id=word("given"),
        outlet=word(f"outlet {name}"),
        title=word(f"title {name}"),
        url=word("url") if name != "other" else f"{ELSEWHERE}/{word('url')}",
        published=SUNDAY + timedelta(days=number),
        language=word("language"),
        encoding=word("encoding"),
        kept_id=own(name),
    )
    report = replace(report, kept_sha256=report.text_sha256)
    first = Attribution((source,), (cue,), (Span(party.start, condition.end),), Kind.ASSERTION, Mode.INDIRECT, 0.5)
    second = Attribution((speaker,), (said,), (Span(opened, own_terms.end + 2),), Kind.ASSERTION, Mode.DIRECT, 0.7)
    nested = Attribution((party,), (trigger,), (terms,), Kind.ASSERTION, Mode.INDIRECT, 0.6)
    day = When.day(report.published, word("when")) if report.published else None
    saying = Saying(
        own(f"a {name} 1"),
        report.id,
        first,
        own("envoy"),
        Why("named", word("because"), source, (own("envoy"), own("minister"))),
        word("channel"),
        Why("told to", word("channel")),
        day,
        Why("weekday", word("when")),
        None,
        Words.of(first, text),
    )
    inner = Saying(
        own(f"a {name} 2"), report.id, nested, None, Why("nobody"), within=saying.id, words=Words.of(nested, text)
    )
    quoted = Saying(own(f"a {name} 3"), report.id, second, own("minister"), Why("named"), words=Words.of(second, text))
    evidence = (Span(party.start, condition.end),)
    told_of = Claim(
        own(f"c {name} 1"),
        report.id,
        saying.id,
        own("vestria"),
        None,
        Act.COMMIT if raised else Act.OFFER,
        (own("norland"), own("nobody")),
        own("issue"),
        terms.words(text),
        False,
        Strength.UNDERTAKEN if raised else Strength.POSSIBLE,
        condition.words(text),
        (own("envoy"),),
        Standing.COUNTERPART,
        evidence,
        0.4,
        (trigger,),
        (party,),
        text[party.start : condition.end],
        {"rule": word("rule"), "acts": {word("act"): 0.5}, "issues": {own("issue"): 0.4}},
    )
    itself = Claim(
        own(f"c {name} 2"),
        report.id,
        quoted.id,
        own("norland"),
        own("minister"),
        Act.COMMIT,
        (own("vestria"),),
        own("issue"),
        own_terms.words(text),
        name == "other",
        Strength.UNDERTAKEN,
        None,
        (own("minister"),),
        Standing.OWN,
        (Span(who.start, own_terms.end),),
        0.9,
        (own_trigger,),
        (who,),
        text[who.start : own_terms.end],
        {"rule": "verb"},
    )
    meeting = Meeting(
        own(f"m {name}"),
        word("meeting"),
        When.day(SUNDAY, word("when")),
        word("place"),
        (own("norland"), own("vestria"), own("envoy"), own("nobody")),
        word("format"),
        MeetingStatus.HELD,
        ((report.id, met),),
    )
    silence = Silence(report.id, own("vestria"), own("issue"), (unsaid,))
    actors = (
        Actor(own("norland"), word("norland"), ActorKind.STATE, own("norland"), word("role"), {"iso3": word("iso3")}),
        Actor(own("vestria"), word("vestria"), ActorKind.STATE, own("vestria"), None, {}, (word("alias"),)),
        Actor(own("envoy"), word("envoy"), ActorKind.PERSON, own("norland"), word("role"), {}, (word("alias"),)),
        Actor(own("minister"), word("minister"), ActorKind.PERSON, own("norland"), word("office")),
    )
    return Account(report, actors, (saying, inner, quoted), (told_of, itself), (meeting,), (silence,), unclear=1)


def kept(kind: str) -> Callable[[str], str]:
    """Ids of a kind of hostility: a name -> an id."""
    return lambda name: IDS[kind].format(f"{kind} {name}")


def harmless(kind: str) -> Callable[[str], str]:
    """As many ids, as names make them."""
    return lambda name: f"{kind}-{name}".replace(" ", "-")


# -- what analysts write -------------------------------------------------------------------------------------------------------


def agreement(word: Word) -> dict[str, object]:
    """An agreement whose every word is hostile. Keys are short: YAML has none of more than 1,024 signs."""
    deed, misdeed, area = word("deed"), word("misdeed"), word("area")[-60:]
    duties: list[dict[str, object]] = [
        {"name": "deed", "kind": "obligation", "who": "norland", "to": "vestria", "text": word("clause")},
        {"name": "misdeed", "kind": "prohibition", "who": "vestria", "to": "norland"},
        {"name": "answer", "kind": "obligation", "who": "vestria", "to": "norland", "when": {"event": word("event")}},
    ]
    duties[0] |= {"does": {"event": deed, "toward": "vestria"}, "by": "2031-08-01"}
    duties[1] |= {"does not": {"event": misdeed, "place": area}}
    duties[2] |= {"does": {"event": word("answer")}, "readings": {word("reading")[-60:]: {"by": "2031-09-01"}}}
    sources = [
        {"title": word("source"), "publisher": word("publisher"), "url": word("url"), "language": word("language")},
        {"title": word("source"), "url": f"javascript:{RAN}"},
        {"title": word("source"), "url": f'{ELSEWHERE}/"onclick="{RAN}'},
    ]
    return {
        "accords": "agreement/1",
        "id": "lake",
        "title": word("title"),
        "status": "signed",
        "signed": "2031-05-01",
        "about": word("about"),
        "sources": sources,
        "parties": {
            "norland": {"name": word("norland"), "role": word("role"), "aliases": [word("alias")]},
            "vestria": {"name": word("vestria")},
        },
        "areas": {area: {"places": [word("town")]}},
        "articles": [{"article": "1", "title": word("article"), "text": word("text"), "stipulations": duties}],
    }


def events(word: Word) -> list[dict[str, str]]:
    """What is said to have happened to it."""
    row = {"date": "2031-06-01", "place": word("town"), "words": word("words")}
    return [
        {**row, "event": word("deed"), "party": "norland", "toward": "vestria", "status": "disputed", "source": "x"},
        {**row, "event": word("misdeed"), "party": "vestria", "status": "confirmed", "source": word("row")},
        {**row, "event": word("event"), "party": "norland", "status": "reported", "source": f"javascript:{RAN}"},
        {**row, "event": word("event"), "party": word("party"), "status": "reported", "source": f"{ELSEWHERE}/{RAN}"},
    ]


def scenario(word: Word) -> dict[str, object]:
    """A scenario whose every word is hostile, names of states among them."""
    done, nothing = word("done")[-60:], word("nothing")[-60:]
    return {
        "accords": "scenario/1",
        "id": "talks",
        "title": word("title"),
        "about": word("about"),
        "sources": [{"title": word("source"), "url": word("url")}, {"title": word("source"), "url": f"data:,{RAN}"}],
        "parties": {
            "norland": {"name": word("norland"), "options": {"go": {"text": word("go"), "because": word("because")}}},
            "vestria": {"name": word("vestria"), "options": {"lift": word("lift")}},
        },
        "status quo": nothing,
        "preferences": {
            "norland": {"priorities": [{"prefers": "if go then lift", "because": word("because")}, "lift", "not go"]},
            "vestria": {"ranking": [[done], nothing, "rest"], "because": word("because")},
        },
        "states": {nothing: [], done: ["norland.go", "vestria.lift"]},
    }


def package(word: Word) -> dict[str, object]:
    """A bargain over two issues whose every word is hostile."""
    issues = {
        one: {"name": word(one), "levels": {"low": word("low"), "high": word("high")}} for one in ("shore", "harbour")
    }

    def values(weight: int, low: int) -> dict[str, object]:
        worth = {"weight": weight, "values": {"low": low, "high": 100 - low}, "because": word("because")}
        rest = {"weight": 100 - weight, "values": {"low": low, "high": 100 - low}}
        return {"reservation": 30, "because": word("because"), "issues": {"shore": worth, "harbour": rest}}

    return {
        "accords": "packages/1",
        "id": "package",
        "title": word("title"),
        "about": word("about"),
        "parties": {"norland": {"name": word("norland")}, "vestria": {"name": word("vestria")}},
        "issues": issues,
        "values": {"norland": values(60, 0), "vestria": values(30, 100)},
    }


# A file's name is the id of its page.
NAMED = """{} <img src=x onerror=ran()>"' %2F%41 &amp; {{{{7*7}}}} #a?b=c;\\ \u202e\u200b \u4f60"""


def files(folder: Path, word: Callable[[str], Word], kinds: tuple[str, ...] = HOSTILITIES) -> tuple[Path, Path]:
    """Folders of agreements with their events, and of scenarios, one of each kind of hostility, with names as hostile."""
    agreements, scenarios = folder / "agreements", folder / "scenarios"
    for one in (agreements, scenarios):
        one.mkdir(parents=True)
    for kind in kinds:
        name = NAMED.format(kind)
        (agreements / f"{name}.yaml").write_text(_yaml(agreement(word(kind))))
        with (agreements / f"{name}.events.csv").open("w", newline="", encoding="utf-8") as stream:
            rows = csv.DictWriter(stream, list(events(word(kind))[0]), restval="")
            rows.writeheader()
            rows.writerows(events(word(kind)))
        (scenarios / f"{name}.yaml").write_text(_yaml(scenario(word(kind))))
        (scenarios / f"{name} package.yaml").write_text(_yaml(package(word(kind))))
    return agreements, scenarios


def _yaml(told: dict[str, object]) -> str:
    """JSON is YAML where what is not ASCII is escaped as YAML has it."""
    words = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items())
    return re.sub(r"[^\n\x20-\x7e]", lambda one: f"\\U{ord(one.group()):08x}", words)


def texts_of(value: object) -> Iterator[str]:
    """Every text in a value of JSON, the names of fields among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from (name, *texts_of(one))
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)

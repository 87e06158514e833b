"""Claims on the gold's own attributions: what is lost between this and end to end is lost in reading who said what."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from accords.claims.build import Account
from accords.claims.cast import Cast, Character
from accords.claims.claimed import claims_of
from accords.claims.issues import Topics, patterns_of
from accords.claims.parties import actors_of, resolve
from accords.claims.process import Process
from accords.claims.roster import FileRoster
from accords.claims.saying import Saying, Why, saying_id
from accords.documents.readers import Given, read_sources
from accords.documents.report import Report
from accords.reading.reader import read
from accords.reading.reading import Attribution, Kind, Mode
from accords.reading.tagger import Tagger
from accords.vocabulary import ActorKind, Span, slug

Json = dict[str, Any]


def account_on_gold(
    text: Path, gold: Json, dossier: Json, tagger: Tagger, roster: FileRoster, process: Process | None
) -> Account:
    """The account of a report whose attributions and speakers are the gold's (`dossier`, of eval/gold_dossier.py)."""
    head = gold["report"]
    day = date.fromisoformat(head["published"]) if head.get("published") else None
    [report] = read_sources([text], given=Given(outlet=head.get("outlet"), published=day, language="en"))
    assert isinstance(report, Report)
    rows = [a for a in dossier["attributions"] if a["content"]]
    numbers = {a["id"]: n for n, a in enumerate(rows)}
    attributions = tuple(
        Attribution(
            source=(),
            cue=(),
            content=tuple(Span(s, e) for s, e in a["content"]),
            kind=Kind.ASSERTION,
            mode=Mode(a["mode"] or "indirect"),
            within=numbers.get(a["within"]),
        )
        for a in rows
    )
    reading = replace(read(report, tagger=tagger), attributions=attributions)
    resolved = resolve(reading, roster)
    cast = resolved.state.cast
    names = {a["id"]: a for a in dossier["actors"]}
    speakers = [_character(cast, names[a["speaker"]], names) if a["speaker"] else None for a in rows]
    sayings = [
        Saying(saying_id(report.id, a), report.id, a, slug(c.name) if c else None, Why("gold"))
        for a, c in zip(attributions, speakers, strict=True)
    ]
    found = claims_of(reading, resolved.state, speakers, sayings, process, Topics(reading.text, patterns_of(process)))
    return Account(
        report,
        actors_of(cast, roster, speakers, found.parties),
        tuple(sayings),
        found.claims,
        unclear=len(found.unclear),
    )


def _character(cast: Cast, actor: Json, actors: dict[str, Json]) -> Character:
    listed = cast.roster.named(actor["name"])
    known = cast.listed(listed[0], actor["name"]) if len(listed) == 1 else None
    known = known or next((c for c in cast.characters.values() if c.name == actor["name"]), None)
    known = known or cast.character(actor["name"], ActorKind.UNNAMED)
    party = actors[actor["party"]]["name"] if actor.get("party") in actors else None
    if party is not None and known.party is None:
        named = cast.roster.named(party)
        known.party = named[0].name if len(named) == 1 else party
    return known


def load(path: Path) -> Json:
    content: Json = json.loads(path.read_text("utf-8"))
    return content
